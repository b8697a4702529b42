"""Instructions applied one after the other: each speaks to the text that the ones before left.

After each step the text is read again as structure, and the runs of the step are laid over
those of the steps before. What one step inserts and a later one deletes leaves no trace.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.amendments.at_once import term_notes, vary_at_once
from pipeline.amendments.base_text import BaseText
from pipeline.amendments.model import (
    BlockRuns,
    Instruction,
    Note,
    Resolution,
    Run,
    RunKind,
    Varied,
)
from pipeline.amendments.runs import to_blocks
from pipeline.amendments.structure import BlockKind, Source, structured

_BEFORE = frozenset({RunKind.KEPT, RunKind.DELETED})
_AFTER = frozenset({RunKind.KEPT, RunKind.INSERTED})


def vary_in_turn(base: BaseText, instructions: Sequence[Instruction]) -> Varied:
    """Apply instructions in their order, each to what the ones before have made of the text."""
    state = to_blocks(base, ())
    current = base
    resolutions: list[Resolution] = []
    notes: list[Note] = []
    for one in instructions:
        step = vary_at_once(current, [one])
        resolutions += step.resolutions
        notes += step.notes
        if any(resolution.is_applied for resolution in step.resolutions):
            state = laid_over(state, step.blocks)
            current = _read_again(base, state)
    anchors = {block.anchor for block in state}
    return Varied(
        state,
        tuple(r if r.anchor in anchors else replace(r, anchor="") for r in resolutions),
        (*notes, *term_notes(instructions)),
    )


def _text(runs: Sequence[Run], kinds: frozenset[RunKind]) -> str:
    return "".join(run.text for run in runs if run.kind in kinds)


def _read_again(base: BaseText, state: Sequence[BlockRuns]) -> BaseText:
    """Read the text as varied as structure, with the printed lines of what was kept."""
    places = {block.anchor: block for block in base.blocks}
    lines = sorted(b.start + offset for b in base.blocks for offset in b.breaks)
    sources = []
    for block in state:
        varied = _text(block.runs, _AFTER)
        origin = places.get(block.anchor)
        breaks = _breaks(block.runs, origin.start, lines) if origin else [0]
        position = 0
        for number, text in enumerate(varied.split("\n") if varied else ()):
            kind = BlockKind.HEADING if block.is_heading else BlockKind.PARAGRAPH
            kind = origin.kind if origin and number == 0 else kind
            within = [b - position for b in breaks if position <= b < position + len(text)]
            starts = (0, *within[1:]) if within[:1] == [0] else (0, *within)
            continues = origin is not None and origin.has_subsection and not origin.words
            is_head = origin is not None and origin.kind is BlockKind.ROW and not origin.row
            sources.append(Source(kind, text, starts, 0, is_indented=continues, is_head=is_head))
            position += len(text) + 1
    return BaseText(structured(sources)[0], holds_lines=base.holds_lines)


def _breaks(runs: Sequence[Run], start: int, lines: Sequence[int]) -> list[int]:
    """Return where the printed lines of a block begin in its text as varied.

    Lines that are struck begin where they were, so that those after them keep their number.
    """
    found = []
    before, after = start, 0
    for run in runs:
        if run.kind in _BEFORE:
            first = bisect_left(lines, before)
            last = bisect_left(lines, before + len(run.text))
            kept = run.kind is RunKind.KEPT
            found += [line - before + after if kept else after for line in lines[first:last]]
        before += len(run.text) if run.kind in _BEFORE else 0
        after += len(run.text) if run.kind in _AFTER else 0
    return found


def laid_over(first: Sequence[BlockRuns], then: Sequence[BlockRuns]) -> tuple[BlockRuns, ...]:
    """Lay the blocks of a second step, whose base is the first one's result, over the first."""
    out: list[BlockRuns] = []
    below, above = deque(first), deque(then)
    while below or above:
        if below and not _text(below[0].runs, _AFTER):
            out.append(below.popleft())
        elif above and not _text(above[0].runs, _BEFORE):
            out.append(above.popleft())
        else:
            block = below.popleft()
            under, over = list(block.runs), list(above.popleft().runs)
            while (gap := len(_text(under, _AFTER)) - len(_text(over, _BEFORE))) != 0:
                _append(under, below.popleft()) if gap < 0 else _append(over, above.popleft())
            runs = tuple(_joined(_composed(under, over)))
            if runs:
                out.append(replace(block, runs=runs))
    return tuple(out)


def _append(runs: list[Run], block: BlockRuns) -> None:
    """Append a block's runs, with a paragraph's end where both texts have one there."""
    in_base = bool(_text(runs, _BEFORE)) and bool(_text(block.runs, _BEFORE))
    in_result = bool(_text(runs, _AFTER)) and bool(_text(block.runs, _AFTER))
    if in_base or in_result:
        kind = RunKind.INSERTED if not in_base else RunKind.DELETED
        by = "" if in_base and in_result else block.runs[0].by
        runs.append(Run(RunKind.KEPT if in_base and in_result else kind, "\n", by))
    runs += block.runs


def _composed(under: Sequence[Run], over: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs from the first base to the second result."""
    left = deque(under)
    for run in over:
        while left and left[0].kind is RunKind.DELETED:
            yield left.popleft()
        if run.kind is RunKind.INSERTED:
            yield run
            continue
        need = len(run.text)
        while need:
            piece = left.popleft()
            if piece.kind is RunKind.DELETED:
                yield piece
                continue
            taken = piece.text[:need]
            if len(piece.text) > need:
                left.appendleft(replace(piece, text=piece.text[need:]))
            need -= len(taken)
            if run.kind is RunKind.KEPT:
                yield replace(piece, text=taken)
            elif piece.kind is RunKind.KEPT:
                yield replace(run, text=taken)
    yield from left


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Join neighbouring runs that differ in their text alone."""
    held: Run | None = None
    for run in runs:
        if held is not None and replace(held, text="") == replace(run, text=""):
            held = replace(held, text=held.text + run.text)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held

"""A base text with edits that don't contradict each other, written as blocks of runs.

From the runs come all views: kept and deleted ones together are the base text to the
letter, kept and inserted ones the text as varied.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.amendments.base_text import BaseText
from pipeline.amendments.core import core_change
from pipeline.amendments.edits import CLOSING, OPENING, Edit
from pipeline.amendments.model import BlockRuns, Run, RunKind


def to_blocks(base: BaseText, edits: Iterable[Edit]) -> tuple[BlockRuns, ...]:
    """Write a base text with edits as blocks of runs, in the order of the text.

    A change that runs from one block into another makes one block of them, with the
    paragraph's end as a line feed in a run.
    """
    return tuple(_Writer(base, sorted(edits, key=lambda e: e.bounds)).blocks())


@dataclass(slots=True)
class _Writer:
    base: BaseText
    edits: list[Edit]
    named: Counter[str] = field(default_factory=Counter)

    def blocks(self) -> Iterator[BlockRuns]:
        """Yield the blocks of the base text and those inserted between them."""
        words = _trimmed(self.base.flat, [edit for edit in self.edits if not edit.as_blocks])
        whole = [edit for edit in self.edits if edit.as_blocks]
        behind: dict[int, list[Edit]] = defaultdict(list)
        for edit in whole:
            behind[edit.end].append(edit)
        gone = iter([edit for edit in whole if edit.start < edit.end])
        going = next(gone, None)
        yield from self._inserted(behind[-1])
        place = 0
        for first, last in _groups(self.base, words):
            start, end = self.base.blocks[first].start, self.base.blocks[last].end
            upto = place
            while upto < len(words) and words[upto].start <= end:
                upto += 1
            while going is not None and going.end < start:
                going = next(gone, None)
            runs = tuple(_runs(self.base.flat, start, end, words[place:upto]))
            if going is not None and going.start <= start:
                text = self.base.flat[start:end]
                runs = (Run(RunKind.DELETED, text, going.by, moved=going.moved),)
            place = upto
            block = self.base.blocks[first]
            is_heading = all(b.is_heading for b in self.base.blocks[first : last + 1])
            yield BlockRuns(block.path, block.anchor, runs, is_heading)
            yield from self._inserted(behind[end])

    def _inserted(self, edits: Sequence[Edit]) -> Iterator[BlockRuns]:
        for edit in edits:
            name = f"new-{re.sub(r'[^a-z0-9]+', '-', edit.by.lower())}"
            for number, text in enumerate(edit.new.split("\n") if edit.new else ()):
                self.named[name] += 1
                again = f"-{self.named[name]}" if self.named[name] > 1 else ""
                run = Run(RunKind.INSERTED, text, edit.by, moved=edit.moved)
                is_heading = edit.heads and number == 0
                yield BlockRuns(edit.path, f"{name}{again}", (run,), is_heading)


def _groups(base: BaseText, words: Sequence[Edit]) -> Iterator[tuple[int, int]]:
    """Yield the first and last index of blocks that belong together, most of them one."""
    across = iter([edit for edit in words if "\n" in base.flat[edit.start : edit.end]])
    crossing = next(across, None)
    index = 0
    while index < len(base.blocks):
        last = index
        while crossing is not None and crossing.start <= base.blocks[last].end:
            last = base.block_at(crossing.end)
            crossing = next(across, None)
        yield index, last
        index = last + 1


def _trimmed(flat: str, edits: Sequence[Edit]) -> list[Edit]:
    """Let words that go take one of the two spaces around them along."""
    out: list[Edit] = []
    for number, edit in enumerate(edits):
        start, end = edit.start, edit.end
        free = out[-1].end if out else 0
        until = edits[number + 1].start if number + 1 < len(edits) else len(flat)
        before = flat[start - 1] if start > 0 else "\n"
        after = flat[end] if end < len(flat) else "\n"
        goes = start < end and not edit.new
        closes = edit.new[:1] in CLOSING if edit.new else after.isspace() or after in CLOSING
        if before == " " and start > free and closes and (goes or edit.new):
            start -= 1
        elif goes and after == " " and end < until and (before in OPENING or before.isspace()):
            end += 1
        out.append(replace(edit, start=start, end=end))
    return out


def _runs(flat: str, start: int, end: int, edits: Sequence[Edit]) -> Iterator[Run]:
    """Yield the runs of a stretch of text; neighbouring runs of kept text are one."""
    kept = ""
    position = start
    for edit in edits:
        kept += flat[position : edit.start]
        position = edit.end
        old, new, tail = flat[edit.start : edit.end], edit.new, ""
        if edit.marks_core:
            change = core_change(old, new)
            kept += change.head
            old, new, tail = change.deleted, change.inserted, change.tail
        if kept and (old or new):
            yield Run(RunKind.KEPT, kept)
            kept = ""
        if old:
            yield Run(RunKind.DELETED, old, edit.by, moved=edit.moved)
        if new:
            yield Run(RunKind.INSERTED, new, edit.by, moved=edit.moved)
        kept += tail
    kept += flat[position:end]
    if kept:
        yield Run(RunKind.KEPT, kept)

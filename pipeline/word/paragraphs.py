"""Runs laid out as paragraphs: which signs a document can hold, where paragraphs end, what moved.

A paragraph's end is a sign like any other: it can be inserted or deleted, and a change that is
accepted or rejected takes it along. So a line feed within a run ends a paragraph with an end of the
run's kind; the end of a block is inserted where the base has nothing of the block, deleted
where the text as varied has nothing of it, and kept otherwise.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.amendments.model import BlockRuns, Run, RunKind

#: What XML cannot hold, control signs that Word refuses or takes for breaks, and the marks that
#: turn the direction of all that follows, which could show words in an order that is not theirs.
_NOT_SHOWN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
#: Signs that some programs take for the end of a line or paragraph; in a record they are space.
_ODD_SPACE = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
#: Space on which lines break; a space that does not break stays.
_LINE_SPACE = re.compile("[ \t\n]+")
#: Kept and deleted text is the base; kept and inserted text is the text as varied.
BASE = frozenset({RunKind.KEPT, RunKind.DELETED})
VARIED = frozenset({RunKind.KEPT, RunKind.INSERTED})


def shown(text: str) -> str:
    """Return the text with a replacement sign for each one that cannot stand in a document."""
    if text.isprintable():  # nearly all texts
        return text
    return _NOT_SHOWN.sub("\ufffd", _ODD_SPACE.sub(" ", text))


def one_line(text: str) -> str:
    """Return the text on one line, for a place that holds no more."""
    return text if text.isprintable() else _LINE_SPACE.sub(" ", shown(text)).strip(" ")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a run within one paragraph.

    ``move`` is the number of the pair that a moved run belongs to, from 1; ``opens`` and
    ``closes`` say that the moved passage begins or ends here.
    """

    kind: RunKind
    text: str
    by: str = ""
    move: int = 0
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces up to a paragraph's end, with the kind of that end."""

    pieces: tuple[Piece, ...]
    end: RunKind
    is_end_moved: bool
    is_heading: bool


def paragraphs(blocks: Sequence[BlockRuns]) -> Iterator[list[Paragraph]]:
    """Yield the paragraphs of each block in order; none for a block without any text."""
    blocks = [_shown_block(block) for block in blocks]
    moves = _moves(blocks)
    for number, block in enumerate(blocks):
        yield list(_paragraphs(block, moves.get(number, {})))


def text_of(block: BlockRuns, kinds: frozenset[RunKind]) -> str:
    """Return what a block's runs of some kinds say, as a document shows it."""
    return "".join(shown(run.text) for run in block.runs if run.kind in kinds)


def _shown_block(block: BlockRuns) -> BlockRuns:
    runs = tuple(
        Run(run.kind, shown(run.text), run.by, run.moved) for run in block.runs if run.text
    )
    return BlockRuns(block.path, block.anchor, runs, block.is_heading)


@dataclass(frozen=True, slots=True)
class _Move:
    pair: int
    opens: bool
    closes: bool


def _paragraphs(block: BlockRuns, moves: dict[int, _Move]) -> Iterator[Paragraph]:
    if not block.runs:
        return
    pieces: list[Piece] = []
    for number, run in enumerate(block.runs):
        move = moves.get(number)
        texts = run.text.split("\n")
        for index, text in enumerate(texts):
            is_last = index == len(texts) - 1
            pieces.append(
                Piece(
                    run.kind,
                    text,
                    run.by,
                    move.pair if move else 0,
                    opens=move is not None and move.opens and index == 0,
                    closes=move is not None and move.closes and is_last,
                )
            )
            if not is_last:
                yield Paragraph(tuple(pieces), run.kind, move is not None, block.is_heading)
                pieces = []
    end = _end_of(block)
    is_moved = end is not RunKind.KEPT and len(moves) == len(block.runs)
    yield Paragraph(tuple(pieces), end, is_moved, block.is_heading)


def _end_of(block: BlockRuns) -> RunKind:
    kinds = {run.kind for run in block.runs}
    if kinds == {RunKind.INSERTED}:
        return RunKind.INSERTED
    return RunKind.DELETED if kinds == {RunKind.DELETED} else RunKind.KEPT


def _moves(blocks: Sequence[BlockRuns]) -> dict[int, dict[int, _Move]]:
    """Return the moved runs that have a counterpart, by the numbers of block and run.

    Moved runs of one kind and instruction that follow one another, from block to block too, are
    one passage. A passage that has no counterpart stays a plain deletion or insertion.
    """
    passages: dict[tuple[str, RunKind], list[list[tuple[int, int]]]] = {}
    last: tuple[str, RunKind] | None = None
    for number, block in enumerate(blocks):
        for index, run in enumerate(block.runs):
            key = (run.by, run.kind) if run.moved and run.kind is not RunKind.KEPT else None
            if key is not None:
                found = passages.setdefault(key, [])
                if key != last:
                    found.append([])
                found[-1].append((number, index))
            last = key
    moves: dict[int, dict[int, _Move]] = {}
    pair = 0
    for (by, kind), here in passages.items():
        if kind is not RunKind.DELETED:
            continue
        there = passages.get((by, RunKind.INSERTED), [])
        for passage in zip(here, there, strict=False):
            pair += 1
            for side in passage:
                for place in side:
                    move = _Move(pair, place == side[0], place == side[-1])
                    moves.setdefault(place[0], {})[place[1]] = move
    return moves

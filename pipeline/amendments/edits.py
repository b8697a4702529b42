"""Changes of stretches of a text, checked against each other.

An edit replaces characters of the base text. Edits speak to the base text all at once, so
their order means nothing; two that touch the same characters contradict each other.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.amendments.base_text import BaseText
from pipeline.amendments.model import Note, NoteKind

#: Signs that stand directly behind a word, and directly before one.
CLOSING = ".,;:?!)]}”’%\n"
OPENING = "([{“‘$\n"


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters ``start`` to ``end`` of a base text replaced by ``new``.

    A line feed in ``new`` ends a paragraph. With ``as_blocks`` whole blocks are replaced by
    blocks, or blocks inserted behind the one that ends at ``start`` (-1: before the first).
    ``marks_core`` shows what old and new share at their ends as kept; ``yields`` leaves the
    words alone where another edit takes them away. ``heads`` says whether the first new
    block is a heading; ``path`` is that of new blocks.
    """

    start: int
    end: int
    new: str
    by: str
    moved: bool = False
    as_blocks: bool = False
    marks_core: bool = False
    yields: bool = False
    heads: bool = False
    path: str = ""

    @property
    def bounds(self) -> tuple[int, int]:
        """The span in half characters, so that a point between blocks is one of its own.

        Whole blocks take the points at their own ends with them.
        """
        if not self.as_blocks:
            return 2 * self.start, 2 * self.end
        if self.start == self.end:
            return 2 * self.start + 1, 2 * self.start + 1
        return 2 * self.start - 1, 2 * self.end + 1

    def overlaps(self, other: "Edit") -> bool:
        """Whether the two change the same characters, or one inserts inside the other."""
        (first, last), (from_, to) = self.bounds, other.bounds
        return first < to and from_ < last

    def within(self, other: "Edit") -> bool:
        """Whether the other edit takes away everything that this one changes, and more."""
        (first, last), (from_, to) = self.bounds, other.bounds
        return from_ <= first and last <= to and (from_, to) != (first, last)


def fitted(text: str, start: int, end: int, new: str) -> str:
    """Give words to be inserted the spaces that part them from the words around."""
    before = text[start - 1] if start > 0 else "\n"
    after = text[end] if end < len(text) else "\n"
    words = new.strip()
    if not words:
        return ""
    if not before.isspace() and before not in OPENING and words[0] not in CLOSING:
        words = f" {words}"
    if not after.isspace() and after not in CLOSING and words[-1] not in OPENING:
        words = f"{words} "
    return words


def conflicts(base: BaseText, edits: Iterable[Edit]) -> list[Note]:
    """Return a note for each pair of instructions whose edits contradict or touch each other.

    Overlap and containment are errors, unless the edit within yields.
    """
    found: dict[tuple[NoteKind, str, str], Note] = {}
    active: list[Edit] = []
    for edit in sorted(edits, key=lambda e: e.bounds):
        active = [other for other in active if other.bounds[1] >= edit.bounds[0] - 2]
        for other in active:
            kind = _relation(base, other, edit) if other.by != edit.by else None
            if kind is not None and (kind, other.by, edit.by) not in found:
                found[kind, other.by, edit.by] = _note(base, kind, other, edit)
        active.append(edit)
    return list(found.values())


def _relation(base: BaseText, one: Edit, other: Edit) -> NoteKind | None:
    """Return how two edits lie to each other; ``one`` does not begin after ``other``."""
    if one.overlaps(other):
        inside = one.within(other) or other.within(one)
        return NoteKind.CONTAINMENT if inside else NoteKind.OVERLAP
    if one.as_blocks is not other.as_blocks:
        return None
    between = base.flat[max(one.end, 0) : max(other.start, 0)]
    # Across a paragraph's end only whole blocks lie next to each other.
    apart = between.strip() or ("\n" in between and not one.as_blocks)
    return None if apart else NoteKind.ADJACENT


def _note(base: BaseText, kind: NoteKind, one: Edit, other: Edit) -> Note:
    block = base.blocks[base.block_at(max(other.start, 0))]
    inner, outer = (other, one) if other.within(one) else (one, other)
    is_error = kind is not NoteKind.ADJACENT
    if kind is NoteKind.ADJACENT:
        message = f"({one.by}) and ({other.by}) change words next to each other; read the result"
    elif kind is NoteKind.OVERLAP:
        message = f"({one.by}) and ({other.by}) change some of the same words; neither is applied"
    elif inner.yields:
        is_error = False
        message = f"({inner.by}) leaves alone the words that ({outer.by}) takes away"
    else:
        message = (
            f"({inner.by}) changes words within those that ({outer.by}) changes; neither is applied"
        )
    ids = (one.by, other.by)
    return Note(kind, ids, message, block.path, is_error=is_error, anchors=(block.anchor,))


def without_moot(edits: Sequence[Edit]) -> list[Edit]:
    """Leave out the edits that yield where another one takes their words away."""
    firm = sorted((e for e in edits if not e.yields), key=lambda e: e.bounds)
    starts = [edit.bounds[0] for edit in firm]
    kept = []
    for edit in edits:
        place = bisect_right(starts, edit.bounds[0]) - 1
        if not (edit.yields and place >= 0 and edit.within(firm[place])):
            kept.append(edit)
    return kept

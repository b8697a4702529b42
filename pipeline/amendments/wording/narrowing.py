"""Putting locators together: a place within a place, and what is said of words there.

A place is narrowed from the outside in: section, subsection, definition, paragraph, sentence,
clause or proviso, line. "The second sentence of Section 5" is Section 5 narrowed to a
sentence; "the second sentence of clause (ii)" runs against the order and cannot be held.
"""

from dataclasses import dataclass, fields, replace

from pipeline.amendments.model import Each, Locator, Neighbour, Position, Relation
from pipeline.amendments.wording.grammar import UnreadableError

#: How deep each part of a place lies; the parts that only name words are none of these.
_DEPTH = {
    "whole_document": 0,
    "preamble": 1,
    "schedule": 1,
    "section": 2,
    "subsection": 3,
    "row": 4,
    "definition": 5,
    "paragraph": 6,
    "sentence": 7,
    "clause": 8,
    "proviso": 8,
    "line": 9,
}
#: How deep a subsection lies; what is deeper is counted within a text.
SUBSECTION = _DEPTH["subsection"]
#: Labels that count letters; i, v, l and x may count in roman numerals, a level further in.
_LETTERS = "abcdefghjkmnopqrstuwyz"
_LONGEST_LABELS = 30
_NOTHING = Locator()
_NAMES = tuple(one.name for one in fields(Locator))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as worded.

    ``is_back`` says that it refers to the place named before it; ``is_list`` that it was
    narrowed after a comma, as in "Section 3, third paragraph".
    """

    locator: Locator
    is_back: bool = False
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """One adverbial of place: in some places, beside words, at an end, how often.

    ``is_instead`` stands for "in lieu thereof", ``in_blank`` for "in the blank".
    """

    spots: tuple[Spot, ...] = ()
    neighbour: Neighbour | None = None
    occurrence: int | Each | None = None
    position: Position | None = None
    is_instead: bool = False
    in_blank: bool = False


def depths(locator: Locator) -> list[int]:
    """Return how deep each part of a place lies, outermost first; empty where it names none."""
    return sorted(
        depth for name, depth in _DEPTH.items() if getattr(locator, name) != getattr(_NOTHING, name)
    )


def is_anchored(locator: Locator) -> bool:
    """Whether a place can be found in the document without knowing of another place."""
    outermost = depths(locator)[:1]
    return bool(outermost) and (outermost[0] <= _DEPTH["section"] or bool(locator.definition))


def narrowed(outer: Locator, inner: Locator) -> Locator:
    """Return ``inner`` within ``outer``. Raises UnreadableError where it does not lie within."""
    inner = _without_shared(outer, inner)
    outside, inside = depths(outer), depths(inner)
    if outer.whole_document:
        return _of_document(outer, inner)
    if outer.subsection and inside[:1] == [SUBSECTION]:
        joined = _labels_within(outer.subsection, inner.subsection)
        outer, inner = replace(outer, subsection=joined), replace(inner, subsection="")
        outside, inside = depths(outer), depths(inner)
    clause_of_proviso = outer.proviso and bool(inner.clause) and not outer.clause
    proviso_of_clause = inner.proviso and bool(outer.clause) and not outer.proviso
    together = clause_of_proviso or proviso_of_clause
    if outside and inside and outside[-1] >= inside[0] and not together:
        raise UnreadableError("a place lies within one that is narrower")
    merged = _merged(outer, inner)
    return replace(merged, clause_in_proviso=True) if clause_of_proviso else merged


def _without_shared(outer: Locator, inner: Locator) -> Locator:
    """Return a place without what the place around it says too: Section 5, in Section 5(c)."""
    shared = {
        name: getattr(_NOTHING, name)
        for name in ("section", "schedule", "preamble")
        if getattr(inner, name) == getattr(outer, name)
    }
    return replace(inner, **shared)


def _labels_within(outer: str, inner: str) -> str:
    """Return labels within labels: ``ii`` within ``b`` is ``b(ii)``; ``d`` is beside ``c``."""
    last, first = outer.strip(")").rpartition("(")[2], inner.partition("(")[0]
    beside = all(len(label) == 1 and label in _LETTERS for label in (last, first))
    if beside or len(outer) > _LONGEST_LABELS:
        raise UnreadableError("a lettered paragraph lies within another lettered paragraph")
    return f"{outer}({first})" + inner[len(first) :]


def _of_document(document: Locator, inner: Locator) -> Locator:
    """Return a place of the whole document: its paragraphs are those of the preamble."""
    if not depths(inner):
        return _merged(document, inner)
    if inner.paragraph is not None and not is_anchored(inner):
        return _merged(Locator(preamble=True), inner)
    if not is_anchored(inner):
        raise UnreadableError("a place is of the document, and not of a part of it")
    return inner


def _merged(one: Locator, other: Locator) -> Locator:
    """Return what two locators say together; they must not contradict each other."""
    changes = {}
    for name in _NAMES:
        mine, theirs = getattr(one, name), getattr(other, name)
        if theirs == getattr(_NOTHING, name) or theirs == mine:
            continue
        if mine != getattr(_NOTHING, name):
            raise UnreadableError("two places are named for one operation")
        changes[name] = theirs
    return replace(one, **changes)


def in_context(context: Locator | None, inner: Locator) -> Locator:
    """Return a place that may be named in short, in the context of the place named before it."""
    inside = depths(inner)
    if context is None or not inside or is_anchored(inner):
        return inner
    kept = {
        name: getattr(context, name)
        for name, depth in _DEPTH.items()
        if depth < inside[0] or (depth == inside[0] == SUBSECTION)
    }
    return narrowed(Locator(**kept), inner)


def placed(place: Locator, wheres: tuple[Where, ...]) -> Locator:
    """Return a place with what adverbials say of words in it, their own places left aside."""
    for where in wheres:
        if where.neighbour is not None:
            place = replace(place, neighbour=_both(place.neighbour, where.neighbour))
        if where.occurrence is not None:
            place = _merged(place, Locator(occurrence=where.occurrence))
        if where.position is not None:
            place = replace(place, position=_position(place.position, where.position))
    return place


def _both(one: Neighbour | None, other: Neighbour) -> Neighbour:
    """Return words after some and before others as words between them."""
    if one is None:
        return other
    sides = {one.relation: one.words, other.relation: other.words}
    if set(sides) != {Relation.AFTER, Relation.BEFORE}:
        raise UnreadableError("words stand beside two others on one side")
    return Neighbour(Relation.BETWEEN, sides[Relation.AFTER], sides[Relation.BEFORE])


def _position(one: Position | None, other: Position) -> Position:
    if one is None or one is other:
        return other
    if {one, other} == {Position.END, Position.BEFORE_FULL_STOP}:
        return Position.BEFORE_FULL_STOP
    raise UnreadableError("words stand in two positions")

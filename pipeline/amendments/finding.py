"""The words that an instruction quotes, found in its place: once, the nth time, or each time.

The line of an instruction is one of a printed edition. It breaks ties between several hits,
and is reported where it disagrees with the only one; it never leads outside the place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.amendments.base_text import BaseText
from pipeline.amendments.model import Each, Locator, Neighbour, Relation, Status
from pipeline.amendments.numbering import ordinal
from pipeline.amendments.places import Place
from pipeline.amendments.sentences import Span
from pipeline.amendments.words import hits, lowered, plain

#: What may stand between neighbouring words, and how much of it.
_SIGNS = " ,;:()[]\"'"
_MOST_SIGNS = 8


@dataclass(frozen=True)
class Searched:
    """A base text with what searching in it needs, made once for many instructions.

    ``vacated`` are the paths of provisions whose number another instruction takes away.
    """

    base: BaseText
    vacated: frozenset[str] = frozenset()
    plain: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", plain(self.base.flat))

    def path_at(self, offset: int) -> str:
        """Return the path of the block in which a character stands."""
        return self.base.blocks[self.base.block_at(offset)].path

    def anchor_at(self, offset: int) -> str:
        """Return the anchor of the block in which a character stands."""
        return self.base.blocks[self.base.block_at(offset)].anchor


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the hits to work on, or none and why.

    ``matches`` counts all hits in the place, also where one of them was chosen.
    """

    status: Status
    hits: tuple[Span, ...] = ()
    matches: int = 0
    line: int | None = None
    message: str = ""


def find(text: Searched, place: Place, words: str, locator: Locator) -> Found:
    """Find quoted words in a place, as often as the locator says: once where it says nothing."""
    if not place.spans:
        return Found(Status.NOT_FOUND, message=place.problem)
    if not words.strip():
        return Found(Status.NOT_FOUND, message="the instruction quotes no words to be found")
    found = hits(text.plain, words, place.spans)
    if not found:
        return Found(Status.NOT_FOUND, message=_why_not(text, place, words))
    if locator.neighbour is not None:
        beside = _beside(text, place, found, locator.neighbour)
        if not beside:
            message = f"the words stand in {place.path}, but not {_said(locator.neighbour)}"
            return Found(Status.NOT_FOUND, matches=len(found), message=message)
        found = beside
    return _chosen(text, place, found, locator)


def find_gap(text: Searched, place: Place, neighbour: Neighbour, locator: Locator) -> Found:
    """Find the point beside neighbouring words at which others are inserted, as empty spans."""
    if neighbour.relation is not Relation.BETWEEN:
        found = find(text, place, neighbour.words, replace(locator, neighbour=None))
        end = 0 if neighbour.relation is Relation.BEFORE else 1
        return replace(found, hits=tuple((hit[end], hit[end]) for hit in found.hits))
    if not place.spans:
        return Found(Status.NOT_FOUND, message=place.problem)
    after = {start for start, _ in hits(text.plain, neighbour.second, place.spans)}
    gaps = []
    for _, end in hits(text.plain, neighbour.words, place.spans):
        if _reaches(text, end, after):
            gaps.append((end, end))
    if not gaps:
        message = f"{place.path} has no point {_said(neighbour)}"
        return Found(Status.NOT_FOUND, message=message)
    return _chosen(text, place, gaps, replace(locator, neighbour=None))


def _beside(
    text: Searched, place: Place, found: Sequence[Span], neighbour: Neighbour
) -> list[Span]:
    """Return the hits that stand next to the neighbouring words."""
    first = hits(text.plain, neighbour.words, place.spans)
    ends = {end for _, end in first}
    starts = {start for start, _ in first}
    if neighbour.relation is Relation.BETWEEN:
        second = {start for start, _ in hits(text.plain, neighbour.second, place.spans)}
        return [h for h in found if _reaches(text, h[0], ends, -1) and _reaches(text, h[1], second)]
    if neighbour.relation is Relation.AFTER:
        return [hit for hit in found if _reaches(text, hit[0], ends, -1)]
    return [hit for hit in found if _reaches(text, hit[1], starts)]


def _reaches(text: Searched, point: int, points: set[int], step: int = 1) -> bool:
    """Whether one of ``points`` follows a point (or precedes it) with no word between."""
    for _ in range(_MOST_SIGNS):
        if point in points:
            return True
        sign = point if step > 0 else point - 1
        if not 0 <= sign < len(text.plain) or text.plain[sign] not in _SIGNS:
            return False
        point += step
    return False


def _chosen(text: Searched, place: Place, found: Sequence[Span], locator: Locator) -> Found:
    """Choose among the hits by occurrence, else by line."""
    count = len(found)
    if isinstance(locator.occurrence, Each):
        return Found(Status.EXACT, tuple(found), count)
    if locator.occurrence is not None:
        index = locator.occurrence - 1 if locator.occurrence > 0 else locator.occurrence
        if locator.occurrence == 0 or not -count <= index < count:
            message = f"{place.path} has the words {times(count)}, not a {_nth(locator)} time"
            return Found(Status.NOT_FOUND, matches=count, message=message)
        found = [found[index]]
    lines = [_lines(text.base, place, hit) for hit in found]
    wanted = locator.line if text.base.holds_lines and place.path != "Whole document" else None
    if wanted is not None and len(found) > 1:
        on_line = [n for n, (first, last) in enumerate(lines) if first <= wanted <= last]
        if len(on_line) == 1:
            found, lines = [found[on_line[0]]], [lines[on_line[0]]]
    if len(found) > 1:
        where = ", ".join(str(first) for first, _ in lines[:8])
        held = f", on lines {where} of it" if text.base.holds_lines else ""
        message = f"the words stand {times(len(found))} in {place.path}{held}; which is not said"
        return Found(Status.AMBIGUOUS, matches=count, message=message)
    first, last = lines[0]
    if wanted is not None and not first <= wanted <= last:
        message = f"words found, but on line {first} of the edition held, not on line {wanted}"
        return Found(Status.FOUND_ELSEWHERE, (found[0],), count, first, message)
    return Found(Status.EXACT, (found[0],), count)


def _nth(locator: Locator) -> str:
    return ordinal(locator.occurrence) if isinstance(locator.occurrence, int) else ""


def _lines(base: BaseText, place: Place, hit: Span) -> tuple[int, int]:
    """Return the first and the last line of a hit, counted from the place's first."""
    origin = base.line_at(place.origin) - 1
    return base.line_at(hit[0]) - origin, base.line_at(max(hit[0], hit[1] - 1)) - origin


def times(count: int) -> str:
    """Say how often: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _said(neighbour: Neighbour) -> str:
    second = f" and “{neighbour.second}”" if neighbour.second else ""
    return f"{neighbour.relation} “{neighbour.words}”{second}"


def _why_not(text: Searched, place: Place, words: str) -> str:
    """Say why words were not found, and where something like them stands."""
    missing = f"the words are not in {place.path}"
    if elsewhere := hits(text.plain, words, [(0, len(text.plain))]):
        paths = list(dict.fromkeys(text.path_at(start) for start, _ in elsewhere))
        more = " and elsewhere" if len(paths) > 3 else ""
        return f"{missing}; they stand in {'; '.join(paths[:3])}{more}"
    if hits(lowered(text.plain), lowered(words), place.spans):
        return f"{missing} as quoted, but with other capital letters"
    bare = words.rstrip(" .,;:")
    if bare != words and hits(text.plain, bare, place.spans):
        return f"{missing} as quoted, but without the sign at their end"
    return f"{missing}, nor elsewhere in the text"

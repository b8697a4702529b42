"""Blanks of a base text, which an annex or a schedule of the agreement fills."""

import re
from collections.abc import Sequence

from pipeline.amendments.edits import Edit
from pipeline.amendments.finding import Found, Searched, find, find_gap
from pipeline.amendments.model import Instruction, Locator, Status
from pipeline.amendments.outcome import Outcome, joined
from pipeline.amendments.places import Place, resolve
from pipeline.amendments.sentences import Span

#: How base texts print a blank that is to be filled in.
_BLANK = re.compile(r"_{2,}|\[[\s_●•*.]*\]|\(\s{2,}\)|…{2,}|\.{5,}")


def fill_blank(text: Searched, one: Instruction) -> Outcome:
    """Write the new words into a blank of the place, or where the old words stand."""
    place = resolve(text.base, one.locator)
    if one.old:
        found = find(text, place, one.old, one.locator)
    else:
        blanks = [m.span() for s in place.spans for m in _BLANK.finditer(text.base.flat, *s)]
        found = _chosen(text, place, blanks, one.locator)
    new = joined(one.new)
    return Outcome(place, found, tuple(Edit(*hit, new, one.id) for hit in found.hits))


def _chosen(text: Searched, place: Place, blanks: Sequence[Span], locator: Locator) -> Found:
    """Choose a blank by its neighbours or number; one alone needs neither."""
    if not blanks:
        return Found(Status.NOT_FOUND, message=place.problem or f"{place.path} has no blank")
    if locator.neighbour is not None:
        gaps = find_gap(text, place, locator.neighbour, locator)
        if not gaps.hits:
            return gaps
        at = gaps.hits[0][0]
        blanks = [b for b in blanks if not text.plain[min(at, b[0]) : max(at, b[0])].strip()] or [
            b for b in blanks if not text.plain[min(at, b[1]) : max(at, b[1])].strip()
        ]
    if isinstance(locator.occurrence, int) and 0 < locator.occurrence <= len(blanks):
        blanks = [blanks[locator.occurrence - 1]]
    if len(blanks) != 1:
        message = f"{place.path} has {len(blanks)} blanks there; which is not said"
        return Found(Status.AMBIGUOUS, matches=len(blanks), message=message)
    return Found(Status.EXACT, tuple(blanks), 1)

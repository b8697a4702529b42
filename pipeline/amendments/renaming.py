"""A name replaced throughout, save where it must stay: titles, quotations and history."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.amendments.edits import Edit
from pipeline.amendments.finding import Found, Searched, times
from pipeline.amendments.model import Each, Instruction, Status
from pipeline.amendments.outcome import Outcome, joined
from pipeline.amendments.places import resolve
from pipeline.amendments.sentences import Span
from pipeline.amendments.words import hits, lowered, plain

#: Words after which a name is history.
_HISTORY = re.compile(
    r"\b(?:formerly|previously|originally|then)(?:\s+(?:known|named|called|designated|doing\s+"
    r"business))?(?:\s+as)?(?:\s+the)?[\s\"“(]*$|\b[fn]/?k/?a\.?[\s\"“(]*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^“”\n]{1,400}”|\"[^\"\n]{1,400}\"")
_ENTITLED = re.compile(r"\b(?:entitled|titled|captioned|headed|marked)\s*[,:]?\s*$", re.IGNORECASE)
_TITLE_DASH = re.compile(r"\s(?:-|--|–|—)\s")


def global_rename(text: Searched, one: Instruction) -> Outcome:
    """Replace a name at each place, save in titles, quotations, history and protected texts."""
    locator = one.locator
    if not (locator.section or locator.schedule or locator.preamble or locator.paragraph):
        locator = replace(locator, whole_document=True)
    place = resolve(text.base, replace(locator, neighbour=None, occurrence=Each.EACH))
    flat = text.base.flat
    everywhere = hits(lowered(text.plain), lowered(plain(one.old)), place.spans)
    named = [(hit, _in_capitals(flat[hit[0] : hit[1]], one)) for hit in everywhere]
    safe = _protected(text, one.protected)
    edits, left = [], []
    for (start, end), new in named:
        if new is None:
            continue
        if _is_history(text, start, end) or any(a <= start and end <= b for a, b in safe):
            left.append(text.path_at(start))
        else:
            edits.append(Edit(start, end, new, one.id, yields=True))
    if not edits:
        message = place.problem or f"{place.path} does not have the name outside protected texts"
        return Outcome(place, Found(Status.NOT_FOUND, matches=0, message=message))
    message = f"{len(edits)} hits" if len(edits) > 1 else "1 hit"
    if left:
        paths = "; ".join(dict.fromkeys(left))
        message += f"; left alone {times(len(left))} as title, quotation or history: {paths}"
    spans = tuple((edit.start, edit.end) for edit in edits)
    return Outcome(place, Found(Status.EXACT, spans, len(edits), message=message), tuple(edits))


def _in_capitals(printed: str, one: Instruction) -> str | None:
    """Return the new name in the capitals of a hit; None where the hit is not the name."""
    old, new = " ".join(one.old.split()), joined(one.new)
    if plain(printed).replace("\n", " ") == plain(old):
        return new
    if printed.isupper() and any(sign.islower() for sign in old):
        return new.upper()
    if printed[:1] == old[:1].upper() and plain(printed[1:]) == plain(old[1:]):
        return new[:1].upper() + new[1:]
    return None


def _is_history(text: Searched, start: int, end: int) -> bool:
    """Whether a name stands after "formerly" or the like, or within a quoted title."""
    flat = text.base.flat
    block = text.base.blocks[text.base.block_at(start)]
    if _HISTORY.search(flat, max(block.start, start - 60), start):
        return True
    for quoted in _QUOTED.finditer(flat, max(block.start, start - 402), min(block.end, end + 402)):
        if quoted.start() < start and end < quoted.end() and len(quoted[0]) > end - start + 2:
            before = flat[max(block.start, quoted.start() - 40) : quoted.start()]
            return bool(_TITLE_DASH.search(quoted[0]) or _ENTITLED.search(before))
    return False


def _protected(text: Searched, protected: Sequence[str]) -> list[Span]:
    everywhere = [(0, len(text.plain))]
    return [hit for words in protected for hit in hits(text.plain, words, everywhere)]

"""The parts of an item: what stands between its semicolons, and its sentences.

Parts are read one by one, so that one which cannot be read leaves the others readable. A
new text that no quotation marks enclose runs to the end of the item, whatever is in it.
"""

import re
from dataclasses import dataclass

from pipeline.amendments.wording.quotations import SIGN, Scanned

_BREAK = re.compile(rf";(?:\s(?:and|or)\b)?|\.(?=\s[A-Z(\ue000])|{SIGN}(?=\s[A-Z])")
_SIGN = re.compile(SIGN)
#: A full stop after these ends no sentence; single letters are those of U.S., L.P. and A.M.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.,])(?:Inc|Corp|Co|Cos|Ltd|Bros|Nos?|St|Jr|Sr|Mr|Mrs|Dr|vs?|[A-Za-z])$"
)
_LONGEST_ABBREVIATION = 8
#: At the end of a part a letter is more likely that of an annex than of a name.
_ABBREVIATED_AT_END = re.compile(r"(?:\b(?:Inc|Corp|Co|Cos|Ltd|Bros|Jr|Sr)|\.[A-Za-z])\.$")
#: Where a new text begins that is not quoted: after a colon that is not followed by a quotation
#: alone.
_UNQUOTED = re.compile(
    rf"\b(?:following|read|reads|reading|restated)\b[^;:]{{0,200}}:"
    rf"(?=\s?\S)(?!\s?{SIGN}(?:$|\s?[.,;]|\sand\b|\sin\s(?:lieu|its|place)))",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[-–—•*·]\s)?(?:and\s)?", re.IGNORECASE)
_TAIL = re.compile(r"\s?[;,](?:\s(?:and|or))?$")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an item: its scanned text as printed, and the core that says something.

    ``is_open`` where it ends in a text without quotation marks.
    """

    text: str
    core: str
    is_open: bool = False


def parts(scanned: Scanned) -> list[Part]:
    """Return the parts of an item; joined by spaces, their texts are the item's."""
    text = scanned.text
    unquoted = _UNQUOTED.search(text)
    limit = unquoted.end() if unquoted else len(text)
    found = []
    start = 0
    for match in _BREAK.finditer(text, 0, limit):
        if match[0] == "." and _is_abbreviated(text, match.start()):
            continue
        if match[0][0] not in ";." and not scanned.words(match[0]).endswith("."):
            continue
        found.append(_part(text[start : match.end()]))
        start = match.end()
    if text[start:].strip():
        found.append(_part(text[start:], is_open=unquoted is not None))
    return found


def _is_abbreviated(text: str, stop: int) -> bool:
    """Whether the full stop at an offset ends an abbreviation."""
    return bool(_ABBREVIATION.search(text[max(0, stop - _LONGEST_ABBREVIATION) : stop]))


def tail_parts(scanned: Scanned, part: Part) -> list[Part]:
    """Return what might be further parts within a text without quotation marks."""
    unquoted = _UNQUOTED.search(part.text)
    inner = part.text[unquoted.end() :] if unquoted else ""
    return parts(Scanned(inner, scanned.quotations))[1:]


def _part(text: str, *, is_open: bool = False) -> Part:
    text = text.strip()
    core = text[match.end() :] if (match := _BULLET.match(text)) else text
    core = _TAIL.sub("", core)
    if not is_open and core.endswith(".") and not _ABBREVIATED_AT_END.search(core):
        core = core[:-1]
    return Part(text, core.strip(), is_open)

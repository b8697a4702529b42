"""Lists within a line that was once many: where each item begins, told by labels in sequence.

A copy that lost its line ends prints "... agrees that: (a) it will ...; and (b) it will ...".
Nothing but the labels tells the items, so a label counts only where the words before it open
a list (a colon, or the heading of a schedule) or end an item (a semicolon), and where it is
the first of its kind or follows the one before it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.exhibits.passages import Span
from pipeline.exhibits.sentences import sentences

#: Labels by the signs around them; items without letters go by their bullets.
_STYLES = tuple(
    re.compile(rf"(?<!\S){label}\s+(?=\S)")
    for label in (
        r"\((?P<label>[a-z]|\d{1,2})\)",
        r"(?P<label>[a-z]|\d{1,2})\)",
        r"(?P<label>[a-z]|\d{1,2})\.",
        r"(?P<label>[•●▪*–-]|o)",
    )
)
_OPENS = re.compile(r"(?::|\bProvisions|\bfollows)$")
_GOES_ON = re.compile(r";(?:\s+(?:and|or))?$")
_FIRST = re.compile(r"[a1•●▪*–-]|o")
#: The heading of a schedule, with the words below it that say what it holds.
_SCHEDULE = re.compile(
    r"(?<=\s)(?=(?:SCHEDULE|ANNEX|APPENDIX|EXHIBIT|Schedule|Annex|Appendix|Exhibit)\s"
    r"(?:[A-Z]|[IVX]{1,4}|\d{1,2})\s(?:[A-Z]\w*\s){0,3}?(?:Modif|Vari|Amend|Chang|Except))"
)
#: The promise of underwriters that opens the list of selling restrictions.
_PROMISE = re.compile(
    r"\s(?=(?:(?:In|For|Subject)\b[^.;:]{3,90},\s)?(?:[Ee]ach|[Ee]very|[Tt]he|[Ss]uch)\s(?:of\sthe\s)?(?:several\s)?"
    r"(?:Underwriters?|Managers?|Initial\sPurchasers?|Purchasers?)\b[^.;:]{0,200}:)"
)
#: How many signs before a label tell what it is.
_BEFORE = 40
#: How far the end of a last item is looked for: a copy of millions of signs may have no stop.
_REACH = 5_000


def paragraphs_within(span: Span) -> Iterator[Span]:
    """Yield the sentences of words that were once many lines, and the items of their lists."""
    bounds = [0, *(match.start() for match in _SCHEDULE.finditer(span.text)), len(span.text)]
    for begin, end in pairwise(bounds):
        piece = span.part(begin, end).stripped()
        at = 0
        for start, stop in _items(piece):
            if start < at:
                continue
            yield from sentences(piece.part(at, start).stripped())
            yield piece.part(start, stop).stripped()
            at = stop
        if rest := piece.part(at, len(piece.text)).stripped():
            yield from sentences(rest)


def _items(piece: Span) -> list[tuple[int, int]]:
    """Return where the items of lists begin and end; the last of a list ends its sentence."""
    text = piece.text
    found: list[tuple[int, int]] = []
    for style in _STYLES:
        run: list[re.Match[str]] = []
        for match in style.finditer(text):
            before = text[max(0, match.start() - _BEFORE) : match.start()].rstrip()
            if run and _GOES_ON.search(before) and _follows(run[-1]["label"], match["label"]):
                run.append(match)
            elif _OPENS.search(before) and _FIRST.fullmatch(match["label"]):
                found += _of_run(piece, run)
                run = [match]
        found += _of_run(piece, run)
    return sorted(found)


def _of_run(piece: Span, run: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    for one, following in pairwise(run):
        yield one.start(), following.start()
    if run:
        behind = piece.part(run[-1].end(), min(run[-1].end() + _REACH, len(piece.text)))
        last = next(sentences(behind), behind)
        # What opens the next list may have run on behind an item without a full stop.
        opens = (
            _PROMISE.search(last.text) if last.text.endswith(":") or ": (" in last.text else None
        )
        end = last.start + opens.start() if opens else last.end
        yield run[-1].start(), end - piece.start


def _follows(label: str, later: str) -> bool:
    """Whether a label may stand behind another: the next, or by a slip the same again."""
    if label.isdecimal() and later.isdecimal():
        return int(later) - int(label) in (0, 1)
    return len(label) == len(later) == 1 and ord(later) - ord(label) in (0, 1)

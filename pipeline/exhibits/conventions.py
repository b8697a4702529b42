"""How days are counted and moved: in a row of the terms, or in a sentence below them."""

import re
from collections.abc import Sequence

from pipeline.exhibits.draft import Group, stated, unsure
from pipeline.exhibits.passages import Span

_ACTUAL = (
    r"(?:the\s)?actual\snumber\sof\sdays\b"
    r"(?:[^.;]{0,60}?\byear\sof|\s(?:elapsed\s)?over(?:\sa)?)\s|actual\sdays\b[^.;]{0,40}?\b"
)
_CODES = {
    "day_count": (
        ("30e_360", r"30E\s?/\s?360"),
        (
            "30_360",
            (
                r"30\s?/\s?360|(?:a\s)?360-day\syear\s"
                r"(?:(?:consisting|comprised|composed|made\sup)\s)?"
                r"of\stwelve\s(?:30|thirty)-day\smonths"
            ),
        ),
        ("act_act_icma", r"Act(?:ual)?\s?/\s?Act(?:ual)?(?:.*ICMA)?"),
        ("act_360", rf"Act(?:ual)?\s?/\s?360|(?:{_ACTUAL})360\b(?:[\s-]days?)?"),
        ("act_365f", rf"Act(?:ual)?\s?/\s?365|(?:{_ACTUAL})365\b(?:[\s-]days?)?"),
    ),
    "business_day_convention": (
        ("modified_following", r"[Mm]odified\s[Ff]ollowing"),
        ("following", r"[Ff]ollowing|next\s(?:succeeding\s)?[Bb]usiness"),
        ("preceding", r"[Pp]receding"),
        ("unadjusted", r"[Uu]nadjusted|[Nn]o\s[Aa]djustment"),
    ),
}
_COMPUTED = re.compile(
    r"\b[Ii]nterest\b[^.;]*\b(?:computed|calculated|accru(?:es|ed|ing)|counted|paid)\b|\bbear\sinterest\b"
)


def convention(field: str, span: Span) -> Group:
    """Return the code that the words of a row stand for, else a blank that is unsure."""
    found = _found(field, span)
    return stated(*found) if found is not None else unsure([("", span)])


def _found(field: str, span: Span) -> tuple[str, Span] | None:
    found = [
        (code, words)
        for code, pattern in _CODES[field]
        if (words := span.search(re.compile(pattern, re.IGNORECASE if field == "day_count" else 0)))
    ]
    # Two ways of counting are those of two periods; of moving, the first is the fuller name.
    return found[0] if len(found) == 1 or (found and field != "day_count") else None


def day_count_in(span: Span) -> Group | None:
    """Return the day count that words on one period of interest state; unsure of two."""
    found = [
        (code, words)
        for code, pattern in _CODES["day_count"]
        if (words := span.search(re.compile(rf"(?<![\w/])(?:{pattern})", re.IGNORECASE)))
        is not None
    ]
    if not found:
        return None
    return stated(*found[0]) if len(found) == 1 else unsure(found)


def day_count_of(sentences: Sequence[Span]) -> Group | None:
    """Return the day count that a sentence gives all interest; unsure where two give two."""
    found = [
        one
        for span in sentences
        if _COMPUTED.search(span.text) and (one := _found("day_count", span)) is not None
    ]
    if not found:
        return None
    return stated(*found[0]) if len({code for code, _ in found}) == 1 else unsure(found)

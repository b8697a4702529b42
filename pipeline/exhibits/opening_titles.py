"""Titles in the opening, for papers whose table has no row for them."""

import re

from pipeline.exhibits.passages import Span
from pipeline.exhibits.sold import Sold

_TITLE = re.compile(
    r"(?:\bits\b|\bof\b|\bthe\b|\bour\b|\b\d{1,3}(?:,\d{3})+)\s+(?P<title>(?!Common|Ordinary|American)"
    r"(?:(?:\.?\d{1,4}|\d{1,2}(?:\.\d+)?|\d{1,2}[\s-]\d/\d{1,2}|\d/\d)\s?%|[A-Z])"
    r"(?:(?!principal\samount|[$€£¥]|\bits\b|\bplans\b|\bpropos|\bissue\sand\b).){3,200}?\b(?:[Dd]ue|DUE|[Mm]aturing)\s(?:(?:[A-Z][a"
    r"-z]+\s)?(?:\d{1,2},\s)?|\d{1,2}\s[A-Z][a-z]+,?\s)?\d{4})"
)
#: What stands before the name of another's securities, on which these are based.
_UPON = re.compile(r"\b(?:based\s(?:up)?on|linked\sto|Stocks?\sof|Shares\sof)\s[^.;]{0,60}$")


def _without_owner(text: str) -> str:
    """Return words with spaces in the place of "Company's", so that no title begins with it."""
    return re.sub(r"\b[A-Z]\w+['’]s(?=\s)", lambda owner: " " * len(owner[0]), text)


def read_opening_titles(sold: list[Sold], spans: list[Span]) -> None:
    """Take the titles of the opening, for papers whose table has no row for them."""
    found = [
        span.of(match, "title").stripped(", ")
        for span in spans[:1]
        for match in _TITLE.finditer(_without_owner(span.text))
        if not _UPON.search(span.text[: match.start("title")])
    ]
    if len(found) == len(sold):
        for one, title in zip(sold, found, strict=True):
            one.opening_title = title

"""The words of a paper as its record holds them, for rules that read words."""

import re
from typing import NamedTuple

from pipeline.checks.known import once, quotations, stated_fields
from pipeline.records.archive import DealRecord
from pipeline.records.base import Stated
from pipeline.records.yamltext import Location, line_at

_OPERAND = re.compile(r'"[^"]*"|“[^”]*”')
_AFTER = re.compile(r"[\"”]?[;,.]?(?: (?:and|or)\b)?")
_CLOSED = re.compile(r"(?:[;,.][\"”]?|[;,] (?:and|or))$")


class Passage(NamedTuple):
    """Words of the paper, on one line, at the field that holds them."""

    location: Location
    words: str


def one_line(words: str) -> str:
    """Return the words with every run of white space as one space."""
    return " ".join(words.split())


def printed(stated: Stated[str] | None) -> str | None:
    """Return a stated text as the paper prints it; None where it is blank or left out."""
    if stated is None or stated.value is None:
        return None
    return one_line(stated.value if stated.as_printed is None else stated.as_printed)


@once
def passages(record: DealRecord) -> list[Passage]:
    """Return the words of every stated value, in the order of the record's lines.

    A value that is cited gives its quotations, any other text its own words.
    """
    found = []
    for location, stated in stated_fields(record):
        quotes = [one_line(quote) for quote, _ in quotations(stated)]
        if not quotes and isinstance(stated.value, str):
            quotes = [one_line(stated.as_printed or stated.value)]
        found += [Passage(location, words) for words in quotes]
    return sorted(found, key=lambda passage: line_at(record.lines, passage.location))


def unquoted(words: str) -> str:
    """Return the words with each quoted operand left out, its quotation marks included."""
    return _OPERAND.sub(" ", words)


def where(record: DealRecord, *stated: Stated[str] | None) -> str:
    """Say which lines of the exhibit the values cite, as `` (lines 22 and 319)``, or nothing."""
    lines = [str(citation.lines) for one in stated if one for citation in one.citations[:1]]
    if record.exhibit is None or not lines:
        return ""
    plural = len(lines) > 1 or "-" in lines[0]
    return f" (line{'s' if plural else ''} {' and '.join(lines)})"


def ending(record: DealRecord, stated: Stated[str]) -> str | None:
    """Return a text with the punctuation, and the "and" or "or", that follow it in the exhibit.

    None where neither the text nor an exhibit shows how it ends.
    """
    text = printed(stated)
    if text is None:
        return None
    citation = next(iter(stated.citations), None)
    if record.exhibit is None or citation is None:
        return text if _CLOSED.search(text) else None
    # The word "and" after the semicolon may stand on the line below.
    lines = record.exhibit.lines[citation.lines.first - 1 : citation.lines.last + 1]
    quote = one_line(citation.quote)
    _, found, rest = one_line(" ".join(lines)).rpartition(quote)
    if not found:
        return text
    after = _AFTER.match(rest)
    return quote + (after[0] if after else "")

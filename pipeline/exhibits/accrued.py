"""The accrued interest that a buyer pays on top of the price."""

import re

from pipeline.exhibits.draft import Group, figure, words
from pipeline.exhibits.figures import DATE, dates, money
from pipeline.exhibits.passages import Span

_START = re.compile(
    r"\b(?:plus|together\swith)\s+(?:any\s)?(?:accrued|unpaid|(?:interest|dividends)\saccrued)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_IN_CLAUSE = re.compile(
    (
        r"\b(?:plus|together\swith|and)\s+(?:any\s|\d{1,3}\sdays['’]?\s)?(?:(?:accrued|unpaid)\b|(?:interest|dividends)\s"
        r"accrued\b).*?(?=\.?$|;\s|"
        r"\.\s(?=[A-Z])|,\s(?:the|such|in)\s(?:respective\s)?(?:amounts?|principal|"
        r"Securities|Notes|each)\b|,?\s(?:and|in\seach\scase)\s(?:at|in\sthe\scase|"
        r"for)\b)"
    ),
    re.IGNORECASE,
)
_ACCRUED = re.compile(r"\b(?:any\s|interest\s)?accrued\b.*", re.IGNORECASE | re.DOTALL)
_FROM = re.compile(
    (
        rf"\b(?:from|since)\s(?P<incl>and\sincluding\s|\(and\sincluding\)\s)?(?:,\s)?(?P<what>{DATE.pattern}"
        rf"|(?:the\s)?[\w ]{{3,40}}?(?=,|\.|\sto\b|\suntil\b|\sthrough\b|$))"
    ),
    re.IGNORECASE,
)
_TO = re.compile(
    (
        rf"\b(?:to|until|through)\s?,?\s?(?P<excl>but\s(?:excluding|not\sincluding)"
        rf"|\(but\sexcluding\))?(?P<incl>and\sincluding)?,?\s?(?P<what>{DATE.pattern}|"
        rf"(?:the\s)?(?:[A-Z][a-z]+\s?){{1,3}}|the\s(?:date\sof\s)?(?:delivery|closing|"
        rf"settlement)(?:\sdate)?)"
    ),
)


def accrued_in_clause(clause: Span) -> Span | None:
    """Return the words on accrued interest in the sentence in which the underwriters buy."""
    found = clause.search(_IN_CLAUSE)
    if found is None or not re.search(r"interest|dividend|distribution", found.text):
        return None
    return found.stripped(".,")


def accrued_words(span: Span) -> Span | None:
    """Return the words on accrued interest in the words of a price; None where there are none."""
    found = span.search(_START) or span.search(_ACCRUED)
    return None if found is None else found.stripped(" .,;")


def read_accrued(span: Span) -> Group:
    """Return what words on accrued interest state."""
    made: Group = {"text": words(span)}
    if re.search(r"\bif\sany\b", span.text):
        made["if_any"] = "yes"
    start = _FROM.search(span.text)
    if start:
        day = next(dates(span.of(start, "what")), None)
        if day:
            made["from_date"] = figure(day, span.of(start))
        else:
            made["from_text"] = words(span.of(start, "what").stripped())
        if start["incl"]:
            made["from_inclusive"] = "yes"
        end = _TO.search(span.text, start.end())
        if end:
            day = next(dates(span.of(end, "what")), None)
            if day:
                made["to_date"] = figure(day, span.of(end))
            else:
                made["to_text"] = words(span.of(end, "what").stripped())
            if end["excl"]:
                made["to_exclusive"] = "yes"
    amount = next(money(span), None)
    if amount is not None:
        made["amount"] = figure(amount)
    return made

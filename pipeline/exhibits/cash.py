"""Cash amounts that a unit pays on given days, each of interest and of option premium."""

import re

from pipeline.exhibits.draft import Group, words
from pipeline.exhibits.figures import Figure, dates, money
from pipeline.exhibits.passages import Span
from pipeline.exhibits.periods import trimmed

_PER_UNIT = re.compile(r"\b(?:per|an?|(?:for\s)?each)\s(?:unit|security|note|[A-Z]{3,}\w*)\b")
#: The parts of an amount, named behind it ("$0.06 is interest") or before ("interest of $0.06").
_PARTS = (
    ("interest_part", r"interest"),
    ("premium_part", r"(?:(?:put|call)\s)?(?:option\s)?premium"),
)
_BEHIND = r"(?:\s(?:is|are|represents?|as|of|being|constitutes?))?\s(?:the\s|an?\s)?(?:\w+\s)?{0}\b"
_BEFORE = r"\b{0}\s(?:payments?\s|component\s|portion\s|part\s)?(?:of|equal\sto|being)\s$"


def read_cash(body: Span) -> Group | None:
    """Return cash amounts per unit with their parts and days; None where a day is missing."""
    if not _PER_UNIT.search(body.text):
        return None
    coupons: list[dict[str, str]] = []
    places: list[int] = []
    for one in money(body):
        part = _part(body, one)
        if not part:
            coupons.append({"amount": one.value})
            places.append(one.span.start)
        elif coupons:
            coupons[-1].setdefault(part, one.value)
    days = list(dates(body))
    if not coupons or len(days) != len(coupons):
        return None
    # Each amount has its day behind it, or each before it.
    behind = all(day.span.start > place for day, place in zip(days, places, strict=True))
    before = all(day.span.start < place for day, place in zip(days, places, strict=True))
    if not behind and not before:
        return None
    for coupon, day in zip(coupons, days, strict=True):
        coupon["payment_date"] = day.value
    return {"type": "cash", "cash_coupons": coupons, "_text": words(trimmed(body))}


def _part(body: Span, one: Figure) -> str:
    """Return which part of an amount a sum is; empty where it is an amount of its own."""
    before = body.text[: one.span.start - body.start]
    tail = body.text[one.span.end - body.start :]
    for name, pattern in _PARTS:
        if re.match(_BEHIND.format(pattern), tail) or re.search(_BEFORE.format(pattern), before):
            return name
    return ""

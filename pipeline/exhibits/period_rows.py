"""Rows of the terms that state one period of the interest each: "First period", "Second period".

A row is read only where its own words give the bounds of the period and one rate; where one of
them is not read none is, for the periods would not be whole.
"""

import re

from pipeline.exhibits.draft import Group, words
from pipeline.exhibits.figures import dates
from pipeline.exhibits.interest import read_rate
from pipeline.exhibits.labels import plain_label
from pipeline.exhibits.passages import Span
from pipeline.exhibits.payments import read_payments
from pipeline.exhibits.periods import split_periods
from pipeline.exhibits.term_rows import Rows

_LABEL = re.compile(
    r"(?:first|second|third|initial|later|subsequent|fixed|floating)(?:[ -]rate)?"
    r"(?: interest)? periods?"
)
_PAID = re.compile(r",?\s(?:payable|paid)\s(?P<when>.*)")
#: "Paid each 1 May from 1 May 2004": the first payment's date, behind the days.
_FROM = re.compile(r"\sfrom\s(?P<first>(?!.*\sfrom\s).*)$")


def period_rows(rows: Rows) -> dict[str, Span]:
    """Return the rows of periods, by their kinds; empty where there are fewer than two."""
    found = {
        kind: span
        for kind, (label, span) in rows.items()
        if kind.startswith("?") and _LABEL.fullmatch(plain_label(label.text))
    }
    return found if len(found) > 1 else {}


def read_period_rows(rows: dict[str, Span]) -> list[Group] | None:
    """Return the periods of the rows in turn; None where one of them is not read."""
    periods = [_period(span) for span in rows.values()]
    whole = [period for period in periods if period is not None]
    return whole if len(whole) == len(periods) else None


def _period(span: Span) -> Group | None:
    paid = _PAID.search(span.text)
    head = span.part(0, paid.start()) if paid else span
    parts = split_periods(head)
    if len(parts) != 1 or not {"from_date", "to_date"} <= set(parts[0].bounds):
        return None
    rate = read_rate(parts[0].body)
    if rate is None:
        return None
    kind = rate.pop("type")
    period: Group = {"type": kind, **parts[0].bounds, **rate}
    if paid:
        when = span.of(paid, "when").stripped(".")
        behind = _FROM.search(when.text)
        days = when.part(0, behind.start()) if behind else when
        first = next(dates(when.of(behind, "first")), None) if behind else None
        payments = read_payments(days, first)
        if payments is not None:
            is_blank = "blank" in payments
            period["payments"] = payments if is_blank else {**payments, "text": words(when)}
    return period

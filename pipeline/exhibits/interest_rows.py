"""Rows of the interest and its payment dates, put together to periods."""

import re

from pipeline.exhibits.conventions import convention, day_count_in
from pipeline.exhibits.draft import Group, stated, unsure, words
from pipeline.exhibits.figures import dates, percents
from pipeline.exhibits.interest import interest_type, pays_nothing, read_rate
from pipeline.exhibits.passages import Span
from pipeline.exhibits.payments import read_payments, without_record_dates
from pipeline.exhibits.periods import Part, split_periods
from pipeline.exhibits.sold import Sold
from pipeline.exhibits.term_rows import Rows
from pipeline.exhibits.title_rows import title_of

_KINDS = (
    "interest",
    "payment_dates",
    "spread",
    "reference_rate",
    "rate_source",
    "day_count",
    "business_days",
)
#: A row that leaves the rate to the title.
_AS_TITLED = re.compile(r"\bfixed\b|\btitle\b|\babove\b|\bset\sforth\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:thereafter|after\sthat|from\sthen)\b", re.IGNORECASE)
_ZERO = re.compile(r"\bZero[\s-]Coupon\b", re.IGNORECASE)


def read_interest(one: Sold, rows: Rows) -> None:
    """Read what a security pays from the row of its rate, else from its title."""
    one.taken.update(_KINDS)
    row = rows.get("interest") or rows.get("reference_rate")
    rate = None if row is None else row[1]
    title = title_of(one, rows)
    if rate is None and "payment_dates" not in rows:
        one.put("interest", _of_title(title))
    elif rate is not None and pays_nothing(rate):
        one.put("interest", {"type": stated("zero", rate)})
    else:
        words_ = rate if rate is not None else rows["payment_dates"][1]
        periods, doubtful = _periods(rate, title)
        if doubtful or not periods:
            one.put("interest", unsure([("", span) for span in doubtful or [words_]]))
            return
        _spread_row(periods, rows)
        if "shares" in one.tree or (row is not None and "ividend" in row[0].text):
            for period in periods:
                if period["type"] == "fixed":
                    period["type"] = "dividend"
        inline = _inline_payments(rate) if rate is not None else None
        _payments(periods, rows["payment_dates"][1] if "payment_dates" in rows else inline)
        one.put("interest", _together(periods, title, words_, rows))


def _of_title(title: Span | None) -> Group | None:
    """Return the interest that a title alone states; None where it states none."""
    if title is None:
        return None
    zero = title.search(_ZERO)
    if zero is not None:
        return {"type": stated("zero", zero)}
    period = read_rate(title)
    if period is None or period["type"] != "fixed":
        return None
    kind = interest_type(title, [period])
    return None if kind is None else {"type": kind, "periods": [period]}


def _periods(rate: Span | None, title: Span | None) -> tuple[list[Group], list[Span]]:
    """Return the periods of a rate's words, and the words of those that were not read."""
    of_title = read_rate(title) if title is not None and any(percents(title)) else None
    if rate is None:
        return ([of_title] if of_title is not None else []), []
    parts = split_periods(rate)
    periods: list[Group] = []
    doubtful: list[Span] = []
    for part in parts:
        made = read_rate(part.body)
        is_as_titled = len(parts) == 1 and _AS_TITLED.search(part.body.text) is not None
        if made is None and is_as_titled and not any(percents(part.body)):
            made = of_title
        if made is None:
            doubtful.append(part.body)
        else:
            kind = made.pop("type")
            periods.append({"type": kind, **part.bounds, **made})
    return periods, doubtful


def _together(periods: list[Group], title: Span | None, said: Span, rows: Rows) -> Group:
    """Return the interest of its periods; its type is unsure where words do not decide it."""
    kind = interest_type(title, periods)
    interest: Group = {
        "type": kind if kind is not None else unsure([("", said)]),
        "periods": periods,
    }
    printed = [period.pop("_text") for period in periods if "_text" in period]
    if printed:
        interest["text"] = printed[0]
    for row, field in (("day_count", "day_count"), ("business_days", "business_day_convention")):
        if row in rows:
            interest[field] = convention(field, rows[row][1])
    if len(periods) == 1 and (counted := day_count_in(said)) is not None:
        interest.setdefault("day_count", counted)
    moved = _moved(periods)
    if moved is not None:
        interest.setdefault("business_day_convention", moved)
    return interest


def _moved(periods: list[Group]) -> Group | None:
    """Return the convention that words on moved payment days state; None where none do."""
    for period in periods:
        words_ = (period.get("payments") or {}).get("business_days")
        if words_ is not None:
            quote = str(words_["value"])
            code = "modified_following" if "odified" in quote else "following"
            return {"value": code, "lines": words_["lines"], "quote": quote}
    return None


def _spread_row(periods: list[Group], rows: Rows) -> None:
    if "spread" in rows and len(periods) == 1 and periods[0]["type"] == "floating":
        made = read_rate(rows["spread"][1])
        if made is not None and "rate_pct" in made:
            periods[0].setdefault("spread_pct", made["rate_pct"])


def _inline_payments(span: Span) -> Span | None:
    """Return the words of a rate's row that state payment dates; None where there are none."""
    found = re.search(r"\bpayable\b.*", span.text)
    return span.of(found).stripped(".") if found else None


def _payments(periods: list[Group], span: Span | None) -> None:
    """Set the payment dates of each period from the words on all of them."""
    if span is None:
        return
    span = without_record_dates(span)
    parts = split_periods(span)
    if len(periods) == 1 and not (len(parts) > 1 and _GOES_ON.search(span.text)):
        parts = [Part(span, {}, span)]
    if len(parts) == len(periods):
        for period, part in zip(periods, parts, strict=True):
            # "On each 1 May from 1 May 2004": behind the days it is the first payment's date.
            start = next(dates(part.whole.after(part.body)), None) if _starts(part) else None
            made = read_payments(part.body, start)
            if made is not None:
                _check_first(made, periods, period)
            if made is not None and "blank" in made:
                period["payments"] = made
            elif made is not None:
                period["payments"] = {**made, "text": words(part.whole.stripped("."))}
    else:
        for period in periods:
            period["payments"] = unsure([("", span)], "the dates of which period")


def _check_first(made: Group, periods: list[Group], period: Group) -> None:
    """Leave a first payment date unsure that lies before its own period: it may be another's."""
    first = made.get("first_payment_date")
    start = period.get("from_date")
    if period is periods[0] or not isinstance(first, dict) or not isinstance(start, dict):
        return
    if str(first["value"]) < str(start["value"]):
        one = {"lines": first["lines"], "quote": first["quote"], "value": first["value"]}
        note = "the date lies before the period"
        made["first_payment_date"] = {"blank": "unsure", "candidates": [one], "note": note}


def _starts(part: Part) -> bool:
    return part.is_behind and "from_date" in part.bounds

"""Rules about interest payment dates."""

from collections.abc import Iterator
from datetime import date

from pipeline.checks.known import broken, group, known, securities, shown
from pipeline.checks.rules import Fault, rule
from pipeline.checks.timetable import (
    MOVED_AT_MOST,
    is_month_end,
    months_later,
    on,
    payment_dates,
    payments_of,
    start_of_interest,
)
from pipeline.economics.of_deal import interest_start
from pipeline.economics.settlement import adjust, is_business_day
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.codes import PAYMENTS_PER_YEAR
from pipeline.records.interest import PaymentDates
from pipeline.records.security import Security

#: Words by which papers say that a period is odd.
_ODD = ("short", "long", "stub", "broken", "odd ")


@rule(
    "DAT07",
    Severity.WARNING,
    "The time from the start of interest to maturity is a whole number of interest periods, "
    "unless the paper says that a period is short or long.",
    "An odd period has an odd payment, which the paper should tell how to count.",
)
def _periods_are_whole(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        start, end = start_of_interest(record.deal, security), known(security.maturity_date)
        periods = list(payments_of(security))
        if not periods or start is None or end is None or end <= start:
            continue
        number, payments = periods[0]
        named = known(payments.frequency)
        frequency = PAYMENTS_PER_YEAR.get(named) if named else None
        if frequency is None or _declared(security, payments):
            continue
        months = (end.year - start.year) * 12 + end.month - start.month
        same_day = months_later(start, months) == end or (is_month_end(start) and is_month_end(end))
        if months % (12 // frequency) or not same_day:
            first = known(payments.first_payment_date)
            paid = f", first paid on {first}" if first else ""
            yield Fault(
                (*place, "interest", "periods", number, "payments"),
                f"interest runs from {start} to {end}{paid}, which is no whole number of "
                f"{str(named).replace('_', '-')} periods; look whether the paper says how the odd "
                "period is counted",
            )


def _declared(security: Security, payments: PaymentDates) -> bool:
    interest = security.known_interest
    texts = (payments.text, payments.business_days, interest.text if interest else None)
    words = [known(text) for text in texts]
    return any(odd in text.lower() for text in words if text for odd in _ODD)


@rule(
    "DAT08",
    Severity.WARNING,
    "Interest is paid on the day of the month on which the security matures, or both at the "
    "month's end.",
    "Another day leaves an odd last period, and is often a misread date.",
)
def _maturity_on_schedule(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        end, periods = known(security.maturity_date), list(payments_of(security))
        days = known(periods[-1][1].days) if periods else None
        if end is None or not days:
            continue
        apart = [day for day in days if not _same_day(day, end)]
        if apart:
            yield broken(
                (*place, "maturity_date"),
                f"the maturity date is {end}, but interest is paid on {', '.join(days)} "
                "(MM-DD); compare both with the paper",
                security.maturity_date,
                periods[-1][1].days,
            )


def _same_day(month_day: str, end: date) -> bool:
    paid = on(month_day, end.year)
    return paid.day == end.day or (is_month_end(paid) and is_month_end(end))


@rule(
    "DAT09",
    Severity.ERROR,
    "The first interest payment is on one of the payment days, or on the business day to which "
    "that day moves (which is only noted).",
    "A first date off the schedule was misread, or makes an odd first period.",
)
def _first_payment_on_schedule(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        for number, payments in payments_of(security):
            first, days = known(payments.first_payment_date), known(payments.days)
            if first is None or not days or payments.first_payment_date is None:
                continue
            location = (*place, "interest", "periods", number, "payments", "first_payment_date")
            years = range(first.year - 1, first.year + 2)
            scheduled = min(
                (on(day, year) for year in years for day in days), key=lambda d: abs(d - first)
            )
            if scheduled == first:
                continue
            if abs(scheduled - first) <= MOVED_AT_MOST and _moves(scheduled, first):
                yield Fault(
                    location,
                    f"the first payment {shown(first)} is that of {shown(scheduled)}, moved to a "
                    "business day; nothing to correct",
                    Severity.INFO,
                )
                continue
            yield broken(
                location,
                f"the first payment {shown(first)} is none of the days {', '.join(days)} "
                "(MM-DD), nor the business day next to one; correct it, or say in 'misprint' why "
                "the paper is held to be wrong",
                payments.first_payment_date,
                payments.days,
            )


def _moves(scheduled: date, paid: date) -> bool:
    """Whether some business-day convention moves a scheduled payment to the printed day."""
    conventions = ("following", "preceding")
    if is_business_day(scheduled) is None:  # No holidays are known, only weekends.
        return scheduled.weekday() > 4 and abs(paid - scheduled).days < 3
    return any(adjust(scheduled, convention) == paid for convention in conventions)


@rule(
    "DAT10",
    Severity.WARNING,
    "Interest runs from the closing date, except in a reopening.",
    "Buyers pay on that day; another start means accrued interest, or a misread date.",
)
def _interest_from_closing(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    closing = known(record.deal.closing.date)
    for place, security in securities(record):
        start = interest_start(security)
        if security.reopening is None and start is not None and closing not in (None, start):
            accrued = group(security.accrued_interest)
            stated = accrued is not None and known(accrued.from_date) is not None
            field = ("accrued_interest", "from_date") if stated else ("interest",)
            yield broken(
                (*place, *field),
                f"interest runs from {shown(start)}, but the closing is on {closing}; compare "
                "both with the paper",
                record.deal.closing.date,
                accrued.from_date if accrued else None,
            )


@rule(
    "DAT13",
    Severity.WARNING,
    "Where a scheduled payment falls on a day that is not a business day, the record has the "
    "convention that moves it.",
    "Without it nobody can tell on which day the money comes.",
)
def _convention_is_known(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        interest = security.known_interest
        if interest is None or known(interest.business_day_convention) is not None:
            continue
        if any(known(payments.business_days) is not None for _, payments in payments_of(security)):
            continue
        dates = payment_dates(record.deal, security)
        closed = [day for day in dates if is_business_day(day) is False]
        if closed:
            more = f" and {len(closed) - 2} more" if len(closed) > 2 else ""
            listed = ", ".join(shown(day) for day in closed[:2])
            yield Fault(
                (*place, "interest"),
                f"{len(closed)} of {len(dates)} payments fall on days that are no business days "
                f"({listed}{more}), and the record has no convention that moves them; look for one "
                "in the base document",
            )

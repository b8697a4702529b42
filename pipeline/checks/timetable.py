"""When a security pays, as its printed days and bounds have it; nothing is moved."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.checks.known import group, known
from pipeline.economics.of_deal import interest_start
from pipeline.records.deal import Deal
from pipeline.records.interest import PaymentDates
from pipeline.records.security import Security

#: How far a printed first payment may lie from the day that it was moved from.
MOVED_AT_MOST = timedelta(days=7)
_LONGEST_LIFE = 120


def on(month_day: str, year: int) -> date:
    """Return MM-DD of a year; a day past the month's end is its last day."""
    month, day = int(month_day[:2]), int(month_day[3:])
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def is_month_end(day: date) -> bool:
    """Whether a date is the last day of its month."""
    return day.day == calendar.monthrange(day.year, day.month)[1]


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or the last day of a shorter one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def start_of_interest(deal: Deal, security: Security) -> date | None:
    """Return the day from which interest runs: as stated, else the closing of a new issue."""
    stated = interest_start(security)
    if stated is not None or security.reopening is not None:
        return stated
    closing = deal.closing.date
    return None if closing.misprint is not None else closing.value


def payments_of(security: Security) -> Iterator[tuple[int, PaymentDates]]:
    """Yield the payment dates of each period that has any, with the period's number."""
    interest = security.known_interest
    for number, period in enumerate(interest.periods if interest else ()):
        payments = group(period.payments)
        if payments is not None:
            yield number, payments


def payment_dates(deal: Deal, security: Security) -> list[date]:
    """Return the scheduled payment dates up to maturity; empty where bounds are unknown."""
    interest, end = security.known_interest, known(security.maturity_date)
    lower = start_of_interest(deal, security)
    found: list[date] = []
    for period in interest.periods if interest else ():
        payments = group(period.payments)
        since = known(period.from_date) or lower
        until = known(period.to_date) or end
        if payments is not None:
            found += _scheduled(payments, since, until)
        lower = until
    return found


def _scheduled(payments: PaymentDates, since: date | None, until: date | None) -> list[date]:
    listed = known(payments.dates)
    if listed:
        return list(listed)
    days = known(payments.days)
    if not days or since is None or until is None or until.year - since.year > _LONGEST_LIFE:
        return []
    first = known(payments.first_payment_date)
    begin = since if first is None else max(since, first - MOVED_AT_MOST)
    dates = [on(day, year) for year in range(begin.year, until.year + 1) for day in days]
    return sorted(day for day in dates if begin < day <= until)

"""Rules about record dates, and days that some years lack."""

from collections.abc import Iterator
from datetime import date

from pipeline.checks.known import group, known, securities, shown
from pipeline.checks.rules import Fault, rule
from pipeline.checks.timetable import (
    on,
    payment_dates,
    payments_of,
)
from pipeline.economics.settlement import CALENDAR_NAME, is_business_day
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.security import Security

_LONGEST_NOTICE_DAYS = 31


@rule(
    "DAT11",
    Severity.WARNING,
    f"Each record date lies 1 to {_LONGEST_NOTICE_DAYS} days before its payment.",
    "Holders are counted shortly before they are paid; a longer gap is often a misread month.",
)
def _record_dates_precede(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        rule_of = group(security.record_dates)
        recorded = known(rule_of.days) if rule_of else None
        location = (*place, "record_dates")
        before = known(rule_of.business_days_before) if rule_of else None
        if before is not None and not 1 <= before * 7 / 5 <= _LONGEST_NOTICE_DAYS:
            yield Fault(
                (*location, "business_days_before"),
                f"the record date is {before} business days before the payment; compare it with "
                "the paper",
            )
        days = [day for _, payments in payments_of(security) for day in known(payments.days) or ()]
        for paid in dict.fromkeys(days) if recorded else ():
            gap = min((on(paid, 2001) - on(day, 2001)).days % 365 for day in recorded or ())
            if not 1 <= gap <= _LONGEST_NOTICE_DAYS:
                yield Fault(
                    (*location, "days"),
                    f"the last record day before the payment day {paid} (MM-DD) is {gap} days "
                    "earlier; compare both with the paper",
                )


def _record_dates(record: DealRecord, security: Security) -> list[date]:
    """Return the record date before each payment, where they are days of the year or listed."""
    rule_of = group(security.record_dates)
    if rule_of is None:
        return []
    listed, days = known(rule_of.dates), known(rule_of.days)
    if listed:
        return list(listed)
    return [
        max(on(day, year) for year in (paid.year - 1, paid.year) for day in days
            if on(day, year) < paid)
        for paid in payment_dates(record.deal, security)
    ] if days else []  # fmt: skip


@rule(
    "DAT12",
    Severity.INFO,
    f"Record dates fall on business days of the {CALENDAR_NAME} calendar.",
    "A register is closed on other days; the holders of the day before count.",
)
def _record_dates_open(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        dates = _record_dates(record, security)
        closed = [day for day in dates if is_business_day(day) is False]
        if closed:
            yield Fault(
                (*place, "record_dates"),
                f"{len(closed)} of {len(dates)} record dates are no business days, the first "
                f"{shown(closed[0])}; nothing to correct",
            )


@rule(
    "DAT14",
    Severity.INFO,
    "The days of payments and record dates exist in every year, and none may mean the end of "
    "February.",
    "28 or 29 February beside 30 or 31 August: the paper should say what holds in leap years.",
)
def _days_exist_every_year(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        rule_of = group(security.record_dates)
        kinds = [
            ((*place, "interest", "periods", number, "payments", "days"), known(payments.days))
            for number, payments in payments_of(security)
        ]
        if rule_of is not None:
            kinds.append(((*place, "record_dates", "days"), known(rule_of.days)))
        for location, days in kinds:
            late = [day for day in days or () if int(day[3:]) > 28 and day != "02-29"]
            if days and ("02-29" in days or ("02-28" in days and late)):
                yield Fault(
                    location,
                    f"the days {', '.join(days)} (MM-DD) leave open what holds in leap years; "
                    "nothing to correct if the paper says no more",
                )

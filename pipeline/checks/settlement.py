"""Rules about settlement: business days, the standard cycle, times and their zones."""

from collections.abc import Iterator
from datetime import date, time

from pipeline.checks.known import broken, computed, group, known, shown
from pipeline.checks.rules import Fault, rule
from pipeline.economics.settlement import CALENDAR_NAME, FIRST_YEAR, is_business_day
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Stated
from pipeline.records.yamltext import Location


@rule(
    "DAT03",
    Severity.ERROR,
    f"The agreement and the closing fall on business days of the {CALENDAR_NAME} calendar.",
    "Nobody prices or pays on a day when the market is closed.",
)
def _business_days(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    deal = record.deal
    dates: list[tuple[str, Stated[date], Location]] = [
        ("agreement", deal.agreement_date, ("agreement_date",)),
        ("closing", deal.closing.date, ("closing", "date")),
    ]
    for name, stated, location in dates:
        if stated.value is not None and is_business_day(stated.value) is False:
            yield broken(
                location,
                f"the {name} date {shown(stated.value)} is not a business day; correct it, or "
                "say in 'misprint' why the paper is held to be wrong",
                stated,
            )


@rule(
    "DAT04",
    Severity.WARNING,
    "Settlement takes no longer than the standard cycle of SEC Rule 15c6-1 then in force.",
    "A longer one must be agreed expressly, and the prospectus supplement should warn of it.",
)
def _standard_settlement(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    figures = computed(record)[0].figures if record.deal.securities else {}
    taken, standard = (
        figures[name].value if name in figures else None
        for name in ("settlement_days", "standard_settlement_days")
    )
    if isinstance(taken, int) and isinstance(standard, int) and taken > standard:
        yield Fault(
            ("closing", "date"),
            f"settlement is T+{taken} on the {CALENDAR_NAME} calendar, longer than the T+"
            f"{standard} then in force; look for words on extended settlement in the supplement",
        )


@rule(
    "DAT16",
    Severity.WARNING,
    "Every time of day has a time zone.",
    "Half past eight in London is not half past eight in New York.",
)
def _zones_are_stated(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    closing, acceptance = record.deal.closing, group(record.deal.acceptance)
    clocks: list[tuple[str, Stated[time], Stated[str], Location]] = [
        ("closing", closing.time, closing.time_zone, ("closing", "time_zone"))
    ]
    if acceptance is not None:
        clocks.append(
            ("deadline", acceptance.deadline_time, acceptance.deadline_zone,
             ("acceptance", "deadline_zone"))
        )  # fmt: skip
    for name, clock, zone, location in clocks:
        if clock.value is not None and zone.blank == "not_stated":
            printed = clock.as_printed or clock.quote or f"{clock.value:%H:%M}"
            yield Fault(
                location,
                f"the {name} is at '{printed}' and no zone is stated; nothing to correct if the "
                "paper has none, else write it",
            )


@rule(
    "DAT18",
    Severity.WARNING,
    "The calendar has data for the years between agreement and closing.",
    "Settlement days cannot be counted without the holidays of the year.",
)
def _calendar_covers(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    agreed, closing = known(record.deal.agreement_date), known(record.deal.closing.date)
    if agreed is None or closing is None:
        return
    outside = [day for day in (agreed, closing) if is_business_day(day) is None]
    if outside:
        yield Fault(
            ("closing", "date"),
            f"the {CALENDAR_NAME} calendar begins with {FIRST_YEAR} and has no data for "
            f"{outside[0].year}, so settlement days are left blank; nothing to correct",
        )

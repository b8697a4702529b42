"""Business days and settlement: T+n on the US government bond calendar.

One calendar serves every deal, so that settlement days compare: QuantLib's
``UnitedStates(GovernmentBond)``, the days that SIFMA (before it the Bond Market
Association, before that the Public Securities Association) recommends for trading in US
government bonds. It is named beside every count. QuantLib's rules have been compared
with a second library's list of the same calendar on every weekday from 1996 to 2026;
earlier years have no such check and count as years without data.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.economics.engine import holidays
from pipeline.economics.figure import Figure, NoValueError, show_date
from pipeline.economics.inputs import SecurityInputs

CALENDAR_NAME = "US government bond (SIFMA)"
FIRST_YEAR = 1996
LAST_CHECKED_YEAR = 2026
_LAST_YEAR = 2198  # QuantLib counts to 2199, and a payment may move into the next year

#: The days on which the two libraries differ; QuantLib's view is used and said.
DISPUTED_DAYS: dict[date, str] = {
    date(1996, 4, 5): "5 April 1996, a Good Friday, is counted as a business day; another "
    "calendar has it as a holiday",
    date(2001, 9, 12): "12 September 2001 is counted as a business day; another calendar has it "
    "as a day on which the market was closed",
}

_CLOSED_ONCE: dict[date, str] = {
    date(2004, 6, 11): "day of mourning for President Reagan",
    date(2012, 10, 30): "Hurricane Sandy",
    date(2018, 12, 5): "day of mourning for President George H. W. Bush",
}

#: SEC Rule 15c6-1(a) under the Securities Exchange Act of 1934: from, days after the trade.
STANDARD_CYCLES: tuple[tuple[date, int], ...] = (
    (date(1995, 6, 7), 3),
    (date(2017, 9, 5), 2),
    (date(2024, 5, 28), 1),
)

#: No offering settles later; a longer gap is a slip in a date and no strip is drawn.
_LONGEST_STRIP = timedelta(days=45)
_LONGEST_WAIT = timedelta(days=366)

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StripDay:
    """One calendar day from agreement to closing.

    ``number`` is n of T+n on a business day (0 on the agreement date), else None;
    ``closed_because`` is ``weekend``, the holiday's name, or empty on a business day.
    """

    date: date
    weekday: str
    is_business_day: bool
    closed_because: str
    number: int | None


def covers(day: date) -> bool:
    """Return whether the calendar has data for the day's year."""
    return FIRST_YEAR <= day.year <= _LAST_YEAR


def is_business_day(day: date) -> bool | None:
    """Return whether ``day`` is a business day; None before 1996, when there is no data."""
    return _is_open(day) if covers(day) else None


def weekday_name(day: date) -> str:
    """Return the English name of the day of the week."""
    return _WEEKDAYS[day.weekday()]


def adjust(day: date, convention: str) -> date | None:
    """Return ``day`` moved to a business day by a convention; None where there is no data.

    Conventions (ISDA Definitions, business day convention): following, modified_following,
    preceding, unadjusted.
    """
    if convention == "unadjusted":
        return day
    if not covers(day):
        return None
    moved = _next_open(day, -_ONE_DAY if convention == "preceding" else _ONE_DAY)
    if convention == "modified_following" and moved.month != day.month:
        moved = _next_open(day, -_ONE_DAY)
    return moved if covers(moved) else None


def standard_cycle(agreement_date: date) -> int | None:
    """Return n of the standard T+n in force on a day, under SEC Rule 15c6-1.

    None before 7 June 1995: until then five business days were a custom of the market and
    no rule.
    """
    in_force = [days for since, days in STANDARD_CYCLES if agreement_date >= since]
    return in_force[-1] if in_force else None


def holiday_name(day: date) -> str:
    """Return the usual name of a weekday on which this calendar is closed.

    The calendar gives days, not names; the month and the day tell which holiday it is.
    """
    named = {
        1: "New Year's Day" if day.day < 3 else "Martin Luther King Jr. Day",
        2: "Washington's Birthday",
        3: "Good Friday",
        4: "Good Friday",
        5: "Memorial Day",
        6: "Juneteenth",
        7: "Independence Day",
        9: "Labor Day",
        10: "Columbus Day",
        11: "Veterans Day" if day.day < 20 else "Thanksgiving Day",
        12: "Christmas Day",
    }
    return _CLOSED_ONCE.get(day) or named.get(day.month, "holiday")


def settlement_days(inputs: SecurityInputs) -> Figure:
    """Return n of T+n: the business days after the agreement date up to the closing date."""
    agreement, closing = _dates(inputs)
    for day in (agreement, closing):
        if not covers(day):
            raise NoValueError(f"calendar has no data for {day.year}")
    if closing - agreement > _LONGEST_WAIT:
        raise NoValueError("the closing date lies more than a year after the agreement date")
    if not _is_open(closing):
        closed = "weekend" if closing.weekday() > 4 else holiday_name(closing)
        raise NoValueError(
            f"the closing date, {weekday_name(closing)} {show_date(closing)}, is not a business "
            f"day on the {CALENDAR_NAME} calendar ({closed})"
        )
    days = [agreement + _ONE_DAY * n for n in range(1, (closing - agreement).days + 1)]
    notes = [text for day, text in DISPUTED_DAYS.items() if agreement < day <= closing]
    if not _is_open(agreement):
        notes.append(f"the agreement date, a {weekday_name(agreement)}, is not a business day")
    if closing.year > LAST_CHECKED_YEAR:
        notes.append(f"holidays after {LAST_CHECKED_YEAR} follow the calendar's standing rules")
    shown = tuple(
        (label, f"{weekday_name(day)} {show_date(day)}")
        for label, day in (("agreement date", agreement), ("closing date", closing))
    )
    return Figure(
        sum(_is_open(day) for day in days),
        inputs=(*shown, ("calendar", CALENDAR_NAME)),
        assumptions=tuple(notes),
    )


def settlement_calendar(settled: Figure) -> Figure:
    """Return the name of the calendar behind a count of settlement days."""
    return Figure.blank(settled.reason) if settled.reason else Figure(CALENDAR_NAME)


def standard_settlement_days(inputs: SecurityInputs) -> Figure:
    """Return n of the standard T+n on the agreement date."""
    agreement = inputs.need(inputs.agreement_date, "agreement_date")
    cycle = standard_cycle(agreement)
    if cycle is None:
        raise NoValueError("no SEC rule set a settlement cycle before 7 June 1995")
    return Figure(cycle, inputs=(("agreement date", show_date(agreement)),))


def extended_settlement(settled: Figure, standard: Figure) -> Figure:
    """Return whether settlement takes longer than the standard cycle then in force."""
    longer = settled.decimal > standard.decimal
    return Figure(
        longer,
        inputs=(
            ("settlement days", f"T+{settled.value}"),
            ("standard cycle", f"T+{standard.value}"),
            *settled.inputs,
        ),
        assumptions=settled.assumptions,
    )


def settlement_strip(agreement: date, closing: date) -> tuple[StripDay, ...]:
    """Return each calendar day from agreement to closing, both included.

    Empty where the calendar has no data, closing is before agreement, or the two lie more
    than 45 days apart.
    """
    gap = closing - agreement
    if not covers(agreement) or gap < timedelta(0) or gap > _LONGEST_STRIP:
        return ()
    return tuple(_strip(agreement, gap.days))


def _strip(agreement: date, length: int) -> Iterator[StripDay]:
    number = 0
    for offset in range(length + 1):
        day = agreement + _ONE_DAY * offset
        is_open = _is_open(day)
        number += is_open and offset > 0
        closed = "weekend" if day.weekday() > 4 else holiday_name(day)
        yield StripDay(
            date=day,
            weekday=weekday_name(day),
            is_business_day=is_open,
            closed_because="" if is_open else closed,
            number=number if is_open else None,
        )


def _dates(inputs: SecurityInputs) -> tuple[date, date]:
    return inputs.need(inputs.agreement_date, "agreement_date"), inputs.closing()


def _is_open(day: date) -> bool:
    return day.weekday() < 5 and day not in holidays(day.year)


def _next_open(day: date, step: timedelta) -> date:
    while not _is_open(day):
        day += step
    return day

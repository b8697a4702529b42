"""The interest periods of a fixed-rate security, from the payment days as they are printed.

Dates are unadjusted: interest accrues from one printed day to the next, whatever the day
of the week, and only payments move (see :mod:`pipeline.economics.cashflows`). The printed
month-days are the contract, so the dates come from them and not from a rule that counts
months from maturity: a schedule of 30 April and 31 October keeps both days.
"""

import calendar
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from pipeline.economics.figure import NoValueError, show_date
from pipeline.economics.inputs import MonthDay

FREQUENCIES = {1: "annual", 2: "semi-annual", 4: "quarterly", 12: "monthly"}

#: How far a printed first payment may lie from its scheduled day and still be that day, moved.
_MOVED_AT_MOST = timedelta(days=7)
_YEARS = range(1903, 2197)  # QuantLib counts 1901 to 2199; a schedule looks two years around


@dataclass(frozen=True, slots=True)
class Period:
    """One interest period, ``start`` included and ``end`` excluded.

    ``grid`` are the scheduled days around it: the last one on or before ``start``, those
    inside, the first one on or after ``end``. A regular period is its own grid.
    """

    start: date
    end: date
    grid: tuple[date, ...]

    @property
    def is_regular(self) -> bool:
        """Whether this is one whole coupon period."""
        return self.grid == (self.start, self.end)

    @property
    def is_long(self) -> bool:
        """Whether this is longer than one whole coupon period."""
        return len(self.grid) > 2


@dataclass(frozen=True, slots=True)
class Schedule:
    """The interest periods in order, and how the first payment date was read.

    ``first_payment`` is the printed date of the first payment, where one is printed.
    """

    periods: tuple[Period, ...]
    payments_per_year: int
    first_payment: date | None
    assumptions: tuple[str, ...]

    @property
    def first_was_moved_back(self) -> bool:
        """Whether the first payment is printed before its scheduled day."""
        return self.first_payment is not None and self.first_payment < self.periods[0].end

    @property
    def stub(self) -> str:
        """``none``, or which end periods are not whole: short_first, long_first, short_last."""
        first, last = self.periods[0], self.periods[-1]
        if first is last and not first.is_regular:
            return "long_only" if first.is_long else "short_only"
        ends = [
            f"{'long' if period.is_long else 'short'}_{name}"
            for period, name in ((first, "first"), (last, "last"))
            if not period.is_regular
        ]
        return " ".join(ends) or "none"


@lru_cache(maxsize=4096)  # the figures and the cash flows of a security share it
def build_schedule(
    *,
    interest_start: date,
    maturity: date,
    payments_per_year: int,
    payment_days: tuple[MonthDay, ...],
    first_payment: date | None,
) -> Schedule:
    """Return the interest periods from ``interest_start`` to ``maturity``.

    Raises ``NoValueError`` where the printed dates do not determine them: uneven payment
    days, a first payment off the schedule, or none printed where the first coupon may be
    short or long.
    """
    if maturity <= interest_start:
        raise NoValueError(
            f"the maturity date, {show_date(maturity)}, is not after the start of interest, "
            f"{show_date(interest_start)}"
        )
    if interest_start.year not in _YEARS or maturity.year not in _YEARS:
        raise NoValueError(f"dates outside {_YEARS[0]} to {_YEARS[-1]} are not counted")
    days, notes = _month_ends(
        _checked_days(payment_days, payments_per_year), (interest_start, maturity, first_payment)
    )
    grid = _grid(days, interest_start.year - 2, maturity.year + 2)
    first, first_notes = _first_end(grid, interest_start, maturity, first_payment)
    inside = grid[bisect_left(grid, first) : bisect_left(grid, maturity)]
    periods = tuple(
        Period(start, end, _around(grid, start, end))
        for start, end in pairwise([interest_start, *inside, maturity])
    )
    last = periods[-1]
    if last.end != last.grid[-1]:
        dates = f"from {show_date(last.start)} to maturity on {show_date(maturity)}"
        notes += (f"the last interest period runs {dates}, which is not one of the payment days",)
    return Schedule(periods, payments_per_year, first_payment, (*first_notes, *notes))


def days_from_dates(dates: tuple[date, ...]) -> tuple[MonthDay, ...]:
    """Return the month-days that a full list of payment dates follows."""
    return tuple(sorted({(day.month, day.day) for day in dates}))


def days_from_maturity(maturity: date, payments_per_year: int) -> tuple[MonthDay, ...]:
    """Return the payment days of a schedule counted back from maturity in whole months."""
    if payments_per_year not in FREQUENCIES:
        raise NoValueError(
            f"{payments_per_year} payments a year is not a schedule that can be counted"
        )
    step = 12 // payments_per_year
    months = sorted((maturity.month - 1 + k * step) % 12 + 1 for k in range(payments_per_year))
    return tuple((month, maturity.day) for month in months)


def _checked_days(days: tuple[MonthDay, ...], payments_per_year: int) -> tuple[MonthDay, ...]:
    if payments_per_year not in FREQUENCIES:
        raise NoValueError(
            f"{payments_per_year} payments a year is not a schedule that can be counted"
        )
    days = tuple(sorted(set(days)))
    if len(days) != payments_per_year:
        raise NoValueError(
            f"{len(days)} payment days in the year do not make {payments_per_year} payments"
        )
    if any(not (1 <= month <= 12 and 1 <= day <= 31) for month, day in days):
        raise NoValueError("a payment day is not a day of the year")
    months = [month for month, _ in days]
    steps = {(b - a) % 12 for a, b in pairwise([*months, months[0]])}
    same_day = len({min(day, 28) for _, day in days}) == 1
    if steps != {12 // payments_per_year % 12} or not same_day:
        raise NoValueError("the payment days do not divide the year into equal periods")
    return days


def _month_ends(
    days: tuple[MonthDay, ...], evidence: tuple[date | None, ...]
) -> tuple[tuple[MonthDay, ...], tuple[str, ...]]:
    """Read a printed 28 February as the month's last day, where another date shows that it is."""
    leap_day = any(day is not None and (day.month, day.day) == (2, 29) for day in evidence)
    ends = all(day >= calendar.monthrange(2001, month)[1] for month, day in days)
    if not (leap_day and ends and (2, 28) in days):
        return days, ()
    moved = tuple((2, 29) if day == (2, 28) else day for day in days)
    return moved, ("payments printed for 28 February fall on the last day of February",)


def _grid(days: tuple[MonthDay, ...], first_year: int, last_year: int) -> list[date]:
    return [
        date(year, month, min(day, calendar.monthrange(year, month)[1]))
        for year in range(first_year, last_year + 1)
        for month, day in days
    ]


def _around(grid: list[date], start: date, end: date) -> tuple[date, ...]:
    return tuple(grid[bisect_right(grid, start) - 1 : bisect_left(grid, end) + 1])


def _first_end(
    grid: list[date], interest_start: date, maturity: date, first_payment: date | None
) -> tuple[date, tuple[str, ...]]:
    """Return the scheduled day of the first payment, and what was assumed to find it."""
    following = grid[bisect_right(grid, interest_start)]
    if first_payment is None:
        if following < maturity and interest_start not in _around(grid, interest_start, following):
            raise NoValueError(
                "first interest payment date: not known, and interest starts on "
                f"{show_date(interest_start)}, between two payment days, so the first coupon "
                "may be short or long"
            )
        day = show_date(min(following, maturity))
        return following, (
            f"the first payment is assumed on {day}, the first payment day after interest starts",
        )
    if first_payment > maturity + _MOVED_AT_MOST:
        raise NoValueError(
            f"the first interest payment date, {show_date(first_payment)}, is after the maturity "
            f"date, {show_date(maturity)}"
        )
    if first_payment >= maturity:
        return maturity, ()
    scheduled = min(grid, key=lambda day: (abs(day - first_payment), day))
    if scheduled <= interest_start or abs(scheduled - first_payment) > _MOVED_AT_MOST:
        raise NoValueError(
            f"the first interest payment date, {show_date(first_payment)}, is none of the "
            "payment days that follow the start of interest, and not near one"
        )
    if scheduled == first_payment:
        return scheduled, ()
    printed = f"the first payment, printed as {show_date(first_payment)}"
    return scheduled, (
        f"{printed}, is taken to be that of {show_date(scheduled)}, moved to a business day",
    )

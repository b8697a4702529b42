"""A fixed-rate security, resolved: its periods, rate and day count, and what was assumed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pipeline.economics.daycount import (
    EQUAL_COUPONS,
    NAMES,
    assumed_day_count,
    known_day_count,
    year_fraction,
)
from pipeline.economics.figure import NoValueError, Shown, show_date, show_pct
from pipeline.economics.inputs import MonthDay, SecurityInputs
from pipeline.economics.schedule import (
    FREQUENCIES,
    Period,
    Schedule,
    build_schedule,
    days_from_dates,
    days_from_maturity,
)

_NO_FIXED_COUPONS: dict[str, str] = {
    "floating": "the rate floats, so the coupons are not known in advance",
    "fixed_to_floating": "the rate floats after the fixed period, so the later coupons are not "
    "known in advance",
    "fixed_reset": "the rate is set anew during the life, so the later coupons are not known in "
    "advance",
    "index_linked": "the interest depends on an index or a formula",
    "fixed_cash": "each payment is a stated cash amount that includes an option premium, not "
    "interest at a rate",
    "zero": "there is no periodic interest",
    "dividend": "these are shares: they pay dividends and have no maturity",
}


def no_fixed_coupons(interest_type: str) -> str:
    """Return why a security of this interest type has no coupons known in advance."""
    return _NO_FIXED_COUPONS.get(
        interest_type, f"interest of type {interest_type} has no coupons known in advance"
    )


@dataclass(frozen=True, slots=True)
class Bond:
    """A fixed-rate security whose coupons can be counted.

    ``rate_pct`` is per cent a year, as printed, and ``rate`` the same exactly;
    ``whole_coupon_pct`` is one whole period's coupon per cent of principal, None under day
    counts that make coupons differ.
    """

    rate_pct: Decimal
    rate: Fraction
    whole_coupon_pct: Fraction | None
    schedule: Schedule
    day_count: str
    day_count_is_stated: bool
    day_count_note: str
    maturity: date
    shown: tuple[Shown, ...]
    assumptions: tuple[str, ...]

    @property
    def frequency_name(self) -> str:
        """How often interest is paid, in words."""
        return FREQUENCIES[self.schedule.payments_per_year]

    def coupon_pct(self, period: Period) -> Fraction:
        """Return the coupon of a period, per cent of principal, exact."""
        if self.whole_coupon_pct is not None and period.is_regular:
            return self.whole_coupon_pct
        return self.rate * year_fraction(self.day_count, period, self.schedule.payments_per_year)

    def accrued_pct(self, day: date) -> Fraction:
        """Return the interest accrued to ``day`` since the last scheduled payment, per cent."""
        for period in self.schedule.periods:
            if period.start <= day < period.end:
                frequency = self.schedule.payments_per_year
                return self.rate * year_fraction(self.day_count, period, frequency, day)
        return Fraction(0)

    def periods_after(self, day: date | None) -> tuple[Period, ...]:
        """Return the periods whose payment falls to a buyer who settles on ``day``."""
        periods = self.schedule.periods
        return periods if day is None else tuple(p for p in periods if p.end > day)

    def notes(self, *, day_count_matters: bool) -> tuple[str, ...]:
        """Return the assumptions, with the weight of an assumed day count on the figure."""
        if self.day_count_is_stated:
            return self.assumptions
        suffix = (
            "" if day_count_matters else " (here it makes no difference: all periods are whole)"
        )
        return (*self.assumptions, self.day_count_note + suffix)


def resolve(inputs: SecurityInputs) -> Bond:
    """Return the fixed-rate security of ``inputs``.

    Raises ``NoValueError`` for another interest type, a missing input, or dates that do not
    make a schedule.
    """
    interest_type = inputs.need(inputs.interest_type, "interest_type")
    if interest_type != "fixed":
        raise NoValueError(no_fixed_coupons(interest_type))
    rate = inputs.need(inputs.rate_pct, "rate_pct")
    maturity = inputs.need(inputs.maturity_date, "maturity_date")
    days, frequency, day_notes = _payment_days(inputs, maturity)
    start, start_notes = interest_start(inputs)
    schedule = build_schedule(
        interest_start=start,
        maturity=maturity,
        payments_per_year=frequency,
        payment_days=days,
        first_payment=inputs.first_payment or (min(inputs.payment_dates, default=None)),
    )
    _match_listed(schedule, inputs.payment_dates)
    if inputs.day_count is None:
        day_count, note = assumed_day_count(inputs.currency)
    else:
        day_count, note = known_day_count(inputs.day_count), ""
    stated = inputs.day_count is not None
    shown = (
        ("interest rate", show_pct(rate)),
        ("payments", FREQUENCIES[frequency]),
        ("interest from", show_date(start)),
        ("maturity date", show_date(maturity)),
        ("day count", NAMES[day_count] + ("" if stated else " (assumed)")),
    )
    notes = (*start_notes, *day_notes, *schedule.assumptions)
    exact_rate = Fraction(rate)
    return Bond(
        rate_pct=rate,
        rate=exact_rate,
        whole_coupon_pct=exact_rate / frequency if day_count in EQUAL_COUPONS else None,
        schedule=schedule,
        day_count=day_count,
        day_count_is_stated=stated,
        day_count_note=note,
        maturity=maturity,
        shown=shown,
        assumptions=notes,
    )


def interest_start(inputs: SecurityInputs) -> tuple[date, tuple[str, ...]]:
    """Return the day from which interest runs, and what was assumed.

    Interest that is not said to run from another day runs from the closing date, except in
    a reopening, where the earlier issue decides.
    """
    if inputs.accrued_from is not None:
        return inputs.accrued_from, ()
    if inputs.is_reopening:
        raise NoValueError(
            inputs.missing("accrued_from") + ", and a reopening may have it from earlier"
        )
    closing = inputs.closing()
    note = f"interest is assumed to run from the closing date, {show_date(closing)}"
    return closing, (f"{note}: no other day is known",)


def _payment_days(
    inputs: SecurityInputs, maturity: date
) -> tuple[tuple[MonthDay, ...], int, tuple[str, ...]]:
    days = inputs.payment_days or days_from_dates(inputs.payment_dates)
    if days:
        return days, inputs.payments_per_year or len(days), ()
    frequency = inputs.need(inputs.payments_per_year, "payment_days")
    note = f"the payment days are assumed from the maturity date, {show_date(maturity)}"
    return days_from_maturity(maturity, frequency), frequency, (note,)


def _match_listed(schedule: Schedule, listed: tuple[date, ...]) -> None:
    """Raise ``NoValueError`` where dates listed one by one are not those of the schedule."""
    if listed and {period.end for period in schedule.periods} != set(listed):
        raise NoValueError(
            "the listed payment dates do not make equal interest periods up to maturity"
        )

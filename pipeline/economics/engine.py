"""QuantLib, behind plain Python types: the only module that touches it.

Settlement and pricing dates are always passed, so QuantLib's global evaluation date is
neither read nor set, and the same inputs give the same figures on any day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import QuantLib as ql  # noqa: N813 - the name that QuantLib's own manual gives it

from pipeline.economics.figure import NoValueError

_THIRTY_360: dict[str, Any] = {
    "30_360": ql.Thirty360(ql.Thirty360.BondBasis),
    "30e_360": ql.Thirty360(ql.Thirty360.EurobondBasis),
}
_COUNTERS: dict[str, Any] = {
    **_THIRTY_360,
    "act_act_icma": ql.ActualActual(ql.ActualActual.ISMA),
    "act_360": ql.Actual360(),
    "act_365f": ql.Actual365Fixed(),
}

_FIRST_YEAR, _LAST_YEAR = 1901, 2199  # of QuantLib's dates

_CALENDAR = ql.UnitedStates(ql.UnitedStates.GovernmentBond)


@lru_cache(maxsize=8192)
def _date(day: date) -> Any:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise NoValueError(f"dates outside {_FIRST_YEAR} to {_LAST_YEAR} are not counted")
    return ql.Date(day.day, day.month, day.year)


@cache
def holidays(year: int) -> frozenset[date]:
    """Return the weekday holidays of a year on the US government bond calendar."""
    first, last = ql.Date(1, 1, year), ql.Date(31, 12, year)
    return frozenset(
        date(day.year(), day.month(), day.dayOfMonth())
        for day in _CALENDAR.holidayList(first, last, False)
    )


def thirty_360_days(day_count: str, start: date, end: date) -> int:
    """Return the days from ``start`` to ``end`` in months of 30 days (30_360 or 30e_360)."""
    return int(_THIRTY_360[day_count].dayCount(_date(start), _date(end)))


@dataclass(frozen=True, slots=True)
class Accrual:
    """A coupon as QuantLib needs it: what it accrues over and the whole period it belongs to."""

    start: date
    end: date
    whole_start: date
    whole_end: date
    day_count: str


class Leg:
    """The payments of a security after settlement, per 100 of principal.

    Payments stand on their scheduled dates (the street convention: moving them to
    business days does not change the yield). ``discount`` is the day count of the
    exponents, ``frequency`` the compounding periods a year.
    """

    def __init__(
        self,
        coupons: Iterable[Accrual],
        *,
        rate_pct: Decimal,
        maturity: date,
        settlement: date,
        discount: str,
        frequency: int,
    ) -> None:
        """Build the leg; a leg without coupons is one payment of 100 at maturity."""
        rate = float(rate_pct / 100)
        self._coupons = [
            ql.FixedRateCoupon(
                _date(c.end),
                100.0,
                rate,
                _COUNTERS[c.day_count],
                _date(c.start),
                _date(c.end),
                _date(c.whole_start),
                _date(c.whole_end),
            )
            for c in coupons
        ]
        self._leg = ql.Leg([*self._coupons, ql.SimpleCashFlow(100.0, _date(maturity))])
        self._settlement = _date(settlement)
        self._discount = _COUNTERS[discount]
        self._frequency = frequency

    def coupon_amounts(self) -> list[float]:
        """Return the coupons per 100, as QuantLib counts them."""
        return [coupon.amount() for coupon in self._coupons]

    def yield_of(self, dirty_price: Decimal, guess: Decimal) -> float:
        """Return the yield per year (0.0368) at a price per 100 that includes accrued interest.

        Raises ``NoValueError`` where no yield solves the equation.
        """
        try:
            return float(
                ql.CashFlows.yieldRate(
                    self._leg,
                    float(dirty_price),
                    self._discount,
                    ql.Compounded,
                    self._frequency,
                    False,
                    self._settlement,
                    self._settlement,
                    1e-13,
                    1000,
                    float(guess),
                )
            )
        except RuntimeError as error:
            raise NoValueError(
                f"no yield gives the price {dirty_price} (including accrued interest)"
            ) from error

    def price_at(self, yield_rate: float) -> float:
        """Return the price per 100, accrued interest included, at a yield per year."""
        return float(ql.CashFlows.npv(self._leg, self._at(yield_rate), False, *self._days()))

    def modified_duration(self, yield_rate: float) -> float:
        """Return the modified duration in years at a yield per year."""
        return float(
            ql.CashFlows.duration(
                self._leg, self._at(yield_rate), ql.Duration.Modified, False, self._settlement
            )
        )

    def _at(self, yield_rate: float) -> Any:
        return ql.InterestRate(yield_rate, self._discount, ql.Compounded, self._frequency)

    def _days(self) -> tuple[Any, Any]:
        return self._settlement, self._settlement

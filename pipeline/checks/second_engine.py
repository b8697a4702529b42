"""A second engine for yields: bisection of the yield equation, in plain Python.

It shares the payments with :mod:`pipeline.economics` and nothing else: times, discounting
and the search are its own, so that a fault of the first engine shows.
"""

import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pipeline.economics import CashFlow, CashFlows, SecurityInputs
from pipeline.economics.daycount import assumed_day_count

#: How far the two engines may lie apart, in per cent a year.
TOLERANCE_PCT = 1e-6
_STEPS = 200
_LOWEST, _HIGHEST = -0.9, 10.0


class Discounting(NamedTuple):
    """Payments per 100 with their times in periods after closing; interest due at closing."""

    amounts: tuple[float, ...]
    times: tuple[float, ...]
    accrued: float
    frequency: int

    def price(self, rate_pct: float) -> float:
        """Return the price per 100, without accrued interest, at a yield per cent a year."""
        factor = 1 / (1 + rate_pct / 100 / self.frequency)
        pairs = zip(self.amounts, self.times, strict=True)
        return math.fsum(amount * factor**time for amount, time in pairs) - self.accrued


def discounting(inputs: SecurityInputs, flows: CashFlows) -> Discounting | None:
    """Return what the yield equation needs; None where this engine cannot count the times.

    It counts months of 30 days, and whole coupon periods under Actual/Actual (ICMA).
    """
    closing = inputs.closing_date
    if closing is None or not flows.payments or inputs.principal_linked:
        return None
    amounts = tuple(float(flow.amount_per_1000) / 10 for flow in flows.payments)
    coupons = [flow for flow in flows.payments if flow.kind == "coupon"]
    dates = [flow.scheduled_date for flow in flows.payments]
    if not coupons:
        times = tuple(2 * _months_of_30(closing, day) / 360 for day in dates)
        return Discounting(amounts, times, 0.0, 2)
    frequency, rate, start = inputs.payments_per_year, inputs.rate_pct, coupons[0].accrual_start
    if frequency is None or rate is None or start is None:
        return None
    day_count = inputs.day_count or assumed_day_count(inputs.currency)[0]
    begun = max(closing, start) != start
    if day_count == "30_360" and _even(coupons, frequency):
        times = tuple(frequency * _months_of_30(closing, day) / 360 for day in dates)
        part = _months_of_30(start, closing) / 360 if begun else 0.0
        return Discounting(amounts, times, float(rate) * part, frequency)
    if day_count != "act_act_icma" or not all(flow.is_regular for flow in coupons):
        return None
    if closing < start:
        return None
    whole = (coupons[0].scheduled_date - start).days
    left = (coupons[0].scheduled_date - closing).days / whole
    number = {flow.scheduled_date: left + n for n, flow in enumerate(coupons)}
    times = tuple(number[day] for day in dates)
    return Discounting(amounts, times, float(rate) / frequency * (1 - left), frequency)


def agrees(equation: Discounting, price: Decimal, rate_pct: Decimal) -> bool:
    """Whether a yield solves the equation at a price, within the tolerance."""
    rate = float(rate_pct)
    below, above = rate - TOLERANCE_PCT, rate + TOLERANCE_PCT
    return equation.price(below) > float(price) > equation.price(above)


def bisect(equation: Discounting, price: Decimal) -> float:
    """Return the yield at a price, per cent a year: the half that holds it, over and over."""
    low, high = 100 * _LOWEST, 100 * _HIGHEST
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if equation.price(middle) > float(price):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _even(coupons: Sequence[CashFlow], frequency: int) -> bool:
    return all(flow.accrual_days == 360 // frequency for flow in coupons if flow.is_regular)


def _months_of_30(start: date, end: date) -> int:
    """Count days in months of 30 (30/360, Bond Basis)."""
    first = min(start.day, 30)
    last = 30 if end.day == 31 and first == 30 else end.day
    return 360 * (end.year - start.year) + 30 * (end.month - start.month) + last - first

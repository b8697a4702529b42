"""Day counts: the part of a year that lies between two dates, as an exact fraction.

Sources: 2006 ISDA Definitions, section 4.16, for 30/360 (Bond Basis), 30E/360, Actual/360
and Actual/365 (Fixed); ICMA Rule 251 for Actual/Actual (ICMA).
"""

from datetime import date
from fractions import Fraction
from itertools import pairwise

from pipeline.economics.engine import thirty_360_days
from pipeline.economics.figure import NoValueError
from pipeline.economics.schedule import Period

NAMES: dict[str, str] = {
    "30_360": "30/360",
    "30e_360": "30E/360",
    "act_act_icma": "Actual/Actual (ICMA)",
    "act_360": "Actual/360",
    "act_365f": "Actual/365 (Fixed)",
}

#: Under these every whole coupon is the yearly rate divided by the payments a year.
EQUAL_COUPONS = frozenset({"30_360", "30e_360", "act_act_icma"})

#: Markets whose straight bonds count Actual/Actual; elsewhere 30/360 is assumed.
_ACTUAL_MARKETS = {"EUR": "euro bonds", "GBP": "sterling bonds"}


def assumed_day_count(currency: str | None) -> tuple[str, str]:
    """Return the day count to assume where none is stated, and the words that say so."""
    if currency in _ACTUAL_MARKETS:
        market = f", as is usual for {_ACTUAL_MARKETS[currency]}"
        code = "act_act_icma"
    else:
        market, code = "", "30_360"
    return code, f"day count {NAMES[code]} is assumed{market}: the agreement does not state one"


def known_day_count(code: str) -> str:
    """Return ``code``, or raise ``NoValueError`` if it is none of the day counts."""
    if code not in NAMES:
        raise NoValueError(f"day count {code} is not one that can be counted")
    return code


def counted_days(day_count: str, start: date, end: date) -> int:
    """Return the days from ``start`` to ``end`` as the day count counts them."""
    if day_count in ("30_360", "30e_360"):
        return thirty_360_days(day_count, start, end)
    return (end - start).days


def year_fraction(
    day_count: str, period: Period, payments_per_year: int, until: date | None = None
) -> Fraction:
    """Return the part of a year from a period's start to ``until`` (its end if None).

    Counted day by day, also for a whole period; the bond knows that its coupons are equal.
    """
    end = period.end if until is None else until
    if day_count != "act_act_icma":
        base = 365 if day_count == "act_365f" else 360
        return Fraction(counted_days(day_count, period.start, end), base)
    return (
        sum(
            (
                Fraction(max((min(end, b) - max(period.start, a)).days, 0), (b - a).days)
                for a, b in pairwise(period.grid)
            ),
            Fraction(0),
        )
        / payments_per_year
    )


def accrual_code(day_count: str, period: Period) -> str:
    """Return the day count under which QuantLib gives this period's coupon exactly."""
    if period.is_regular and day_count in EQUAL_COUPONS:
        return "act_act_icma"
    return day_count


def discount_code(day_count: str, periods: tuple[Period, ...], payments_per_year: int) -> str:
    """Return the day count of the discount exponents: whole periods must count as whole.

    30/360 does that on most schedules, not on one of 28 February and 31 August (183 and 178
    days); there, and where coupons vary with the days, Actual/Actual (ICMA) counts periods.
    """
    if day_count not in ("30_360", "30e_360"):
        return "act_act_icma"
    whole = 360 // payments_per_year
    even = all(
        thirty_360_days(day_count, period.start, period.end) == whole
        for period in periods
        if period.is_regular
    )
    return day_count if even else "act_act_icma"

"""Accrued interest at closing, odd interest periods and the tenor."""

from datetime import date
from fractions import Fraction

from pipeline.economics.bond import Bond
from pipeline.economics.currencies import minor_unit_digits
from pipeline.economics.figure import (
    Figure,
    NoValueError,
    exact,
    show_amount,
    show_date,
    to_minor_unit,
)
from pipeline.economics.inputs import SecurityInputs


def accrued_interest_pct(inputs: SecurityInputs, bond: Bond) -> Figure:
    """Return the interest that a buyer at closing pays on top of the price, per cent."""
    closing = inputs.closing()
    accrued = bond.accrued_pct(closing)
    return Figure(
        exact(accrued),
        inputs=(*bond.shown, ("settlement on", show_date(closing))),
        assumptions=bond.notes(day_count_matters=accrued != 0),
    )


def accrued_interest_amount(inputs: SecurityInputs, bond: Bond) -> Figure:
    """Return the accrued interest on the whole principal, in the currency."""
    pct = accrued_interest_pct(inputs, bond)
    currency = inputs.need(inputs.currency, "currency")
    principal = inputs.principal()
    amount = Fraction(principal) * bond.accrued_pct(inputs.closing()) / 100
    return Figure(
        to_minor_unit(amount, minor_unit_digits(currency)),
        inputs=(("principal amount", show_amount(principal, currency)), *pct.inputs),
        assumptions=pct.assumptions,
    )


def tenor_years(inputs: SecurityInputs) -> Figure:
    """Return the years from closing to maturity: whole years, and the days left over."""
    closing = inputs.closing()
    maturity = inputs.need(inputs.maturity_date, "maturity_date")
    if maturity <= closing:
        raise NoValueError("the maturity date is not after the closing date")
    if maturity.year == date.max.year:
        raise NoValueError("the maturity date is not one that can be counted")
    years = maturity.year - closing.year
    while _anniversary(closing, years) > maturity:
        years -= 1
    since, until = _anniversary(closing, years), _anniversary(closing, years + 1)
    part = Fraction((maturity - since).days, (until - since).days)
    return Figure(
        exact(years + part, 6),
        inputs=(("closing date", show_date(closing)), ("maturity date", show_date(maturity))),
    )


def stub(bond: Bond) -> Figure:
    """Return which end periods are not whole coupon periods: ``none``, ``short_first`` …."""
    return Figure(bond.schedule.stub, inputs=bond.shown, assumptions=bond.assumptions)


def _anniversary(day: date, years: int) -> date:
    year = day.year + years
    leap = (day.month, day.day) == (2, 29)
    return date(year, 2, 28) if leap and not _is_leap(year) else day.replace(year=year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

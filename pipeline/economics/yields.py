"""Reoffer yield, all-in cost, duration and the value of a basis point.

The yield is the street convention's: the one rate that, compounded as often as interest
is paid, discounts the scheduled payments to the price plus accrued interest on the
closing date. It is a yield to maturity; earlier redemption is left out of account.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pipeline.economics.bond import Bond, resolve
from pipeline.economics.daycount import accrual_code, discount_code
from pipeline.economics.engine import Accrual, Leg
from pipeline.economics.figure import (
    Figure,
    NoValueError,
    Shown,
    exact,
    from_float,
    join,
    plain,
    show_date,
    show_pct,
)
from pipeline.economics.inputs import SecurityInputs
from pipeline.economics.pricing import (
    Price,
    pct_of,
    price_to_public,
    purchase_price,
    with_principal,
)
from pipeline.economics.schedule import FREQUENCIES

_LINKED = "what is repaid depends on a share, an index or a formula, so there is no yield"


@dataclass(frozen=True, slots=True)
class Payments:
    """The payments after closing, ready to be discounted to a price."""

    leg: Leg
    accrued_pct: Fraction
    frequency: int
    guess: Decimal
    shown: tuple[Shown, ...]
    assumptions: tuple[str, ...]


def payments(inputs: SecurityInputs) -> Payments:
    """Return what a yield is computed from; raise ``NoValueError`` where there is no yield."""
    interest_type = inputs.need(inputs.interest_type, "interest_type")
    if inputs.principal_linked:
        raise NoValueError(_LINKED)
    if interest_type == "zero":
        return _zero(inputs)
    bond = resolve(inputs)
    closing = inputs.closing()
    periods = bond.periods_after(closing)
    if not periods:
        raise NoValueError("the maturity date is not after the closing date")
    frequency = bond.schedule.payments_per_year
    accrued = bond.accrued_pct(closing)
    leg = Leg(
        [
            Accrual(p.start, p.end, p.grid[-2], p.grid[-1], accrual_code(bond.day_count, p))
            for p in periods
        ],
        rate_pct=bond.rate_pct,
        maturity=bond.maturity,
        settlement=closing,
        discount=discount_code(bond.day_count, periods, frequency),
        frequency=frequency,
    )
    _same_coupons(leg, bond, [float(bond.coupon_pct(p)) for p in periods])
    matters = accrued != 0 or closing < periods[0].start or any(not p.is_regular for p in periods)
    return Payments(
        leg,
        accrued,
        frequency,
        bond.rate_pct / 100,
        (
            *bond.shown,
            ("settlement on", show_date(closing)),
            ("accrued interest", show_pct(exact(accrued))),
            ("compounding", FREQUENCIES[frequency]),
        ),
        bond.notes(day_count_matters=matters),
    )


def yield_pct(paid: Payments, price: Price, inputs: SecurityInputs) -> Figure:
    """Return the yield at a price, per cent a year, compounded as often as interest is paid."""
    pct = pct_of(inputs, price)
    if pct <= 0:
        raise NoValueError("the price is not above zero")
    rate = paid.leg.yield_of(exact(pct + paid.accrued_pct, 20), paid.guess)
    shown = price.shown if price.stated_pct is not None else with_principal(inputs, price)
    return Figure(
        from_float(rate * 100),
        inputs=(*shown, *paid.shown),
        assumptions=join(price.assumptions, paid.assumptions),
    )


def reoffer_yield_pct(inputs: SecurityInputs, paid: Payments) -> Figure:
    """Return the yield at the price to public, per cent a year."""
    price = price_to_public(inputs)
    if inputs.interest_type == "zero" and price.pct is not None and price.pct >= 100:
        raise NoValueError(
            "a security without interest sold at par or above has no yield by its price"
        )
    return yield_pct(paid, price, inputs)


def all_in_cost_pct(inputs: SecurityInputs, paid: Payments) -> Figure:
    """Return the yield at the purchase price: the issuer's cost a year before its expenses."""
    if inputs.interest_type == "zero":
        reoffer_yield_pct(inputs, paid)  # the same guard: no cost where there is no yield
    return yield_pct(paid, purchase_price(inputs), inputs)


def semiannual_pct(rate: Figure, frequency: int) -> Figure:
    """Return a yield restated with semi-annual compounding (bond-equivalent), per cent a year."""
    if frequency == 2:
        return rate
    grown = (1 + float(rate.decimal) / 100 / frequency) ** (frequency / 2)
    return Figure(
        from_float((grown - 1) * 200, 10),
        inputs=(("yield", f"{rate.decimal:f} %, {FREQUENCIES[frequency]} compounding"),),
        assumptions=rate.assumptions,
    )


def all_in_over_reoffer_bp(all_in: Figure, reoffer: Figure) -> Figure:
    """Return all-in cost less reoffer yield, in basis points a year."""
    return Figure(
        plain((all_in.decimal - reoffer.decimal) * 100),
        inputs=(
            ("all-in cost", show_pct(all_in.decimal)),
            ("reoffer yield", show_pct(reoffer.decimal)),
        ),
        assumptions=join(all_in.assumptions, reoffer.assumptions),
    )


def modified_duration_years(paid: Payments, reoffer: Figure) -> Figure:
    """Return the modified duration at the reoffer yield, in years."""
    return _at(reoffer, paid.leg.modified_duration)


def dv01_pct(paid: Payments, reoffer: Figure) -> Figure:
    """Return the fall of the price per 100 when the reoffer yield rises by a basis point."""
    return _at(reoffer, lambda rate: paid.leg.price_at(rate) - paid.leg.price_at(rate + 1e-4))


def _zero(inputs: SecurityInputs) -> Payments:
    closing = inputs.closing()
    maturity = inputs.need(inputs.maturity_date, "maturity_date")
    if maturity <= closing:
        raise NoValueError("the maturity date is not after the closing date")
    leg = Leg(
        [],
        rate_pct=Decimal(0),
        maturity=maturity,
        settlement=closing,
        discount="30_360",
        frequency=2,
    )
    return Payments(
        leg,
        Fraction(0),
        2,
        Decimal("0.05"),
        (
            ("maturity date", show_date(maturity)),
            ("settlement on", show_date(closing)),
            ("compounding", "semi-annual"),
        ),
        (
            "100 % of the principal amount is assumed to be repaid at maturity",
            "semi-annual compounding and 30/360 are assumed, as for notes that pay interest",
        ),
    )


def _same_coupons(leg: Leg, bond: Bond, expected: list[float]) -> None:
    """Raise ``NoValueError`` where QuantLib counts a stub's coupon otherwise than the exact count.

    It finds the whole periods inside a long first one by counting months back, which
    misses the printed days of month-end schedules under Actual/Actual.
    """
    amounts = leg.coupon_amounts()
    if any(abs(a - b) > 1e-9 for a, b in zip(amounts, expected, strict=True)):
        start = show_date(bond.schedule.periods[0].start)
        raise NoValueError(
            f"the long interest period from {start} on a month-end schedule is counted "
            "in two ways, which give different yields"
        )


def _at(reoffer: Figure, measure: Callable[[float], float]) -> Figure:
    value = measure(float(reoffer.decimal) / 100)
    return Figure(
        from_float(value, 9),
        inputs=(("reoffer yield", show_pct(reoffer.decimal)), *reoffer.inputs),
        assumptions=reoffer.assumptions,
    )

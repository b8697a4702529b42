"""Prices to money: gross spread, gross and net proceeds, in exact arithmetic.

Proceeds leave out accrued interest and the issuer's own expenses. A price may be stated
in per cent of principal, per unit, or (the purchase price only) as one total amount.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pipeline.economics.currencies import minor_unit_digits
from pipeline.economics.figure import (
    Figure,
    NoValueError,
    Shown,
    exact,
    join,
    show_amount,
    show_pct,
    to_minor_unit,
)
from pipeline.economics.inputs import LABELS, SecurityInputs


@dataclass(frozen=True, slots=True)
class Price:
    """A price in one of its forms, as per cent of principal and as money, with its inputs.

    ``pct`` or ``amount`` is None where the other is known and the principal is not.
    """

    pct: Fraction | None
    stated_pct: Decimal | None
    amount: Fraction | None
    shown: tuple[Shown, ...]
    assumptions: tuple[str, ...] = ()


def price_to_public(inputs: SecurityInputs) -> Price:
    """Return the price at which the public buys; raise ``NoValueError`` where it is unknown."""
    return _price(
        inputs, "price_to_public", inputs.price_to_public_pct, inputs.price_to_public_per_unit, None
    )


def purchase_price(inputs: SecurityInputs) -> Price:
    """Return the price that the underwriters pay; raise ``NoValueError`` where it is unknown."""
    return _price(
        inputs,
        "purchase_price",
        inputs.purchase_price_pct,
        inputs.purchase_price_per_unit,
        inputs.purchase_amount,
    )


def pct_of(inputs: SecurityInputs, price: Price) -> Fraction:
    """Return a price in per cent of principal; raise ``NoValueError`` where it cannot be."""
    if price.pct is None:
        raise NoValueError(f"{inputs.missing('principal_amount')}, so no price in per cent of it")
    return price.pct


def with_principal(inputs: SecurityInputs, price: Price) -> tuple[Shown, ...]:
    """Return the inputs of a figure that rests on a price and the principal amount."""
    if inputs.principal_amount is None:
        return price.shown
    amount = show_amount(inputs.principal_amount, inputs.currency)
    return ((LABELS["principal_amount"], amount), *price.shown)


def issue_discount_pct(inputs: SecurityInputs) -> Figure:
    """Return 100 less the price to public; a premium is negative."""
    price = price_to_public(inputs)
    if price.stated_pct is not None:
        return Figure(100 - price.stated_pct, inputs=price.shown)
    return Figure(exact(100 - pct_of(inputs, price)), inputs=with_principal(inputs, price))


def gross_spread_pct(inputs: SecurityInputs) -> Figure:
    """Return price to public less purchase price, per cent of principal."""
    public, purchase = price_to_public(inputs), purchase_price(inputs)
    notes = join(public.assumptions, purchase.assumptions)
    if public.stated_pct is not None and purchase.stated_pct is not None:
        difference = public.stated_pct - purchase.stated_pct
        return Figure(difference, "", (*public.shown, *purchase.shown), notes)
    spread = pct_of(inputs, public) - pct_of(inputs, purchase)
    shown = (*with_principal(inputs, public), *with_principal(inputs, purchase))
    return Figure(exact(spread), "", tuple(dict.fromkeys(shown)), notes)


def gross_proceeds_amount(inputs: SecurityInputs) -> Figure:
    """Return what the public pays, in the currency."""
    return _proceeds(inputs, price_to_public(inputs))


def net_proceeds_amount(inputs: SecurityInputs) -> Figure:
    """Return what the underwriters pay the issuer, in the currency, before its expenses."""
    return _proceeds(inputs, purchase_price(inputs))


def gross_spread_amount(inputs: SecurityInputs, gross: Figure, net: Figure) -> Figure:
    """Return gross proceeds less net proceeds, in the currency."""
    spread = gross.decimal - net.decimal
    shown = (
        ("gross proceeds", show_amount(gross.decimal, inputs.currency)),
        ("net proceeds", show_amount(net.decimal, inputs.currency)),
    )
    return Figure(spread, "", shown, join(gross.assumptions, net.assumptions))


def _price(
    inputs: SecurityInputs,
    name: str,
    pct: Decimal | None,
    per_unit: Decimal | None,
    total: Decimal | None,
) -> Price:
    """Bring a price into both forms; per cent goes before per unit before a total."""
    principal = inputs.principal_amount
    if principal is not None and principal <= 0:
        raise NoValueError("principal amount: not above zero")
    if pct is not None:
        shown: tuple[Shown, ...] = ((LABELS[f"{name}_pct"], show_pct(pct)),)
        amount = None if principal is None else Fraction(principal) * Fraction(pct) / 100
        return Price(Fraction(pct), pct, amount, shown, _compared(inputs, amount, total))
    if per_unit is not None and inputs.units is not None:
        shown = (
            (LABELS["units"], f"{inputs.units:,}"),
            (LABELS[f"{name}_per_unit"], show_amount(per_unit, inputs.currency)),
        )
        amount = Fraction(per_unit) * Fraction(inputs.units)
        notes = _compared(inputs, amount, total)
        return Price(_of(amount, principal), None, amount, shown, notes)
    if total is not None:
        shown = ((LABELS["purchase_amount"], show_amount(total, inputs.currency)),)
        amount = Fraction(total)
        return Price(_of(amount, principal), None, amount, shown)
    raise NoValueError(inputs.missing("units" if per_unit is not None else f"{name}_pct"))


def _of(amount: Fraction, principal: Decimal | None) -> Fraction | None:
    return None if principal is None else amount * 100 / Fraction(principal)


def _compared(
    inputs: SecurityInputs, amount: Fraction | None, total: Decimal | None
) -> tuple[str, ...]:
    """Say so where a stated purchase amount is not what the price gives."""
    if amount is None or total is None or amount == total:
        return ()
    stated = show_amount(total, inputs.currency)
    return (
        f"the agreement also states a purchase amount of {stated}, which the price does not give",
    )


def _proceeds(inputs: SecurityInputs, price: Price) -> Figure:
    currency = inputs.need(inputs.currency, "currency")
    if price.amount is None:
        raise NoValueError(inputs.missing("principal_amount"))
    amount = to_minor_unit(price.amount, minor_unit_digits(currency))
    shown = with_principal(inputs, price) if price.stated_pct is not None else price.shown
    return Figure(amount, "", shown, price.assumptions)

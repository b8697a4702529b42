"""How the securities are spread over the underwriters: shares, largest share, HHI."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pipeline.economics.figure import Figure, NoValueError, exact
from pipeline.economics.inputs import SecurityInputs


def shares_pct(allocations: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return each allocation as per cent of their sum, in the order given.

    Raises ``NoValueError`` where there are none, one is negative, or the sum is zero.
    """
    return tuple(exact(share) for share in _shares(allocations))


def largest_share_pct(inputs: SecurityInputs) -> Figure:
    """Return the largest underwriter's share, per cent of all allocations."""
    amounts, figure_inputs = _known(inputs)
    return Figure(exact(max(_shares(amounts))), inputs=figure_inputs)


def hhi(inputs: SecurityInputs) -> Figure:
    """Return the Herfindahl-Hirschman index: the sum of squared per cent shares, 0 to 10,000."""
    amounts, figure_inputs = _known(inputs)
    total = sum((share**2 for share in _shares(amounts)), Fraction(0))
    return Figure(exact(total, 6), inputs=figure_inputs)


def _known(inputs: SecurityInputs) -> tuple[Sequence[Decimal], tuple[tuple[str, str], ...]]:
    amounts = inputs.need(inputs.allocations, "allocations")
    return amounts, (
        ("allocations", str(len(amounts))),
        ("sum of allocations", f"{sum(amounts, Decimal(0)):,f}"),
        ("largest allocation", f"{max(amounts, default=Decimal(0)):,f}"),
    )


def _shares(allocations: Sequence[Decimal]) -> list[Fraction]:
    if any(amount < 0 for amount in allocations):
        raise NoValueError("allocations: one is below zero")
    total = Fraction(sum(allocations, Decimal(0)))
    if total <= 0:
        raise NoValueError("allocations: none above zero")
    return [Fraction(amount) * 100 / total for amount in allocations]

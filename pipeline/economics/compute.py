"""All figures of one security, each by itself: one that is blank leaves the others standing."""

from collections.abc import Callable
from decimal import localcontext
from typing import Generic, TypeVar

from pipeline.economics import cashflows, concentration, interest, pricing, settlement, yields
from pipeline.economics.bond import Bond, resolve
from pipeline.economics.figure import Figure, NoValueError
from pipeline.economics.inputs import SecurityInputs

T = TypeVar("T")

#: Digits of intermediate decimal results, whatever context the caller has set.
_PRECISION = 50


class _Once(Generic[T]):
    """A value that several figures need: computed once, or blank with one reason for all."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._value: T | None = None
        self._reason = ""
        try:
            self._value = make()
        except NoValueError as blank:
            self._reason = blank.reason

    def __call__(self) -> T:
        if self._value is None:
            raise NoValueError(self._reason)
        return self._value


def _figure(make: Callable[[], Figure]) -> Figure:
    try:
        return make()
    except NoValueError as blank:
        return Figure.blank(blank.reason)


def compute(inputs: SecurityInputs) -> dict[str, Figure]:
    """Return every figure of a security by the name of its column, in the order of ``METHODS``.

    Never raises for what a record may hold: what cannot be computed is a blank figure with
    its reason.
    """
    with localcontext(prec=_PRECISION):
        return _compute(inputs)


def _compute(inputs: SecurityInputs) -> dict[str, Figure]:
    bond: _Once[Bond] = _Once(lambda: resolve(inputs))
    paid: _Once[yields.Payments] = _Once(lambda: yields.payments(inputs))
    gross = _figure(lambda: pricing.gross_proceeds_amount(inputs))
    net = _figure(lambda: pricing.net_proceeds_amount(inputs))
    reoffer = _figure(lambda: yields.reoffer_yield_pct(inputs, paid()))
    all_in = _figure(lambda: yields.all_in_cost_pct(inputs, paid()))
    settled = _figure(lambda: settlement.settlement_days(inputs))
    standard = _figure(lambda: settlement.standard_settlement_days(inputs))
    return {
        "gross_spread_pct": _figure(lambda: pricing.gross_spread_pct(inputs)),
        "gross_proceeds_amount": gross,
        "gross_spread_amount": _figure(lambda: pricing.gross_spread_amount(inputs, gross, net)),
        "net_proceeds_amount": net,
        "issue_discount_pct": _figure(lambda: pricing.issue_discount_pct(inputs)),
        "reoffer_yield_pct": reoffer,
        "reoffer_yield_semiannual_pct": _figure(
            lambda: yields.semiannual_pct(reoffer, paid().frequency)
        ),
        "all_in_cost_pct": all_in,
        "all_in_cost_semiannual_pct": _figure(
            lambda: yields.semiannual_pct(all_in, paid().frequency)
        ),
        "all_in_over_reoffer_bp": _figure(lambda: yields.all_in_over_reoffer_bp(all_in, reoffer)),
        "modified_duration_years": _figure(lambda: yields.modified_duration_years(paid(), reoffer)),
        "dv01_pct": _figure(lambda: yields.dv01_pct(paid(), reoffer)),
        "accrued_interest_pct": _figure(lambda: interest.accrued_interest_pct(inputs, bond())),
        "accrued_interest_amount": _figure(
            lambda: interest.accrued_interest_amount(inputs, bond())
        ),
        "coupon_count": _figure(lambda: cashflows.coupon_count(inputs, bond())),
        "coupon_amount": _figure(lambda: cashflows.coupon_amount(inputs, bond())),
        "stub": _figure(lambda: interest.stub(bond())),
        "tenor_years": _figure(lambda: interest.tenor_years(inputs)),
        "settlement_days": settled,
        "settlement_calendar": settlement.settlement_calendar(settled),
        "standard_settlement_days": standard,
        "extended_settlement": _figure(lambda: settlement.extended_settlement(settled, standard)),
        "hhi": _figure(lambda: concentration.hhi(inputs)),
        "largest_share_pct": _figure(lambda: concentration.largest_share_pct(inputs)),
    }

"""Rules about interest and the yields that are computed of it."""

from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.known import computed, known, securities
from pipeline.checks.rules import Fault, rule
from pipeline.checks.second_engine import agrees, bisect, discounting
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord


@rule(
    "ECO07",
    Severity.ERROR,
    "A whole-coupon security sold below par yields more than its coupon, above par less, at par "
    "as much.",
    "A yield on the wrong side of the coupon shows a fault of the yield engine.",
)
def _yield_fits_price(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for found in computed(record):
        inputs, rate = found.inputs, found.figures["reoffer_yield_pct"].value
        price, coupon = inputs.price_to_public_pct, inputs.rate_pct
        coupons = [flow for flow in found.cash_flows.payments if flow.kind == "coupon"]
        whole = coupons and all(flow.is_regular for flow in coupons)
        if not whole or coupons[0].accrual_start != inputs.closing_date:
            continue  # Accrued and odd coupons shift the price at which yield is coupon.
        if not isinstance(rate, Decimal) or price is None or coupon is None:
            continue
        if inputs.day_count in ("act_360", "act_365f"):
            continue  # A year's coupons then add up to more or less than the rate.
        side, above = (100 - price).compare(Decimal(0)), (rate - coupon).quantize(Decimal("1e-7"))
        if side != above.compare(Decimal(0)):
            yield Fault(
                (*found.location, "price_to_public_pct"),
                f"the price is {price:f}, the coupon {coupon:f} and the computed yield {rate:f}; "
                "report it: the yield engine is at fault, not the record",
            )


@rule(
    "ECO13",
    Severity.ERROR,
    "The yields of two engines, QuantLib and a bisection of the yield equation, differ by less "
    "than 0.000001 per cent.",
    "A figure that many will copy is computed twice.",
)
def _engines_agree(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for found in computed(record):
        equation = discounting(found.inputs, found.cash_flows)
        if equation is None:
            continue
        for name, price in (
            ("reoffer_yield_pct", found.inputs.price_to_public_pct),
            ("all_in_cost_pct", found.inputs.purchase_price_pct),
        ):
            rate = found.figures[name].value
            if price is None or not isinstance(rate, Decimal):
                continue
            if not agrees(equation, price, rate):
                yield Fault(
                    found.location,
                    f"{name} is {rate:f} by QuantLib, {bisect(equation, price):.9f} by bisection; "
                    "report it: an engine is at fault, not the record",
                )


@rule(
    "ECO17",
    Severity.INFO,
    "A floating rate has a spread over its reference rate.",
    "A paper without one means the rate flat, unless the spread was missed.",
)
def _spread_is_stated(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        interest = security.known_interest
        for number, period in enumerate(interest.periods if interest else ()):
            reference, spread = known(period.reference_rate), period.spread_pct
            silent = spread is None or spread.blank == "not_stated"
            if period.type == "floating" and reference is not None and silent:
                yield Fault(
                    (*place, "interest", "periods", number),
                    f"the rate is {reference} without a spread, and is read as flat; nothing to "
                    "correct if the paper states none",
                )

"""The second engine for yields, against the first and against the yield equation itself."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks.second_engine import TOLERANCE_PCT, agrees, bisect, discounting
from pipeline.economics import SecurityInputs, cash_flows, compute

RATES = st.integers(1, 15_000).map(lambda n: Decimal(n).scaleb(-3))
PRICES = st.integers(50_000, 150_000).map(lambda n: Decimal(n).scaleb(-3))


def notes(**changes: object) -> SecurityInputs:
    """Return notes of five years that pay twice a year, changed as the test needs."""
    terms: dict[str, object] = {
        "interest_type": "fixed",
        "currency": "USD",
        "principal_amount": Decimal(1_000_000_000),
        "price_to_public_pct": Decimal("99.760"),
        "purchase_price_pct": Decimal("99.435"),
        "rate_pct": Decimal("3.625"),
        "payments_per_year": 2,
        "payment_days": ((2, 9), (8, 9)),
        "first_payment": dt.date(2004, 8, 9),
        "maturity_date": dt.date(2009, 2, 9),
        "day_count": "30_360",
        "agreement_date": dt.date(2004, 2, 2),
        "closing_date": dt.date(2004, 2, 9),
    }
    return SecurityInputs(**{**terms, **changes})  # type: ignore[arg-type]


def both(inputs: SecurityInputs) -> tuple[float, float]:
    """Return the reoffer yield of both engines, per cent a year."""
    equation = discounting(inputs, cash_flows(inputs))
    assert equation is not None
    assert inputs.price_to_public_pct is not None
    by_quantlib = compute(inputs)["reoffer_yield_pct"].decimal
    assert agrees(equation, inputs.price_to_public_pct, by_quantlib)
    return float(by_quantlib), bisect(equation, inputs.price_to_public_pct)


@settings(max_examples=40, deadline=None)
@given(RATES, PRICES)
def test_both_engines_give_one_yield_at_any_price(rate, price):
    first, second = both(notes(rate_pct=rate, price_to_public_pct=price))
    assert first == pytest.approx(second, abs=TOLERANCE_PCT)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 3.677988),
        ({"closing_date": dt.date(2004, 2, 17)}, 3.678357),
        (
            {
                "closing_date": dt.date(2004, 5, 20),
                "accrued_from": dt.date(2004, 2, 9),
                "is_reopening": True,
            },
            3.679915,
        ),
        (
            {"closing_date": dt.date(2004, 2, 9), "first_payment": dt.date(2005, 2, 9)},
            3.670897,
        ),
    ],
    ids=["regular", "short first coupon", "reopening", "long first coupon"],
)
def test_both_engines_give_the_known_yields_of_odd_periods(changes, expected):
    first, second = both(notes(**changes))
    assert first == pytest.approx(expected, abs=5e-7)
    assert second == pytest.approx(expected, abs=5e-7)


def test_both_engines_count_whole_periods_under_actual_actual():
    first, second = both(
        notes(
            currency="EUR",
            day_count="act_act_icma",
            closing_date=dt.date(2004, 5, 20),
            accrued_from=dt.date(2004, 2, 9),
            is_reopening=True,
        )
    )
    assert first == pytest.approx(second, abs=TOLERANCE_PCT)


@settings(max_examples=25, deadline=None)
@given(RATES)
def test_a_yield_that_is_off_by_a_millionth_is_refused(rate):
    inputs = notes(rate_pct=rate)
    equation = discounting(inputs, cash_flows(inputs))
    right = compute(inputs)["reoffer_yield_pct"].decimal

    assert equation is not None
    assert agrees(equation, Decimal("99.760"), right)
    assert not agrees(equation, Decimal("99.760"), right + Decimal("0.000002"))
    assert not agrees(equation, Decimal("99.760"), right - Decimal("0.000002"))


def test_a_payment_at_maturity_alone_is_discounted_half_year_by_half_year():
    inputs = notes(interest_type="zero", rate_pct=None, price_to_public_pct=Decimal(75))
    equation = discounting(inputs, cash_flows(inputs))

    assert equation is not None
    assert bisect(equation, Decimal(75)) == pytest.approx(200 * ((100 / 75) ** 0.1 - 1))


def test_without_a_closing_date_there_is_no_equation():
    inputs = notes(closing_date=None)
    assert discounting(inputs, cash_flows(inputs)) is None

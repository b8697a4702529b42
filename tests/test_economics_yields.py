"""Yields against published figures, an independent solution, and the laws of the equation."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.economics import SecurityInputs, cash_flows, compute
from tests.economics_samples import (
    EUR_ANNUAL,
    LINKED_UNITS,
    LONG_FIRST,
    NOTES_2001_LONG,
    NOTES_2002,
    NOTES_2003,
    REOPENED_2001,
    REOPENING,
    SEED,
    SHORT_FIRST,
    YEN_2005,
    YEN_2007,
)


def shown(inputs: SecurityInputs, column: str, places: int = 6) -> str:
    """Return a figure rounded as a reader of the vectors sees it."""
    return f"{compute(inputs)[column].decimal:.{places}f}"


# --- an independent solution: nothing below is taken from the package ---------------------


def days_30_360(start: date, end: date) -> int:
    first = min(start.day, 30)
    last = 30 if end.day == 31 and first == 30 else end.day
    return (end.year - start.year) * 360 + (end.month - start.month) * 30 + last - first


def bisected(price: Callable[[float], float], target: float) -> float:
    low, high = -0.5, 2.0
    for _ in range(200):
        middle = (low + high) / 2
        if price(middle) > target:
            low = middle
        else:
            high = middle
    return low


def independent_yield(
    flows: list[tuple[date, float]], start: date, settlement: date, dirty: float
) -> float:
    """Solve the yield equation on dated flows per 100, 30/360, by bisection; per cent a year.

    The days to a payment are those from the start of its period less those accrued, as the
    street convention has it: counted from the 31st directly, there would be one more.
    """
    accrued = days_30_360(start, settlement)

    def price(rate: float) -> float:
        return sum(
            amount / (1 + rate / 2) ** ((days_30_360(start, day) - accrued) / 180)
            for day, amount in flows
        )

    return bisected(price, dirty) * 100


def half_years(first: date, last: date, coupon: float) -> list[tuple[date, float]]:
    """List equal payments every six months on the first payment's day, and 100 at the end."""
    flows, day = [], first
    while day <= last:
        flows.append((day, coupon))
        month = day.month + 6
        day = day.replace(year=day.year + (month > 12), month=(month - 1) % 12 + 1)
    return [*flows, (last, 100.0)]


# ------------------------------------------------------------------------------------------


def test_seed_reoffer_yield_and_all_in_cost() -> None:
    assert shown(SEED, "reoffer_yield_pct") == "3.677988"
    assert shown(SEED, "all_in_cost_pct") == "3.749978"
    assert shown(SEED, "all_in_over_reoffer_bp", 2) == "7.20"
    assert shown(SEED, "modified_duration_years", 5) == "4.53394"
    assert shown(SEED, "dv01_pct") == "0.045219"
    assert shown(SEED, "tenor_years", 0) == "5"


@pytest.mark.parametrize(("price", "expected"), [("99.755", "3.67909"), ("99.765", "3.67688")])
def test_half_a_printed_digit_of_the_price_moves_the_third_decimal(
    price: str, expected: str
) -> None:
    inputs = replace(SEED, price_to_public_pct=Decimal(price))

    assert shown(inputs, "reoffer_yield_pct", 5) == expected


@pytest.mark.parametrize("day_count", ["30_360", "30e_360", "act_act_icma"])
def test_on_whole_periods_the_day_count_makes_no_difference(day_count: str) -> None:
    assert shown(replace(SEED, day_count=day_count), "reoffer_yield_pct") == "3.677988"


def test_short_first_coupon() -> None:
    first = cash_flows(SHORT_FIRST).payments[0]

    assert compute(SHORT_FIRST)["stub"].value == "short_first"
    assert f"{first.amount_per_1000 / 10:.6f}" == "1.731944"
    assert first.accrual_days == 172
    assert shown(SHORT_FIRST, "reoffer_yield_pct") == "3.678357"


def test_long_first_coupon() -> None:
    first = cash_flows(LONG_FIRST).payments[0]

    assert compute(LONG_FIRST)["stub"].value == "long_first"
    assert first.amount_per_1000 == Decimal("36.25")
    assert first.scheduled_date == date(2005, 2, 9)
    assert shown(LONG_FIRST, "reoffer_yield_pct") == "3.670897"


def test_reopening_adds_accrued_interest_to_the_price() -> None:
    assert shown(REOPENING, "accrued_interest_pct") == "1.017014"
    assert shown(REOPENING, "reoffer_yield_pct") == "3.679915"
    assert compute(REOPENING)["stub"].value == "none"
    assert compute(REOPENING)["accrued_interest_amount"].value == Decimal("10170138.89")


def test_reopening_on_a_payment_day_accrues_nothing_and_skips_that_coupon() -> None:
    inputs = replace(REOPENING, agreement_date=None, closing_date=date(2004, 8, 9))

    assert compute(inputs)["accrued_interest_pct"].value == 0
    assert cash_flows(inputs).payments[0].scheduled_date == date(2005, 2, 9)


def test_closing_a_day_late_accrues_one_day() -> None:
    late = replace(SEED, closing_date=date(2004, 2, 10))

    assert shown(SEED, "accrued_interest_pct") == "0.000000"
    assert shown(late, "accrued_interest_pct") == "0.010069"


def test_annual_payer_has_an_annual_yield_and_its_semiannual_equivalent() -> None:
    figures = compute(EUR_ANNUAL)

    assert shown(EUR_ANNUAL, "reoffer_yield_pct") == "4.637577"
    assert shown(EUR_ANNUAL, "reoffer_yield_semiannual_pct") == "4.585021"
    assert ("compounding", "annual") in figures["reoffer_yield_pct"].inputs
    assert any("Actual/Actual" in line for line in figures["reoffer_yield_pct"].assumptions)


def test_semiannual_payer_needs_no_restating() -> None:
    figures = compute(SEED)

    assert figures["reoffer_yield_semiannual_pct"] == figures["reoffer_yield_pct"]


def test_notes_priced_to_yield_eight_per_cent_do() -> None:
    """97.981 for 7 1/4 % with a long first coupon: only the right stub gives a round yield."""
    assert shown(NOTES_2001_LONG, "reoffer_yield_pct", 4) == "8.0000"


@pytest.mark.parametrize(
    ("inputs", "flows"),
    [
        (SEED, half_years(date(2004, 8, 9), date(2009, 2, 9), 1.8125)),
        (
            SHORT_FIRST,
            [
                (date(2004, 8, 9), 3.625 * 172 / 360),
                *half_years(date(2005, 2, 9), date(2009, 2, 9), 1.8125),
            ],
        ),
        (
            LONG_FIRST,
            [
                (date(2005, 2, 9), 3.625),
                *half_years(date(2005, 8, 9), date(2009, 2, 9), 1.8125),
            ],
        ),
        (REOPENING, half_years(date(2004, 8, 9), date(2009, 2, 9), 1.8125)),
        (NOTES_2003, half_years(date(2003, 11, 7), date(2015, 5, 7), 2.4375)),
        (
            NOTES_2002,
            [
                (date(2003, 2, 27), 5.625 * 181 / 360),
                *half_years(date(2003, 8, 27), date(2012, 8, 27), 2.8125),
            ],
        ),
        (
            REOPENED_2001,
            [
                (date(2001, 6, 1), 6.75 * 175 / 360),
                *half_years(date(2001, 12, 1), date(2005, 12, 1), 3.375),
            ],
        ),
        (
            YEN_2007,
            [
                *half_years(date(2007, 12, 26), date(2026, 12, 26), 1.4)[:-1],
                (date(2027, 6, 25), 2.8 * 179 / 360 + 100),
            ],
        ),
    ],
    ids=["seed", "short", "long", "reopening", "2003", "2002", "2001", "yen-2007"],
)
def test_bisection_of_the_equation_finds_the_same_yields(
    inputs: SecurityInputs, flows: list[tuple[date, float]]
) -> None:
    assert inputs.closing_date is not None
    figures = compute(inputs)
    start = inputs.accrued_from or inputs.closing_date
    accrued = float(inputs.rate_pct or 0) * days_30_360(start, inputs.closing_date) / 360

    for column, price in (
        ("reoffer_yield_pct", inputs.price_to_public_pct),
        ("all_in_cost_pct", inputs.purchase_price_pct),
    ):
        assert price is not None
        expected = independent_yield(flows, start, inputs.closing_date, float(price) + accrued)
        assert float(figures[column].decimal) == pytest.approx(expected, abs=1e-9)


def test_bisection_of_whole_years_finds_the_euro_yield() -> None:
    def price(rate: float) -> float:
        coupons: float = sum(4.625 / (1 + rate) ** year for year in range(1, 6))
        return coupons + 100 / (1 + rate) ** 5

    expected = bisected(price, 99.945) * 100
    assert float(compute(EUR_ANNUAL)["reoffer_yield_pct"].decimal) == pytest.approx(
        expected, abs=1e-9
    )


schedules = st.sampled_from(
    [
        ((2, 9), (8, 9)),
        ((4, 30), (10, 31)),
        ((1, 31), (7, 31)),
        ((2, 28), (8, 31)),
        ((11, 12),),
        ((3, 15), (6, 15), (9, 15), (12, 15)),
    ]
)
rates = st.decimals("0.125", "15", places=3)


@st.composite
def regular_bonds(draw: st.DrawFn) -> SecurityInputs:
    """Fixed-rate securities that settle on a payment day."""
    days = draw(schedules)
    year = draw(st.integers(1996, 2040))
    month, day = days[0]
    return SecurityInputs(
        interest_type="fixed",
        currency=draw(st.sampled_from(["USD", "EUR", "JPY"])),
        principal_amount=Decimal(draw(st.integers(1, 10**6)) * 1000),
        price_to_public_pct=draw(st.decimals("70", "130", places=3)),
        rate_pct=draw(rates),
        payments_per_year=len(days),
        payment_days=days,
        maturity_date=date(year + draw(st.integers(1, 40)), month, day),
        closing_date=date(year, month, day),
    )


@given(regular_bonds())
@settings(deadline=None)
def test_at_par_on_a_payment_day_the_yield_is_the_coupon(bond: SecurityInputs) -> None:
    at_par = compute(replace(bond, price_to_public_pct=Decimal(100)))

    assert at_par["reoffer_yield_pct"].decimal == pytest.approx(bond.rate_pct, abs=Decimal("1e-9"))
    assert at_par["accrued_interest_pct"].value == 0


@given(regular_bonds())
@settings(deadline=None)
def test_price_below_par_means_a_yield_above_the_coupon(bond: SecurityInputs) -> None:
    price, rate = bond.price_to_public_pct, bond.rate_pct
    assert price is not None
    assert rate is not None
    difference = compute(bond)["reoffer_yield_pct"].decimal - rate

    if price != 100:
        assert (difference > 0) is (price < 100)


@given(regular_bonds(), st.decimals("0.001", "5", places=3))
@settings(deadline=None)
def test_the_yield_falls_when_the_price_rises(bond: SecurityInputs, rise: Decimal) -> None:
    assert bond.price_to_public_pct is not None
    dearer = replace(bond, price_to_public_pct=bond.price_to_public_pct + rise)

    lower, higher = (compute(b)["reoffer_yield_pct"].decimal for b in (dearer, bond))
    assert lower < higher
    assert compute(bond)["dv01_pct"].decimal > 0


@given(
    regular_bonds().filter(lambda bond: bond.payment_days == ((2, 9), (8, 9))),
    st.integers(1, 180),
)
@settings(deadline=None)
def test_between_payment_days_bisection_agrees(bond: SecurityInputs, later: int) -> None:
    """A reopening on any day of the first half-year, against the independent equation."""
    start, last = bond.closing_date, bond.maturity_date
    assert start is not None
    assert last is not None
    closing = date.fromordinal(start.toordinal() + later)
    first = start.replace(month=8)
    reopened = replace(
        bond,
        closing_date=closing,
        accrued_from=start,
        is_reopening=True,
        first_payment=first,
        day_count="30_360",
    )
    rate, price = float(bond.rate_pct or 0), float(bond.price_to_public_pct or 0)

    flows = half_years(first, last, rate / 2)
    dirty = price + rate * days_30_360(start, closing) / 360
    expected = independent_yield(flows, start, closing, dirty)
    assert float(compute(reopened)["reoffer_yield_pct"].decimal) == pytest.approx(
        expected, abs=1e-8
    )


def test_yen_schedule_of_month_ends_is_whole() -> None:
    figures = compute(YEN_2005)

    assert figures["stub"].value == "none"
    flows = half_years(date(2006, 4, 30), date(2025, 10, 30), 1.2)
    expected = independent_yield(flows, date(2005, 10, 30), date(2005, 10, 30), 99.773)
    assert float(figures["reoffer_yield_pct"].decimal) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("interest_type", "words"),
    [
        ("floating", "the rate floats"),
        ("fixed_to_floating", "floats after the fixed period"),
        ("fixed_reset", "set anew"),
        ("index_linked", "index or a formula"),
        ("fixed_cash", "option premium"),
        ("dividend", "shares"),
        ("step_up", "step_up"),
    ],
)
def test_securities_without_known_coupons_have_no_yield(interest_type: str, words: str) -> None:
    figures = compute(replace(SEED, interest_type=interest_type))

    for column in ("reoffer_yield_pct", "all_in_cost_pct", "accrued_interest_pct", "dv01_pct"):
        assert figures[column].value is None
        assert words in figures[column].reason
    assert figures["gross_spread_pct"].value == Decimal("0.325")


def test_fixed_coupons_on_a_linked_principal_give_no_yield() -> None:
    figures = compute(replace(SEED, principal_linked=True))

    assert "what is repaid depends on" in figures["all_in_cost_pct"].reason
    assert figures["coupon_count"].value == 10
    assert "what is repaid depends on" in compute(LINKED_UNITS)["reoffer_yield_pct"].reason


def test_discounted_security_without_interest_has_a_yield() -> None:
    zero = replace(SEED, interest_type="zero", price_to_public_pct=Decimal(80))

    expected = ((100 / 80) ** (1 / 10) - 1) * 200
    assert float(compute(zero)["reoffer_yield_pct"].decimal) == pytest.approx(expected, abs=1e-9)
    assert any("repaid" in line for line in compute(zero)["reoffer_yield_pct"].assumptions)


@pytest.mark.parametrize("price", ["100", "101.5"])
def test_security_without_interest_sold_at_par_has_no_yield(price: str) -> None:
    """Notes that repay by an index are sold so; a yield of zero would be false."""
    figures = compute(replace(SEED, interest_type="zero", price_to_public_pct=Decimal(price)))

    assert "at par or above" in figures["reoffer_yield_pct"].reason
    assert "at par or above" in figures["all_in_cost_pct"].reason


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("closing_date", "closing date: not seen"),
        ("maturity_date", "maturity date: not seen"),
        ("rate_pct", "interest rate: not seen"),
        ("interest_type", "interest type: not seen"),
        ("price_to_public_pct", "price to public: not seen"),
    ],
)
def test_a_missing_input_is_named(field: str, reason: str) -> None:
    inputs = replace(SEED, **{field: None}, reasons={field: "not_seen"})

    assert compute(inputs)["reoffer_yield_pct"].reason == reason


def test_reopening_without_the_start_of_interest_has_no_yield() -> None:
    figures = compute(replace(REOPENING, accrued_from=None))

    assert figures["reoffer_yield_pct"].reason.startswith("date from which interest accrues")


def test_price_no_yield_can_reach_is_blank() -> None:
    figures = compute(replace(SEED, price_to_public_pct=Decimal(0)))

    assert figures["reoffer_yield_pct"].reason == "the price is not above zero"


def test_yield_does_not_need_the_principal_amount() -> None:
    assert shown(replace(SEED, principal_amount=None), "reoffer_yield_pct") == "3.677988"


def test_an_assumed_day_count_is_said_with_its_weight() -> None:
    whole = compute(SEED)["reoffer_yield_pct"].assumptions
    odd = compute(SHORT_FIRST)["reoffer_yield_pct"].assumptions
    stated = compute(replace(SHORT_FIRST, day_count="30_360"))["reoffer_yield_pct"]

    assert any("30/360 is assumed" in line and "no difference" in line for line in whole)
    assert any("30/360 is assumed" in line and "no difference" not in line for line in odd)
    assert not any("day count" in line for line in stated.assumptions)


def test_long_first_period_counted_in_two_ways_gives_no_yield() -> None:
    """Actual/Actual on month ends, where QuantLib counts inner periods back by months."""
    inputs = replace(
        YEN_2005,
        day_count="act_act_icma",
        closing_date=date(2006, 1, 16),
        accrued_from=date(2006, 1, 16),
        first_payment=date(2006, 10, 31),
    )

    assert "counted in two ways" in compute(inputs)["reoffer_yield_pct"].reason

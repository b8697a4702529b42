"""Interest periods and cash flows, from the dates as papers print them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.economics import SecurityInputs, cash_flows, compute
from tests.economics_samples import (
    EUR_ANNUAL,
    LINKED_UNITS,
    LONG_FIRST,
    NOTES_2002,
    NOTES_2003,
    REOPENED_2001,
    REOPENING,
    SEED,
    YEN_2005,
    YEN_2007,
)


def test_seed_pays_ten_equal_coupons_and_the_principal() -> None:
    *coupons, redemption = cash_flows(SEED).payments

    assert {coupon.amount for coupon in coupons} == {Decimal(18_125_000)}
    assert [coupon.payment_no for coupon in coupons] == list(range(1, 11))
    assert all(coupon.is_regular and coupon.accrual_days == 180 for coupon in coupons)
    assert {coupon.amount_per_1000 for coupon in coupons} == {Decimal("18.125")}
    assert (redemption.kind, redemption.payment_no) == ("redemption", 11)
    assert redemption.amount == Decimal(1_000_000_000)
    assert redemption.scheduled_date == date(2009, 2, 9)


def test_seed_coupons_due_on_saturdays_are_paid_on_mondays() -> None:
    moved = [flow for flow in cash_flows(SEED).payments if not flow.is_business_day]

    assert [(flow.scheduled_date, flow.weekday, flow.payment_date) for flow in moved] == [
        (date(2008, 2, 9), "Saturday", date(2008, 2, 11)),
        (date(2008, 8, 9), "Saturday", date(2008, 8, 11)),
    ]


def test_the_assumed_convention_and_calendar_are_said() -> None:
    assumed = cash_flows(SEED).assumptions
    stated = cash_flows(replace(SEED, business_day_convention="following")).assumptions

    assert any("next business day" in line and "does not state" in line for line in assumed)
    assert any("US government bond (SIFMA)" in line for line in assumed)
    assert not any("does not state a convention" in line for line in stated)


@pytest.mark.parametrize(
    ("convention", "expected"),
    [
        ("following", date(2008, 2, 11)),
        ("modified_following", date(2008, 2, 11)),
        ("preceding", date(2008, 2, 8)),
        ("unadjusted", date(2008, 2, 9)),
    ],
)
def test_a_stated_convention_moves_payments(convention: str, expected: date) -> None:
    flows = cash_flows(replace(SEED, business_day_convention=convention)).payments

    assert flows[7].payment_date == expected
    assert flows[7].amount == Decimal(18_125_000)


def test_first_date_printed_off_the_schedule_is_a_moved_payment() -> None:
    """30 April 2006 is a Sunday; the paper prints 1 May."""
    flows = cash_flows(YEN_2005)
    first = flows.payments[0]

    assert compute(YEN_2005)["stub"].value == "none"
    assert (first.scheduled_date, first.payment_date) == (date(2006, 4, 30), date(2006, 5, 1))
    assert {f.amount for f in flows.payments if f.kind == "coupon"} == {Decimal(600_000_000)}
    assert len(flows.payments) == 41
    assert any("1 May 2006" in line and "30 April 2006" in line for line in flows.assumptions)


def test_first_date_printed_before_the_schedule_shows_the_convention() -> None:
    """Moved back within the month: later month-ends on a weekend move back too."""
    flows = cash_flows(replace(YEN_2005, first_payment=date(2006, 4, 28)))

    assert flows.payments[0].payment_date == date(2006, 4, 28)
    sunday = next(f for f in flows.payments if f.scheduled_date == date(2010, 10, 31))
    assert sunday.payment_date == date(2010, 10, 29)
    assert any("was moved back" in line for line in flows.assumptions)


def test_maturity_a_day_before_the_payment_day_shortens_the_last_coupon() -> None:
    figures, flows = compute(YEN_2007), cash_flows(YEN_2007)
    *_, before, last, redemption = flows.payments

    assert figures["stub"].value == "short_last"
    assert figures["coupon_amount"].value == Decimal(700_000_000)
    assert before.amount == Decimal(700_000_000)
    assert (last.accrual_days, last.amount) == (179, Decimal(696_111_111))
    assert last.scheduled_date == redemption.scheduled_date == date(2027, 6, 25)
    assert any("not one of the payment days" in line for line in flows.assumptions)


def test_closing_a_day_before_the_payment_day_lengthens_the_first_coupon() -> None:
    first = cash_flows(NOTES_2002).payments[0]

    assert compute(NOTES_2002)["stub"].value == "long_first"
    assert first.accrual_start == date(2002, 8, 26)
    assert first.accrual_days == 181
    assert first.amount == Decimal("28281250.00")


def test_plain_schedule_of_twelve_years() -> None:
    flows = cash_flows(NOTES_2003).payments

    assert compute(NOTES_2003)["stub"].value == "none"
    assert len(flows) == 25
    assert {f.amount for f in flows[:-1]} == {Decimal("18281250.00")}


def test_annual_payer() -> None:
    flows = cash_flows(EUR_ANNUAL).payments

    assert [f.scheduled_date.year for f in flows] == [2003, 2004, 2005, 2006, 2007, 2007]
    assert {f.amount for f in flows[:-1]} == {Decimal("46250000.00")}


def test_reopening_pays_the_coupons_after_its_closing() -> None:
    assert cash_flows(REOPENED_2001).payments[0].accrual_start == date(2000, 12, 6)
    later = replace(REOPENING, closing_date=date(2005, 5, 20))

    assert cash_flows(REOPENING).payments[0].amount == Decimal("18125000.00")
    assert cash_flows(later).payments[0].scheduled_date == date(2005, 8, 9)
    assert compute(later)["accrued_interest_pct"].decimal == pytest.approx(
        Decimal("3.625") * 101 / 360, abs=Decimal("1e-12")
    )


def test_first_payment_that_is_not_known_is_assumed_where_it_cannot_matter() -> None:
    on_the_day = compute(replace(SEED, first_payment=None))
    between = compute(replace(SEED, first_payment=None, accrued_from=date(2004, 2, 17)))

    assert on_the_day["stub"].value == "none"
    assert any("first payment is assumed" in line for line in on_the_day["stub"].assumptions)
    assert "may be short or long" in between["reoffer_yield_pct"].reason


def test_payment_days_that_are_not_known_follow_maturity() -> None:
    figures = compute(replace(SEED, payment_days=()))
    nothing = compute(replace(SEED, payment_days=(), payments_per_year=None))

    assert figures["coupon_count"].value == 10
    assert any("assumed from the maturity date" in line for line in figures["stub"].assumptions)
    assert nothing["coupon_count"].reason == "interest payment dates: not known"


def test_dates_listed_one_by_one_make_the_same_schedule() -> None:
    listed = tuple(date(year, month, 29) for year in (2003, 2004) for month in (7, 10))
    listed += tuple(date(year, month, 29) for year in (2004, 2005) for month in (1, 4))
    inputs = SecurityInputs(
        interest_type="fixed",
        currency="USD",
        principal_amount=Decimal(15_000_000),
        rate_pct=Decimal(2),
        payment_dates=tuple(sorted(listed)),
        maturity_date=date(2005, 4, 29),
        closing_date=date(2003, 4, 29),
        principal_linked=True,
    )
    flows = cash_flows(inputs)

    assert [f.scheduled_date for f in flows.payments] == sorted(listed)
    assert {f.amount for f in flows.payments} == {Decimal("75000.00")}
    assert any("is not listed" in line for line in flows.assumptions)
    gap = replace(inputs, payment_dates=tuple(sorted(listed))[1:])
    assert "equal interest periods" in cash_flows(replace(gap, first_payment=listed[0])).reason


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"first_payment": date(2004, 6, 1)}, "not near one"),
        ({"first_payment": date(2004, 2, 9)}, "follow the start of interest"),
        ({"first_payment": date(2012, 2, 9)}, "is after the maturity date"),
        ({"payment_days": ((2, 9),)}, "do not make 2 payments"),
        ({"payment_days": ((2, 9), (7, 9))}, "equal periods"),
        ({"payment_days": ((2, 9), (8, 15))}, "equal periods"),
        ({"payment_days": ((2, 9), (13, 9))}, "not a day of the year"),
        ({"payments_per_year": 3, "payment_days": ()}, "3 payments a year"),
        ({"maturity_date": date(2004, 2, 9)}, "is not after the start of interest"),
        ({"maturity_date": date(9999, 2, 9)}, "are not counted"),
        ({"closing_date": date(2009, 2, 9)}, "is not after the closing date"),
        ({"closing_date": date(2004, 1, 30)}, "lies before the agreement date"),
        ({"day_count": "act_364"}, "act_364"),
        ({"business_day_convention": "nearest"}, "nearest"),
        ({"currency": "ZZZ"}, "ZZZ"),
        ({"principal_amount": Decimal(0)}, "not above zero"),
        ({"interest_type": "floating"}, "the rate floats"),
    ],
)
def test_terms_that_make_no_schedule_give_no_payments(
    change: dict[str, object], words: str
) -> None:
    flows = cash_flows(replace(SEED, **change))  # type: ignore[arg-type]

    assert flows.payments == ()
    assert words in flows.reason


def test_last_day_of_february_is_the_29th_where_maturity_says_so() -> None:
    ends = replace(
        SEED,
        payment_days=((2, 28), (8, 31)),
        first_payment=date(2004, 8, 31),
        maturity_date=date(2012, 2, 29),
        accrued_from=date(2004, 2, 29),
        closing_date=date(2004, 2, 29),
        agreement_date=None,
    )
    flows = cash_flows(ends)

    assert compute(ends)["stub"].value == "none"
    assert [f.scheduled_date for f in flows.payments[6:9]] == [
        date(2007, 8, 31),
        date(2008, 2, 29),
        date(2008, 8, 31),
    ]
    assert any("last day of February" in line for line in flows.assumptions)


def test_single_payment_at_maturity() -> None:
    inputs = replace(SEED, first_payment=date(2004, 6, 9), maturity_date=date(2004, 6, 9))
    coupon, redemption = cash_flows(inputs).payments

    assert compute(inputs)["stub"].value == "short_only"
    assert coupon.amount == Decimal("12083333.33")  # 120 days of 360
    assert redemption.payment_no == 2


def test_coupons_counted_by_actual_days_differ() -> None:
    inputs = replace(SEED, day_count="act_360")
    first, second, *_ = cash_flows(inputs).payments

    assert (first.accrual_days, second.accrual_days) == (182, 184)
    assert first.amount == Decimal("18326388.89")
    assert "differ with the days" in compute(inputs)["coupon_amount"].reason


def test_security_without_interest_has_its_redemption_only() -> None:
    flows = cash_flows(replace(SEED, interest_type="zero")).payments

    assert [(f.payment_no, f.kind, f.amount) for f in flows] == [
        (1, "redemption", Decimal(1_000_000_000))
    ]
    linked = replace(LINKED_UNITS, interest_type="zero")
    assert cash_flows(linked).payments == ()


def test_payment_dates_before_the_calendar_begins_are_blank() -> None:
    notes = replace(
        SEED,
        payment_days=((1, 15), (7, 15)),
        first_payment=date(1995, 1, 15),
        accrued_from=date(1994, 7, 15),
        closing_date=None,
        agreement_date=None,
        maturity_date=date(1997, 7, 15),
    )
    flows = cash_flows(notes)

    assert flows.payments[0].payment_date is None
    assert flows.payments[0].is_business_day is None
    assert flows.payments[0].weekday == "Sunday"
    assert flows.payments[2].payment_date == date(1996, 1, 16)  # Monday: Dr King's day
    assert any("before 1996 are left blank" in line for line in flows.assumptions)


def test_long_first_coupon_replaces_the_payment_before_it() -> None:
    assert compute(LONG_FIRST)["coupon_count"].value == 9


@given(
    principal=st.integers(1, 10**9).map(lambda n: Decimal(n) * 800),
    rate=st.decimals("0", "20", places=3),
    years=st.integers(1, 40),
    days=st.sampled_from([((2, 9), (8, 9)), ((4, 30), (10, 31)), ((11, 12),)]),
)
@settings(deadline=None)
def test_whole_coupons_sum_to_the_rate_over_the_life(
    principal: Decimal, rate: Decimal, years: int, days: tuple[tuple[int, int], ...]
) -> None:
    month, day = days[0]
    inputs = SecurityInputs(
        interest_type="fixed",
        currency="KWD",  # three decimals: principal, rate and halves come out exactly
        principal_amount=principal,
        rate_pct=rate,
        payments_per_year=len(days),
        payment_days=days,
        maturity_date=date(2000 + years, month, day),
        closing_date=date(2000, month, day),
    )
    *coupons, redemption = cash_flows(inputs).payments

    assert sum(coupon.amount for coupon in coupons) == principal * rate / 100 * years
    assert redemption.amount == principal
    assert len(coupons) == years * len(days)
    assert all(a.scheduled_date < b.scheduled_date for a, b in pairwise(coupons))
    assert all(a.accrual_end == b.accrual_start for a, b in pairwise(coupons))


@given(
    start=st.dates(date(2004, 2, 10), date(2004, 8, 8)),
    skipped=st.booleans(),
    day_count=st.sampled_from(["30_360", "30e_360", "act_act_icma"]),
)
@settings(deadline=None)
def test_an_odd_first_period_is_short_or_long_as_the_first_payment_says(
    start: date, skipped: bool, day_count: str
) -> None:
    inputs = replace(
        SEED,
        accrued_from=start,
        closing_date=start,
        agreement_date=None,
        day_count=day_count,
        first_payment=date(2005, 2, 9) if skipped else date(2004, 8, 9),
    )
    first, second, *_ = cash_flows(inputs).payments

    assert compute(inputs)["stub"].value == ("long_first" if skipped else "short_first")
    assert (first.amount > second.amount) is skipped
    assert second.amount == Decimal(18_125_000)
    assert compute(inputs)["reoffer_yield_pct"].value is not None

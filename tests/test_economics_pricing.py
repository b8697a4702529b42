"""Prices to money, and the concentration of allocations."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.economics import NoValueError, SecurityInputs, compute, shares_pct
from tests.economics_samples import LINKED_UNITS, SEED, SHARES_1997, YEN_2007

prices = st.decimals("0.001", "200", places=3)
principals = st.integers(1, 10**12).map(Decimal)


def test_seed_prices_give_the_spread_and_the_proceeds() -> None:
    figures = compute(SEED)

    assert str(figures["gross_spread_pct"].value) == "0.325"
    assert figures["gross_proceeds_amount"].value == Decimal(997_600_000)
    assert figures["gross_spread_amount"].value == Decimal(3_250_000)
    assert figures["net_proceeds_amount"].value == Decimal(994_350_000)
    assert str(figures["issue_discount_pct"].value) == "0.240"


def test_amounts_carry_the_decimals_of_their_currency() -> None:
    dollars, yen = compute(SEED), compute(YEN_2007)

    assert str(dollars["net_proceeds_amount"].value) == "994350000.00"
    assert str(yen["net_proceeds_amount"].value) == "49719000000"


@pytest.mark.parametrize(
    ("currency", "expected"),
    [("JPY", "50"), ("USD", "49.50"), ("KWD", "49.500")],
)
def test_half_a_minor_unit_is_rounded_up(currency: str, expected: str) -> None:
    inputs = replace(
        SEED,
        currency=currency,
        principal_amount=Decimal("49.5"),
        price_to_public_pct=Decimal(100),
    )

    assert str(compute(inputs)["gross_proceeds_amount"].value) == expected


def test_an_amount_of_half_a_cent_is_rounded_up_to_the_cent() -> None:
    inputs = replace(SEED, principal_amount=Decimal("0.10"), price_to_public_pct=Decimal(5))

    assert compute(inputs)["gross_proceeds_amount"].value == Decimal("0.01")


def test_unknown_currency_blanks_amounts_and_leaves_percentages() -> None:
    figures = compute(replace(SEED, currency="ZZZ"))

    assert "currency ZZZ" in figures["net_proceeds_amount"].reason
    assert figures["gross_spread_pct"].value == Decimal("0.325")


def test_missing_price_is_named_with_why_it_is_missing() -> None:
    reasons = {"price_to_public_pct": "stated_elsewhere: prospectus supplement"}
    figures = compute(replace(SEED, price_to_public_pct=None, reasons=reasons))

    expected = "price to public: stated elsewhere: prospectus supplement"
    for column in ("gross_spread_pct", "gross_proceeds_amount", "reoffer_yield_pct"):
        assert figures[column].reason == expected
    assert figures["all_in_cost_pct"].value is not None


def test_stated_purchase_amount_is_the_net_proceeds() -> None:
    figures = compute(LINKED_UNITS)

    assert figures["net_proceeds_amount"].value == Decimal(376_446_500)
    assert ("purchase amount", "USD 376,446,500") in figures["net_proceeds_amount"].inputs
    assert figures["gross_spread_amount"].reason == "price to public: not known"


def test_purchase_amount_and_public_price_give_the_spread_in_per_cent() -> None:
    figures = compute(replace(LINKED_UNITS, price_to_public_pct=Decimal(100)))

    assert figures["gross_spread_pct"].value == Decimal("3.5")
    assert figures["gross_spread_amount"].value == Decimal(13_653_500)


def test_purchase_amount_that_contradicts_the_price_is_said() -> None:
    agreeing = replace(SEED, purchase_amount=Decimal(994_350_000))
    contradicting = replace(SEED, purchase_amount=Decimal(990_000_000))

    assert compute(agreeing)["net_proceeds_amount"].assumptions == ()
    net = compute(contradicting)["net_proceeds_amount"]
    assert net.value == Decimal(994_350_000)
    assert "990,000,000" in net.assumptions[0]


def test_shares_have_proceeds_by_the_unit_and_no_percentage() -> None:
    figures = compute(replace(SHARES_1997, price_to_public_per_unit=Decimal("50.00")))

    assert figures["net_proceeds_amount"].value == Decimal(392_000_000)
    assert figures["gross_spread_amount"].value == Decimal(8_000_000)
    assert "principal amount: not known" in figures["gross_spread_pct"].reason


def test_price_per_unit_with_a_principal_is_a_per_cent_of_it() -> None:
    inputs = SecurityInputs(
        currency="USD",
        principal_amount=Decimal(62_000_000),
        units=6_200_000,
        price_to_public_per_unit=Decimal("10.00"),
        purchase_price_pct=Decimal("96.5"),
    )

    assert compute(inputs)["gross_spread_pct"].value == Decimal("3.5")


def test_price_per_unit_without_the_number_of_units_names_the_units() -> None:
    inputs = replace(SHARES_1997, units=None)

    assert compute(inputs)["net_proceeds_amount"].reason == "number of units: not known"


@given(
    principal=principals,
    public=prices,
    purchase=prices,
    currency=st.sampled_from(["JPY", "USD", "KWD"]),
)
def test_gross_proceeds_are_net_proceeds_and_spread(
    principal: Decimal, public: Decimal, purchase: Decimal, currency: str
) -> None:
    figures = compute(
        SecurityInputs(
            currency=currency,
            principal_amount=principal,
            price_to_public_pct=public,
            purchase_price_pct=purchase,
        )
    )

    gross, net = figures["gross_proceeds_amount"], figures["net_proceeds_amount"]
    assert gross.decimal == net.decimal + figures["gross_spread_amount"].decimal
    exact = principal * public / 100
    assert abs(gross.decimal - exact) <= Decimal("0.5").scaleb(
        -{"JPY": 0, "USD": 2, "KWD": 3}[currency]
    )


def test_seed_allocations_are_concentrated() -> None:
    figures = compute(SEED)
    assert SEED.allocations is not None
    shares = shares_pct(SEED.allocations)

    assert [str(share) for share in shares] == ["84", *["2.5"] * 4, *["1"] * 6]
    assert str(figures["hhi"].value) == "7087"
    assert str(figures["largest_share_pct"].value) == "84"


def test_unknown_allocations_blank_the_concentration() -> None:
    figures = compute(replace(SEED, allocations=None, reasons={"allocations": "not_seen"}))

    assert figures["hhi"].reason == "allocations: not seen"


@pytest.mark.parametrize("amounts", [[], [Decimal(0)], [Decimal(5), Decimal(-1)]])
def test_allocations_that_share_nothing_have_no_shares(amounts: list[Decimal]) -> None:
    with pytest.raises(NoValueError):
        shares_pct(amounts)


@given(st.lists(st.integers(1, 10**10).map(Decimal), min_size=1, max_size=40))
def test_shares_sum_to_a_hundred_and_bound_the_index(amounts: list[Decimal]) -> None:
    shares = shares_pct(amounts)
    figures = compute(SecurityInputs(allocations=tuple(amounts)))

    tolerance = Decimal("1e-12") * len(amounts)
    assert abs(sum(shares) - 100) <= tolerance
    assert figures["largest_share_pct"].value == max(shares)
    lowest = Decimal(10_000) / len(amounts)
    assert lowest - Decimal("1e-6") <= figures["hhi"].decimal <= 10_000

"""The hard cases among the archive's papers: each record holds what its paper prints."""

import datetime as dt
from collections import Counter
from decimal import Decimal
from typing import TypeVar

import pytest

from pipeline.paths import ROOT
from pipeline.records.amendment import Incorporation
from pipeline.records.archive import Archive
from pipeline.records.base import Blank, OrBlank, Stated
from pipeline.records.deal import Deal
from pipeline.records.interest import Interest, InterestPeriod, PaymentDates, RecordDates
from pipeline.records.reader import read_archive
from pipeline.records.security import Redemption, Security
from pipeline.records.terms import Annex, Registration, Underwriters

T = TypeVar("T")
DAY = dt.date.fromisoformat


@pytest.fixture(scope="module")
def archive() -> Archive:
    return read_archive(ROOT / "data")


@pytest.fixture(scope="module")
def deals(archive: Archive) -> dict[str, Deal]:
    return {deal_id: record.deal for deal_id, record in archive.deals.items()}


def known(group: OrBlank[T] | None) -> T:
    """Return a group that must not be blank."""
    assert group is not None
    assert not isinstance(group, Blank)
    return group


def interest(security: Security) -> Interest:
    return known(security.interest)


def period(security: Security, number: int = 0) -> InterestPeriod:
    return interest(security).periods[number]


def payments(security: Security, number: int = 0) -> PaymentDates:
    return known(period(security, number).payments)


def value(stated: Stated[T] | None) -> T:
    """Return a value that must be stated."""
    assert stated is not None
    assert stated.value is not None, stated
    return stated.value


def names(deal: Deal) -> list[str | None]:
    underwriters: Underwriters = known(deal.underwriters)
    return [named.name.value for named in underwriters.names]


def is_blank(stated: Stated[T] | Blank | None, reason: str) -> bool:
    return stated is not None and stated.blank == reason


def test_units_contradict_themselves(deals: dict[str, Deal]) -> None:
    units = deals["citigroup-global-markets-holdings-2003-11-21"].securities[0].units
    assert units is not None
    assert (value(units.count), value(units.in_purchase_clause)) == (3_750_000, 3_570_000)


@pytest.mark.parametrize(
    ("deal_id", "amount"),
    [
        ("citigroup-global-markets-holdings-2004-09-28", 376_446_500),
        ("citigroup-global-markets-holdings-2004-07-23", 299_150_000),
        ("citigroup-global-markets-holdings-2005-02-24", 59_830_000),
        ("citigroup-funding-2005-06-24", 12_255_500),
    ],
)
def test_a_price_called_principal_is_a_purchase_amount(
    deals: dict[str, Deal], deal_id: str, amount: int
) -> None:
    security = deals[deal_id].securities[0]
    assert value(security.purchase_amount) == amount
    assert value(security.purchase_amount_label) == "principal amount"
    price = value(security.principal_amount) * value(security.purchase_price_pct) / 100
    assert price == amount


def test_a_principal_amount_of_ten_dollars_is_that_of_a_unit(deals: dict[str, Deal]) -> None:
    security = deals["citigroup-global-markets-holdings-2005-05-24"].securities[0]
    assert security.units is not None
    assert value(security.units.amount_per_unit) == 10
    assert value(security.principal_amount) == 38_000_000


@pytest.mark.parametrize(
    ("deal_id", "closing"),
    [
        ("citigroup-global-markets-holdings-2005-03-24", "2004-03-26"),
        ("citigroup-global-markets-holdings-2005-01-31", "2005-01-31"),
    ],
)
def test_a_misprinted_closing_is_kept_as_printed(
    deals: dict[str, Deal], deal_id: str, closing: str
) -> None:
    stated = deals[deal_id].closing.date
    assert value(stated) == DAY(closing)
    assert stated.misprint


def test_a_reopening_of_notes_not_yet_issued(deals: dict[str, Deal]) -> None:
    first, second = deals["citigroup-2004-03-19"], deals["citigroup-2004-03-24"]
    reopening = second.securities[0].reopening
    assert reopening is not None
    assert reopening.not_yet_issued
    assert reopening.of_deal == "citigroup-2004-03-19"
    assert value(reopening.of_agreement_date) == value(first.agreement_date)
    assert value(first.closing.date) == value(second.closing.date) == DAY("2004-03-29")
    for deal in (first, second):
        floating = period(deal.securities[0])
        assert value(floating.reference_rate) == "Three-month LIBOR"
        assert is_blank(floating.spread_pct, "not_stated")


def test_a_reopening_spells_the_title_differently(deals: dict[str, Deal]) -> None:
    reopening = deals["citigroup-2001-01-08"].securities[0].reopening
    assert reopening is not None
    assert reopening.of_deal == "citigroup-2000-11-30"
    assert value(deals[reopening.of_deal].securities[0].title) == "6.750% Notes due 2005"
    assert value(reopening.of) == "outstanding 6.75% Notes due 2005"


def test_several_reopenings_of_one_series(deals: dict[str, Deal]) -> None:
    reopening = deals["citigroup-2005-09-07"].securities[0].reopening
    assert reopening is not None
    assert [value(date) for date in reopening.original_issue_dates] == [
        DAY("2005-05-18"),
        DAY("2005-06-17"),
    ]


def test_three_yen_series_in_one_agreement(deals: dict[str, Deal]) -> None:
    deal = deals["citigroup-2007-06-15"]
    assert deal.offer is not None
    amounts = [value(security.principal_amount) for security in deal.securities]
    assert amounts == [50_000_000_000, 55_000_000_000, 40_000_000_000]
    assert sum(amounts) == value(deal.offer.aggregate_principal_amount)
    assert [str(value(s.purchase_price_pct)) for s in deal.securities] == [
        "99.438",
        "99.026",
        "99.152",
    ]
    first = deal.securities[0]
    assert value(first.maturity_date) == DAY("2027-06-25")
    assert value(payments(first).days) == ("06-26", "12-26")


def test_two_periods_in_canadian_dollars(deals: dict[str, Deal]) -> None:
    deal = deals["citigroup-2005-09-29"]
    security = deal.securities[0]
    fixed, floating = interest(security).periods
    assert value(interest(security).type) == "fixed_to_floating"
    assert value(fixed.rate_pct) == Decimal("4.650")
    assert (value(fixed.to_date), fixed.to_inclusive) == (DAY("2017-10-11"), True)
    assert value(floating.reference_rate) == "Three-month CDOR"
    assert value(floating.spread_pct) == Decimal("1.40")
    assert value(payments(security, 1).first_payment_date) == DAY("2018-01-11")
    assert security.principal_amount.as_printed == "C$ 500,000,000"
    redemption: Redemption = known(security.redemption)
    assert value(redemption.dates[0]) == DAY("2017-10-11")


def test_yen_at_tokyo_time_in_new_york(deals: dict[str, Deal]) -> None:
    deal = deals["citigroup-2005-10-24"]
    registration: Registration = known(deal.registration)
    assert value(deal.closing.time) == dt.time(9)
    assert value(deal.closing.time_zone) == "Tokyo Time"
    assert value(registration.prospectus_supplement_date) < value(deal.agreement_date)
    security = deal.securities[0]
    assert value(payments(security).days) == ("04-30", "10-31")
    assert value(payments(security).first_payment_date) == DAY("2006-05-01")
    assert security.principal_amount.as_printed == "Y50,000,000,000"


def test_names_that_break_at_commas_are_whole(deals: dict[str, Deal]) -> None:
    assert names(deals["citigroup-2003-10-31"]) == [
        "Citigroup Global Markets Limited",
        "Barclays Bank PLC",
        "UBS Limited",
        "Fortis Bank nv-sa",
        "WestLB AG, Dusseldorf",
    ]
    assert "BB&T Capital Markets, a division of Scott & Stringfellow, Inc." in names(
        deals["citigroup-2004-04-28"]
    )
    assert len(names(deals["citigroup-2015-03-19"])) == 33


def test_masked_names_keep_their_places(deals: dict[str, Deal]) -> None:
    masked = [n for n, name in enumerate(names(deals["citigroup-2008-12-02"]), 1) if name is None]
    assert masked == [3, 5, 6, 8, 10, 16, 19]


def test_a_record_date_for_leap_years(deals: dict[str, Deal]) -> None:
    security = deals["citigroup-global-markets-holdings-2001-03-16"].securities[0]
    dates: RecordDates = known(security.record_dates)
    assert dates.days is not None
    assert value(dates.days) == ("02-28", "08-31")
    assert "02-29 for the payment of 2004-03-15" in (dates.days.note or "")


def test_a_relative_record_date(deals: dict[str, Deal]) -> None:
    dates: RecordDates = known(deals["citigroup-funding-2006-03-23"].securities[0].record_dates)
    assert (dates.kind, value(dates.business_days_before)) == ("relative", 5)


def test_a_schedule_of_redemption_prices(deals: dict[str, Deal]) -> None:
    redemption: Redemption = known(deals["unisys-1998-01-27"].securities[0].redemption)
    assert [(price.from_date, str(price.price_pct)) for price in redemption.prices] == [
        ("2003", "103.938"),
        ("2004", "102.625"),
        ("2005", "101.313"),
        ("2006", "100.000"),
    ]
    window = redemption.notice_window
    assert window is not None
    assert (value(window.min_days), value(window.max_days)) == (30, 60)


def test_a_put_of_the_holder(deals: dict[str, Deal]) -> None:
    redemption: Redemption = known(deals["citigroup-1995-05-b"].securities[0].redemption)
    assert value(redemption.kind) == "holder_put"
    assert [value(date) for date in redemption.put_dates] == [DAY("2005-06-01")]


def test_depositary_shares(deals: dict[str, Deal]) -> None:
    security = deals["citigroup-1997-06-11"].securities[0]
    assert security.shares is not None
    assert value(security.shares.count) == 8_000_000
    assert value(security.shares.fraction) == "1/5th"
    assert value(security.purchase_price_per_unit) == Decimal("49.00")
    assert is_blank(security.principal_amount, "not_applicable")


def test_a_price_by_the_unit_and_an_option_for_more(deals: dict[str, Deal]) -> None:
    security = deals["citigroup-global-markets-holdings-2004-01-21"].securities[0]
    assert value(security.price_to_public_per_unit) == Decimal("37.8357")
    assert value(security.purchase_price_per_unit) == Decimal("36.70068")
    assert security.over_allotment is not None
    assert value(security.over_allotment.units) == 2_962_500


def test_cash_coupons_add_up(deals: dict[str, Deal]) -> None:
    seen = 0
    for deal in deals.values():
        for security in deal.securities:
            if isinstance(security.interest, Blank):
                continue
            for part in security.interest.periods:
                if part.cash_total is None:
                    continue
                seen += 1
                assert sum(c.amount for c in part.cash_coupons) == value(part.cash_total)
                for coupon in part.cash_coupons:
                    if coupon.interest_part is not None and coupon.premium_part is not None:
                        assert coupon.interest_part + coupon.premium_part == coupon.amount
    assert seen == 8


def test_one_column_of_allocations_a_series(deals: dict[str, Deal]) -> None:
    annex: Annex = known(deals["beam-2013-06-03"].annex)
    totals = Counter[str]()
    for allocation in annex.allocations:
        totals[allocation.security] += int(value(allocation.principal_amount))
    assert totals == {"a": 210_000_000, "b": 210_000_000}
    assert len(annex.allocations) == 14
    assert annex.cut_off is not None


def test_a_whole_table_of_allocations_adds_up(deals: dict[str, Deal]) -> None:
    deal = deals["idaho-power-2005-08-23"]
    annex: Annex = known(deal.annex)
    assert sum(value(a.principal_amount) for a in annex.allocations) == value(
        deal.securities[0].principal_amount
    )
    assert is_blank(annex.cut_off, "not_applicable")


def test_two_spellings_in_one_document(deals: dict[str, Deal], archive: Archive) -> None:
    assert names(deals["unisys-2001-12-14"]) == ["Salomon Smith Barney, Inc."]
    firm = archive.underwriters["citigroup-global-markets"]
    assert {"Salomon Smith Barney, Inc.", "Salomon Smith Barney Inc."} <= set(firm.names)


def test_basic_provisions_dated_by_the_month(deals: dict[str, Deal]) -> None:
    incorporation: Incorporation = known(deals["unisys-2007-12-06"].incorporation)
    assert value(incorporation.date) == "2007-12"
    assert incorporation.base_document == "unisys-2007-12"


def test_terms_in_an_annex_that_was_not_seen(deals: dict[str, Deal]) -> None:
    for deal_id in ("citigroup-2023-05-22", "citigroup-2025-04-22", "citigroup-2025-05-27"):
        price = deals[deal_id].securities[0].price_to_public_pct
        assert (price.blank, price.document) == ("stated_elsewhere", "Annex B")


def test_deemed_references_in_one_item(deals: dict[str, Deal]) -> None:
    items = known(deals["idaho-power-2020-03"].amendments)
    assert [op.term for item in items for op in item.operations] == [
        "Registration Statement",
        "Base Prospectus",
        "Prospectus Supplement",
        "Bond Application",
    ]


def test_stated_proceeds_of_a_free_writing_prospectus(deals: dict[str, Deal]) -> None:
    deal = deals["citigroup-2008-02-27"]
    assert deal.dated_by == "pricing_date"
    assert value(deal.securities[0].net_proceeds_amount) == 2_461_175_000


def test_printed_decimals_are_kept(deals: dict[str, Deal]) -> None:
    prices = {
        "citigroup-1998-10-29": "99.9695",
        "citigroup-2002-10-16": "100.00",
        "citigroup-2006-01-26": "100",
        "citigroup-2006-02-23": "100.000",
        "citigroup-2011-02-09": "100.000",
    }
    for deal_id, price in prices.items():
        assert str(value(deals[deal_id].securities[0].price_to_public_pct)) == price

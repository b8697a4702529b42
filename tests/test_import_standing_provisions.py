"""Readings of papers that vary standing provisions, one by one: made-up words, what they are."""

from typing import Any

import pytest

from pipeline.exhibits.conventions import day_count_in
from pipeline.exhibits.draft import Draft
from pipeline.exhibits.incorporation import read_incorporation
from pipeline.exhibits.interest import is_mostly_nothing, read_rate, read_spread
from pipeline.exhibits.labels import kind_of
from pipeline.exhibits.laws import read_laws
from pipeline.exhibits.layout import blocks
from pipeline.exhibits.listing_lines import Printed, amounts_of
from pipeline.exhibits.opening import read_opening
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Row, Span, passage
from pipeline.exhibits.purchase import read_purchase
from pipeline.exhibits.sale import read_sale
from pipeline.exhibits.signature_blocks import signatures_of
from pipeline.exhibits.signatures import read_signatures
from pipeline.exhibits.sold import Sold
from pipeline.exhibits.title_rows import read_title
from pipeline.records.archive import Archive
from pipeline.records.exhibit import exhibit_of


def said(text: str) -> Span:
    return passage([(1, text)]).span()


def paper_of(text: str) -> Paper:
    return Paper(exhibit_of(text.encode(), "made-up.txt"), Archive({}, {}, {}, {}, {}))


def value(stated: Any) -> Any:
    """Return the value of a field; a blank as its reason in brackets, None of none."""
    if stated is None:
        return None
    return f"[{stated['blank']}]" if "blank" in stated else stated["value"]


@pytest.mark.parametrize(
    ("text", "spread"),
    [
        ("Plus 48 basis points", "0.48"),
        ("0.48%", "0.48"),
        ("LIBOR minus 0.10%", "-0.10"),
        ("minus 5 basis points", "-0.05"),
        ("not less than 0.10%", None),
        ("between 0.10% and 0.20%", None),
    ],
)
def test_a_spread_of_its_own_row_is_read_unless_it_is_a_limit(
    text: str, spread: str | None
) -> None:
    assert value(read_spread(said(text))) == spread


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("6% a year on a 30/360 basis", "30_360"),
        ("computed on the actual number of days over 360", "act_360"),
        ("first on 30/360, then Actual/360", "[unsure]"),
        ("6% a year", None),
    ],
)
def test_a_row_that_counts_days_in_two_ways_is_unsure(text: str, count: str | None) -> None:
    assert value(day_count_in(said(text))) == count


@pytest.mark.parametrize(
    ("line", "name", "amounts"),
    [
        ("Sample Bank plc      $5,000,000      --", "Sample Bank plc", ["5000000", "0"]),
        ("Sample Bank plc      --      5,000,000", "Sample Bank plc", ["0", "5000000"]),
        ("Sample Bank plc      10.00%      5,000,000", "Sample Bank plc", ["5000000"]),
        ("      100.00%      5,000,000", "", ["5000000"]),
        ("Sample Bank plc      nil", "Sample Bank plc", ["0"]),
        ("Sample Bank plc", "Sample Bank plc", []),
    ],
)
def test_a_cell_with_a_dash_is_no_amount_and_keeps_its_column(
    line: str, name: str, amounts: list[str]
) -> None:
    found, figures = amounts_of(Printed(1, line))

    assert (found, [one.value for one in figures]) == (name, amounts)


@pytest.mark.parametrize(
    ("price", "paid", "public", "spread"),
    [
        (
            "98% of their principal amount, being an issue price of 99% less a commission of 1%",
            "98",
            "99",
            "1",
        ),
        ("an issue price of 99% less a commission of 1%", "[unsure]", "99", "1"),
        ("a price of 98% of their principal amount", "98", None, None),
    ],
)
def test_the_price_to_the_public_is_not_what_the_underwriters_pay(
    price: str, paid: str, public: str | None, spread: str | None
) -> None:
    paper = paper_of(f"Dear Sirs:\n\nWe, the Managers, agree to purchase the Notes at {price}.\n")
    sold = [Sold()]

    read_purchase(paper, sold)

    tree = sold[0].tree
    assert value(tree.get("purchase_price_pct")) == paid
    assert value(tree.get("price_to_public_pct")) == public
    assert value(tree.get("gross_spread_pct")) == spread


def test_the_name_behind_a_title_is_no_part_of_it() -> None:
    one = Sold()
    row = said('6.85% Senior Notes due September 15, 2009 (the "Ten-Year Notes")')

    read_title(one, {"title": (passage([(1, "Designation:")]), row)})

    assert value(one.tree["title"]) == "6.85% Senior Notes due September 15, 2009"
    assert value(one.tree["defined_term"]) == "Ten-Year Notes"


def test_a_label_over_two_lines_is_one_label() -> None:
    text = "     Sum payable by the\n     Tellers:         98.960%\n"
    rows = [block for block in blocks(exhibit_of(text.encode(), "x.txt")) if isinstance(block, Row)]

    assert [row.label.text for row in rows] == ["Sum payable by the Tellers:"]


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("It is governed by the laws of New South Wales.", "the laws of New South Wales"),
        ("It is governed by the laws of England and Wales.", "the laws of England and Wales"),
        ("Massachusetts law governs this agreement.", "Massachusetts law"),
    ],
)
def test_the_governing_law_is_not_cut_short(text: str, law: str) -> None:
    draft = Draft()

    read_laws(paper_of(f"Dear Sirs:\n\n{text}\n"), draft)

    assert value(draft.get("governing_law")) == law


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Price payable by the Purchasers:", "purchase_price"),
        ("Gross Price", "price_to_public"),
        ("Holders of Record", "record_dates"),
        ("Moody's / S&P", "ratings"),
        ("Due", "maturity"),
        ("Annual rate:", "interest"),
        ("Final Payment Date:", ""),
    ],
)
def test_labels_of_other_houses_are_known(label: str, kind: str) -> None:
    assert kind_of(label) == kind


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("the higher of 3-month LIBOR and the Federal Funds Rate plus 1%", "[unsure]"),
        ("the Treasury Rate plus 2.15% or LIBOR plus 2.00%, if lower", "[unsure]"),
        ("Three-month LIBOR plus 1%, LIBOR being as on Telerate page 3750", "Three-month LIBOR"),
    ],
)
def test_two_reference_rates_are_a_question(text: str, reference: str) -> None:
    period = read_rate(said(text))

    assert period is not None
    assert value(period["reference_rate"]) == reference


@pytest.mark.parametrize(
    ("text", "is_mostly"),
    [("None, save 1% on the last day", True), ("None", False), ("6% a year", False)],
)
def test_a_row_that_says_none_but_for_a_rate_is_no_fixed_rate(text: str, is_mostly: bool) -> None:
    assert is_mostly_nothing(said(text)) is is_mostly


@pytest.mark.parametrize(
    ("text", "taken_in"),
    [
        ("forms part of this agreement", True),
        ("does not form part of this agreement", False),
        ("is not a part of this agreement", False),
    ],
)
def test_provisions_that_are_not_taken_in_are_not(text: str, taken_in: bool) -> None:
    title = '"Sample Corp. Basic Provisions", dated May 1, 2004'
    draft = Draft()

    found = read_incorporation(
        paper_of(f"Dear Sirs:\n\nThe document called {title}, {text}.\n"), draft
    )

    assert (found is not None) is taken_in


def test_what_stands_behind_a_name_and_a_comma_may_be_its_own() -> None:
    text = (
        "Dear Sirs:\n\nWe agree to purchase the Notes.\n\nVery truly yours,\n\nSAMPLE BANK PLC\n\n"
        "By: /s/ Basil Ruse\n    Basil Ruse, Jr., Treasurer\n"
    )

    found = signatures_of(paper_of(text))

    assert [(value(one.name), value(one.title)) for one in found] == [
        ("Basil Ruse, Jr.", "Treasurer")
    ]


@pytest.mark.parametrize(
    ("parties", "trustee"),
    [
        ("with Sample Trust Company as trustee", "Sample Trust Company"),
        ("between the Company and Sample Bank, N.A., as Trustee", "Sample Bank, N.A."),
        ("between the Company and Bank of Alpha and Beta, as trustee", "[unsure]"),
        ("between Alpha Corp. and Bank of Alpha and Beta, as trustee", "[unsure]"),
    ],
)
def test_a_trustee_is_named_whole_or_not_at_all(parties: str, trustee: str | None) -> None:
    draft = Draft()

    read_laws(paper_of(f"Dear Sirs:\n\nThey issue Notes under an Indenture {parties}.\n"), draft)

    assert value(draft.get("trustee")) == trustee


def test_a_sum_that_is_paid_is_no_second_security() -> None:
    text = (
        "Dear Sirs:\n\nSample Finance Inc. proposes to issue and sell to the underwriters "
        "$600,000,000 principal amount of its 5.125% Notes due 2014, for an amount equal to "
        "$595,800,000 (99.300% of the principal amount).\n"
    )
    draft = Draft()

    sold = read_sale(paper_of(text), draft, 1)

    assert [value(one.tree["principal_amount"]) for one in sold] == ["600000000"]


@pytest.mark.parametrize(
    ("capacity", "party"),
    [(", as Guarantor", "SAMPLE INDUSTRIES PLC"), ("\nas Guarantor", "[unsure]")],
)
def test_who_guarantees_signs_beside_the_issuer(capacity: str, party: str) -> None:
    text = (
        "Dear Sirs:\n\nWe agree to purchase the Notes.\n\nVery truly yours,\n\n"
        f"SAMPLE INDUSTRIES PLC{capacity}\n\nBy: /s/ Guy Sham\n    Name: Guy Sham\n"
    )
    draft = Draft()

    read_signatures(paper_of(text), draft)

    assert [(one["side"], value(one["party"])) for one in draft.tree["signatures"]] == [
        ("issuer", party)
    ]


def test_firms_that_buy_are_not_the_issuer() -> None:
    text = (
        'Dear Sirs:\n\nMirage Securities LLC and Sham Capital Corp. (together, the "Managers"), '
        "acting severally, hereby agree to buy from the Issuer, and the Issuer agrees to sell, "
        "$500,000,000 principal amount of Notes.\n"
    )
    draft = Draft()

    read_opening(paper_of(text), draft)

    assert draft.get("issuer_named.name") is None

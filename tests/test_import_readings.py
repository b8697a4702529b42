"""Readings of the importer, one by one: a short made-up sentence, and what it is read as."""

from typing import Any

import pytest

from pipeline.exhibits.accrued import read_accrued
from pipeline.exhibits.clauses import purchase_clause, statement_of
from pipeline.exhibits.closing import read_closing
from pipeline.exhibits.conventions import day_count_of
from pipeline.exhibits.defined import terms_of
from pipeline.exhibits.draft import Draft
from pipeline.exhibits.head import read_head
from pipeline.exhibits.interest import pays_nothing, read_rate
from pipeline.exhibits.layout import blocks
from pipeline.exhibits.opening import read_opening
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Row, Span, passage
from pipeline.exhibits.payments import read_payments, record_days
from pipeline.exhibits.periods import split_periods
from pipeline.exhibits.redemption import read_redemption
from pipeline.exhibits.sale import read_sale
from pipeline.exhibits.sentences import sentences
from pipeline.exhibits.units import read_over_allotment, read_units
from pipeline.records.archive import Archive
from pipeline.records.exhibit import exhibit_of


def said(text: str) -> Span:
    return passage([(1, text)]).span()


def paper_of(text: str) -> Paper:
    return Paper(exhibit_of(text.encode(), "made-up.txt"), Archive({}, {}, {}, {}, {}))


def plain(tree: Any) -> Any:
    """Return a group with the values of its fields alone; a blank as its reason in brackets."""
    if isinstance(tree, list):
        return [plain(one) for one in tree]
    if not isinstance(tree, dict):
        return tree
    if "blank" in tree:
        return f"[{tree['blank']}]"
    if "value" in tree:
        return tree["value"]
    return {name: plain(one) for name, one in tree.items() if name not in ("text", "_text")}


FIVE = {"type": "fixed", "rate_pct": "5"}
LIBOR = {"type": "floating", "reference_rate": "LIBOR", "spread_pct": "0.75"}
IN_2004 = {"from_date": "2004-05-01"}
TO_2004 = {"to_date": "2004-05-01"}


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            (
                "From the Closing Date to but excluding May 1, 2004: 5% per annum. From and "
                "including May 1, 2004 to Maturity: LIBOR plus .75%"
            ),
            [
                FIVE | TO_2004 | {"from_text": "the Closing Date", "to_inclusive": "no"},
                LIBOR | IN_2004 | {"to_text": "Maturity"},
            ],
        ),
        (
            "5% a year until May 1, 2004, and LIBOR plus 0.75% thereafter",
            [FIVE | TO_2004, LIBOR | IN_2004],
        ),
        (
            (
                "(a) In the period to May 1, 2004, 5%; and (b) in the period from May 1, 2004, "
                "LIBOR plus 75 basis points"
            ),
            [FIVE | TO_2004, LIBOR | IN_2004],
        ),
        (
            "5% through and including May 1, 2004; afterwards LIBOR plus .75%",
            [FIVE | TO_2004 | {"to_inclusive": "yes"}, LIBOR],
        ),
        ("5% per annum from May 1, 2004", [FIVE]),
        (
            (
                "5% to May 1, 2004; from May 1, 2004 the sum of the Five-Year Treasury Rate and "
                ".75%, as reset on that day"
            ),
            [
                FIVE | TO_2004,
                IN_2004
                | {
                    "type": "reset",
                    "reference_rate": "Five-Year Treasury Rate",
                    "spread_pct": "0.75",
                },
            ],
        ),
        ("LIBOR plus .75%, reset quarterly", [LIBOR]),
        ("LIBOR plus .75%, reset on a day that the board chooses from 2% on", [None]),
        ("LIBOR plus .75%, but not to exceed 7%", [LIBOR | {"cap_pct": "7"}]),
    ],
)
def test_periods_of_interest(text: str, periods: list[dict[str, str] | None]) -> None:
    read = []
    for part in split_periods(said(text)):
        rate = read_rate(part.body)
        read.append(None if rate is None else {**plain(part.bounds), **plain(rate)})

    assert read == periods


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("None", True),
        ("Zero coupon: all interest is paid at maturity", True),
        ("No payments of interest", True),
        ("The Bonds will not bear any interest", True),
        ("Zero to 5% per annum", False),
        ("No less than LIBOR", False),
    ],
)
def test_securities_that_pay_nothing(text: str, nothing: bool) -> None:
    assert pays_nothing(said(text)) is nothing


def test_cash_amounts_have_their_parts_and_days() -> None:
    before = "On May 1, 2004, $0.30 a unit, made of interest of $0.10 and option premium of $0.20"
    behind = "$0.30 per unit on May 1, 2004 (of which $0.10 is interest and $0.20 option premium)"
    coupon = {
        "amount": "0.30",
        "interest_part": "0.10",
        "premium_part": "0.20",
        "payment_date": "2004-05-01",
    }

    for text in (before, behind):
        assert plain(read_rate(said(text))) == {"type": "cash", "cash_coupons": [coupon]}
    assert read_rate(said("$0.30 per unit")) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Payable annually on each May 1, first on May 3, 2004",
            {"frequency": "annual", "days": ["05-01"], "first_payment_date": "2004-05-03"},
        ),
        (
            "Twice a year, on May 1 and November 1, the first time on May 1, 2004",
            {
                "frequency": "semi_annual",
                "days": ["05-01", "11-01"],
                "first_payment_date": "2004-05-01",
            },
        ),
        (
            "May 1, 2004, May 1, 2005 and at maturity",
            {"frequency": "listed_dates", "dates": "[unsure]"},
        ),
        ("Quarterly until May 1, 2004", {"frequency": "quarterly"}),
        (
            "May 1 and November 1; record dates: April 15 and October 15",
            {"days": ["05-01", "11-01"]},
        ),
    ],
)
def test_payment_dates(text: str, wanted: dict[str, Any]) -> None:
    assert plain(read_payments(said(text))) == wanted


def test_the_day_of_a_leap_year_is_no_record_date_of_its_own() -> None:
    text = "February 23 (or February 24 in a leap year) or August 26, whichever is next before it"

    assert plain(record_days(said(text))) == {"kind": "fixed_days", "days": ["02-23", "08-26"]}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Each holder may require the Issuer to repay the Bonds on May 1, 2004, at par",
            {"kind": "holder_put", "put_dates": ["2004-05-01"]},
        ),
        (
            "At any time, at the Treasury Yield plus a spread of 20 basis points (make-whole)",
            {"kind": "make_whole", "make_whole_spread_pct": "0.2"},
        ),
        (
            "At the option of the Issuer: 2004 at 102.5%; 2005 and later, 100%",
            {
                "kind": "call_schedule",
                "prices": [
                    {"from_date": "2004", "price_pct": "102.5"},
                    {"from_date": "2005", "price_pct": "100"},
                ],
            },
        ),
    ],
)
def test_redemption(text: str, wanted: dict[str, Any]) -> None:
    assert plain(read_redemption(said(text))) == wanted


def test_interest_accrues_since_a_day() -> None:
    words = said("together with interest accrued, if any, since May 1, 2004")

    assert plain(read_accrued(words)) == {"if_any": "yes", "from_date": "2004-05-01"}


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["Interest is computed on a 360-day year of twelve 30-day months."], "30_360"),
        (["Interest accrues on the actual number of days in a year of 360 days."], "act_360"),
        (
            [
                "Interest is calculated on the basis of 30/360.",
                "Interest is calculated on the basis of Actual/360.",
            ],
            "[unsure]",
        ),
        (["The year of twelve 30-day months is no other's."], None),
    ],
)
def test_day_counts_below_the_terms(texts: list[str], wanted: str | None) -> None:
    assert plain(day_count_of([said(text) for text in texts])) == wanted


def test_a_sentence_may_begin_with_a_firm_in_small_letters() -> None:
    text = said('They are due in 2004 (the "Bonds"). exampleBank Securities LLC buys them.')

    assert [one.text for one in sentences(text)] == [
        'They are due in 2004 (the "Bonds").',
        "exampleBank Securities LLC buys them.",
    ]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ('bonds (the "Offered Bonds")', "Offered Bonds"),
        ("bonds (together, the “Bonds”)", "Bonds"),
        ("bonds (the Offered Bonds)", "Offered Bonds"),
        ("bonds (of 2004)", None),
    ],
)
def test_defined_terms(text: str, term: str | None) -> None:
    found = terms_of(said(text))

    assert ([one for one, _ in found] or [None]) == [term]


def test_numbers_of_units_and_the_option_to_buy_more() -> None:
    opening = said("It will sell 40,000 Made-up Units, each of a principal amount of $25.")
    clause = said("We offer to purchase 4,000 Units at 98% of the principal amount.")
    option = said("We may, within 20 days, cover over-allotments with up to 6,000 further Units.")
    kind, group, remark = read_units([opening, clause]) or ("", {}, "")

    assert kind == "units"
    assert plain(group) == {
        "count": "40000",
        "unit_name": "Made-up Units",
        "in_purchase_clause": "4000",
        "amount_per_unit": "25",
    }
    assert "contradicts itself" in remark
    assert plain(read_over_allotment([opening, clause, option])) == {
        "period_days": "20",
        "units": "6000",
    }
    assert read_over_allotment([opening, clause]) is None


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        (
            "The sale will be closed on May 3, 2004 at 9:00 a.m. at the offices of Sample LLP.",
            "2004-05-03",
            "the offices of Sample LLP",
        ),
        (
            (
                "Delivery of and payment for the Bonds shall be made at the offices of Sample LLP, "
                "One Example Plaza, 12th Floor, Springfield, Illinois 62701, United States of "
                "America, on May 3, 2004."
            ),
            "2004-05-03",
            (
                "the offices of Sample LLP, One Example Plaza, 12th Floor, Springfield, Illinois "
                "62701, United States of America"
            ),
        ),
        ("The Bonds will be delivered on May 3, 2004 against payment.", "2004-05-03", None),
        ("The Closing Date is set by an agreement dated May 3, 2004.", None, None),
        (
            "The Closing Date is May 3, 2004. Delivery of the Bonds shall be made on May 4, 2004.",
            None,
            None,
        ),
    ],
)
def test_closings(text: str, date: str | None, place: str | None) -> None:
    draft = Draft()

    read_closing(paper_of(f"Ladies and Gentlemen:\n\n{text}\n"), draft)
    assert (draft.get("closing.date.value"), draft.get("closing.place.value")) == (date, place)


ISSUER = (
    "Specimen Bonds Company, an Ohio corporation (the “Company”), intends to sell to the "
    "underwriters 5,000 Made-up Notes due May 1, 2014 (the “Notes”)."
)
BUY = "Sample & Co. Inc. offers, for its own account, to purchase the Notes at 98% of their amount."


def test_the_two_sentences_of_the_offer() -> None:
    paper = paper_of(f"Dear Sirs:\n\n{ISSUER} {BUY}\n")
    statement, clause = statement_of(paper), purchase_clause(paper)

    assert statement is not None
    assert clause is not None
    assert (statement.text, clause.text) == (ISSUER, BUY)


def test_the_guarantor_is_named_with_its_state() -> None:
    draft = Draft()
    text = "Payment is guaranteed by Specimen Group Inc., a Utah corporation (the “Guarantor”)."

    read_opening(paper_of(f"Dear Sirs:\n\n{ISSUER} {text}\n"), draft)
    assert draft.get("guarantor.name.value") == "Specimen Group Inc."
    assert draft.get("guarantor.jurisdiction.value") == "Utah"


def test_a_title_of_the_opening_is_not_that_of_the_stock_below_it() -> None:
    title = "Units based upon the Common Stock of Sample, Inc. due May 1, 2014"
    base = ISSUER.replace("Made-up Notes due May 1, 2014", title)
    (sold,) = read_sale(paper_of(f"Dear Sirs:\n\n{base}\n"), Draft(), 1)

    assert sold.opening_title is not None
    assert sold.opening_title.text == title


TWO = (
    "It proposes to sell $5,000,000 principal amount of its 4% Notes due 2010 (the “2010 Notes”) "
    "and $3,000,000 principal amount of its 5% Notes due 2015 (the “2015 Notes”). We "
    "offer to purchase "
)


@pytest.mark.parametrize(
    ("clause", "prices"),
    [
        ("them at 99.1% (for the 2010 Notes) and 99.2% (for the 2015 Notes).", ["99.1", "99.2"]),
        ("the 2015 Notes at 99.1% and the 2010 Notes at 99.2%.", ["99.2", "99.1"]),
        ("the 2015 Notes and the 2010 Notes at 99.1% and 99.2%, respectively.", ["99.2", "99.1"]),
        ("at 99.1% and 99.2%, respectively, the 2010 Notes and 2015 Notes.", ["99.1", "99.2"]),
        ("the 2015 Notes and the 2010 Notes at 99.1% and 99.2%.", ["[unsure]", "[unsure]"]),
    ],
)
def test_prices_of_several_securities_in_one_sentence(clause: str, prices: list[str]) -> None:
    sold = read_sale(paper_of(f"Dear Sirs:\n\n{TWO}{clause}\n"), Draft(), 2)

    assert [plain(one.tree["purchase_price_pct"]) for one in sold] == prices


@pytest.mark.parametrize(
    ("text", "of"),
    [
        (
            "The Notes reopen the Senior Notes, 4.5%, due 2014, that were issued on May 1, 2004.",
            "Senior Notes, 4.5%, due 2014",
        ),
        (
            "The Notes are an addition to the Company's 4.5% Notes due 2014 issued on May 1, 2004.",
            "4.5% Notes due 2014",
        ),
        (
            (
                "The Notes will form a single series with, and are fungible with, the 4.5% Notes "
                "due 2014 previously issued on May 1, 2004."
            ),
            "4.5% Notes due 2014",
        ),
    ],
)
def test_what_is_reopened(text: str, of: str) -> None:
    (sold,) = read_sale(paper_of(f"Dear Sirs:\n\n{ISSUER} {text}\n"), Draft(), 1)

    assert plain(sold.tree["reopening"]) == {"of": of, "original_issue_dates": ["2004-05-01"]}


def rows_of(text: str) -> list[list[str]]:
    found = blocks(exhibit_of(text.encode(), "made-up.txt"))
    return [[cell.text for cell in one.cells] for one in found if isinstance(one, Row)]


@pytest.mark.parametrize(
    "text",
    [
        "|\nTitle:\n|\n5% Bonds\n|\n|\nMaturity\n|\nMay 1, 2014\n|\n",
        "|\n|\nTitle:\n|\n|\n5% Bonds\n|\n|\nMaturity\n|\n|\nMay 1, 2014\n|\n",
        "| Title: | 5% Bonds |\n| Maturity | May 1, 2014 |\n",
        "Title:  5% Bonds\n\nMaturity  May 1, 2014\n",
        "Title:\t5% Bonds\nMaturity\tMay 1,\n    2014\n",
        "Title:            5% Bonds\nMaturity          May\n                  1, 2014\n",
        "x" * 2000 + ". | Title: | 5% Bonds | | Maturity | May 1, 2014 | Below the table.",
        "x" * 2000 + ". | Title: | | 5% Bonds | | | Maturity | | May 1, 2014 | | Below it.",
    ],
    ids=["lines", "spacers", "strokes", "two spaces", "tabs", "columns", "one", "one with spacers"],
)
def test_rows_of_every_layout(text: str) -> None:
    assert rows_of(text) == [["Title:", "5% Bonds"], ["Maturity", "May 1, 2014"]]


def test_a_sign_in_a_cell_of_its_own_goes_to_its_number() -> None:
    text = "|\nSample LLC\n|\n$\n|\n5,000\n|\n|\nExample Inc.\n|\n4,000\n|\n"

    assert rows_of(text) == [["Sample LLC", "$ 5,000"], ["Example Inc.", "4,000"]]


LONG = "The several firms that are named below, each for itself and none for another, and"


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (f"{LONG} the Example", "Trust Company buy them."),
        (f"{LONG} Sample & Co.", "Incorporated buy them."),
        (f"{LONG} John", "Q. Sample & Company buy them."),
        (f"{LONG} Odd Lot", "(Canada) Ltd. buy them."),
        (f"{LONG}\nU.S.$ 5,000", "buy them."),
    ],
)
def test_a_page_cuts_a_sentence_anywhere(before: str, behind: str) -> None:
    found = blocks(exhibit_of(f"{before}\n\n  7\n\n<PAGE>\n\n{behind}\n".encode(), "made-up.txt"))

    assert [one.passage.text for one in found] == [f"{before} {behind}".replace("\n", " ")]


def test_a_day_alone_on_its_line_is_no_page() -> None:
    assert rows_of(
        "Record Date:      May 1 and June\n                  13\n\nTitle:            5%\n"
    ) == [
        ["Record Date:", "May 1 and June 13"],
        ["Title:", "5%"],
    ]


def test_the_head_of_a_paper_on_one_line() -> None:
    text = "EX-1.1 TERMS AGREEMENT May __, 2004 Specimen Company Dear Sir or Madam: We understand "
    draft = Draft()

    read_head(paper_of(text + "that May 3, 2005 is no date of it. " * 80), draft)
    assert draft.get("document.exhibit_label.value") == "EX-1.1"
    assert draft.get("document.salutation.value") == "Dear Sir or Madam:"
    assert plain(draft.get("agreement_date")) == "[unsure]"
    assert draft.tree["_month"] == "2004-05"

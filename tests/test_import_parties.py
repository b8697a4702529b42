"""Readings of provisions, firms and promises: short made-up passages, and what they say."""

import datetime as dt

import pytest

from pipeline.exhibits.drafting import draft_record
from pipeline.records.archive import Archive
from pipeline.records.reader import read_archive
from tests.made_up_exhibits import make_archive
from tests.made_up_exhibits.drafts import Given, flatten, read_draft

TODAY = dt.date(2026, 1, 2)
UNSURE = "unsure"

HEAD = """Exhibit 1.01

TERMS AGREEMENT

March 3, 2003

Alder Widgets, Inc.
1 Alder Way
Alderton, Ohio 44000
"""
OPENING = (
    "Dear Sirs:\n\nWe understand that Alder Widgets, Inc., an Ohio corporation (the “Company”), "
    "proposes to issue and sell $30,000,000 aggregate principal amount of its 5% Notes due 2010 "
    "(the “Notes”)."
)
BUY = (
    " We, Eksempel Bank A/S and Nulla Bank nv-sa, as underwriters (the “Underwriters”), offer to "
    "purchase, severally and not jointly, the Notes at 99% of the principal amount thereof."
)
TAKEN_IN = (
    "All provisions of “Alder Widgets, Inc. Underwriting Agreement Basic Provisions” dated May 5, "
    "1999 (the “Basic Provisions”) are, except as indicated below, incorporated by reference."
)
CHANGED = "Variations of the Basic Provisions"
SIGNED = (
    "Very truly yours,\n\nEksempel Bank A/S\nBy: /s/ Edda Example\nName: Edda Example\n"
    "Title: Director\n\nAccepted:\nAlder Widgets, Inc.\nBy: /s/ Otto Officer\n"
    "Name: Otto Officer\nTitle: Treasurer"
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return read_archive(make_archive(tmp_path_factory.mktemp("parties") / "data"))


def letter(*passages: str, buy: str = BUY, head: str = HEAD, signed: str = SIGNED) -> str:
    """Return a paper that is whole but for what its passages add."""
    return "\n\n".join((head, OPENING + buy, *passages, signed)) + "\n"


def with_list(list_: str, before: str = "") -> str:
    """Return a paper with an annex behind its signatures."""
    return letter(before or TAKEN_IN, signed=f"{SIGNED}\n\n{list_}")


def read(text: str, archive: Archive) -> dict[str, Given]:
    return flatten(read_draft(draft_record(text.encode(), archive, TODAY).text))


def shown(given: dict[str, Given], path: str) -> object:
    """Return a value, or the reason why there is none; "" where nothing is said of it."""
    stated = given.get(path, Given())
    return stated.blank if stated.value is None else stated.value


ITEMS = "amendments[0].text"
READINGS = {
    "a list under a plural heading": (
        letter(TAKEN_IN, CHANGED, "(a) Section 5(e) is deleted; and", "(b) delete Section 6."),
        {
            "amendments[0].item": "a",
            "amendments[0].operations[0].operation": "repeal_provision",
            "amendments[1].operations[0].place.section": "6",
            "incorporation.heading": CHANGED,
        },
    ),
    "a list in a schedule, behind another list": (
        letter(
            "Except as otherwise provided in Schedule II, all provisions of “Alder Widgets, Inc. "
            "Underwriting Agreement Basic Provisions” dated May 5, 1999 are incorporated by "
            "reference.",
            "Each Underwriter agrees that:",
            "(a) it will not offer any Notes in Japan.",
            signed=f"{SIGNED}\n\nSCHEDULE II\n\nModification of Basic Provisions\n\n"
            "1. Section 5(e) is deleted.",
        ),
        {"amendments[0].item": "1", ITEMS: "Section 5(e) is deleted."},
    ),
    "provisions that are taken in by another verb": (
        letter(
            "This agreement takes in, in their entirety and by reference, all provisions of "
            "“Alder Widgets, Inc. Basic Provisions” dated May 5, 1999."
        ),
        {"incorporation.regime": "in_entirety", "incorporation.date": "1999-05-05"},
    ),
    "provisions that are a part of the agreement": (
        letter(
            "All of the provisions of “Alder Widgets, Inc. Basic Provisions”, dated May 5, 1999, "
            "are a part of this agreement as if they stood here."
        ),
        {"incorporation.title": "Alder Widgets, Inc. Basic Provisions"},
    ),
    "a title without quotation marks": (
        letter(
            "This agreement incorporates by reference all provisions of Alder Widgets, Inc. -- "
            "Debt Securities -- Basic Provisions dated May 5, 1999 (the Basic Provisions)."
        ),
        {"incorporation.title": "Alder Widgets, Inc. -- Debt Securities -- Basic Provisions"},
    ),
    "a title that may have begun in small letters": (
        letter(
            "This agreement incorporates by reference all provisions of alder Widgets Debt Basic "
            "Provisions dated May 5, 1999 (the Basic Provisions)."
        ),
        {"incorporation": "unsure"},
    ),
    "a dash below a shortened word": (
        letter(
            "All the provisions of the document entitled “Alder Widgets, Inc.\n- Debt Securities "
            "- Basic Provisions” and dated May 5, 1999 are incorporated by reference."
        ),
        {"incorporation.title": "Alder Widgets, Inc. - Debt Securities - Basic Provisions"},
    ),
    "a form's number on a line of its own": (
        letter(
            TAKEN_IN,
            CHANGED,
            "(a) any reference to the “Registration Statement” shall be deemed to be a reference "
            "to such registration statement on Form\nS-3.",
        ),
        {"amendments[0].operations[0].meaning": "such registration statement on Form S-3"},
    ),
    "an item that a page cuts before its quotation": (
        letter(
            TAKEN_IN,
            CHANGED,
            "(a) the last sentence of Section 6(d) shall read as follows:\n\n- 2 -\n\n"
            "“The Notes are global.”;",
            "(b) Section 5(e) is deleted.",
        ),
        {
            "amendments[0].operations[0].new_text": "The Notes are global.",
            "amendments[1].item": "b",
        },
    ),
    "amounts with a line for each cell": (
        with_list(
            "Annex A\n\n|\nName of Underwriter\n|\nPrincipal Amount\n|\n|\nEksempel Bank A/S\n|\n$"
            "\n|\n20,000,000\n|\n|\nNulla Bank nv-sa\n|\n$\n|\n10,000,000\n|\n|\nTotal\n|\n$\n|\n"
            "30,000,000\n|"
        ),
        {
            "annex.heading": "Annex A",
            "annex.allocations[a|Eksempel Bank A/S].principal_amount": "20000000",
            "annex.totals[a].principal_amount": "30000000",
        },
    ),
    "amounts behind another schedule": (
        with_list(
            "SCHEDULE II\n\nModification of Basic Provisions\n\n1. No Underwriter pays 12345.\n\n"
            "Annex A\n\nUnderwriter                         Principal Amount\n"
            "Eksempel Bank A/S                     $ 20,000,000\n"
            "Nulla Bank nv-sa                        10,000,000\n"
        ),
        {
            "annex.heading": "Annex A",
            "annex.allocations[a|Nulla Bank nv-sa].underwriter": "nulla-bank",
        },
    ),
    "names wrapped below heads of two lines": (
        with_list(
            "Annex A\n\nUnderwriter                         Principal Amount\n"
            "                                            of Notes\n"
            "- -----------                       ----------------\n"
            "Odd Lot Securities\n  (Canada) Ltd.                       $ 20,000,000\n"
            "Nulla Bank nv-sa                        10,000,000\n"
        ),
        {"annex.allocations[a|Odd Lot Securities (Canada) Ltd.].principal_amount": "20000000"},
    ),
    "numbers of securities are no amounts": (
        with_list(
            "Annex A\n\nUnderwriter                         Number of Notes\n"
            "Eksempel Bank A/S                       20,000\n"
            "Nulla Bank nv-sa                        10,000\n"
        ),
        {
            "annex.allocations[a|Eksempel Bank A/S].underwriter": "eksempel-bank",
            "annex.allocations[a|Eksempel Bank A/S].principal_amount": "not_applicable",
        },
    ),
    "a total that is less than a part": (
        with_list(
            "Annex A\n\nUnderwriter                         Principal Amount\n"
            "Eksempel Bank A/S                     $ 20,000,000\n"
            "Total                                 $ 10,000,000\n"
        ),
        {"annex": UNSURE},
    ),
    "one underwriter whose name holds a comma": (
        letter(
            TAKEN_IN,
            buy=" Bogus & Partners, L.P. (the “Underwriter”), acting alone, offers to buy the "
            "whole of the Notes at 99% of the principal amount thereof.",
        ),
        {
            "underwriters.named_in": "opening",
            "underwriters.names[Bogus & Partners, L.P.].underwriter": "bogus-partners",
        },
    ),
    "an effort that is used": (
        letter(
            "The Company undertakes, using its reasonable best efforts, to list the Notes on the "
            "New York Stock Exchange."
        ),
        {"listing.effort": "reasonable best efforts"},
    ),
    "defined terms in a paragraph of their own": (
        letter(TAKEN_IN, "Terms defined in the Basic Provisions are used as defined there."),
        {
            "incorporation.definitions": "Terms defined in the Basic Provisions are used as "
            "defined there."
        },
    ),
    "counsel who represent": (
        letter("The Underwriters are represented by Unread, Fineprint & Boilerplate P.C."),
        {"counsel[underwriters_counsel].name": "Unread, Fineprint & Boilerplate P.C."},
    ),
    "a lawyer's name that a page may have cut": (
        letter("Unlisted, General Counsel of the Company, is counsel to the Company."),
        {"counsel[issuer_counsel].name": UNSURE},
    ),
    "a condition beside two sections": (
        letter(
            "It is a further condition that the Underwriters receive, beside what Sections 5(c) "
            "and 5(d) require, an opinion of Fiscal, Levy & Impost LLP, dated the Closing Date."
        ),
        {"conditions[0].beside_sections": ("5(c)", "5(d)")},
    ),
    "a country with its article in a small letter": (
        letter("Each Underwriter agrees that it will not offer the Notes in the Netherlands."),
        {"selling_restrictions.restrictions[0].jurisdiction": "Netherlands"},
    ),
    "a country in the name of a firm": (
        letter(
            TAKEN_IN,
            buy=" Each of the Underwriters, Eksempel Bank A/S and Odd Lot Securities (Canada) "
            "Ltd., agrees to buy the Notes at 99% of the principal amount thereof.",
        ),
        {"selling_restrictions": "not_stated"},
    ),
    "a party whose name is wrapped before its ending": (
        letter(
            TAKEN_IN,
            signed="Very truly yours,\n\nEksempel, Beispiel & Sample\nIncorporated\n"
            "By: /s/ Edda Example",
        ),
        {"signatures[0].party": "Eksempel, Beispiel & Sample Incorporated"},
    ),
    "a name and an office alone below a signature": (
        letter(
            TAKEN_IN,
            signed="Very truly yours,\n\nEksempel Bank A/S\nBy: /s/ Edda Example\nEdda Example\n"
            "Vice President",
        ),
        {"signatures[0].name": "Edda Example", "signatures[0].title": "Vice President"},
    ),
}


@pytest.mark.parametrize(("text", "says"), READINGS.values(), ids=READINGS)
def test_a_passage_says(text: str, says: dict[str, object], archive: Archive):
    given = read(text, archive)

    assert {path: shown(given, path) for path in says} == says


FILLER = "The Company keeps its records at its office, and its papers with them. " * 30


def test_a_copy_on_one_line_keeps_its_lists_apart(archive: Archive):
    text = letter(
        f"{TAKEN_IN} {CHANGED}",
        "(a) Section 5(e) is deleted; and (b) delete Section 6.",
        FILLER,
        "Each Underwriter agrees that: (a) it will not offer any Notes in Japan; and (b) it will "
        "not sell any Notes in France.",
        signed="Annex A | Underwriter | Principal Amount | | Eksempel Bank A/S | $ | 20,000,000 | "
        "| Nulla Bank nv-sa | $ | 10,000,000 |",
    )
    given = read(" ".join(text.split()) + "\n", archive)

    says = {
        "amendments[0].item": "a",
        "amendments[1].operations[0].place.section": "6",
        "selling_restrictions.restrictions[0].jurisdiction": "Japan",
        "selling_restrictions.restrictions[1].text": "it will not sell any Notes in France.",
        "annex.allocations[a|Nulla Bank nv-sa].principal_amount": "10000000",
    }
    assert {path: shown(given, path) for path in says} == says


def test_an_item_without_a_full_stop_is_unsure_of_its_end_on_one_line(archive: Archive):
    text = letter(TAKEN_IN, CHANGED, "(a) Section 5(e) is deleted The Notes are unsecured.", FILLER)
    given = read(" ".join(text.split()) + "\n", archive)

    assert shown(given, ITEMS) == UNSURE
    assert shown(given, "amendments[0].operations[0].operation") == "repeal_provision"


def test_a_list_ends_where_the_introduction_of_the_next_has_run_on(archive: Archive):
    text = letter(
        TAKEN_IN,
        CHANGED,
        "(a) in the third line of Section 9, replace “paper” with “global” and in the fourth line",
        "- 2 -",
        "replace “paper” with “global” Each Underwriter agrees that:",
        "(a) it will not offer any Notes in Japan;",
        "(b) it will not offer any Notes in France.",
    )
    given = read(text, archive)

    assert shown(given, "amendments[1].item") == ""
    assert shown(given, "selling_restrictions.restrictions[0].jurisdiction") == "Japan"


def test_an_opening_that_a_page_may_have_cut_is_unsure(archive: Archive):
    text = letter(
        TAKEN_IN,
        buy=" Subject to the terms set forth herein, we, Eksempel Bank A/S and Nulla Bank nv-sa Co."
        "\n\nSample & Sons, Inc., as underwriters, offer to purchase the Notes at 99% of the "
        "principal amount thereof.",
    )
    given = read(text, archive)

    assert shown(given, "underwriters") == UNSURE
    assert shown(given, "offer.purchase_clause") == UNSURE

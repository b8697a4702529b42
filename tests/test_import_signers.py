"""Signatures in short letters: for whom somebody signs, on whose side, as what."""

from dataclasses import replace

import pytest

from pipeline.exhibits.drafting import draft_record
from pipeline.exhibits.names import Firms
from pipeline.paths import ROOT
from pipeline.records.archive import Archive
from pipeline.records.reader import read_archive
from tests import papers
from tests.made_up_exhibits.drafts import Given, flatten, read_draft

#: A letter to the issuer, and one to the representatives, which the issuer signs first.
TO_ISSUER = """Exhibit 1.01

TERMS AGREEMENT

March 3, 2003

Alder Specimen, Inc.
1 Alder Way
Alderton, Ohio 44000

Ladies and Gentlemen:

     We understand that Alder Specimen, Inc., an Ohio corporation (the "Company"), proposes to issue
and sell $100,000,000 aggregate principal amount of its debt securities (the "Securities"). We,
Birch Sample Inc. and Cedar Sample LLC, as underwriters (the "Underwriters"), offer to purchase,
severally and not jointly, the Securities at 99.000% of the principal amount thereof.

     The "Alder Specimen, Inc. Debt Securities Basic Provisions" dated May 5, 1999 are incorporated
by reference herein in their entirety.

"""
TO_FIRMS = TO_ISSUER.replace(
    "Alder Specimen, Inc.\n1 Alder Way\nAlderton, Ohio 44000\n",
    "Birch Sample Inc.\nCedar Sample LLC\n  As Representatives of the several Underwriters\n",
)
OF_ISSUER = "ACCEPTED:\n\nALDER SPECIMEN, INC.\n\nBy: /s/ Ann Alder\n    Name: Ann Alder\n"
CASES = {
    "of several firms the one that By: names": (
        (
            f"{TO_ISSUER}Very truly yours,\n\nBIRCH SAMPLE INC.\nCEDAR SAMPLE LLC\n\n"
            f"By: BIRCH SAMPLE INC.\n\nBy: /s/ Bea Birch\n    Title: Director\n\n{OF_ISSUER}"
        ),
        {
            "signatures[0].party": "BIRCH SAMPLE INC.",
            "signatures[0].side": "underwriters",
            "signatures[0].title": "Director",
            "signatures[0].capacity": None,
            "signatures[1].side": "issuer",
        },
    ),
    "of several firms none that is named": (
        (
            f"{TO_ISSUER}Very truly yours,\n\nBIRCH SAMPLE INC.\nCEDAR SAMPLE LLC\n\n"
            f"By: /s/ Bea Birch\n\n{OF_ISSUER}"
        ),
        {"signatures[0].party": None, "signatures[0].name": "Bea Birch"},
    ),
    "two firms, each with its own By:": (
        (
            f"{TO_ISSUER}Very truly yours,\n\nBIRCH SAMPLE INC.\nCEDAR SAMPLE LLC\n\n"
            "By: BIRCH SAMPLE INC.\nBy: /s/ Bea Birch\n\n"
            "By: CEDAR SAMPLE LLC\nBy: /s/ Cal Cedar\n\n"
            f"{OF_ISSUER}"
        ),
        {
            "signatures[0].party": "BIRCH SAMPLE INC.",
            "signatures[1].party": "CEDAR SAMPLE LLC",
            "signatures[1].name": "Cal Cedar",
        },
    ),
    "an issuer that signs first": (
        (
            f"{TO_FIRMS}Very truly yours,\n\nALDER SPECIMEN, INC.\n\nBy: /s/ Ann Alder\n\n"
            "Accepted as of the date hereof:\n\nBIRCH SAMPLE INC.\n\nBy: /s/ Bea Birch\n"
            "On behalf of each of the Underwriters\n"
        ),
        {
            "issuer_named.name": "Alder Specimen, Inc.",
            "signatures[0].side": "issuer",
            "signatures[1].side": "underwriters",
            "signatures[1].capacity": "On behalf of each of the Underwriters",
        },
    ),
    "a firm whose name no list holds, in a letter to other firms": (
        (f"{TO_FIRMS}Very truly yours,\n\nDOGWOOD NOBODY LLC\n\nBy: /s/ Dan Dogwood\n"),
        {"signatures": None},
    ),
    "a name and an office in type": (
        (
            f"{TO_ISSUER}Very truly yours,\n\nBIRCH SAMPLE INC.\n\nBy: /s/ Bea Birch\n"
            f"    ---------------\n    Bea Birch\n    Senior Vice President and\n    Treasurer\n\n"
            f"{OF_ISSUER}"
        ),
        {
            "signatures[0].name": "Bea Birch",
            "signatures[0].title": "Senior Vice President and Treasurer",
        },
    ),
    "two who sign for one firm": (
        (
            f"{TO_ISSUER}Very truly yours,\n\nBIRCH SAMPLE INC.\n\nBy: /s/ Bea Birch\n\n"
            f"By: /s/ Bob Birch\n\n{OF_ISSUER}"
        ),
        {
            "signatures[1].party": "BIRCH SAMPLE INC.",
            "signatures[1].name": "Bob Birch",
            "signatures[2].party": "ALDER SPECIMEN, INC.",
        },
    ),
}


@pytest.fixture(scope="module")
def archive() -> Archive:
    return replace(read_archive(ROOT / "data"), deals={})


@pytest.mark.parametrize(("text", "says"), CASES.values(), ids=CASES)
def test_a_letter_is_signed(text: str, says: dict[str, object], archive: Archive) -> None:
    given = flatten(read_draft(draft_record(text.encode(), archive, papers.TODAY).text))

    assert {path: given.get(path, Given()).value for path in says} == says


def test_words_without_gaps_are_no_names_and_take_no_time() -> None:
    # Such words can be cut into names in more ways than anybody can try.
    assert not Firms({}).seems_piece("AbCdEfGhIj" * 8 + "!")

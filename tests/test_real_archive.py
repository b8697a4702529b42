"""The archive's own records as a whole: every paper is there, every firm under its names."""

import re
from collections import Counter
from typing import TypeVar

import pytest

from pipeline.paths import ROOT
from pipeline.records.archive import Archive
from pipeline.records.base import Blank, Stated
from pipeline.records.deal import Deal, fields
from pipeline.records.parties import plain_name
from pipeline.records.reader import read_archive

T = TypeVar("T")

COUNTS = {
    "american-express": 1,
    "beam": 1,
    "citigroup": 50,
    "citigroup-funding": 10,
    "citigroup-global-markets-holdings": 20,
    "commercial-credit": 6,
    "consolidated-edison-new-york": 3,
    "idaho-power": 2,
    "merrill-lynch-depositor": 1,
    "unisys": 4,
}


@pytest.fixture(scope="module")
def archive() -> Archive:
    return read_archive(ROOT / "data")


@pytest.fixture(scope="module")
def deals(archive: Archive) -> dict[str, Deal]:
    return {deal_id: record.deal for deal_id, record in archive.deals.items()}


def value(stated: Stated[T] | None) -> T:
    """Return a value that must be stated."""
    assert stated is not None
    assert stated.value is not None, stated
    return stated.value


def is_blank(stated: Stated[T] | Blank | None, reason: str) -> bool:
    return stated is not None and stated.blank == reason


# --- The archive as a whole.


def test_every_paper_is_there_once_and_can_be_read(archive: Archive) -> None:
    assert archive.findings == ()
    assert len(archive.deals) == 98
    assert sum(len(record.deal.securities) for record in archive.deals.values()) == 105


def test_deals_by_issuer(deals: dict[str, Deal]) -> None:
    assert Counter(deal.issuer for deal in deals.values()) == COUNTS


def test_currencies(deals: dict[str, Deal]) -> None:
    found = Counter(value(s.currency) for deal in deals.values() for s in deal.securities)
    assert found["JPY"] == 5
    assert found["CAD"] == 3
    assert found["EUR"] == 2
    assert set(found) == {"USD", "JPY", "CAD", "EUR"}


def test_every_underwriter_is_called_by_a_name_of_its_firm(archive: Archive) -> None:
    seen = 0
    for record in archive.deals.values():
        for group, key in (("underwriters", "names"), ("annex", "allocations")):
            for entry in getattr(getattr(record.deal, group), key, ()):
                if entry.name.value is None:
                    assert entry.underwriter is None
                    assert entry.name.blank == "illegible"
                    continue
                seen += 1
                firm = archive.underwriters[entry.underwriter]
                assert entry.name.value in firm.names, (record.deal.deal_id, entry.name.value)
    assert seen > 300


def test_every_issuer_is_called_by_a_name_of_its_firm(archive: Archive) -> None:
    for record in archive.deals.values():
        named = record.deal.issuer_named.name
        assert value(named) in archive.issuers[record.deal.issuer].names


@pytest.mark.parametrize("kind", ["issuers", "underwriters", "counsel"])
def test_no_two_firms_share_a_name(archive: Archive, kind: str) -> None:
    owner: dict[str, str] = {}
    for party in getattr(archive, kind).values():
        for name in party.names:
            assert owner.setdefault(plain_name(name), party.id) == party.id, name


def test_every_change_of_name_says_where_its_dates_come_from(archive: Archive) -> None:
    for parties in (archive.issuers, archive.underwriters, archive.counsel):
        for party in parties.values():
            for former in party.former_names:
                dated = former.from_date is not None or former.to_date is not None
                assert not dated or "general knowledge of the firm" in former.source, party.id
            assert all(other.party in parties for other in party.successors), party.id


def test_every_firm_of_the_archive_is_named_by_some_paper(archive: Archive) -> None:
    named = {
        entry.underwriter
        for record in archive.deals.values()
        for group, key in (("underwriters", "names"), ("annex", "allocations"))
        for entry in getattr(getattr(record.deal, group), key, ())
    }
    assert set(archive.underwriters) == named - {None}


def test_a_paper_that_was_not_seen_whole_is_proposed_and_says_so(deals: dict[str, Deal]) -> None:
    for deal in deals.values():
        assert (deal.seen.extent == "whole") == (deal.document.exhibit is not None), deal.deal_id
        if deal.seen.extent != "whole":
            assert deal.review.state == "proposed"
            assert all(
                field.stated.state is None
                for field in fields(deal)
                if isinstance(field.stated, Stated)
            )


def test_a_value_from_another_document_names_it(deals: dict[str, Deal]) -> None:
    for deal in deals.values():
        if deal.seen.extent not in ("companion", "cover"):
            continue
        for security in deal.securities:
            for stated in (
                security.title,
                security.principal_amount,
                security.maturity_date,
                security.price_to_public_pct,
                security.purchase_price_pct,
            ):
                assert stated.value is None or "from the " in (stated.note or ""), deal.deal_id


def test_every_deal_has_a_public_address(deals: dict[str, Deal]) -> None:
    for deal in deals.values():
        assert deal.sources, deal.deal_id


def test_the_id_carries_the_date_that_it_says(deals: dict[str, Deal]) -> None:
    for deal in deals.values():
        date = re.sub(r"-[b-z]$", "", deal.deal_id.removeprefix(f"{deal.issuer}-"))
        stated = {
            "agreement_date": deal.agreement_date,
            "pricing_date": deal.pricing_date,
        }.get(deal.dated_by)
        if stated is not None:
            assert value(stated).isoformat() == date
        else:
            assert is_blank(deal.agreement_date, "not_seen")
            assert re.fullmatch(r"\d{4}-\d\d", date)


def test_base_documents_are_named_but_not_held(archive: Archive) -> None:
    assert len(archive.base_documents) == 24
    for document in archive.base_documents.values():
        assert document.held is None, document.id
        assert document.not_held, document.id
    editions = [
        d for d in archive.base_documents.values() if d.issuer == "consolidated-edison-new-york"
    ]
    assert [d.date for d in editions] == [
        "1992-04-16",
        "1999-11-01",
        "2001-10-25",
        "2004-04-05",
        "2006-08-01",
        "2009-08-04",
        "2018-08-02",
    ]


# --- Lineage.


def test_primerica_became_travelers_became_citigroup(archive: Archive) -> None:
    citigroup = archive.issuers["citigroup"]
    assert [former.name for former in citigroup.former_names] == [
        "Primerica Corporation",
        "The Travelers Inc.",
        "Travelers Group Inc.",
    ]
    assert archive.base_documents["primerica-1993-01-12"].issuer == "citigroup"


@pytest.mark.parametrize(
    ("deal_id", "printed"),
    [
        ("citigroup-1998-01-06", "Travelers Group Inc."),
        ("citigroup-1998-10-29", "Citigroup Inc."),
        ("citigroup-global-markets-holdings-2002-04-11", "Salomon Smith Barney Holdings Inc."),
        ("citigroup-global-markets-holdings-2003-04-24", "Citigroup Global Markets Holdings Inc."),
    ],
)
def test_an_issuer_keeps_the_name_of_its_day(
    deals: dict[str, Deal], deal_id: str, printed: str
) -> None:
    assert value(deals[deal_id].issuer_named.name) == printed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Barclays Bank PLC", "Barclays Capital Inc."),
        ("UBS Limited", "UBS Securities LLC"),
        ("Citigroup Global Markets Limited", "Citigroup Global Markets Inc."),
        ("RBC Dominion Securities Inc.", "RBC Capital Markets Corporation"),
        ("Merrill Lynch Canada Inc.", "Merrill Lynch, Pierce, Fenner & Smith Incorporated"),
        ("Utendahl Capital Group, L.L.C.", "Utendahl Capital Partners, L.P."),
    ],
)
def test_firms_of_one_group_are_kept_apart(archive: Archive, one: str, other: str) -> None:
    owner = {name: party for party in archive.underwriters.values() for name in party.names}
    assert owner[one].id != owner[other].id
    groups = [{membership.group for membership in owner[name].groups} for name in (one, other)]
    assert groups[0] & groups[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Samuel A. Ramirez & Co. Inc.", "Samuel A. Ramirez & Company, Inc."),
        ("Bear, Stearns & Co. Inc", "Bear Stearns & Co. Inc."),
        (
            "Merrill Lynch, Pierce Fenner & Smith Incorporated",
            "Merrill Lynch, Pierce, Fenner & Smith Inc.",
        ),
        ("Blaylock & Partners, L.P.", "Blaylock Beal Van, LLC"),
        ("UBS Warburg LLC", "UBS Securities LLC"),
        ("Smith Barney Inc.", "Citigroup Global Markets Inc."),
        ("Greenwich Capital Markets, Inc.", "RBS Securities Inc."),
    ],
)
def test_a_firm_is_one_under_all_its_names(archive: Archive, one: str, other: str) -> None:
    owner = {name: party.id for party in archive.underwriters.values() for name in party.names}
    assert owner[one] == owner[other]

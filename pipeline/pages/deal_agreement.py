"""The terms of the agreement as a whole: parties, offer, closing, registration."""

from collections.abc import Iterator
from datetime import date

from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Paper, Spot
from pipeline.pages.html import Markup, join, link
from pipeline.records.base import Blank, Stated
from pipeline.records.codes import COMMITMENTS, DOCUMENT_KINDS
from pipeline.records.deal import Deal
from pipeline.records.terms import Closing, PartyNamed, Registration

#: (slug, words, shown) of a row.
Shown = tuple[str, str, Markup]


def agreement_rows(paper: Paper) -> Iterator[Shown]:
    """Yield the rows that have something to show, in their fixed order."""
    for slug, words, shown in _rows(paper):
        if shown is not None:
            yield slug, words, shown


def _rows(paper: Paper) -> Iterator[tuple[str, str, Markup | None]]:
    deal = paper.record.deal

    def spot(slug: str, words: str) -> Spot:
        return paper.spot(f"term-{slug}", words.lower())

    yield "issuer", "Issuer", _issuer(spot("issuer", "issuer"), deal)
    if deal.guarantor is not None:
        yield "guarantor", "Guarantor", _party(spot("guarantor", "guarantor"), deal.guarantor)
    where = spot("agreement-date", "date of the agreement")
    yield "agreement-date", "Agreement", _dated(where, deal)
    where = spot("pricing-date", "pricing date")
    yield "pricing-date", "Priced", where.show(deal.pricing_date, fmt.day)
    yield "offer", "Offer", _offer(spot("offer", "offer"), deal)
    yield from _closing(paper, deal.closing)
    yield from _registration(paper, deal.registration)
    for slug, words, stated in (
        ("governing-law", "Governing law", deal.governing_law),
        ("trustee", "Trustee", deal.trustee),
        ("indenture", "Indenture", deal.indenture),
        ("underwriter-roles", "Roles", deal.underwriter_roles),
    ):
        yield slug, words, spot(slug, words).show(stated)


def _issuer(spot: Spot, deal: Deal) -> Markup | None:
    party = spot.paper.archive.issuers.get(deal.issuer)
    printed = _party(spot, deal.issuer_named)
    if party is None:
        return printed
    page = spot.paper.url(f"issuers/{party.id}.md")
    same = deal.issuer_named.name.value == party.name
    more = link(page, "all its deals" if same else f"now {party.name}")
    if printed is None:
        return link(page, party.name)
    return printed + Markup(" <small>{}</small>").format(more)


def _party(spot: Spot, party: PartyNamed) -> Markup | None:
    name = spot.show(party.name)
    where = spot.show(party.jurisdiction)
    spot.note(party.defined_term)
    spot.note(party.address)
    if name is None:
        return None
    return name + Markup(" ({})").format(where) if where is not None else name


def _dated(spot: Spot, deal: Deal) -> Markup | None:
    what = DOCUMENT_KINDS[deal.document.kind].partition(" that ")[0]
    shown = spot.show(deal.agreement_date, fmt.day)
    return shown and Markup("{} of {}").format(what, shown)


def _offer(spot: Spot, deal: Deal) -> Markup | None:
    offer = deal.offer
    if offer is None:
        return None
    securities = deal.securities
    currency = securities[0].currency.value if securities else None
    parts = [
        spot.show(offer.commitment, lambda code: COMMITMENTS[code]),
        spot.show(offer.aggregate_principal_amount, lambda n: f"{fmt.amount(n, currency)} in all"),
    ]
    spot.note(offer.accrued_interest)
    shown = join(", ", [part for part in parts if part])
    words = spot.clauses(offer.statement, offer.purchase_clause)
    return shown + words if words is not None else shown or None


def _closing(paper: Paper, closing: Closing) -> Iterator[tuple[str, str, Markup | None]]:
    spot = paper.spot("term-closing-date", "closing")
    zone = spot.show(closing.time_zone)
    at = spot.show(closing.time, fmt.clock)
    parts = [
        spot.show(closing.date, fmt.day),
        at and Markup("at {}").format(join(" ", [part for part in (at, zone) if part])),
    ]
    yield "closing-date", "Closing", join(", ", [part for part in parts if part]) or None
    spot = paper.spot("term-closing-place", "place of closing")
    yield "closing-place", "Place of closing", spot.show(closing.place)
    spot = paper.spot("term-closing-fallback", "fallback for closing")
    yield "closing-fallback", "Fallback", spot.quote(closing.fallback)


def _registration(
    paper: Paper, group: Registration | Blank
) -> Iterator[tuple[str, str, Markup | None]]:
    if isinstance(group, Blank):
        return
    spot = paper.spot("term-registration-file-number", "registration statement")
    form = spot.show(group.form, lambda code: f"Form {code}" if code != "exempt" else code)
    numbers = [spot.show(n) for n in (group.file_number, *group.further_file_numbers)]
    known = [part for part in (form, *numbers) if part]
    yield "registration-file-number", "Registration", join(", ", known) or None
    spot = paper.spot("term-prospectus", "prospectus")
    parts = [
        _of(spot, "prospectus of {}", group.base_prospectus_date),
        _of(spot, "supplement of {}", group.prospectus_supplement_date),
    ]
    yield "prospectus", "Prospectus", join(", ", [part for part in parts if part]) or None


def _of(spot: Spot, form: str, stated: Stated[date]) -> Markup | None:
    shown = spot.show(stated, fmt.day)
    return shown and Markup(form).format(shown)

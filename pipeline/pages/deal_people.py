"""Who stands behind the agreement: signatures, the addressee, counsel."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Paper
from pipeline.pages.html import Markup, render
from pipeline.records.base import Blank
from pipeline.records.codes import COUNSEL_ROLES


@dataclass(frozen=True, slots=True)
class Person:
    """A card: the part played, the name, and what is said of it."""

    role: str
    name: Markup
    details: tuple[Markup, ...]


def people_section(paper: Paper) -> Markup | None:
    """Return the section; None where nobody is known by name or office."""
    people = [*_signatures(paper), *_addressee(paper), *_counsel(paper)]
    return render("deal_people.html.jinja", people=people) if people else None


def _signatures(paper: Paper) -> Iterator[Person]:
    signatures = paper.record.deal.signatures
    if isinstance(signatures, Blank):
        return
    spot = paper.spot("people", "signature")
    for entry in signatures:
        for stated in (entry.heading, entry.signed):
            spot.note(stated)
        party = spot.show(entry.party)
        details = [
            spot.show(entry.title),
            party and Markup("for {}").format(party),
            spot.show(entry.capacity),
        ]
        name = spot.show(entry.name) or Markup('<span class="d-no">name not known</span>')
        role = f"Signed for the {'issuer' if entry.side == 'issuer' else 'underwriters'}"
        yield Person(role, name, tuple(part for part in details if part))


def _addressee(paper: Paper) -> Iterator[Person]:
    spot = paper.spot("people", "addressee")
    named = paper.record.deal.issuer_named
    office = spot.show(named.attention, lambda text: f"Attention: {text}")
    address = spot.show(named.address)
    if office is not None or address is not None:
        details = (address,) if address is not None else ()
        yield Person("Addressed to", office or Markup("The issuer"), details)


def _counsel(paper: Paper) -> Iterator[Person]:
    counsel = paper.record.deal.counsel
    if isinstance(counsel, Blank):
        return
    spot = paper.spot("people", "counsel")
    for entry in counsel:
        firm = paper.archive.counsel.get(entry.counsel or "")
        printed = entry.name.value
        name = spot.show(entry.name) or Markup(firm.name if firm else "name not known")
        details = [spot.show(entry.title)]
        if firm is not None and printed is not None and firm.name != printed:
            details.append(Markup("<small>is {}</small>").format(firm.name))
        if (words := spot.quote(entry.text)) is not None and entry.name.value is None:
            details.append(words)
        yield Person(
            fmt.upper_first(COUNSEL_ROLES[entry.role]),
            name,
            tuple(part for part in details if part),
        )

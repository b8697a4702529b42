"""Rules about the issuer: one name, one jurisdiction, one address."""

import re
from collections.abc import Iterator

from pipeline.checks.known import once
from pipeline.checks.named import deal_date, signatures
from pipeline.checks.operations import operations
from pipeline.checks.rules import Fault, rule
from pipeline.checks.texts import one_line, printed, where
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.parties import plain_name

_ZIP = re.compile(r"\b\d{5}(?:-\d{4})?$")
_STREET = re.compile(r"\b\d+ [A-Z0-9]\w*")


@rule(
    "NAM10",
    Severity.WARNING,
    "The issuer's name is the same in the opening, in the variations and above its signature, "
    "and its jurisdiction is not another one in the papers before and after.",
    "A name off by a word can be another company of the same group.",
)
def _issuer_name(record: DealRecord, archive: Archive) -> Iterator[Fault]:
    deal = record.deal
    issuer = deal.issuer_named
    name = printed(issuer.name)
    party = archive.issuers.get(deal.issuer)
    if name is None:
        return
    guarantor = printed(deal.guarantor.name) if deal.guarantor else None
    own = {name.casefold(), (guarantor or name).casefold()}
    for location, signature in signatures(deal, "issuer"):
        signer = printed(signature.party)
        if signer is not None and signer.rstrip(",").casefold() not in own:
            yield Fault(
                (*location, "party"),
                f"{signer!r} signs as issuer, the opening names {name!r}"
                f"{where(record, issuer.name, signature.party)}; compare both with the paper",
            )
    for location, _, operation in operations(deal):
        old, new = operation.old_text, operation.new_text
        if operation.kind != "global_rename" or party is None or not (old and new):
            continue
        known = {plain_name(one) for one in party.names}
        if {plain_name(old), plain_name(new)} & known and one_line(new) != name:
            yield Fault(
                (*location, "new_text"),
                f"the base document's {old!r} becomes {new!r}, the opening names {name!r}; "
                "compare both with the paper",
            )
    neighbours = _odd_jurisdictions(archive).get(deal.deal_id)
    if neighbours is not None:
        earlier, later, usual = neighbours
        yield Fault(
            ("issuer_named", "jurisdiction"),
            f"is {printed(issuer.jurisdiction)!r}, but {usual!r} in {earlier} before and in "
            f"{later} after; compare it with the paper",
        )


@once
def _odd_jurisdictions(archive: Archive) -> dict[str, tuple[str, str, str]]:
    """Map each deal whose issuer has another jurisdiction than before and after to these two.

    Issuers do move their seat, but not there and back. Values are the deal before, the
    deal after, and the jurisdiction of both.
    """
    papers: dict[str, list[tuple[str, str, str]]] = {}
    for record in archive.deals.values():
        stated = printed(record.deal.issuer_named.jurisdiction)
        if stated is not None:
            paper = (deal_date(record.deal), record.deal.deal_id, stated)
            papers.setdefault(record.deal.issuer, []).append(paper)
    return {
        here[1]: (before[1], after[1], before[2])
        for dated in map(sorted, papers.values())
        for before, here, after in zip(dated, dated[1:], dated[2:], strict=False)
        if before[2] == after[2] != here[2]
    }


@rule(
    "NAM11",
    Severity.WARNING,
    "The issuer's address at the head is the one that the variations put into the notices "
    "section; a closing place in another street does not share its ZIP code (information).",
    "Notices sent to the wrong address do not count as given.",
)
def _issuer_address(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    deal = record.deal
    address = printed(deal.issuer_named.address)
    if address is None:
        return
    for location, _, operation in operations(deal):
        old, new = one_line(operation.old_text or ""), one_line(operation.new_text or "")
        if _ZIP.search(old) and _ZIP.search(new) and _words(new) != _words(address):
            yield Fault(
                (*location, "new_text"),
                f"the variations give {new!r}, the head {address!r}; check whose address it is, "
                "and both with the paper",
            )
    place = printed(deal.closing.place)
    code, street = _ZIP.search(address), _STREET.search(address)
    if place is None or code is None or street is None:
        return
    other = _STREET.search(place)
    if other is not None and other[0] != street[0] and re.search(rf"\b{code[0]}\b", place):
        yield Fault(
            ("closing", "place"),
            f"{other[0]!r} and {street[0]!r} of the issuer's address both have the ZIP code "
            f"{code[0]}{where(record, deal.closing.place, deal.issuer_named.address)}; compare "
            "both with the paper",
            Severity.INFO,
        )


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())

"""Rules about signatures: who signs, for whom, and from which office."""

import re
from collections.abc import Iterator

from pipeline.checks.known import broken
from pipeline.checks.named import (
    annex_is_complete,
    body_is_complete,
    in_annex,
    in_body,
    signatures,
)
from pipeline.checks.rules import Fault, rule
from pipeline.checks.texts import one_line, printed, where
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.parties import plain_name


@rule(
    "NAM07",
    Severity.ERROR,
    "A house that signs for the underwriters is one of them, and says for whom it signs.",
    "A signature binds the others only if its capacity says so.",
)
def _signing_house(record: DealRecord, archive: Archive) -> Iterator[Fault]:
    deal = record.deal
    named = in_body(deal) or in_annex(deal)
    names = {plain_name(one.name) for one in named}
    for one in named:
        party = archive.underwriters.get(one.party or "")
        names |= {plain_name(name) for name in (party.names if party else ())}
    complete = body_is_complete(deal) or annex_is_complete(deal)
    signers = signatures(deal, "underwriters")
    firms = {one.party or plain_name(one.name) for one in named}
    for location, signature in signers:
        house = printed(signature.party)
        if house is None or not named:
            continue
        if complete and plain_name(house) not in names:
            listed = "; ".join(one.name for one in named)
            yield broken(
                (*location, "party"),
                f"{house!r} signs for the underwriters but is none of them ({listed}); correct "
                "the name, or the list",
                signature.party,
            )
        capacity = signature.capacity
        silent = capacity is None or capacity.blank in ("not_stated", "not_applicable")
        if silent and len(firms) > len(signers):
            yield Fault(
                (*location, "capacity"),
                f"{house!r} does not say for whom it signs, and {len(firms)} underwriters are "
                "named; add the words of capacity from the signature block",
            )


@rule(
    "NAM08",
    Severity.WARNING,
    "The conformed signature (/s/) and the typed name beneath it are the same, on both sides.",
    "A difference means that somebody else signed, or a misprint.",
)
def _signed_name(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for side in ("underwriters", "issuer"):
        for location, signature in signatures(record.deal, side):
            signed, typed = printed(signature.signed), printed(signature.name)
            if signed is None or typed is None:
                continue
            signed = one_line(signed.removeprefix("/s/"))
            if signed != typed:
                yield Fault(
                    (*location, "name"),
                    f"signed {signed!r}, typed {typed!r}"
                    f"{where(record, signature.signed, signature.name)}; compare both with the "
                    "signature block",
                )


@rule(
    "NAM09",
    Severity.INFO,
    "The office that the letter is addressed to is the office that accepts it.",
    "Another officer may accept for the issuer; who did is worth knowing.",
)
def _addressee_office(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    office = printed(record.deal.issuer_named.attention)
    if office is None:
        return
    office = re.sub(r"^att(?:entio)?n:?\s*", "", office, flags=re.IGNORECASE)
    for location, signature in signatures(record.deal, "issuer"):
        title = printed(signature.title)
        if title is not None and title.casefold() != office.casefold():
            yield Fault(
                (*location, "title"),
                f"addressed to the {office!r}, accepted by the {title!r}"
                f"{where(record, record.deal.issuer_named.attention, signature.title)}; no cure "
                "needed if both stand so in the paper",
            )

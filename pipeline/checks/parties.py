"""Rules about parties: groups, capacities, sides and roles of the firms named."""

import re
from collections.abc import Iterator

from pipeline.checks.named import (
    body_is_complete,
    deal_date,
    in_annex,
    in_body,
    within,
)
from pipeline.checks.rules import Fault, rule
from pipeline.checks.texts import one_line, printed
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Blank
from pipeline.records.parties import Party
from pipeline.records.terms import ConflictRule, Registration


def _groups(party: Party | None, date: str) -> set[str]:
    """The groups that a firm belonged to at a date."""
    return {
        one.group
        for one in (party.groups if party else ())
        if within(one.from_date, one.to_date, date)
    }


@rule(
    "NAM12",
    Severity.ERROR,
    "Where an underwriter belongs to the issuer's group at the deal's date, the agreement has a "
    "clause on conflicts of interest.",
    "NASD Rule 2720, later FINRA Rule 5121, sets terms for selling an affiliate's securities.",
)
def _affiliated_underwriter(record: DealRecord, archive: Archive) -> Iterator[Fault]:
    deal = record.deal
    rule_ = deal.conflict_rule
    # A clause that may stand in a part not seen, or elsewhere, is not a clause left out.
    if deal.seen.extent != "whole" or isinstance(rule_, ConflictRule):
        return
    if rule_ is not None and rule_.blank not in ("not_stated", "not_applicable"):
        return
    date = deal_date(deal)
    issuer = _groups(archive.issuers.get(deal.issuer), date)
    for named in in_body(deal) or in_annex(deal):
        shared = issuer & _groups(archive.underwriters.get(named.party or ""), date)
        if shared:
            yield Fault(
                ("conflict_rule",),
                f"{named.name!r} and the issuer belong to the group {min(shared)!r}, and no "
                "clause on conflicts of interest is recorded; record it, or correct the groups "
                "in data/parties",
                # Nobody has looked for the clause yet in a draft.
                Severity.WARNING if deal.review.state == "proposed" else None,
            )
            return


#: What a registry's jurisdiction is called when the firm is organised in the United States.
_UNITED_STATES = frozenset({
    "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut",
    "delaware", "florida", "georgia", "hawaii", "idaho", "illinois", "indiana", "iowa",
    "kansas", "kentucky", "louisiana", "maine", "maryland", "massachusetts", "michigan",
    "minnesota", "mississippi", "missouri", "montana", "nebraska", "nevada", "ohio", "oklahoma",
    "oregon", "pennsylvania", "tennessee", "texas", "utah", "vermont", "virginia", "washington",
    "wisconsin", "wyoming", "new hampshire", "new jersey", "new mexico", "new york",
    "north carolina", "north dakota", "rhode island", "south carolina", "south dakota",
    "west virginia", "district of columbia", "puerto rico", "united states",
    "united states of america",
})  # fmt: skip


#: Forms of companies that United States law does not have, at the end of a firm's name.
_FOREIGN_FORM = re.compile(r"\b(?:PLC|plc|Limited|Ltd|AG|N\.?V|nv-sa|A/S|ASA|AB|S\.?A|GmbH)\b")
_BROKER = re.compile(r"\b(?:Brokerage|Financial|Investment|Markets|Securities)\b")


def _bank_or_abroad(party: Party, name: str) -> str:
    """Say what makes a firm a bank or a foreign one: its entry, or else its name; "" if nothing."""
    said = []
    if party.kind is not None:
        if re.search(r"\bbank\b", party.kind.lower().replace("investment bank", "")):
            said.append(f"a {party.kind}")
    elif re.search(r"\bBank\b", name) and not _BROKER.search(name):
        said.append("a bank by its name")
    if party.jurisdiction is not None:
        if one_line(party.jurisdiction).lower() not in _UNITED_STATES:
            said.append(f"a firm of {party.jurisdiction}")
    elif _FOREIGN_FORM.search(name):
        said.append("a foreign company by its name")
    return " and ".join(said)


@rule(
    "NAM13",
    Severity.INFO,
    "Underwriters of a registered offering in the United States are brokers there; banks and "
    "foreign firms act in a capacity of their own.",
    "Section 15(a) of the Securities Exchange Act of 1934 asks brokers and dealers to register.",
)
def _bank_or_foreign(record: DealRecord, archive: Archive) -> Iterator[Fault]:
    registration = record.deal.registration
    if not isinstance(registration, Registration):
        return
    form = registration.form.value if registration.form else None
    if form == "exempt" or (form is None and registration.file_number.value is None):
        return
    reported: set[str] = set()
    for named in in_body(record.deal) or in_annex(record.deal):
        party = archive.underwriters.get(named.party or "")
        if party is None or party.id in reported:
            continue
        reported.add(party.id)
        what = _bank_or_abroad(party, named.name)
        if what:
            yield Fault(
                named.location,
                f"{named.name!r} is {what}, in an offering registered in the United States; "
                "confirm the capacity in which it acts",
            )


@rule(
    "NAM14",
    Severity.WARNING,
    "Nobody is counsel to both sides, and special counsel is recorded as such.",
    "An opinion counts for what its giver's side makes of it.",
)
def _counsel_sides(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    if isinstance(record.deal.counsel, Blank):
        return
    for number, counsel in enumerate(record.deal.counsel):
        for other in record.deal.counsel[:number]:
            sides = {one.role == "underwriters_counsel" for one in (counsel, other)}
            same = counsel.counsel is not None and counsel.counsel == other.counsel
            if same and len(sides) == 2:
                yield Fault(
                    ("counsel", number, "counsel"),
                    f"{counsel.counsel} is {counsel.role} here and {other.role} above; correct "
                    "the role, or say in a note that the paper has it so",
                )
        said = f"{printed(counsel.title) or ''} {printed(counsel.text) or ''}".lower()
        if counsel.role == "issuer_counsel" and re.search(r"\bspecial\b.*\btax counsel\b", said):
            yield Fault(
                ("counsel", number, "role"),
                f"is issuer_counsel, but the paper says {one_line(said)!r}; make it "
                "issuer_tax_counsel",
            )


@rule(
    "NAM16",
    Severity.WARNING,
    "Where several underwriters are known, their roles are known.",
    "A table by bookrunner can count only the deals whose bookrunner is known.",
)
def _roles_known(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    deal = record.deal
    names = in_body(deal) or in_annex(deal)
    roles = deal.underwriter_roles
    listed = () if isinstance(deal.underwriters, Blank) else deal.underwriters.names
    alone = len(listed) == 1 and body_is_complete(deal)
    known = any(entry.role and entry.role.value for entry in listed)
    if not names or alone or known or (roles is not None and roles.value is not None):
        return
    yield Fault(
        ("underwriter_roles",) if roles is not None else names[0].location[:2],
        f"{len(names)} underwriter{'' if len(names) == 1 else 's'} named, no role known; record "
        "them where a paper states them",
    )

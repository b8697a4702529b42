"""Rules about names: the same firm under the same name, in the paper and in the registry."""

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.checks.known import broken, group
from pipeline.checks.named import (
    Named,
    annex_is_complete,
    body_is_complete,
    deal_date,
    in_annex,
    in_body,
    same_firm,
    within,
)
from pipeline.checks.rules import Fault, rule
from pipeline.checks.texts import one_line, printed, where
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Blank
from pipeline.records.deal import Deal
from pipeline.records.parties import Party, plain_name


def _both(deal: Deal) -> tuple[list[Named], list[Named]]:
    """Return body and annex, each firm of the annex once; empty where one isn't complete."""
    if not (body_is_complete(deal) and annex_is_complete(deal)):
        return [], []
    rows: list[Named] = []
    for row in in_annex(deal):
        if not any(same_firm(row, earlier) for earlier in rows):
            rows.append(row)
    return in_body(deal), rows


def _listed(names: list[Named]) -> str:
    return "; ".join(named.name for named in names)


@rule(
    "NAM01",
    Severity.ERROR,
    "The agreement and its annex name the same underwriters; case, spaces, commas and full "
    "stops aside.",
    "A firm that stands in one list only has promised to buy nothing, or buys without a promise.",
)
def _same_underwriters(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    body, annex = _both(record.deal)
    for names, others, here, there in (
        (body, annex, "the agreement", "the annex"),
        (annex, body, "the annex", "the agreement"),
    ):
        for named in names:
            if not any(same_firm(named, other) for other in others):
                yield broken(
                    named.location,
                    f"{here} names {named.name!r}, {there} only {_listed(others)}; correct the "
                    "name, or add it where it is missing",
                    named.stated,
                )


@rule(
    "NAM02",
    Severity.WARNING,
    "The agreement and its annex spell each underwriter's name with the same characters.",
    "Two spellings become two firms in every count that goes by name.",
)
def _same_spelling(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    rows = in_annex(record.deal)
    body = in_body(record.deal)
    exact = {named.name for named in body}
    reported: set[str] = set()
    for row in rows:
        named = next((one for one in body if same_firm(one, row)), None)
        if named is None or row.name in exact or row.name in reported:
            continue
        reported.add(row.name)
        yield Fault(
            row.location,
            f"the agreement spells it {named.name!r}, the annex {row.name!r}"
            f"{where(record, named.stated, row.stated)}; compare both with the paper and keep "
            "them as printed, under one underwriter id",
        )


@rule(
    "NAM03",
    Severity.ERROR,
    "The annex has as many rows as the agreement names underwriters.",
    "A row too many or too few is a name cut in two, or a row lost at a page's end.",
)
def _same_number(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    deal = record.deal
    annex = group(deal.annex)
    if annex is None or not (body_is_complete(deal) and annex_is_complete(deal)):
        return
    # Each security has its own column; a firm's row counts once however many it takes part in.
    columns: dict[str, Counter[str]] = {}
    for row, allocation in zip(in_annex(deal), annex.allocations, strict=True):
        columns.setdefault(allocation.security, Counter())[plain_name(row.name)] += 1
    rows: Counter[str] = Counter()
    for column in columns.values():
        rows |= column
    named = len(in_body(deal))
    if rows.total() != named:
        yield Fault(
            ("annex", "allocations"),
            f"the annex has {rows.total()} rows, the agreement names {named} underwriters; find "
            "the name that is cut, doubled or missing",
        )


@rule(
    "NAM04",
    Severity.INFO,
    "The annex lists the underwriters in the agreement's order.",
    "The order shows rank; a change of it is worth a look.",
)
def _same_order(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    body, annex = _both(record.deal)
    if len(body) != len(annex):
        return
    for place, (named, row) in enumerate(zip(body, annex, strict=True), 1):
        if not any(same_firm(row, other) for other in body):
            return
        if not same_firm(named, row):
            yield Fault(
                row.location,
                f"place {place} in the annex is {row.name!r}, in the agreement {named.name!r}; "
                "compare the order with the paper",
            )
            return


@rule(
    "NAM05",
    Severity.WARNING,
    'Names that hold a comma, "and" or "&" are taken whole from the registry, not cut from the '
    "printed list.",
    "A list that is cut at its commas yields firms that do not exist.",
)
def _names_with_commas(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    deal = record.deal
    # Only a running list whose words are held can be cut; a table or a registry id cannot.
    listed = group(deal.underwriters)
    if record.exhibit is None or listed is None or listed.named_in != "opening":
        return
    body, annex = in_body(deal), in_annex(deal)
    names, place = (annex, "annex") if annex else (body, "opening")
    hard = [named for named in names if re.search(r",|&|\band\b", named.name)]
    if not hard:
        return
    pieces = sum(len(re.split(r",(?: and)? | and ", named.name)) for named in body)
    yield Fault(
        names[0].location[:2],
        f'{len(hard)} of {len(names)} names in the {place} hold a comma, "and" or "&" '
        f"({_listed(hard)}), and cutting the opening's list at them would make {pieces} pieces "
        f"of {len(body)} names; compare each name with its entry in the registry",
    )


@rule(
    "NAM06",
    Severity.WARNING,
    "Each firm's name as printed is a name of its entry in the registry, borne at the deal's date.",
    "An unknown spelling is a misprint, a new name of a known firm, or the wrong firm.",
)
def _names_in_registry(record: DealRecord, archive: Archive) -> Iterator[Fault]:
    deal = record.deal
    known: list[tuple[str, Named, Party | None]] = []
    issuer = printed(deal.issuer_named.name)
    if issuer is not None:
        named = Named(deal.issuer, issuer, deal.issuer_named.name, ("issuer_named", "name"))
        known.append(("issuers", named, archive.issuers.get(deal.issuer)))
    known += [
        ("underwriters", named, archive.underwriters.get(named.party or ""))
        for named in in_body(deal) + in_annex(deal)
    ]
    for number, entry in enumerate(() if isinstance(deal.counsel, Blank) else deal.counsel):
        name = printed(entry.name)
        if name is not None:
            named = Named(entry.counsel, name, entry.name, ("counsel", number, "name"))
            known.append(("counsel", named, archive.counsel.get(entry.counsel or "")))
    reported: set[tuple[str | None, str]] = set()
    for kind, named, party in known:
        # An id that names nothing is a fault of its own, found when the archive is read.
        if (named.party is not None and party is None) or (named.party, named.name) in reported:
            continue
        reported.add((named.party, named.name))
        fault = _unknown(named, kind, party, deal_date(deal))
        if fault is not None:
            yield fault


def _unknown(named: Named, kind: str, party: Party | None, date: str) -> Fault | None:
    if party is None:
        return Fault(
            named.location,
            f"{named.name!r} has no entry in data/parties/{kind}.yaml; add the firm there and "
            "give its id here",
        )
    former = [one for one in party.former_names if one_line(one.name) == named.name]
    undated = {one_line(name) for name in (party.name, *(alias.name for alias in party.aliases))}
    if named.name in undated or any(within(one.from_date, one.to_date, date) for one in former):
        return None
    if former:
        borne = f"from {former[0].from_date or '?'} to {former[0].to_date or '?'}"
        return Fault(
            named.location,
            f"{party.id} bore the name {named.name!r} {borne}, the deal is of {date}; correct "
            f"the dates in data/parties/{kind}.yaml, or the name",
        )
    return Fault(
        named.location,
        f"{named.name!r} is not among the names of {party.id} ({'; '.join(party.names)}); if "
        f"the paper prints it, add it as an alias in data/parties/{kind}.yaml",
    )

"""Every deal as lists and charts show it, grouped once, so that no page searches the archive."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from pipeline.findings import Finding, Severity
from pipeline.pages.histories import Histories
from pipeline.records.archive import Archive
from pipeline.tables.build import Tables
from pipeline.tables.rows import Row

K = TypeVar("K")
V = TypeVar("V")

_DATED_ID = re.compile(r"-((?:19|20)\d\d(?:-\d\d){0,2})(?:-[b-z])?$")


@dataclass(frozen=True, slots=True)
class Listed:
    """One security of a deal; a deal with several securities is listed once for each.

    ``dated`` is the date that the deal goes by, to the day, month or year (ISO 8601); ``day``
    is the same where it is known to the day. Prices and spread are per cent of principal,
    rates per cent a year, amounts in units of the currency. ``findings`` counts the deal's
    warnings and errors, waived ones included.
    """

    deal_id: str
    security_id: str
    is_first: bool
    issuer_id: str
    issuer_name: str
    dated: str
    day: date | None
    title: str | None
    currency: str | None
    amount: Decimal | None
    interest_type: str | None
    coupon_pct: Decimal | None
    reference_rate: str | None
    spread_pct: Decimal | None
    maturity: date | None
    maturity_year: int | None
    price_to_public_pct: Decimal | None
    purchase_price_pct: Decimal | None
    gross_spread_pct: Decimal | None
    reoffer_yield_pct: Decimal | None
    settlement_days: int | None
    tenor_years: Decimal | None
    completeness: str
    base_document_id: str | None
    findings: int

    @property
    def listed(self) -> "Listed":
        """The security itself: rows of lists are securities, or a firm's parts in them."""
        return self

    @property
    def year(self) -> int:
        """The year that the deal goes by."""
        return int(self.dated[:4])

    @property
    def path(self) -> str:
        """The path of the deal's page."""
        return f"deals/{self.deal_id}.md"


@dataclass(frozen=True, slots=True)
class Part:
    """An underwriter's part in one security of a deal.

    ``amount`` and ``share_pct`` are None where the annex was not seen; then the firm is
    known only to be named.
    """

    listed: Listed
    name_as_printed: str | None
    role: str | None
    amount: Decimal | None
    share_pct: Decimal | None


class Catalogue:
    """The archive's deals in the groups that pages are made of, newest first in each."""

    def __init__(self, archive: Archive, tables: Tables, findings: Iterable[Finding]) -> None:
        self.archive = archive
        self.tables = tables
        self.findings: Sequence[Finding] = tuple(findings)
        self.listed: Sequence[Listed] = tuple(_listed(archive, tables, self.findings))

    @cached_property
    def first(self) -> Sequence[Listed]:
        """One entry for each deal: its first security."""
        return tuple(entry for entry in self.listed if entry.is_first)

    @cached_property
    def of_deal(self) -> dict[str, list[Listed]]:
        """The securities of each deal, by the deal's id."""
        return _grouped((entry.deal_id, entry) for entry in reversed(self.listed))

    @cached_property
    def of_issuer(self) -> dict[str, list[Listed]]:
        """The securities of each issuer, by its id."""
        return _grouped((entry.issuer_id, entry) for entry in self.listed)

    @cached_property
    def of_base_document(self) -> dict[str, list[Listed]]:
        """The deals that incorporate each base document, by its id; first securities only."""
        return _grouped(
            (entry.base_document_id, entry) for entry in self.first if entry.base_document_id
        )

    @cached_property
    def base_documents_of(self) -> dict[str, list[str]]:
        """The ids of the base documents of each issuer: its own, and those its deals name."""
        pairs = [(doc.issuer, doc.id) for doc in self.archive.base_documents.values()]
        pairs += [(e.issuer_id, e.base_document_id) for e in self.first if e.base_document_id]
        return {key: sorted(set(ids)) for key, ids in _grouped(pairs).items()}

    @cached_property
    def amendments_of(self) -> dict[str, list[Row]]:
        """The operations on each base document, by its id."""
        rows = self.tables.rows("amendments")
        return _grouped((row["base_document_id"], row) for row in rows if row["base_document_id"])

    @cached_property
    def histories(self) -> Histories:
        """What deals have made of the base documents."""
        return Histories(self.archive)

    @cached_property
    def of_underwriter(self) -> dict[str, list[Part]]:
        """The parts of each underwriter, by its id: one for each security of its deals."""
        parts: dict[str, list[Part]] = defaultdict(list)
        allocated = {
            (row["deal_id"], row["security_id"], row["underwriter_id"]): row
            for row in self.tables.rows("allocations")
        }
        roles = _grouped((row["deal_id"], row) for row in self.tables.rows("deal_underwriters"))
        for entry in self.listed:
            for named in roles.get(entry.deal_id, ()):
                firm = named["underwriter_id"]
                if firm is None:
                    continue
                row = allocated.get((entry.deal_id, entry.security_id, firm), {})
                parts[firm].append(
                    Part(
                        entry,
                        named["name_as_printed"],
                        named["role"],
                        row.get("principal_amount"),
                        row.get("share_pct"),
                    )
                )
        return dict(parts)

    @cached_property
    def spellings_of(self) -> dict[str, dict[str, list[str]]]:
        """The names under which papers print each underwriter, with the deals that do."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for table in ("deal_underwriters", "allocations"):
            for row in self.tables.rows(table):
                name, firm = row["name_as_printed"], row["underwriter_id"]
                if firm and name:
                    deals = found[firm][name]
                    if not deals or deals[-1] != row["deal_id"]:
                        deals.append(row["deal_id"])
        return {
            firm: {name: sorted(set(deals)) for name, deals in names.items()}
            for firm, names in found.items()
        }

    @cached_property
    def findings_of_rule(self) -> dict[str, list[Finding]]:
        """The findings of each rule, by its code, as sorted; those that are waived come last."""
        order = sorted(self.findings, key=lambda finding: finding.waived != "")
        return _grouped((finding.code, finding) for finding in order)


def _listed(archive: Archive, tables: Tables, findings: Iterable[Finding]) -> Iterable[Listed]:
    deals = {row["deal_id"]: row for row in tables.rows("deals")}
    economics = {(r["deal_id"], r["security_id"]): r for r in tables.rows("economics")}
    found = Counter(f.deal_id for f in findings if f.severity is not Severity.INFO)
    securities = _grouped((row["deal_id"], row) for row in tables.rows("securities"))
    for deal_id in sorted(deals, key=lambda name: (dated(name), name), reverse=True):
        deal = deals[deal_id]
        day = deal["agreement_date"] or deal["pricing_date"]
        issuer = archive.issuers.get(deal["issuer_id"])
        for number, security in enumerate(securities.get(deal_id, ())):
            computed = economics.get((deal_id, security["security_id"]), {})
            yield Listed(
                deal_id=deal_id,
                security_id=security["security_id"],
                is_first=number == 0,
                issuer_id=deal["issuer_id"],
                issuer_name=deal["issuer_name"] or (issuer.name if issuer else deal["issuer_id"]),
                dated=day.isoformat() if day else dated(deal_id),
                day=day,
                title=security["title"],
                currency=security["currency"],
                amount=security["principal_amount"],
                interest_type=security["interest_type"],
                coupon_pct=security["coupon_pct"],
                reference_rate=security["reference_rate"],
                spread_pct=security["spread_pct"],
                maturity=security["maturity_date"],
                maturity_year=security["maturity_year"],
                price_to_public_pct=security["price_to_public_pct"],
                purchase_price_pct=security["purchase_price_pct"],
                gross_spread_pct=computed.get("gross_spread_pct"),
                reoffer_yield_pct=computed.get("reoffer_yield_pct"),
                settlement_days=computed.get("settlement_days"),
                tenor_years=computed.get("tenor_years"),
                completeness=deal["completeness"],
                base_document_id=deal["base_document_id"],
                findings=found[deal_id],
            )


def dated(deal_id: str) -> str:
    """Return the date that a deal's id carries, to the day, month or year."""
    found = _DATED_ID.search(deal_id)
    return found[1] if found else ""


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)

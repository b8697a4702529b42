"""The values that choices and ranges go by: of each deal, and of each of its securities."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from typing import Any

from pipeline.checks import all_codes
from pipeline.findings import Severity
from pipeline.pages import format as fmt
from pipeline.pages.catalogue import dated
from pipeline.pages.deal_columns import INTEREST_WORDS, SEEN_WORDS
from pipeline.records.archive import Archive
from pipeline.records.codes import CURRENCY_NAMES, OPERATION_KINDS, RANKINGS, SECURITY_TYPES
from pipeline.records.parties import Party
from pipeline.search.fields import FACETS, Field
from pipeline.tables.build import Tables
from pipeline.tables.schema import TABLES

CLEAN = "clean"
WHOLE = "whole document"

Value = str | Decimal | int


@dataclass(slots=True)
class Values:
    """One deal's values; a field that is missing is not known of it.

    ``of_deal`` holds all values of a field, ``of_securities`` one mapping for each security.
    ``dated`` is the date the deal goes by, to the day, month or year.
    """

    dated: str
    of_deal: dict[str, list[Value]] = field(default_factory=dict)
    of_securities: list[dict[str, Value]] = field(default_factory=list)


def deal_values(tables: Tables) -> dict[str, Values]:
    """Return every deal's values by its id, the newest deal first."""
    found: dict[str, Values] = {}
    for row in _rows(
        tables,
        "deals",
        "deal_id issuer_id agreement_date pricing_date completeness base_document_id",
    ):
        deal_id, issuer, agreed, priced, seen, base = row
        day = agreed or priced
        values = found[deal_id] = Values(day.isoformat() if day else dated(deal_id))
        for name, value in (("issuer", issuer), ("seen", seen), ("base", base)):
            _add(values, name, value)
        _add(values, "year", int(values.dated[:4]) if values.dated else None)
    _securities(tables, found)
    for name, table, column in (
        ("underwriter", "deal_underwriters", "underwriter_id"),
        ("jurisdiction", "selling_restrictions", "jurisdiction"),
        ("operation", "amendments", "operation"),
    ):
        for deal_id, value in _rows(tables, table, f"deal_id {column}"):
            _add(found[deal_id], name, value)
    for deal_id, scope, section, subsection in _rows(
        tables, "amendments", "deal_id scope section subsection"
    ):
        _add(found[deal_id], "amends", place_code(scope, section, subsection))
    for deal_id, code, severity in _rows(tables, "findings", "deal_id code severity"):
        if severity != Severity.INFO.name.lower() and deal_id in found:
            _add(found[deal_id], "checks", code)
    for values in found.values():
        if "checks" not in values.of_deal:
            _add(values, "checks", CLEAN)
    order = sorted(found, key=lambda name: (found[name].dated, name), reverse=True)
    return {name: found[name] for name in order}


def add_counsel(found: Mapping[str, Values], archive: Archive) -> None:
    """Add the law firms and lawyers of each deal, whom no table holds by their ids."""
    for deal_id, values in found.items():
        counsel = archive.deals[deal_id].deal.counsel
        for entry in counsel if isinstance(counsel, tuple) else ():
            _add(values, "counsel", entry.counsel)


def place_code(scope: str | None, section: str | None, subsection: str | None) -> str | None:
    """Return the place of an amendment as far as it is searched: ``6(a)``, ``10``."""
    if scope == "whole_document":
        return WHOLE
    if section is None:
        return None
    if not subsection:
        return section
    return section + (subsection if subsection.startswith("(") else f"({subsection})")


def _securities(tables: Tables, found: Mapping[str, Values]) -> None:
    computed = {
        (deal_id, security_id): (spread, tenor, days)
        for deal_id, security_id, spread, tenor, days in _rows(
            tables, "economics", "deal_id security_id gross_spread_pct tenor_years settlement_days"
        )
    }
    columns = (
        "deal_id security_id currency interest_type ranking security_type principal_amount "
        "coupon_pct price_to_public_pct purchase_price_pct stated_gross_spread_pct"
    )
    names = ["currency", "interest", "ranking", "type", "size", "coupon", "price", "purchase"]
    for deal_id, security_id, *stated, spread_stated in _rows(tables, "securities", columns):
        spread, tenor, days = computed.get((deal_id, security_id), (None, None, None))
        spread = spread_stated if spread is None else spread
        values = dict(zip(names, stated, strict=True)) | {
            "spread": spread, "tenor": tenor, "days": days,
        }  # fmt: skip
        found[deal_id].of_securities.append(
            {name: value for name, value in values.items() if value is not None}
        )


def _add(values: Values, name: str, value: Any) -> None:
    if value is None:
        return
    known = values.of_deal.setdefault(name, [])
    if value not in known:
        known.append(value)


def _rows(tables: Tables, name: str, columns: str) -> Iterable[tuple[Any, ...]]:
    places = [TABLES[name].column_names.index(column) for column in columns.split()]
    return map(itemgetter(*places), tables.tuples(name))


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a choice: how it is called, and every name that finds it."""

    code: str
    label: str
    names: tuple[str, ...]


def choices(archive: Archive, found: Mapping[str, Values]) -> dict[str, list[Choice]]:
    """Return the choices of each field that occur in the archive, in a fixed order."""
    return {
        facet.name: sorted(
            (_choice(archive, facet.name, str(code)) for code in _used(facet, found)),
            key=lambda choice: (_natural(choice.label), choice.code),
        )
        for facet in FACETS
        if facet.kind == "choice"
    }


def _used(facet: Field, found: Mapping[str, Values]) -> set[Value]:
    name = facet.name
    if facet.of_security:
        securities = (own for values in found.values() for own in values.of_securities)
        return {own[name] for own in securities if name in own}
    return {code for values in found.values() for code in values.of_deal.get(name, ())}


_WORDS: dict[str, Mapping[str, str]] = {
    "interest": INTEREST_WORDS,
    "ranking": RANKINGS,
    "type": SECURITY_TYPES,
    "operation": OPERATION_KINDS,
    "seen": SEEN_WORDS,
}


def _choice(archive: Archive, name: str, code: str) -> Choice:
    parties: dict[str, Mapping[str, Party]] = {
        "issuer": archive.issuers,
        "underwriter": archive.underwriters,
        "counsel": archive.counsel,
    }
    if name in parties:
        party = parties[name].get(code)
        names = party.names if party else ()
        return Choice(code, party.name if party else code, (code, *names))
    if name == "base":
        document = archive.base_documents.get(code)
        title = document.title if document else code
        day = document.date if document else ""
        label = f"{title}, {fmt.partial_day(str(day))}" if day else title
        return Choice(code, label, (code, label))
    if name == "amends":
        section = code.partition("(")[0]
        label = code if code == WHOLE else f"Section {code}"
        return Choice(code, fmt.upper_first(label), (code, label, section, f"Section {section}"))
    if name == "checks":
        rule = all_codes().get(code)
        label = f"{code}: {rule.statement}" if rule else "no warning"
        return Choice(code, label, (code, label))
    if name == "currency":
        return Choice(code, code, (code, CURRENCY_NAMES.get(code, code)))
    label = _WORDS[name].get(code, code.replace("_", " ")) if name in _WORDS else code
    return Choice(code, label, (code, label))


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    return tuple(
        (int(part), "") if part.isdigit() else (0, part.lower())
        for part in re.split(r"(\d+)", text)
        if part
    )

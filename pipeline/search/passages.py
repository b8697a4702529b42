"""A deal cut into passages: every stated value, every amendment, every name, every line held.

A passage is what a hit shows: its words, what they are, and the place of the deal's page that
shows them. Editors' notes are not searched: they are not what the paper says.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pipeline.pages import format as fmt
from pipeline.pages.html import anchor
from pipeline.pages.labels import label, slug
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Blank
from pipeline.records.codes import OPERATION_KINDS
from pipeline.search.fields import ZONES
from pipeline.tables.build import Tables
from pipeline.tables.rows import Row


class Passage(NamedTuple):
    """Some words of a deal; ``zone`` is the sign of text that an amendment removes or inserts."""

    anchor: str
    label: str
    text: str
    zone: str = ""


_SECURITY = re.compile(r"securities\[(\d+)\]\.(.+)")
_NUMBERED = re.compile(r"\[(\d+)\]")
_CODE = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")
_LARGE = re.compile(r"\d{5,}(?:\.\d+)?")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAYS_OF_YEAR = re.compile(r"\d\d-\d\d(?:; \d\d-\d\d)*")

#: Where the page shows the fields of the agreement, by the longest beginning of their paths.
_PLACES: dict[str, str] = {
    "issuer_named": "term-issuer",
    "guarantor": "term-guarantor",
    "agreement_date": "term-agreement-date",
    "pricing_date": "term-pricing-date",
    "offer": "term-offer",
    "closing": "term-closing-date",
    "closing.place": "term-closing-place",
    "closing.fallback": "term-closing-fallback",
    "registration": "term-registration-file-number",
    "registration.base_prospectus_date": "term-prospectus",
    "registration.prospectus_supplement_date": "term-prospectus",
    "governing_law": "term-governing-law",
    "trustee": "term-trustee",
    "indenture": "term-indenture",
    "underwriter_roles": "term-underwriter-roles",
    "underwriters": "allocations",
    "annex": "allocations",
    "incorporation": "amendments",
    "additional_terms": "additional-terms",
    "listing": "listing",
    "conditions": "conditions",
    "stabilisation": "stabilisation",
    "conflict_rule": "conflict-rule",
    "acceptance": "acceptance",
    "counsel": "people",
    "signatures": "people",
    "selling_restrictions": "selling-restrictions",
    "document": "source",
}
#: The same of the fields of a security, which each have a row of the terms.
_ROWS: dict[str, str] = {
    "series": "title",
    "defined_term": "title",
    "ranking": "security-type",
    "purchase_amount_label": "purchase-amount",
    "maturity_year": "maturity-date",
    "interest.periods.payments": "interest-payment-dates",
    "interest.day_count": "day-count",
    "interest.business_day_convention": "business-day-convention",
}
#: Texts that are called as the thing they are the words of.
_LISTED = re.compile(r"(amendments|selling_restrictions\.restrictions)\[\d+\]\.text")
_CALLED = {"amendments": "Amendment", "selling_restrictions.restrictions": "Selling restriction"}
#: Printer's matter: page numbers and the like.
_LEFT_OUT = re.compile(r"document\.page_marks|annex\.column_headings")


def passages(record: DealRecord, archive: Archive, tables: Tables) -> Iterator[Passage]:
    """Yield the passages of a deal, without the lines of its paper."""
    deal_id = record.deal.deal_id
    yield Passage("", "Deal", deal_id)
    printed = set()
    for row in tables.of_deal("stated_values", deal_id):
        if row["value"] is not None and not _LEFT_OUT.match(row["field"]):
            shown = _shown(row)
            printed.add(shown)
            yield Passage(_place(record, row["field"]), _label(record, row["field"]), shown)
    for row in tables.of_deal("amendments", deal_id):
        yield from _amendment(row)
    yield from _other_names(record, archive, tables, printed)


def lines(record: DealRecord) -> list[tuple[int, str]]:
    """Return the lines of the held paper that hold words, with their numbers."""
    exhibit = record.exhibit
    if exhibit is None:
        return []
    return [
        (number, exhibit.lines[number - 1].strip())
        for number in sorted(exhibit.written - exhibit.furniture)
    ]


def _shown(row: Row) -> str:
    value: str = row["value"]
    if _LARGE.fullmatch(value) and row["field"].endswith(("amount", "count", "amount_per_unit")):
        whole, _, part = value.partition(".")
        value = f"{int(whole):,}" + (f".{part}" if part.strip("0") else "")
    elif _ISO_DAY.fullmatch(value):
        value = f"{fmt.day(date.fromisoformat(value))}, {value}"
    elif _DAYS_OF_YEAR.fullmatch(value):
        value = ", ".join(map(fmt.month_day, value.split("; ")))
    elif _CODE.fullmatch(value):
        value = value.replace("_", " ")
    printed = row["as_printed"]
    shown = f"{value} (printed “{printed}”)" if printed and printed != value else value
    return shown.replace(fmt.NBSP, " ")


def _label(record: DealRecord, name: str) -> str:
    if (found := _LISTED.fullmatch(name)) is not None:
        item = _place(record, name).partition("-")[2]
        return f"{_CALLED[found[1]]} ({item})"
    words = fmt.upper_first(label(name))
    security = _SECURITY.match(name)
    if security and len(record.deal.securities) > 1:
        return f"{words}, security {record.deal.securities[int(security[1])].security_id}"
    return words


def _place(record: DealRecord, name: str) -> str:
    deal = record.deal
    if security := _SECURITY.fullmatch(name):
        number, row = int(security[1]), _row(record, int(security[1]), security[2])
        if not row:
            return "terms"
        first = f"term-{row}"
        return f"term-{deal.securities[number].security_id}-{row}" if number else first
    if name.startswith("amendments[") and not isinstance(deal.amendments, Blank):
        return anchor("amendment", deal.amendments[_number(name)].item)
    if name.startswith("selling_restrictions.restrictions["):
        group = deal.selling_restrictions
        if not isinstance(group, Blank):
            number = _number(name)
            return anchor("restriction", group.restrictions[number].item or number + 1)
    keys = _NUMBERED.sub("", name).split(".")
    for length in (2, 1):
        if (path := ".".join(keys[:length])) in _PLACES:
            return _PLACES[path]
    return "terms"


def _row(record: DealRecord, number: int, name: str) -> str:
    """Return the row of the terms that shows a field of a security; empty: none of its own."""
    keys = _NUMBERED.sub("", name).split(".")
    if keys[0] == "other_terms":
        return ""
    if keys[0] == "currency":
        known = record.deal.securities[number].principal_amount.value is not None
        return "principal-amount" if known else "currency"
    for length in (3, 2, 1):
        if (path := ".".join(keys[:length])) in _ROWS:
            return _ROWS[path]
    return slug(keys[0])


def _number(name: str) -> int:
    found = _NUMBERED.search(name)
    return int(found[1]) if found else 0


def _amendment(row: Row) -> Iterator[Passage]:
    where = anchor("amendment", row["item"])
    kind = OPERATION_KINDS.get(row["operation"], row["operation"])
    at = row["place_as_printed"]
    called = f"Amendment ({row['item']}), {kind}"
    if at:
        yield Passage(where, called, at)
    for name, words, zone in (
        ("words removed", row["old_text"], ZONES["removed"]),
        ("words inserted", row["new_text"], ZONES["inserted"]),
        ("term", row["term"], ""),
        ("meaning", row["meaning"], ""),
    ):
        if words:
            yield Passage(where, f"Amendment ({row['item']}), {name}", words, zone)


def _other_names(
    record: DealRecord, archive: Archive, tables: Tables, printed: set[str]
) -> Iterator[Passage]:
    """Yield the names of the deal's firms that the paper does not print."""
    deal = record.deal
    firms = [("term-issuer", "issuer", archive.issuers.get(deal.issuer))]
    firms += [
        ("allocations", "underwriter", archive.underwriters.get(row["underwriter_id"]))
        for row in tables.of_deal("deal_underwriters", deal.deal_id)
    ]
    firms += [
        ("people", "counsel", archive.counsel.get(entry.counsel))
        for entry in (deal.counsel if isinstance(deal.counsel, tuple) else ())
        if entry.counsel
    ]
    said = set(printed)
    for where, role, party in firms:
        for name in party.names if party else ():
            if name not in said:
                said.add(name)
                yield Passage(where, f"Another name of the {role}", name)

"""From records to rows: who takes part, and what the clauses say."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from pipeline.amendments.of_deal import Amendments
from pipeline.records.amendment import Place
from pipeline.records.archive import DealRecord
from pipeline.records.base import Blank
from pipeline.records.terms import RestrictionPeriod
from pipeline.tables.rows import Row, known, value


def underwriter_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the rows of ``deal_underwriters``; the annex serves where no list is known."""
    deal = record.deal
    if not isinstance(deal.underwriters, Blank):
        for position, entry in enumerate(deal.underwriters.names, 1):
            yield {
                "deal_id": deal.deal_id,
                "position": position,
                "underwriter_id": entry.underwriter,
                "name_as_printed": value(entry.name),
                "role": value(entry.role),
                "named_in": deal.underwriters.named_in,
            }
        return
    annex = known(deal.annex)
    firms = {row.underwriter: row for row in reversed(annex.allocations)} if annex else {}
    for position, (underwriter, row) in enumerate(reversed(firms.items()), 1):
        yield {
            "deal_id": deal.deal_id,
            "position": position,
            "underwriter_id": underwriter,
            "name_as_printed": value(row.name),
            "role": None,
            "named_in": "annex",
        }


def allocation_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the rows of ``allocations``, with the share of the principal, or of the units sold."""
    annex = known(record.deal.annex)
    if annex is None:
        return
    principal = {s.security_id: value(s.principal_amount) for s in record.deal.securities}
    sold = {s.security_id: s.number_sold for s in record.deal.securities}
    positions: dict[str, int] = {}
    for entry in annex.allocations:
        positions[entry.security] = positions.get(entry.security, 0) + 1
        amount, total = value(entry.principal_amount), principal.get(entry.security)
        units = value(entry.units) if entry.units is not None else None
        if amount is None and units is not None:
            amount, total = Decimal(units), sold.get(entry.security)
        share = None
        if amount is not None and total:
            share = (amount * 100 / total).quantize(Decimal("0.000001")).normalize()
        yield {
            "deal_id": record.deal.deal_id,
            "security_id": entry.security,
            "position": positions[entry.security],
            "underwriter_id": entry.underwriter,
            "name_as_printed": value(entry.name),
            "principal_amount": value(entry.principal_amount),
            "units": units,
            "share_pct": share,
        }


def amendment_rows(record: DealRecord, amendments: Amendments) -> Iterator[Row]:
    """Yield the rows of ``amendments``.

    ``resolution`` and the columns after it are what the engine found in the text of the
    base document; where the archive does not hold it, ``base_not_held``.
    """
    deal = record.deal
    if isinstance(deal.amendments, Blank):
        return
    incorporation = known(deal.incorporation)
    worked = amendments.of(deal)
    found = (worked.resolutions[one.id] for one in worked.instructions)
    for item in deal.amendments:
        for number, operation in enumerate(item.operations, 1):
            place = operation.place or Place()
            resolution = next(found)
            yield {
                "deal_id": deal.deal_id,
                "item": item.item,
                "operation_no": number,
                "operation": operation.kind,
                "base_document_id": incorporation.base_document if incorporation else None,
                "scope": operation.scope,
                "place_as_printed": place.as_printed,
                "section": place.section,
                "subsection": place.subsection,
                "paragraph": place.paragraph,
                "line": place.line,
                "sentence": place.sentence,
                "clause": place.clause,
                "old_text": operation.old_text,
                "new_text": operation.new_text,
                "term": operation.term,
                "meaning": operation.meaning,
                "summary": operation.summary,
                "resolution": resolution.status.value,
                "is_applied": resolution.is_applied if worked.varied else None,
                "found_place": resolution.path if worked.varied else None,
                "found_line": resolution.found_line,
                "matches": resolution.matches if worked.varied else None,
                "resolution_note": resolution.message or None,
            }


def restriction_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the rows of ``selling_restrictions``.

    A restricted period of n months from the Closing Date ends on the day of that number
    n months later, or on the last day of a shorter month.
    """
    group = known(record.deal.selling_restrictions)
    closing: date | None = value(record.deal.closing.date)
    for number, entry in enumerate(group.restrictions if group else (), 1):
        period = entry.period
        yield {
            "deal_id": record.deal.deal_id,
            "item": entry.item or str(number),
            "jurisdiction": value(entry.jurisdiction),
            "statute": "; ".join(str(value(s)) for s in entry.statutes) or None,
            "period_months": value(period.months) if period else None,
            "period_end_date": _period_end(period, closing) if period and closing else None,
            "text": value(entry.text),
        }


def _period_end(period: RestrictionPeriod, closing: date) -> date | None:
    """Return the end of a period counted from the Closing Date; None for any other start."""
    months = value(period.months)
    if months is None or "closing date" not in str(value(period.starts)).lower():
        return None
    return (pd.Timestamp(closing) + pd.DateOffset(months=months)).date()


def condition_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the rows of ``conditions``."""
    conditions = record.deal.conditions
    for number, entry in enumerate(conditions if isinstance(conditions, tuple) else (), 1):
        sections = value(entry.beside_sections)
        yield {
            "deal_id": record.deal.deal_id,
            "condition_no": number,
            "kind": entry.kind,
            "giver": value(entry.giver),
            "side": entry.side,
            "topic": value(entry.topic),
            "beside_sections": "; ".join(sections) if sections else None,
        }


def people_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the rows of ``people``: signatories, the addressee's office, lawyers."""
    deal = record.deal
    rows: dict[tuple[str, str], Row] = {}

    def add(role: str, party: Any, name: Any, title: Any, capacity: Any) -> None:
        key = (role, str(party or ""))
        while key in rows:
            key = (role, f"{key[1]} (further)")
        rows[key] = {
            "deal_id": deal.deal_id,
            "role": role,
            "party": key[1] or None,
            "name": name,
            "title": title,
            "capacity": capacity,
        }

    if value(deal.issuer_named.attention):
        add(
            "addressee",
            value(deal.issuer_named.name),
            None,
            value(deal.issuer_named.attention),
            None,
        )
    for signature in deal.signatures if isinstance(deal.signatures, tuple) else ():
        add(
            "signatory",
            value(signature.party),
            value(signature.name),
            value(signature.title),
            value(signature.capacity),
        )
    for lawyer in deal.counsel if isinstance(deal.counsel, tuple) else ():
        side = (
            "underwriters"
            if lawyer.role == "underwriters_counsel"
            else (value(deal.issuer_named.name))
        )
        add(lawyer.role, side, value(lawyer.name), value(lawyer.title), None)
    yield from rows.values()

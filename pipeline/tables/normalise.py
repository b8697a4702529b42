"""From records to rows: what the papers state, one function a table."""

from collections.abc import Callable, Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any

import pandas as pd

from pipeline.records.archive import DealRecord
from pipeline.records.base import Blank, Stated
from pipeline.records.deal import fields
from pipeline.records.interest import Interest, InterestPeriod, PaymentDates, RecordDates
from pipeline.records.security import Security
from pipeline.records.terms import (
    Annex,
    Incorporation,
    Listing,
    Place,
    RestrictionPeriod,
    SellingRestrictions,
)

Row = dict[str, Any]


def value(stated: Stated[Any] | Blank | None) -> Any:
    """Return a stated value; None where it is blank or left out."""
    return stated.value if isinstance(stated, Stated) else None


def known(group: Any, kind: type) -> Any:
    """Return a group of fields; None where it is blank or left out."""
    return group if isinstance(group, kind) else None


def deal_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the row of ``deals``."""
    deal = record.deal
    registration = None if isinstance(deal.registration, Blank) else deal.registration
    incorporation = known(deal.incorporation, Incorporation)
    listing = known(deal.listing, Listing)
    filing = None if isinstance(deal.document.filing, Blank) else deal.document.filing
    yield {
        "deal_id": deal.deal_id,
        "issuer_id": deal.issuer,
        "issuer_name": value(deal.issuer_named.name),
        "agreement_date": value(deal.agreement_date),
        "dated_by": deal.dated_by,
        "pricing_date": value(deal.pricing_date),
        "closing_date": value(deal.closing.date),
        "closing_time": value(deal.closing.time),
        "closing_time_zone": value(deal.closing.time_zone),
        "closing_place": value(deal.closing.place),
        "base_document_id": incorporation.base_document if incorporation else None,
        "registration_form": value(registration.form) if registration else None,
        "registration_file_number": value(registration.file_number) if registration else None,
        "base_prospectus_date": value(registration.base_prospectus_date) if registration else None,
        "prospectus_supplement_date": (
            value(registration.prospectus_supplement_date) if registration else None
        ),
        "commitment": value(deal.offer.commitment) if deal.offer else None,
        "guarantor_name": value(deal.guarantor.name) if deal.guarantor else None,
        "listing_exchange": value(listing.exchange) if listing else None,
        "completeness": deal.seen.extent,
        "seen": deal.seen.what,
        "document_kind": deal.document.kind,
        "exhibit_label": value(deal.document.exhibit_label),
        "filing_form": filing.form if filing else None,
        "accession_number": filing.accession_number if filing else None,
        "source_url": deal.sources[0].url if deal.sources else None,
        "review_state": deal.review.state,
        "reviewed_by": deal.review.by,
        "reviewed_date": deal.review.on,
    }


def security_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the rows of ``securities``."""
    for security in record.deal.securities:
        units, shares = security.units, security.shares
        accrued = (
            None if isinstance(security.accrued_interest, Blank) else (security.accrued_interest)
        )
        redemption = None if isinstance(security.redemption, Blank) else security.redemption
        reopening = security.reopening
        yield {
            "deal_id": record.deal.deal_id,
            "security_id": security.security_id,
            "title": value(security.title),
            "series": value(security.series),
            "security_type": value(security.security_type),
            "ranking": value(security.ranking),
            "currency": value(security.currency),
            "principal_amount": value(security.principal_amount),
            "units": value(units.count) if units else value(shares.count) if shares else None,
            "amount_per_unit": value(units.amount_per_unit) if units else None,
            "price_to_public_pct": value(security.price_to_public_pct),
            "purchase_price_pct": value(security.purchase_price_pct),
            "price_to_public_per_unit": value(security.price_to_public_per_unit),
            "purchase_price_per_unit": value(security.purchase_price_per_unit),
            "purchase_amount": value(security.purchase_amount),
            "stated_gross_spread_pct": value(security.gross_spread_pct),
            "stated_net_proceeds_amount": value(security.net_proceeds_amount),
            **_interest(security.known_interest),
            **_record_dates(security),
            "accrued_from_date": value(accrued.from_date) if accrued else None,
            "accrued_to_date": value(accrued.to_date) if accrued else None,
            "maturity_date": value(security.maturity_date),
            "maturity_year": value(security.maturity_year),
            "redemption_kind": value(redemption.kind) if redemption else None,
            "is_reopening": reopening is not None,
            "reopening_of": value(reopening.of) if reopening else None,
            "reopening_of_deal_id": reopening.of_deal if reopening else None,
            "isin": value(security.isin),
            "cusip": value(security.cusip),
        }


def _interest(interest: Interest | None) -> Row:
    if interest is None:
        return {}
    first = interest.periods[0] if interest.periods else None
    floating = next((p for p in interest.periods if p.type == "floating"), None)
    payments = known(first.payments, PaymentDates) if first else None
    return {
        "interest_type": value(interest.type),
        "coupon_pct": interest.rate_pct,
        "reference_rate": value(floating.reference_rate) if floating else None,
        "spread_pct": value(floating.spread_pct) if floating else None,
        "interest_frequency": value(payments.frequency) if payments else None,
        "interest_days": _days(payments.days) if payments else None,
        "first_interest_payment_date": value(payments.first_payment_date) if payments else None,
        "day_count": value(interest.day_count),
        "business_day_convention": value(interest.business_day_convention),
    }


def _record_dates(security: Security) -> Row:
    dates = known(security.record_dates, RecordDates)
    if dates is None:
        return {}
    return {
        "record_date_kind": dates.kind,
        "record_days": _days(dates.days),
        "record_business_days_before": value(dates.business_days_before),
    }


def _days(stated: Stated[tuple[str, ...]] | None) -> str | None:
    days = value(stated)
    return " ".join(days) if days else None


def interest_period_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the rows of ``interest_periods``."""
    for security in record.deal.securities:
        interest = security.known_interest
        for number, period in enumerate(interest.periods if interest else (), 1):
            yield {
                "deal_id": record.deal.deal_id,
                "security_id": security.security_id,
                "period_no": number,
                **_period(period),
            }


def _period(period: InterestPeriod) -> Row:
    payments = known(period.payments, PaymentDates)
    dates = value(payments.dates) if payments else None
    return {
        "period_type": period.type,
        "from_date": value(period.from_date),
        "from_text": value(period.from_text),
        "to_date": value(period.to_date),
        "to_text": value(period.to_text),
        "rate_pct": value(period.rate_pct),
        "reference_rate": value(period.reference_rate),
        "rate_source": value(period.rate_source),
        "spread_pct": value(period.spread_pct),
        "cash_total": value(period.cash_total),
        "frequency": value(payments.frequency) if payments else None,
        "payment_days": _days(payments.days) if payments else None,
        "payment_dates": " ".join(day.isoformat() for day in dates) if dates else None,
        "first_payment_date": value(payments.first_payment_date) if payments else None,
    }


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
    annex = known(deal.annex, Annex)
    rows = {entry.underwriter: entry for entry in reversed(annex.allocations)} if annex else {}
    for position, (underwriter, entry) in enumerate(reversed(rows.items()), 1):
        yield {
            "deal_id": deal.deal_id,
            "position": position,
            "underwriter_id": underwriter,
            "name_as_printed": value(entry.name),
            "role": None,
            "named_in": "annex",
        }


def allocation_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the rows of ``allocations``, with the share of the security's principal."""
    annex = known(record.deal.annex, Annex)
    if annex is None:
        return
    principal = {s.security_id: value(s.principal_amount) for s in record.deal.securities}
    positions: dict[str, int] = {}
    for entry in annex.allocations:
        positions[entry.security] = positions.get(entry.security, 0) + 1
        amount, total = value(entry.principal_amount), principal.get(entry.security)
        share = None
        if amount is not None and total:
            share = (amount * 100 / total).quantize(Decimal("0.000001")).normalize()
        yield {
            "deal_id": record.deal.deal_id,
            "security_id": entry.security,
            "position": positions[entry.security],
            "underwriter_id": entry.underwriter,
            "name_as_printed": value(entry.name),
            "principal_amount": amount,
            "share_pct": share,
        }


def amendment_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the rows of ``amendments``.

    ``resolution`` says whether the place was found in the base document; where the
    archive does not hold its text that is all there is to say.
    """
    deal = record.deal
    if isinstance(deal.amendments, Blank):
        return
    incorporation = known(deal.incorporation, Incorporation)
    for item in deal.amendments:
        for number, operation in enumerate(item.operations, 1):
            place = operation.place or Place()
            yield {
                "deal_id": deal.deal_id,
                "item": item.item,
                "operation_no": number,
                "operation": operation.operation,
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
                "resolution": "base_not_held",
            }


def restriction_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the rows of ``selling_restrictions``.

    A restricted period of n months from the Closing Date ends on the day of that number
    n months later, or on the last day of a shorter month.
    """
    group = known(record.deal.selling_restrictions, SellingRestrictions)
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


def stated_value_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the rows of ``stated_values``: each field of the record."""
    for name, _, stated in fields(record.deal):
        blank = isinstance(stated, Blank)
        yield {
            "deal_id": record.deal.deal_id,
            "field": name,
            "value": None if isinstance(stated, Blank) else as_text(stated.value),
            "as_printed": None if isinstance(stated, Blank) else stated.as_printed,
            "blank_reason": stated.blank,
            "stated_in": stated.document,
            "note": stated.note,
            "review_state": None if blank else getattr(stated, "state", None),
        }


def as_text(stated: Any) -> str | None:
    """Write any stated value as text; None stays None."""
    if stated is None or isinstance(stated, str):
        return stated
    if isinstance(stated, bool):
        return "yes" if stated else "no"
    if isinstance(stated, tuple):
        return "; ".join(str(as_text(part)) for part in stated)
    if isinstance(stated, time):
        return stated.isoformat("minutes")
    if isinstance(stated, date):
        return stated.isoformat()
    return format(stated, "f") if isinstance(stated, Decimal) else str(stated)


def citation_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the rows of ``citations``."""
    for name, _, stated in fields(record.deal):
        if isinstance(stated, Blank):
            continue
        for number, citation in enumerate(stated.citations):
            yield {
                "deal_id": record.deal.deal_id,
                "field": name if number == 0 else f"{name}.also[{number - 1}]",
                "exhibit": f"data/exhibits/{record.deal.deal_id}.txt",
                "line_from": citation.lines.first,
                "line_to": citation.lines.last,
                "quote": citation.quote,
            }


#: The rows that each table takes from one deal.
DEAL_TABLES: dict[str, Callable[[DealRecord], Iterator[Row]]] = {
    "deals": deal_rows,
    "securities": security_rows,
    "interest_periods": interest_period_rows,
    "deal_underwriters": underwriter_rows,
    "allocations": allocation_rows,
    "amendments": amendment_rows,
    "selling_restrictions": restriction_rows,
    "conditions": condition_rows,
    "people": people_rows,
    "stated_values": stated_value_rows,
    "citations": citation_rows,
}

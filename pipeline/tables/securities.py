"""From records to rows: the deal, its securities and their interest."""

from collections.abc import Iterator

from pipeline.records.archive import DealRecord
from pipeline.records.base import Stated
from pipeline.records.interest import Interest, InterestPeriod
from pipeline.records.security import Security
from pipeline.tables.rows import Row, known, value


def deal_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the row of ``deals``."""
    deal = record.deal
    registration = known(deal.registration)
    incorporation = known(deal.incorporation)
    listing = known(deal.listing)
    filing = known(deal.document.filing)
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
        accrued = known(security.accrued_interest)
        redemption = known(security.redemption)
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
    payments = known(first.payments) if first else None
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
    dates = known(security.record_dates)
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
    payments = known(period.payments)
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

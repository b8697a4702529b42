"""From a record to what its figures are computed from: the values, and why one is not known."""

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from pipeline.economics.inputs import MonthDay, SecurityInputs
from pipeline.records.base import Blank, Record, Stated
from pipeline.records.codes import PAYMENTS_PER_YEAR
from pipeline.records.deal import Deal
from pipeline.records.interest import Interest, InterestPeriod, PaymentDates
from pipeline.records.security import Security

T = TypeVar("T")
R = TypeVar("R", bound=Record)

_Place = Stated[Any] | Blank | None

#: Securities whose repayment follows a share, an index or a currency.
_LINKED = frozenset({"equity_linked_notes", "index_linked_notes", "currency_linked_notes"})

#: What a repayment says that is the stated amount and nothing else.
_PLAIN_REPAYMENT = ("100%", "at par", "principal amount")


def security_inputs(deal: Deal, security: Security) -> SecurityInputs:
    """Return what the figures of one security of a deal rest on.

    Nothing is computed with a value that the record holds to be misprinted. What is not
    known is None, and ``reasons`` says why, in the words of the record's blanks.
    """
    interest = _group(security.interest)
    period = _first(interest)
    payments = _group(period.payments) if period else None
    allocations = _allocations(deal, security)
    return SecurityInputs(
        interest_type=_value(interest.type) if interest else None,
        currency=_value(security.currency),
        principal_amount=_value(security.principal_amount),
        price_to_public_pct=_value(security.price_to_public_pct),
        purchase_price_pct=_value(security.purchase_price_pct),
        purchase_amount=_value(security.purchase_amount),
        units=_count(security),
        price_to_public_per_unit=_value(security.price_to_public_per_unit),
        purchase_price_per_unit=_value(security.purchase_price_per_unit),
        rate_pct=_value(period.rate_pct) if period else None,
        payments_per_year=_payments_per_year(payments),
        payment_days=_payment_days(payments),
        payment_dates=(_value(payments.dates) or ()) if payments else (),
        first_payment=_value(payments.first_payment_date) if payments else None,
        maturity_date=_value(security.maturity_date),
        day_count=_value(interest.day_count) if interest else None,
        business_day_convention=_value(interest.business_day_convention) if interest else None,
        agreement_date=_value(deal.agreement_date),
        closing_date=_value(deal.closing.date),
        is_reopening=security.reopening is not None,
        accrued_from=interest_start(security),
        principal_linked=principal_linked(security),
        allocations=allocations,
        reasons=_reasons(deal, security),
    )


def _count(security: Security) -> int | None:
    """Return how many units or shares are sold; None where they are not counted."""
    counted = security.units or security.shares
    return _value(counted.count) if counted else None


def principal_linked(security: Security) -> bool:
    """Whether what is repaid depends on a share, an index, a currency or a formula."""
    payment = _value(security.maturity_payment)
    formula = payment is not None and not any(
        words in payment.lower() for words in _PLAIN_REPAYMENT
    )
    return security.security_type.value in _LINKED or formula


def interest_start(security: Security) -> date | None:
    """Return the stated day from which interest runs; None where no date is stated."""
    accrued = _group(security.accrued_interest)
    period = _first(_group(security.interest))
    return (_value(accrued.from_date) if accrued else None) or (
        _value(period.from_date) if period else None
    )


def _value(stated: Stated[T] | None) -> T | None:
    return None if stated is None or stated.misprint is not None else stated.value


def _group(group: R | Blank | None) -> R | None:
    return None if isinstance(group, Blank) else group


def _first(interest: Interest | None) -> InterestPeriod | None:
    return interest.periods[0] if interest is not None and interest.periods else None


def _payments_per_year(payments: PaymentDates | None) -> int | None:
    frequency = _value(payments.frequency) if payments else None
    return None if frequency is None else PAYMENTS_PER_YEAR.get(frequency)


def _payment_days(payments: PaymentDates | None) -> tuple[MonthDay, ...]:
    days = (_value(payments.days) if payments else None) or ()
    return tuple((int(day[:2]), int(day[3:])) for day in days)


def _allocations(deal: Deal, security: Security) -> tuple[Decimal, ...] | None:
    """Return the amounts of one security opposite the names; None unless all are known.

    Where the annex counts units or shares, their numbers.
    """
    annex = _group(deal.annex)
    if annex is None or annex.cut_off is not None:
        return None
    rows = [row for row in annex.allocations if row.security == security.security_id]
    amounts = [_value(row.principal_amount) for row in rows]
    units = [_value(row.units) for row in rows]
    for column in (amounts, [None if one is None else Decimal(one) for one in units]):
        known = tuple(one for one in column if one is not None)
        if known and len(known) == len(rows):
            return known
    return None


def _reasons(deal: Deal, security: Security) -> dict[str, str]:
    """Return, by input, why it is unknown: ``not_seen``, ``stated_elsewhere: <document>`` …."""
    left_out = "not_stated" if deal.seen.extent == "whole" else "not_seen"
    interest = security.interest
    period = interest if isinstance(interest, Blank) else _first(interest)
    payments = period if period is None or isinstance(period, Blank) else period.payments
    days = _within(payments, "days")
    places: dict[str, _Place] = {
        "interest_type": _within(interest, "type"),
        "currency": security.currency,
        "principal_amount": security.principal_amount,
        "price_to_public_pct": security.price_to_public_pct,
        "purchase_price_pct": security.purchase_price_pct,
        "purchase_amount": security.purchase_amount,
        "units": _within(security.units or security.shares, "count"),
        "price_to_public_per_unit": security.price_to_public_per_unit,
        "purchase_price_per_unit": security.purchase_price_per_unit,
        "rate_pct": _within(period, "rate_pct"),
        "payments_per_year": _within(payments, "frequency") or days,
        "payment_days": days,
        "payment_dates": days,
        "first_payment": _within(payments, "first_payment_date"),
        "maturity_date": security.maturity_date,
        "day_count": _within(interest, "day_count"),
        "agreement_date": deal.agreement_date,
        "closing_date": deal.closing.date,
        "accrued_from": _within(security.accrued_interest, "from_date"),
        "allocations": _within(deal.annex, "cut_off"),
    }
    return {name: _reason(place, left_out) for name, place in places.items()}


def _within(group: Record | None, name: str) -> _Place:
    """Return a field of a group; the group itself where it is blank as a whole."""
    if group is None or isinstance(group, Blank):
        return group
    place: _Place = getattr(group, name)
    return place


def _reason(place: _Place, left_out: str) -> str:
    if place is None:
        return left_out
    if isinstance(place, Stated) and place.misprint is not None:
        return f"held to be misprinted ({place.misprint})"
    if place.blank is None:
        return left_out
    return f"{place.blank}: {place.document}" if place.document else place.blank

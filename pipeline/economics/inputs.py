"""What the figures of one security are computed from: plain values, None where unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from pipeline.economics.figure import NoValueError, show_date

T = TypeVar("T")

MonthDay = tuple[int, int]

#: The words for each input, as reasons and the inputs of a figure name it.
LABELS: dict[str, str] = {
    "interest_type": "interest type",
    "currency": "currency",
    "principal_amount": "principal amount",
    "price_to_public_pct": "price to public",
    "purchase_price_pct": "purchase price",
    "purchase_amount": "purchase amount",
    "units": "number of units",
    "price_to_public_per_unit": "price to public per unit",
    "purchase_price_per_unit": "purchase price per unit",
    "rate_pct": "interest rate",
    "payments_per_year": "payments a year",
    "payment_days": "interest payment dates",
    "payment_dates": "interest payment dates",
    "first_payment": "first interest payment date",
    "maturity_date": "maturity date",
    "day_count": "day count",
    "business_day_convention": "business-day convention",
    "agreement_date": "agreement date",
    "closing_date": "closing date",
    "accrued_from": "date from which interest accrues",
    "allocations": "allocations",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityInputs:
    """The values that the figures of one security rest on.

    Amounts are in units of ``currency``; prices and rates are per cent (of principal, per
    year) unless the name says per unit. Codes:

    ``interest_type``
        fixed, floating, fixed_to_floating, fixed_reset, index_linked, fixed_cash, zero, dividend
    ``day_count``
        30_360, 30e_360, act_act_icma, act_360, act_365f; None when not stated
    ``business_day_convention``
        following, modified_following, preceding, unadjusted; None when not stated

    ``payment_days`` are (month, day) as printed; a day past a month's end means its last
    day. ``payment_dates`` are all payment dates, where they are listed one by one instead.
    ``first_payment`` is as printed, even if it was moved to a business day.
    ``accrued_from`` is the stated start of interest. ``principal_linked`` says that what
    is repaid depends on a share, an index or a formula. ``allocations`` are the amounts
    opposite the underwriters' names, None unless all are known. ``reasons`` says, by
    field, why a value is unknown (``not_seen``, ``stated_elsewhere: <document>`` …).
    """

    interest_type: str | None = None
    currency: str | None = None
    principal_amount: Decimal | None = None
    price_to_public_pct: Decimal | None = None
    purchase_price_pct: Decimal | None = None
    purchase_amount: Decimal | None = None
    units: Decimal | int | None = None
    price_to_public_per_unit: Decimal | None = None
    purchase_price_per_unit: Decimal | None = None
    rate_pct: Decimal | None = None
    payments_per_year: int | None = None
    payment_days: tuple[MonthDay, ...] = ()
    payment_dates: tuple[date, ...] = ()
    first_payment: date | None = None
    maturity_date: date | None = None
    day_count: str | None = None
    business_day_convention: str | None = None
    agreement_date: date | None = None
    closing_date: date | None = None
    is_reopening: bool = False
    accrued_from: date | None = None
    principal_linked: bool = False
    allocations: tuple[Decimal, ...] | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)

    def need(self, value: T | None, name: str) -> T:
        """Return ``value``, or raise ``NoValueError`` naming the input and why it is unknown."""
        if value is None:
            raise NoValueError(self.missing(name))
        return value

    def missing(self, name: str) -> str:
        """Return the words for an unknown input: ``price to public: not seen``."""
        code, colon, document = self.reasons.get(name, "not_known").partition(":")
        return f"{LABELS[name]}: {code.replace('_', ' ')}{colon}{document}"

    def principal(self) -> Decimal:
        """Return the principal amount; raise ``NoValueError`` if unknown or not above zero."""
        amount = self.need(self.principal_amount, "principal_amount")
        if amount <= 0:
            raise NoValueError("principal amount: not above zero")
        return amount

    def closing(self) -> date:
        """Return the closing date; raise ``NoValueError`` if unknown or before the agreement."""
        closing = self.need(self.closing_date, "closing_date")
        if self.agreement_date is not None and closing < self.agreement_date:
            raise NoValueError(
                f"the closing date, {show_date(closing)}, lies before the agreement date, "
                f"{show_date(self.agreement_date)}"
            )
        return closing

"""The economics of a security: prices to money, yields, cash flows, settlement, concentration.

Usable by itself::

    from datetime import date
    from decimal import Decimal
    from pipeline.economics import SecurityInputs, cash_flows, compute

    notes = SecurityInputs(
        interest_type="fixed",
        currency="USD",
        principal_amount=Decimal("1000000000"),
        price_to_public_pct=Decimal("99.760"),
        purchase_price_pct=Decimal("99.435"),
        rate_pct=Decimal("3.625"),
        payments_per_year=2,
        payment_days=((2, 9), (8, 9)),
        first_payment=date(2004, 8, 9),
        maturity_date=date(2009, 2, 9),
        agreement_date=date(2004, 2, 2),
        closing_date=date(2004, 2, 9),
    )
    compute(notes)["reoffer_yield_pct"].value  # about 3.677988
    cash_flows(notes).payments[0].amount  # 18,125,000.00

Every figure says what it was computed from and what it assumes, or why it is blank;
``METHODS`` says how each is computed and which rule it follows.

::

    figure ── inputs ─┬─ currencies ── pricing ───────────────┐
                      ├─ schedule ── daycount ── bond ─┬─ yields ── compute
                      │                                ├─ interest ──┤
    engine ───────────┼─ settlement ───────────────────┴─ cashflows ─┤
                      └─ concentration ──────────────────────────────┘

``of_deal`` makes the inputs from a record; nothing else here knows of records. ``engine``
alone touches QuantLib; ``schedule`` alone makes dates of printed payment days.
"""

from pipeline.economics.cashflows import CashFlow, CashFlows, cash_flows
from pipeline.economics.compute import compute
from pipeline.economics.concentration import shares_pct
from pipeline.economics.figure import Figure, NoValueError
from pipeline.economics.inputs import SecurityInputs
from pipeline.economics.method import Method
from pipeline.economics.methods import METHODS, SUBJECTS
from pipeline.economics.settlement import (
    CALENDAR_NAME,
    StripDay,
    is_business_day,
    settlement_strip,
    standard_cycle,
)

__all__ = [
    "CALENDAR_NAME",
    "METHODS",
    "SUBJECTS",
    "CashFlow",
    "CashFlows",
    "Figure",
    "Method",
    "NoValueError",
    "SecurityInputs",
    "StripDay",
    "cash_flows",
    "compute",
    "is_business_day",
    "settlement_strip",
    "shares_pct",
    "standard_cycle",
]

"""Real securities as the economics package takes them, and made-up variants for test vectors."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from pipeline.economics import SecurityInputs

SEED = SecurityInputs(
    interest_type="fixed",
    currency="USD",
    principal_amount=Decimal(1000000000),
    price_to_public_pct=Decimal("99.760"),
    purchase_price_pct=Decimal("99.435"),
    rate_pct=Decimal("3.625"),
    payments_per_year=2,
    payment_days=((2, 9), (8, 9)),
    first_payment=date(2004, 8, 9),
    maturity_date=date(2009, 2, 9),
    agreement_date=date(2004, 2, 2),
    closing_date=date(2004, 2, 9),
    accrued_from=date(2004, 2, 9),
    allocations=tuple(
        Decimal(amount) for amount in [840_000_000, *[25_000_000] * 4, *[10_000_000] * 6]
    ),
)

#: The seed's terms with interest from 17 February: a first coupon of less than a half-year.
SHORT_FIRST = replace(SEED, closing_date=date(2004, 2, 17), accrued_from=date(2004, 2, 17))

#: The seed's terms with the first payment a year after closing.
LONG_FIRST = replace(SEED, first_payment=date(2005, 2, 9))

#: The seed's terms, sold again on 20 May 2004.
REOPENING = replace(
    SEED,
    is_reopening=True,
    agreement_date=date(2004, 5, 17),
    closing_date=date(2004, 5, 20),
)

#: Five-year euro notes that pay once a year.
EUR_ANNUAL = SecurityInputs(
    interest_type="fixed",
    currency="EUR",
    principal_amount=Decimal(1000000000),
    price_to_public_pct=Decimal("99.945"),
    purchase_price_pct=Decimal("99.695"),
    rate_pct=Decimal("4.625"),
    payments_per_year=1,
    payment_days=((11, 14),),
    first_payment=date(2003, 11, 14),
    maturity_date=date(2007, 11, 14),
    closing_date=date(2002, 11, 14),
)

#: 2.400 % yen notes of 24 October 2005: first payment printed on the Monday after the day.
YEN_2005 = SecurityInputs(
    interest_type="fixed",
    currency="JPY",
    principal_amount=Decimal(50000000000),
    price_to_public_pct=Decimal("99.773"),
    purchase_price_pct=Decimal("99.273"),
    rate_pct=Decimal("2.400"),
    payments_per_year=2,
    payment_days=((4, 30), (10, 31)),
    first_payment=date(2006, 5, 1),
    maturity_date=date(2025, 10, 31),
    agreement_date=date(2005, 10, 24),
    closing_date=date(2005, 10, 31),
    accrued_from=date(2005, 10, 31),
)

#: 2.80 % yen notes of 15 June 2007: maturity one day before the payment day.
YEN_2007 = SecurityInputs(
    interest_type="fixed",
    currency="JPY",
    principal_amount=Decimal(50000000000),
    price_to_public_pct=Decimal("99.938"),
    purchase_price_pct=Decimal("99.438"),
    rate_pct=Decimal("2.80"),
    payments_per_year=2,
    payment_days=((6, 26), (12, 26)),
    first_payment=date(2007, 12, 26),
    maturity_date=date(2027, 6, 25),
    agreement_date=date(2007, 6, 15),
    closing_date=date(2007, 6, 26),
)

#: 5.625 % notes of 19 August 2002: closing on the 26th, payments on the 27th.
NOTES_2002 = SecurityInputs(
    interest_type="fixed",
    currency="USD",
    principal_amount=Decimal(1000000000),
    price_to_public_pct=Decimal("99.284"),
    purchase_price_pct=Decimal("98.859"),
    rate_pct=Decimal("5.625"),
    payments_per_year=2,
    payment_days=((2, 27), (8, 27)),
    first_payment=date(2003, 2, 27),
    maturity_date=date(2012, 8, 27),
    agreement_date=date(2002, 8, 19),
    closing_date=date(2002, 8, 26),
)

#: 4.875 % notes of 30 April 2003: a plain regular schedule.
NOTES_2003 = SecurityInputs(
    interest_type="fixed",
    currency="USD",
    principal_amount=Decimal(750000000),
    price_to_public_pct=Decimal("99.892"),
    purchase_price_pct=Decimal("99.417"),
    rate_pct=Decimal("4.875"),
    payments_per_year=2,
    payment_days=((5, 7), (11, 7)),
    first_payment=date(2003, 11, 7),
    maturity_date=date(2015, 5, 7),
    agreement_date=date(2003, 4, 30),
    closing_date=date(2003, 5, 7),
)

#: 6.75 % notes of 8 January 2001: a reopening that pays accrued interest from 6 December.
REOPENED_2001 = SecurityInputs(
    interest_type="fixed",
    currency="USD",
    principal_amount=Decimal(2500000000),
    price_to_public_pct=Decimal("103.012"),
    purchase_price_pct=Decimal("102.687"),
    rate_pct=Decimal("6.75"),
    payments_per_year=2,
    payment_days=((6, 1), (12, 1)),
    first_payment=date(2001, 6, 1),
    maturity_date=date(2005, 12, 1),
    agreement_date=date(2001, 1, 8),
    closing_date=date(2001, 1, 16),
    is_reopening=True,
    accrued_from=date(2000, 12, 6),
)

#: Notes of 14 December 2001 priced to yield 8 %: the first payment is the second payment day.
NOTES_2001_LONG = SecurityInputs(
    interest_type="fixed",
    currency="USD",
    principal_amount=Decimal(150000000),
    price_to_public_pct=Decimal("97.981"),
    purchase_price_pct=Decimal("97.833"),
    rate_pct=Decimal("7.25"),
    payments_per_year=2,
    payment_days=((1, 15), (7, 15)),
    first_payment=date(2002, 7, 15),
    maturity_date=date(2005, 1, 15),
    agreement_date=date(2001, 12, 14),
    closing_date=date(2001, 12, 19),
    accrued_from=date(2001, 12, 19),
)

#: Index-linked units of 28 September 2004, for which a purchase amount is stated.
LINKED_UNITS = SecurityInputs(
    interest_type="index_linked",
    currency="USD",
    principal_amount=Decimal(390100000),
    units=39_010_000,
    purchase_amount=Decimal(376446500),
    principal_linked=True,
    maturity_date=date(2009, 11, 27),
    agreement_date=date(2004, 9, 28),
    closing_date=date(2004, 10, 5),
)

#: Depositary shares of 11 June 1997: a price per share and no principal amount.
SHARES_1997 = SecurityInputs(
    interest_type="dividend",
    currency="USD",
    units=8_000_000,
    purchase_price_per_unit=Decimal("49.00"),
    agreement_date=date(1997, 6, 11),
    closing_date=date(1997, 6, 16),
)

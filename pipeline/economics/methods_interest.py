"""How the figures of interest come about: yields, coupons, cash flows."""

from pipeline.economics.method import FIXED_ONLY, MINOR, TWELVE, WHOLE, Method
from pipeline.economics.settlement import CALENDAR_NAME, FIRST_YEAR

NO_YIELD = (
    "the coupons are not all known in advance (floating, fixed to floating, reset, linked, "
    "cash amounts, dividends), the repayment is linked to something else, or the price, rate, "
    "payment dates, maturity date or closing date is not known"
)
STREET = (
    "the street convention for bonds, as the Securities Industry Association's Standard "
    "Securities Calculation Methods give it; solved by QuantLib"
)

YIELDS: dict[str, Method] = {
    "reoffer_yield_pct": Method(
        title="Reoffer yield",
        formula="the y for which price to public + accrued interest = Σ payment ÷ (1 + y/f)^n, "
        "with f the payments a year and n the coupon periods from closing to the payment",
        convention="Yield to maturity, compounded as often as interest is paid, settling on the "
        "closing date. Payments stand on their scheduled days; a part of a period is "
        "measured by the day count, as the whole period less what has accrued, and every whole "
        "period counts as one. Earlier "
        "redemption is left out of account.",
        rounding=TWELVE,
        source=STREET,
        blank_when=NO_YIELD,
        unit="per cent a year",
    ),
    "reoffer_yield_semiannual_pct": Method(
        title="Reoffer yield, semi-annual",
        formula="2 × ((1 + y/f)^(f/2) − 1)",
        convention="The bond-equivalent of the reoffer yield, which makes annual and quarterly "
        "payers comparable with semi-annual ones. Equal to the reoffer yield for the latter.",
        rounding="half up to 10 decimals (12 where nothing had to be restated)",
        source="equality of compound growth over a year",
        blank_when="the reoffer yield is blank",
        unit="per cent a year",
    ),
    "all_in_cost_pct": Method(
        title="All-in cost",
        formula="as the reoffer yield, with the purchase price in place of the price to public",
        convention="The issuer's cost of the money a year, underwriters' discount included, "
        "before its own expenses.",
        rounding=TWELVE,
        source=STREET,
        blank_when=NO_YIELD,
        unit="per cent a year",
    ),
    "all_in_cost_semiannual_pct": Method(
        title="All-in cost, semi-annual",
        formula="2 × ((1 + c/f)^(f/2) − 1)",
        convention="The bond-equivalent of the all-in cost.",
        rounding="half up to 10 decimals (12 where nothing had to be restated)",
        source="equality of compound growth over a year",
        blank_when="the all-in cost is blank",
        unit="per cent a year",
    ),
    "all_in_over_reoffer_bp": Method(
        title="All-in cost over reoffer yield",
        formula="(all-in cost − reoffer yield) × 100",
        convention="The gross spread as a cost a year over the life of the security.",
        rounding="none: the difference of the two",
        source="definition",
        blank_when="either is blank",
        unit="basis points a year",
    ),
    "modified_duration_years": Method(
        title="Modified duration",
        formula="−(dP/dy) ÷ P at the reoffer yield, P with accrued interest",
        convention="In years, at the yield's own compounding.",
        rounding="half up to 9 decimals",
        source="Macaulay duration ÷ (1 + y/f); computed by QuantLib",
        blank_when="the reoffer yield is blank",
        unit="years",
    ),
    "dv01_pct": Method(
        title="Value of a basis point",
        formula="P(y) − P(y + 0.01 %)",
        convention="The fall of the price when the reoffer yield rises by one basis point; both "
        "prices are computed in full.",
        rounding="half up to 9 decimals",
        source="definition; prices computed by QuantLib",
        blank_when="the reoffer yield is blank",
        unit="per cent of principal",
    ),
}

INTEREST: dict[str, Method] = {
    "accrued_interest_pct": Method(
        title="Accrued interest at closing",
        formula="interest rate × the part of a year from the start of the running interest "
        "period to closing",
        convention="Paid by the buyer on top of the price. Where no start of interest is stated "
        "it is the closing date, and nothing has accrued.",
        rounding="half up to 12 decimals, trailing zeros dropped",
        source="2006 ISDA Definitions, section 4.16; ICMA Rule 251 for Actual/Actual",
        blank_when=FIXED_ONLY + ", or the closing date is not known",
        unit="per cent of principal",
    ),
    "accrued_interest_amount": Method(
        title="Accrued interest at closing, amount",
        formula="principal amount × accrued interest ÷ 100",
        convention="On the whole principal.",
        rounding=MINOR,
        source="definition; minor units from ISO 4217",
        blank_when="the accrued interest, the principal amount or the currency is not known",
        unit="currency of the security",
    ),
    "coupon_count": Method(
        title="Number of coupons",
        formula="count of the interest payments scheduled after closing",
        convention="From the payment days as printed, up to maturity.",
        rounding=WHOLE,
        source="the security's terms",
        blank_when=FIXED_ONLY,
        unit="payments",
    ),
    "coupon_amount": Method(
        title="Coupon",
        formula="principal amount × interest rate ÷ 100 ÷ payments a year",
        convention="One whole coupon period on the whole principal; under Actual/360 and "
        "Actual/365 coupons differ with their days, and there is no one amount.",
        rounding=MINOR,
        source="the security's terms; minor units from ISO 4217",
        blank_when=FIXED_ONLY + ", the principal amount is not known, or no period is whole",
        unit="currency of the security",
    ),
    "stub": Method(
        title="Odd interest period",
        formula="the first and last interest periods against the printed payment days",
        convention="none; short_first or long_first; short_last; short_only or long_only where "
        "there is one period. A first payment printed within seven days of a payment day is "
        "that day, moved to a business day, and makes no odd period.",
        rounding="none: a code",
        source="the security's terms",
        blank_when=FIXED_ONLY + ", or the first payment date is not known where it decides",
    ),
    "tenor_years": Method(
        title="Tenor",
        formula="whole years from closing to maturity + days left ÷ days of that year",
        convention="A year runs from one anniversary of closing to the next.",
        rounding="half up to 6 decimals, trailing zeros dropped",
        source="definition",
        blank_when="the closing date or the maturity date is not known",
        unit="years",
    ),
}

CASH_FLOWS: dict[str, Method] = {
    "scheduled_date": Method(
        title="Scheduled date",
        formula="the printed payment days from the first payment to maturity, and maturity",
        convention="Not moved for weekends and holidays; interest accrues to this day.",
        rounding="none: a date",
        source="the security's terms",
        blank_when="there are no rows where " + FIXED_ONLY,
        table="cash_flows",
    ),
    "payment_date": Method(
        title="Payment date",
        formula="the scheduled date, or the next business day if it is none",
        convention=f"Business days of the {CALENDAR_NAME} calendar; another convention is used "
        "where the agreement states one, and a first payment printed on another day is paid "
        "on that day. The amount does not change.",
        rounding="none: a date",
        source="ISDA Definitions, business day conventions; following is assumed where none is "
        "stated",
        blank_when=f"the scheduled date lies before {FIRST_YEAR}, for which the calendar has no "
        "data",
        table="cash_flows",
    ),
    "amount": Method(
        title="Payment",
        formula="principal amount × interest rate ÷ 100 × part of a year; at maturity the "
        "principal amount besides",
        convention="A whole coupon period is exactly 1 ÷ payments a year under 30/360 and "
        "Actual/Actual (ICMA); odd periods are measured by the day count.",
        rounding=MINOR,
        source="the security's terms; 2006 ISDA Definitions, section 4.16; ICMA Rule 251",
        blank_when="there are no rows where " + FIXED_ONLY + ", or the principal amount is not "
        "known",
        unit="currency of the security",
        table="cash_flows",
    ),
}

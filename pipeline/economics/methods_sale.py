"""How the figures of the sale come about: prices, settlement, concentration."""

from pipeline.economics.method import AS_PRINTED, MINOR, WHOLE, Method
from pipeline.economics.settlement import CALENDAR_NAME, FIRST_YEAR, LAST_CHECKED_YEAR

PRICES: dict[str, Method] = {
    "gross_spread_pct": Method(
        title="Gross spread",
        formula="price to public − purchase price",
        convention="Per cent of principal. A price stated per unit, or a purchase price stated "
        "as a total, is first divided by the principal amount.",
        rounding=AS_PRINTED + "; 12 decimals where a price had to be divided",
        source="definition",
        blank_when="either price is not known",
        unit="per cent of principal",
    ),
    "gross_proceeds_amount": Method(
        title="Gross proceeds",
        formula="principal amount × price to public ÷ 100, or units × price to public per unit",
        convention="Without accrued interest.",
        rounding=MINOR,
        source="definition; minor units from ISO 4217",
        blank_when="the price to public, the principal amount or the currency is not known",
        unit="currency of the security",
    ),
    "gross_spread_amount": Method(
        title="Gross spread, amount",
        formula="gross proceeds − net proceeds",
        convention="What the underwriters earn together if all is sold at the price to public. "
        "How they share it among management, underwriting and selling is not stated.",
        rounding="none: the difference of two rounded amounts, so that the three agree",
        source="definition",
        blank_when="gross or net proceeds are blank",
        unit="currency of the security",
    ),
    "net_proceeds_amount": Method(
        title="Net proceeds",
        formula="principal amount × purchase price ÷ 100, or units × purchase price per unit, "
        "or the purchase amount where the agreement states only that",
        convention="What the underwriters pay the issuer, before its own expenses and without "
        "accrued interest.",
        rounding=MINOR,
        source="definition; minor units from ISO 4217",
        blank_when="the purchase price, the principal amount or the currency is not known",
        unit="currency of the security",
    ),
    "issue_discount_pct": Method(
        title="Issue discount",
        formula="100 − price to public",
        convention="Negative for an issue above par.",
        rounding=AS_PRINTED,
        source="definition",
        blank_when="the price to public is not known",
        unit="per cent of principal",
    ),
}

SETTLEMENT: dict[str, Method] = {
    "settlement_days": Method(
        title="Settlement days",
        formula="count of the business days after the agreement date up to and including the "
        "closing date",
        convention=f"T+n on the {CALENDAR_NAME} calendar for every deal, also for those in other "
        "currencies, so that the counts compare.",
        rounding=WHOLE,
        source="QuantLib's GovernmentBond calendar, compared with a second library's for "
        f"{FIRST_YEAR} to {LAST_CHECKED_YEAR}",
        blank_when="either date is not known, closing lies before the agreement or on a day that "
        f"is not a business day, or the agreement is older than {FIRST_YEAR}, for which the "
        "calendar has no data",
        unit="business days",
    ),
    "settlement_calendar": Method(
        title="Settlement calendar",
        formula="the calendar on which the settlement days are counted",
        convention="Named because calendars differ, for one on Good Friday.",
        rounding="none: a name",
        source="holiday recommendations of SIFMA and its predecessors",
        blank_when="the settlement days are blank",
    ),
    "standard_settlement_days": Method(
        title="Standard settlement cycle",
        formula="T+3 from 7 June 1995, T+2 from 5 September 2017, T+1 from 28 May 2024",
        convention="The cycle in force on the agreement date.",
        rounding=WHOLE,
        source="SEC Rule 15c6-1(a) under the Securities Exchange Act of 1934, as adopted and "
        "twice amended",
        blank_when="the agreement date is not known or lies before 7 June 1995, when custom and "
        "no rule of the SEC set the cycle",
        unit="business days",
    ),
    "extended_settlement": Method(
        title="Extended settlement",
        formula="settlement days > standard settlement cycle",
        convention="Allowed where the parties to a firm commitment underwriting agree to it; "
        "the offering document then usually warns those who trade before closing.",
        rounding="none: yes or no",
        source="SEC Rule 15c6-1(a) and (d)",
        blank_when="the settlement days or the standard cycle is blank",
    ),
}

CONCENTRATION: dict[str, Method] = {
    "hhi": Method(
        title="Concentration of allocations",
        formula="Σ (allocation ÷ sum of allocations × 100)²",
        convention="Herfindahl-Hirschman index, 10,000 for one underwriter alone.",
        rounding="half up to 6 decimals, trailing zeros dropped; pages show none",
        source="definition",
        blank_when="not all allocations are known",
        unit="points",
    ),
    "largest_share_pct": Method(
        title="Largest share",
        formula="largest allocation ÷ sum of allocations × 100",
        convention="Of one underwriter, whatever its group.",
        rounding="half up to 12 decimals, trailing zeros dropped",
        source="definition",
        blank_when="not all allocations are known",
        unit="per cent of the sum",
    ),
    "share_pct": Method(
        title="Share",
        formula="allocation ÷ principal amount of the security × 100",
        convention="Of the principal amount, so that shares are known where the annex was seen in "
        "part. In a sound record the allocations add up to it. Where the annex counts units or "
        "shares: units ÷ number of units sold × 100.",
        rounding="half to even to 6 decimals, trailing zeros dropped",
        source="definition",
        blank_when="the allocation, or what is sold, is not known",
        unit="per cent of principal",
        table="allocations",
    ),
}

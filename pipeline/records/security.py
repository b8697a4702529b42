"""One security of a deal: what is sold, at what price, on what terms."""

from pipeline.records.base import (
    Amount,
    Blank,
    Count,
    Date,
    DealId,
    Identifier,
    Number,
    OrBlank,
    PartialDate,
    Record,
    Stated,
    Text,
    YesNo,
)
from pipeline.records.codes import Currency, Ranking, RedemptionKind, SecurityType
from pipeline.records.interest import AccruedInterest, Interest, RecordDates


class Units(Record):
    """Securities sold by number: units, each of a stated amount.

    ``in_purchase_clause`` is the number that the purchase clause prints, kept apart
    because papers contradict themselves.
    """

    count: Stated[Count]
    in_purchase_clause: Stated[Count] | None = None
    amount_per_unit: Stated[Number] | None = None
    unit_name: Stated[Text] | None = None


class Shares(Record):
    """Preferred or depositary shares: how many, and what each stands for.

    ``depositary`` is the bank that holds the shares for which depositary shares stand.
    """

    count: Stated[Count]
    fraction: Stated[Text] | None = None
    underlying: Stated[Text] | None = None
    depositary: Stated[Text] | None = None
    stated_value: Stated[Number] | None = None
    liquidation_preference: Stated[Number] | None = None


class OverAllotment(Record):
    """The underwriters' option to buy more, and for how many days they may use it."""

    units: Stated[Count] | None = None
    principal_amount: Stated[Amount] | None = None
    period_days: Stated[Count] | None = None
    text: Stated[Text] | None = None


class Reopening(Record):
    """Which securities this one adds to.

    ``not_yet_issued`` marks the reopening of securities that were agreed but not issued
    when the agreement was signed.
    """

    of: Stated[Text]
    original_issue_dates: tuple[Stated[Date], ...] = ()
    of_agreement_date: Stated[Date] | None = None
    of_deal: DealId | None = None
    not_yet_issued: YesNo | None = None


class CallPrice(Record):
    """The redemption price from a year or a date on, per cent of principal."""

    from_date: PartialDate
    price_pct: Number


class NoticeWindow(Record):
    """When notice of redemption or repayment must be given.

    Between two dates, or between so many days before the day of repayment.
    """

    from_date: Stated[Date] | None = None
    to_date: Stated[Date] | None = None
    min_days: Stated[Count] | None = None
    max_days: Stated[Count] | None = None


class Redemption(Record):
    """Whether the security can be repaid before maturity, by whom and when."""

    kind: Stated[RedemptionKind]
    text: Stated[Text] | None = None
    from_date: Stated[Date] | None = None
    dates: tuple[Stated[Date], ...] = ()
    prices: tuple[CallPrice, ...] = ()
    notice: Stated[Text] | None = None
    notice_window: NoticeWindow | None = None
    make_whole_spread_pct: Stated[Number] | None = None
    put_dates: tuple[Stated[Date], ...] = ()


class PrintedTerm(Record):
    """A row of the terms that has no field of its own: its label and its words."""

    label: Stated[Text]
    text: Stated[Text]


class Security(Record):
    """One security; amounts in units of its currency, prices in per cent of principal.

    ``principal_amount`` is what is repaid, ``purchase_amount`` what the underwriters pay
    where the paper states that sum; ``net_proceeds_amount`` likewise, where stated.
    ``purchase_amount_label`` is what the paper calls the purchase amount, where it calls
    it something else: some papers say "principal amount" of it.
    """

    security_id: Identifier
    title: Stated[Text]
    series: Stated[Text] | None = None
    defined_term: Stated[Text] | None = None
    security_type: Stated[SecurityType]
    ranking: Stated[Ranking]
    currency: Stated[Currency]
    principal_amount: Stated[Amount]
    units: Units | None = None
    shares: Shares | None = None
    over_allotment: OverAllotment | None = None
    price_to_public_pct: Stated[Number]
    purchase_price_pct: Stated[Number]
    price_to_public_per_unit: Stated[Number] | None = None
    purchase_price_per_unit: Stated[Number] | None = None
    purchase_amount: Stated[Amount] | None = None
    purchase_amount_label: Stated[Text] | None = None
    gross_spread_pct: Stated[Number] | None = None
    net_proceeds_amount: Stated[Amount] | None = None
    selling_concession_pct: Stated[Number] | None = None
    interest: OrBlank[Interest]
    record_dates: OrBlank[RecordDates] | None = None
    accrued_interest: OrBlank[AccruedInterest] | None = None
    maturity_date: Stated[Date]
    maturity_year: Stated[Count] | None = None
    maturity_payment: Stated[Text] | None = None
    redemption: OrBlank[Redemption] | None = None
    reopening: Reopening | None = None
    guarantee: Stated[Text] | None = None
    denominations: Stated[Text] | None = None
    isin: Stated[Text] | None = None
    cusip: Stated[Text] | None = None
    ratings: Stated[Text] | None = None
    other_terms: tuple[PrintedTerm, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def number_sold(self) -> int | None:
        """How many units or shares are sold; None where they are not counted, or not known."""
        counted = self.units or self.shares
        return None if counted is None else counted.count.value

    @property
    def known_interest(self) -> Interest | None:
        """The interest, or None where it is blank."""
        return None if isinstance(self.interest, Blank) else self.interest

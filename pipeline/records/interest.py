"""What a security pays and when: interest periods, payment dates, record dates."""

from decimal import Decimal

from pipeline.records.base import (
    Amount,
    Count,
    Date,
    MonthDay,
    Number,
    OrBlank,
    Record,
    Stated,
    Text,
    YesNo,
)
from pipeline.records.codes import (
    BusinessDayConvention,
    DayCount,
    Frequency,
    InterestType,
    PeriodType,
    RecordDateKind,
)


class PaymentDates(Record):
    """When interest is paid: days of the year, or dates listed one by one.

    ``first_payment_date`` is as printed; it may lie off the schedule, moved to a
    business day or to the end of a short or long first period.
    """

    frequency: Stated[Frequency] | None = None
    days: Stated[tuple[MonthDay, ...]] | None = None
    dates: Stated[tuple[Date, ...]] | None = None
    first_payment_date: Stated[Date] | None = None
    business_days: Stated[Text] | None = None
    text: Stated[Text] | None = None


class CashCoupon(Record):
    """A cash amount per unit, with its interest and option premium parts where stated."""

    amount: Number
    interest_part: Number | None = None
    premium_part: Number | None = None
    payment_date: Date | None = None


class InterestPeriod(Record):
    """One period of one kind of interest; most securities have one, from issue to maturity.

    Rates and spreads are per cent per year. A floating period without ``spread_pct``
    states none: the rate is the reference rate flat.
    """

    type: PeriodType
    from_date: Stated[Date] | None = None
    to_date: Stated[Date] | None = None
    from_text: Stated[Text] | None = None
    to_text: Stated[Text] | None = None
    to_inclusive: YesNo | None = None
    rate_pct: Stated[Number] | None = None
    reference_rate: Stated[Text] | None = None
    rate_source: Stated[Text] | None = None
    spread_pct: Stated[Number] | None = None
    multiplier: Stated[Number] | None = None
    cap_pct: Stated[Number] | None = None
    floor_pct: Stated[Number] | None = None
    determination: Stated[Text] | None = None
    cash_coupons: tuple[CashCoupon, ...] = ()
    cash_total: Stated[Number] | None = None
    payments: OrBlank[PaymentDates] | None = None


class Interest(Record):
    """The interest of a security, by periods, with its conventions."""

    type: Stated[InterestType]
    periods: tuple[InterestPeriod, ...] = ()
    day_count: Stated[DayCount] | None = None
    business_day_convention: Stated[BusinessDayConvention] | None = None
    text: Stated[Text] | None = None

    @property
    def rate_pct(self) -> Decimal | None:
        """The fixed rate of the first fixed period, per cent per year."""
        for period in self.periods:
            if period.rate_pct is not None and period.rate_pct.value is not None:
                return period.rate_pct.value
        return None


class RecordDates(Record):
    """Who is paid: the day on which holders are counted, as fixed days or as a rule."""

    kind: RecordDateKind
    days: Stated[tuple[MonthDay, ...]] | None = None
    dates: Stated[tuple[Date, ...]] | None = None
    business_days_before: Stated[Count] | None = None
    text: Stated[Text] | None = None


class AccruedInterest(Record):
    """The interest that the buyer pays on top of the price, from and to."""

    text: Stated[Text] | None = None
    if_any: YesNo | None = None
    from_date: Stated[Date] | None = None
    to_date: Stated[Date] | None = None
    from_text: Stated[Text] | None = None
    to_text: Stated[Text] | None = None
    from_inclusive: YesNo | None = None
    to_exclusive: YesNo | None = None
    amount: Stated[Amount] | None = None

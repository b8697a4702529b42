"""The payments that a buyer at closing receives: coupons and redemption, day by day."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pipeline.economics.bond import Bond, resolve
from pipeline.economics.currencies import minor_unit_digits
from pipeline.economics.daycount import counted_days
from pipeline.economics.figure import (
    Figure,
    NoValueError,
    exact,
    join,
    show_amount,
    show_date,
    to_minor_unit,
)
from pipeline.economics.inputs import SecurityInputs
from pipeline.economics.schedule import Period
from pipeline.economics.settlement import (
    CALENDAR_NAME,
    FIRST_YEAR,
    LAST_CHECKED_YEAR,
    adjust,
    is_business_day,
    weekday_name,
)

CONVENTIONS: dict[str, str] = {
    "following": "the next business day",
    "modified_following": "the next business day, unless it falls in another month, else the one "
    "before",
    "preceding": "the business day before",
    "unadjusted": "the same day",
}
_PAR = Fraction(100)
_LINKED = "what is repaid depends on a share, an index or a formula"
_OVER = "the maturity date is not after the closing date"


@dataclass(frozen=True, slots=True)
class CashFlow:
    """One payment on the whole principal.

    ``scheduled_date`` is the printed day, ``payment_date`` the day it is paid (None where
    the calendar has no data for the year); ``weekday`` and ``is_business_day`` are those of
    the scheduled date. ``accrual_days`` are counted by the day count. ``kind`` is coupon or
    redemption; redemption is the last payment and has no accrual.
    """

    payment_no: int
    kind: str
    scheduled_date: date
    payment_date: date | None
    weekday: str
    is_business_day: bool | None
    accrual_start: date | None
    accrual_end: date | None
    accrual_days: int | None
    is_regular: bool
    amount: Decimal
    amount_per_1000: Decimal


@dataclass(frozen=True, slots=True)
class CashFlows:
    """The payments with what they rest on, or no payments and the ``reason``."""

    payments: tuple[CashFlow, ...]
    reason: str = ""
    assumptions: tuple[str, ...] = ()


def cash_flows(inputs: SecurityInputs) -> CashFlows:
    """Return the payments after closing of a fixed-rate or zero-coupon security.

    Amounts are in the currency, rounded half up to its minor unit. Where the repayment is
    linked to something else there are coupons and no redemption. Any other security, or one
    with an input missing, has no payments and the reason why.
    """
    try:
        return _zero(inputs) if inputs.interest_type == "zero" else _fixed(inputs, resolve(inputs))
    except NoValueError as none:
        return CashFlows((), none.reason)


def coupon_count(inputs: SecurityInputs, bond: Bond) -> Figure:
    """Return how many coupons a buyer at closing receives."""
    periods = _periods(inputs, bond)
    shown = (
        ("first", show_date(periods[0].end)),
        ("last", show_date(periods[-1].end)),
        ("payments", bond.frequency_name),
    )
    return Figure(len(periods), inputs=shown, assumptions=bond.assumptions)


def coupon_amount(inputs: SecurityInputs, bond: Bond) -> Figure:
    """Return the amount of one whole coupon on the whole principal."""
    terms = _Payer(inputs)
    whole = {bond.coupon_pct(p) for p in bond.schedule.periods if p.is_regular}
    if len(whole) != 1:
        raise NoValueError(
            "the coupons differ with the days of their periods" if whole else "no period is whole"
        )
    principal = show_amount(terms.principal, inputs.currency)
    return Figure(
        terms.amounts(whole.pop())[0],
        inputs=(("principal amount", principal), *bond.shown[:2]),
    )


def _periods(inputs: SecurityInputs, bond: Bond) -> tuple[Period, ...]:
    """Return the periods that pay after closing, or all where closing is not known."""
    periods = bond.periods_after(None if inputs.closing_date is None else inputs.closing())
    if not periods:
        raise NoValueError(_OVER)
    return periods


def _zero(inputs: SecurityInputs) -> CashFlows:
    if inputs.principal_linked:
        raise NoValueError(_LINKED)
    maturity = inputs.need(inputs.maturity_date, "maturity_date")
    payer = _Payer(inputs)
    if inputs.closing_date is not None and maturity <= inputs.closing():
        raise NoValueError(_OVER)
    flow = payer.redemption(1, maturity)
    repaid = "100 % of the principal amount is assumed to be repaid at maturity"
    return CashFlows((flow,), assumptions=join([repaid], payer.notes([flow])))


def _fixed(inputs: SecurityInputs, bond: Bond) -> CashFlows:
    periods = _periods(inputs, bond)
    payer = _Payer(inputs, bond)
    flows = [payer.coupon(number, period, bond) for number, period in enumerate(periods, 1)]
    linked = [f"{_LINKED} and is not listed"] if inputs.principal_linked else []
    if not inputs.principal_linked:
        flows.append(payer.redemption(len(flows) + 1, bond.maturity))
    kept = bond.notes(day_count_matters=any(not p.is_regular for p in periods))
    return CashFlows(tuple(flows), assumptions=join(kept, linked, payer.notes(flows)))


@dataclass(slots=True)
class _Payer:
    """What turns a scheduled date and a per cent into a payment on the principal."""

    inputs: SecurityInputs
    bond: Bond | None = None
    principal: Decimal = field(init=False)
    _digits: int = field(init=False)
    _convention: str = field(init=False)
    _why: str = field(init=False, default="")
    _amounts: dict[Fraction, tuple[Decimal, Decimal]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        currency = self.inputs.need(self.inputs.currency, "currency")
        self.principal = self.inputs.principal()
        self._digits = minor_unit_digits(currency)
        stated = self.inputs.business_day_convention
        if stated is not None and stated not in CONVENTIONS:
            raise NoValueError(f"business-day convention {stated} is not one that can be applied")
        self._convention = stated or "following"
        if stated is None:
            self._why = "the agreement does not state a convention"
            if self.bond is not None and self.bond.schedule.first_was_moved_back:
                self._convention = "modified_following"
                self._why += ", and the printed first payment date was moved back"

    def amounts(self, pct: Fraction) -> tuple[Decimal, Decimal]:
        """Return a per cent of the principal, in the currency and per 1,000."""
        if pct not in self._amounts:
            amount = to_minor_unit(Fraction(self.principal) * pct / 100, self._digits)
            self._amounts[pct] = amount, exact(pct * 10)
        return self._amounts[pct]

    def coupon(self, number: int, period: Period, bond: Bond) -> CashFlow:
        paid = adjust(period.end, self._convention)
        first, printed = bond.schedule.periods[0], bond.schedule.first_payment
        if period is first and printed is not None and printed != period.end:
            paid = printed  # the paper itself moved it, so no calendar is needed
        amount, per_1000 = self.amounts(bond.coupon_pct(period))
        return CashFlow(
            payment_no=number,
            kind="coupon",
            scheduled_date=period.end,
            payment_date=paid,
            weekday=weekday_name(period.end),
            is_business_day=is_business_day(period.end),
            accrual_start=period.start,
            accrual_end=period.end,
            accrual_days=counted_days(bond.day_count, period.start, period.end),
            is_regular=period.is_regular,
            amount=amount,
            amount_per_1000=per_1000,
        )

    def redemption(self, number: int, maturity: date) -> CashFlow:
        amount, per_1000 = self.amounts(_PAR)
        return CashFlow(
            payment_no=number,
            kind="redemption",
            scheduled_date=maturity,
            payment_date=adjust(maturity, self._convention),
            weekday=weekday_name(maturity),
            is_business_day=is_business_day(maturity),
            accrual_start=None,
            accrual_end=None,
            accrual_days=None,
            is_regular=True,
            amount=amount,
            amount_per_1000=per_1000,
        )

    def notes(self, flows: list[CashFlow]) -> tuple[str, ...]:
        """Return what is assumed of payment dates, and what the calendar's limits mean."""
        if self._convention == "unadjusted":
            return ()
        lines = [f"business days are assumed to be those of the {CALENDAR_NAME} calendar"]
        if self._why:
            moved = "a payment due on a day that is not a business day is assumed to be made on"
            lines.insert(0, f"{moved} {CONVENTIONS[self._convention]}: {self._why}")
        if any(flow.payment_date is None for flow in flows):
            blank = f"payment dates before {FIRST_YEAR} are left blank"
            lines.append(f"{blank}: the calendar has no data for them")
        if flows[-1].scheduled_date.year > LAST_CHECKED_YEAR:
            rules = f"payment dates after {LAST_CHECKED_YEAR} follow the calendar's standing rules"
            lines.append(f"{rules}: days on which the market closes once cannot be known")
        return tuple(lines)

"""A security's interest in words: rates by periods, payment dates, record dates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Spot
from pipeline.pages.html import Markup, join, tag
from pipeline.records.base import Blank, Stated
from pipeline.records.codes import (
    FREQUENCIES,
    INTEREST_TYPES,
    PERIOD_TYPES,
    RECORD_DATE_KINDS,
)
from pipeline.records.interest import (
    AccruedInterest,
    CashCoupon,
    Interest,
    InterestPeriod,
    PaymentDates,
    RecordDates,
)


def rates(spot: Spot, interest: Interest | Blank, currency: str | None) -> Markup | None:
    """Return the rate of each period; None where nothing is known."""
    if isinstance(interest, Blank):
        return None
    periods = [_period(spot, period, currency) for period in interest.periods]
    known = [part for part in periods if part]
    if known:
        spot.note(interest.type)
        spot.note(interest.text)
        return _stacked(known)
    return spot.quote(interest.text) or spot.show(
        interest.type, lambda code: fmt.meaning(code, INTEREST_TYPES)
    )


def _stacked(parts: Sequence[Markup]) -> Markup:
    """Return the parts, each on a line of its own where there are several."""
    return parts[0] if len(parts) == 1 else Markup("").join(tag("div", part) for part in parts)


def _period(spot: Spot, period: InterestPeriod, currency: str | None) -> Markup | None:
    rate = _rate(spot, period, currency)
    bounds = _bounds(spot, period)
    if rate is None or not bounds:
        return rate
    return bounds + ": " + rate


def _bounds(spot: Spot, period: InterestPeriod) -> Markup:
    parts = []
    for word, day, text in (
        ("from", period.from_date, period.from_text),
        ("to", period.to_date, period.to_text),
    ):
        shown = spot.show(day, fmt.day) or spot.show(text)
        if shown is not None:
            parts.append(Markup("{} {}").format(word, shown))
    if parts and period.to_inclusive is not None:
        parts.append(Markup("(included)" if period.to_inclusive else "(excluded)"))
    return join(" ", parts)


def _rate(spot: Spot, period: InterestPeriod, currency: str | None) -> Markup | None:
    spread = period.spread_pct
    below = spread is not None and spread.value is not None and spread.value < 0
    forms: tuple[tuple[str, Markup | None], ...] = (
        ("{}", spot.show(period.rate_pct, lambda n: f"{fmt.pct(n)} a year")),
        ("{}", spot.show(period.reference_rate)),
        ("({})", spot.show(period.rate_source)),
        ("times {}", spot.show(period.multiplier, fmt.number)),
        ("minus {}" if below else "plus {}", spot.show(spread, lambda n: fmt.pct(abs(n)))),
        ("at least {}", spot.show(period.floor_pct, fmt.pct)),
        ("at most {}", spot.show(period.cap_pct, fmt.pct)),
        ("{}", _cash(spot, period, currency)),
        ("{}", spot.quote(period.determination)),
    )
    parts = [Markup(form).format(shown) for form, shown in forms if shown is not None]
    if not parts:
        return Markup(PERIOD_TYPES[period.type]) if period.type in {"linked", "dividend"} else None
    if period.type == "floating" and spread is None and period.reference_rate is not None:
        parts.append(Markup("<small>no spread is stated</small>"))
    return join(" ", parts)


def _cash(spot: Spot, period: InterestPeriod, currency: str | None) -> Markup | None:
    parts: list[str] = [_coupon(coupon, currency) for coupon in period.cash_coupons]
    total = spot.show(period.cash_total, lambda n: f"{fmt.amount(n, currency)} in all")
    if total is not None:
        parts.append(total)
    return Markup("per unit {}").format(join("; ", parts)) if parts else None


def _coupon(coupon: CashCoupon, currency: str | None) -> str:
    of_which = [
        f"{name} {fmt.number(part)}"
        for name, part in (("interest", coupon.interest_part), ("premium", coupon.premium_part))
        if part is not None
    ]
    text = fmt.amount(coupon.amount, currency)
    if of_which:
        text += f" ({fmt.listing(of_which)})"
    return f"{text} on {fmt.day(coupon.payment_date)}" if coupon.payment_date else text


def payment_dates(spot: Spot, interest: Interest | Blank) -> Markup | None:
    """Return when interest is paid, period by period; None where nothing is known."""
    if isinstance(interest, Blank):
        return None
    parts = [
        _payments(spot, period.payments)
        for period in interest.periods
        if isinstance(period.payments, PaymentDates)
    ]
    known = [part for part in parts if part]
    return _stacked(known) if known else None


def _payments(spot: Spot, payments: PaymentDates) -> Markup | None:
    dates = spot.show(payments.dates, _days)
    days = spot.show(payments.days, _month_days)
    often = None
    if dates is None:
        # One link is enough: frequency and days stand in the same words as a rule.
        say = spot.plain if days else spot.show
        often = say(payments.frequency, lambda code: fmt.meaning(code, FREQUENCIES))
    first = None if dates else spot.show(payments.first_payment_date, fmt.day)
    parts = [
        often,
        dates or (days and Markup("on {}").format(days)),
        first and Markup("first on {}").format(first),
        spot.show(payments.business_days),
    ]
    known = [part for part in parts if part]
    if not known:
        return spot.quote(payments.text)
    spot.note(payments.text)
    return join(", ", known)


def _days(dates: Sequence[date]) -> str:
    return fmt.listing([fmt.day(entry) for entry in dates])


def _month_days(days: Sequence[str]) -> str:
    return fmt.listing([fmt.month_day(entry) for entry in days])


def record_dates(spot: Spot, dates: RecordDates | Blank | None) -> Markup | None:
    """Return who is paid on each date; None where nothing is known."""
    if dates is None or isinstance(dates, Blank):
        return None
    spot.note(dates.text)
    return (
        spot.show(dates.days, lambda days: f"{_month_days(days)} before each payment")
        or spot.show(
            dates.business_days_before,
            lambda n: f"{fmt.count(n, 'business day')} before the payment date",
        )
        or spot.show(dates.dates, _days)
        or spot.quote(dates.text)
        or Markup(fmt.meaning(dates.kind, RECORD_DATE_KINDS))
    )


def accrued(
    spot: Spot, group: AccruedInterest | Blank | None, currency: str | None
) -> Markup | None:
    """Return what accrued interest the buyer pays besides; None where nothing is known."""
    if group is None or isinstance(group, Blank):
        return None
    start = _end(spot, group.from_date, group.from_text, group.from_inclusive, "included")
    end = _end(spot, group.to_date, group.to_text, group.to_exclusive, "excluded")
    total = spot.show(group.amount, lambda n: fmt.amount(n, currency))
    parts = [
        start and Markup("from {}").format(start),
        end and Markup("to {}").format(end),
        total and Markup("{} in all").format(total),
    ]
    known = [part for part in parts if part]
    if not known:
        return spot.quote(group.text)
    spot.note(group.text)
    return join(" ", known) + (", if any" if group.if_any else "")


def _end(
    spot: Spot, day: Stated[Any] | None, text: Stated[Any] | None, marked: bool | None, mark: str
) -> Markup | None:
    shown = spot.show(day, fmt.day) or spot.show(text)
    return shown + f" ({mark})" if shown is not None and marked else shown

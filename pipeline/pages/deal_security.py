"""The terms of one security in their fixed order: what is sold, at what price, how repaid."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from pipeline.pages import deal_interest
from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Spot
from pipeline.pages.deal_redemption import redemption
from pipeline.pages.html import Markup, join, link
from pipeline.records.codes import (
    BUSINESS_DAY_CONVENTIONS,
    CURRENCY_NAMES,
    DAY_COUNTS,
    RANKINGS,
    SECURITY_TYPES,
)
from pipeline.records.security import Security

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the terms: its part of the anchor, its words, and how it is shown.

    ``show`` returns None where the value is blank or left out.
    """

    slug: str
    words: str
    show: Callable[[Spot, Security], Markup | None]


def kind(security: Security) -> str:
    """Return what is sold in words: ``senior notes``; empty where it is not known."""
    what = security.security_type.value
    if what is None:
        return ""
    rank = security.ranking.value
    # "preferred preferred shares", "preferred depositary shares": the type says it already.
    before = f"{RANKINGS[rank]} " if rank is not None and rank != "preferred" else ""
    return before + SECURITY_TYPES[what]


def _title(spot: Spot, security: Security) -> Markup | None:
    spot.note(security.defined_term)
    title, series = spot.show(security.title), spot.show(security.series)
    named = security.series.value if security.series is not None else None
    if named is not None and named in (security.title.value or ""):
        series = None  # the title says it
    return join(", ", [part for part in (title, series) if part]) or None


def _kind(spot: Spot, security: Security) -> Markup | None:
    spot.note(security.ranking)
    return spot.show(security.security_type, lambda _: kind(security))


def in_money(security: Security) -> Callable[[Decimal], str]:
    """Return what writes an amount in the security's currency."""
    return lambda value: fmt.amount(value, security.currency.value)


def _principal(spot: Spot, security: Security) -> Markup | None:
    spot.note(security.currency)
    return spot.show(security.principal_amount, in_money(security))


def _currency(spot: Spot, security: Security) -> Markup | None:
    if security.principal_amount.value is not None:
        return None
    return spot.show(security.currency, lambda code: CURRENCY_NAMES[code])


def _units(spot: Spot, security: Security) -> Markup | None:
    units = security.units
    if units is None:
        return None
    each = spot.show(units.amount_per_unit, in_money(security))
    bought = spot.show(units.in_purchase_clause, fmt.number)
    parts = [
        spot.show(units.count, fmt.number),
        each and Markup("of {} each").format(each),
        spot.show(units.unit_name, lambda name: f"({name})"),
        bought and Markup("<small>the purchase clause prints</small> {}").format(bought),
    ]
    return join(" ", [part for part in parts if part]) or None


def _shares(spot: Spot, security: Security) -> Markup | None:
    shares = security.shares
    if shares is None:
        return None
    preference = spot.show(shares.liquidation_preference, in_money(security))
    stated_value = spot.show(shares.stated_value, in_money(security))
    parts = [
        spot.show(shares.count, fmt.number),
        spot.show(shares.fraction, lambda text: f"each {text}"),
        spot.show(shares.underlying),
        spot.show(shares.depositary, lambda name: f"held by {name}"),
        preference and Markup("liquidation preference {}").format(preference),
        stated_value and Markup("stated value {}").format(stated_value),
    ]
    return join(", ", [part for part in parts if part]) or None


def _over_allotment(spot: Spot, security: Security) -> Markup | None:
    option = security.over_allotment
    if option is None:
        return None
    parts = [
        spot.show(option.units, lambda n: f"{fmt.number(n)} more units"),
        spot.show(option.principal_amount, in_money(security)),
        spot.show(option.period_days, lambda n: f"within {fmt.count(n, 'day')}"),
    ]
    known = [part for part in parts if part]
    if not known:
        return spot.quote(option.text)
    spot.note(option.text)
    return join(", ", known)


def _purchase_amount(spot: Spot, security: Security) -> Markup | None:
    shown = spot.show(security.purchase_amount, in_money(security))
    called = spot.show(security.purchase_amount_label, lambda text: f"“{text}”")
    if shown is None or called is None:
        return shown
    return Markup("{} <small>the paper calls it</small> {}").format(shown, called)


def _maturity(spot: Spot, security: Security) -> Markup | None:
    return spot.show(security.maturity_date, fmt.day) or spot.show(security.maturity_year, str)


def _reopening(spot: Spot, security: Security) -> Markup | None:
    reopening = security.reopening
    if reopening is None:
        return None
    issued = [
        text for text in (spot.show(day, fmt.day) for day in reopening.original_issue_dates) if text
    ]
    agreed = spot.show(reopening.of_agreement_date, fmt.day)
    parts = [
        spot.show(reopening.of),
        issued and Markup("first issued {}").format(join(", ", issued)),
        agreed and Markup("agreed on {}").format(agreed),
        "not yet issued when the agreement was signed" if reopening.not_yet_issued else None,
        link(spot.paper.url(f"deals/{reopening.of_deal}.md"), "that deal")
        if reopening.of_deal in spot.paper.archive.deals
        else None,
    ]
    return join("; ", [part for part in parts if part]) or None


def _pct(field: str) -> Callable[[Spot, Security], Markup | None]:
    return lambda spot, security: spot.show(getattr(security, field), fmt.pct)


def _amount(field: str) -> Callable[[Spot, Security], Markup | None]:
    return lambda spot, security: spot.show(getattr(security, field), in_money(security))


def _text(field: str) -> Callable[[Spot, Security], Markup | None]:
    return lambda spot, security: spot.show(getattr(security, field))


def _convention(field: str, meanings: dict[str, str]) -> Callable[[Spot, Security], Markup | None]:
    def show(spot: Spot, security: Security) -> Markup | None:
        interest = security.known_interest
        if interest is None:
            return None
        return spot.show(getattr(interest, field), lambda code: meanings[code])

    return show


#: Every term in the order in which each deal's page shows it.
TERMS: tuple[Term, ...] = (
    Term("title", "Title", _title),
    Term("security-type", "Kind", _kind),
    Term("principal-amount", "Principal amount", _principal),
    Term("currency", "Currency", _currency),
    Term("units", "Units", _units),
    Term("shares", "Shares", _shares),
    Term("over-allotment", "Over-allotment option", _over_allotment),
    Term("price-to-public", "Price to public", _pct("price_to_public_pct")),
    Term("purchase-price", "Purchase price", _pct("purchase_price_pct")),
    Term(
        "price-to-public-per-unit", "Price to public per unit", _amount("price_to_public_per_unit")
    ),
    Term("purchase-price-per-unit", "Purchase price per unit", _amount("purchase_price_per_unit")),
    Term("purchase-amount", "Purchase amount", _purchase_amount),
    Term("gross-spread", "Gross spread, as stated", _pct("gross_spread_pct")),
    Term("net-proceeds-amount", "Net proceeds, as stated", _amount("net_proceeds_amount")),
    Term("selling-concession", "Selling concession", _pct("selling_concession_pct")),
    Term(
        "interest",
        "Interest",
        lambda spot, s: deal_interest.rates(spot, s.interest, s.currency.value),
    ),
    Term(
        "interest-payment-dates",
        "Interest payment dates",
        lambda spot, s: deal_interest.payment_dates(spot, s.interest),
    ),
    Term(
        "record-dates",
        "Record dates",
        lambda spot, s: deal_interest.record_dates(spot, s.record_dates),
    ),
    Term("day-count", "Day count", _convention("day_count", DAY_COUNTS)),
    Term(
        "business-day-convention",
        "Business-day convention",
        _convention("business_day_convention", BUSINESS_DAY_CONVENTIONS),
    ),
    Term(
        "accrued-interest",
        "Accrued interest",
        lambda spot, s: deal_interest.accrued(spot, s.accrued_interest, s.currency.value),
    ),
    Term("maturity-date", "Maturity", _maturity),
    Term("maturity-payment", "Payment at maturity", _text("maturity_payment")),
    Term("redemption", "Redemption", lambda spot, s: redemption(spot, s.redemption)),
    Term("reopening", "Reopening of", _reopening),
    Term("guarantee", "Guarantee", _text("guarantee")),
    Term("denominations", "Denominations", _text("denominations")),
    Term("isin", "ISIN", _text("isin")),
    Term("cusip", "CUSIP", _text("cusip")),
    Term("ratings", "Ratings", _text("ratings")),
)

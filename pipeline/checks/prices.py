"""Rules about prices and spreads."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from pipeline.checks.known import broken, known, once, securities
from pipeline.checks.rules import Fault, rule
from pipeline.economics.currencies import MINOR_UNIT_DIGITS
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.deal import Deal
from pipeline.records.security import Security

_HUNDRED = Decimal(100)
_LARGEST_SPREAD_PCT = Decimal(5)
_FEWEST_TO_COMPARE = 5
#: Upper ends of the groups of tenors, in years.
_TENORS = (2, 4, 7, 12, 25)


def _spread_pct(security: Security) -> Decimal | None:
    public, paid = known(security.price_to_public_pct), known(security.purchase_price_pct)
    return None if public is None or paid is None else public - paid


@rule(
    "ECO04",
    Severity.ERROR,
    "The price to public lies above the purchase price, by 5 points at most.",
    "Underwriters buy at a discount; the other way round, a price was misread.",
)
def _spread_is_plausible(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        spread = _spread_pct(security)
        if spread is not None and not 0 <= spread <= _LARGEST_SPREAD_PCT:
            yield broken(
                (*place, "purchase_price_pct"),
                f"the price to public is {security.price_to_public_pct.value:f} and the purchase "
                f"price {security.purchase_price_pct.value:f}, a gross spread of {spread:f} "
                "points; compare both prices with the paper",
                security.price_to_public_pct,
                security.purchase_price_pct,
            )


class _Kind(NamedTuple):
    """What makes spreads comparable: form of interest, tenor and decade."""

    interest: str
    tenor: int
    decade: int

    def __str__(self) -> str:
        years = f"up to {self.tenor} years" if self.tenor else "more than 25 years"
        return f"{self.interest.replace('_', ' ')} securities of {years}, {self.decade}s"


def _kind(deal: Deal, security: Security) -> _Kind | None:
    interest = security.known_interest
    form = known(interest.type) if interest else None
    start: date | None = known(deal.closing.date) or known(deal.agreement_date)
    end = known(security.maturity_date)
    if form is None or start is None or end is None:
        return None
    years = (end - start).days / 365.25
    tenor = next((limit for limit in _TENORS if years <= limit + 0.1), 0)
    return _Kind(form, tenor, start.year // 10 * 10)


@once
def _spreads(archive: Archive) -> dict[_Kind, list[Decimal]]:
    """Return every gross spread of the archive, by kind, the smallest first."""
    found: dict[_Kind, list[Decimal]] = defaultdict(list)
    for record in archive.deals.values():
        for security in record.deal.securities:
            kind, spread = _kind(record.deal, security), _spread_pct(security)
            if kind is not None and spread is not None:
                found[kind].append(spread)
    return {kind: sorted(spreads) for kind, spreads in found.items()}


@rule(
    "ECO05",
    Severity.WARNING,
    "The gross spread is at least half the smallest and at most twice the largest of the other "
    "securities of its form, tenor and decade, where the archive has five.",
    "A spread out of line is a rare deal, or a digit misread.",
)
def _spread_in_band(record: DealRecord, archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        kind, spread = _kind(record.deal, security), _spread_pct(security)
        if kind is None or spread is None:
            continue
        spreads = _spreads(archive)[kind]
        if len(spreads) <= _FEWEST_TO_COMPARE:
            continue
        # Without its own spread, the next one is the smallest or the largest.
        smallest = spreads[1] if spread == spreads[0] else spreads[0]
        largest = spreads[-2] if spread == spreads[-1] else spreads[-1]
        if not smallest / 2 <= spread <= largest * 2:
            yield broken(
                (*place, "purchase_price_pct"),
                f"the gross spread is {spread:f} points, that of {len(spreads) - 1} other {kind} "
                f"is {smallest:f} to {largest:f}; compare both prices with the paper",
                security.price_to_public_pct,
                security.purchase_price_pct,
            )


@rule(
    "ECO06",
    Severity.ERROR,
    "A gross spread, purchase amount or net proceeds that the paper states are what the prices "
    "give, to the smallest coin.",
    "Two statements of one sum must agree.",
)
def _stated_sums_agree(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        spread, stated = _spread_pct(security), known(security.gross_spread_pct)
        if spread is not None and stated is not None and spread != stated:
            yield broken(
                (*place, "gross_spread_pct"),
                f"states {stated:f}, but the prices are {spread:f} points apart; correct the "
                "one that differs from the paper",
                security.gross_spread_pct,
                security.price_to_public_pct,
                security.purchase_price_pct,
            )
        due = _due(security)
        digits = MINOR_UNIT_DIGITS.get(known(security.currency) or "", 2)
        for name in ("purchase_amount", "net_proceeds_amount"):
            field = getattr(security, name)
            sum_stated = known(field)
            if due is None or sum_stated is None:
                continue
            coin = Decimal(1).scaleb(-digits)
            if sum_stated.quantize(coin) != due.quantize(coin, ROUND_HALF_UP):
                yield broken(
                    (*place, name),
                    f"states {sum_stated:f}, but {_reckoning(security)} is {due:f}; correct the "
                    "amount or the price that differs from the paper",
                    field,
                    security.principal_amount,
                    security.purchase_price_pct,
                )


def _due(security: Security) -> Decimal | None:
    """Return what the underwriters pay by the stated price; None where it isn't known."""
    principal, price = known(security.principal_amount), known(security.purchase_price_pct)
    if principal is not None and price is not None:
        return principal * price / _HUNDRED
    count = known(security.units.count) if security.units else None
    per_unit = known(security.purchase_price_per_unit)
    return None if count is None or per_unit is None else count * per_unit


def _reckoning(security: Security) -> str:
    principal, price = known(security.principal_amount), known(security.purchase_price_pct)
    if principal is not None and price is not None:
        return f"{price:f} % of {principal:f}"
    count = known(security.units.count) if security.units else None
    per_unit = known(security.purchase_price_per_unit)
    return f"{count} units at {per_unit}"


@rule(
    "ECO08",
    Severity.INFO,
    "The issue discount is less than a quarter of a point for each full year to maturity.",
    "A larger one is original issue discount, which US holders are taxed on every year "
    "(Internal Revenue Code, section 1273(a)(3)).",
)
def _discount_is_minimal(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        price, end = known(security.price_to_public_pct), known(security.maturity_date)
        start = known(record.deal.closing.date)
        if price is None or end is None or start is None or end <= start:
            continue
        years = end.year - start.year - ((end.month, end.day) < (start.month, start.day))
        limit = Decimal(years) / 4
        if _HUNDRED - price >= limit and price < _HUNDRED:
            yield Fault(
                (*place, "price_to_public_pct"),
                f"the discount is {_HUNDRED - price:f} points, and {years} full years allow less "
                f"than {limit:f}; nothing to correct if the price is as printed",
            )


@rule(
    "ECO15",
    Severity.WARNING,
    "All prices of a deal are given with the same number of decimals.",
    "A price with fewer decimals may have lost its last digits.",
)
def _same_decimals(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    prices = [
        ((*place, name), name, price)
        for place, security in securities(record)
        for name in ("price_to_public_pct", "purchase_price_pct")
        if (price := known(getattr(security, name))) is not None
    ]
    decimals = [-int(price.as_tuple().exponent) for _, _, price in prices]
    if len(set(decimals)) > 1:
        place = prices[decimals.index(min(decimals))][0]
        listed = ", ".join(f"{price:f}" for _, _, price in prices)
        yield Fault(
            place,
            f"the prices are {listed}, with {min(decimals)} to {max(decimals)} decimals; compare "
            "the shortest with the paper",
        )

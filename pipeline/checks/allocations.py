"""Rules about allocations: they add up, and who takes how much."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from pipeline.checks.known import broken, group, known, securities
from pipeline.checks.printed_money import (
    smallest_unit,
)
from pipeline.checks.rules import Fault, rule
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Stated
from pipeline.records.deal import Deal
from pipeline.records.security import Security, Shares, Units
from pipeline.records.terms import Allocation, AnnexTotal
from pipeline.records.yamltext import Location


class _Column(NamedTuple):
    """What an annex counts opposite the names: a field of its rows, and what that adds up to."""

    field: str
    word: str
    what: str
    sold: Stated[Any] | None
    #: Where the record states what is sold, within the security.
    sold_at: Location


def _columns(security: Security) -> Iterator[_Column]:
    amount = security.principal_amount
    yield _Column(
        "principal_amount", "allocations", "the principal amount", amount, ("principal_amount",)
    )
    for name in ("units", "shares"):
        counted: Units | Shares | None = getattr(security, name)
        if counted is not None:
            what = f"the number of {name} sold"
            yield _Column("units", f"numbers of {name}", what, counted.count, (name, "count"))
            return
    yield _Column("units", "numbers of units", "the number of units sold", None, ())


def _rows(
    deal: Deal, security: Security, field: str = "principal_amount"
) -> list[tuple[Location, Allocation, Decimal]]:
    """Return the allocations of a security with their amounts; none unless all are known."""
    annex = group(deal.annex)
    if annex is None or annex.cut_off is not None:
        return []
    found: list[tuple[Location, Allocation, Decimal]] = []
    for number, row in enumerate(annex.allocations):
        amount = known(getattr(row, field))
        if row.security != security.security_id:
            continue
        if amount is None:
            return []
        found.append((("annex", "allocations", number), row, Decimal(amount)))
    return found


def _totals(
    deal: Deal, security: Security, field: str = "principal_amount"
) -> Iterator[tuple[Location, AnnexTotal, Decimal]]:
    annex = group(deal.annex)
    for number, total in enumerate(annex.totals if annex else ()):
        amount = known(getattr(total, field))
        if total.security == security.security_id and amount is not None:
            yield ("annex", "totals", number), total, Decimal(amount)


def _apart(one: Decimal, other: Decimal) -> str:
    return f"{abs(one - other):f} {'less' if one < other else 'more'}"


@rule(
    "ECO01",
    Severity.ERROR,
    "The allocations of a security add up to its principal amount; where the annex counts units or "
    "shares, to the number sold.",
    "Every security sold is underwritten by somebody, once.",
)
def _allocations_add_up(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        for column in _columns(security):
            sold = known(column.sold)
            rows = _rows(record.deal, security, column.field)
            total = sum((amount for _, _, amount in rows), Decimal(0))
            if rows and sold is not None and total != sold:
                yield broken(
                    (*place, *column.sold_at),
                    f"the {len(rows)} {column.word} add up to {total:f}, but {column.what} is "
                    f"{Decimal(sold):f} ({_apart(total, Decimal(sold))}); correct the amount that "
                    "differs from the paper",
                    column.sold,
                    *(getattr(row, column.field) for _, row, _ in rows),
                )


@rule(
    "ECO02",
    Severity.ERROR,
    "The allocations of a security add up to the total that the annex prints.",
    "A row that was missed or misread shows in the sum.",
)
def _allocations_match_total(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for _, security in securities(record):
        for column in _columns(security):
            rows = _rows(record.deal, security, column.field)
            added = sum((amount for _, _, amount in rows), Decimal(0))
            for place, total, printed in _totals(record.deal, security, column.field):
                if rows and added != printed:
                    yield broken(
                        (*place, column.field),
                        f"the {len(rows)} {column.word} add up to {added:f}, but the annex prints "
                        f"a total of {printed:f} ({_apart(added, printed)}); look for a row that "
                        "is missing or misread",
                        getattr(total, column.field),
                        *(getattr(row, column.field) for _, row, _ in rows),
                    )


@rule(
    "ECO03",
    Severity.ERROR,
    "The total of the annex, and the aggregate amount of the offer, are the principal amounts "
    "of the terms.",
    "The body and the annex state one amount each; the buyer and the underwriter must read the "
    "same.",
)
def _totals_match_terms(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    deal = record.deal
    for _, security in securities(record):
        principal = known(security.principal_amount)
        for place, total, printed in _totals(deal, security):
            if principal is not None and printed != principal:
                yield broken(
                    (*place, "principal_amount"),
                    f"the annex prints a total of {printed:f}, but the principal amount is "
                    f"{principal:f} ({_apart(printed, principal)}); correct the one that "
                    "differs from the paper",
                    total.principal_amount,
                    security.principal_amount,
                )
    aggregate = known(deal.offer.aggregate_principal_amount) if deal.offer else None
    amounts = [known(security.principal_amount) for security in deal.securities]
    added = sum((amount for amount in amounts if amount is not None), Decimal(0))
    if deal.offer and aggregate is not None and None not in amounts and added != aggregate:
        yield broken(
            ("offer", "aggregate_principal_amount"),
            f"the offer states {aggregate:f}, but the principal amounts of the securities add "
            f"up to {added:f} ({_apart(added, aggregate)}); correct the one that differs from "
            "the paper",
            deal.offer.aggregate_principal_amount,
            *(security.principal_amount for security in deal.securities),
        )


@rule(
    "ECO09",
    Severity.WARNING,
    "Each allocation is a multiple of the denomination; of 1,000 where none is stated.",
    "Nobody can hold a part of the smallest security.",
)
def _allocations_are_whole(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for _, security in securities(record):
        stated, unit = smallest_unit(security)
        for place, _, amount in _rows(record.deal, security):
            if unit > 0 and amount % unit:
                yield Fault(
                    (*place, "principal_amount"),
                    f"{amount:f} is not a multiple of {unit:f}, the "
                    f"{'denomination' if stated else 'usual denomination'}; compare the digits "
                    "with the annex",
                )


@rule(
    "ECO10",
    Severity.INFO,
    "No underwriter takes more than half of a security, and the Herfindahl-Hirschman index "
    "(HHI) of the allocations is at most 5,000.",
    "A syndicate in name only tells a reader who really sold the securities.",
)
def _concentrated(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for _, security in securities(record):
        fields = ("principal_amount", "units")
        field = next((one for one in fields if _rows(record.deal, security, one)), fields[0])
        rows = _rows(record.deal, security, field)
        total = sum((amount for _, _, amount in rows), Decimal(0))
        if len(rows) < 2 or not total:
            continue
        place, row, largest = max(rows, key=lambda entry: entry[2])
        share = 100 * largest / total
        hhi = sum((100 * amount / total) ** 2 for _, _, amount in rows)
        if share > 50 or hhi > 5000:
            name = known(row.name) or "one underwriter"
            yield Fault(
                (*place, field),
                f"{name} takes {float(share):.4g} % of {len(rows)} allocations, and the "
                f"HHI is {hhi:,.0f}; nothing to correct",
            )

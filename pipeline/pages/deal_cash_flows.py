"""The payments that are known in advance: each with its day, the day it is paid, its amount."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.economics.settlement import holiday_name, is_business_day
from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Paper
from pipeline.pages.deal_unknown import column_title
from pipeline.pages.html import Markup, render

#: A longer list is folded, with its ends in the summary.
_LONGEST_OPEN = 24


@dataclass(frozen=True, slots=True)
class Flow:
    """One payment; ``closed`` says why its scheduled day is no business day."""

    number: int
    kind: str
    scheduled: str
    weekday: str
    closed: str
    paid: str
    amount: str


@dataclass(frozen=True, slots=True)
class Flows:
    """The payments of one security."""

    title: str
    flows: tuple[Flow, ...]
    total: str
    moved: int
    is_long: bool


def cash_flows_section(paper: Paper) -> Markup | None:
    """Return the section; None where no payment is known in advance."""
    tables = list(_tables(paper))
    return render("deal_cash_flows.html.jinja", tables=tables) if tables else None


def _tables(paper: Paper) -> Iterator[Flows]:
    deal = paper.record.deal
    rows = paper.rows("cash_flows")
    for number, security in enumerate(deal.securities):
        own = [row for row in rows if row["security_id"] == security.security_id]
        if not own:
            continue
        currency = security.currency.value
        places = 0 if all(row["amount"] == int(row["amount"]) for row in own) else 2
        flows = tuple(
            Flow(
                row["payment_no"],
                row["kind"],
                fmt.day(row["scheduled_date"]),
                fmt.weekday(row["scheduled_date"]),
                _closed(row["scheduled_date"], row["payment_date"]),
                _paid(row["scheduled_date"], row["payment_date"]),
                fmt.number(row["amount"], places),
            )
            for row in own
        )
        yield Flows(
            column_title(deal, number) if len(deal.securities) > 1 else "",
            flows,
            fmt.amount(sum(row["amount"] for row in own), currency, places),
            sum(bool(flow.closed) for flow in flows),
            len(flows) > _LONGEST_OPEN,
        )


def _paid(scheduled: date, paid: date | None) -> str:
    if paid is None:
        return "not known"
    return "" if paid == scheduled else f"{fmt.weekday(paid)} {fmt.day(paid)}"


def _closed(scheduled: date, paid: date | None) -> str:
    if scheduled.weekday() > 4:
        return "weekend"
    if is_business_day(scheduled) is False:
        return holiday_name(scheduled)
    return "moved" if paid is not None and paid != scheduled else ""

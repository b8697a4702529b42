"""Key dates: a time line of the securities' lives, the days to closing, and the list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.economics.settlement import CALENDAR_NAME, StripDay, settlement_strip
from pipeline.pages import format as fmt
from pipeline.pages.charts import Life, Stretch, lives
from pipeline.pages.deal_paper import Paper
from pipeline.pages.deal_unknown import column_title
from pipeline.pages.html import Markup, computed, render
from pipeline.records.base import Blank, Stated
from pipeline.records.deal import Deal
from pipeline.records.security import Security

_ANCHOR = "key-dates"
#: Interest that is known in advance for the whole life.
_KNOWN = frozenset({"fixed", "fixed_cash", "zero"})


@dataclass(frozen=True, slots=True)
class Event:
    """A day that matters: ``shown`` is the day with its source."""

    day: date
    shown: Markup
    what: str
    more: str = ""


def dates_section(paper: Paper) -> Markup | None:
    """Return the section; None where fewer than two days are known."""
    events = sorted(_events(paper), key=lambda event: event.day)
    if len({event.day for event in events}) < 2:
        return None
    return render(
        "deal_dates.html.jinja",
        chart=_chart(paper),
        has_payments=bool(paper.rows("cash_flows")),
        restricted=_restricted_until(paper) is not None,
        open_ended=any(_stretch_kind(s) == "open" for s in paper.record.deal.securities),
        strip=_strip(paper),
        calendar=CALENDAR_NAME,
        events=events,
        weekday=fmt.weekday,
    )


def _events(paper: Paper) -> Iterator[Event]:
    deal = paper.record.deal
    spot = paper.spot(_ANCHOR, "key dates")

    def event(stated: Stated[date] | None, what: str, more: str = "") -> Iterator[Event]:
        spot.note(stated)
        shown = spot.link(stated, fmt.day)
        if stated is not None and stated.value is not None and shown is not None:
            yield Event(stated.value, shown, what, more)

    if not isinstance(deal.registration, Blank):
        yield from event(deal.registration.base_prospectus_date, "Prospectus")
        yield from event(deal.registration.prospectus_supplement_date, "Prospectus supplement")
    yield from event(deal.pricing_date, "Priced")
    yield from event(deal.agreement_date, "Agreement")
    if not isinstance(deal.acceptance, Blank):
        time, zone = deal.acceptance.deadline_time.value, deal.acceptance.deadline_zone.value
        more = " ".join(part for part in (fmt.clock(time) if time else "", zone or "") if part)
        yield from event(deal.acceptance.deadline_date, "Last time for acceptance", more)
    yield from event(deal.closing.date, "Closing", _settlement(paper))
    for number, security in enumerate(deal.securities):
        of = f"of {column_title(deal, number)}" if len(deal.securities) > 1 else ""
        for stated, what in _security_dates(deal, security):
            yield from event(stated, what, of)
    yield from _restriction_ends(paper)


def _settlement(paper: Paper) -> str:
    row = next((row for row in paper.rows("economics") if row["settlement_days"] is not None), None)
    if row is None:
        return ""
    text = f"T+{row['settlement_days']}"
    standard = row.get("standard_settlement_days")
    if standard is None:
        return text
    longer = "longer than" if row["extended_settlement"] else "within"
    return f"{text}, {longer} the standard T+{standard}"


def _security_dates(deal: Deal, security: Security) -> Iterator[tuple[Stated[date] | None, str]]:
    accrued, redemption = security.accrued_interest, security.redemption
    start = accrued.from_date if accrued is not None and not isinstance(accrued, Blank) else None
    if start is not None and start.value != deal.closing.date.value:
        yield start, "Interest accrues from"
    interest = security.known_interest
    for number, period in enumerate(interest.periods if interest else ()):
        if number:
            yield period.from_date, "Interest changes"
        elif period.payments is not None and not isinstance(period.payments, Blank):
            yield period.payments.first_payment_date, "First interest payment"
    if redemption is not None and not isinstance(redemption, Blank):
        yield redemption.from_date, "Redeemable from"
        for day in redemption.put_dates:
            yield day, "Repayable at the holder's election"
    yield security.maturity_date, "Maturity"


def _restriction_ends(paper: Paper) -> Iterator[Event]:
    rows = paper.rows("selling_restrictions")
    ends: dict[date, list[str]] = {}
    for row in rows:
        if row["period_end_date"] is not None:
            ends.setdefault(row["period_end_date"], []).append(row["jurisdiction"] or "")
    for day, places in ends.items():
        shown = Markup("{} {}").format(fmt.day(day), computed())
        where = fmt.listing(list(dict.fromkeys(places)))
        yield Event(day, shown, "Selling restriction ends", where)


def _restricted_until(paper: Paper) -> date | None:
    ends = [row["period_end_date"] for row in paper.rows("selling_restrictions")]
    return max((day for day in ends if day is not None), default=None)


def _stretch_kind(security: Security) -> str:
    interest = security.known_interest
    kind = interest.type.value if interest else None
    return "fixed" if kind in _KNOWN or kind is None else "open"


def _chart(paper: Paper) -> Markup | None:
    deal = paper.record.deal
    start = deal.closing.date.value
    if start is None:
        return None
    payments: dict[str, list[date]] = {}
    for row in paper.rows("cash_flows"):
        payments.setdefault(row["security_id"], []).append(row["scheduled_date"])
    entries = [
        Life(
            column_title(deal, number),
            start,
            end,
            tuple(day for day in payments.get(security.security_id, ()) if start <= day <= end),
            tuple(_stretches(security, start, end)),
        )
        for number, security in enumerate(deal.securities)
        if (end := security.maturity_date.value) is not None and end > start
    ]
    return lives(entries, _restricted_until(paper)) if entries else None


def _stretches(security: Security, start: date, end: date) -> Iterator[Stretch]:
    """Yield the parts of a life: fixed until interest changes, open from there on."""
    interest = security.known_interest
    periods = interest.periods if interest else ()
    changes = [
        period.from_date.value
        for period in periods[1:]
        if period.from_date is not None and period.from_date.value is not None
    ]
    change = min((day for day in changes if start < day < end), default=None)
    if change is None or periods[0].type != "fixed":
        yield Stretch(start, end, _stretch_kind(security))
    else:
        yield Stretch(start, change, "fixed")
        yield Stretch(change, end, "open")


def _strip(paper: Paper) -> list[StripDay]:
    deal = paper.record.deal
    agreement, closing = deal.agreement_date.value, deal.closing.date.value
    if agreement is None or closing is None:
        return []
    return list(settlement_strip(agreement, closing))

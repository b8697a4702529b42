"""Who took how much: the annex as ordered bars, or the names alone where it was not seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.pages import format as fmt
from pipeline.pages.charts import bar
from pipeline.pages.deal_economics import shown as figure_shown
from pipeline.pages.deal_paper import Paper, Spot, why_blank
from pipeline.pages.deal_unknown import column_title
from pipeline.pages.html import Markup, link, render
from pipeline.records.base import Blank, Stated
from pipeline.records.codes import NAMED_IN, UNDERWRITER_ROLES
from pipeline.records.parties import plain_name
from pipeline.records.security import Security
from pipeline.records.terms import Allocation, Annex, AnnexTotal, Underwriters

_ANCHOR = "allocations"
#: What shares are of, where the annex states amounts, and where it counts units.
_LACKING = {False: "the principal amount", True: "the number sold"}


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the annex."""

    name: Markup
    firm: Markup | None
    amount: Markup
    share: str
    bar: Markup


@dataclass(frozen=True, slots=True)
class Chart:
    """The annex's column for one security; ``facts`` are (words, value) computed from it."""

    title: str
    #: The head of the column of amounts.
    amount: str
    limit: str
    bars: tuple[Bar, ...]
    total: Markup | None
    facts: tuple[tuple[str, str], ...]
    lacking: str


def allocations_section(paper: Paper) -> Markup | None:
    """Return the section; None where neither the annex nor a name is known."""
    deal = paper.record.deal
    charts = []
    reason = ""
    cut_off: Markup | None = None
    if isinstance(deal.annex, Annex):
        spot = paper.spot(_ANCHOR, "annex")
        for stated in (deal.annex.heading, *deal.annex.column_headings):
            spot.note(stated)
        charts = list(_charts(paper, deal.annex))
        cut_off = spot.show(deal.annex.cut_off)
    else:
        reason = why_blank(deal.annex)
    names = list(_names(paper, deal.underwriters))
    if charts:
        names = []  # said by the annex; their places in the opening are noted all the same
    if not charts and not names:
        return None
    return render(
        "deal_allocations.html.jinja",
        charts=charts,
        names=names,
        reason=reason,
        cut_off=cut_off,
        where=_where(deal.underwriters),
        end=_end(deal.underwriters),
    )


def _where(group: Underwriters | Blank) -> str:
    return NAMED_IN[group.named_in] if isinstance(group, Underwriters) else ""


def _end(group: Underwriters | Blank) -> str:
    """Return why a list of names is not whole; empty where it is."""
    if isinstance(group, Blank) or group.complete is None:
        return ""
    return group.complete.value or group.complete.note or why_blank(group.complete)


def _charts(paper: Paper, annex: Annex) -> Iterator[Chart]:
    deal = paper.record.deal
    for number, security in enumerate(deal.securities):
        rows = [row for row in annex.allocations if row.security == security.security_id]
        if rows:
            title = column_title(deal, number) if len(deal.securities) > 1 else ""
            yield _chart(paper, annex, security, title, rows)


def _chart(
    paper: Paper, annex: Annex, security: Security, title: str, rows: list[Allocation]
) -> Chart:
    spot = paper.spot(_ANCHOR, "allocation")
    currency = security.currency.value if not security.shares else None
    counts = [None if row.units is None else row.units.value for row in rows]
    in_units = any(count is not None for count in counts) and not any(
        row.principal_amount.value is not None for row in rows
    )
    amounts = (
        [None if count is None else Decimal(count) for count in counts]
        if in_units
        else [row.principal_amount.value for row in rows]
    )
    shares = [
        row["share_pct"]
        for row in paper.rows("allocations")
        if row["security_id"] == security.security_id
    ]
    has_shares = any(share is not None for share in shares)
    largest = max((amount for amount in amounts if amount is not None), default=Decimal(0))
    limit = _limit(shares)
    places = _places(shares)
    bars = []
    for place in sorted(range(len(rows)), key=lambda n: (-(amounts[n] or Decimal(0)), n)):
        row, share = rows[place], shares[place]
        name, firm = _named(paper, row.underwriter, row.name)
        bars.append(
            Bar(
                name=name,
                firm=firm,
                amount=_amount(spot, row, currency, in_units=in_units)
                or Markup('<span class="d-no">not known</span>'),
                share=fmt.pct(share, places) if share is not None else "",
                bar=bar(_length(amounts[place], largest, share, limit)),
            )
        )
    printed = next((t for t in annex.totals if t.security == security.security_id), None)
    shown_total = None if printed is None else _amount(spot, printed, currency, in_units=in_units)
    return Chart(
        title,
        _counted(security) if in_units else "Amount",
        f"0 to {fmt.pct(limit)}" if has_shares else "relative to the largest",
        tuple(bars),
        shown_total,
        tuple(_facts(paper, security)),
        "" if has_shares else f"Shares are not computed: {_LACKING[in_units]} is not known.",
    )


def _amount(
    spot: Spot, row: Allocation | AnnexTotal, currency: str | None, *, in_units: bool
) -> Markup | None:
    """Return the amount opposite a name, or the number of units; the other's place is noted."""
    if not in_units:
        spot.note(row.units)
        return spot.show(row.principal_amount, lambda n: fmt.amount(n, currency))
    return spot.show(row.units, lambda n: f"{n:,}")


def _counted(security: Security) -> str:
    """Return what an annex counts: shares, or units by the name that the paper gives them."""
    if security.shares is not None:
        return "Shares"
    name = security.units.unit_name if security.units is not None else None
    return fmt.upper_first((name.value if name is not None else None) or "units")


def _length(amount: Decimal | None, largest: Decimal, share: Decimal | None, limit: int) -> Decimal:
    """Return a bar's length: by its share, or beside the largest where shares are not known."""
    if share is not None:
        return share * 100 / limit
    return amount * 100 / largest if amount is not None and largest else Decimal(0)


def _limit(shares: list[Decimal | None]) -> int:
    """Return where the scale of the bars ends: a round figure above the largest share."""
    largest = max((share for share in shares if share is not None), default=Decimal(0))
    return next((limit for limit in (10, 20, 25, 50) if largest <= limit), 100)


def _places(shares: list[Decimal | None]) -> int:
    """Return the fewest decimals, at most two, that tell the shares as they are."""
    known = [share for share in shares if share is not None]
    return next((n for n in (0, 1) if all(share == round(share, n) for share in known)), 2)


def _facts(paper: Paper, security: Security) -> Iterator[tuple[str, str]]:
    for row in paper.rows("figures"):
        if row["security_id"] == security.security_id and row["value"] is not None:
            if row["figure"] == "largest_share_pct":
                share = Decimal(row["value"])
                yield "largest share", fmt.pct(share, _places([share]))
            elif row["figure"] == "hhi":
                value = figure_shown("hhi", row["value"], None)
                yield "Herfindahl-Hirschman index (HHI)", f"{value} of 10,000"


def _named(
    paper: Paper, underwriter: str | None, name: Stated[Any]
) -> tuple[Markup, Markup | None]:
    """Return a name as printed with its lines, and the firm it is, linked.

    Where the print is the firm's own name, the name alone is linked.
    """
    spot = paper.spot(_ANCHOR, "underwriter")
    party = paper.archive.underwriters.get(underwriter) if underwriter is not None else None
    printed = name.value
    if printed is None:
        firm = link(paper.url(f"underwriters/{party.id}.md"), party.name) if party else None
        why = Markup('<span class="d-no">{}</span>').format(f"name not known: {why_blank(name)}")
        return why, Markup("is ") + firm if firm is not None else None
    if party is None:
        return spot.show(name) or Markup(), None
    page = paper.url(f"underwriters/{party.id}.md")
    if printed == party.name:
        return link(page, printed) + spot.lines(name), None
    # A name that the firm gave up later is no slip of the pen.
    former = {plain_name(entry.name) for entry in party.former_names}
    word = "later " if plain_name(printed) in former else "is "
    return spot.show(name) or Markup(""), Markup(word) + link(page, party.name)


@dataclass(frozen=True, slots=True)
class Name:
    """An underwriter where no allocation is known."""

    name: Markup
    firm: Markup | None
    role: Markup | None


def _names(paper: Paper, group: Underwriters | Blank) -> Iterator[Name]:
    if isinstance(group, Blank):
        return
    spot = paper.spot(_ANCHOR, "underwriter")
    spot.note(group.defined_term)
    for entry in group.names:
        name, firm = _named(paper, entry.underwriter, entry.name)
        yield Name(name, firm, spot.show(entry.role, lambda code: UNDERWRITER_ROLES[code]))

"""The opening of a deal's page: what it is, in one sentence and a few figures; what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.pages import format as fmt
from pipeline.pages.deal_draft import draft_note
from pipeline.pages.deal_economics import shown as figure_shown
from pipeline.pages.deal_paper import Paper
from pipeline.pages.deal_security import in_money, kind
from pipeline.pages.deal_unknown import column_title, missing_core, unknown
from pipeline.pages.html import Markup, computed, escape, in_markdown, join, link, render, tag
from pipeline.pages.variations import short_day
from pipeline.records.base import Stated
from pipeline.records.codes import DOCUMENT_KINDS, SEEN_EXTENTS
from pipeline.records.deal import Deal
from pipeline.records.security import Security
from pipeline.records.terms import Underwriters

#: The figures of the opening, in their order, where several securities stand side by side.
_ORDER = (
    "Amount",
    "Price to public",
    "Purchase price",
    "Gross spread",
    "Reoffer yield",
    "Coupon",
    "Interest",
    "Maturity",
)
#: So many unknown core terms are named in the opening.
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the opening; ``more`` stands below it in small letters."""

    words: str
    value: Markup
    more: Markup | str = ""


def head(paper: Paper) -> tuple[str, str, Markup]:
    """Return the opening: the issuer, the heading in Markdown, and what stands below it."""
    deal = paper.record.deal
    party = paper.archive.issuers.get(deal.issuer)
    name = issuer_name(paper)
    issuer = link(paper.url(f"issuers/{party.id}.md"), name) if party else escape(name)
    title = "<br>".join(in_markdown(title) for title in titles(deal))
    return tag("p", issuer, class_="d-over"), f"# {title}", _below(paper)


def _below(paper: Paper) -> Markup:
    deal = paper.record.deal
    several = len(deal.securities) > 1
    names, rows = _columns(paper) if several else ([], [])
    missing = missing_core(paper)
    return render(
        "deal_head.html.jinja",
        deal_id=deal.deal_id,
        called=short_name(paper),
        facts=list(_facts(deal)),
        draft=draft_note(paper),
        lead=lead(paper),
        figures=[] if several else list(_figures(paper, deal.securities[0], 0)),
        names=names,
        rows=rows,
        seen=fmt.upper_first(SEEN_EXTENTS[deal.seen.extent]),
        core=next(iter(paper.rows("coverage")), None),
        missing=fmt.some(missing, _MOST_NAMED),
        has_unknown=any(True for _ in unknown(paper)),
    )


def issuer_name(paper: Paper) -> str:
    """Return the issuer's name as the paper prints it, else the firm's."""
    deal = paper.record.deal
    party = paper.archive.issuers.get(deal.issuer)
    return deal.issuer_named.name.value or (party.name if party else deal.issuer)


def short_name(paper: Paper) -> str:
    """Return a deal by its issuer and date: ``Citigroup Inc., 2 Feb 2004``."""
    return f"{issuer_name(paper)}, {short_day(paper.record.deal.deal_id)}"


def titles(deal: Deal) -> list[str]:
    """Return the titles of the securities; where they are not all known, what is sold."""
    known = [security.title.value for security in deal.securities if security.title.value]
    if len(known) == len(deal.securities):
        return known
    kinds = list(dict.fromkeys(filter(None, map(kind, deal.securities))))
    if len(deal.securities) > 1:
        return [f"{fmt.upper_first(_series(deal))} of {fmt.listing(kinds) or 'securities'}"]
    # Nothing of the security is known: the page is about the agreement.
    return [fmt.upper_first(kinds[0]) if kinds else paper_name(deal)]


def paper_name(deal: Deal) -> str:
    """Return what the paper calls itself: ``Terms Agreement``."""
    return DOCUMENT_KINDS[deal.document.kind].partition(" that ")[0]


def _series(deal: Deal) -> str:
    return fmt.count(len(deal.securities), "series", "series")


def total(deal: Deal) -> str:
    """Return the amount of the deal; empty where a part of it is not known."""
    amounts = [security.principal_amount.value for security in deal.securities]
    currencies = {security.currency.value for security in deal.securities}
    if len(currencies) > 1 or not amounts or None in amounts:
        return ""
    return fmt.amount(sum((n for n in amounts if n is not None), Decimal(0)), currencies.pop())


def dated(deal: Deal) -> str:
    """Return the day of the deal, or as much of it as is known."""
    if deal.agreement_date.value is not None:
        return fmt.day(deal.agreement_date.value)
    if deal.pricing_date is not None and deal.pricing_date.value is not None:
        return f"priced {fmt.day(deal.pricing_date.value)}"
    # The id carries the most precise date that is known.
    digits = [part for part in deal.deal_id.split("-") if part.isdecimal()]
    return fmt.partial_day("-".join(digits[:2])) if digits else ""


def _facts(deal: Deal) -> Iterator[str]:
    amount = total(deal)
    if amount:
        yield amount
    yield dated(deal)


def lead(paper: Paper) -> str:
    """Return the deal in one sentence, of what is known of it."""
    deal = paper.record.deal
    day = deal.agreement_date.value
    start = f"On {fmt.day(day)} " if day else ""
    sold = f"{_what(deal)}{_buyers(deal)}".rstrip(",")
    sentence = f"{start}{issuer_name(paper)} agreed to sell {sold}"
    security = deal.securities[0]
    if len(deal.securities) == 1:
        prices = []
        if security.purchase_price_pct.value is not None:
            sentence += f" at {fmt.pct(security.purchase_price_pct.value)} of principal"
        public = security.price_to_public_pct.value
        if public is not None:
            prices.append(f"the price to the public was {fmt.pct(public)}")
        sentence = "; ".join((sentence, *prices))
    # A firm's name may end the sentence, and with it the full stop is there.
    return sentence if sentence.endswith(".") else sentence + "."


def _what(deal: Deal) -> str:
    amount = total(deal)
    kinds = list(dict.fromkeys(filter(None, map(kind, deal.securities))))
    what = fmt.listing(kinds) or "securities"
    if len(deal.securities) > 1:
        return f"{_series(deal)} of {what}" + (f", {amount} in all," if amount else "")
    security = deal.securities[0]
    if security.shares is not None and security.shares.count.value is not None:
        return f"{fmt.number(security.shares.count.value)} {what}"
    if not kinds and security.title.value is None:
        what = "securities whose terms are not known"
    further = "a further " if security.reopening is not None and amount else ""
    return f"{further}{amount} of {what}" if amount else what


def _buyers(deal: Deal) -> str:
    """Return to whom: the name of one underwriter, the number of several."""
    group = deal.underwriters
    if not isinstance(group, Underwriters) or not group.names:
        return ""
    name = group.names[0].name.value
    is_whole = group.complete is None or group.complete.blank is None
    if len(group.names) == 1 and name is not None:
        return f" to {name}" if is_whole else f" to {name} and perhaps others"
    least = "" if is_whole else "at least "
    return f" to {least}{fmt.count(len(group.names), 'underwriter')}"


def _figures(paper: Paper, security: Security, number: int) -> Iterator[Figure]:
    """Yield the figures that people come for; those not known are left out."""
    spot = paper.spot("terms", "terms")
    currency = security.currency.value
    computed_figures = {
        row["figure"]: row["value"]
        for row in paper.rows("figures")
        if row["security_id"] == security.security_id and row["value"] is not None
    }

    def figure(name: str) -> str:
        value = computed_figures.get(name)
        return figure_shown(name, value, currency) if value is not None else ""

    for words, pct, unit in (
        ("Price to public", security.price_to_public_pct, security.price_to_public_per_unit),
        ("Purchase price", security.purchase_price_pct, security.purchase_price_per_unit),
    ):
        shown = spot.link(pct, fmt.pct) or spot.link(unit, lambda n: fmt.amount(n, currency))
        if shown is not None:
            yield Figure(words, shown)
    if spread := figure("gross_spread_pct"):
        yield Figure(
            "Gross spread",
            escape(spread),
            join(
                " ", [part for part in (escape(figure("gross_spread_amount")), computed()) if part]
            ),
        )
    if reoffer := figure("reoffer_yield_pct"):
        yield Figure("Reoffer yield", escape(reoffer), computed())
    interest = security.known_interest
    period = interest.periods[0] if interest and interest.periods else None
    if period is not None and (coupon := spot.link(period.rate_pct, fmt.pct)) is not None:
        yield Figure("Coupon", coupon, _until(security))
    elif period is not None and (rate := spot.link(period.reference_rate)) is not None:
        yield Figure("Interest", rate, _spread(period.spread_pct))
    if (maturity := spot.link(security.maturity_date, fmt.short_day)) is not None:
        tenor = figure("tenor_years")
        yield Figure("Maturity", maturity, join(" ", [escape(tenor), computed()]) if tenor else "")
    if number == 0:
        closing = spot.link(paper.record.deal.closing.date, fmt.short_day)
        if closing is not None:
            days = figure("settlement_days")
            yield Figure("Closing", closing, join(" ", [escape(days), computed()]) if days else "")


def _spread(spread: Stated[Decimal] | None) -> str:
    if spread is None or spread.value is None:
        return ""
    return f"{'minus' if spread.value < 0 else 'plus'} {fmt.pct(abs(spread.value))}"


def _until(security: Security) -> str:
    interest = security.known_interest
    if interest is None or len(interest.periods) < 2:
        return ""
    end = interest.periods[0].to_date
    return f"until {fmt.short_day(end.value)}" if end is not None and end.value else "at first"


def _columns(paper: Paper) -> tuple[list[str], list[tuple[str, list[Figure | None]]]]:
    """Return the names of several securities, and rows of figures across them."""
    deal = paper.record.deal
    columns: list[dict[str, Figure]] = []
    for number, security in enumerate(deal.securities):
        amount = paper.spot("terms", "terms").link(security.principal_amount, in_money(security))
        column = {"Amount": Figure("Amount", amount)} if amount is not None else {}
        column |= {figure.words: figure for figure in _figures(paper, security, number)}
        columns.append(column)
    order = list(dict.fromkeys(name for name in _ORDER if any(name in c for c in columns)))
    rows = [(name, [column.get(name) for column in columns]) for name in order]
    return [column_title(deal, number) for number in range(len(columns))], rows

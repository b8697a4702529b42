"""A deal as a sheet: every value as a page prints it, or why it is not known.

Deals are compared by their sheets, on the page ``compare/`` and in the terminal alike. A
sheet is plain data (text, lists, mappings), so that it can be published as JSON:

``name``, ``title``      the deal, and what it sells, in a line each
``seen``                 how much of the paper was seen, in words
``left_out``             why a term that stands in no row has no value
``agreement``            rows of the agreement and its clauses
``securities``           for each security its ``id``, ``name``, rows of ``terms`` as stated
                         and rows of ``figures`` as computed
``allocations``, ``restrictions``, ``amendments``   see :mod:`pipeline.pages.sheet_parts`

A row is ``term`` (its key), ``words`` (its label), and ``value`` (text) or ``blank`` (the
reason's code) with ``why`` (the reason in words).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipeline.economics.methods import SUBJECTS
from pipeline.pages import format as fmt
from pipeline.pages.deal_economics import shown as figure_shown
from pipeline.pages.deal_head import short_name, titles
from pipeline.pages.deal_paper import Paper, Spot
from pipeline.pages.deal_security import TERMS
from pipeline.pages.deal_unknown import column_title
from pipeline.pages.html import Markup
from pipeline.pages.sheet_agreement import agreement
from pipeline.pages.sheet_parts import allocations, amendments, restrictions
from pipeline.pages.sheet_text import PlainPaper, Row, in_words, plain, row, unknown
from pipeline.records.base import Blank
from pipeline.records.codes import CURRENCY_NAMES, SEEN_EXTENTS
from pipeline.records.deal import Deal
from pipeline.records.security import Security

Sheet = dict[str, Any]

#: What a sheet holds, for readers of the published file.
SHEET_PARTS: dict[str, str] = {
    "name": "the deal by its issuer and date",
    "title": "what it sells",
    "seen": "how much of the paper was seen",
    "left_out": "why a term that has no row here has no value",
    "agreement": "rows: terms of the agreement and its clauses",
    "securities": "each with id, name, terms (rows, as stated) and figures (rows, as computed)",
    "allocations": "rows by firm: amounts as printed and shares as computed, by security",
    "restrictions": "rows by jurisdiction: item, anchor on the deal's page, says, words",
    "amendments": "base document, and rows: strand and wording (equal numbers under one base "
    "document are the same change in the same words), place, item, anchor, says (the kind, the "
    "words taken out, the words put in)",
    "row": "term (its key), words (its label), value as printed, or blank (the reason's code) "
    "and why; a list that is not known has blank and why instead of rows",
}
#: Figures that only repeat another one, or that other figures rest on.
_NO_FIGURES = frozenset(
    {"reoffer_yield_semiannual_pct", "all_in_cost_semiannual_pct", "settlement_calendar"}
)
FIGURES: dict[str, str] = {
    name: method.title
    for methods in SUBJECTS.values()
    for name, method in methods.items()
    if method.table == "economics" and name not in _NO_FIGURES
}
#: The group behind a term that a view leaves out when the group as a whole is blank.
_GROUPS: Mapping[str, Callable[[Security], object]] = {
    "interest": lambda s: s.interest,
    "interest-payment-dates": lambda s: s.interest if isinstance(s.interest, Blank) else _paid(s),
    "day-count": lambda s: s.interest,
    "business-day-convention": lambda s: s.interest,
    "record-dates": lambda s: s.record_dates,
    "accrued-interest": lambda s: s.accrued_interest,
    "redemption": lambda s: s.redemption,
}


def sheet(paper: Paper) -> Sheet:
    """Return the sheet of a deal; equal records and histories give equal sheets."""
    deal = paper.record.deal
    bare = PlainPaper(paper.record, paper)
    figures = defaultdict(list)
    for entry in paper.rows("figures"):
        figures[entry["security_id"]].append(entry)
    return {
        "deal_id": deal.deal_id,
        "name": short_name(paper),
        "title": "; ".join(titles(deal)),
        "seen": fmt.upper_first(SEEN_EXTENTS[deal.seen.extent]),
        "left_out": _left_out(deal),
        "agreement": list(agreement(bare)),
        "securities": [
            {
                "id": security.security_id,
                "name": column_title(deal, number),
                "terms": list(_terms(bare, security, number)),
                "figures": _figures(figures[security.security_id], security.currency.value),
            }
            for number, security in enumerate(deal.securities)
        ],
        "allocations": allocations(paper),
        "restrictions": restrictions(bare),
        "amendments": amendments(paper),
    }


def _left_out(deal: Deal) -> Row:
    if deal.seen.extent == "whole":
        return {"blank": "not_stated", "why": "the paper has nothing of the kind"}
    return {"blank": "not_seen", "why": "nothing of the kind in what was seen of the paper"}


def _terms(paper: PlainPaper, security: Security, number: int) -> Iterator[Row]:
    for term in TERMS:
        spot = paper.spot(f"{number}-{term.slug}", term.words)
        # A page says the currency with the amount, where there is one.
        shown = term.show(spot, security) if term.slug != "currency" else _currency(spot, security)
        if shown is not None and shown != "":
            yield row(term.slug, term.words, plain(shown))
        elif spot.anchor in paper.words:
            pass  # the words below are all that is recorded
        elif isinstance(group := _GROUPS.get(term.slug, _none)(security), Blank):
            yield row(term.slug, term.words, unknown(group))
        elif (blank := paper.blanks.get(spot.anchor)) is not None:
            yield row(term.slug, term.words, unknown(blank))
        yield from in_words(paper, spot.anchor, term.slug, term.words)
    printed: dict[str, list[str]] = defaultdict(list)
    for entry in security.other_terms:
        if entry.label.value is not None and entry.text.value is not None:
            printed[entry.label.value.rstrip(": .")].append(entry.text.value)
    for label, texts in printed.items():
        yield row(f"printed/{label}", label, "; ".join(texts))


def _currency(spot: Spot, security: Security) -> Markup | None:
    return spot.show(security.currency, lambda code: CURRENCY_NAMES[code])


def _none(_: Security) -> None:
    return None


def _paid(security: Security) -> object:
    """Return the payment dates of the first period that has them blank."""
    interest = security.known_interest
    periods = interest.periods if interest is not None else ()
    return next((p.payments for p in periods if isinstance(p.payments, Blank)), None)


def _figures(rows: list[dict[str, Any]], currency: str | None) -> list[Row]:
    held = {entry["figure"]: entry for entry in rows}
    return [
        row(figure, title, figure_shown(figure, held[figure]["value"], currency))
        if held[figure]["value"] is not None
        else row(figure, title, {"blank": "not_computed", "why": held[figure]["reason"] or ""})
        for figure, title in FIGURES.items()
        if figure in held
    ]

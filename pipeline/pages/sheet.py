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
from datetime import date
from typing import Any, TypeVar

from pipeline.economics.methods import SUBJECTS
from pipeline.pages import format as fmt
from pipeline.pages.deal_economics import shown as figure_shown
from pipeline.pages.deal_head import short_name, titles
from pipeline.pages.deal_paper import Paper
from pipeline.pages.deal_security import TERMS
from pipeline.pages.deal_unknown import column_title
from pipeline.pages.sheet_agreement import agreement
from pipeline.pages.sheet_parts import allocations, amendments, restrictions
from pipeline.pages.sheet_text import PlainPaper, Row, plain, row, unknown
from pipeline.records.base import Blank, Stated
from pipeline.records.codes import (
    CURRENCY_NAMES,
    FREQUENCIES,
    RANKINGS,
    SECURITY_TYPES,
    SEEN_EXTENTS,
)
from pipeline.records.deal import Deal
from pipeline.records.interest import PaymentDates
from pipeline.records.security import Security

T = TypeVar("T")
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
        if term.slug in _APART:
            yield from _APART[term.slug](security)
            continue
        spot = paper.spot(f"{number}-{term.slug}", term.words)
        shown = term.show(spot, security)
        if shown is not None and shown != "":
            yield row(term.slug, term.words, plain(shown))
        elif isinstance(group := _GROUPS.get(term.slug, _none)(security), Blank):
            yield row(term.slug, term.words, unknown(group))
        elif spot.anchor in paper.blanks and spot.anchor not in paper.words:
            yield row(term.slug, term.words, unknown(paper.blanks[spot.anchor]))
        if spot.anchor in paper.words:
            yield row(f"{term.slug}/words", f"{term.words}: the words", paper.words[spot.anchor])
    printed: dict[str, list[str]] = defaultdict(list)
    for entry in security.other_terms:
        if entry.label.value is not None and entry.text.value is not None:
            printed[entry.label.value.rstrip(": .")].append(entry.text.value)
    for label, texts in printed.items():
        yield row(f"printed/{label}", label, "; ".join(texts))


def _none(_: Security) -> None:
    return None


def _kind(security: Security) -> Iterator[Row]:
    yield _stated(
        "security-type", "Kind", security.security_type, lambda code: SECURITY_TYPES[code]
    )
    yield _stated("ranking", "Ranking", security.ranking, lambda code: RANKINGS[code])


def _currency(security: Security) -> Iterator[Row]:
    yield _stated("currency", "Currency", security.currency, lambda code: CURRENCY_NAMES[code])


def _stated(term: str, words: str, stated: Stated[T], written: Callable[[T], str]) -> Row:
    if stated.value is None:
        return row(term, words, unknown(stated))
    return row(term, words, written(stated.value))


def _payments(security: Security) -> Iterator[Row]:
    """Yield how often, on which days and when first interest is paid, period by period."""
    if isinstance(security.interest, Blank):
        yield row("interest-payment-dates", "Interest payment dates", unknown(security.interest))
        return
    for term, words, read, written in _PAYMENTS:
        met = [
            group if isinstance(group, Blank) else read(group)
            for group in (period.payments for period in security.interest.periods)
            if group is not None
        ]
        known = [
            written(stated.value)
            for stated in met
            if isinstance(stated, Stated) and stated.value is not None
        ]
        blank = next((stated for stated in met if stated is not None and stated.blank), None)
        if known:
            yield row(term, words, "; ".join(known))
        elif blank is not None:
            yield row(term, words, unknown(blank))


_PAYMENTS: tuple[
    tuple[str, str, Callable[[PaymentDates], Stated[Any] | None], Callable[[Any], str]], ...
] = (
    ("interest-frequency", "Interest is paid", lambda p: p.frequency, lambda c: FREQUENCIES[c]),
    (
        "interest-payment-dates",
        "Interest payment dates",
        lambda p: p.days or p.dates or p.text,
        lambda found: found if isinstance(found, str) else fmt.listing([_day(d) for d in found]),
    ),
    (
        "first-interest-payment",
        "First interest payment",
        lambda p: p.first_payment_date,
        fmt.day,
    ),
)


def _day(day: str | date) -> str:
    return fmt.month_day(day) if isinstance(day, str) else fmt.day(day)


#: Terms of which each part has a row of its own, lest an unknown part make the whole differ.
_APART: Mapping[str, Callable[[Security], Iterator[Row]]] = {
    "security-type": _kind,
    "currency": _currency,
    "interest-payment-dates": _payments,
}
#: The terms of a security in their order.
SECURITY: tuple[str, ...] = tuple(
    part
    for term in TERMS
    for part in {
        "security-type": ("security-type", "ranking"),
        "interest-payment-dates": tuple(entry[0] for entry in _PAYMENTS),
    }.get(term.slug, (term.slug,))
)


def _figures(rows: list[dict[str, Any]], currency: str | None) -> list[Row]:
    held = {entry["figure"]: entry for entry in rows}
    return [
        row(figure, title, figure_shown(figure, held[figure]["value"], currency))
        if held[figure]["value"] is not None
        else row(figure, title, {"blank": "not_computed", "why": held[figure]["reason"] or ""})
        for figure, title in FIGURES.items()
        if figure in held
    ]

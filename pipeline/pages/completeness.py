"""How complete the archive is: what was seen of the papers, and which terms are known."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue
from pipeline.pages.html import Markup
from pipeline.pages.layout import Head, bar, pair, prose, small_table
from pipeline.pages.page import heading
from pipeline.records.base import Blank, Stated
from pipeline.records.codes import BLANK_REASONS, REVIEW_STATES, SEEN_EXTENTS
from pipeline.records.deal import Deal

_OF_DEAL: Sequence[tuple[str, Callable[[Deal], object]]] = (
    ("Date of the agreement", lambda deal: deal.agreement_date),
    ("Closing date", lambda deal: deal.closing.date),
    ("Underwriters by name", lambda deal: deal.underwriters),
    ("Allocations", lambda deal: deal.annex),
    ("Base document incorporated", lambda deal: deal.incorporation),
    ("Amendments of the base document", lambda deal: deal.amendments),
    ("Selling restrictions", lambda deal: deal.selling_restrictions),
    ("Counsel", lambda deal: deal.counsel),
    ("Signatures", lambda deal: deal.signatures),
)
_OF_SECURITY: Sequence[tuple[str, str]] = (
    ("Title", "title"),
    ("Currency", "currency"),
    ("Principal amount", "principal_amount"),
    ("Price to public", "price_to_public_pct"),
    ("Purchase price", "purchase_price_pct"),
    ("Interest", "interest"),
    ("Maturity date", "maturity_date"),
)
_REASONS = ("not_seen", "illegible", "unsure", "not_stated", "stated_elsewhere", "not_applicable")
_SHORT = {
    "not_seen": "Not seen",
    "illegible": "Illegible",
    "unsure": "Unsure",
    "not_stated": "Not stated",
    "stated_elsewhere": "Elsewhere",
    "not_applicable": "Not applicable",
}


def completeness(catalogue: Catalogue) -> Iterable[str]:
    """Yield the section of the home page on what is known and what is not."""
    if not catalogue.listed:
        return
    yield heading("How complete it is", "completeness")
    yield prose(_summary(catalogue))
    deals = [record.deal for record in catalogue.archive.deals.values()]
    extents: Counter[str] = Counter(deal.seen.extent for deal in deals)
    seen = small_table(
        "What was seen of the papers",
        (Head("Seen"), Head(""), Head("Deals", figures=True)),
        (
            (fmt.upper_first(words), bar(extents[code], len(deals)), fmt.number(extents[code]))
            for code, words in SEEN_EXTENTS.items()
            if extents[code]
        ),
        class_="l-bars",
        show_caption=True,
    )
    yield pair(seen, _states(deals))
    yield _terms(deals)


def _summary(catalogue: Catalogue) -> str:
    rows = catalogue.tables.rows("coverage")
    core, known = sum(r["core_terms"] for r in rows), sum(r["core_terms_known"] for r in rows)
    held = [row for row in rows if row["exhibit_lines"]]
    share = 0 if core == 0 else known * 100 / core
    papers = fmt.count(len(held), "paper is", "papers are")
    deals = [record.deal for record in catalogue.archive.deals.values()]
    whole = sum(deal.seen.extent == "whole" for deal in deals)
    others = fmt.number(len(deals) - whole)
    return (
        f"Of {fmt.count(whole, 'deal')} the whole paper was seen, of {others} "
        "only a part of it, another document of the offering, or the cover of the filing. Nothing "
        "is filled in by guess: a value that is not known is a blank with its reason. Of the "
        f"{fmt.number(core)} core terms that the records have room for, {fmt.number(known)} are "
        f"known ({share:.0f} %). {fmt.upper_first(papers)} held line by line, with every citation "
        "looked up again at each build."
    )


def _states(deals: Sequence[Deal]) -> Markup:
    states: Counter[str] = Counter(deal.review.state for deal in deals)
    return small_table(
        "State of the records",
        (Head("State"), Head(""), Head("Deals", figures=True)),
        (
            (
                Markup("{} <small>{}</small>").format(fmt.upper_first(code), words),
                bar(states[code], len(deals)),
                fmt.number(states[code]),
            )
            for code, words in REVIEW_STATES.items()
            if states[code]
        ),
        class_="l-bars",
        show_caption=True,
    )


def _terms(deals: Sequence[Deal]) -> Markup:
    counted: list[tuple[str, Counter[str]]] = [
        (words, Counter(_state(get(deal)) for deal in deals)) for words, get in _OF_DEAL
    ]
    securities = [security for deal in deals for security in deal.securities]
    counted += [
        (words, Counter(_state(getattr(security, name)) for security in securities))
        for words, name in _OF_SECURITY
    ]
    reasons = [reason for reason in _REASONS if any(states[reason] for _, states in counted)]
    return small_table(
        "What is known of the core terms, and why the rest is blank",
        (
            Head("Term"),
            Head(""),
            Head("Of", figures=True, note="deals, or securities for the terms of a security"),
            Head("Known", figures=True),
            *(Head(_SHORT[reason], figures=True, note=BLANK_REASONS[reason]) for reason in reasons),
        ),
        (
            (
                words,
                bar(states["known"], states.total()),
                fmt.number(states.total()),
                fmt.number(states["known"]),
                *(fmt.number(states[reason]) if states[reason] else "" for reason in reasons),
            )
            for words, states in counted
        ),
        class_="l-bars l-known",
        show_caption=True,
    )


def _state(term: object) -> str:
    """Return ``known``, or the reason for the blank; a group that is there is known."""
    if isinstance(term, (Stated, Blank)) and term.blank is not None:
        return term.blank
    return "known"

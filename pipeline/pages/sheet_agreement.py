"""The part of a sheet about the agreement as a whole: its terms, and its clauses."""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.pages import format as fmt
from pipeline.pages.deal_agreement import agreement_rows
from pipeline.pages.deal_clauses import clauses
from pipeline.pages.sheet_text import PlainPaper, Row, in_words, plain, row, unknown
from pipeline.records.base import Blank
from pipeline.records.codes import COUNSEL_ROLES
from pipeline.records.deal import Deal

#: The terms of the agreement in their order, as its page has them, before its clauses.
AGREEMENT: tuple[str, ...] = (
    "issuer", "guarantor", "agreement-date", "pricing-date", "offer", "closing-date",
    "closing-place", "closing-fallback", "registration-file-number", "prospectus",
    "governing-law", "trustee", "indenture", "underwriter-roles", "base-document",
    "incorporation", "counsel",
)  # fmt: skip
#: Clauses follow in this order; a clause's rows begin with its name.
CLAUSES: tuple[str, ...] = (
    "additional-terms", "listing", "conditions", "stabilisation", "conflict-rule", "acceptance",
)  # fmt: skip


def agreement(paper: PlainPaper) -> Iterator[Row]:
    """Yield the rows of the agreement: those with a value, and those that are blank."""
    deal = paper.record.deal
    known = {slug: (words, plain(shown)) for slug, words, shown in agreement_rows(paper)}
    known |= dict(_parties(paper))
    for slug in AGREEMENT:
        if slug in known:
            yield row(slug, *known[slug])
            yield from in_words(paper, f"term-{slug}", slug, known[slug][0])
        elif (blank := paper.blanks.get(f"term-{slug}")) is not None:
            yield row(slug, _AGREEMENT_WORDS.get(slug, ""), unknown(blank))
        elif isinstance(group := _agreement_groups(deal).get(slug), Blank):
            yield row(slug, _AGREEMENT_WORDS[slug], unknown(group))
    yield from _clauses(paper)


_AGREEMENT_WORDS = {
    "issuer": "Issuer",
    "agreement-date": "Agreement",
    "pricing-date": "Priced",
    "closing-date": "Closing",
    "closing-place": "Place of closing",
    "registration-file-number": "Registration",
    "prospectus": "Prospectus",
    "base-document": "Base document",
    "incorporation": "Incorporated as",
    "counsel": "Counsel",
}


def _agreement_groups(deal: Deal) -> dict[str, object]:
    return {
        "registration-file-number": deal.registration,
        "prospectus": deal.registration,
        "base-document": deal.incorporation,
        "counsel": deal.counsel,
    }


def _parties(paper: PlainPaper) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield what other sections of the page show of the agreement as a whole."""
    deal = paper.record.deal
    if not isinstance(deal.incorporation, Blank):
        spot = paper.spot("term-base-document", "base document")
        title = spot.show(deal.incorporation.title)
        date = spot.show(deal.incorporation.date, fmt.partial_day)
        parts = [plain(part) for part in (title, date) if part]
        if parts:
            yield "base-document", ("Base document", ", ".join(parts))
    if not isinstance(deal.counsel, Blank):
        spot = paper.spot("term-counsel", "counsel")
        named = [
            f"{plain(name)} ({COUNSEL_ROLES[entry.role]})"
            for entry in deal.counsel
            if (name := spot.show(entry.name)) is not None
        ]
        if named:
            yield "counsel", ("Counsel", "; ".join(named))


def _clauses(paper: PlainPaper) -> Iterator[Row]:
    deal = paper.record.deal
    made = {clause.anchor: clause for clause in clauses(paper)}
    for anchor in CLAUSES:
        clause = made.get(anchor)
        if clause is None:
            group = getattr(deal, anchor.replace("-", "_"))
            if isinstance(group, Blank):
                yield row(anchor, "", unknown(group))
            continue
        facts: dict[str, list[str]] = defaultdict(list)
        for fact, shown in clause.facts:
            facts[fact].append(plain(shown))
        for fact, texts in facts.items():
            yield row(f"{anchor}/{fact}", f"{clause.title}: {fact}", "; ".join(texts))
        yield from in_words(paper, anchor, anchor, clause.title)

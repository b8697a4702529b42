"""The part of a sheet about the agreement as a whole: its terms, and its clauses.

A deal's page joins what belongs together into one line, such as the day and the time of
closing. Here each value has a row of its own, so that one that is not known does not make
deals seem to differ in the others.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pipeline.pages import format as fmt
from pipeline.pages.deal_clauses import clauses
from pipeline.pages.deal_security import in_money
from pipeline.pages.sheet_text import PlainPaper, Row, plain, row, unknown
from pipeline.records.base import Blank, Stated
from pipeline.records.codes import (
    COMMITMENTS,
    COUNSEL_ROLES,
    DOCUMENT_KINDS,
    INCORPORATION_REGIMES,
)
from pipeline.records.deal import Deal
from pipeline.records.terms import Offer


class Field(NamedTuple):
    """A row: its term, its label, the value or blank behind it, and how the value is written."""

    term: str
    words: str
    stated: Stated[Any] | Blank | None
    written: Callable[[Any], str] = str


#: The terms of the agreement in their order.
AGREEMENT: tuple[str, ...] = (
    "issuer", "issuer-jurisdiction", "guarantor", "document-kind", "agreement-date",
    "pricing-date", "commitment", "offered-amount", "offer", "closing-date", "closing-time",
    "closing-time-zone", "closing-place", "closing-fallback", "registration-form",
    "registration-file-number", "base-prospectus-date", "prospectus-supplement-date",
    "governing-law", "trustee", "indenture", "underwriter-roles", "base-document",
    "base-document-date", "incorporation", "counsel",
)  # fmt: skip
#: Clauses follow in this order; a clause's rows begin with its name.
CLAUSES: tuple[str, ...] = (
    "additional-terms", "listing", "conditions", "stabilisation", "conflict-rule", "acceptance",
)  # fmt: skip


def agreement(paper: PlainPaper) -> Iterator[Row]:
    """Yield the rows of the agreement: those with a value, and those that are blank."""
    deal = paper.record.deal
    rows = {field.term: made for field in _fields(deal) if (made := _row(field)) is not None}
    kind = DOCUMENT_KINDS[deal.document.kind].partition(" that ")[0]
    rows["document-kind"] = row("document-kind", "Kind of paper", kind)
    offer = deal.offer
    if offer is not None:
        rows |= _words("offer/words", "Offer: the words", offer.statement, offer.purchase_clause)
    if (counsel := _counsel(deal)) is not None:
        rows["counsel"] = counsel
    yield from (rows[term] for name in AGREEMENT for term in (name, f"{name}/words")
                if term in rows)  # fmt: skip
    yield from _clauses(paper)


def _row(field: Field) -> Row | None:
    if field.stated is None:
        return None
    if isinstance(field.stated, Blank) or field.stated.value is None:
        return row(field.term, field.words, unknown(field.stated))
    return row(field.term, field.words, field.written(field.stated.value))


def _fields(deal: Deal) -> Iterator[Field]:
    issuer, closing = deal.issuer_named, deal.closing
    yield Field("issuer", "Issuer", issuer.name)
    yield Field("issuer-jurisdiction", "Organised in", issuer.jurisdiction)
    if deal.guarantor is not None:
        yield Field("guarantor", "Guarantor", deal.guarantor.name)
    yield Field("agreement-date", "Date of the agreement", deal.agreement_date, fmt.day)
    yield Field("pricing-date", "Priced", deal.pricing_date, fmt.day)
    yield from _offer(deal, deal.offer)
    yield Field("closing-date", "Closing", closing.date, fmt.day)
    yield Field("closing-time", "Time of closing", closing.time, fmt.clock)
    yield Field("closing-time-zone", "Time zone as printed", closing.time_zone)
    yield Field("closing-place", "Place of closing", closing.place)
    yield Field("closing-fallback", "Fallback for closing", closing.fallback)
    yield from _registration(deal)
    yield Field("governing-law", "Governing law", deal.governing_law)
    yield Field("trustee", "Trustee", deal.trustee)
    yield Field("indenture", "Indenture", deal.indenture)
    yield Field("underwriter-roles", "Roles", deal.underwriter_roles)
    base = deal.incorporation
    if isinstance(base, Blank):
        yield Field("base-document", "Base document", base)
        return
    yield Field("base-document", "Base document", base.title)
    yield Field("base-document-date", "Date of the base document", base.date, fmt.partial_day)
    yield Field("incorporation", "How it is incorporated", base.regime,
                lambda code: INCORPORATION_REGIMES[code])  # fmt: skip


def _offer(deal: Deal, offer: Offer | None) -> Iterator[Field]:
    if offer is not None:
        money = in_money(deal.securities[0])
        yield Field("commitment", "Commitment", offer.commitment, lambda code: COMMITMENTS[code])
        yield Field("offered-amount", "Amount in all", offer.aggregate_principal_amount, money)


def _registration(deal: Deal) -> Iterator[Field]:
    group = deal.registration
    if isinstance(group, Blank):
        yield Field("registration-file-number", "Registration file number", group)
        return
    yield Field("registration-form", "Registration form", group.form)
    yield Field("registration-file-number", "Registration file number", group.file_number)
    yield Field("base-prospectus-date", "Prospectus", group.base_prospectus_date, fmt.day)
    supplement = group.prospectus_supplement_date
    yield Field("prospectus-supplement-date", "Prospectus supplement", supplement, fmt.day)


def _counsel(deal: Deal) -> Row | None:
    if isinstance(deal.counsel, Blank):
        return row("counsel", "Counsel", unknown(deal.counsel))
    named = [
        f"{entry.name.value} ({COUNSEL_ROLES[entry.role]})"
        for entry in deal.counsel
        if entry.name.value is not None
    ]
    return row("counsel", "Counsel", "; ".join(named)) if named else None


def _words(term: str, words: str, *stated: Stated[str] | None) -> dict[str, Row]:
    known = [text.value for text in stated if text is not None and text.value is not None]
    return {term: row(term, words, " ".join(known))} if known else {}


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
        if anchor in paper.words:
            yield row(f"{anchor}/words", f"{clause.title}: the words", paper.words[anchor])

"""The opening of the letter: who sells what to whom, in which words."""

import re

from pipeline.exhibits.buyers import read_underwriters
from pipeline.exhibits.clauses import purchase_clause, statement_of
from pipeline.exhibits.defined import terms_of
from pipeline.exhibits.draft import Draft, stated, words
from pipeline.exhibits.issuer import put_jurisdiction, read_issuer
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span

_ACCRUED = re.compile(
    (
        r"\b(?:plus|together\swith|and)\s+(?:any\s)?(?:(?:accrued|unpaid)\b|(?:interest|dividends)\s"
        r"accrued\b).*?(?=\.?$|;\s|"
        r"\.\s(?=[A-Z])|,\s(?:the|such|in)\s(?:respective\s)?(?:amounts?|principal|"
        r"Securities|Notes|each)\b|,?\s(?:and|in\seach\scase)\s(?:at|in\sthe\scase|"
        r"for)\b)"
    ),
    re.IGNORECASE,
)
_GUARANTEED = re.compile(
    r"\b(?:guaranteed|guarantee[sd]?)\b[^.;]{0,80}?\bby\s+(?P<name>[A-Z][^(\"“;]{2,80}?)"
    r"(?=,?\s(?:an?|the)\s[A-Z]\w+\s(?:corporation|company)|\s\(|\.|,\sas\b|"
    r"$)"
)


def read_opening(paper: Paper, draft: Draft) -> None:
    """Read the sentences of the offer; names of underwriters in an annex are another's affair."""
    statement = statement_of(paper)
    clause = purchase_clause(paper)
    if statement is not None:
        draft.put("offer.statement", words(statement))
    read_issuer(paper, draft, statement)
    if clause is not None:
        draft.put("offer.purchase_clause", words(clause))
        _commitment(draft, clause)
        accrued = clause.search(_ACCRUED)
        if accrued is not None and re.search(r"interest|dividend|distribution", accrued.text):
            draft.put("offer.accrued_interest", words(accrued.stripped(".,")))
    _guarantor(paper, draft)
    _defined_terms(paper, draft)
    read_underwriters(paper, draft, clause, statement)


def _commitment(draft: Draft, clause: Span) -> None:
    for pattern, code in (
        (r"jointly,?\sand\sseverally|severally,?\sand\sjointly", "joint_and_several"),
        (r"severally,?\s(?:and|but),?\snot\sjointly|\bseverally\b", "several_not_joint"),
        (r"\bas\s(?:the\s|sole\s)*underwriter\b", "sole"),
    ):
        found = clause.search(re.compile(pattern))
        if found is not None:
            draft.put("offer.commitment", stated(code, found))
            return


_GUARANTEES = re.compile(
    r"(?P<name>[A-Z][^(\"“;]{2,80}?)(?=,?\s(?:an?|the)\s[A-Z]\w+\s(?:corporation|"
    r"company)|\s\(|\s(?:has|will|shall|is)\b)(?:[^.;]{0,60}?\b(?:guarantees|"
    r"has\sguaranteed|(?:will|shall|has\sagreed\sto)\s(?:\w+\s){0,3}guarantee)"
    r"\b|\swill\s(?:act\sas|be)\s(?:the\s)?guarantor)"
)


def _guarantor(paper: Paper, draft: Draft) -> None:
    for sentence in paper.sentences[:12]:
        active = _GUARANTEES.match(sentence.text)
        if active and not draft.get("guarantor"):
            name = sentence.of(active, "name").stripped(", ")
            if draft.get("issuer_named.name.value") != name.text and not name.text.startswith(
                ("The ", "We ")
            ):
                draft.put("guarantor.name", words(name))
                put_jurisdiction(draft, "guarantor.jurisdiction", sentence, name)
                return
        match = _GUARANTEED.search(sentence.text)
        if match and not re.search(r"FDIC|Federal Deposit", match["name"]):
            name = sentence.of(match, "name").stripped(", ")
            if re.search(r"(?:Inc|Corp|Co|Ltd|L\.P|P\.C|N\.A)$", name.text) and sentence.text[
                match.end("name") :
            ].startswith("."):
                name = Span(name.passage, name.start, name.end + 1)
            draft.put("guarantor.name", words(name))
            put_jurisdiction(draft, "guarantor.jurisdiction", sentence, name)
            return


def _defined_terms(paper: Paper, draft: Draft) -> None:
    for sentence in paper.sentences[:12]:
        for term, quote in terms_of(sentence):
            if re.fullmatch(
                r"(?:Several\s)?(?:Underwriters?|Initial Purchasers?|Purchasers?)", term
            ):
                draft.put("underwriters.defined_term", stated(term, quote))

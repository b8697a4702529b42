"""The opening of the letter: who sells what to whom, in which words."""

import re

from pipeline.exhibits.buyers import read_underwriters
from pipeline.exhibits.clauses import purchase_clause, statement_of
from pipeline.exhibits.defined import first_term, terms_of
from pipeline.exhibits.draft import Draft, stated, words
from pipeline.exhibits.names import is_masked
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span

_FORMED = re.compile(
    r",?\s+(?:an?|the)\s+(?P<place>(?:[A-Z][\w.]*\s?|of\s){1,4}?)\s*(?:banking\s|"
    r"business\s|statutory\s)?"
    r"(?:corporation|company|limited\s(?:liability\scompany|partnership)|bank|"
    r"trust|society|association)\b"
    r"|,?\s+(?:a\s(?:corporation|company)\s)?(?:duly\s)?(?:organized|incorporated|"
    r"formed|existing)(?:\sand\sexisting)?\sunder\sthe\slaws\sof\s(?:the\s)?(?:State\sof\s"
    r"|Commonwealth\sof\s|Republic\sof\s|Province\sof\s)?"
    r"(?P<place2>[A-Z]\w+(?:\s[A-Z]\w+)?)"
)
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
        _issuer(draft, statement)
    if clause is not None:
        draft.put("offer.purchase_clause", words(clause))
        _commitment(draft, clause)
        accrued = clause.search(_ACCRUED)
        if accrued is not None and re.search(r"interest|dividend|distribution", accrued.text):
            draft.put("offer.accrued_interest", words(accrued.stripped(".,")))
    _guarantor(paper, draft)
    _defined_terms(paper, draft)
    read_underwriters(paper, draft, clause, statement)


def _issuer(draft: Draft, statement: Span) -> None:
    formed = _FORMED.search(statement.text)
    name = _name_before(statement, formed.start() if formed else len(statement.text))
    if name is None:
        return
    if formed and name.end <= statement.start + formed.start() + 1:
        place = formed["place"] or formed["place2"]
        quote = Span(name.passage, name.start, statement.start + formed.end())
        if place and not is_masked(place):
            draft.put("issuer_named.jurisdiction", stated(place.strip(), quote))
    head = draft.get("issuer_named.name")
    if is_masked(name.text):
        draft.put("issuer_named.name", {"blank": "illegible", "note": "masked in the copy"})
    elif head is None:
        draft.put("issuer_named.name", words(name))
    elif isinstance(head, dict) and "also" not in head and _same(head["value"], name.text):
        head["also"] = [{"lines": str(name.lines), "quote": name.text}]
    tail = Span(statement.passage, name.end, statement.end)
    term = first_term(tail, within=160)
    if term is not None and not re.search(r"Securit|Note|Underwriter|Debenture|Bond", term[0]):
        draft.put("issuer_named.defined_term", stated(*term))


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W", "", one).lower() == re.sub(r"\W", "", other).lower()


#: A company's name may begin with a word in small letters, before one with a capital.
_BEGINS_NAME = re.compile(r"[A-Z]|[a-z]+\s?[A-Z]")


def _name_before(statement: Span, end: int) -> Span | None:
    """Return the issuer's name in the statement: a known one, else the words that name it."""
    text = statement.text
    start = max(
        (
            m.end()
            for m in re.finditer(r"\b(?:that|understand|you,|you|whereby|in\swhich)\s+", text[:end])
        ),
        default=0,
    )
    cut = re.search(r"\s+(?:\(|propos|intends?|wish|desires|has\sdetermined|agrees)", text[start:])
    stop = min(end, start + cut.start()) if cut else end
    span = statement.part(start, stop).stripped(", ")
    if not span or not _BEGINS_NAME.match(span.text) or len(span.text) > 90:
        return None
    if span.text.lower() in (
        "the company",
        "the issuer",
        "the corporation",
        "you",
        "company",
        "we",
    ):
        return None
    return span


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
                formed = _FORMED.match(sentence.text, active.end("name"))
                if formed and (place := formed["place"] or formed["place2"]):
                    quote = Span(name.passage, name.start, sentence.start + formed.end())
                    draft.put("guarantor.jurisdiction", stated(place.strip(), quote))
                return
        match = _GUARANTEED.search(sentence.text)
        if match and not re.search(r"FDIC|Federal Deposit", match["name"]):
            name = sentence.of(match, "name").stripped(", ")
            if re.search(r"(?:Inc|Corp|Co|Ltd|L\.P|P\.C|N\.A)$", name.text) and sentence.text[
                match.end("name") :
            ].startswith("."):
                name = Span(name.passage, name.start, name.end + 1)
            draft.put("guarantor.name", words(name))
            formed = _FORMED.match(sentence.text, name.end - sentence.start)
            if formed and (place := formed["place"] or formed["place2"]):
                quote = Span(name.passage, name.start, sentence.start + formed.end())
                draft.put("guarantor.jurisdiction", stated(place.strip(), quote))
            return


def _defined_terms(paper: Paper, draft: Draft) -> None:
    for sentence in paper.sentences[:12]:
        for term, quote in terms_of(sentence):
            if re.fullmatch(
                r"(?:Several\s)?(?:Underwriters?|Initial Purchasers?|Purchasers?)", term
            ):
                draft.put("underwriters.defined_term", stated(term, quote))

"""The opening of the letter: who sells what to whom, in which words."""

import re

from pipeline.exhibits.accrued import accrued_in_clause
from pipeline.exhibits.clauses import BUYERS, FOR_OTHERS, purchase_clause, statement_of
from pipeline.exhibits.defined import first_term, terms_of
from pipeline.exhibits.draft import Draft, stated, unsure, words
from pipeline.exhibits.issuer import name_before, put_jurisdiction, read_issuer
from pipeline.exhibits.names import Named
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span
from pipeline.records.parties import plain_name

_LIST_STARTS = re.compile(
    r"\b(?:[Ww]e|[Tt]he\sundersigned|agreements?\swith(?:\seach\sof)?|between\sus\sand|[Ee]ach\sof|among\syou\sand|"
    r"[Ee]ach\sof\sus|to|by|"
    rf"{BUYERS}(?:\snamed\s\w+)?(?=[,:]))[,:]?\s+(?=[A-Zn(])"
)
_LIST_ENDS = re.compile(
    rf",?\s+(?:acting\s)?as\s(?:the\s|an\s|several\s|sole\s|joint\s)*(?:{BUYERS}|"
    rf"[Aa]gents?|[Rr]epresentatives?)\b"
    r"|,?\s+\([^)]{0,60}?(?:[\"“][^\"”]*)?(?:Underwriter|Purchaser|Manager|Dealer|Agent)s?\b"
    r"|,?\s+(?:hereby\s|severally\b|jointly\b|offers?\b|agrees?\b|propose|undertake|"
    r"commit|on\sbehalf\sof|acting\b|will\b|shall\b)"
)
#: What papers call their underwriters once they have named them.
_OF_BUYERS = re.compile(
    r"(?:Several\s)?(?:Underwriters?|Initial Purchasers?|Purchasers?|(?:Initial\s)?Managers|"
    r"Dealers|Agents)"
)
_ACTS_FOR = re.compile(r"(?:acting\s)?through\b|represented\sby\b|on\sbehalf\b", re.IGNORECASE)
_GUARANTEED = re.compile(
    r"\b(?:guaranteed|guarantee[sd]?)\b[^.;]{0,80}?\bby\s+(?P<name>[A-Z][^(\"“;]{2,80}?)"
    r"(?=,?\s(?:an?|the)\s[A-Z]\w+\s(?:corporation|company)|"
    r",\san?\s(?:[\w-]+\s){1,4}(?:corporation|company|partnership)\b|\s\(|\.|,\sas\b|$)"
)


#: A party's term is defined so many signs behind its name.
_NEAR = 200
#: A paragraph of prose is longer.
_PROSE = 120
_WITHOUT_END = re.compile(r"(?:[^.:;!?\"”’)]|\b(?:Inc|Corp|Co|Ltd|Bros|[A-Z])\.)$")


def read_opening(paper: Paper, draft: Draft) -> None:
    """Read the sentences of the offer; names of underwriters in an annex are another's affair."""
    statement = statement_of(paper)
    clause = purchase_clause(paper)
    if statement is not None:
        draft.put("offer.statement", words(statement))
    read_issuer(paper, draft, statement)
    if clause is not None:
        is_cut = _begins_within(paper, clause)
        note = "whether the sentence begins here or on the page before"
        draft.put(
            "offer.purchase_clause", unsure([("", clause)], note) if is_cut else words(clause)
        )
        _commitment(draft, clause)
        accrued = accrued_in_clause(clause)
        if accrued is not None:
            draft.put("offer.accrued_interest", words(accrued))
    _guarantor(paper, draft)
    _defined_terms(paper, draft)
    _underwriters(paper, draft, clause, statement)


def _commitment(draft: Draft, clause: Span) -> None:
    for pattern, code in (
        (r"jointly,?\sand\sseverally|severally,?\sand\sjointly", "joint_and_several"),
        (r"severally,?\s(?:and|but),?\snot\sjointly|\bseverally\b", "several_not_joint"),
        (r"\bas\s(?:the\s|sole\s)*underwriter\b", "sole"),
    ):
        found = clause.search(re.compile(pattern))
        if found is not None:
            rest = clause.before(found).text + clause.after(found).text
            is_mixed = code == "joint_and_several" and "several" in rest
            made = unsure([(code, found), ("", clause)]) if is_mixed else stated(code, found)
            draft.put("offer.commitment", made)
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
        for term, quote in terms_of(sentence):
            named = name_before(sentence, quote.start - sentence.start)
            if term == "Guarantor" and named is not None:
                draft.put("guarantor.name", words(named))
                draft.put("guarantor.defined_term", stated(term, quote))
                put_jurisdiction(draft, "guarantor.jurisdiction", sentence, named)
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
            _guarantor_term(draft, sentence, name)
            return


def _guarantor_term(draft: Draft, sentence: Span, name: Span) -> None:
    """Set what the guarantor is called, where the sentence that names it says so."""
    term = first_term(sentence.after(name), _NEAR)
    if term is not None and "uarantor" in term[0]:
        draft.put("guarantor.defined_term", stated(*term))


def _defined_terms(paper: Paper, draft: Draft) -> None:
    found = [
        (term, quote)
        for sentence in paper.sentences[:12]
        for term, quote in terms_of(sentence)
        if _OF_BUYERS.fullmatch(term)
    ]
    # Managers, dealers and agents may be some of the underwriters only.
    chosen = (
        [one for one in found if re.match(r"\(together\swith\b", one[1].text)]
        or [one for one in found if "Underwriter" in one[0]]
        or found
    )
    if len({term.removesuffix("s") for term, _ in chosen}) == 1:
        draft.put("underwriters.defined_term", stated(*chosen[0]))
    elif chosen:
        note = "some of them, or all of them"
        draft.put("underwriters.defined_term", unsure(chosen, note))


#: Who guarantees does not buy: a list with such a party is that of those who sell.
_GUARANTEES = re.compile(r"\bas\s(?:the\s)?guarantors?\b", re.IGNORECASE)


def _underwriters(paper: Paper, draft: Draft, clause: Span | None, statement: Span | None) -> None:
    for sentence in filter(None, (clause, statement, *paper.sentences[:8])):
        listed = _list_of(paper, sentence)
        if listed is None:
            continue
        if FOR_OTHERS.match(sentence.after(listed).text):
            # Who acts for firms that another list names is not all of them.
            continue
        if _ACTS_FOR.match(listed.text):
            # Who acts for the firms of a list is not the list.
            continue
        names = paper.underwriters.split(_unled(listed))
        if _GUARANTEES.search(listed.text) or any(_is_issuer(draft, name) for name in names):
            continue
        if not names or all(name.is_masked for name in names):
            continue
        if listed.start == sentence.start and _begins_within(paper, sentence):
            note = "whether the list begins here or on the page before"
            draft.put("underwriters", unsure([("", listed)], note))
            return
        draft.put("underwriters.named_in", "opening")
        draft.put("underwriters.names", [named_entry(name, draft) for name in names])
        return


def _unled(listed: Span) -> Span:
    """Return a list without the word that joins it to what stands before it."""
    lead = re.match(r"(?:and|by|from|to)\s", listed.text)
    return listed.part(lead.end() if lead else 0, len(listed.text))


def _is_issuer(draft: Draft, name: Named) -> bool:
    issuer = draft.get("issuer_named.name.value")
    return bool(issuer) and plain_name(str(issuer)) == plain_name(name.span.text)


def _begins_within(paper: Paper, sentence: Span) -> bool:
    """Whether words before the paragraph that a sentence begins may be its own.

    So it is where the paragraph before it ends in no stop, or in a shortened word.
    """
    before = None
    for block in paper.paragraphs():
        if block.passage == sentence.passage:
            break
        before = block
    if before is None or sentence.start > block.body.start or before.label:
        return False
    text = before.text
    return len(text) > _PROSE and _WITHOUT_END.search(text) is not None


def _list_of(paper: Paper, sentence: Span) -> Span | None:
    """Return the words of a sentence that list the underwriters; None where none do.

    The list ends where the words go on to what the firms do or are called, and begins behind
    the last piece of prose before it.
    """
    for ends in _LIST_ENDS.finditer(sentence.text):
        head = sentence.part(0, ends.start())
        start = _list_start(paper, head)
        if start is not None:
            span = head.part(start, len(head.text)).stripped(", ")
            if span and len(span.text) > 3:
                return span
    return None


def _list_start(paper: Paper, head: Span) -> int | None:
    """Return where the list begins that the words end with; None where they end with none."""
    text = head.text
    cues = [m.end() for m in _LIST_STARTS.finditer(text)]
    pieces = list(re.finditer(r"(?:[^,;]|,(?=\S))+", text))
    start: int | None = None
    for piece in reversed(pieces):
        begin = piece.start() + len(piece[0]) - len(piece[0].lstrip())
        inner = [cue for cue in cues if begin <= cue < piece.end()]
        if inner:
            return inner[-1] if paper.underwriters.seems(text[inner[-1] :]) else None
        words_ = re.sub(r"^and\s+", "", piece[0].strip())
        if not paper.underwriters.seems_piece(words_):
            break
        start = begin
    if start is None or not paper.underwriters.seems(text[start:]):
        return None
    return start


def named_entry(name: Named, draft: Draft) -> dict[str, object]:
    """Return an underwriter's entry: its id where it is known, its name or why there is none."""
    if name.is_masked:
        return {"name": {"blank": "illegible", "note": "masked in the copy"}}
    if not name.party and not name.is_sure:
        return {"name": unsure([("", name.span)], "one firm or several, and where they part")}
    if not name.party:
        draft.proposals.append(name.span.text)
        return {"name": words(name.span)}
    return {"underwriter": name.party, "name": words(name.span)}

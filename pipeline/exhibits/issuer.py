"""Whose securities they are: the party that the paper defines as its issuer, else who proposes.

A letter need not be addressed to its issuer: a Pricing Agreement goes the other way. So the name
at the letterhead counts only where the letter does not name another.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.exhibits.defined import first_term, terms_of
from pipeline.exhibits.draft import Draft, stated, unsure, words
from pipeline.exhibits.head import head_lines, put_address
from pipeline.exhibits.labels import plain_label
from pipeline.exhibits.names import is_masked
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span
from pipeline.records.parties import plain_name

#: What papers call their issuer, the surer word first.
_TERMS = ("Issuer", "Company", "Corporation", "Trust", "Partnership", "Bank")
_STOPPED = r"(?:[A-Z]|Inc|Corp|Co|Cos|Ltd|Bros|St|Mt|Ste|[A-Z]\.[A-Z]|L\.L\.C|L\.L\.P)\."
_WORD = rf"(?:{_STOPPED}|[A-Z0-9][\w'’/-]*(?:\.\w+)*\.?(?=,?\s(?:Inc|Corp))|[A-Z0-9][\w'’/-]*|&)"
#: A name as it ends at some place: words with capitals, and small ones between them.
_NAME_ENDS = re.compile(
    rf"(?P<name>{_WORD}(?:(?:,?\s(?:and|of|the|de|van|der|for|&)\s(?:the\s)?|\s)(?={_WORD}){_WORD}|"
    rf",\s(?:Inc|Incorporated|L\.?P|L\.?L\.?C|Ltd|Limited|N\.?A|N\.?V|S\.?A|plc|PLC|INC)\b\.?|"
    r"\splc\b|\s\([A-Z]\w+\))*)$"
)
_PLACE = r"(?:[A-Z][\w.]*\s?|of\s|and\s){1,5}?"
_LAWS_OF = (
    r"(?:(?:the\s)?laws\sof\s)?(?:the\s)?(?:State\sof\s|Commonwealth\sof\s|Republic\sof\s|"
    r"Province\sof\s)?"
)
#: "a Georgia corporation", "a company organised under the laws of Example".
_FORMED = re.compile(
    rf",?\s+(?:an?|the)\s+(?P<place>{_PLACE})\s*(?:[a-z][\w-]*\s){{0,4}}"
    r"(?:corporation|company|partnership|bank|trust|society|association)\b"
    r"|,?\s+(?:an?\s(?:[\w-]+\s){1,5})?(?:(?:duly|validly)\s)?(?:organi[sz]ed|incorporated|formed|"
    r"existing|established)(?:\sand\s(?:validly\s)?existing)?(?:\swith\slimited\sliability)?\s(?:under|in)\s"
    rf"{_LAWS_OF}(?P<place2>(?:[Tt]he\s)?[A-Z]\w+(?:\s(?:and\s)?[A-Z]\w+)*)"
)
#: The same in brackets on the line below the name.
_FORMED_BELOW = re.compile(
    r"\(an?\s(?P<place>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s(?:[a-z]+\s)?(?:corporation|company|bank)\)"
)
#: Behind a name, with or without what the company is: ("NMCC"), (the "Bank").
_CALLED = re.compile(
    r"(?:,\s(?:an?|the)\s[^,;()]{3,80}?\b(?:corporation|company|partnership|bank|trust|association))?"
    r",?\s(?P<term>\((?:the\s)?[\"“][^\"”]{2,40}[\"”]\))"
)
_IN_BRACKETS = re.compile(r",?\s*\([^)]{1,120}\)")
#: What a company is, behind its name.
_FORM_BEHIND = re.compile(
    r",\s+(?:an?|the)\s[^,;()]*?\b(?:corporation|company|partnership|bank|trust|society|"
    r"association)\b[^;()]{0,90}$"
)
_ADDRESSED = re.compile(r"(?:To|TO)\s?:\s*")
#: A company's name may begin with a word in small letters, before one with a capital.
_BEGINS_NAME = re.compile(r"[A-Z]|[a-z]+\s?[A-Z]")
_NO_NAME = re.compile(
    r"(?:the\s)?(?:company|issuer|corporation|trust|undersigned|underwriters?|purchasers?)|you|we|us"
    r"|each\b.*",
    re.IGNORECASE,
)
#: How firms are defined, right behind their names, that buy.
_BUYS = re.compile(
    r"[\s,]*\((?:(?:together|collectively|each|an?|the|and|as)\b[\s,]*)*[\"“](?:the\s)?"
    r"(?:Managers?|Underwriters?|(?:Initial\s)?Purchasers?|Dealers?|Agents?|Representatives?)\b"
)
#: The opening is among so many sentences.
_OPENING = 12
_SELLS = r"(?:issues?|sells?|proposes?|intends|wishes)\b"
_LONGEST_LINE = 120
#: A name is continued to the left by no more words.
_MOST_WORDS = 4


def read_issuer(paper: Paper, draft: Draft, statement: Span | None) -> None:
    """Set the issuer's name, jurisdiction and defined term."""
    found = _defined(paper)
    if found is not None:
        _set_name(draft, found.name)
        draft.put("issuer_named.defined_term", stated(found.term, found.quote))
        if found.of is not None:
            put_jurisdiction(draft, "issuer_named.jurisdiction", found.of, found.name)
    elif statement is not None:
        _from_statement(draft, statement)
    _compare_row(paper, draft)
    name = draft.get("issuer_named.name.value")
    if name:
        _behind_name(paper, draft, str(name))
    if name and draft.get("issuer_named.address") is None:
        _address_of(paper, draft, str(name))


def _behind_name(paper: Paper, draft: Draft, name: str) -> None:
    """Set what stands right behind the issuer's name: where it was formed, what it is called."""
    heads = head_lines(paper)
    for line, below in pairwise(heads):
        formed = _FORMED_BELOW.fullmatch(below.text)
        if formed and plain_name(line.text) == plain_name(name):
            draft.put("issuer_named.jurisdiction", stated(formed["place"], below))
    for sentence in paper.sentences[:_OPENING]:
        at = sentence.text.find(name)
        called = _CALLED.match(sentence.text, at + len(name)) if at >= 0 else None
        if called is not None:
            span = sentence.part(at, at + len(name))
            put_jurisdiction(draft, "issuer_named.jurisdiction", sentence, span)
            for term, quote in terms_of(sentence.of(called, "term"))[:1]:
                draft.put("issuer_named.defined_term", stated(term, quote))
            return


def _compare_row(paper: Paper, draft: Draft) -> None:
    """Compare the name with a row of the terms that names the issuer: two names are unsure."""
    rows = [row for row in paper.rows if len(row.cells) > 1]
    named = [row.cells[1].span() for row in rows if plain_label(row.label.text) == "issuer"]
    if not named or not _is_name(named[0].text):
        return
    head = draft.get("issuer_named.name")
    if head is None:
        draft.put("issuer_named.name", words(named[0]))
    elif "value" in head and not plain_name(named[0].text).startswith(plain_name(head["value"])):
        either = unsure([(named[0].text, named[0])], "the row of the issuer names another")
        first = {"lines": head["lines"], "quote": str(head.get("quote", head["value"]))}
        either["candidates"].insert(0, {**first, "value": head["value"]})
        draft.tree["issuer_named"] = {"name": either}


def _address_of(paper: Paper, draft: Draft, name: str) -> None:
    """Read the address below the line of the head that is the issuer's name."""
    lines = head_lines(paper)
    for number, line in enumerate(lines):
        to = _ADDRESSED.match(line.text)
        if plain_name(line.text[to.end() if to else 0 :]) == plain_name(name):
            put_address(paper, draft, lines, number)


def put_jurisdiction(draft: Draft, path: str, sentence: Span, name: Span) -> None:
    """Set where a party was formed, if that stands right behind its name."""
    text = sentence.text
    at = name.end - sentence.start
    bracket = _IN_BRACKETS.match(text, at)
    formed = _FORMED.match(text, at) or (bracket and _FORMED.match(text, bracket.end()))
    if formed:
        place = (formed["place"] or formed["place2"]).strip()
        if not is_masked(place):
            quote = Span(name.passage, name.start, sentence.start + formed.end())
            draft.put(path, stated(place, quote))


@dataclass(frozen=True)
class _Defined:
    """A party that the paper defines as its issuer; ``of`` is the sentence that does."""

    name: Span
    term: str
    quote: Span
    of: Span | None


def _defined(paper: Paper) -> _Defined | None:
    found: dict[str, _Defined] = {}
    lines = head_lines(paper)
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        head = line.of(match).stripped() if (match := re.match(r"[^(]+", line.text)) else line
        to = _ADDRESSED.match(head.text)
        name = head.part(to.end() if to else 0, len(head.text)).stripped(" ,")
        for whole in (line, below):
            is_own = whole is line or (whole is not None and whole.text.startswith("("))
            for term, quote in terms_of(whole) if whole is not None and is_own else ():
                if term in _TERMS and _NAME_ENDS.fullmatch(name.text):
                    found.setdefault(term, _Defined(name, term, quote, None))
    for sentence in paper.sentences[:_OPENING]:
        for term, quote in terms_of(sentence):
            if term not in _TERMS or (term in found and found[term].of is not None):
                continue
            before = name_before(sentence, quote.start - sentence.start)
            if before is not None:
                found[term] = _Defined(_as_signed(paper, before), term, quote, sentence)
    return _chosen(paper, [found[term] for term in _TERMS if term in found])


def _chosen(paper: Paper, found: list[_Defined]) -> _Defined | None:
    """Return the issuer among parties that are defined: of several the one that is said to sell.

    A trust and the company behind it are both defined; so are an issuer and its guarantor.
    """
    names = {plain_name(one.name.text) for one in found}
    if len(names) < 2 or found[0].term == "Issuer":
        return found[0] if found else None
    sells = [
        one
        for one in found
        if any(
            re.search(rf"\b{one.term}\s(?:\w+\s){{0,2}}?{_SELLS}", sentence.text)
            or re.search(
                rf"{re.escape(one.quote.text)},?\s(?:\w+\s){{0,2}}?{_SELLS}", sentence.text
            )
            for sentence in paper.sentences[:_OPENING]
        )
    ]
    return sells[0] if len({plain_name(one.name.text) for one in sells}) == 1 else None


def name_before(sentence: Span, end: int) -> Span | None:
    """Return the name that ends before a bracket, with or without what the company is."""
    head = sentence.text[:end].rstrip(" ,")
    form = _FORM_BEHIND.search(head)
    if form is not None:
        head = head[: form.start()].rstrip(" ,")
    match = _NAME_ENDS.search(head)
    if match is None:
        return None
    name = sentence.of(match, "name")
    lead = re.match(r"(?:And|We|That|From|By|Subject)\s", name.text)
    name = name.part(lead.end() if lead else 0, len(name.text))
    is_whole = match.start() == 0 or not head[: match.start()].endswith(("&", "-", "."))
    return name if is_whole and _is_name(name.text) else None


def _as_signed(paper: Paper, name: Span) -> Span:
    """Return a name with the words before it that belong to it, as a line of the paper has it.

    "Specimen, Sample & Co." has a comma, "eSpecimen Inc." a small letter: no sentence tells where
    such a name begins, the letterhead and the signature do.
    """
    lines = {plain_name(line.text) for _, line in paper.written if len(line.text) < _LONGEST_LINE}
    before = name.passage.text[: name.start]
    starts = [match.start() for match in re.finditer(r"\S+\s+", before)][-_MOST_WORDS:]
    for start in starts:
        longer = Span(name.passage, start, name.end)
        if plain_name(longer.text) in lines or paper.issuers.find(longer.text):
            return longer
    return name


def _is_name(text: str) -> bool:
    return (
        _BEGINS_NAME.match(text) is not None
        and 4 <= len(text) <= 90
        and _NO_NAME.fullmatch(text) is None
        and not is_masked(text)
    )


def _set_name(draft: Draft, name: Span) -> None:
    """Set the name; a letterhead that names another is that of another."""
    head = draft.get("issuer_named.name")
    if isinstance(head, dict) and "value" in head:
        if plain_name(head["value"]) == plain_name(name.text):
            head.setdefault("also", [{"lines": str(name.lines), "quote": name.text}])
            return
        draft.tree["issuer_named"] = {}
    draft.put("issuer_named.name", words(name))


def _from_statement(draft: Draft, statement: Span) -> None:
    formed = _FORMED.search(statement.text)
    name = _before_verb(statement, formed.start() if formed else len(statement.text))
    if name is None or _BUYS.match(statement.passage.text, name.end):
        return
    put_jurisdiction(draft, "issuer_named.jurisdiction", statement, name)
    head = draft.get("issuer_named.name")
    if is_masked(name.text):
        draft.put("issuer_named.name", {"blank": "illegible", "note": "masked in the copy"})
    elif head is None:
        draft.put("issuer_named.name", words(name))
    elif isinstance(head, dict) and "also" not in head and "value" in head:
        if plain_name(head["value"]) == plain_name(name.text):
            head["also"] = [{"lines": str(name.lines), "quote": name.text}]
        elif _is_name(name.text):
            either = unsure([(name.text, name)], "the letterhead names another")
            first = {"lines": head["lines"], "quote": head["value"], "value": head["value"]}
            either["candidates"].insert(0, first)
            draft.tree["issuer_named"] = {"name": either}
    tail = Span(statement.passage, name.end, statement.end)
    term = first_term(tail, within=160)
    if term is not None and not re.search(r"Securit|Note|Underwriter|Debenture|Bond", term[0]):
        draft.put("issuer_named.defined_term", stated(*term))


def _before_verb(statement: Span, end: int) -> Span | None:
    """Return the name of who proposes to sell, by the words before the verb."""
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
    return None if _NO_NAME.fullmatch(span.text) else span

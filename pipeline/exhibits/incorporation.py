"""The provisions that the paper takes in by reference: their title, date and how far they hold."""

import re
from itertools import islice

from pipeline.exhibits.draft import Draft, Group, stated, unsure, words
from pipeline.exhibits.figures import MONTH_YEAR, dates, month_number
from pipeline.exhibits.names import slug
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Paragraph, Span
from pipeline.exhibits.sentences import sentences

_INCORPORATES = re.compile(
    r"\b(?:forms?|be(?:come)?|is|are|made|deemed|constitutes?)\b[^.;]{0,20}?\bpart\s+of\s+this\b|"
    r"\b(?:incorporat|tak(?:e|ing)|adopt|includ)\w*\b[^.;]{0,60}?\bby\s+reference\b|"
    r"\bby\s+reference\s+incorporat\w+",
    re.IGNORECASE,
)
_NOT_PROVISIONS = re.compile(
    r"\bdocuments?\s+incorporated\s+by\s+reference\s+(?:in|into)\s+the\s+(?:Prospectus|"
    r"Registration)"
)
_QUOTED = re.compile(r"[\"“](?P<title>[^\"”“]{8,240}?)[,.]?[\"”]")
#: Where a title ends that no marks enclose: before its date, or the name that it goes by.
_TITLE_ENDS = re.compile(
    r"\b(?:Provisions|Terms(?:\sand\sConditions)?|Agreement)(?=,?\s(?:and\s|as\s)?dated\b|,?\s\((?:the\s)?)"
)
#: What may stand between the capital words of a title.
_WITHIN_TITLE = frozenset(("and", "of", "for", "the", "to", "&", "-", "--", "–", "—"))
#: What may stand before it; behind another word the title may have begun sooner.
_BEFORE_TITLE = frozenset(
    ("", "of", "in", "the", "called", "entitled", "titled", "captioned", "headed", "document", "as")
)
_EXCEPT = re.compile(
    (
        r"\b(?:except(?!ion)|save|other\s+than|subject\s+to\s+the\s+(?:following|"
        r"changes|modifications)|as\s+(?:varied|modified|amended|changed))\b[^,.;:]{0,80}"
    ),
    re.IGNORECASE,
)
_IN_SCHEDULE = re.compile(
    r"\bexcept\s+as\s+(?:otherwise\s+)?\w+\s+in\s+(?:Schedule|Annex|Exhibit)\s+\w+", re.IGNORECASE
)
_ENTIRE = re.compile(r"\bin\s+(?:its|their)\s+entirety\b", re.IGNORECASE)
_DEFINED = re.compile(
    r"\b(?:terms|expressions|words)\b.{0,80}\bdefined\b.*\b(?:used|meanings?)", re.IGNORECASE
)
#: How many places may end a title that no marks enclose.
_MOST_TITLES = 8
#: Words of a title that no marks enclose, at least.
_SHORTEST_TITLE = 3


def read_incorporation(paper: Paper, draft: Draft) -> Paragraph | None:
    """Read the paragraph that takes the provisions in; return it."""
    found = [
        block
        for block in paper.paragraphs()
        if (_INCORPORATES.search(block.text) or "Basic Provisions" in block.text)
        and re.search(r"\b(?:provisions|terms)\b", block.text, re.IGNORECASE)
        and not _NOT_PROVISIONS.search(block.text)
        and (_title(block.body) is not None)
        and _INCORPORATES.search(block.text)
    ]
    if not found:
        return None
    block = found[0]
    title = _title(block.body)
    if title is None:
        return None
    sentence = next(
        (s for s in sentences(block.body) if s.start <= title.start < s.end), block.body
    )
    group: Group = {"title": words(title)}
    group["date"] = _date(block.body.after(title), sentence)
    group["regime"] = _regime(sentence)
    group["text"] = words(sentence)
    definitions = _definitions(list(paper.paragraphs()), block, sentence)
    if definitions is not None:
        group["definitions"] = words(definitions)
    group["base_document"] = _document(paper, draft, title, group["date"])
    draft.put("incorporation", group)
    return block


def _definitions(blocks: list[Paragraph], block: Paragraph, sentence: Span) -> Span | None:
    """Return the sentence on defined terms: in the same paragraph, or by itself just behind it."""
    behind = blocks[blocks.index(block) + 1 :][:1]
    found = [
        other
        for one in (block, *(one for one in behind if not one.label))
        for other in sentences(one.body)
        if other != sentence and _DEFINED.search(other.text)
    ]
    return found[-1] if found else None


def _title(body: Span) -> Span | None:
    quoted = [
        body.of(match, "title")
        for match in _QUOTED.finditer(body.text)
        if re.search(r"Provisions|Underwriting\s+Agreement|Terms", match["title"])
    ]
    # The defined term is quoted as well: the longer one is the title.
    whole = [
        span
        for span in quoted
        if len(span.text.split()) > 2
        or not body.text[: span.start - body.start].rstrip('"“').endswith("(the")
    ]
    if whole:
        return max(whole, key=lambda span: len(span.text))
    found = islice(_TITLE_ENDS.finditer(body.text), _MOST_TITLES)
    ends = (_unmarked(body, end.end()) for end in found)
    return next((title for title in ends if title is not None), None)


def _unmarked(body: Span, end: int) -> Span | None:
    """Return the title that ends at an offset and no marks enclose: words with capitals.

    None where it has not two words, or where a small word before it may be its own.
    """
    tokens = list(re.finditer(r"\S+", body.text[:end]))
    first = len(tokens)
    while first and _may_be_of_title(tokens[first - 1][0]):
        first -= 1
    while first < len(tokens) and tokens[first][0].lower() in _WITHIN_TITLE:
        first += 1
    before = tokens[first - 1][0].lower() if first else ""
    # Of a bare "Basic Provisions" the title is not all there.
    if len(tokens) - first < _SHORTEST_TITLE or before not in _BEFORE_TITLE:
        return None
    return body.part(tokens[first].start(), end)


def _may_be_of_title(token: str) -> bool:
    return token[:1].isupper() or token in _WITHIN_TITLE


def _date(tail: Span, sentence: Span) -> Group:
    near = tail.part(0, min(len(tail.text), 160))
    day = next(dates(near), None)
    if day is not None and not re.search(r"[.;]\s", near.text[: day.span.start - near.start]):
        quote = Span(near.passage, near.start, day.span.end)
        dated = quote.search(re.compile(r"\bdated\b.*"))
        return stated(day.value, dated if dated is not None else day.span)
    month = MONTH_YEAR.search(near.text)
    if month is not None:
        return stated(f"{month[2]}-{month_number(month[1]):02}", near.of(month))
    inside = next(dates(sentence), None)
    if inside is not None:
        return unsure([(inside.value, inside.span)])
    return {"blank": "not_stated"}


def _regime(sentence: Span) -> Group:
    for pattern, code in (
        (_IN_SCHEDULE, "except_in_schedule"),
        (_EXCEPT, "except_as_indicated"),
        (_ENTIRE, "in_entirety"),
    ):
        match = pattern.search(sentence.text)
        if match is not None:
            return stated(code, sentence.of(match).stripped(" ,"))
    return (
        stated("in_entirety", sentence)
        if _INCORPORATES.search(sentence.text)
        else unsure([("", sentence)])
    )


def _document(paper: Paper, draft: Draft, title: Span, date: object) -> str:
    """Return the id of the base document: a known one of this title and date, else a new one."""
    day = date.get("value") if isinstance(date, dict) else None
    plain = _plain(title.text)
    known = [
        document
        for document in paper.archive.base_documents.values()
        if plain in {_plain(name) for name in (document.title, *document.other_titles)}
    ]
    exact = [one for one in known if day is not None and one.date == day]
    if len(exact) == 1:
        return exact[0].id
    issuer = str(draft.tree.get("issuer") or "")
    if len(exact) > 1:
        exact = [one for one in exact if one.issuer == issuer] or exact
        return exact[0].id
    made = f"{issuer or slug(title.text)}-{day}" if day else f"{issuer or slug(title.text)}-undated"
    draft.tree["_new_base"] = {"id": made, "title": title.text, "date": day, "issuer": issuer}
    return made


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))

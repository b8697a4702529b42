"""The provisions that the paper takes in by reference, and the list of what it varies in them."""

import re

from pipeline.amendments.instructions import read_item
from pipeline.amendments.locators import print_locator
from pipeline.amendments.model import Instruction, Locator
from pipeline.exhibits.draft import Draft, Group, stated, unsure, words
from pipeline.exhibits.figures import MONTH_YEAR, dates, month_number
from pipeline.exhibits.names import slug
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Paragraph, Row, Span
from pipeline.exhibits.sentences import sentences
from pipeline.records.codes import OPERATION_KINDS

_INCORPORATES = re.compile(
    r"\b(?:form|be(?:come)?|deemed)\b[^.;]{0,20}?\bpart\s+of\s+this\b|"
    r"\bincorporated\b[^.;]{0,60}?\bby\s+reference\b|\bincorporat\w+\s+by\s+reference\b",
    re.IGNORECASE,
)
_NOT_PROVISIONS = re.compile(
    r"\bdocuments?\s+incorporated\s+by\s+reference\s+(?:in|into)\s+the\s+(?:Prospectus|"
    r"Registration)"
)
_QUOTED = re.compile(r"[\"“](?P<title>[^\"”“]{8,240}?)[,.]?[\"”]")
_PROVISIONS = re.compile(
    r"\b(?:[A-Z][\w&.,-]*\s+)*?(?:Basic|Standard|Underwriting\sAgreement(?:\s(?:Basic|"
    r"Standard|General))?|General)\s+(?:Underwriting\s+)?(?:Agreement\s+)?(?:Basic\s+)"
    r"?(?:Provisions|Terms(?:\sand\sConditions)?)"
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
_VARIES = re.compile(
    r"\b(?:var(?:y|ied|iations?)|modif\w+|amend\w+|chang\w+|revis\w+|except\w*|supplement\w*)\b",
    re.IGNORECASE,
)
#: The heading of the annex, where a copy sets it behind the last item.
_ANNEX_BEHIND = re.compile(
    r"\s+(?:ANNEX|SCHEDULE|APPENDIX|EXHIBIT)\s+(?:[A-Z]|[IVX]{1,4}|\d+)$", re.IGNORECASE
)
#: How many paragraphs behind the one that takes the provisions in the list's heading may stand.
_NEAR = 4
_SCOPE_ALL = re.compile(r"\b(?:all|any|each|every)\b")


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
    for other in sentences(block.body):
        if other.start != sentence.start and _DEFINED.search(other.text):
            group["definitions"] = words(other)
    group["base_document"] = _document(paper, draft, title, group["date"])
    draft.put("incorporation", group)
    return block


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
    match = _PROVISIONS.search(body.text)
    # Of a bare "Basic Provisions" the title is not all there.
    bare = match is None or len(match[0].split()) < 3
    return None if match is None or bare else body.of(match).stripped(" ,")


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


def read_items(paper: Paper, draft: Draft, taken_in: Paragraph | None) -> None:
    """Read the list of variations, behind its paragraph or in a schedule of its own."""
    if taken_in is None:
        return
    listed = [
        b
        for b in paper.blocks
        if not isinstance(b, Row) and b.passage.first >= taken_in.passage.first
    ]
    start = _list_behind(listed, taken_in, draft)
    if start is None:
        start = _list_in_schedule(paper, listed, draft)
    items = _items(paper, listed, start, draft) if start is not None else []
    if items:
        draft.put("amendments", items)
    elif draft.get("incorporation.regime.value") == "in_entirety":
        draft.put("amendments", {"blank": "not_applicable"})


def _list_behind(listed: list[Paragraph], taken_in: Paragraph, draft: Draft) -> int | None:
    """Return where the list begins that the paragraph introduces, or a heading just behind it."""
    at = listed.index(taken_in)
    if taken_in.text.endswith((":", "following")):
        return at + 1
    for number in range(at + 1, min(at + _NEAR, len(listed) - 1)):
        if listed[number].label:
            return None
        if _is_heading(listed[number]) and listed[number + 1].label:
            draft.put("incorporation.heading", words(listed[number].body))
            return number + 1
    return None


def _list_in_schedule(paper: Paper, listed: list[Paragraph], draft: Draft) -> int | None:
    """Return where the list begins that stands, under a heading, behind the signatures."""
    for number in range(len(listed) - 1):
        block = listed[number]
        if (
            block.passage.first > paper.signature_line
            and not block.label
            and _is_heading(block)
            and listed[number + 1].label
        ):
            draft.put("incorporation.heading", words(block.body))
            return number + 1
    return None


def _is_heading(block: Paragraph) -> bool:
    """Whether a paragraph is the heading of the list: short, on changes of provisions."""
    return (
        len(block.text) < 300
        and _VARIES.search(block.text) is not None
        and re.search(r"Provisions|Agreement|following|follows", block.text) is not None
        and re.search(r"[.;]$", block.text) is None
    )


def _items(paper: Paper, listed: list[Paragraph], start: int, draft: Draft) -> list[Group]:
    items: list[Group] = []
    for block in listed[start:]:
        if not block.label:
            break
        text = block.body
        behind = _ANNEX_BEHIND.search(text.text)
        if behind is not None and text.lines.last >= paper.annex_line:
            text = text.part(0, behind.start())
        operations: list[object] = [
            _operation(one, draft) for one in read_item(block.label, text.text)
        ]
        items.append({"item": block.label, "text": words(text), "operations": operations})
    if (len({str(item["item"]) for item in items}) == 1 and len(items) > 1) or any(
        item["item"] == "o" for item in items
    ):
        # Bullets are no letters: items go by their number.
        for number, item in enumerate(items, 1):
            item["item"] = str(number)
    return items


def _operation(one: Instruction, draft: Draft) -> Group:
    """Return an instruction as a record holds it; what is not read stays ``unresolved``."""
    operation = one.operation if one.operation in OPERATION_KINDS else "unresolved"
    made: Group = {"operation": operation}
    if operation == "unresolved":
        return made
    if one.locator.whole_document:
        made["scope"] = "whole_document"
    place = _place(one)
    if place:
        made["place"] = place
    for name, field in (
        ("old", "old_text"),
        ("new", "new_text"),
        ("term", "term"),
        ("meaning", "meaning"),
    ):
        if getattr(one, name):
            made[field] = getattr(one, name)
    title = draft.get("incorporation.title.value")
    if operation == "global_rename" and title and one.old and one.old in title:
        made["protected"] = [title]
    return made


def _place(one: Instruction) -> Group:
    locator: Locator = one.locator
    made: Group = {}
    printed = _printed_place(one)
    if printed:
        made["as_printed"] = printed
    for name in ("section", "subsection", "paragraph", "line", "sentence", "clause"):
        value = getattr(locator, name)
        if value in ("", None):
            continue
        if isinstance(value, int) and value < 0:
            if name == "sentence":
                made[name] = "last"
            continue
        made[name] = str(value)
    return made


def _printed_place(one: Instruction) -> str:
    """Return the words of the place in the instruction, found by what they must hold."""
    if one.locator.whole_document:
        match = re.search(
            (
                r"\b(?:all|any|each|every)\s+(?:references?|mentions?)(?:\s+in\s+the\s+[A-Z]\w+\s+Prov"
                r"isions)?"
            ),
            _own_words(one),
        )
        return match[0] if match else ""
    text = _own_words(one)
    match = re.match(
        (
            r"(?:and\s+)?(?:[Ii]n|[Aa]t|[Ff]rom|[Oo]f|[Ww]ithin)\s+(?P<place>(?:the\s)"
            r"?(?:[\w-]+\s){0,12}?(?:Sections?|paragraphs?|subparagraphs?|clauses?)(?:\s[\w.]+(?:\("
            r"[\w]+\))*)?(?:\s(?:of|thereof)(?:\s[Ss]ection\s[\w.]+(?:\(\w+\))*)?)?)"
            r"\b"
        ),
        text,
    )
    section = re.match(
        r"(?:[Ii]n|[Aa]t|[Oo]f)\s+(?P<place>[^,\"“]*?Sections?\s+[\w.]+(?:\(\w+\))*)", text
    )
    for found in (section, match):
        if found:
            return found["place"].strip()
    try:
        return print_locator(one.locator)
    except ValueError:
        return ""


def _own_words(one: Instruction) -> str:
    words_of = one.words
    anchor = one.old or one.term
    if anchor and anchor in words_of and one.locator.whole_document:
        # Of two operations in one item, the words nearest before its own quotation.
        head = words_of[: words_of.index(anchor)]
        starts = [m.start() for m in _SCOPE_ALL.finditer(head)]
        return head[starts[-1] :] if starts else words_of
    return words_of

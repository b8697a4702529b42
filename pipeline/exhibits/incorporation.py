"""The provisions that the paper takes in by reference: their title, date and how far they hold."""

import re
from collections.abc import Iterator

from pipeline.exhibits.draft import Draft, Group, stated, unsure, words
from pipeline.exhibits.figures import DATE, MONTH_YEAR, dates, month_number
from pipeline.exhibits.names import slug
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Paragraph, Span
from pipeline.exhibits.provisions import title_defined, title_in
from pipeline.exhibits.sentences import sentences

_INCORPORATES = re.compile(
    r"\b(?:forms?|be(?:come)?|is|are|made|deemed|constitutes?)\b[^.;]{0,20}?\bpart\s+of\s+(?:this|it)\b|"
    r"\b(?:incorporat|tak(?:e|ing)|adopt|includ)\w*\b[^.;]{0,60}?\bby\s+(?:this\s+)?reference\b|"
    r"\bappl(?:y|ies)\s+to\s+this\s+(?:\w+\s+)?(?:agreement|letter)\b|"
    r"\bby\s+(?:this\s+)?reference\s+incorporat\w+|\bby\s+this\s+reference\b[^.;]{0,20}\bpart\b|"
    r"\bincorporated\s+(?:herein|in\s+this\s+\w+)\b|"
    r"\bmade\s+(?:a\s+)?part\s+hereof\b",
    re.IGNORECASE,
)
_NOT_PROVISIONS = re.compile(
    r"\bdocuments?\s+incorporated\s+by\s+reference\s+(?:in|into)\s+the\s+(?:Prospectus|"
    r"Registration)|\b(?:set\s+forth|stated|contained|specified)\s+(?:herein\s+)?(?:or|and)\s+"
    r"incorporated\s+by\s+reference"
)
#: Words within those that take in, or right before them, by which they do not.
_NOT = re.compile(r"\bnot\b", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"\bnot\s(?:\w+\s)?$", re.IGNORECASE)
#: A date on which the provisions were changed is not their own.
_CHANGED_ON = re.compile(r"\b(?:amended|restated|supplemented|modified|revised)\b", re.IGNORECASE)
_EXCEPT = re.compile(
    (
        r"\b(?:except(?!ion)|save|other\s+than|subject\s+to\s+(?:what\s+follows|the\s+"
        r"(?:following|changes|modifications))|,\s(?:amended|modified|varied)\s(?:as|by|in)|with\s+(?:the\s+(?:following|exception)|these|certain)|as\s+(?:varied|modified|amended|changed))\b[^,.;:]{0,80}"
    ),
    re.IGNORECASE,
)
#: What may take something away again, in words that are not known.
_SUBJECT = re.compile(r"\bsubject\s+to\b|\b(?:but|unless|provided\s+that)\b", re.IGNORECASE)
_IN_SCHEDULE = re.compile(
    r"\bexcept\s+as\s+(?:otherwise\s+)?\w+\s+in\s+(?:Schedule|Annex|Exhibit)\s+\w+", re.IGNORECASE
)
_ENTIRE = re.compile(r"\bin\s+(?:its|their)\s+entirety\b", re.IGNORECASE)
_DEFINED = re.compile(
    r"\b(?:terms|expressions|words)\b.{0,80}\bdefined\b.*\b(?:used|meanings?)", re.IGNORECASE
)
#: "The document dated 1 May 2004 and entitled ...": the date stands before the title.
_DATED_BEFORE = re.compile(
    rf"(?P<dated>\bdated\s(?:as\sof\s)?(?P<day>{DATE.pattern}))\sand\s(?:entitled|titled)\s*[\"“]?$"
)
#: A day behind these words is that of filing.
_FILED = re.compile(r"\bfiled\b(?!.*\bdated\b)")
#: Where another sentence begins, and not only an abbreviation ends.
_OTHER_SENTENCE = re.compile(r"(?:[a-z]{4}|\))[.;]\s")


def read_incorporation(paper: Paper, draft: Draft) -> Paragraph | None:
    """Read the paragraph that takes the provisions in; return it."""
    found = [
        block
        for block in paper.paragraphs()
        if (_INCORPORATES.search(block.text) or "Basic Provisions" in block.text)
        and re.search(r"\b(?:provisions|terms)\b", block.text, re.IGNORECASE)
        and _INCORPORATES.search(block.text)
    ]
    for block in found:
        sentence = next((s for s in sentences(block.body) if _is_of(s)), None)
        if sentence is None:
            continue
        title, of = _title(paper, block, sentence)
        if title is not None:
            break
    else:
        return None
    group: Group = {"title": words(title)}
    group["date"] = _date(of, title, sentence)
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


def _taking(sentence: Span) -> Iterator[re.Match[str]]:
    """Yield the words that take something in, and not documents into a prospectus."""
    others = [match.span() for match in _NOT_PROVISIONS.finditer(sentence.text)]
    for match in _INCORPORATES.finditer(sentence.text):
        is_denied = _NOT.search(match[0]) or _NOT_BEFORE.search(sentence.text[: match.start()])
        if not is_denied and not any(start <= match.end() <= end + 1 for start, end in others):
            yield match


def _is_of(sentence: Span) -> bool:
    """Whether a sentence takes provisions in."""
    return any(_taking(sentence)) and (
        re.search(r"\b(?:provisions|terms|agreement)\b", sentence.text, re.IGNORECASE) is not None
    )


def _title(paper: Paper, block: Paragraph, sentence: Span) -> tuple[Span | None, Span]:
    """Return the title, and the words in which it stands: the sentence, or where it is defined."""
    title = title_in(sentence)
    if title is not None:
        return title, sentence
    defined = title_defined(paper, sentence)
    if defined is not None:
        return defined
    return title_in(block.body), block.body


def _date(of: Span, title: Span, sentence: Span) -> Group:
    head = of.before(title)
    named = _DATED_BEFORE.search(head.text)
    if named is not None:
        return stated(next(dates(head.of(named, "day"))).value, head.of(named, "dated"))
    tail = of.after(title)
    near = tail.part(0, min(len(tail.text), 160))
    day = next(dates(near), None)
    if day is not None and _FILED.search(near.before(day.span).text):
        return unsure([(day.value, day.span)], "the day of filing, or of the document")
    if day is not None and not _OTHER_SENTENCE.search(near.before(day.span).text):
        quote = Span(near.passage, near.start, day.span.end)
        if _CHANGED_ON.search(near.before(day.span).text):
            return unsure([(day.value, quote)], "the day of a change, not of the provisions")
        dated = quote.search(re.compile(r"\bdated\b.*"))
        return stated(day.value, dated if dated is not None else day.span)
    month = MONTH_YEAR.search(near.text)
    if month is not None and not re.search(r"\d\s*$", near.text[: month.start()]):
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
    is_whole = _INCORPORATES.search(sentence.text) and not _SUBJECT.search(sentence.text)
    return stated("in_entirety", sentence) if is_whole else unsure([("", sentence)])


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

"""One item of the variations: its words, and the operations that they are read as."""

import re
from itertools import islice, pairwise

from pipeline.amendments.instructions import read_item
from pipeline.amendments.locators import print_locator
from pipeline.amendments.model import Instruction, Locator
from pipeline.exhibits.draft import Draft, Group, unsure, words
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import COLLAPSED, Paragraph
from pipeline.records.codes import OPERATION_KINDS

#: The heading of the annex, where a copy sets it behind the last item.
_ANNEX_BEHIND = re.compile(
    r"\s+(?:ANNEX|SCHEDULE|APPENDIX|EXHIBIT)\s+(?:[A-Z]|[IVX]{1,4}|\d+)$", re.IGNORECASE
)
#: Items are no longer; of longer words a reviewer is shown the beginning.
_LONGEST_ITEM = 6_000
_SHOWN = 400
#: At how many places the end of an item is looked for.
_MOST_CUTS = 8
#: Where a sentence may begin that nothing parts from the words before it.
_OPENS_SENTENCE = re.compile(
    r"\s(?=(?:The|We|Each|Every|All|In|This|It|If|Please|Your|Our|You|No|Any|Such|At|On|For|"
    r"Application|Neither|Both|Subject|Payment|Delivery|Notwithstanding)\s)"
    r"|(?<=[)”\"\d])\s(?=(?:[A-Z][a-z]+\s){0,2}[A-Z][a-z]+\.$)"
)
#: The same in words of which nothing is known: before any word with a capital letter.
_MAY_OPEN_SENTENCE = re.compile(r"(?<=[a-z)”\"\d])\s(?=[A-Z])")
_SCOPE_ALL = re.compile(r"\b(?:all|any|each|every)\b")


def item_of(paper: Paper, block: Paragraph, draft: Draft, *, is_last: bool) -> Group:
    """Return an item with its operations; its text is unsure where its end is not certain."""
    text = block.body
    has_end = not _may_run_on(paper, block)
    behind = _ANNEX_BEHIND.search(text.text)
    if behind is not None and (text.lines.last >= paper.annex_line or not has_end):
        text = text.part(0, behind.start())
    item: Group = {"item": block.label}
    if len(text.text) > _LONGEST_ITEM:
        begins = text.part(0, _SHOWN)
        note = "longer than items are: where it ends is not certain"
        return {
            **item,
            "text": unsure([("", begins)], note),
            "operations": [{"operation": "unresolved"}],
        }
    read = read_item(block.label, text.text)
    item["text"] = words(text)
    if is_last and not has_end and not _is_plain(read):
        is_unread = all(one.operation == "unresolved" for one in read)
        opens = _MAY_OPEN_SENTENCE if is_unread else _OPENS_SENTENCE
        cuts = islice(opens.finditer(text.text), _MOST_CUTS)
        heads = [text.part(0, cut.start()) for cut in cuts]
        readings = [read_item(block.label, head.text) for head in heads]
        whole = (
            at for at, one in enumerate(readings) if all(o.operation != "unresolved" for o in one)
        )
        if heads:
            at = next(whole, 0)
            read = readings[at]
            item["text"] = unsure([("", heads[at]), ("", text)], "where the item ends")
    item["operations"] = [_operation(one, draft) for one in read]
    return item


def _may_run_on(paper: Paper, block: Paragraph) -> bool:
    """Whether what stands behind a paragraph may have run into it: no line end parts them."""
    lines = block.passage.lines
    is_cut = any(later > line + 1 for line, later in pairwise(lines))
    return is_cut or any(len(paper.exhibit.lines[line - 1]) > COLLAPSED for line in lines)


def _is_plain(read: tuple[Instruction, ...]) -> bool:
    """Whether the words are all read, none of them as words that no marks enclose."""
    return all(one.operation != "unresolved" and not one.meaning for one in read)


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

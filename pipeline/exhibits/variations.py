"""The list of what the paper varies in the provisions: its items, and the operations of each."""

import re
from dataclasses import replace
from itertools import islice, pairwise

from pipeline.amendments.instructions import read_item
from pipeline.amendments.locators import print_locator
from pipeline.amendments.model import Instruction, Locator
from pipeline.exhibits.draft import Draft, Group, unsure, words
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Paragraph, Row, joined
from pipeline.records.codes import OPERATION_KINDS

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
#: A line longer than this was once many.
_COLLAPSED = 2_000
#: Items are no longer; of longer words a reviewer is shown the beginning.
_LONGEST_ITEM = 6_000
_SHOWN = 400
#: At how many places the end of an item is looked for.
_MOST_CUTS = 8
#: The introduction of the list of selling restrictions.
_PROMISE_BEHIND = re.compile(
    r"\b(?:Underwriters?|Managers?|Purchasers?)\b[^.;]{0,120}?"
    r"\b(?:agrees?|represents?|undertakes?|warrants?|acknowledges?)\b[^.;]{0,80}:$"
)
#: How an item ends that no page cuts.
_ENDS_ITEM = re.compile(r"[;.][”\"]?(?:\s(?:and|or))?$")
#: Where a sentence may begin that nothing parts from the words before it.
_OPENS_SENTENCE = re.compile(
    r"\s(?=(?:The|We|Each|Every|All|In|This|It|If|Please|Your|Our|You|No|Any|Such|At|On|For|"
    r"Application|Neither|Both|Subject|Payment|Delivery|Notwithstanding)\s)"
    r"|(?<=[)”\"\d])\s(?=(?:[A-Z][a-z]+\s){0,2}[A-Z][a-z]+\.$)"
)
#: The same in words of which nothing is known: before any word with a capital letter.
_MAY_OPEN_SENTENCE = re.compile(r"(?<=[a-z)”\"\d])\s(?=[A-Z])")
#: The schedule's own name before the heading of its list, in a copy on one line.
_NAME_OF_SCHEDULE = re.compile(
    r"(?:ANNEX|SCHEDULE|APPENDIX|EXHIBIT)\s(?:[A-Z]|[IVX]{1,4}|\d{1,2})\s(?=[A-Z])", re.IGNORECASE
)
#: No agreement varies its provisions in so many places; those known do in some thirty.
_MOST_ITEMS = 1_000
#: How the paragraph may end that introduces the list, beside a colon.
_FOLLOWS = re.compile(
    r"\b(?:subject\sto|save(?:\sfor)?|except(?:\sfor)?)\s(?:what\sfollows|the\sfollowing)\.$"
)
#: "Varied as Annex B sets out": the annex that holds the list.
_IN_NAMED = re.compile(
    r"\b(?:var(?:y|ied|iations?)|modif\w+|amend\w+|chang\w+|except\w*)\b[^.;]{0,60}?"
    r"\b(?P<name>(?:Annex|Schedule|Appendix|Exhibit)\s(?:[A-Z]|[IVX]{1,4}|\d{1,2}))\b",
    re.IGNORECASE,
)
_SCOPE_ALL = re.compile(r"\b(?:all|any|each|every)\b")


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
    if start is None:
        start = _list_in_named(paper, listed, taken_in)
    items = _items(paper, listed, start, draft) if start is not None else []
    if items:
        draft.put("amendments", items)
    elif draft.get("incorporation.regime.value") == "in_entirety":
        draft.put("amendments", {"blank": "not_applicable"})
    elif draft.get("incorporation.regime.value") is not None:
        # Something is excepted, and it was not read.
        draft.put("amendments", unsure([("", taken_in.body)], "what is excepted"))


def _list_behind(listed: list[Paragraph], taken_in: Paragraph, draft: Draft) -> int | None:
    """Return where the list begins that the paragraph introduces, or a heading just behind it."""
    at = listed.index(taken_in)
    if taken_in.text.endswith((":", "following")) or _FOLLOWS.search(taken_in.text):
        behind = listed[at + 1] if at + 1 < len(listed) else None
        # A numbered letter goes on with its own next paragraph, behind a table perhaps.
        is_of_letter = (
            behind is not None and taken_in.label and (_numbering(behind) == _numbering(taken_in))
        )
        return None if is_of_letter else at + 1
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
            _is_behind(paper, block, listed[0])
            and not block.label
            and _is_heading(block)
            and listed[number + 1].label
        ):
            name = _NAME_OF_SCHEDULE.match(block.body.text)
            heading = block.body.part(name.end() if name else 0, len(block.body.text))
            draft.put("incorporation.heading", words(heading))
            return number + 1
    return None


def _list_in_named(paper: Paper, listed: list[Paragraph], taken_in: Paragraph) -> int | None:
    """Return where the list begins in the annex that the paragraph names as its place.

    There the annex's own name, alone on its line, is all the heading that the list has.
    """
    names = {match["name"].casefold() for match in _IN_NAMED.finditer(taken_in.text)}
    for number in range(len(listed) - 1):
        block = listed[number]
        if (
            _is_behind(paper, block, listed[0])
            and not block.label
            and block.text.casefold() in names
            and listed[number + 1].label
        ):
            return number + 1
    return None


def _is_behind(paper: Paper, block: Paragraph, taken_in: Paragraph) -> bool:
    """Whether a paragraph stands behind the signatures, or in a copy on one line."""
    line = block.passage.first
    return line > paper.signature_line or line == taken_in.passage.first


def _is_heading(block: Paragraph) -> bool:
    """Whether a paragraph is the heading of the list: short, on changes of provisions."""
    return (
        len(block.text) < 300
        and _VARIES.search(block.text) is not None
        and re.search(r"Provisions|Agreement|following|follows", block.text) is not None
        and re.search(r"[.;]$", block.text) is None
    )


def _items(paper: Paper, listed: list[Paragraph], start: int, draft: Draft) -> list[Group]:
    blocks = _of_one_list(_whole_items(listed, start))
    if len(blocks) > _MOST_ITEMS:
        shown = [("", blocks[0].body), ("", blocks[-1].body)]
        draft.put("amendments", unsure(shown, f"a list of {len(blocks):,} items: of what?"))
        return []
    items = [_item(paper, block, draft, is_last=block is blocks[-1]) for block in blocks]
    if (len({str(item["item"]) for item in items}) == 1 and len(items) > 1) or any(
        item["item"] == "o" for item in items
    ):
        # Bullets are no letters: items go by their number.
        for number, item in enumerate(items, 1):
            item["item"] = str(number)
    return items


def _of_one_list(blocks: list[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs up to where another way of numbering begins, not to end again."""
    if not blocks:
        return []
    way = _numbering(blocks[0])
    last = max(n for n, block in enumerate(blocks) if _numbering(block) == way)
    return blocks[: last + 1]


def _numbering(block: Paragraph) -> tuple[str, bool]:
    """Return how a list is numbered by one of its labels, and whether in brackets."""
    label = block.label
    kind = "digits" if label.isdigit() else "letters" if label.isalpha() else "bullets"
    return kind, block.text.startswith("(")


def _whole_items(listed: list[Paragraph], start: int) -> list[Paragraph]:
    """Return the items from an index on, each with what a page's end cut off from it."""
    found: list[Paragraph] = []
    for at, block in enumerate(listed[start:], start):
        if block.label:
            if found and _PROMISE_BEHIND.search(found[-1].text):
                # The introduction of the next list ran on behind the last item of this one.
                break
            found.append(block)
            continue
        if not found or _ENDS_ITEM.search(found[-1].text):
            break
        behind = listed[at + 1].label if at + 1 < len(listed) else ""
        is_new_text = found[-1].text.endswith(":") and block.text[:1] in '"“'
        if not is_new_text and not _is_next(found[-1].label, behind):
            break
        found[-1] = replace(found[-1], passage=joined(found[-1].passage, block.passage))
    return found


def _is_next(label: str, later: str) -> bool:
    """Whether a label is the next behind another; bullets are all alike."""
    if label.isdecimal() and later.isdecimal():
        return int(later) == int(label) + 1
    if not label.isalnum():
        return label == later
    return len(label) == len(later) == 1 and ord(later) == ord(label) + 1


def _item(paper: Paper, block: Paragraph, draft: Draft, *, is_last: bool) -> Group:
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
    return is_cut or any(len(paper.exhibit.lines[line - 1]) > _COLLAPSED for line in lines)


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

"""The list of what the paper varies in the provisions: where it stands, and its items."""

import re
from dataclasses import replace

from pipeline.exhibits.draft import Draft, Group, unsure, words
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Paragraph, Row, joined
from pipeline.exhibits.variation_item import item_of

_VARIES = re.compile(
    r"\b(?:var(?:y|ied|iations?)|modif\w+|amend\w+|chang\w+|revis\w+|except\w*|supplement\w*)\b",
    re.IGNORECASE,
)
#: How many paragraphs behind the one that takes the provisions in the list's heading may stand.
_NEAR = 4
#: The introduction of the list of selling restrictions.
_PROMISE_BEHIND = re.compile(
    r"\b(?:Underwriters?|Managers?|Purchasers?)\b[^.;]{0,120}?"
    r"\b(?:agrees?|represents?|undertakes?|warrants?|acknowledges?)\b[^.;]{0,80}:$"
)
#: How an item ends that no page cuts.
_ENDS_ITEM = re.compile(r"[;.][”\"]?(?:\s(?:and|or))?$")
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
    items = [item_of(paper, block, draft, is_last=block is blocks[-1]) for block in blocks]
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

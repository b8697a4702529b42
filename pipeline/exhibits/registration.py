"""The registration: its form, its numbers and the dates of its prospectus."""

import re

from pipeline.exhibits.draft import Draft, Group, figure, stated, unsure
from pipeline.exhibits.figures import DATE, dated_by
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Paragraph, Row, Span

#: A number may be cut behind its stroke, at the end of a line.
_FILE = re.compile(
    r"(?<![\d-])(?P<number>(?:(?:333|033|33)-\s?|[32]-)\d{4,6}(?:-\d{2})?)(?![\d-]*\d)"
)
_FORM_S = re.compile(r"\bForm\s(?P<form>S-[134]|F-3)\b")
_SUPPLEMENT = re.compile(
    rf"\b[Pp]rospectus\s[Ss]upplement,?\s(?:dated|to\sbe\sdated)\s(?:on\sor\sabout\s|"
    rf"as\sof\s)?({DATE.pattern})"
)
_PROSPECTUS = re.compile(
    rf"\b(?:[Bb]ase\s|[Bb]asic\s)?[Pp]rospectus,?\s(?:\([^)]*\)\s)?"
    rf"(?:(?:is\s|was\s)?dated|bears\sthe\sdate)\s(?:as\sof\s)"
    rf"?({DATE.pattern})"
)


def read_registration(paper: Paper, draft: Draft) -> None:
    """Read form, file numbers and the dates of the prospectus, wherever the paper has them."""
    spans = [_span(b) for b in paper.blocks if not isinstance(b, Row)]
    spans += [cell.span() for b in paper.blocks if isinstance(b, Row) for cell in b.cells[1:]]
    supplements = [f for s in spans for f in dated_by(s, _SUPPLEMENT)]
    prospectuses = [f for s in spans for f in dated_by(s, _PROSPECTUS)]
    form = [(m["form"], s.of(m)) for s in spans for m in _FORM_S.finditer(s.text)]
    made: Group = {}
    if form and len({code for code, _ in form}) == 1:
        made["form"] = stated(*form[0])
    made.update(_file_number(spans, draft))
    for field, found in (
        ("base_prospectus_date", prospectuses),
        ("prospectus_supplement_date", supplements),
    ):
        if not found:
            made[field] = {"blank": "not_stated"}
        elif len({one.value for one, _ in found}) > 1:
            made[field] = unsure((one.value, quote) for one, quote in found)
        else:
            made[field] = figure(found[0][0], found[0][1])
    if form or supplements or prospectuses or made["file_number"].get("blank") != "not_stated":
        draft.put("registration", made)


def _span(block: Paragraph) -> Span:
    return block.passage.span()


def _file_number(spans: list[Span], draft: Draft) -> Group:
    found = [
        ("".join(m["number"].split()), s.of(m, "number"))
        for s in spans
        for m in _FILE.finditer(s.text)
    ]
    gone, come = _substituted(draft)
    found = [
        (number, span) for number, span in found if not any(number in old for old in gone)
    ] or found
    chosen = [(number, span) for number, span in found if any(number in new for new in come)]
    numbers = list(dict.fromkeys(number for number, _ in (chosen or found)))
    if not numbers:
        return {"file_number": {"blank": "not_stated"}}
    first = dict(reversed(chosen or found))
    if len(numbers) == 1:
        return {"file_number": _number(numbers[0], first)}
    first_span, last_span = first[numbers[0]], first[numbers[-1]]
    if first_span.passage == last_span.passage and _are_listed(first_span, last_span):
        return {
            "file_number": _number(numbers[0], first),
            "further_file_numbers": [_number(number, first) for number in numbers[1:]],
        }
    return {"file_number": unsure((number, span) for number, span in found)}


def _number(number: str, places: dict[str, Span]) -> Group:
    """Return a number with its words, which may stand on two lines."""
    quote = places[number]
    return stated(number, quote, printed=quote.text if quote.text != number else "")


def _are_listed(first: Span, last: Span) -> bool:
    """Whether nothing but a list's words stand between two numbers."""
    start, end = sorted((first, last), key=lambda span: span.start)
    between = start.passage.text[start.end : end.start]
    return re.fullmatch(r"(?:[\d-]|,|;|\s|\band\b|\bNos?\.|\bFile\b)*", between) is not None


def _substituted(draft: Draft) -> tuple[list[str], list[str]]:
    """Return the words that the list of variations takes out, and those that it puts in."""
    items = draft.tree.get("amendments")
    operations = (
        [op for item in items for op in item["operations"]] if isinstance(items, list) else []
    )
    old = [op["old_text"] for op in operations if "old_text" in op]
    new = [op["new_text"] for op in operations if "new_text" in op]
    return old, new

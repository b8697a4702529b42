"""The lines of a list of firms and amounts: as printed, where the list begins, a line's amounts.

A copy that lost its line ends is cut at the strokes between its cells.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.exhibits.figures import Figure
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import COLLAPSED, Span, passage
from pipeline.records.exhibit import cells

#: A whole cell that heads a column of names.
_NAMES_ARE = re.compile(
    r"(?:names?(?:\s+(?:of|and\s+addresses\s+of))?\s*)?(?:the\s+|each\s+)?(?:several\s+)?"
    r"(?:(?:initial\s+)?(?:underwriters?|purchasers?|managers?|dealers?)|names?|institutions?)\s*:?",
    re.IGNORECASE,
)
_AMOUNTS_ARE = re.compile(
    r"\b(?:amounts?|principal|commitments?|number\s+of|shares|units)\b|^\s*(?:notes|securities)\s*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:grand\s)?totals?", re.IGNORECASE)
#: So many rows above a total may come to it.
_MOST_ABOVE = 60
#: The last amount of a line, with its sign; a number of a name, such as a street's, is none.
_LAST = re.compile(
    r"(?:(?<=\s)|^|(?<=\.))(?:(?:U\.?\s?S\.?|C|A|Cdn|HK|NZ)?\s?[$€£¥]|\((?:[Ee]uros?|"
    r"EUROS?|[Pp]ounds?|[Yy]en)\)|\([Yy]\)|Y|EUR|USD|JPY|CAD|GBP)?\s?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d{5,})(?:\.00)?\s*$"
)
_NEXT = re.compile(
    r"(?:ANNEX|SCHEDULE|APPENDIX|EXHIBIT)\s+\w+|THE\s+(?:ANNEX|SCHEDULE|APPENDIX)$|</?(?:DOCUMENT|TEXT)>",
    re.IGNORECASE,
)
ONLY_SIGN = re.compile(
    r"(?:U\.?\s?S\.?|C|A|Cdn|HK|NZ)?\s?[$€£¥]|\((?:[Ee]uros?|EUROS?|[Pp]ounds?|[Yy]en|[Yy])\)|Y|"
    r"[A-Z]{3}|[|]+"
)
#: A currency sign that stands apart from its amount.
SIGN_BEHIND = re.compile(
    r"\s+(?:(?:U\.?\s?S\.?|C|A|Cdn|HK|NZ)?\s?[$€£¥]|"
    r"\((?:[Ee]uros?|EUROS?|[Pp]ounds?|[Yy]en|[Yy])\))$"
    r"|(?<=\d)\s+(?:Y|EUR|USD|JPY|CAD|GBP)$"
)
#: A firm's part of a security of which it takes none, as a cell of its own; and its amount.
_NIL = re.compile(r"-{1,3}|[–—]|-0-|[Nn]il")
_NIL_LAST = re.compile(rf"(?<=\s)(?P<nil>{_NIL.pattern})\s*$")
NOTHING = "0"
#: What share of the whole a firm takes, in a column of its own.
_SHARE = re.compile(r"\s+\(?\d{1,3}(?:\.\d+)?\s?%\)?\s*$")
#: What a full stop belongs to, where dots lead from it to the amount.
_SHORTENED = re.compile(r"(?:\b(?:Inc|Co|Cos|Corp|Ltd|Bros)|\b[A-Z]\.(?:[A-Z]\.)?[A-Z])$")
_LEADERS = re.compile(r"\s*\.{4,}$|(?:\s\.)+$|\s\.+$")
#: A heading is shorter than this.
_SHORT = 70
#: A row of a list is shorter than this.
LONGEST = 400
#: How many lines below a list's heading the first words of its columns may stand.
_NEAR = 14
#: How many lines below the head of the names that of the amounts may stand, a cell to a line.
_BESIDE = 4
_FEWEST_STROKES = 4
_HEADING_BEHIND = re.compile(
    r"(?<=\s)(?:ANNEX|SCHEDULE|APPENDIX|EXHIBIT)\s(?:[A-Z]|[IVX]{1,4}|\d{1,2})$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as printed; or a piece of one, between strokes, that was once many lines."""

    number: int
    text: str
    is_piece: bool = False

    @property
    def span(self) -> Span:
        return passage([(self.number, self.text)]).span()

    @property
    def cells(self) -> list[str]:
        return [self.text] if self.is_piece else [text for _, text in cells(self.text)]

    @property
    def is_heading(self) -> bool:
        """Whether it is the heading of an annex."""
        words = self.span.text
        return _NEXT.match(words) is not None and len(words) < _SHORT


def lines_of(paper: Paper) -> Iterator[Printed]:
    """Yield the lines of a paper; one that was many is cut at the strokes between its cells."""
    for number, _ in paper.written:
        line = paper.exhibit.lines[number - 1]
        if len(line) <= COLLAPSED or line.count("|") < _FEWEST_STROKES:
            yield Printed(number, line)
            continue
        for piece in line.split("|"):
            words = piece.strip()
            heading = _HEADING_BEHIND.search(words)
            for part in (words[: heading.start()], heading[0]) if heading else (words,):
                if part:
                    yield Printed(number, part, is_piece=True)


def place_of(paper: Paper, lines: list[Printed]) -> int | None:
    """Return the index of the list's heading, or of its heads of columns; None without a list."""
    of_names = None
    headings = [at for at, line in enumerate(lines) if line.is_heading]
    for at, next_heading in pairwise((*headings, len(lines))):
        line = lines[at]
        if not (line.number >= paper.annex_line or line.is_piece):
            continue
        below = lines[at + 1 : next_heading]
        near = below[:_NEAR]
        has_head = any(_NAMES_ARE.fullmatch(cell) for one in near for cell in one.cells)
        if has_head and any(amounts_of(one)[1] for one in below):
            return at
        if of_names is None and any(paper.underwriters.find(one.span.text) for one in near):
            of_names = at
    at_head = _at_head(lines)
    found = of_names if at_head is None else at_head
    return _at_sum(lines) if found is None else found


def _at_sum(lines: list[Printed]) -> int | None:
    """Return where rows begin that come to the total below them, whatever stands above them."""
    for at, line in enumerate(lines):
        name, totals = amounts_of(line)
        if not totals or line.is_piece or not _TOTAL.fullmatch(name.strip(" .:")):
            continue
        rows: list[list[Figure]] = []
        first = at
        for above in reversed(lines[max(0, at - _MOST_ABOVE) : at]):
            words, amounts = amounts_of(above)
            if not words or len(amounts) != len(totals):
                break
            rows.append(amounts)
            first -= 1
        sums = [sum(row[n].number for row in rows) for n in range(len(totals))]
        if len(rows) > 1 and sums == [total.number for total in totals]:
            return first
    return None


def _at_head(lines: list[Printed]) -> int | None:
    """Return where a table begins that no heading announces: heads of names and of amounts."""
    for at, line in enumerate(lines):
        first, *others = line.cells or [""]
        if not _NAMES_ARE.fullmatch(first):
            continue
        # In some copies each cell has a line of its own.
        below = [one.text for one in lines[at + 1 : at + 3] if one.number <= line.number + _BESIDE]
        # A head over several lines: what it is of stands beside the names, "Amount" above.
        above = [one.text for one in lines[max(0, at - 3) : at] if len(one.cells) <= len(others)]
        if any(_AMOUNTS_ARE.search(text) for text in [*(others or below), *above * bool(others)]):
            return at
    return None


def amounts_of(printed: Printed) -> tuple[str, list[Figure]]:
    """Return the name and the amounts of a line: amounts stand at its end, one a column."""
    whole = passage([(printed.number, printed.text.replace("|", " "))]).span()
    text = whole.text
    if len(text) >= LONGEST:
        return text, []
    amounts: list[Figure] = []
    if _SHARE.search(text):
        # A column of percentages is neither a name nor an amount.
        whole = whole.part(0, len(_SHARE.sub("", text)))
        text = whole.text
    # A sign at the end belongs to the amount on the next line.
    end = len(text) if ONLY_SIGN.fullmatch(text) else len(SIGN_BEHIND.sub("", text))
    has_nil = any(_NIL.fullmatch(cell) for cell in printed.cells[1:])
    while match := _LAST.search(text, 0, end) or (has_nil and _NIL_LAST.search(text, 0, end)):
        if match.re is _NIL_LAST:
            amounts.insert(0, Figure(NOTHING, whole.part(*match.span("nil"))))
        else:
            span = whole.part(*match.span("digits"))
            amounts.insert(0, Figure(match["digits"].replace(",", ""), span))
        end = match.start()
    # A share alone is the total of its column, and no name.
    return _without_leader(_SHARE.sub("", f" {text[:end]}").strip()), amounts


def _without_leader(name: str) -> str:
    """Return a name without the dots that lead from it; the first may be its own full stop."""
    plain = _LEADERS.sub("", name).removesuffix(":")
    is_cut = _SHORTENED.search(plain) is not None and name[len(plain) : len(plain) + 1] == "."
    return f"{plain}." if is_cut else plain

"""The heads of a table's columns: words over words, each column read from top to bottom.

A head that is set over several lines belongs to its column by where it stands: over the strokes
that rule it off, or over its own words on the next line.
"""

import re
from dataclasses import dataclass, field

from pipeline.exhibits.passages import Span, passage
from pipeline.records.exhibit import ExhibitText

_CELL = re.compile(r"\S+(?:\s{1,2}\S+)*")
_RULE = re.compile(r"[\s\-=_]*[-=_]{3,}[\s\-=_]*")
#: EDGAR writes strokes at a line's beginning as "- ---".
_STROKES = re.compile(r"[-=_]+(?:\s[-=_]+)*")
_TAGS = re.compile(r"\s*(?:</?(?:TABLE|CAPTION|S|C)>\s*)+", re.IGNORECASE)
#: No head has more lines.
_MOST_LINES = 8
#: How far a head may stand outside the strokes below it.
_SLACK = 2


@dataclass
class _Column:
    """A column: from where to where it reaches, and its words by line."""

    start: int
    end: int
    words: list[tuple[int, str]] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    def distance(self, start: int, end: int) -> int:
        """Return how far words stand from the column; 0 where they share a place."""
        return max(0, start - self.end, self.start - end)


def heads_above(exhibit: ExhibitText, above: int, first: int) -> list[Span]:
    """Return the heads that stand between a line and the first row of a table, left to right."""
    numbers, rule = _lines(exhibit, above, first)
    lines = [(number, exhibit.lines[number - 1]) for number in numbers]
    if any("\t" in line for _, line in lines):
        return _cells_of_page(lines)
    columns = [
        _Column(match.start() - _SLACK, match.end() + _SLACK)
        for match in _STROKES.finditer(exhibit.lines[rule - 1] if rule else "")
    ]
    if any(len(_CELL.findall(line)) > len(columns) for _, line in lines):
        # Not every column is ruled off.
        columns, rule = [], 0
    for number, line in reversed(lines):
        for match in _CELL.finditer(line):
            _put(columns, number, match, is_ruled=rule > 0)
    columns.sort(key=lambda column: column.start)
    heads = [passage(sorted(column.words)).span() for column in columns if column.words]
    # A label above the rows is no head of a column.
    return [head for head in heads if not head.text.endswith(":")]


def _lines(exhibit: ExhibitText, above: int, first: int) -> tuple[list[int], int]:
    """Return the lines of the heads, and the line that rules them off; 0 where none does."""
    found: list[int] = []
    rule = 0
    for number in range(first - 1, above, -1):
        line = exhibit.lines[number - 1]
        if _TAGS.fullmatch(line):
            continue
        if _RULE.fullmatch(line):
            rule = rule or number
        elif line.strip():
            found.append(number)
        elif found:
            break
    return sorted(found)[-_MOST_LINES:], rule


def _put(columns: list[_Column], number: int, cell: re.Match[str], *, is_ruled: bool) -> None:
    """Put a cell into the column over, or within, which it stands; else begin one."""
    start, end = cell.span()
    near = min(
        columns,
        key=lambda column: (column.distance(start, end), abs(column.middle - (start + end) / 2)),
        default=None,
    )
    if near is None or (near.distance(start, end) > 0 and not is_ruled):
        near = _Column(start, end)
        columns.append(near)
    near.words.append((number, cell[0]))
    if not is_ruled:
        near.start, near.end = min(near.start, start), max(near.end, end)


def _cells_of_page(lines: list[tuple[int, str]]) -> list[Span]:
    """Return the cells of a page's row, which may be folded and has no columns."""
    parts: list[list[tuple[int, str]]] = []
    for number, line in lines:
        pieces = line.split("\t")
        if len(pieces) == 1 and parts and not line.startswith(" "):
            # Above the names stood an empty cell, which such a line does not hold.
            parts.insert(0, [(number, line)])
            continue
        if line.startswith(" ") and parts:
            parts[-1].append((number, pieces.pop(0)))
        parts += [[(number, piece)] for piece in pieces]
    return [passage(part).span() for part in parts if any(words.strip() for _, words in part)]

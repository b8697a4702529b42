"""Tables whose cells are parted by upright strokes: a publishing site's copy of a page.

The strokes stand on lines of their own, or within one line that was once the whole paper.
More strokes than between two cells end a row; cells that only make space have strokes around
them too. Where the strokes do not tell the rows, the labels that are known do.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.exhibits.labels import is_label, kind_of
from pipeline.exhibits.passages import Paragraph, Passage, Row, Span, passage
from pipeline.records.exhibit import ExhibitText

SIGNS = re.compile(r"(?:US|U\.S\.|C|Cdn|A|HK|NZ)?\s?[$€£¥]|\((?:[Ee]uros?|EUROS?)\)|\(Y\)|[Yy]")
_ALONE = re.compile(r"[\s|]*\|[\s|]*")
_STROKE = re.compile(r"\s*\|[\s|]*")
#: Words that run on behind a full stop and are so long are prose, not a cell.
_PROSE = re.compile(r"[.:]\s+[A-Z(]")
_LONG = 120
#: No cell is so long.
_LONGEST = 2_000
#: Fewer strokes make no table.
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds words, and how many strokes stand before it."""

    words: Passage
    strokes: int


def tables_on_lines(exhibit: ExhibitText) -> Iterator[tuple[range, list[Row | Paragraph]]]:
    """Yield the lines of each table whose strokes stand on lines of their own, with its rows."""
    cells: list[Cell] = []
    parts: list[tuple[int, str]] = []
    strokes = first = last = 0

    def table() -> Iterator[tuple[range, list[Row | Paragraph]]]:
        if len(cells) > 1:
            yield range(first, last + 1), list(rows_of(cells))

    for number, line in enumerate(exhibit.lines, 1):
        if _ALONE.fullmatch(line):
            if parts:
                cells.append(Cell(passage(parts), strokes))
                parts, strokes = [], 0
            strokes += line.count("|")
            first, last = first or number, number
        elif line.strip() and last and (parts or last == number - 1):
            parts.append((number, line))
        elif last:
            # A blank line ends the table; words that no stroke closed are not of it.
            yield from table()
            cells, parts, strokes, first, last = [], [], 0, 0, 0
    yield from table()


def pieces_of_line(whole: Span) -> list[Span | list[Cell]]:
    """Cut a line at its strokes into prose and the cells of tables, in its order.

    One piece of prose is returned where the line has hardly a stroke.
    """
    strokes = list(_STROKE.finditer(whole.text))
    if len(strokes) < _FEWEST:
        return [whole]
    pieces: list[Span | list[Cell]] = []
    cells: list[Cell] = []
    counts = Counter[int]()
    start, before = 0, 0
    for stroke in [*strokes, None]:
        end = stroke.start() if stroke else len(whole.text)
        words = whole.part(start, end).stripped()
        is_value = (
            bool(cells)
            and (len(cells) == 1 or before == _fewest(counts))
            and is_label(cells[-1].words.text)
        )
        if words and (before == 0 or stroke is None or (_is_prose(words.text) and not is_value)):
            if cells:
                pieces.append(cells)
                cells = []
                counts.clear()
            pieces.append(words)
        elif words:
            if cells:
                counts[before] += 1
            cells.append(Cell(passage([(words.lines.first, words.text)]), before))
        if stroke:
            start, before = stroke.end(), stroke[0].count("|")
    return [*pieces, cells] if cells else pieces


def _between(cells: Sequence[Cell]) -> int:
    """Return how many strokes stand between two cells of a row."""
    return _fewest(Counter(cell.strokes for cell in cells[1:]))


def _fewest(counts: Counter[int]) -> int:
    """Return the fewest strokes that are common between cells.

    A heading between two tables has another number of them around it.
    """
    common = [number for number, times in counts.items() if times * 4 >= counts.total()]
    return min(common, default=1)


def _is_prose(text: str) -> bool:
    return len(text) > _LONGEST or (len(text) > _LONG and _PROSE.search(text) is not None)


def rows_of(cells: Sequence[Cell]) -> Iterator[Row | Paragraph]:
    """Yield the rows of a table, and as paragraphs the cells that are of none."""
    least = _between(cells)
    rows: list[list[Passage]] = []
    for cell in cells:
        if not rows or cell.strokes > least:
            rows.append([])
        rows[-1].append(cell.words)
    rows = [_with_signs(row) for row in rows]
    width = Counter(len(row) for row in rows if len(row) > 1).most_common(1)
    wide = width[0][0] if width else 2
    if len(rows) == 1 or sum(len(row) > 1 for row in rows) * 2 < len(rows):
        # The strokes are as many everywhere: the labels tell the rows.
        yield from _by_labels([words for row in rows for words in row])
        return
    for row in rows:
        if kind_of(row[0].text) not in ("", "further") and any(is_label(w.text) for w in row[2:]):
            # A row of terms that a heading, or the next row, stands behind.
            yield _row(row[:2])
            yield from _by_labels(row[2:])
        elif len(row) <= wide:
            yield _row(row)
        else:
            yield _row(row[:wide])
            yield from _by_labels(row[wide:])


def _row(words: Sequence[Passage]) -> Row | Paragraph:
    if len(words) == 1:
        return Paragraph(words[0], 0)
    return Row(tuple(words), tuple(range(len(words))))


def _by_labels(words: Sequence[Passage]) -> Iterator[Row | Paragraph]:
    at = 0
    while at < len(words):
        end = at + 1
        if is_label(words[at].text) and end < len(words) and not is_label(words[end].text):
            end += 1
        yield _row(words[at:end])
        at = end


def _with_signs(row: Sequence[Passage]) -> list[Passage]:
    """Return the cells of a row; a currency sign in a cell of its own goes to its number."""
    found: list[Passage] = []
    for words in row:
        if found and SIGNS.fullmatch(found[-1].text) and words.text[:1].isdigit():
            sign = found.pop()
            parts = [(sign.first, sign.text), *_parts(words)]
            found.append(passage(parts))
        else:
            found.append(words)
    return found


def _parts(words: Passage) -> list[tuple[int, str]]:
    ends = [*words.starts[1:], len(words.text)]
    return [
        (line, words.text[start:end])
        for line, start, end in zip(words.lines, words.starts, ends, strict=True)
    ]

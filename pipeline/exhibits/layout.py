"""From the lines of a paper to its paragraphs and the rows of its tables.

What a page cuts is put together again; labels and values that are wrapped, each in its own
column, are put together in their column. A line is read once or twice, so time grows with the
size of the paper.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.exhibits.labels import is_label
from pipeline.exhibits.passages import Block, Paragraph, Passage, Row, Span, passage
from pipeline.exhibits.prose_in_line import paragraphs_within
from pipeline.exhibits.sentences import sentences
from pipeline.records.exhibit import ExhibitText, cells

_LABEL = re.compile(
    r"(?:\((?P<a>[a-zA-Z]{1,2}|[ivxIVX]{1,6}|\d{1,2})\)|(?P<b>\d{1,2}|[A-Za-z]|"
    r"[ivxIVX]{1,5})[.)]|(?P<c>[•●▪*·-]|o))\s+"
)
_ENDS = re.compile(r"[.:;!?][\"'”’)]*$")
_CUT = re.compile(r"(?:,|\b(?:and|or|of|the|to|in|by|for|with|a|an|at|on|as|its|which|that))$")
_SIGNS = re.compile(r"(?:US|U\.S\.|C|Cdn|A|HK|NZ)?\s?[$€£¥]|\([Ee]uro\)|\(Y\)")
#: A line longer than this was once many lines.
_COLLAPSED = 2_000
#: Where the letter begins and ends in such a line.
_LETTER = re.compile(r"\b(?:Ladies and Gentlemen|Gentlemen|Dear (?:Sirs?|Mesdames)):?")
_ENDS_LETTER = re.compile(
    r"\b(?:Very truly yours|Yours (?:very )?(?:truly|faithfully)|Sincerely|ACCEPTED|AGREED AND)\b"
)
_DASH = re.compile(r"[-–—]\s")
_OF_FIRM = re.compile(r"\b(?:Inc|Corp|Co|Cos|Ltd|Bros|L\.P|N\.A|S\.A)\.$")
#: A line of prose that has this many signs fills its line.
_FULL = 50
#: How far a continued value may stand left of its column.
_SLACK = 3
#: How far it may be indented there.
_INDENTED = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds words, with its cells and the columns at which they begin."""

    number: int
    indent: int
    cells: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        return " ".join(words for _, words in self.cells)

    @property
    def is_row(self) -> bool:
        return len(self.cells) > 1 and not (
            len(self.cells) == 2 and _LABEL.fullmatch(self.cells[0][1] + " ")
        )


def blocks(exhibit: ExhibitText) -> list[Block]:
    """Return the paragraphs and rows of a paper, in its order."""
    return [
        block
        for chunk in _chunks(exhibit)
        for block in (
            _of_long_line(chunk[0]) if len(chunk[0].text) > _COLLAPSED else _of_chunk(chunk)
        )
    ]


def _of_long_line(line: Line) -> Iterator[Block]:
    """Yield what a line holds that was once many: a copy that lost its line ends.

    Each sentence is a paragraph; a label that is known, with a colon, begins a row, whose value
    goes to the next label or to the end of its sentence.
    """
    whole = passage([(line.number, line.text)]).span()
    text = whole.text
    begin = match.end() if (match := _LETTER.search(text)) else 0
    yield from _sentences(whole.part(0, begin))
    end = match.start() if (match := _ENDS_LETTER.search(text, begin)) else len(text)
    labels = list(_inline_labels(text, begin, end))
    at = begin
    for number, (start, behind) in enumerate(labels):
        yield from _sentences(whole.part(at, max(at, start)))
        next_label = labels[number + 1][0] if number + 1 < len(labels) else end
        value = whole.part(behind, next_label).stripped(" .|")
        if next_label - behind > _FULL * 6 or number + 1 == len(labels):
            value = next(sentences(_to_bar(value)), value).stripped(" .|")
        if value:
            parts = ((line.number, text[start:behind]), (line.number, value.text))
            yield Row(tuple(passage([part]) for part in parts), (0, 1))
            at = value.end - whole.start
        else:
            at = behind
    yield from _sentences(whole.part(at, end))


def _to_bar(value: Span) -> Span:
    """Return words up to the upright line that ends their cell, where there is one."""
    bar = value.text.find(" | ")
    return value if bar < 0 else value.part(0, bar)


def _inline_labels(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where labels that are known, each with its colon, begin and end within words."""
    for colon in re.finditer(r":(?=\s)", text[begin:end]):
        behind = begin + colon.end()
        head = text[max(begin, behind - 60) : behind - 1]
        words = list(re.finditer(r"\S+", head))
        for word in words[-6:]:
            if head[word.start()].isupper() and is_label(head[word.start() :]):
                yield behind - 1 - len(head) + word.start(), behind
                break


def _sentences(span: Span) -> Iterator[Block]:
    for part in paragraphs_within(span):
        yield _paragraph_of(passage([(part.lines.first, part.text)]), 0)


def _chunks(exhibit: ExhibitText) -> Iterator[list[Line]]:
    """Yield the runs of lines without a blank line; what only a page parts is one run."""
    chunk: list[Line] = []
    is_new = is_page = False
    for number, line in enumerate(exhibit.lines, 1):
        if number in exhibit.furniture:
            is_page, is_new = True, True
            continue
        if not line.strip():
            is_new = True
            continue
        if len(line) > _COLLAPSED:
            if chunk:
                yield chunk
            yield [Line(number, 0, ((0, " ".join(line.split())),))]
            chunk, is_new, is_page = [], False, False
            continue
        read = Line(number, len(line) - len(line.lstrip()), _cells(line))
        if chunk and is_new and not (is_page and _goes_on(chunk, read)):
            yield chunk
            chunk = []
        chunk.append(read)
        is_new = is_page = False
    if chunk:
        yield chunk


def _cells(line: str) -> tuple[tuple[int, str], ...]:
    """Return the cells of a line; a currency sign belongs to the cell behind it."""
    found: list[tuple[int, str]] = []
    for column, words in cells(line):
        if (found and _SIGNS.fullmatch(found[-1][1])) or (found and words in ("%", ")")):
            found[-1] = (found[-1][0], f"{found[-1][1]} {words}")
        else:
            found.append((column, words))
    return tuple(found)


def _goes_on(chunk: list[Line], line: Line) -> bool:
    """Whether a line behind a page's end goes on with the sentence or the value before it."""
    before = chunk[-1].text
    if _ENDS.search(before):
        return False
    rows = [one for one in chunk if one.is_row]
    if rows and not line.is_row:
        column = rows[-1].cells[-1][0]
        return column > _SLACK and abs(line.indent - column) <= _SLACK
    if line.is_row or rows or _LABEL.match(line.text):
        return False
    return (
        line.text[:1].islower()
        or bool(_CUT.search(before))
        or (len(before) > _FULL and line.text[:1].isalnum() and line.indent <= chunk[-1].indent)
    )


def _of_chunk(chunk: list[Line]) -> Iterator[Block]:
    rows = sum(line.is_row for line in chunk)
    is_prose = rows == 0 or (
        not chunk[0].is_row and rows * 3 < len(chunk) and max(len(c.text) for c in chunk) > _FULL
    )
    if is_prose and not _begins_with_label(chunk[0].text) and not is_label(chunk[0].text):
        yield from _paragraphs(chunk)
    else:
        yield from _Rows(chunk).read()


def _begins_with_label(text: str) -> bool:
    head, colon, rest = text.partition(":")
    return bool(colon and rest.strip()) and is_label(head)


def _paragraphs(chunk: list[Line]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a run: an indented first line or a label begins a new one."""
    start = 0
    for at in range(1, len(chunk)):
        before, line = chunk[at - 1], chunk[at]
        ends = _ends_before(before.text, line.text)
        joins = re.search(r"[;,]\s*(?:and|or)$", before.text) is not None
        labelled = _LABEL.match(line.text) is not None and (ends or joins)
        indented = ends and line.indent > before.indent + 2
        if labelled or indented or _is_heading(before, line):
            yield _paragraph(chunk[start:at])
            start = at
    yield _paragraph(chunk[start:])


def _is_heading(before: Line, line: Line) -> bool:
    """Whether a line stands alone above another: set in the middle, or in capitals."""
    centred = before.indent > line.indent + 8 and len(before.text) < _FULL
    capitals = before.text.isupper() and not line.text.isupper() and len(before.text) < _FULL
    return (centred or capitals) and not before.text.endswith(",")


def _ends_before(before: str, text: str) -> bool:
    """Whether a line ends a sentence: "Example Widgets, Inc." ends none before a dash below it."""
    is_name = _DASH.match(text) is not None and _OF_FIRM.search(before) is not None
    return _ENDS.search(before) is not None and not is_name


def _paragraph(lines: list[Line]) -> Paragraph:
    words = passage((line.number, line.text) for line in lines)
    return _paragraph_of(words, lines[0].indent)


def _paragraph_of(words: Passage, indent: int) -> Paragraph:
    match = _LABEL.match(words.text)
    if match is None:
        return Paragraph(words, indent)
    label = match["a"] or match["b"] or match["c"] or ""
    return Paragraph(words, indent, label, match.end())


class _Rows:
    """Reads a run of lines that holds rows, one line after the other."""

    def __init__(self, chunk: list[Line]) -> None:
        self.chunk = chunk
        self.found: list[Block] = []
        #: Lines that stand alone and may be the beginning of a label.
        self.waiting: list[Line] = []
        #: The open row: for each cell its column and its words by line.
        self.row: list[tuple[int, list[tuple[int, str]]]] = []

    def read(self) -> list[Block]:
        for line in self.chunk:
            if line.is_row:
                self._take_row(line)
            else:
                self._take_single(line)
        self._close()
        self._let_go()
        return self.found

    def _take_row(self, line: Line) -> None:
        (column, label), *values = line.cells
        if self.row and self._label_goes_on(label) and len(values) == len(self.row) - 1:
            self.row[0][1].append((line.number, label))
            for (_, parts), (_, words) in zip(self.row[1:], values, strict=True):
                parts.append((line.number, words))
            return
        if self.row and len(self.row) > 2 and self._is_further(line):
            for at, words in line.cells:
                self._nearest(at).append((line.number, words))
            return
        self._close()
        if self.waiting and is_label(" ".join([*(one.text for one in self.waiting), label])):
            parts = [(one.number, one.text) for one in self.waiting]
            self.waiting = []
        else:
            parts = []
        self._let_go()
        self.row = [(column, [*parts, (line.number, label)])]
        self.row += [(at, [(line.number, words)]) for at, words in values]
        if len(values) == 1 and label.endswith(":") and values[0][0] - column - len(label) <= 2:
            # Two spaces behind the colon make no column: the value goes on below the label.
            self.row[1] = (-1, self.row[1][1])

    def _is_further(self, line: Line) -> bool:
        """Whether a line only goes on with cells behind the first, in their columns."""
        return all(
            min(abs(at - column) for column, _ in self.row[1:]) <= _SLACK
            and at > self.row[0][0] + 8
            and not any(sign.isdigit() for sign in words)
            for at, words in line.cells
        )

    def _label_goes_on(self, words: str) -> bool:
        label = " ".join(text for _, text in self.row[0][1])
        whole = is_label(f"{label} {words}")
        return whole and not label.endswith(":") and not (is_label(label) and is_label(words))

    def _take_single(self, line: Line) -> None:
        column, words = line.cells[-1]
        if self.row:
            last = self.row[-1]
            is_empty = len(self.row) == 1
            first = self.row[0][0]
            if not is_empty and self._label_goes_on(words) and line.indent < last[0] - _SLACK:
                self.row[0][1].append((line.number, words))
                return
            in_column = last[0] - _SLACK <= column <= last[0] + _INDENTED
            if not is_empty and in_column and column > first + _SLACK:
                self._nearest(column).append((line.number, words))
                return
            if not is_empty and first == 0 and line.indent == 4 and last[0] < 60:
                last[1].append((line.number, words))
                return
            if is_empty and not is_label(words) and not _begins_with_label(words):
                self.row.append((column, [(line.number, words)]))
                return
            inline = self.row[-1][0] < 0 or (column == last[0] and not is_empty)
            if inline and not is_label(words) and not _begins_with_label(words):
                last[1].append((line.number, words))
                return
        if _begins_with_label(words):
            self._close()
            self._let_go()
            head, _, rest = words.partition(":")
            self.row = [(column, [(line.number, f"{head}:")]), (-1, [(line.number, rest)])]
        elif words.endswith(":") and is_label(words):
            self._close()
            self._let_go()
            self.row = [(column, [(line.number, words)])]
        else:
            self._close()
            self.waiting.append(line)

    def _nearest(self, column: int) -> list[tuple[int, str]]:
        return min(self.row[1:], key=lambda cell: abs(cell[0] - column))[1]

    def _close(self) -> None:
        if self.row:
            columns = tuple(column for column, _ in self.row)
            self.found.append(Row(tuple(passage(parts) for _, parts in self.row), columns))
            self.row = []

    def _let_go(self) -> None:
        if self.waiting:
            self.found += _paragraphs(self.waiting)
            self.waiting = []

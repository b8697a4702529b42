"""From the lines of a paper to its paragraphs and the rows of its tables.

What a page cuts is put together again; labels and values that are wrapped, each in its own
column, are put together in their column. A line is read once or twice, so time grows with the
size of the paper.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.exhibits.figures import MONTH
from pipeline.exhibits.labels import is_label
from pipeline.exhibits.passages import Block, Paragraph, Passage, Row, Span, passage
from pipeline.exhibits.sentences import sentences
from pipeline.exhibits.strokes import SIGNS, pieces_of_line, rows_of, tables_on_lines
from pipeline.records.exhibit import ExhibitText, cells

_LABEL = re.compile(
    r"(?:\((?P<a>[a-zA-Z]{1,2}|[ivxIVX]{1,6}|\d{1,2})\)|(?P<b>\d{1,2}|[A-Za-z]|"
    r"[ivxIVX]{1,5})[.)]|(?P<c>[•●▪*·-]|o))\s+"
)
_ENDS = re.compile(r"[.:;!?][\"'”’)]*$")
_CUT = re.compile(r"(?:,|\b(?:and|or|of|the|to|in|by|for|with|a|an|at|on|as|its|which|that))$")
#: What ends no sentence although a full stop is behind it: an initial, a firm's ending.
_SHORTENED = re.compile(r"\b(?:Inc|Corp|Co|Cos|Ltd|Bros|L\.P|N\.A|S\.A|[A-Z])\.$")
_INITIAL = re.compile(r"[A-Z]\.\s")
_MONTH_ENDS = re.compile(rf"\b(?:{MONTH})\s*$", re.IGNORECASE)
#: A line longer than this was once many lines.
_COLLAPSED = 2_000
#: Where the letter begins and ends in such a line.
_LETTER = re.compile(
    r"\b(?:Ladies and Gentlemen|Gentlemen|Dear (?:Sir or Madam|Sirs?|Mesdames))\b:?"
)
_ENDS_LETTER = re.compile(
    r"\b(?:Very truly yours|Yours (?:very )?(?:truly|faithfully)|Sincerely|ACCEPTED|AGREED AND)\b"
)
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
    tables = list(tables_on_lines(exhibit))
    found = [
        block
        for chunk in _chunks(exhibit, {number for lines, _ in tables for number in lines})
        for block in (
            _of_long_line(chunk[0]) if len(chunk[0].text) > _COLLAPSED else _of_chunk(chunk)
        )
    ]
    if tables:
        found += [block for _, rows in tables for block in rows]
        found.sort(key=lambda block: block.passage.first)
    return found


def _of_long_line(line: Line) -> Iterator[Block]:
    """Yield what a line holds that was once many: a copy that lost its line ends."""
    whole = passage([(line.number, line.text)]).span()
    pieces = pieces_of_line(whole)
    is_letter = False
    for piece in pieces:
        if isinstance(piece, list):
            yield from rows_of(piece)
        else:
            yield from _of_prose(piece, is_letter=is_letter, has_rows=len(pieces) == 1)
            is_letter = is_letter or _LETTER.search(piece.text) is not None


def _of_prose(whole: Span, *, is_letter: bool, has_rows: bool) -> Iterator[Block]:
    """Yield the sentences of words that were once many lines, each as a paragraph.

    ``is_letter`` says whether the letter began before them. Where they may hold rows a label
    that is known, with a colon, begins one, whose value goes to the next label or to the end
    of its sentence.
    """
    text = whole.text
    begin = match.end() if not is_letter and (match := _LETTER.search(text)) else 0
    yield from _sentences(whole.part(0, begin))
    end = match.start() if (match := _ENDS_LETTER.search(text, begin)) else len(text)
    labels = list(_inline_labels(text, begin, end)) if has_rows else []
    at = begin
    for number, (start, behind) in enumerate(labels):
        yield from _sentences(whole.part(at, max(at, start)))
        next_label = labels[number + 1][0] if number + 1 < len(labels) else end
        value = whole.part(behind, next_label).stripped(" .")
        if next_label - behind > _FULL * 6 or number + 1 == len(labels):
            value = next(sentences(value), value).stripped(" .")
        if value:
            first = whole.lines.first
            parts = ((first, text[start:behind]), (first, value.text))
            yield Row(tuple(passage([part]) for part in parts), (0, 1))
            at = value.end - whole.start
        else:
            at = behind
    yield from _sentences(whole.part(at, end))
    yield from _sentences(whole.part(end, len(text)))


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
    for sentence in sentences(span):
        yield _paragraph_of(passage([(sentence.lines.first, sentence.text)]), 0)


def _chunks(exhibit: ExhibitText, others: set[int]) -> Iterator[list[Line]]:
    """Yield the runs of lines without a blank line; what only a page parts is one run.

    ``others`` are lines that are read already.
    """
    chunk: list[Line] = []
    is_new = is_page = False
    for number, line in enumerate(exhibit.lines, 1):
        if number in exhibit.furniture and number not in others and not _is_day(exhibit, number):
            is_page, is_new = True, True
            continue
        if not line.strip() or number in others:
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


def _is_day(exhibit: ExhibitText, number: int) -> bool:
    """Whether a number alone on its line is the day of a month named at the end of the last line.

    A page's number may stand there too: then the day is the first word behind it.
    """
    words = exhibit.lines[number - 1].strip()
    if not (words.isdigit() and 1 <= int(words) <= 31 and number > 1):
        return False
    behind = next((s.strip() for s in exhibit.lines[number : number + 4] if s.strip()), "")
    before = exhibit.lines[number - 2]
    return _MONTH_ENDS.search(before) is not None and re.match(r"\d{1,2}\b", behind) is None


def _cells(line: str) -> tuple[tuple[int, str], ...]:
    """Return the cells of a line; a currency sign belongs to the cell behind it."""
    found: list[tuple[int, str]] = []
    for column, words in cells(line):
        if (found and SIGNS.fullmatch(found[-1][1])) or (found and words in ("%", ")")):
            found[-1] = (found[-1][0], f"{found[-1][1]} {words}")
        else:
            found.append((column, words))
    return tuple(found)


def _goes_on(chunk: list[Line], line: Line) -> bool:
    """Whether a line behind a page's end goes on with the sentence or the value before it."""
    before = chunk[-1].text
    ends = _ENDS.search(before) is not None and _SHORTENED.search(before) is None
    if ends and not line.text[:1].islower():
        return False
    rows = [one for one in chunk if one.is_row]
    if rows and not line.is_row:
        column = rows[-1].cells[-1][0]
        return column > _SLACK and abs(line.indent - column) <= _SLACK
    is_item = _LABEL.match(line.text) is not None and not _INITIAL.match(line.text)
    if line.is_row or rows or is_item:
        return False
    if line.text[:1].islower() or _CUT.search(before):
        return True
    if _is_labelled(chunk):
        # Whether the value goes on cannot be told from a paragraph below the table.
        return False
    # The last line of prose before a page's end need not be full: a page is cut anywhere.
    is_prose = max(len(one.text) for one in chunk) > _FULL
    return is_prose and line.indent <= chunk[-1].indent and not line.text.isupper()


def _of_chunk(chunk: list[Line]) -> Iterator[Block]:
    rows = sum(line.is_row for line in chunk)
    is_prose = rows == 0 or (
        not chunk[0].is_row and rows * 3 < len(chunk) and max(len(c.text) for c in chunk) > _FULL
    )
    if is_prose and not _is_labelled(chunk):
        yield from _paragraphs(chunk)
    else:
        yield from _Rows(chunk).read()


def _is_labelled(chunk: list[Line]) -> bool:
    """Whether a run begins with a label that is known, or that the next line's first cell ends."""
    first = chunk[0].text
    if _begins_with_label(first) or is_label(first):
        return True
    return len(chunk) > 1 and chunk[1].is_row and is_label(f"{first} {chunk[1].cells[0][1]}")


def _begins_with_label(text: str) -> bool:
    return _behind_label(text) > 0


def _behind_label(text: str) -> int:
    """Return where a line's value begins behind its label; 0 where it has no label or no value.

    A label ends with its colon, or has two spaces behind it.
    """
    for end in (r":", r"(?<=[\w)])\s{2}"):
        match = re.search(end, text)
        if match and text[match.end() :].strip() and is_label(text[: match.start()]):
            return match.end()
    return 0


def _paragraphs(chunk: list[Line]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a run: an indented first line or a label begins a new one."""
    start = 0
    for at in range(1, len(chunk)):
        before, line = chunk[at - 1], chunk[at]
        ends = bool(_ENDS.search(before.text))
        joins = re.search(r"[;,]\s*(?:and|or)$", before.text) is not None
        labelled = _LABEL.match(line.text) is not None and (ends or joins)
        indented = ends and line.indent > before.indent + 2
        # A line in capitals within a paragraph is words that fell on a line of their own.
        may_be = at - 1 == start or _ENDS.search(chunk[at - 2].text) is not None
        if labelled or indented or (may_be and _is_heading(before, line)):
            yield _paragraph(chunk[start:at])
            start = at
    yield _paragraph(chunk[start:])


def _is_heading(before: Line, line: Line) -> bool:
    """Whether a line stands alone above another: set in the middle, or in capitals."""
    centred = before.indent > line.indent + 8 and len(before.text) < _FULL
    capitals = (
        before.text.isupper()
        and re.search(r"[A-Z]{3}", before.text) is not None
        and not line.text.isupper()
        and len(before.text) < _FULL
    )
    return (centred or capitals) and not before.text.endswith(",")


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
            is_below = line.indent <= first + _SLACK and line.indent < last[0] - _SLACK
            if not is_empty and is_below and self._label_goes_on(words):
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
            end = _behind_label(words)
            parts = (words[:end].strip(), words[end:].strip())
            self.row = [(column, [(line.number, parts[0])]), (-1, [(line.number, parts[1])])]
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

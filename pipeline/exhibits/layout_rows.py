"""The rows of a table in plain text: labels and values wrapped in their columns."""

import re
from collections.abc import Callable, Iterable

from pipeline.exhibits.labels import is_label
from pipeline.exhibits.layout_lines import Line, begins_with_label, behind_label
from pipeline.exhibits.passages import Block, Row, passage

#: How far a continued value may stand left of its column.
SLACK = 3
#: How words end that go on below.
_OPEN = re.compile(r"(?:,|\b(?:and|or|of|the|to|on))$")
#: A label is no longer, wrapped or not.
_LONGEST_LABEL = 60
#: How far it may be indented there.
_INDENTED = 12


class Rows:
    """Reads a run of lines that holds rows, one line after the other.

    ``prose`` makes paragraphs of the lines that are of no row.
    """

    def __init__(self, chunk: list[Line], prose: Callable[[list[Line]], Iterable[Block]]) -> None:
        self.chunk = chunk
        self.prose = prose
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
        if line.is_folded and self.row and self.row[0][0] == 0:
            self.row[-1][1].append((line.number, label))
            self.row += [(at, [(line.number, words)]) for at, words in values]
            return
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
        whole = " ".join([*(one.text for one in self.waiting), label])
        if self.waiting and (
            is_label(whole) or self._is_wrapped_label(line) or self._is_rest(line, label, whole)
        ):
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

    def _is_wrapped_label(self, line: Line) -> bool:
        """Whether the one line above a label with its colon is the beginning of that label.

        Both begin in one column, right below each other, and neither is a label by itself.
        """
        above, label = self.waiting[-1], line.cells[0][1]
        return (
            len(self.waiting) == 1
            and above.number + 1 == line.number
            and above.indent == line.indent
            and label.endswith(":")
            and not is_label(label)
            and re.search(r"[a-z]$", above.text) is not None
            and len(above.text) + len(label) < _LONGEST_LABEL
        )

    def _is_rest(self, line: Line, label: str, whole: str) -> bool:
        """Whether a label that is not known ends one that began on the line above it."""
        above = self.waiting[-1]
        return (
            len(self.waiting) == 1
            and above.number == line.number - 1
            and above.indent < line.indent <= above.indent + _INDENTED
            and label.endswith(":")
            and re.search(r"[:.;]$", above.text) is None
            and len(whole) <= _LONGEST_LABEL
            and not is_label(label)
        )

    def _is_further(self, line: Line) -> bool:
        """Whether a line only goes on with cells behind the first, in their columns."""
        return all(
            min(abs(at - column) for column, _ in self.row[1:]) <= SLACK
            and at > self.row[0][0] + 8
            and (not any(sign.isdigit() for sign in words) or self._is_within(at, words))
            for at, words in line.cells
        )

    def _is_within(self, at: int, words: str) -> bool:
        """Whether words with a figure go on with what stands above them, and are no amount."""
        above = self._nearest(at)[-1][1]
        is_open = _OPEN.search(above) is not None or above[-1:].isalpha()
        return is_open and re.search(r"[A-Za-z]{3}|^\d{4}$", words) is not None

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
            is_below = line.indent <= first + SLACK and line.indent < last[0] - SLACK
            if not is_empty and is_below and self._label_goes_on(words):
                self.row[0][1].append((line.number, words))
                return
            in_column = last[0] - SLACK <= column <= last[0] + _INDENTED
            if not is_empty and in_column and column > first + SLACK:
                self._nearest(column).append((line.number, words))
                return
            if not is_empty and first == 0 and line.indent == 4 and last[0] < 60:
                last[1].append((line.number, words))
                return
            if is_empty and not is_label(words) and not begins_with_label(words):
                self.row.append((column, [(line.number, words)]))
                return
            inline = self.row[-1][0] < 0 or (column == last[0] and not is_empty)
            if inline and not is_label(words) and not begins_with_label(words):
                last[1].append((line.number, words))
                return
        if begins_with_label(words):
            self._close()
            self._let_go()
            end = behind_label(words)
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
            self.found += self.prose(self.waiting)
            self.waiting = []

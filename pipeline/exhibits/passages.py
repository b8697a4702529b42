"""Words that know their lines: what readers read, and how a value cites it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.records.base import LineRange

#: A line of more signs was once many: the copy has lost its line ends.
COLLAPSED = 2_000


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of consecutive lines in one run, white space as one space.

    ``starts`` are the offsets at which the words of each of ``lines`` begin.
    """

    text: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]

    def span(self, start: int = 0, end: int | None = None) -> "Span":
        """Return a part of the passage, without the space around it."""
        return Span(self, start, len(self.text) if end is None else end).stripped()

    @property
    def first(self) -> int:
        return self.lines[0]

    @property
    def last(self) -> int:
        return self.lines[-1]


def passage(parts: Iterable[tuple[int, str]]) -> Passage:
    """Put the words of lines together; lines without words are left out."""
    pieces: list[str] = []
    starts: list[int] = []
    lines: list[int] = []
    length = 0
    for number, part in parts:
        words = " ".join(part.split())
        if words:
            starts.append(length + bool(pieces))
            pieces.append(words)
            lines.append(number)
            length = starts[-1] + len(words)
    return Passage(" ".join(pieces), tuple(starts), tuple(lines))


def joined(one: Passage, other: Passage) -> Passage:
    """Return two passages as one."""
    length = len(one.text) + 1
    starts = (*one.starts, *(length + start for start in other.starts))
    return Passage(f"{one.text} {other.text}", starts, (*one.lines, *other.lines))


@dataclass(frozen=True, slots=True)
class Span:
    """Words within a passage."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def lines(self) -> LineRange:
        """The lines on which the first and the last of the words stand."""
        first = bisect_right(self.passage.starts, self.start) - 1
        last = bisect_right(self.passage.starts, max(self.start, self.end - 1)) - 1
        return LineRange(first=self.passage.lines[first], last=self.passage.lines[last])

    def stripped(self, also: str = "") -> "Span":
        """Return the words without the space, and the signs of ``also``, around them."""
        text, signs = self.text, " " + also
        start = self.start + len(text) - len(text.lstrip(signs))
        return Span(
            self.passage, start, max(start, self.end - (len(text) - len(text.rstrip(signs))))
        )

    def part(self, start: int, end: int) -> "Span":
        """Return a part by its offsets within the words."""
        return Span(self.passage, self.start + start, self.start + end)

    def of(self, match: re.Match[str], group: int | str = 0) -> "Span":
        """Return what a match within the words found."""
        return self.part(*match.span(group))

    def search(self, pattern: re.Pattern[str]) -> "Span | None":
        """Return the first match, or None."""
        match = pattern.search(self.text)
        return None if match is None else self.of(match)

    def finditer(self, pattern: re.Pattern[str]) -> Iterator["Span"]:
        """Yield every match."""
        return (self.of(match) for match in pattern.finditer(self.text))

    def after(self, other: "Span") -> "Span":
        """Return the words behind a part of these words."""
        return Span(self.passage, other.end, self.end)

    def before(self, other: "Span") -> "Span":
        """Return the words before a part of these words."""
        return Span(self.passage, self.start, other.start)

    def around(self, before: int, after: int) -> "Span":
        """Return the words widened by whole words, up to so many signs on each side."""
        text = self.passage.text
        start, end = max(0, self.start - before), min(len(text), self.end + after)
        while start and start < self.start and not text[start - 1].isspace():
            start += 1
        while end < len(text) and end > self.end and not text[end].isspace():
            end -= 1
        return Span(self.passage, start, end).stripped()

    def __bool__(self) -> bool:
        return self.end > self.start


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a heading; ``label`` is what it is numbered with: ``a`` of ``(a)``."""

    passage: Passage
    indent: int
    label: str = ""
    #: Where the words behind the label begin.
    body_start: int = 0

    @property
    def body(self) -> Span:
        return self.passage.span(self.body_start)

    @property
    def text(self) -> str:
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the words of each cell, and the columns where they begin."""

    cells: tuple[Passage, ...]
    columns: tuple[int, ...] = field(default=())

    @property
    def label(self) -> Passage:
        return self.cells[0]

    @property
    def passage(self) -> Passage:
        return self.cells[0]


Block = Paragraph | Row

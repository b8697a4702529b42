"""The text of a source document: its lines, and where quoted words stand in them.

A quotation may run over line ends and over a page break: white space counts as one
space, and what the printer put between the words is passed over: page marks, running heads and
feet, ruled lines and the marks of EDGAR's tables (they can still be cited by themselves). Words
that are wrapped within a column of a table are found in their column, and a word that a line's
end parts with a hyphen is found whole.
"""

import hashlib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from pipeline.records.base import LineRange
from pipeline.records.html_text import decoded
from pipeline.records.hyphens import mended

# Three digits at most: a number of four that wraps onto a line of its own is a year.
_PAGE_MARK = re.compile(
    r"\s*(?:-\s*)?\d{1,3}(?:\s*-)?\s*|\s*</?PAGE>.*|\s*page\s+\d{1,3}(?:\s+of\s+\d{1,3})?\s*"
    r"|\s*-?\s*[A-Z]-\d{1,2}\s*-?\s*|\s*-\s*[ivx]{1,5}\s*-\s*",
    re.IGNORECASE,
)
#: Words at a line's end that the number below them belongs to: "on Form", and then "S-3".
_WANTS_NUMBER = re.compile(
    r"\b(?:Forms?|Sections?|Articles?|Rules?|Annex|Schedule|Exhibit|Nos?\.)\s*$"
)
_RULE = re.compile(r"[\s\-=_.]*[-=_]{3,}[\s\-=_]*|[\s|]*\|[\s|]*")
_TABLE_MARK = re.compile(
    r"\s*(?:</?(?:TABLE|CAPTION|S|C|FN|F\d+|TEXT|DOCUMENT)>\s*)+", re.IGNORECASE
)
_PAGE_END = re.compile(r"\s*</?PAGE>.*", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.:;!?|_][\"'”’)]*\s*$")
_OF_PAGES = re.compile(r"\b[Pp]age\s\d{1,3}\sof\s\d{1,3}\b")
_DIGITS = re.compile(r"\d+")
_UNSEEN = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
#: What parts the cells of a line: dots that lead, tabs, upright lines, three spaces.
GAP = re.compile(r"\s*\.{4,}\s*|\s*(?:\.\s){4,}\.?\s*|\s*\t\s*|\s*\|\s*|\s{3,}|(?<=:)\s{2,}")
#: A line longer than this is no running head.
_LONGEST_HEAD = 90
#: What is found in a line longer than this is remembered: a copy that lost its line ends has one
#: line, in which every value is looked up. Of others nothing is: an archive holds many.
_LONG = 20_000


@dataclass(frozen=True)
class ExhibitText:
    """A source document's text layer, with lines counted from 1 as the file has them."""

    path: str
    lines: tuple[str, ...]
    sha256: str
    size: int

    @cached_property
    def furniture(self) -> frozenset[int]:
        """The lines that hold nothing but what the printer put there."""
        plain = {
            number
            for number, line in enumerate(self.lines, 1)
            if line.strip()
            and _is_furniture(line)
            and not (number > 1 and _WANTS_NUMBER.search(self.lines[number - 2]))
        }
        return frozenset(plain | self._running_heads(plain))

    def _running_heads(self, plain: set[int]) -> set[int]:
        """Return the lines that stand again and again, each time beside a page's end.

        A page's end is a page mark, or the line's own number where that grows.
        """
        filled = [n for n, line in enumerate(self.lines, 1) if line.strip()]
        alike: dict[str, list[int]] = defaultdict(list)
        for place, number in enumerate(filled):
            line = self.lines[number - 1].strip()
            if number not in plain and len(line) <= _LONGEST_HEAD:
                alike[_DIGITS.sub("0", " ".join(line.split()))].append(place)
        found: set[int] = set()
        for places in alike.values():
            if len(places) < 2:
                continue
            numbers = [filled[place] for place in places]
            # "Page 2 of 3" says itself what it is.
            beside = _OF_PAGES.search(self.lines[numbers[0] - 1]) or all(
                any(
                    0 <= near < len(filled) and _PAGE_MARK.fullmatch(self.lines[filled[near] - 1])
                    for near in (place - 1, place + 1)
                )
                for place in places
            )
            if beside or self._counts_up(numbers):
                found.update(numbers)
        return found | self._single_feet(plain)

    def _single_feet(self, plain: set[int]) -> set[int]:
        """Return the lines that stand, once or oftener, where a page cuts a sentence.

        Such a line has a blank line above it, a page mark and the mark of the page's end below
        it, and the words before it end no sentence.
        """
        found: set[int] = set()
        for number in range(3, len(self.lines) - 1):
            above, line, mark, end = self.lines[number - 2 : number + 2]
            if (
                line.strip()
                and not above.strip()
                and len(line.strip()) <= _LONGEST_HEAD
                and _PAGE_MARK.fullmatch(mark)
                and _PAGE_END.fullmatch(end)
                and number not in plain
            ):
                at = number - 2
                while at > 0 and not self.lines[at].strip():
                    at -= 1
                if self.lines[at].strip() and not _SENTENCE_ENDS.search(self.lines[at]):
                    found.add(number)
        return found

    def _counts_up(self, numbers: list[int]) -> bool:
        """Whether equal lines differ in one number, which is 1 higher each time: pages."""
        counted = [[int(n[:9]) for n in _DIGITS.findall(self.lines[k - 1])] for k in numbers]
        last = [digits[-1] if digits else -1 for digits in counted]
        rest = {tuple(digits[:-1]) for digits in counted}
        steps = {b - a for a, b in pairwise(last)}
        return len(rest) == 1 and steps == {1} and all(0 < n < 1000 for n in last)

    @cached_property
    def written(self) -> frozenset[int]:
        """The lines that are not blank."""
        return frozenset(n for n, line in enumerate(self.lines, 1) if line.strip())

    def locate(self, quote: str, lines: LineRange) -> frozenset[int]:
        """Return the lines within ``lines`` that hold the quoted words; empty: not there."""
        words = " ".join(quote.split())
        last = min(lines.last, len(self.lines))
        numbers = [n for n in range(lines.first, last + 1) if n in self.written]
        running = [n for n in numbers if n not in self.furniture]
        # A number that wraps onto a line of its own looks like a page mark, so the second
        # attempt passes nothing over; it also finds a page mark that is cited itself. The
        # others read the right column and the left one by themselves.
        return (
            self._within(words, running)
            or self._within(words, numbers)
            or self._within(words, running, _last_cell)
            or self._within(words, running, _first_cell)
            or (self.mended.locate(quote, lines) if self.mended is not self else frozenset())
        )

    @cached_property
    def mended(self) -> "ExhibitText":
        """The same text with no word parted by a line's end; itself where none is."""
        lines = mended(self.lines)
        return self if lines == self.lines else replace(self, lines=lines)

    def _within(
        self, words: str, numbers: list[int], part: Callable[[str], str] = str
    ) -> frozenset[int]:
        """Return which of the lines hold the words when only these lines are read."""
        pieces: list[str] = []
        starts: list[int] = []
        length = 0
        for number in numbers:
            starts.append(length + bool(pieces))
            pieces.append(self._words_of(number, part))
            length = starts[-1] + len(pieces[-1])
        text = " ".join(pieces)
        is_long_line = len(numbers) == 1 and len(text) > _LONG
        found = self._find_again(words, text) if is_long_line else text.find(words)
        if found < 0 or not words:
            return frozenset()
        first = bisect_right(starts, found) - 1
        end = bisect_right(starts, found + len(words) - 1)
        return frozenset(numbers[first:end])

    def _words_of(self, number: int, part: Callable[[str], str]) -> str:
        """Return the words of a line, or of a part of it, white space as one space."""
        line = self.lines[number - 1]
        if len(line) < _LONG:
            return " ".join(part(line).split())
        key = (number, part)
        if key not in self._read:
            self._read[key] = " ".join(part(line).split())
        return self._read[key]

    def _find_again(self, words: str, text: str) -> int:
        """Return where words begin in a long line, or -1; what was found is remembered."""
        places = self._places.setdefault(text, {})
        if words not in places:
            places[words] = text.find(words)
        return places[words]

    @cached_property
    def _read(self) -> dict[tuple[int, Callable[[str], str]], str]:
        """The words of long lines that were read before."""
        return {}

    @cached_property
    def _places(self) -> dict[str, dict[str, int]]:
        """Where words stand in long lines."""
        return {}


def _is_furniture(line: str) -> bool:
    return any(kind.fullmatch(line) for kind in (_PAGE_MARK, _RULE, _TABLE_MARK))


def cells(line: str) -> list[tuple[int, str]]:
    """Split a line at its gaps: (column, text) of each cell, the space before the first apart."""
    found: list[tuple[int, str]] = []
    start = len(line) - len(line.lstrip())
    for gap in GAP.finditer(line, start):
        if gap.start() > start:
            found.append((start, line[start : gap.start()].strip()))
        start = gap.end()
    if line[start:].strip():
        found.append((start, line[start:].strip()))
    return found


def _last_cell(line: str) -> str:
    parts = cells(line)
    return parts[-1][1] if parts else ""


def _first_cell(line: str) -> str:
    parts = cells(line)
    return parts[0][1] if parts else ""


def text_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text as citations count them: line feeds end them.

    Signs that nobody sees (zero-width, direction, soft hyphens) are left out, and controls are
    spaces: records cannot quote them.
    """
    seen = _CONTROL.sub(" ", _UNSEEN.sub("", text))
    lines = tuple(line.rstrip("\r") for line in seen.split("\n"))
    return lines[:-1] if lines and not lines[-1] else lines


def exhibit_of(content: bytes, path: str) -> ExhibitText:
    """Return a source document that is a text, from its bytes."""
    digest = hashlib.sha256(content).hexdigest()
    return ExhibitText(path, text_lines(decoded(content)), digest, len(content))


def read_exhibit(file: Path, path: str) -> ExhibitText:
    """Read a source document, or the text layer of one; OSError where it cannot be read."""
    return exhibit_of(file.read_bytes(), path)

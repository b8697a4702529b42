"""The text of a source document: its lines, and where quoted words stand in them.

A quotation may run over line ends and over a page break: white space counts as one
space, and page marks and ruled lines, which the printer put between the words, are
passed over (they can still be cited by themselves).
"""

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.records.base import LineRange

# Three digits at most: a number of four that wraps onto a line of its own is a year.
_PAGE_MARK = re.compile(r"\s*(?:-\s*)?\d{1,3}(?:\s*-)?\s*|\s*<PAGE>.*", re.IGNORECASE)
_RULE = re.compile(r"[\s\-=_.]*[-=_]{3,}[\s\-=_]*")


@dataclass(frozen=True)
class ExhibitText:
    """A source document's text layer, with lines counted from 1 as the file has them."""

    path: str
    lines: tuple[str, ...]
    sha256: str
    size: int

    @cached_property
    def furniture(self) -> frozenset[int]:
        """The lines that hold only a page mark or a ruled line."""
        return frozenset(
            number
            for number, line in enumerate(self.lines, 1)
            if line.strip() and (_PAGE_MARK.fullmatch(line) or _RULE.fullmatch(line))
        )

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
        # attempt passes nothing over; it also finds a page mark that is cited itself.
        return self._within(words, running) or self._within(words, numbers)

    def _within(self, words: str, numbers: list[int]) -> frozenset[int]:
        """Return which of the lines hold the words when only these lines are read."""
        text = ""
        starts: list[int] = []
        for number in numbers:
            text += " " if text else ""
            starts.append(len(text))
            text += " ".join(self.lines[number - 1].split())
        found = text.find(words)
        if found < 0 or not words:
            return frozenset()
        first = bisect_right(starts, found) - 1
        end = bisect_right(starts, found + len(words) - 1)
        return frozenset(numbers[first:end])


def read_exhibit(file: Path, path: str) -> ExhibitText:
    """Read a source document; raises OSError when it cannot be read.

    Bytes that are not UTF-8 are read as Windows-1252, which filed papers of the 1990s
    and 2000s use; every byte value has a character there or is kept as U+FFFD.
    """
    data = file.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    lines = tuple(line.rstrip("\r") for line in text.split("\n"))
    if lines and not lines[-1]:
        lines = lines[:-1]
    return ExhibitText(path, lines, hashlib.sha256(data).hexdigest(), len(data))

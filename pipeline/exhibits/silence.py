"""Whether a paper really is silent on what was not found.

"Not stated" is a statement about the whole paper. A reader that found nothing cannot make it: the
paper may say it in words that the reader does not know. So each field that may be blank has a few
words without which nobody states it. Where one of them stands in words that no value was taken
from, the blank is unsure, with those lines as its candidates; where none does, the paper is
silent.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from pipeline.exhibits.draft import unsure
from pipeline.exhibits.labels import is_label
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span, passage
from pipeline.exhibits.subjects import stems_of
from pipeline.records.base import LineRange
from pipeline.records.exhibit import cells

_NOTE = "not found by the reader; these lines have words of its subject"
#: Stated by other means than words of the paper: the place where it was filed.
_NOT_OF_THE_PAPER = frozenset({"document.filing"})
#: Reasons that say something about the paper; the others are found in its words.
_DENIALS = frozenset({"not_stated", "not_seen"})
#: Groups of which a reader may deny that they apply, though it looked at one sentence only.
_APPLIES = frozenset({"amendments"})
#: Longer quotations are whole clauses: their words may state more than the one value.
_LONGEST_TAKEN = 160
#: A quotation that holds more than its value may hold another value as well.
_LONGEST_QUOTE = 80
#: Words that are repeated say the same; fewer signs may stand anywhere.
_SHORTEST_REPEATED = 25
_CLAUSES = frozenset({"indenture", "text", "statement", "purchase_clause", "terms_introduction"})
_MOST_CANDIDATES = 6


def judged_silence(tree: dict[str, Any], paper: Paper) -> dict[str, Any]:
    """Return the tree with every blank that the paper may contradict turned into an unsure one."""
    words = _Untaken(paper, tree)
    return {name: _value(value, name, words) for name, value in tree.items()}


def _value(value: Any, path: str, words: "_Untaken") -> Any:
    if isinstance(value, list):
        return [_value(one, path, words) for one in value]
    if not isinstance(value, dict):
        return value
    if "blank" not in value:
        return {
            name: one if name == "candidates" else _value(one, f"{path}.{name}", words)
            for name, one in value.items()
        }
    is_denied = value["blank"] in _DENIALS
    is_denied = is_denied or (path in _APPLIES and value["blank"] == "not_applicable")
    stems = stems_of(path)
    if not is_denied or path in _NOT_OF_THE_PAPER or stems is None:
        return value
    found = words.with_one_of(stems)
    return unsure((("", line) for line in found), _NOTE) if found else value


class _Untaken:
    """The words of a paper that no value was taken from."""

    def __init__(self, paper: Paper, tree: dict[str, Any]) -> None:
        numbers = [number for number, _ in paper.written]
        self._page = passage((number, paper.exhibit.lines[number - 1]) for number in numbers)
        self._lines = {number: at for at, number in enumerate(self._page.lines)}
        signs = list(self._page.text.lower())
        taken = dict.fromkeys(_quotations(tree))
        for quote, lines in taken:
            self._take(signs, quote, lines)
        for quote in {quote for quote, _ in taken if len(quote) >= _SHORTEST_REPEATED}:
            self._take_repeated(signs, " ".join(quote.split()))
        self._take_labels(paper, signs)
        self._text = "".join(signs)

    def with_one_of(self, stems: tuple[str, ...]) -> list[Span]:
        """Return the first lines with one of some words."""
        found: set[int] = set()
        for stem in stems:
            for at in self._places(stem):
                found.add(bisect_right(self._page.starts, at) - 1)
                if len(found) >= _MOST_CANDIDATES:
                    break
        return [self._span(line) for line in sorted(found)[:_MOST_CANDIDATES]]

    def _places(self, stem: str) -> Iterator[int]:
        """Yield where words begin with some letters; a line is named once."""
        at = self._text.find(stem)
        while at >= 0:
            if not (stem[0].isalnum() and at and self._text[at - 1].isalnum()):
                yield at
                at = self._end(bisect_right(self._page.starts, at) - 1) - 1
            at = self._text.find(stem, at + 1)

    def _span(self, line: int) -> Span:
        return self._page.span(self._page.starts[line], self._end(line))

    def _end(self, line: int) -> int:
        starts = self._page.starts
        return starts[line + 1] if line + 1 < len(starts) else len(self._page.text)

    def _take(self, signs: list[str], quote: str, lines: LineRange) -> None:
        first, last = self._lines.get(lines.first), self._lines.get(lines.last)
        if first is None or last is None:
            return
        start, end = self._page.starts[first], self._end(last)
        at = self._page.text.find(" ".join(quote.split()), start, end)
        if at < 0:
            # Cells stand between the words: the lines are the value's own.
            at, quote = start, self._page.text[start:end]
        signs[at : at + len(quote)] = " " * len(signs[at : at + len(quote)])

    def _take_repeated(self, signs: list[str], quote: str) -> None:
        """Take the same words wherever the paper repeats them."""
        at = self._page.text.find(quote)
        while at >= 0:
            signs[at : at + len(quote)] = " " * len(quote)
            at = self._page.text.find(quote, at + len(quote))

    def _take_labels(self, paper: Paper, signs: list[str]) -> None:
        """Take the labels of rows whose value was taken."""
        for number, at in self._lines.items():
            label = next(iter(cells(paper.exhibit.lines[number - 1])), (0, ""))[1]
            words = " ".join(label.split())
            start = self._page.starts[at]
            rest = "".join(signs[start + len(words) : self._end(at)])
            if words and is_label(words) and not re.search(r"\w", rest) and len(rest) > 1:
                signs[start : start + len(words)] = " " * len(words)


def _quotations(tree: Any, name: str = "") -> Iterator[tuple[str, LineRange]]:
    """Yield the words and lines of every value that is no whole clause."""
    if isinstance(tree, list):
        for one in tree:
            yield from _quotations(one, name)
    elif isinstance(tree, dict):
        if "lines" in tree and ("value" in tree or "quote" in tree):
            quote = str(tree.get("quote", tree.get("value")))
            longest = _LONGEST_QUOTE if "quote" in tree else _LONGEST_TAKEN
            if name not in _CLAUSES and len(quote) <= longest:
                first, _, last = str(tree["lines"]).partition("-")
                yield quote, LineRange(first=int(first), last=int(last or first))
        for key, one in tree.items():
            # Rows that no field knows are kept as they are: what they say is not taken.
            if key not in ("candidates", "other_terms"):
                yield from _quotations(one, name if key == "also" else key)

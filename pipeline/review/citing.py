"""Where a paper says a value: the places offered to a reviewer, and the check of what is taken."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from pipeline.checks.printed_values import can_be_read, is_read
from pipeline.records.base import Citation, LineRange, Stated
from pipeline.records.exhibit import ExhibitText

#: A value's words may be spread over so many lines, as dates listed one by one are.
_MOST_LINES = 4
#: Longer lines are not searched for numbers and dates: a copy on one line says every one of them.
_LONGEST_LINE = 2_000
_POINTED = re.compile(r"lines? (\d{1,6})(?:-(\d{1,6}))?")
_LABEL = re.compile(r"^\((?:[a-z]{1,4}|\d{1,2})\)\s+", re.IGNORECASE)


class Finder:
    """Finds words and values in a paper."""

    def __init__(self, exhibit: ExhibitText) -> None:
        self.exhibit = exhibit

    @cached_property
    def lines(self) -> list[tuple[int, str]]:
        """The lines with words, each with white space as one space, without what is furniture."""
        exhibit = self.exhibit
        return [
            (number, " ".join(exhibit.lines[number - 1].split()))
            for number in sorted(exhibit.written - exhibit.furniture)
        ]

    @cached_property
    def _running(self) -> tuple[str, list[int]]:
        """The whole text in one run, and where each line begins in it."""
        starts, length = [], 0
        for _, words in self.lines:
            starts.append(length)
            length += len(words) + 1
        return " ".join(words for _, words in self.lines), starts

    def places(self, words: str, *, any_case: bool = False) -> Iterator[Citation]:
        """Yield every place that holds the words, over line ends too."""
        words = " ".join(words.split())
        text, starts = self._running
        if any_case and len(text.lower()) == len(text):
            searched, words = text.lower(), words.lower()
        else:
            searched = text
        found = searched.find(words) if words else -1
        is_found = found >= 0
        while found >= 0:
            end = found + len(words)
            yield Citation(lines=self._range(starts, found, end), quote=text[found:end])
            found = searched.find(words, end)
        if not is_found and words:
            # Within a column of a table, or what the printer put between the words.
            whole = LineRange(first=1, last=max(1, len(self.exhibit.lines)))
            numbers = self.exhibit.locate(words, whole)
            if numbers:
                yield Citation(lines=LineRange(first=min(numbers), last=max(numbers)), quote=words)

    def _range(self, starts: list[int], found: int, end: int) -> LineRange:
        first = bisect_right(starts, found) - 1
        last = bisect_right(starts, end - 1) - 1
        return LineRange(first=self.lines[first][0], last=self.lines[last][0])

    def offers(self, typed: Stated[Any], near: int = 0) -> list[Citation]:
        """Return the places from which a value can be read, those near a line first.

        A code of a closed list is the reader's judgement: no place is offered for it.
        """
        if not is_read(typed) or typed.value is None:
            return []
        found = list(self.places(typed.value)) if isinstance(typed.value, str) else []
        if not found:
            found = list(self._readings(typed))
        return sorted(
            found,
            key=lambda one: (
                one.lines.last - one.lines.first,
                abs(one.lines.first - near) if near else 0,
            ),
        )

    def _readings(self, typed: Stated[Any]) -> Iterator[Citation]:
        """Yield the fewest lines, and of them the fewest words, from which a value can be read."""
        lines = [(n, words) for n, words in self.lines if len(words) <= _LONGEST_LINE]
        at = 0
        while at < len(lines):
            for count in range(1, _MOST_LINES + 1):
                window = lines[at : at + count]
                if can_be_read(typed, [" ".join(words for _, words in window)]):
                    if count > 1 and can_be_read(
                        typed, [" ".join(words for _, words in window[1:])]
                    ):
                        break  # The first of these lines adds nothing.
                    quote = _fewest(typed, " ".join(words for _, words in window).split(" "))
                    yield Citation(
                        lines=LineRange(first=window[0][0], last=window[-1][0]), quote=quote
                    )
                    at += count - 1
                    break
            at += 1

    def whole(self, lines: LineRange) -> Citation | None:
        """Return all words of some lines; None where they hold none."""
        words = [text for n, text in self.lines if lines.first <= n <= lines.last]
        return Citation(lines=lines, quote=" ".join(words)) if words else None

    def passage(self, answer: str) -> str:
        """Return the words that a reader points at instead of typing them; else the answer itself.

        ``lines 192-201`` are all words of these lines, without the label of a paragraph;
        ``it will not ... of Japan;`` runs from the first words to the next place of the last.
        """
        if match := _POINTED.fullmatch(answer):
            first, last = int(match[1]), int(match[2] or match[1])
            words = " ".join(text for n, text in self.lines if first <= n <= last)
            return _LABEL.sub("", words)
        head, dots, tail = answer.partition(" ... ")
        text, _ = self._running
        start = text.find(" ".join(head.split())) if dots else -1
        words = " ".join(tail.split())
        end = text.find(words, start + len(head)) if start >= 0 else -1
        return text[start : end + len(words)] if end >= 0 else answer

    def exact(self, words: str, lines: LineRange) -> Citation | None:
        """Return words with just the lines they stand on; None where they are not there."""
        found = self.exhibit.locate(words, lines)
        if not found:
            return None
        place = LineRange(first=min(found), last=max(found))
        return Citation(lines=place, quote=" ".join(words.split()))


def _fewest(typed: Stated[Any], words: Sequence[str]) -> str:
    """Drop words at both ends as long as the value can still be read; of a list none."""
    if isinstance(typed.value, tuple):
        return " ".join(words)
    first, last = 0, len(words)
    while first + 1 < last and can_be_read(typed, [" ".join(words[first + 1 : last])]):
        first += 1
    while first < last - 1 and can_be_read(typed, [" ".join(words[first : last - 1])]):
        last -= 1
    quote = " ".join(words[first:last])
    bare = quote.rstrip(",;")
    return bare if can_be_read(typed, [bare]) else quote

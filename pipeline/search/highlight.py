"""The words around a match: which passages of a deal meet a question, and where in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.search.fields import ZONES
from pipeline.search.language import Condition
from pipeline.search.words import Word, located_words, words

#: Signs of text shown before the first match and in all.
_BEFORE, _LONGEST = 60, 220


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that meets a question: its words cut to size, and the marked parts of them."""

    anchor: str
    label: str
    text: str
    marks: tuple[tuple[int, int], ...]


def hits(pack: dict[str, Any], conditions: Sequence[Condition], most: int) -> list[Hit]:
    """Return the passages that meet most of the conditions, at most ``most`` of them."""
    wanted = [c for c in conditions if not c.is_not]
    found = []
    for number, (anchor, label, text, zone, own) in enumerate(_passages(pack)):
        located = list(located_words(text))
        marks: set[tuple[int, int]] = set()
        met = 0
        for condition in wanted:
            more = {mark for mark in _marks(condition, located, zone) if mark[0] < own}
            met += bool(more) * (2 if condition.kind == "words" else 1)
            marks |= more
        if marks:
            found.append((-met, number, _cut(anchor, label, text, sorted(marks))))
    return [hit for _, _, hit in sorted(found, key=lambda entry: entry[:2])[:most]]


def _passages(pack: dict[str, Any]) -> Iterable[tuple[str, str, str, str, int]]:
    """Yield place, label, text, zone, and how much of the text is the passage's own.

    A line of the paper is followed by the next, for words that run over its end.
    """
    for anchor, label, text, *zone in pack["passages"]:
        yield anchor, label, text, zone[0] if zone else "", len(text)
    held = pack["lines"]
    for place, (number, text) in enumerate(held):
        following = held[place + 1][1] if place + 1 < len(held) else ""
        whole = f"{text} {following}".strip()
        yield f"line-{number}", f"Source, line {number}", whole, "", len(text)


def _marks(condition: Condition, located: list[Word], zone: str) -> Iterable[tuple[int, int]]:
    if condition.kind == "choice":
        for value in condition.values:
            for word in words(value):
                yield from _runs((word,), True, located)
    elif condition.kind == "words" and zone == ZONES.get(condition.field, zone):
        yield from _runs(condition.words, condition.begins, located)


def _runs(wanted: tuple[str, ...], begins: bool, located: list[Word]) -> Iterable[tuple[int, int]]:
    for place in range(len(located) - len(wanted) + 1):
        run = located[place : place + len(wanted)]
        if all(word.text == want for word, want in zip(run, wanted, strict=True)) or (
            begins and len(wanted[0]) > 2 and run[0].text.startswith(wanted[0])
        ):
            yield run[0].start, run[-1].end


def _cut(anchor: str, label: str, text: str, marks: list[tuple[int, int]]) -> Hit:
    start = max(0, marks[0][0] - _BEFORE)
    if start:
        start = text.find(" ", start, marks[0][0]) + 1 or start
    end = min(len(text), start + _LONGEST)
    shown = ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
    shift = start - 2 if start else 0
    inside = tuple((a - shift, b - shift) for a, b in marks if b <= end)
    return Hit(anchor, label, shown, inside)

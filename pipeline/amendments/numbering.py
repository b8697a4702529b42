"""Numbering as contracts have it: (a), (ii), (B), 3, IV, Annex I, and what follows what.

A label such as (i) is a letter after (h) and a roman numeral after nothing; which of the
two, and how deep it stands, shows only from the labels before and after it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from pipeline.amendments.wording import ordinals

#: A label in round brackets: one letter, the same letter twice, a numeral or a number.
_LABEL = r"\((?:[a-z]|([a-z])\1|[A-Z]|[ivxl]+|[IVXL]+|\d{1,2})\)"
_LEADING = re.compile(rf"(?:{_LABEL}\s*)+")
_IN_BRACKETS = re.compile(r"\((\w{1,6})\)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_FORM = re.compile(r"(?=.)(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


def ordinal(number: int) -> str:
    """Write an ordinal in its standard form; there is no paragraph 0, but one can be asked for."""
    return ordinals.word(number) if number else "zeroth"


def labels_of(text: str) -> tuple[str, ...]:
    """Split labels: ``b(ii)`` and ``(b)(ii)`` are both ``("b", "ii")``."""
    return tuple(re.findall(r"\w+", text))


def leading_labels(text: str) -> tuple[tuple[str, ...], int]:
    """Return the labels with which a paragraph begins, and where its words begin after them."""
    match = _LEADING.match(text)
    if match is None:
        return (), 0
    words = match.end()
    while words < len(text) and text[words].isspace():
        words += 1
    return tuple(_IN_BRACKETS.findall(match[0])), words


def roman(numeral: str) -> int:
    """Return the value of a roman numeral in either case; 0 where it is none."""
    small = numeral.lower()
    if not _ROMAN_FORM.fullmatch(small):
        return 0
    values = [_ROMAN[sign] for sign in small]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def ranks(label: str) -> dict[str, int]:
    """Return a label's place in each kind of numbering that it can belong to."""
    if label.isdigit():
        return {"number": int(label)}
    found = {}
    case = "small" if label.islower() else "capital"
    if len(set(label)) == 1 and len(label) <= 2:
        found[f"{case} letter"] = ord(label[0].lower()) - ord("a") + 1 + 26 * (len(label) - 1)
    if value := roman(label):
        found[f"{case} roman"] = value
    return found


def section_key(number: str) -> tuple[tuple[int, ...], str]:
    """Return a key that puts sections in order: 3, 3A, 3.1, 4, 10; roman numerals count as such."""
    match = re.fullmatch(r"(\d+(?:\.\d+)*)([A-Za-z]*)", number)
    if match:
        return tuple(int(part) for part in match[1].split(".")), match[2].upper()
    return (roman(number),), number.upper()


@dataclass(slots=True)
class Levels:
    """Where each label of a section stands, found while going through its paragraphs."""

    open: list[tuple[str, int, str]] = field(default_factory=list)
    """The labels that are open, outermost first: kind of numbering, rank, label."""
    resting: int = 0
    """The rank of the last subsection before a paragraph without a label."""

    @property
    def has_subsections(self) -> bool:
        """Whether the outermost labels open are subsections, (a), and not clauses, (i)."""
        return bool(self.open) and self.open[0][0] == "small letter"

    def rest(self) -> None:
        """Close every list, because a paragraph without a label came; subsections may go on."""
        if self.has_subsections:
            self.resting = self.open[0][1]
        self.open.clear()

    def place(self, labels: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, ...], bool]:
        """Take in a paragraph's labels; return the full path, and whether they run on.

        ``after`` are the labels of the next labelled paragraph, which tell (i) after (h)
        from the roman numeral.
        """
        runs_on = True
        for label, following in zip_longest(labels, (*labels[1:], *after[:1])):
            if label is None:
                break
            runs_on &= self._take(label, following or "")
        return tuple(entry[2] for entry in self.open), runs_on

    def _take(self, label: str, following: str) -> bool:
        kinds = ranks(label)
        beside = [
            (depth, kind)
            for depth, (kind, rank, _) in reversed(list(enumerate(self.open)))
            if kinds.get(kind) == rank + 1
        ]
        used = {kind for kind, _, _ in self.open}
        below = [kind for kind, rank in kinds.items() if rank == 1 and kind not in used]
        continues = [kind for kind in below if ranks(following).get(kind) == 2]
        if self.resting and kinds.get("small letter") == self.resting + 1 and not continues:
            self.open, self.resting = [("small letter", self.resting + 1, label)], 0
            return True
        if beside and not continues:
            depth, kind = beside[0]
            self.open[depth:] = [(kind, kinds[kind], label)]
            return True
        if below:
            self.open.append(((continues or below)[0], 1, label))
            return True
        same = [depth for depth, (kind, _, _) in enumerate(self.open) if kind in kinds]
        depth = same[-1] if same else len(self.open)
        kind = self.open[depth][0] if same else next(iter(kinds), "word")
        self.open[depth:] = [(kind, kinds.get(kind, 0), label)]
        return False

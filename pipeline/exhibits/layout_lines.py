"""A line of a paper with its cells, and the label that it may begin with."""

import re
from dataclasses import dataclass

from pipeline.exhibits.labels import is_label
from pipeline.exhibits.strokes import SIGNS
from pipeline.records.exhibit import cells

#: How far a page's row is indented where it goes on.
_FOLD = 4
LABEL = re.compile(
    r"(?:\((?P<a>[a-zA-Z]{1,2}|[ivxIVX]{1,6}|\d{1,2})\)|(?P<b>\d{1,2}|[A-Za-z]|"
    r"[ivxIVX]{1,5})[.)]|(?P<c>[•●▪*·-]|o)|"
    r"(?P<d>First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)[.:])\s+"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds words, with its cells and the columns at which they begin."""

    number: int
    indent: int
    cells: tuple[tuple[int, str], ...]
    #: Whether it goes on with a row of a page that was too long for its line.
    is_folded: bool = False

    @property
    def text(self) -> str:
        return " ".join(words for _, words in self.cells)

    @property
    def is_row(self) -> bool:
        return len(self.cells) > 1 and not (
            len(self.cells) == 2 and LABEL.fullmatch(self.cells[0][1] + " ")
        )


def line_of(number: int, text: str) -> Line:
    """Return a line as printed with its cells."""
    indent = len(text) - len(text.lstrip())
    folded = indent == _FOLD and "\t" in text and not text.startswith("\t")
    return Line(number, indent, cells_of(text), folded)


def cells_of(line: str) -> tuple[tuple[int, str], ...]:
    """Return the cells of a line; a currency sign belongs to the cell behind it."""
    found: list[tuple[int, str]] = []
    for column, words in cells(line):
        if (found and SIGNS.fullmatch(found[-1][1])) or (found and words in ("%", ")")):
            found[-1] = (found[-1][0], f"{found[-1][1]} {words}")
        else:
            found.append((column, words))
    return tuple(found)


def begins_with_label(text: str) -> bool:
    """Whether a line begins with a label that is known, and its value."""
    return behind_label(text) > 0


def behind_label(text: str) -> int:
    """Return where a line's value begins behind its label; 0 where it has no label or no value.

    A label ends with its colon, or has two spaces behind it.
    """
    for end in (r":", r"(?<=[\w)])\s{2}"):
        match = re.search(end, text)
        if match and text[match.end() :].strip() and is_label(text[: match.start()]):
            return match.end()
    return 0

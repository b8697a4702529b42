"""What the grammar of instructions makes of an item: operands, places, acts.

Phrases say what stands in the words and nothing more; :mod:`pipeline.amendments.wording.acts` puts
those of an item together.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.amendments.model import Each
from pipeline.amendments.wording import ordinals
from pipeline.amendments.wording.grammar import UnreadableError
from pipeline.amendments.wording.narrowing import Spot, Where

Children = Sequence[object]
_T = TypeVar("_T")

_ORDINAL = re.compile(ordinals.PATTERN, re.IGNORECASE)
_EACH = re.compile(
    r"\b(?:all|any|each|every|wherever|everywhere|references|occurrences|instances|"
    r"appearances|mentions)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Operand:
    """Quoted or named words; ``is_sign`` where a punctuation mark is named by its name.

    ``quoted`` are the words between the marks where nothing but an article stands beside
    them.
    """

    words: str
    occurrence: int | Each | None = None
    is_sign: bool = False
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Operands:
    """Words that share an operation."""

    all: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Spots:
    """Places that share an operation.

    ``is_loose`` where each has its own noun, as in "Section 2 and Section 3": what is said of
    the first may not be said of the others.
    """

    all: tuple[Spot, ...]
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class References:
    """References to some terms, with the places in which they stand."""

    terms: tuple[Operand, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Wheres:
    """Adverbials that stand together."""

    all: tuple[Where, ...]


@dataclass(frozen=True, slots=True)
class New:
    """What is said of a new text before it: what it is called, and the place it will have."""

    noun: str = ""
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank space that is to be filled."""

    occurrence: int | Each | None


@dataclass(frozen=True, slots=True)
class Text:
    """The new text of an act; several where old and new words are told off in pairs.

    ``is_name`` where it is a name without quotation marks.
    """

    all: tuple[Operand, ...]
    new: New | None = None
    is_in_turn: bool = False
    is_name: bool = False


Object = Operands | Spots | References | Blank


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done: the verb, what it is done to, where, and the new words or place."""

    verb: str
    object: Object | None = None
    wheres: tuple[Where, ...] = ()
    text: Text | None = None
    target: tuple[Spot, ...] = ()
    said: Operand | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """Adverbials in front, the place that is amended, and the acts that follow."""

    lead: tuple[Where, ...] = ()
    amended: tuple[Spot, ...] = ()
    acts: tuple[Act, ...] = ()
    follows_and: bool = False


def first_of(children: Iterable[object], kind: type[_T]) -> _T | None:
    """Return the first child of a kind; None where there is none."""
    return next((child for child in children if isinstance(child, kind)), None)


def every(children: Iterable[object], kind: type[_T]) -> tuple[_T, ...]:
    """Return the children of a kind, in order."""
    return tuple(child for child in children if isinstance(child, kind))


def needed(children: Iterable[object], kind: type[_T]) -> _T:
    """Return the first child of a kind, which the grammar warrants."""
    return next(child for child in children if isinstance(child, kind))


def spots_of(children: Iterable[object]) -> tuple[Spot, ...]:
    """Return the places of the first list of places."""
    spots = first_of(children, Spots)
    return spots.all if spots else ()


def wheres_of(children: Iterable[object]) -> tuple[Where, ...]:
    """Return all adverbials, whether alone or standing together."""
    found: list[Where] = []
    for child in children:
        if isinstance(child, Wheres):
            found += child.all
        elif isinstance(child, Where):
            found.append(child)
    return tuple(found)


def count(words: str) -> int:
    """Return the number of an ordinal. Raises UnreadableError where it counts nothing."""
    number = ordinals.number(words)
    if number is None:
        raise UnreadableError(f"{words!r} counts nothing")
    return number


def counts(words: str) -> list[int]:
    """Return the numbers of all ordinals that stand in the words."""
    return [count(match[0]) for match in _ORDINAL.finditer(words)]


def occurrence_in(words: str) -> int | Each | None:
    """Return which occurrence the words speak of; None where they tell none from another."""
    numbers = counts(words)
    if len(numbers) > 1:
        raise UnreadableError("two occurrences are named")
    if numbers:
        return numbers[0]
    return Each.EACH if _EACH.search(words) else None

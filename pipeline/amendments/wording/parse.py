"""From a scanned text to phrases: the grammar and what turns its trees into phrases."""

from typing import cast

from lark import Token, Tree
from lark.exceptions import VisitError

from pipeline.amendments.model import Locator
from pipeline.amendments.wording.grammar import UnreadableError, parse
from pipeline.amendments.wording.narrowing import Where, narrowed, placed
from pipeline.amendments.wording.phrases import Clause
from pipeline.amendments.wording.phrases_of_act import ActPhrases
from pipeline.amendments.wording.quotations import Scanned


def parse_clauses(scanned: Scanned, text: str) -> tuple[Clause, ...]:
    """Return the clauses of a part of an item. Raises UnreadableError."""
    return cast("tuple[Clause, ...]", _transformed(scanned, parse(text, "part")))


def parse_place(scanned: Scanned) -> Locator:
    """Return the place that a text names by itself. Raises UnreadableError."""
    named = _transformed(scanned, parse(scanned.text, "locator"))
    place, wheres = cast("tuple[Locator, tuple[Where, ...]]", named)
    for where in wheres:
        for spot in where.spots:
            place = narrowed(place, spot.locator)
    return placed(place, wheres)


def _transformed(scanned: Scanned, tree: Tree[Token]) -> object:
    try:
        return ActPhrases(scanned).transform(tree)
    except VisitError as error:
        if isinstance(error.orig_exc, UnreadableError):
            raise error.orig_exc from error
        raise

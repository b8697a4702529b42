"""A place in a base document, so that amendments of several deals stand in its order."""

import re
from dataclasses import dataclass, field
from typing import Any

from pipeline.tables.rows import Row

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place as far as its instruction names it, ordered as the document runs.

    The whole document comes first, then sections by number; what names no section comes last.
    """

    order: tuple[Any, ...]
    words: str = field(compare=False)


def place_of(row: Row) -> Place:
    """Return the place of an operation, from a row of the table ``amendments``."""
    if row["scope"] == "whole_document":
        return Place((0,), "The whole document")
    parts = [
        row["section"] and f"Section {row['section']}{_in_brackets(row['subsection'])}",
        row["paragraph"] and f"paragraph {row['paragraph']}",
        row["clause"] and f"clause {row['clause']}",
        row["sentence"] and f"sentence {row['sentence']}",
        row["line"] and f"line {row['line']}",
    ]
    words = ", ".join(part for part in parts if part) or row["place_as_printed"] or "no place named"
    order = (
        _natural(row["section"]),
        _natural(row["subsection"]),
        row["paragraph"] or 0,
        _natural(row["clause"]),
        _natural(row["sentence"]),
        row["line"] or 0,
        words,
    )
    return Place((1 if row["section"] else 2, *order), words)


def _in_brackets(subsection: str | None) -> str:
    if not subsection:
        return ""
    return subsection if subsection.startswith("(") else f"({subsection})"


def _natural(text: str | None) -> tuple[tuple[int, str], ...]:
    """Return a key by which Section 10 follows Section 9."""
    return tuple(
        (int(part), "") if part.isdigit() else (0, part)
        for part in _DIGITS.split(text or "")
        if part
    )

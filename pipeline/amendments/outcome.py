"""What an instruction comes to at its place, before edits are checked against each other."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.amendments.edits import Edit
from pipeline.amendments.finding import Found, Searched
from pipeline.amendments.model import Instruction, Note, Status
from pipeline.amendments.places import Place


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an instruction comes to: its place, what was found there, edits and notes."""

    place: Place
    found: Found
    edits: tuple[Edit, ...] = ()
    notes: tuple[Note, ...] = ()


#: An operation: a text and an instruction to an outcome.
Operation = Callable[[Searched, Instruction], Outcome]


def refused(place: Place, message: str, status: Status = Status.AMBIGUOUS) -> Outcome:
    """Return an outcome without an edit, because the instruction doesn't say enough."""
    return Outcome(place, Found(status, message=message))


def one_span(place: Place) -> Found:
    """Return the only span of a place; a place of several is ambiguous."""
    if not place.spans:
        return Found(Status.NOT_FOUND, message=place.problem)
    count = len(place.spans)
    if count > 1:
        message = f"{place.path} is found {count} times; which is not said"
        return Found(Status.AMBIGUOUS, matches=count, message=message)
    return Found(Status.EXACT, place.spans, 1)


def paragraphs(words: str) -> list[str]:
    """Split words into paragraphs, each with single spaces."""
    parts = re.split(r"\n\s*\n", words.strip())
    return [" ".join(part.split()) for part in parts if part.strip()]


def joined(words: str) -> str:
    """Return words as a run holds them: single spaces, a line feed between paragraphs."""
    return "\n".join(paragraphs(words))

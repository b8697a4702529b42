"""Locators in words: parsed from the wording of instructions, printed in one standard form.

The standard form goes from the outside in, with commas: ``Section 3, third paragraph,
fourteenth line``, ``Preamble, first paragraph, fourth sentence, clause (i)``, ``Section 1,
definition of “Closing Date”``, ``Section 5(f), proviso, after “x”, second occurrence``.
Parsing it gives the same locator.
"""

import re
from collections.abc import Iterator

from pipeline.amendments.model import Each, Locator, Neighbour, Position, Relation
from pipeline.amendments.wording import ordinals
from pipeline.amendments.wording.grammar import LABEL, NUMBER, UnreadableError
from pipeline.amendments.wording.parse import parse_place
from pipeline.amendments.wording.quotations import UnpairedMarkError, one_line, quote, scan

_NOWHERE = "place not stated"
_DOCUMENT = "the whole document"
_SECTION = re.compile(NUMBER, re.IGNORECASE)
_LABELS = re.compile(rf"{LABEL[2:-2]}(?:{LABEL})*")
_SCHEDULE = re.compile(r"(?:Schedule|Annex|Exhibit|Appendix) (?:[IVXL]{1,6}|[A-Z]{1,2}|[0-9]{1,2})")
_POSITIONS = {
    Position.BEGINNING: "at the beginning",
    Position.END: "at the end",
    Position.BEFORE_FULL_STOP: "at the end before the full stop",
    Position.BEFORE: "immediately before it",
    Position.AFTER: "immediately after it",
}


class LocatorError(ValueError):
    """Words that name no place, or a locator that no words can name."""


def parse_locator(words: str) -> Locator:
    """Return the locator that words name: a noun phrase of an instruction, or standard form.

    Raises LocatorError where they are not read to the last word.
    """
    text = one_line(words)
    if text == _NOWHERE:
        return Locator()
    try:
        return parse_place(scan(text, escapes=True))
    except (UnpairedMarkError, UnreadableError) as error:
        raise LocatorError(f"{text!r} names no single place: {error}") from error


def print_locator(locator: Locator) -> str:
    """Return the standard form of a locator.

    Raises LocatorError for one that contradicts itself or holds what no wording has: a part
    numbered 0, an empty neighbour, a section of the preamble.
    """
    fault = _fault(locator)
    if fault:
        raise LocatorError(fault)
    return ", ".join(_parts(locator)) or _NOWHERE


def _parts(locator: Locator) -> Iterator[str]:
    if locator.whole_document:
        yield _DOCUMENT
    if locator.preamble:
        yield "Preamble"
    if locator.schedule:
        yield locator.schedule
    if locator.section or locator.subsection:
        yield _section(locator)
    yield from _counted(locator.row, "row")
    if locator.definition:
        yield f"definition of {quote(locator.definition)}"
    yield from _counted(locator.paragraph, "paragraph")
    yield from _counted(locator.sentence, "sentence")
    clause = [f"clause {_bracketed(locator.clause)}"] if locator.clause else []
    proviso = ["proviso"] if locator.proviso else []
    yield from [*proviso, *clause] if locator.clause_in_proviso else [*clause, *proviso]
    yield from _counted(locator.line, "line")
    if locator.neighbour is not None:
        yield _neighbour(locator.neighbour)
    if isinstance(locator.occurrence, Each):
        yield "each occurrence"
    else:
        yield from _counted(locator.occurrence, "occurrence")
    if locator.position is not None:
        yield _POSITIONS[locator.position]


def _counted(number: int | None, noun: str) -> Iterator[str]:
    if number is not None:
        yield f"{ordinals.word(number)} {noun}"


def _section(locator: Locator) -> str:
    labels = _bracketed(locator.subsection) if locator.subsection else ""
    return f"Section {locator.section}{labels}" if locator.section else f"Subsection {labels}"


def _bracketed(labels: str) -> str:
    first, opening, rest = labels.partition("(")
    return f"({first}){opening}{rest}"


def _neighbour(neighbour: Neighbour) -> str:
    if neighbour.relation is Relation.BETWEEN:
        return f"between {quote(neighbour.words)} and {quote(neighbour.second)}"
    return f"{neighbour.relation.value} {quote(neighbour.words)}"


def _fault(locator: Locator) -> str:
    """Say why no words can name a locator; empty where they can."""
    inner = (
        *(locator.section, locator.subsection, locator.clause, locator.definition),
        *(locator.schedule, locator.proviso, locator.paragraph, locator.sentence, locator.row),
        locator.line,
    )
    neighbour = locator.neighbour
    faults = {
        "the whole document is no part of it": locator.whole_document
        and (locator.preamble or any(part not in ("", False, None) for part in inner)),
        "the preamble lies outside sections and schedules": locator.preamble
        and bool(locator.section or locator.subsection or locator.schedule),
        "the section has no number": locator.section and not _SECTION.fullmatch(locator.section),
        "the subsection is no label": _is_no_label(locator.subsection),
        "the clause is no label": _is_no_label(locator.clause),
        "the schedule has no name": locator.schedule and not _SCHEDULE.fullmatch(locator.schedule),
        "a clause in a proviso needs both": locator.clause_in_proviso
        and not (locator.clause and locator.proviso),
        "words have loose white space or are missing": not all(
            one_line(words) == words
            for words in (
                locator.definition,
                *((neighbour.words, neighbour.second) if neighbour else ()),
            )
        )
        or (neighbour is not None and not neighbour.words),
        "two neighbours are for words between them": neighbour is not None
        and (neighbour.relation is Relation.BETWEEN) != bool(neighbour.second),
        "nothing is counted from 0": 0
        in (locator.paragraph, locator.sentence, locator.row, locator.line, locator.occurrence),
    }
    return next((fault for fault, is_so in faults.items() if is_so), "")


def _is_no_label(labels: str) -> bool:
    return bool(labels) and not _LABELS.fullmatch(labels)

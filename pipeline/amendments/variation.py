"""What each deal changes in its base document, as plain facts that can be grouped.

A *variation* is one operation of one deal at one place. Places of several deals are the
same place where section, subsection, paragraph, sentence and clause agree; the printed
line is a hint, because editions wrap differently.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.amendments.numbering import ordinal, section_key
from pipeline.amendments.words import spaced
from pipeline.records.amendment import Operation, Place
from pipeline.records.base import Blank
from pipeline.records.deal import Deal

_DATED_ID = re.compile(r"-((?:19|20)\d\d(?:-\d\d){0,2})(?:-[b-z])?$")
_NOT_IN_SLUGS = re.compile(r"[^0-9a-z]+")
#: How an item of a list ends, the last one apart.
_ENDING = re.compile(r"[;,.]?(?: and)?$")
_DIGITS = re.compile(r"(\d+)")
#: The parts of a place that are known by name here, and those that do not identify it.
_PARTS = ("section", "subsection", "paragraph", "sentence", "clause")
_HINTS = frozenset({"as_printed", "line"})
#: No numbering of a contract goes beyond so many signs.
_LONGEST_NUMBER = 9
#: Of an operation, what its wording does not consist of.
_NOT_WORDING = frozenset({"place", "summary"})
#: What speaks of its place as a whole: two of one kind at one place are about the same.
_OF_THE_PLACE = frozenset(
    {"replace_provision", "disapply", "apply", "override", "fill_blank"}
    | {"renumber", "split", "join", "move"}
)
#: What records may hold without operands, so that only the item's words tell what it says.
_SAID_BY_ITEM = frozenset({"unresolved", "renumber", "split", "join", "move"})
#: Blanks which say that the agreement varies nothing, rather than that nobody knows.
_VARIES_NOTHING = frozenset({"not_applicable", "not_stated"})


@dataclass(frozen=True, slots=True, order=True)
class PlaceKey:
    """A place of a base document in its standard form, ordered as the document runs.

    ``words`` names it (``Section 3, third paragraph``), ``slug`` is the same for links
    (``s3-p3``). Two keys are equal where their ``order`` is.
    """

    order: tuple[Any, ...]
    words: str = field(compare=False)
    slug: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Variation:
    """One operation of one deal at one place.

    ``item`` is the letter in the agreement's list, ``words`` the item's text where it is
    held, for what the operation has no operands for; ``wording`` is what the operation says,
    in a form in which equal wordings are equal; ``subject`` is what it speaks of: the kind of
    operation with the words or the term of the base document that it names, or None.
    """

    deal_id: str
    dated: str
    issuer: str
    item: str
    place: PlaceKey
    operation: Operation
    words: str
    wording: tuple[Any, ...]
    subject: tuple[str, str] | None

    @property
    def before(self) -> str:
        """The words or the term of the base document that the operation quotes."""
        return self.operation.old_text or self.operation.term or ""

    @property
    def after(self) -> str:
        """The words or the meaning that the operation puts."""
        return self.operation.new_text or self.operation.meaning or ""


def dated(deal_id: str) -> str:
    """Return the date that a deal's id carries, to the day, month or year."""
    found = _DATED_ID.search(deal_id)
    return found[1] if found else ""


def base_of(deal: Deal) -> str | None:
    """Return the id of the base document that a deal incorporates; None where not known."""
    return None if isinstance(deal.incorporation, Blank) else deal.incorporation.base_document


def is_known(deal: Deal) -> bool:
    """Whether it is known what a deal varies, be it nothing."""
    amendments = deal.amendments
    return not isinstance(amendments, Blank) or amendments.blank in _VARIES_NOTHING


def in_time(deal: Deal) -> tuple[str, str]:
    """Return a key that puts deals in the order of their dates."""
    return dated(deal.deal_id), deal.deal_id


def variations_of(deal: Deal) -> Iterator[Variation]:
    """Yield what a deal varies, in the order of its agreement; nothing where not known."""
    if isinstance(deal.amendments, Blank):
        return
    for item in deal.amendments:
        for operation in item.operations:
            words = _ENDING.sub("", spaced(item.text.value or ""))
            yield Variation(
                deal.deal_id,
                dated(deal.deal_id),
                deal.issuer,
                item.item,
                place_key(operation),
                operation,
                words,
                _wording(operation, words),
                _subject(operation),
            )


def place_key(operation: Operation) -> PlaceKey:
    """Return the place of an operation in its standard form.

    The whole document comes first, then sections by their numbers; what names no section
    comes last. A place that no part is recorded of goes by the words as printed.
    """
    if operation.scope == "whole_document":
        return PlaceKey((0,), "Whole document", "whole-document")
    place = operation.place or Place()
    parts = {name: _bare(getattr(place, name)) for name in _PARTS}
    further = [
        (name, _bare(value))
        for name, value in sorted(place)
        if name not in _HINTS and name not in _PARTS and value not in (None, False, "")
    ]
    printed = "" if any(parts.values()) or further else spaced(place.as_printed or "")
    words = ", ".join(_words(parts, further)) or printed or "no place named"
    slugs = [part for part in _slugs(parts, further) if part] or [_slug(printed) or "no-place"]
    section = parts["section"]
    order = (
        1 if section else 2,
        section_key(section) if len(section) <= _LONGEST_NUMBER else ((), section),
        _natural(parts["subsection"]),
        _natural(parts["paragraph"]),
        _natural(parts["sentence"]),
        _natural(parts["clause"]),
        tuple(further),
        printed.lower(),
    )
    return PlaceKey(order, words, "-".join(slugs))


def _bare(value: object) -> str:
    """Return a part of a place as text, a label without brackets: ``(a)`` is ``a``."""
    if value is None:
        return ""
    text = spaced(str(value))
    return text[1:-1] if re.fullmatch(r"\([^()]*\)", text) else text


def _words(parts: dict[str, str], further: list[tuple[str, str]]) -> Iterator[str]:
    section, subsection = parts["section"], parts["subsection"]
    if section:
        yield f"Section\u00a0{section}" + (f"({subsection})" if subsection else "")
    elif subsection:
        yield f"subsection ({subsection})"
    for name in ("paragraph", "sentence"):
        if value := parts[name]:
            yield f"{ordinal(int(value)) if _counts(value) else value} {name}"
    if parts["clause"]:
        yield f"clause ({parts['clause']})"
    for name, value in further:
        yield f"{name.replace('_', ' ')} {value}"


def _slugs(parts: dict[str, str], further: list[tuple[str, str]]) -> Iterator[str]:
    marks = {"section": "s", "subsection": "", "paragraph": "p", "sentence": "n", "clause": "c-"}
    for name, mark in marks.items():
        if slug := _slug(parts[name]):
            yield mark + slug
    for name, value in further:
        yield f"{_slug(name)}-{_slug(value)}"


def _slug(text: str) -> str:
    return _NOT_IN_SLUGS.sub("-", text.lower()).strip("-")[:60]


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which 10 follows 9."""
    return tuple(
        (int(part), "") if _counts(part) else (0, part) for part in _DIGITS.split(text) if part
    )


def _counts(text: str) -> bool:
    """Whether a text is a number that can count something."""
    return text.isdecimal() and len(text) <= _LONGEST_NUMBER


def _subject(operation: Operation) -> tuple[str, str] | None:
    named = operation.old_text or operation.term
    if named or operation.kind in _OF_THE_PLACE:
        return operation.kind, spaced(named or "")
    return None


def _wording(operation: Operation, words: str) -> tuple[Any, ...]:
    said = [
        (name, tuple(map(spaced, value)) if isinstance(value, tuple) else spaced(str(value)))
        for name, value in {**dict(operation), "operation": operation.kind}.items()
        if name not in _NOT_WORDING and value
    ]
    has_operands = operation.old_text or operation.new_text or operation.meaning
    if operation.kind in _SAID_BY_ITEM and not has_operands:
        said.append(("words", words))
    return tuple(said)

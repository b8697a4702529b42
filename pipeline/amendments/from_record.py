"""A record's amendments as instructions, and how far the reader agrees with them.

The record is authoritative: somebody confirmed it. The reader of instructions is a second
pair of eyes on the words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.amendments.instructions import read_item
from pipeline.amendments.locators import LocatorError, parse_locator, print_locator
from pipeline.amendments.model import Instruction, Locator
from pipeline.amendments.wording import ordinals
from pipeline.amendments.wording.quotations import one_line
from pipeline.records.amendment import Item, Operation, Place
from pipeline.records.base import Blank
from pipeline.records.deal import Deal

#: Operations that have, or may have, a second place.
_OF_TWO_PLACES = frozenset(("move", "renumber", "join", "insert_provision"))
_OPERANDS = ("old", "new", "term", "meaning")


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the words of an item, read anew, say something else than its record.

    ``index`` counts the deal's items from 0. ``is_unread`` where the reader makes nothing of
    the words, which says nothing against the record.
    """

    index: int
    item: str
    message: str
    is_unread: bool = False


def instructions(deal: Deal) -> tuple[Instruction, ...]:
    """Return the operations of a deal's record, with the ids ``a``, ``b.1``, ``b.2``."""
    return tuple(one for item in _items(deal) for one in _of_item(item))


def differences(deal: Deal) -> Iterator[Difference]:
    """Yield where the reader gets something else from an item's words than its record states.

    Items whose words are blank are passed over.
    """
    for index, item in enumerate(_items(deal)):
        words = _words(item)
        if not words:
            continue
        read, recorded = read_item(item.item, words), _of_item(item)
        unread = [one.words for one in read if one.operation == "unresolved"]
        resolved = any(one.operation != "unresolved" for one in recorded)
        if unread and resolved:
            message = f"the words {_shortened(unread[0])!r} are none that the reader knows"
            yield Difference(index, item.item, message, is_unread=True)
        elif len(read) != len(recorded):
            kinds = ", ".join(one.operation for one in read)
            plural = "" if len(read) == 1 else "s"
            message = (
                f"its words state {len(read)} operation{plural} ({kinds}), not {len(recorded)}"
            )
            yield Difference(index, item.item, message)
        else:
            for one, other in zip(read, recorded, strict=True):
                for message in _between(one, other):
                    yield Difference(index, item.item, message)


def _between(read: Instruction, recorded: Instruction) -> Iterator[str]:
    if read.operation != recorded.operation:
        yield f"its words state {read.operation}, not {recorded.operation}"
        return
    if read.locator != recorded.locator:
        yield f"its words name {print_locator(read.locator)}, not {_printed(recorded.locator)}"
    if read.target != recorded.target:
        held = "none" if recorded.target is None else _printed(recorded.target)
        named = "none" if read.target is None else print_locator(read.target)
        yield f"its words name {named} as the second place, not {held}"
    for name in _OPERANDS:
        said, held = getattr(read, name), getattr(recorded, name)
        if said != held:
            yield f"its words have {_shortened(said)!r} as {name}, not {_shortened(held)!r}"


def _printed(recorded: Locator) -> str:
    """Return a record's place in standard form; its fields may hold what is none."""
    try:
        return print_locator(recorded)
    except LocatorError as error:
        return f"what the record holds ({error})"


def _shortened(words: str, most: int = 80) -> str:
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


def _items(deal: Deal) -> tuple[Item, ...]:
    return () if isinstance(deal.amendments, Blank) else deal.amendments


def _words(item: Item) -> str:
    return one_line(item.text.as_printed or item.text.value or "")


def _of_item(item: Item) -> list[Instruction]:
    number = len(item.operations)
    made = [
        _of_operation(operation, item.item if number == 1 else f"{item.item}.{position}")
        for position, operation in enumerate(item.operations, 1)
    ]
    words = _words(item)
    made = [replace(one, words=words) for one in made]
    if not words or not any(one.operation in _OF_TWO_PLACES for one in made):
        return made
    # A record holds one place for each operation; the second stands in the item's words.
    read = read_item(item.item, words)
    if len(read) != number:
        return made
    return [_with_target(one, said) for one, said in zip(made, read, strict=True)]


def _of_operation(operation: Operation, name: str) -> Instruction:
    new, target = one_line(operation.new_text or ""), None
    if operation.kind == "renumber" and new:
        try:
            new, target = "", parse_locator(new)
        except LocatorError:
            target = None
    return Instruction(
        id=name,
        operation=operation.kind,
        locator=_locator(operation),
        old=one_line(operation.old_text or ""),
        new=new,
        term=one_line(operation.term or ""),
        meaning=one_line(operation.meaning or ""),
        target=target,
        protected=operation.protected,
    )


def _with_target(recorded: Instruction, read: Instruction) -> Instruction:
    """Return a recorded operation with the second place that its words name."""
    alike = (read.operation, read.locator) == (recorded.operation, recorded.locator)
    if recorded.target is not None or not alike:
        return recorded
    return replace(recorded, target=read.target)


def _locator(operation: Operation) -> Locator:
    """Return the place of an operation: its fields, and from its wording what they cannot hold."""
    if operation.scope == "whole_document":
        return Locator(whole_document=True)
    place = operation.place
    if place is None:
        return Locator()
    try:
        worded = parse_locator(place.as_printed) if place.as_printed else Locator()
    except LocatorError:
        worded = Locator()
    return _with_fields(worded, place)


def _with_fields(worded: Locator, place: Place) -> Locator:
    section, _, within = (place.section or "").partition("(")
    fields: dict[str, object] = {
        "section": section.strip(),
        "subsection": _labels(place.subsection or within),
        "paragraph": place.paragraph,
        "line": place.line,
        "sentence": _number(place.sentence),
        "clause": _labels(place.clause or ""),
    }
    stated = {name: value for name, value in fields.items() if value not in ("", None)}
    return replace(worded, **stated)  # type: ignore[arg-type]


def _labels(printed: str) -> str:
    """Return labels in standard form: ``(b)(i)`` and ``b(i)`` are both ``b(i)``."""
    first, *rest = re.findall(r"\w+", printed) or [""]
    return str(first) + "".join(f"({label})" for label in rest)


def _number(sentence: str | None) -> int | None:
    """Return the number of a sentence that a record counts: ``2``, ``second`` or ``last``."""
    if sentence is None:
        return None
    return int(sentence) if sentence.isdecimal() else ordinals.number(sentence)

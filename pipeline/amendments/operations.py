"""Operations on words: substituting, deleting, inserting and moving them.

Operations on whole provisions are in ``provisions``, renaming in ``renaming``, blanks in
``blanks``, and those that change the meaning and not the text in ``meaning``.
"""

from dataclasses import replace

from pipeline.amendments.edits import Edit, fitted
from pipeline.amendments.finding import Found, Searched, find, find_gap
from pipeline.amendments.model import Instruction, Locator, Position, Status
from pipeline.amendments.outcome import Outcome, joined, one_span, refused
from pipeline.amendments.places import Place, resolve


def substitute_words(text: Searched, one: Instruction) -> Outcome:
    """Put the new words where the old ones stand."""
    place = resolve(text.base, one.locator)
    found = find(text, place, one.old, one.locator)
    new = joined(one.new)
    edits = tuple(Edit(start, end, new, one.id, marks_core=True) for start, end in found.hits)
    return Outcome(place, found, edits)


def delete_words(text: Searched, one: Instruction) -> Outcome:
    """Strike the old words."""
    place = resolve(text.base, one.locator)
    found = find(text, place, one.old, one.locator)
    return Outcome(place, found, tuple(Edit(*hit, "", one.id) for hit in found.hits))


def insert_words(text: Searched, one: Instruction) -> Outcome:
    """Put the new words beside others, or at an end of the place."""
    place, found, new = gap(text, one.locator, joined(one.new))
    edits = [Edit(at, at, fitted(text.base.flat, at, at, new), one.id) for at, _ in found.hits]
    return Outcome(place, found, tuple(edits))


def gap(text: Searched, locator: Locator, new: str) -> tuple[Place, Found, str]:
    """Return the point at which words go in, and the words as they fit there."""
    place = resolve(text.base, locator)
    if locator.neighbour is not None:
        return place, find_gap(text, place, locator.neighbour, locator), new
    found = one_span(place)
    if found.status is not Status.EXACT:
        return place, found, new
    if locator.position is None:
        message = f"it is not said where in {place.path} the words go"
        return place, Found(Status.AMBIGUOUS, message=message), new
    start, end = found.hits[0]
    index = text.base.block_at(start)
    block = text.base.blocks[index]
    if locator.position in (Position.BEGINNING, Position.BEFORE):
        at = block.start + block.words if start == block.start and not block.is_heading else start
        return place, Found(Status.EXACT, ((at, at),), 1), new
    stop = _final_stop(text.base.flat, start, end)
    if locator.position is Position.BEFORE_FULL_STOP:
        if stop is None:
            message = f"{place.path} does not end with a full stop"
            return place, Found(Status.NOT_FOUND, message=message), new
        return place, Found(Status.EXACT, ((stop, stop),), 1), new
    # Words that begin with a comma or a small letter go on with the sentence.
    if locator.position is Position.END and stop is not None and _goes_on(new):
        message = "inserted before the full stop, because the words go on with the sentence"
        found = Found(Status.EXACT, ((stop, stop),), 1, message=message)
        return place, found, new.removesuffix(".")
    return place, Found(Status.EXACT, ((end, end),), 1), new


def _goes_on(words: str) -> bool:
    return words[:1] in ",;" or words[:1].islower()


def _final_stop(flat: str, start: int, end: int) -> int | None:
    """Return where the full stop stands with which a place ends."""
    last = end
    while last > start and flat[last - 1] in "\"”’')":
        last -= 1
    return last - 1 if last > start and flat[last - 1] == "." else None


def move(text: Searched, one: Instruction) -> Outcome:
    """Take words from one place to another: struck here, inserted there."""
    place = resolve(text.base, one.locator)
    found = find(text, place, one.old, one.locator) if one.old else one_span(place)
    if not found.hits:
        return Outcome(place, found)
    if one.target is None:
        return refused(place, "it is not said where the words go")
    start, end = found.hits[0]
    flat = text.base.flat
    if place.blocks and not one.old and one.target.neighbour is None:
        return _move_blocks(text, replace(one, locator=one.target), place, found)
    target, there, moved = gap(text, one.target, flat[start:end])
    if not there.hits:
        message = f"where the words go is not found: {there.message}"
        return Outcome(place, replace(there, message=message))
    at = there.hits[0][0]
    if start < at < end:
        return refused(place, f"{target.path} lies within the words that are moved")
    edits = (
        Edit(start, end, "", one.id, moved=True),
        Edit(at, at, fitted(flat, at, at, moved), one.id, moved=True),
    )
    return Outcome(place, found, edits)


def _move_blocks(text: Searched, one: Instruction, place: Place, found: Found) -> Outcome:
    """Move whole blocks to where the locator of ``one`` says."""
    target = resolve(text.base, one.locator)
    there = one_span(target)
    if not there.hits or one.locator.position is None or not target.blocks:
        return refused(place, f"it is not said where {place.path} goes", Status.NOT_FOUND)
    at = behind(text, target, one.locator.position)
    start, end = found.hits[0]
    if start <= at <= end:
        return refused(place, f"{target.path} lies within what is moved, or directly beside it")
    edits = (
        Edit(start, end, "", one.id, moved=True, as_blocks=True),
        Edit(at, at, text.base.flat[start:end], one.id, moved=True, as_blocks=True,
             path=f"{target.path}, moved from {place.path}"),
    )  # fmt: skip
    return Outcome(place, found, edits)


def behind(text: Searched, place: Place, position: Position) -> int:
    """Return the end of the block behind which new blocks go: -1 before the first one."""
    first, last = place.blocks[0], place.blocks[-1]
    if position in (Position.AFTER, Position.END, Position.BEFORE_FULL_STOP):
        return text.base.blocks[last].end
    if position is Position.BEGINNING and text.base.blocks[first].is_heading:
        return text.base.blocks[first].end
    return text.base.blocks[first].start - 1

"""Operations on whole provisions: replaced, removed, renumbered, split and joined.

A provision keeps its number, and a section its heading, unless the new words bring their
own; what they say is never taken apart and compared.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.amendments.edits import Edit, fitted
from pipeline.amendments.finding import Searched, find, find_gap
from pipeline.amendments.model import Instruction, Note, NoteKind, Position, Status
from pipeline.amendments.numbering import labels_of, leading_labels
from pipeline.amendments.outcome import Outcome, joined, one_span, paragraphs, refused
from pipeline.amendments.places import Place, resolve
from pipeline.amendments.structure import BlockKind

_INLINE_LABEL = re.compile(r"\(\w{1,5}\)\s*")
_MOST_REFERENCES = 20


def replace_provision(text: Searched, one: Instruction) -> Outcome:
    """Put new words in the place of a provision, or of the old words where they are quoted."""
    place = resolve(text.base, one.locator)
    if one.old:
        found = find(text, place, one.old, one.locator)
        new = joined(one.new)
        return Outcome(place, found, tuple(Edit(*hit, new, one.id) for hit in found.hits))
    return _struck(text, one, place, paragraphs(one.new))


def repeal_provision(text: Searched, one: Instruction) -> Outcome:
    """Strike a provision; its heading and its number stay."""
    place = resolve(text.base, one.locator)
    if one.old:
        found = find(text, place, one.old, one.locator)
        return Outcome(place, found, tuple(Edit(*hit, "", one.id) for hit in found.hits))
    return _struck(text, one, place, [])


def _struck(text: Searched, one: Instruction, place: Place, new: list[str]) -> Outcome:
    found = one_span(place)
    if found.status is not Status.EXACT:
        return Outcome(place, found)
    if place.path in ("Whole document", "Preamble"):
        return refused(place, "the instruction names no provision")
    if place.blocks:
        return Outcome(place, found, tuple(_struck_blocks(text, one, place, new)))
    start, end = found.hits[0]
    label = _INLINE_LABEL.match(text.base.flat, start, end)
    if label and not (new and _INLINE_LABEL.match(new[0])):
        start = label.end()
    return Outcome(place, found, (Edit(start, end, "\n".join(new), one.id),))


def _struck_blocks(
    text: Searched, one: Instruction, place: Place, new: list[str]
) -> Iterator[Edit]:
    """Yield the edits that strike whole blocks and put new paragraphs in their place."""
    first, last = place.blocks[0], place.blocks[-1]
    head = text.base.blocks[first]
    end = text.base.blocks[last].end
    path = place.path
    brings_number = bool(new) and _number(new[0]) == _number(head.text) != ""
    if head.is_heading and not brings_number:
        if last > first:
            start = text.base.blocks[first + 1].start
            yield Edit(start, end, "\n".join(new), one.id, as_blocks=True, path=path)
        elif new:
            yield Edit(end, end, "\n".join(new), one.id, as_blocks=True, path=path)
    elif head.words and not brings_number:
        start = head.start + head.words
        yield Edit(start, head.end, new[0] if new else "", one.id)
        rest = "\n".join(new[1:])
        if last > first:
            start = text.base.blocks[first + 1].start
            yield Edit(start, end, rest, one.id, as_blocks=True, path=path)
        elif rest:
            yield Edit(end, end, rest, one.id, as_blocks=True, path=path)
    else:
        heads = head.is_heading and len(new) > 1
        words = "\n".join(new)
        yield Edit(head.start, end, words, one.id, as_blocks=True, heads=heads, path=path)


def _number(words: str) -> str:
    """Return the number with which a provision begins: ``3``, ``(b)``; empty: none."""
    labels, _ = leading_labels(words)
    if labels:
        return f"({labels[-1]})"
    match = re.match(r"(?:Section\s+)?(\d+(?:\.\d+)*[A-Z]?|[IVXL]+)(?:\.|\s|$)", words)
    return match[1] if match else ""


def renumber(text: Searched, one: Instruction) -> Outcome:
    """Give a provision another number; references to the old one are listed, not changed."""
    place = resolve(text.base, one.locator)
    found = one_span(place)
    to = one.target
    number = (to and (to.clause or to.subsection or to.section)) or one.new
    label = (labels_of(number.rpartition("Section")[2]) or ("",))[-1]
    if found.status is not Status.EXACT:
        return Outcome(place, found)
    if not label:
        return refused(place, f"it is not said which number {place.path} is to have")
    start, _ = found.hits[0]
    block = text.base.blocks[text.base.block_at(start)]
    inline = _INLINE_LABEL.match(text.base.flat, start) if not place.blocks else None
    if inline:
        span = (start, start + len(inline[0].rstrip()))
    elif place.blocks and block.number != (0, 0):
        span = (block.start + block.number[0], block.start + block.number[1])
    else:
        return refused(place, f"{place.path} has no number", Status.NOT_FOUND)
    old = text.base.flat[slice(*span)]
    edit = Edit(*span, f"({label})" if old.startswith("(") else label, one.id)
    notes = tuple(_references(text, one, place, old.strip("()")))
    return Outcome(place, found, (edit,), notes)


def _references(text: Searched, one: Instruction, place: Place, old: str) -> Iterator[Note]:
    """Yield a note with the places that refer to a number, which are left as they are."""
    section = text.base.blocks[text.base.block_at(place.spans[0][0])].section
    named = re.escape(place.path.removeprefix("Section ").split(",")[0])
    listed = r"\bSections?\s+(?:[\w().]+(?:,|\s+and|\s+or)\s+){0,6}"
    within = rf"\b(?:clause|paragraph|subsection)s?\s+\({re.escape(old)}\)"
    found: dict[str, str] = {}
    for block in text.base.blocks:
        refers = re.search(rf"{listed}{named}(?!\w|\.\d)", block.text) or (
            block.section == section and not old[:1].isdigit() and re.search(within, block.text)
        )
        if refers and not block.is_heading:
            found[block.anchor] = block.path
    if found:
        paths = "; ".join(list(found.values())[:_MOST_REFERENCES])
        message = f"({one.id}) renumbers {place.path}; references to it stay as they are: {paths}"
        yield Note(NoteKind.REFERENCE, (one.id,), message, place.path, anchors=tuple(found))


def split(text: Searched, one: Instruction) -> Outcome:
    """End a paragraph where the item says, and begin another; the new one may bring a number."""
    place = resolve(text.base, one.locator)
    if one.locator.neighbour is not None:
        found = find_gap(text, place, one.locator.neighbour, one.locator)
    elif one.old:
        found = find(text, place, one.old, one.locator)
    elif not place.blocks and one.locator.position is not None:
        found = one_span(place)
        at_end = one.locator.position in (Position.AFTER, Position.END)
        found = replace(found, hits=tuple((s[at_end], s[at_end]) for s in found.hits))
    else:
        return refused(place, f"it is not said where {place.path} is split")
    if len(found.hits) != 1:
        return Outcome(place, found)
    start = end = found.hits[0][0]
    flat = text.base.flat
    while end < len(flat) and flat[end] == " ":
        end += 1
    while start > 0 and flat[start - 1] == " ":
        start -= 1
    block = text.base.blocks[text.base.block_at(start)]
    if not block.start < start <= end < block.end:
        return refused(place, f"nothing is left of {block.path} on one side", Status.NOT_FOUND)
    label = f"{joined(one.new)} " if one.new else ""
    return Outcome(place, found, (Edit(start, end, f"\n{label}", one.id),))


def join(text: Searched, one: Instruction) -> Outcome:
    """Make one paragraph of several that follow each other; numbers but the first go."""
    place = resolve(text.base, one.locator)
    found = one_span(place)
    if found.status is not Status.EXACT or not place.blocks:
        return Outcome(place, found) if not found.hits else refused(place, "names no paragraph")
    last = place.blocks[-1] + 1
    if one.target is not None:
        target = resolve(text.base, one.target)
        if not target.blocks or target.blocks[0] <= place.blocks[0]:
            missing = target.problem or f"{target.path} does not follow {place.path}"
            return refused(place, missing, Status.NOT_FOUND)
        last = target.blocks[-1]
    joined_blocks = text.base.blocks[place.blocks[0] : last + 1]
    kinds = {block.kind for block in joined_blocks}
    if kinds != {BlockKind.PARAGRAPH} or len(joined_blocks) < 2:
        return refused(place, f"no paragraph follows {place.path}", Status.NOT_FOUND)
    edits = []
    for before, after in itertools.pairwise(joined_blocks):
        start, end = before.end, after.start + after.words
        new = fitted(text.base.flat, start, end, joined(one.new)) or " "
        edits.append(Edit(start, end, new, one.id))
    return Outcome(place, found, tuple(edits))

"""Where a new provision goes: beside another, at an end, or where its number belongs."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.amendments.edits import Edit
from pipeline.amendments.finding import Found, Searched
from pipeline.amendments.model import Instruction, Locator, Position, Status
from pipeline.amendments.numbering import labels_of, leading_labels, ranks, section_key
from pipeline.amendments.operations import behind, insert_words
from pipeline.amendments.outcome import Outcome, paragraphs, refused
from pipeline.amendments.places import Place, resolve
from pipeline.amendments.sentences import words_defined

#: A first paragraph of a new section that is no longer than this is its heading.
_LONGEST_HEADING = 120


def insert_provision(text: Searched, one: Instruction) -> Outcome:
    """Return where a provision goes in, as blocks; within a paragraph it goes in as words."""
    where = one.target or one.locator
    place = resolve(text.base, where)
    new = paragraphs(one.new)
    if where.neighbour is not None or (place.spans and not place.blocks):
        ends = where if where.neighbour or where.position else replace(where, position=Position.END)
        return insert_words(text, replace(one, locator=ends))
    if not new:
        return refused(place, "the instruction has no words to insert")
    if place.problem and _is_part(where):
        # A new provision may go where none is yet; words need the part of one that is named.
        return Outcome(place, Found(Status.NOT_FOUND, message=place.problem))
    path, message = place.path, ""
    if one.target is not None or where.position is not None:
        if not place.blocks:
            return Outcome(place, Found(Status.NOT_FOUND, message=place.problem))
        at = behind(text, place, where.position or Position.AFTER)
        new = _numbered(new, one.locator) if one.target is not None else new
        path = _path_of(one.locator) if one.target is not None else f"{path}, new paragraph"
    elif (point := _as_paragraph(text, where, place)) is not None:
        at, path = point, f"{path}, new"
    elif place.blocks and (path in text.vacated or _names_new(one.locator, new)):
        at = text.base.blocks[place.blocks[0]].start - 1
        message = f"there is a {path} already; the new one stands before it"
        path, new = f"{path}, new", _numbered(new, one.locator)
    elif place.blocks:
        at = text.base.blocks[place.blocks[-1]].end
        path = f"{path}, new paragraph"
    else:
        point = _where_it_belongs(text, one.locator)
        if point is None:
            return Outcome(place, Found(Status.NOT_FOUND, message=place.problem))
        at, path, new = point, _path_of(one.locator), _numbered(new, one.locator)
    heads = not one.locator.subsection and len(new) > 1 and len(new[0]) <= _LONGEST_HEADING
    heads = heads and bool(one.locator.section or one.locator.schedule) and "new" not in path
    edit = Edit(at, at, "\n".join(new), one.id, as_blocks=True, heads=heads, path=path)
    anchor = text.base.blocks[text.base.block_at(max(at, 0))].anchor
    found = Found(Status.EXACT, ((at, at),), 1, message=message)
    return Outcome(replace(place, path=path, anchor=anchor), found, (edit,))


def _as_paragraph(text: Searched, locator: Locator, place: Place) -> int | None:
    """Return where a paragraph goes that is to have a number: before the one that has it now."""
    if locator.paragraph is None:
        return None
    if place.blocks:
        return text.base.blocks[place.blocks[0]].start - 1
    before = resolve(text.base, replace(locator, paragraph=locator.paragraph - 1))
    if locator.paragraph < 2 or not before.blocks:
        return None
    return text.base.blocks[before.blocks[-1]].end


def _is_part(locator: Locator) -> bool:
    """Whether a locator names a part of a paragraph or of a table."""
    counted = locator.sentence is not None or locator.row is not None
    return counted or bool(locator.clause or locator.proviso)


def _names_new(locator: Locator, new: Sequence[str]) -> bool:
    """Whether the new words bear the very number of a provision that is there."""
    label = (labels_of(locator.subsection) or ("",))[-1]
    return bool(label) and leading_labels(new[0])[0][-1:] == (label,)


def _path_of(locator: Locator) -> str:
    labels = "".join(f"({label})" for label in labels_of(locator.subsection))
    if locator.definition:
        return f"definition of “{locator.definition}”"
    return f"Section {locator.section}{labels}" if locator.section else locator.schedule


def _numbered(new: Sequence[str], locator: Locator) -> list[str]:
    """Give a new provision the number that the item gives it, unless its words bring it."""
    labels = labels_of(locator.subsection)
    first = new[0]
    if labels and not leading_labels(first)[0]:
        first = f"({labels[-1]}) {first}"
    elif locator.section and not labels and not re.match(r"(?:Section\s+)?[\dIVXL]", first):
        first = f"{locator.section}. {first}" if locator.paragraph is None else first
    return [first, *new[1:]]


def _where_it_belongs(text: Searched, locator: Locator) -> int | None:
    """Return the end of the block behind which a provision with this number belongs."""
    if locator.definition:
        return _in_alphabet(text, locator)
    if locator.schedule:
        return text.base.blocks[-1].end if text.base.blocks else -1
    section, _, inner = locator.section.partition("(")
    labels = (*labels_of(inner), *labels_of(locator.subsection))
    if not section:
        return None
    if labels:
        return _behind_sibling(text, section.strip(), labels)
    if resolve(text.base, Locator(section=section)).blocks:
        return None
    key = section_key(section)
    numbered = [(n, b) for n, b in enumerate(text.base.blocks) if b.section or b.schedule]
    for index, block in numbered:
        if block.schedule or section_key(block.section) > key:
            return text.base.blocks[index].start - 1
    return text.base.blocks[-1].end if text.base.blocks else -1


def _behind_sibling(text: Searched, section: str, labels: tuple[str, ...]) -> int | None:
    """Return the end of the subsection that a new one follows, or of the section."""
    outer = labels[:-1]
    above = "".join(f"({label})" for label in outer)
    holder = resolve(text.base, Locator(section=section, subsection=above))
    wanted = ranks(labels[-1])
    last: int | None = None
    for index in holder.blocks:
        block = text.base.blocks[index]
        depth = len(outer)
        if block.labels[:depth] != outer or len(block.labels) <= depth:
            continue
        there = ranks(block.labels[depth])
        if any(there.get(kind, rank) > rank for kind, rank in wanted.items()):
            return block.start - 1 if last is None else last
        last = block.end
    if last is not None:
        return last
    return text.base.blocks[holder.blocks[-1]].end if holder.blocks else None


def _in_alphabet(text: Searched, locator: Locator) -> int | None:
    """Return where a definition belongs among those that its section has, by the alphabet."""
    holder: Place = resolve(text.base, replace(locator, definition="", position=None))
    point = None
    for index in holder.blocks:
        block = text.base.blocks[index]
        defined = next(words_defined(block.text), None)
        if defined is None:
            continue
        if defined[0].lower() > locator.definition.lower():
            return block.start - 1
        point = block.end
    return point

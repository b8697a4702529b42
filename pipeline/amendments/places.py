"""A locator resolved to a place of a base text: the spans in which its operation may work.

The document is narrowed from the outside in: schedule or section, subsection, paragraph,
clause, sentence, proviso, definition. What the locator names and the text does not have is
a problem, said in words; nothing is searched for outside the place that is named.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.amendments import sentences as parts
from pipeline.amendments.base_text import BaseText
from pipeline.amendments.model import Locator
from pipeline.amendments.numbering import labels_of, leading_labels, ordinal
from pipeline.amendments.sentences import Span
from pipeline.amendments.structure import Block, BlockKind

Numbered = tuple[int, Block]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the text a locator leads.

    There is no span where it leads nowhere, and several where it leads to several places.
    ``blocks`` are the blocks of the place where it is made of whole ones; ``origin`` is the
    first character of its section, subsection or paragraph, from which lines are counted.
    """

    spans: tuple[Span, ...]
    path: str
    anchor: str = ""
    blocks: tuple[int, ...] = ()
    origin: int = 0
    problem: str = ""


def resolve(base: BaseText, locator: Locator) -> Place:
    """Return the place of a locator, down to sentence, clause and proviso.

    Neighbours, occurrences, positions and lines speak of words within it; see ``finding``.
    """
    place = _structural(base, locator)
    steps: list[tuple[Callable[[str], list[Span]], str]] = []
    clause, sentence = locator.clause, locator.sentence
    if clause and not locator.clause_in_proviso and _clause_path(base, place, clause):
        place = _clause_blocks(base, place, clause)
        clause = ""
    if sentence is not None:
        name = f"{ordinal(sentence)} sentence"
        steps.append((lambda text: _nth(parts.sentences(text), sentence), name))
    if locator.proviso:
        steps.append((parts.provisos, "proviso"))
    if clause:
        label = labels_of(clause)[-1]
        place_of_clause = len(steps) if locator.clause_in_proviso else len(steps) - locator.proviso
        step = (lambda text: parts.inline_clauses(text, label), f"clause ({label})")
        steps.insert(place_of_clause, step)
    if term := locator.definition:
        steps.append((lambda text: parts.definitions(text, term), f"definition of “{term}”"))
    for narrow, name in steps:
        place = _narrowed(base, place, narrow, name)
    return place


def _nth(spans: list[Span], number: int) -> list[Span]:
    index = number - 1 if number > 0 else number
    return [spans[index]] if number and -len(spans) <= index < len(spans) else []


def _structural(base: BaseText, locator: Locator) -> Place:
    """Narrow to whole blocks: schedule, section or preamble, subsection, paragraph, row."""
    section, _, inner = locator.section.partition("(")
    section = section.strip().upper()
    labels = (*labels_of(inner), *labels_of(locator.subsection))
    preamble = locator.preamble or (
        locator.paragraph is not None and not section and not locator.schedule
    )
    if locator.schedule:
        wanted = " ".join(locator.schedule.split())
        blocks = base.holders.get(("", wanted.lower()), [])
        path = wanted
    elif section:
        blocks = base.holders.get((section, ""), [])
        path = f"Section {section}"
    elif preamble:
        blocks = base.holders.get(("", ""), [])
        path = "Preamble"
    else:
        blocks = [b for b in enumerate(base.blocks) if b[1].kind is not BlockKind.TITLE]
        path = "Whole document"
    if not blocks:
        return Place((), path, problem=f"{path} is not in the text")
    if labels:
        holder, blocks = path, [b for b in blocks if b[1].labels[: len(labels)] == labels]
        path = f"{path}{''.join(f'({label})' for label in labels)}"
        if not blocks:
            return Place((), path, problem=f"{holder} has no subsection {path[len(holder) :]}")
    for number, kind in ((locator.paragraph, "paragraph"), (locator.row, "row")):
        if number is not None:
            blocks, problem = _counted(blocks, number, kind, bool(labels), path)
            path = f"{path}, row {number}" if kind == "row" else f"{path}, {ordinal(number)} {kind}"
            if problem:
                return Place((), path, problem=problem)
    return _of_blocks(base, blocks, path)


def _counted(
    blocks: list[Numbered], number: int, kind: str, inner: bool, path: str
) -> tuple[list[Numbered], str]:
    """Return the nth paragraph with its clauses, or the nth row."""
    if kind == "row":
        numbered = [(b, b[1].row) for b in blocks if b[1].kind is BlockKind.ROW and b[1].row]
        what = "rows"
    else:
        numbered = [
            (b, b[1].paragraph)
            for b in blocks
            if b[1].kind is BlockKind.PARAGRAPH and b[1].has_subsection is inner
        ]
        what = "paragraphs" if inner else "unnumbered paragraphs"
    last = max((count for _, count in numbered), default=0)
    wanted = number if number > 0 else last + 1 + number
    found = [block for block, count in numbered if count == wanted]
    return found, "" if found else f"{path} has {last} {what}"


def _of_blocks(base: BaseText, blocks: Sequence[Numbered], path: str) -> Place:
    spans: list[Span] = []
    last = -2
    for index, block in blocks:
        if index == last + 1:
            spans[-1] = (spans[-1][0], block.end)
        else:
            spans.append((block.start, block.end))
        last = index
    body = next((b for _, b in blocks if not b.is_heading), blocks[0][1])
    return Place(
        tuple(spans),
        path,
        anchor=base.blocks[blocks[0][0]].anchor,
        blocks=tuple(index for index, _ in blocks),
        origin=body.start,
    )


def _clause_path(base: BaseText, place: Place, clause: str) -> list[Numbered]:
    """Return the blocks that are the clause, or within it, one label deeper than the place."""
    labels = labels_of(clause)
    depth = min((len(base.blocks[index].labels) for index in place.blocks), default=0)
    wanted = range(depth, depth + len(labels))
    return [
        (index, base.blocks[index])
        for index in place.blocks
        if tuple(base.blocks[index].labels[n] for n in wanted if n < len(base.blocks[index].labels))
        == labels
    ]


def _clause_blocks(base: BaseText, place: Place, clause: str) -> Place:
    name = "".join(f"({label})" for label in labels_of(clause))
    found = _of_blocks(base, _clause_path(base, place, clause), f"{place.path}, clause {name}")
    return replace(found, origin=place.origin)


def _narrowed(
    base: BaseText, place: Place, narrow: Callable[[str], list[Span]], name: str
) -> Place:
    """Return the parts of a place that ``narrow`` finds in its running text."""
    path = f"{place.path}, {name}" if place.path != "Whole document" else name
    found: list[Span] = []
    for start, end in _bodies(base, place):
        for first, last in narrow(base.flat[start:end]):
            found.append((_behind_label(base, start + first), start + last))
    if found or place.problem:
        anchor = base.blocks[base.block_at(found[0][0])].anchor if found else place.anchor
        return replace(place, spans=tuple(found), path=path, blocks=(), anchor=anchor)
    return replace(place, spans=(), path=path, problem=f"{place.path} has no {name}")


def _bodies(base: BaseText, place: Place) -> Iterable[Span]:
    """Yield the spans of a place without the headings, which are no sentences."""
    for first, end in place.spans:
        start = first
        for block in base.blocks[base.block_at(first) : base.block_at(end) + 1]:
            if block.is_heading and block.start >= start:
                if start < block.start - 1:
                    yield start, block.start - 1
                start = block.end + 1
        if start < end:
            yield start, end


def _behind_label(base: BaseText, offset: int) -> int:
    """Return where the words begin, if a sentence begins with its paragraph's label."""
    block = base.blocks[base.block_at(offset)]
    if offset != block.start:
        return offset
    return block.start + leading_labels(block.text)[1]

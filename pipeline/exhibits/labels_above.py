"""Labels on lines of their own, with their values below them, further to the right.

So schedules of Pricing Agreements are set: "TITLE OF DESIGNATED SECURITIES:", and the title below.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.exhibits.labels import is_label, kind_of
from pipeline.exhibits.passages import Block, Paragraph, Passage, Row, passage

#: So much further to the right a value stands.
_DEEPER = 2
_LONGEST_LABEL = 90
#: Fewer labels above paragraphs that are not indented may be headings.
_FEWEST_FLAT = 4
#: Labels that head prose.
_HEADINGS = frozenset({"additional"})


def with_values_below(blocks: list[Block], lines: Sequence[str]) -> Iterator[Block]:
    """Yield blocks, each label that stands alone made a row with the paragraphs below it.

    Every line of a value stands further to the right than its label, so that no prose is one.
    """
    flat = _flat_labels(blocks)
    at = 0
    while at < len(blocks):
        found = _alone(blocks[at])
        if found is None:
            yield blocks[at]
            at += 1
            continue
        label, indent = found
        values: list[Passage] = []
        behind = at + 1
        while behind < len(blocks) and _is_value(blocks[behind], indent, lines):
            values.append(blocks[behind].passage)
            behind += 1
        if not values and at in flat:
            values, behind = [blocks[at + 1].passage], at + 2
        if values:
            yield Row((label, _together(values)), (indent, indent + _DEEPER))
        else:
            yield blocks[at]
        at = behind


def _flat_labels(blocks: list[Block]) -> set[int]:
    """Return where labels stand whose values are the next paragraphs, not indented.

    So pages are set that have each label and each value as a paragraph of its own. One such
    label may be a heading; several are a schedule.
    """
    found = {
        at
        for at, (block, below) in enumerate(pairwise(blocks))
        if _alone(block) is not None
        and is_label(block.passage.text)
        and isinstance(below, Paragraph)
        and _alone(below) is None
    }
    return found if len(found) >= _FEWEST_FLAT else set()


def _alone(block: Block) -> tuple[Passage, int] | None:
    """Return a label that has no value on its line, with its column; None for other blocks."""
    words = block.passage
    is_heading = kind_of(words.text) in _HEADINGS
    if not words.text.endswith(":") or len(words.text) > _LONGEST_LABEL or is_heading:
        return None
    if isinstance(block, Row):
        return (words, block.columns[0]) if len(block.cells) == 1 and block.columns else None
    is_known = is_label(words.text) or words.text.isupper()
    return (words, block.indent) if is_known and not block.label else None


def _is_value(block: Block, indent: int, lines: Sequence[str]) -> bool:
    if not isinstance(block, Paragraph) or block.label:
        return False
    starts = [
        len(line) - len(line.lstrip()) for line in (lines[n - 1] for n in block.passage.lines)
    ]
    return min(starts) > indent + _DEEPER


def _together(passages: list[Passage]) -> Passage:
    """Return the words of several paragraphs as one passage."""
    parts: list[tuple[int, str]] = []
    for one in passages:
        ends = [*one.starts[1:], len(one.text) + 1]
        parts += [
            (line, one.text[start : end - 1])
            for line, start, end in zip(one.lines, one.starts, ends, strict=True)
        ]
    return passage(parts)

"""A base document as structure: sections, subsections, paragraphs, rows and printed lines.

Text in, structure out; nothing is read from disk here. The form of ``text.md`` is plain
Markdown (``docs/decisions/0005-base-texts.md`` says why)::

    <!-- lines: printed -->
    # Title of the document

    A preamble paragraph. Paragraphs are parted by empty lines.

    ## 3. Purchase and Offering

    The first unnumbered paragraph of Section 3,
    with the line ends of the print.

    (a) A subsection. It runs to the next label.

      A second paragraph of subsection (a): two spaces before it.

    (i) A clause of (a), or, where no subsection is open, of the paragraph before.

    ## Annex I. A schedule

    | Underwriter | Amount |
    | --- | --- |
    | Alder Securities LLC | $40,000,000 |

The mark in the head says whether the file's lines are the lines of the printed edition
(``printed``) or not (``free``, also where there is no mark). Lines of headings are not
counted. Everything else is read as it stands: there is no emphasis and no escape.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from pipeline.amendments.structure import Block, BlockKind, Source, TextFault, structured

_MARK = re.compile(r"<!--(?:\s*lines:\s*(printed|free))?(.*?)-->")
_DIVIDER = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
#: A hyphen at a line's end joins the word on; "pre- and post-" is no such word.
_HYPHEN_END = re.compile(r"\w-$")
_HYPHEN_GOES_ON = re.compile(r"(?!(?:and|or|to)\b)[a-z0-9]")


@dataclass(frozen=True)
class BaseText:
    """A base document's blocks in their order.

    Offsets count characters of ``flat``, in which one line feed parts the blocks; a
    block's own text has single spaces, and a tab between the cells of a row.
    """

    blocks: tuple[Block, ...]
    holds_lines: bool = False
    faults: tuple[TextFault, ...] = field(default=(), compare=False)

    @cached_property
    def flat(self) -> str:
        """The blocks' texts, parted by line feeds."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def text(self) -> str:
        """The text with an empty line between blocks."""
        return self.flat.replace("\n", "\n\n")

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, offset: int) -> int:
        """Return the index of the block in which a character stands."""
        return bisect_right(self._starts, offset) - 1

    @cached_property
    def holders(self) -> dict[tuple[str, str], list[tuple[int, Block]]]:
        """The blocks with their indexes, by section and schedule (in small letters).

        Those of the preamble, which has neither, are without the title.
        """
        found: dict[tuple[str, str], list[tuple[int, Block]]] = {}
        for index, block in enumerate(self.blocks):
            if block.kind is not BlockKind.TITLE:
                key = (block.section, block.schedule.lower())
                found.setdefault(key, []).append((index, block))
        return found

    @cached_property
    def _first_lines(self) -> list[int]:
        counts = [0]
        for block in self.blocks:
            counts.append(counts[-1] + (0 if block.is_heading else len(block.breaks)))
        return counts

    def line_at(self, offset: int) -> int:
        """Return the number of a character's line among all lines but those of headings."""
        index = self.block_at(offset)
        block = self.blocks[index]
        if block.is_heading:
            return self._first_lines[index] + 1
        return self._first_lines[index] + bisect_right(block.breaks, offset - block.start)


def read_base_text(markdown: str) -> BaseText:
    """Read the text of ``text.md``; what is wrong with its form is in ``faults``."""
    faults: list[TextFault] = []
    sources = list(_sources(markdown.replace("\r\n", "\n").split("\n"), faults))
    printed = _MARK.match(markdown.lstrip("\ufeff"))
    blocks, more = structured(sources)
    return BaseText(
        blocks,
        holds_lines=printed is not None and printed[1] == "printed",
        faults=tuple(sorted([*faults, *more])),
    )


class _Line(StrEnum):
    """What a line of the file is."""

    EMPTY = "empty"
    HEADING = "heading"
    ROW = "row"
    WORDS = "words"


def _kind(line: str) -> _Line:
    if not line.strip():
        return _Line.EMPTY
    if re.match(r"#{1,6}\s", line):
        return _Line.HEADING
    return _Line.ROW if line.lstrip().startswith("|") else _Line.WORDS


def _sources(lines: list[str], faults: list[TextFault]) -> Iterator[Source]:
    """Yield the blocks of a file, each with its first line."""
    number = 0
    while number < len(lines):
        line = lines[number].lstrip("\ufeff")
        kind = _kind(line)
        if kind is _Line.WORDS and line.startswith("<!--"):
            mark = _MARK.fullmatch(line.strip())
            if number or mark is None or mark[1] is None or mark[2].strip():
                message = "is no mark; the first line may say <!-- lines: printed --> or free"
                faults.append(TextFault(number + 1, f"{line.strip()!r} {message}"))
        elif kind is _Line.HEADING:
            marks, _, words = line.partition(" ")
            heading = BlockKind.TITLE if marks == "#" else BlockKind.HEADING
            yield Source(heading, " ".join(words.split()), (0,), number + 1)
        elif kind is _Line.ROW and not _DIVIDER.fullmatch(line.strip()):
            cells = [" ".join(cell.split()) for cell in line.strip().strip("|").split("|")]
            after = lines[number + 1].strip() if number + 1 < len(lines) else ""
            is_head = _DIVIDER.fullmatch(after) is not None
            yield Source(BlockKind.ROW, "\t".join(cells), (0,), number + 1, is_head=is_head)
        elif kind is _Line.WORDS:
            first = number
            while number + 1 < len(lines) and _kind(lines[number + 1]) is _Line.WORDS:
                number += 1
            text, breaks = _joined(lines[first : number + 1])
            indented = line.startswith("  ")
            yield Source(BlockKind.PARAGRAPH, text, breaks, first + 1, is_indented=indented)
        number += 1


def _joined(lines: list[str]) -> tuple[str, tuple[int, ...]]:
    """Join the lines of a paragraph; return it with where its lines begin."""
    parts: list[str] = []
    breaks = []
    length = 0
    for line in lines:
        words = " ".join(line.split())
        before = parts[-1] if parts else ""
        hyphened = _HYPHEN_END.search(before) and _HYPHEN_GOES_ON.match(words)
        if parts and not hyphened:
            parts.append(" ")
            length += 1
        breaks.append(length)
        parts.append(words)
        length += len(words)
    return "".join(parts), tuple(breaks)

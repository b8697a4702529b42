"""The structure of a base document: from its blocks in a row to where each one stands."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pipeline.amendments.numbering import Levels, leading_labels, ordinal, section_key

_SECTION = re.compile(r"(?:Section |SECTION )?(\d+(?:\.\d+)*[A-Z]?|[IVXL]+)(?:\.|\s|$)")
_SCHEDULE = re.compile(
    r"(Annex|Schedule|Exhibit|Appendix)\s+([A-Z]{1,2}|[IVX]+|\d+)\b", re.IGNORECASE
)


class BlockKind(StrEnum):
    """What a block is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ROW = "row"


@dataclass(frozen=True, slots=True, order=True)
class TextFault:
    """Something wrong with the form of a text, at a line of its file."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Source:
    """A block as it is read: its words, and where its printed lines begin in them."""

    kind: BlockKind
    text: str
    breaks: tuple[int, ...]
    line: int
    is_indented: bool = False
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A title, heading, paragraph or row, and where it stands in the document.

    ``labels`` are those of its subsections and clauses, outermost first; ``subsections`` of
    them begin with a subsection, (a), and otherwise are clauses of a paragraph. ``paragraph``
    counts the unnumbered paragraphs of the section, preamble or schedule, or the paragraphs
    of the subsection; a clause belongs to the one before it. ``number`` is the span of the
    section's number or the last label in the text, ``words`` where the words begin after it.
    """

    kind: BlockKind
    text: str
    start: int
    breaks: tuple[int, ...] = (0,)
    section: str = ""
    schedule: str = ""
    labels: tuple[str, ...] = ()
    has_subsection: bool = False
    paragraph: int = 0
    row: int = 0
    number: tuple[int, int] = (0, 0)
    words: int = 0
    path: str = ""
    anchor: str = ""

    @property
    def end(self) -> int:
        """Where the block ends in the whole text."""
        return self.start + len(self.text)

    @property
    def is_heading(self) -> bool:
        """Whether this is the title or a heading."""
        return self.kind in (BlockKind.TITLE, BlockKind.HEADING)


@dataclass(slots=True)
class _Reader:
    """Goes through the blocks and keeps count."""

    faults: list[TextFault] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)
    levels: Levels = field(default_factory=Levels)
    section: str = ""
    schedule: str = ""
    subsection: str = ""
    unnumbered: int = 0
    """Paragraphs counted at the level of the section."""
    within: int = 0
    """Paragraphs counted within the subsection."""
    rows: int = 0
    offset: int = 0

    def heading(self, source: Source) -> Block:
        """Open a section or a schedule; a heading without a number opens neither."""
        plain = Block(source.kind, source.text, self.offset)
        if schedule := _SCHEDULE.match(source.text):
            self._open("", " ".join(schedule[0].split()))
            return replace(plain, number=schedule.span(2))
        if number := _SECTION.match(source.text):
            self._open(number[1].upper(), "")
            self._count(self.section, source.line)
            words = len(source.text) - len(source.text[number.end() :].lstrip())
            return replace(plain, number=number.span(1), words=words)
        return plain

    def _open(self, section: str, schedule: str) -> None:
        self.section, self.schedule = section, schedule
        self.levels, self.subsection = Levels(), ""
        self.unnumbered = self.within = self.rows = 0

    def _count(self, section: str, line: int) -> None:
        if section in self.sections:
            message = f"Section {section} stands here again, first on line {self.sections[section]}"
            self.faults.append(TextFault(line, message))
        elif self.sections and section_key(section) < section_key(next(reversed(self.sections))):
            message = f"Section {section} follows Section {next(reversed(self.sections))}"
            self.faults.append(TextFault(line, message))
        self.sections.setdefault(section, line)

    def paragraph(self, source: Source, following: Sequence[str]) -> Block:
        """Place a paragraph by its labels, or by its indentation where it has none."""
        labels, words = leading_labels(source.text)
        block = Block(source.kind, source.text, self.offset, source.breaks)
        if labels:
            path, runs_on = self.levels.place(labels, following)
            if not runs_on:
                self.faults.append(TextFault(source.line, f"({labels[-1]}) does not run on"))
            if self.levels.has_subsections:
                if path[0] != self.subsection or len(path) == 1:
                    self.subsection, self.within = path[0], 0
                self.within = max(self.within, 1)
            else:
                self.subsection = ""
            closing = source.text.rindex(")", 0, words) + 1
            span = (closing - len(labels[-1]) - 2, closing)
            block = replace(block, labels=path, number=span, words=words)
        elif source.is_indented and self.subsection:
            self.within += 1
            block = replace(block, labels=(self.subsection,))
        else:
            self.subsection = ""
            self.unnumbered += 1
            self.levels.rest()
        inner = bool(self.subsection)
        count = self.within if inner else max(self.unnumbered, 1)
        return replace(block, has_subsection=inner, paragraph=count)

    def row(self, source: Source) -> Block:
        """Count a row of a table; the head of the table is row 0."""
        self.rows += 0 if source.is_head else 1
        return Block(source.kind, source.text, self.offset, row=0 if source.is_head else self.rows)

    def add(self, block: Block) -> None:
        """Add a block with its path in standard form and an anchor of its own."""
        placed = replace(block, section=self.section, schedule=self.schedule)
        placed = replace(placed, path=_path(placed))
        anchor = _anchor(placed)
        self.anchors[anchor] = self.anchors.get(anchor, 0) + 1
        if (again := self.anchors[anchor]) > 1:
            anchor = f"{anchor}-again-{again}"
        self.blocks.append(replace(placed, anchor=anchor))
        self.offset += len(block.text) + 1


def structured(sources: Sequence[Source]) -> tuple[tuple[Block, ...], list[TextFault]]:
    """Return the blocks with their places, and the faults of their numbering."""
    reader = _Reader()
    following = _labels_ahead(sources)
    for number, source in enumerate(sources):
        if not source.text:
            continue
        if source.kind is BlockKind.TITLE:
            if reader.blocks:
                message = "is a second title, or stands after other text; headings have ##"
                reader.faults.append(TextFault(source.line, f"{source.text!r} {message}"))
            reader.add(Block(source.kind, source.text, reader.offset))
        elif source.kind is BlockKind.HEADING:
            reader.add(reader.heading(source))
        elif source.kind is BlockKind.ROW:
            reader.add(reader.row(source))
        else:
            reader.add(reader.paragraph(source, following[number]))
    if not any(block.kind is BlockKind.TITLE for block in reader.blocks):
        reader.faults.append(TextFault(1, "there is no title (a line that begins with #)"))
    return tuple(reader.blocks), reader.faults


def _labels_ahead(sources: Iterable[Source]) -> list[tuple[str, ...]]:
    """Return for each block the labels of the next labelled paragraph of its section."""
    ahead: list[tuple[str, ...]] = []
    labels: tuple[str, ...] = ()
    for source in reversed(list(sources)):
        ahead.append(labels)
        if source.kind in (BlockKind.HEADING, BlockKind.TITLE):
            labels = ()
        elif source.kind is BlockKind.PARAGRAPH:
            labels = leading_labels(source.text)[0] or labels
    return ahead[::-1]


def _holder(block: Block) -> str:
    return f"Section {block.section}" if block.section else block.schedule or "Preamble"


def _path(block: Block) -> str:
    if block.kind is BlockKind.TITLE:
        return "Title"
    if block.kind is BlockKind.HEADING:
        return f"{_holder(block)}, heading"
    if block.kind is BlockKind.ROW:
        return f"{_holder(block)}, " + (f"row {block.row}" if block.row else "head of the table")
    labels = "".join(f"({label})" for label in block.labels)
    if not block.has_subsection:
        clause = f", clause {labels}" if labels else ""
        return f"{_holder(block)}, {ordinal(block.paragraph)} paragraph{clause}"
    named = f"{_holder(block)}{labels}"
    return (
        named
        if block.words or block.paragraph < 2
        else (f"{named}, {ordinal(block.paragraph)} paragraph")
    )


def _anchor(block: Block) -> str:
    if block.kind is BlockKind.TITLE:
        return "title"
    holder = f"s{block.section}" if block.section else block.schedule or "preamble"
    parts = [re.sub(r"\W+", "-", holder)]
    if block.kind is BlockKind.HEADING:
        pass
    elif block.kind is BlockKind.ROW:
        parts.append(f"r{block.row}")
    elif block.has_subsection:
        parts += block.labels
        parts += [f"p{block.paragraph}"] if not block.words else []
    else:
        parts += [f"p{block.paragraph}", *block.labels]
    return "-".join(parts).lower()

"""The paper as readers see it: its parts, from the head to the annex."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.exhibits.labels import kind_of
from pipeline.exhibits.layout import blocks
from pipeline.exhibits.names import Firms
from pipeline.exhibits.passages import COLLAPSED, Block, Paragraph, Row, Span, passage
from pipeline.exhibits.sentences import sentences
from pipeline.records.archive import Archive
from pipeline.records.exhibit import ExhibitText

SALUTATION = re.compile(
    (
        r"(?:Ladies\s+and\s+Gentlemen|Gentlemen|Dear\s+[A-Z].{0,40}?|Mesdames.{0,30}?|"
        r"To\s+the\s+[A-Z].{0,40}?:)[:,]?"
    ),
    re.IGNORECASE,
)
_IN_LINE = re.compile(
    r"\b(?:Ladies and Gentlemen|Gentlemen|Dear (?:Sir or Madam|Sirs?|Mesdames))\b:?"
)
CLOSING_WORDS = re.compile(
    r"(?:Very truly yours|Yours (?:very )?(?:truly|faithfully|sincerely)|Sincerely(?: yours)?|"
    r"Truly yours|Respectfully(?: yours)?)[,.]?",
    re.IGNORECASE,
)
SIGNING = re.compile(
    r"(?:By:|ACCEPTED\b|Accepted\b(?!\sby\sus)|AGREED\b|CONFIRMED\b|IN WITNESS WHEREOF|/s/)"
)
_ANNEX = re.compile(
    r"(?:ANNEX|SCHEDULE|APPENDIX|EXHIBIT)\s+(?:[A-Z]|[IVX]{1,4}|\d|ONE|TWO|THREE|FOUR)"
    r"(?:\s+TO\b.{0,60})?[.:]?|THE\s+(?:ANNEX|SCHEDULE|APPENDIX)",
    re.IGNORECASE,
)
#: Longer lines are no headings.
_LONGEST_HEADING = 70
#: Longer paragraphs and sentences are none that people write: nothing is read from them, so
#: that the time that a paper takes grows with its size and no faster.
_LONGEST_PARAGRAPH = 12_000
_LONGEST_SENTENCE = 6_000
_OPENING = re.compile(
    (
        r"\b(?:understands?|proposes?|intends?|offers?|agrees?|wish(?:es)?|propose)"
        r"\b.*\b(?:issue|sell|sale|purchase)\b"
    ),
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Paper:
    """A paper with the firms of the archive that it is read against."""

    exhibit: ExhibitText
    archive: Archive

    @cached_property
    def blocks(self) -> list[Block]:
        return blocks(self.exhibit)

    @cached_property
    def underwriters(self) -> Firms:
        return Firms(self.archive.underwriters)

    @cached_property
    def issuers(self) -> Firms:
        return Firms(self.archive.issuers)

    @cached_property
    def counsel(self) -> Firms:
        return Firms(self.archive.counsel)

    @cached_property
    def written(self) -> list[tuple[int, Span]]:
        """The lines with words that are no furniture, each as a passage of its own."""
        furniture = self.exhibit.furniture
        return [
            (number, passage([(number, line)]).span())
            for number, line in enumerate(self.exhibit.lines, 1)
            if number not in furniture and line.strip()
        ]

    def line(self, number: int) -> Span | None:
        """Return the words of a line; None where it has none."""
        words = passage([(number, self.exhibit.lines[number - 1])])
        return words.span() if words.lines else None

    @cached_property
    def salutation(self) -> Span | None:
        """The words with which the letter begins."""
        for _, words in self.written[:120]:
            if SALUTATION.fullmatch(words.text):
                return words
            # In a paper on one line the letter goes on behind it.
            if len(words.text) > COLLAPSED and (match := _IN_LINE.search(words.text)):
                return words.of(match)
        return None

    @cached_property
    def opening_line(self) -> int:
        """The line where the letter itself begins."""
        if self.salutation is not None:
            return self.salutation.lines.first
        for block in self.blocks:
            if isinstance(block, Paragraph) and _OPENING.search(block.text):
                return block.passage.first
        return self.written[0][0] if self.written else 1

    @cached_property
    def closing_words(self) -> Span | None:
        """The words above the first signature."""
        for _, words in self.written:
            if CLOSING_WORDS.fullmatch(words.text):
                return words
            if len(words.text) > COLLAPSED:
                # In a paper on one line they stand behind the letter's last full stop.
                for match in CLOSING_WORDS.finditer(words.text):
                    if re.search(
                        r"[.”\"]\s$", words.text[max(0, match.start() - 3) : match.start()]
                    ):
                        return words.of(match)
        return None

    @cached_property
    def signature_line(self) -> int:
        """The first line of the signatures; one past the end where there are none."""
        if self.closing_words is not None and len(self.closing_words.passage.text) <= COLLAPSED:
            return self.closing_words.lines.first
        for number, words in self.written:
            if number > self.opening_line and SIGNING.match(words.text):
                return number
        return len(self.exhibit.lines) + 1

    @cached_property
    def annex_line(self) -> int:
        """The line of the annex's heading; one past the end where there is none."""
        end = len(self.exhibit.lines) + 1
        start = min(self.signature_line, end)
        lines = {number for number, _ in self.written}
        headings = [
            number
            for number, words in self.written
            if len(words.text) <= _LONGEST_HEADING
            and _ANNEX.fullmatch(words.text)
            # A sentence may end with such words on a line of their own.
            and (number - 1 not in lines or words.text.isupper())
        ]
        behind = [number for number in headings if number > start]
        if behind:
            return behind[0]
        # An annex may stand before the signatures, never in the head of the paper.
        before = [number for number in headings if number > self.opening_line + 8]
        return before[0] if before and start == end else end

    @property
    def is_signed(self) -> bool:
        """Whether signatures were found."""
        return self.signature_line <= len(self.exhibit.lines) or self.closing_words is not None

    def paragraphs(self, *, whole: bool = False) -> Iterator[Paragraph]:
        """Yield the paragraphs of the letter, from the salutation to the signatures."""
        last = len(self.exhibit.lines) + 1
        end = (
            last if whole else max(min(self.signature_line, self.annex_line), self.opening_line + 1)
        )
        for block in self.blocks:
            if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_PARAGRAPH:
                continue
            if self.opening_line <= block.passage.first < end:
                yield block

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the letter."""
        return [
            one
            for block in self.paragraphs()
            for one in sentences(block.body)
            if len(one.text) <= _LONGEST_SENTENCE
        ]

    @cached_property
    def list_lines(self) -> set[int]:
        """The lines of the list of underwriters, which hold no terms; its reader fills them in."""
        return set()

    @property
    def rows(self) -> list[Row]:
        """The rows of the terms: those of the letter, and of an annex that holds terms."""
        return [row for row in self._rows if row.label.first not in self.list_lines]

    @cached_property
    def _rows(self) -> list[Row]:
        found = []
        for block in self.blocks:
            if not isinstance(block, Row) or block.label.first < self.opening_line:
                continue
            if any(len(cell.text) > _LONGEST_SENTENCE for cell in block.cells):
                continue
            line = block.label.first
            is_signature = self.signature_line <= line < self.annex_line
            if not is_signature and (line < self.signature_line or kind_of(block.label.text)):
                found.append(block)
        return found

"""A deal's amendments worked out: on the base text where it is held, else as fragments."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.amendments.apply import vary
from pipeline.amendments.at_once import term_notes
from pipeline.amendments.base_text import BaseText, read_base_text
from pipeline.amendments.fragments import FragmentGroup, fragments
from pipeline.amendments.from_record import instructions
from pipeline.amendments.model import Instruction, Note, Resolution, Run, RunKind, Varied
from pipeline.records.base import Blank
from pipeline.records.deal import Deal


@dataclass(frozen=True)
class Worked:
    """What a deal's amendments come to.

    ``instructions`` are in the record's order; each has its ``resolutions`` entry, by id.
    ``varied`` is the base text with them applied, None where it is not held: then ``groups``
    hold the quoted words by section. ``notes`` are what the text itself does not show.
    """

    instructions: tuple[Instruction, ...]
    varied: Varied | None
    groups: tuple[FragmentGroup, ...]
    notes: tuple[Note, ...]

    @cached_property
    def resolutions(self) -> Mapping[str, Resolution]:
        """What became of each instruction, by its id."""
        if self.varied is not None:
            return {one.id: one for one in self.varied.resolutions}
        return {
            one.resolution.id: one.resolution for group in self.groups for one in group.fragments
        }

    @cached_property
    def statistics(self) -> "Statistics":
        """How much the amendments change."""
        return _statistics(self)


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much a deal's amendments change.

    ``operations`` counts them by kind. Words are those of the marked runs; a rename of a text
    that is not held counts once, because its hits are not known. Of a text that is held,
    ``blocks`` (paragraphs and rows) and ``sections`` say how many of how many are touched; else
    they are None.
    """

    operations: Mapping[str, int]
    words_out: int
    words_in: int
    blocks: tuple[int, int] | None
    sections: tuple[int, int] | None


class Amendments:
    """The amendments of the deals of one archive, worked out when they are asked for.

    ``texts`` are the base texts that are held, as Markdown, by the document's id; each is
    taken apart once.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._read: dict[str, BaseText] = {}
        self._last: tuple[Deal, Worked] | None = None

    def base(self, document: str) -> BaseText | None:
        """Return the text of a base document; None where it is not held."""
        if document not in self._texts:
            return None
        if document not in self._read:
            self._read[document] = read_base_text(self._texts[document])
        return self._read[document]

    def of(self, deal: Deal) -> Worked:
        """Return what a deal's amendments come to; the last answer is kept."""
        if self._last is None or self._last[0] is not deal:
            known = None if isinstance(deal.incorporation, Blank) else deal.incorporation
            given = instructions(deal)
            base = self.base(known.base_document) if known is not None and given else None
            order = known.order if known is not None else "original"
            self._last = deal, work_out(given, base, order)
        return self._last[1]


def work_out(
    given: tuple[Instruction, ...], base: BaseText | None, order: str = "original"
) -> Worked:
    """Apply instructions to a base text; without one, set out the words that they quote."""
    if base is None:
        return Worked(given, None, tuple(fragments(given)), tuple(term_notes(given)))
    varied = vary(base, given, "sequential" if order == "sequential" else "original")
    return Worked(given, varied, (), varied.notes)


def _statistics(worked: Worked) -> Statistics:
    operations = Counter(one.operation for one in worked.instructions)
    out = Counter[RunKind]()
    for run in _runs(worked):
        out[run.kind] += len(run.text.split())
    blocks = sections = None
    if worked.varied is not None:
        held = [(block, any(run.by for run in block.runs)) for block in worked.varied.blocks]
        # New blocks have no place among those of the base text.
        old = [(b, changed) for b, changed in held if any(r.kind != "inserted" for r in b.runs)]
        texts = [changed for block, changed in old if not block.is_heading]
        blocks = sum(texts), len(texts)
        by_section: dict[str, bool] = {}
        for block, changed in old:
            name = block.path.split(",")[0].split("(")[0]
            by_section[name] = by_section.get(name, False) or changed
        sections = sum(by_section.values()), len(by_section)
    words = out[RunKind.DELETED], out[RunKind.INSERTED]
    return Statistics(operations, *words, blocks, sections)


def _runs(worked: Worked) -> Iterator[Run]:
    if worked.varied is not None:
        yield from (run for block in worked.varied.blocks for run in block.runs)
        return
    yield from (run for group in worked.groups for one in group.fragments for run in one.runs)

"""The base text with changes marked, in one copy that shows as base, as redline or as varied.

Every change stands in a ``span`` with the item that makes it; what it is shown as is for the
style sheet, so that no text stands twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.amendments.model import BlockRuns, Note, NoteKind, Run, RunKind, Varied
from pipeline.amendments.of_deal import Worked
from pipeline.pages.html import Markup, anchor, escape
from pipeline.records.codes import MEANING_ONLY

_SPOKEN = {RunKind.DELETED: ("del", "deleted: "), RunKind.INSERTED: ("ins", "inserted: ")}
_MOVED = {RunKind.DELETED: "moved from here: ", RunKind.INSERTED: "moved to here: "}
#: A paragraph's end that comes or goes, and the end of the line that goes with it.
_PARAGRAPH_END = '<span class="t-end" title="end of a paragraph">¶</span>'
_LINE_END = {RunKind.DELETED: '<br class="t-brd">', RunKind.INSERTED: '<br class="t-bri">'}
_ARROW = '<a class="t-by" href="#{}" title="the other end of the move">⇄</a>'
_OMITTED = '<i class="t-om">⟨words omitted⟩</i>'


@dataclass(frozen=True, slots=True)
class Authority:
    """Who makes a change: the mark that stands at it, where that leads, and more in words."""

    mark: str
    address: str
    title: str


@dataclass
class Redline:
    """A varied text being written; ``by`` tells the authority of each instruction.

    ``meanings`` are the notes on meaning; ``terms`` the terms that some of them speak of, by
    the instruction's id.
    """

    varied: Varied
    by: Mapping[str, Authority]
    terms: Mapping[str, str] = field(default_factory=dict)
    greyed: frozenset[str] = frozenset()
    named: dict[str, int] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def html(self) -> Markup:
        """Return the text as headings and paragraphs, those between changes folded together."""
        notes = self._notes()
        # Where a term is only used, nothing is changed; its first use has the note.
        first = {note.anchors[0] for note in self.varied.notes if note.anchors and is_meaning(note)}
        shown = {
            index
            for index, block in enumerate(self.varied.blocks)
            if any(run.by for run in block.runs) or block.anchor in first
        }
        shown |= self._headings(shown)
        parts: list[str] = []
        for is_shown, group in groupby(
            enumerate(self.varied.blocks), key=lambda entry: entry[0] in shown
        ):
            blocks = [block for _, block in group]
            if not is_shown:
                count = sum(not block.is_heading for block in blocks)
                what = "1 paragraph" if count == 1 else f"{count} paragraphs"
                if count:
                    parts.append(f'<p class="t-gap">{what} without a change</p>')
            parts += [
                self._block(block, notes.get(block.anchor, ()), is_kept=not is_shown)
                for block in blocks
            ]
        # Built from escaped text: what comes from records passes through ``escape``.
        return Markup("\n".join(parts))

    def _notes(self) -> dict[str, list[Note]]:
        found: dict[str, list[Note]] = {}
        for note in self.varied.notes:
            if is_meaning(note):
                for name in note.anchors:
                    found.setdefault(name, []).append(note)
        return found

    def _headings(self, shown: Iterable[int]) -> set[int]:
        """Return the headings above the blocks that are shown, so that these have their place."""
        found = set()
        for index in shown:
            above = index
            while above >= 0 and not self.varied.blocks[above].is_heading:
                above -= 1
            if above >= 0:
                found.add(above)
        return found

    def _block(self, block: BlockRuns, notes: Sequence[Note], *, is_kept: bool) -> str:
        kinds = {run.kind for run in block.runs}
        classes = [
            name
            for name, holds in (
                ("k", is_kept),
                ("t-gone", kinds == {RunKind.DELETED}),
                ("t-new", kinds == {RunKind.INSERTED}),
                ("t-off", block.anchor in self.greyed),
            )
            if holds
        ]
        class_ = f' class="{" ".join(classes)}"' if classes else ""
        element = "h4" if block.is_heading else "p"
        names = [name for note in notes for name in note.ids if name in self.terms]
        terms = {self.terms[name]: self._authority(name) for name in names}
        inner = "".join(self._runs(block.runs, terms))
        name = anchor("text", block.anchor)
        written = f'<{element} id="{name}"{class_}>{inner}</{element}>'
        return written + "".join(self._note(note) for note in notes)

    def _note(self, note: Note) -> str:
        one = note.ids[0]
        if one in self.told:
            return ""
        self.told.add(one)
        name, who = anchor("change", one), self._authority(one)
        return f'<p class="t-note" id="{name}">{who} <b>Meaning:</b> {escape(note.message)}</p>'

    def _runs(self, runs: Sequence[Run], terms: Mapping[str, str]) -> Iterator[str]:
        for by, group in groupby(runs, key=lambda run: run.by):
            held = list(group)
            if not by:
                yield "".join(_with_terms(run.text, terms) for run in held)
                continue
            marks = "".join(_marked(run, is_last=run is held[-1]) for run in held)
            if not any(run.kind is RunKind.INSERTED for run in held):
                marks += _OMITTED
            name = anchor("change", by)
            if held[0].moved:
                comes = held[0].kind is RunKind.INSERTED
                marks += _ARROW.format(name if comes else f"{name}-to")
                name += "-to" * comes
            # The item stands at the end of its line, also where the change ends that line.
            after = _LINE_END[held[-1].kind] if held[-1].text.endswith("\n") else ""
            who = self._authority(by)
            told = escape(self.by[by].title)
            yield (
                f'<span class="t-ch" id="{self._name(name)}" title="{told}">'
                f"{marks}{who}{after}</span>"
            )

    def _name(self, name: str) -> str:
        """Return an id for a change; where it shows in several places, each after has a number."""
        self.named[name] = self.named.get(name, 0) + 1
        return name if self.named[name] == 1 else f"{name}-at-{self.named[name]}"

    def _authority(self, by: str) -> str:
        who = self.by[by]
        return f'<a class="t-by" href="{escape(who.address)}">{escape(who.mark)}</a>'


def redline(worked: Worked, varied: Varied, by: Mapping[str, Authority]) -> Markup:
    """Return a base text as a deal varies it; ``by`` has an entry for each instruction."""
    terms = {
        one.id: one.term
        for one in worked.instructions
        if one.term and one.operation in MEANING_ONLY
    }
    off = {one.id for one in worked.instructions if one.operation == "disapply"}
    greyed = {
        name
        for note in varied.notes
        if is_meaning(note) and off & set(note.ids)
        for name in note.anchors
    }
    return Redline(varied, by, terms, frozenset(greyed)).html()


def _marked(run: Run, *, is_last: bool) -> str:
    """Return a run with its mark; the last of a change leaves the end of its line to others."""
    name, spoken = _SPOKEN[run.kind]
    class_ = ' class="t-mv"' if run.moved else ""
    said = _MOVED[run.kind] if run.moved else spoken
    # Space at the ends stays outside the mark: struck space looks like a dash.
    bare = run.text.strip(" ")
    if not bare:
        return f"<{name}{class_}>{run.text}</{name}>"
    before, _, after = run.text.partition(bare)
    *lines, last = bare.split("\n")
    end = _PARAGRAPH_END + _LINE_END[run.kind]
    inner = "".join(f"{escape(line)}{end}" for line in lines) + str(escape(last))
    if lines and not last and is_last:
        inner = inner.removesuffix(_LINE_END[run.kind])
    return (
        f'<{name}{class_}>{before}<span class="d-vh">{said}</span>'
        f"<span>{inner}</span>{after}</{name}>"
    )


def _with_terms(text: str, terms: Mapping[str, str]) -> str:
    """Return kept text; terms that are given another meaning are underlined, with their item."""
    parts = [text]
    for term in terms:
        parts = [
            piece for part in parts for piece in ((part,) if part in terms else _around(part, term))
        ]
    return "".join(
        f'<span class="t-term">{escape(part)}</span>{terms[part]}'
        if part in terms
        else str(escape(part))
        for part in parts
    )


def _around(text: str, term: str) -> Iterator[str]:
    first, *rest = text.split(term)
    yield first
    for part in rest:
        yield term
        yield part


def is_meaning(note: Note) -> bool:
    """Whether a note says what words mean, and so belongs to the text."""
    return note.kind is NoteKind.MEANING

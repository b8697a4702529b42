"""A deal while its page is made: how its values are shown, and where on the page.

Every value that is shown with its source is noted, so that the source can say of each line
which term rests on it, with a link back.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from pipeline.pages import format as fmt
from pipeline.pages.histories import Histories
from pipeline.pages.html import Markup, escape, tag, url
from pipeline.pages.nearest import Nearest
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Blank, Citation, Stated
from pipeline.records.codes import BLANK_REASONS, REVIEW_STATES
from pipeline.records.deal import Field, fields
from pipeline.tables.build import Tables
from pipeline.tables.rows import Row

T = TypeVar("T")

#: A longer text is not itself the link to its lines; their numbers behind it are.
_LONGEST_LINK = 90


@dataclass
class Paper:
    """One deal with its archive, tables and histories; ``path`` is the page's own."""

    record: DealRecord
    archive: Archive
    tables: Tables
    path: str
    histories: Histories
    #: Where each cited value is shown, by the identity of the value: (anchor, words).
    places: dict[int, tuple[str, str]] = field(default_factory=dict)
    #: The nearest deals of every deal; None where a page is made by itself.
    nearest: Nearest | None = None

    def rows(self, table: str) -> list[Row]:
        """Return the deal's rows of a table."""
        return self.tables.of_deal(table, self.record.deal.deal_id)

    def url(self, there: str, anchor: str = "") -> str:
        """Return the relative address of another page, given by its path."""
        return url(self.path, there, anchor)

    def spot(self, anchor: str, words: str) -> "Spot":
        """Return the place of the page that has this anchor and is called by these words."""
        return Spot(self, anchor, words)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every stated value and every blank of the record, in written order."""
        return tuple(fields(self.record.deal))

    @cached_property
    def footnotes(self) -> list[str]:
        """The notes that stand at more than one value, most often the same source for all."""
        notes = Counter(
            entry.stated.note
            for entry in self.fields
            if isinstance(entry.stated, Stated) and entry.stated.value is not None
        )
        return [note for note, times in notes.items() if note is not None and times > 1]

    def remarks(self, stated: Stated[Any], text: str) -> Markup:
        """Return what goes with a value in small letters: the print, a note, a state."""
        if stated.as_printed is stated.note is stated.state is stated.misprint is None:
            return Markup()
        parts = []
        if stated.misprint is not None:
            parts.append(" " + tag("small", f"held to be misprinted: {stated.misprint}"))
        if stated.as_printed is not None and _squeezed(stated.as_printed) != _squeezed(text):
            parts.append(" " + tag("small", f"printed “{stated.as_printed}”"))
        if stated.note in self.footnotes:
            number = self.footnotes.index(stated.note) + 1
            parts.append(Markup(f'<sup><a href="#footnote-{number}">{number}</a></sup>'))
        elif stated.note is not None:
            parts.append(" " + tag("small", stated.note))
        # While a draft is being read other marks stand at many values; its opening counts them.
        if stated.state == "disputed":
            parts.append(" " + tag("small", REVIEW_STATES[stated.state]))
        return Markup().join(parts)

    def held(self, stated: Stated[Any]) -> list[Citation]:
        """Return the citations whose lines the page's source can show."""
        exhibit = self.record.exhibit
        if exhibit is None:
            return []
        return [c for c in stated.citations if c.lines.first <= len(exhibit.lines)]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the page at which values are shown."""

    paper: Paper
    anchor: str
    words: str

    def note(self, stated: Stated[Any] | None) -> None:
        """Note that a value is shown here, also where the page does not link it by itself."""
        if stated is not None and stated.lines is not None:
            self.paper.places.setdefault(id(stated), (self.anchor, self.words))

    def show(self, stated: Stated[T] | None, written: Callable[[T], str] = str) -> Markup | None:
        """Return a stated value, linked to its lines of the source; None where it is blank.

        ``written`` puts the value into words; what the paper prints instead, and the
        editor's note, follow in small letters.
        """
        if stated is None or stated.value is None:
            return None
        text = written(stated.value)
        self.note(stated)
        return self._linked(text, stated) + self.paper.remarks(stated, text)

    def link(self, stated: Stated[T] | None, written: Callable[[T], str] = str) -> Markup | None:
        """Return a stated value, linked, without what goes with it elsewhere on the page."""
        if stated is None or stated.value is None:
            return None
        citations = self.paper.held(stated)
        return _value_link(written(stated.value), citations[:1])

    def plain(self, stated: Stated[T] | None, written: Callable[[T], str] = str) -> Markup | None:
        """Return a stated value without a link, where one beside it leads to the same lines."""
        if stated is None or stated.value is None:
            return None
        self.note(stated)
        return escape(written(stated.value))

    def quote(self, stated: Stated[str] | None) -> Markup | None:
        """Return a clause in the paper's words, with the lines behind it."""
        if stated is None or stated.value is None:
            return None
        self.note(stated)
        return escape(stated.value) + self.lines(stated) + self.paper.remarks(stated, stated.value)

    def clauses(self, *stated: Stated[str] | None) -> Markup | None:
        """Return whole clauses: a link where the page holds the paper, else their words, folded.

        The paper stands on the same page, so its words are not printed twice.
        """
        known = [text for text in stated if text is not None and text.value is not None]
        if not known:
            return None
        if all(self.paper.held(text) for text in known):
            links = Markup().join(self.lines(text) for text in known)
            return Markup('<span class="d-see">In the paper’s words{}</span>').format(links)
        words = Markup().join(tag("p", self.quote(text) or "", class_="d-q") for text in known)
        return Markup(
            '<details class="d-more d-print"><summary>In the paper’s words</summary>{}</details>'
        ).format(words)

    def lines(self, stated: Stated[Any]) -> Markup:
        """Return links to every place that a value cites, shown as line numbers."""
        self.note(stated)
        return Markup("".join(map(_lines_link, self.paper.held(stated))))

    def _linked(self, text: str, stated: Stated[Any]) -> Markup:
        citations = self.paper.held(stated)
        if len(text) > _LONGEST_LINK:
            return escape(text) + self.lines(stated)
        return _value_link(text, citations)


def _value_link(text: str, citations: list[Citation]) -> Markup:
    if not citations:
        return escape(text)
    # Written out by hand: a page has hundreds of these.
    first = citations[0].lines
    lines = fmt.lines(first.first, first.last)
    link = f'<a class="s" href="#line-{first.first}" data-l="{lines}">{escape(text)}</a>'
    return Markup(link + "".join(map(_lines_link, citations[1:])))


def _lines_link(citation: Citation) -> str:
    first, last = citation.lines.first, citation.lines.last
    return f'<a class="r" href="#line-{first}">{fmt.lines(first, last)}</a>'


def _squeezed(text: str) -> str:
    return "".join(text.split()).lower().rstrip(".")


def why_blank(blank: Stated[Any] | Blank) -> str:
    """Return the reason of a blank in words, with the document that states the value."""
    if blank.blank == "stated_elsewhere" and blank.document:
        return f"stated in {blank.document}"
    return BLANK_REASONS[str(blank.blank)]

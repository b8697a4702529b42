"""A deal's values as plain text: what its page shows, without links, notes and marks.

The views of a deal's page are used as they are, with a paper that links nothing. What a
view leaves out because it is blank is remembered under the view's anchor, so that whoever
shows the deal elsewhere can say why.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pipeline.pages.deal_paper import Paper, Spot, why_blank
from pipeline.pages.format import upper_first
from pipeline.pages.html import Markup, escape
from pipeline.pages.labels import label
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Blank, Citation, Stated

T = TypeVar("T")
Row = dict[str, str]

_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"(?<=[^>])<(?:div|p)\b[^>]*>|</(?:div|p)>(?=<(?:div|p)\b)")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
#: An archive in which nothing is found, so that views link to no other page.
_NOWHERE = Archive({}, {}, {}, {}, {})
#: What the paper was seen not to say; every other reason leaves open what it says.
CLOSED = frozenset({"not_stated", "not_applicable"})


def plain(text: str) -> str:
    """Return the words of HTML that a view made, its lines joined by semicolons."""
    if "<" not in text and "&" not in text:
        return text
    return _SPACE.sub(" ", html.unescape(_TAG.sub("", _BREAK.sub("; ", text)))).strip()


def unknown(blank: Stated[Any] | Blank) -> Row:
    """Return a blank as sheets hold it: the code of its reason, and the reason in words."""
    return {"blank": str(blank.blank), "why": why_blank(blank)}


class PlainPaper(Paper):
    """A deal whose values are shown as text alone.

    ``blanks`` are those met, by anchor; ``words`` are the clauses in the paper's own words,
    which a sheet holds apart from what they say.
    """

    def __init__(self, record: DealRecord, like: Paper) -> None:
        super().__init__(record, _NOWHERE, like.tables, like.path, like.histories)
        self.blanks: dict[str, Stated[Any]] = {}
        self.words: dict[str, str] = {}

    def spot(self, anchor: str, words: str) -> "PlainSpot":
        return PlainSpot(self, anchor, words, self.blanks, self.words)

    def remarks(self, stated: Stated[Any], text: str) -> Markup:
        """Return nothing: an editor's notes are no part of what a paper states."""
        del stated, text
        return Markup()

    def held(self, stated: Stated[Any]) -> list[Citation]:
        """Return nothing: a sheet shows no source."""
        del stated
        return []


@dataclass(frozen=True, slots=True)
class PlainSpot(Spot):
    """A place of a sheet; what is blank there is remembered, the first of several."""

    blanks: dict[str, Stated[Any]] = field(default_factory=dict)
    clause_words: dict[str, str] = field(default_factory=dict)

    def note(self, stated: Stated[Any] | None) -> None:
        """Note nothing: a sheet has no source that would link back."""

    def show(self, stated: Stated[T] | None, written: Callable[[T], str] = str) -> Markup | None:
        if stated is None:
            return None
        if stated.value is None:
            self.blanks.setdefault(self.anchor, stated)
            return None
        return escape(written(stated.value))

    def link(self, stated: Stated[T] | None, written: Callable[[T], str] = str) -> Markup | None:
        return self.show(stated, written)

    def plain(self, stated: Stated[T] | None, written: Callable[[T], str] = str) -> Markup | None:
        return self.show(stated, written)

    def quote(self, stated: Stated[str] | None) -> Markup | None:
        return self.show(stated)

    def clauses(self, *stated: Stated[str] | None) -> Markup | None:
        known = [text.value for text in stated if text is not None and text.value is not None]
        if known:
            self.clause_words[self.anchor] = " ".join(known)
        return None

    def lines(self, stated: Stated[Any]) -> Markup:
        """Return nothing: a sheet shows no source."""
        del stated
        return Markup()


def row(term: str, words: str, shown: str | Row) -> Row:
    """Return a row of a sheet: a term with its value, or with why there is none."""
    held = {"value": shown} if isinstance(shown, str) else shown
    return {"term": term, "words": words or upper_first(label(term.replace("-", "_"))), **held}

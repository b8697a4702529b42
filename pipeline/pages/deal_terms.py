"""The terms: a table of the agreement, a column for each security, and what is not known."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pages.deal_agreement import agreement_rows
from pipeline.pages.deal_paper import Paper
from pipeline.pages.deal_security import TERMS
from pipeline.pages.deal_unknown import column_title, unknown
from pipeline.pages.html import Markup, render
from pipeline.records.base import Blank
from pipeline.records.security import Security

_LONG = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """What one security's column shows in a row; ``anchor`` is None where the row has it."""

    shown: Markup
    anchor: str | None
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the terms of the securities."""

    anchor: str | None
    words: str
    cells: tuple[Cell, ...]


def terms_section(paper: Paper) -> Markup:
    """Return the section of the terms."""
    deal = paper.record.deal
    titles = [column_title(deal, n) for n in range(len(deal.securities))]
    return render(
        "deal_terms.html.jinja",
        agreement=list(agreement_rows(paper)),
        titles=titles,
        rows=list(_security_rows(paper)),
        footnotes=paper.footnotes,
        unknown=list(unknown(paper)),
        notes=[*deal.notes, *(note for security in deal.securities for note in security.notes)],
    )


def _security_rows(paper: Paper) -> Iterator[Row]:
    securities = paper.record.deal.securities
    # A currency by itself is no security: it is taken from the rest of the archive.
    is_bare = all(s.title.value is None and isinstance(s.interest, Blank) for s in securities)
    for term in TERMS:
        shown = [
            term.show(paper.spot(_anchor(term.slug, security, n), term.words.lower()), security)
            for n, security in enumerate(securities)
        ]
        if any(shown) and (term.slug != "currency" or not is_bare):
            yield Row(f"term-{term.slug}", term.words, _cells(term.slug, securities, shown))
    yield from _printed_rows(paper)


def _anchor(slug: str, security: Security, number: int) -> str:
    # The first security has the plain anchor, which links of other sites name.
    return f"term-{security.security_id}-{slug}" if number else f"term-{slug}"


def _cells(
    slug: str | None, securities: tuple[Security, ...], shown: list[Markup | None]
) -> tuple[Cell, ...]:
    # What is long and the same for all is said once; a short value says more in its column.
    if len(shown) > 1 and len(shown[0] or "") > _LONG and len(set(shown)) == 1 and shown[0]:
        return (Cell(shown[0], None, len(shown)),)
    return tuple(
        Cell(
            text or Markup('<span class="d-no">not known</span>'),
            _anchor(slug, security, number) if slug and number else None,
        )
        for number, (security, text) in enumerate(zip(securities, shown, strict=True))
    )


def _printed_rows(paper: Paper) -> Iterator[Row]:
    """Yield the rows of terms that have no field of their own, by the labels printed."""
    securities = paper.record.deal.securities
    labels = dict.fromkeys(
        entry.label.value or "" for security in securities for entry in security.other_terms
    )
    for words in labels:
        spot = paper.spot("terms", words.lower())
        shown = []
        for security in securities:
            found = [e for e in security.other_terms if (e.label.value or "") == words]
            for entry in found:
                spot.note(entry.label)
            shown.append(next((spot.quote(e.text) for e in found), None))
        yield Row(None, words.rstrip(": .") or "Further term", _cells(None, securities, shown))

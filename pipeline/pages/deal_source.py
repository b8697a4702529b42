"""The paper itself, line by line, with what the record takes from each; or where it was seen."""

from pathlib import PurePosixPath

from pipeline.pages import format as fmt
from pipeline.pages.deal_head import paper_name
from pipeline.pages.deal_paper import Paper
from pipeline.pages.html import Markup, escape, external, link, render
from pipeline.pages.labels import label
from pipeline.records.base import Blank, Stated
from pipeline.records.codes import REVIEW_STATES, SEEN_EXTENTS
from pipeline.records.deal import Deal

#: Printed papers have lines of 80 signs, tables of some more; a longer line lost its end.
_LONGEST_LINE = 132


def source_section(paper: Paper) -> Markup:
    """Return the section; made last, when it is known where each value is shown."""
    deal = paper.record.deal
    coverage = next(iter(paper.rows("coverage")), None)
    written = coverage["exhibit_lines"] if coverage else None
    exhibit = paper.record.exhibit
    return render(
        "deal_source.html.jinja",
        seen=fmt.upper_first(SEEN_EXTENTS[deal.seen.extent]),
        what=deal.seen.what,
        lines=_lines(paper) if exhibit is not None else None,
        wraps=exhibit is not None and max(map(len, exhibit.lines), default=0) > _LONGEST_LINE,
        cited=coverage and coverage["exhibit_lines_cited"],
        written=written,
        unsure=bool(_unsure_lines(paper)),
        share=fmt.pct(coverage["exhibit_lines_cited"] * 100 / written, 1)
        if coverage and written
        else "",
        sources=[(external(source.url), source.note or "") for source in deal.sources],
        facts=_facts(paper),
        citation=cite(deal),
    )


def _lines(paper: Paper) -> Markup:
    """Return the lines of the exhibit.

    ``u`` are words that no field cites, ``q`` those that an unsure field may take its value
    from, ``f`` page marks.
    """
    rows = paper.rows("exhibit_lines")
    # All at once: a paper has hundreds of lines. A tab would be widened by Markdown.
    texts = str(escape("\n".join(row["text"] for row in rows))).replace("\t", "&#9;").split("\n")
    by_line = _cited_by(paper)
    unsure = _unsure_lines(paper)
    parts = []
    before = ""
    for row, text in zip(rows, texts, strict=True):
        number = row["line"]
        if not text.strip():
            parts.append("<i></i>")
            continue
        kind = "" if row["is_cited"] else ' class="f"' if row["is_furniture"] else ' class="u"'
        by = by_line.get(number, before)
        if number in unsure:
            kind, by = ' class="q"', f"<b>unsure</b>: {escape(', '.join(unsure[number]))}"
        note = f"<em>{by}</em>" if by != before else ""
        before = by
        parts.append(f'<span id="line-{number}"{kind}>{text}{note}</span>')
    return Markup("\n".join(parts))


def _unsure_lines(paper: Paper) -> dict[int, list[str]]:
    """Return the lines that hold words of candidates, with the fields that are unsure."""
    exhibit = paper.record.exhibit
    found: dict[int, list[str]] = {}
    for entry in paper.fields if exhibit is not None else ():
        for one in entry.stated.candidates:
            for number in exhibit.locate(one.quote, one.lines) if exhibit else ():
                names = found.setdefault(number, [])
                if label(entry.name) not in names:
                    names.append(label(entry.name))
    return found


def _cited_by(paper: Paper) -> dict[int, str]:
    """Return, for each line at which a citation begins, what cites it, linked, as HTML."""
    found: dict[int, dict[str, None]] = {}
    links: dict[tuple[str, str], str] = {}
    for entry in paper.fields:
        if not isinstance(entry.stated, Stated) or entry.stated.lines is None:
            continue
        place = paper.places.get(id(entry.stated)) or ("", label(entry.name))
        if place not in links:
            anchor, words = place
            links[place] = str(link(f"#{anchor}", words) if anchor else escape(words))
        for citation in entry.stated.citations:
            found.setdefault(citation.lines.first, {})[links[place]] = None
    return {line: ", ".join(places) for line, places in found.items()}


def _facts(paper: Paper) -> list[tuple[str, str]]:
    """Return what is known of the filing and of the record."""
    record, deal = paper.record, paper.record.deal
    facts = []
    filing = deal.document.filing
    if not isinstance(filing, Blank):
        parts = [
            f"Form {filing.form}" if filing.form else "",
            f"accession number {filing.accession_number}" if filing.accession_number else "",
            f"exhibit {filing.exhibit}" if filing.exhibit else "",
            f"filed {fmt.day(filing.filed_date)}" if filing.filed_date else "",
        ]
        facts.append(("Filing", ", ".join(part for part in parts if part)))
    if deal.document.exhibit is not None:
        copy = deal.document.exhibit
        size = f"{copy.bytes:,} bytes, {copy.lines} lines"
        facts.append(("Copy held", f"{size}, SHA-256 {copy.sha256}"))
        if copy.format == "html":
            said = "Filed as HTML; the lines above are those of its text layer, made from it"
            facts.append(("", said))
    review = deal.review
    state = f"{review.state}: {REVIEW_STATES[review.state]}"
    facts.append(("Record", f"{state}; {review.by}, {fmt.day(review.on)}"))
    if review.note is not None:
        facts.append(("", review.note))
    # Only the place within an archive: where the archive itself lies is nobody's business.
    facts.append(("File", "/".join(("data", *PurePosixPath(record.path).parts[-3:]))))
    return [(name, text) for name, text in facts if text]


def cite(deal: Deal) -> str:
    """Return how to cite this record."""
    title = next((s.title.value for s in deal.securities if s.title.value), None)
    day = deal.agreement_date.value
    parts = [
        deal.issuer_named.name.value or deal.issuer,
        paper_name(deal) + (f" dated {fmt.day(day)}" if day else ""),
        f"({title})" if title else "",
    ]
    named = ", ".join(part for part in parts[:2] if part) + (f" {parts[2]}" if parts[2] else "")
    state = f"{deal.review.state} {fmt.day(deal.review.on)}"
    return f"{named}. Deal archive, record {deal.deal_id}, {state}."

"""What stands around the terms: title, legend, notes, table of changes, header."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pipeline.word.model import Aside, Change, Terms
from pipeline.word.paragraphs import one_line
from pipeline.word.wml import Element, paragraph, root, run, sub

#: Widths of the table of changes, in twentieths of a point; together the width of the text.
_COLUMNS: Final = {"Item": 800, "Place": 3000, "Change": 5560}
_NOT_HELD: Final = (
    " The archive does not hold the text of the base document. Shown are only the words that the "
    "agreement quotes, at the places that it names; … stands for text that is not held. Nothing "
    "is filled in."
)


def header(terms: Terms) -> Element:
    """Return the header of the pages after the first."""
    part = root("hdr")
    run(paragraph(part, "Header"), one_line(terms.base_title))
    run(paragraph(part, "Header"), _edition(terms))
    return part


def title(body: Element, terms: Terms, label: str) -> None:
    """Append what the document is: base document, edition, agreement, deal."""
    run(paragraph(body, "ArchiveLabel"), f"{label} · Unofficial reconstruction")
    run(paragraph(body, "Title"), one_line(terms.base_title))
    run(paragraph(body, "Subtitle"), _edition(terms))
    run(paragraph(body, "ArchiveDeal"), one_line(terms.deal))


def _edition(terms: Terms) -> str:
    edition = f"Edition of {one_line(terms.edition)}" if terms.edition else "Edition not known"
    return f"{edition}, as varied by the {one_line(terms.agreement)}"


def legend(body: Element, terms: Terms, *, is_marked: bool, has_moves: bool = False) -> None:
    """Append the box that says how to read the document and where it comes from."""
    if not terms.is_held:
        box = paragraph(body, "ArchiveBox")
        run(box, "Fragments.", "ArchiveStrong")
        run(box, _NOT_HELD)
    if is_marked:
        _how_marked(paragraph(body, "ArchiveBox"), terms, has_moves=has_moves)
    box = paragraph(body, "ArchiveBox")
    run(box, "Source.", "ArchiveStrong")
    run(
        box,
        f" Made by the deal archive from the words of the agreement (record {terms.record}). "
        "It is not a document of the parties, and only the signed papers govern.",
    )


def _how_marked(box: Element, terms: Terms, *, has_moves: bool) -> None:
    run(box, "Changes.", "ArchiveStrong")
    run(box, " ")
    run(box, "Deleted words", "ArchiveDeleted")
    run(box, " are struck through and ")
    run(box, "inserted words", "ArchiveInserted")
    moved = "; moved words are so marked at both places, in another colour" if has_moves else ""
    run(
        box,
        f" underlined{moved}. Each is a tracked change by “{one_line(terms.agreement)}”: accept "
        "all for the words as varied, reject all for the original words. Where they do not show, "
        "choose Review, All Markup.",
    )


def asides(body: Element, heading: str, about: str, items: Sequence[Aside]) -> None:
    """Append a list of things that no marked word shows; nothing where there are none."""
    if not items:
        return
    run(paragraph(body, "Heading1"), heading)
    run(paragraph(body, "ArchiveText"), about)
    for aside in items:
        p = paragraph(body, "ArchiveList")
        run(p, f"{one_line(aside.item)}\t")
        if aside.place:
            run(p, f"{sentence(aside.place)}: ", "ArchiveStrong")
        run(p, sentence(aside.text))
        if aside.words:
            run(paragraph(body, "ArchiveQuote"), f"“{one_line(aside.words)}”")


def table(body: Element, changes: Sequence[Change], bookmarks: Mapping[str, str]) -> None:
    """Append the table of changes, each linked to its bookmark; nothing where there are none."""
    if not changes:
        return
    run(paragraph(body, "Heading1"), "Table of changes")
    tbl = sub(body, "tbl")
    properties = sub(tbl, "tblPr")
    sub(properties, "tblStyle", val="ArchiveTable")
    sub(properties, "tblW", w=str(sum(_COLUMNS.values())), type="dxa")
    sub(properties, "tblLayout", type="fixed")
    sub(properties, "tblLook", val="0020")
    grid = sub(tbl, "tblGrid")
    for width in _COLUMNS.values():
        sub(grid, "gridCol", w=str(width))
    head = _row(tbl)
    sub(head[0], "tblHeader")
    for p, name in zip(_cells(head), _COLUMNS, strict=True):
        run(p, name, "ArchiveStrong")
    for change in changes:
        item, place, what = _cells(_row(tbl))
        if (bookmark := bookmarks.get(change.id)) is not None:
            run(sub(item, "hyperlink", anchor=bookmark), one_line(change.item), "ArchiveLink")
        else:
            run(item, one_line(change.item))
        run(place, sentence(change.place))
        run(what, sentence(f"{change.what}; {change.remark}" if change.remark else change.what))
    # A document that ends in a table needs a paragraph after it.
    paragraph(body, "ArchiveText")


def _row(tbl: Element) -> Element:
    row = sub(tbl, "tr")
    sub(sub(row, "trPr"), "cantSplit")
    return row


def _cells(row: Element) -> Iterator[Element]:
    """Append the cells of a row and yield the paragraph of each."""
    for width in _COLUMNS.values():
        cell = sub(row, "tc")
        sub(sub(cell, "tcPr"), "tcW", w=str(width), type="dxa")
        yield paragraph(cell, "ArchiveCell")


def sentence(text: str) -> str:
    """Return the text on one line, with a capital."""
    line = one_line(text)
    return line[:1].upper() + line[1:]

"""The two documents: the redline with tracked changes, and the clean text as varied."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.amendments.model import BlockRuns, RunKind
from pipeline.word import frame
from pipeline.word.model import Terms
from pipeline.word.package import Properties, packed
from pipeline.word.paragraphs import VARIED, one_line, paragraphs, text_of
from pipeline.word.tracked import Tracker
from pipeline.word.wml import Element, paragraph, root, run


def redline_docx(terms: Terms) -> bytes:
    """Return a .docx of the base text with the agreement's changes as tracked changes.

    Accepting all of them leaves the text as varied, rejecting all the base text; the notes
    around the terms stay either way. Equal terms give equal bytes.
    """
    body = _body()
    frame.title(body, terms, "Redline")
    moves = any(run.moved for block in terms.blocks for run in block.runs)
    frame.legend(body, terms, is_marked=True, has_moves=moves)
    heading = "Text with changes marked" if terms.is_held else "Changed words by place"
    run(paragraph(body, "Heading1"), heading)
    ids = [change.id for change in terms.changes]
    tracker = Tracker(terms.agreement, terms.agreement_date, ids)
    laid_out = paragraphs(terms.blocks)
    for path, blocks in _by_place(terms):
        if path is not None:
            _place(body, path, _items(terms, blocks))
        for _ in blocks:
            for one in next(laid_out):
                tracker.write(body, one, "TermHeading" if one.is_heading else "TermText")
    _after(body, terms)
    frame.table(body, terms.changes, tracker.bookmarks)
    title = f"{terms.base_title}: redline of the {terms.agreement}"
    return packed(body, frame.header(terms), _about(terms, title))


def clean_docx(terms: Terms) -> bytes:
    """Return a .docx of the text as varied, without marks. Equal terms give equal bytes."""
    body = _body()
    frame.title(body, terms, "Terms as varied")
    frame.legend(body, terms, is_marked=False)
    heading = "Text as varied" if terms.is_held else "Words as varied, by place"
    run(paragraph(body, "Heading1"), heading)
    for path, blocks in _by_place(terms):
        if path is not None:
            _place(body, path, _items(terms, blocks))
        texts = [(block.is_heading, text_of(block, VARIED)) for block in blocks]
        for is_heading, text in texts:
            for part in text.split("\n") if text else ():
                run(paragraph(body, "TermHeading" if is_heading else "TermText"), part)
        if path is not None and not any(text for _, text in texts):
            run(paragraph(body, "ArchiveText"), "No words remain here.")
    _after(body, terms)
    title = f"{terms.base_title} as varied by the {terms.agreement}"
    return packed(body, frame.header(terms), _about(terms, title))


def _body() -> Element:
    return root("body")


def _by_place(terms: Terms) -> Iterator[tuple[str | None, list[BlockRuns]]]:
    """Yield the blocks under the headings of their places; None where the text has its own."""
    if terms.is_held:
        yield None, list(terms.blocks)
        return
    for path, blocks in groupby(terms.blocks, lambda block: block.path):
        yield path or "Place not known", list(blocks)


def _place(body: Element, path: str, items: Sequence[str]) -> None:
    p = paragraph(body, "Place")
    run(p, frame.sentence(path))
    if items:
        word = "item" if len(items) == 1 else "items"
        run(p, f"\t{word} {', '.join(items)}", "ArchiveAside")


def _items(terms: Terms, blocks: Sequence[BlockRuns]) -> list[str]:
    """Return the items that change these blocks, in order."""
    items = {change.id: change.item for change in terms.changes}
    changing = (
        run.by for block in blocks for run in block.runs if run.kind is not RunKind.KEPT and run.by
    )
    return list(dict.fromkeys(one_line(items.get(by, by)) for by in changing))


def _after(body: Element, terms: Terms) -> None:
    if not terms.blocks:
        run(paragraph(body, "ArchiveText"), "No words are changed.")
    # Also keeps an end for the last paragraph's to go into, should that one be rejected.
    run(paragraph(body, "ArchiveEnd"), "End of the terms")
    frame.asides(
        body,
        "Changes of meaning",
        "These change what the words mean and leave the words as they are.",
        terms.meanings,
    )
    frame.asides(
        body,
        "Not applied",
        "The archive could not apply these to the text. The agreement's words stand here instead.",
        terms.unapplied,
    )


def _about(terms: Terms, title: str) -> Properties:
    return Properties(title, terms.deal, terms.agreement_date)

"""A deal's redline and its terms as varied, as documents for a word processor."""

from collections.abc import Iterator

from pipeline.amendments.of_deal import Worked
from pipeline.pages import format as fmt
from pipeline.pages.deal_changes import is_not_applied, place_words
from pipeline.pages.deal_head import dated, issuer_name, paper_name, titles
from pipeline.pages.deal_paper import Paper
from pipeline.pages.page import File
from pipeline.records.amendment import Operation
from pipeline.records.base import Blank
from pipeline.records.codes import MEANING_ONLY, OPERATION_KINDS
from pipeline.word import Aside, Change, Terms, clean_docx, fragment_blocks, redline_docx

#: The documents' names, beside the deal's page.
REDLINE, VARIED = "redline.docx", "as-varied.docx"


def documents(paper: Paper) -> Iterator[File]:
    """Yield the documents; none where no amendment is known."""
    deal = paper.record.deal
    if isinstance(deal.amendments, Blank) or not deal.amendments:
        return
    made = terms_of(paper)
    folder = paper.path.removesuffix(".md")
    yield File(f"{folder}/{REDLINE}", redline_docx(made))
    yield File(f"{folder}/{VARIED}", clean_docx(made))


def terms_of(paper: Paper) -> Terms:
    """Return what the documents of a deal are made from."""
    deal = paper.record.deal
    worked = paper.histories.amendments.of(deal)
    items = () if isinstance(deal.amendments, Blank) else deal.amendments
    operations = [(item.item, operation) for item in items for operation in item.operations]
    incorporation = None if isinstance(deal.incorporation, Blank) else deal.incorporation
    title = incorporation and incorporation.title.value
    edition = incorporation and incorporation.date.value
    return Terms(
        base_title=title or "Base document whose title is not known",
        edition=fmt.partial_day(edition) if edition else "",
        agreement=f"{paper_name(deal)} of {dated(deal)}".replace(fmt.NBSP, " "),
        agreement_date=deal.agreement_date.value,
        deal=f"{issuer_name(paper)}: {fmt.listing(titles(deal))}",
        record=deal.deal_id,
        is_held=worked.varied is not None,
        blocks=worked.varied.blocks if worked.varied else fragment_blocks(worked.groups),
        changes=tuple(_changes(operations, worked)),
        meanings=tuple(_meanings(operations, worked)),
        unapplied=tuple(_unapplied(operations, worked)),
    )


def _changes(operations: list[tuple[str, Operation]], worked: Worked) -> Iterator[Change]:
    for (letter, operation), one in zip(operations, worked.instructions, strict=True):
        if operation.kind in MEANING_ONLY:
            continue
        found = worked.resolutions[one.id]
        remark = found.message if worked.varied else ""
        kind = OPERATION_KINDS[operation.kind]
        yield Change(one.id, f"({letter})", _place(operation), kind, remark)


def _meanings(operations: list[tuple[str, Operation]], worked: Worked) -> Iterator[Aside]:
    for (letter, operation), one in zip(operations, worked.instructions, strict=True):
        if operation.kind not in MEANING_ONLY:
            continue
        said = OPERATION_KINDS[operation.kind]
        words = operation.meaning or operation.summary or ""
        if operation.term and words:
            said, words = f"“{operation.term}” is to mean “{words}”", ""
        yield Aside(f"({letter})", said, _place(operation), words or one.words)


def _unapplied(operations: list[tuple[str, Operation]], worked: Worked) -> Iterator[Aside]:
    for (letter, operation), one in zip(operations, worked.instructions, strict=True):
        found = worked.resolutions[one.id]
        if is_not_applied(one, found, worked):
            why = found.message.partition(f": {one.words}")[0] or "the words are not read"
            yield Aside(f"({letter})", why, _place(operation), one.words)


def _place(operation: Operation) -> str:
    return place_words(operation).replace(fmt.NBSP, " ")

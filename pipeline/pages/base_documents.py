"""The pages of base documents: what is held of each, and which deals vary it, and where."""

from collections.abc import Iterable, Iterator

from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue, Listed
from pipeline.pages.deal_columns import (
    AMOUNT,
    CURRENCY,
    DATE,
    ISSUER,
    SEEN,
    TITLE,
    short_partial,
)
from pipeline.pages.html import Markup, url
from pipeline.pages.layout import Head, bullets, facts, opening, page, prose, small_table
from pipeline.pages.long_list import DealList
from pipeline.pages.names import sources_list
from pipeline.pages.page import File, Page, heading
from pipeline.pages.pairs import has_pairs, pairs
from pipeline.pages.variations import variations
from pipeline.pages.variations_history import histories
from pipeline.pages.variations_later import known_section, later_section
from pipeline.pages.variations_text import has_text, text_section
from pipeline.records.base_document import BaseDocument

INDEX = "base-documents/index.md"


def base_document_pages(catalogue: Catalogue) -> Iterator[Page | File]:
    """Yield the list of base documents, the page of each, and what goes with many deals."""
    yield _index(catalogue)
    for document in catalogue.archive.base_documents.values():
        rows = _deals_of(catalogue, document)
        yield _page(catalogue, document, rows)
        yield from rows.beside()


def _index(catalogue: Catalogue) -> Page:
    documents = catalogue.archive.base_documents
    order = sorted(documents, key=lambda i: (documents[i].issuer, documents[i].date or "", i))
    return page(
        INDEX,
        "Base documents",
        "The standing documents that Terms Agreements incorporate by reference",
        "data/base_documents/",
        [
            opening(
                "Base documents",
                "The standing terms, most of them called Basic Provisions, that Terms Agreements "
                "take in by reference. Each edition is one document here. Where its text is not "
                "held, what is known of it comes from the agreements that name and vary it.",
            ),
            small_table(
                "Base documents",
                (
                    Head("Document"),
                    Head("Issuer"),
                    Head("Date"),
                    Head("Text"),
                    Head("Deals that incorporate it", figures=True),
                    Head("Recorded amendments", figures=True),
                ),
                (_index_row(catalogue, documents[document_id]) for document_id in order),
                class_="l-sort",
                cards=True,
            ),
        ],
        needs=("tables",),
        hide=("navigation", "toc"),
    )


def _index_row(
    catalogue: Catalogue, document: BaseDocument
) -> tuple[str | Markup | tuple[str | Markup, str], ...]:
    deals = catalogue.of_base_document.get(document.id, ())
    amendments = catalogue.amendments_of.get(document.id, ())
    return (
        (
            Markup('<a href="{}">{}</a>').format(
                url(INDEX, f"base-documents/{document.id}.md"), document.title
            ),
            document.title,
        ),
        _issuer(catalogue, document),
        (short_partial(document.date or ""), document.date or ""),
        "held" if document.held else "not held",
        fmt.number(len(deals)) if deals else "",
        fmt.number(len(amendments)) if amendments else "",
    )


def _issuer(catalogue: Catalogue, document: BaseDocument) -> str:
    issuer = catalogue.archive.issuers.get(document.issuer)
    return issuer.name if issuer else document.issuer


def _page(catalogue: Catalogue, document: BaseDocument, rows: DealList[Listed]) -> Page:
    here = rows.here
    deals = catalogue.of_base_document.get(document.id, [])
    amendments = catalogue.amendments_of.get(document.id, [])
    held = catalogue.histories.of(document.id)
    return page(
        here,
        document.title,
        f"{document.title}: what is held of it, and the deals that incorporate and vary it",
        f"data/base_documents/{document.id}/ and the records of its deals",
        [
            opening(document.title, _held(document), "Base document"),
            facts(
                (
                    (
                        "issuer",
                        Markup('<a href="{}">{}</a>').format(
                            url(here, f"issuers/{document.issuer}.md"), _issuer(catalogue, document)
                        ),
                    ),
                    ("date", fmt.partial_day(document.date) if document.date else "not recorded"),
                    ("date as printed", document.date_as_printed or ""),
                    ("text", "held" if document.held else "not held"),
                    ("deals", fmt.number(len(deals))),
                    ("recorded amendments", fmt.number(len(amendments))),
                )
            ),
            *_titles(document),
            *_editions(catalogue, document, here),
            *variations(catalogue, held, here),
            *histories(held, here),
            *text_section(catalogue, document, held, here),
            *pairs(catalogue, held, here),
            *later_section(catalogue, document, catalogue.histories, here),
            *known_section(document, held, here),
            *(rows.section() if rows.rows else _no_deals()),
            *_remarks(document),
        ],
        needs=[
            *(["tables"] if deals else []),
            *(["pairs"] if has_pairs(held) else []),
            *(["redline"] if has_text(catalogue, document) else []),
        ],
        hide=("navigation", "toc"),
    )


def _held(document: BaseDocument) -> str:
    if document.held:
        return f"The archive holds its text: {document.held.edition}."
    return document.not_held or "The archive does not hold its text."


def _titles(document: BaseDocument) -> Iterable[str]:
    if document.other_titles:
        yield heading("Other titles", "titles")
        yield bullets(document.other_titles)


def _editions(catalogue: Catalogue, document: BaseDocument, here: str) -> Iterable[str]:
    documents = catalogue.archive.base_documents
    lines = []
    if document.supersedes is not None and document.supersedes in documents:
        lines.append(("It replaced", documents[document.supersedes]))
    lines += [
        ("It was replaced by", other)
        for other in documents.values()
        if other.supersedes == document.id
    ]
    if lines:
        yield heading("Editions", "editions")
        yield bullets(
            Markup('{} <a href="{}">{}</a>{}').format(
                words,
                url(here, f"base-documents/{other.id}.md"),
                other.title,
                f" ({short_partial(other.date)})" if other.date else "",
            )
            for words, other in lines
        )


def _deals_of(catalogue: Catalogue, document: BaseDocument) -> DealList[Listed]:
    deals = catalogue.of_base_document.get(document.id, [])
    return DealList(
        f"base-documents/{document.id}.md",
        document.title,
        [entry for deal in deals for entry in catalogue.of_deal[deal.deal_id]],
        (DATE, ISSUER, TITLE, CURRENCY, AMOUNT, SEEN),
        catalogue.archive.issuers,
        title="Deals that incorporate it",
        caption="Deals that incorporate it",
    )


def _no_deals() -> Iterable[str]:
    yield heading("Deals that incorporate it", "deals")
    yield prose("No deal of the archive is known to incorporate it.")


def _remarks(document: BaseDocument) -> Iterable[str]:
    if document.notes or document.sources:
        yield heading("Notes and sources", "notes")
        yield bullets([*document.notes, *sources_list(document.sources)])

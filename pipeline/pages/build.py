"""All generated pages of an archive, and its JSON files, one after the other."""

from collections.abc import Callable, Iterable, Iterator

from pipeline.findings import Finding
from pipeline.pages.api import api_deal, api_index
from pipeline.pages.base_documents import base_document_pages
from pipeline.pages.catalogue import Catalogue
from pipeline.pages.checks_page import checks_page
from pipeline.pages.compare_page import compare_page
from pipeline.pages.data_page import data_page
from pipeline.pages.deal import deal_paper, page_of
from pipeline.pages.deal_word import documents
from pipeline.pages.deals_list import deals_list_pages
from pipeline.pages.home import home_page
from pipeline.pages.issuers import issuer_pages
from pipeline.pages.method_page import method_page
from pipeline.pages.nearest import nearest
from pipeline.pages.page import File, Page
from pipeline.pages.underwriters import underwriter_pages
from pipeline.records.archive import Archive, DealRecord
from pipeline.tables.build import Tables

Progress = Callable[[Iterable[DealRecord]], Iterable[DealRecord]]


def build_pages(
    archive: Archive, tables: Tables, findings: Iterable[Finding], progress: Progress = iter
) -> Iterator[Page | File]:
    """Yield every generated page, and the files that go with it.

    Equal archives, tables and findings give equal pages.

    Pages come one at a time, so that whoever writes them need not hold them all.
    ``progress`` wraps the deals, whose pages are nearly all of the work.
    """
    catalogue = Catalogue(archive, tables, findings)
    yield home_page(catalogue)
    yield from deals_list_pages(catalogue)
    yield from issuer_pages(catalogue)
    yield from underwriter_pages(catalogue)
    yield from base_document_pages(catalogue)
    yield compare_page(catalogue)
    yield checks_page(catalogue)
    yield method_page()
    yield data_page(catalogue)
    yield from api_index(catalogue)
    near = nearest(archive, tables)
    for record in progress(list(archive.deals.values())):
        paper = deal_paper(record, archive, tables, catalogue.histories, near)
        yield page_of(paper)
        yield from documents(paper)
        yield api_deal(paper)

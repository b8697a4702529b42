"""A deal's page, put together from its sections."""

from pipeline.pages import format as fmt
from pipeline.pages.deal_against import against_section
from pipeline.pages.deal_allocations import allocations_section
from pipeline.pages.deal_amendments import amendments_section, has_redline
from pipeline.pages.deal_cash_flows import cash_flows_section
from pipeline.pages.deal_checks import checks_section
from pipeline.pages.deal_clauses import clauses_section
from pipeline.pages.deal_dates import dates_section
from pipeline.pages.deal_economics import economics_section
from pipeline.pages.deal_head import dated, head, issuer_name, lead, titles
from pipeline.pages.deal_nearest import nearest_section
from pipeline.pages.deal_paper import Paper
from pipeline.pages.deal_people import people_section
from pipeline.pages.deal_restrictions import restrictions_section
from pipeline.pages.deal_source import source_section
from pipeline.pages.deal_terms import terms_section
from pipeline.pages.histories import Histories
from pipeline.pages.nearest import Nearest
from pipeline.pages.page import Page, assemble, front_matter, heading
from pipeline.records.archive import Archive, DealRecord
from pipeline.tables.build import Tables

#: The sections in their order; each view returns None where it has nothing to show. The
#: source comes last, because it links back to where the others show its words.
SECTIONS = (
    ("Terms", "terms", terms_section),
    ("Economics", "economics", economics_section),
    ("Allocations", "allocations", allocations_section),
    ("Amendments", "amendments", amendments_section),
    ("Against the previous deal", "against", against_section),
    ("Selling restrictions", "selling-restrictions", restrictions_section),
    ("Further clauses", "clauses", clauses_section),
    ("People", "people", people_section),
    ("Key dates", "key-dates", dates_section),
    ("Cash flows", "cash-flows", cash_flows_section),
    ("Nearest deals", "nearest", nearest_section),
    ("Checks", "checks", checks_section),
    ("Source", "source", source_section),
)


def deal_path(deal_id: str) -> str:
    """Return the path of a deal's page."""
    return f"deals/{deal_id}.md"


def deal_paper(
    record: DealRecord,
    archive: Archive,
    tables: Tables,
    histories: Histories | None = None,
    nearest: Nearest | None = None,
) -> Paper:
    """Return a deal with all that its page is made from.

    ``histories`` and ``nearest`` are those of the archive; whoever makes many pages makes
    them once.
    """
    path = deal_path(record.deal.deal_id)
    return Paper(record, archive, tables, path, histories or Histories(archive), nearest=nearest)


def deal_page(
    record: DealRecord,
    archive: Archive,
    tables: Tables,
    histories: Histories | None = None,
    nearest: Nearest | None = None,
) -> Page:
    """Return the page of one deal; pure: the same record and tables give the same text."""
    return page_of(deal_paper(record, archive, tables, histories, nearest))


def page_of(paper: Paper) -> Page:
    """Return the page of a deal whose paper is put together."""
    deal = paper.record.deal
    parts: list[str] = [*head(paper)]
    for title, anchor, section in SECTIONS:
        shown = section(paper)
        if shown is not None:
            parts += [heading(title, anchor), shown]
    matter = front_matter(
        f"{issuer_name(paper)}, {titles(deal)[0]}, {dated(deal)}",
        lead(paper),
        hide=("navigation",),
        needs=("redline",) if has_redline(paper) else (),
        # The theme's search cannot hold an archive; deals have an index of their own.
        searchable=False,
    )
    return Page(paper.path, assemble(matter, f"the record of {fmt.day(deal.review.on)}", parts))

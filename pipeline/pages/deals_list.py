"""The list of all deals, which scripts make sortable and filterable, and the deals of each year."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue, Listed
from pipeline.pages.deal_columns import ALL
from pipeline.pages.deal_filters import filters
from pipeline.pages.deal_rows import rows_file
from pipeline.pages.deal_table import table
from pipeline.pages.html import Markup, block, url
from pipeline.pages.layout import opening, page, prose
from pipeline.pages.long_list import FIRST_ROWS, WITHOUT_SCRIPTS, spans
from pipeline.pages.page import File, Page

HERE = "deals/index.md"
ROWS = "deals/rows.pack"

_UNITS = (
    "Prices and the gross spread are per cent of principal, rates and yields per cent a year, "
    "amounts in units of the currency. Spread, yield and T+n are computed (=). A dash stands for a "
    "value that is not known; the deal's page says why."
)


def deals_list_pages(catalogue: Catalogue) -> Iterator[Page | File]:
    """Yield the list of all deals, the file that its script reads, and a page for each year.

    The list shows the newest rows, which are all of them in a small archive. Its script has
    every row from the file; without scripts the years hold them.
    """
    rows, rows_at = rows_file(catalogue.listed, ALL, ROWS)
    yield rows
    yield _list(catalogue, rows_at)
    years = _by_year(catalogue.listed)
    order = sorted(years)
    for place, year in enumerate(order):
        yield _year(year, years[year], order[:place][-1:], order[place + 1 :][:1])


def _list(catalogue: Catalogue, rows_at: str) -> Page:
    listed, deals = catalogue.listed, catalogue.first
    count = f"{len(listed):,}"
    lead = Markup("{}, a row for each of their {} securities. {}{}").format(
        fmt.upper_first(fmt.count(len(deals), "deal")),
        count,
        _UNITS,
        WITHOUT_SCRIPTS if len(listed) > FIRST_ROWS else "",
    )
    return page(
        HERE,
        "All deals",
        "Every deal of the archive in one table, to be sorted and filtered",
        "every record in data/deals/",
        [
            opening("All deals", lead),
            filters(listed, ALL, catalogue.archive.issuers, "Filter the deals"),
            table(listed[:FIRST_ROWS], HERE, ALL, "All deals, newest first", rows_at),
            _years_of(listed),
            prose(
                Markup(
                    "The same and more as files: the tables deals, securities and economics on "
                    '<a href="{}">the page of data</a>. The address of this page keeps the '
                    "filters, so that a choice can be sent or kept as a bookmark."
                ).format(url(HERE, "data/index.md"))
            ),
        ],
        needs=("tables",),
        searchable=False,
        hide=("navigation", "toc"),
    )


def year_path(year: int) -> str:
    """Return the path of the page of a year's deals."""
    return f"years/{year}.md"


def _year(year: int, entries: Sequence[Listed], before: list[int], after: list[int]) -> Page:
    here = year_path(year)
    deals = sum(entry.is_first for entry in entries)
    ways = [
        Markup('<a href="{}">{}</a>').format(url(here, year_path(other)), f"{words} {other}")
        for others, words in ((before, "earlier:"), (after, "later:"))
        for other in others
    ]
    ways.append(
        Markup('<a href="{}?year={}">{} in the list of all deals</a>').format(
            url(here, HERE), year, year
        )
    )
    return page(
        here,
        f"Deals of {year}",
        f"Every deal of {year} that the archive holds",
        f"the records in data/deals/ that go by a date in {year}",
        [
            opening(
                f"Deals of {year}",
                f"{fmt.upper_first(fmt.count(deals, 'deal'))}, "
                f"{fmt.count(len(entries), 'security', 'securities')}. {_UNITS}",
            ),
            block(f'<p class="d-say">{" · ".join(ways)}</p>'),
            table(entries, here, ALL, f"Deals of {year}, newest first"),
        ],
        needs=("tables",),
        searchable=False,
        hide=("navigation", "toc"),
    )


def _by_year(listed: Iterable[Listed]) -> dict[int, list[Listed]]:
    years: dict[int, list[Listed]] = {}
    for entry in listed:
        years.setdefault(entry.year, []).append(entry)
    return years


def _years_of(listed: Iterable[Listed]) -> Markup:
    """Return the links to the years' pages, newest first, with the number of deals in each."""
    counts = Counter(entry.year for entry in listed if entry.is_first)
    return spans(
        "Deals by year",
        [
            (str(year), url(HERE, year_path(year)), counts[year])
            for year in sorted(counts, reverse=True)
        ],
    )

"""The list of all deals: one table that scripts make sortable and filterable."""

from collections import Counter
from collections.abc import Iterable
from html import escape

from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue
from pipeline.pages.deal_table import ALL, INTEREST_WORDS, SEEN_WORDS, table
from pipeline.pages.html import Markup, block
from pipeline.pages.layout import opening, page, prose
from pipeline.pages.page import Page

HERE = "deals/index.md"


def deals_list_page(catalogue: Catalogue) -> Page:
    """Return the page of all deals, a row for each security, newest first."""
    listed, deals = catalogue.listed, catalogue.first
    lead = (
        f"{fmt.upper_first(fmt.count(len(deals), 'deal'))}, a row for each of their "
        f"{len(listed):,} securities. Prices and the gross spread are per cent of principal, "
        "rates and yields per cent a year, amounts in units of the currency. Spread, yield and "
        "T+n are computed (=). A dash stands for a value that is not known; the deal's page says "
        "why."
    )
    return page(
        HERE,
        "All deals",
        "Every deal of the archive in one table, to be sorted and filtered",
        "every record in data/deals/",
        [
            opening("All deals", lead),
            _filters(catalogue),
            table(listed, HERE, ALL, "All deals, newest first"),
            prose(
                "The same and more as files: the tables deals, securities and economics on the "
                "page of data. The address of this page keeps the filters, so that a choice can "
                "be sent or kept as a bookmark."
            ),
        ],
        needs=("tables",),
        searchable=False,
        hide=("navigation", "toc"),
    )


def _filters(catalogue: Catalogue) -> Markup:
    """Return the filters, hidden until the script that works them has run."""
    names = catalogue.archive.issuers
    issuers = sorted(
        ((names[i].name if i in names else i, i) for i in catalogue.of_issuer),
        key=lambda pair: (pair[0].lower(), pair[1]),
    )
    years = Counter(entry.year for entry in catalogue.listed)
    currencies = Counter(entry.currency for entry in catalogue.listed if entry.currency)
    kinds = Counter(entry.interest_type for entry in catalogue.listed if entry.interest_type)
    seen = {entry.completeness for entry in catalogue.listed}
    parts = (
        '<label>Words<input type="search" name="q" autocomplete="off"></label>',
        _select("issuer", "Issuer", ((i, name) for name, i in issuers)),
        _select("year", "Year", ((str(y), str(y)) for y in sorted(years, reverse=True))),
        _select("currency", "Currency", ((c, c) for c in sorted(currencies))),
        _select(
            "interest",
            "Interest",
            ((code, words) for code, words in INTEREST_WORDS.items() if kinds[code]),
        ),
        _select(
            "seen", "Seen", ((code, words) for code, words in SEEN_WORDS.items() if code in seen)
        ),
        (
            '<label class="l-sorter">Sort<select name="sort"><option value="">newest first</option>'
            "</select></label>"
        ),
        '<button type="reset">Clear</button><output></output>',
    )
    return block(
        '<form class="l-filter" id="deals-filter" role="search" aria-label="Filter the deals" '
        f"hidden>{''.join(parts)}</form>"
        '<div class="l-tools" id="deals-tools"></div>'
    )


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    choices = "".join(
        f'<option value="{escape(value)}">{escape(words)}</option>' for value, words in options
    )
    return (
        f'<label>{label}<select name="{name}"><option value="">all</option>{choices}</select>'
        "</label>"
    )

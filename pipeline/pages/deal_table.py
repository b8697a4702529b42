"""The table of deals that the list of all deals and the pages of firms share.

Its markup is spare, because it may hold ten thousand rows: a cell has its column's two-letter
class and nothing else, an unknown value is an empty cell (the style shows a dash), and what a
cell sorts by is given only where it differs from what it shows.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Listed
from pipeline.pages.html import Markup, computed, url

#: The row from which on a long table waits for its script; the style counts the same.
HELD_BACK = 200
#: How much of the paper was seen, in the one or two words that a column has room for.
SEEN_WORDS: dict[str, str] = {
    "whole": "whole",
    "part": "part",
    "companion": "other paper",
    "cover": "cover only",
}
#: How interest is named in lists; the codes' meanings are sentences.
INTEREST_WORDS: dict[str, str] = {
    "fixed": "fixed",
    "floating": "floating",
    "fixed_to_floating": "fixed to floating",
    "fixed_reset": "fixed reset",
    "index_linked": "linked",
    "fixed_cash": "cash amounts",
    "zero": "none",
    "dividend": "dividend",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its class, its heading, what the heading means, and its cells.

    ``cell`` takes an entry and the path of the page and returns a cell's HTML. ``sort`` is
    what the cell sorts by where that isn't what it shows; ``type`` is DataTables' name for
    how: ``num``, ``num-fmt`` (digits with commas), ``string``, and ``html`` before what is a link.
    """

    key: str
    label: str
    meaning: str
    cell: Callable[[Listed, str], str]
    type: str = "num"
    sort: Callable[[Listed], str] | None = None
    computed: bool = False


def _link(here: str, there: str, text: str, anchor: str = "") -> str:
    return f'<a href="{url(here, there, anchor)}">{escape(text)}</a>'


def shown_day(entry: Listed) -> str:
    """Return the date that a deal goes by: ``2 Feb 2004``, or ``Jul 2004`` where that is all."""
    return short_partial(entry.dated)


def short_partial(value: str) -> str:
    """Return a date known to the day, month or year in a few letters: ``Jul 2004``."""
    parts = [int(part) for part in value.split("-")] if value else []
    if len(parts) == 3:
        return fmt.short_day(date(*parts))
    return f"{fmt.MONTHS[parts[1] - 1][:3]}{fmt.NBSP}{parts[0]}" if len(parts) == 2 else value


def shown_title(entry: Listed) -> str:
    """Return a security's title, or words that say that it is not known."""
    return entry.title or "title not known"


def interest_words(entry: Listed) -> str:
    """Return the type of interest in a word or two; empty where it is not known."""
    return fmt.meaning(entry.interest_type, INTEREST_WORDS) if entry.interest_type else ""


def _digits(value: Decimal | None) -> str:
    """Return the digits as printed; a quotient's many digits are cut to four decimals."""
    if value is None:
        return ""
    exponent = value.as_tuple().exponent
    printed = isinstance(exponent, int) and exponent >= -6
    return f"{value:f}" if printed else fmt.number(value, 4)


def _maturity(entry: Listed, _: str) -> str:
    if entry.maturity is not None:
        return fmt.short_day(entry.maturity)
    return str(entry.maturity_year or "")


def _findings(entry: Listed, here: str) -> str:
    # Zero is a fact and not a blank: the checks ran.
    return _link(here, entry.path, str(entry.findings), "checks") if entry.findings else "0"


DATE = Column(
    "da",
    "Date",
    "Date of the agreement, or the closest date known",
    lambda e, _: shown_day(e),
    "string",
    lambda e: e.dated,
)
ISSUER = Column(
    "is",
    "Issuer",
    "The issuer's name as the paper prints it",
    lambda e, here: _link(here, f"issuers/{e.issuer_id}.md", e.issuer_name),
    "html",
)
TITLE = Column(
    "ti",
    "Title",
    "Title of the security as printed; leads to the deal",
    lambda e, here: _link(here, e.path, shown_title(e)),
    "html",
)
INTEREST = Column(
    "in", "Interest", "Type of interest", lambda e, _: escape(interest_words(e)), "string"
)
CURRENCY = Column(
    "cu",
    "Cur.",
    "Currency of the security (ISO 4217)",
    lambda e, _: escape(e.currency or ""),
    "string",
)
AMOUNT = Column(
    "am",
    "Amount",
    "Principal amount, in units of the currency",
    lambda e, _: "" if e.amount is None else fmt.number(e.amount),
    "num-fmt",
)
COUPON = Column(
    "co", "Coupon", "Fixed rate of interest, per cent a year", lambda e, _: _digits(e.coupon_pct)
)
MATURITY = Column(
    "ma",
    "Maturity",
    "Maturity date",
    _maturity,
    "string",
    lambda e: e.maturity.isoformat() if e.maturity else str(e.maturity_year or ""),
)
PUBLIC = Column(
    "pp",
    "Public",
    "Price to public, per cent of principal",
    lambda e, _: _digits(e.price_to_public_pct),
)
PURCHASE = Column(
    "pu",
    "Purchase",
    "Purchase price, per cent of principal",
    lambda e, _: _digits(e.purchase_price_pct),
)
SPREAD = Column(
    "sp",
    "Spread",
    "Gross spread, per cent of principal: computed",
    lambda e, _: _digits(e.gross_spread_pct),
    computed=True,
)
YIELD = Column(
    "yi",
    "Yield",
    "Reoffer yield, per cent a year: computed",
    lambda e, _: "" if e.reoffer_yield_pct is None else fmt.number(e.reoffer_yield_pct, 3),
    computed=True,
)
SETTLEMENT = Column(
    "se",
    "T+n",
    "Business days from agreement to closing: computed",
    lambda e, _: "" if e.settlement_days is None else str(e.settlement_days),
    computed=True,
)
SEEN = Column(
    "cm",
    "Seen",
    "How much of the paper was seen",
    lambda e, _: SEEN_WORDS[e.completeness],
    "string",
)
FINDINGS = Column("fi", "Findings", "Errors and warnings of the checks", _findings, "html-num")

ALL: Sequence[Column] = (
    DATE, ISSUER, TITLE, INTEREST, CURRENCY, AMOUNT, COUPON, MATURITY, PUBLIC, PURCHASE, SPREAD,
    YIELD, SETTLEMENT, SEEN, FINDINGS,
)  # fmt: skip
OF_ISSUER: Sequence[Column] = tuple(column for column in ALL if column is not ISSUER)


def table(entries: Iterable[Listed], here: str, columns: Sequence[Column], caption: str) -> Markup:
    """Return the table of some securities as one HTML block; its id is ``deals-table``.

    Each row has the id of its deal, so that a link can lead to it, and names its issuer for
    the filter.
    """
    rows = [_row(entry, here, columns) for entry in entries]
    return boxed("".join(map(header, columns)), rows, caption)


def boxed(heads: str, rows: Sequence[str], caption: str) -> Markup:
    """Return a table of deals, from its headings' cells and its rows, in a box that scrolls.

    A long one is marked so that the browser can hold rows back until scripts page them.
    """
    long = " l-long" if len(rows) > HELD_BACK else ""
    more = ""
    if long:
        more = (
            f'<p class="l-held">The first {HELD_BACK} of {len(rows):,} rows. '
            '<a href="#deals-table">Show all</a></p>'
        )
    return Markup(
        f'<div class="d-scroll" tabindex="0" role="region" aria-label="{escape(caption)}" '
        f'data-search-exclude><table class="d-t l-deals{long}" id="deals-table">'
        f'<caption class="d-vh">{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>\n'
        f"{''.join(rows)}</tbody></table>{more}</div>"
    )


def header(column: Column) -> str:
    """Return a column's heading cell."""
    mark = computed("") if column.computed else ""
    return (
        f'<th scope="col" class="{column.key}" data-type="{column.type}" '
        f'title="{escape(column.meaning)}">{mark}{escape(column.label)}</th>'
    )


def _row(entry: Listed, here: str, columns: Sequence[Column]) -> str:
    own = f' id="{entry.deal_id}"' if entry.is_first else ""
    cells = "".join(
        f"<td class={column.key}{_order(column, entry)}>{column.cell(entry, here)}</td>"
        for column in columns
    )
    return f"<tr{own} data-i={entry.issuer_id}>{cells}</tr>\n"


def _order(column: Column, entry: Listed) -> str:
    # Every cell of the column must have it: DataTables looks at the first row only.
    return "" if column.sort is None else f' data-order="{column.sort(entry)}"'

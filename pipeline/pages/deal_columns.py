"""The columns of tables of deals: what they hold, and how cells show it.

A cell's markup is spare, because a table may hold thousands: it has its column's two-letter class
and nothing else, an unknown value is an empty cell (the style shows a dash), and what a cell sorts
by is given only where it differs from what it shows.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from typing import Generic, Protocol, TypeVar

from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Listed
from pipeline.pages.html import computed, url

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


class OfSecurity(Protocol):
    """What a row is about: a security, or a firm's part in one."""

    @property
    def listed(self) -> Listed:
        """The security."""


R = TypeVar("R", bound=OfSecurity)


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its class, its heading, what the heading means, and its values.

    ``value`` takes what a row is about and returns the cell's plain text: dates in ISO 8601, digits
    without commas; empty where it is not known. That is what the cell sorts by, what the list's
    script reads (``deal_rows``) and what its CSV holds. ``kind`` says how it is shown; see
    ``CELLS``.
    """

    key: str
    label: str
    meaning: str
    value: Callable[[R], str]
    kind: str = "figure"
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


def digits(value: Decimal | None, places: int | None = None) -> str:
    """Return the digits as printed, or rounded; a quotient's many digits are cut to four."""
    if value is None:
        return ""
    exponent = value.as_tuple().exponent
    if places is None and isinstance(exponent, int) and exponent >= -6:
        return f"{value:f}"
    text = fmt.number(value, 4 if places is None else places)
    return text.replace(",", "").replace(fmt.MINUS, "-")


def _maturity(entry: Listed) -> str:
    return entry.maturity.isoformat() if entry.maturity else str(entry.maturity_year or "")


DATE: Column[Listed] = Column(
    "da", "Date", "Date of the agreement, or the closest date known", lambda e: e.dated, "day"
)
ISSUER: Column[Listed] = Column(
    "is",
    "Issuer",
    "The issuer's name as the paper prints it",
    lambda e: e.issuer_name,
    "issuer",
)
TITLE: Column[Listed] = Column(
    "ti", "Title", "Title of the security as printed; leads to the deal", shown_title, "deal"
)
INTEREST: Column[Listed] = Column("in", "Interest", "Type of interest", interest_words, "text")
CURRENCY: Column[Listed] = Column(
    "cu", "Cur.", "Currency of the security (ISO 4217)", lambda e: e.currency or "", "text"
)
AMOUNT: Column[Listed] = Column(
    "am",
    "Amount",
    "Principal amount, in units of the currency",
    lambda e: "" if e.amount is None else f"{e.amount:f}",
    "amount",
)
COUPON: Column[Listed] = Column(
    "co", "Coupon", "Fixed rate of interest, per cent a year", lambda e: digits(e.coupon_pct)
)
MATURITY: Column[Listed] = Column("ma", "Maturity", "Maturity date", _maturity, "day")
PUBLIC: Column[Listed] = Column(
    "pp",
    "Public",
    "Price to public, per cent of principal",
    lambda e: digits(e.price_to_public_pct),
)
PURCHASE: Column[Listed] = Column(
    "pu",
    "Purchase",
    "Purchase price, per cent of principal",
    lambda e: digits(e.purchase_price_pct),
)
SPREAD: Column[Listed] = Column(
    "sp",
    "Spread",
    "Gross spread, per cent of principal: computed",
    lambda e: digits(e.gross_spread_pct),
    computed=True,
)
YIELD: Column[Listed] = Column(
    "yi",
    "Yield",
    "Reoffer yield, per cent a year: computed",
    lambda e: digits(e.reoffer_yield_pct, 3),
    computed=True,
)
SETTLEMENT: Column[Listed] = Column(
    "se",
    "T+n",
    "Business days from agreement to closing: computed",
    lambda e: "" if e.settlement_days is None else str(e.settlement_days),
    computed=True,
)
SEEN: Column[Listed] = Column(
    "cm",
    "Seen",
    "How much of the paper was seen",
    lambda e: SEEN_WORDS[e.completeness],
    "text",
)
FINDINGS: Column[Listed] = Column(
    "fi",
    "Findings",
    "Errors and warnings of the checks",
    # Zero is a fact and not a blank: the checks ran.
    lambda e: str(e.findings),
    "findings",
)

ALL: Sequence[Column[Listed]] = (
    DATE, ISSUER, TITLE, INTEREST, CURRENCY, AMOUNT, COUPON, MATURITY, PUBLIC, PURCHASE, SPREAD,
    YIELD, SETTLEMENT, SEEN, FINDINGS,
)  # fmt: skip
OF_ISSUER: Sequence[Column[Listed]] = tuple(column for column in ALL if column is not ISSUER)


#: How a kind of column shows a value, and DataTables' name for how it sorts: ``num``, ``num-fmt``
#: (digits with commas), ``string``, and ``html`` before what is a link. The list's script shows
#: the same kinds (docs/assets/javascripts/deal-rows.js).
CELLS: Mapping[str, tuple[Callable[[str, Listed, str], str], str]] = {
    "text": (lambda value, _, __: escape(value), "string"),
    "day": (lambda value, _, __: short_partial(value), "string"),
    "figure": (lambda value, _, __: value.replace("-", fmt.MINUS), "num"),
    "amount": (lambda value, _, __: fmt.number(Decimal(value)) if value else "", "num-fmt"),
    "issuer": (lambda value, e, here: _link(here, f"issuers/{e.issuer_id}.md", value), "html"),
    "deal": (lambda value, e, here: _link(here, e.path, value), "html"),
    "findings": (
        lambda value, e, here: value if value == "0" else _link(here, e.path, value, "checks"),
        "html-num",
    ),
}
#: The kinds whose cells show something else than what they sort by.
_SORTED_APART = ("day",)


def header(column: Column[R]) -> str:
    """Return a column's heading cell."""
    mark = computed("") if column.computed else ""
    return (
        f'<th scope="col" class="{column.key}" data-type="{CELLS[column.kind][1]}" '
        f'data-kind="{column.kind}" '
        f'title="{escape(column.meaning)}">{mark}{escape(column.label)}</th>'
    )


def cell(row: R, here: str, column: Column[R]) -> str:
    """Return a row's cell as the page at ``here`` shows it."""
    value = column.value(row)
    # Every cell of the column must have it: DataTables looks at the first row only.
    order = f' data-order="{value}"' if column.kind in _SORTED_APART else ""
    return f"<td class={column.key}{order}>{CELLS[column.kind][0](value, row.listed, here)}</td>"

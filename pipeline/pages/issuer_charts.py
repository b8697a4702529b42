"""The charts of an issuer's page: issues and maturities by year, coupons and spreads."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Listed
from pipeline.pages.charts_explore import ENOUGH, Source, bars, chart, in_words, points
from pipeline.pages.deal_columns import OF_ISSUER, interest_words, shown_day
from pipeline.pages.html import Markup, url
from pipeline.pages.layout import Head, prose, small_table
from pipeline.pages.page import heading


@dataclass(frozen=True, slots=True)
class _ByYear:
    """A chart of principal by year; ``name`` begins the id of its table."""

    name: str
    title: str
    words: str
    year_of: Callable[[Listed], int | None]


@dataclass(frozen=True, slots=True)
class _ByDate:
    """A chart of a rate of each security by date; ``field`` is its name in the drawing."""

    field: str
    title: str
    axis: str
    which: str
    value_of: Callable[[Listed], Decimal | None]


def _maturity_year(entry: Listed) -> int | None:
    return entry.maturity.year if entry.maturity else entry.maturity_year


_YEARS = (
    _ByYear("issued", "Principal by year of issue.", "", lambda entry: entry.year),
    _ByYear(
        "maturing",
        "Maturity ladder.",
        "By the maturity dates as agreed; whether a security was repaid earlier is not recorded. ",
        _maturity_year,
    ),
)
_RATES = (
    _ByDate(
        "coupon",
        "Coupons.",
        "Coupon, % a year",
        "securities whose fixed rate is known",
        lambda entry: entry.coupon_pct,
    ),
    _ByDate(
        "spread",
        "Gross spreads (computed).",
        "Gross spread, % of principal",
        "securities of which both prices are known",
        lambda entry: entry.gross_spread_pct,
    ),
)

#: The columns of a table by year, and those of the table of deals, as the drawings name them.
_FIELDS_BY_YEAR = {
    "year": (0, "text"),
    "currency": (1, "text"),
    "interest": (2, "text"),
    "securities": (3, "number"),
    "amount": (4, "number"),
}
_TYPES = {
    "da": ("date", "date"),
    "ti": ("title", "text"),
    "cu": ("currency", "text"),
    "am": ("amount", "text"),
    "co": ("coupon", "number"),
    "ma": ("maturity", "date"),
    "sp": ("spread", "number"),
}
_FIELDS_OF_DEALS = {
    _TYPES[column.key][0]: (place, _TYPES[column.key][1])
    for place, column in enumerate(OF_ISSUER)
    if column.key in _TYPES
}


def charts(entries: Sequence[Listed], here: str) -> Iterable[str]:
    """Yield the section on an issuer's securities through time.

    A chart stands only where at least five values are behind it; fewer are listed.
    """
    yield heading("Through time", "through-time")
    for years in _YEARS:
        yield _by_year(years, entries, here)
    for rates in _RATES:
        yield _by_date(rates, entries, here)


def _by_year(what: _ByYear, entries: Sequence[Listed], here: str) -> Markup:
    known = [e for e in entries if what.year_of(e) and e.amount is not None and e.currency]
    if len(known) < ENOUGH:
        values = {
            entry: f"{what.year_of(entry)}: {fmt.amount(entry.amount or 0, entry.currency)}"
            for entry in known
        }
        return _plain(what.title, values, here)
    groups: dict[tuple[int, str, str], list[Decimal]] = defaultdict(list)
    for entry in known:
        key = (what.year_of(entry) or 0, entry.currency or "", interest_words(entry))
        groups[key].append(entry.amount or Decimal(0))
    by_year = Counter(what.year_of(entry) or 0 for entry in known)
    most = min(year for year in by_year if by_year[year] == max(by_year.values()))
    currencies = [code for code, _ in Counter(e.currency or "" for e in known).most_common()]
    words = (
        f"{what.words}n = {len(known)} of {len(entries)} securities: those whose amount and year "
        f"are known. Most of them, {by_year[most]}, are of {most}."
    )
    if len(currencies) > 1:
        words += " Currencies are drawn one at a time."
    name = f"{what.name}-table"
    return chart(
        bars((min(by_year), max(by_year)), currencies),
        Source(name, _FIELDS_BY_YEAR),
        what.title,
        words,
        _year_table(groups, name, what.title.rstrip(".")),
    )


def _year_table(
    groups: Mapping[tuple[int, str, str], Sequence[Decimal]], name: str, caption: str
) -> Markup:
    return small_table(
        caption,
        (
            Head("Year"),
            Head("Currency"),
            Head("Interest"),
            Head("Securities", figures=True),
            Head("Principal", figures=True),
        ),
        (
            (
                str(year),
                currency,
                kind or "not known",
                str(len(amounts)),
                (fmt.amount(sum(amounts, Decimal(0)), currency), f"{sum(amounts):f}"),
            )
            for (year, currency, kind), amounts in sorted(groups.items())
        ),
        name=name,
    )


def _by_date(what: _ByDate, entries: Sequence[Listed], here: str) -> Markup:
    values = {e: value for e in entries if (value := what.value_of(e)) is not None}
    if len(values) < ENOUGH:
        words = {e: f"{shown_day(e)}: {fmt.pct(value)}" for e, value in values.items()}
        return _plain(what.title, words, here)
    return chart(
        points(what.field, what.axis, all_tenors_known=all(map(_maturity_year, values))),
        Source("deals-table", _FIELDS_OF_DEALS),
        what.title,
        f"{fmt.upper_first(in_words(list(values.values()), 3))}; n = {len(values)}: the "
        f"{what.which}, of {len(entries)} securities. Each point is one, at the date of its deal; "
        "a click opens the deal. Colour and shape tell the time to maturity. The figures stand in "
        "the table of deals above.",
    )


def _plain(title: str, values: Mapping[Listed, str], here: str) -> Markup:
    """Return few values as words: a chart of them would suggest more than they tell."""
    if not values:
        return prose(Markup("<b>{}</b> Not known for any of its securities.").format(title))
    linked = Markup("; ").join(
        Markup('<a href="{}">{}</a>').format(url(here, entry.path), words)
        for entry, words in values.items()
    )
    return prose(
        Markup("<b>{}</b> Too few for a chart (n = {}): {}.").format(title, len(values), linked)
    )

"""The pictures of the home page: deals by year, amounts by currency, kinds of interest."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue, Listed
from pipeline.pages.charts_columns import columns
from pipeline.pages.deal_columns import INTEREST_WORDS
from pipeline.pages.html import Markup, block, url
from pipeline.pages.layout import Head, bar, folded, pair, small_table
from pipeline.pages.page import heading

HERE = "index.md"


def pictures(catalogue: Catalogue) -> Iterable[str]:
    """Yield the section; each picture stands with its table."""
    deals = catalogue.first
    years = Counter(entry.year for entry in deals)
    yield heading("The deals in figures", "figures")
    drawn = columns(years, _year_address, lambda n: fmt.count(n, "deal"))
    yield block(
        '<figure class="d-fig"><figcaption><b>Deals by year.</b> '
        f"{_years_in_words(years)} The count is of what the archive holds, not of what "
        f"was issued.</figcaption>{drawn}{_years_table(years, catalogue)}</figure>"
    )
    yield pair(_currencies(catalogue), _interest(catalogue))


def _years_in_words(years: Mapping[int, int]) -> str:
    most = max(years.values())
    when = [str(year) for year in sorted(years) if years[year] == most]
    return (
        f"Most are of {fmt.some(when, 3)}, with {most} each."
        if len(when) > 1
        else (f"Most are of {when[0]}, with {most}.")
    )


def _year_address(year: int) -> str:
    return f"{url(HERE, 'deals/index.md')}?year={year}"


def _years_table(years: Mapping[int, int], catalogue: Catalogue) -> str:
    securities = Counter(entry.year for entry in catalogue.listed)
    table = small_table(
        "Deals by year",
        (Head("Year"), Head("Deals", figures=True), Head("Securities", figures=True)),
        (
            (
                Markup('<a href="{}">{}</a>').format(_year_address(year), year),
                fmt.number(years[year]),
                fmt.number(securities[year]),
            )
            for year in sorted(years, reverse=True)
        ),
    )
    return folded("The figures as a table", table)


def _currencies(catalogue: Catalogue) -> str:
    groups: dict[str, list[Listed]] = defaultdict(list)
    for entry in catalogue.listed:
        groups[entry.currency or ""].append(entry)
    whole = len(catalogue.listed)
    rows = [
        (
            Markup('<a href="{}?currency={}">{}</a>').format(
                url(HERE, "deals/index.md"), currency, currency
            )
            if currency
            else "not known",
            bar(len(group), whole),
            fmt.number(len(group)),
            _sum(group, currency),
        )
        for currency, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    return small_table(
        "Securities and amounts by currency",
        (
            Head("Currency"),
            Head(""),
            Head("Securities", figures=True),
            Head("Principal, where known", figures=True),
        ),
        rows,
        class_="l-bars",
        show_caption=True,
    )


def _sum(group: Sequence[Listed], currency: str) -> str:
    known = [entry.amount for entry in group if entry.amount is not None]
    if not known:
        return "not known"
    total = fmt.amount(sum(known, Decimal(0)), currency)
    return total if len(known) == len(group) else f"{total} ({len(known)} of {len(group)})"


def _interest(catalogue: Catalogue) -> str:
    kinds = Counter(entry.interest_type or "" for entry in catalogue.listed)
    whole = len(catalogue.listed)
    rows = [
        (
            Markup('<a href="{}?interest={}">{}</a>').format(
                url(HERE, "deals/index.md"), kind, fmt.meaning(kind, INTEREST_WORDS)
            )
            if kind
            else "not known",
            bar(count, whole),
            fmt.number(count),
        )
        for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    ]
    return small_table(
        "Securities by kind of interest",
        (Head("Interest"), Head(""), Head("Securities", figures=True)),
        rows,
        class_="l-bars",
        show_caption=True,
    )

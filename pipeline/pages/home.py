"""The home page: what the archive holds, in figures and pictures, and how complete it is."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue, Listed
from pipeline.pages.completeness import completeness
from pipeline.pages.deal_columns import shown_day, shown_title
from pipeline.pages.home_pictures import pictures
from pipeline.pages.html import Markup, block, url
from pipeline.pages.layout import Head, facts, opening, page, prose, small_table
from pipeline.pages.page import Page, heading
from pipeline.records.codes import CURRENCY_NAMES

HERE = "index.md"
_SHOWN = 8

_WAYS: Sequence[tuple[str, str, str]] = (
    ("deals/index.md", "All deals", "one table, to be sorted and filtered"),
    ("issuers/index.md", "Issuers", "their deals, maturities, coupons and former names"),
    ("underwriters/index.md", "Underwriters", "every deal of a firm and its part in it"),
    ("base-documents/index.md", "Base documents", "the standing terms, and which deals vary them"),
    ("data/index.md", "Data", "every table as CSV, Parquet and SQLite"),
    ("checks/index.md", "Checks", "what is checked, and what was found"),
    ("method/index.md", "Method", "how each computed figure comes about"),
    ("glossary.md", "Glossary", "the words of the papers, explained"),
    ("add-a-deal.md", "Add a deal", "in five minutes"),
)


def home_page(catalogue: Catalogue) -> Page:
    """Return the page at the site's root."""
    archive = catalogue.archive
    deals = catalogue.first
    return page(
        HERE,
        "Deal archive",
        "Terms Agreements of underwritten offerings: checked, tabulated and published",
        "every record in data/",
        [
            opening("Deal archive", _lead(catalogue)),
            facts(
                (
                    ("deals", fmt.number(len(deals))),
                    ("securities", fmt.number(len(catalogue.listed))),
                    ("issuers", fmt.number(len(catalogue.of_issuer))),
                    ("underwriters", fmt.number(len(catalogue.of_underwriter))),
                    ("base documents", fmt.number(len(archive.base_documents))),
                    ("amendments", fmt.number(len(catalogue.tables.tuples("amendments")))),
                    ("values cited by line", fmt.number(len(catalogue.tables.tuples("citations")))),
                )
            ),
            _entry(catalogue),
            *(pictures(catalogue) if deals else ()),
            heading("Newest deals", "newest"),
            _deals(deals[:_SHOWN], "The newest deals"),
            *_largest(catalogue),
            *completeness(catalogue),
            heading("Where to go", "where-to-go"),
            block(
                '<ul class="l-ways">'
                + "".join(
                    f'<li><a href="{url(HERE, path)}">{name}</a> <span>{what}</span></li>'
                    for path, name, what in _WAYS
                )
                + "</ul>"
            ),
        ],
        hide=("navigation", "toc"),
    )


def _lead(catalogue: Catalogue) -> str:
    what = (
        "Terms Agreements are the short contracts by which underwriters buy a new issue of "
        "securities: what is sold, at what price, who takes how much, and how the issuer's "
        "standing terms are varied for the one deal."
    )
    if not catalogue.listed:
        return f"{what} The archive holds none yet."
    years = [entry.year for entry in catalogue.listed]
    span = f"from {min(years)} to {max(years)}" if min(years) < max(years) else f"of {years[0]}"
    number = len(catalogue.first)
    return (
        f"{what} This archive holds {fmt.count(number, 'of them', 'of them')}, {span}, each as a "
        "checked record."
    )


def _entry(catalogue: Catalogue) -> str:
    """Return the way in: the deal whose paper is held and cited most fully."""
    held = [row for row in catalogue.tables.rows("coverage") if row["exhibit_lines"]]
    if not held:
        return ""
    best = max(held, key=lambda row: (row["exhibit_lines_cited"], row["deal_id"]))
    entry = catalogue.of_deal[best["deal_id"]][0]
    cited, lines = best["exhibit_lines_cited"], best["exhibit_lines"]
    amendments = len(catalogue.tables.of_deal("amendments", entry.deal_id))
    firms = len(catalogue.tables.of_deal("allocations", entry.deal_id))
    words = Markup(
        "The archive holds the paper of this deal line by line: {} of its {} written lines are "
        "cited by some value of the record, and a click on a value shows them."
    ).format(fmt.number(cited), fmt.number(lines))
    more = [
        fmt.count(count, word)
        for count, word in ((firms, "allocation"), (amendments, "amendment"))
        if count
    ]
    if more:
        words += f" With {fmt.listing(more)}."
    size = fmt.amount(entry.amount, entry.currency) if entry.amount is not None else ""
    return block(
        Markup(
            '<div class="l-entry"><p class="d-over">Begin here</p>'
            '<p class="l-entry-title"><a href="{}">{}, {}</a></p>'
            '<p class="l-entry-facts">{}</p><p>{}</p></div>'
        ).format(
            url(HERE, entry.path),
            entry.issuer_name,
            shown_title(entry),
            " · ".join(part for part in (size, fmt.partial_day(entry.dated)) if part),
            words,
        )
    )


def _deals(entries: Sequence[Listed], caption: str) -> Markup:
    return small_table(
        caption,
        (Head("Title"), Head("Issuer"), Head("Date"), Head("Amount", figures=True)),
        (
            (
                Markup('<a href="{}">{}</a>').format(url(HERE, entry.path), shown_title(entry)),
                entry.issuer_name,
                shown_day(entry),
                "" if entry.amount is None else fmt.amount(entry.amount, entry.currency),
            )
            for entry in entries
        ),
        class_="l-brief",
        cards=True,
    )


def _largest(catalogue: Catalogue) -> Iterable[str]:
    """Yield the largest securities of the currency that most have; no others compare with it."""
    known = [entry for entry in catalogue.listed if entry.amount is not None and entry.currency]
    if not known:
        return
    currency = Counter(entry.currency for entry in known).most_common(1)[0][0]
    group = [entry for entry in known if entry.currency == currency]
    group.sort(key=lambda entry: (-(entry.amount or 0), entry.deal_id, entry.security_id))
    yield heading("Largest deals", "largest")
    name = CURRENCY_NAMES[str(currency)]
    yield prose(
        f"By principal amount, among the {fmt.number(len(group))} securities in {name} whose "
        "amount is known. Amounts in different currencies are not compared: the archive holds "
        "no exchange rates."
    )
    yield _deals(group[:_SHOWN], f"The largest securities in {name}")

"""The page of data: every table with its columns, made from their declarations."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.economics.methods import METHODS
from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue
from pipeline.pages.html import Markup, block, escape, url
from pipeline.pages.layout import Head, bullets, opening, page, prose, small_table
from pipeline.pages.method_page import HERE as METHOD
from pipeline.pages.method_page import anchor
from pipeline.pages.page import Page, heading
from pipeline.records import codes
from pipeline.tables.declare import Column, Table
from pipeline.tables.schema import TABLES

HERE = "data/index.md"

#: The closed list behind each column of codes, by the column's name.
CODE_LISTS: Mapping[str, Mapping[str, str]] = {
    "dated_by": codes.DATED_BY,
    "completeness": codes.SEEN_EXTENTS,
    "document_kind": codes.DOCUMENT_KINDS,
    "review_state": codes.REVIEW_STATES,
    "commitment": codes.COMMITMENTS,
    "security_type": codes.SECURITY_TYPES,
    "ranking": codes.RANKINGS,
    "currency": codes.CURRENCY_NAMES,
    "interest_type": codes.INTEREST_TYPES,
    "period_type": codes.PERIOD_TYPES,
    "interest_frequency": codes.FREQUENCIES,
    "frequency": codes.FREQUENCIES,
    "day_count": codes.DAY_COUNTS,
    "business_day_convention": codes.BUSINESS_DAY_CONVENTIONS,
    "record_date_kind": codes.RECORD_DATE_KINDS,
    "redemption_kind": codes.REDEMPTION_KINDS,
    "named_in": codes.NAMED_IN,
    "operation": codes.OPERATION_KINDS,
    "side": codes.SIDES,
    "blank_reason": codes.BLANK_REASONS,
}

_FORMS = (
    (
        "An unknown value is empty in every format; the table stated_values gives the reason for "
        "each blank."
    ),
    (
        "CSV is UTF-8 with a header line; decimals are exact text with the digits of the print "
        "(99.760), dates are ISO 8601, yes and no are true and false."
    ),
    (
        "A text of a CSV that a spreadsheet would run as a formula, because it begins with =, +, "
        "-, @, a tab or the end of a line, has an apostrophe (') in front; numbers have none. A "
        "program takes off the first apostrophe of a cell whose apostrophes stand before one of "
        "these signs, and has the text again. Parquet and SQLite hold every text as it is."
    ),
    (
        "Parquet holds decimals of fixed scale, SQLite numbers and ISO dates, with keys declared: "
        "equal values, without the trailing zeros of the print."
    ),
    "Keys are fixed and columns keep their names; columns may be added.",
)

PANDAS = """\
import pandas as pd
deals = pd.read_parquet("deals.parquet")
securities = pd.read_parquet("securities.parquet")
economics = pd.read_parquet("economics.parquet")
spreads = securities.merge(economics, on=["deal_id", "security_id"]).merge(deals, on="deal_id")
spreads = spreads.dropna(subset=["gross_spread_pct"])
spreads.groupby("issuer_id")["gross_spread_pct"].agg(["count", "min", "max"])"""

SQL = """\
SELECT u.name, COUNT(DISTINCT a.deal_id) AS deals, SUM(a.principal_amount) AS allocated
FROM allocations AS a
JOIN securities AS s USING (deal_id, security_id)
JOIN underwriters AS u ON u.id = a.underwriter_id
WHERE s.currency = 'USD'
GROUP BY u.id
ORDER BY allocated DESC"""


def data_page(catalogue: Catalogue) -> Page:
    """Return the page of data."""
    return page(
        HERE,
        "Data",
        "The archive's tables as CSV, Parquet and SQLite, with the meaning of every column",
        "the declarations of the tables (pipeline/tables/schema.py)",
        [
            opening(
                "Data",
                f"Everything that the pages show, as {len(TABLES)} tables. Each column is "
                "declared once, and the files and this page follow from that declaration.",
            ),
            _overview(catalogue),
            *_forms(),
            *(part for name, table in TABLES.items() for part in _table(name, table)),
            *_codes(),
        ],
    )


def _overview(catalogue: Catalogue) -> Markup:
    return (
        small_table(
            "Tables",
            (Head("Table"), Head("What a row is"), Head("Rows", figures=True), Head("Files")),
            (
                (
                    Markup('<a href="#{0}">{0}</a>').format(name),
                    table.meaning,
                    fmt.number(len(catalogue.tables.tuples(name))),
                    _files(name),
                )
                for name, table in TABLES.items()
            ),
            cards=True,
        )
        + Markup("\n\n")
        + prose(Markup('All tables in one file: <a href="archive.sqlite">archive.sqlite</a>.'))
        + Markup("\n\n")
        + prose(
            Markup(
                "Deal by deal as JSON: <code>api/v1/deals/&lt;deal_id&gt;.json</code> has a deal’s "
                "rows of every table but exhibit_lines, and its values as printed; "
                '<a href="../api/v1/deals.json">deals.json</a> lists the deals, and '
                '<a href="../api/v1/index.json">index.json</a> says what the files hold.'
            )
        )
    )


def _files(name: str) -> Markup:
    return Markup('<a href="{0}.csv">CSV</a> <a href="{0}.parquet">Parquet</a>').format(name)


def _forms() -> Iterable[str]:
    yield heading("How to read them", "reading")
    yield bullets(_FORMS)
    yield prose("Gross spreads by issuer, with pandas:", "l-before")
    yield block(f'<pre class="l-code"><code>{escape(PANDAS)}</code></pre>')
    yield prose("Allocations by underwriter in US dollars, with SQL on archive.sqlite:", "l-before")
    yield block(f'<pre class="l-code"><code>{escape(SQL)}</code></pre>')


def _table(name: str, table: Table) -> Iterable[str]:
    yield heading(name, name)
    points_to = [
        Markup('<code>{0}</code> names a row of <a href="#{1}">{1}</a>').format(
            column.replace(",", ", "), target
        )
        for column, target in table.references
    ]
    yield prose(
        Markup("{} Key: {}. {}").format(
            table.meaning,
            Markup(", ").join(Markup("<code>{}</code>").format(key) for key in table.key),
            Markup("{}. ").format(Markup("; ").join(points_to)) if points_to else "",
        )
        + _files(name)
    )
    yield small_table(
        f"Columns of {name}",
        (Head("Column"), Head("Type"), Head("Unit"), Head("Meaning"), Head("Origin")),
        (_column(name, column) for column in table.columns),
        class_="l-columns",
        cards=True,
    )


def _column(table: str, column: Column) -> Sequence[str | Markup]:
    method = METHODS.get(column.name)
    origin: str | Markup = "computed" if column.derived else "stated"
    if method is not None and method.table == table:
        origin = Markup('<a href="{}">computed</a>').format(url(HERE, METHOD, anchor(column.name)))
    kind: str | Markup = column.type.value
    if column.name in CODE_LISTS and column.type.value == "code":
        kind = Markup('<a href="#codes-{}">code</a>').format(_code_list(column.name))
    return (
        Markup('<code id="{0}-{1}">{1}</code>').format(table, column.name),
        kind,
        column.unit,
        column.meaning,
        origin,
    )


def _code_list(column: str) -> str:
    """Return the first column that has the same list, under which the list is shown."""
    return next(name for name, codes_ in CODE_LISTS.items() if codes_ is CODE_LISTS[column])


def _codes() -> Iterable[str]:
    yield heading("Codes", "codes")
    yield prose("The closed lists behind the columns of codes.")
    shown: dict[str, list[str]] = {}
    for column in CODE_LISTS:
        shown.setdefault(_code_list(column), []).append(column)
    for first, columns in shown.items():
        yield small_table(
            fmt.listing(columns),
            (Head("Code"), Head("Meaning")),
            (
                (Markup("<code>{}</code>").format(code), words)
                for code, words in CODE_LISTS[first].items()
            ),
            show_caption=True,
            class_="l-codes",
            name=f"codes-{first}",
        )

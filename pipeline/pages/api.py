"""The archive as JSON, beside its pages: one file a deal, and two that list and explain them.

==============================  ================================================================
``api/v1/index.json``           the tables with their columns as declared, and what a sheet is
``api/v1/deals.json``           every deal: its id, its name and what it sells
``api/v1/deals/<deal_id>.json``  ``tables``: the deal's rows of every table but the lines of its
                                paper; ``sheet``: its values as printed, which is what deals are
                                compared by
==============================  ================================================================

The lines of the papers stand on the deals' pages and in the table ``exhibit_lines`` (``data/``).
Rows follow the tables' one declaration. Decimals are text with the digits of the print,
dates and times ISO 8601. A value that is not known is left out; ``stated_values`` gives the
reason for each blank. ``deal_id`` is that of the file and not repeated in each row.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from pipeline.pages.catalogue import Catalogue, Listed
from pipeline.pages.deal_paper import Paper
from pipeline.pages.page import Page
from pipeline.pages.sheet import SHEET_PARTS, sheet
from pipeline.pages.variations import deal_words
from pipeline.tables.declare import Table
from pipeline.tables.schema import TABLES

FOLDER = "api/v1"
#: A paper's lines: a quarter of a file, quoted by its citations, and no value of their own.
LEFT_OUT = "exhibit_lines"
#: The tables that have rows of a deal in its file.
OF_DEALS: dict[str, Table] = {
    name: table
    for name, table in TABLES.items()
    if "deal_id" in table.column_names and name != LEFT_OUT
}
_COLUMNS = {name: table.column_names for name, table in OF_DEALS.items()}


def api_index(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the list of all deals and the file that explains the others."""
    yield Page(
        f"{FOLDER}/index.json",
        _json(
            {
                "version": "v1",
                "deals": len(catalogue.first),
                "files": {
                    "deals.json": "every deal: deal_id, name, title",
                    "deals/<deal_id>.json": "a deal: its rows of these tables, and its sheet",
                },
                "lines of papers": f"data/{LEFT_OUT}.csv, .parquet, and each deal's #line-<number>",
                "unknown": "left out; stated_values gives the reason for each blank",
                "tables": [_declared(table) for table in OF_DEALS.values()],
                "sheet": SHEET_PARTS,
            }
        ),
    )
    yield Page(f"{FOLDER}/deals.json", _json([_listed(catalogue, e) for e in catalogue.first]))


def api_deal(paper: Paper) -> Page:
    """Return the file of one deal."""
    deal_id = paper.record.deal.deal_id
    tables = {
        name: _rows(columns, paper.tables.tuples_of_deal(name, deal_id))
        for name, columns in _COLUMNS.items()
    }
    document = {"deal_id": deal_id, "sheet": sheet(paper), "tables": tables}
    return Page(f"{FOLDER}/deals/{deal_id}.json", _json(document))


def _listed(catalogue: Catalogue, entry: Listed) -> dict[str, str]:
    titles = [e.title for e in catalogue.of_deal[entry.deal_id] if e.title]
    title = "; ".join(titles) or "title not known"
    return {"deal_id": entry.deal_id, "name": deal_words(catalogue, entry.deal_id), "title": title}


def _declared(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "meaning": table.meaning,
        "key": list(table.key),
        "columns": [
            {
                "name": column.name,
                "type": column.type.value,
                **({"unit": column.unit} if column.unit else {}),
                "meaning": column.meaning,
                "origin": "computed" if column.derived else "stated",
            }
            for column in table.columns
        ],
    }


def _rows(columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> list[dict[str, Any]]:
    return [
        {
            column: value
            for column, value in zip(columns, row, strict=True)
            if value is not None and column != "deal_id"
        }
        for row in rows
    ]


def _value(value: Decimal | dt.date | dt.time) -> str:
    """Write what JSON has no form for."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat("minutes") if isinstance(value, dt.time) else value.isoformat()


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_value)


def _json(document: object) -> str:
    return _ENCODER.encode(document) + "\n"

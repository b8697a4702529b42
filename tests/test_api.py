"""The archive as JSON: each deal's file holds its rows of every table, and its sheet."""

import datetime as dt
import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.pages.api import OF_DEALS, api_deal, api_index
from pipeline.pages.catalogue import Catalogue
from pipeline.pages.deal_paper import Paper
from pipeline.pages.histories import Histories
from pipeline.paths import ROOT
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Stated
from pipeline.records.reader import read_archive
from pipeline.tables.build import Tables, build_tables
from pipeline.tables.schema import TABLES
from tests.made_up_deals import FOLDER as MADE_UP

SEED = "citigroup-2004-02-02"


@cache
def real() -> tuple[Archive, Tables, Histories]:
    archive = read_archive(ROOT / "data")
    return archive, build_tables(archive, ()), Histories(archive)


def written(deal_id: str) -> str:
    archive, tables, histories = real()
    return api_deal(Paper(archive.deals[deal_id], archive, tables, "deals/x.md", histories)).text


def read(deal_id: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(written(deal_id))
    return document


def as_json(value: Any) -> str | int:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    return value if isinstance(value, (str, int)) else str(value)


def test_every_table_with_rows_of_deals_is_there_but_the_lines_of_papers() -> None:
    of_deals = {name for name, table in TABLES.items() if "deal_id" in table.column_names}
    assert set(read(SEED)["tables"]) == of_deals - {"exhibit_lines"}


def test_a_file_says_where_the_lines_of_its_paper_are(site: Path) -> None:
    index = json.loads((site / "api/v1/index.json").read_text("utf-8"))
    assert index["lines of papers"].startswith("data/exhibit_lines.csv")
    assert (site / "data" / "exhibit_lines.csv").exists()
    assert 'id="line-83"' in (site / "deals" / SEED / "index.html").read_text("utf-8")


def test_the_file_of_a_paper_held_whole_is_small() -> None:
    """With the paper's lines it had 166 KB."""
    assert len(written(SEED)) < 130_000


@pytest.mark.parametrize("deal_id", sorted(real()[0].deals))
def test_a_file_holds_the_rows_of_the_tables_and_no_others(deal_id: str) -> None:
    _, tables, _ = real()
    held = read(deal_id)["tables"]
    for name in OF_DEALS:
        expected = [
            {
                column: as_json(value)
                for column, value in row.items()
                if value is not None and column != "deal_id"
            }
            for row in tables.of_deal(name, deal_id)
        ]
        assert held[name] == expected


def test_decimals_are_text_with_the_digits_of_the_print() -> None:
    (security,) = read(SEED)["tables"]["securities"]

    assert security["price_to_public_pct"] == "99.760"
    assert security["principal_amount"] == "1000000000"
    assert Decimal(security["purchase_price_pct"]) == Decimal("99.435")
    (deal,) = read(SEED)["tables"]["deals"]
    assert deal["closing_date"] == "2004-02-09"
    assert deal["closing_time"] == "08:30"


def test_a_blank_has_its_reason() -> None:
    blanks = {
        row["field"]: row["blank_reason"]
        for row in read(SEED)["tables"]["stated_values"]
        if "value" not in row
    }
    assert blanks["securities[0].isin"] == "not_stated"


def test_hostile_text_stays_text_of_json() -> None:
    archive, tables, histories = real()
    hostile = '</script><img src=x onerror=alert(1)> " \\ \u2028 \u202e'
    record = archive.deals[SEED]
    named = record.deal.issuer_named.model_copy(update={"name": Stated[str](value=hostile)})
    deal = record.deal.model_copy(update={"issuer_named": named})
    paper = Paper(
        DealRecord(deal, record.path, record.lines, record.exhibit),
        archive,
        tables,
        "deals/x.md",
        histories,
    )
    document = json.loads(api_deal(paper).text)

    assert document["sheet"]["agreement"][0] == {
        "term": "issuer",
        "words": "Issuer",
        "value": hostile,
    }


def test_equal_records_give_equal_files() -> None:
    again = read_archive(ROOT / "data")
    tables = build_tables(again, ())
    paper = Paper(again.deals[SEED], again, tables, "deals/x.md", Histories(again))

    assert api_deal(paper).text == written(SEED)


def test_the_index_declares_what_the_files_hold() -> None:
    archive = read_archive(MADE_UP)
    catalogue = Catalogue(archive, build_tables(archive, ()), ())
    files = {page.path: json.loads(page.text) for page in api_index(catalogue)}
    index = files["api/v1/index.json"]

    assert [table["name"] for table in index["tables"]] == list(OF_DEALS)
    for table in index["tables"]:
        assert [c["name"] for c in table["columns"]] == list(TABLES[table["name"]].column_names)
    assert {entry["deal_id"] for entry in files["api/v1/deals.json"]} == set(archive.deals)
    assert set(index["sheet"]) - {"row"} == set(read(SEED)["sheet"]) - {"deal_id"}

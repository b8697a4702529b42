"""The tables: what they hold of the seed, and that every format holds the same."""

import csv
import datetime as dt
import io
import sqlite3
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.checks import check_archive
from pipeline.paths import ROOT
from pipeline.records.reader import read_archive
from pipeline.tables.build import Tables, build_tables, duplicate_keys
from pipeline.tables.declare import Type
from pipeline.tables.schema import TABLES
from pipeline.tables.spreadsheet import unguarded
from pipeline.tables.write import to_csv, write_tables

SEED = "citigroup-2004-02-02"


@pytest.fixture(scope="module")
def tables() -> Tables:
    archive = read_archive(ROOT / "data")
    return build_tables(archive, check_archive(archive))


@pytest.fixture(scope="module")
def written(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    write_tables(tables, folder)
    return folder


def test_the_seeds_economics(tables: Tables) -> None:
    (row,) = tables.of_deal("economics", SEED)

    assert row["gross_spread_pct"] == Decimal("0.325")
    assert row["gross_spread_amount"] == 3_250_000
    assert row["gross_proceeds_amount"] == 997_600_000
    assert row["net_proceeds_amount"] == 994_350_000
    assert round(row["reoffer_yield_pct"], 6) == Decimal("3.677988")
    assert round(row["all_in_cost_pct"], 6) == Decimal("3.749978")
    assert row["settlement_days"] == 5
    assert row["settlement_calendar"] == "US government bond (SIFMA)"
    assert row["extended_settlement"] is True
    assert row["hhi"] == 7087


def test_the_seeds_coupons(tables: Tables) -> None:
    flows = [row for row in tables.of_deal("cash_flows", SEED) if row["kind"] == "coupon"]

    assert [row["amount"] for row in flows] == [Decimal(18_125_000)] * 10
    moved = {
        row["scheduled_date"]: row["payment_date"]
        for row in flows
        if row["scheduled_date"] != row["payment_date"]
    }
    assert moved == {
        dt.date(2008, 2, 9): dt.date(2008, 2, 11),
        dt.date(2008, 8, 9): dt.date(2008, 8, 11),
    }
    assert {day.strftime("%A") for day in moved} == {"Saturday"}


def test_the_seeds_allocations(tables: Tables) -> None:
    rows = tables.of_deal("allocations", SEED)

    assert [row["share_pct"] for row in rows] == [84, *[Decimal("2.5")] * 4, *[1] * 6]
    assert sum(row["principal_amount"] for row in rows) == 1_000_000_000
    ramirez = {
        row["name_as_printed"]
        for name in ("allocations", "deal_underwriters")
        for row in tables.of_deal(name, SEED)
        if row["underwriter_id"] == "samuel-a-ramirez"
    }
    assert ramirez == {"Samuel A. Ramirez & Co. Inc.", "Samuel A. Ramirez & Co., Inc."}


def test_the_seeds_amendments(tables: Tables) -> None:
    rows = tables.of_deal("amendments", SEED)

    assert [row["item"] for row in rows] == list("abbcdefgh")
    assert [row["operation"] for row in rows] == [
        "global_rename",
        "substitute_words",
        "deem_reference",
        *["substitute_words"] * 6,
    ]
    places = [(r["section"], r["subsection"], r["paragraph"], r["line"]) for r in rows[3:]]
    assert places == [
        ("3", None, 3, 4),
        ("3", None, 3, 14),
        ("3", None, 5, 4),
        ("6", "a", None, 9),
        ("6", "b", None, 8),
        ("10", None, None, 6),
    ]
    assert [row["resolution"] for row in rows] == [
        *["base_not_held"] * 2,
        "meaning_only",
        *["base_not_held"] * 6,
    ]


def test_the_restricted_period_of_the_seed_ends_six_months_after_closing(tables: Tables) -> None:
    ends = {
        row["item"]: row["period_end_date"] for row in tables.of_deal("selling_restrictions", SEED)
    }

    assert ends["a"] == dt.date(2004, 8, 9)
    assert set(ends) == set("abcdefgh")
    assert [day for item, day in ends.items() if item != "a"] == [None] * 7


def test_no_key_stands_twice(tables: Tables) -> None:
    assert list(duplicate_keys(tables)) == []


def test_a_key_that_stands_twice_is_told() -> None:
    row = {"deal_id": "x", "line": 1, "text": "y"}

    assert list(duplicate_keys(Tables({"exhibit_lines": [row, row]}))) == [
        "the table exhibit_lines has the key ('x', 1) twice"
    ]


def test_references_lead_to_rows(tables: Tables) -> None:
    for table in TABLES.values():
        for columns, target in table.references:
            names = columns.split(",")
            keys = TABLES[target].key[: len(names)]
            known = {tuple(row[key] for key in keys) for row in tables.rows(target)}
            used = {tuple(row[name] for name in names) for row in tables.rows(table.name)}
            assert {key for key in used if None not in key} <= known, (table.name, columns)


def test_every_value_has_its_columns_type(tables: Tables) -> None:
    expected = {
        Type.TEXT: str,
        Type.CODE: str,
        Type.ID: str,
        Type.DATE: dt.date,
        Type.TIME: dt.time,
        Type.INTEGER: int,
        Type.DECIMAL: Decimal,
        Type.BOOLEAN: bool,
    }
    for table in TABLES.values():
        for place, column in enumerate(table.columns):
            kinds = {type(row[place]) for row in tables.tuples(table.name)} - {type(None)}
            assert kinds <= {expected[column.type]}, (table.name, column.name)


def test_no_column_holds_stated_and_computed_values() -> None:
    """Every computed column is declared so; the tables of figures hold nothing else but keys."""
    for name in ("economics", "figures", "cash_flows", "findings", "coverage"):
        table = TABLES[name]
        stated = {c.name for c in table.columns if not c.derived} - set(table.key)
        assert stated <= {"deal_id", "security_id"}, name
    for name in ("deals", "securities", "stated_values", "citations"):
        assert not [c.name for c in TABLES[name].columns if c.derived], name


def test_csv_keeps_the_printed_digits(tables: Tables) -> None:
    read = list(
        csv.DictReader(io.StringIO(to_csv(TABLES["securities"], tables.tuples("securities"))))
    )

    (seed,) = [row for row in read if row["deal_id"] == SEED]
    assert seed["price_to_public_pct"] == "99.760"
    assert seed["principal_amount"] == "1000000000"
    assert seed["is_reopening"] == "false"
    assert seed["isin"] == ""


@pytest.mark.parametrize("name", sorted(TABLES))
def test_all_formats_hold_the_same(tables: Tables, written: Path, name: str) -> None:
    table = TABLES[name]
    rows = tables.tuples(name)
    parquet = pq.read_table(written / f"{name}.parquet").to_pylist()
    with sqlite3.connect(written / "archive.sqlite") as connection:
        sqlite = connection.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall()  # noqa: S608
    with (written / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        read = list(csv.reader(file))

    assert [tuple(row.values()) for row in parquet] == rows
    assert tuple(read[0]) == table.column_names
    assert len(read) - 1 == len(sqlite) == len(rows)
    for row, from_csv, from_sqlite in zip(rows, read[1:], sqlite, strict=True):
        for column, value, text, stored in zip(
            table.columns, row, from_csv, from_sqlite, strict=True
        ):
            if value is None:
                assert (text, stored) == ("", None)
            elif column.type is Type.DECIMAL:
                assert Decimal(text) == value
                assert str(Decimal(text)) == str(value) or "E" in str(value)
                assert Decimal(str(stored)) == value
            elif column.type is Type.BOOLEAN:
                assert (text == "true", bool(stored)) == (value, value)
            else:
                exact = value.isoformat("minutes") if column.type is Type.TIME else str(value)
                assert (unguarded(text), str(stored)) == (exact, exact)


def test_frames_serve_analysis(tables: Tables) -> None:
    frame = tables.frames["allocations"]
    share = frame.loc[frame.deal_id == SEED, "principal_amount"]

    assert isinstance(frame, pd.DataFrame)
    assert share.sum() == 1_000_000_000


def test_equal_archives_give_equal_files(tables: Tables, written: Path, tmp_path: Path) -> None:
    archive = read_archive(ROOT / "data")
    again = build_tables(archive, check_archive(archive))
    write_tables(again, tmp_path)

    for file in sorted(written.iterdir()):
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name

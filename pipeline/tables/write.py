"""The tables as files: CSV, Parquet and SQLite, equal bytes for equal tables.

CSV holds decimals as exact text with their printed digits. Parquet holds them as
decimals of fixed scale, SQLite with numeric affinity: equal values, so that numbers can be
compared, without the trailing zeros of the print. A text of CSV that a spreadsheet would run as a
formula has an apostrophe in front; the other formats hold every text as it is.
"""

import csv
import datetime as dt
import io
import sqlite3
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.tables.build import Tables
from pipeline.tables.declare import Column, Table, Type
from pipeline.tables.schema import TABLES
from pipeline.tables.spreadsheet import guarded

#: Digits of a Parquet decimal, and how many of them stand after the point.
DECIMAL_DIGITS, DECIMAL_SCALE = 38, 12

_ARROW: Mapping[Type, pa.DataType] = {
    Type.TEXT: pa.string(),
    Type.CODE: pa.string(),
    Type.ID: pa.string(),
    Type.DATE: pa.date32(),
    Type.TIME: pa.time32("s"),
    Type.INTEGER: pa.int64(),
    Type.DECIMAL: pa.decimal128(DECIMAL_DIGITS, DECIMAL_SCALE),
    Type.BOOLEAN: pa.bool_(),
}
_SQLITE: Mapping[Type, str] = {
    Type.INTEGER: "INTEGER",
    Type.DECIMAL: "NUMERIC",
    Type.BOOLEAN: "INTEGER",
}


def write_tables(tables: Tables, folder: Path) -> list[Path]:
    """Write every table to ``folder``; return the files, in the order of their names."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / "archive.sqlite"]
    for name, table in TABLES.items():
        rows = tables.tuples(name)
        csv_file, parquet_file = folder / f"{name}.csv", folder / f"{name}.parquet"
        csv_file.write_text(to_csv(table, rows), encoding="utf-8", newline="")
        pq.write_table(to_arrow(table, rows), parquet_file, compression="zstd")
        files += [csv_file, parquet_file]
    write_sqlite(tables, folder / "archive.sqlite")
    return sorted(files)


def to_csv(table: Table, rows: Iterable[tuple[Any, ...]]) -> str:
    """Return a table as CSV text (RFC 4180, UTF-8): unknown is empty, yes and no are words.

    A text that a spreadsheet would run has an apostrophe in front (``spreadsheet.guarded``).
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.column_names)
    writer.writerows(
        [guarded(value) if isinstance(value, str) else _exact(value) for value in row]
        for row in rows
    )
    return out.getvalue()


def _exact(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return str(value)


def to_arrow(table: Table, rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    """Return a table in Arrow's form, with each column's meaning as metadata."""
    rows = list(rows)
    schema = pa.schema([_arrow_field(column) for column in table.columns])
    columns = [
        pa.array([_arrow_value(row[place]) for row in rows], type=_ARROW[column.type])
        for place, column in enumerate(table.columns)
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _arrow_field(column: Column) -> pa.Field:
    metadata = {"meaning": column.meaning, "origin": "computed" if column.derived else "stated"}
    if column.unit:
        metadata["unit"] = column.unit
    return pa.field(column.name, _ARROW[column.type], metadata=metadata)


def _arrow_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return value.quantize(Decimal(1).scaleb(-DECIMAL_SCALE))
    return value


def write_sqlite(tables: Tables, file: Path) -> None:
    """Write all tables as one SQLite database, with primary and foreign keys declared."""
    file.unlink(missing_ok=True)
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        for name, table in TABLES.items():
            connection.execute(_create(table))
            marks = ", ".join("?" for _ in table.columns)
            connection.executemany(
                f"INSERT INTO {name} VALUES ({marks})",  # noqa: S608 - the name is declared
                ([_sqlite_value(value) for value in row] for row in tables.tuples(name)),
            )
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()


def _create(table: Table) -> str:
    lines = [f"{c.name} {_SQLITE.get(c.type, 'TEXT')}" for c in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    for columns, target in table.references:
        names = columns.split(",")
        keys = TABLES[target].key[: len(names)]
        lines.append(f"FOREIGN KEY ({', '.join(names)}) REFERENCES {target} ({', '.join(keys)})")
    return f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(lines) + "\n)"


def _sqlite_value(value: Any) -> Any:
    if isinstance(value, (Decimal, dt.date, dt.time)):
        return _exact(value)
    return value

"""The index that the terminal asks: one SQLite file with the words in FTS5.

What did not change of a deal stays as it is: its words, and its values of choices and ranges.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path

from pipeline.search.fields import FACETS
from pipeline.search.find import encoded
from pipeline.search.segments import Segment
from pipeline.search.values import Choice, Value, Values

#: Changes when the tables below do, so that an older file is made anew.
FORM = "4"

_KINDS = {facet.name: facet.kind for facet in FACETS}

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE deals (
    no INTEGER PRIMARY KEY, deal_id TEXT UNIQUE, key TEXT, dated TEXT, own_values TEXT, pack BLOB
);
CREATE VIRTUAL TABLE words USING fts5(
    everything, removed, inserted, detail = full,
    tokenize = "ascii tokenchars '.,-/()_'"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, col);
CREATE TABLE value (field TEXT, value, no INTEGER, security INTEGER, shown TEXT);
CREATE INDEX value_of ON value (field, value);
CREATE INDEX value_of_deal ON value (no);
CREATE TABLE choice (field TEXT, code TEXT, label TEXT, names TEXT);
"""


def write_store(
    file: Path,
    segments: Iterable[Segment],
    values: Mapping[str, Values],
    choices: Mapping[str, Sequence[Choice]],
    keys: Mapping[str, str],
    *,
    signature: str,
) -> None:
    """Make the file hold these segments and values; ``signature`` says what they were made from."""
    connection = _opened(file)
    try:
        numbers = _write_deals(connection, segments, values, keys)
        _write_values(connection, values, choices, numbers)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('signature', ?)", (signature,))
        connection.commit()
    finally:
        connection.close()


def _opened(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file)
    try:
        form = connection.execute("SELECT value FROM meta WHERE name = 'form'").fetchone()
        if form == (FORM,):
            return connection
    except sqlite3.DatabaseError:
        pass
    connection.close()
    file.unlink()
    connection = sqlite3.connect(file)
    connection.executescript(_TABLES)
    connection.execute("INSERT INTO meta VALUES ('form', ?)", (FORM,))
    return connection


def _write_deals(
    connection: sqlite3.Connection,
    segments: Iterable[Segment],
    values: Mapping[str, Values],
    keys: Mapping[str, str],
) -> dict[str, int]:
    """Write the deals that changed; return the number of each deal."""
    before = {
        deal_id: (no, key, dated)
        for no, deal_id, key, dated in connection.execute(
            "SELECT no, deal_id, key, dated FROM deals"
        )
    }
    gone = [
        (no,)
        for deal_id, (no, key, dated) in before.items()
        if deal_id not in values or (keys[deal_id], values[deal_id].dated) != (key, dated)
    ]
    connection.executemany("DELETE FROM deals WHERE no = ?", gone)
    connection.executemany("DELETE FROM words WHERE rowid = ?", gone)
    connection.executemany("DELETE FROM value WHERE no = ?", gone)
    left = {no for (no,) in gone}
    numbers = {deal_id: no for deal_id, (no, _, _) in before.items() if no not in left}
    following = max((no for no, _, _ in before.values()), default=0) + 1
    for segment in segments:
        if all(deal_id in numbers for deal_id in segment.deals):
            continue
        for deal_id, pack, streams in zip(
            segment.deals, segment.packs, segment.streams, strict=True
        ):
            if deal_id in numbers:
                continue
            numbers[deal_id] = no = following
            following += 1
            row = (no, deal_id, keys[deal_id], values[deal_id].dated, pack)
            connection.execute("INSERT INTO deals VALUES (?, ?, ?, ?, NULL, ?)", row)
            connection.execute(
                "INSERT INTO words (rowid, everything, removed, inserted) VALUES (?, ?, ?, ?)",
                (no, *map(_encoded_stream, streams)),
            )
    return numbers


def _write_values(
    connection: sqlite3.Connection,
    values: Mapping[str, Values],
    choices: Mapping[str, Sequence[Choice]],
    numbers: Mapping[str, int],
) -> None:
    before = dict(connection.execute("SELECT no, own_values FROM deals"))
    for deal_id, entry in values.items():
        no = numbers[deal_id]
        own = _digest(f"{entry.of_deal} {entry.of_securities}")
        if before[no] == own:
            continue
        connection.execute("DELETE FROM value WHERE no = ?", (no,))
        connection.executemany(
            "INSERT INTO value VALUES (?, ?, ?, ?, ?)",
            ((name, value, no, of, shown) for name, value, of, shown in _value_rows(entry)),
        )
        connection.execute("UPDATE deals SET own_values = ? WHERE no = ?", (own, no))
    connection.execute("DELETE FROM choice")
    connection.executemany(
        "INSERT INTO choice VALUES (?, ?, ?, ?)",
        (
            (name, choice.code, choice.label, json.dumps(choice.names))
            for name, found in choices.items()
            for choice in found
        ),
    )


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=12).hexdigest()


def _value_rows(entry: Values) -> Iterator[tuple[str, object, int, str]]:
    """Yield field, value, security (-1: the deal) and the value as it is shown."""
    of_deal = ((-1, name, value) for name, own in entry.of_deal.items() for value in own)
    of_securities = (
        (security, name, value)
        for security, own in enumerate(entry.of_securities)
        for name, value in own.items()
    )
    for security, name, value in (*of_deal, *of_securities):
        plain = float(value) if _KINDS[name] == "number" else value
        yield name, plain, security, _exact(value)


def _exact(value: Value) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _encoded_stream(stream: str) -> str:
    return stream if stream.isascii() else " ".join(map(encoded, stream.split(" ")))

"""`./inv search`: a question answered in the terminal, as a table, JSON or CSV."""

import csv
import gzip
import io
import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.search.find import Answer, ask
from pipeline.search.highlight import Hit, hits
from pipeline.tables.spreadsheet import guarded

FORMATS = ("table", "json", "csv")
#: Hits shown of each deal, and deals of which a table shows them.
_HITS, _DEALS = 3, 50

#: What a list of deals says of each, from the values: of the deal, then of its first security.
_COLUMNS = (
    "issuer", "currency", "size", "interest", "ranking", "type", "coupon", "tenor", "price",
    "purchase", "spread", "days",
)  # fmt: skip


def question(words: str, options: Mapping[str, str | None]) -> str:
    """Return the question that a command asks: its words, then its options as conditions.

    ``removed`` and ``inserted`` hold words, each of which is wanted, or quotations; every other
    option is a field's value, as after the colon.
    """
    parts = [words]
    for name, value in options.items():
        if not value:
            continue
        if name in ("removed", "inserted"):
            parts += [f"{name}:{part}" for part in _parts(value)]
        else:
            parts.append(f"{name}:{value}" if '"' in value else f'{name}:"{value}"')
    return " ".join(part for part in parts if part)


def _parts(value: str) -> list[str]:
    quoted = value.split('"')
    found = []
    for place, part in enumerate(quoted):
        found += [f'"{part}"'] if place % 2 else part.split()
    return found


def run(store: Path, asked: str, form: str) -> tuple[str, list[str], bool]:
    """Answer a question from a store: what to print, notes on it, whether anything was found."""
    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    try:
        answer = ask(connection, asked)
        notes = [
            f"“{typed}” finds nothing; looked for “{word}”"
            for typed, word in answer.corrected.items()
        ]
        notes += answer.notes
        text = {"table": _table, "json": _json, "csv": _csv}[form](connection, answer, asked)
    finally:
        connection.close()
    return text, notes, bool(answer.deals)


def _deals(connection: sqlite3.Connection, answer: Answer) -> Iterator[dict[str, Any]]:
    """Yield what is told of each deal that was found."""
    for deal_id in answer.deals:
        no, dated = connection.execute(
            "SELECT no, dated FROM deals WHERE deal_id = ?", (deal_id,)
        ).fetchone()
        values: dict[str, Any] = {}
        for name, value in connection.execute(
            "SELECT field, shown FROM value WHERE no = ? AND security < 1 ORDER BY rowid", (no,)
        ):
            values.setdefault(name, value)
        yield {"no": no, "deal_id": deal_id, "dated": dated, **values}


def _pack(connection: sqlite3.Connection, no: int) -> dict[str, Any]:
    row = connection.execute("SELECT pack FROM deals WHERE no = ?", (no,)).fetchone()
    shown: dict[str, Any] = json.loads(gzip.decompress(row[0]))
    return shown


def _table(connection: sqlite3.Connection, answer: Answer, asked: str) -> str:
    found = answer.deals
    count = f"{len(found):,} deal{'' if len(found) == 1 else 's'}"
    if not found:
        return f"no deal meets: {asked}" if asked else "the archive has no deals"
    blocks = []
    for entry in list(_deals(connection, Answer(found[:_DEALS], [])))[:_DEALS]:
        pack = _pack(connection, entry["no"])
        block = [f"{entry['deal_id']}  {_one_line(pack['title'])}"]
        facts = (pack["issuer"], pack["dated"], pack["amount"])
        block.append("    " + " · ".join(_one_line(fact) for fact in facts if fact))
        block += [f"    {_told(hit)}" for hit in hits(pack, answer.conditions, _HITS)]
        blocks.append("\n".join(block))
    more = [f"and {len(found) - _DEALS:,} more; --format csv lists them all"][: len(found) > _DEALS]
    return "\n".join([*blocks, *more, count])


def _told(hit: Hit) -> str:
    text, before = "", 0
    for start, end in hit.marks:
        if start >= before:
            text += f"{hit.text[before:start]}«{hit.text[start:end]}»"
            before = end
    where = f" #{hit.anchor}" if hit.anchor else ""
    return _one_line(f"{hit.label}: {text}{hit.text[before:]}{where}")


def _one_line(text: str) -> str:
    """Return a text on one line, without signs that a terminal would obey."""
    return "".join(sign if sign.isprintable() else " " for sign in " ".join(text.split()))


def _json(connection: sqlite3.Connection, answer: Answer, asked: str) -> str:
    deals = []
    for entry in _deals(connection, answer):
        pack = _pack(connection, entry.pop("no"))
        found = hits(pack, answer.conditions, _HITS)
        deal_id = entry.pop("deal_id")
        deals.append(
            {
                "deal_id": deal_id,
                "title": pack["title"],
                "dated": entry.pop("dated"),
                "issuer": pack["issuer"],
                "values": {name: entry[name] for name in _COLUMNS if name in entry},
                "hits": [
                    {
                        "place": f"deals/{deal_id}/#{hit.anchor}".removesuffix("#"),
                        "label": hit.label,
                        "text": hit.text,
                        "marks": [list(mark) for mark in hit.marks],
                    }
                    for hit in found
                ],
            }
        )
    told = {"question": asked, "corrected": answer.corrected, "notes": answer.notes}
    return json.dumps({**told, "deals": deals}, ensure_ascii=False, indent=2)


def _csv(connection: sqlite3.Connection, answer: Answer, _: str) -> str:
    out = io.StringIO()
    names = ("deal_id", "dated", *_COLUMNS)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(
        [guarded(str(entry.get(name, ""))) for name in names]
        for entry in _deals(connection, answer)
    )
    return out.getvalue().rstrip("\n")

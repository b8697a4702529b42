"""Every row of a long table of deals in one small file, for the script that sorts and filters it.

The file is JSON, compressed by gzip because plain servers compress nothing: ``rows`` counts the
securities, ``columns`` holds their plain values column by column, newest first, under the classes
of the table's columns, and beside them ``deal`` and ``issuer``, the ids. A column is a list of
texts; one that repeats few values is ``{"of": values, "at": places in it}`` instead.
"""

import gzip
import json
from collections.abc import Sequence
from hashlib import blake2b

from pipeline.pages.deal_columns import Column, R
from pipeline.pages.page import File

_Coded = list[str] | dict[str, list[str] | list[int]]


def rows_file(rows: Sequence[R], columns: Sequence[Column[R]], path: str) -> tuple[File, str]:
    """Return the file, and the name by which the page beside it asks for it.

    The name changes with the content, so that no browser shows an old list.
    """
    held = {column.key: _coded([column.value(row) for row in rows]) for column in columns}
    held["deal"] = _coded([row.listed.deal_id for row in rows])
    held["issuer"] = _coded([row.listed.issuer_id for row in rows])
    document = {"rows": len(rows), "columns": held}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    version = blake2b(text, digest_size=6).hexdigest()
    packed = gzip.compress(text, compresslevel=9, mtime=0)
    return File(path, packed), f"{path.rpartition('/')[2]}?v={version}"


def _coded(values: list[str]) -> _Coded:
    distinct = list(dict.fromkeys(values))
    if len(distinct) * 2 > len(values):
        return values
    place = {value: number for number, value in enumerate(distinct)}
    return {"of": distinct, "at": [place[value] for value in values]}

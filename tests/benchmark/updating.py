"""The search of an archive in which one deal changes: seconds until both indexes are right.

What is read and checked of the archive, and its tables, are given: this measures the index.
"""

import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from hashlib import sha256

from pipeline.paths import ROOT, Paths
from pipeline.publish.tree import write
from pipeline.records.archive import Archive, DealRecord
from pipeline.search.build import SearchIndex
from pipeline.search.find import STORE, ask
from pipeline.tables.build import Tables

#: A word that no other paper holds.
_NEW = "zyzzyva"


def after_one_change(paths: Paths, archive: Archive, tables: Tables) -> dict[str, float]:
    """Change a line of one deal's paper, in the middle; return what making the index right takes.

    ``seconds`` of the wall, ``cpu`` of the processor, the ``files`` that were written, and
    ``found``: how many deals hold the new word.
    """
    held = [deal_id for deal_id, record in archive.deals.items() if record.exhibit is not None]
    record = archive.deals[held[len(held) // 2]]
    changed = _with_word(record)
    deals = {**archive.deals, record.deal.deal_id: changed}
    return _made_right(paths, replace(archive, deals=deals), tables)


def _with_word(record: DealRecord) -> DealRecord:
    """Return a record as it is read when its paper has one more word."""
    exhibit = record.exhibit
    assert exhibit is not None
    first = min(exhibit.written - exhibit.furniture) - 1
    lines = list(exhibit.lines)
    lines[first] = f"{lines[first]} {_NEW}"
    text = "\n".join(lines).encode()
    digest = sha256(text).hexdigest()
    return replace(
        record,
        exhibit=replace(exhibit, lines=tuple(lines), sha256=digest, size=len(text)),
        digest=digest,
    )


def _made_right(paths: Paths, archive: Archive, tables: Tables) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    index = SearchIndex(archive, tables, paths.data, paths.search)
    written = sum(
        write(paths.docs, name, content)
        for name, content in index.files(paths.docs, sorted(paths.written.glob("*.md")))
    )
    seconds, used = time.perf_counter() - wall, time.process_time() - cpu
    with closing(sqlite3.connect(paths.search / STORE)) as connection:
        found = ask(connection, _NEW).deals
    return {"seconds": seconds, "cpu": used, "files": written, "found": len(found)}


def in_terminal(paths: Paths, *words: str) -> float:
    """Return the seconds of one ``./inv search`` from its start to its end, the index being right.

    Raises:
        SystemExit: it failed.
    """
    kept = Paths.of(paths.data).search  # where the command looks: it names no site
    kept.mkdir(parents=True, exist_ok=True)
    shutil.copy(paths.search / STORE, kept)
    command = [sys.executable, "-P", "-m", "invoke", "--search-root", str(ROOT), "search"]
    start = time.perf_counter()
    done = subprocess.run(
        [*command, *words, "--data", str(paths.data)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    seconds = time.perf_counter() - start
    shutil.rmtree(kept)
    if done.returncode > 1:
        raise SystemExit(f"{words}: {done.stderr}")
    return seconds

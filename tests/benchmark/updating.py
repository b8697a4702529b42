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
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.paths import ROOT, Paths
from pipeline.publish.tree import write
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.reader import read_archive
from pipeline.search.build import SearchIndex
from pipeline.search.find import STORE, ask
from pipeline.tables.build import Tables

#: A word of the made-up records, and what takes its place: no other record holds it.
_OLD, _NEW = "Notes due", "Zyzzyva Notes due"


def after_one_change(paths: Paths, archive: Archive, tables: Tables) -> dict[str, float]:
    """Change the words of one deal in the middle; return what making the index right takes.

    ``seconds`` of the wall, ``cpu`` of the processor, the ``files`` that were written, and
    ``found``: whether the new word is found (1) or not (0). The record is put back.
    """
    deal_id = sorted(archive.deals)[len(archive.deals) // 2]
    file = paths.data.parent / archive.deals[deal_id].path
    before = file.read_bytes()
    try:
        file.write_bytes(before.replace(_OLD.encode(), _NEW.encode()))
        changed = replace(archive, deals={**archive.deals, deal_id: _read(paths.data, file)})
        return _made_right(paths, changed, tables)
    finally:
        file.write_bytes(before)


def _read(data: Path, file: Path) -> DealRecord:
    """Read one record by itself, with the exhibit beside it."""
    with TemporaryDirectory() as folder:
        alone = Path(folder) / data.name
        shutil.copytree(data / "parties", alone / "parties")
        for source in (file, *(data / "exhibits").glob(f"{file.stem}.*")):
            target = alone / source.relative_to(data)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
        (record,) = read_archive(alone).deals.values()
    return record


def _made_right(paths: Paths, archive: Archive, tables: Tables) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    index = SearchIndex(archive, tables, paths.data, paths.search)
    written = sum(
        write(paths.docs, name, content)
        for name, content in index.files(paths.docs, sorted(paths.written.glob("*.md")))
    )
    seconds, used = time.perf_counter() - wall, time.process_time() - cpu
    with closing(sqlite3.connect(paths.search / STORE)) as connection:
        found = ask(connection, "zyzzyva").deals
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

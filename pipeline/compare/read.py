"""The sheets of some deals, read from their records alone and not from the whole archive.

What a deal varies is known by the history of its base document, so that the records of the
deals under the same base document are read as well, and no others.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.amendments.variation import base_of
from pipeline.pages.compare_page import MOST
from pipeline.pages.deal import deal_path
from pipeline.pages.deal_paper import Paper
from pipeline.pages.histories import Histories
from pipeline.pages.sheet import Sheet, sheet
from pipeline.records.archive import Archive
from pipeline.records.reader import read_archive
from pipeline.tables.build import build_tables

#: How alike an id must be to be offered for one that is not there, of 1.
_ALIKE = 0.6


class CompareError(Exception):
    """The deals cannot be compared; the message says why and what to do."""


def sheets_of(data: Path, deal_ids: Sequence[str]) -> list[Sheet]:
    """Return the sheets of two to six deals, in the order in which they are named.

    Raises:
        CompareError: too few or too many are named, one is not there, or one cannot be read.
    """
    if not 2 <= len(deal_ids) <= MOST:
        raise CompareError(f"name two to {MOST} deals; {len(deal_ids)} named")
    files = {file.stem: file for file in sorted((data / "deals").glob("*/*.yaml"))}
    if lacking := [deal_id for deal_id in dict.fromkeys(deal_ids) if deal_id not in files]:
        raise CompareError("\n".join(_lacking(deal_id, files) for deal_id in lacking))
    named = _read(data, lambda file: file.stem in deal_ids, deal_ids)
    bases = {base_of(named.deals[deal_id].deal) for deal_id in deal_ids} - {None}
    under = re.compile(rf"base_document: *['\"]?(?:{'|'.join(map(re.escape, map(str, bases)))})\b")

    def wanted(file: Path) -> bool:
        return file.stem in deal_ids or bool(
            bases and under.search(file.read_text(encoding="utf-8", errors="replace"))
        )

    archive = _read(data, wanted, deal_ids)
    tables = build_tables(replace(archive, deals={i: archive.deals[i] for i in deal_ids}), ())
    histories = Histories(archive)
    return [
        sheet(Paper(archive.deals[deal_id], archive, tables, deal_path(deal_id), histories))
        for deal_id in deal_ids
    ]


def _read(data: Path, wanted: Callable[[Path], bool], deal_ids: Sequence[str]) -> Archive:
    """Read the records that are wanted; those that are named must come through."""
    archive = read_archive(data, lambda files: filter(wanted, files))
    if faulty := [deal_id for deal_id in deal_ids if deal_id not in archive.deals]:
        found = [str(f) for f in archive.findings if f.path.endswith(f"/{faulty[0]}.yaml")]
        raise CompareError("\n".join((*found, f"{faulty[0]} cannot be read; correct its record")))
    return archive


def _lacking(deal_id: str, known: Iterable[str]) -> str:
    near = ", ".join(difflib.get_close_matches(deal_id[:120], known, cutoff=_ALIKE))
    advice = f"did you mean: {near}" if near else "the page deals/ of the site lists all"
    return f"the archive has no deal {deal_id[:120]!r}; {advice}"

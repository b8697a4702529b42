"""The stages in their order; what the tasks call.

Each returns what the next one needs. Reading and checking never write; the stages after
them do nothing while a record has an error, so that what was published stands.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from pipeline.checks import check_archive
from pipeline.findings import Finding, Severity, has_errors, summary
from pipeline.memory import lasting
from pipeline.paths import Paths
from pipeline.records.archive import Archive
from pipeline.records.reader import read_archive
from pipeline.tables.build import Tables, build_tables
from pipeline.tables.write import write_tables


class CheckFailedError(Exception):
    """Some record has an error; the findings have been printed."""


class UnknownDealError(Exception):
    """A deal was named that the archive does not hold; the message says which are near."""


@dataclass(frozen=True)
class Checked:
    """An archive with everything that the checks found in it."""

    archive: Archive
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything keeps the archive from being published."""
        return has_errors(self.findings)


Track = Callable[[Iterable[Any]], Iterator[Any]]


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Callable[[str], Track]]:
    """Give bars for long work, by title, on standard error where that is a terminal."""
    console = Console(stderr=True)
    with Progress(console=console, disable=quiet or not console.is_terminal) as bars:

        def track(title: str) -> Track:
            def over(items: Iterable[Any]) -> Iterator[Any]:
                total = len(items) if isinstance(items, Sized) else None
                return iter(bars.track(items, total=total, description=title))

            return over

        yield track


def read_and_check(paths: Paths, *, quiet: bool = False) -> Checked:
    """Read every record and run every rule; print a progress bar unless ``quiet``."""
    with progress(quiet=quiet) as track:
        with lasting():
            archive = read_archive(paths.data, track("Reading"))
        findings = tuple(check_archive(archive, track("Checking")))
    return Checked(archive, findings)


def finding_lines(checked: Checked, paths: Paths, *, only_errors: bool = False) -> Iterator[str]:
    """Yield findings as ``path:line: severity CODE field: message``, then their number.

    Paths are given as they are seen from the working directory.
    """
    before = os.path.relpath(paths.data.parent)
    prefix = "" if before == "." else f"{before}/"
    for finding in checked.findings:
        if not only_errors or finding.severity is Severity.ERROR:
            yield f"{prefix}{finding}"
    yield summary(checked.findings, checked.archive.files_read)


def make_tables(paths: Paths, checked: Checked, *, quiet: bool = False) -> Tables:
    """Normalise a checked archive and write its tables to the work folder.

    Raises:
        CheckFailedError: a record has an error; nothing was written.
    """
    if checked.has_errors:
        raise CheckFailedError
    with progress(quiet=quiet) as track, lasting():
        tables = build_tables(checked.archive, checked.findings, track("Computing"))
    write_tables(tables, paths.tables)
    return tables


def only(checked: Checked, deal_id: str) -> Checked:
    """Return the archive as if it held one deal alone, with the deals it refers to.

    Raises:
        UnknownDealError: the archive has no such deal.
    """
    deals = checked.archive.deals
    if deal_id not in deals:
        import difflib

        near = ", ".join(difflib.get_close_matches(deal_id, deals)) or "./inv check lists them"
        raise UnknownDealError(f"the archive has no deal {deal_id}; did you mean: {near}")
    kept = {deal_id}
    for security in deals[deal_id].deal.securities:
        if security.reopening is not None and security.reopening.of_deal is not None:
            kept.add(security.reopening.of_deal)
    archive = replace(checked.archive, deals={name: deals[name] for name in sorted(kept)})
    return Checked(archive, tuple(f for f in checked.findings if f.deal_id in kept))


def remove_generated(paths: Paths) -> list[Path]:
    """Remove the site, the generated pages and every cache; return what was removed."""
    import shutil

    gone = [place for place in (paths.out, paths.docs, paths.build) if place.exists()]
    for place in gone:
        shutil.rmtree(place)
    return gone

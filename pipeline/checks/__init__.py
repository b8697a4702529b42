"""The checks: what must hold of a record, one rule a function, by subject.

Usable by itself::

    from pathlib import Path
    from pipeline.checks import check_archive
    from pipeline.records.reader import read_archive

    for finding in check_archive(read_archive(Path("data"))):
        print(finding)

A rule is a function registered with its code, severity, statement and reason
(:mod:`pipeline.checks.rules`). It looks at one deal in its archive and yields what breaks
it; it skips what is blank, and leaves it to ``completeness`` to speak of that. Every module
of this package is imported here, so that no rule can be written and not run.
"""

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from pipeline.checks import base_texts, reading, waivers
from pipeline.checks.rules import CodeDescription, Rule, registered
from pipeline.findings import Finding
from pipeline.records.archive import Archive, DealRecord

for _module in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["CodeDescription", "Rule", "all_codes", "check_archive", "check_deal"]


def all_codes() -> dict[str, CodeDescription | Rule]:
    """Return every code that a finding can have, in the order of codes, with its statement."""
    codes: dict[str, CodeDescription | Rule] = {**registered()}
    codes |= {entry.code: entry for entry in (*reading.CODES, *base_texts.CODES, *waivers.CODES)}
    return dict(sorted(codes.items()))


def check_archive(
    archive: Archive,
    progress: Callable[[Iterable[DealRecord]], Iterable[DealRecord]] = iter,
) -> list[Finding]:
    """Return everything that is wrong with an archive, sorted by file, line and code.

    That is what reading found, what is wrong with the form of base texts, then each rule's
    findings on each deal, waived where its record says so. ``progress`` wraps the deals, to
    show how far checking has come.
    """
    codes = frozenset(all_codes())
    rules = tuple(registered().values())
    found = [*archive.findings, *base_texts.findings(archive)]
    for record in progress(list(archive.deals.values())):
        found += waivers.apply(record, check_deal(record, archive, rules), codes)
    return sorted(found)


def check_deal(record: DealRecord, archive: Archive, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Yield what breaks each of ``rules`` in one deal, before any waiver."""
    for rule in rules:
        yield from rule.findings(record, archive)

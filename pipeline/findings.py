"""What a check says: one finding for one fault, with the place and the cure.

A finding prints as ``path:line: severity CODE field: message``; the message ends with
the cure. Findings are data: no stage stops at the first one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum


class Severity(IntEnum):
    """How much a finding weighs; an error keeps the archive from being published."""

    ERROR = 0
    WARNING = 1
    INFO = 2

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault or note, at a line of a record.

    ``path`` is relative to the folder that holds the archive, ``line`` counts from 1
    (0: the file as a whole), ``field`` is the path of keys inside the record. ``waived``
    holds the reason, author and date of the record's waiver, if it has one.
    """

    path: str
    line: int
    severity: Severity
    code: str
    field: str
    message: str
    deal_id: str = ""
    waived: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: {self.severity} {self.code}"
        text = f"{place} {self.field}: {self.message}" if self.field else f"{place}: {self.message}"
        return f"{text} (waived: {self.waived})" if self.waived else text

    def waive(self, reason: str) -> "Finding":
        """Return the same finding, marked as waived for ``reason``."""
        return replace(self, waived=reason)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Say whether any finding is an error; an error cannot be waived."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def summary(findings: Sequence[Finding], records: int) -> str:
    """Return the closing line: how many records were read and what was found."""
    counts = Counter(f.severity for f in findings if not f.waived)
    waived = sum(1 for f in findings if f.waived)
    parts = [
        f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in (Severity.ERROR, Severity.WARNING)
    ]
    parts.append(f"{counts[Severity.INFO]} info")
    if waived:
        parts.append(f"{waived} waived")
    return f"{records} record{'' if records == 1 else 's'} checked: {', '.join(parts)}"

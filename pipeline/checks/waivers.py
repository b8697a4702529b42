"""Waivers: an editor's decision to let a warning stand, and what may be wrong with one."""

from collections.abc import Iterable, Iterator

from pipeline.checks.rules import CodeDescription
from pipeline.findings import Finding, Severity
from pipeline.records.archive import DealRecord
from pipeline.records.deal import Waiver
from pipeline.records.yamltext import Location

CODES: tuple[CodeDescription, ...] = (
    CodeDescription(
        "WVR01",
        "waivers",
        Severity.ERROR,
        "A waiver names a code that exists.",
        "A waiver with a slip in its code waives nothing.",
    ),
    CodeDescription(
        "WVR02",
        "waivers",
        Severity.WARNING,
        "A waiver names a finding that the record has.",
        "Once the fault is mended, the waiver would hide the next one.",
    ),
    CodeDescription(
        "WVR03",
        "waivers",
        Severity.ERROR,
        "A waiver names a warning or a note; an error cannot be waived.",
        "What an error says is wrong, whoever decides otherwise.",
    ),
)
_BY_CODE = {description.code: description for description in CODES}


def apply(
    record: DealRecord, findings: Iterable[Finding], known_codes: Iterable[str]
) -> Iterator[Finding]:
    """Yield the findings of a record, waived where it says so, and what is wrong with waivers.

    ``known_codes`` are all codes that a finding can have.
    """
    waivers = list(enumerate(record.deal.waivers))
    used: set[int] = set()
    refused: set[int] = set()
    for finding in findings:
        waived = finding
        for number, waiver in waivers:
            if not _covers(waiver, finding):
                continue
            if finding.severity is Severity.ERROR:
                refused.add(number)
            else:
                used.add(number)
                waived = finding.waive(f"{waiver.reason} — {waiver.by}, {waiver.on}")
        yield waived
    codes = set(known_codes)
    for number, waiver in waivers:
        place = ("waivers", number, "code")
        if waiver.code not in codes:
            yield _fault(record, "WVR01", place, f"{waiver.code} is not a code of any rule; see "
                         "the page of checks")  # fmt: skip
        elif number in refused:
            yield _fault(record, "WVR03", place, f"{waiver.code} is an error here, which cannot "
                         "be waived; mend the record")  # fmt: skip
        elif number not in used:
            where = f" at {waiver.field}" if waiver.field else ""
            yield _fault(record, "WVR02", place, f"no finding {waiver.code}{where} is left to "
                         "waive; delete the waiver")  # fmt: skip


def _covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver is for a finding: its code, and its field or one within it."""
    if waiver.code != finding.code:
        return False
    field = waiver.field
    within = () if field is None else (f"{field}.", f"{field}[")
    return field is None or finding.field == field or finding.field.startswith(within)


def _fault(record: DealRecord, code: str, place: Location, message: str) -> Finding:
    name = f"waivers[{place[1]}].code"
    return record.finding(_BY_CODE[code].severity, code, name, place, message)

"""Rules about where in the base document operations work."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from pipeline.checks.operations import operations
from pipeline.checks.rules import Fault, rule
from pipeline.checks.texts import one_line
from pipeline.findings import Severity
from pipeline.records.amendment import Operation, Place
from pipeline.records.archive import Archive, DealRecord

_PROVISIONS = ("replace_provision", "repeal_provision")


def _position(place: Place) -> tuple[int | str | None, ...]:
    section = re.match(r"(\d+)(?:\(([a-z])\))?", place.section or "")
    if section is None:
        return ()
    subsection = place.subsection or section[2]
    bare = subsection.strip("()") if subsection else None
    return int(section[1]), bare, place.paragraph, place.line


def _goes_back(before: Place, after: Place) -> bool:
    for earlier, later in zip(_position(before), _position(after), strict=False):
        if earlier == later:
            continue
        if isinstance(earlier, int) and isinstance(later, int):
            return later < earlier
        if isinstance(earlier, str) and isinstance(later, str):
            return later < earlier
        return False
    return False


@rule(
    "AMD03",
    Severity.INFO,
    "The variations go through the base document from front to back.",
    "A step back often is a wrong section or line number.",
)
def _places_ascend(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    placed = [
        (step, step.operation.place)
        for step in operations(record.deal)
        if step.operation.scope == "place" and step.operation.place is not None
    ]
    for (_, before), (step, after) in pairwise(placed):
        if _goes_back(before, after):
            yield Fault(
                (*step.location, "place"),
                f"{_said(after)} stands before {_said(before)}, which an earlier item changes; "
                "compare both with the paper",
            )


def _said(place: Place) -> str:
    return place.as_printed or f"Section {place.section}"


def _same_or_within(one: Place | None, other: Place | None) -> bool:
    """Whether two places can be one: every part that both name is the same."""
    if one is None or other is None or one.section is None or other.section is None:
        return False
    for name in ("section", "subsection", "paragraph", "line", "sentence", "clause"):
        first, second = getattr(one, name), getattr(other, name)
        if first is not None and second is not None and first != second:
            return False
    return True


def _overlap(one: Operation, other: Operation) -> bool:
    everywhere = one.scope == other.scope == "whole_document"
    if not everywhere and not _same_or_within(one.place, other.place):
        return False
    if one.kind in _PROVISIONS or other.kind in _PROVISIONS:
        return not everywhere
    first, second = one_line(one.old_text or ""), one_line(other.old_text or "")
    return bool(first and second) and (first in second or second in first)


@rule(
    "AMD15",
    Severity.ERROR,
    "No two operations change the same words of the same place.",
    "Items speak to the text as it was; two changes of the same words contradict each other.",
)
def _targets_apart(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for one, other in combinations(operations(record.deal), 2):
        if _overlap(one.operation, other.operation):
            old = one_line(other.operation.old_text or other.operation.kind)
            yield Fault(
                other.location,
                f"{one.name} and {other.name} both change {old!r} in the same place; correct the "
                "place or the words of one of them",
            )

"""Rules about the words that operations delete and insert."""

import difflib
import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from pipeline.checks.rules import Fault, rule
from pipeline.checks.texts import one_line
from pipeline.findings import Severity
from pipeline.records.amendment import Item, Operation
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Blank
from pipeline.records.deal import Deal
from pipeline.records.yamltext import Location

#: From this share of common words on, two quoted operands are nearly the same (0 to 1).
NEARLY_EQUAL = 0.85


class Step(NamedTuple):
    """One operation with its location and its name: ``(b)``, or ``(b) 2`` where there are more."""

    location: Location
    name: str
    operation: Operation


def items(deal: Deal) -> tuple[Item, ...]:
    """Return the items of the list of variations; none where it is blank."""
    return () if isinstance(deal.amendments, Blank) else deal.amendments


def operations(deal: Deal) -> Iterator[Step]:
    """Yield every operation of a deal, in the order of the paper."""
    for number, item in enumerate(items(deal)):
        for place, operation in enumerate(item.operations):
            more = f" {place + 1}" if len(item.operations) > 1 else ""
            location = ("amendments", number, "operations", place)
            yield Step(location, f"({item.item}){more}", operation)


def _changed(old: list[str], new: list[str]) -> str:
    """Say which words stand in one of two texts only."""
    parts = [
        " ".join(words)
        for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
        for words in (old[a:b], new[c:d])
        if words
    ]
    return ", ".join(repr(part) for part in parts)


@rule(
    "AMD06",
    Severity.ERROR,
    "The words inserted differ from the words deleted.",
    "An operation that changes nothing was copied wrongly.",
)
def _changes_something(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for step in operations(record.deal):
        old, new = step.operation.old_text, step.operation.new_text
        if old is not None and new is not None and one_line(old) == one_line(new):
            yield Fault(
                (*step.location, "new_text"),
                f"{step.name} replaces {one_line(old)!r} by the same words; compare both with "
                "the item",
            )


@rule(
    "AMD07",
    Severity.WARNING,
    f"Two operands that share {NEARLY_EQUAL:.0%} of their words are equal.",
    "One phrase quoted in two ways is quoted wrongly once, or stands so in two places.",
)
def _nearly_equal(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for one, other in combinations(operations(record.deal), 2):
        for name in ("old_text", "new_text"):
            first: list[str] = (getattr(one.operation, name) or "").split()
            second: list[str] = (getattr(other.operation, name) or "").split()
            if not first or not second or first == second:
                continue
            alike = difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()
            if alike >= NEARLY_EQUAL:
                yield Fault(
                    (*other.location, name),
                    f"{alike:.0%} of the words of {one.name} and {other.name} are the same, and "
                    f"{_changed(first, second)} differs; read both again in the paper and in "
                    "the base document",
                )


def _core(old: str, new: str) -> tuple[str, str, int]:
    """Return what really changes between two texts, and how many words they share.

    The words shared are those at the beginning and at the end; the change keeps no
    punctuation that both sides end with.
    """
    first, second = old.split(), new.split()
    head = 0
    while head < min(len(first), len(second)) and first[head] == second[head]:
        head += 1
    tail = 0
    while tail < min(len(first), len(second)) - head and first[-1 - tail] == second[-1 - tail]:
        tail += 1
    before = " ".join(first[head : len(first) - tail])
    after = " ".join(second[head : len(second) - tail])
    while before and after and before[-1] == after[-1] and not before[-1].isalnum():
        before, after = before[:-1], after[:-1]
    return before, after, head + tail


@rule(
    "AMD10",
    Severity.WARNING,
    "The words that deletion and insertion share at their ends are fewer than those that change.",
    "A long common part hides what the item really changes.",
)
def _core_change(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for step in operations(record.deal):
        old, new = one_line(step.operation.old_text or ""), one_line(step.operation.new_text or "")
        if not old or not new or old == new:
            continue
        before, after, shared = _core(old, new)
        changed = max(len(before.split()), len(after.split()))
        if shared > changed:
            yield Fault(
                (*step.location, "new_text"),
                f"{step.name} repeats {shared} words of {old!r} and changes {changed}: the real "
                f"change is {before!r} to {after!r}; read it as that, and keep the words as "
                "printed",
            )


@rule(
    "AMD11",
    Severity.WARNING,
    "An item with several effects is held as several operations, one for each.",
    "Two effects in one paragraph are easily read as one, and the second is lost.",
)
def _several_effects(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for number, item in enumerate(items(record.deal)):
        held = len(item.operations)
        said = one_line(item.text.value or "")
        stated = len(re.findall(r"\bdelete\b|\bshall (?:refer|be deemed)\b|\bis replaced\b", said))
        if max(held, stated) > 1:
            kinds = ", ".join(operation.kind for operation in item.operations)
            cure = "cite each by its number" if held >= stated else "hold each as an operation"
            yield Fault(
                ("amendments", number, "operations"),
                f"({item.item}) states {max(held, stated)} effects and is held as {held} "
                f"({kinds}); {cure}",
            )


@rule(
    "AMD12",
    Severity.WARNING,
    "A renaming throughout leaves titles and history alone, and the record lists what it must "
    "not touch.",
    "Applied blindly it would rewrite the title of the very document that it changes.",
)
def _protected(record: DealRecord, archive: Archive) -> Iterator[Fault]:
    taken_in = record.deal.incorporation
    if isinstance(taken_in, Blank):
        return
    base = archive.base_documents.get(taken_in.base_document)
    titles = [taken_in.title.value or "", *((base.title, *base.other_titles) if base else ())]
    for step in operations(record.deal):
        old = step.operation.old_text
        if step.operation.kind != "global_rename" or old is None:
            continue
        hit = next((title for title in titles if one_line(old) in one_line(title)), None)
        if hit is not None:
            listed = {one_line(words) for words in step.operation.protected}
            safe = any(words in one_line(hit) or one_line(hit) in words for words in listed)
            cure = "it is listed as protected: keep it so" if safe else "add it to 'protected'"
            yield Fault(
                (*step.location, "protected"),
                f"{step.name} renames {one_line(old)!r}, which the title {one_line(hit)!r} "
                f"holds; {cure}",
            )


@rule(
    "AMD13",
    Severity.INFO,
    "No operation inserts a term that another operation of the list redefines.",
    "The inserted words carry the new meaning, not that of the base document.",
)
def _inserts_redefined(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    steps = list(operations(record.deal))
    for one in steps:
        term = one.operation.term
        if one.operation.kind not in ("deem_reference", "redefine_term") or term is None:
            continue
        for other in steps:
            new = one_line(other.operation.new_text or "")
            if other.location != one.location and re.search(rf"\b{re.escape(term)}\b", new):
                yield Fault(
                    (*other.location, "new_text"),
                    f"{other.name} inserts {term!r}, to which {one.name} gives another meaning; "
                    "read it with that meaning",
                )

"""Instructions on a base document whose text is not held: the quoted words, and no more.

What several agreements quote of one base document adds up to what is known of it. Nothing
around the quoted words is made up, and nothing is said of how often they occur.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.amendments.core import Change, core_change
from pipeline.amendments.edits import CLOSING
from pipeline.amendments.model import (
    Instruction,
    Locator,
    Relation,
    Resolution,
    Run,
    RunKind,
    Status,
)
from pipeline.amendments.numbering import labels_of, section_key
from pipeline.records.codes import MEANING_ONLY

#: The operations that put new words in place of others as a whole, so that equal words in both
#: are not words that were left alone.
_WHOLE = frozenset({"replace_provision", "global_rename", "move"})


@dataclass(frozen=True, slots=True)
class Fragment:
    """One instruction with its quoted words as runs; empty where it quotes none.

    Kept runs are words that it quotes and leaves; what stands around them is not held.
    """

    instruction: Instruction
    runs: tuple[Run, ...]
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class FragmentGroup:
    """The fragments of one section, in the order of their places in it."""

    path: str
    anchor: str
    fragments: tuple[Fragment, ...]


def fragments(instructions: Iterable[Instruction]) -> list[FragmentGroup]:
    """Group instructions by the section that they speak of, in the order of the document.

    The whole document comes first, then the preamble, the sections by their numbers, the
    schedules, and last what names no place.
    """
    groups: dict[tuple[str, str], list[Instruction]] = {}
    for one in instructions:
        groups.setdefault(_holder(one.locator), []).append(one)
    return [
        FragmentGroup(
            path, anchor, tuple(map(fragment, sorted(held, key=lambda one: _within(one.locator))))
        )
        for (path, anchor), held in sorted(groups.items(), key=lambda item: _order(item[1][0]))
    ]


def fragment(one: Instruction) -> Fragment:
    """Return an instruction's quoted words with the real change marked."""
    return Fragment(one, tuple(_runs(one)), _resolution(one))


def _runs(one: Instruction) -> Sequence[Run]:
    old, new = one.old, one.new
    moved = one.operation == "move"
    if one.operation in MEANING_ONLY or one.operation == "unresolved":
        return ()
    if one.operation == "move":
        new = old
    change = Change("", old, new, "")
    if old and new and one.operation not in _WHOLE:
        change = core_change(old, new)
    before, after = _neighbours(one)
    parts = (
        (RunKind.KEPT, before + change.head),
        (RunKind.DELETED, change.deleted),
        (RunKind.INSERTED, change.inserted),
        (RunKind.KEPT, change.tail + after),
    )
    return [
        Run(kind, text, "" if kind is RunKind.KEPT else one.id, moved=moved)
        for kind, text in parts
        if text
    ]


def _neighbours(one: Instruction) -> tuple[str, str]:
    """Return the words that stand before and after the change, as far as the item quotes them."""
    beside = one.locator.neighbour
    if beside is None or one.operation not in ("insert_words", "delete_words", "substitute_words"):
        return "", ""
    before, after = {
        Relation.AFTER: (beside.words, ""),
        Relation.BEFORE: ("", beside.words),
        Relation.BETWEEN: (beside.words, beside.second),
    }[beside.relation]
    first = one.old or one.new
    spaced = f"{before} " if before and first[:1] not in CLOSING else before
    return spaced, f" {after}" if after and after[:1] not in CLOSING else after


def _resolution(one: Instruction) -> Resolution:
    path = _holder(one.locator)[0]
    if one.operation == "unresolved":
        return Resolution(one.id, Status.UNRESOLVED, path=path, message=one.words)
    if one.operation in MEANING_ONLY:
        return Resolution(one.id, Status.MEANING_ONLY, path=path)
    message = "the base text is not held: the words stand as the instruction quotes them"
    return Resolution(one.id, Status.BASE_NOT_HELD, path=path, message=message)


def _section(locator: Locator) -> str:
    return locator.section.partition("(")[0].strip().upper()


def _holder(locator: Locator) -> tuple[str, str]:
    """Return the path and the anchor of the section that a locator lies in."""
    if section := _section(locator):
        return f"Section {section}", f"s{section.lower()}"
    if locator.schedule:
        return locator.schedule, "-".join(locator.schedule.lower().split())
    if locator.preamble or locator.paragraph is not None:
        return "Preamble", "preamble"
    if locator.whole_document:
        return "Whole document", "whole-document"
    if locator.definition:
        return "Definitions", "definitions"
    return "No place named", "no-place"


def _order(one: Instruction) -> tuple[int, tuple[tuple[int, ...], str], str]:
    """Return a key that puts sections in the order of the document."""
    path, _ = _holder(one.locator)
    section = _section(one.locator)
    if section:
        return 2, section_key(section), ""
    ranks = {"Whole document": 0, "Preamble": 1, "Definitions": 4, "No place named": 5}
    return ranks.get(path, 3), ((), ""), path


def _within(locator: Locator) -> tuple[tuple[str, ...], float, float, float, float]:
    """Return a key for places within a section; what counts from the end comes last."""
    labels = (*labels_of(locator.section.partition("(")[2]), *labels_of(locator.subsection))
    counts = (locator.paragraph, locator.row, locator.sentence, locator.line)
    first, second, third, fourth = (
        0.0 if n is None else float(n) if n > 0 else float("inf") for n in counts
    )
    return labels, first, second, third, fourth

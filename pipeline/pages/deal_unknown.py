"""What is not known of a deal, and why: every blank of the record, by its reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Paper, why_blank
from pipeline.pages.labels import label
from pipeline.records.base import Blank, Stated
from pipeline.records.deal import Deal, Field
from pipeline.tables.derive import CORE_SECURITY_TERMS, CORE_TERMS

#: Said where the lists themselves are shown.
_ELSEWHERE = frozenset({"underwriters.complete", "annex.cut_off"})
#: Longer words of a candidate are cut.
_LONGEST = 80


def column_title(deal: Deal, number: int) -> str:
    """Return the short name of one of several securities: its series, title or letter."""
    security = deal.securities[number]
    series = security.series.value if security.series is not None else None
    return series or security.title.value or f"Security {security.security_id}"


@dataclass(frozen=True, slots=True)
class Unknown:
    """What is not known for one reason, in words, with the editors' notes on it."""

    reason: str
    what: str
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Group:
    #: The securities (None: the deal) for which each thing is blank, and how often.
    names: dict[str, list[int | None]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def unknown(paper: Paper) -> Iterator[Unknown]:
    """Yield what the record leaves blank, by reason; core terms are named first.

    What does not apply is left out: nothing is missing there.
    """
    groups: dict[str, _Group] = {}
    for entry in sorted(paper.fields, key=rank):
        blank = entry.stated
        if blank.blank in {None, "not_applicable"} or entry.name in _ELSEWHERE:
            continue
        group = groups.setdefault(why_blank(blank), _Group())
        name = label(entry.name)
        group.names.setdefault(name, []).append(_security(paper, entry))
        if blank.candidates:
            group.notes.append(f"{fmt.upper_first(name)}: {_candidates(blank)}.")
        if blank.note is not None:
            group.notes.append(f"{fmt.upper_first(name)}: {blank.note.rstrip('.')}.")
    for reason, group in groups.items():
        what = _words(paper.record.deal, group.names)
        yield Unknown(fmt.upper_first(reason), what, tuple(dict.fromkeys(group.notes)))


def _candidates(blank: Stated[Any] | Blank) -> str:
    """Return the words between which a reader decides, with their lines."""
    shown = []
    for one in blank.candidates:
        quote = one.quote if len(one.quote) <= _LONGEST else f"{one.quote[:_LONGEST]} …"
        said = f" (would be {one.value})" if one.value and one.value not in one.quote else ""
        shown.append(f"line {one.lines} “{quote}”{said}")
    return " or ".join(shown)


def rank(entry: Field) -> int:
    """Return 0 for a core term; sorting keeps the record's order among equals."""
    keys = entry.location
    term = ".".join(map(str, keys[2:])) if keys[0] == "securities" else entry.name
    return 0 if term in (CORE_SECURITY_TERMS if keys[0] == "securities" else CORE_TERMS) else 1


def _security(paper: Paper, entry: Field) -> int | None:
    several = len(paper.record.deal.securities) > 1
    return int(entry.location[1]) if several and entry.location[0] == "securities" else None


def _words(deal: Deal, names: dict[str, list[int | None]]) -> str:
    """Return the names in one list; those of the same securities stand together."""
    plain: list[str] = []
    shared: dict[tuple[int, ...], list[str]] = {}
    for name, places in names.items():
        numbers = tuple(dict.fromkeys(place for place in places if place is not None))
        if not numbers:
            plain.append(f"{name} ({len(places)})" if len(places) > 1 else name)
        else:
            shared.setdefault(numbers, []).append(name)
    parts = [fmt.listing(plain)] if plain else []
    for numbers, words in shared.items():
        every = len(numbers) == len(deal.securities)
        of = "each security" if every else fmt.listing([column_title(deal, n) for n in numbers])
        parts.append(f"{fmt.listing(words)} of {of}")
    return "; ".join(parts)


def missing_core(paper: Paper) -> list[str]:
    """Return the core terms that are not known, in the record's order."""
    deal = paper.record.deal
    blank = {
        entry.name
        for entry in paper.fields
        if isinstance(entry.stated, Blank) or entry.stated.value is None
    }
    names = [label(term) for term in CORE_TERMS if term in blank]
    for term in CORE_SECURITY_TERMS:
        lacking = [n for n in range(len(deal.securities)) if f"securities[{n}].{term}" in blank]
        if len(lacking) == len(deal.securities):
            names.append(label(term))
        elif lacking:
            of = fmt.listing([column_title(deal, number) for number in lacking])
            names.append(f"{label(term)} of {of}")
    return names

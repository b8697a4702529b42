"""This deal against the issuer's previous one under the same base document.

Shown only where both deals' changes are known, or both hold the words of a clause.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.amendments.against import (
    Compared,
    ComparedClause,
    Fate,
    against,
    against_clauses,
    counted,
)
from pipeline.amendments.variation import Variation, base_of, dated
from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Paper
from pipeline.pages.html import Markup, anchor, escape, link, render
from pipeline.pages.said import marked, said
from pipeline.records.deal import Deal

_TITLES = {
    Fate.NEW: "New in this deal",
    Fate.REWORDED: "Reworded",
    Fate.DROPPED: "Not made any more",
    Fate.UNCHANGED: "Unchanged",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One change: its place, what it says or how it differs, and where it stands."""

    place: str
    words: Markup
    items: Markup


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one fate."""

    title: str
    is_folded: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause whose words are held: what became of it, and the difference."""

    about: str
    fate: str
    words: Markup | None


def against_section(paper: Paper) -> Markup | None:
    """Return the section; None where there is no earlier deal that can be compared."""
    deal = paper.record.deal
    base = base_of(deal)
    if base is None:
        return None
    histories = paper.histories
    known = _deal(paper, histories.previous_known.get(deal.deal_id))
    latest = _deal(paper, histories.previous.get(deal.deal_id))
    compared = against(known, deal, histories.of(base)) if known is not None else None
    clauses = against_clauses(latest, deal) if latest is not None else []
    if not compared and not clauses:
        return None
    return render(
        "deal_against.html.jinja",
        lead=_lead(paper, known, latest, compared) if compared and known else None,
        groups=_groups(paper, compared or []),
        any_pair=link(f"{paper.url(f'base-documents/{base}.md', 'pairs')}", "any two deals"),
        clause_lead=_clause_lead(paper, latest) if clauses and latest is not None else None,
        kinds=_kinds(clauses),
        caveat=_caveat(deal, *(held for held in (known, latest) if held is not None)),
    )


def _deal(paper: Paper, deal_id: str | None) -> Deal | None:
    record = paper.archive.deals.get(deal_id) if deal_id is not None else None
    return record.deal if record is not None else None


def _named(paper: Paper, deal: Deal) -> Markup:
    return link(paper.url(f"deals/{deal.deal_id}.md"), fmt.partial_day(dated(deal.deal_id)))


def _lead(paper: Paper, known: Deal, latest: Deal | None, compared: Sequence[Compared]) -> Markup:
    counts = counted(compared)
    told = fmt.listing([f"{count} {fate.value}" for fate, count in counts.items() if count])
    which = (
        "previous deal"
        if latest is not None and latest.deal_id == known.deal_id
        else "latest earlier deal of which the changes are known"
    )
    return Markup("Against the issuer’s {} under the same base document, of {}: {}.").format(
        which, _named(paper, known), told
    )


def _caveat(deal: Deal, *earlier: Deal) -> str:
    """Return what an agreement that was seen in part leaves open; "" where none was."""
    is_part = deal.seen.extent != "whole"
    are_part = any(held.seen.extent != "whole" for held in earlier)
    if not (is_part or are_part):
        return ""
    which = "both agreements" if is_part and are_part else "this agreement"
    if not is_part:
        which = "the earlier agreement"
    return f"Only part of {which} was seen, so what seems new or dropped may stand in the rest."


def _clause_lead(paper: Paper, latest: Deal) -> Markup:
    return Markup("Clauses in the agreements’ own words, against that of {}.").format(
        _named(paper, latest)
    )


def _groups(paper: Paper, compared: Sequence[Compared]) -> list[Group]:
    groups = []
    for fate, title in _TITLES.items():
        lines = tuple(_line(paper, one) for one in compared if one.fate is fate)
        if lines:
            groups.append(Group(title, fate is Fate.UNCHANGED, lines))
    return groups


def _line(paper: Paper, one: Compared) -> Line:
    items = [
        _item(paper, held, words)
        for held, words in ((one.newer, "here"), (one.older, "before"))
        if held is not None
    ]
    return Line(
        one.either.place.words,
        _difference(one) if one.fate is Fate.REWORDED else said(one.either),
        Markup(", ").join(items),
    )


def _difference(one: Compared) -> Markup:
    parts = []
    for name, runs in (("takes out", one.before), ("puts", one.after)):
        if len(runs) > 1 or (runs and runs[0].kind != "kept"):
            parts.append(Markup("<b>{}</b> {}").format(name, marked(runs)))
    return Markup("; ").join(parts) or said(one.either)


def _item(paper: Paper, one: Variation, words: str) -> Markup:
    spot = anchor("amendment", one.item)
    own = one.deal_id == paper.record.deal.deal_id
    address = f"#{spot}" if own else paper.url(f"deals/{one.deal_id}.md", spot)
    return Markup("{} {}").format(words, link(address, f"({one.item})"))


def _kinds(clauses: Sequence[ComparedClause]) -> list[tuple[str, list[ClauseLine]]]:
    kinds: dict[str, list[ClauseLine]] = {}
    for one in clauses:
        line = ClauseLine(fmt.upper_first(one.about), one.fate.value, _words(one))
        kinds.setdefault(fmt.upper_first(one.kind), []).append(line)
    return list(kinds.items())


def _words(one: ComparedClause) -> Markup | None:
    if one.fate is Fate.UNCHANGED:
        return None
    if one.fate is Fate.REWORDED:
        return marked(one.runs)
    return escape(one.newer or one.older)

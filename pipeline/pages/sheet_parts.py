"""The parts of a sheet that are lists: allocations, selling restrictions, amendments.

Each is a mapping that says with ``blank`` and ``why`` that the list is not known, or holds
``rows``; ``open``, where it is there, says why the list may go on beyond what was seen.

An allocation is the ``firm`` (its key), its ``name``, and by security ``amounts`` as
printed and ``shares`` as computed, per cent of the security's principal. Where the annex is
not known, ``named`` holds the firms that the paper names, by key.

A restriction is ``about`` (its key: the jurisdiction, and a number from its second clause
on), ``jurisdiction``, ``item``, ``anchor``, what it ``says`` in a line, and its ``words``.

An amendment is the number of its ``strand`` in the history of the base document ``base``
(called ``base_name``) and of its ``wording`` on the strand, its ``place``, ``item``,
``anchor``, and what it ``says``: the kind of operation, the words taken out, the words put
in. Equal numbers under one base document are the same change, in the same words.
"""

from collections import Counter
from typing import Any

from pipeline.amendments.history import history
from pipeline.amendments.variation import base_of, is_known
from pipeline.amendments.words import spaced
from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Paper
from pipeline.pages.deal_restrictions import clauses_of
from pipeline.pages.html import anchor
from pipeline.pages.sheet_text import PlainPaper, plain, unknown
from pipeline.pages.strands import numbered, says
from pipeline.records.base import Blank, Stated
from pipeline.records.deal import Deal
from pipeline.records.parties import plain_name
from pipeline.records.terms import Annex, Underwriters

Part = dict[str, Any]


def allocations(paper: Paper) -> Part:
    """Return who takes how much."""
    deal = paper.record.deal
    annex = deal.annex
    named = _named(paper)
    if not isinstance(annex, Annex):
        return {**unknown(annex), "named": named}
    money = {
        s.security_id: None if s.shares is not None else s.currency.value for s in deal.securities
    }
    counted = {
        s.security_id: "shares" if s.shares is not None else "units" for s in deal.securities
    }
    rows: dict[str, Part] = {}
    for entry in paper.rows("allocations"):
        key = entry["underwriter_id"] or plain_name(entry["name_as_printed"] or "")
        name = entry["name_as_printed"] or "name not known"
        row = rows.setdefault(
            key, {"firm": key, "name": _firm(paper, key, name), "amounts": {}, "shares": {}}
        )
        security, amount = entry["security_id"], entry["principal_amount"]
        if amount is not None:
            row["amounts"][security] = fmt.amount(amount, money.get(security))
        elif entry["units"] is not None:
            row["amounts"][security] = f"{entry['units']:,} {counted[security]}"
        if entry["share_pct"] is not None:
            row["shares"][security] = format(entry["share_pct"], "f")
    part: Part = {"rows": list(rows.values())}
    if annex.cut_off is not None and annex.cut_off.value is not None:
        part["open"] = "not in what was seen of the list"
    return part


def _firm(paper: Paper, key: str, name: str) -> str:
    party = paper.archive.underwriters.get(key)
    return party.name if party is not None else name


def _named(paper: Paper) -> dict[str, str]:
    group = paper.record.deal.underwriters
    if not isinstance(group, Underwriters):
        return {}
    named = {}
    for entry in group.names:
        key = entry.underwriter or plain_name(entry.name.value or "")
        if key:
            named[key] = _firm(paper, key, entry.name.value or key)
    return named


def restrictions(paper: PlainPaper) -> Part:
    """Return where the securities may not be sold."""
    group = paper.record.deal.selling_restrictions
    if isinstance(group, Blank):
        return unknown(group)
    counts: Counter[str] = Counter()
    rows = []
    for clause, entry in zip(clauses_of(paper, group), group.restrictions, strict=True):
        about = spaced(entry.jurisdiction.value or "jurisdiction not known")
        key = about.lower().removeprefix("the ")
        counts[key] += 1
        told = [plain(part) for part in (clause.statutes, clause.period) if part]
        row = {
            "about": key if counts[key] == 1 else f"{key} {counts[key]}",
            "jurisdiction": fmt.upper_first(about),
            "item": clause.letter,
            "anchor": clause.anchor,
            "says": "; ".join(told),
        }
        rows.append(row | _words(entry.text))
    return {"rows": rows}


def _words(text: Stated[str]) -> Part:
    return {"words": text.value} if text.value is not None else unknown(text)


def amendments(paper: Paper) -> Part:
    """Return what the deal varies in its base document."""
    deal = paper.record.deal
    if isinstance(deal.amendments, Blank) and not is_known(deal):
        return unknown(deal.amendments)
    base = base_of(deal)
    made = paper.histories.made(base)[deal.deal_id] if base is not None else _alone(deal)
    document = paper.archive.base_documents.get(base or "")
    return {
        "base": base,
        "base_name": document.title if document is not None else "base document not known",
        "rows": [
            {
                "strand": strand,
                "wording": wording,
                "place": one.place.words,
                "item": one.item,
                "anchor": anchor("amendment", one.item),
                "says": list(says(one)),
            }
            for strand, wording, one in made
        ],
    }


def _alone(deal: Deal) -> list[Any]:
    """Return the changes of a deal whose base document is not known: its own history."""
    return numbered(history([deal]))[deal.deal_id]

"""Who signs: for which party, on whose side, in what capacity, as what.

Whose side a party is on is told by its name, never by its place: in a Pricing Agreement the issuer
signs first. Of several firms above one signature one signs for all, where ``By:`` names it.
"""

import re
from itertools import chain

from pipeline.exhibits.draft import Draft, Group, unsure, words
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span
from pipeline.exhibits.signature_blocks import Signature, signatures_of
from pipeline.records.parties import plain_name

#: Who guarantees signs beside the issuer.
_AS_GUARANTOR = re.compile(r"(?:^|,?\s)as\s(?:the\s)?guarantors?$", re.IGNORECASE)


def read_signatures(paper: Paper, draft: Draft) -> None:
    """Read the blocks of signatures; where no name tells whose side a party is on, nothing."""
    if not paper.is_signed:
        return
    entries = signatures_of(paper)
    if not entries:
        return
    parties = [_party(entry) for entry in entries]
    sides = _sides(paper, draft, entries, parties)
    if None in sides:
        names = list(chain.from_iterable(entry.names for entry in entries))
        note = "no name tells which of them is the issuer"
        draft.put("signatures", unsure([("", name) for name in names], note))
        return
    draft.put(
        "signatures",
        [
            _made(entry, party, side)
            for entry, party, side in zip(entries, parties, sides, strict=True)
        ],
    )


def _party(entry: Signature) -> Span | None:
    """Return the party for which somebody signs; None where several might be."""
    for told in (entry.firms[0].text if entry.firms else "", entry.signer):
        for name in entry.names:
            if told and plain_name(told) == plain_name(name.text):
                return name
    return entry.names[0] if len(entry.names) == 1 and not entry.firms else None


def _sides(
    paper: Paper, draft: Draft, entries: list[Signature], parties: list[Span | None]
) -> list[str | None]:
    """Return the side of each: by its name, else by the side of whoever signs beside it."""
    by_name = [
        "issuer"
        if entry.capacity is not None and _AS_GUARANTOR.search(entry.capacity.text)
        else _side_of(paper, draft, [party] if party else entry.names)
        for entry, party in zip(entries, parties, strict=True)
    ]
    of_group: dict[int, set[str]] = {}
    for entry, side in zip(entries, by_name, strict=True):
        if side:
            of_group.setdefault(entry.group, set()).add(side)
    known = {group: next(iter(sides)) for group, sides in of_group.items() if len(sides) == 1}
    groups = {entry.group for entry in entries}
    if len(groups) == 2 and len(known) == 1:
        # One side proposes and the other accepts.
        (_, side), (other,) = next(iter(known.items())), groups - set(known)
        if other not in of_group:
            known[other] = "underwriters" if side == "issuer" else "issuer"
    if draft.get("issuer_named.address"):
        # A letter that is addressed to the issuer is signed first by the other side.
        by_name = [
            side or ("underwriters" if entry.group == 0 else None)
            for entry, side in zip(entries, by_name, strict=True)
        ]
    if len(groups) == 1:
        # Both sides may sign one below the other: what one is says nothing of the next.
        return by_name
    return [side or known.get(entry.group) for entry, side in zip(entries, by_name, strict=True)]


def _side_of(paper: Paper, draft: Draft, names: list[Span]) -> str | None:
    """Return the side on which every one of some names is known to be."""
    ours = {
        plain_name(str(draft.get(f"{who}.name.value"))) for who in ("issuer_named", "guarantor")
    }
    theirs = {plain_name(name) for name in _buyers(draft)}
    sides = set()
    for name in names:
        text = name.text.rstrip(",")
        plain = plain_name(text)
        if _AS_GUARANTOR.search(text) or paper.issuers.find(text) or plain in ours:
            sides.add("issuer")
        elif paper.underwriters.find(text) or plain in theirs:
            sides.add("underwriters")
    return next(iter(sides)) if len(sides) == 1 else None


def _buyers(draft: Draft) -> list[str]:
    """Return the names of the underwriters as read in the letter and in the annex."""
    rows = [
        *(draft.get("underwriters.names") or ()),
        *(draft.get("annex.allocations") or ()),
    ]
    return [str(row["name"]["value"]) for row in rows if row.get("name", {}).get("value")]


def _made(entry: Signature, party: Span | None, side: str | None) -> Group:
    made: Group = {"side": side}
    if party is not None:
        capacity = _AS_GUARANTOR.search(party.text)
        end = capacity.start() if capacity else len(party.text)
        made["party"] = words(party.part(0, end).stripped(","))
    else:
        note = (
            "several firms stand above one signature"
            if entry.names
            else "no name was found above the signature"
        )
        made["party"] = unsure([("", name) for name in entry.names or [entry.line]], note)
    if entry.capacity is not None:
        made["capacity"] = words(entry.capacity)
    if entry.signed is not None:
        made["signed"] = entry.signed
    made["name"] = entry.name
    if entry.title is not None:
        made["title"] = entry.title
    if entry.heading is not None and (side == "issuer" or entry.group):
        made["heading"] = words(entry.heading)
    return made

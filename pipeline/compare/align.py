"""Two or more sheets laid side by side, line by line, and whether the deals differ there.

A line *differs* where two deals are known to say different things; that a paper was seen
to have nothing of the kind is known, too. It is *open* where what is known agrees and
something is not known, and the *same* otherwise. White space and the typographer's quotation
marks and dashes make no difference. The order of the deals changes no line's state, and no
deal differs from itself: two deals of as many securities are compared one security after
the other, others by whether one says of a security what the other says of none.

``docs/assets/javascripts/align.js`` does the same in the browser, and a test compares the
two on the real archive, so a change here is a change there.

The result is plain data: ``deals``; ``columns``, pairs of the places of a deal and of a
security of it; sections ``agreement`` (a cell a deal), ``terms`` as stated, ``figures`` as
computed and ``allocations`` (a cell a column), ``restrictions`` (a cell a deal); and
``amendments``, a section for each base document (a cell a deal). A section has ``lines``
and, in ``unknown``, the words of what is known of none of the deals. ``not_known`` says of
each deal why it has no allocations, restrictions or amendments here; "" where it has.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from pipeline.amendments.words import spaced
from pipeline.pages.compare_page import ORDER
from pipeline.pages.sheet import Sheet
from pipeline.pages.sheet_text import CLOSED

Cell = dict[str, Any]
Line = dict[str, Any]
Comparison = dict[str, Any]

SAME, DIFFERS, OPEN = "same", "differs", "open"
#: Said in each cell of a list that is not known; ``not_known`` says why, once.
_NOT_KNOWN = "not known"
_OTHER_BASE = "under another base document"


def compare(sheets: Sequence[Sheet]) -> Comparison:
    """Return sheets side by side."""
    columns = [
        (deal, security)
        for deal, sheet in enumerate(sheets)
        for security in range(len(sheet["securities"]))
    ]
    left_out = [_blank_cell(sheet["left_out"]) for sheet in sheets]

    def securities(name: str) -> dict[str, Any]:
        held = [sheets[deal]["securities"][security][name] for deal, security in columns]
        owners = [deal for deal, _ in columns]
        return _section(name, held, [left_out[deal] for deal in owners], owners)

    return {
        "deals": [{key: sheet[key] for key in ("deal_id", "name", "title", "seen")}
                  for sheet in sheets],
        "columns": [list(column) for column in columns],
        "agreement": _section(
            "agreement", [s["agreement"] for s in sheets], left_out, range(len(sheets))
        ),
        "terms": securities("terms"),
        "figures": securities("figures"),
        "allocations": _allocations(sheets, columns),
        "restrictions": _restrictions(sheets),
        "amendments": _amendments(sheets),
        "not_known": {
            part: [sheet[part].get("why", "") for sheet in sheets]
            for part in ("allocations", "restrictions", "amendments")
        },
    }  # fmt: skip


def state(cells: Iterable[Cell], said: Callable[[Cell], str | None]) -> str:
    """Return whether cells are the same, differ, or leave it open.

    ``said`` gives what a cell is known to say, None where that is not known.
    """
    known = [said(cell) for cell in cells]
    if len({text for text in known if text is not None}) > 1:
        return DIFFERS
    return OPEN if None in known else SAME


def value_of(cell: Cell) -> str | None:
    """Return what a cell is known to say; "" where it is known to say nothing."""
    if "value" in cell:
        return spaced(cell["value"])
    return "" if cell["closed"] else None


def state_of_columns(cells: Sequence[Cell], owners: Sequence[int]) -> str:
    """Return the state of a line that has a cell for each security; ``owners`` are their deals."""
    known: dict[int, list[str | None]] = {}
    for cell, owner in zip(cells, owners, strict=True):
        known.setdefault(owner, []).append(value_of(cell))
    if any(_differ(one, other) for one, other in combinations(known.values(), 2)):
        return DIFFERS
    return OPEN if any(None in said for said in known.values()) else SAME


def _differ(one: Sequence[str | None], other: Sequence[str | None]) -> bool:
    if len(one) == len(other):
        return any(
            a != b for a, b in zip(one, other, strict=True) if a is not None and b is not None
        )
    # What one says of some security, the other is known to say of none.
    return any(
        None not in second and not set(first) - {None} <= set(second)
        for first, second in ((one, other), (other, one))
    )


def _blank_cell(blank: Mapping[str, str]) -> Cell:
    return {"why": blank["why"], "closed": blank["blank"] in CLOSED}


def _cell(row: Mapping[str, str]) -> Cell:
    return {"value": row["value"]} if "value" in row else _blank_cell(row)


def _section(
    name: str, held: Sequence[Sequence[Any]], left_out: Sequence[Cell], owners: Sequence[int]
) -> dict[str, Any]:
    rows = [{row["term"]: row for row in rows} for rows in held]
    words = {row["term"]: row["words"] for each in reversed(held) for row in each}
    lines, unknown = [], []
    for term in sorted(words, key=lambda term: _rank(ORDER[name], term)):
        cells = [
            _cell(each[term]) if term in each else _lacking(each, term, left_out[place])
            for place, each in enumerate(rows)
        ]
        if any("value" in cell for cell in cells):
            line = {"term": term, "words": words[term], "cells": cells}
            lines.append({**line, "state": state_of_columns(cells, owners)})
        elif not any(other.startswith(f"{term}/") for other in words):
            unknown.append(words[term])
    return {"lines": lines, "unknown": unknown}


def _lacking(rows: Mapping[str, Mapping[str, str]], term: str, left_out: Cell) -> Cell:
    """Return the cell of a term without a row: a clause that is blank as a whole says why."""
    clause = rows.get(term.partition("/")[0], {})
    return _blank_cell(clause) if "blank" in clause else left_out


def _rank(order: Sequence[str], term: str) -> tuple[int, bool, str]:
    head, _, tail = term.partition("/")
    return (order.index(head) if head in order else len(order), tail == "words", tail)


def _allocations(sheets: Sequence[Sheet], columns: Sequence[tuple[int, int]]) -> dict[str, Any]:
    names: dict[str, str] = {}
    for sheet in sheets:
        part = sheet["allocations"]
        found = {row["firm"]: row["name"] for row in part.get("rows", ())} or part.get("named", {})
        for firm, name in found.items():
            names.setdefault(firm, name)
    rows = [{row["firm"]: row for row in s["allocations"].get("rows", ())} for s in sheets]
    owners = [deal for deal, _ in columns]
    lines = []
    for firm, name in names.items():
        cells = [
            _allocation(sheets[deal], rows[deal].get(firm), security, firm)
            for deal, security in columns
        ]
        line = {"term": firm, "words": name, "cells": cells}
        lines.append({**line, "state": state_of_columns(cells, owners)})
    return {"lines": lines, "unknown": []}


def _allocation(sheet: Sheet, row: Mapping[str, Any] | None, security: int, firm: str) -> Cell:
    part = sheet["allocations"]
    held = sheet["securities"][security]["id"]
    if row is not None and held in row["amounts"]:
        cell = {"value": row["amounts"][held]}
        return {**cell, "share": row["shares"][held]} if held in row["shares"] else cell
    if "blank" in part:
        named = "named, amount not known" if firm in part["named"] else _NOT_KNOWN
        return {"why": named, "closed": False}
    if "open" in part:
        return {"why": part["open"], "closed": False}
    return {"why": "none", "closed": True}


def _restrictions(sheets: Sequence[Sheet]) -> dict[str, Any]:
    parts = [sheet["restrictions"] for sheet in sheets]
    rows = [{row["about"]: row for row in part.get("rows", ())} for part in parts]
    names = {about: row["jurisdiction"] for each in reversed(rows) for about, row in each.items()}
    lines = []
    for about in sorted(names):
        cells = [
            _restriction(sheet, each.get(about)) for sheet, each in zip(sheets, rows, strict=True)
        ]
        line = {"term": about, "words": names[about], "cells": cells}
        lines.append({**line, "state": _restriction_state(cells)})
    return {"lines": lines, "unknown": []}


def _restriction(sheet: Sheet, row: Mapping[str, Any] | None) -> Cell:
    part = sheet["restrictions"]
    if row is None:
        return {**_blank_cell(part), "why": _NOT_KNOWN} if "blank" in part else _absent(sheet)
    held = {name: row[name] for name in ("item", "anchor", "words", "why") if name in row}
    return {"value": row["says"], **held}


def _absent(sheet: Sheet) -> Cell:
    """Return the cell of what a list does not hold: the rest of a paper may hold it."""
    is_whole = sheet["left_out"]["blank"] in CLOSED
    return {"why": "none" if is_whole else "none in what was seen", "closed": is_whole}


def _restriction_state(cells: Sequence[Cell]) -> str:
    stated = [cell for cell in cells if "value" in cell]
    if len(stated) < len(cells):
        return state(cells, lambda cell: "stated" if "value" in cell else value_of(cell))
    if all("words" in cell for cell in stated):
        return state(cells, lambda cell: spaced(cell["words"]))
    return OPEN


def _amendments(sheets: Sequence[Sheet]) -> list[dict[str, Any]]:
    parts = [sheet["amendments"] for sheet in sheets]
    bases = sorted({part["base"] or "" for part in parts if part.get("rows")})
    return [_under(base, sheets) for base in bases]


def _under(base: str, sheets: Sequence[Sheet]) -> dict[str, Any]:
    parts = [sheet["amendments"] for sheet in sheets]
    rows = [
        {row["strand"]: row for row in part["rows"]} if _is_under(part, base) else {}
        for part in parts
    ]
    places = {strand: row["place"] for each in rows for strand, row in each.items()}
    lines = []
    for strand in sorted(places):
        cells = [
            _amendment(sheet, base, each.get(strand))
            for sheet, each in zip(sheets, rows, strict=True)
        ]
        line = {"term": str(strand), "words": places[strand], "cells": cells}
        lines.append({**line, "state": _amendment_state(cells)})
    name = next(part["base_name"] for part in parts if _is_under(part, base))
    return {"base": base, "base_name": name, "lines": lines, "unknown": []}


def _is_under(part: Mapping[str, Any], base: str) -> bool:
    return "rows" in part and (part["base"] or "") == base


def _amendment(sheet: Sheet, base: str, row: Mapping[str, Any] | None) -> Cell:
    part = sheet["amendments"]
    if row is not None:
        return {"value": str(row["wording"]), **{k: row[k] for k in ("item", "anchor", "says")}}
    if "rows" not in part:
        return {"why": _NOT_KNOWN, "closed": False}
    if not _is_under(part, base):
        return {"why": _OTHER_BASE, "closed": False}
    return _absent(sheet)


def _amendment_state(cells: Sequence[Cell]) -> str:
    comparable = [cell for cell in cells if value_of(cell) is not None]
    return OPEN if len(comparable) < 2 else state(cells, value_of)


def sections(comparison: Comparison) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every section of a comparison by its name; amendments one by one."""
    for name in ("agreement", "terms", "figures", "allocations", "restrictions"):
        yield name, comparison[name]
    for part in comparison["amendments"]:
        yield "amendments", part

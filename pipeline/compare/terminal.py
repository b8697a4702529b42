"""A comparison in the terminal: as tables where there is room, else line by line."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.compare.align import DIFFERS, OPEN, SAME, Cell, Comparison, Line
from pipeline.pages import format as fmt

SIGNS: Mapping[str, str] = {DIFFERS: "≠", OPEN: "?", SAME: " "}
_WORDS: Mapping[str, str] = {DIFFERS: "differ", SAME: "the same", OPEN: "not known for all"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: The least width of a column of values, and that of the names of lines.
_COLUMN, _NAMES = 24, 24
#: A clause in its own words is cut to so many signs unless it is wanted whole.
_MOST_SIGNS = 200

Shown = Callable[[Cell], str]


class Head(NamedTuple):
    """A column: its short key, its name, and the place of its deal."""

    key: str
    name: str
    owner: int


class Printer:
    """Prints comparisons; ``only_differences`` and ``whole`` choose what of them."""

    def __init__(self, console: Console, *, only_differences: bool, whole: bool) -> None:
        self._console = console
        self._only_differences = only_differences
        self._whole = whole

    def print(self, comparison: Comparison, series: Sequence[str]) -> None:
        """Print a comparison; ``series`` are the names of its columns within their deals."""
        deals = comparison["deals"]
        of_deals = [
            Head(chr(ord("A") + place), deal["name"], place) for place, deal in enumerate(deals)
        ]
        owners = [deal for deal, _ in comparison["columns"]]
        of_columns = [
            _series(of_deals[deal], series[place]) if owners.count(deal) > 1 else of_deals[deal]
            for place, deal in enumerate(owners)
        ]
        for head, deal in zip(of_deals, deals, strict=True):
            self._say(f"{head.key}  {head.name} ({deal['deal_id']})", bold=True)
            self._say(f"   {deal['title']}. {deal['seen']}.")
        self._say("≠ differs, ? not known for all; the order of the deals changes neither")
        for title, part, heads in (
            ("The securities, as stated", comparison["terms"], of_columns),
            ("The agreement, as stated", comparison["agreement"], of_deals),
            ("Computed (=)", comparison["figures"], of_columns),
            ("Allocations, as stated", comparison["allocations"], of_columns),
            ("Shares, computed (=)", _shares(comparison), of_columns),
            ("Selling restrictions", comparison["restrictions"], of_deals),
        ):
            self._section(title, part, heads, _value)
        for part in comparison["amendments"]:
            self._section(f"Amendments of {part['base_name']}", part, of_deals, _change)
        self._not_known(comparison)

    def _section(
        self, title: str, part: Mapping[str, Any], heads: Sequence[Head], shown: Shown
    ) -> None:
        lines: list[Line] = part["lines"]
        if not lines:
            return
        self._console.print()
        self._say(f"{title}: {counted(lines)}", bold=True)
        alone = [line for line in lines if not self._whole and not _is_comparable(line, heads)]
        held = [
            line
            for line in lines
            if line not in alone and (line["state"] == DIFFERS or not self._only_differences)
        ]
        if held:
            self._console.print(self._laid_out(held, heads, shown))
        if alone and not self._only_differences:
            self._say(f"known of one deal only: {_listed(line['words'] for line in alone)}")
        if part["unknown"] and not self._only_differences:
            self._say(f"known of none of them: {_listed(part['unknown'])}")

    def _laid_out(
        self, lines: Sequence[Line], heads: Sequence[Head], shown: Shown
    ) -> RenderableType:
        if self._console.width < _NAMES + len(heads) * (_COLUMN + 2):
            return Group(*self._blocks(lines, heads, shown))
        table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, padding=(0, 2, 0, 0))
        table.add_column(width=1)
        table.add_column(width=_NAMES, overflow="fold")
        for head in heads:
            table.add_column(_clean(f"{head.key}  {head.name}"), ratio=1, overflow="fold")
        for line in lines:
            cells = [self._text(cell, shown) for cell in line["cells"]]
            table.add_row(SIGNS[line["state"]], self._named(line), *cells)
        return table

    def _blocks(
        self, lines: Sequence[Line], heads: Sequence[Head], shown: Shown
    ) -> Iterator[RenderableType]:
        """Yield each line as its name, and below it a row for each column."""
        for line in lines:
            yield Text(f"{SIGNS[line['state']]} ") + self._named(line)
            rows = Table.grid(padding=(0, 2, 0, 0))
            rows.add_column(overflow="fold")
            rows.add_column(overflow="fold")
            for head, cell in zip(heads, line["cells"], strict=True):
                rows.add_row(_clean(head.key), self._text(cell, shown))
            yield Padding(rows, (0, 0, 0, 4))

    def _named(self, line: Line) -> Text:
        name = _clean(line["words"])
        if line["state"] == DIFFERS:
            name.stylize("bold")
        return name

    def _text(self, cell: Cell, shown: Shown) -> Text:
        if "value" not in cell:
            return Text.assemble((_clean(f"({cell['why']})").plain, "italic dim"))
        text = shown(cell)
        if not self._whole and len(text) > _MOST_SIGNS:
            text = f"{text[: _MOST_SIGNS - 1].rstrip()}…"
        return _clean(text)

    def _not_known(self, comparison: Comparison) -> None:
        for part, words in (
            ("allocations", "the annex is not known"),
            ("restrictions", "selling restrictions are not known"),
            ("amendments", "what is varied is not known"),
        ):
            for deal, why in zip(comparison["deals"], comparison["not_known"][part], strict=True):
                if why:
                    self._say(f"{deal['name']}: {words}: {why}")

    def _say(self, words: str, *, bold: bool = False) -> None:
        self._console.print(_clean(words), style="bold" if bold else "")


def counted(lines: Sequence[Line]) -> str:
    """Return how many lines differ, are the same, and leave it open, in words."""
    numbers = {state: sum(line["state"] == state for line in lines) for state in _WORDS}
    return ", ".join(f"{numbers[state]} {words}" for state, words in _WORDS.items()
                     if numbers[state])  # fmt: skip


def _series(deal: Head, name: str) -> Head:
    return Head(f"{deal.key} {name}", deal.name, deal.owner)


def _is_comparable(line: Line, heads: Sequence[Head]) -> bool:
    """Whether something is known of more than one deal."""
    known = {
        heads[place].owner
        for place, cell in enumerate(line["cells"])
        if "value" in cell or cell["closed"]
    }
    return len(known) > 1


def _shares(comparison: Comparison) -> dict[str, Any]:
    lines = [
        {
            **line,
            "cells": [
                {"value": fmt.share(Decimal(cell["share"]))} if "share" in cell else cell
                for cell in line["cells"]
            ],
        }
        for line in comparison["allocations"]["lines"]
        if any("share" in cell for cell in line["cells"])
    ]
    return {"lines": lines, "unknown": []}


def _value(cell: Cell) -> str:
    """Return what a cell says; of a restriction its letter, what it names, and its words."""
    item = f"({cell['item']})" if cell.get("item") else ""
    told = [part for part in (item, cell["value"], cell.get("words", "")) if part]
    return " ".join(told) or "yes"


def _change(cell: Cell) -> str:
    kind, before, after = cell["says"]
    quoted = " to ".join(f"“{text}”" for text in (before, after) if text)
    return f"({cell['item']}) {kind}" + (f": {quoted}" if quoted else "")


def _listed(words: Any) -> str:
    return ", ".join(dict.fromkeys(words))


def _clean(text: str) -> Text:
    """Return text for the terminal: signs that would steer it are shown as gaps."""
    return Text(_CONTROL.sub("\ufffd", text))

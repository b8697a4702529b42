"""How a draft compares with the record that is held to be right, field by field."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from pipeline.records.base import Blank, Record, Stated
from pipeline.records.deal import Deal

#: What a paper does not say: who reviewed, where it was read, what editors remark.
NOT_OF_THE_PAPER = frozenset(
    [
        "deal_id",
        "review",
        "seen",
        "sources",
        "notes",
        "waivers",
        "document.filing",
        "document.exhibit",
        "note",
        "summary",
    ]
)
OUTCOMES = ("right", "blank", "unsure", "wrong")


@dataclass(frozen=True)
class Scored:
    """One field of the right record, and what the draft makes of it."""

    field: str
    right: str
    drafted: str
    outcome: str


def score(draft: Deal, right: Deal) -> list[Scored]:
    """Compare every field of ``right``, and every value that only the draft has."""
    wanted, made = dict(leaves(right)), dict(leaves(draft))
    found = []
    for name, value in wanted.items():
        if value is None and made.get(name) is None:
            found.append(Scored(name, "", "", "right"))
            continue
        drafted = made.get(name, _holder(made, name))
        found.append(Scored(name, _shown(value), _shown(drafted), _outcome(value, drafted)))
    for name, value in made.items():
        extra = name not in wanted and value not in (None, UNSURE)
        if extra and not _is_optional(name):
            found.append(Scored(name, "", _shown(value), "wrong"))
    return found


class _Unsure:
    def __repr__(self) -> str:
        return "unsure"


UNSURE = _Unsure()


def _holder(made: dict[str, Any], name: str) -> Any:
    """Return what stands for a field whose whole group is blank or unsure."""
    while "." in name or "[" in name:
        name = name[: max(name.rfind("."), name.rfind("["))]
        if name in made:
            return made[name]
    return None


def _outcome(value: Any, drafted: Any) -> str:
    if drafted is UNSURE:
        return "unsure"
    if drafted is None:
        return "blank"
    return "right" if drafted == value else "wrong"


def _is_optional(name: str) -> bool:
    """Whether a value may stand in a draft beyond what the record chose to hold."""
    return name.startswith("document.")


def _shown(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def leaves(record: Record, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value by its field's name: None where it is blank, UNSURE where it is that."""
    for key, value in record.__dict__.items():
        name = f"{prefix}.{key}" if prefix else key
        if name in NOT_OF_THE_PAPER or key in NOT_OF_THE_PAPER:
            continue
        yield from _leaf(name, value)


def _leaf(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Stated | Blank):
        given = value.value if isinstance(value, Stated) else None
        yield name, UNSURE if value.blank == "unsure" else _plain(given)
    elif isinstance(value, Record):
        yield from leaves(value, name)
    elif isinstance(value, tuple) and value and isinstance(value[0], Record):
        for number, entry in enumerate(value):
            yield from _leaf(f"{name}[{number}]", entry)
    elif value not in (None, ()):
        yield name, _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return str(value) if value is not None else None


def totals(scored: list[Scored]) -> Counter[str]:
    """Count the outcomes."""
    return Counter(one.outcome for one in scored)


def printed(scored: list[Scored], *, everything: bool = False) -> str:
    """Return the table of fields: those not right, or all, with the totals below."""
    table = Table("field", "right", "drafted", "outcome")
    for one in scored:
        if everything or one.outcome != "right":
            table.add_row(one.field, one.right, one.drafted, one.outcome)
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(table)
    counts = totals(scored)
    share = 100 * counts["right"] / max(1, len(scored))
    words = ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES)
    return f"{console.export_text()}{len(scored)} fields: {words}; {share:.1f} % right"

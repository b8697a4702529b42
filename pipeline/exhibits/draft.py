"""The draft while it is made: values with their citations, and what is unsure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pipeline.exhibits.figures import Figure
from pipeline.exhibits.passages import Span
from pipeline.records.yamltext import Tree

Group: TypeAlias = dict[str, Any]


def stated(
    value: str | Sequence[str], quote: Span, *, printed: str = "", also: Iterable[Span] = ()
) -> Group:
    """Return a value with its citation; the quotation is left out where it is the value."""
    made: Group = {"value": value if isinstance(value, str) else list(value)}
    made["lines"] = str(quote.lines)
    if quote.text != value:
        made["quote"] = quote.text
    further: list[Tree] = [{"lines": str(one.lines), "quote": one.text} for one in also]
    if further:
        made["also"] = further
    if printed:
        made["as_printed"] = printed
    return made


def words(span: Span) -> Group:
    """Return a value that is its own quotation."""
    return stated(span.text, span)


def figure(found: Figure, quote: Span | None = None, *, also: Iterable[Span] = ()) -> Group:
    """Return a figure with its citation: the figure's own words, or more of them."""
    printed = found.span.text if found.is_reworded else ""
    return stated(found.value, quote or found.span, printed=printed, also=also)


def unsure(candidates: Iterable[tuple[str, Span]], note: str = "") -> Group:
    """Return a blank that lists the words between which a reviewer decides, values first."""
    listed: dict[tuple[str, str, str], Tree] = {}
    for value, span in candidates:
        one: Group = {"lines": str(span.lines), "quote": span.text}
        if value:
            one["value"] = value
        listed.setdefault((one["lines"], span.text, value), one)
    return {"blank": "unsure", "candidates": [*listed.values()], **({"note": note} if note else {})}


def decided(found: Sequence[Figure], quotes: Mapping[int, Span] | None = None) -> Group | None:
    """Return the one value that figures agree on, with every place; else unsure; None of none."""
    if not found:
        return None
    if len({one.value for one in found}) > 1:
        return unsure((one.value, one.span) for one in found)
    quote = (quotes or {}).get(id(found[0]))
    return figure(found[0], quote, also=[one.span for one in found[1:]])


@dataclass
class Draft:
    """What readers have found so far: the record's tree, and words for whoever reviews it."""

    tree: dict[str, Any] = field(default_factory=dict)
    #: Remarks on the paper: printed errors, masked words.
    notes: list[str] = field(default_factory=list)
    #: Lines for the terminal: firms that the archive does not know.
    proposals: list[str] = field(default_factory=list)

    def put(self, path: str, value: Any) -> None:
        """Set a field by its path, unless there is nothing to set or it is set already."""
        if value is None:
            return
        *above, last = path.split(".")
        holder = self.tree
        for step in above:
            holder = holder.setdefault(step, {})
        holder.setdefault(last, value)

    def get(self, path: str) -> Any:
        """Return what stands at a path, or None."""
        holder: Any = self.tree
        for step in path.split("."):
            holder = holder.get(step) if isinstance(holder, dict) else None
        return holder

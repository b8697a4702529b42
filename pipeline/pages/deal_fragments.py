"""The words that an agreement quotes of a base document whose text is not held, by section."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.amendments.fragments import Fragment
from pipeline.amendments.of_deal import Worked
from pipeline.pages import format as fmt
from pipeline.pages.deal_changes import place_words
from pipeline.pages.deal_paper import Paper
from pipeline.pages.html import Markup, anchor, escape
from pipeline.pages.said import marked
from pipeline.records.amendment import Item, Operation
from pipeline.records.codes import MEANING_ONLY, OPERATION_KINDS

_GAP = Markup('<span class="d-gap">…</span>')
#: What stands by itself, with no text of the base document before and after it.
_WHOLE = frozenset({"global_rename", "insert_provision", "replace_provision", "repeal_provision"})
#: An item, the number of one of its operations from 0, and that operation.
_Held = tuple[Item, int, Operation]


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One operation of an item, or an item as a whole, with what stands below it.

    ``words`` are the item's, at its first operation only; ``change`` is the id of its marks.
    """

    letter: str
    anchor: str
    change: str
    place: str
    line: int | None
    redline: Markup | None
    effect: Markup | None
    words: Markup | None


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a base document whose text is not held, with the words known of it."""

    path: str
    anchor: str
    items: tuple[ShownItem, ...]


def fragment_sections(paper: Paper, worked: Worked, items: tuple[Item, ...]) -> Iterator[Section]:
    """Yield the sections of which words are known, in the order of the document."""
    held = [
        (item, number, operation)
        for item in items
        for number, operation in enumerate(item.operations)
    ]
    by_id = dict(zip((one.id for one in worked.instructions), held, strict=True))
    for group in worked.groups:
        shown = tuple(
            _fragment(paper, group.path, one, by_id[one.instruction.id]) for one in group.fragments
        )
        yield Section(group.path, anchor("text", group.anchor), shown)


def _fragment(paper: Paper, path: str, fragment: Fragment, held: _Held) -> ShownItem:
    item, number, operation = held
    name = anchor("amendment", item.item)
    spot = paper.spot(name, f"item ({item.item})")
    place = place_words(operation).removeprefix(path.replace(" ", fmt.NBSP)).removeprefix(", ")
    return ShownItem(
        letter=item.item,
        anchor=name if number == 0 else f"{name}-{number + 1}",
        change=anchor("change", fragment.instruction.id),
        place="" if place in (path, "the whole document") else place,
        line=operation.place.line if operation.place else None,
        redline=_marked(fragment, operation),
        effect=_effect(operation),
        words=spot.quote(item.text) if number == 0 else None,
    )


def _marked(fragment: Fragment, operation: Operation) -> Markup | None:
    """Return the quoted words with the change marked; None where no words are quoted."""
    if not fragment.runs:
        return None
    is_whole = operation.scope == "whole_document" or operation.kind in _WHOLE
    ends = Markup("") if is_whole else _GAP
    return ends + marked(fragment.runs) + ends


def _effect(operation: Operation) -> Markup | None:
    """Return what an operation does beyond its redline; None where that says all."""
    if operation.kind == "global_rename":
        kept = [f"“{text}”" for text in operation.protected]
        text = "Throughout the document; how often is not known, because its text is not held."
        return escape(f"{text} Left alone: {fmt.listing(kept)}." if kept else text)
    kind = fmt.upper_first(OPERATION_KINDS[operation.kind])
    if operation.kind not in MEANING_ONLY:
        has_words = operation.old_text or operation.new_text
        return None if has_words else escape(operation.summary or f"{kind}.")
    if operation.term is not None and operation.meaning is not None:
        what = f"“{operation.term}” is to mean “{operation.meaning}”"
    else:
        term = f"“{operation.term}”: " if operation.term is not None else ""
        what = term + (operation.meaning or operation.summary or "not known")
    return Markup("<b>{}.</b> {}. The words of the base document stay.").format(kind, what)

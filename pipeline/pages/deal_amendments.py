"""What the agreement changes in its base document: each item with its fragment redline.

Nothing of the base text is shown that the instruction does not quote: the redline is made
from the instruction alone, and says where its words stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Paper
from pipeline.pages.html import Markup, anchor, escape, link, render, tag
from pipeline.pages.redline import change
from pipeline.records.amendment import Incorporation, Item, Operation, Place
from pipeline.records.base import Blank
from pipeline.records.codes import INCORPORATION_REGIMES, MEANING_ONLY, OPERATION_KINDS

_GAP = Markup('<span class="d-gap">…</span>')
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]


@dataclass(frozen=True, slots=True)
class Shown:
    """One operation: where, what is done, its redline or note, and the table's two texts."""

    place: str
    line: int | None
    kind: str
    redline: Markup | None
    effect: Markup | None
    before: str
    after: str
    summary: str


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One lettered item with its words."""

    letter: str
    anchor: str
    places: str
    words: Markup | None
    operations: tuple[Shown, ...]


def amendments_section(paper: Paper) -> Markup | None:
    """Return the section; None where neither a base document nor an amendment is known."""
    deal = paper.record.deal
    incorporation = None if isinstance(deal.incorporation, Blank) else deal.incorporation
    items = [] if isinstance(deal.amendments, Blank) else list(_items(paper, deal.amendments))
    if incorporation is None and not items:
        return None
    operations = [operation for item in items for operation in item.operations]
    return render(
        "deal_amendments.html.jinja",
        base=incorporation and _base(paper, incorporation),
        none_reason=_none_reason(paper) if not items else "",
        items=items,
        has_redline=any(operation.redline for operation in operations),
        changes=[(item, operation) for item in items for operation in item.operations],
        counts=fmt.upper_first(
            f"{fmt.count(len(operations), 'amendment')} in {fmt.count(len(items), 'item')}"
        ),
    )


def _none_reason(paper: Paper) -> str:
    amendments = paper.record.deal.amendments
    if not isinstance(amendments, Blank):
        return "The agreement takes them in without an amendment."
    if amendments.blank == "not_applicable":
        return "The agreement takes them in without an amendment."
    reasons = {
        "not_seen": "Whether the agreement amends them was not seen.",
        "not_stated": "The agreement states no amendment of them.",
        "illegible": "The amendments cannot be read in the copy that was seen.",
    }
    text = reasons.get(amendments.blank) or f"The amendments are stated in {amendments.document}."
    return f"{text} {fmt.upper_first(amendments.note)}." if amendments.note else text


@dataclass(frozen=True, slots=True)
class Base:
    """The base document as the agreement names it."""

    title: Markup
    date: Markup | None
    regime: Markup | None
    words: Markup | None
    page: Markup | None
    is_held: bool


def _base(paper: Paper, group: Incorporation) -> Base:
    spot = paper.spot("amendments", "base document")
    for stated in (group.definitions, group.heading):
        spot.note(stated)
    document = paper.archive.base_documents.get(group.base_document)
    title = spot.show(group.title) or Markup("a base document whose title is not known")
    return Base(
        title=title,
        date=spot.show(group.date, fmt.partial_day),
        regime=spot.show(group.regime, lambda code: INCORPORATION_REGIMES[code]),
        words=spot.clauses(group.text),
        page=(
            link(paper.url(f"base-documents/{document.id}.md"), "what is held of it")
            if document is not None
            else None
        ),
        is_held=document is not None and document.held is not None,
    )


def _items(paper: Paper, items: tuple[Item, ...]) -> Iterator[ShownItem]:
    for item in items:
        spot = paper.spot(anchor("amendment", item.item), f"item ({item.item})")
        operations = tuple(_operation(operation) for operation in item.operations)
        places = "; ".join(dict.fromkeys(operation.place for operation in operations))
        yield ShownItem(
            item.item,
            spot.anchor,
            fmt.upper_first(places),
            spot.quote(item.text),
            operations,
        )


def _operation(operation: Operation) -> Shown:
    place = operation.place or Place()
    return Shown(
        place=place_words(operation),
        line=place.line,
        kind=OPERATION_KINDS[operation.operation],
        redline=_redline(operation),
        effect=_effect(operation),
        before=operation.old_text or operation.term or "",
        after=operation.new_text or operation.meaning or "",
        summary=operation.summary or "",
    )


def place_words(operation: Operation) -> str:
    """Return the place in words: ``Section 3, third paragraph``."""
    place = operation.place or Place()
    if operation.scope == "whole_document":
        return "the whole document"
    parts = []
    if place.section is not None:
        sub = f"({place.subsection})" if place.subsection is not None else ""
        parts.append(f"Section{fmt.NBSP}{place.section}{sub}")
    if place.paragraph is not None:
        parts.append(f"{_ordinal(place.paragraph)} paragraph")
    if place.sentence is not None:
        number = int(place.sentence) if place.sentence.isdecimal() else 0
        parts.append(f"{_ordinal(number) if number else place.sentence} sentence")
    if place.clause is not None:
        parts.append(f"clause {place.clause}")
    return ", ".join(parts) or place.as_printed or "place not known"


def _ordinal(number: int) -> str:
    return _ORDINALS[number - 1] if 0 < number <= len(_ORDINALS) else f"{number}th"


def _redline(operation: Operation) -> Markup | None:
    """Return the quoted words with the change marked; None where no words are quoted."""
    if operation.operation in MEANING_ONLY:
        return None
    old, new = operation.old_text, operation.new_text
    if old is None and new is None:
        return None
    if old is None or new is None:
        return _GAP + _deleted(old or "") + _inserted(new or "") + _GAP
    if operation.operation == "replace_provision":
        # A whole provision is replaced by another: what they share is not what was left alone.
        return _deleted(old) + _inserted(new)
    found = change(old, new)
    middle = Markup(" ").join(
        part for part in (_deleted(found.deleted), _inserted(found.inserted)) if part
    )
    ends = Markup("") if operation.scope == "whole_document" else _GAP
    return ends + Markup("{}{}{}").format(found.head, middle, found.tail) + ends


def _deleted(words: str) -> Markup:
    return _marked("del", "deleted: ", words)


def _inserted(words: str) -> Markup:
    return _marked("ins", "inserted: ", words)


def _marked(name: str, spoken: str, words: str) -> Markup:
    if not words.strip():
        return Markup("")
    # Space at the ends stays outside the mark: struck space looks like a dash.
    bare = words.strip()
    start = words.index(bare)
    return Markup("{}<{}>{}{}</{}>{}").format(
        words[:start],
        Markup(name),
        tag("span", spoken, class_="d-vh"),
        bare,
        Markup(name),
        words[start + len(bare) :],
    )


def _effect(operation: Operation) -> Markup | None:
    """Return what an operation does beyond its redline; None where that says all."""
    if operation.operation == "global_rename":
        kept = [f"“{text}”" for text in operation.protected]
        text = "Throughout the document; how often is not known, because its text is not held."
        return escape(f"{text} Left alone: {fmt.listing(kept)}." if kept else text)
    if operation.operation not in MEANING_ONLY:
        return None
    kind = fmt.upper_first(OPERATION_KINDS[operation.operation])
    if operation.term is not None and operation.meaning is not None:
        what = f"“{operation.term}” is to mean “{operation.meaning}”"
    else:
        term = f"“{operation.term}”: " if operation.term is not None else ""
        what = term + (operation.meaning or operation.summary or "not known")
    return Markup("<b>{}.</b> {}. The words of the base document stay.").format(kind, what)

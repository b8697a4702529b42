"""What the agreement changes in its base document, and what that says afterwards.

Where the base text is held, the whole of it stands with the changes marked; where it is not,
the words that the agreement quotes, by section, and nothing around them. Both are made from
the instructions, never by comparing texts.
"""

from dataclasses import dataclass

from pipeline.amendments.model import Varied
from pipeline.amendments.of_deal import Worked
from pipeline.amendments.variation import dated
from pipeline.pages import format as fmt
from pipeline.pages.deal_changes import (
    changes,
    effects_between,
    figures,
    not_applied,
    place_words,
)
from pipeline.pages.deal_fragments import ShownItem, fragment_sections
from pipeline.pages.deal_paper import Paper
from pipeline.pages.html import Markup, anchor, link, render
from pipeline.pages.makers import makers
from pipeline.pages.redline import Authority, redline
from pipeline.records.amendment import Incorporation, Item, Operation
from pipeline.records.base import Blank
from pipeline.records.codes import INCORPORATION_REGIMES


@dataclass(frozen=True, slots=True)
class Base:
    """The base document as the agreement names it."""

    title: Markup
    date: Markup | None
    regime: Markup | None
    words: Markup | None
    page: Markup | None


def amendments_section(paper: Paper) -> Markup | None:
    """Return the section; None where neither a base document nor an amendment is known."""
    deal = paper.record.deal
    incorporation = None if isinstance(deal.incorporation, Blank) else deal.incorporation
    items = () if isinstance(deal.amendments, Blank) else deal.amendments
    if incorporation is None and not items:
        return None
    worked = paper.histories.amendments.of(deal)
    operations = [(item.item, operation) for item in items for operation in item.operations]
    is_held = worked.varied is not None
    text = _redline(paper, worked, worked.varied, operations) if worked.varied else None
    return render(
        "deal_amendments.html.jinja",
        base=incorporation and _base(paper, incorporation),
        none_reason=_none_reason(paper) if not items else "",
        figures=figures(worked, len(items)) if items else "",
        not_applied=not_applied(operations, worked),
        printed=_printed(paper, incorporation) if items else "",
        text=text,
        whole=False,
        marks="the letter after a change is its item",
        has_moves=any(one.operation == "move" for one in worked.instructions),
        sections=() if is_held else tuple(fragment_sections(paper, worked, items)),
        items=[_item(paper, item, text) for item in items] if text else [],
        effects=effects_between(worked),
        changes=changes(operations, worked),
    )


def has_redline(paper: Paper) -> bool:
    """Whether the page marks changes, through which its reader can step."""
    amendments = paper.record.deal.amendments
    return not isinstance(amendments, Blank) and bool(amendments)


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
    )


def _printed(paper: Paper, incorporation: Incorporation | None) -> str:
    """Return what a printed redline says above its text: of what, by what, made from what."""
    deal = paper.record.deal
    title, edition = "the base document", ""
    if incorporation is not None:
        title = incorporation.title.value or title
        date = incorporation.date.value
        edition = f", edition of {fmt.partial_day(date)}" if date else ""
    by = fmt.partial_day(dated(deal.deal_id))
    return (
        f"Redline of {title}{edition}, as varied by the Terms Agreement of {by}. Unofficial; made "
        f"from the archive’s record {deal.deal_id} of {fmt.day(deal.review.on)}."
    )


def _redline(
    paper: Paper, worked: Worked, varied: Varied, operations: list[tuple[str, Operation]]
) -> Markup:
    told = makers(paper.record.deal, paper.histories)
    pairs = zip(operations, worked.instructions, strict=True)
    return redline(
        worked,
        varied,
        {
            one.id: Authority(
                f"({letter})", f"#{anchor('amendment', letter)}", told.get(id(operation), "")
            )
            for (letter, operation), one in pairs
        },
    )


def _item(paper: Paper, item: Item, text: str) -> ShownItem:
    """Return an item in the agreement's words, with a link to its first change in the text."""
    spot = paper.spot(anchor("amendment", item.item), f"item ({item.item})")
    places = dict.fromkeys(place_words(operation) for operation in item.operations)
    ids = [f"{item.item}.{number}" for number in range(1, len(item.operations) + 1)]
    names = [anchor("change", one) for one in (item.item, *ids)]
    return ShownItem(
        letter=item.item,
        anchor=spot.anchor,
        change=next((name for name in names if f'id="{name}"' in text), ""),
        place=fmt.upper_first("; ".join(places)),
        line=None,
        redline=None,
        effect=None,
        words=spot.quote(item.text),
    )

"""The text of a base document as its latest deal varies it, with who put each word there."""

from collections.abc import Iterable

from pipeline.amendments.history import History
from pipeline.amendments.of_deal import work_out
from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue
from pipeline.pages.html import Markup, anchor, block, render, url
from pipeline.pages.layout import prose
from pipeline.pages.makers import makers, strands
from pipeline.pages.page import heading
from pipeline.pages.redline import Authority, redline
from pipeline.pages.variations import short_day
from pipeline.records.base_document import BaseDocument

#: So many further deals are named that show the text as they vary it.
_MOST_DEALS = 24


def text_section(
    catalogue: Catalogue, document: BaseDocument, held: History, here: str
) -> Iterable[str]:
    """Yield the section; nothing where the text is not held."""
    base = catalogue.histories.amendments.base(document.id)
    if base is None:
        return
    yield heading("The text, and who changed it", "text")
    if not held.varying:
        yield prose("The text as it is held; no deal is known to vary it.")
        worked = work_out((), base)
        by: dict[str, Authority] = {}
    else:
        latest = held.varying[-1]
        deal = catalogue.archive.deals[latest].deal
        worked = catalogue.histories.amendments.of(deal)
        by = _authorities(catalogue, latest, here)
        yield prose(
            Markup(
                "The text as the latest deal that varies it, of {}, has it. The year after a "
                "change is that of the deal that made it first; pointing at it tells who made it "
                "since, and it leads to the item.{}"
            ).format(_deal(latest, here), _others(held, here))
        )
    if worked.varied is None:
        return
    yield block(
        Markup('<div class="d-amend">{}</div>').format(
            render(
                "redline.html.jinja",
                text=redline(worked, worked.varied, by),
                whole=True,
                has_moves=any(one.operation == "move" for one in worked.instructions),
                marks="the year after a change is that of the first deal that made it",
            )
        )
    )


def has_text(catalogue: Catalogue, document: BaseDocument) -> bool:
    """Whether the page shows the text, through whose changes its reader can step."""
    return document.id in catalogue.archive.base_texts


def _authorities(catalogue: Catalogue, deal_id: str, here: str) -> dict[str, Authority]:
    deal = catalogue.archive.deals[deal_id].deal
    worked = catalogue.histories.amendments.of(deal)
    told = makers(deal, catalogue.histories)
    found = {}
    in_order = strands(deal, catalogue.histories)
    operations = [
        (item.item, operation)
        for item in (deal.amendments if isinstance(deal.amendments, tuple) else ())
        for operation in item.operations
    ]
    for (letter, operation), one in zip(operations, worked.instructions, strict=True):
        strand, _ = in_order[id(operation)]
        address = url(here, f"deals/{deal_id}.md", anchor("amendment", letter))
        found[one.id] = Authority(strand.first.dated[:4], address, told[id(operation)])
    return found


def _deal(deal_id: str, here: str) -> Markup:
    address = url(here, f"deals/{deal_id}.md", "redline")
    return Markup('<a href="{}">{}</a>').format(address, short_day(deal_id))


def _others(held: History, here: str) -> Markup:
    others = held.varying[-2::-1]
    if not others:
        return Markup("")
    links = [_deal(deal, here) for deal in others[:_MOST_DEALS]]
    more = len(others) - len(links)
    rest = f" and {fmt.count(more, 'earlier deal')}" if more else ""
    return Markup(" As other deals have it: {}{}.").format(Markup(", ").join(links), rest)

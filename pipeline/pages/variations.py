"""Which deals vary a base document, and where: its places down, the deals across."""

import re
from collections.abc import Iterable, Sequence

from pipeline.amendments.history import History, PlaceHistory
from pipeline.amendments.numbering import ordinal
from pipeline.amendments.variation import Variation, dated
from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue
from pipeline.pages.deal_columns import short_partial
from pipeline.pages.html import Markup, anchor, block, escape, url
from pipeline.pages.layout import Head, prose, small_table
from pipeline.pages.page import heading
from pipeline.pages.said import said

#: Further agreements of one day have a letter at the end of their ids.
_FURTHER = re.compile(r"-([b-z])$")
#: A matrix of more deals than this is too wide to read; the deals are then listed by place.
_MOST_COLUMNS = 16
#: A place that many deals vary shows so many of them, and so many wordings.
_MOST_DEALS = 12
_MOST_WORDINGS = 4
_MOST_SIGNS = 160


def variations(catalogue: Catalogue, held: History, here: str) -> Iterable[str]:
    """Yield the section; ``held`` is what the deals have made of one base document."""
    yield heading("How deals vary it", "variations")
    if not held.varying:
        yield prose(
            "No variation of it is recorded: the agreements that incorporate it vary nothing, or "
            "that part of them was not seen. Each deal's page says which."
        )
        return
    made = sum(len(strand.variations) for strand in held.strands)
    several = len(held.varying) > 1
    drift = " “Reworded” marks one that says it in other words than the deal before." * several
    yield prose(
        f"{fmt.upper_first(fmt.count(made, 'amendment'))} by "
        f"{fmt.count(len(held.varying), 'deal')} at {fmt.count(len(held.places), 'place')}. Places "
        "are given as far as the instructions name them; a letter leads to the item of the deal "
        f"that makes the change, and a line is one of the edition that its parties had.{drift}"
    )
    across = held.varying if len(held.varying) <= _MOST_COLUMNS else ()
    heads = [Head("Place"), Head("What is done")]
    if several:
        heads += [Head("First seen"), Head("Last seen")]
    heads += [Head(deal_words(catalogue, deal)) for deal in across] or [Head("Deals and items")]
    caption = "Places and the deals that vary them"
    table = small_table(
        caption,
        heads,
        (_row(place, across, here, several=several) for place in held.places),
        class_="l-matrix d-amend" + " v-wide" * several,
        name="variations-table",
    )
    yield block(
        f'<div class="d-scroll" tabindex="0" role="region" aria-label="{caption}">{table}</div>'
    )


def deal_words(catalogue: Catalogue, deal_id: str) -> str:
    """Return a deal by its issuer and date."""
    entry = catalogue.of_deal[deal_id][0]
    return f"{entry.issuer_name}, {short_day(deal_id)}"


def short_day(deal_id: str) -> str:
    """Return a deal by its date, and by its number where the day has several."""
    letter = _FURTHER.search(deal_id)
    number = f" ({ordinal(ord(letter[1]) - ord('a') + 1)})" if letter else ""
    return short_partial(dated(deal_id)) + number


def _row(
    place: PlaceHistory, across: Sequence[str], here: str, *, several: bool
) -> tuple[str | Markup, ...]:
    done = dict.fromkeys(
        said(stretch[0], _MOST_SIGNS) for strand in place.strands for stretch in strand.wordings
    )
    shown = [Markup("<div>{}</div>").format(words) for words in list(done)[:_MOST_WORDINGS]]
    if len(done) > _MOST_WORDINGS:
        more = fmt.count(len(done) - _MOST_WORDINGS, "other wording")
        shown.append(Markup("<div>and {}</div>").format(more))
    deals = place.deals
    seen = tuple(short_day(deal) for deal in (deals[0], deals[-1]) if several)
    reworded = {
        id(stretch[0])
        for strand in place.strands
        for number, stretch in enumerate(strand.wordings)
        if number
    }
    # A place's history has the anchor where there is one; else this row is all there is.
    form = '<a href="#place-{}">{}</a>' if several else '<span id="place-{}">{}</span>'
    head = (Markup(form).format(place.slug, place.place.words), Markup("").join(shown), *seen)
    if across:
        return (*head, *(_items(place.by_deal.get(deal, ()), reworded, here) for deal in across))
    named = [
        Markup("{} {}").format(short_day(deal), _items(place.by_deal[deal], reworded, here))
        for deal in deals[:_MOST_DEALS]
    ]
    if len(deals) > _MOST_DEALS:
        named.append(Markup("and {}").format(fmt.count(len(deals) - _MOST_DEALS, "further deal")))
    return (*head, Markup(", ").join(named))


def _items(variations: Sequence[Variation], reworded: set[int], here: str) -> Markup:
    """Return the letters of a deal's items at a place, each once, with links."""
    items: dict[str, list[str]] = {}
    for one in variations:
        notes = items.setdefault(one.item, [])
        if one.operation.place is not None and one.operation.place.line is not None:
            notes.append(f"line {one.operation.place.line}")
        if id(one) in reworded:
            notes.append("reworded")
    deal = variations[0].deal_id if variations else ""
    return Markup("").join(
        Markup("<div>{}{}</div>").format(
            item_link(deal, item, here),
            Markup(" <small>{}</small>").format(", ".join(dict.fromkeys(notes))) if notes else "",
        )
        for item, notes in items.items()
    )


def item_link(deal_id: str, item: str, here: str, words: str = "") -> Markup:
    """Return a link to an item on its deal's page."""
    address = url(here, f"deals/{deal_id}.md", anchor("amendment", item))
    return Markup('<a href="{}">{}({})</a>').format(address, words, escape(item))

"""Which deals vary a base document, and where: its places down, the deals across."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue, dated
from pipeline.pages.deal_table import short_partial
from pipeline.pages.html import Markup, block, escape, url
from pipeline.pages.layout import Head, prose, small_table
from pipeline.pages.page import heading
from pipeline.pages.places import Place, place_of
from pipeline.records.codes import OPERATION_KINDS
from pipeline.tables.rows import Row

#: A matrix of more deals than this is too wide to read; the deals are then listed by place.
_MOST_COLUMNS = 8
#: A place that many deals vary in different words shows so many of them.
_MOST_WORDINGS = 4
_MOST_SIGNS = 160


def variations(catalogue: Catalogue, amendments: Sequence[Row], here: str) -> Iterable[str]:
    """Yield the section; ``amendments`` are the operations on one base document."""
    yield heading("How deals vary it", "variations")
    if not amendments:
        yield prose(
            "No variation of it is recorded: the agreements that incorporate it vary nothing, or "
            "that part of them was not seen. Each deal's page says which."
        )
        return
    cells: dict[Place, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    deals: dict[str, None] = {}
    for row in amendments:
        cells[place_of(row)][row["deal_id"]].append(row)
        deals[row["deal_id"]] = None
    yield prose(
        f"{fmt.upper_first(fmt.count(len(amendments), 'amendment'))} by "
        f"{fmt.count(len(deals), 'deal')} at {fmt.count(len(cells), 'place')}. Places are given "
        "as the instructions print them; where the text is not held nobody has looked them up. "
        "A letter leads to the item of the deal that makes the change."
    )
    across = list(deals) if len(deals) <= _MOST_COLUMNS else []
    heads = [Head("Place"), Head("What is done")]
    heads += [Head(_deal_words(catalogue, deal)) for deal in across] or [Head("Deals and items")]
    caption = "Places and the deals that vary them"
    table = small_table(
        caption,
        heads,
        (_row(place, cells[place], across, here) for place in sorted(cells)),
        class_="l-matrix d-amend",
        name="variations-table",
    )
    yield block(
        f'<div class="d-scroll" tabindex="0" role="region" aria-label="{caption}">{table}</div>'
    )


def _deal_words(catalogue: Catalogue, deal_id: str) -> str:
    entry = catalogue.of_deal[deal_id][0]
    return f"{entry.issuer_name}, {short_partial(entry.dated)}"


def _row(
    place: Place, by_deal: Mapping[str, Sequence[Row]], across: Sequence[str], here: str
) -> tuple[str | Markup, ...]:
    done = dict.fromkeys(_done(row) for rows in by_deal.values() for row in rows)
    shown = [Markup("<div>{}</div>").format(words) for words in list(done)[:_MOST_WORDINGS]]
    if len(done) > _MOST_WORDINGS:
        shown.append(Markup("<div>and {} other wordings</div>").format(len(done) - _MOST_WORDINGS))
    what = Markup("").join(shown)
    if across:
        return (place.words, what, *(_items(by_deal.get(deal, ()), here) for deal in across))
    named = ", ".join(
        f"{short_partial(dated(deal))} {_items(rows, here)}" for deal, rows in by_deal.items()
    )
    return (place.words, what, Markup(named))


def _done(row: Row) -> Markup:
    """Return what an operation does, with the words that its deal quotes."""
    parts = [escape(fmt.meaning(row["operation"], OPERATION_KINDS))]
    for mark, words in (("del", row["old_text"]), ("ins", row["new_text"])):
        if words:
            said = {"del": "deleted: ", "ins": "inserted: "}[mark]
            parts.append(
                Markup('<span class="d-vh">{}</span><{}>{}</{}>').format(
                    said, Markup(mark), _short(words), Markup(mark)
                )
            )
    if row["term"] and row["meaning"]:
        parts.append(escape(f"“{row['term']}” is {_short(row['meaning'])}"))
    elif len(parts) == 1 and row["summary"]:
        parts.append(escape(_short(row["summary"])))
    return Markup("{}: {}").format(parts[0], Markup(" ").join(parts[1:])) if parts[1:] else parts[0]


def _short(text: str) -> str:
    """Return at most so many signs of a text; the deal's page has it whole."""
    return text if len(text) <= _MOST_SIGNS else f"{text[: _MOST_SIGNS - 1].rstrip()}…"


def _items(rows: Sequence[Row], here: str) -> Markup:
    """Return the letters of the items, each once, with links."""
    items = dict.fromkeys((row["deal_id"], row["item"]) for row in rows)
    return Markup(
        " ".join(
            f'<a href="{escape(url(here, f"deals/{deal}.md", f"amendment-{item}"))}">'
            f"({escape(item)})</a>"
            for deal, item in items
        )
    )

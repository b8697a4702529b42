"""Any two deals under a base document against each other, on that document's page.

Consecutive deals stand there as a table. For any other pair the page holds what each deal
varies as data, which a script compares by the numbers of strands and wordings alone, as
:func:`pipeline.amendments.against.compare_strands` does.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.amendments.against import Fate, compare_strands, counted
from pipeline.amendments.history import History
from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue
from pipeline.pages.html import Markup, anchor, block, escape, url
from pipeline.pages.layout import Head, prose, small_table
from pipeline.pages.page import heading
from pipeline.pages.strands import numbered, says, wordings
from pipeline.pages.variations import deal_words, short_day

#: Pairs of more deals than this are shown for the newest only; the script has them all.
_MOST_PAIRS = 100


def has_pairs(held: History) -> bool:
    """Whether there are two deals whose changes can be compared."""
    return len(held.known) > 1 and bool(held.varying)


def pairs(catalogue: Catalogue, held: History, here: str) -> Iterable[str]:
    """Yield the section; nothing where no two deals can be compared."""
    if not has_pairs(held):
        return
    yield heading("Deal against deal", "pairs")
    yield prose(
        "What each deal changes against the one before it under this document, as far as it is "
        "known what they vary."
    )
    yield small_table(
        "Each deal against the one before",
        (
            Head("Deal"),
            Head("Against"),
            *(Head(fmt.upper_first(fate.value), figures=True) for fate in Fate),
        ),
        _rows(catalogue, held, here),
        class_="v-pairs",
        cards=True,
        name="pairs-table",
    )
    yield block(_picker(catalogue, held) + _data(held, here))


def _rows(catalogue: Catalogue, held: History, here: str) -> Iterator[tuple[str | Markup, ...]]:
    for older, newer in list(pairwise(held.known))[: -_MOST_PAIRS - 1 : -1]:
        counts = counted(compare_strands(held, older, newer))
        if not sum(counts.values()):
            continue
        # The deal's own page compares it with the issuer's deal before, which may be another.
        own = catalogue.histories.previous_known.get(newer) == older
        address = url(here, f"deals/{newer}.md", "against" if own else "")
        yield (
            Markup('<a href="{}">{}</a>').format(address, deal_words(catalogue, newer)),
            deal_words(catalogue, older),
            *(fmt.number(counts[fate]) if counts[fate] else "" for fate in Fate),
        )


def _picker(catalogue: Catalogue, held: History) -> str:
    """Return the choice of two deals, hidden until the script that works it has run."""
    deals = held.known[::-1]

    def options(chosen: str) -> str:
        return "".join(
            f'<option value="{escape(deal)}"{" selected" * (deal == chosen)}>'
            f"{escape(deal_words(catalogue, deal))}</option>"
            for deal in deals
        )

    return (
        '<form class="l-filter v-picker" id="pairs-picker" hidden>'
        f'<label>Older deal <select name="older">{options(deals[1])}</select></label>'
        f'<label>Newer deal <select name="newer">{options(deals[0])}</select></label>'
        '<output aria-live="polite"></output></form>'
        '<div class="d-amend v-compared" id="pairs-result" hidden></div>'
    )


def _data(held: History, here: str) -> str:
    """Return what each deal varies: by strand, which wording of it, and the item's letter."""
    slugs = {place.place: place.slug for place in held.places}
    strands = [
        {
            "place": strand.place.words,
            "at": f"place-{slugs[strand.place]}",
            "says": [says(one) for _, one in wordings(strand).values()],
        }
        for strand in held.strands
    ]
    made = numbered(held)
    deals = {
        deal: {
            "url": url(here, f"deals/{deal}.md"),
            "date": short_day(deal),
            "makes": [
                [strand, wording, one.item, anchor("amendment", one.item)]
                for strand, wording, one in made[deal]
            ],
        }
        for deal in held.known
    }
    text = json.dumps({"strands": strands, "deals": deals}, ensure_ascii=False, sort_keys=True)
    # In a script element only these signs could end it or begin something else.
    for sign, written in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, written)
    return f'<script type="application/json" id="pairs-data">{text}</script>'

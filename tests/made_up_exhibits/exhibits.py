"""The family: exhibits of every layout and damage, each with its truth."""

from dataclasses import dataclass

from tests.made_up_exhibits import damage, layout_ascii, layout_host, layout_html
from tests.made_up_exhibits.compose import compose
from tests.made_up_exhibits.deck import Deck
from tests.made_up_exhibits.truth import Truth

_LAYOUTS = (
    *(f"ascii {name}" for name in layout_ascii.TABLES),
    *(f"html {name}" for name in layout_html.TABLES),
    *(f"host {name}" for name in layout_host.TABLES),
)


@dataclass(frozen=True)
class Exhibit:
    """A made-up exhibit: a file, and what a careful reader reads from it."""

    name: str
    file_name: str
    data: bytes
    truth: Truth
    layout: str
    damage: str = "none"


def family(count: int, seed: int) -> list[Exhibit]:
    """Make a family of exhibits; the same count and seed make the same bytes."""
    return deal_out(count, seed)[0]


def deal_out(count: int, seed: int) -> tuple[list[Exhibit], Deck]:
    """Make a family, and return with it the deck that remembers which options were used."""
    deck = Deck(seed)
    return [_exhibit(deck, number) for number in range(1, count + 1)], deck


def _exhibit(deck: Deck, number: int) -> Exhibit:
    layout = deck.label("layout", _LAYOUTS)
    medium, _, table = layout.partition(" ")
    kind = deck.label("damage", tuple(damage.HOST)) if medium == "host" else "none"
    name = f"specimen-{number:03}"
    deal, paper = compose(deck, ascii_only=medium == "ascii")
    copy = damage.HOST[kind](deal, paper, deck)
    if medium == "html":
        style = layout_html.make_style(deck, table)
        data = layout_html.render(copy.blocks, style)
        return Exhibit(name, f"{name}.htm", data, copy.truth, layout)
    if medium == "ascii":
        text = layout_ascii.render(
            copy.blocks, layout_ascii.make_style(deck, table, deal.issuer.name)
        )
    else:
        text = layout_host.render(copy.blocks, table)
    data = copy.change(text).encode("utf-8")
    return Exhibit(name, f"{name}.txt", data, copy.truth, layout, kind)

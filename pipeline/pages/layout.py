"""What the list pages share: opening, facts, tables, bars; all text escaped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.pages.charts import bar as share_bar
from pipeline.pages.html import Markup, block, escape
from pipeline.pages.page import Page, assemble, front_matter


def page(
    path: str,
    title: str,
    description: str,
    made_from: str,
    parts: Sequence[str],
    *,
    needs: Sequence[str] = (),
    hide: Sequence[str] = ("navigation",),
    searchable: bool = True,
) -> Page:
    """Return a page; ``needs`` names the scripts that it asks the theme for.

    ``tables`` makes its tables sortable, ``charts`` draws its charts.
    """
    head = front_matter(title, description, hide=hide, needs=needs, searchable=searchable)
    return Page(path, assemble(head, made_from, parts))


def opening(title: str, lead: str | Markup, kicker: str = "") -> Markup:
    """Return the top of a page: what kind of thing, its name, one or two sentences."""
    above = f'<p class="d-over">{escape(kicker)}</p>' if kicker else ""
    return block(
        f'<div class="d-head">{above}<h1>{escape(title)}</h1>'
        f'<p class="d-lead">{escape(lead)}</p></div>'
    )


def facts(pairs: Iterable[tuple[str, str | Markup]]) -> Markup:
    """Return a strip of figures, each with what it is; empty values are left out."""
    items = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in pairs
        if value
    )
    return block(f'<dl class="d-figs l-figs">{items}</dl>')


def prose(text: str | Markup, class_: str = "d-say") -> Markup:
    """Return a paragraph as an HTML block; text from records is safe in it."""
    return block(f'<p class="{class_}">{escape(text)}</p>')


def bullets(items: Iterable[str | Markup], class_: str = "l-list") -> Markup:
    """Return a list as an HTML block."""
    return block(f'<ul class="{class_}">{"".join(f"<li>{escape(i)}</li>" for i in items)}</ul>')


def folded(summary: str, content: str | Markup) -> Markup:
    """Return HTML that a reader unfolds."""
    return block(f'<details class="d-more"><summary>{escape(summary)}</summary>{content}</details>')


def pair(first: str, second: str) -> Markup:
    """Return two blocks side by side where there is room."""
    return block(f'<div class="l-pair"><div>{first}</div><div>{second}</div></div>')


Cell = str | Markup | tuple[str | Markup, str]


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of a small table: its words, whether its column holds figures, what it means.

    ``is_sortable`` is false where the order would mean nothing, as for sums in several
    currencies.
    """

    label: str
    figures: bool = False
    note: str = ""
    is_sortable: bool = True


def small_table(
    caption: str,
    heads: Sequence[Head],
    rows: Iterable[Sequence[Cell]],
    *,
    class_: str = "",
    name: str | None = None,
    show_caption: bool = False,
    cards: bool = False,
) -> Markup:
    """Return a table as an HTML block.

    Cells are escaped; a cell may be ``(shown, sorts by)`` where the two differ. The first
    column heads its row. ``cards`` makes each row a card on narrow screens, which a table of
    more than three columns needs.
    """
    own = f' id="{name}"' if name else ""
    classes = " ".join(part for part in ("d-t", class_, "l-cards" if cards else "") if part)
    hidden = "" if show_caption else ' class="d-vh"'
    labels = [f' data-l="{escape(h.label)}"' if cards and h.label else "" for h in heads]
    kinds = [' class="n"' if h.figures else "" for h in heads]
    head = "".join(map(_heading, heads))
    body = "".join(
        "<tr>"
        + "".join(
            _cell(value, place, kinds[place], labels[place]) for place, value in enumerate(row)
        )
        + "</tr>\n"
        for row in rows
    )
    return block(
        f'<table class="{classes}"{own}><caption{hidden}>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>"
    )


def _heading(head: Head) -> str:
    kind = ' class="n"' if head.figures else ""
    note = f' title="{escape(head.note)}"' if head.note else ""
    fixed = "" if head.is_sortable else ' data-orderable="false"'
    if not head.label:
        return f"<td{kind}></td>"
    return f'<th scope="col"{kind}{note}{fixed}>{escape(head.label)}</th>'


def _cell(value: Cell, place: int, kind: str, label: str) -> str:
    order = ""
    if isinstance(value, tuple):
        value, sort = value
        order = f' data-order="{escape(sort)}"'
    if place == 0:
        return f'<th scope="row"{kind}{order}>{escape(value)}</th>'
    return f"<td{kind}{order}{label}>{escape(value)}</td>"


def bar(part: int, whole: int) -> Markup:
    """Return a bar of ``part`` in ``whole``, for a cell beside the figures themselves."""
    return share_bar(Decimal(part * 100) / whole if whole else Decimal(0))

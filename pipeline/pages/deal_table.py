"""The table of deals that the list of all deals, the years and the pages of firms share."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from pipeline.pages.deal_columns import Column, R, cell, header
from pipeline.pages.html import Markup, url

#: The row from which on a long table waits for its script; the style counts the same.
HELD_BACK = 200


def table(
    rows: Iterable[R],
    here: str,
    columns: Sequence[Column[R]],
    caption: str,
    rows_at: str | None = None,
) -> Markup:
    """Return the table of some securities as one HTML block; its id is ``deals-table``.

    The first row of each deal has the deal's id, so that a link can lead to it. ``rows_at`` is the
    address of the file that holds the rows of the whole list, where a script is to read them there.
    A long table is marked so that the browser can hold rows back until scripts page them.
    """
    shown = list(_rows(rows, here, columns))
    long = " l-long" if len(shown) > HELD_BACK else ""
    source = ""
    if rows_at:
        source = f' data-rows="{escape(rows_at)}" data-root="{url(here, "index.md")}"'
    more = ""
    if long:
        more = (
            f'<p class="l-held">The first {HELD_BACK} of {len(shown):,} rows. '
            '<a href="#deals-table">Show all</a></p>'
        )
    return Markup(
        f'<div class="d-scroll" tabindex="0" role="region" aria-label="{escape(caption)}" '
        f'data-search-exclude><table class="d-t l-deals{long}" id="deals-table"{source}>'
        f'<caption class="d-vh">{escape(caption)}</caption><thead><tr>'
        f"{''.join(map(header, columns))}</tr></thead><tbody>\n"
        f"{''.join(shown)}</tbody></table>{more}</div>"
    )


def _rows(rows: Iterable[R], here: str, columns: Sequence[Column[R]]) -> Iterator[str]:
    before = ""
    for row in rows:
        deal = row.listed.deal_id
        own = "" if deal == before else f' id="{deal}"'
        before = deal
        yield f"<tr{own}>{''.join(cell(row, here, column) for column in columns)}</tr>\n"

"""Columns through time in HTML and CSS: no script, follows dark and light, prints, any width."""

from collections.abc import Callable, Mapping

from pipeline.pages.html import Markup, block, escape


def columns(
    counts: Mapping[int, int], address: Callable[[int], str], unit: Callable[[int], str]
) -> Markup:
    """Return one column a year, from the first to the last, years of none included.

    ``counts`` maps years to counts, ``address`` a year to where its column leads, ``unit`` a
    count to words (``three deals``). It is hidden from screen readers and left out of the
    order of tabs: the table that goes with it holds the same figures and links.
    """
    years = range(min(counts), max(counts) + 1)
    top = max(counts.values())
    every = 1 if len(years) <= 8 else 2 if len(years) <= 18 else 5
    items = []
    for year in years:
        count = counts.get(year, 0)
        mark = ' class="m"' if year % every == 0 else ""
        words = escape(f"{year}: {unit(count)}")
        column = f'<b>{count or ""}</b><i style="height:{count * 100 / top:.2f}%"></i>'
        if count:
            column = f'<a href="{escape(address(year))}" tabindex="-1" title="{words}">{column}</a>'
        items.append(f"<li{mark}><div>{column}</div><span>{year}</span></li>")
    return block(f'<ol class="l-years" aria-hidden="true">{"".join(items)}</ol>')

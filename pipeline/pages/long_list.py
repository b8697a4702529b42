"""The deals of a firm or of a base document: all on its page, or the newest, and all beside it.

Where they are more than fit, the page has what the list of all deals has: the newest rows, a file
with every row for its script, filters, and further pages that hold every row without scripts. Each
of those is of ten years: their addresses stay when the archive grows, and they are few.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Generic

from pipeline.pages import format as fmt
from pipeline.pages.deal_columns import Column, R
from pipeline.pages.deal_filters import filters
from pipeline.pages.deal_rows import rows_file
from pipeline.pages.deal_table import table
from pipeline.pages.html import Markup, block, published, url
from pipeline.pages.layout import opening, page, prose
from pipeline.pages.page import File, Page, heading
from pipeline.records.parties import Party

#: So many rows stand in a page itself: as many as its script shows at once.
FIRST_ROWS = 200

WITHOUT_SCRIPTS = Markup(
    f' Without scripts the newest {FIRST_ROWS} stand here; <a href="#by-year">the years</a> hold '
    "all."
)


@dataclass(frozen=True)
class DealList(Generic[R]):
    """The deals of one page: its path, what it is about, and the rows, newest first.

    ``title`` heads the section, ``caption`` is the table's name to those who hear the page, and
    ``issuers`` are those of the archive, by id.
    """

    here: str
    about: str
    rows: Sequence[R]
    columns: Sequence[Column[R]]
    issuers: Mapping[str, Party]
    title: str = "Deals"
    caption: str = "Its deals"

    def section(self) -> Iterator[str]:
        """Yield the section of the page; nothing where there is no deal."""
        if not self.rows:
            return
        yield heading(self.title, "deals")
        caption = f"{self.caption}, newest first"
        if len(self.rows) <= FIRST_ROWS:
            yield table(self.rows, self.here, self.columns, caption)
            return
        count = fmt.count(len(self.rows), "security", "securities")
        yield prose(Markup("{}.{}").format(fmt.upper_first(count), WITHOUT_SCRIPTS))
        yield filters(self.rows, self.columns, self.issuers, f"Filter: {self.caption}")
        _, rows_at = self._file
        yield table(self.rows[:FIRST_ROWS], self.here, self.columns, caption, rows_at)
        decades = self._decades
        yield spans(
            "All of them by years",
            [
                (_span(decade), url(self.here, self._path(decade)), _deals(decades[decade]))
                for decade in decades
            ],
            level=3,
        )

    def beside(self) -> Iterator[Page | File]:
        """Yield the file of all rows and the pages of ten years; none where the rows fit."""
        if len(self.rows) <= FIRST_ROWS:
            return
        file, _ = self._file
        yield file
        decades = self._decades
        order = list(decades)
        for place, decade in enumerate(order):
            others = order[place + 1 :][:1], order[:place][-1:]
            yield self._page(decade, decades[decade], *others)

    @cached_property
    def _file(self) -> tuple[File, str]:
        return rows_file(self.rows, self.columns, f"{published(self.here)}rows.pack")

    @cached_property
    def _decades(self) -> dict[int, list[R]]:
        """Return the rows of each ten years by the first of them, newest first."""
        found: dict[int, list[R]] = {}
        for row in self.rows:
            found.setdefault(row.listed.year // 10 * 10, []).append(row)
        return found

    def _path(self, decade: int) -> str:
        return f"{published(self.here)}{decade}s.md"

    def _page(
        self, decade: int, rows: Sequence[R], before: Sequence[int], after: Sequence[int]
    ) -> Page:
        here = self._path(decade)
        ways = [Markup('<a href="{}">{}</a>').format(url(here, self.here), self.about)]
        ways += [
            Markup('<a href="{}">{} {}</a>').format(
                url(here, self._path(other)), words, _span(other)
            )
            for others, words in ((before, "earlier:"), (after, "later:"))
            for other in others
        ]
        title = f"{self.about}: deals of {_span(decade)}"
        lead = (
            f"{fmt.upper_first(fmt.count(_deals(rows), 'deal'))}, "
            f"{fmt.count(len(rows), 'security', 'securities')}."
        )
        return page(
            here,
            title,
            title,
            f"the records in data/deals/ that go by a date in {_span(decade)}",
            [
                opening(title, lead),
                prose(Markup(" · ").join(ways)),
                table(rows, here, self.columns, f"{self.caption} of {_span(decade)}, newest first"),
            ],
            needs=("tables",),
            searchable=False,
            hide=("navigation", "toc"),
        )


def _span(decade: int) -> str:
    return f"{decade} to {decade + 9}"


def _deals(rows: Sequence[R]) -> int:
    return len({row.listed.deal_id for row in rows})


def spans(name: str, links: Sequence[tuple[str, str, int]], level: int = 2) -> Markup:
    """Return links to the pages that hold every row: words, address and the number of deals."""
    if not links:
        return Markup("")
    items = "".join(
        f'<li><a href="{address}">{words}</a> <small>{count:,}</small></li>'
        for words, address, count in links
    )
    return block(
        '<nav class="l-by-year" id="by-year" aria-labelledby="by-year-name">'
        f'<h{level} id="by-year-name">{escape(name)}</h{level}><ul>{items}</ul></nav>'
    )

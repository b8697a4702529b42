"""Small charts as inline SVG: no script, the page's own colours, the same in print.

They have no fixed width: positions are shares of the space there is, so that lines and
letters keep their size on every screen. Each stands beside a table or list that says the
same in words, and is hidden from screen readers for that reason.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.pages.html import Markup, escape

#: The width of a chart in its own units; the browser stretches it to the space there is.
_WIDTH = 10_000


def bar(share_pct: Decimal) -> Markup:
    """Return a bar as long as its share, per cent of the space."""
    width = max(Decimal(0), min(Decimal(100), share_pct)).quantize(Decimal("0.01"))
    return Markup(
        f'<svg class="d-bar" aria-hidden="true"><rect width="{width}%" height="100%"/></svg>'
    )


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a security's life; ``kind`` is ``fixed`` or ``open`` (not known in advance)."""

    start: date
    end: date
    kind: str


@dataclass(frozen=True, slots=True)
class Life:
    """A security from closing to maturity, with the days on which it pays."""

    name: str
    start: date
    end: date
    payments: tuple[date, ...] = ()
    stretches: tuple[Stretch, ...] = ()


#: Years are named one by one, every second, every fifth …, so that no more than these are.
_MOST_NAMED = 7
_STEPS = tuple(first * 10**power for power in range(4) for first in (1, 2, 5))

_ROW = 30
_NAMED_ROW = 46
_AXIS = 22


def lives(entries: Sequence[Life], restricted_until: date | None = None) -> Markup:
    """Return securities on one time line: their lives, payments, and the restricted period.

    Names stand above the bars where there are several. Ticks below are the first days of
    years; at most seven are named.
    """
    row = _NAMED_ROW if len(entries) > 1 else _ROW
    base = row * len(entries)
    start = min(entry.start for entry in entries)
    scale = _Scale(start, max(entry.end for entry in entries))
    marks: list[str] = []
    words: list[str] = []
    for number, entry in enumerate(entries):
        bottom = row * (number + 1) - 10
        marks += _life(entry, scale, bottom)
        if len(entries) > 1:
            words.append(f'<text x="0" y="{bottom - 18}">{escape(entry.name)}</text>')
    if restricted_until is not None and restricted_until > start:
        marks.append(_rect("r", scale(start), scale(restricted_until), base - 5, 5))
    years = list(_years(scale))
    ticks = "".join(f"M{scale(date(year, 1, 1))} {base}v5" for year, _ in years)
    marks.append(f'<path class="a" d="M0 {base}h{_WIDTH}{ticks}"/>')
    words += [
        f'<text class="y" x="{scale(date(year, 1, 1)) / 100:.2f}%" y="{base + 17}">{year}</text>'
        for year, is_named in years
        if is_named
    ]
    height = base + _AXIS
    return Markup(
        f'<svg class="d-life" style="height:{height}px" aria-hidden="true">'
        f'<svg viewBox="0 0 {_WIDTH} {height}" preserveAspectRatio="none">{"".join(marks)}</svg>'
        f"{''.join(words)}</svg>"
    )


class _Scale:
    """Days to units of the width."""

    def __init__(self, start: date, end: date) -> None:
        self.start = start
        self.end = end
        self._days = max((end - start).days, 1)

    def __call__(self, day: date) -> int:
        return round((day - self.start).days * _WIDTH / self._days)


def _life(entry: Life, scale: _Scale, bottom: int) -> Iterator[str]:
    for stretch in entry.stretches or (Stretch(entry.start, entry.end, "fixed"),):
        yield _rect(stretch.kind, scale(stretch.start), scale(stretch.end), bottom - 9, 6)
    if entry.payments:
        yield f'<path class="p" d="{_ticks(map(scale, entry.payments), bottom - 13, 14)}"/>'


def _rect(kind: str, left: int, right: int, top: int, height: int) -> str:
    return f'<rect class="{kind}" x="{left}" y="{top}" width="{right - left}" height="{height}"/>'


def _ticks(places: Iterable[int], top: int, height: int) -> str:
    return "".join(f"M{place} {top}v{height}" for place in places)


def _years(scale: _Scale) -> Iterator[tuple[int, bool]]:
    """Yield the years whose first day lies on the line, and whether to name them."""
    years = range(scale.start.year + 1, scale.end.year + 1)
    step = next(step for step in _STEPS if len(years) / step <= _MOST_NAMED)
    for year in years:
        # Words at the very ends would run out of the picture.
        yield year, year % step == 0 and 200 <= scale(date(year, 1, 1)) <= _WIDTH - 200

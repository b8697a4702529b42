"""Redemption in words: by whom, when, at what price, with what notice."""

from collections.abc import Iterator

from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Spot
from pipeline.pages.html import Markup, join
from pipeline.records.base import Blank
from pipeline.records.codes import REDEMPTION_KINDS
from pipeline.records.security import NoticeWindow, Redemption


def redemption(spot: Spot, group: Redemption | Blank | None) -> Markup | None:
    """Return the redemption terms; None where nothing is known."""
    if group is None or isinstance(group, Blank):
        return None
    parts = [
        spot.plain(group.kind, lambda code: REDEMPTION_KINDS[code])
        if group.text is not None
        else spot.show(group.kind, lambda code: REDEMPTION_KINDS[code]),
        *_redemption_dates(spot, group),
        _notice(spot, group.notice_window),
    ]
    known = join("; ", [part for part in parts if part])
    words = spot.clauses(group.text, group.notice)
    return known + words if words is not None else known or None


def _redemption_dates(spot: Spot, group: Redemption) -> Iterator[Markup | None]:
    start = spot.show(group.from_date, fmt.day)
    yield start and Markup("from {}").format(start)
    for word, dates in (("on", group.dates), ("repayable on", group.put_dates)):
        shown = [text for text in (spot.show(entry, fmt.day) for entry in dates) if text]
        if shown:
            yield Markup("{} {}").format(word, join(", ", shown))
    spread = spot.show(group.make_whole_spread_pct, fmt.pct)
    yield spread and Markup("make-whole at the Treasury rate plus {}").format(spread)
    if group.prices:
        prices = [
            f"{fmt.pct(price.price_pct)} from {fmt.partial_day(price.from_date)}"
            for price in group.prices
        ]
        yield Markup("at {}").format(fmt.listing(prices))


def _notice(spot: Spot, window: NoticeWindow | None) -> Markup | None:
    if window is None:
        return None
    dates = [spot.show(window.from_date, fmt.day), spot.show(window.to_date, fmt.day)]
    days = [spot.show(window.min_days, str), spot.show(window.max_days, str)]
    for ends, form in ((dates, "notice between {}"), (days, "notice {} days before")):
        known = [end for end in ends if end]
        if known:
            return Markup(form).format(join(" and " if ends is dates else " to ", known))
    return None

"""The rows of the payment dates and record dates, in all their wordings."""

import datetime as dt

from tests.made_up_exhibits.interest import Slots, cash_dates, change_date
from tests.made_up_exhibits.paper import Paper, Slot, bounds, slot
from tests.made_up_exhibits.plan import Deal, Series
from tests.made_up_exhibits.printed import (
    MONTHS,
    add_months,
    day,
    join,
    mm_dd,
    month_day,
    ordinal_suffix,
)

_TIMES = {"annual": 1, "semi_annual": 2, "quarterly": 4, "monthly": 12}

_ANNUAL = (
    "Annually on {days}, commencing {first}",
    "{days} of each year, beginning {first}",
    "Once a year, on {days}, the first time on {first}",
)
_HALF_YEARLY = {
    "often and days": "Semi-annually on {days}, commencing {first}",
    "days of each year": "{days} of each year, beginning {first}",
    "every": "On every {days}, with the first payment to be made on {first}",
    "one day of two months": "The {nth} of {months}, commencing {first}",
    "one day of each": "On the {nth} day of each {months}, starting with {first}",
    "in arrears": "Payable semiannually in arrears on each {days}, first on {first}",
    "next day": "Semi-annually on {days}, {business}, commencing {first}",
    "listed": "{all}",
}
_QUARTERLY = {
    "often and days": "Quarterly on {days}, commencing {first}",
    "one day of four months": "Quarterly, on the {nth} of {months}, beginning on {first}",
    "each year": "Each {days}, {business}, commencing {first}",
    "next day": "The {nth} day of each {months}, {business}, beginning {first}",
}
_MONTHLY = (
    "The {nth} day of each month, commencing {first}",
    "Monthly, on the {nth} of each calendar month, beginning {first}",
)
#: The words of each period, and what stands before, between and behind them.
_TWO_PERIODS = (
    (
        "{one}; {two}",
        "To and including {change}, semi-annually on {days}, commencing {first}",
        "after that, quarterly on {days2}, commencing {first2}",
    ),
    (
        "(i) {one}; (ii) {two}",
        "Until {change}: {days} of each year, starting {first}",
        "from {change}: {days2} of each year, starting {first2}",
    ),
    (
        "{one} and {two}",
        "Semi-annually on each {days} from {first} to {change}",
        "quarterly on each {days2} from {first2}",
    ),
)
_NEXT_DAY = (
    "or the immediately next Business Day",
    "or, if that is not a Business Day, the next Business Day",
)


def _path(series: Series, number: int, field: str) -> str:
    return f"{series.path}.interest.periods[{number}].payments.{field}"


def payment_value(paper: Paper, deal: Deal, series: Series) -> str | None:
    """Return the words of the payment dates' row; None where nothing is paid before maturity."""
    if series.coupon in ("zero", "index_linked"):
        return None
    if series.coupon == "cash":
        return _cash(paper, deal, series)
    if series.coupon in ("fixed_to_floating", "reset"):
        return _two(paper, deal, series)
    frequency = _frequency(paper, series)
    wordings = {"annual": _ANNUAL, "monthly": _MONTHLY}.get(frequency)
    if wordings is not None:
        wording = paper.deck.one(f"payments {frequency}", wordings)
    else:
        named = _HALF_YEARLY if frequency == "semi_annual" else _QUARTERLY
        # Dates listed one by one make a short list, or they are not listed.
        far = series.maturity.year - deal.closing.year > 5
        allowed = [label for label in named if label != "listed" or not far]
        wording = paper.deck.draw(f"payments {frequency}", named, allowed)
    if wording == "{all}":
        return _listed(paper, deal, series)
    text = paper.fill("terms", wording, **_slots(paper, deal, series, 0, frequency))
    _frequency_fact(paper, series, 0, frequency, text)
    paper.state("terms", _path(series, 0, "text"), text, text, also_right=bounds(text),
                required=False)  # fmt: skip
    return text


def _frequency(paper: Paper, series: Series) -> str:
    if series.coupon == "dividend":
        return "quarterly"
    floating = series.coupon == "floating"
    options = ("quarterly", "monthly", "quarterly too") if floating else (
        "semi_annual", "annual", "semi_annual too", "semi_annual again"
    )  # fmt: skip
    name = "payments of floating notes" if floating else "payments of fixed notes"
    return paper.deck.label(name, options).split()[0]


def _frequency_fact(paper: Paper, series: Series, number: int, often: str, text: str) -> None:
    words = {"annual": "annually", "semi_annual": "semi", "quarterly": "quarterly",
             "monthly": "month"}[often]  # fmt: skip
    paper.state("terms", _path(series, number, "frequency"), often, required=words in text.lower())


def _days(series: Series, frequency: str) -> list[tuple[int, int]]:
    """Return the days of the year on which interest is paid, in the order of the year."""
    step = 12 // _TIMES[frequency]
    paid = {(add_months(series.maturity, -step * n).month) for n in range(_TIMES[frequency])}
    return [(month, min(series.maturity.day, 28)) for month in sorted(paid)]


def _first(paper: Paper, deal: Deal, days: list[tuple[int, int]]) -> dt.date:
    """Return the first payment day: on the schedule, moved off a weekend, or later."""
    start = deal.closing + dt.timedelta(days=40)
    dates = sorted(
        dt.date(start.year + n, month, of_month) for n in (0, 1, 2) for month, of_month in days
    )
    coming = [date for date in dates if date >= start]
    kind = paper.deck.label("first payment", ("on a day printed", "moved", "on a day printed too",
                                              "one later"))  # fmt: skip
    if kind == "one later":
        return coming[1]
    if kind == "moved":
        return coming[0] + dt.timedelta(days=2)
    return coming[0]


def _slots(paper: Paper, deal: Deal, series: Series, number: int, frequency: str) -> Slots:
    """Return the gaps' makers; those of a second period are ``days2`` and ``first2``."""
    deck = paper.deck
    end = "2" if number else ""
    days = _days(series, frequency)
    printed = list(days)
    if frequency == "quarterly" and deck.label("order of the days", ("year", "odd")) == "odd":
        printed = days[2:] + days[:2]
    value = tuple(mm_dd(month, of_month) for month, of_month in days)
    nth = days[0][1]
    # Twelve days a year are one rule to a record: it may list them or keep the frequency alone.
    needed = frequency != "monthly"

    def first() -> Slot:
        date = _first(paper, deal, days)
        style = deck.one("look of a first date", ("plain", "plain", "ordinal"))
        return slot(day(date, style), _path(series, number, "first_payment_date"),
                    date.isoformat())  # fmt: skip

    def business() -> Slot:
        words = deck.one("moved payment days", _NEXT_DAY)
        facts = (
            (_path(series, number, "business_days"), words),
            (f"{series.path}.interest.business_day_convention", "following"),
        )
        return Slot(words, facts, also_right=bounds(words), required=False)

    def months() -> Slot:
        names = [MONTHS[month - 1] for month, _ in printed]
        return Slot(join(names), ((_path(series, number, "days"), value),), required=needed)

    text = join([month_day(month, of_month) for month, of_month in printed])
    return {
        f"days{end}": Slot(text, ((_path(series, number, "days"), value),)),
        f"first{end}": first,
        "business": business,
        "months": months,
        "nth": f"{nth}{ordinal_suffix(nth)}",
    }


def _two(paper: Paper, deal: Deal, series: Series) -> str:
    slots = _slots(paper, deal, series, 0, "semi_annual")
    later = _slots(paper, deal, series, 1, "quarterly")
    change = change_date(series)
    slots["days2"] = later["days2"]
    first = add_months(change, 3)
    slots["first2"] = slot(day(first), _path(series, 1, "first_payment_date"), first.isoformat())
    slots["change"] = day(change)
    whole, *wordings = paper.deck.one("payments of two periods", _TWO_PERIODS)
    said = [paper.fill("terms", wording, **slots) for wording in wordings]
    text = whole.format(one=said[0], two=said[1])
    for number, often in ((0, "semi_annual"), (1, "quarterly")):
        _frequency_fact(paper, series, number, often, text)
        # A record may keep each period's own words, or those of both with each.
        paper.state("terms", _path(series, number, "text"), said[number], said[number],
                    also_right=(*bounds(said[number]), text), required=False)  # fmt: skip
    return text


def _listed(paper: Paper, deal: Deal, series: Series) -> str:
    """List every payment day, one by one."""
    dates = []
    date = series.maturity
    while date > deal.closing + dt.timedelta(days=40):
        dates.append(date)
        date = add_months(series.maturity, -6 * len(dates))
    dates.reverse()
    printed = [day(date) for date in dates]
    text = printed[0] if len(printed) == 1 else join(printed, ", and ")
    paper.state("terms", _path(series, 0, "dates"), tuple(d.isoformat() for d in dates), text)
    paper.state("terms", _path(series, 0, "first_payment_date"), dates[0].isoformat(), printed[0],
                required=False)  # fmt: skip
    paper.state("terms", _path(series, 0, "frequency"), "listed_dates", required=False)
    paper.state("terms", _path(series, 0, "text"), text, text, required=False)
    return text


def _cash(paper: Paper, deal: Deal, series: Series) -> str:
    dates = cash_dates(deal, series)
    wording = paper.deck.one(
        "payments of cash", ("{a} and {b}", "{a} and {b} (the Maturity Date)", "On {a}, and on {b}")
    )
    text = wording.format(a=day(dates[0]), b=day(dates[1]))
    paper.state("terms", _path(series, 0, "dates"), tuple(d.isoformat() for d in dates), text)
    paper.state("terms", _path(series, 0, "first_payment_date"), dates[0].isoformat(),
                day(dates[0]), required=False)  # fmt: skip
    paper.state("terms", _path(series, 0, "frequency"), "listed_dates", required=False)
    paper.state("terms", _path(series, 0, "text"), text, text, required=False)
    return text

"""The row of the interest rate: what it pays, in one period or two, in several wordings."""

import datetime as dt
from collections.abc import Callable

from tests.made_up_exhibits.paper import Paper, Slot, slot
from tests.made_up_exhibits.plan import Deal, Series
from tests.made_up_exhibits.printed import Rate, add_months, day

#: Gaps of a wording: words, slots, or makers of slots.
Slots = dict[str, Slot | str | Callable[[], Slot]]

_FIXED = ("{rate} per annum", "{rate}", "{rate} a year", "At the rate of {rate} per annum")

_FLOATING = {
    "source in brackets": "{index} ({source}) plus {spread}",
    "spread a year": "{index} plus {spread} per annum",
    "sentence": "A rate per annum equal to {index}, as it appears on {source}, plus {spread}",
    "flat": "{index} ({source})",
    "as the supplement says": "{index} plus {spread}, {determination}",
    "basis points": "{index} plus {points}",
    "below": "{index} ({source}) less {below}",
    "flat, as the supplement says": "{index}, {determination}",
}

_ZERO = (
    "None",
    "The {term} do not bear interest",
    "Zero coupon; no interest is payable before maturity",
    "No periodic payments of interest",
)

_TWO_PERIODS = (
    (
        "From {start} to but excluding {change}: {rate} per annum. "
        "From and including {change} to {end}: {index} plus {spread}"
    ),
    (
        "{rate} per annum from {start} to {change}; thereafter, to {end}, "
        "{index} plus {spread} per annum"
    ),
    (
        "(i) For the period from {start} to {change}, {rate} per annum, and (ii) for the period "
        "from {change} to {end}, {index} plus {spread}"
    ),
    "Until {change}, {rate} per annum; from {change}, {index} ({source}) plus {spread}",
)

_RESET = (
    (
        "{rate} per annum to but excluding {change}; from and including {change}, the sum of "
        "{index} and {spread}, reset on that date"
    ),
    (
        "From {start} to {change}, {rate} per annum; then, as reset on {change}, {index} "
        "plus {spread} per annum"
    ),
)

_LINKED = (
    "Variable, {determination}",
    "An amount linked to the Made-up 100 Index, {determination}",
)

_CASH = (
    (
        "${a} per unit on {one} (of which ${a1} is interest and ${a2} is option premium) and ${b} "
        "per unit on {two} (of which ${b1} is interest and ${b2} is option premium)"
    ),
    (
        "On {one}, ${a} a unit, composed of interest of ${a1} and option premium of ${a2}; on "
        "{two}, ${b} a unit, composed of interest of ${b1} and option premium of ${b2}"
    ),
)

_INDEXES = ("Three-month LIBOR", "three-month USD LIBOR", "LIBOR", "Three-Month U.S. Dollar LIBOR")
_SOURCES = ("Telerate", "Telerate page 3750", "Reuters page LIBOR01")

_DETERMINED = (
    "as set forth in the Prospectus Supplement dated {date}",
    "in the manner described in the Prospectus Supplement, dated {date}",
    "as set forth in the Prospectus Supplement to be dated {date}",
)


def interest_value(paper: Paper, deal: Deal, series: Series) -> str:
    """Return the words of the interest row, and state its fields."""
    writers = {
        "fixed": _fixed,
        "fraction": _fixed,
        "floating": _floating,
        "fixed_to_floating": _two_periods,
        "reset": _two_periods,
        "zero": _zero,
        "index_linked": _linked,
        "cash": _cash,
    }
    kinds = {"fraction": "fixed", "reset": "fixed_reset", "cash": "fixed_cash"}
    kind = kinds.get(series.coupon, series.coupon)
    paper.state("terms", f"{series.path}.interest.type", kind)
    return writers[series.coupon](paper, deal, series)


def change_date(series: Series) -> dt.date:
    """Return the day on which a security of two periods changes its rate."""
    return add_months(series.maturity, -24)


def _period(series: Series, number: int, field: str) -> str:
    return f"{series.path}.interest.periods[{number}].{field}"


def rate_slot(path: str, rate: Rate) -> Slot:
    """Make the slot of a rate; a fraction is worth the same with zeros at its end."""
    padded = tuple(rate.value + "0" * n for n in range(1, 4)) if "/" in rate.printed else ()
    return slot(rate.printed, path, rate.value, also_right=padded)


def _fixed(paper: Paper, _deal: Deal, series: Series) -> str:
    paper.state("terms", _period(series, 0, "type"), "fixed")
    wording = paper.deck.one("fixed rate", _FIXED)
    return paper.fill("terms", wording, rate=rate_slot(_period(series, 0, "rate_pct"), series.rate))


def _reference(paper: Paper, deal: Deal, series: Series, number: int) -> Slots:
    """Return the makers of the slots that a reference rate's wordings have."""
    deck = paper.deck

    def index() -> Slot:
        foreign = {
            "CAD": "Three-month CDOR",
            "EUR": "Three-month EURIBOR",
            "JPY": "Six-month Yen LIBOR",
        }.get(deal.currency)
        name = foreign or deck.one("index", _INDEXES)
        return slot(name, _period(series, number, "reference_rate"))

    def spread() -> Slot:
        value = deck.one("spread", ("0.15", "1.40", "0.04", "0.625"))
        look = deck.label("look of a spread", ("whole", "bare"))
        printed = value.removeprefix("0") if look == "bare" else value
        return slot(f"{printed}%", _period(series, number, "spread_pct"), value)

    def points() -> Slot:
        points, value = deck.one("spread in points", (("15", "0.15"), ("62.5", "0.625")))
        also = tuple(value + "0" * n for n in (1, 2))
        path = _period(series, number, "spread_pct")
        return slot(f"{points} basis points", path, value, also_right=also)

    def source() -> Slot:
        name = "Reuters" if deal.currency != "USD" else deck.one("source of the index", _SOURCES)
        first = name.split()[0]
        also = () if first == name else (first,)
        return slot(name, _period(series, number, "rate_source"), also_right=also)

    def determination() -> Slot:
        words = deck.one("how the rate is set", _DETERMINED).format(date=day(deal.supplement))
        supplement = ("registration.prospectus_supplement_date", deal.supplement.isoformat())
        facts = ((_period(series, number, "determination"), words), supplement)
        return Slot(words, facts, required=False)

    below = slot("0.05%", _period(series, number, "spread_pct"), "-0.05")
    return {
        "index": index,
        "spread": spread,
        "points": points,
        "source": source,
        "determination": determination,
        "below": below,
    }


def _floating(paper: Paper, deal: Deal, series: Series) -> str:
    paper.state("terms", _period(series, 0, "type"), "floating")
    return paper.fill(
        "terms",
        paper.deck.draw("floating rate", _FLOATING),
        **_reference(paper, deal, series, 0),
    )


def _two_periods(paper: Paper, deal: Deal, series: Series) -> str:
    reset = series.coupon == "reset"
    change = change_date(series)
    paper.state("terms", _period(series, 0, "type"), "fixed")
    paper.state("terms", _period(series, 1, "type"), "reset" if reset else "floating")
    slots = _reference(paper, deal, series, 1)
    if reset:
        slots["index"] = slot("the Five-Year Treasury Rate", _period(series, 1, "reference_rate"),
                              also_right=("Five-Year Treasury Rate",))  # fmt: skip
    wording = paper.deck.one("rate reset" if reset else "two periods", _RESET if reset else
                             _TWO_PERIODS)  # fmt: skip
    slots["rate"] = rate_slot(_period(series, 0, "rate_pct"), series.rate)
    slots["start"] = slot(
        "the Closing Date",
        _period(series, 0, "from_text"),
        also_right=("Closing Date",),
        required=False,
    )
    slots["end"] = slot("Maturity", _period(series, 1, "to_text"), required=False)
    bounds = tuple(
        (_period(series, n, f), change.isoformat()) for n, f in ((0, "to_date"), (1, "from_date"))
    )
    slots["change"] = Slot(day(change), bounds)
    return paper.fill("terms", wording, **slots)


def _zero(paper: Paper, deal: Deal, _series: Series) -> str:
    return paper.deck.one("no interest", _ZERO).format(term=deal.term)


def _linked(paper: Paper, deal: Deal, series: Series) -> str:
    paper.state("terms", _period(series, 0, "type"), "linked", required=False)
    wording = paper.deck.one("linked interest", _LINKED)
    text = paper.fill("terms", wording, **_reference(paper, deal, series, 0))
    paper.state("terms", _period(series, 0, "determination"), text, text, required=False)
    return text


def cash_dates(deal: Deal, series: Series) -> tuple[dt.date, dt.date]:
    """Return the two days on which units pay cash: half way, and at maturity."""
    return add_months(deal.closing, 6), series.maturity


def _cash(paper: Paper, deal: Deal, series: Series) -> str:
    paper.state("terms", _period(series, 0, "type"), "cash")
    one, two = cash_dates(deal, series)

    def part(number: int, field: str, figure: str) -> Slot:
        return slot(figure, _period(series, 0, f"cash_coupons[{number}].{field}"))

    def paid(number: int, date: dt.date) -> Slot:
        path = _period(series, 0, f"cash_coupons[{number}].payment_date")
        return slot(day(date), path, date.isoformat())

    return paper.fill(
        "terms",
        paper.deck.one("cash amounts", _CASH),
        a=part(0, "amount", "0.5500"),
        a1=part(0, "interest_part", "0.0640"),
        a2=part(0, "premium_part", "0.4860"),
        b=part(1, "amount", "0.5592"),
        b1=part(1, "interest_part", "0.0650"),
        b2=part(1, "premium_part", "0.4942"),
        one=paid(0, one),
        two=paid(1, two),
    )

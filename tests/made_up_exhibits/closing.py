"""The closing: date, time, zone and place, in one sentence or in two."""

import datetime as dt

from tests.made_up_exhibits.paper import Paper, Slot, slot
from tests.made_up_exhibits.plan import Deal
from tests.made_up_exhibits.printed import clock, day

_ONE = {
    "date, time, place": "The Closing Date shall be {date}, at {when}, at {place}.",
    "takes place": "The closing shall take place at {when} on {date} at {place}.",
    "delivery": "Delivery of and payment for the {term} shall be made at {place} on {date}, at "
    "{when} (the “Closing Date”).",
    "settle": "The sale will be closed on {date} (the “Closing Date”) at {when} at {place}.",
}
_TWO = {
    "date, then place": "The Closing Date shall be {date}, at {when}. The closing shall take "
    "place at {place}.",
    "place, then date": "The papers for the closing will be exchanged at {place}. The Closing "
    "Date and time shall be {date} at {when}.",
    "time by itself": "The Closing Date is {date}. Payment and delivery shall take place at {when} "
    "at {place}.",
    "fallback": "The Closing Date shall be {date}, at {when}, or such other time, {fallback}, as "
    "the parties agree upon. The {term} will be delivered at {place}.",
}
_ZONES = {
    "none": "",
    "none too": "",
    "New York": "New York City Time",
    "in brackets": "(Eastern Time)",
    "London": "(London Time)",
    "Tokyo": "Tokyo Time",
    "local": "New York time",
}
_TIMES = ((8, 30, "upper"), (9, 0, "lower"), (9, 30, "lower"), (10, 0, "short"), (9, 0, "upper"))
_PLACES = (
    "the Corporate Law offices of the {company}, 12 Paper Square, New York, New York 10099",
    (
        "the offices of Clause, Proviso, Whereas & Hereof LLP, One Whereas Plaza, New York, "
        "New York 10099"
    ),
    "the principal office of the {company}",
    "Footnote Annex & Schedule LLP, 40 Margin Street, London",
    "the offices of {issuer} located at 1 Example Street, Springfield, Illinois 62701",
)


def write_closing(paper: Paper, deal: Deal) -> str:
    """Return the sentence or sentences of the closing, and state their fields."""
    printed_wrong = paper.deck.label(
        "closing date", ("right", "right too", "right again", "right once more", "a year early",
                         "the day of the agreement")
    )  # fmt: skip
    closing = deal.closing
    if printed_wrong == "a year early":
        closing = closing.replace(year=closing.year - 1, day=min(closing.day, 28))
        paper.warned.append(("closing before the agreement", ("closing.date",)))
    elif printed_wrong == "the day of the agreement":
        closing = deal.agreed
    sentences = paper.deck.label("closing in sentences", ("one", "two"))
    wordings = _ONE if sentences == "one" else _TWO
    wording = paper.deck.draw(f"closing in {sentences}", wordings)
    fallback = "not later than eight full business days thereafter"
    return paper.fill(
        "opening",
        wording,
        date=slot(day(closing), "closing.date", closing.isoformat()),
        when=Slot(_when(paper)),
        place=lambda: _place(paper, deal),
        term=deal.term,
        fallback=slot(fallback, "closing.fallback", required=False,
                      also_right=(f"or such other time, {fallback}, as the parties agree upon",)),
    )  # fmt: skip


def _when(paper: Paper) -> str:
    hour, minute, style = paper.deck.one("time of the closing", _TIMES)
    zone = paper.deck.draw("zone of the closing", _ZONES)
    time = clock(hour, minute, style)
    paper.state("opening", "closing.time", f"{dt.time(hour, minute):%H:%M}", time)
    if zone:
        bare = zone.strip("()")
        paper.state("opening", "closing.time_zone", bare, bare)
    return f"{time} {zone}".strip()


def _place(paper: Paper, deal: Deal) -> Slot:
    place = paper.deck.one("place of the closing", _PLACES).format(
        company=deal.company, issuer=deal.issuer.name
    )
    also = (place.removeprefix("the "), place.removeprefix("the offices of "))
    return slot(place, "closing.place", also_right=tuple(sorted(set(also) - {place})))

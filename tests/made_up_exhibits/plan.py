"""What is sold in one made-up deal: the parties, dates and figures, before any wording."""

import datetime as dt
from dataclasses import dataclass, field

from tests.made_up_exhibits.deck import Deck
from tests.made_up_exhibits.parties import (
    Firm,
    guarantor,
    issuers,
    made_up_underwriters,
    real_underwriters,
)
from tests.made_up_exhibits.printed import SIGNS, Rate, add_months, decimal_rate, fraction_rate

COUPONS = ("fixed", "fraction", "floating", "fixed_to_floating", "zero", "index_linked", "cash",
           "reset", "dividend", "floating too")  # fmt: skip

_RATES = ("3.625", "1.40", "5.000", "4.75", "7.25", "2.80", "6.4", "5.411", "8.125", "4.9")
_PRICES = ("100", "99.5", "99.76", "99.760", "99.435", "98.875", "102.687", "99.9390", "100.000",
           "99.8858", "100.00", "97.05")  # fmt: skip
_WORDS = {"notes": "Notes", "bonds": "Bonds", "debentures": "Debentures"}


@dataclass
class Series:
    """One security of a deal; ``name`` is what the paper calls it where it has several."""

    key: str
    name: str
    title: str
    security_type: str
    ranking: str
    coupon: str
    principal: int
    rate: Rate
    to_public: Rate
    purchase: Rate
    maturity: dt.date
    units: int = 0
    unit_price: int = 0

    @property
    def path(self) -> str:
        """The start of the security's fields in the record."""
        return f"securities[{'abcdef'.index(self.key)}]"


@dataclass
class Deal:
    """A deal before it is put into words; ``sign`` is the currency's as the paper prints it."""

    issuer: Firm
    guarantor: Firm | None
    company: str
    term: str
    underwriters: list[Firm]
    managers: str
    annex: str
    agreed: dt.date
    closing: dt.date
    supplement: dt.date
    prospectus: dt.date
    currency: str
    sign: str
    series: list[Series]
    at_head: bool = False
    dated: bool = True
    shares: dict[tuple[str, str], int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def aggregate(self) -> int:
        """The principal amount of all series."""
        return sum(series.principal for series in self.series)

    @property
    def in_shares(self) -> bool:
        """Whether shares are sold, by number, and no principal amount."""
        return self.series[0].coupon == "dividend"

    @property
    def several(self) -> bool:
        """Whether the deal has more than one series."""
        return len(self.series) > 1


def make_plan(deck: Deck, *, ascii_only: bool) -> Deal:
    """Deal out one deal."""
    coupon = deck.label("coupon", COUPONS).removesuffix(" too")
    plain = coupon in ("fixed", "fraction", "floating", "zero")
    count = deck.draw(
        "series", {"one": 1, "two": 2, "three": 3, "one again": 1},
        None if plain else ("one", "one again"),
    )  # fmt: skip
    issuer = deck.draw("issuer", issuers())
    agreed = dt.date(deck.random.randint(1996, 2016), deck.random.randint(1, 12),
                     deck.random.randint(1, 28))  # fmt: skip
    closing = agreed + dt.timedelta(days=deck.random.randint(3, 12))
    currency = "USD" if coupon in ("cash", "dividend") else deck.draw(
        "currency", {"USD": "USD", "USD again": "USD", "JPY": "JPY", "CAD": "CAD", "EUR": "EUR",
                     "USD once more": "USD"},
    )  # fmt: skip
    signs = {sign: sign for sign in SIGNS[currency]}
    plain_signs = [sign for sign in signs if sign.isascii()]
    sign = deck.draw(f"sign {currency}", signs, plain_signs if ascii_only else None)
    shares = coupon == "dividend"
    term = (
        "Securities"
        if shares
        else deck.one("word for the securities", ("Securities", "Notes", "Debt Securities"))
    )
    ranking = deck.one("ranking", ("senior", "", "subordinated"))
    deal = Deal(
        issuer=issuer,
        guarantor=guarantor() if issuer.party == "placeholder-funding" and not shares else None,
        company=deck.one("word for the issuer", ("Company", "Issuer", "Corporation")),
        term=term,
        underwriters=_underwriters(deck),
        managers=deck.one("word for the underwriters", ("Underwriters", "Managers")),
        annex=deck.one("word for the annex", ("Annex A", "Schedule I", "Schedule A", "Annex 1")),
        agreed=agreed,
        closing=closing,
        supplement=agreed,
        prospectus=agreed - dt.timedelta(days=deck.random.randint(60, 500)),
        currency=currency,
        sign=sign,
        series=[],
    )
    if (
        deck.label(
            "place of the amounts",
            ("at the end", "at the end too", "at the head", "at the end again"),
        )
        == "at the head"
        and len(deal.underwriters) > 1
    ):
        deal.at_head, deal.annex = True, "the table above"
    for number in range(count):
        deal.series.append(_series(deck, deal, coupon, ranking, number=number, count=count))
    _share_out(deck, deal)
    return deal


def _underwriters(deck: Deck) -> list[Firm]:
    number = deck.draw(
        "number of underwriters",
        {"one": 1, "two": 2, "three": 3, "five": 5, "eight": 8, "twenty": 20},
    )
    real = deck.label("firms", ("made up", "real", "made up too")) == "real"
    pool = real_underwriters() if real else made_up_underwriters()
    kind = "real underwriter" if real else "made-up underwriter"
    chosen: list[Firm] = []
    while len(chosen) < min(number, len(pool)):
        left = [name for name, firm in pool.items() if firm not in chosen]
        chosen.append(deck.draw(kind, pool, left))
    return chosen


def _series(
    deck: Deck, deal: Deal, coupon: str, ranking: str, *, number: int, count: int
) -> Series:
    key = "abcdef"[number]
    if coupon == "fraction":
        joint = deck.one("joint of a fraction", (" ", "-"))
        rate = fraction_rate(deck.random.randint(4, 9), deck.one("eighths", (5, 1, 4, 7, 3)), joint)
    else:
        style = deck.one("look of a rate", ("plain", "plain", "spaced", "bare"))
        value = "0.875" if style == "bare" else deck.one("rate", _RATES)
        rate = decimal_rate(value, style)
    least = 7 if coupon in ("fixed_to_floating", "reset") else 2
    years = 1 if coupon == "cash" else deck.random.randint(least, least + 3) + number * 5
    maturity = add_months(deal.closing, 12 * years).replace(day=min(deal.closing.day, 28))
    if deck.label("maturity", ("anniversary", "another day")) == "another day":
        maturity = maturity - dt.timedelta(days=maturity.day - 1)
        maturity = maturity.replace(day=deck.random.choice((1, 15)))
    scale = 100_000_000 if deal.currency == "JPY" else 1_000_000
    principal = deck.random.randint(5, 60) * 25 * scale
    name = f"Series {key.upper()} {deal.term}" if count > 1 else ""
    to_public = decimal_rate(deck.one("price", _PRICES))
    discount = deck.random.choice(("0.35", "0.450", "0.875"))
    purchase = f"{float(to_public.value) - float(discount):.{_places(to_public, discount)}f}"
    units, unit_price = 0, 0
    if coupon == "cash":
        unit_price = deck.one("unit", (10, 25, 1000))
        units = deck.random.randint(12, 90) * 100_000 // unit_price
        principal = units * unit_price
    if coupon == "dividend":
        principal = deck.random.randint(4, 40) * 200_000
    title, security_type = _title(deck, coupon, ranking, rate, maturity)
    return Series(
        key, name, title, security_type, ranking, coupon, principal, rate, to_public,
        decimal_rate(purchase), maturity, units, unit_price,
    )  # fmt: skip


def _places(price: Rate, discount: str) -> int:
    return max(len(text.partition(".")[2]) for text in (price.value, discount))


def _title(deck: Deck, coupon: str, ranking: str, rate: Rate, maturity: dt.date) -> tuple[str, str]:
    kind = deck.label("kind of security", ("notes", "debentures", "notes too", "bonds")).split()[0]
    due = deck.one("due in the title", ("due {y}", "Due {y}", "due {y}", "Due {m}"))
    due = due.format(y=maturity.year, m=f"{maturity:%B} {maturity.day}, {maturity.year}")
    rank = f"{ranking.title()} " if ranking else ""
    words = _WORDS[kind]
    if coupon == "dividend":
        return f"{rate.printed} Cumulative Preferred Stock, Series Q", "depositary_shares"
    if coupon == "cash":
        stock = "the Common Stock of Made-up Widgets, Inc."
        return f"Equity Linked Specimen Units (ELSU(R)) based upon {stock} {due}", (
            "equity_linked_notes"
        )
    if coupon == "index_linked":
        return f"Index-Linked {rank}Notes based on the Made-up 100 Index {due}", (
            "index_linked_notes"
        )
    styles = {
        "fixed": deck.one(
            "title of fixed notes",
            ("{rate} Fixed Rate {rank}{words} {due}", "{rate} {rank}{words} {due}",
             "{rate} EURO Style {rank}{words} {due}", "{rank}{words}, {rate}, {due}"),
        ),
        "fraction": "{rate} {rank}{words} {due}",
        "floating": "Floating Rate {rank}{words} {due}",
        "fixed_to_floating": "{rate} Fixed Rate/Floating Rate {rank}{words} {due}",
        "zero": "Zero Coupon {rank}{words} {due}",
        "reset": "{rate} Fixed Rate Reset {rank}{words} {due}",
    }  # fmt: skip
    return styles[coupon].format(rate=rate.printed, rank=rank, words=words, due=due), kind


def _share_out(deck: Deck, deal: Deal) -> None:
    """Share each series among the underwriters, the first taking most."""
    for series in deal.series:
        whole = series.principal
        step = max(whole // (len(deal.underwriters) * 4), 1)
        step -= step % (1000 if step > 1000 else 1)
        left = whole
        for firm in deal.underwriters[1:]:
            part = step * deck.random.choice((1, 1, 2))
            deal.shares[series.key, firm.name] = part
            left -= part
        deal.shares[series.key, deal.underwriters[0].name] = left

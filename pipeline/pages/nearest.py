"""Which deals are nearest to each other, and in what.

Two deals are as near as the most telling of what they have in common: the issuer, the
base document, and, between a security of each, the interest type, the tenor, the type, the
rank and the currency. What is not known of either is no likeness. Among deals equally near the
closer in time come first.

Not every pair of deals is looked at. Every set of likenesses makes buckets of the deals that
have them; a deal looks for its neighbours in time in its own buckets, the most telling sets
first, until it has enough. So the work grows with the archive and not with its square, and the
nearest are found all the same.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import NamedTuple

from pipeline.amendments.variation import base_of, dated
from pipeline.records.archive import Archive
from pipeline.tables.build import Tables
from pipeline.tables.rows import Row

#: So many are named on a deal's page.
MOST = 5
#: What deals can have in common, and the weight of each.
WEIGHTS: Mapping[str, int] = {
    "issuer": 5,
    "base_document": 4,
    "interest": 3,
    "tenor": 3,
    "security_type": 2,
    "currency": 2,
    "ranking": 1,
}
#: A deal is near only with this much in common: a currency or a rank alone says nothing.
_LEAST = 5
#: The tenors of benchmark issues, in years, as the ends of what is called by each.
_TENOR_ENDS = (1.5, 2.5, 4.0, 6.0, 8.5, 12.5, 17.5, 25.0, 35.0)


class Profile(NamedTuple):
    """What is known of one security and its deal; None where it is not."""

    issuer: str | None
    base_document: str | None
    interest: str | None
    tenor: int | None
    security_type: str | None
    currency: str | None
    ranking: str | None


def _levels() -> Iterator[tuple[int, tuple[tuple[int, ...], ...]]]:
    """Yield the sets of likenesses by their weight, the heaviest first, as places in profiles."""
    levels: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    for size in range(1, len(WEIGHTS) + 1):
        for names in combinations(WEIGHTS, size):
            places = tuple(Profile._fields.index(name) for name in names)
            levels[sum(WEIGHTS[name] for name in names)].append(places)
    for weight in sorted(levels, reverse=True):
        if weight >= _LEAST:
            yield weight, tuple(levels[weight])


_LEVELS = tuple(_levels())


@dataclass(frozen=True, slots=True)
class Subject:
    """A deal as it is held against others: its profiles, one a security, and its day."""

    deal_id: str
    day: int
    profiles: tuple[Profile, ...]
    tenors: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A near deal: what it has in common, and the places of the securities that have it."""

    deal_id: str
    common: tuple[str, ...]
    own_place: int
    place: int

    @property
    def score(self) -> int:
        """How much it has in common."""
        return sum(WEIGHTS[name] for name in self.common)


class Nearest:
    """The nearest deals of every deal of an archive."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self._subjects = sorted(subjects, key=lambda one: (one.day, one.deal_id))
        self.subject = {one.deal_id: one for one in self._subjects}
        self._ranks = {one.deal_id: rank for rank, one in enumerate(self._subjects)}
        self._buckets: dict[tuple[int, ...], dict[tuple[object, ...], list[int]]] = {}

    def of(self, deal_id: str) -> list[Near]:
        """Return the nearest deals of one, the nearest first; at most ``MOST``."""
        own, rank = self.subject[deal_id], self._ranks[deal_id]
        found: dict[int, None] = {rank: None}
        for _, sets in _LEVELS:
            met = {other for places in sets for other in self._around(own, rank, places)}
            found |= dict.fromkeys(sorted(met - found.keys(), key=self._order(own, rank)))
            if len(found) > MOST:
                break
        others = list(found)[1 : MOST + 1]
        held = [near(own, self._subjects[other]) for other in others]
        return [one for one in held if one is not None]

    def _order(self, own: Subject, rank: int) -> Callable[[int], tuple[int, int, int]]:
        return lambda other: (
            abs(self._subjects[other].day - own.day),
            abs(other - rank),
            other,
        )

    def _around(self, own: Subject, rank: int, places: tuple[int, ...]) -> Iterator[int]:
        """Yield the neighbours in time among the deals that share these places of a profile."""
        bucket = self._bucket(places)
        for key in _keys(own, places):
            held = bucket[key]
            at = bisect_left(held, rank)
            yield from held[max(0, at - MOST) : at]
            yield from held[at + 1 : at + 1 + MOST]

    def _bucket(self, places: tuple[int, ...]) -> dict[tuple[object, ...], list[int]]:
        """Return the deals by what their profiles have at some places; made when first needed."""
        if places not in self._buckets:
            made: dict[tuple[object, ...], list[int]] = defaultdict(list)
            for rank, one in enumerate(self._subjects):
                for key in _keys(one, places):
                    made[key].append(rank)
            self._buckets[places] = made
        return self._buckets[places]


def near(own: Subject, other: Subject) -> Near | None:
    """Return what two deals have in common, by their likest securities; None if too little."""
    best: tuple[int, tuple[int, int], tuple[str, ...]] | None = None
    for place, profile in enumerate(own.profiles):
        for other_place, against in enumerate(other.profiles):
            common = tuple(
                name
                for name, mine, theirs in zip(Profile._fields, profile, against, strict=True)
                if mine is not None and mine == theirs
            )
            score = sum(WEIGHTS[name] for name in common)
            if score >= _LEAST and (best is None or score > best[0]):
                best = (score, (place, other_place), common)
    return Near(other.deal_id, best[2], *best[1]) if best is not None else None


def _keys(one: Subject, places: tuple[int, ...]) -> set[tuple[object, ...]]:
    """Return a deal's keys in a bucket: none where a part of the key is not known."""
    return {
        key
        for profile in one.profiles
        if None not in (key := tuple(profile[place] for place in places))
    }


def nearest(archive: Archive, tables: Tables) -> Nearest:
    """Return the nearest deals of an archive, from its records and tables."""
    return Nearest(_subject(archive, tables, deal_id) for deal_id in archive.deals)


def _subject(archive: Archive, tables: Tables, deal_id: str) -> Subject:
    deal = archive.deals[deal_id].deal
    base = base_of(deal)
    computed = {row["security_id"]: row for row in tables.of_deal("economics", deal_id)}
    profiles, tenors = [], []
    for row in tables.of_deal("securities", deal_id):
        years = _years(row, computed.get(row["security_id"], {}), deal_id)
        tenors.append(years)
        profiles.append(
            Profile(
                deal.issuer,
                base,
                row["interest_type"],
                None if years is None else tenor_class(years),
                row["security_type"],
                row["currency"],
                row["ranking"],
            )
        )
    return Subject(deal_id, _day(deal_id), tuple(profiles), tuple(tenors))


def tenor_class(years: float) -> int:
    """Return the place of a tenor among those of benchmark issues, from 0 on."""
    return bisect_left(_TENOR_ENDS, years)


def _years(security: Row, computed: Row, deal_id: str) -> float | None:
    if computed.get("tenor_years") is not None:
        return float(computed["tenor_years"])
    maturity: date | None = security["maturity_date"]
    if maturity is not None:
        return (maturity.toordinal() - _day(deal_id)) / 365.25
    if security["maturity_year"] is not None:
        return float(security["maturity_year"] - int(dated(deal_id)[:4]))
    return None


def _day(deal_id: str) -> int:
    """Return the day that a deal's id carries; the first of a month or a year if no more."""
    parts = [int(part) for part in dated(deal_id).split("-")]
    return date(*(*parts, 1, 1)[:3]).toordinal()

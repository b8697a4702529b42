"""What the deals under one base document have made of it over time.

A *strand* is one change as successive deals make it, each in its own words: a deal's
variation carries on a strand where it says the same at the same place, or speaks of the
same words or term of the base document, or is, on both sides, all that is left there and
shares half its words. Each deal has at most one variation on a strand, so that any two
deals compare by their strands (:mod:`pipeline.amendments.against`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from pipeline.amendments.core import tokens
from pipeline.amendments.variation import (
    PlaceKey,
    Variation,
    in_time,
    is_known,
    variations_of,
)
from pipeline.amendments.words import plain
from pipeline.records.deal import Deal

#: Two wordings that share at least this part of their words are wordings of one change.
_ALIKE = 0.5
#: Operations on words: one may be worded as another.
_OF_WORDS = frozenset({"substitute_words", "delete_words", "insert_words", "replace_provision"})


@dataclass(frozen=True)
class Strand:
    """One change, as the deals make it: oldest first, at most one variation a deal.

    ``later`` is how many later deals of the issuer that made it first are known to vary
    something or nothing under the same base document, ``repeats`` how many of those make it.
    """

    place: PlaceKey
    variations: tuple[Variation, ...]
    later: int
    repeats: int

    @property
    def first(self) -> Variation:
        """The oldest of its variations."""
        return self.variations[0]

    @property
    def last(self) -> Variation:
        """The newest of its variations."""
        return self.variations[-1]

    @property
    def is_standing(self) -> bool:
        """Whether a later deal repeats it, in whatever words."""
        return len(self.variations) > 1

    @property
    def is_one_off(self) -> bool:
        """Whether a later deal of the issuer could have repeated it and none does."""
        return len(self.variations) == 1 and self.later > 0

    @cached_property
    def wordings(self) -> tuple[tuple[Variation, ...], ...]:
        """Its variations in stretches of equal wording; more than one shows drift."""
        stretches = groupby(self.variations, key=lambda one: one.wording)
        return tuple(tuple(stretch) for _, stretch in stretches)


@dataclass(frozen=True)
class PlaceHistory:
    """Everything that deals have changed at one place, oldest strand first."""

    place: PlaceKey
    slug: str
    strands: tuple[Strand, ...]

    @cached_property
    def by_deal(self) -> Mapping[str, tuple[Variation, ...]]:
        """The variations of each deal at this place, oldest deal first."""
        found: dict[str, list[Variation]] = defaultdict(list)
        ordered = sorted(
            (one for strand in self.strands for one in strand.variations),
            key=lambda one: (one.dated, one.deal_id, one.item),
        )
        for one in ordered:
            found[one.deal_id].append(one)
        return {deal: tuple(held) for deal, held in found.items()}

    @property
    def deals(self) -> tuple[str, ...]:
        """The ids of the deals that change something here, oldest first."""
        return tuple(self.by_deal)


@dataclass(frozen=True)
class History:
    """The deals under one base document, oldest first, and what they change, by place.

    ``known`` are the deals of which it is known what they vary, be it nothing; ``varying``
    those that vary something.
    """

    places: tuple[PlaceHistory, ...]
    deals: tuple[str, ...]
    known: tuple[str, ...]

    @cached_property
    def varying(self) -> tuple[str, ...]:
        """The ids of the deals that change something, oldest first."""
        found = {one.deal_id for strand in self.strands for one in strand.variations}
        return tuple(deal for deal in self.known if deal in found)

    @cached_property
    def strands(self) -> tuple[Strand, ...]:
        """All strands, by place."""
        return tuple(strand for place in self.places for strand in place.strands)

    @cached_property
    def standing(self) -> tuple[Strand, ...]:
        """The changes that later deals repeat."""
        return tuple(strand for strand in self.strands if strand.is_standing)

    @cached_property
    def one_offs(self) -> tuple[Strand, ...]:
        """The changes that no later deal of the issuer repeats, though one could have."""
        return tuple(strand for strand in self.strands if strand.is_one_off)

    @cached_property
    def strands_of(self) -> Mapping[str, tuple[tuple[int, Variation], ...]]:
        """What each deal varies, by its id: the number of the strand, and the variation."""
        found: dict[str, list[tuple[int, Variation]]] = {deal: [] for deal in self.deals}
        for number, strand in enumerate(self.strands):
            for one in strand.variations:
                found[one.deal_id].append((number, one))
        return {deal: tuple(held) for deal, held in found.items()}


def history(deals: Iterable[Deal]) -> History:
    """Return the history of a base document from the deals that incorporate it."""
    ordered = sorted(deals, key=in_time)
    known = [deal for deal in ordered if is_known(deal)]
    #: The place of each deal among the issuer's known ones, and how many those are.
    ranks: dict[str, int] = {}
    totals: Counter[str] = Counter()
    for deal in known:
        totals[deal.issuer] += 1
        ranks[deal.deal_id] = totals[deal.issuer]
    weaves: dict[PlaceKey, _Weave] = {}
    for deal in known:
        here: dict[PlaceKey, list[Variation]] = defaultdict(list)
        for one in variations_of(deal):
            here[one.place].append(one)
        for place, variations in here.items():
            weaves.setdefault(place, _Weave()).add(variations)
    taken: Counter[str] = Counter()
    places = []
    for place in sorted(weaves):
        taken[place.slug] += 1
        count = taken[place.slug]
        slug = place.slug if count == 1 else f"{place.slug}-x{count}"
        strands = tuple(_strand(place, held, ranks, totals) for held in weaves[place].strands)
        places.append(PlaceHistory(place, slug, strands))
    return History(
        tuple(places),
        tuple(deal.deal_id for deal in ordered),
        tuple(deal.deal_id for deal in known),
    )


def _strand(
    place: PlaceKey, held: Sequence[Variation], ranks: Mapping[str, int], totals: Mapping[str, int]
) -> Strand:
    first = held[0]
    later = totals[first.issuer] - ranks[first.deal_id]
    repeats = sum(one.issuer == first.issuer for one in held[1:])
    return Strand(place, tuple(held), later, repeats)


#: Strands by a key, in the order in which they came.
_Index = defaultdict[object, dict[int, None]]


class _Weave:
    """The strands of one place while deals are added, oldest first."""

    def __init__(self) -> None:
        self.strands: list[list[Variation]] = []
        self._latest: list[int] = []
        self._by_wording: _Index = defaultdict(dict)
        self._by_subject: _Index = defaultdict(dict)

    def add(self, variations: Sequence[Variation]) -> None:
        """Add what one deal varies at this place."""
        taken: dict[int, int] = {}
        left = list(range(len(variations)))
        for index, keys in (
            (self._by_wording, [one.wording for one in variations]),
            (self._by_subject, [one.subject for one in variations]),
        ):
            left = self._matched(index, keys, left, taken)
        # Only what the deal before left open here is compared: each is compared once.
        open_ = [strand for strand in self._latest if strand not in taken.values()]
        if len(left) == len(open_) == 1 and _alike(variations[left[0]], self.strands[open_[0]][-1]):
            taken[left.pop()] = open_[0]
        for number in left:
            taken[number] = len(self.strands)
            self.strands.append([])
        self._latest = [taken[number] for number in range(len(variations))]
        for strand, one in zip(self._latest, variations, strict=True):
            self._put(strand, one)

    def _matched(
        self,
        index: _Index,
        keys: Sequence[object],
        left: Sequence[int],
        taken: dict[int, int],
    ) -> list[int]:
        """Give variations the first free strand with their key; return those without one."""
        used = set(taken.values())
        free: dict[object, Iterator[int]] = {}
        still = []
        for number in left:
            key = keys[number]
            if key not in free:
                free[key] = iter(index.get(key, ()))
            strand = next((strand for strand in free[key] if strand not in used), None)
            if strand is None:
                still.append(number)
            else:
                taken[number] = strand
                used.add(strand)
        return still

    def _put(self, strand: int, one: Variation) -> None:
        held = self.strands[strand]
        for index, key in ((self._by_wording, one.wording), (self._by_subject, one.subject)):
            if key is not None:
                index[key][strand] = None
        held.append(one)


def _alike(one: Variation, other: Variation) -> bool:
    """Whether two variations share half of the words that they quote, in whatever order."""
    kinds = {one.operation.kind, other.operation.kind}
    if len(kinds) > 1 and not kinds <= _OF_WORDS:
        return False
    first, second = _words(one), _words(other)
    shared, both = (first & second).total(), (first | second).total()
    return both > 0 and shared >= _ALIKE * both


def _words(one: Variation) -> Counter[str]:
    said = f"{one.before} {one.after}"
    if not said.strip():
        said = one.operation.summary or one.words
    return Counter(plain(token).lower() for token in tokens(said) if not token.isspace())

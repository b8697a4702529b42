"""The places of an act, in the context of the places that were named before it.

A place in front of an instruction ("in Section 3, ...") holds until another is named there.
A place that is named in short ("the last sentence", "at the end thereof") lies within it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.amendments.model import Locator
from pipeline.amendments.wording.grammar import UnreadableError
from pipeline.amendments.wording.narrowing import (
    Spot,
    Where,
    depths,
    in_context,
    is_anchored,
    narrowed,
)


@dataclass(slots=True)
class Context:
    """The places in front of an instruction.

    ``is_here`` where its own clause named them, ``is_old`` where a part before it did;
    ``is_lost`` after words that could not be read and may have named others.
    """

    places: tuple[Locator, ...] = ()
    is_here: bool = False
    is_old: bool = False
    is_lost: bool = False

    def next_part(self) -> None:
        """Go on to the next part of the item."""
        self.is_here, self.is_old = False, True

    def lose(self) -> None:
        """Forget the places."""
        self.places, self.is_here, self.is_lost = (), False, True

    def enter(self, front: Sequence[Sequence[Spot]]) -> None:
        """Take in the places in front of a clause; none leave those before it in force."""
        self.is_here = bool(front)
        if front:
            places = tuple(place for spot in front[0] for place in self._shortened(spot))
            for spots in front[1:]:
                places = tuple(
                    _either_within(place, spot.locator) for place in places for spot in spots
                )
            if not all(is_anchored(place) for place in places):
                raise UnreadableError("a place lies within one that is not named")
            self.places, self.is_old, self.is_lost = places, False, False

    def _shortened(self, spot: Spot) -> tuple[Locator, ...]:
        if is_anchored(spot.locator):
            return (spot.locator,)
        if not self.places:
            raise UnreadableError("a place lies within one that is not named")
        join = narrowed if spot.is_back else in_context
        return tuple(join(outer, spot.locator) for outer in self.places)

    def places_of(self, wheres: Iterable[Where]) -> tuple[Locator, ...]:
        """Return the places that adverbials name within the context; the context for none."""
        lists = [where.spots for where in wheres if where.spots]
        if not lists:
            if self.is_lost or (self.is_old and self.places):
                raise UnreadableError("whether the place is that of other words is not certain")
            return self.places or (Locator(),)
        # One of several adverbials may name the section in which the others lie.
        lists.sort(key=lambda spots: not is_anchored(spots[0].locator))
        found = tuple(place for spot in lists[0] for place in self.resolve(spot))
        for spots in lists[1:]:
            found = tuple(_either_within(place, spot.locator) for place in found for spot in spots)
        return found

    def resolve(self, spot: Spot) -> tuple[Locator, ...]:
        """Return the places that a place named within a clause is, one for each in front."""
        if is_anchored(spot.locator) and not (self.places and self.is_here):
            return (spot.locator,)
        if not self.places:
            raise UnreadableError("a place lies within one that is not named")
        if not self.is_here and not spot.is_back:
            return tuple(in_context(outer, spot.locator) for outer in self.places)
        return tuple(_either_within(outer, spot.locator) for outer in self.places)


def _either_within(one: Locator, other: Locator) -> Locator:
    """Return the narrower of two places within the wider, whichever was named first."""
    if is_anchored(other) and not is_anchored(one):
        return narrowed(other, one)
    return narrowed(one, other)


def beside(sibling: Locator, spot: Locator) -> Locator:
    """Return a place that stands beside another and is named by its last label only."""
    if is_anchored(spot):
        return spot
    if spot.subsection and sibling.subsection:
        head, inner, _ = sibling.subsection.rpartition("(")
        label = f"{head}({spot.subsection})" if inner else spot.subsection
        return replace(sibling, subsection=label)
    if spot.clause and sibling.clause:
        return replace(sibling, clause=spot.clause)
    return in_context(sibling, spot)


def whole(place: Locator) -> Locator:
    """Return a place that is a provision as a whole. Raises UnreadableError for others."""
    if not is_anchored(place) or place.whole_document:
        raise UnreadableError("the provision is not named")
    if place.line is not None:
        raise UnreadableError("a printed line is no provision")
    if not depths(place):
        raise UnreadableError("no place is named")
    return place

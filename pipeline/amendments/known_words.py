"""What is known of a base document from the words that its deals quote of it.

Each agreement that deletes or replaces words quotes them, and so is a witness that they
stand in the base document at the place it names. What several deals quote adds up.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.amendments.history import PlaceHistory
from pipeline.amendments.variation import PlaceKey, Variation
from pipeline.amendments.words import spaced


@dataclass(frozen=True, slots=True)
class KnownWords:
    """Words of the base document at a place, with the variations that quote them.

    ``is_term`` marks a term that an agreement says the document uses, without its place.
    """

    place: PlaceKey
    slug: str
    words: str
    is_term: bool
    witnesses: tuple[Variation, ...]


def known_words(places: Iterable[PlaceHistory]) -> list[KnownWords]:
    """Return every fragment of the base document that is known, in its order, each once."""
    found = []
    for place in places:
        here: dict[tuple[str, bool], list[Variation]] = {}
        in_time = sorted(
            (one for strand in place.strands for one in strand.variations),
            key=lambda one: (one.dated, one.deal_id),
        )
        for one in in_time:
            operation = one.operation
            if operation.old_text:
                here.setdefault((spaced(operation.old_text), False), []).append(one)
            elif operation.term and operation.kind == "deem_reference":
                here.setdefault((spaced(operation.term), True), []).append(one)
        for (_, is_term), witnesses in here.items():
            first = witnesses[0]
            found.append(
                KnownWords(place.place, place.slug, first.before, is_term, tuple(witnesses))
            )
    return found

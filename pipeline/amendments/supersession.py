"""What a later edition of a base document took in of the changes that deals had made.

Only what is held is compared: whether the words that a change puts stand in the later
edition's text, and whether those that it takes out still do. Where the text is not held,
or the change is one of meaning, nothing can be told from words. Deals under the later
edition that make the same change again show that it was not taken in.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.amendments.core import core_change
from pipeline.amendments.history import History, Strand
from pipeline.amendments.variation import Variation
from pipeline.amendments.words import hits, plain


class Afterlife(StrEnum):
    """What became of a change in the later edition, as far as its words tell."""

    TAKEN_IN = "taken_in"
    BOTH_STAND = "both_stand"
    FEW_WORDS = "few_words"
    NOT_TAKEN_IN = "not_taken_in"
    NEITHER_STANDS = "neither_stands"
    MADE_AGAIN = "made_again"
    NOT_HELD = "not_held"
    NO_WORDS = "no_words"


@dataclass(frozen=True, slots=True)
class Absorption:
    """A change and its fate; counts are how often its words stand in the later edition.

    They are None where the change quotes none, or the text is not held. ``again`` are the
    variations of deals under the later edition that say the same.
    """

    strand: Strand
    fate: Afterlife
    old_count: int | None = None
    new_count: int | None = None
    again: tuple[Variation, ...] = ()


def absorbed(earlier: History, later: History, later_text: str | None) -> list[Absorption]:
    """Return the fate of each change to a base document in the edition that replaced it.

    ``later`` is the history of that edition, ``later_text`` its text, None where not held.
    """
    again: Mapping[object, list[Variation]] = _by_wording(later.strands)
    text = None if later_text is None else plain(later_text)
    if text is not None:
        text = " ".join(text.split())
    return [
        _fate(strand, text, tuple(again.get(strand.last.wording, ()))) for strand in earlier.strands
    ]


def _by_wording(strands: Iterable[Strand]) -> dict[object, list[Variation]]:
    found: dict[object, list[Variation]] = defaultdict(list)
    for strand in strands:
        for one in strand.variations:
            found[one.wording].append(one)
    return dict(found)


def _fate(strand: Strand, text: str | None, again: tuple[Variation, ...]) -> Absorption:
    operation = strand.last.operation
    old, new = operation.old_text, operation.new_text
    if again:
        fate = Afterlife.MADE_AGAIN
    elif old is None and new is None:
        fate = Afterlife.NO_WORDS
    else:
        fate = Afterlife.NOT_HELD
    if text is None or (old is None and new is None):
        return Absorption(strand, fate, again=again)
    old_count = None if old is None else len(hits(text, old, [(0, len(text))]))
    new_count = None if new is None else len(hits(text, new, [(0, len(text))]))
    if old and new and not new_count:
        # The words around the change may differ in the later edition.
        change = core_change(old, new)
        if _is_telling(change.inserted):
            new_count = len(hits(text, change.inserted, [(0, len(text))]))
    if not again:
        fate = _told(old_count, new_count)
        if old is None and new_count and not _is_telling(new or ""):
            fate = Afterlife.FEW_WORDS
    return Absorption(strand, fate, old_count, new_count, again)


def _is_telling(words: str) -> bool:
    """Whether words say something where they stand alone, as a single small word does not."""
    return len(words.split()) > 1 or any(sign.isdigit() for sign in words)


def _told(old: int | None, new: int | None) -> Afterlife:
    """Return the fate that the counts tell; None is a change that quotes no such words."""
    if new is None:
        return Afterlife.NOT_TAKEN_IN if old else Afterlife.TAKEN_IN
    if not new:
        return Afterlife.NOT_TAKEN_IN if old or old is None else Afterlife.NEITHER_STANDS
    return Afterlife.BOTH_STAND if old else Afterlife.TAKEN_IN

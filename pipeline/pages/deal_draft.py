"""What the page of a draft says of itself: that it is one, how far it was read, what is unsure."""

from dataclasses import dataclass

from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Paper
from pipeline.pages.deal_unknown import rank
from pipeline.pages.html import Markup
from pipeline.pages.labels import label
from pipeline.records.base import Candidate
from pipeline.records.deal import Field

#: So many unsure places are listed, and so many candidates of each; the rest is told by number.
_MOST_PLACES = 8
_MOST_CANDIDATES = 4
#: Longer words of a candidate are cut.
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class DraftNote:
    """The note in words, and the unsure places: (field, candidates with links to their lines)."""

    says: str
    places: tuple[tuple[str, Markup], ...]
    more: int


def draft_note(paper: Paper) -> DraftNote | None:
    """Return the note of a draft; None for any other record."""
    deal = paper.record.deal
    if deal.review.state != "proposed" or deal.document.exhibit is None:
        return None
    unsure = sorted((one for one in paper.fields if one.stated.blank == "unsure"), key=rank)
    read = sum(entry.stated.state is not None for entry in paper.fields)
    by = (
        f"being read against it by {deal.review.by}: {read:,} of {len(paper.fields):,} fields are "
        "decided"
        if read
        else "not yet read against it by anybody"
    )
    places = f"; {fmt.count(len(unsure), 'place')} in it {'is' if len(unsure) == 1 else 'are'}"
    listed = tuple((_name(entry), _candidates(entry)) for entry in unsure[:_MOST_PLACES])
    return DraftNote(
        f"made from the paper by a program, and {by}{places + ' unsure' if unsure else ''}",
        listed,
        max(0, len(unsure) - _MOST_PLACES),
    )


def _name(entry: Field) -> str:
    return fmt.upper_first(label(entry.name))


def _candidates(entry: Field) -> Markup:
    candidates = entry.stated.candidates
    shown = Markup(" or ").join(map(_candidate, candidates[:_MOST_CANDIDATES]))
    more = len(candidates) - _MOST_CANDIDATES
    return shown + (f" or {more} more" if more > 0 else "")


def _candidate(one: Candidate) -> Markup:
    """Return a candidate: its words, linked to their lines, and what they would be."""
    words = one.quote if len(one.quote) <= _LONGEST else f"{one.quote[:_LONGEST]} …"
    would = f" (would be {one.value})" if one.value and one.value not in words else ""
    lines = fmt.lines(one.lines.first, one.lines.last)
    link = Markup('<a class="r" href="#line-{}">{}</a>').format(one.lines.first, lines)
    return Markup("“{}”{}{}").format(words, would, link)

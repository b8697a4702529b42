"""Deal against deal: what one changes in their base document that the other does not.

Two deals under one base document compare by the strands of its history: a change that
both make is unchanged where it says the same, else reworded; one that only the newer makes
is new, one that only the older makes is dropped. Clauses that stand in the agreements
themselves, such as selling restrictions, compare by what they are about.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.amendments.core import compare_wording
from pipeline.amendments.history import History, history
from pipeline.amendments.model import Run
from pipeline.amendments.variation import Variation, base_of, in_time, is_known
from pipeline.amendments.words import spaced
from pipeline.records.base import Blank, Stated
from pipeline.records.deal import Deal


class Fate(StrEnum):
    """What became of something from the older deal to the newer."""

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Compared:
    """One change in two deals; ``older`` is None where it is new, ``newer`` where dropped.

    The comparisons of the words taken out and put in hold runs only where it is reworded.
    """

    fate: Fate
    older: Variation | None
    newer: Variation | None

    @property
    def either(self) -> Variation:
        """The newer of the two, or the one there is."""
        if self.newer is not None:
            return self.newer
        if self.older is None:
            raise ValueError("neither of the two deals makes the change")
        return self.older

    @property
    def before(self) -> tuple[Run, ...]:
        """What differs in the words of the base document that the two deals name."""
        return self._runs("before")

    @property
    def after(self) -> tuple[Run, ...]:
        """What differs in the words or the meaning that the two deals put."""
        return self._runs("after")

    def _runs(self, name: str) -> tuple[Run, ...]:
        if self.older is None or self.newer is None:
            return ()
        return compare_wording(getattr(self.older, name), getattr(self.newer, name))


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in an agreement's own words: what kind, about what, and the words.

    ``words`` is None where the agreement is known to have the clause, but not its words.
    """

    kind: str
    about: str
    words: str | None


@dataclass(frozen=True, slots=True)
class ComparedClause:
    """One clause in two deals, with its wordings; "" where a deal has none."""

    fate: Fate
    kind: str
    about: str
    older: str
    newer: str

    @property
    def runs(self) -> tuple[Run, ...]:
        """What differs between the two wordings."""
        return compare_wording(self.older, self.newer)


def previous_deals(deals: Iterable[Deal]) -> dict[str, str]:
    """Return for each deal its issuer's latest earlier one under the same base document.

    Deals that name no base document have none and are none. Of two deals of one day, the
    one whose id sorts first is the earlier.
    """
    latest: dict[tuple[str, str], str] = {}
    found = {}
    for deal in sorted(deals, key=in_time):
        base = base_of(deal)
        if base is None:
            continue
        key = (deal.issuer, base)
        if key in latest:
            found[deal.deal_id] = latest[key]
        latest[key] = deal.deal_id
    return found


def against(older: Deal, newer: Deal, within: History | None = None) -> list[Compared] | None:
    """Compare what two deals vary, in the order of the document; None where one is not known.

    ``within`` is the history of the base document, by which the same change is known in
    different words; without it the two deals alone are its history.
    """
    if not (is_known(older) and is_known(newer)):
        return None
    if older.deal_id == newer.deal_id:
        within = within or history([older])
    held = within or history([older, newer])
    return compare_strands(held, older.deal_id, newer.deal_id)


def compare_strands(within: History, older: str, newer: str) -> list[Compared]:
    """Compare what two deals vary by the strands of their base document's history."""
    first, second = dict(within.strands_of[older]), dict(within.strands_of[newer])
    return [
        Compared(
            _fate(first.get(strand), second.get(strand)), first.get(strand), second.get(strand)
        )
        for strand in sorted({*first, *second})
    ]


def _fate(older: Variation | None, newer: Variation | None) -> Fate:
    if older is None:
        return Fate.NEW
    if newer is None:
        return Fate.DROPPED
    return Fate.UNCHANGED if older.wording == newer.wording else Fate.REWORDED


def clauses_of(deal: Deal) -> Iterator[Clause]:
    """Yield the clauses of an agreement by whose words deals are compared."""
    restrictions = deal.selling_restrictions
    if not isinstance(restrictions, Blank):
        yield from _clause("selling restriction", "introduction", restrictions.introduction)
        for entry in restrictions.restrictions:
            about = entry.jurisdiction.value or "jurisdiction not known"
            yield from _clause("selling restriction", about, entry.text)
    listing = deal.listing
    if not isinstance(listing, Blank):
        yield from _clause("listing", "covenant", listing.text)
        for trigger in listing.triggers:
            yield from _clause("listing", f"item ({trigger.item})", trigger.text)
        yield from _clause("listing", "alternative", listing.alternative)
        yield from _clause("listing", "no further obligation", listing.no_further_obligation)
    for number, security in enumerate(deal.securities, 1):
        redemption = security.redemption
        if redemption is None or isinstance(redemption, Blank):
            continue
        which = f"security {number}, " if len(deal.securities) > 1 else ""
        yield from _clause("redemption", f"{which}terms", redemption.text)
        yield from _clause("redemption", f"{which}notice", redemption.notice)


def _clause(kind: str, about: str, stated: Stated[str] | None) -> Iterator[Clause]:
    if stated is not None:
        yield Clause(kind, about, stated.value)


def against_clauses(older: Deal, newer: Deal) -> list[ComparedClause]:
    """Compare the clauses of two agreements, of the kinds whose words are held in both.

    A kind of which one deal holds no words is left out, and so is a clause that one of the
    deals is known to have without its words: then nobody knows.
    """
    first, second = _numbered(clauses_of(older)), _numbered(clauses_of(newer))
    both = _kinds_held(first.values()) & _kinds_held(second.values())
    keys = [key for key in dict.fromkeys((*second, *first)) if key[0] in both]
    kinds = list(dict.fromkeys(key[0] for key in keys))
    return [
        _compared(key[0], first.get(key), second.get(key))
        for key in sorted(keys, key=lambda key: kinds.index(key[0]))
        if all(held[key].words is not None for held in (first, second) if key in held)
    ]


def _kinds_held(clauses: Iterable[Clause]) -> set[str]:
    return {clause.kind for clause in clauses if clause.words is not None}


def _numbered(clauses: Iterable[Clause]) -> dict[tuple[str, str, int], Clause]:
    """Key clauses by their kind and subject; a subject's second clause is its own."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    found = {}
    for clause in clauses:
        key = (clause.kind, spaced(clause.about).lower())
        counts[key] += 1
        found[(*key, counts[key])] = clause
    return found


def _compared(kind: str, older: Clause | None, newer: Clause | None) -> ComparedClause:
    before = (older.words if older else None) or ""
    after = (newer.words if newer else None) or ""
    if older is None or newer is None:
        fate = Fate.NEW if older is None else Fate.DROPPED
    else:
        fate = Fate.UNCHANGED if spaced(before) == spaced(after) else Fate.REWORDED
    held = newer or older
    return ComparedClause(fate, kind, held.about if held else "", before, after)


def counted(compared: Iterable[Compared | ComparedClause]) -> dict[Fate, int]:
    """Return how many have each fate, in the order of :class:`Fate`."""
    counts = Counter(one.fate for one in compared)
    return {fate: counts[fate] for fate in Fate}

"""Deal against deal: the laws that hold for any two, and what the made-up ones show."""

from typing import Any

from hypothesis import given

from pipeline.amendments.against import (
    Fate,
    against,
    against_clauses,
    counted,
    previous_deals,
)
from pipeline.amendments.history import history
from pipeline.amendments.model import RunKind
from pipeline.records.deal import Deal
from pipeline.records.security import Redemption
from pipeline.records.terms import Listing, SellingRestrictions
from tests.made_up_deals import archive, made_up, swap
from tests.test_amendment_history import OPERATIONS

MADE_UP = [record.deal for record in archive().deals.values()]


def deals_of(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> tuple[Deal, Deal]:
    return made_up("1999-01-04", first), made_up("2000-01-04", second)


@given(OPERATIONS)
def test_a_deal_against_itself_is_all_unchanged(operations: list[dict[str, Any]]) -> None:
    deal = made_up("1999-01-04", operations)
    compared = against(deal, deal)
    assert compared is not None
    assert [one.fate for one in compared] == [Fate.UNCHANGED] * len(operations)


@given(OPERATIONS, OPERATIONS)
def test_new_and_dropped_swap_when_the_pair_is_swapped(
    first: list[dict[str, Any]], second: list[dict[str, Any]]
) -> None:
    one, other = deals_of(first, second)
    forth, back = against(one, other), against(other, one)
    assert forth is not None
    assert back is not None
    counts, swapped = counted(forth), counted(back)
    assert counts[Fate.NEW] == swapped[Fate.DROPPED]
    assert counts[Fate.DROPPED] == swapped[Fate.NEW]
    assert counts[Fate.REWORDED] == swapped[Fate.REWORDED]


@given(OPERATIONS, OPERATIONS)
def test_the_counts_add_up_to_what_each_deal_varies(
    first: list[dict[str, Any]], second: list[dict[str, Any]]
) -> None:
    compared = against(*deals_of(first, second))
    assert compared is not None
    counts = counted(compared)
    both = counts[Fate.UNCHANGED] + counts[Fate.REWORDED]
    assert both + counts[Fate.DROPPED] == len(first)
    assert both + counts[Fate.NEW] == len(second)


def test_the_laws_hold_for_every_pair_of_the_made_up_deals() -> None:
    under = [deal for deal in MADE_UP if deal.deal_id < "specimen-2001-06"]
    held = history(under)
    assert len(under) == 9
    for one in under:
        for other in under:
            forth, back = against(one, other, held), against(other, one, held)
            assert forth is not None
            assert back is not None
            mirrored = [(x.older, x.newer) for x in forth]
            assert mirrored == [(x.newer, x.older) for x in back]


def test_the_reworded_words_and_no_others_are_marked() -> None:
    old, new = deals_of(
        [swap("check in next day funds", "wire transfer of same day funds", section="3")],
        [swap("check in next day funds", "wire transfer of available funds", section="3")],
    )
    compared = against(old, new)
    assert compared is not None
    (one,) = compared
    assert one.fate is Fate.REWORDED
    changed = [(run.kind, run.text.strip()) for run in one.after if run.kind is not RunKind.KEPT]
    assert changed == [(RunKind.DELETED, "same day"), (RunKind.INSERTED, "available")]
    assert {run.kind for run in one.before} == {RunKind.KEPT}


def test_white_space_and_typographic_signs_are_no_rewording() -> None:
    old, new = deals_of(
        [swap("the Company's check", "wire", section="3", line="2")],
        [swap("the  Company\u2019s\ncheck", "wire", section="3", line="7")],
    )
    compared = against(old, new)
    assert compared is not None
    assert [one.fate for one in compared] == [Fate.UNCHANGED]


def test_what_is_not_known_is_not_compared() -> None:
    known, unknown = made_up("1999-01-04", []), made_up("2000-01-04", None)
    assert against(known, unknown) is None
    assert against(unknown, known) is None
    assert against(known, made_up("2001-01-04", [])) == []


def test_to_disapply_is_no_rewording_of_to_apply() -> None:
    said = {"place": {"section": "4"}, "meaning": "to the Securities"}
    compared = against(*deals_of([{"operation": "apply", **said}],
                                 [{"operation": "disapply", **said}]))  # fmt: skip
    assert compared is not None
    assert sorted(one.fate for one in compared) == [Fate.DROPPED, Fate.NEW]


def test_the_previous_deal_is_the_issuers_latest_under_the_same_base() -> None:
    other = made_up("1999-06-01", [], issuer="other")
    previous = previous_deals([*MADE_UP, other])

    assert previous["specimen-1999-10-20"] == "specimen-1999-02-09"
    assert previous["specimen-1999-10-20-b"] == "specimen-1999-10-20"
    assert previous["specimen-2003-08-14"] == "specimen-2002-03-05"
    assert "specimen-2002-03-05" not in previous, "the first under the second edition"
    assert "other-1999-06-01" not in previous


def restrictions(*entries: tuple[str, str | None]) -> SellingRestrictions:
    return SellingRestrictions.model_validate({
        "restrictions": [
            {"jurisdiction": where, "text": words or {"blank": "not_seen"}}
            for where, words in entries
        ]
    })  # fmt: skip


def test_restrictions_compare_by_jurisdiction() -> None:
    old = made_up("1999-01-04", [], selling_restrictions=restrictions(
        ("United Kingdom", "no sale to persons in the United Kingdom"), ("Japan", "no sale there"),
        ("France", "no sale there"), ("Italy", "no sale there"),
    ))  # fmt: skip
    new = made_up("2000-01-04", [], selling_restrictions=restrictions(
        ("Hong Kong", "no offer there"), ("Japan", "no sale there"), ("Italy", None),
        ("united kingdom", "no offer to persons in the United Kingdom"),
    ))  # fmt: skip

    fates = {one.about: one.fate for one in against_clauses(old, new)}

    assert fates == {
        "Hong Kong": Fate.NEW, "Japan": Fate.UNCHANGED, "united kingdom": Fate.REWORDED,
        "France": Fate.DROPPED,
    }, "of Italy one text was not seen, so nobody knows"  # fmt: skip


def test_listing_and_redemption_compare_where_both_hold_their_words() -> None:
    listing = {"exchange": "New York Stock Exchange", "text": "will list the Notes"}
    redemption = {"kind": "none", "text": "The Notes may not be redeemed."}

    def deal(date: str, words: str) -> Deal:
        (security, *_) = MADE_UP[0].securities
        return made_up(
            date, [], listing=Listing.model_validate(listing | {"text": words}),
            securities=(security.model_copy(
                update={"redemption": Redemption.model_validate(redemption)}),),
        )  # fmt: skip

    old = deal("1999-01-04", "will list the Notes")
    new = deal("2000-01-04", "will try to list them")
    first, second = against_clauses(old, new)

    assert (first.kind, first.fate) == ("listing", Fate.REWORDED)
    assert (second.kind, second.fate) == ("redemption", Fate.UNCHANGED)
    assert {run.kind for run in second.runs} == {RunKind.KEPT}
    assert against_clauses(made_up("1998-01-04", []), new) == []

"""What deals have made of a base document: places, strands, standing changes, later editions."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.amendments.history import History, Strand, history
from pipeline.amendments.known_words import known_words
from pipeline.amendments.supersession import Afterlife, absorbed
from pipeline.amendments.variation import base_of, place_key, variations_of
from pipeline.paths import ROOT
from pipeline.records.amendment import Operation
from pipeline.records.deal import Deal
from pipeline.records.reader import read_archive
from tests.made_up_deals import archive, made_up, swap
from tests.work import calls

FIRST, SECOND = "specimen-1994-03-15", "specimen-2001-06-01"

OPERATIONS = st.lists(
    st.builds(
        swap,
        st.sampled_from(["check", "telex", "ten days notice"]),
        st.sampled_from(["wire", "facsimile", "five days notice", "six days notice"]),
        section=st.sampled_from(["3", "9"]),
    ),
    max_size=5,
)


def of(base: str) -> History:
    deals = (record.deal for record in archive().deals.values())
    return history(deal for deal in deals if base_of(deal) == base)


def strand(held: History, slug: str, words: str) -> Strand:
    (place,) = [place for place in held.places if place.slug == slug]
    (found,) = [one for one in place.strands if words in (one.first.before, one.first.after)]
    return found


def key(**place: str) -> Any:
    return place_key(Operation.model_validate({"operation": "delete_words", "place": place}))


def test_a_line_is_a_hint_and_no_place() -> None:
    assert key(section="3", paragraph="3", line="4") == key(section="3", paragraph="3", line="14")
    assert key(section="3", paragraph="3") != key(section="3", paragraph="5")
    assert key(section="6", subsection="a") == key(section="6", subsection="(a)", line="9")


def test_places_stand_in_the_order_of_the_document() -> None:
    places = [
        key(section="2"), key(section="2", subsection="b"), key(section="3"),
        key(section="3", paragraph="2"), key(section="3", paragraph="10"), key(section="10"),
        key(as_printed="the schedule"),
    ]  # fmt: skip
    assert sorted({*places}) == places
    whole = Operation(operation="global_rename", scope="whole_document")
    assert place_key(whole) < places[0]
    assert places[4].words.replace("\u00a0", " ") == "Section 3, tenth paragraph"
    assert places[4].slug == "s3-p10"


def test_the_seed_varies_seven_places_by_nine_operations() -> None:
    deal = read_archive(ROOT / "data").deals["citigroup-2004-02-02"].deal
    held = history([deal])

    slugs = ["whole-document", "s2-a", "s3-p3", "s3-p5", "s6-a", "s6-b", "s10"]
    assert [place.slug for place in held.places] == slugs
    assert len(held.strands) == 9
    assert held.standing == held.one_offs == (), "no later deal can have repeated anything"


def test_a_change_whose_words_drift_is_one_strand() -> None:
    found = strand(of(FIRST), "s9-p2", "telex")

    assert [one.dated for one in found.variations] == [
        "1996-09-12", "1997-03-04", "1998-06-17", "2000-04-11", "2001-01-23",
    ]  # fmt: skip
    wordings = [stretch[0].after for stretch in found.wordings]
    assert wordings == ["facsimile", "facsimile transmission"]
    assert (found.repeats, found.later) == (4, 7)
    assert found.is_standing


def test_a_change_that_no_later_deal_repeats_is_a_one_off_only_where_one_could() -> None:
    held = of(FIRST)
    once = strand(held, "s3-p2", "seven")
    assert once.is_one_off
    last = [one for one in held.strands if one.first.deal_id == "specimen-2001-01-23"]
    assert last
    assert not any(one.is_one_off or one.is_standing for one in last)


def test_deals_of_which_nothing_is_known_do_not_count() -> None:
    change = swap("check", "wire", section="3")
    deals = [made_up("1999-01-04", [change]), made_up("2000-01-04", None),
             made_up("2001-01-04", []), made_up("2002-01-04", [change])]  # fmt: skip

    (found,) = history(deals).strands

    assert (found.repeats, found.later) == (1, 2)


def test_two_changes_of_different_words_at_one_place_are_two_strands() -> None:
    deals = [
        made_up("1999-01-04", [swap("check", "wire", section="3")]),
        made_up("2000-01-04", [swap("telex", "facsimile", section="3")]),
    ]
    assert len(history(deals).strands) == 2


def test_two_unresolved_items_are_not_the_same_change() -> None:
    item = {"operation": "unresolved"}
    first, second = made_up("1999-01-04", [item]), made_up("2000-01-04", [item, item])
    one, two, three = (
        variation.wording for deal in (first, second) for variation in variations_of(deal)
    )
    assert one == two
    assert two != three


@given(st.lists(OPERATIONS, min_size=1, max_size=5), st.randoms())
def test_every_variation_is_on_one_strand_whatever_the_order_of_reading(
    lists: list[list[dict[str, Any]]], random: Any
) -> None:
    deals = [made_up(f"{1990 + n}-01-02", operations) for n, operations in enumerate(lists)]
    held = history(deals)
    random.shuffle(deals)

    assert history(deals) == held
    for deal in deals:
        mine = held.strands_of[deal.deal_id]
        assert len({number for number, _ in mine}) == len(mine) == len(deal.amendments)  # type: ignore[arg-type]
    for one in held.strands:
        dates = [variation.dated for variation in one.variations]
        assert dates == sorted(set(dates))
        assert sum(map(len, one.wordings)) == len(dates)


def test_known_words_are_only_those_quoted_each_with_its_witnesses() -> None:
    known = known_words(of(FIRST).places)
    by_words = {(one.slug, one.words): one for one in known}

    telex = by_words[("s9-p2", "telex")]
    assert len(telex.witnesses) == 5
    assert by_words[("whole-document", "Registration Statement")].is_term
    quoted = {one.before for found in of(FIRST).strands for one in found.variations}
    assert {one.words for one in known} <= quoted
    text = " ".join(archive().base_texts[FIRST].split()).replace("’", "'")
    for one in known:
        assert " ".join(one.words.split()).replace("’", "'") in text, one.words


def test_what_a_later_edition_took_in_is_told_from_its_text_alone() -> None:
    held, later = of(FIRST), of(SECOND)
    text = archive().base_texts[SECOND]
    fates = {
        (one.strand.place.slug, one.strand.last.after): one.fate
        for one in absorbed(held, later, text)
    }
    assert fates[("s3-p3", "wire transfer of immediately available funds")] is Afterlife.TAKEN_IN
    assert fates[("s2-a", "333-70025), including a prospectus")] is Afterlife.NEITHER_STANDS
    again = fates[("whole-document", "such registration statement on Form S-3")]
    assert again is Afterlife.MADE_AGAIN


def test_nothing_is_told_of_a_later_edition_whose_text_is_not_held() -> None:
    found = absorbed(of(FIRST), history([]), None)

    assert {one.fate for one in found} == {Afterlife.NOT_HELD, Afterlife.NO_WORDS}
    assert {one.new_count for one in found} == {None}


@pytest.mark.parametrize("same", [True, False])
def test_many_changes_at_one_place_take_work_in_proportion(same: bool) -> None:
    def deals(changes: int) -> list[Deal]:
        return [
            made_up(f"{1990 + n}-01-02", [
                swap("check", "wire" if same else f"wire {n} {number}", section="3")
                for number in range(changes)
            ])
            for n in range(3)
        ]  # fmt: skip

    few, many = deals(125), deals(1000)
    assert len(history(many).strands) == 1000
    # Eight times the changes; if each were compared with each it would take 64 times the work.
    assert calls(lambda: history(many)) < 16 * calls(lambda: history(few))

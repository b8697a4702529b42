"""The comparison of a draft with a truth, on cases made by hand."""

import pytest

from tests.made_up_exhibits.compare import (
    Tally,
    compare,
    outcome_is_right,
    table,
)
from tests.made_up_exhibits.drafts import flatten, read_draft
from tests.made_up_exhibits.truth import Fact, Truth, field_of

TITLE = Fact("securities[0].title", "3.625% Notes due 2009", "3.625% Notes due 2009", "terms")
PRICE = Fact("securities[0].price_to_public_pct", "99.760", "99.760%", "terms")
CLOSING = Fact("closing.date", "2004-02-09", "February 9, 2004", "opening")
PLACE = Fact("closing.place", "the offices of Elm LLP", "the offices of Elm LLP", "opening",
             also_right=("Elm LLP",))  # fmt: skip
RATINGS = Fact("securities[0].ratings", "AA", "AA", "terms", required=False)
DAYS = Fact("securities[0].record_dates.days", ("?",), "the last day", "terms", certain=False)
NEW = Fact("underwriters.names[Odd LLC].underwriter", "", "", "opening", required=False,
           not_one_of=frozenset({"even"}))  # fmt: skip
TRUTH = Truth((TITLE, PRICE, CLOSING, PLACE, RATINGS, DAYS, NEW))


def counted(yaml: str) -> Tally:
    return compare(read_draft(yaml), TRUTH, "case")


def test_a_value_that_is_the_papers_is_right_wherever_it_is_cited() -> None:
    tally = counted(
        "closing: {date: {value: 2004-02-09, lines: 3, quote: 'February 9, 2004'},"
        " place: Elm  LLP}\n"
        "securities: [{title: {value: '3.625% Notes\n    due 2009', lines: 1}}]\n"
    )

    assert tally.right == {"closing.date": 1, "closing.place": 1, "securities[*].title": 1}
    assert tally.blank == {"securities[*].price_to_public_pct": 1}
    assert tally.wrong == []
    assert (tally.found, tally.wanted) == (0.75, 4)


def test_digits_matter() -> None:
    tally = counted("securities: [{price_to_public_pct: 99.76}]")

    assert [wrong.path for wrong in tally.wrong] == ["securities[0].price_to_public_pct"]
    assert "99.760" in str(tally.wrong[0])
    assert tally.wanted == 4


def test_blanks_with_a_reason_and_unsure_ones_are_told_apart() -> None:
    tally = counted(
        "closing: {date: {blank: unsure, note: 2004-02-09 or 2004-02-19}, place: {blank: not_seen}}"
    )

    assert tally.unsure == {"closing.date": 1}
    assert tally.blank["closing.place"] == 1
    assert tally.wrong == []


def test_a_blank_group_is_blank_in_all_its_fields() -> None:
    tally = counted("closing: {blank: unsure}")

    assert tally.unsure == {"closing.date": 1, "closing.place": 1}


def test_a_value_for_what_the_paper_does_not_say_is_wrong() -> None:
    tally = counted("closing: {time_zone: Eastern Time}")

    assert [wrong.path for wrong in tally.wrong] == ["closing.time_zone"]
    assert "nothing" in tally.wrong[0].truth
    # It takes the place of nothing that must be found.
    assert tally.wanted == 4


def test_a_blank_for_what_the_paper_does_not_say_is_no_fault() -> None:
    tally = counted("closing: {time_zone: {blank: not_stated}}\ngoverning_law: {blank: not_stated}")

    assert tally.wrong == []


def test_a_value_for_what_the_paper_leaves_undecided_is_wrong() -> None:
    guessed = counted("securities: [{record_dates: {days: [01-31]}}]")
    left = counted("securities: [{record_dates: {days: {blank: unsure}}}]")

    assert [wrong.path for wrong in guessed.wrong] == ["securities[0].record_dates.days"]
    assert (left.wrong, left.unsure) == ([], {})


def test_what_may_be_left_blank_is_wrong_only_where_it_differs() -> None:
    assert counted("securities: [{ratings: AA}]").extra == {"securities[*].ratings": 1}
    assert counted("{}").wanted == 4
    assert [str(wrong) for wrong in counted("securities: [{ratings: AAA}]").wrong] == [
        "case securities[0].ratings: 'AAA', but if it says it, the paper says 'AA'"
    ]


@pytest.mark.parametrize(("given", "wrong"), [("odd", 0), ("even", 1)])
def test_a_new_name_may_have_any_id_but_a_known_one(given: str, wrong: int) -> None:
    tally = counted(f"underwriters: {{names: [{{underwriter: {given}, name: Odd LLC}}]}}")

    ids = [one for one in tally.wrong if one.path.endswith(".underwriter")]
    assert len(ids) == wrong


def test_a_name_split_in_two_is_wrong_and_does_not_shift_the_others() -> None:
    truth = Truth(
        tuple(
            Fact(f"underwriters.names[{name}].name", name, name, "opening")
            for name in ("Odd, Novel & Co.", "Even LLC")
        )
    )
    draft = read_draft(
        "underwriters: {names: [{name: Odd}, {name: Novel & Co.}, {name: Even LLC}]}"
    )

    tally = compare(draft, truth)

    assert tally.right == {"underwriters.names[*].name": 1}
    assert tally.blank == {"underwriters.names[*].name": 1}
    assert [wrong.given for wrong in tally.wrong] == ["Odd", "Novel & Co."]


def test_days_have_no_order_and_dates_have() -> None:
    path = "securities[0].interest.periods[0].payments"
    truth = Truth(
        (
            Fact(f"{path}.days", ("02-09", "08-09"), "", "terms"),
            Fact(f"{path}.dates", ("2004-08-09", "2005-02-09"), "", "terms"),
        )
    )
    draft = read_draft(
        "securities: [{interest: {periods: [{payments: {days: {value: [08-09, 02-09]},"
        " dates: [2005-02-09, 2004-08-09]}}]}}]"
    )

    tally = compare(draft, truth)

    assert tally.right == {field_of(f"{path}.days"): 1}
    assert [wrong.path for wrong in tally.wrong] == [f"{path}.dates"]


def test_times_and_quotation_marks_are_compared_by_what_they_say() -> None:
    truth = Truth(
        (
            Fact("closing.time", "08:30", "8:30 A.M.", "opening"),
            Fact("offer.statement", "a “Company” it is", "", "opening"),
        )
    )
    draft = read_draft("closing: {time: '8:30'}\noffer: {statement: 'a \"Company\" it is'}")

    assert compare(draft, truth).right.total() == 2


def test_a_full_stop_ends_a_clause_and_is_no_part_of_a_value() -> None:
    truth = Truth(
        (
            Fact("securities[0].redemption.text", "Not redeemable", "", "terms"),
            Fact("securities[0].title", "3% Notes due 2009", "", "terms"),
        )
    )
    draft = read_draft(
        "securities: [{title: 3% Notes due 2009., redemption: {text: Not redeemable.}}]"
    )

    tally = compare(draft, truth)

    assert tally.right == {"securities[*].redemption.text": 1}
    assert [wrong.path for wrong in tally.wrong] == ["securities[0].title"]


def test_rows_go_by_security_and_name() -> None:
    given = flatten(
        read_draft(
            "annex: {allocations: [{security: b, name: {value: Odd LLC, lines: 4},"
            " principal_amount: {value: 5000, lines: 4}}], totals: [{security: b,"
            " principal_amount: 5000}]}\n"
            "counsel: [{role: issuer_counsel, name: Ada}]\n"
            "securities: [{other_terms: [{label: {value: 'Form:'}, text: Global}]}]"
        )
    )

    assert given["annex.allocations[b|Odd LLC].principal_amount"].value == "5000"
    assert given["annex.totals[b].principal_amount"].value == "5000"
    assert given["counsel[issuer_counsel].name"].value == "Ada"
    assert given["securities[0].other_terms[Form].text"].value == "Global"


def test_fields_that_nobody_judges_are_counted_apart() -> None:
    tally = counted("notes: [a remark]\nreview: {state: proposed}")

    assert tally.unjudged == {"notes[*]": 1, "review.state": 1}
    assert tally.wrong == []


def test_tallies_add_up_and_the_table_shows_every_count() -> None:
    total = counted("closing: {date: 2004-02-09, place: {blank: unsure}}") + counted(
        "closing: {date: 2003-02-09}"
    )

    shown = table(total).splitlines()
    assert [line.split() for line in shown if line.startswith("closing.date")] == [
        ["closing.date", "1", "1"]
    ]
    assert next(line for line in shown if line.startswith("all fields")).split() == [
        "all", "fields", "1", "5", "1", "1",
    ]  # fmt: skip
    assert "found 12.5% of 8 values that must be found" in shown
    assert shown[-1].startswith("wrong: case closing.date: '2003-02-09'")


def test_nothing_to_find_is_all_found() -> None:
    assert compare({}, Truth()).found == 1


@pytest.mark.parametrize(
    ("expected", "right"),
    [
        ("draft", {"draft", "marked"}),
        ("marked", {"marked", "refused"}),
        ("refused", {"refused"}),
    ],
)
def test_an_outcome_is_right_or_not(expected: str, right: set[str]) -> None:
    truth = Truth((), expected)

    assert {
        outcome for outcome in ("draft", "marked", "refused") if outcome_is_right(truth, outcome)
    } == right


def test_facts_that_contradict_each_other_are_no_truth() -> None:
    other = Fact("closing.date", "2004-02-10", "February 10, 2004", "terms")

    with pytest.raises(ValueError, match=r"closing\.date is stated as"):
        Truth((CLOSING, other)).by_path()

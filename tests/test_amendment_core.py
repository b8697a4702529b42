"""What changes between two wordings, and the laws that the marks obey."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.amendments.core import (
    ISLAND,
    MOST_PAIRS,
    Change,
    compare_wording,
    core_change,
    tokens,
)
from pipeline.amendments.model import Run, RunKind
from tests.work import calls

#: The operands of the deal of 2 February 2004, and the core of each change.
SEED = {
    ("33-55542), including a prospectus", "333-106598), including a prospectus"): (
        "33-55542",
        "333-106598",
    ),
    (
        "certified or official bank check or checks in New York Clearing House (next day)",
        "wire transfer of federal or other same day",
    ): (
        "certified or official bank check or checks in New York Clearing House (next day)",
        "wire transfer of federal or other same day",
    ),
    ("definitive", "global"): ("definitive", "global"),
    (
        "such registration statement when it became effective, or in the Registration Statement",
        "the Registration Statement",
    ): ("such registration statement when it became effective, or in ", ""),
    (
        "65 East 55th Street, New York, New York 10022",
        "399 Park Avenue, New York, New York 10043",
    ): (
        "65 East 55th Street, New York, New York 10022",
        "399 Park Avenue, New York, New York 10043",
    ),
}


@pytest.mark.parametrize("operands", SEED)
def test_only_the_core_of_the_seed_s_changes_is_marked(operands):
    change = core_change(*operands)

    assert (change.deleted, change.inserted) == SEED[operands]


@pytest.mark.parametrize(
    ("old", "new", "deleted", "inserted"),
    [
        ("as of January 12, 1993 and", "as of January 15, 1993 and",
         "January 12, 1993", "January 15, 1993"),
        ("under Section 5(c) of", "under Section 5(d) of", "Section 5(c)", "Section 5(d)"),
        ("at 99.435% of", "at 99.535% of", "99.435%", "99.535%"),
        ("$1,000,000 or", "$1,500,000 or", "$1,000,000", "$1,500,000"),
        ("No. 333-1", "No. 333-2", "333-1", "333-2"),
        ("the Company’s debt", "the Company’s notes", "debt", "notes"),
        ("a b", "a x b", "", "x "),
        ("a b c", "a c", "b ", ""),
        ("same", "same", "", ""),
        ("", "new", "", "new"),
    ],
)  # fmt: skip
def test_dates_numbers_and_references_are_never_split(old, new, deleted, inserted):
    change = core_change(old, new)

    assert (change.deleted, change.inserted) == (deleted, inserted)


def test_typographic_signs_are_no_change():
    assert core_change("the “Notes” – sold", 'the "Notes" - bought') == Change(
        "the “Notes” – ", "sold", "bought", ""
    )


TEXT = st.text("ab 1-.,;()\n“", max_size=40)
PROSE = st.lists(st.sampled_from("the of Notes notes, 5(c) (a) and. Company".split()),  # noqa: SIM905
                 max_size=25).map(" ".join)  # fmt: skip


@given(st.one_of(TEXT, PROSE), st.one_of(TEXT, PROSE))
def test_head_core_and_tail_are_the_texts_again(old, new):
    change = core_change(old, new)

    assert change.head + change.deleted + change.tail == old
    plain = change.head + change.inserted + change.tail
    signs = str.maketrans("“\n", '" ')
    assert plain.translate(signs) == new.translate(signs)
    assert "".join(tokens(old)) == old


def side(runs: tuple[Run, ...], kind: RunKind) -> str:
    return "".join(run.text for run in runs if run.kind in (RunKind.KEPT, kind))


def normal(text: str) -> str:
    """Return a text with single spaces, and a line feed between paragraphs."""
    import re

    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
    return "\n".join(part for part in parts if part)


PARAGRAPHS = st.lists(PROSE, max_size=3).map("\n\n".join)


@given(st.one_of(TEXT, PARAGRAPHS), st.one_of(TEXT, PARAGRAPHS))
def test_accepting_gives_the_new_wording_and_rejecting_the_old(old, new):
    runs = compare_wording(old, new)

    assert side(runs, RunKind.DELETED) == normal(old)
    assert side(runs, RunKind.INSERTED) == normal(new)


@given(PARAGRAPHS, PARAGRAPHS)
def test_deletion_comes_first_and_no_short_island_is_left(old, new):
    runs = compare_wording(old, new)

    for before, after in itertools.pairwise(runs):
        assert before.kind is not after.kind
        assert (before.kind, after.kind) != (RunKind.INSERTED, RunKind.DELETED)
    for run in runs[1:-1]:
        if run.kind is RunKind.KEPT:
            assert sum(any(s.isalnum() for s in word) for word in tokens(run.text)) >= ISLAND


@given(PARAGRAPHS)
def test_a_wording_does_not_differ_from_itself(text):
    assert all(run.kind is RunKind.KEPT for run in compare_wording(text, text))


def test_a_clause_that_drifts_is_shown_word_by_word():
    runs = compare_wording(
        "Payment is made by certified check in next day funds to the Company on that day.",
        "Payment is made by wire transfer of same day funds to the Company on such date.",
    )

    assert [(run.kind.value, run.text) for run in runs] == [
        ("kept", "Payment is made by"),
        ("deleted", " certified check in next"),
        ("inserted", " wire transfer of same"),
        ("kept", " day funds to the Company on"),
        ("deleted", " that day"),
        ("inserted", " such date"),
        ("kept", "."),
    ]


def test_words_added_at_the_start_keep_their_space():
    assert [run.text for run in compare_wording("the Notes are sold", "If so, the Notes are sold")][
        :2
    ] == ["If so, ", "the Notes are sold"]


HOSTILE = {
    "one word again and again": ("a " * 5000, "a " * 4990 + "b " * 10),
    "two words in turn": ("a b " * 2500, "b a " * 2500),
    "no word in common": ("a " * 5000, "b " * 5000),
    "one long word": ("a" * 10_000, "a" * 9_999),
    "brackets": ("(" * 10_000, ")" * 10_000),
    "a clause shuffled": (" ".join(f"w{n % 97}" for n in range(2000)),
                          " ".join(f"w{n * 7 % 97}" for n in range(2000))),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_comparing_hostile_wordings_takes_work_in_proportion(case):
    old, new = HOSTILE[case]
    assert side(compare_wording(old, new), RunKind.INSERTED) == normal(new)

    old, new = f"{old} " * 8, f"{new} " * 8
    work = calls(lambda: (compare_wording(old, new), core_change(old, new)))
    # At most a bound for what two wordings share, and beyond it in proportion to their length.
    assert work < 10 * MOST_PAIRS + 60 * len(tokens(old) + tokens(new))

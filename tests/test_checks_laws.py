"""Laws that the rules on names and amendments keep for any input."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.amendments import _ranks
from pipeline.checks.named import within
from pipeline.checks.operations import _core

WORDS = st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=8), max_size=6)
DAYS = st.dates().filter(lambda day: day.year >= 1900).map(lambda day: day.isoformat())


@given(WORDS, WORDS, WORDS, WORDS)
def test_the_core_change_put_back_between_the_shared_words_gives_both_texts(head, old, new, tail):
    first, second = [*head, *old, *tail], [*head, *new, *tail]
    before, after, shared = _core(" ".join(first), " ".join(second))

    assert len(before.split()) + shared == len(first)
    assert len(after.split()) + shared == len(second)
    assert shared >= min(len(head) + len(tail), len(first), len(second))


@given(DAYS, DAYS, st.sampled_from([4, 7, 10]))
def test_a_date_lies_within_any_span_that_begins_and_ends_with_it(day, other, known):
    start, end = sorted((day, other))

    assert within(start[:known], end[:known], day)
    assert within(None, None, day)
    assert within(start, end, day[:known])


@given(DAYS, DAYS)
def test_a_day_after_the_end_lies_outside(day, other):
    start, end = sorted((day, other))

    assert within(None, start, end) == (start == end)
    assert within(end, None, start) == (start == end)


@pytest.mark.parametrize(
    ("labels", "ranks"),
    [
        (["a", "b", "c"], [1, 2, 3]),
        (["h", "i", "j"], [8, 9, 10]),
        (["(i)", "(ii)", "(iii)", "(iv)", "(v)", "(ix)", "(x)"], [1, 2, 3, 4, 5, 9, 10]),
        (["1", "2", "10"], [1, 2, 10]),
        (["z", "aa", "bb"], [26, 27, 28]),
        (["first bullet", "second bullet"], None),
    ],
)
def test_letters_romans_and_numbers_count_from_one(labels, ranks):
    assert _ranks(labels) == ranks

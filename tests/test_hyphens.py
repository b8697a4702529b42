"""Words that a line's end parts with a hyphen: which are put together, and where they are cited."""

import pytest

from pipeline.records.base import LineRange
from pipeline.records.exhibit import exhibit_of
from pipeline.records.hyphens import mended


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("The Company pro-", "poses to sell"), ("The Company", "proposes to sell")),
        (("in their en-", "     tirety."), ("in their", "     entirety.")),
        # The whole word stands elsewhere, whatever its pieces are.
        (("Basic Pro-", "visions of the", "Basic Provisions"), ("Basic", "Provisions of the")),
        (("not-", "withstanding", "not this, notwithstanding"), ("", "notwithstanding")),
        # Each piece is a word of the paper, or keeps its hyphen always.
        (("a make-", "whole price", "to make it whole"), ("a make-", "whole price")),
        (("twenty-", "four hours"), ("twenty-", "four hours")),
        (("non-", "callable"), ("non-", "callable")),
        # A name, a number or a dash parts no word.
        (("Medium-", "Term Notes"), ("Medium-", "Term Notes")),
        (("Form S-", "3"), ("Form S-", "3")),
        (("a pause -", "then more"), ("a pause -", "then more")),
    ],
)
def test_a_word_is_put_together_where_it_is_one(
    lines: tuple[str, ...], whole: tuple[str, ...]
) -> None:
    made = mended(lines)

    assert made[:2] == whole
    assert made[2:] == lines[2:]


def test_a_line_may_lose_its_last_word_and_gain_a_first_one() -> None:
    lines = ("the pro-", "visions are en-", "tire")

    assert mended(lines) == ("the", "provisions are", "entire")


def test_words_are_cited_whole_or_as_they_stand() -> None:
    exhibit = exhibit_of(b"The Company pro-\nposes to sell\n", "a.txt")
    both = LineRange(first=1, last=2)

    assert exhibit.locate("The Company proposes to sell", both) == {1, 2}
    assert exhibit.locate("The Company pro- poses", both) == {1, 2}
    assert exhibit.locate("The Company promises", both) == frozenset()
    assert exhibit.locate("Company proposes", LineRange(first=1, last=1)) == frozenset()


def test_a_text_without_such_words_is_itself() -> None:
    exhibit = exhibit_of(b"Nothing is parted\nhere\n", "a.txt")

    assert exhibit.mended is exhibit

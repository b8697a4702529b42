"""Texts cut into words and questions into conditions: the cases that the browser shares."""

from dataclasses import asdict
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.paths import ROOT
from pipeline.search.fields import BY_NAME, FIELDS
from pipeline.search.language import LONGEST, MOST_CONDITIONS, chosen, parse
from pipeline.search.spelling import faults, nearest
from pipeline.search.words import located_words, words

CASES = ROOT / "tests" / "search"
WORDS: list[dict[str, Any]] = yaml.safe_load((CASES / "words.yaml").read_text(encoding="utf-8"))
QUESTIONS: list[dict[str, Any]] = yaml.safe_load(
    (CASES / "language.yaml").read_text(encoding="utf-8")
)
EMPTY = {
    "is_not": False, "field": "", "words": [], "begins": False, "values": [], "low": None,
    "high": None, "open_ends": [],
}  # fmt: skip


@pytest.mark.parametrize("case", WORDS, ids=[case["text"][:30] for case in WORDS])
def test_a_text_is_cut_into_words(case: dict[str, Any]) -> None:
    assert words(case["text"]) == case["words"]


@pytest.mark.parametrize("case", QUESTIONS, ids=[case["question"][:30] for case in QUESTIONS])
def test_a_question_is_read_into_conditions(case: dict[str, Any]) -> None:
    read = [
        {key: list(value) if isinstance(value, tuple) else value for key, value in found.items()}
        for found in map(asdict, parse(case["question"]))
    ]

    assert read == [{**EMPTY, **wanted} for wanted in case["conditions"]]


@given(st.text(max_size=200))
def test_words_stand_where_they_are_said_to(text: str) -> None:
    located = list(located_words(text))

    assert [word.text for word in located] == words(text)
    # A sign such as ¼ is two words, and so may be cut where neither begins.
    assert all(word.text in words(text[word.start : word.end]) for word in located)


@given(st.text(alphabet='ab1 -"“:<>=.,()6', max_size=60))
def test_no_question_is_too_odd_to_read(text: str) -> None:
    assert all(condition.text.strip() for condition in parse(text))


def test_long_questions_are_cut() -> None:
    assert len(parse("word " * 5000)) == MOST_CONDITIONS
    assert len(parse("x" * 10_000)[0].words[0]) == LONGEST


def test_a_choice_that_is_named_whole_is_the_only_one() -> None:
    names_of = {
        "citigroup": ("citigroup", "Citigroup Inc.", "Primerica Corporation"),
        "citigroup-funding": ("citigroup-funding", "Citigroup Funding Inc."),
        "6(a)": ("6(a)", "Section 6(a)", "6", "Section 6"),
        "16(a)": ("16(a)", "Section 16(a)", "16", "Section 16"),
    }

    assert chosen("Citigroup", names_of) == {"citigroup"}
    assert chosen("citigroup inc", names_of) == {"citigroup"}
    assert chosen("citigr", names_of) == {"citigroup", "citigroup-funding"}
    assert chosen("primerica", names_of) == {"citigroup"}
    assert chosen("6", names_of) == {"6(a)"}
    assert chosen("lehman", names_of) == set()


@pytest.mark.parametrize(
    ("typed", "word", "most", "expected"),
    [
        ("lehmann", "lehman", 2, 1),
        ("citigruop", "citigroup", 2, 1),
        ("ramires", "ramirez", 1, 1),
        ("xylophone", "telephone", 2, None),
        ("abc", "abc", 0, 0),
    ],
)
def test_faults_are_counted(typed: str, word: str, most: int, expected: int | None) -> None:
    assert faults(typed, word, most) == expected


def test_the_nearest_word_is_the_commonest_of_equals() -> None:
    assert nearest("lehmen", ["lehmon", "lehman", "layman"]) == "lehmon"
    assert nearest("lehm4n", ["lehman"]) is None
    assert nearest("abx", ["abc"]) is None


def test_the_page_about_searching_names_every_field() -> None:
    page = (ROOT / "docs" / "search.md").read_text(encoding="utf-8")
    table = page[page.index("### Fields") : page.index("### Where it works")]

    assert [name for name in BY_NAME if f"`{name}`" not in table] == []
    assert len(FIELDS) == len({field.name for field in FIELDS})

"""Many instructions at once: what they say to each other, and in which order they speak."""

from dataclasses import replace
from itertools import permutations

import pytest

from pipeline.amendments.apply import vary
from pipeline.amendments.base_text import read_base_text
from pipeline.amendments.model import (
    Instruction,
    Locator,
    Neighbour,
    NoteKind,
    Position,
    Relation,
    RunKind,
    Status,
    Varied,
)

BASE = read_base_text(
    """# Provisions

## 1. First

One two three four five. Six seven eight nine.

Ten eleven twelve.

(a) Thirteen fourteen.

## 2. Second

Fifteen sixteen. Acme Corporation seventeen.
"""
)
ONE = {"section": "1", "paragraph": 1}


def sub(name: str, old: str, new: str, **place: object) -> Instruction:
    return Instruction(name, "substitute_words", Locator(**(place or ONE)), old, new)  # type: ignore[arg-type]


def kinds(result: Varied) -> list[tuple[NoteKind, tuple[str, ...], bool]]:
    return [(note.kind, note.ids, note.is_error) for note in result.notes]


def applied(result: Varied) -> list[str]:
    return [resolution.id for resolution in result.resolutions if resolution.is_applied]


def test_overlapping_instructions_are_errors_and_neither_is_applied():
    result = vary(BASE, [sub("a", "One two", "x"), sub("b", "two three", "y"),
                         sub("c", "seven", "z")])  # fmt: skip

    assert kinds(result) == [(NoteKind.OVERLAP, ("a", "b"), True)]
    assert applied(result) == ["c"]
    assert [r.status for r in result.resolutions] == [Status.EXACT] * 3
    assert result.resolutions[0].message == "not applied"
    assert result.varied() == BASE.text.replace("seven eight", "z eight")


def test_containment_is_an_error():
    result = vary(BASE, [sub("a", "two three four", "x"), sub("b", "three", "y")])

    assert kinds(result) == [(NoteKind.CONTAINMENT, ("a", "b"), True)]
    assert result.notes[0].message == (
        "(b) changes words within those that (a) changes; neither is applied"
    )
    assert result.varied() == BASE.text


@pytest.mark.parametrize(
    "inner",
    [
        sub("b", "three", "y"),
        Instruction("b", "insert_words", Locator(**ONE, position=Position.END), new="More."),
        Instruction("b", "repeal_provision", Locator(**ONE, sentence=2)),
    ],
)
def test_nothing_is_changed_within_a_provision_that_another_replaces(inner):
    outer = Instruction("a", "replace_provision", Locator(**ONE), new="All new.")
    for order in permutations((outer, inner)):
        result = vary(BASE, order)

        assert [note.kind for note in result.notes] == [NoteKind.CONTAINMENT]
        assert result.varied() == BASE.text


def test_the_same_words_changed_twice_contradict_each_other():
    result = vary(BASE, [sub("a", "three", "x"), sub("b", "three", "y")])

    assert kinds(result) == [(NoteKind.OVERLAP, ("a", "b"), True)]
    assert applied(result) == []


def test_words_next_to_each_other_are_a_warning_and_applied():
    result = vary(BASE, [sub("a", "two", "x"), sub("b", "three", "y"), sub("c", "five", "z")])

    assert kinds(result) == [(NoteKind.ADJACENT, ("a", "b"), False)]
    assert applied(result) == ["a", "b", "c"]
    assert "One x y four z." in result.varied()


def test_a_provision_inserted_inside_a_joined_paragraph_contradicts_the_joining():
    result = vary(BASE, [
        Instruction("a", "join", Locator(**ONE), target=Locator(section="1", paragraph=2)),
        Instruction("b", "insert_provision", Locator(**ONE, position=Position.AFTER), new="New."),
    ])  # fmt: skip

    assert kinds(result) == [(NoteKind.CONTAINMENT, ("a", "b"), True)]
    assert result.varied() == BASE.text


def test_a_rename_leaves_alone_the_words_that_another_instruction_takes_away():
    rename = Instruction("a", "global_rename", Locator(whole_document=True), "Acme Corporation",
                         "Newco")  # fmt: skip
    strike = Instruction("b", "repeal_provision", Locator(section="2", paragraph=1, sentence=2))
    result = vary(BASE, [rename, strike])

    assert kinds(result) == [(NoteKind.CONTAINMENT, ("a", "b"), False)]
    assert result.notes[0].message == "(a) leaves alone the words that (b) takes away"
    assert result.varied().endswith("Fifteen sixteen.")


def test_a_rename_that_cuts_into_another_instruction_is_an_error():
    rename = Instruction("a", "global_rename", Locator(whole_document=True), "Acme Corporation",
                         "Newco")  # fmt: skip
    result = vary(BASE, [rename, sub("b", "Corporation seventeen", "x", section="2")])

    assert [(kind, error) for kind, _, error in kinds(result)] == [(NoteKind.OVERLAP, True)]
    assert result.varied() == BASE.text


def test_an_instruction_that_inserts_a_redefined_term_is_told():
    deem = Instruction("b", "deem_reference", Locator(whole_document=True), term="Registration",
                       meaning="the new one")  # fmt: skip
    result = vary(BASE, [deem, sub("f", "two", "the Registration"), sub("g", "five", "Register")])
    terms = [note for note in result.notes if note.kind is NoteKind.TERM]

    assert [note.ids for note in terms] == [("b", "f")]
    assert "(f) inserts “Registration”, to which (b) gives another meaning" in terms[0].message


def test_all_instructions_speak_to_the_original_text():
    result = vary(BASE, [
        Instruction("a", "insert_provision", Locator(**ONE), new="A new first paragraph."),
        sub("b", "eleven", "x", section="1", paragraph=2),
        Instruction("c", "renumber", Locator(section="1"), new="7"),
        sub("d", "Thirteen", "y", section="1", subsection="a"),
    ])  # fmt: skip

    assert applied(result) == ["a", "b", "c", "d"]


@pytest.mark.parametrize("is_first", [True, False])
def test_a_new_provision_stands_before_the_one_whose_number_it_takes(is_first):
    new = Instruction("a", "insert_provision", Locator(section="1", subsection="a"), new="New.")
    old = Instruction("b", "renumber", Locator(section="1", subsection="a"),
                      target=Locator(subsection="b"))  # fmt: skip
    result = vary(BASE, [new, old] if is_first else [old, new])

    assert "eleven twelve.\n\n(a) New.\n\n(b) Thirteen fourteen." in result.varied()


def test_in_turn_each_instruction_speaks_to_what_the_ones_before_left():
    result = vary(BASE, [
        Instruction("a", "insert_provision", Locator(**ONE), new="A new first paragraph."),
        sub("b", "new", "very new", section="1", paragraph=1),
        Instruction("c", "renumber", Locator(section="1"), new="7"),
        sub("d", "eleven", "x", section="7", paragraph=3),
        Instruction("e", "repeal_provision", Locator(section="7", subsection="a")),
        sub("f", "seven", "none", section="1"),
    ], "sequential")  # fmt: skip

    assert applied(result) == ["a", "b", "c", "d", "e"]
    assert result.base() == BASE.text
    assert result.varied() == BASE.text.replace("1. First", "7. First\n\nA very new first paragraph"
        ".").replace("eleven", "x").replace(" Thirteen fourteen.", "")  # fmt: skip
    assert result.resolutions[-1].message == "Section 1 is not in the text"


def test_in_turn_what_was_inserted_can_be_changed_and_what_was_split_joined():
    result = vary(BASE, [
        sub("a", "two", "second alpha"),
        sub("b", "alpha", "beta"),
        Instruction("c", "split", Locator(**ONE), old="Six"),
        Instruction("d", "join", Locator(**ONE), target=Locator(section="1", paragraph=2)),
        Instruction("e", "join", Locator(**ONE), target=Locator(section="1", paragraph=2)),
    ], "sequential")  # fmt: skip

    assert applied(result) == ["a", "b", "c", "d", "e"]
    assert result.base() == BASE.text
    assert "One second beta three four five. Six seven eight nine. Ten eleven" in result.varied()
    runs = [(run.kind, run.text, run.by) for run in result.blocks[2].runs]
    assert (RunKind.INSERTED, "beta", "b") in runs
    assert not any("alpha" in text for _, text, _ in runs)


def test_in_turn_a_paragraph_is_joined_to_one_that_was_inserted_or_over_one_that_is_gone():
    new = Instruction("a", "insert_provision", Locator(**ONE, position=Position.AFTER), new="New.")
    gone = Instruction("b", "repeal_provision", Locator(section="1", paragraph=2))
    together = Instruction("c", "join", Locator(**ONE), target=Locator(section="1", paragraph=2))
    first = Instruction("d", "insert_provision", Locator(**ONE), new="Zero.")
    joined = {
        (new, together): "seven eight nine. New.\n\nTen eleven twelve.",
        (gone, replace(together, target=Locator(section="1", subsection="a"))): (
            "seven eight nine. Thirteen fourteen."
        ),
        (first, together): "Zero. One two three four five. Six seven eight nine.\n\nTen",
    }
    for steps, words in joined.items():
        result = vary(BASE, steps, "sequential")

        assert applied(result) == [one.id for one in steps]
        assert words in result.varied()
        assert result.base() == BASE.text


def test_in_turn_words_inserted_where_others_went_follow_them():
    strike = Instruction("a", "delete_words", Locator(**ONE), "two")
    insert = Instruction("b", "insert_words", Locator(**ONE, neighbour=Neighbour(Relation.AFTER,
                         "One")), new="new")  # fmt: skip
    runs = vary(BASE, [strike, insert], "sequential").blocks[2].runs

    assert [(run.kind.value, run.text) for run in runs[:3]] == [
        ("kept", "One"),
        ("deleted", " two"),
        ("inserted", " new"),
    ]


def test_the_printed_line_is_kept_in_turn():
    base = read_base_text(
        "<!-- lines: printed -->\n# T\n\n## 1. A\n\nold words here\nthe same word\nand the same\n"
    )
    steps = [
        sub("a", "words here the", "the", section="1"),
        sub("b", "same", "other", section="1", line=3),
    ]
    result = vary(base, steps, "sequential")

    assert result.varied().endswith("old the same word and the other")
    assert result.resolutions[1].status is Status.EXACT


def test_instructions_may_be_none():
    result = vary(BASE, [])

    assert result.base() == result.varied() == BASE.text
    assert [run.kind for block in result.blocks for run in block.runs] == [RunKind.KEPT] * len(
        BASE.blocks
    )

"""Reading instructions: which operations the words of an item state, and what is left unread."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amendments.from_record import differences, instructions
from pipeline.amendments.instructions import read_item
from pipeline.amendments.locators import print_locator
from pipeline.amendments.model import Instruction, Locator
from pipeline.amendments.wording.quotations import UnpairedMarkError, one_line, quote, scan
from pipeline.records.codes import OPERATION_KINDS
from pipeline.records.deal import Deal
from pipeline.records.reader import read_archive
from tests import specimen_archive
from tests.work import calls

#: The grammar is made at the first use, which takes longer than all later ones.
UNHURRIED = settings(deadline=None)

ROOT = Path(__file__).parent.parent
SEED = read_archive(ROOT / "data").deals["citigroup-2004-02-02"].deal
TABLE = yaml.load(
    (ROOT / "tests" / "amendments" / "wordings.yaml").read_text("utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 - every scalar is text
)
READABLE = {**TABLE["seen"], **TABLE["further"]}
UNREADABLE = TABLE["unreadable"]


def shown(instruction: Instruction) -> dict[str, str]:
    """Return an instruction as the table writes it."""
    if instruction.operation == "unresolved":
        return {"unresolved": instruction.words}
    fields = {
        "does": instruction.operation,
        "at": print_locator(instruction.locator),
        "to": print_locator(instruction.target) if instruction.target else "",
    }
    fields |= {name: getattr(instruction, name) for name in ("old", "new", "term", "meaning")}
    return {name: value for name, value in fields.items() if value}


def unaccounted(words: str, read: tuple[Instruction, ...]) -> str:
    """Return what the instructions leave of an item's words; those of one part have the same."""
    rest, last = one_line(words), None
    for one in read:
        if rest.startswith(one.words):
            rest, last = rest[len(one.words) :].lstrip(), one.words
        else:
            assert one.words == last
    return rest


@pytest.mark.parametrize("case", READABLE.values(), ids=READABLE)
def test_an_item_states_its_operations(case: dict[str, Any]):
    assert [shown(one) for one in read_item("x", case["words"])] == case["gives"]


@pytest.mark.parametrize("case", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_left_unresolved_with_its_words(case: dict[str, Any]):
    whole = [{"unresolved": one_line(case["words"])}]
    wanted = whole if case["gives"] == "unresolved" else case["gives"]

    assert [shown(one) for one in read_item("x", case["words"])] == wanted


def test_the_table_has_every_operation_and_enough_of_its_own():
    kinds = {operation["does"] for case in READABLE.values() for operation in case["gives"]}

    assert kinds == set(OPERATION_KINDS) - {"unresolved"}
    assert len(TABLE["further"]) + len(UNREADABLE) >= 60
    assert len(UNREADABLE) >= 15


def test_the_seed_s_eight_items_are_the_nine_operations_of_its_record():
    read = [one for item in SEED.amendments for one in read_item(item.item, item.text.value)]
    recorded = instructions(SEED)

    assert [one.id for one in read] == ["a", "b.1", "b.2", "c", "d", "e", "f", "g", "h"]
    assert [shown(one) for one in read] == [shown(one) for one in recorded]
    assert shown(read[1]) == {
        "does": "substitute_words",
        "at": "Section 2(a), second line",
        "old": "33-55542), including a prospectus",
        "new": "333-106598), including a prospectus",
    }
    assert shown(read[2]) == {
        "does": "deem_reference",
        "at": "the whole document",
        "term": "Registration Statement",
        "meaning": "such registration statement on Form S-3",
    }


def test_ids_are_the_item_s_letter_with_a_number_where_it_holds_several():
    assert [one.id for one in read_item("c", "Section 4 is deleted;")] == ["c"]
    both = read_item("c", "Section 4 is deleted; Section 5 is deleted;")
    assert [(one.id, one.words) for one in both] == [
        ("c.1", "Section 4 is deleted;"),
        ("c.2", "Section 5 is deleted;"),
    ]


# The record beside the words


def deal_with(folder: Path, **changes: dict[str, Any]) -> Deal:
    """Return the specimen of a deal with other fields of its first variation."""
    fields = {f"amendments[0].{name}": value for name, value in changes.items()}
    archive = read_archive(specimen_archive.build(folder, {"set": fields}))
    assert archive.findings == ()
    return archive.deals[specimen_archive.SOUND_ID].deal


def one_of_record(folder: Path, **operation: Any) -> Instruction:
    operation = {"operation": "delete_words", "old_text": "x", **operation}
    return instructions(deal_with(folder, operations=[operation]))[0]


PLACES = [
    ({"section": "2(a)"}, "Section 2(a)"),
    ({"section": "6", "subsection": "b(i)"}, "Section 6(b)(i)"),
    ({"section": "6", "subsection": "(b)(i)"}, "Section 6(b)(i)"),
    ({"section": "1", "sentence": "last"}, "Section 1, last sentence"),
    (
        {"section": "1", "sentence": "2", "clause": "(ii)"},
        "Section 1, second sentence, clause (ii)",
    ),
    ({"as_printed": "the proviso to Section 5(f)"}, "Section 5(f), proviso"),
    (
        {"as_printed": "after “the” in Section 1", "line": "4"},
        "Section 1, fourth line, after “the”",
    ),
    ({"as_printed": "somewhere", "section": "1"}, "Section 1"),
    ({"as_printed": "all references"}, "place not stated"),
]


@pytest.mark.parametrize(("place", "standard"), PLACES)
def test_a_place_is_its_fields_and_what_only_its_words_hold(tmp_path, place, standard):
    assert print_locator(one_of_record(tmp_path, place=place).locator) == standard


def test_a_record_s_scope_and_protected_texts_are_the_instruction_s(tmp_path):
    made = one_of_record(
        tmp_path, operation="global_rename", scope="whole_document", new_text="y", protected=["z"]
    )

    assert made.locator == Locator(whole_document=True)
    assert (made.old, made.new, made.protected) == ("x", "y", ("z",))


def test_the_seed_s_record_says_what_its_words_say():
    assert list(differences(SEED)) == []


def test_the_second_place_that_a_record_cannot_hold_comes_from_the_item_s_words(tmp_path):
    words = (
        "move the second sentence of Section 12 to the end of Section 11; and "
        "Section 13 is renumbered as Section 14."
    )
    move = {"operation": "move", "place": {"section": "12", "sentence": "second"}}
    renumber = {"operation": "renumber", "place": {"section": "13"}, "new_text": "Section 14"}
    moved, renumbered, *_ = instructions(
        deal_with(tmp_path, text=words, operations=[move, renumber])
    )

    assert (moved.id, shown(moved)["to"]) == ("a.1", "Section 11, at the end")
    assert (renumbered.id, shown(renumbered)["to"]) == ("a.2", "Section 14")


def test_a_record_of_another_place_does_not_take_the_second_from_the_words(tmp_path):
    move = {"operation": "move", "place": {"section": "10"}}
    words = "move Section 12 to the end of Section 11;"
    moved, *_ = instructions(deal_with(tmp_path, text=words, operations=[move]))

    assert moved.target is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"operations[0].place": {"section": "3", "line": "7"}},
            "its words name Section 3, second line, not Section 3, seventh line",
        ),
        (
            {"operations[0].new_text": "wire transfer"},
            "its words have 'wire transfer of same day funds' as new, not 'wire transfer'",
        ),
        (
            {"operations[0].operation": "insert_words"},
            "its words state substitute_words, not insert_words",
        ),
        (
            {"operations[0].place": {"section": "third"}},
            (
                "its words name Section 3, second line, not what the record holds (the section "
                "has no number)"
            ),
        ),
        (
            {"operations[1]": {"operation": "disapply", "place": {"section": "4"}}},
            "its words state 1 operation (substitute_words), not 2",
        ),
    ],
)
def test_a_record_that_says_something_else_differs(tmp_path, changes, message):
    (found,) = differences(deal_with(tmp_path, **changes))

    assert (found.index, found.item, found.message) == (0, "a", message)
    assert not found.is_unread


def test_words_that_the_reader_does_not_know_say_nothing_against_the_record(tmp_path):
    changes = {"text": {"value": "pay by wire transfer instead", "as_printed": "pay by wire"}}
    (found,) = differences(deal_with(tmp_path, **changes))

    assert found.is_unread
    assert found.message == "the words 'pay by wire' are none that the reader knows"


# Quotations


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('delete "x" now', ["x"]),
        ("delete “x” now", ["x"]),
        ("delete ``x'' now", ["x"]),
        ("delete 'x' now", ["x"]),
        ("delete ‘x’ now", ["x"]),
        ('"a" and "b"', ["a", "b"]),
        ('"the "Notes" due"', ['the "Notes" due']),
        ('""Notes" means notes"', ['"Notes" means notes']),
        ('"notes (the "Notes")"', ['notes (the "Notes")']),
        ("“the “Notes” due”", ["the “Notes” due"]),
        ("“the 'Notes' due”", ["the 'Notes' due"]),
        ('", including" and "."', [", including", "."]),
        ('"No. 33-5), (the"', ["No. 33-5), (the"]),
        ('" and "', ["and"]),
        ('the Company\'s "x" and the Underwriters\' "y"', ["x", "y"]),
        ("nothing quoted, but the Company's", []),
    ],
)
def test_a_quotation_ends_at_its_own_mark(text, words):
    assert [quotation.words for quotation in scan(text).quotations] == words


@pytest.mark.parametrize(
    "text", ['delete "x', 'delete x" now', '"x and insert "y"', "”x“", "'the Underwriters' notes'"]
)
def test_marks_that_do_not_pair_make_nothing_of_the_text(text):
    with pytest.raises(UnpairedMarkError):
        scan(text)


@UNHURRIED
@given(st.text().map(one_line))
def test_quotations_put_back_are_the_text(text):
    try:
        scanned = scan(text)
    except UnpairedMarkError:
        return
    assert scanned.printed(scanned.text) == text


@UNHURRIED
@given(st.text(min_size=1).map(one_line).filter(bool))
def test_words_that_are_quoted_read_back(words):
    (quotation,) = scan(quote(words), escapes=True).quotations

    assert quotation.words == words


# Laws over any words

FRAGMENTS = [
    *('"global"', "“definitive”", "'x'", '"', "“", "(", ")", "[Reserved]", "\u200f", "…", "\x00"),
    *("delete", "insert", "replace", "with", "in lieu thereof", "substitute", "for", "add", "by"),
    *("the", "word", "in", "of", "at the end", "after", "before", "following", "thereof", "to"),
    *("Section 3", "Sections 5(c) and 5(d)", "the third line", "the last sentence", "clause (ii)"),
    *(
        "the proviso to",
        "the definition of",
        "Schedule II",
        "the Basic Provisions",
        "paragraph (c)",
    ),
    *("is deleted", "shall not apply", "is amended", "by deleting", "shall be deemed", "means"),
    *("all references to", "shall refer to", "Alder Inc.", "the following:", "as new", "and", "or"),
    *(",", ";", ".", ":", "; and", "wherever it appears", "notwithstanding", "in addition to", "a"),
    *("is replaced by", "re-letter", "as", "move", "the blank", "is filled with", "unless", "such"),
    *("the comma", "into two paragraphs", "combine", "respectively", "in its entirety", "New text"),
]
made_up = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(" ".join)
SIGNS = {",", ";", ":", "."}


@UNHURRIED
@given(made_up | st.text())
def test_every_word_is_in_an_instruction_and_every_operand_in_the_words(words):
    read = read_item("x", words)

    assert read
    assert unaccounted(words, read) == ""
    for one in read:
        for operand in (one.old, one.new, one.term, one.meaning):
            assert operand in one.words or operand in SIGNS
        if one.operation == "unresolved":
            assert one == Instruction(one.id, "unresolved", Locator(), words=one.words)
        else:
            print_locator(one.locator)


@UNHURRIED
@given(st.sampled_from(sorted(READABLE)), st.data())
def test_whatever_word_is_lost_only_whole_quotations_change_words(name, data):
    words = one_line(READABLE[name]["words"]).split()
    lost = data.draw(st.integers(0, len(words) - 1))
    shorter = " ".join(words[:lost] + words[lost + 1 :])

    for one in read_item("x", shorter):
        if one.operation in ("substitute_words", "delete_words", "insert_words", "fill_blank"):
            quoted = {quotation.words for quotation in scan(shorter).quotations}
            is_name = "references" in shorter or "the name " in shorter
            named = one.operation == "substitute_words" and is_name
            assert named or {one.old, one.new} <= quoted | SIGNS | {""}


# Hostile items

LONG = 4_000
HOSTILE = [
    *('"', "“", "”", "'", "``", "''", '("', '")', "(", ")", "[", "{", "“x”", "'a' ", "(a)", "\\"),
    *("in the first line of ", "the ", "a new ", "the following: ", "first and ", "hereby "),
    *('delete "x" and ', 'insert "x" after ', 'in Section 3, delete "x"; ', "Sections 3, 4, "),
    *("all references to Alder and ", 'any reference to "X" shall be deemed a reference to Y, '),
    *(
        "the proviso to ",
        "paragraph (a) of ",
        "notwithstanding ",
        "in addition to the ",
        "; ",
        ". A",
    ),
    *(
        "Section 3 is replaced by the following: a; ",
        "is ",
        ", ",
        "and ",
        "\u200f",
        "\ue000",
        "\x00",
    ),
    *("1.", "x-", "Alder ", "re", "in the first place where it "),
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_reading_takes_work_in_proportion_to_the_length(unit):
    text = unit * (LONG // len(unit))
    read_item("x", 'in Section 3, delete "y"')  # The grammar is made at the first use.

    # If each sign were looked at from each other one, it would be 10,000 calls a sign.
    assert calls(lambda: read_item("x", text)) < 300 * LONG


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_words_are_kept(unit):
    text = unit * (LONG // len(unit))

    assert unaccounted(text, read_item("x", text)) == ""


def test_an_operand_of_ten_thousand_characters_is_an_operand():
    old = one_line("certified (or official] bank check; " * 300)
    (read,) = read_item("x", f'in Section 3, delete "{old}" and insert in lieu thereof "wire"')

    assert len(old) > 10_000
    assert (read.operation, read.old, read.new) == ("substitute_words", old, "wire")


def test_marks_of_direction_within_an_operand_are_kept_and_outside_leave_it_unread():
    (inside,) = read_item("x", 'in Section 3, delete "a \u200fb" now'.removesuffix(" now"))
    (outside,) = read_item("x", 'in Section 3, \u202edelete "a"')

    assert inside.old == "a \u200fb"
    assert outside.operation == "unresolved"


def test_thousands_of_brackets_in_quotations_do_not_matter():
    brackets = "(" * 5_000
    (read,) = read_item("x", f'in Section 3, delete "{brackets}"')

    assert (read.operation, read.old) == ("delete_words", brackets)

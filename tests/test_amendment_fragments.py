"""Instructions on a base text that nobody holds: the quoted words, and not one more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.amendments.fragments import fragment, fragments
from pipeline.amendments.from_record import instructions
from pipeline.amendments.model import Instruction, Locator, RunKind, Status
from pipeline.paths import ROOT
from pipeline.records.codes import MEANING_ONLY, OPERATION_KINDS
from pipeline.records.deal import Deal
from pipeline.records.typed import to_record
from pipeline.records.yamltext import read_yaml


@pytest.fixture(scope="module")
def seed() -> tuple[Instruction, ...]:
    """Return the nine operations of the deal of 2 February 2004."""
    file = ROOT / "data" / "deals" / "2004" / "citigroup-2004-02-02.yaml"
    deal, _ = to_record(read_yaml(file, file.name), Deal)
    assert deal is not None
    return instructions(deal)


def test_the_seed_s_fragments_are_grouped_in_the_order_of_the_document(seed):
    groups = {group.path: [f.instruction.id for f in group.fragments] for group in fragments(seed)}

    assert groups == {
        "Whole document": ["a", "b.2"],
        "Section 2": ["b.1"],
        "Section 3": ["c", "d", "e"],
        "Section 6": ["f", "g"],
        "Section 10": ["h"],
    }
    assert list(groups) == [group.path for group in fragments(reversed(seed))]


def marked(one: Instruction) -> list[tuple[str, str]]:
    return [(run.kind.value, run.text) for run in fragment(one).runs]


def test_the_real_change_of_each_seed_item_is_marked(seed):
    by_id = {one.id: one for one in seed}

    assert marked(by_id["b.1"]) == [
        ("deleted", "33-55542"),
        ("inserted", "333-106598"),
        ("kept", "), including a prospectus"),
    ]
    assert marked(by_id["d"]) == [("deleted", "definitive"), ("inserted", "global")]
    assert marked(by_id["f"]) == [
        ("deleted", "such registration statement when it became effective, or in "),
        ("kept", "the Registration Statement"),
    ]
    assert marked(by_id["a"]) == [
        ("deleted", "Primerica Corporation"),
        ("inserted", "Citigroup Inc."),
    ]
    assert marked(by_id["b.2"]) == []


def test_no_fragment_is_said_to_be_found(seed):
    statuses = {fragment(one).resolution.status for one in seed}

    assert statuses == {Status.BASE_NOT_HELD, Status.MEANING_ONLY}


def test_sections_come_by_number_and_what_names_no_place_last():
    places = [
        Locator(),
        Locator(section="10"),
        Locator(schedule="Annex I"),
        Locator(section="3A"),
        Locator(definition="Notes"),
        Locator(section="3"),
        Locator(preamble=True),
        Locator(whole_document=True),
        Locator(section="9"),
    ]
    found = fragments(Instruction(f"i{n}", "delete_words", p, "x") for n, p in enumerate(places))

    assert [group.path for group in found] == [
        "Whole document",
        "Preamble",
        "Section 3",
        "Section 3A",
        "Section 9",
        "Section 10",
        "Annex I",
        "Definitions",
        "No place named",
    ]
    assert len({group.anchor for group in found}) == len(found)


def test_within_a_section_places_come_in_their_order():
    places = [
        Locator(section="3", paragraph=-1),
        Locator(section="3", paragraph=2, line=9),
        Locator(section="3", paragraph=2, line=4),
        Locator(section="3", subsection="b"),
        Locator(section="3(a)"),
        Locator(section="3", paragraph=1),
    ]
    (group,) = fragments(
        Instruction(str(n), "delete_words", place, "x") for n, place in enumerate(places)
    )

    assert [f.instruction.id for f in group.fragments] == ["5", "2", "1", "0", "4", "3"]


QUOTED = st.text("ab ,(1“", max_size=30)


@given(st.sampled_from(sorted(OPERATION_KINDS)), QUOTED, QUOTED)
def test_a_fragment_holds_the_quoted_words_and_nothing_else(operation, old, new):
    found = fragment(Instruction("a", operation, Locator(), old, new, words="as printed"))
    before = "".join(run.text for run in found.runs if run.kind is not RunKind.INSERTED)
    after = "".join(run.text for run in found.runs if run.kind is not RunKind.DELETED)

    if operation in MEANING_ONLY or operation == "unresolved":
        assert found.runs == ()
    elif operation == "move":
        assert before == after == old
    else:
        assert before == old
        assert len(after) == len(new)


def test_what_is_not_resolved_shows_its_words():
    found = fragment(Instruction("a", "unresolved", Locator(), words="as agreed"))

    assert found.resolution.status is Status.UNRESOLVED
    assert found.resolution.message == "as agreed"

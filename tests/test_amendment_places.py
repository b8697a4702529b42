"""Locators lead to the place that they name in the made-up provisions, and nowhere else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.amendments.base_text import read_base_text
from pipeline.amendments.finding import Searched, find, find_gap
from pipeline.amendments.model import Each, Locator, Neighbour, Relation, Status
from pipeline.amendments.places import resolve
from pipeline.amendments.words import hits, plain
from tests.made_up_instructions import CHECK, FIRST, base_text

BASE = base_text(FIRST)
TEXT = Searched(BASE)


def place_texts(**fields: object) -> list[str]:
    spans = resolve(BASE, Locator(**fields)).spans
    return [BASE.flat[start:end] for start, end in spans]


#: A locator, and how the text of its only place begins and ends.
PLACES = [
    ({"preamble": True}, "Specimen Corporation, a Delaware", "Terms Agreement prevails."),
    ({"paragraph": 2}, "The firms that sign", "mean that firm."),
    ({"preamble": True, "paragraph": -1}, "These provisions and", "prevails."),
    ({"section": "3"}, "3. Sale, Delivery", "for each such contract."),
    ({"section": "3", "paragraph": 4}, "The Company will let", "the Closing Date."),
    ({"section": "3", "paragraph": -1}, "If the Terms Agreement", "each such contract."),
    ({"section": "5", "paragraph": 2}, "If a condition", "remains in force."),
    ({"section": "2", "subsection": "a"}, "(a) The Registration", "being prepared."),
    ({"section": "2(a)"}, "(a) The Registration", "being prepared."),
    ({"section": "5", "subsection": "b"}, "(b) The Representative", "duly signed."),
    ({"section": "5", "subsection": "b(ii)"}, "(ii) the Indenture", "Company; and"),
    ({"section": "5", "subsection": "b", "clause": "ii"}, "(ii) the Indenture", "Company; and"),
    ({"section": "6", "subsection": "c", "paragraph": 2}, "Nobody settles", "without reason."),
    ({"section": "6", "subsection": "c", "sentence": 2}, "The other side", "interests."),
    ({"section": "6", "subsection": "c", "sentence": -1}, "Consent may", "without reason."),
    ({"section": "2", "subsection": "c", "clause": "ii"}, "(ii) has the power", "its business"),
    ({"section": "9", "paragraph": 1, "clause": "iii"}, "(iii) war breaks", "with the sale"),
    ({"section": "3", "paragraph": 2, "proviso": True}, "provided, however", "first set."),
    ({"section": "3", "sentence": 1}, "On the terms of these", "stated there."),
    ({"definition": "Closing Date"}, "“Closing Date” means", "Section 3."),
    ({"section": "1", "definition": "Indenture"}, "“Indenture” means", "supplement to it."),
    ({"definition": "Company"}, "Specimen Corporation, a Delaware", "time to time."),
    ({"schedule": "Annex I"}, "Annex I. Terms", "other Securities."),
    ({"schedule": "annex i", "row": 2}, "Price\t", "percent"),
    ({"schedule": "Annex I", "row": -1}, "Date of delivery", "________"),
    ({"schedule": "Annex I", "paragraph": 2, "clause": "2"}, "(2) the Underwriters", "Securities"),
]


@pytest.mark.parametrize(("fields", "start", "end"), PLACES)
def test_a_locator_leads_to_its_place(fields, start, end):
    (text,) = place_texts(**fields)

    assert text.startswith(start)
    assert text.endswith(end)


#: A locator that leads nowhere, and what is said of it.
NOWHERE = [
    ({"section": "14"}, "Section 14 is not in the text"),
    ({"section": "3", "paragraph": 6}, "Section 3 has 5 unnumbered paragraphs"),
    ({"section": "3", "paragraph": 0}, "Section 3 has 5 unnumbered paragraphs"),
    ({"section": "3", "subsection": "a"}, "Section 3 has no subsection (a)"),
    ({"section": "6", "subsection": "c", "paragraph": 3}, "Section 6(c) has 2 paragraphs"),
    ({"section": "8", "sentence": 2}, "Section 8 has no second sentence"),
    ({"section": "8", "proviso": True}, "Section 8 has no proviso"),
    ({"section": "8", "clause": "ii"}, "Section 8 has no clause (ii)"),
    ({"schedule": "Annex II"}, "Annex II is not in the text"),
    ({"schedule": "Annex I", "row": 4}, "Annex I has 3 rows"),
    ({"definition": "Trustee"}, "Whole document has no definition of “Trustee”"),
]


@pytest.mark.parametrize(("fields", "problem"), NOWHERE)
def test_a_locator_that_leads_nowhere_says_so(fields, problem):
    place = resolve(BASE, Locator(**fields))

    assert place.spans == ()
    assert place.problem == problem


def found(words: str, **fields: object):
    locator = Locator(**fields)
    return find(TEXT, resolve(BASE, locator), words, locator)


def test_words_are_found_over_line_ends_and_with_other_quotation_marks():
    result = found(CHECK, section="3", paragraph=3)

    assert result.status is Status.EXACT
    ((start, end),) = result.hits
    assert BASE.flat[start:end] == CHECK.replace("'", "’")


def test_the_line_breaks_a_tie():
    assert found("definitive", section="3", paragraph=3).status is Status.AMBIGUOUS
    by_line = [found("definitive", section="3", paragraph=3, line=line) for line in (3, 6, 7, 4)]

    assert [result.status for result in by_line] == [
        Status.EXACT,
        Status.AMBIGUOUS,
        Status.EXACT,
        Status.AMBIGUOUS,
    ]
    assert by_line[0].hits < by_line[2].hits
    assert "twice in Section 3, third paragraph, on lines 3, 7" in by_line[1].message


def test_a_line_that_disagrees_with_the_only_hit_is_reported():
    result = found("telex", section="9", paragraph=2, line=2)

    assert result.status is Status.FOUND_ELSEWHERE
    assert result.line == 1
    assert result.message == "words found, but on line 1 of the edition held, not on line 2"


def test_lines_mean_nothing_where_the_edition_s_are_not_held():
    free = read_base_text(f"# T\n\n## 1. A\n\none two\nthree {'x ' * 3}\n")
    locator = Locator(section="1", line=9)

    assert find(Searched(free), resolve(free, locator), "two", locator).status is Status.EXACT


@pytest.mark.parametrize(
    ("occurrence", "count"), [(1, 1), (2, 1), (-1, 1), (Each.EACH, 2), (3, 0), (0, 0)]
)
def test_an_occurrence_chooses_among_the_hits(occurrence, count):
    result = found("definitive", section="3", paragraph=3, occurrence=occurrence)

    assert len(result.hits) == count
    assert (result.status is Status.EXACT) is (count > 0)
    assert result.matches == 2


def test_words_elsewhere_are_not_touched_but_named():
    result = found("telex", section="10")

    assert result.status is Status.NOT_FOUND
    assert result.message.endswith("not in Section 10; they stand in Section 9, second paragraph")
    assert "with other capital letters" in found("TELEX", section="9").message
    assert "without the sign at their end" in found("telex,", section="9").message
    assert "nor elsewhere" in found("telegraph", section="9").message
    assert "quotes no words" in found(" ", section="9").message


def test_neighbours_choose_the_hit_beside_them():
    def beside(relation: Relation, words: str, second: str = ""):
        neighbour = Neighbour(relation, words, second)
        return found("definitive", section="3", paragraph=3, neighbour=neighbour)

    first = found("definitive", section="3", paragraph=3, occurrence=1).hits
    assert beside(Relation.BEFORE, "form").hits == first
    assert beside(Relation.AFTER, "in").hits == first
    assert beside(Relation.BETWEEN, "in", "form").hits == first
    assert beside(Relation.AFTER, "form").status is Status.NOT_FOUND


def test_a_gap_lies_beside_or_between_words():
    def gap(relation: Relation, words: str, second: str = "", **fields: object):
        locator = Locator(**fields)
        neighbour = Neighbour(relation, words, second)
        result = find_gap(TEXT, resolve(BASE, locator), neighbour, locator)
        return [BASE.flat[at - 6 : at + 6] for at, _ in result.hits]

    assert gap(Relation.AFTER, "by telex", section="9") == [" telex or by"]
    assert gap(Relation.BEFORE, "telex", section="9") == ["en by telex "]
    assert gap(Relation.BETWEEN, "by telex", "or", section="9") == [" telex or by"]
    assert gap(Relation.BETWEEN, "by telex", "and", section="9") == []
    assert gap(Relation.AFTER, "definitive", section="3", paragraph=3) == []


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [
        ("days and day", "day", 1),
        ("No. 333-106598 and 106598", "106598", 1),
        ("333-1 33-1", "33-1", 1),
        ("the Company’s and Company", "Company", 2),
        ('“x” and "x"', '"x"', 2),
        ("a a a a", "a a", 2),
        ("on 1.5 or 1", "1", 1),
        ("(next day)", "next day)", 1),
        ("x", "", 0),
    ],
)
def test_words_are_found_whole(text, words, count):
    assert len(hits(plain(text), words, [(0, len(text))])) == count


NAMES = st.sampled_from(["", "1", "3", "5", "9", "14"])
ORDINALS = st.one_of(st.none(), st.integers(-3, 4))
LOCATORS = st.builds(
    Locator,
    whole_document=st.booleans(),
    preamble=st.booleans(),
    section=NAMES,
    subsection=st.sampled_from(["", "a", "b", "b(ii)", "c"]),
    paragraph=ORDINALS,
    sentence=ORDINALS,
    clause=st.sampled_from(["", "", "i", "ii", "(iii)"]),
    proviso=st.booleans(),
    clause_in_proviso=st.booleans(),
    definition=st.sampled_from(["", "", "", "Company"]),
    schedule=st.sampled_from(["", "", "", "Annex I"]),
    row=ORDINALS,
)


@given(LOCATORS)
def test_a_narrower_locator_never_leads_outside_the_wider_one(locator):
    wide = replace(
        locator, sentence=None, clause="", proviso=False, definition="", paragraph=None, row=None
    )
    if locator.paragraph is not None and not (locator.section or locator.schedule):
        wide = replace(wide, preamble=True)
    outer, inner = resolve(BASE, wide).spans, resolve(BASE, locator).spans

    for start, end in inner:
        assert start < end
        assert any(first <= start and end <= last for first, last in outer)

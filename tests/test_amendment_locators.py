"""Locators: what the wording of an instruction names, and one standard form for it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.amendments.locators import LocatorError, parse_locator, print_locator
from pipeline.amendments.model import Each, Locator, Neighbour, Position, Relation
from pipeline.amendments.wording import ordinals
from pipeline.amendments.wording.quotations import one_line

#: The grammar is made at the first use, which takes longer than all later ones.
UNHURRIED = settings(deadline=None)

#: The wording of a place -> its standard form.
WORDINGS = {
    "the fourteenth line of the third paragraph of Section 3": (
        "Section 3, third paragraph, fourteenth line"
    ),
    "the second line of Section 2(a)": "Section 2(a), second line",
    "clause (ii) of the second sentence of Section 6(b)(i)": (
        "Section 6(b)(i), second sentence, clause (ii)"
    ),
    "the first (unnumbered) paragraph of the Basic Provisions": "Preamble, first paragraph",
    "clause (i) of the fourth sentence of the first (unnumbered) paragraph": (
        "first paragraph, fourth sentence, clause (i)"
    ),
    "the last sentence of the second paragraph of subparagraph (k) of Section 1": (
        "Section 1(k), second paragraph, last sentence"
    ),
    "the proviso to Section 5(f)": "Section 5(f), proviso",
    "the proviso to clause (ii) of Section 5(f)": "Section 5(f), clause (ii), proviso",
    "clause (ii) of the proviso to Section 5(f)": "Section 5(f), proviso, clause (ii)",
    'the definition of "Closing Date"': "definition of “Closing Date”",
    'the definition of the term "Closing Date" in Section 1(a)': (
        "Section 1(a), definition of “Closing Date”"
    ),
    'the second sentence of the definition of "Closing Date"': (
        "definition of “Closing Date”, second sentence"
    ),
    "Schedule II, third row": "Schedule II, third row",
    "the third row of Annex A to the Basic Provisions": "Annex A, third row",
    "Section 3 of Schedule II": "Schedule II, Section 3",
    "in Section 3, in the first place it appears": "Section 3, first occurrence",
    "Section 3 where it first appears": "Section 3, first occurrence",
    "Section 4 wherever it appears": "Section 4, each occurrence",
    "throughout the Basic Provisions": "the whole document, each occurrence",
    'in Section 1 after the words "to the Company"': "Section 1, after “to the Company”",
    'Section 1, immediately following "x"': "Section 1, after “x”",
    'Section 1, prior to "x"': "Section 1, before “x”",
    'Section 1, between "x" and the word "y"': "Section 1, between “x” and “y”",
    'Section 1, after "x" and before "y"': "Section 1, between “x” and “y”",
    'Section 1, before the comma following "x"': "Section 1, between “x” and “,”",
    "at the end of the first sentence of Section 4": "Section 4, first sentence, at the end",
    "at the end of Section 4, before the full stop": "Section 4, at the end before the full stop",
    "at the beginning of Section 4": "Section 4, at the beginning",
    "immediately after the second sentence of Section 4": (
        "Section 4, second sentence, immediately after it"
    ),
    "before Section 4": "Section 4, immediately before it",
    "Section 11.03": "Section 11.03",
    "Section 5A(b)": "Section 5A(b)",
    "section IV": "Section IV",
    "paragraph (c)(ii) of Section 5": "Section 5(c)(ii)",
    "line 30 of Section 3": "Section 3, 30th line",
    "the twenty-first line of Section 3": "Section 3, 21st line",
    "the next to last sentence of Section 3": "Section 3, next-to-last sentence",
    "the third-to-last sentence of Section 3": "Section 3, third-to-last sentence",
    "the Basic Provisions": "the whole document",
    "SECTION 3,  THIRD\n PARAGRAPH": "Section 3, third paragraph",
}

#: Words that name no place, several, or one that cannot be held.
NO_PLACE = [
    "",
    "the agreed form",
    "Section",
    "Section 3 and Section 4",
    "Sections 5(c) through 5(f)",
    "Section 11.03 of the Indenture",
    "the second sentence of clause (ii) of Section 3",
    "the third paragraph of the second sentence of Section 3",
    "the zeroth line of Section 3",
    "the 0th line of Section 3",
    "the second column of Schedule I",
    "the heading of Section 7",
    'after the words "x',
    "Section 3 thereof, as the case may be",
    "paragraph (c) of paragraph (b) of Section 5",
]


@pytest.mark.parametrize(("words", "standard"), WORDINGS.items(), ids=WORDINGS)
def test_a_wording_has_one_standard_form(words, standard):
    assert print_locator(parse_locator(words)) == standard
    assert parse_locator(standard) == parse_locator(words)


@pytest.mark.parametrize("words", NO_PLACE)
def test_what_names_no_single_place_is_no_locator(words):
    with pytest.raises(LocatorError):
        parse_locator(words)


def test_parts_of_the_place_go_to_their_fields():
    parsed = parse_locator(
        "in the fourth line of clause (i) of the last sentence of Section 6(b)(i)"
    )

    assert parsed == Locator(section="6", subsection="b(i)", sentence=-1, clause="i", line=4)


def test_labels_that_count_on_lie_beside_each_other_and_not_within():
    assert parse_locator("paragraph (ii) of Section 5(c)").subsection == "c(ii)"
    with pytest.raises(LocatorError):
        parse_locator("paragraph (d) of Section 5(c)")


# The law: parsing what is printed gives the same locator, whatever its words hold.

ordinal = st.integers(1, 300) | st.integers(-12, -1)
label = st.sampled_from(
    ["a", "b", "k", "z", "i", "ii", "iv", "A", "B", "xii", "1", "12", "aa", "BB"]
)
nested = st.lists(label, min_size=1, max_size=3).map(
    lambda labels: labels[0] + "".join(f"({inner})" for inner in labels[1:])
)
words = st.text(min_size=1, max_size=30).map(one_line).filter(bool)
hostile = st.text("“”\"'`‘’\\ab, ().\ue000\ue001\u200f", min_size=1).map(one_line).filter(bool)
quoted = words | hostile
neighbour = st.builds(
    Neighbour, st.sampled_from([Relation.AFTER, Relation.BEFORE]), quoted
) | st.builds(Neighbour, st.just(Relation.BETWEEN), quoted, quoted)


def optional(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | values


def or_empty(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.just("") | values


of_words = {
    "neighbour": optional(neighbour),
    "occurrence": optional(ordinal | st.just(Each.EACH)),
    "position": optional(st.sampled_from(Position)),
}
within = {
    "paragraph": optional(ordinal),
    "sentence": optional(ordinal),
    "clause": or_empty(nested),
    "proviso": st.booleans(),
    "definition": or_empty(quoted),
    "row": optional(ordinal),
    "line": optional(ordinal),
    **of_words,
}
section = st.from_regex(r"\A([1-9][0-9]{0,2}[A-Z]?(\.[0-9]{1,3}){0,2}|[IVX]{1,4})\Z")
schedule = st.sampled_from(["Schedule II", "Annex A", "Exhibit 12", "Appendix B"])
locators = st.one_of(
    st.builds(Locator, whole_document=st.just(True), **of_words),
    st.builds(Locator, preamble=st.just(True), **within),
    st.builds(
        Locator,
        section=or_empty(section),
        subsection=or_empty(nested),
        schedule=or_empty(schedule),
        **within,
    ),
    st.builds(
        Locator,
        section=section,
        **within | {"clause": nested, "proviso": st.just(True)},
        clause_in_proviso=st.booleans(),
    ),
)


@UNHURRIED
@given(locators)
@example(Locator())
@example(Locator(definition='"'))
@example(Locator(definition="say “x” now"))
@example(Locator(neighbour=Neighbour(Relation.BETWEEN, "\\", "”")))
def test_parsing_what_is_printed_gives_the_same_locator(locator):
    assert parse_locator(print_locator(locator)) == locator


@pytest.mark.parametrize(
    "locator",
    [
        Locator(line=0),
        Locator(section="the third"),
        Locator(subsection="(a)"),
        Locator(clause="a b"),
        Locator(schedule="the schedule"),
        Locator(preamble=True, section="3"),
        Locator(whole_document=True, section="3"),
        Locator(section="3", clause="i", clause_in_proviso=True),
        Locator(definition="loose  white space"),
        Locator(neighbour=Neighbour(Relation.AFTER, "")),
        Locator(neighbour=Neighbour(Relation.AFTER, "x", "y")),
        Locator(neighbour=Neighbour(Relation.BETWEEN, "x")),
    ],
)
def test_a_locator_that_no_words_can_name_is_not_printed(locator):
    with pytest.raises(LocatorError):
        print_locator(locator)


@UNHURRIED
@given(st.text())
def test_any_words_are_a_locator_or_an_error(text):
    try:
        parsed = parse_locator(text)
    except LocatorError:
        return
    assert parse_locator(print_locator(parsed)) == parsed


@UNHURRIED
@given(ordinal)
def test_an_ordinal_reads_back(number):
    assert ordinals.number(ordinals.word(number)) == number


def test_ordinals_are_words_up_to_twenty_and_digits_beyond():
    written = [ordinals.word(number) for number in (1, 12, 20, 21, 22, 23, 111, -1, -2, -3)]

    assert written == [
        *("first", "twelfth", "twentieth", "21st", "22nd", "23rd", "111th"),
        *("last", "next-to-last", "third-to-last"),
    ]

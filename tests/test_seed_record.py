"""The first record of the archive against its exhibit, and the specimen against the model."""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records.archive import DealRecord
from pipeline.records.base import Blank, Citation, Record, Stated
from pipeline.records.coverage import cited_lines
from pipeline.records.deal import Deal, fields
from pipeline.records.exhibit import ExhibitText, read_exhibit
from pipeline.records.typed import to_record
from pipeline.records.yamltext import parse_yaml, read_yaml

DATA = Path(__file__).parent.parent / "data"
SPECIMEN = DATA / "templates" / "deal.yaml"

RULED_LINES = {287, 299, 310, 323, 326}


def read_seed() -> DealRecord:
    file = read_yaml(DATA / "deals" / "2004" / "citigroup-2004-02-02.yaml", "seed")
    deal, faults = to_record(file, Deal)
    assert [*file.findings, *faults] == []
    assert deal is not None
    exhibit = read_exhibit(DATA / "exhibits" / "citigroup-2004-02-02.txt", "exhibit")
    return DealRecord(deal, file.path, file.lines, exhibit)


SEED = read_seed()
DEAL = SEED.deal
EXHIBIT = SEED.exhibit
assert EXHIBIT is not None


def stated(deal: Deal) -> Iterator[tuple[str, Stated[object]]]:
    for field in fields(deal):
        if isinstance(field.stated, Stated):
            yield field.name, field.stated


CITATIONS = [
    pytest.param(citation, id=f"{name}-{number}")
    for name, value in stated(DEAL)
    for number, citation in enumerate(value.citations)
]


def places(exhibit: ExhibitText, citation: Citation) -> list[tuple[int, int]]:
    """Where each sign of the quoted words stands: line (from 1) and column (from 0)."""
    signs = [
        (sign, line, column)
        for line in sorted(exhibit.locate(citation.quote, citation.lines))
        for column, sign in enumerate(exhibit.lines[line - 1])
        if not sign.isspace()
    ]
    words = "".join(citation.quote.split())
    start = "".join(sign for sign, _, _ in signs).find(words)
    assert start >= 0
    return [(line, column) for _, line, column in signs[start : start + len(words)]]


def without(exhibit: ExhibitText, gone: list[tuple[int, int]]) -> ExhibitText:
    """The same text with these signs deleted."""
    dropped = set(gone)
    lines = tuple(
        "".join(sign for column, sign in enumerate(text) if (line, column) not in dropped)
        for line, text in enumerate(exhibit.lines, 1)
    )
    return dataclasses.replace(exhibit, lines=lines)


def test_the_exhibit_is_the_copy_that_was_recorded():
    assert DEAL.document.exhibit is not None
    recorded = DEAL.document.exhibit

    assert (recorded.sha256, recorded.bytes, recorded.lines) == (
        EXHIBIT.sha256,
        EXHIBIT.size,
        len(EXHIBIT.lines),
    )


@pytest.mark.parametrize("citation", CITATIONS)
def test_a_citation_is_found_at_exactly_its_lines(citation: Citation):
    found = EXHIBIT.locate(citation.quote, citation.lines)

    assert found
    assert (min(found), max(found)) == (citation.lines.first, citation.lines.last)


@pytest.mark.parametrize("citation", CITATIONS)
def test_deleting_the_words_of_a_citation_is_noticed(citation: Citation):
    damaged = without(EXHIBIT, places(EXHIBIT, citation))

    assert damaged.locate(citation.quote, citation.lines) == frozenset()


@given(st.data())
def test_deleting_any_one_sign_of_a_citation_is_noticed(data: st.DataObject):
    (citation,) = data.draw(st.sampled_from(CITATIONS)).values
    sign = data.draw(st.sampled_from(places(EXHIBIT, citation)))

    assert without(EXHIBIT, [sign]).locate(citation.quote, citation.lines) == frozenset()


def test_every_stated_value_is_cited():
    bare = [name for name, value in stated(DEAL) if value.value is not None and not value.citations]

    assert bare == []


def test_every_written_line_is_cited_but_for_ruled_lines():
    cited = cited_lines(SEED)

    assert EXHIBIT.written - cited == RULED_LINES
    assert len(cited) / len(EXHIBIT.written) >= 0.95


def test_eight_items_hold_nine_operations():
    assert isinstance(DEAL.amendments, tuple)
    counts = {item.item: len(item.operations) for item in DEAL.amendments}

    assert counts == {"a": 1, "b": 2, "c": 1, "d": 1, "e": 1, "f": 1, "g": 1, "h": 1}


def test_operands_and_places_stand_word_for_word_in_their_item():
    assert isinstance(DEAL.amendments, tuple)
    for item in DEAL.amendments:
        text = item.text.value
        assert text is not None
        for operation in item.operations:
            assert operation.place is not None
            printed = operation.place.as_printed
            operands = (operation.old_text, operation.new_text, operation.term, operation.meaning)
            for words in filter(None, (printed, *operands)):
                assert words in text


def test_a_quoted_operand_is_the_whole_quotation():
    """A shortened operand would still stand in its item's text."""
    assert isinstance(DEAL.amendments, tuple)
    for item in DEAL.amendments[1:]:
        quoted = re.findall(r'"([^"]*)"', str(item.text.value))
        operands = [
            words
            for operation in item.operations
            for words in (operation.old_text, operation.new_text, operation.term)
            if words is not None
        ]
        assert operands == quoted


def test_eleven_allocations_sum_to_the_printed_total():
    annex = DEAL.annex
    amounts = [entry.principal_amount.value for entry in annex.allocations]

    assert len(amounts) == 11
    assert sum(amounts) == annex.totals[0].principal_amount.value == 1_000_000_000


def test_the_opening_and_the_annex_name_the_same_underwriters():
    opening = [entry.underwriter for entry in DEAL.underwriters.names]
    annex = [entry.underwriter for entry in DEAL.annex.allocations]

    assert opening == annex
    assert len(set(annex)) == 11


def test_a_printed_error_is_kept():
    (restriction,) = (r for r in DEAL.selling_restrictions.restrictions if r.item == "c")

    assert restriction.text.value.endswith("Section 21(1) of FSMA does not apply the Company;")


def filled_in(specimen: str) -> str:
    """Take the ``#`` from every example, each in the place of the blank before it."""
    lines: list[str] = []
    for line in specimen.splitlines():
        example = re.match(r"( *)#(?=\S)", line)
        if example is None:
            lines.append(line)
            continue
        bare = line.replace("#", "", 1)
        name = re.match(r" *\w+:", bare)
        if name and lines and lines[-1].startswith(name[0]):
            lines.pop()
        lines.append(bare)
    return "\n".join(lines)


def shown_fields(value: object) -> dict[type[Record], set[str]]:
    """The fields that are written in a record, by the group that has them."""
    shown: dict[type[Record], set[str]] = defaultdict(set)
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting += part
        elif isinstance(part, Record) and not isinstance(part, Stated | Blank):
            shown[type(part)] |= part.model_fields_set
            waiting += part.__dict__.values()
    return shown


def test_the_specimen_is_a_record_of_blanks():
    deal, faults = to_record(read_yaml(SPECIMEN, "specimen"), Deal)

    assert faults == []
    values = {field.name for field in fields(deal) if field.stated.blank is None}
    assert values == {"agreement_date"}


def test_the_examples_of_the_specimen_make_a_record():
    file = parse_yaml(filled_in(SPECIMEN.read_text("utf-8")).encode(), "specimen")
    deal, faults = to_record(file, Deal)

    assert [str(finding) for finding in (*file.findings, *faults)] == []
    for name, value in stated(deal):
        for citation in value.citations:
            found = EXHIBIT.locate(citation.quote, citation.lines)
            assert found, name
            assert (min(found), max(found)) == (citation.lines.first, citation.lines.last), name


def test_the_specimen_shows_every_field():
    deal, _ = to_record(parse_yaml(filled_in(SPECIMEN.read_text("utf-8")).encode(), ""), Deal)
    shown = shown_fields(deal)

    missing = {
        f"{group.__name__}.{name}"
        for group in shown
        for name in set(group.model_fields) - shown[group]
    }
    assert missing == set()

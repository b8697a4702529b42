"""The made-up archive of two editions and eleven deals: read, checked, and applied whole."""

import hashlib
import shutil
from collections import Counter
from pathlib import Path

import pytest

from pipeline.amendments.apply import vary
from pipeline.amendments.model import Instruction, NoteKind, RunKind, Status
from pipeline.checks import check_archive
from pipeline.findings import Severity
from pipeline.records.codes import MEANING_ONLY, OPERATION_KINDS
from pipeline.records.reader import read_archive
from tests.made_up_instructions import CHECK, DATA, DEALS, FIRST, SECOND, base_text


@pytest.fixture(scope="module")
def archive():
    """Read the made-up archive as the pipeline does."""
    return read_archive(DATA)


def test_the_archive_passes_every_check_without_an_error(archive):
    errors = [str(f) for f in check_archive(archive) if f.severity is Severity.ERROR]

    assert errors == []
    assert list(archive.deals) == sorted(DEALS)
    assert set(archive.base_texts) == {FIRST, SECOND}


def test_the_deals_vary_it_with_every_operation(archive):
    recorded = Counter(
        operation.operation
        for record in archive.deals.values()
        for item in record.deal.amendments
        for operation in item.operations
    )

    assert set(recorded) == set(OPERATION_KINDS)


def test_the_records_hold_what_was_read_by_hand(archive):
    for deal_id, (document, by_hand) in DEALS.items():
        deal = archive.deals[deal_id].deal
        recorded = [
            (f"{item.item}.{number}" if len(item.operations) > 1 else item.item, operation)
            for item in deal.amendments
            for number, operation in enumerate(item.operations, 1)
        ]
        assert deal.incorporation.base_document == document
        assert [(name, op.operation) for name, op in recorded] == [
            (one.id, one.operation) for one in by_hand
        ]
        for one, (_, operation) in zip(by_hand, recorded, strict=True):
            assert one.old == (operation.old_text or "")
            assert one.operation == "renumber" or one.new == (operation.new_text or "")
            if operation.place is not None and operation.scope == "place":
                assert one.locator.section == (operation.place.section or "")
                assert one.locator.line == operation.place.line


@pytest.mark.parametrize("deal_id", DEALS)
def test_every_instruction_is_found_exactly_where_it_says(deal_id):
    document, instructions = DEALS[deal_id]
    base = base_text(document)
    result = vary(base, instructions)

    for one, resolution in zip(instructions, result.resolutions, strict=True):
        wanted = Status.EXACT
        if one.operation in MEANING_ONLY:
            wanted = Status.MEANING_ONLY
        elif one.operation == "unresolved":
            wanted = Status.UNRESOLVED
        assert resolution.status is wanted, resolution
        assert resolution.is_applied is (wanted is Status.EXACT)
        assert resolution.found_line is None
    assert not any(note.is_error for note in result.notes)
    assert result.base() == base.text


def naively(text: str, one: Instruction) -> str:
    """Replace the words of a substitution in a text, where they stand once."""
    old, new = one.old.replace("'", "’"), one.new
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new)


@pytest.mark.parametrize("deal_id", ["specimen-1995-05-10", "specimen-2003-08-14"])
def test_deals_that_only_substitute_give_what_replacing_the_words_gives(deal_id):
    document, instructions = DEALS[deal_id]
    base = base_text(document)
    paragraphs = [block.text for block in base.blocks]
    places = {block.path: n for n, block in enumerate(base.blocks)}
    for one in instructions:
        if one.operation != "substitute_words":
            continue
        locator = one.locator
        path = (
            f"Section {locator.section}({locator.subsection})"
            if locator.subsection
            else f"Section {locator.section}, {['first', 'second', 'third'][locator.paragraph - 1]}"
            " paragraph"
        )
        text = paragraphs[places[path]]
        if one.old == "definitive":  # twice there; the third line has the first of them
            text = text.replace("definitive form", "global form")
        else:
            text = naively(text, one)
        paragraphs[places[path]] = text

    assert vary(base, instructions).varied() == "\n\n".join(paragraphs)


def test_what_became_standing_is_in_the_second_edition():
    """The last deal under the first edition varies it to much of what the second one says."""
    varied = vary(base_text(FIRST), DEALS["specimen-2001-01-23"][1]).varied()
    second = base_text(SECOND).text

    for words in (
        "wire transfer of immediately available funds",
        "the Securities in global form",
        "by facsimile transmission or by telephone",
        "Specimen Holdings Inc., 1 Example Street, Springfield, Illinois 62701,",
    ):
        assert words in varied
        assert words in second
    assert CHECK.replace("'", "’") not in second


def test_two_agreements_of_one_day_change_the_same_place_differently():
    first, second = (
        {one.id: one for one in DEALS[name][1]}["f"]
        for name in ("specimen-1999-10-20", "specimen-1999-10-20-b")
    )

    assert first.locator == second.locator
    assert first.old == second.old
    assert first.new != second.new


def test_a_move_shows_both_its_ends_and_a_rename_what_it_left():
    document, instructions = DEALS["specimen-1999-02-09"]
    result = vary(base_text(document), instructions)
    moved = [(block.path, run.kind) for block in result.blocks for run in block.runs if run.moved]

    assert moved == [
        ("Section 11, second paragraph", RunKind.INSERTED),
        ("Section 12, first paragraph", RunKind.DELETED),
    ]
    rename = result.resolutions[0]
    assert rename.matches == 3
    assert "left alone twice" in rename.message
    assert "formerly named Specimen Corporation of Illinois" in result.varied()
    assert "“Specimen Corporation — Debt Securities" in result.varied()


def test_meaning_is_noted_at_each_use():
    result = vary(base_text(FIRST), DEALS["specimen-1995-05-10"][1])
    (note,) = [note for note in result.notes if note.kind is NoteKind.MEANING]

    assert note.ids == ("a.2",)
    assert note.anchors == ("s1-p6", "s1-p7", "s2-a", "s2-b", "s4-a", "s5-a", "s6-a", "s6-b")


# What is wrong with a text that is held


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Copy the made-up archive."""
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def codes(data: Path) -> list[str]:
    archive = read_archive(data)
    assert len(archive.deals) == len(DEALS), "a bad text hides no record"
    return [f.code for f in check_archive(archive) if f.code.startswith("BAS")]


def test_a_text_that_is_missing_or_not_described_is_a_finding(copied):
    text = copied / "base_documents" / FIRST / "text.md"
    text.rename(copied / "base_documents" / FIRST / "other.md")
    assert codes(copied) == ["BAS01"]
    assert FIRST not in read_archive(copied).base_texts


def test_a_text_that_was_changed_is_a_finding_and_still_read(copied):
    text = copied / "base_documents" / FIRST / "text.md"
    text.write_text(text.read_text("utf-8").replace("telex", "fax"), "utf-8")

    assert codes(copied) == ["BAS02"]
    assert "fax" in read_archive(copied).base_texts[FIRST]


@pytest.mark.parametrize("content", [b"# T\n\nD\xfcsseldorf\n", b"# T\x00\n", b"x" * 2_000_001])
def test_a_text_that_cannot_be_read_is_a_finding(copied, content):
    document = copied / "base_documents" / FIRST
    described = (document / "document.yaml").read_text("utf-8")
    before = hashlib.sha256((document / "text.md").read_bytes()).hexdigest()
    after = hashlib.sha256(content).hexdigest()
    (document / "text.md").write_bytes(content)
    (document / "document.yaml").write_text(described.replace(before, after), "utf-8")

    assert codes(copied) == ["BAS03"]
    assert FIRST not in read_archive(copied).base_texts


def test_windows_line_ends_are_read_as_lines(copied):
    document = copied / "base_documents" / FIRST
    content = (document / "text.md").read_bytes()
    (document / "text.md").write_bytes(content.replace(b"\n", b"\r\n"))

    assert read_archive(copied).base_texts[FIRST] == content.decode()

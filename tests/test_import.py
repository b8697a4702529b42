"""Importing: bytes of any kind, HTML, refusals, what is written, and the review."""

import datetime as dt
import io
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from pipeline.checks import check_archive
from pipeline.exhibits.drafting import draft_record
from pipeline.exhibits.importing import import_exhibit, report
from pipeline.exhibits.intake import RefusedError
from pipeline.exhibits.names import Firms
from pipeline.exhibits.passages import passage
from pipeline.findings import Severity
from pipeline.paths import ROOT
from pipeline.records.archive import Archive
from pipeline.records.canonical import rewritten
from pipeline.records.deal import fields
from pipeline.records.html_text import text_layer
from pipeline.records.reader import read_archive
from pipeline.review.editor import ReviewError
from pipeline.review.session import Session
from pipeline.review.terminal import review
from tests.work import calls

SEED = (ROOT / "data" / "exhibits" / "citigroup-2004-02-02.txt").read_bytes()
TODAY = dt.date(2026, 1, 2)
PAGE = b"""<html><body><p>Exhibit 1.01</p><p>TERMS AGREEMENT</p><p>September 29, 2005</p>
<p>Citigroup Inc.<br>399 Park Avenue<br>New York, New York 10043</p><p>Ladies and Gentlemen:</p>
<p>We understand that Citigroup Inc., a Delaware corporation (the &#8220;Company&#8221;), proposes
to issue and sell C$ 500,000,000 aggregate principal amount of its debt securities (the
&#8220;Securities&#8221;). Subject to the terms set forth or incorporated by reference herein,
we, Barclays Bank PLC and Specimen, Sample &amp; Co. LLC, as underwriters (the
&#8220;Underwriters&#8221;), offer to purchase, severally and not jointly, the Securities at
99.076% of the principal amount thereof. The Closing Date shall be October 7, 2005, at
8:30 A.M. at the offices of the Company at 425 Park Avenue, New York, New York 10043.</p>
<table><tr><td>Title:</td><td>&nbsp;</td><td>4.650% Subordinated Notes due 2022</td></tr>
<tr><td>Maturity:</td><td></td><td>October 11, 2022</td></tr>
<tr><td>Redemption Dates:</td><td></td><td>October 11, 2017</td></tr></table>
<p>Very truly yours,</p><p>ANNEX A</p>
<table><tr><td>Name of Underwriter</td><td></td><td>Principal Amount</td></tr>
<tr><td>Barclays Bank PLC</td><td>C$</td><td>300,000,000</td></tr>
<tr><td>Specimen, Sample &amp; Co. LLC</td><td></td><td>200,000,000</td></tr>
<tr><td>Total</td><td>C$</td><td>500,000,000</td></tr></table></body></html>"""


@pytest.fixture(scope="module")
def known() -> Archive:
    return replace(read_archive(ROOT / "data"), deals={})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return an archive with the firms of the real one and no deals."""
    target = tmp_path / "data"
    for folder in ("parties", "base_documents", "templates"):
        shutil.copytree(ROOT / "data" / folder, target / folder)
    (target / "deals").mkdir()
    return target


def imported(data: Path, content: bytes, name: str = "paper.txt") -> Path:
    file = data.parent / name
    file.write_bytes(content)
    return import_exhibit(file, data, read_archive(data), TODAY).record


# The one form.


@pytest.mark.parametrize(
    "file", sorted((ROOT / "data" / "deals").glob("*/*.yaml")), ids=lambda file: file.stem
)
def test_every_record_of_the_archive_is_in_the_one_form(file: Path) -> None:
    assert rewritten(file.read_bytes(), file.name) == file.read_text("utf-8")


# Drafts.


def test_a_draft_is_in_the_one_form_and_has_no_error(data: Path) -> None:
    record = imported(data, SEED)
    archive = read_archive(data)

    assert rewritten(record.read_bytes(), record.name) == record.read_text("utf-8")
    assert record == data / "deals" / "2004" / "citigroup-2004-02-02.yaml"
    assert (data / "exhibits" / "citigroup-2004-02-02.txt").read_bytes() == SEED
    found = [*archive.findings, *check_archive(archive)]
    assert [str(f) for f in found if f.severity is Severity.ERROR] == []


def test_a_page_is_held_with_its_text_layer(data: Path) -> None:
    record = imported(data, PAGE, "paper.htm")
    archive = read_archive(data)
    deal = archive.deals["citigroup-2005-09-29"].deal
    layer = data / "exhibits" / "citigroup-2005-09-29.txt"

    assert (data / "exhibits" / "citigroup-2005-09-29.htm").read_bytes() == PAGE
    assert layer.read_text("utf-8") == text_layer(PAGE)
    assert deal.document.exhibit is not None
    assert deal.document.exhibit.format == "html"
    assert deal.securities[0].currency.value == "CAD"
    assert [str(f) for f in archive.findings] == []
    layer.write_text(text_layer(PAGE) + "more\n", "utf-8")
    assert [f.code for f in read_archive(data).findings] == ["EXH03"]
    assert record.exists()


def test_words_behind_the_end_of_a_page_are_not_lost() -> None:
    layer = text_layer(PAGE + b"\n<html><body><p>One more page.</p></body></html>")

    assert layer == text_layer(PAGE).rstrip("\n") + "\n\nOne more page.\n"


def test_an_unknown_firm_with_commas_is_whole_and_proposed(data: Path) -> None:
    file = data.parent / "paper.htm"
    file.write_bytes(PAGE)
    done = import_exhibit(file, data, read_archive(data), TODAY)
    names = [entry.name.value for entry in done.draft.deal.underwriters.names]  # type: ignore[union-attr]
    said = "\n".join(report(done, read_archive(data)))

    assert names == ["Barclays Bank PLC", "Specimen, Sample & Co. LLC"]
    assert "name: Specimen, Sample & Co. LLC" in said


def test_a_name_that_cannot_be_parted_is_unsure(known: Archive) -> None:
    words = passage([(1, "Barclays Bank PLC, Alpha, Beta & Gamma LLC and UBS Securities LLC")])
    found = Firms(known.underwriters).split(words.span())

    assert [(one.span.text, one.is_sure) for one in found] == [
        ("Barclays Bank PLC", True),
        ("Alpha, Beta & Gamma LLC", False),
        ("UBS Securities LLC", True),
    ]


def test_an_unknown_issuer_gets_an_entry(data: Path) -> None:
    content = SEED.replace(b"Citigroup Inc.", b"Specimen Holdings Inc.")
    record = imported(data, content.replace(b"CITIGROUP INC.", b"SPECIMEN HOLDINGS INC."))
    archive = read_archive(data)

    assert record.stem == "specimen-holdings-2004-02-02"
    assert archive.issuers["specimen-holdings"].jurisdiction == "Delaware"
    assert [f for f in archive.findings if f.severity is Severity.ERROR] == []


def test_a_printed_error_is_kept_and_told(data: Path) -> None:
    content = SEED.replace(b"Date shall be February 9, 2004", b"Date shall be February 9, 2003")
    record = imported(data, content)
    deal = read_archive(data).deals[record.stem].deal

    assert str(deal.closing.date.value) == "2003-02-09"
    assert deal.closing.date.misprint
    assert any("before its own date" in note for note in deal.notes)


def test_a_line_of_dots_alone_is_passed_over(known: Archive) -> None:
    content = SEED.replace(b"Record Date", b"......  . . . . .\n\n......\nRecord Date")
    deal = draft_record(content, known, TODAY).deal

    assert deal.securities[0].price_to_public_pct.value == Decimal("99.760")


def test_signs_that_cannot_be_seen_hinder_nothing(known: Archive) -> None:
    hidden = SEED.replace(b"Citigroup Inc.", "Citi\u200bgroup\u00ad Inc.\u202e".encode())
    draft = draft_record(hidden.replace(b"February 2", b"February\x1f2"), known, TODAY)

    assert draft.deal.issuer_named.name.value == "Citigroup Inc."
    assert draft.deal_id == "citigroup-2004-02-02"


def test_the_command_tells_what_stops_the_build(data: Path) -> None:
    file = data.parent / "paper.txt"
    for content, errors in [(SEED, 0), (SEED.replace(b" 840,000,000", b" 830,000,000"), 2)]:
        file.write_bytes(content)
        archive = read_archive(data)
        said = list(report(import_exhibit(file, data, archive, TODAY), archive))

        assert sum("ECO0" in line for line in said) == errors
        assert any("nothing is built until" in line for line in said) == bool(errors)


def test_two_prices_that_disagree_are_neither_taken(known: Archive) -> None:
    row = b"Purchase Price: ........................    99.400% of the principal amount\n\n"
    content = SEED.replace(b"Initial Price to Public:", row + b"Initial Price to Public:")
    price = draft_record(content, known, TODAY).deal.securities[0].purchase_price_pct

    assert price.blank == "unsure"
    assert sorted(str(one.value) for one in price.candidates) == ["99.400", "99.435"]


def test_a_masked_copy_is_marked(known: Archive) -> None:
    content = SEED.replace(b"Lehman\nBrothers Inc.", b"Xxxxxx\nXxxxxxxx Inc.")
    deal = draft_record(content, known, TODAY).deal

    assert any("masked" in note for note in deal.notes)


# Refusals.


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"%PDF-1.4 ...", "no text"),
        (b"\x00\x01\x02" * 50, "no text"),
        (b"<html><body></body></html>", "no words"),
        (b"A summary of a deal.\nTitle: Notes\n", "summary"),
        (b"CREDIT AGREEMENT\n\nThe lenders agree to lend.\n\nBy: /s/ X\n", "another kind"),
        (b"x" * 6_100_000, "signs"),
        (SEED * 120, "holds 120 agreements"),
        (SEED + SEED, "another begins at line 330; import each .* --lines 1-329 and --lines 330-"),
        (PAGE + b"\n" + PAGE, "another begins at line of the page's text .* a file of its own"),
        (b" ".join((SEED * 2).split()), "holds 2 agreements: .* a file of its own"),
        (b"<DOCUMENT>\na\n<DOCUMENT>\nb\n", "several documents"),
        (SEED.replace(b"\nRecord", b"\nTerm:   x\n" * 5_100 + b"Record", 1), "5,1.. rows"),
    ],
)
def test_what_is_no_paper_is_refused_with_the_reason(
    data: Path, content: bytes, reason: str
) -> None:
    with pytest.raises(RefusedError, match=reason):
        imported(data, content)

    assert list((data / "deals").iterdir()) == []
    assert not (data / "exhibits").exists()


@pytest.mark.parametrize("again", ["cover", "annex", "form", "form above", "exhibit"])
def test_a_title_that_stands_twice_begins_no_second_agreement(known: Archive, again: str) -> None:
    title = b"                      TERMS AGREEMENT\n\n"
    letter = b"Ladies and Gentlemen:\n\n     The Company proposes to sell the Securities.\n\n"
    signed = b"          Very truly yours,\n\n          By:\n"
    content = {
        "cover": title + b"                 Citigroup Inc.\n\n\n" + SEED,
        "annex": SEED.replace(b"                                     ANNEX A", title + b"ANNEX A"),
        "form": SEED + b"\n\nANNEX B\n\n  FORM OF TERMS AGREEMENT\n\n" + letter + signed,
        "form above": SEED + b"\n\n  [Form of]\n\n" + title + letter + signed,
        "exhibit": SEED + b"\n\n   EXHIBIT B\n\n" + title + letter + signed,
    }[again]

    assert draft_record(content, known, TODAY).deal.closing.date.value == dt.date(2004, 2, 9)


def test_one_of_two_agreements_is_taken_by_its_lines(data: Path) -> None:
    file = data.parent / "two.txt"
    second = SEED.replace(b"February 2, 2004", b"February 3, 2004")
    file.write_bytes(SEED + b"\n" + second)
    archive = read_archive(data)
    done = import_exhibit(file, data, archive, TODAY, lines="330-658")
    held = data / "exhibits" / "citigroup-2004-02-03.txt"

    assert held.read_bytes() == second
    assert done.draft.deal.notes == ("The copy is lines 330-658 of the file that was imported.",)
    assert [str(one) for one in read_archive(data).findings] == []
    for lines, reason in [("330-900", "has 658 lines"), ("9-3", "is not a line or a range")]:
        with pytest.raises(RefusedError, match=reason):
            import_exhibit(file, data, archive, TODAY, lines=lines)
    file.write_bytes(PAGE)
    with pytest.raises(RefusedError, match="takes a part of a text"):
        import_exhibit(file, data, archive, TODAY, lines="1-2")


def test_the_same_paper_is_noticed_and_nothing_is_written_over(data: Path) -> None:
    first = imported(data, SEED)
    before = first.read_bytes()

    with pytest.raises(RefusedError, match="already"):
        imported(data, SEED)
    second = imported(data, SEED + b"\n")

    assert second.stem == "citigroup-2004-02-02-b"
    assert first.read_bytes() == before


def test_the_command_says_what_it_found(data: Path) -> None:
    (data.parent / "paper.htm").write_bytes(PAGE)
    done = subprocess.run(
        ["./inv", "import", str(data.parent / "paper.htm"), "--data", str(data)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "values found, each with its lines" in done.stdout
    assert "unsure:" in done.stdout
    assert "./inv review citigroup-2005-09-29" in done.stdout


@pytest.mark.parametrize("where", ["within", "behind"])
def test_a_paper_is_read_as_without_the_long_text_in_it(known: Archive, where: str) -> None:
    lines = SEED.split(b"\n")
    legal = b"         Every Holder shall have the benefit of each covenant of this\nIndenture.\n\n"
    tables = (
        b"REGION                1999         2000\n\nSpecimen Region    1,234,567    2,345,678\n\n"
    )
    content = {
        "within": b"\n".join([*lines[:148], legal * 1_500, *lines[148:]]),
        "behind": SEED + b"\n\n           SCHEDULE II\n\n" + tables * 1_500,
    }[where]
    plain, padded = (draft_record(one, known, TODAY).deal for one in (SEED, content))

    values = [
        [(one.name, getattr(one.stated, "value", None)) for one in fields(deal)]
        for deal in (plain, padded)
    ]
    assert values[0] == values[1]


# Any bytes.


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_any_damage_ends_in_a_draft_or_a_refusal(known: Archive, data: st.DataObject) -> None:
    content = bytearray(SEED)
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        end = min(len(content), at + data.draw(st.integers(0, 400)))
        content[at:end] = data.draw(st.binary(max_size=60))
    try:
        draft = draft_record(bytes(content), known, TODAY)
    except RefusedError as error:
        said = str(error)
    else:
        said = draft.text
    assert said


@settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=3000))
def test_any_bytes_end_in_a_draft_or_a_refusal(known: Archive, content: bytes) -> None:
    with pytest.raises(RefusedError):
        draft_record(b"\xff" + content, known, TODAY)


def test_the_work_grows_with_the_size_and_no_faster(known: Archive) -> None:
    lines = SEED.split(b"\n")

    def work(times: int) -> int:
        content = b"\n".join([*lines[:148], *(lines[148:252] * times), *lines[252:]])
        return calls(lambda: draft_record(content, known, TODAY))

    work(1)  # what is made once, such as grammars, is made before counting
    one, four = work(4), work(16)
    assert four < 5 * one


# The review.


def reviewed(data: Path, record: Path, answers: list[str], by: str = "A. Reader") -> str:
    archive = read_archive(data)
    session = Session(archive.deals[record.stem], record, by, TODAY)
    waiting = iter(answers)

    def ask(_: str) -> str:
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    return review(session, Console(file=io.StringIO(), width=120), ask)


def test_a_review_accepts_corrects_and_leaves_blank(data: Path) -> None:
    record = imported(data, PAGE, "paper.htm")
    # The unsure kind of redemption: the first candidate; then the title is corrected.
    said = reviewed(data, record, ["", "1", "c", "Exhibit 1.01", "", "q"])
    deal = read_archive(data).deals[record.stem].deal

    assert "stays proposed" in said
    assert deal.securities[0].redemption.kind.value == "issuer_call"  # type: ignore[union-attr]
    assert deal.securities[0].redemption.kind.state == "reviewed"  # type: ignore[union-attr]
    assert "decided" in str(deal.review.note)
    assert rewritten(record.read_bytes(), "") == record.read_text("utf-8")


def test_a_review_stops_and_goes_on_to_its_end(data: Path) -> None:
    record = imported(data, PAGE, "paper.htm")
    reviewed(data, record, ["1", "b", "1", ""])
    first = read_archive(data).deals[record.stem].deal
    said = reviewed(data, record, ["a"] * 300)
    deal = read_archive(data).deals[record.stem].deal

    assert first.review.state == "proposed"
    assert said == "every field is decided: the record is reviewed"
    assert (deal.review.state, deal.review.by, deal.review.on) == ("reviewed", "A. Reader", TODAY)
    assert "state: reviewed\n  by: A. Reader" in record.read_text("utf-8")
    assert record.read_text("utf-8").count("state:") == 1
    # A second person verifies it; the same one does not.
    reviewed(data, record, ["a"] * 300)
    assert read_archive(data).deals[record.stem].deal.review.state == "reviewed"
    reviewed(data, record, ["a"] * 300, by="Another Reader")
    assert read_archive(data).deals[record.stem].deal.review.state == "verified"


def test_a_correction_needs_words_that_say_it(data: Path) -> None:
    record = imported(data, PAGE, "paper.htm")
    archive = read_archive(data)
    session = Session(archive.deals[record.stem], record, "A. Reader", TODAY)
    entry = next(e for e in session.entries if e.name == "closing.date")

    with pytest.raises(ReviewError, match="cannot be read"):
        session.correct(entry, "2005-10-08")
    with pytest.raises(ReviewError, match="do not stand"):
        session.correct(entry, "2005-10-08", "October 8, 2005")
    session.correct(entry, "2022-10-11", "October 11, 2022")
    assert str(session.deal.closing.date.value) == "2022-10-11"
    session.blank(entry, "not_stated")
    assert session.deal.closing.date.blank == "not_stated"


def test_a_group_that_is_unsure_is_left_blank_or_written_in_the_file(data: Path) -> None:
    record = imported(data, PAGE, "paper.htm")
    session = Session(read_archive(data).deals[record.stem], record, "A. Reader", TODAY)
    entry = next(e for e in session.entries if e.name == "incorporation")

    assert entry.stated.blank == "unsure"
    with pytest.raises(ReviewError, match="group of fields"):
        session.choose(entry, 1)
    session.blank(entry, "not_stated")
    assert session.deal.incorporation.blank == "not_stated"  # type: ignore[union-attr]


def test_an_item_that_is_not_read_asks_which_operation_it_is(data: Path) -> None:
    words = b'in the ninth line of Section 6(a), delete "such registration'
    assert words in SEED
    record = imported(data, SEED.replace(words, words.replace(b"delete", b"reconsider")))
    archive = read_archive(data)
    session = Session(archive.deals[record.stem], record, "A. Reader", TODAY)
    asked = [one for one in session.waiting if one.name.endswith(".operation")]

    assert [one.name for one in asked] == ["amendments[5].operations[0].operation"]
    assert "reconsider" in asked[0].stated.candidates[0].quote
    assert "operation: unresolved" not in record.read_text("utf-8")
    (item,) = [one for one in session.deal.amendments if one.item == "f"]  # type: ignore[union-attr]
    assert item.operations[0].kind == "unresolved"
    session.correct(asked[0], "delete_words", "reconsider")
    (item,) = [one for one in session.deal.amendments if one.item == "f"]  # type: ignore[union-attr]
    assert item.operations[0].kind == "delete_words"
    # Another session finds it decided, and a record that asks still cannot be a read one.
    assert not [one for one in session.waiting if one.name.endswith(".operation")]
    text = record.read_text("utf-8").replace("state: proposed", "state: reviewed", 1)
    record.write_text(text, "utf-8")
    faults = [one for one in check_archive(read_archive(data)) if one.code == "IMP05"]
    assert any(".operation" in one.field for one in faults)


def test_a_disputed_value_makes_the_record_disputed(data: Path) -> None:
    record = imported(data, PAGE, "paper.htm")
    answers = ["1", "b", "1", "d", "another date is printed", *["a"] * 300]

    assert reviewed(data, record, answers).endswith("disputed")
    assert read_archive(data).deals[record.stem].deal.review.state == "disputed"

"""The page of a draft: it says that it is one, how far it was read, and what is unsure."""

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.checks import check_archive
from pipeline.exhibits.importing import import_exhibit
from pipeline.pages.deal import deal_page
from pipeline.paths import ROOT
from pipeline.records.reader import read_archive
from pipeline.review.session import Session
from pipeline.tables.build import build_tables

TODAY = dt.date(2026, 1, 2)
DEAL = "citigroup-2004-02-02"
SEED = (ROOT / "data" / "exhibits" / f"{DEAL}.txt").read_bytes()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return an archive with the draft of a paper that prints two purchase prices."""
    folder = tmp_path / "data"
    for name in ("parties", "base_documents", "templates"):
        shutil.copytree(ROOT / "data" / name, folder / name)
    (folder / "deals").mkdir()
    row = b"Purchase Price: ........................    99.400% of the principal amount\n\n"
    file = tmp_path / "paper.txt"
    file.write_bytes(SEED.replace(b"Initial Price to Public:", row + b"Initial Price to Public:"))
    import_exhibit(file, folder, read_archive(folder), TODAY)
    return folder


def page(data: Path) -> str:
    archive = read_archive(data)
    tables = build_tables(archive, check_archive(archive))
    return deal_page(archive.deals[DEAL], archive, tables).text


def note(text: str) -> str:
    """Return the words of the note at the head of a draft's page."""
    found = re.search(r'<div class="d-draft">(.*?)</div>', text, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def read(data: Path, do: Callable[[Session], None]) -> None:
    archive = read_archive(data)
    file = data / "deals" / "2004" / f"{DEAL}.yaml"
    session = Session(archive.deals[DEAL], file, "A. Reader", TODAY, archive)
    do(session)
    session.save()


def test_a_draft_lists_what_is_unsure_with_its_candidates_and_lines(data: Path) -> None:
    text = page(data)
    said = note(text)

    assert "Draft (proposed) : made from the paper by a program" in said
    assert "not yet read against it by anybody; one place in it is unsure" in said
    assert "Purchase price" in said
    assert "99.435%" in said
    assert "99.400%" in said
    for line in re.findall(r'href="#line-(\d+)"', text.split("</div>")[0]):
        assert f'id="line-{line}" class="q"' in text


def test_a_draft_that_is_being_read_says_how_far(data: Path) -> None:
    def accept(session: Session) -> None:
        for entry in session.waiting[1:4]:
            session.accept(entry)

    read(data, accept)

    assert re.search(
        r"being read against it by A\. Reader: 3 of \d+ fields are decided", page(data)
    )


def test_a_record_that_was_read_is_no_draft(data: Path) -> None:
    def finish(session: Session) -> None:
        session.choose(session.waiting[0], 1)
        for entry in session.waiting:
            session.accept(entry)

    read(data, finish)

    assert "d-draft" not in page(data)
    assert "reviewed: read against what the record rests on, once; A. Reader" in page(data)


def test_a_misprint_says_why_beside_its_value(data: Path) -> None:
    def keep(session: Session) -> None:
        entry = next(one for one in session.entries if one.name == "closing.date")
        session.misprint(entry, "the supplement says the 10th")

    read(data, keep)

    assert "held to be misprinted: the supplement says the 10th" in page(data)

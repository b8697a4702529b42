"""An exhibit that lost any cited words fails the check at the line that cites them."""

import shutil
from pathlib import Path

import pytest

from pipeline.checks import check_archive
from pipeline.findings import Severity
from pipeline.paths import ROOT
from pipeline.records.base import Citation, Stated
from pipeline.records.deal import fields
from pipeline.records.reader import read_archive
from pipeline.records.yamltext import line_at, read_yaml

SEED = "citigroup-2004-02-02"
RECORD = ROOT / "data" / "deals" / "2004" / f"{SEED}.yaml"


def citations() -> list[tuple[str, int, Citation]]:
    """Return (field, its line in the record, citation) for every citation of the seed."""
    record = read_archive(ROOT / "data").deals[SEED]
    lines = read_yaml(RECORD, "x").lines
    return [
        (field.name, line_at(lines, field.location), citation)
        for field in fields(record.deal)
        if isinstance(field.stated, Stated)
        for citation in field.stated.citations
    ]


CITATIONS = citations()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the archive, with the seed as its only deal."""
    data = tmp_path_factory.mktemp("tampered") / "data"
    for folder in ("parties", "base_documents", "exhibits"):
        shutil.copytree(ROOT / "data" / folder, data / folder)
    (data / "deals" / "2004").mkdir(parents=True)
    shutil.copy(RECORD, data / "deals" / "2004")
    return data


def test_the_untouched_copy_has_no_error(data: Path) -> None:
    findings = check_archive(read_archive(data))

    assert [f for f in findings if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize(("name", "line", "citation"), CITATIONS, ids=lambda value: str(value)[:40])
def test_deleted_words_fail_the_check_at_the_line_that_cites_them(
    data: Path, name: str, line: int, citation: Citation
) -> None:
    exhibit = data / "exhibits" / f"{SEED}.txt"
    whole = exhibit.read_bytes()
    lines = whole.decode().split("\n")
    for number in range(citation.lines.first, citation.lines.last + 1):
        for word in citation.quote.split():
            lines[number - 1] = lines[number - 1].replace(word, "")
    try:
        exhibit.write_text("\n".join(lines), encoding="utf-8", newline="")
        findings = check_archive(read_archive(data))
    finally:
        exhibit.write_bytes(whole)

    errors = {(f.code, f.field, f.line) for f in findings if f.severity is Severity.ERROR}
    assert any(found[0] == "IMP04" and found[1:] == (name, line) for found in errors), errors
    assert any(code == "EXH02" for code, _, _ in errors)

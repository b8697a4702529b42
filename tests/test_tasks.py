"""The tasks as a user runs them: what they print, how they exit, what they leave behind."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.paths import ROOT
from pipeline.records.new import NewRecordError, new_record
from pipeline.records.reader import read_archive
from tests.benchmark.made_up import make_archive


def inv(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "invoke", "--search-root", str(ROOT), *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    make_archive(tmp_path / "data", 3)
    return tmp_path / "data"


def break_one(data: Path) -> Path:
    file = min((data / "deals").glob("*/*.yaml"))
    file.write_text(file.read_text().replace("dated_by: agreement_date", "dated_by: hearsay"))
    return file


def test_check_is_content_with_the_real_archive() -> None:
    done = inv("check")

    assert done.returncode == 0, done.stdout
    assert " 0 errors," in done.stdout.splitlines()[-1]
    assert done.stderr == ""


def test_check_names_the_line_and_the_cure_and_exits_1(data: Path) -> None:
    file = break_one(data)

    done = inv("check", "--data", "data", cwd=data.parent)

    assert done.returncode == 1
    place = f"data/deals/{file.parent.name}/{file.name}:2: error SCH02 dated_by: 'hearsay'"
    assert done.stdout.startswith(f"{place} is not one of agreement_date, ")
    assert " 1 error, " in done.stdout.splitlines()[-1]


def test_a_build_with_an_error_writes_nothing(data: Path) -> None:
    break_one(data)
    out = data.parent / "out" / "site"

    done = inv("build", "--data", str(data), "--out", str(out))

    assert done.returncode == 1
    assert "nothing was written" in done.stderr
    assert sorted(path.name for path in data.parent.iterdir()) == ["data"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = inv("check", "--data", str(tmp_path / "nowhere"))

    assert done.returncode == 1
    assert "nowhere" in done.stdout
    assert "is not a folder" in done.stdout


def test_an_unknown_deal_is_told_with_near_ones(data: Path) -> None:
    deal = min(read_archive(data).deals)

    done = inv("build", "--data", str(data), "--only", deal[:-1], "--out", str(data.parent / "s"))

    assert done.returncode == 1
    assert deal in done.stderr
    assert not (data.parent / "s").exists()


def test_a_new_record_is_the_specimen_under_its_id(data: Path) -> None:
    (data / "templates").mkdir()
    specimen = (ROOT / "data" / "templates" / "deal.yaml").read_text(encoding="utf-8")
    (data / "templates" / "deal.yaml").write_text(specimen, encoding="utf-8")
    today = dt.date(2020, 2, 3)

    first = new_record(data, "madeup-issuer-0", "2001-05-07", today)
    second = new_record(data, "madeup-issuer-0", "2001-05-07", today)
    month = new_record(data, "madeup-issuer-0", "2001-05", today)

    assert first == data / "deals" / "2001" / "madeup-issuer-0-2001-05-07.yaml"
    assert second.name == "madeup-issuer-0-2001-05-07-b.yaml"
    assert month.name == "madeup-issuer-0-2001-05.yaml"
    archive = read_archive(data)
    assert archive.findings == ()
    assert len(archive.deals) == 6
    deal = archive.deals["madeup-issuer-0-2001-05-07"].deal
    assert (deal.agreement_date.value, deal.review.on) == (dt.date(2001, 5, 7), today)
    assert archive.deals["madeup-issuer-0-2001-05"].deal.agreement_date.blank == "not_seen"


@pytest.mark.parametrize(
    ("issuer", "date"),
    [("../evil", "2001-05-07"), ("x", "2001-02-30"), ("x", "7 May 2001"), ("A b", "2001-05-07")],
)
def test_a_new_record_needs_an_id_and_a_date(data: Path, issuer: str, date: str) -> None:
    with pytest.raises(NewRecordError, match="is not"):
        new_record(data, issuer, date, dt.date(2020, 2, 3))

    assert sorted(path.name for path in data.parent.iterdir()) == ["data"]


def test_every_task_of_the_contract_has_help() -> None:
    tasks = (
        "check",
        "tables",
        "pages",
        "site",
        "build",
        "serve",
        "new",
        "import",
        "review",
        "bench",
        "lint",
        "test",
    )
    listed = inv("--list").stdout

    for task in tasks:
        assert f"  {task} " in listed
        assert "Docstring:\n  none" not in inv("--help", task).stdout


def test_compare_prints_deals_side_by_side_and_names_those_that_are_not_there() -> None:
    done = inv("compare", "citigroup-2004-02-02", "idaho-power-2005-08-23", "citigroup-2010-08")
    assert done.returncode == 0, done.stderr
    for words in ("99.435", "98.569", "5.375% Senior Notes Due 2020"):
        assert words in done.stdout

    done = inv("compare", "citigroup-2004-02-02", "citigruop-2010-08")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "citigruop-2010-08" in done.stderr
    assert "did you mean: citigroup-2010-08" in done.stderr


def test_compare_takes_its_switches_anywhere() -> None:
    deals = "citigroup-2004-02-02", "citigroup-2010-08"
    plain, after = inv("compare", *deals), inv("compare", *deals, "--only-differences")

    for switch in ("-o", "--only-differences"):
        assert inv("compare", deals[0], switch, deals[1]).stdout == after.stdout
    assert 0 < len(after.stdout) < len(plain.stdout)

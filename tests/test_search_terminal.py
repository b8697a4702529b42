"""`./inv search`: its answers, its formats, its exit status, and an index that keeps up."""

import csv
import gzip
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.paths import ROOT
from pipeline.records.archive import Archive
from pipeline.records.reader import read_archive
from pipeline.search import terminal
from pipeline.search.build import SearchIndex
from pipeline.search.find import is_current
from pipeline.search.highlight import hits
from pipeline.search.language import parse
from pipeline.search.traces import signature
from pipeline.tables.build import Tables, build_tables
from tests.benchmark.made_up import make_archive


def inv(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "invoke", "--search-root", str(ROOT), "search", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


class Archived:
    """A made-up archive with both its indexes, in a folder of its own."""

    def __init__(self, place: Path, deals: int) -> None:
        self.data, self.work = place / "data", place / "work"
        make_archive(self.data, deals)
        self.files: dict[str, bytes] = {}
        self.update()

    def update(self) -> None:
        archive, tables = self.read()
        index = SearchIndex(archive, tables, self.data, self.work)
        self.files = dict(index.files(self.work, sorted((ROOT / "docs").glob("*.md"))))

    def read(self) -> tuple[Archive, Tables]:
        archive = read_archive(self.data)
        return archive, build_tables(archive, archive.findings)

    def find(self, question: str) -> list[str]:
        text, _, _ = terminal.run(self.work / "search.sqlite", question, "csv")
        return [row["deal_id"] for row in csv.DictReader(io.StringIO(text))]

    @property
    def records(self) -> list[Path]:
        return sorted((self.data / "deals").glob("*/*.yaml"))


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Archived:
    return Archived(tmp_path_factory.mktemp("archived"), 12)


def test_options_are_conditions_of_the_language() -> None:
    options = {"issuer": "Beam Inc.", "removed": 'definitive "bank check"', "since": None}

    asked = terminal.question("global", options)

    assert asked == 'global issuer:"Beam Inc." removed:definitive removed:"bank check"'
    assert [condition.kind for condition in parse(asked)] == ["words", "choice", "words", "words"]


def test_a_date_in_an_option_is_a_date() -> None:
    asked = terminal.question("", {"since": "2004", "until": "2004-06-30"})

    assert [condition.kind for condition in parse(asked)] == ["date", "date"]


def test_the_terminal_answers_and_says_how_it_went() -> None:
    found = inv("", "--removed", "definitive", "--amends", "3")
    assert found.returncode == 0, found.stderr
    assert found.stdout.splitlines()[0].startswith("citigroup-2004-02-02  3.625%")
    assert "words removed: «definitive» #amendment-d" in found.stdout
    assert found.stdout.splitlines()[-1] == "1 deal"

    misspelt = inv("Lehmann", "--format", "csv")
    assert misspelt.returncode == 0
    assert "looked for “lehman”" in misspelt.stderr
    assert len(misspelt.stdout.splitlines()) == 1 + 9

    nothing = inv("xylophone")
    assert (nothing.returncode, nothing.stderr) == (1, "")
    assert nothing.stdout == "no deal meets: xylophone\n"

    wrong = inv("x", "--format", "pdf")
    assert wrong.returncode == 2
    assert "table, json, csv" in wrong.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--removed", "definitive", "senior", "notes"),
        ("senior", "notes", "--removed", "definitive"),
        ("senior", "-r", "definitive", "notes"),
        ("-rdefinitive", "senior", "--amends=3", "notes"),
    ],
)
def test_words_and_options_stand_in_any_order(words: tuple[str, ...]) -> None:
    found = inv(*words, "--format", "csv")

    assert found.returncode == 0, found.stderr
    assert [line.partition(",")[0] for line in found.stdout.splitlines()[1:]] == [
        "citigroup-2004-02-02"
    ]


def test_options_may_stand_alone() -> None:
    assert inv("--removed", "definitive").stdout.splitlines()[-1] == "1 deal"
    assert inv().stdout.splitlines()[-1] == "98 deals"


def test_json_holds_values_as_printed_and_where_each_hit_stands() -> None:
    deals = json.loads(inv("99.435", "--format", "json").stdout)["deals"]

    assert [deal["deal_id"] for deal in deals] == ["citigroup-2004-02-02"]
    assert deals[0]["values"]["price"] == "99.760"
    places = {hit["place"] for hit in deals[0]["hits"]}
    assert "deals/citigroup-2004-02-02/#term-purchase-price" in places
    for hit in deals[0]["hits"]:
        assert [hit["text"][a:b] for a, b in hit["marks"]] == ["99.435"] * len(hit["marks"])


def test_conditions_on_securities_hold_for_one_and_the_same(tmp_path: Path) -> None:
    """Deal of 15 June 2007: three securities, of which only (c) has a spread of 0.7."""
    assert "citigroup-2007-06-15" in inv("spread=0.7 tenor>=40", "--format", "csv").stdout
    assert "citigroup-2007-06-15" not in inv("spread=0.7 tenor<30", "--format", "csv").stdout


def test_the_same_archive_gives_the_same_index(archived: Archived, tmp_path: Path) -> None:
    again = Archived(tmp_path, 12)

    assert again.files == archived.files


def test_one_changed_deal_changes_its_own_part(tmp_path: Path) -> None:
    archived = Archived(tmp_path, 12)
    before = dict(archived.files)
    file = archived.records[0]
    kept = {path.name for path in (archived.work / "segments").iterdir()}
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r'(place: .*)"1 Madeup Plaza"', r'\1"1 Madeup Xylohall"', text))

    assert archived.find("xylohall") == []
    archived.update()

    assert archived.find("xylohall") == [file.stem]
    assert len(archived.find("madeup")) == 12
    changed = {n for n, content in archived.files.items() if before.get(n) != content}
    assert f"search/index/d/{file.stem}.pack" in changed
    assert not any("/c/" in name or "/n/" in name for name in changed)
    assert sum("/d/" in name for name in changed) == 1
    segments = {path.name for path in (archived.work / "segments").iterdir()}
    assert len(kept - segments) == 2  # the month's part and its words
    assert len(segments) == len(kept)


def test_a_deal_that_is_gone_is_not_found(tmp_path: Path) -> None:
    archived = Archived(tmp_path, 5)
    gone = archived.records[2]
    gone.unlink()
    (archived.data / "exhibits" / f"{gone.stem}.txt").unlink(missing_ok=True)

    archived.update()

    assert sorted(archived.find("")) == [file.stem for file in archived.records]
    assert f"search/index/d/{gone.stem}.pack" not in archived.files


def test_a_store_is_stale_once_any_file_has_changed(archived: Archived) -> None:
    store = archived.work / "search.sqlite"
    assert is_current(store, signature(archived.data))

    (archived.data / "parties" / "counsel.yaml").touch()

    assert not is_current(store, signature(archived.data))
    assert not is_current(archived.work / "nowhere.sqlite", "x")
    (archived.work / "broken.sqlite").write_text("this is no database")
    assert not is_current(archived.work / "broken.sqlite", "x")


def test_hits_are_cut_around_the_words() -> None:
    pack = {"passages": [["x", "Clause", "word " * 100 + "needle " + "word " * 100]], "lines": []}

    (hit,) = hits(pack, parse("needle"), 3)

    ((start, end),) = hit.marks
    assert hit.text[start:end] == "needle"
    assert hit.text.startswith("… word ")
    assert hit.text.endswith(" …")
    assert len(hit.text) < 240


def test_a_terminal_is_not_obeyed_by_records() -> None:
    assert terminal._one_line("a\x1b[2Jred\u202e\x07word\nnext") == "a [2Jred  word next"


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=80))
def test_no_question_breaks_the_index(archived: Archived, text: str) -> None:
    store = archived.work / "search.sqlite"
    answers = {form: terminal.run(store, text, form) for form in terminal.FORMATS}
    found = {is_found for _, _, is_found in answers.values()}

    assert len(found) == 1, "what is found does not depend on how it is printed"
    json.loads(answers["json"][0])


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE deals; --", '" OR 1=1', "words MATCH x", "NEAR(a b)", "removed : *",
        "a" * 10_000, '"' * 10_000, ".*+?[](){}\\", "<script>alert(1)</script>", "\u202ea\u2066",
        "\x00", 'issuer:"\'; DROP TABLE value"', "everything:x AND removed:y",
    ],
)  # fmt: skip
def test_hostile_questions_find_nothing_and_harm_nothing(archived: Archived, text: str) -> None:
    for form in terminal.FORMATS:
        terminal.run(archived.work / "search.sqlite", text, form)

    assert len(archived.find("madeup")) == 12


def test_packs_hold_text_as_it_is(archived: Archived) -> None:
    deal = archived.records[0].stem
    pack = json.loads(gzip.decompress(archived.files[f"search/index/d/{deal}.pack"]))

    assert pack["issuer"].startswith("Madeup Issuer")
    assert all(len(passage) in (3, 4) for passage in pack["passages"])

"""Bad input: one clear finding with its line for each fault, and the rest still read."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.findings import Finding, Severity
from pipeline.records.reader import read_archive
from pipeline.records.yamltext import MAX_BYTES, field_name, line_at, parse_yaml
from tests.benchmark.made_up import make_archive


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make an archive of three sound made-up deals."""
    data = tmp_path / "data"
    make_archive(data, 3)
    assert read_archive(data).findings == ()
    return data


def first_deal(data: Path) -> Path:
    return min((data / "deals").glob("*/*.yaml"))


def findings_with(data: Path, file: Path, content: bytes) -> tuple[Finding, ...]:
    """Read the archive with one file's bytes replaced; the other two deals must be there."""
    file.write_bytes(content)
    archive = read_archive(data)
    assert len(archive.deals) >= 2
    assert all(f.path.endswith(file.name) for f in archive.findings)
    return archive.findings


BOMB = (
    b"a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    b"b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
    b"c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
)

#: What the file holds -> (code, line, words of the message) of the first finding.
BAD_FILES = {
    "broken YAML": (b"deal_id: x\nissuer: [a, b\nseen: y\n", "YML04", 3, "not readable as YAML"),
    "a tab as indentation": (b"seen:\n\textent: part\n", "YML04", 2, "not readable as YAML"),
    "not UTF-8": (b"deal_id: x\nseen: D\xfcsseldorf\n", "YML02", 2, "byte 0xFC"),
    "a control character": (b"deal_id: x\nseen: a\x07b\n", "YML04", 2, "U+0007"),
    "nothing": (b"", "YML03", 1, "is empty"),
    "comments only": (b"# nothing\n\n", "YML03", 1, "holds no fields"),
    "nothing but a null": (b"~\n", "YML03", 1, "holds no fields"),
    "a list": (b"- a\n- b\n", "SCH02", 1, "must be a group of fields"),
    "an alias bomb": (BOMB, "YML06", 1, "anchor &a is not allowed"),
    "an object's tag": (
        b"deal_id: !!python/object/apply:os.system ['true']\n",
        "YML07",
        1,
        "tag tag:yaml.org,2002:python/object/apply:os.system is not allowed",
    ),
    "two documents": (b"deal_id: x\n---\ndeal_id: y\n", "YML08", 2, "a second document"),
    "endless nesting": (b"a: " + b"[" * 5000, "YML08", 1, "levels deep"),
    "a key that is a list": (b"? [a]\n: b\n", "YML04", 1, "a key must be a word"),
    "50 MB": (b"a: b\n" * 10_000_000, "YML01", 1, f"a record may hold {MAX_BYTES:,}"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_gives_one_clear_finding_and_the_rest_is_read(archive: Path, case: str) -> None:
    content, code, line, words = BAD_FILES[case]

    found = findings_with(archive, first_deal(archive), content)

    reading = [f for f in found if f.code.startswith("YML")] or list(found)
    assert (reading[0].code, reading[0].line) == (code, line)
    assert words in reading[0].message
    assert all(f.severity is Severity.ERROR for f in reading)
    assert len(found if code.startswith("YML") else reading) == 1


#: A change to a sound record -> (code, field, words of the message).
BAD_FIELDS = {
    ("currency: ", "currency: XYZ #"): ("SCH02", "securities[0].currency", "is not one of USD"),
    ("maturity_date: ", "maturity_date: 2004-02-30 #"): (
        "SCH02",
        "securities[0].maturity_date",
        "'2004-02-30' is not a date of the calendar",
    ),
    ("maturity_date: ", "maturity_date: 20040209 #"): (
        "SCH02",
        "securities[0].maturity_date",
        "written YYYY-MM-DD",
    ),
    ("maturity_date: ", "maturity_date: #"): (
        "CMP02",
        "securities[0].maturity_date",
        "has no value and no reason",
    ),
    ("principal_amount: ", "principal_amount: 1,000,000 #"): (
        "SCH02",
        "securities[0].principal_amount",
        "digits only",
    ),
    ("purchase_price_pct: ", "purchase_price_pct: 99.4e1 #"): (
        "SCH02",
        "securities[0].purchase_price_pct",
        "is not a decimal such as 99.760",
    ),
    ("listing: ", "listing: {blank: not_there} #"): (
        "SCH02",
        "listing.blank",
        "'not_there' is not one of not_stated",
    ),
    ("listing: ", "lsting: "): ("SCH01", "lsting", "did you mean 'listing'?"),
    ("conditions: ", "conditions: [a] #"): (
        "SCH02",
        "conditions[0]",
        "must be a group of fields",
    ),
    ("issuer: ", "issuer: ../../etc/passwd #"): ("SCH02", "issuer", "is not an id"),
    ("issuer: ", "issuer: nobody #"): (
        "SCH05",
        "issuer",
        "no entry of data/parties/issuers.yaml has the id nobody",
    ),
    ("deal_id: ", "deal_id: ../../evil-2004-01-01 #"): ("SCH02", "deal_id", "is not a deal id"),
    ("deal_id: ", "deal_id: other-2004-01-01 #"): ("SCH04", "deal_id", "make them equal"),
    ("acceptance: ", "listing: {blank: not_stated}\nacceptance: "): (
        "YML05",
        "listing",
        "stands here again, first on line",
    ),
}


@pytest.mark.parametrize("change", BAD_FIELDS, ids=lambda change: change[1].strip())
def test_a_bad_field_is_found_at_its_line(archive: Path, change: tuple[str, str]) -> None:
    code, name, words = BAD_FIELDS[change]
    file = first_deal(archive)
    before = file.read_text(encoding="utf-8")
    at = (
        before.index(f"\n{change[0]}") + 1
        if f"\n{change[0]}" in before
        else before.index(change[0])
    )
    after = before[:at] + change[1] + before[at + len(change[0]) :]
    line = after[: at + (change[1].index("\n") + 1 if "\n" in change[1] else 0)].count("\n") + 1
    if code == "YML05":
        line = after.rindex("listing:", 0, after.index("acceptance:"))
        line = after[:line].count("\n") + 1

    found = findings_with(archive, file, after.encode())

    match = [f for f in found if f.code == code]
    assert [(f.field, f.line) for f in match] == [(name, line)]
    assert words in match[0].message


def test_all_faults_of_a_file_are_found_in_one_run(archive: Path) -> None:
    file = first_deal(archive)
    text = file.read_text(encoding="utf-8")
    text = text.replace("dated_by: agreement_date", "dated_by: guess")
    text = text.replace("acceptance: {blank: not_stated}", "acceptance: 5\nnonsense: 1")
    text = text.replace("currency: USD", "currency: US").replace("value: USD", "value: US")

    found = findings_with(archive, file, text.encode())

    assert {f.field for f in found} >= {"dated_by", "acceptance", "nonsense"}
    assert any(f.field.startswith("securities[0].currency") for f in found)


def test_a_deal_without_securities_is_found(archive: Path) -> None:
    file = first_deal(archive)
    text = file.read_text(encoding="utf-8")
    start, end = text.index("securities:\n"), text.index("underwriters:\n")

    found = findings_with(archive, file, (text[:start] + "securities: []\n" + text[end:]).encode())

    assert [(f.code, f.field) for f in found] == [("SCH02", "securities")]
    assert "at least one entry" in found[0].message


@pytest.mark.parametrize("amount", ["0", "0.00", "9" * 16, "-5", "٣"])
def test_an_amount_is_above_zero_and_can_be_kept(archive: Path, amount: str) -> None:
    file = first_deal(archive)
    before = file.read_text(encoding="utf-8")
    start = before.index("    principal_amount: ")
    end = before.index("\n", start)

    after = f"{before[:start]}    principal_amount: {amount}{before[end:]}"
    found = findings_with(archive, file, after.encode())

    assert [(f.code, f.field) for f in found] == [("SCH02", "securities[0].principal_amount")]


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2066", "\x07"])
def test_signs_that_cannot_be_seen_are_found(archive: Path, sign: str) -> None:
    file = first_deal(archive)
    text = file.read_text(encoding="utf-8")
    escaped = f"\\u{ord(sign):04x}"

    found = findings_with(
        archive, file, text.replace("Senior Notes", f"Senior {escaped}Notes", 1).encode()
    )

    assert [f.code for f in found] == ["YML04"]
    assert f"U+{ord(sign):04X}" in found[0].message


def test_a_linked_year_is_not_entered(archive: Path) -> None:
    (archive / "deals" / "2099").symlink_to(archive / "deals", target_is_directory=True)

    found = read_archive(archive).findings

    assert [(f.code, f.message) for f in found] == [
        ("SCH06", "is a link; put a folder of records here")
    ]


def test_a_folder_in_a_files_place_is_found(archive: Path) -> None:
    file = first_deal(archive)
    file.unlink()
    file.mkdir()

    archive_read = read_archive(archive)

    assert [(f.code, f.path.endswith(file.name)) for f in archive_read.findings] == [
        ("YML01", True)
    ]
    assert "is a folder" in archive_read.findings[0].message
    assert len(archive_read.deals) == 2


def test_files_that_are_no_records_are_not_passed_over_in_silence(archive: Path) -> None:
    (archive / "deals" / "notes.txt").write_text("x")
    year = first_deal(archive).parent
    (year / "record.yml").write_text("deal_id: x")

    found = read_archive(archive).findings

    assert sorted((f.code, f.path.rsplit("/", 1)[-1]) for f in found) == [
        ("SCH06", "notes.txt"),
        ("SCH06", "record.yml"),
    ]


def test_a_record_in_another_years_folder_is_found(archive: Path) -> None:
    file = first_deal(archive)
    other = archive / "deals" / "1901"
    other.mkdir()
    file.rename(other / file.name)

    assert [f.code for f in read_archive(archive).findings] == ["SCH06"]


def test_an_exhibit_that_changed_is_found(archive: Path) -> None:
    exhibit = min((archive / "exhibits").glob("*.txt"))
    exhibit.write_text(exhibit.read_text() + "one line more\n")

    found = read_archive(archive).findings

    assert [f.code for f in found] == ["EXH02"]
    assert found[0].path.endswith(f"{exhibit.stem}.yaml")


def test_scalars_keep_their_letters() -> None:
    text = "a: 012345670\nb: NO\nc: 5.250\nd: 1:30\ne: 2004-02-02\nf: 'null'\n"

    tree = parse_yaml(text.encode(), "x").tree

    assert tree == {
        "a": "012345670",
        "b": "NO",
        "c": "5.250",
        "d": "1:30",
        "e": "2004-02-02",
        "f": "null",
    }


NAMES = st.text(alphabet="abcdefgh", min_size=1, max_size=4)
TREES = st.recursive(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C",)), max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=25,
)


def as_yaml(tree: object, indent: int = 0) -> list[str]:
    """Write a tree as block YAML, each entry on a line of its own, texts in quotes."""
    pad = " " * indent
    if isinstance(tree, str):
        quoted = tree.replace("\\", "\\\\").replace('"', '\\"')
        return [f'{pad}"{quoted}"']
    if not tree:
        return [f"{pad}{'{}' if isinstance(tree, dict) else '[]'}"]
    lines = []
    pairs = tree.items() if isinstance(tree, dict) else (("-", entry) for entry in tree)
    for key, entry in pairs:
        lines.append(f"{pad}{key}:" if isinstance(tree, dict) else f"{pad}-")
        lines += as_yaml(entry, indent + 2)
    return lines


def locations(tree: object, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [at] if at else []
    if isinstance(tree, dict):
        return found + [
            place for key, entry in tree.items() for place in locations(entry, (*at, key))
        ]
    if isinstance(tree, list):
        return found + [
            place for number, entry in enumerate(tree) for place in locations(entry, (*at, number))
        ]
    return found


@settings(max_examples=200, deadline=None)
@given(TREES)
def test_every_field_has_its_line(tree: object) -> None:
    lines = as_yaml(tree)

    file = parse_yaml(("\n".join(lines) + "\n").encode(), "x")

    assert file.findings == ()
    assert file.tree == tree
    for place in locations(tree):
        line = lines[line_at(file.lines, place) - 1].strip()
        if isinstance(place[-1], str):
            assert line == f"{place[-1]}:"
        else:
            # The entry itself stands on the line after its dash.
            assert lines[line_at(file.lines, place) - 2].strip() == "-"


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_at_all_stop_the_reader(content: bytes) -> None:
    file = parse_yaml(content, "x")

    assert file.tree is not None or file.findings
    assert all(f.line >= 1 for f in file.findings)


def test_a_location_prints_as_findings_name_it() -> None:
    assert field_name(("securities", 0, "title")) == "securities[0].title"

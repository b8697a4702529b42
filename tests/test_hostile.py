"""Hostile records through the whole pipeline: every text is shown as text, and nothing runs."""

import csv
import gzip
import io
import json
import re
import sqlite3
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from lxml import html as lxml_html
from playwright.sync_api import Page, expect
from rich.console import Console

from pipeline.compare.align import compare as side_by_side
from pipeline.compare.read import sheets_of
from pipeline.compare.terminal import Printer
from pipeline.records.yamltext import parse_yaml
from pipeline.tables.declare import Type
from pipeline.tables.schema import TABLES
from pipeline.tables.spreadsheet import unguarded
from tests.conftest import Watched
from tests.hostile_archive import ATTACKS, BASE, DEALS, EARLIER_BASE, HELD, ISSUER, LONG

ALL = set(range(len(ATTACKS)))
FIRM = "citigroup-global-markets"
#: Pages of each kind on which hostile texts stand, and how many of them at least.
KINDS: dict[str, tuple[str, int]] = {
    "home": ("", 10),
    "the list of deals": ("deals/", 10),
    "a year": ("years/2004/", 10),
    "a deal": (f"deals/{DEALS[0]}/", 250),
    "a deal of long words": (f"deals/{DEALS[-1]}/", 250),
    "a deal held whole": (f"deals/{HELD}/", 25),
    "issuers": ("issuers/", 2),
    "an issuer": (f"issuers/{ISSUER}/", 20),
    "underwriters": ("underwriters/", 2),
    "an underwriter": (f"underwriters/{FIRM}/", 20),
    "base documents": ("base-documents/", 2),
    "a base document with its text": (f"base-documents/{BASE}/", 30),
    "a base document": (f"base-documents/{EARLIER_BASE}/", 6),
    "checks": ("checks/", 50),
    "deals side by side": (f"compare/?deals={DEALS[0]},{HELD},{DEALS[1]}", 100),
    "a search": ("search/?q=H14", 3),
    "a search for the markup": ("search/?q=%3Cscript%3Ealert(1)", 3),
}
#: What the markup in a text would have become.
FOREIGN = (
    "img, svg[onload], [onmouseover], [onerror], a[href^='javascript' i], [href*='evil.test'], "
    "[src*='evil.test']"
)
_SHOWN = re.compile(r"H(\d+) ((?:(?!H\d+ ).)*?) \1H", re.DOTALL)


def one_line(text: str) -> str:
    return " ".join(text.split())


def shown(text: str) -> dict[int, set[str]]:
    """Return the attacks that a text shows, by their numbers, as they are shown."""
    found: dict[int, set[str]] = defaultdict(set)
    for mark in _SHOWN.finditer(text):
        found[int(mark[1])].add(one_line(mark[2]))
    return found


def texts(page: Page) -> list[str]:
    """Return all that a page says, folded parts included: before its changes, and after them.

    Where two texts are held against each other what they share stands once, between the others'
    ends; each is whole in one of the two readings.
    """
    return [
        page.evaluate(
            """(leftOut) => {
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT,
                (node) => node.parentElement.closest(leftOut)
                  ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
              let text = "";
              while (walker.nextNode()) text += walker.currentNode.data;
              return text;
            }""",
            f"script, style, {gone}, {kept} > .d-vh",
        )
        for gone, kept in (("ins", "del"), ("del", "ins"))
    ]


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_shows_hostile_texts_as_they_are(watched_hostile: Watched, kind: str) -> None:
    """A word of any length keeps within the page, too."""
    path, least = KINDS[kind]
    page = watched_hostile.open(path)
    expect(page.locator("h1")).to_have_count(1)
    if "search" in path:
        expect(page.locator("#sp-list > li").first).to_be_visible()
    if "compare" in path:
        expect(page.locator("#compare-result .l-plot svg")).to_be_visible()

    found = shown("\n".join(texts(page)))
    assert len(found) >= least
    for number, forms in found.items():
        attack = one_line(ATTACKS[number % len(ATTACKS)])
        # Findings quote a text as Python does, so that unseen signs are seen.
        assert forms <= {attack, repr(attack)[1:-1]}, number
        assert attack in forms or "checks" in path or "\\" in repr(attack)
    assert page.locator(FOREIGN).count() == 0
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    # The fixture fails the test on any dialog, outside request or word on the console.


@pytest.mark.browser
def test_hostile_texts_in_the_box_the_tray_and_the_filters(watched_hostile: Watched) -> None:
    page = watched_hostile.open("deals/")
    page.locator("#s-input").fill('"><img src=x onerror=alert(2)>')
    expect(page.locator("#s-drop")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(f"tr[id='{DEALS[0]}'] td.ti button").click()
    expect(page.locator(".c-tray")).to_contain_text(re.compile(r"^H\d+ "))
    page.locator("#deals-filter input[name=q]").fill("<script>alert(1)")
    expect(page.locator("#deals-filter output")).to_have_text(re.compile(r"^\d of 7 securities$"))
    assert page.locator(FOREIGN).count() == 0


@pytest.mark.browser
def test_the_script_shows_hostile_rows_as_the_page_does(watched_hostile: Watched) -> None:
    page = watched_hostile.open("deals/")
    expect(page.locator("#deals-filter")).to_be_visible()
    drawn = page.locator("#deals-table tbody td").all_inner_texts()
    watched_hostile.page.route(
        "**/tables.js", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    page = watched_hostile.open("deals/")
    assert page.locator("#deals-table tbody td").all_inner_texts() == drawn


def test_the_tables_hold_hostile_texts_letter_by_letter(hostile_site: Path) -> None:
    data = hostile_site / "data"
    seen: set[str] = set()
    with sqlite3.connect(data / "archive.sqlite") as connection:
        for name, table in TABLES.items():
            stored = connection.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall()  # noqa: S608
            with (data / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                read = list(csv.reader(file))[1:]
            assert len(read) == len(stored)
            for place, column in enumerate(table.columns):
                if column.type is Type.TEXT:
                    written = [unguarded(row[place]) for row in read]
                    assert written == [row[place] or "" for row in stored], column.name
                    seen |= set(written)
    connection.close()
    assert attacks_in("\n".join(seen)) == ALL
    assert any(LONG in text for text in seen)


def test_no_cell_of_a_published_csv_begins_a_formula(hostile_site: Path) -> None:
    cells = [
        cell
        for file in (hostile_site / "data").glob("*.csv")
        for row in csv.reader(io.StringIO(file.read_text("utf-8"), newline=""))
        for cell in row
    ]
    assert [cell for cell in cells if re.match(r"[=@\t\r\n]|[+-](?![\d.]+$)", cell)] == []
    assert [cell for cell in cells if cell.startswith("'")]


def test_the_json_holds_hostile_texts_letter_by_letter(hostile_site: Path) -> None:
    for deal_id in DEALS:
        document = json.loads((hostile_site / f"api/v1/deals/{deal_id}.json").read_text("utf-8"))
        assert document["deal_id"] == deal_id
        assert attacks_in("\n".join(strings(document["tables"]))) == ALL
    listed = json.loads((hostile_site / "api/v1/deals.json").read_text("utf-8"))
    assert len(listed) == len(DEALS) + 1


def test_word_documents_show_hostile_texts_as_text(hostile_site: Path) -> None:
    files = sorted(hostile_site.rglob("*.docx"))
    assert len(files) >= len(DEALS)
    for file in files:
        with zipfile.ZipFile(file) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        said = "\n".join(
            "".join(etree.fromstring(content).itertext())
            for name, content in parts.items()
            if name.startswith("word/") and name.endswith(".xml")
        )
        for number, forms in shown(said).items():
            assert forms == {one_line(ATTACKS[number % len(ATTACKS)])}, file.name
        assert not [name for name in parts if "vba" in name.lower() or "embed" in name.lower()]
        targets = re.findall(rb'Target="([^"]+)"', b"".join(parts.values()))
        assert not [target for target in targets if b"evil.test" in target]
        docx.Document(str(file))
    assert any(shown(_words_of(file)) for file in files)


def test_charts_are_given_hostile_texts_as_data(hostile_site: Path) -> None:
    """A specification names fields and colours; what records say is never part of it."""
    seen = 0
    for file in hostile_site.rglob("index.html"):
        for figure in lxml_html.parse(str(file)).iterfind(".//figure[@data-chart]"):
            drawn = json.loads(figure.get("data-chart"))
            assert not shown("\n".join(strings(drawn))), file
            seen += 1
    assert seen


def test_the_lists_file_holds_hostile_texts(hostile_site: Path) -> None:
    document = json.loads(gzip.decompress((hostile_site / "deals" / "rows.pack").read_bytes()))
    assert document["rows"] == len(DEALS) + 1
    assert len(shown("\n".join(strings(document)))) >= len(DEALS)


def test_the_terminal_prints_hostile_texts_as_text(hostile_site: Path) -> None:
    data = hostile_site.parent / f"{hostile_site.name}-data" / "data"
    out = io.StringIO()
    sheets = sheets_of(data, [DEALS[0], HELD])
    Printer(Console(file=out, width=20_000), only_differences=False, whole=True).print(
        side_by_side(sheets),
        [security["name"] for sheet in sheets for security in sheet["securities"]],
    )
    assert attacks_in(out.getvalue()) >= {0, 1, 7, 8}
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", out.getvalue())


@pytest.mark.parametrize(
    "sign", ["\\0", "\\x1b", "\\x85", "\\u202e", "\\u200b", "\\ufeff", "\\uD800", "\\uFFFE"]
)
def test_a_record_with_unseen_signs_is_refused_with_its_line(sign: str) -> None:
    file = parse_yaml(f'# a\nname: "a{sign}b"\n'.encode(), "data/x.yaml")
    assert [finding.line for finding in file.findings] == [2]


def attacks_in(text: str) -> set[int]:
    """Return which attacks a text holds, letter by letter."""
    return {
        number % len(ATTACKS)
        for number, forms in shown(text).items()
        if one_line(ATTACKS[number % len(ATTACKS)]) in forms
    }


def strings(value: Any) -> Iterator[str]:
    """Yield every text of a JSON document, keys included."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def _words_of(file: Path) -> str:
    with zipfile.ZipFile(file) as package:
        return "".join(etree.fromstring(package.read("word/document.xml")).itertext())

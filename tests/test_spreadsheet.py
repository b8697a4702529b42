"""CSV that no spreadsheet runs: in the published tables, the terminal and the browser."""

import csv
import io
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from pipeline.pages.deal_columns import ALL
from pipeline.pages.deal_rows import rows_file
from pipeline.search import terminal
from pipeline.tables.declare import Type
from pipeline.tables.schema import TABLES
from pipeline.tables.spreadsheet import guarded, unguarded
from pipeline.tables.write import to_csv
from tests.conftest import Watched
from tests.made_up_list import entries
from tests.test_search_terminal import Archived

RUN = (
    "=HYPERLINK(\"http://evil.test\",\"x\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1,1)",
    "\t=1", "\r=1", "\n=1", "＝1+1", "－1+1", "＋1", "＠x", "-", "- (dash)", "--1", "-1.5%", "-1,5",
)  # fmt: skip
LEFT = (
    "",
    "-1.5",
    "+0.25",
    "1e-7",
    "-.5",
    "5.",
    "3.625% Notes",
    "'",
    "'quoted'",
    "a=b",
    "–",
    " =1",
)
SIGNS = st.text(st.sampled_from("'=+-@\t\r\n＝1.5ae \"")) | st.text()


@pytest.mark.parametrize("text", RUN)
def test_what_would_run_has_an_apostrophe_in_front(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert guarded(f"'{text}") == f"''{text}"


@pytest.mark.parametrize("text", LEFT)
def test_what_does_not_run_is_left(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


@given(SIGNS)
def test_a_program_has_every_text_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(SIGNS)
def test_no_cell_begins_a_formula(text: str) -> None:
    cell = guarded(text)
    assert cell[:1] not in set("=+-@\t\r\n＝＋－＠") or float(cell) is not None


@given(st.lists(SIGNS, min_size=1))
def test_a_written_table_has_every_text_back(texts: list[str]) -> None:
    table = TABLES["exhibit_lines"]
    place = table.column_names.index("text")
    rows = [
        tuple(
            text if at == place else 1 if column.type is Type.INTEGER else "x"
            for at, column in enumerate(table.columns)
        )
        for text in texts
    ]
    read = list(csv.reader(io.StringIO(to_csv(table, rows), newline="")))
    assert [unguarded(row[place]) for row in read[1:]] == texts


def test_the_terminals_answer_is_guarded(tmp_path: Path) -> None:
    archived = Archived(tmp_path, 3)
    store = archived.work / "search.sqlite"
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE value SET shown = '=1+1' WHERE field = 'issuer'")
        connection.execute("UPDATE value SET shown = '-1.5' WHERE field = 'spread'")
    connection.close()

    text, _, _ = terminal.run(store, "", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))

    assert {row["issuer"] for row in rows} == {"'=1+1"}
    assert {row["spread"] for row in rows} == {"-1.5"}


@pytest.mark.browser
def test_the_browser_guards_as_the_pipeline_does(watched: Watched) -> None:
    page = watched.open("deals/")
    cases = [*RUN, *LEFT, *(f"'{text}" for text in (*RUN, *LEFT))]
    found = page.evaluate(
        """async (cases) => {
          const { guarded } = await import(new URL("../assets/javascripts/csv.js", location.href));
          return cases.map(guarded);
        }""",
        cases,
    )
    assert found == [guarded(text) for text in cases]


@pytest.mark.browser
def test_what_the_search_page_saves_is_guarded(watched: Watched) -> None:
    page = watched.open("search/")
    text = page.evaluate(
        """async () => {
          const { csvOf } = await import("../assets/javascripts/search/results.js");
          return csvOf({
            dealId: async () => "a-2004",
            choices: async () => [["=1+1"]],
            column: async (name) => name === "dated" ? ["2004"]
              : { deals: [1], values: name === "spread" ? ["-1.5"] : undefined },
          }, [0]);
        }"""
    )
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["issuer"], row["spread"]) == ("'=1+1", "-1.5")


@pytest.mark.browser
def test_what_is_saved_and_copied_from_the_list_is_guarded(watched: Watched) -> None:
    from dataclasses import replace

    listed = [
        replace(entry, title=title)
        for entry, title in zip(entries(3), ('=HYPERLINK("x")', "-1.5", "a\tb\nc"), strict=True)
    ]
    file, _ = rows_file(listed, ALL, "deals/rows.pack")
    watched.page.route("**/rows.pack*", lambda route: route.fulfill(body=file.content))
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = watched.open("deals/?columns=ti")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as saved:
        rows = list(csv.reader(saved))
    assert [row[1] for row in rows[1:]] == ['\'=HYPERLINK("x")', "-1.5", "a\tb\nc"]

    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".dt-button-info")).to_contain_text("3 rows")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert [line.split("\t")[1] for line in copied.splitlines()[1:]] == [
        '\'=HYPERLINK("x")',
        "-1.5",
        "a b c",
    ]

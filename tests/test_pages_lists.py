"""The pages of lists, on the real archive: what must stand on them, and where links lead."""

import html
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from posixpath import join, normpath

import pandas as pd
import pytest
import vl_convert
from lxml import html as lxml_html

from pipeline.checks import all_codes
from pipeline.economics.methods import METHODS
from pipeline.findings import Severity
from pipeline.pages import data_page
from pipeline.pages.build import build_pages
from pipeline.pages.catalogue import Catalogue
from pipeline.pages.completeness import completeness
from pipeline.pages.html import published
from pipeline.paths import ROOT, Paths
from pipeline.stages import Checked, read_and_check
from pipeline.tables.build import Tables, build_tables
from pipeline.tables.declare import Type
from pipeline.tables.schema import TABLES
from pipeline.tables.write import write_tables

SEED = "citigroup-2004-02-02"


@pytest.fixture(scope="module")
def checked() -> Checked:
    return read_and_check(Paths.of(ROOT / "data"), quiet=True)


@pytest.fixture(scope="module")
def tables(checked: Checked) -> Tables:
    return build_tables(checked.archive, checked.findings)


@pytest.fixture(scope="module")
def files(checked: Checked, tables: Tables) -> dict[str, str | bytes]:
    made = list(build_pages(checked.archive, tables, checked.findings))
    assert len({one.path for one in made}) == len(made)
    return {one.path: one.content for one in made}


@pytest.fixture(scope="module")
def pages(files: Mapping[str, str | bytes]) -> dict[str, str]:
    return {path: text for path, text in files.items() if isinstance(text, str)}


@pytest.fixture(scope="module")
def catalogue(checked: Checked, tables: Tables) -> Catalogue:
    return Catalogue(checked.archive, tables, checked.findings)


def words(page: str) -> str:
    """Return what a reader reads, spaces made plain."""
    text = lxml_html.fromstring(f"<div>{page}</div>").text_content()
    return " ".join(text.replace("\u00a0", " ").split())


def test_every_firm_and_document_has_its_page(checked: Checked, pages: Mapping[str, str]) -> None:
    archive = checked.archive
    for folder, things in (
        ("issuers", archive.issuers),
        ("underwriters", archive.underwriters),
        ("base-documents", archive.base_documents),
        ("deals", archive.deals),
    ):
        made = {path for path in pages if path.startswith(f"{folder}/")}
        assert made == {f"{folder}/index.md", *(f"{folder}/{thing}.md" for thing in things)}


def test_each_underwriter_of_the_seed_has_its_allocation_on_its_page(
    tables: Tables, pages: Mapping[str, str]
) -> None:
    rows = tables.of_deal("allocations", SEED)
    assert len(rows) == 11
    for row in rows:
        page = pages[f"underwriters/{row['underwriter_id']}.md"]
        (line,) = [
            line
            for line in page.splitlines()
            if f"../../deals/{SEED}/" in line and "<td class=pt>" in line
        ]
        assert f"<td class=al>{row['principal_amount']:,f}</td>" in line
        assert "<td class=pt>allocation" in line
        assert html.escape(row["name_as_printed"]) in page


def test_an_underwriter_whose_annex_was_not_seen_is_named_without_an_amount(
    catalogue: Catalogue, pages: Mapping[str, str]
) -> None:
    parts = catalogue.of_underwriter["citigroup-global-markets"]
    named = next(part for part in parts if part.amount is None)
    page = pages["underwriters/citigroup-global-markets.md"]
    line = next(
        line
        for line in page.splitlines()
        if f"../../deals/{named.listed.deal_id}/" in line and "<td class=pt>" in line
    )
    assert "<td class=pt>named</td><td class=al></td><td class=sh></td>" in line


def test_both_spellings_of_ramirez_stand_on_its_page(pages: Mapping[str, str]) -> None:
    page = words(pages["underwriters/samuel-a-ramirez.md"])
    assert "Samuel A. Ramirez & Co. Inc." in page
    assert "Samuel A. Ramirez & Co., Inc." in page


def test_the_lineage_from_primerica_to_citigroup(pages: Mapping[str, str]) -> None:
    page = words(pages["issuers/citigroup.md"])
    newest_first = ["Travelers Group Inc.", "The Travelers Inc.", "Primerica Corporation"]
    places = [page.index(name) for name in newest_first]
    assert places == sorted(places)
    assert "formerly Primerica Corporation" in page  # the source's own words
    assert "Papers that print it" in page


def test_the_list_holds_each_security_once_newest_first(
    tables: Tables, catalogue: Catalogue, pages: Mapping[str, str]
) -> None:
    page = pages["deals/index.md"]
    rows = re.findall(r"<tr(?: id=\"([^\"]+)\")?><td class=da", page)
    assert len(rows) == len(tables.rows("securities"))
    ids = [row for row in rows if row]
    assert sorted(ids) == sorted({row["deal_id"] for row in tables.rows("deals")})
    dates = [entry.dated for entry in catalogue.listed]
    assert dates == sorted(dates, reverse=True)
    order = re.findall(r"<td class=da data-order=\"([^\"]+)\"", page)
    assert order == dates


def test_the_seeds_row(pages: Mapping[str, str]) -> None:
    page = pages["deals/index.md"]
    row = next(line for line in page.splitlines() if line.startswith(f'<tr id="{SEED}"'))
    cells = dict(re.findall(r"<td class=(\w\w)[^>]*>(.*?)</td>", row))
    assert cells["am"] == "1,000,000,000"
    assert (cells["co"], cells["pp"], cells["pu"]) == ("3.625", "99.760", "99.435")
    assert (cells["sp"], cells["yi"], cells["se"]) == ("0.325", "3.678", "5")
    assert cells["ma"].replace("\u00a0", " ") == "9 Feb 2009"
    assert (cells["cu"], cells["in"], cells["cm"]) == ("USD", "fixed", "whole")


def test_every_filter_offers_what_the_rows_hold(
    catalogue: Catalogue, pages: Mapping[str, str]
) -> None:
    page = lxml_html.fromstring(pages["deals/index.md"].split("-->", 1)[1])
    offered = {
        select.get("name"): [option.get("value") for option in select if option.get("value")]
        for select in page.iter("select")
    }
    assert set(offered["issuer"]) == {entry.issuer_id for entry in catalogue.listed}
    assert offered["year"] == sorted({str(entry.year) for entry in catalogue.listed}, reverse=True)
    assert set(offered["currency"]) == {e.currency for e in catalogue.listed if e.currency}
    assert set(offered["interest"]) == {
        entry.interest_type for entry in catalogue.listed if entry.interest_type
    }
    # The script compares a choice's words with the cell's.
    shown = {cell.text for cell in page.iter("td") if cell.get("class") == "in" and cell.text}
    (interest,) = [s for s in page.iter("select") if s.get("name") == "interest"]
    assert shown <= {option.text for option in interest}


def test_every_rule_stands_on_the_page_of_checks_with_what_it_found(
    checked: Checked, pages: Mapping[str, str]
) -> None:
    page = lxml_html.fromstring(pages["checks/index.md"].split("-->", 1)[1])
    found = Counter(finding.code for finding in checked.findings)
    for code, rule in all_codes().items():
        (section,) = page.xpath(f"//section[@id='{code.lower()}']")
        text = " ".join(section.text_content().split())
        assert " ".join(rule.statement.split()) in text
        assert " ".join(rule.why.split()) in text
        assert str(rule.severity) in text
        rows = section.xpath(".//tbody/tr")
        assert len(rows) == min(found[code], 60), code
    assert found, "the real archive has findings"


def test_findings_lead_to_the_checks_of_their_deal(
    checked: Checked, pages: Mapping[str, str]
) -> None:
    page = pages["checks/index.md"]
    fired = [f for f in checked.findings if f.deal_id == SEED and f.code == "DAT16"]
    assert fired
    assert f'href="../deals/{SEED}/#checks"' in page


def test_every_table_and_column_stands_on_the_page_of_data(
    tables: Tables, pages: Mapping[str, str]
) -> None:
    page = pages["data/index.md"]
    text = words(page)
    for name, table in TABLES.items():
        assert f"## {name} {{#{name}}}" in page
        assert f'href="{name}.csv"' in page
        assert f'href="{name}.parquet"' in page
        assert table.meaning in text
        for column in table.columns:
            assert f'<code id="{name}-{column.name}">' in page
            assert column.meaning in text


def test_codes_in_the_tables_are_codes_on_the_page(tables: Tables) -> None:
    for name, table in TABLES.items():
        for column in table.columns:
            meanings = data_page.CODE_LISTS.get(column.name)
            if column.type is not Type.CODE or meanings is None:
                continue
            held = {row[column.name] for row in tables.rows(name)} - {None}
            assert held <= set(meanings), f"{name}.{column.name}"


def test_the_example_in_sql_runs(tables: Tables, tmp_path: Path) -> None:
    write_tables(tables, tmp_path)
    with sqlite3.connect(tmp_path / "archive.sqlite") as database:
        rows = database.execute(data_page.SQL).fetchall()
    assert rows[0][0] == "Citigroup Global Markets Inc."


def test_the_example_in_pandas_runs(
    tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tables(tables, tmp_path)
    monkeypatch.chdir(tmp_path)
    *lines, last = data_page.PANDAS.splitlines()
    names: dict[str, object] = {}
    exec("\n".join(lines), names)  # noqa: S102 - the example itself is what is tested
    result = eval(last, names)  # noqa: S307 - same
    assert isinstance(result, pd.DataFrame)
    assert result.loc["citigroup", "count"] >= 20


def test_every_method_stands_on_the_page_of_methods(pages: Mapping[str, str]) -> None:
    page = words(pages["method/index.md"])
    for column, method in METHODS.items():
        assert f"### {method.title} {{#{column.replace('_', '-')}}}" in pages["method/index.md"]
        assert " ".join(method.formula.split()) in page
        assert f"{method.table}.{column}" in page
    for cycle in ("7 June 1995T+3", "5 September 2017T+2", "28 May 2024T+1"):
        assert cycle in page


def test_the_base_document_of_the_seed_shows_each_amended_place(
    pages: Mapping[str, str],
) -> None:
    page = pages["base-documents/primerica-1993-01-12.md"]
    for letter in "abcdefgh":
        assert f'href="../../deals/{SEED}/#amendment-{letter}"' in page
    text = words(page)
    places = [
        "Whole document", "Section 2(a)", "Section 3, third paragraph",
        "Section 3, fifth paragraph", "Section 6(a)", "Section 6(b)", "Section 10",
    ]  # fmt: skip
    found = [text.index(place) for place in places]
    assert found == sorted(found), "places stand in the document's own order"


def test_the_home_page_says_how_many_deals_and_how_complete(
    checked: Checked, catalogue: Catalogue, pages: Mapping[str, str]
) -> None:
    page = words(pages["index.md"])
    assert f"deals{len(checked.archive.deals)}" in page.replace(" ", "")
    assert f"deals/{SEED}/" in pages["index.md"], "the way in is the paper that is held"
    table = list(completeness(catalogue))[-1]
    for row in lxml_html.fromstring(table).xpath(".//tbody/tr"):
        cells = [cell.text_content().replace(",", "") for cell in row]
        total, counts = int(cells[2]), [int(cell) for cell in cells[3:] if cell]
        assert sum(counts) == total, f"{cells[0]}: known and blanks make up all of them"


def test_no_page_claims_what_errors_would_forbid(checked: Checked) -> None:
    assert not [f for f in checked.findings if f.severity is Severity.ERROR]


def test_the_newest_and_largest_deals_are_that(
    catalogue: Catalogue, pages: Mapping[str, str]
) -> None:
    newest = pages["index.md"].split("{#newest}")[1].split("## ")[0]
    shown = re.findall(r'href="deals/([^/]+)/"', newest)
    assert shown == [entry.deal_id for entry in catalogue.first[: len(shown)]]
    largest = pages["index.md"].split("{#largest}")[1].split("## ")[0]
    amounts = [int(a.replace(",", "")) for a in re.findall(r"US\$([\d,]+)", largest)]
    dollars = [e.amount for e in catalogue.listed if e.currency == "USD" and e.amount is not None]
    assert amounts == sorted(dollars, reverse=True)[: len(amounts)]


# ---- Charts --------------------------------------------------------------------------------


def charts_of(page: str) -> list[dict[str, object]]:
    return [json.loads(html.unescape(text)) for text in re.findall(r'data-chart="([^"]+)"', page)]


def test_charts_are_vega_lite_and_read_columns_that_are_there(pages: Mapping[str, str]) -> None:
    drawn = 0
    for path, text in pages.items():
        for chart in charts_of(text):
            drawn += 1
            page = lxml_html.fromstring(text.split("-->", 1)[1])
            (table,) = page.xpath(f"//table[@id='{chart['table']}']")
            heads = [cell.text_content() for cell in table.xpath("./thead/tr/*")]
            for name, (place, kind) in chart["fields"].items():  # type: ignore[attr-defined]
                assert name.split("_")[0][:4].lower() in heads[place].lower() or name in (
                    "amount",
                    "currency",
                ), f"{path}: {name} is read from {heads[place]}"
                assert kind in {"number", "date", "text"}
            vl_convert.vegalite_to_vega(chart["spec"])  # raises where it is none
    assert drawn >= 8


def test_few_values_are_listed_and_not_drawn(
    catalogue: Catalogue, pages: Mapping[str, str]
) -> None:
    few = [
        issuer
        for issuer, entries in catalogue.of_issuer.items()
        if sum(entry.coupon_pct is not None for entry in entries) < 5
    ]
    assert few
    for issuer in few:
        page = pages[f"issuers/{issuer}.md"]
        assert '"field": "coupon"' not in html.unescape(page)
        assert "Coupons.</b>" in page


# ---- Links ---------------------------------------------------------------------------------


def test_every_link_inside_generated_html_leads_to_a_page_and_an_anchor(
    pages: Mapping[str, str], files: Mapping[str, str | bytes]
) -> None:
    written = {path.name for path in (ROOT / "docs").glob("*.md")}
    anchors = {
        published(path): set(re.findall(r'\bid="([^"]+)"', text))
        | set(re.findall(r"\{#([\w-]+)[ }]", text))
        for path, text in pages.items()
    }
    for name in written:
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        anchors[published(name)] = set(re.findall(r"\{#([\w-]+)\}", text))
    beside = {f"data/{name}.{kind}" for name in TABLES for kind in ("csv", "parquet")}
    beside |= {"data/archive.sqlite", *(path for path in files if path not in pages)}
    broken = []
    for path, text in pages.items():
        here = published(path)
        for address in set(re.findall(r'href="([^"]+)"', text)):
            target, _, anchor = html.unescape(address).partition("#")
            if target.startswith(("http:", "https:")):
                continue
            place = normpath(join("/", here, target.partition("?")[0])).lstrip("/")
            place = f"{place}/" if place else ""
            if place.rstrip("/") in beside:
                continue
            if place not in anchors or (anchor and anchor not in anchors[place]):
                broken.append(f"{path}: {address}")
    assert broken == []


def test_equal_input_gives_equal_pages(
    checked: Checked, tables: Tables, files: Mapping[str, str | bytes]
) -> None:
    again = build_pages(checked.archive, tables, checked.findings)
    assert {one.path: one.content for one in again} == dict(files)

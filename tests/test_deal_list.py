"""The list of all deals: the newest rows on its page, every row in its file and in the years."""

import gzip
import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from lxml import html as lxml_html

from pipeline.pages.catalogue import Listed
from pipeline.pages.deal_columns import ALL, CELLS
from pipeline.pages.deal_rows import rows_file
from pipeline.pages.deals_list import HERE, ROWS, deals_list_pages
from pipeline.pages.long_list import FIRST_ROWS
from pipeline.pages.page import File
from pipeline.paths import ROOT
from tests.made_up_list import catalogue, entries


def made(listed: list[Listed]) -> dict[str, str | bytes]:
    return {page.path: page.content for page in deals_list_pages(catalogue(listed))}


def pages(listed: list[Listed]) -> dict[str, str]:
    return {path: text for path, text in made(listed).items() if isinstance(text, str)}


def unpacked(file: File) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(gzip.decompress(file.content))
    return document


def column(document: dict[str, Any], key: str) -> list[str]:
    held = document["columns"][key]
    return held if isinstance(held, list) else [held["of"][place] for place in held["at"]]


def deals_on(page: str) -> list[str]:
    """Return the deals to which the titles of a page lead."""
    links = lxml_html.fromstring(page.split("-->", 1)[1]).xpath("//td[@class='ti']/a/@href")
    return [link.rstrip("/").rpartition("/")[2] for link in links]


def test_a_small_list_stands_on_its_page_whole() -> None:
    listed = entries(FIRST_ROWS)
    assert deals_on(pages(listed)[HERE]) == [entry.deal_id for entry in listed]
    assert "Without scripts" not in pages(listed)[HERE]


def test_a_long_list_shows_its_newest_rows_and_says_where_the_others_are() -> None:
    listed = entries(1000)
    page = pages(listed)[HERE]
    assert deals_on(page) == [entry.deal_id for entry in listed[:FIRST_ROWS]]
    assert f"Without scripts the newest {FIRST_ROWS} stand here" in page
    assert 'href="#by-year"' in page
    assert 'id="by-year"' in page


def test_the_page_of_a_long_list_does_not_grow_with_it() -> None:
    shorter, longer = (len(pages(entries(count))[HERE]) for count in (1000, 4000))
    # What grows is the filter's choice of years, and their links.
    assert longer < 1.1 * shorter


def test_every_deal_stands_on_the_page_of_its_year_and_every_year_is_linked() -> None:
    listed = entries(500)
    every = pages(listed)
    years = re.findall(r'href="\.\./years/(\d+)/"', every[HERE])
    assert years == [str(year) for year in range(2020, 2010, -1)]
    found = [deal for year in years for deal in deals_on(every[f"years/{year}.md"])]
    assert found == [entry.deal_id for entry in listed]


def test_a_year_leads_to_its_neighbours_and_to_the_list() -> None:
    every = pages(entries(150))
    assert 'href="../../years/2018/"' in every["years/2019.md"]
    assert 'href="../../years/2020/"' in every["years/2019.md"]
    assert 'href="../../deals/?year=2019"' in every["years/2019.md"]
    assert "earlier:" not in every["years/2018.md"]
    assert "later:" not in every["years/2020.md"]


def test_the_file_holds_every_row_with_plain_values() -> None:
    listed = entries(500)
    listed[3] = replace(listed[3], amount=None, coupon_pct=None, reoffer_yield_pct=Decimal("-0.5"))
    file, _ = rows_file(listed, ALL, ROWS)
    document = unpacked(file)

    assert document["rows"] == 500
    assert set(document["columns"]) == {"deal", "issuer", *(column.key for column in ALL)}
    assert column(document, "deal") == [entry.deal_id for entry in listed]
    assert column(document, "da")[:2] == ["2020-06", "2020-06"]
    assert column(document, "am")[2:5] == ["498000000", "", "496000000"]
    assert column(document, "yi")[2:4] == ["3.678", "-0.500"]
    assert column(document, "pp")[0] == "99.760"


def test_the_name_of_the_file_changes_with_its_content() -> None:
    listed = entries(10)
    same, again = rows_file(listed, ALL, ROWS), rows_file(list(listed), ALL, ROWS)
    other = rows_file([replace(listed[0], findings=1), *listed[1:]], ALL, ROWS)

    assert same == again
    assert same[1] != other[1]
    assert f'data-rows="{same[1]}"' in pages(listed)[HERE]


def test_the_file_is_small() -> None:
    file, _ = rows_file(entries(2000), ALL, ROWS)
    assert len(file.content) < 2000 * 30


@pytest.mark.parametrize("kind", CELLS)
def test_every_kind_of_cell_is_known_to_the_script(kind: str) -> None:
    script = (ROOT / "docs" / "assets" / "javascripts" / "deal-rows.js").read_text("utf-8")
    shown = set(re.findall(r"(\w+):? ?(?:\(rows, n\) =>|shortDay|digits|withCommas)", script))
    assert kind == "text" or kind in shown


def test_negative_figures_are_printed_with_a_minus_sign() -> None:
    (entry,) = entries(1)
    page = pages([replace(entry, reoffer_yield_pct=Decimal("-0.5"))])[HERE]
    assert "<td class=yi>\u22120.500</td>" in page

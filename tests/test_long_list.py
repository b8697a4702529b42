"""The deals of a firm: all on its page where they fit, else the newest there and all beside it."""

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from pipeline import stages
from pipeline.pages import long_list
from pipeline.pages.build import build_pages
from pipeline.pages.catalogue import Part
from pipeline.pages.deal_columns import OF_ISSUER
from pipeline.pages.long_list import FIRST_ROWS, DealList
from pipeline.pages.page import File, Page
from pipeline.pages.underwriter_deals import OF_UNDERWRITER
from pipeline.paths import Paths
from pipeline.publish import assemble, publish
from pipeline.search.build import searched
from tests.benchmark.made_up import make_archive
from tests.made_up_list import entries, parts

HERE = "underwriters/made-up.md"


def of_firm(count: int) -> DealList[Part]:
    return DealList(HERE, "Made-up & Co.", parts(count), OF_UNDERWRITER, {})


def deals_on(section: str) -> list[str]:
    """Return the deals to which the titles of a table lead."""
    links = lxml_html.fromstring(f"<div>{section}</div>").xpath("//td[@class='ti']/a/@href")
    return [link.rstrip("/").rpartition("/")[2] for link in links]


def test_few_deals_stand_on_the_page_whole_and_have_nothing_beside_it() -> None:
    few = of_firm(FIRST_ROWS)
    heading, table = few.section()

    assert heading == "## Deals {#deals}"
    assert deals_on(table) == [part.listed.deal_id for part in few.rows]
    assert "data-rows" not in table
    assert list(few.beside()) == []


def test_no_deal_is_no_section() -> None:
    assert list(of_firm(0).section()) == []
    assert list(of_firm(0).beside()) == []


def test_of_many_deals_the_newest_stand_on_the_page() -> None:
    many = of_firm(1000)
    section = "\n".join(many.section())

    assert deals_on(section) == [part.listed.deal_id for part in many.rows[:FIRST_ROWS]]
    assert "1,000 securities. Without scripts the newest 200 stand here" in section
    assert 'data-root="../../"' in section
    # The filters are those of the columns that are there.
    names = lxml_html.fromstring(f"<div>{section}</div>").xpath("//form//*[@name]/@name")
    assert names == ["q", "issuer", "year", "currency", "sort"]


def test_the_page_does_not_grow_with_the_deals() -> None:
    shorter, longer = ("".join(of_firm(count).section()) for count in (1000, 4000))
    # What grows is the filter's choice of years, and the links to the pages of ten years.
    assert len(longer) < 1.1 * len(shorter)


def test_every_deal_is_reached_without_scripts() -> None:
    many = of_firm(1000)
    pages = {one.path: one.text for one in many.beside() if isinstance(one, Page)}
    section = "\n".join(many.section())
    links = lxml_html.fromstring(f"<div>{section}</div>").xpath("//*[@id='by-year']//a/@href")

    assert links == [f"../../underwriters/made-up/{decade}s/" for decade in (2020, 2010, 2000)]
    found = []
    for link in links:
        page = pages[f"{link.removeprefix('../../').rstrip('/')}.md"]
        found += deals_on(page.split("-->", 1)[1])
    assert found == [part.listed.deal_id for part in many.rows]


def test_the_pages_of_ten_years_lead_to_each_other_and_to_the_firm() -> None:
    pages = {one.path: one.text for one in of_firm(1000).beside() if isinstance(one, Page)}
    middle = pages["underwriters/made-up/2010s.md"]

    assert '<a href="../../../underwriters/made-up/">Made-up &amp; Co.</a>' in middle
    assert '../../../underwriters/made-up/2000s/">earlier: 2000 to 2009</a>' in middle
    assert '../../../underwriters/made-up/2020s/">later: 2020 to 2029</a>' in middle
    assert "earlier:" not in pages["underwriters/made-up/2000s.md"]
    assert "later:" not in pages["underwriters/made-up/2020s.md"]
    assert 'href="../../../deals/made-up-' in middle


def unpacked(files: list[File]) -> dict[str, Any]:
    (file,) = files
    document: dict[str, Any] = json.loads(gzip.decompress(file.content))
    return document


def test_the_file_holds_every_row_and_its_part() -> None:
    many = of_firm(1000)
    files = [one for one in many.beside() if isinstance(one, File)]
    held = unpacked(files)["columns"]

    assert files[0].path == "underwriters/made-up/rows.pack"
    assert set(held) == {"deal", "issuer", *(column.key for column in OF_UNDERWRITER)}
    assert held["deal"] == [part.listed.deal_id for part in many.rows]
    assert held["pt"]["of"] == ["allocation", "named, co-manager"]
    assert held["pt"]["at"][:3] == [0, 1, 0]
    share, allocation = held["sh"], held["al"]
    assert [share["of"][place] for place in share["at"]][:2] == ["10.000", ""]
    coded = [allocation["of"][p] for p in allocation["at"]] if "of" in allocation else allocation
    assert coded[:2] == ["100000000", ""]
    assert len(files[0].content) < 1000 * 30


def test_the_first_row_of_each_deal_alone_has_its_id() -> None:
    """A firm that a paper names twice has two rows of one security."""
    (first, *others) = parts(3)
    section = "".join(DealList(HERE, "x", [first, first, *others], OF_UNDERWRITER, {}).section())
    ids = lxml_html.fromstring(f"<div>{section}</div>").xpath("//tbody/tr/@id")
    assert ids == [part.listed.deal_id for part in (first, *others)]


@pytest.mark.parametrize("count", [FIRST_ROWS, FIRST_ROWS + 1])
def test_an_issuers_page_asks_for_no_issuer(count: int) -> None:
    listed = entries(count)
    section = "".join(DealList("issuers/x.md", "x", listed, OF_ISSUER, {}).section())
    assert 'name="issuer"' not in section
    assert ('name="interest"' in section) == (count > FIRST_ROWS)


def test_a_site_whose_firms_have_more_deals_than_fit_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Publishing checks every link, those of the pages of ten years too."""
    monkeypatch.setattr(long_list, "FIRST_ROWS", 5)
    paths = Paths.of(tmp_path / "data", tmp_path / "site")
    make_archive(paths.data, 30)
    checked = stages.read_and_check(paths, quiet=True)
    tables = stages.make_tables(paths, checked, quiet=True)
    pages = build_pages(checked.archive, tables, checked.findings)
    try:
        assemble(paths, *searched(checked.archive, tables, pages, paths))
        publish(paths)
    finally:
        shutil.rmtree(paths.work)

    for kind, ids in (
        ("issuers", {deal.deal.issuer for deal in checked.archive.deals.values()}),
        ("base-documents", checked.archive.base_documents),
    ):
        for name in ids:
            folder = paths.out / kind / name
            rows = json.loads(gzip.decompress((folder / "rows.pack").read_bytes()))["rows"]
            decades = [deals_on(page.read_text("utf-8")) for page in folder.glob("*s/index.html")]
            assert rows == sum(map(len, decades)) > 5

"""Histories and comparisons as pages show them, on a made-up archive and on the real one."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser

from pipeline import stages
from pipeline.amendments.against import Fate, compare_strands, counted
from pipeline.pages.base_documents import base_document_pages
from pipeline.pages.build import build_pages
from pipeline.pages.catalogue import Catalogue
from pipeline.pages.deal import deal_page
from pipeline.pages.page import Page
from pipeline.paths import ROOT, Paths
from pipeline.records.amendment import Item
from pipeline.records.archive import DealRecord
from pipeline.records.terms import SellingRestrictions
from pipeline.stages import Checked
from pipeline.tables.build import build_tables
from tests.made_up_deals import FOLDER
from tests.made_up_deals import archive as made_up_archive

FIRST = "specimen-1994-03-15"
BASE = f"base-documents/{FIRST}.md"


def made(data: Path) -> tuple[Catalogue, dict[str, str]]:
    checked: Checked = stages.read_and_check(Paths.of(data), quiet=True)
    tables = build_tables(checked.archive, checked.findings)
    pages = build_pages(checked.archive, tables, checked.findings)
    catalogue = Catalogue(checked.archive, tables, checked.findings)
    return catalogue, {page.path: page.text for page in pages if isinstance(page, Page)}


@pytest.fixture(scope="module")
def archive() -> tuple[Catalogue, dict[str, str]]:
    return made(FOLDER)


@pytest.fixture(scope="module")
def catalogue(archive: tuple[Catalogue, dict[str, str]]) -> Catalogue:
    return archive[0]


@pytest.fixture(scope="module")
def pages(archive: tuple[Catalogue, dict[str, str]]) -> dict[str, str]:
    return archive[1]


def changed(*updates: tuple[str, dict[str, object]]) -> dict[str, DealRecord]:
    """Return the made-up deals with fields of some of them changed."""
    deals = dict(made_up_archive().deals)
    for deal_id, update in updates:
        record = deals[deal_id]
        deals[deal_id] = replace(record, deal=record.deal.model_copy(update=update))
    return deals


def words(page: str) -> str:
    text = lxml_html.fromstring(f"<div>{page}</div>").text_content()
    return " ".join(text.replace("\u00a0", " ").split())


def test_each_place_has_one_history_and_every_link_on_the_page_leads_there(
    catalogue: Catalogue, pages: dict[str, str]
) -> None:
    page = pages[BASE]
    places = re.findall(r'<section class="d-item" id="(place-[^"]+)"', page)
    assert places == [f"place-{place.slug}" for place in catalogue.histories.of(FIRST).places]
    assert len(set(places)) == len(places)
    linked = set(re.findall(r'href="#(place-[^"]+)"', page))
    assert linked == set(places)


def test_every_item_that_is_linked_stands_on_its_deals_page(pages: dict[str, str]) -> None:
    links = re.findall(r'href="../../deals/([^/"]+)/#([^"]+)"', pages[BASE])
    assert len(links) > 100
    for deal, anchor in set(links):
        page = pages[f"deals/{deal}.md"]
        assert f'id="{anchor}"' in page or f"{{#{anchor}}}" in page, (deal, anchor)


def test_the_history_of_a_place_tells_who_changed_it_from_what_to_what(
    pages: dict[str, str],
) -> None:
    page = lxml_html.fromstring(f"<div>{pages[BASE]}</div>")
    (place,) = page.xpath('//section[@id="place-s9-p2"]')
    text = " ".join(place.text_content().replace("\u00a0", " ").split())
    assert "words replaced by others: deleted: telex inserted: facsimile" in text
    assert "12 Sep 1996 (f); the same in 4 Mar 1997 (f)" in text
    assert "Reworded: puts facsimile inserted: transmission" in text
    assert "since 17 Jun 1998 (h); the same in 2 later deals: 11 Apr 2000 (g)" in text


def test_standing_changes_say_in_what_share_of_later_deals(pages: dict[str, str]) -> None:
    text = words(pages[BASE])
    assert "8 of 8 (100 %)" in text
    assert "4 of 7 (57 %)" in text
    assert "One-off changes" in text


def test_two_deals_of_one_day_are_told_apart(pages: dict[str, str]) -> None:
    assert "20 Oct 1999 (second)" in words(pages[BASE])


def test_the_later_edition_and_what_is_made_again(pages: dict[str, str]) -> None:
    text = words(pages[BASE])
    assert "What the later edition took in" in text
    assert "not taken in: made again by 5 Mar 2002 (a)" in text
    assert "What the later edition took in" not in pages["base-documents/specimen-2001-06-01.md"]


def test_the_data_of_pairs_says_what_the_pipeline_says(
    catalogue: Catalogue, pages: dict[str, str]
) -> None:
    found = re.search(r'<script [^>]*id="pairs-data">(.*?)</script>', pages[BASE])
    assert found
    data = json.loads(found[1])
    held = catalogue.histories.of(FIRST)
    assert list(data["deals"]) == sorted(held.known)
    for older in held.known:
        for newer in held.known:
            first, second = (
                {entry[0]: entry[1] for entry in data["deals"][deal]["makes"]}
                for deal in (older, newer)
            )
            both = first.keys() & second.keys()
            counts = {
                Fate.UNCHANGED: sum(first[strand] == second[strand] for strand in both),
                Fate.REWORDED: sum(first[strand] != second[strand] for strand in both),
                Fate.NEW: len(second.keys() - first),
                Fate.DROPPED: len(first.keys() - second),
            }
            assert counts == counted(compare_strands(held, older, newer))


def test_a_deal_is_set_against_the_issuers_previous_one(pages: dict[str, str]) -> None:
    page = pages["deals/specimen-2000-04-11.md"]
    text = words(page.split("{#against}")[1])
    assert "of 20 October 1999: " in text
    assert 'href="../../deals/specimen-1999-10-20-b/"' in page
    assert "Reworded" in text
    assert "puts wire transfer of immediately available deleted: (same day) funds" in text
    assert "{#against}" not in pages["deals/specimen-1995-05-10.md"], "it is the first"
    assert "{#against}" not in pages["deals/specimen-2002-03-05.md"], "under the second edition"


def test_the_real_archive_shows_no_empty_frames() -> None:
    catalogue, pages = made(ROOT / "data")
    for document in catalogue.archive.base_documents:
        page = pages[f"base-documents/{document}.md"]
        if len(catalogue.histories.of(document).varying) < 2:
            assert "{#places}" not in page
            assert "{#standing}" not in page
    page = pages["base-documents/primerica-1993-01-12.md"]
    assert 'id="place-s3-p3"' in page
    known = words(page.split("{#known-words}")[1])
    assert "“definitive”" in known
    assert "“65 East 55th Street, New York, New York 10022”" in known
    assert "333-106598" not in known, "inserted words do not stand in the base document"
    for deal, record in catalogue.archive.deals.items():
        if deal not in catalogue.histories.previous:
            assert "{#against}" not in pages[f"deals/{record.deal.deal_id}.md"]


def test_clauses_whose_words_are_held_are_compared_on_the_deals_page() -> None:
    def restricted(text: str) -> SellingRestrictions:
        entries = [
            {"jurisdiction": "Japan", "text": text},
            {"jurisdiction": "France", "text": "no"},
        ]
        return SellingRestrictions.model_validate({"restrictions": entries})

    made_of = changed(
        ("specimen-1995-05-10", {"selling_restrictions": restricted("no sale in Japan")}),
        ("specimen-1996-09-12", {"selling_restrictions": restricted("no offer or sale in Japan")}),
    )
    checked = replace(made_up_archive(), deals=made_of)
    tables = build_tables(checked, ())
    page = deal_page(made_of["specimen-1996-09-12"], checked, tables).text
    text = words(page.split("{#against}")[1])

    assert "Japan: reworded" in text
    assert "no inserted: offer or sale in Japan" in text
    assert "France: unchanged" in text
    assert "Only part of both agreements was seen" in text


def test_text_of_records_stays_text_on_the_page_and_in_its_data() -> None:
    hostile = "</script><img src=x onerror=alert(1)> & \u2028 [a](b) {{ c }}"
    operation = {"operation": "substitute_words", "place": {"section": hostile, "clause": hostile},
                 "old_text": hostile, "new_text": f"{hostile} 2"}  # fmt: skip
    again = {**operation, "new_text": f"{hostile} 3"}

    def items(one: dict[str, object]) -> tuple[Item, ...]:
        return (Item.model_validate({"item": hostile, "text": hostile, "operations": [one]}),)

    made_of = changed(
        ("specimen-1995-05-10", {"amendments": items(operation)}),
        ("specimen-1996-09-12", {"amendments": items(again)}),
    )
    checked = replace(made_up_archive(), deals=made_of)
    catalogue = Catalogue(checked, build_tables(checked, ()), ())
    page = next(page for page in base_document_pages(catalogue) if page.path == BASE).text
    assert "<img" not in page
    assert page.count("</script>") == 1
    data = json.loads(page.split('id="pairs-data">')[1].split("</script>")[0])
    said = {tuple(saying) for strand in data["strands"] for saying in strand["says"]}
    assert any(before.startswith("</script><img") for _, before, _ in said)
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.fixture
def address(made_up_address: str) -> str:
    return f"{made_up_address}base-documents/{FIRST}/"


def test_a_reader_compares_any_two_deals(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    held = catalogue.histories.of(FIRST)
    older, newer = "specimen-1995-05-10", "specimen-1999-02-09"
    counts = counted(compare_strands(held, older, newer))
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address, wait_until="load")

    page.select_option("select[name=older]", older)
    page.select_option("select[name=newer]", newer)

    told = page.inner_text("#pairs-picker output")
    said = {name: int(count) for count, name in re.findall(r"(\d+) (\w+)", told)}
    assert said == {fate.value: count for fate, count in counts.items() if count}
    assert page.locator("#pairs-result li").count() == sum(counts.values())
    assert f"older={older}" in page.url
    page.goto(page.url)
    assert page.inner_text("#pairs-picker output") == told, "the address keeps the choice"
    page.select_option("select[name=older]", newer)
    assert re.fullmatch(r"\d+ unchanged", page.inner_text("#pairs-picker output"))
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390, "nothing runs out of a narrow screen"
    assert faults == []
    context.close()


def test_without_scripts_the_consecutive_pairs_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("#pairs-table tbody tr").count() == 8
    assert not page.locator("#pairs-picker").is_visible()
    assert not page.locator("#pairs-result").is_visible()
    context.close()

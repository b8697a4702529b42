"""The published site in a browser, as its readers use it."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import Watched

pytestmark = pytest.mark.browser

SEED = "deals/citigroup-2004-02-02/"
#: One page of each kind, and deals of which much and little is known.
KINDS = {
    "home": "",
    "deals": "deals/",
    "a year": "years/2004/",
    "the seed": SEED,
    "three series": "deals/citigroup-2007-06-15/",
    "thirty-three underwriters": "deals/citigroup-2015-03-19/",
    "units": "deals/citigroup-global-markets-holdings-2003-11-21/",
    "nearly nothing known": "deals/commercial-credit-1996-01-18/",
    "issuers": "issuers/",
    "an issuer": "issuers/citigroup/",
    "underwriters": "underwriters/",
    "an underwriter": "underwriters/samuel-a-ramirez/",
    "base documents": "base-documents/",
    "a base document": "base-documents/primerica-1993-01-12/",
    "deals side by side": "compare/?deals=citigroup-2004-02-02,citigroup-2007-06-15",
    "nothing to compare": "compare/",
    "checks": "checks/",
    "data": "data/",
    "method": "method/",
    "glossary": "glossary/",
    "how to add a deal": "add-a-deal/",
}
SCHEMES = {"light": "default", "dark": "slate"}


def use_scheme(page: Page, scheme: str) -> None:
    """Have the system prefer light or dark colours."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_loads_whole_and_asks_nobody_else(watched: Watched, kind: str) -> None:
    page = watched.open(KINDS[kind])

    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).to_be_visible()
    # The fixture fails the test on any outside request, failed request or console error.


def test_a_reader_clicks_from_home_to_a_citation_and_an_underwriter(watched: Watched) -> None:
    page = watched.open("")
    page.get_by_role("link", name="Deals", exact=True).first.click()
    page.wait_for_url("**/deals/")
    page.get_by_role(
        "link", name=re.compile("3.625% Fixed Rate Senior Notes due 2009")
    ).first.click()
    page.wait_for_url(f"**/{SEED}")
    expect(page.locator("h1")).to_contain_text("3.625% Fixed Rate Senior Notes due 2009")

    term = page.locator("#term-purchase-price")
    expect(term).to_contain_text("99.435")
    term.locator("a[href^='#line-']").first.click()
    page.wait_for_url("**#line-26*")
    line = page.locator("#line-26")
    expect(line).to_be_in_viewport()
    expect(line).to_contain_text("99.435% of the principal amount")

    page.locator("#allocations ~ * a[href*='underwriters/']").first.click()
    page.wait_for_url("**/underwriters/citigroup-global-markets/")
    expect(page.locator("main")).to_contain_text("840,000,000")


def test_the_seeds_page_shows_the_figures_people_come_for(watched: Watched) -> None:
    text = watched.open(SEED).locator("main").inner_text().replace("\xa0", " ")

    for figure in (
        "99.760",
        "99.435",
        "0.325",
        "3,250,000",
        "997,600,000",
        "994,350,000",
        "3.678",
        "3.750",
        "T+5",
        "18,125,000",
        "84 %",
        "7,087",
        "248 of",
        "253",
    ):
        assert figure in text, figure


def test_the_anchors_of_the_contract_are_there(watched: Watched) -> None:
    page = watched.open(SEED)

    for anchor in (
        *(f"amendment-{letter}" for letter in "abcdefgh"),
        "term-purchase-price",
        "term-price-to-public",
        "line-1",
        "line-83",
        "line-329",
    ):
        expect(page.locator(f"[id='{anchor}']")).to_have_count(1)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_follow_the_system(watched: Watched, scheme: str) -> None:
    use_scheme(watched.page, scheme)
    page = watched.open(SEED)

    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])


@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_needs_no_sideways_scrolling(watched: Watched, kind: str) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    page = watched.open(KINDS[kind])

    width = page.evaluate("document.documentElement.scrollWidth")

    assert width <= 390


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_serious_fault_of_accessibility(watched: Watched, kind: str, scheme: str) -> None:
    use_scheme(watched.page, scheme)
    page = watched.open(KINDS[kind])

    found = Axe().run(page).response["violations"]

    serious = [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
    assert serious == []


def test_print_shows_the_paper_and_not_the_furniture(watched: Watched) -> None:
    page = watched.open(SEED)
    page.emulate_media(media="print")

    for hidden in (".md-header", ".md-tabs", ".md-sidebar"):
        for element in page.locator(hidden).all():
            expect(element).to_be_hidden()
    expect(page.locator("#amendment-c")).to_be_visible()
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")


def test_the_page_reads_without_scripts(site: Path) -> None:
    html = (site / SEED / "index.html").read_text(encoding="utf-8")

    assert "99.435" in html
    assert 'href="#line-26"' in html
    assert "<del" in html
    assert "<ins" in html


def test_the_deals_table_filters_and_sorts(watched: Watched) -> None:
    page = watched.open("deals/")
    rows = page.locator("table tbody tr")
    everything = rows.count()

    page.locator("input[type='search']:visible").last.fill("Idaho")
    expect(rows.filter(has_text="Idaho").first).to_be_visible()
    page.wait_for_function("document.querySelectorAll('table tbody tr').length < 10")

    assert rows.count() < everything
    assert all("Idaho" in text for text in rows.all_inner_texts())

"""The page of a firm with many deals in a browser: every row sorted, filtered, exported, drawn."""

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.pages.deal_columns import OF_ISSUER, R
from pipeline.pages.long_list import DealList
from pipeline.pages.page import File
from pipeline.pages.underwriter_deals import OF_UNDERWRITER
from tests.conftest import Watched
from tests.made_up_list import entries, parts

pytestmark = pytest.mark.browser

ROWS = "#deals-table tbody tr"
FIRM = "underwriters/citigroup-global-markets/"
ISSUER = "issuers/citigroup/"
SECTION = re.compile(r'(<h2 id="deals">.*?</h2>).*?(?=<h2)', re.DOTALL)

OF_FIRM = DealList(f"{FIRM.rstrip('/')}.md", "Made-up & Co.", parts(1000), OF_UNDERWRITER, {})
OF_MANY = DealList(f"{ISSUER.rstrip('/')}.md", "Made-up & Sons", entries(1000), OF_ISSUER, {})


def busy(page: Page, site: Path, address: str, deals: DealList[R]) -> None:
    """Have the page of a firm of the real archive hold the deals of a busier one."""
    _, *parts = deals.section()
    place = deals.here.removesuffix(".md")
    text = (site / place / "index.html").read_text(encoding="utf-8")
    body, count = SECTION.subn(lambda found: "\n".join((found[1], *parts)), text)
    assert count == 1
    (file,) = (one for one in deals.beside() if isinstance(one, File))
    page.route(
        lambda url: url.partition("?")[0].partition("#")[0] == f"{address}{place}/",
        lambda route: route.fulfill(body=body, content_type="text/html"),
    )
    page.route(f"**/{file.path}*", lambda route: route.fulfill(body=file.content))


@pytest.fixture
def firm(watched: Watched, site: Path) -> Watched:
    """Return a watched page on which the firm has a thousand deals."""
    busy(watched.page, site, watched.address, OF_FIRM)
    return watched


@contextmanager
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def cells(page: Page) -> list[list[list[str]]]:
    """Return the first rows: id, and class, words, link and order of each cell."""
    rows: list[list[list[str]]] = page.locator(ROWS).evaluate_all(
        """rows => rows.slice(0, 200).map(row => [[row.id], ...[...row.cells].map(cell => [
          cell.classList[0],
          cell.textContent,
          cell.querySelector("a")?.getAttribute("href") ?? "",
          cell.dataset.order ?? "",
        ])])"""
    )
    return rows


@pytest.mark.parametrize(("path", "deals"), [(FIRM, OF_FIRM), (ISSUER, OF_MANY)])
def test_the_script_shows_the_newest_rows_as_the_page_does(
    watched: Watched, browser: Browser, site: Path, path: str, deals: DealList[R]
) -> None:
    busy(watched.page, site, watched.address, deals)
    page = watched.open(path)
    expect(page.locator("#deals-filter output")).to_have_text("1,000 securities")
    with without_scripts(browser) as plain:
        busy(plain, site, watched.address, deals)
        plain.goto(f"{watched.address}{path}")
        assert cells(page) == cells(plain)
        assert plain.locator(ROWS).count() == 200
        expect(plain.locator("#deals-filter")).to_be_hidden()
        expect(plain.locator("#by-year a").first).to_be_visible()


def test_all_deals_of_a_firm_are_sorted(firm: Watched) -> None:
    page = firm.open(FIRM)
    page.locator("#deals-table th.al").click()
    expect(page.locator(f"{ROWS} td.al").first).to_have_text("100,000,000")
    page.locator("select[name=sort]").select_option("am.asc", force=True)
    expect(page.locator(f"{ROWS} td.am").first).to_have_text("1,000,000")
    expect(page).to_have_url(re.compile(r"sort=am\.asc$"))
    page.get_by_role("link", name="5", exact=True).click()
    expect(page.locator(f"{ROWS} td.am").last).to_have_text("1,000,000,000")


def test_all_deals_of_a_firm_are_filtered_and_the_address_keeps_it(firm: Watched) -> None:
    page = firm.open(f"{FIRM}?year=2004&columns=da,ti,pt,al")
    expect(page.locator("#deals-filter output")).to_have_text("50 of 1,000 securities")
    expect(page.locator("#deals-table thead th")).to_have_count(4)
    page.locator("#deals-filter input[name=q]").fill("named")
    expect(page.locator("#deals-filter output")).to_have_text("25 of 1,000 securities")
    expect(page).to_have_url(re.compile(r"year=2004&columns=da,ti,pt,al&q=named$"))


def test_all_deals_of_a_firm_are_exported_under_its_name(firm: Watched) -> None:
    page = firm.open(f"{FIRM}?columns=ti,al,sh")
    expect(page.locator("#deals-filter output")).to_have_text("1,000 securities")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == "citigroup-global-markets.csv"
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))

    assert rows[0] == ["deal_id", "Title", "Allocation", "Share, % (computed)"]
    assert len(rows) == 1001
    assert rows[1] == [OF_FIRM.rows[0].listed.deal_id, "Made-up Notes", "100000000", "10.000"]


def test_all_deals_of_a_firm_can_be_copied(firm: Watched) -> None:
    firm.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = firm.open(FIRM)
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".dt-button-info")).to_contain_text("1000 rows")


def test_a_link_leads_to_a_deal_of_the_firm_on_a_later_page(firm: Watched) -> None:
    deal = OF_FIRM.rows[777].listed.deal_id
    page = firm.open(f"{FIRM}#{deal}")
    expect(page.locator(f"tr[id='{deal}']")).to_be_in_viewport()


def test_a_deal_of_the_firm_can_be_chosen_to_compare(firm: Watched) -> None:
    page = firm.open(FIRM)
    page.get_by_role("link", name="2", exact=True).click()
    page.locator(f"{ROWS} td.ti button").first.click()
    expect(page.locator(".c-tray")).to_contain_text("Made-up & Sons 4")


def test_charts_are_drawn_from_every_row_and_not_from_those_on_the_page(
    watched: Watched, site: Path
) -> None:
    busy(watched.page, site, watched.address, OF_MANY)
    page = watched.open(f"{ISSUER}?columns=ti")
    coupons = page.locator(".l-chart").filter(has_text="Coupons.").locator(".l-plot svg")
    points = coupons.locator(".mark-symbol.role-mark path")
    expect(points).to_have_count(1000)
    oldest = f"**/deals/{OF_MANY.rows[-1].deal_id}/"
    page.route(oldest, lambda route: route.fulfill(body="<title>the oldest</title>"))
    points.last.evaluate("point => point.dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    page.wait_for_url(oldest)


def test_a_firm_whose_file_cannot_be_read_says_so_and_leads_on(
    browser: Browser, address: str, site: Path
) -> None:
    page = browser.new_page()
    busy(page, site, address, OF_MANY)
    page.route("**/rows.pack*", lambda route: route.fulfill(status=503))
    page.goto(f"{address}{ISSUER}")
    expect(page.get_by_role("status").first).to_contain_text("the server answers 503")
    expect(page.locator(".l-chart").filter(has_text="Coupons.").locator(".l-plot")).to_have_text(
        re.compile("so nothing is drawn")
    )
    assert page.locator(ROWS).count() == 200
    page.get_by_role("link", name="years", exact=True).first.click()
    expect(page.locator("#by-year")).to_be_in_viewport()
    page.close()

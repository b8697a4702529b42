"""The lists and charts in a browser: filters, sorting, addresses, and life without scripts."""

import csv
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.pages.deal_columns import ALL
from pipeline.pages.deal_rows import rows_file
from tests.conftest import Watched
from tests.made_up_list import entries

pytestmark = pytest.mark.browser

ROWS = "#deals-table tbody tr"


def column(page: Page, key: str) -> list[str]:
    """Return the cells of a column from top to bottom, empty ones left out."""
    cells = page.locator(f"{ROWS} td.{key}").all_inner_texts()
    return [text for text in cells if text]


def test_the_address_of_the_list_keeps_its_filters(watched: Watched) -> None:
    page = watched.open("deals/?currency=JPY&year=2007")
    expect(page.locator(ROWS)).to_have_count(3)
    expect(page.locator("#deals-filter output")).to_have_text(re.compile(r"^3 of \d+ securities$"))

    page.locator("#deals-filter button").click()
    expect(page).to_have_url(re.compile(r"/deals/$"))
    page.locator("#deals-filter select[name=issuer]").select_option("unisys")
    expect(page).to_have_url(re.compile(r"\?issuer=unisys$"))
    expect(page.locator(ROWS)).to_have_count(5)
    assert all("Unisys" in name for name in column(page, "is"))


@pytest.mark.parametrize(
    ("path", "columns"),
    [("deals/", ["sp", "yi", "se"]), ("underwriters/citigroup-global-markets/", ["sh"])],
)
def test_computed_columns_are_marked_where_readers_see_it(
    watched: Watched, path: str, columns: list[str]
) -> None:
    page = watched.open(path)
    marked = page.locator("#deals-table th").evaluate_all(
        """heads => heads.filter((head) => {
          const mark = head.querySelector(".d-c");
          return mark && getComputedStyle(mark, "::before").content.startsWith('"=');
        }).map((head) => head.classList[0])"""
    )
    assert marked == columns


def test_figures_sort_as_numbers_and_dates_as_dates(watched: Watched) -> None:
    page = watched.open("deals/")

    page.locator("#deals-table th.am").click()
    expect(page.locator("#deals-table th.am")).to_have_attribute("aria-sort", "descending")
    amounts = [int(text.replace(",", "")) for text in column(page, "am")]
    assert amounts == sorted(amounts, reverse=True)
    page.locator("#deals-table th.co").click()
    expect(page.locator("#deals-table th.co")).to_have_attribute("aria-sort", "descending")
    coupons = [float(text) for text in column(page, "co")]
    assert coupons == sorted(coupons, reverse=True)
    page.locator("#deals-table th.da").click()
    expect(page.locator("#deals-table th.da")).to_have_attribute("aria-sort", "ascending")
    dates = page.locator(f"{ROWS} td.da").evaluate_all("cells => cells.map(c => c.dataset.order)")
    assert dates == sorted(dates)


def test_the_address_gives_the_order_and_the_columns(watched: Watched) -> None:
    page = watched.open("deals/?sort=am.desc&columns=da,ti,am")
    expect(page.locator("#deals-table thead th")).to_have_count(3)
    expect(page.locator("#deals-table th.am")).to_have_attribute("aria-sort", "descending")
    amounts = [int(text.replace(",", "")) for text in column(page, "am")]
    assert amounts == sorted(amounts, reverse=True)


def test_the_address_keeps_the_order_and_the_columns(watched: Watched) -> None:
    page = watched.open("deals/?columns=da,ti,am")
    heads = page.locator("#deals-table thead th")
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("button", name="Coupon", exact=True).click()
    expect(heads).to_have_count(4)
    expect(page).to_have_url(re.compile(r"columns=da,ti,am,co$"))
    page.keyboard.press("Escape")
    page.locator("#deals-table th.co").click()
    expect(page).to_have_url(re.compile(r"columns=da,ti,am,co&sort=co\.desc$"))


def test_filters_work_with_the_columns_they_speak_of_hidden(watched: Watched) -> None:
    page = watched.open("deals/?currency=JPY&year=2007&columns=is,ti")
    expect(page.locator(ROWS)).to_have_count(3)


def test_what_shows_is_taken_along_as_csv(watched: Watched) -> None:
    page = watched.open("deals/?currency=JPY&year=2007&columns=da,ti,am,pp,sp")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))

    assert rows[0] == ["deal_id", "Date", "Title", "Amount", "Public", "Spread (computed)"]
    assert rows[1:] == [
        ["citigroup-2007-06-15", "2007-06-15", *rest]
        for rest in (
            ["2.80% Senior Notes Due 2027", "50000000000", "99.938", "0.500"],
            ["title not known", "55000000000", "", ""],
            ["3.10% Senior Notes due 2047", "40000000000", "99.852", "0.700"],
        )
    ]


def test_what_shows_can_be_copied(watched: Watched) -> None:
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = watched.open("deals/?currency=JPY&year=2007&columns=da,ti,am")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".dt-button-info")).to_contain_text("3 rows")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[0].split("\t") == ["deal_id", "Date", "Title", "Amount"]
    assert "50000000000" in copied


def test_a_phone_sorts_without_headings(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    page = watched.open("deals/")
    page.locator("select[name=sort]").select_option("am.desc")
    amounts = [int(text.replace(",", "")) for text in column(page, "am")]
    assert amounts == sorted(amounts, reverse=True)
    expect(page).to_have_url(re.compile(r"sort=am\.desc$"))


def test_a_link_to_a_deal_in_the_list_shows_its_row(watched: Watched) -> None:
    page = watched.open("deals/#citigroup-2004-02-02")
    expect(page.locator("tr[id='citigroup-2004-02-02']")).to_be_in_viewport()


def test_a_picture_of_the_home_page_leads_to_its_deals(watched: Watched) -> None:
    page = watched.open("")
    page.locator(".l-years a[title^='2005']").click()
    page.wait_for_url("**/deals/?year=2005")
    expect(page.locator("#deals-filter output")).to_have_text(re.compile(r"^\d+ of \d+ sec"))
    assert {text[-4:] for text in column(page, "da")} == {"2005"}


def test_charts_are_drawn_in_the_colours_of_the_page_and_lead_to_deals(watched: Watched) -> None:
    page = watched.open("issuers/citigroup/")
    expect(page.locator(".l-plot svg")).to_have_count(4)
    bar = page.locator(".l-plot svg .mark-rect path").first
    light = bar.evaluate("bar => getComputedStyle(bar).fill")

    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert bar.evaluate("bar => getComputedStyle(bar).fill") != light

    point = page.locator(".l-plot svg .mark-symbol.role-mark path").first
    point.scroll_into_view_if_needed()
    point.click()
    page.wait_for_url(re.compile("/deals/citigroup-"))


def test_the_currency_of_a_chart_can_be_chosen(watched: Watched) -> None:
    page = watched.open("issuers/citigroup/")
    bars = page.locator(".l-plot").first.locator("svg .mark-rect path")
    expect(bars.first).to_be_visible()
    before = bars.count()
    page.get_by_label("Currency").first.select_option("EUR")
    expect(bars).not_to_have_count(before)
    expect(bars.first).to_be_visible()


def test_without_scripts_every_row_and_figure_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}deals/")
    rows = page.locator(ROWS)
    assert rows.count() >= 105
    expect(rows.last).to_be_visible()
    expect(page.locator("#deals-filter")).to_be_hidden()
    page.goto(f"{address}issuers/citigroup/")
    page.get_by_text("The figures as a table").first.click()
    expect(page.locator("#issued-table")).to_be_visible()
    context.close()


def cells(page: Page) -> list[list[tuple[str, str, str, str]]]:
    """Return the rows of the list: id, class, words, link and order of each cell."""
    rows: list[list[tuple[str, str, str, str]]] = page.locator(ROWS).evaluate_all(
        """rows => rows.map(row => [row.id, ...[...row.cells].map(cell => [
          cell.classList[0],
          cell.textContent,
          cell.querySelector("a")?.getAttribute("href") ?? "",
          cell.dataset.order ?? "",
        ])])"""
    )
    return rows


def test_the_script_shows_the_rows_as_the_page_does(watched: Watched, browser: Browser) -> None:
    plain = browser.new_context(java_script_enabled=False)
    without = plain.new_page()
    without.goto(f"{watched.address}deals/")
    page = watched.open("deals/")
    expect(page.locator("#deals-filter")).to_be_visible()

    assert cells(page) == cells(without)
    assert page.locator(ROWS).count() >= 105
    plain.close()


def long_list(watched: Watched, address: str = "deals/", count: int = 1000) -> Page:
    """Open the list as if it had many more rows: its script reads the file of another."""
    file, _ = rows_file(entries(count), ALL, "deals/rows.pack")
    watched.page.route("**/rows.pack*", lambda route: route.fulfill(body=file.content))
    return watched.open(address)


def test_a_long_list_is_paged_and_sorted_over_all_its_rows(watched: Watched) -> None:
    page = long_list(watched)
    expect(page.locator(ROWS)).to_have_count(200)
    expect(page.locator("#deals-filter output")).to_have_text("1,000 securities")

    page.locator("select[name=sort]").select_option("am.asc", force=True)
    expect(page.locator(f"{ROWS} td.am").first).to_have_text("1,000,000")
    page.get_by_role("link", name="5", exact=True).click()
    expect(page.locator(f"{ROWS} td.am").last).to_have_text("1,000,000,000")


def test_a_long_list_is_searched_and_exported_whole(watched: Watched) -> None:
    page = long_list(watched, "deals/?columns=ti,am")
    page.locator("#deals-filter input[name=q]").fill('"& Sons 3"')
    expect(page.locator("#deals-filter output")).to_have_text("143 of 1,000 securities")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#deals-filter output")).to_have_text("1,000 securities")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))

    assert len(rows) == 1001
    assert rows[-1] == [entries(1000)[-1].deal_id, "Made-up Notes", "1000000"]


def test_a_long_list_works_by_keyboard(watched: Watched) -> None:
    page = long_list(watched)
    expect(page.locator("#deals-filter")).to_be_visible()
    # DataTables puts what takes the focus inside the heading.
    page.locator("#deals-table th.am .dt-column-order").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#deals-table th.am")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("link", name="Next").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{ROWS} td.am").first).to_have_text("201,000,000")


def test_a_link_leads_to_a_row_on_a_later_page(watched: Watched) -> None:
    deal = entries(1000)[777].deal_id
    page = long_list(watched, f"deals/#{deal}")
    expect(page.locator(f"tr[id='{deal}']")).to_be_in_viewport()


def test_rows_of_a_long_list_can_be_chosen_to_compare(watched: Watched) -> None:
    page = long_list(watched)
    page.get_by_role("link", name="2", exact=True).click()
    page.locator(f"{ROWS} td.ti button").first.click()
    expect(page.locator(".c-tray")).to_contain_text("Made-up & Sons 4")


def test_a_list_whose_file_cannot_be_read_says_so(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/rows.pack*", lambda route: route.fulfill(status=503))
    page.goto(f"{address}deals/")
    expect(page.get_by_role("status").first).to_contain_text("the server answers 503")
    expect(page.locator(ROWS).first).to_be_visible()
    page.get_by_role("link", name="years", exact=True).click()
    page.get_by_role("link", name="2004", exact=True).click()
    expect(page.locator(f"{ROWS} td.ti").first).to_be_visible()
    page.close()


def test_without_scripts_every_deal_is_reached_by_its_year(
    browser: Browser, address: str, site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}deals/")
    years = page.locator("#by-year a").all_inner_texts()
    found = []
    for year in years:
        page.goto(f"{address}years/{year}/")
        found += page.locator(f"{ROWS} td.ti a").evaluate_all(
            "links => links.map(a => a.getAttribute('href').match(/deals\\/(.*)\\/$/)[1])"
        )
    deals = [entry["deal_id"] for entry in json.loads((site / "api/v1/deals.json").read_text())]
    assert sorted(set(found)) == sorted(deals)
    context.close()


def test_rows_that_are_held_back_can_be_had_when_the_script_never_comes(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/tables.js", lambda route: route.abort())
    page.goto(f"{address}issuers/citigroup/")
    # The real archive is too small for this; a long table is one with more of the same rows.
    page.evaluate(
        """() => {
          const table = document.getElementById("deals-table"), body = table.tBodies[0];
          while (body.rows.length < 400) body.append(body.rows[0].cloneNode(true));
          table.classList.add("l-long");
        }"""
    )
    expect(page.locator(f"{ROWS}:visible")).to_have_count(200)
    page.evaluate("location.hash = '#deals-table'")
    expect(page.locator(f"{ROWS}:visible")).to_have_count(400)
    context.close()

"""Comparing in a browser: choosing deals, the page of them side by side, its address."""

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from pipeline.compare.align import compare
from pipeline.pages.compare_page import ORDER
from tests.conftest import Watched
from tests.test_compare import FLOATING, IDAHO, SEED, YEN, made_up, of_real

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=pwned=1><script>pwned=1</script>\"'&amp; \u202eevil [0-9]+ ${1}"


def address_of(*deals: str, only: bool = False) -> str:
    return f"compare/?deals={','.join(deals)}" + "&only=differences" * only


def serve(page: Page, sheets: dict[str, Any]) -> None:
    """Have the deals' files be those of some sheets."""

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2].removesuffix(".json")
        body = json.dumps({"deal_id": name, "sheet": sheets[name], "tables": {}})
        route.fulfill(status=200, content_type="application/json", body=body)

    page.route("**/api/v1/deals/*.json", answer)


def line(page: Page, term: str, table: str = "terms") -> Any:
    return page.locator(f"#compare-{table} tr[data-term='{term}']")


@pytest.mark.parametrize(
    "named",
    [
        (SEED, YEN),
        (SEED, FLOATING, IDAHO),
        ("citigroup-2010-08", SEED, "citigroup-2025-05-27", "beam-2013-06-03"),
        ("unisys-2005-09-09", "american-express-2009-05-13"),
        (SEED, SEED),
    ],
)
def test_the_browser_lays_sheets_side_by_side_as_the_terminal_does(
    watched: Watched, named: tuple[str, ...]
) -> None:
    page = watched.open("compare/")
    sheets = [of_real(name) for name in named]

    made = page.evaluate(
        """async ([sheets, order]) => {
          const { compare } = await import("../assets/javascripts/align.js");
          return compare(sheets, order);
        }""",
        [sheets, ORDER],
    )

    assert made == json.loads(json.dumps(compare(sheets)))


def test_the_browser_agrees_about_amendments_too(watched: Watched) -> None:
    page = watched.open("compare/")
    every = sorted(made_up())
    for place in range(len(every) - 2):
        sheets = [made_up()[name] for name in every[place : place + 3]]
        made = page.evaluate(
            """async ([sheets, order]) => {
              const { compare } = await import("../assets/javascripts/align.js");
              return compare(sheets, order);
            }""",
            [sheets, ORDER],
        )
        assert made == json.loads(json.dumps(compare(sheets)))


def test_an_address_is_all_that_a_comparison_needs(watched: Watched) -> None:
    page = watched.open(address_of(SEED, FLOATING, YEN))

    expect(line(page, "purchase-price")).to_contain_text("99.435\u00a0%")
    expect(line(page, "purchase-price")).to_contain_text("99.875\u00a0%")
    expect(line(page, "purchase-price")).to_have_class("c-differs")
    expect(line(page, "purchase-price").locator("th")).to_contain_text("differs: Purchase price")
    expect(line(page, "issuer").locator("td").last).to_have_attribute("colspan", "3")
    expect(line(page, "closing-place")).to_contain_text("425 Park Avenue")
    figures = page.locator("#compare-figures")
    expect(figures).to_contain_text("the rate floats, so the coupons are not known in advance")
    expect(figures).not_to_contain_text("Purchase price")
    expect(page.locator(".c-tray")).to_be_hidden()


def test_only_differences_is_part_of_the_address(watched: Watched) -> None:
    page = watched.open(address_of(SEED, IDAHO))
    expect(line(page, "currency")).to_be_visible()

    page.get_by_label("Only differences").check()
    expect(page).to_have_url(re.compile(f"deals={SEED},{IDAHO}&only=differences$"))
    expect(line(page, "currency")).to_be_hidden()
    expect(line(page, "purchase-price")).to_be_visible()


def test_an_address_of_differences_shows_only_those(watched: Watched) -> None:
    page = watched.open(address_of(SEED, IDAHO, only=True))
    expect(page.get_by_label("Only differences")).to_be_checked()
    expect(line(page, "purchase-price")).to_be_visible()
    expect(line(page, "currency")).to_be_hidden()


def test_allocations_are_drawn_as_their_table_has_them(watched: Watched) -> None:
    page = watched.open(address_of(SEED, IDAHO))
    bars = page.locator(".c-chart .l-plot svg .mark-rect path")

    expect(bars.first).to_be_visible()
    drawn = bars.count()
    shares = page.locator("#compare-allocations tr[data-term^='share/'] td").all_inner_texts()
    assert drawn == sum("%" in text for text in shares) == 14
    expect(page.locator(".c-chart figcaption")).to_contain_text(
        "11 firms, the most by Citigroup Global Markets Inc. with 84\u00a0%"
    )
    expect(line(page, "citigroup-global-markets", "allocations")).to_contain_text("US$840,000,000")


def test_amendments_show_what_is_shared_reworded_and_lacking(watched: Watched) -> None:
    deals = sorted(made_up())
    serve(watched.page, made_up())
    for first, second in pairwise(deals):
        parts = compare([made_up()[first], made_up()[second]])["amendments"]
        changed = [one for part in parts for one in part["lines"] if one["state"] == "differs"]
        both = [one for one in changed if all("value" in cell for cell in one["cells"])]
        if both:
            break
    page = watched.open(address_of(first, second))

    row = page.locator(f"[id^=compare-amendments-] tr[data-term='{both[0]['term']}']")
    expect(row).to_have_class("c-differs")
    expect(row.locator("ins, del").first).to_be_visible()
    link = row.locator("td a").first
    expect(link).to_have_attribute("href", re.compile(rf"/deals/{first}/#amendment-"))


def test_a_deal_with_itself_shows_no_difference(watched: Watched) -> None:
    page = watched.open(address_of(SEED, SEED))

    expect(page.locator("#compare-terms tbody tr").first).to_be_visible()
    expect(page.locator("#compare-result tr.c-differs")).to_have_count(0)


def test_a_deal_that_is_not_there_is_named_with_those_like_it(watched: Watched) -> None:
    page = watched.open(address_of(SEED, "citigruop-2004-03-24", IDAHO))
    fault = page.locator(".c-fault")

    expect(fault).to_contain_text("no deal “citigruop-2004-03-24”")
    expect(line(page, "purchase-price")).to_be_visible()
    fault.get_by_role("link", name="citigroup-2004-03-24").click()
    expect(page.locator("#compare-terms thead")).to_contain_text("24\u00a0Mar\u00a02004")
    # That the file is not there is what the test is about.
    watched.faults[:] = [f for f in watched.faults if "404" not in f]


def test_a_hostile_address_is_shown_as_text(watched: Watched) -> None:
    page = watched.open(f"compare/?deals={SEED},<img src=x onerror=pwned=1>,../../data,%00")

    expect(page.locator(".c-fault").first).to_contain_text("<img src=x onerror=pwned=1>")
    assert page.evaluate("typeof pwned") == "undefined"


def test_more_than_six_deals_are_cut_and_it_is_said(watched: Watched) -> None:
    page = watched.open(address_of(*[SEED] * 7))

    expect(page.locator(".c-fault")).to_contain_text("7 deals are named; the first 6 are shown")
    expect(page.locator("#compare-terms thead th[scope=colgroup]")).to_have_count(6)


def test_hostile_text_in_records_is_shown_as_text(watched: Watched) -> None:
    sheet = json.loads(
        json.dumps(of_real(SEED)).replace("Citigroup Inc.", json.dumps(HOSTILE)[1:-1])
    )
    sheet["title"] = sheet["allocations"]["rows"][0]["name"] = HOSTILE
    sheet["restrictions"]["rows"][0]["words"] = HOSTILE
    serve(watched.page, {SEED: sheet, IDAHO: of_real(IDAHO)})
    page = watched.open(address_of(SEED, IDAHO))

    expect(page.locator("#compare-terms thead")).to_contain_text("<img src=x onerror=pwned=1>")
    expect(page.locator(".c-chart svg .mark-rect path").first).to_be_visible()
    assert page.evaluate("typeof pwned") == "undefined"
    assert page.locator("#compare-result img, #compare-result script").count() == 0


def test_deals_are_chosen_anywhere_kept_and_compared(watched: Watched) -> None:
    page = watched.open(f"deals/{SEED}/")
    tray = page.get_by_role("region", name="Deals to compare")
    expect(tray).to_be_hidden()
    page.get_by_role("button", name="Add to compare").click()
    expect(tray).to_contain_text("Citigroup Inc., 2\u00a0Feb\u00a02004")
    expect(tray.get_by_text("Choose one more to compare")).to_be_visible()

    watched.open("deals/")
    expect(tray).to_be_visible()
    page.locator("#deals-table tr[id='idaho-power-2005-08-23'] button").click()
    expect(page.get_by_role("status").filter(has_text="added: 2 of 6")).to_be_visible()
    watched.open("issuers/citigroup/")
    button = page.locator(f"#deals-table tr[id='{SEED}'] button")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.locator(f"#deals-table tr[id='{YEN}'] button").focus()
    page.keyboard.press("Enter")
    expect(tray.get_by_role("listitem")).to_have_count(3)
    tray.get_by_role("button", name="Remove Citigroup Inc., 15 Jun 2007").click()

    tray.get_by_role("link", name="Compare 2 deals").click()
    page.wait_for_url(f"**/compare/?deals={SEED},{IDAHO}")
    expect(line(page, "purchase-price")).to_contain_text("99.435\u00a0%")
    tray.get_by_role("button", name="Clear").click()
    expect(tray).to_be_hidden()


def test_what_the_tray_keeps_is_text_and_deals_only(watched: Watched) -> None:
    page = watched.open("")
    kept = [{"id": SEED, "name": HOSTILE}, {"id": "../x", "name": "y"}, {"id": 3}, None]
    for held in (json.dumps(kept[:2]), json.dumps(kept), "{", "null", '{"a": 1}'):
        page.evaluate("held => localStorage.setItem('archive:compare', held)", held)
        page.reload()
        page.wait_for_load_state("networkidle")
    page.evaluate("held => localStorage.setItem('archive:compare', held)", json.dumps(kept[:2]))
    page.reload()
    tray = page.get_by_role("region", name="Deals to compare")

    expect(tray.get_by_role("listitem")).to_have_count(1)
    expect(tray).to_contain_text("<img src=x onerror=pwned=1>")
    assert page.evaluate("typeof pwned") == "undefined"


def test_a_deal_is_added_and_removed_on_the_page_itself(watched: Watched) -> None:
    page = watched.open(address_of(SEED, IDAHO))
    page.get_by_label("Add a deal").fill("citigroup yen 2.80")
    page.get_by_label("Add a deal").fill("15 jun 2007")
    expect(page.locator("#compare-found option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"deals={SEED},{IDAHO},{YEN}$"))
    expect(page.locator("#compare-terms thead th[scope=colgroup]")).to_have_count(3)
    page.get_by_role("button", name=re.compile("^Remove Idaho")).click()
    expect(page).to_have_url(re.compile(f"deals={SEED},{YEN}$"))
    page.go_back()
    expect(page.locator("#compare-terms thead th[scope=colgroup]")).to_have_count(3)


def test_each_deal_leads_to_those_nearest_to_it(watched: Watched) -> None:
    page = watched.open(f"deals/{SEED}/")
    near = page.locator(".c-near li")

    expect(near).to_have_count(5)
    expect(near.first).to_contain_text("The same issuer; interest: fixed rate; both senior notes")
    near.first.get_by_role("link", name="Compare with it").click()
    page.wait_for_url(f"**/compare/?deals={SEED},citigroup-*")
    expect(line(page, "purchase-price")).to_be_visible()


def test_without_scripts_the_page_says_what_to_do(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}compare/")

    expect(page.get_by_text("./inv compare")).to_be_visible()
    expect(page.get_by_role("link", name="the list of all deals")).to_be_visible()
    expect(page.locator("#compare-form")).to_be_hidden()
    page.goto(f"{address}deals/{SEED}/")
    expect(page.locator(".c-add")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_comparison_has_no_serious_fault_of_accessibility(
    watched: Watched, scheme: Any, width: int
) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    watched.open(f"deals/{SEED}/")
    page.get_by_role("button", name="Add to compare").click()
    watched.open(address_of(SEED, YEN, IDAHO))
    expect(page.locator(".c-chart svg .mark-rect path").first).to_be_visible()
    for folded in page.locator("#compare-result details").all():
        folded.evaluate("element => { element.open = true }")

    found = Axe().run(page).response["violations"]

    serious = [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
    assert serious == []
    if width == 390:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_comparison_prints_without_its_tools(watched: Watched) -> None:
    page = watched.open(address_of(SEED, IDAHO))
    page.emulate_media(media="print")

    for hidden in (".c-form", ".c-off", ".md-header"):
        for element in page.locator(hidden).all():
            expect(element).to_be_hidden()
    expect(line(page, "purchase-price")).to_be_visible()

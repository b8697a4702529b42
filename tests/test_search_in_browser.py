"""The search in a browser: the shared cases, the queries, the box, the page, hostile text."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pipeline.paths import ROOT
from tests.browsing import served
from tests.conftest import Watched

pytestmark = pytest.mark.browser

CASES = ROOT / "tests" / "search"
SCRIPTS = "assets/javascripts/search"
#: 10 KB of what has no business in a question.
HOSTILE = (
    "<script>document.body.innerHTML = 'broken'</script>",
    "'; DROP TABLE deals; --",
    '" OR 1=1',
    ".*+?^${}()|[]\\",
    "\u202eRamirez\u2066\u200f",
    "<img src=x onerror=\"document.title='broken'\">",
    "issuer:<b>x</b>",
    "%00%3Cscript%3E",
    "a" * 10_000,
    'word "phrase ' * 1000,
)


def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return loaded


def in_module(page: Page, module: str, body: str, argument: object = None) -> Any:
    """Run the body of a function of `module` and `given` beside a script of the search."""
    source = f"""async (given) => {{
        const module = await import(new URL("../{SCRIPTS}/{module}", location.href).href);
        {body}
    }}"""
    return page.evaluate(source, argument)


@pytest.fixture
def page(watched: Watched) -> Page:
    return watched.open("search/")


def test_texts_are_cut_as_in_python(page: Page) -> None:
    given = cases("words.yaml")

    cut = in_module(page, "words.js", "return given.map(module.words)", [c["text"] for c in given])

    assert cut == [case["words"] for case in given]


def test_words_stand_where_they_are_said_to(page: Page) -> None:
    texts = [case["text"] for case in cases("words.yaml")]
    body = """return given.map((text) => module.locatedWords(text).every(
        ({ text: word, start, end }) => module.words(text.slice(start, end)).includes(word)))"""

    assert in_module(page, "words.js", body, texts) == [True] * len(texts)


def test_questions_are_read_as_in_python(page: Page) -> None:
    given = cases("language.yaml")
    body = """const { openIndex } = await import(new URL("./index.js", new URL(
            "../assets/javascripts/search/", location.href)).href);
        const { names } = await openIndex();
        return given.map((question) => module.parse(question, names))"""

    read = in_module(page, "language.js", body, [case["question"] for case in given])

    names = {"isNot": "is_not", "openEnds": "open_ends"}
    empty = {"is_not": False, "field": "", "words": [], "begins": False, "values": [],
             "low": None, "high": None, "open_ends": []}  # fmt: skip
    for case, conditions in zip(given, read, strict=True):
        found = [{names.get(key, key): value for key, value in c.items()} for c in conditions]
        assert found == [{**empty, **wanted} for wanted in case["conditions"]], case["question"]


def test_every_query_finds_its_deals_and_no_others(page: Page) -> None:
    body = """const index = await module.openIndex();
        const found = [];
        for (const question of given) {
            const answer = await index.ask(question);
            const deals = [];
            for (const [number, mark] of index.meeting(answer).entries()) {
                if (mark) deals.push(await index.dealId(number));
            }
            found.push({ deals: deals.sort(), corrected: Object.values(answer.corrected) });
        }
        return found"""
    queries = cases("queries.yaml")

    found = in_module(page, "index.js", body, [query["query"] for query in queries])

    for query, answer in zip(queries, found, strict=True):
        corrected = [query["corrected"]] if "corrected" in query else []
        assert answer == {"deals": query["deals"], "corrected": corrected}, query["query"]


def test_a_slash_leads_to_the_box_and_a_hit_to_its_place(watched: Watched) -> None:
    page = watched.open("about/")
    page.keyboard.press("/")
    page.keyboard.type("definitive")
    drop = page.locator("#s-drop")
    expect(drop.locator(".s-status")).to_have_text("1 deal")
    expect(drop.locator("mark").first).to_have_text("definitive")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#s-drop a.s-hit").first).to_be_focused()
    page.keyboard.press("Enter")

    page.wait_for_url("**/deals/citigroup-2004-02-02/?h=definitive*#amendment-d")
    marked = page.locator("#amendment-d mark.s-mark").first
    expect(marked).to_have_text("definitive")
    expect(marked).to_be_in_viewport()


def test_escape_and_a_click_elsewhere_close_the_list(watched: Watched) -> None:
    page = watched.open("")
    page.keyboard.press("s")
    page.keyboard.type("lehman")
    expect(page.locator("#s-drop")).to_be_visible()

    page.keyboard.press("Escape")
    expect(page.locator("#s-drop")).to_be_hidden()
    expect(page.locator("#s-input")).to_be_focused()
    page.locator("#s-input").fill("lehman floating")
    expect(page.locator("#s-drop")).to_be_visible()
    page.mouse.click(60, 700)
    expect(page.locator("#s-drop")).to_be_hidden()


def test_words_of_the_held_paper_lead_to_their_line(watched: Watched) -> None:
    page = watched.open("search/?q=%22NAME+OF+UNDERWRITER%22")
    hit = page.locator("#sp-list a.s-hit", has_text="Source, line").first
    line = re.search(r"line (\d+)", hit.inner_text())
    assert line is not None

    hit.click()

    page.wait_for_url(f"**/*#line-{line[1]}")
    expect(page.locator(f"#line-{line[1]} mark.s-mark").first).to_be_in_viewport()


def test_a_clause_that_only_the_paper_shows_is_marked_in_its_lines(watched: Watched) -> None:
    page = watched.open("deals/citigroup-2004-02-02/?h=opposite+our+respective+names#term-offer")

    marked = page.locator(".d-exhibit mark.s-mark").first
    expect(marked).to_be_in_viewport()
    expect(page.locator("#line-25 > b.s-line")).to_have_text(
        "the principal amount of the Securities set forth opposite our respective names"
    )


def test_a_written_page_and_a_firm_are_found(watched: Watched) -> None:
    page = watched.open("search/?q=gross+spread")
    expect(page.locator("#sp-others a", has_text="Glossary").first).to_be_visible()
    page = watched.open("search/?q=ramirez")
    firm = page.locator("#sp-others a[href$='underwriters/samuel-a-ramirez/']")
    expect(firm).to_be_visible()
    page.locator("#sp-others a").first.click()
    page.wait_for_url("**/underwriters/samuel-a-ramirez/")


def test_filters_write_the_question_and_the_address_keeps_it(watched: Watched) -> None:
    page = watched.open("search/?q=lehman")
    expect(page.locator("#sp-status")).to_have_text("9 deals")
    interest = page.locator("#sp-facets details", has=page.get_by_text("Interest", exact=True))
    floating = interest.locator("label", has_text=re.compile("^floating"))
    expect(floating.locator("small")).to_have_text("4")

    floating.locator("input").click()

    expect(page.locator("#sp-status")).to_have_text("4 deals")
    expect(page).to_have_url(re.compile(r"\?q=lehman\+interest%3Afloating$"))
    expect(page.locator("#sp-chips li")).to_have_text(["lehman ×", "interest:floating ×"])
    page.locator("#sp-sort").select_option("largest")
    expect(page.locator("#sp-list .s-title").first).to_have_text(
        "Floating Rate Senior Notes Due 2009"
    )
    page.reload()
    expect(page.locator("#sp-sort")).to_have_value("largest")
    expect(page.locator("#sp-status")).to_have_text("4 deals")
    page.locator("#sp-chips button").last.click()
    expect(page.locator("#sp-status")).to_have_text("9 deals")
    page.go_back()
    expect(page.locator("#sp-status")).to_have_text("4 deals")


def test_counts_of_a_filter_are_exact(page: Page, site: Path) -> None:
    with (site / "data" / "securities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = {
        code: len({row["deal_id"] for row in rows if row["currency"] == code})
        for code in ("USD", "JPY", "CAD", "EUR")
    }
    currency = page.locator("#sp-facets details", has=page.get_by_text("Currency", exact=True))
    expect(currency.locator("label")).to_have_count(4)

    shown = {
        label.locator("span").inner_text(): int(label.locator("small").inner_text())
        for label in currency.locator("label").all()
    }

    assert shown == expected


def test_a_range_has_both_ends(page: Page) -> None:
    page.locator("#sp-facets summary", has_text="Gross spread").click()
    page.get_by_label("Gross spread from").fill("0.45")
    page.get_by_label("Gross spread from").press("Tab")
    expect(page.locator("#sp-input")).to_have_value("spread:0.45..")
    page.get_by_label("Gross spread to").fill("0.5")
    page.get_by_label("Gross spread to").press("Tab")
    expect(page.locator("#sp-input")).to_have_value("spread:0.45..0.5")
    expect(page.locator("#sp-list .s-facts").first).to_contain_text("gross spread 0.5 %")


def test_nothing_found_says_which_condition_to_take_away(page: Page) -> None:
    page.locator("#sp-input").fill("lehman currency:chf")
    expect(page.locator("#sp-status")).to_contain_text("currency: nothing in the archive")
    way = page.locator(".s-none li", has_text="currency:chf")
    expect(way).to_contain_text("9 deals")

    way.locator("button").click()

    expect(page.locator("#sp-status")).to_have_text("9 deals")


def test_the_csv_is_that_of_the_terminal(page: Page, tmp_path: Path) -> None:
    from pipeline import stages
    from pipeline.paths import Paths
    from pipeline.search import terminal
    from pipeline.search.build import SearchIndex
    from pipeline.tables.build import build_tables

    checked = stages.read_and_check(Paths.of(), quiet=True)
    tables = build_tables(checked.archive, checked.findings)
    store = SearchIndex(checked.archive, tables, ROOT / "data", tmp_path).store()
    text, _, _ = terminal.run(store, "lehman", "csv")
    page.locator("#sp-input").fill("lehman")
    expect(page.locator("#sp-status")).to_have_text("9 deals")

    with page.expect_download() as download:
        page.locator("#sp-csv").click()

    saved = Path(download.value.path()).read_text(encoding="utf-8")
    assert list(csv.reader(io.StringIO(saved))) == list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:20] for text in HOSTILE])
def test_hostile_questions_are_text(watched: Watched, text: str) -> None:
    page = watched.open("search/")
    page.locator("#sp-input").fill(text)
    page.locator("#sp-form button").click()
    expect(page.locator("#sp-status")).to_contain_text("deal")
    expect(page.locator("#sp-facets > details")).to_have_count(20)

    assert page.locator("#sp script, #sp img, #sp b b").count() == 0
    assert page.title().startswith("Search")
    page.goto(f"{watched.address}about/")
    page.locator("#s-input").fill(text)
    page.locator("#s-input").press("End")
    page.wait_for_timeout(400)
    assert page.locator("#s-drop script, #s-drop img").count() == 0
    # Leaving a page drops what it was still fetching.
    watched.faults[:] = [fault for fault in watched.faults if "ERR_ABORTED" not in fault]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_of_accessibility(watched: Watched, scheme: Any) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    page = watched.open("search/?q=lehman+interest:floating")
    expect(page.locator("#sp-list li").first).to_be_visible()
    expect(page.locator("#sp-facets label").first).to_be_visible()
    assert serious(page) == []
    page = watched.open("about/")
    page.locator("#s-input").fill("lehman")
    expect(page.locator("#s-drop")).to_be_visible()
    assert serious(page) == []


def serious(page: Page) -> list[str]:
    return [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


def test_a_phone_needs_no_sideways_scrolling(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    page = watched.open("search/?q=" + "x" * 300)
    expect(page.locator("#sp-status")).to_contain_text("deal")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#sp-filters > summary").click()
    expect(page.locator("#sp-facets details").first).to_be_visible()
    page = watched.open("")
    page.locator("a.s-open").click()
    page.wait_for_url("**/search/")


@pytest.fixture(scope="module")
def in_a_folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site in a folder of a host, with a record that holds hostile text."""
    place = tmp_path_factory.mktemp("host")
    shutil.copytree(site, place / "some" / "folder")
    with served(place) as address:
        yield f"{address}some/folder/"


def test_the_search_works_in_a_folder_of_a_host(in_a_folder: str, browser: Any) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{in_a_folder}deals/citigroup-2004-02-02/")
    page.locator("#s-input").fill("99.435")
    page.locator("#s-drop a.s-title").first.click()
    page.wait_for_url(f"{in_a_folder}deals/citigroup-2004-02-02/?h=99.435")

    assert [url for url in asked if not url.startswith(in_a_folder)] == []
    page.close()


def test_hostile_records_are_text(page: Page) -> None:
    pack = {
        "title": "<script>document.title = 'broken'</script>",
        "issuer": "<img src=x onerror=alert(1)>",
        "dated": "2 Feb 2004",
        "amount": "",
        "passages": [["x", "<b>label</b>", "a <i>word</i> \u202e & more"]],
        "lines": [[1, "<u>word</u>"]],
    }
    body = """const condition = { kind: "words", words: ["word"], begins: true, field: "" };
        const item = module.dealItem("x", given, [condition], 3);
        document.body.append(item);
        return [item.textContent, item.querySelectorAll("script, img, i, u, b b").length]"""

    text, elements = in_module(page, "show.js", body, json.loads(json.dumps(pack)))

    assert elements == 0
    assert "<script>document.title = 'broken'</script>" in text
    assert "a <i>word</i> \u202e & more" in text
    assert "<u>word</u>" in text

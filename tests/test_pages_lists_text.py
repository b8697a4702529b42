"""What the pages of lists do with odd input: hostile text, few deals, none; and their laws."""

import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from pipeline.checks import check_archive
from pipeline.pages import deal_table
from pipeline.pages.build import build_pages
from pipeline.pages.catalogue import dated
from pipeline.pages.charts_columns import columns
from pipeline.pages.charts_explore import in_words
from pipeline.pages.deal_columns import ALL, short_partial
from pipeline.pages.layout import Head, facts, opening, prose, small_table
from pipeline.pages.page import Page
from pipeline.pages.underwriter_deals import OF_UNDERWRITER
from pipeline.paths import ROOT
from pipeline.records.archive import Archive
from pipeline.records.reader import read_archive
from pipeline.tables.build import build_tables

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> \" ' & {{7*7}} [x](y) `z` # h"
STYLES = ROOT / "docs" / "assets" / "stylesheets" / "lists.css"

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=60)


class _Elements(HTMLParser):
    """Collects the elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


def hostile(archive: Archive) -> Archive:
    """Return the archive with hostile text in names, titles, notes and instructions."""

    def party(entry):  # type: ignore[no-untyped-def]
        return entry.model_copy(update={"name": HOSTILE, "notes": (HOSTILE,), "kind": HOSTILE})

    deals = {}
    for name, record in archive.deals.items():
        deal = record.deal
        title = deal.securities[0].title.model_copy(update={"value": HOSTILE, "blank": None})
        securities = (deal.securities[0].model_copy(update={"title": title}), *deal.securities[1:])
        named = deal.issuer_named.name.model_copy(update={"value": HOSTILE, "blank": None})
        issuer = deal.issuer_named.model_copy(update={"name": named})
        changed = deal.model_copy(update={"securities": securities, "issuer_named": issuer})
        deals[name] = type(record)(changed, record.path, record.lines, record.exhibit)
    documents = {
        name: entry.model_copy(update={"title": HOSTILE, "not_held": HOSTILE, "notes": (HOSTILE,)})
        for name, entry in archive.base_documents.items()
    }
    return Archive(
        deals=deals,
        issuers={name: party(entry) for name, entry in archive.issuers.items()},
        underwriters={name: party(entry) for name, entry in archive.underwriters.items()},
        counsel=archive.counsel,
        base_documents=documents,
    )


@pytest.fixture(scope="module")
def real() -> Archive:
    return read_archive(ROOT / "data")


def _is_deal(path: str) -> bool:
    # A deal's page has tests of its own, and a JSON file is no HTML (tests/test_api.py).
    return path.startswith(("deals/", "api/")) and path != "deals/index.md"


def test_hostile_text_in_records_stays_text(real: Archive) -> None:
    archive = hostile(real)
    findings = check_archive(archive)
    tables = build_tables(archive, findings)
    seen = 0
    for page in build_pages(archive, tables, findings):
        if _is_deal(page.path):
            continue
        body = page.text.split("-->", 1)[1]
        elements = _Elements()
        elements.feed(body)
        assert not elements.names & {"script", "img"}, page.path
        assert not {name for name in elements.attributes if name.startswith("on")}, page.path
        seen += "&lt;script&gt;alert(1)" in body
        head = page.text.split("---")[1]
        assert "<script>" not in head, "the theme prints titles as they are"
    assert seen > 100, "the text itself is shown"


def test_hostile_text_never_reaches_markdown(real: Archive) -> None:
    """Outside HTML blocks stand only headings that the pipeline words itself."""
    archive = hostile(real)
    findings = check_archive(archive)
    tables = build_tables(archive, findings)
    for page in build_pages(archive, tables, findings):
        if _is_deal(page.path):
            continue
        for part in page.text.split("-->", 1)[1].split("\n\n"):
            if not part.strip() or part.lstrip().startswith("<"):
                continue
            assert re.fullmatch(r"\s*#{2,3} [^<>{}\[\]`]+ \{#[\w-]+\}\s*", part), page.path


def test_an_empty_archive_has_its_pages() -> None:
    archive = Archive({}, {}, {}, {}, {})
    made = build_pages(archive, build_tables(archive, ()), ())
    pages = {page.path: page.text for page in made if isinstance(page, Page)}
    assert "The archive holds none yet." in pages["index.md"]
    assert {"deals/index.md", "issuers/index.md", "checks/index.md", "method/index.md"} <= set(
        pages
    )


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=4), texts)
def test_a_table_shows_any_text_as_it_is(rows: list[tuple[str, str]], caption: str) -> None:
    table = small_table(caption, (Head("A"), Head("B")), rows, cards=True)
    assert not re.search(r"\n\s*\n", table), "a blank line would end the HTML block"
    shown = lxml_html.fromstring(table).xpath(".//tbody/tr/*")
    assert len(shown) == 2 * len(rows)
    for cell, text in zip(shown, (text for row in rows for text in row), strict=True):
        # Control signs cannot stand in HTML and become spaces; an empty line is closed up.
        assert _plain(cell.text_content()) == _plain(text)


@given(texts, texts)
def test_any_text_fits_into_a_block(one: str, two: str) -> None:
    for made in (opening(one, two, one), facts(((one, two),)), prose(two)):
        assert not re.search(r"\n\s*\n", made)
        assert made.startswith("<")
        assert made.endswith(">")


def _plain(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable() and not sign.isspace())


@given(st.dictionaries(st.integers(1950, 2050), st.integers(1, 500), min_size=1, max_size=12))
def test_columns_show_every_year_and_the_tallest_is_whole(counts: dict[int, int]) -> None:
    drawn = lxml_html.fromstring(columns(counts, str, lambda n: f"{n} deals"))
    items = drawn.xpath(".//li")
    assert [int(item.xpath("./span")[0].text) for item in items] == list(
        range(min(counts), max(counts) + 1)
    )
    heights = [float(i.get("style")[7:-1]) for i in drawn.xpath(".//i")]
    assert max(heights) == 100
    assert len([h for h in heights if h]) == len(counts)


@given(st.lists(st.decimals(0, 20, places=3), min_size=1, max_size=9))
def test_rates_in_words_bound_them_all(values: list[Decimal]) -> None:
    text = in_words(values, 3)
    assert f"{min(values):.3f}" in text
    assert f"{max(values):.3f}" in text


def test_dates_known_in_part() -> None:
    assert short_partial("2004-02-09").replace("\u00a0", " ") == "9 Feb 2004"
    assert short_partial("2004-07").replace("\u00a0", " ") == "Jul 2004"
    assert short_partial("1992") == "1992"
    assert short_partial("") == ""
    assert dated("citigroup-2004-02-02") == "2004-02-02"
    assert dated("citigroup-2004-07-b") == "2004-07"
    assert dated("travelers-group-1995-05") == "1995-05"


def test_the_style_knows_the_columns_and_holds_back_as_many_rows() -> None:
    style = STYLES.read_text(encoding="utf-8")
    named = set(re.findall(r"\.l-deals (?:td|th)?\.([a-z]{2})(?![\w-])", style))
    known = {column.key for column in (*ALL, *OF_UNDERWRITER)}
    assert named == known
    (held,) = re.findall(r"nth-child\(n \+ (\d+)\)", style)
    assert int(held) == deal_table.HELD_BACK + 1


def test_the_glossary_explains_forty_terms_and_more() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    terms = re.findall(r"^### (.+) \{#([\w-]+)\}$", text, re.MULTILINE)
    assert len(terms) >= 40
    assert len({anchor for _, anchor in terms}) == len(terms)
    for anchor in re.findall(r"\]\(#([\w-]+)\)", text):
        assert anchor in {name for _, name in terms}


def test_the_steps_to_add_a_deal_are_tasks_of_the_archive() -> None:
    text = (ROOT / "docs" / "add-a-deal.md").read_text(encoding="utf-8")
    tasks = Path(ROOT / "tasks.py").read_text(encoding="utf-8")
    named = set(re.findall(r"\./inv (\w+)", text))
    assert {"new", "check", "serve"} <= named
    for task in named:
        # What Python reserves as a word has its name given apart.
        assert f"def {task}(" in tasks or f'name="{task}"' in tasks

"""Deal pages: what they say, that every link leads somewhere, that text stays text."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from typing import Any

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect
from pydantic import ValidationError

from pipeline.checks import check_archive
from pipeline.findings import Finding, Severity
from pipeline.pages.charts import Life, Stretch, bar, lives
from pipeline.pages.deal import deal_page
from pipeline.pages.html import anchor, block, in_markdown, published, url
from pipeline.paths import ROOT
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.deal import Deal
from pipeline.records.exhibit import ExhibitText
from pipeline.records.reader import read_archive
from pipeline.records.yamltext import read_yaml
from pipeline.tables.build import Tables, build_tables
from tests.conftest import Watched

SEED = "citigroup-2004-02-02"
YEN = "citigroup-2007-06-15"
NEARLY_EMPTY = "commercial-credit-1996-01-18"
CUT_ANNEX = "citigroup-2010-08"
MANY = "citigroup-2015-03-19"

#: Signs that mean something to HTML, Markdown, YAML, Jinja and to regular expressions.
HOSTILE = (
    """<script>alert(1)</script> "q" 'q' &amp; *a* _b_ [c](d) `e` | # f $1 {{ g }} {% h %} -->"""
)

_BLOCKS = {
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "li",
    "p",
    "summary",
    "td",
    "th",
    "tr",
}
_VOID = {"br", "hr", "img", "meta", "link", "input", "rect", "path", "line"}


class Read(HTMLParser):
    """A page's elements, ids, links and text; fails where elements are not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in _BLOCKS:
            self.text += " "
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@cache
def real() -> tuple[Archive, Tables]:
    archive = read_archive(ROOT / "data")
    return archive, build_tables(archive, check_archive(archive))


@cache
def text_of(deal_id: str) -> str:
    archive, tables = real()
    return deal_page(archive.deals[deal_id], archive, tables).text


@cache
def html_of(deal_id: str) -> str:
    return to_html(text_of(deal_id))


def to_html(page: str) -> str:
    """Convert a page as the publisher does, without the hook that makes it faster."""
    body = page.split("\n---\n", 1)[1]
    return markdown.markdown(body, extensions=["admonition", "attr_list", "tables", "toc"])


def words(html: str) -> str:
    """Return a page's text with single spaces."""
    return " ".join(Read(html).text.replace("\xa0", " ").split())


def section(html: str, name: str) -> str:
    """Return the part of a page under one heading."""
    start = html.index(f'<h2 id="{name}">')
    end = html.find("<h2 ", start + 1)
    return html[start : end if end > 0 else len(html)]


def all_deals() -> list[str]:
    return sorted(path.stem for path in (ROOT / "data" / "deals").glob("*/*.yaml"))


def rebuilt(archive: Archive, record: DealRecord, findings: tuple[Finding, ...] = ()) -> str:
    """Return the page of a changed record, with tables made anew."""
    changed = replace(archive, deals={record.deal.deal_id: record})
    return deal_page(record, changed, build_tables(changed, findings)).text


# ---- The seed -----------------------------------------------------------------------------


def test_the_seed_opens_with_what_it_is() -> None:
    html = html_of(SEED)
    opening = words(html[: html.index('<h2 id="terms">')])

    assert opening.startswith("Citigroup Inc. 3.625% Fixed Rate Senior Notes due 2009")
    for fact in (
        "US$1,000,000,000",
        "2 February 2004",
        "to eleven underwriters at 99.435 % of principal; the price to the public was 99.760 %",
        "Price to public 99.760 %",
        "Purchase price 99.435 %",
        "Gross spread 0.325 % US$3,250,000 computed",
        "Reoffer yield 3.678 % computed",
        "Coupon 3.625 %",
        "Maturity 9 Feb 2009",
        "Closing 9 Feb 2004 T+5 computed",
        "The whole paper was seen. 17 of 17 core terms are known.",
    ):
        assert fact in opening, fact


def test_a_stated_value_links_to_its_lines() -> None:
    terms = section(html_of(SEED), "terms")

    assert '<a class="s" href="#line-26" data-l="26–27">99.435\xa0%</a>' in terms
    assert '<tr id="term-purchase-price">' in terms
    assert '<tr id="term-price-to-public">' in terms


def test_what_is_not_stated_is_named_with_its_reason() -> None:
    terms = words(section(html_of(SEED), "terms"))

    assert "The paper does not state it: " in terms
    for name in ("time zone of closing", "day count", "denominations", "ISIN", "ratings"):
        assert name in terms, name


def test_each_figure_opens_what_it_rests_on() -> None:
    economics = words(section(html_of(SEED), "economics"))

    assert "Gross spread 0.325 % Formula price to public − purchase price" in economics
    assert "price to public: 99.760 %; purchase price: 99.435 %" in economics
    assert re.search(
        r"Reoffer yielda 3\.678 % .*All digits 3\.677987576\d* Assumed see a", economics
    )
    assert "Day count 30/360 is assumed" in economics
    for value in ("US$997,600,000", "US$994,350,000", "3.750 %", "US$18,125,000", "T+5", "T+3"):
        assert value in economics, value


def test_allocations_are_ordered_with_shares_and_firms() -> None:
    allocations = section(html_of(SEED), "allocations")
    text = words(allocations)

    shares = [float(share) for share in re.findall(r"(\d+\.\d) %", text)]
    assert shares == [84.0, *[2.5] * 4, *[1.0] * 6]
    assert "HHI) 7,087 of 10,000" in text
    assert "largest share 84 %" in text
    assert "Total, as printed US$1,000,000,000" in text
    assert allocations.count('<svg class="d-bar"') == 11
    assert "Samuel A. Ramirez & Co., Inc. is Samuel A. Ramirez & Company, Inc." in text


def test_amendments_show_the_change_and_nothing_that_is_not_quoted() -> None:
    amendments = section(html_of(SEED), "amendments")

    for letter in "abcdefgh":
        assert f'id="amendment-{letter}"' in amendments
    assert (
        '<del><span class="d-vh">deleted: </span>33-55542</del> '
        '<ins><span class="d-vh">inserted: </span>333-106598</ins>), including a prospectus'
    ) in amendments
    assert (
        '<del><span class="d-vh">deleted: </span>such registration statement when it became '
        "effective, or in</del> the Registration Statement"
    ) in amendments
    text = words(amendments)
    assert "“Registration Statement” is to mean “such registration statement on Form S-3”" in text
    assert "The text of the base document is not held" in text
    assert (
        "Nine amendments in eight items: 1 rename throughout, 7 substitutions and 1 deemed "
        "reference."
    ) in text
    assert amendments.count("<tr><td>") == 9
    assert text.count("base text not held") == 8
    assert text.count("meaning only; the words stay") == 1


def test_the_words_known_stand_by_section_of_the_base_document() -> None:
    amendments = section(html_of(SEED), "amendments")

    heads = re.findall(r"<h4>([^<]+)</h4>|<h5><a [^>]+>(\([a-z]\))</a>", amendments)
    assert ["".join(pair) for pair in heads] == [
        *("Whole document", "(a)", "(b)", "Section 2", "(b)", "Section 3", "(c)", "(d)", "(e)"),
        *("Section 6", "(f)", "(g)", "Section 10", "(h)"),
    ]
    text = words(amendments)
    for letter in "fg":
        assert f"({letter}) inserts “Registration Statement”, to which (b.2) gives another" in text


def test_restrictions_stand_by_jurisdiction_with_the_end_of_the_period() -> None:
    restrictions = section(html_of(SEED), "selling-restrictions")
    text = words(restrictions)

    assert "six months from the Closing Date: to 9 August 2004 computed" in text
    for place in ("United Kingdom", "Japan", "Germany", "France", "Hong Kong", "The Netherlands"):
        assert f">{place}</a>" in restrictions, place
    assert 'href="#restriction-h"' in restrictions
    assert '<dt id="restriction-h">' in restrictions
    assert "Wet Toezicht Effectenverkeer 1995" in text


def test_key_dates_hold_the_deadline_the_strip_and_the_end_of_restrictions() -> None:
    dates = words(section(html_of(SEED), "key-dates"))

    assert "Last time for acceptance Monday 2 February 2004 9:00 p.m. Eastern Time" in dates
    assert "Closing Monday 9 February 2004 T+5, longer than the standard T+3" in dates
    assert "Selling restriction ends Monday 9 August 2004 computed United Kingdom" in dates
    assert "Sat 7 weekend" in dates
    assert "Mon 9 T+5" in dates


def test_payments_on_days_that_are_no_business_days_are_marked() -> None:
    flows = section(html_of(SEED), "cash-flows")

    marked = [words(row) for row in re.findall(r'<tr class="off">.*?</tr>', flows)]
    assert [row for row in marked if "Monday 11 February 2008 weekend" in row]
    assert [row for row in marked if "Monday 11 August 2008 weekend" in row]
    assert len(marked) == 2
    assert flows.count("<td>coupon</td>") == 10
    assert words(flows).count("18,125,000") == 10


def test_the_source_marks_what_is_not_cited_and_says_what_cites_the_rest() -> None:
    archive, tables = real()
    source = section(html_of(SEED), "source")
    rows = tables.of_deal("exhibit_lines", SEED)

    assert "248 of 253 lines that are not blank are cited" in words(source)
    uncited = {
        row["line"]
        for row in rows
        if not row["is_cited"] and not row["is_furniture"] and row["text"].strip()
    }
    marked = {int(number) for number in re.findall(r'id="line-(\d+)" class="u"', source)}
    assert marked == uncited
    assert '<a href="#term-purchase-price">purchase price</a>' in source
    exhibit = archive.deals[SEED].exhibit
    assert exhibit is not None
    shown = re.findall(r'<span id="line-(\d+)"[^>]*>(.*?)</span>', source)
    for number, line in shown:
        bare = Read(re.sub("<em>.*?</em>", "", line)).text
        assert bare == exhibit.lines[int(number) - 1]
    assert len(shown) == len(exhibit.written)


def test_a_line_that_loses_its_citation_shows_as_not_cited() -> None:
    archive, _ = real()
    record = archive.deals[SEED]
    place = record.deal.closing.place.model_copy(update={"lines": None, "quote": None})
    closing = record.deal.closing.model_copy(update={"place": place})
    deal = record.deal.model_copy(update={"closing": closing})

    page = rebuilt(archive, replace(record, deal=deal))

    assert '<span id="line-29" class="u">' in page
    assert '<span id="line-29" class="u">' not in text_of(SEED)


def test_a_waived_finding_shows_its_reason() -> None:
    archive, _ = real()
    record = archive.deals[SEED]
    finding = Finding("x.yaml", 1, Severity.WARNING, "DAT04", "closing.date", "T+5", SEED)

    page = rebuilt(archive, record, (finding.waive("agreed; by A. Editor, 2026-01-02"),))

    assert "Waived: agreed; by A. Editor, 2026-01-02" in page
    assert "one waived finding" in page
    assert 'href="../../checks/#dat04"' in page


# ---- Other deals --------------------------------------------------------------------------


def test_several_securities_stand_side_by_side() -> None:
    html = html_of(YEN)
    opening = html[: html.index('<h2 id="terms">')]

    assert "Three series of senior notes" in words(opening)
    assert "¥145,000,000,000" in words(opening)
    for series, price in (("Series A", "99.438"), ("Series B", "99.026"), ("Series C", "99.152")):
        assert f'<td data-h="{series}"><b>{price}\xa0%</b>' in opening
    assert '<td id="term-b-purchase-price" data-h="Series B">' in html
    assert "of Series B" in words(section(html, "terms"))


def test_of_a_deal_nearly_unknown_the_page_says_what_is_known_and_why_not_more() -> None:
    html = html_of(NEARLY_EMPTY)
    text = words(html)

    assert "Commercial Credit Company" in text
    assert "to UBS Securities Inc. and perhaps others" in text
    assert "The filing's cover page or exhibit list was seen, not the agreement." in text
    assert "Nothing can be computed" in text
    assert "That part of the paper was not seen:" in text
    for name in ("amendments", "selling-restrictions", "cash-flows", "key-dates", "people"):
        assert f'<h2 id="{name}">' not in html, name
    assert "The security" not in text


def test_a_list_that_is_cut_off_has_no_shares() -> None:
    allocations = words(section(html_of(CUT_ANNEX), "allocations"))

    assert "US$1,878,750,000" in allocations
    assert "relative to the largest" in allocations
    assert "%" not in allocations
    assert 'The list is cut off: at "BANCA IMI S"' in allocations


def test_names_alone_are_a_plain_list_with_the_reason() -> None:
    allocations = section(html_of(MANY), "allocations")

    assert allocations.count("<li>") == 33
    assert "how much each took is not known (that part of the paper was not seen)" in allocations
    assert "<table" not in allocations


# ---- Every real deal ----------------------------------------------------------------------


@pytest.mark.parametrize("deal_id", all_deals())
def test_a_page_is_whole_and_its_links_lead_somewhere(deal_id: str) -> None:
    archive, _ = real()
    read = Read(html_of(deal_id))

    assert [name for name, times in Counter(read.ids).items() if times > 1] == []
    inner = {link[1:] for link in read.links if link.startswith("#")}
    assert inner - set(read.ids) == set()
    pages = {
        *(f"issuers/{name}/" for name in archive.issuers),
        *(f"underwriters/{name}/" for name in archive.underwriters),
        *(f"base-documents/{name}/" for name in archive.base_documents),
        *(f"deals/{name}/" for name in archive.deals),
        "checks/",
    }
    outer = {link.split("#")[0] for link in read.links if link.startswith("../")}
    assert {link.removeprefix("../../") for link in outer} <= pages
    beside = {link for link in read.links if not link.startswith(("#", "../", "http"))}
    has_redline = "needs: " in text_of(deal_id)
    assert beside == ({"redline.docx", "as-varied.docx"} if has_redline else set())


@pytest.mark.parametrize("deal_id", all_deals())
def test_nothing_of_the_machine_shows(deal_id: str) -> None:
    html = html_of(deal_id)

    for trace in ("None", "Decimal(", "Stated(", "Markup(", "datetime", "{{", "{%", "not_seen"):
        assert trace not in re.sub(r"<pre.*?</pre>", "", html, flags=re.DOTALL), trace
    assert "<table" not in html or "<table></table>" not in html
    assert re.findall(r"<(ul|ol|dl|table|tr|p)[^>]*>\s*</\1>", html) == []


@pytest.mark.parametrize("deal_id", all_deals())
def test_markdown_leaves_the_blocks_alone(deal_id: str) -> None:
    blocks = blocks_of(text_of(deal_id))

    assert len(blocks) > 3
    for html in blocks:
        assert html in html_of(deal_id)


def blocks_of(page: str) -> list[str]:
    return [part.strip() for part in page.split("\n\n") if part.startswith(("<div", "<dl", "<p "))]


def test_equal_records_make_equal_pages() -> None:
    archive, tables = real()
    record = archive.deals[SEED]

    assert deal_page(record, archive, tables) == deal_page(record, archive, tables)


# ---- Text that looks like something else ---------------------------------------------------


def with_text(tree: Any, text: str) -> Any:
    """Return a record's tree with ``text`` put behind every text, dates and numbers too."""
    if isinstance(tree, dict):
        return {key: with_text(value, text) for key, value in tree.items()}
    if isinstance(tree, list):
        return [with_text(value, text) for value in tree]
    return f"{tree} {text}"


def repaired(tree: Any, original: Any) -> Deal:
    """Return the deal of a tree; what cannot take the text gets its own back."""
    for _ in range(5):
        try:
            return Deal.model_validate(tree)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                restore(tree, original, list(fault["loc"]))
    raise AssertionError("the record could not be repaired")


def restore(tree: Any, original: Any, location: list[str | int]) -> None:
    """Put back what stands at a location, passing over steps that the file does not have."""
    steps = list(location)
    while steps:
        step = steps.pop(0)
        is_key = isinstance(tree, dict) and step in tree
        is_place = isinstance(tree, list) and isinstance(step, int)
        if not is_key and not is_place:
            continue
        inner = tree[step]
        if isinstance(inner, dict | list) and has_more(inner, steps):
            tree, original = inner, original[step]
        else:
            tree[step] = original[step]
            return
    # The fault is of a group as a whole.
    tree.clear()
    tree.update(original)


def has_more(inner: Any, steps: list[str | int]) -> bool:
    return any(
        (isinstance(inner, dict) and step in inner)
        or (isinstance(inner, list) and isinstance(step, int))
        for step in steps
    )


def changed_seed(text: str) -> str:
    """Return the seed's page with ``text`` behind every text of record, paper and registry."""
    archive, _ = real()
    record = archive.deals[SEED]
    source = ROOT / "data" / "deals" / "2004" / f"{SEED}.yaml"
    original = read_yaml(source, "x").tree
    deal = repaired(with_text(original, text), original)
    assert record.exhibit is not None
    lines = tuple(f"{line} {text}" if line.strip() else line for line in record.exhibit.lines)
    parties: dict[str, Any] = {
        kind: {
            name: party.model_copy(update={"name": f"{party.name} {text}"})
            for name, party in getattr(archive, kind).items()
        }
        for kind in ("issuers", "underwriters", "counsel")
    }
    exhibit = ExhibitText("x", lines, "", 0)
    finding = Finding("x", 1, Severity.WARNING, "ZZZ99", f"a {text}", f"b {text}", SEED)
    return rebuilt(
        replace(archive, **parties), replace(record, deal=deal, exhibit=exhibit), (finding,)
    )


def test_hostile_text_is_shown_as_text_wherever_it_stands() -> None:
    harmless = re.sub(r"\S", "x", HOSTILE)
    page = changed_seed(HOSTILE)
    html = to_html(page)
    read, plain = Read(html), Read(to_html(changed_seed(harmless)))

    assert read.tags == plain.tags
    assert read.attributes == plain.attributes
    assert "script" not in read.tags
    shown = read.text.count(HOSTILE)
    assert shown == plain.text.count(harmless)
    assert shown > 400


def test_hostile_text_stays_text_in_the_front_matter() -> None:
    matter = changed_seed(HOSTILE).split("\n---\n", 1)[0].removeprefix("---\n")
    fields = yaml.safe_load(matter)

    assert set(fields) == {"title", "description", "hide", "needs", "search"}
    assert "<script" not in fields["title"]
    assert "&lt;script&gt;" in fields["title"]
    assert '"' not in fields["description"]


@given(st.text(min_size=1, max_size=60))
def test_a_heading_shows_any_text_as_it_is(text: str) -> None:
    html = markdown.markdown(f"# {in_markdown('x' + text)}\n\n<p>y</p>", extensions=["attr_list"])

    assert Read(html).tags == ["h1", "p"]
    shown = html[html.index(">") + 1 : html.index("</h1>")]
    expected = " ".join(re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]", " ", "x" + text).split())
    assert " ".join(Read(f"<b>{shown}</b>").text.split()) == expected


@given(st.text(max_size=200))
def test_a_block_never_holds_a_blank_line(text: str) -> None:
    assert not re.search(r"\n\s*\n", block(f"<div>\n{text}\n</div>"))
    assert len(block(f"<p>{text}</p>").splitlines()) <= text.count("\n") + 1


@given(st.text(min_size=1, max_size=30), st.integers(0, 99))
def test_anchors_are_made_of_plain_signs(text: str, number: int) -> None:
    assert re.fullmatch(r"item-[0-9A-Za-z-]+-\d+", anchor("item", text, number))


# ---- Addresses ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("index.md", ""),
        ("deals/index.md", "deals/"),
        ("deals/x.md", "deals/x/"),
        ("deals/x/index.md", "deals/x/"),
        ("method.md", "method/"),
    ],
)
def test_where_a_page_is_published(path: str, place: str) -> None:
    assert published(path) == place


@pytest.mark.parametrize(
    ("here", "there", "address"),
    [
        ("deals/x.md", "issuers/y.md", "../../issuers/y/"),
        ("deals/x.md", "deals/index.md", "../../deals/"),
        ("deals/x.md", "index.md", "../../"),
        ("deals/index.md", "deals/x.md", "../deals/x/"),
        ("index.md", "deals/x.md", "deals/x/"),
        ("index.md", "index.md", "./"),
    ],
)
def test_relative_addresses(here: str, there: str, address: str) -> None:
    assert url(here, there) == address
    assert url(here, there, "line-1") == f"{address}#line-1"


# ---- Charts ---------------------------------------------------------------------------------


@given(st.decimals(-50, 200, places=3, allow_nan=False))
def test_a_bar_stays_within_its_space(share: Any) -> None:
    width = float(re.findall(r'width="([\d.]+)%"', bar(share))[0])

    assert 0 <= width <= 100
    if 0 <= share <= 100:
        assert abs(width - float(share)) < 0.006


dates = st.dates(date(1990, 1, 1), date(2199, 12, 31))


@given(st.lists(st.tuples(dates, dates).filter(lambda d: d[0] < d[1]), min_size=1, max_size=3))
def test_a_time_line_keeps_everything_within_its_width(spans: list[tuple[Any, Any]]) -> None:
    entries = [
        Life("a & b", start, end, (start, end), (Stretch(start, end, "open"),))
        for start, end in spans
    ]
    chart = lives(entries, spans[0][1])

    Read(chart)
    for left, width in re.findall(r'x="(\d+)" y="\d+" width="(-?\d+)"', chart):
        assert 0 <= int(left) <= int(left) + int(width) <= 10_000
    assert len(re.findall('class="y"', chart)) <= 7


# ---- In a browser ---------------------------------------------------------------------------


@pytest.fixture
def seed(watched: Watched) -> Iterator[Any]:
    return watched.open(f"deals/{SEED}/")


@pytest.mark.browser
def test_a_click_on_a_value_marks_all_its_lines(seed: Any) -> None:
    seed.locator("#term-purchase-price a").first.click()

    expect(seed.locator("#line-26")).to_be_in_viewport()
    assert seed.locator(".d-exhibit .on").count() == 2
    seed.locator("#term-price-to-public a").first.click()
    assert seed.locator(".d-exhibit .on").evaluate_all("e => e.map(x => x.id)") == ["line-44"]


@pytest.mark.browser
def test_a_link_to_a_clause_opens_what_is_folded_around_it(seed: Any) -> None:
    assert not seed.locator("#restriction-g").is_visible()

    seed.locator("table a[href='#restriction-g']").click()

    expect(seed.locator("#restriction-g")).to_be_visible()
    expect(seed.locator("#restriction-g")).to_be_in_viewport()

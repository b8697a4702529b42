"""The redline on deal pages: what its three views say, how it is stepped through and printed."""

import re
from functools import cache

import pytest
from lxml import html
from playwright.sync_api import expect

from pipeline.amendments.model import RunKind, Status
from pipeline.amendments.of_deal import Amendments, Worked
from pipeline.checks import check_archive
from pipeline.pages.base_documents import base_document_pages
from pipeline.pages.build import build_pages
from pipeline.pages.catalogue import Catalogue
from pipeline.pages.deal import deal_page
from pipeline.pages.histories import Histories
from pipeline.pages.page import File
from pipeline.records.deal import Deal
from pipeline.tables.build import Tables, build_tables
from tests.conftest import Watched
from tests.made_up_deals import archive

DEALS = sorted(archive().deals)
MOVES = "specimen-1999-02-09"
UNREAD = "specimen-2001-01-23"


@cache
def tables() -> Tables:
    return build_tables(archive(), check_archive(archive()))


def deal(deal_id: str) -> Deal:
    return archive().deals[deal_id].deal


@cache
def worked(deal_id: str) -> Worked:
    return Amendments(archive().base_texts).of(deal(deal_id))


@cache
def page(deal_id: str) -> str:
    return deal_page(archive().deals[deal_id], archive(), tables()).text


def redline(deal_id: str) -> html.HtmlElement:
    (found,) = html.fromstring(page(deal_id)).find_class("t-text")
    return found


def without(deal_id: str, *names: str) -> str:
    """Return what a deal's redline says without some elements."""
    return words_of(redline(deal_id), *names)


def words_of(text: html.HtmlElement, *names: str) -> str:
    """Return what a redline says without some elements, in single spaces."""
    own = ("t-by", "d-vh", "t-end", "t-om", "t-note", "t-gap")
    for element in list(text.iter()):
        classes = set((element.get("class") or "").split())
        if element is not text and (element.tag in names or classes & set(own)):
            element.drop_tree()
    for element in text.iter("p", "h4", "br"):
        element.tail = f" {element.tail or ''}"
    return " ".join(text.text_content().split())


def of_words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("deal_id", DEALS)
def test_without_insertions_it_is_the_base_and_without_deletions_the_text_as_varied(deal_id):
    made = worked(deal_id).varied
    assert made is not None

    assert without(deal_id, "ins") == of_words(made.base())
    assert without(deal_id, "del") == of_words(made.varied())


@pytest.mark.parametrize("deal_id", DEALS)
def test_each_change_has_its_item_and_each_applied_instruction_its_place(deal_id):
    text = redline(deal_id)
    changes = text.find_class("t-ch")
    runs = [run for block in worked(deal_id).varied.blocks for run in block.runs]

    for change in changes:
        (*_, who) = change.find_class("t-by")
        assert who.get("href").startswith("#amendment-")
        assert who.text == f"({who.get('href').removeprefix('#amendment-')})"
    assert {run.text.strip() for run in runs if run.kind is not RunKind.KEPT} <= {
        "".join(one.itertext()).strip()
        for change in changes
        for name in ("del", "ins")
        for mark in change.iter(name)
        for one in (mark.xpath("span[not(@class)]") or [mark])
    } | {run.text.strip() for run in runs if "\n" in run.text}
    ids = {element.get("id") for element in text.iter() if element.get("id")}
    for one in worked(deal_id).varied.resolutions:
        name = f"change-{one.id.replace('.', '-')}"
        assert (name in ids) is (one.is_applied or one.status is Status.MEANING_ONLY)


def test_only_paragraphs_without_a_change_are_folded():
    for deal_id in DEALS:
        for element in redline(deal_id):
            classes = set((element.get("class") or "").split())
            if "k" in classes:
                assert not element.find_class("t-ch")
            elif element.tag == "p" and not classes & {"t-gap", "t-note"}:
                marks = element.find_class("t-ch") or element.find_class("t-term")
                noted = element.getnext() is not None and element.getnext().get("class") == "t-note"
                assert marks or noted or "t-off" in classes


def test_what_could_not_be_applied_stands_above_the_text_with_its_words():
    (card,) = html.fromstring(page(UNREAD)).find_class("t-fault")

    assert "(g) Not applied" in of_words(card.text_content())
    (item,) = [item for item in deal(UNREAD).amendments if item.item == "g"]
    assert str(item.text.value).rstrip(".;") in of_words(card.text_content())


def test_moved_words_are_marked_at_both_ends_and_lead_to_one_another():
    text = redline(MOVES)
    gone, come = (
        [e for e in text.iter(name) if e.get("class") == "t-mv"] for name in ("del", "ins")
    )
    ends = [next(a.get("href") for a in e.getparent().iter("a")) for e in (*gone, *come)]

    assert [e.xpath("string(span[not(@class)])") for e in gone] == [
        e.xpath("string(span[not(@class)])") for e in come
    ]
    ids = {element.get("id") for element in text.iter()}
    assert gone
    assert set(ends) <= {f"#{name}" for name in ids if name}


def test_a_term_that_means_something_else_is_marked_at_every_use():
    deals = [d for d in DEALS if any(one.term for one in worked(d).instructions)]
    assert deals
    for deal_id in deals:
        (one,) = [one for one in worked(deal_id).instructions if one.operation == "deem_reference"]
        uses = [e for e in redline(deal_id).find_class("t-term") if e.text == one.term]
        assert len(uses) == worked(deal_id).resolutions[one.id].matches


def test_the_table_of_amendments_has_what_the_engine_found():
    rows = {
        (row["deal_id"], row["item"], row["operation_no"]): row
        for row in tables().rows("amendments")
    }
    unread = rows[UNREAD, "g", 1]
    renamed = rows[UNREAD, "a", 1]

    assert (unread["resolution"], unread["is_applied"]) == ("unresolved", False)
    assert (renamed["resolution"], renamed["is_applied"], renamed["matches"]) == ("exact", True, 3)
    assert rows[UNREAD, "b", 1]["found_place"] == "Section 2(a)"
    assert rows[UNREAD, "b", 2]["resolution"] == "meaning_only"


@pytest.mark.parametrize("document", sorted(archive().base_documents))
def test_a_base_documents_page_has_the_text_as_its_latest_deal_varies_it(document):
    latest = Histories(archive()).of(document).varying[-1]
    pages = base_document_pages(Catalogue(archive(), tables(), ()))
    (text,) = [one.text for one in pages if one.path == f"base-documents/{document}.md"]
    (shown,) = html.fromstring(text).find_class("t-text")

    strands = Histories(archive()).of(document).strands
    first = {one.variations[0].dated[:4] for one in strands}
    years = {e.text for e in shown.find_class("t-by") if e.text != "⇄"}
    assert years <= first
    addresses = {e.get("href").partition("#")[0] for e in shown.find_class("t-by")}
    assert addresses == {f"../../deals/{latest}/"}
    assert words_of(shown, "del") == of_words(worked(latest).varied.varied())


def test_pointing_at_a_change_tells_who_made_it_first_and_since():
    (change,) = redline("specimen-1996-09-12").xpath("//*[@id='change-a-1' or @id='change-a']")[:1]

    assert change.get("title").startswith("item (a), first made on 10\u00a0May\u00a01995; also")


def test_documents_for_word_stand_beside_each_page_with_amendments():
    pages = build_pages(archive(), tables(), ())
    files = [one.path for one in pages if isinstance(one, File) and one.path.endswith(".docx")]
    with_amendments = [d for d in DEALS if worked(d).instructions]

    assert files == [
        f"deals/{deal_id}/{name}"
        for deal_id in with_amendments
        for name in ("redline.docx", "as-varied.docx")
    ]
    assert len(with_amendments) == 11


# ---- In the browser -------------------------------------------------------------------------


@pytest.fixture
def open_redline(watched_made_up: Watched):
    return watched_made_up.open(f"deals/{UNREAD}/")


def test_the_three_views_show_and_hide_the_changes(open_redline):
    page = open_redline
    gone, come = page.locator("#change-c del"), page.locator("#change-c ins")
    folded = page.locator(".t-text > p.k").first

    expect(gone).to_be_visible()
    expect(folded).to_be_hidden()
    page.get_by_label("As varied").check()
    expect(gone).to_be_hidden()
    expect(come).to_be_visible()
    page.get_by_label("Base", exact=True).check()
    expect(gone).to_be_visible()
    expect(come).to_be_hidden()
    page.get_by_label("Changed places only").uncheck()
    expect(folded).to_be_visible()
    expect(page.locator(".t-gap").first).to_be_hidden()


def test_n_and_p_step_from_change_to_change(open_redline):
    page = open_redline
    told = page.locator(".t-steps output")
    all_of = len(redline(UNREAD).find_class("t-ch")) + len(redline(UNREAD).find_class("t-note"))

    page.locator("#change-a").click(position={"x": 2, "y": 2})
    page.evaluate("scrollTo(0, 0)")
    page.keyboard.press("n")
    expect(told).to_have_text(re.compile(rf"1 of {all_of}"))
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(told).to_have_text(f"3 of {all_of}")
    page.keyboard.press("p")
    expect(told).to_have_text(f"2 of {all_of}")
    assert page.evaluate("document.activeElement.matches('.t-ch.t-here, .t-note.t-here')")


def test_a_link_to_folded_text_unfolds_it(watched_made_up: Watched):
    folded = next(e.get("id") for e in redline(UNREAD) if e.get("class") == "k" and e.tag == "p")
    page = watched_made_up.open(f"deals/{UNREAD}/#{folded}")

    expect(page.locator(f"#{folded}")).to_be_visible()


def test_on_paper_it_says_of_what_and_by_what_and_has_no_buttons(open_redline):
    page = open_redline
    page.emulate_media(media="print")

    expect(page.locator(".t-printed")).to_be_visible()
    expect(page.locator(".t-printed")).to_contain_text("as varied by the Terms Agreement of")
    expect(page.locator(".t-bar")).to_be_hidden()
    style = "e => getComputedStyle(e).textDecorationLine"
    assert page.locator("#change-c del > span:not(.d-vh)").evaluate(style) == "line-through"
    assert page.locator("#change-c ins > span:not(.d-vh)").evaluate(style) == "underline"

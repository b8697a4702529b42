"""Word documents: what they say, what their tracked changes mean, and that programs open them."""

import dataclasses
import datetime as dt
import io
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.amendments.fragments import fragments
from pipeline.amendments.instructions import read_item
from pipeline.amendments.model import (
    BlockRuns,
    Instruction,
    Locator,
    Position,
    Run,
    RunKind,
    Varied,
)
from pipeline.pages.deal import deal_paper
from pipeline.pages.deal_word import terms_of
from pipeline.paths import ROOT
from pipeline.records.base import Blank
from pipeline.records.deal import Deal
from pipeline.records.typed import to_record
from pipeline.records.yamltext import read_yaml
from pipeline.tables.build import build_tables
from pipeline.word import Aside, Change, Terms, clean_docx, fragment_blocks, redline_docx
from pipeline.word.paragraphs import shown
from tests import libreoffice
from tests.made_up_deals import archive

KEPT, DELETED, INSERTED = RunKind
AGREEMENT, DATE = "Terms Agreement of 2 February 2004", "2004-02-02T00:00:00Z"
TERM_STYLES = {"TermText", "TermHeading"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def terms(blocks: Sequence[BlockRuns], **others: object) -> Terms:
    made = Terms(
        base_title="A Corporation -- Debt Securities -- Basic Provisions",
        edition="12 January 1993",
        agreement=AGREEMENT,
        agreement_date=dt.date(2004, 2, 2),
        deal="A Corporation, US$1,000,000,000 of 3.625% Notes due 2009",
        record="a-2004-02-02",
        is_held=True,
        blocks=tuple(blocks),
    )
    return dataclasses.replace(made, **others)


def block(*runs: Run, is_heading: bool = False) -> BlockRuns:
    return BlockRuns("Section 1", "s1", runs, is_heading)


def seed_instructions() -> list[Instruction]:
    """What the first record's items say, read from their words."""
    deal, _ = to_record(read_yaml(ROOT / "data/deals/2004/citigroup-2004-02-02.yaml", "x"), Deal)
    assert deal is not None
    assert not isinstance(deal.amendments, Blank)
    items = [(item.item, item.text) for item in deal.amendments]
    return [one for letter, text in items if text for one in read_item(letter, text.value)]


SEED = terms(fragment_blocks(fragments(seed_instructions())), is_held=False)


def part(document: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return etree.fromstring(package.read(name))


def words(element: etree._Element) -> str:
    """Return what an element says: texts, deleted texts and tabs in their order."""
    texts = {f"{W}t", f"{W}delText"}
    return "".join(
        (one.text or "") if one.tag in texts else "\t"
        for one in element.iter(*texts, f"{W}tab")
        if one.tag in texts or one.getparent().tag == f"{W}r"
    )


def style(p: etree._Element) -> str:
    return p.find(f"{W}pPr/{W}pStyle").get(f"{W}val")


def settled(document: bytes, *, accepted: bool) -> list[tuple[str, str]]:
    """Return the paragraphs, by style and text, after all changes are accepted or rejected.

    A paragraph whose end goes joins the next one, whose style it takes.
    """
    gone = {f"{W}{name}" for name in (("del", "moveFrom") if accepted else ("ins", "moveTo"))}
    out: list[tuple[str, str]] = []
    text = ""
    for p in part(document).find(f"{W}body").iterchildren(f"{W}p"):
        text += "".join(words(child) for child in p if child.tag not in gone)
        if not any(p.find(f"{W}pPr/{W}rPr/{name}") is not None for name in gone):
            out.append((style(p), text))
            text = ""
    assert text == ""
    return out


def terms_text(paragraphs: Sequence[tuple[str, str]], styles: set[str]) -> str:
    return "\n\n".join(text for name, text in paragraphs if name in styles)


def as_shown(blocks: Sequence[BlockRuns]) -> Varied:
    """Return blocks with their texts as a document can hold them."""
    shown_blocks = (
        dataclasses.replace(
            one, runs=tuple(dataclasses.replace(run, text=shown(run.text)) for run in one.runs)
        )
        for one in blocks
    )
    return Varied(tuple(shown_blocks), ())


def test_every_deleted_and_inserted_word_of_the_seed_is_tracked() -> None:
    tracked: dict[str, list[str]] = defaultdict(list)
    for change in part(redline_docx(SEED)).iter(f"{W}del", f"{W}ins"):
        tracked[etree.QName(change).localname].append(words(change))
    runs = [run for one in SEED.blocks for run in one.runs]

    assert tracked["del"] == [run.text for run in runs if run.kind is DELETED]
    assert tracked["ins"] == [run.text for run in runs if run.kind is INSERTED]
    assert "definitive" in tracked["del"]
    assert "399 Park Avenue, New York, New York 10043" in tracked["ins"]


def test_the_seed_is_laid_out_by_place_with_the_items_that_change_it() -> None:
    changes = tuple(
        Change(one.id, f"({one.id[0]})", "", "words replaced") for one in seed_instructions()
    )
    document = part(redline_docx(dataclasses.replace(SEED, changes=changes)))
    places = [words(p) for p in document.iter(f"{W}p") if style(p) == "Place"]

    assert places == [
        "The whole document\titem (a)",
        "Section 2(a), second line\titem (b)",
        "Section 3, third paragraph, fourth line\titem (c)",
        "Section 3, third paragraph, fourteenth line\titem (d)",
        "Section 3, fifth paragraph, fourth line\titem (e)",
        "Section 6(a), ninth line\titem (f)",
        "Section 6(b), eighth line\titem (g)",
        "Section 10, sixth line\titem (h)",
    ]


def test_a_fragment_says_that_the_rest_is_not_held() -> None:
    document = redline_docx(SEED)
    texts = [text for name, text in settled(document, accepted=False) if name == "TermText"]

    assert "…\N{NO-BREAK SPACE}definitive\N{NO-BREAK SPACE}…" in texts
    assert "does not hold the text of the base document" in words(part(document))
    assert "does not hold" not in words(part(redline_docx(terms([]))))


def test_a_place_without_words_says_so() -> None:
    gone = Instruction("a", "repeal_provision", Locator(section="7"), old="SECTION 7. Telex.")
    made = terms(fragment_blocks(fragments([gone])), is_held=False)
    said = [text for _, text in settled(clean_docx(made), accepted=True)]

    assert said[said.index("Section 7\titem a") + 1] == "No words remain here."
    assert "No words are changed." in words(part(redline_docx(terms([], is_held=False))))


def test_moved_fragments_stand_at_both_places() -> None:
    second = Locator(section="4", position=Position.END)
    move = Instruction("a", "move", Locator(section="3", sentence=2), "These words.", target=second)
    blocks = fragment_blocks(fragments([move]))

    assert [(one.path, [run.kind for run in one.runs]) for one in blocks] == [
        ("Section 3, second sentence", [KEPT, DELETED, KEPT]),
        ("Section 4, at the end", [KEPT, INSERTED, KEPT]),
    ]


#: What contracts are written in, and what may be in a record that somebody means ill by.
TEXT = st.text(
    st.sampled_from(
        'aB c\t\n<&>"“’]]\u00a0\u200f\u202e\u2066\x00\x0b\x1f\x85\ufffe\r\ud800é文\U0001f600'
    ),
    max_size=12,
)
RUNS = st.builds(
    Run, st.sampled_from(RunKind), TEXT, st.sampled_from(["a", "b.1", ""]), st.booleans()
)
BLOCKS = st.lists(
    st.builds(
        BlockRuns,
        st.sampled_from(["Section 1", "Section 2(a)"]),
        st.just(""),
        st.lists(RUNS, max_size=5).map(tuple),
        st.booleans(),
    ),
    max_size=6,
)


@given(BLOCKS, st.booleans())
def test_accepting_gives_the_text_as_varied_and_rejecting_the_base(
    blocks: list[BlockRuns], is_held: bool
) -> None:
    document = redline_docx(terms(blocks, is_held=is_held))
    expected = as_shown(blocks)

    assert terms_text(settled(document, accepted=True), TERM_STYLES) == expected.varied()
    assert terms_text(settled(document, accepted=False), TERM_STYLES) == expected.base()


@given(BLOCKS, st.booleans())
def test_the_clean_document_says_the_text_as_varied(blocks: list[BlockRuns], is_held: bool) -> None:
    document = clean_docx(terms(blocks, is_held=is_held))

    assert terms_text(settled(document, accepted=True), TERM_STYLES) == as_shown(blocks).varied()
    assert settled(document, accepted=True) == settled(document, accepted=False)


@given(BLOCKS)
def test_changes_are_signed_numbered_and_dated_and_moves_are_pairs(blocks: list[BlockRuns]) -> None:
    document = part(redline_docx(terms(blocks)))
    changes = [one for one in document.iter() if one.get(f"{W}author")]
    numbered = [*changes, *document.iter(f"{W}bookmarkStart")]
    names: dict[str, list[str]] = defaultdict(list)
    for start in document.iter(f"{W}moveFromRangeStart", f"{W}moveToRangeStart"):
        names[etree.QName(start).localname].append(start.get(f"{W}name"))
        ends = [
            one
            for one in document.iter(start.tag.replace("Start", "End"))
            if one.get(f"{W}id") == start.get(f"{W}id")
        ]
        assert len(ends) == 1
    order = list(document.iter())

    assert {one.get(f"{W}author") for one in changes} <= {AGREEMENT}
    assert {one.get(f"{W}date") for one in changes} <= {DATE, "2004-02-02T01:00:00Z"}
    assert len({one.get(f"{W}id") for one in numbered}) == len(numbered)
    assert sorted(names["moveFromRangeStart"]) == sorted(names["moveToRangeStart"])
    for kind in ("moveFrom", "moveTo"):
        opened = 0
        for one in order:
            opened += (one.tag == f"{W}{kind}RangeStart") - (one.tag == f"{W}{kind}RangeEnd")
            assert opened > 0 or one.tag != f"{W}{kind}" or one.getparent().tag == f"{W}rPr"


def test_moved_paragraphs_close_after_the_last_of_them() -> None:
    went = (Run(DELETED, "One.", "a", moved=True), Run(DELETED, "Two.", "a", moved=True))
    came = (Run(INSERTED, "One.", "a", moved=True), Run(INSERTED, "Two.", "a", moved=True))
    kept = block(Run(KEPT, "Between."))
    document = part(redline_docx(terms([*map(block, went), kept, *map(block, came), kept])))
    body = document.find(f"{W}body")

    assert [words(one) for one in document.iter(f"{W}moveFrom", f"{W}moveTo") if len(one)] == [
        "One.",
        "Two.",
        "One.",
        "Two.",
    ]
    assert [words(end.getprevious()) for end in body.iterchildren(f"{W}moveFromRangeEnd")] == [
        "Two."
    ]
    assert [words(end.getprevious()) for end in body.iterchildren(f"{W}moveToRangeEnd")] == ["Two."]


def test_insertions_that_meet_over_a_kept_end_are_dated_apart() -> None:
    ends, begins = Run(INSERTED, "; and", "a"), Run(INSERTED, "(d) New.", "b")
    document = part(redline_docx(terms([block(Run(KEPT, "(c) Old"), ends), block(begins)])))
    dates = {words(one): one.get(f"{W}date") for one in document.iter(f"{W}ins")}

    assert dates["; and"] == DATE
    assert dates["(d) New."] == "2004-02-02T01:00:00Z"


def test_changes_of_an_undated_agreement_are_undated() -> None:
    changed = block(Run(DELETED, "old", "a"), Run(INSERTED, "new", "a"))
    document = redline_docx(terms([changed], agreement_date=None))

    assert [one for one in part(document).iter() if one.get(f"{W}date")] == []
    assert docx.Document(io.BytesIO(document)).core_properties.created is None


def test_what_xml_or_word_cannot_hold_is_replaced_and_the_rest_escaped() -> None:
    hostile = 'a\x00b\x1fc\u202ed\ufffee\ud800f <w:p/> & ]]> "quoted" \u200f\u05d0\u0301'
    made = terms(
        [block(Run(INSERTED, hostile, "a"))],
        base_title=hostile,
        edition=hostile,
        agreement=hostile,
        deal=hostile,
        record=hostile,
        changes=(Change("a", hostile, hostile, hostile, hostile),),
        meanings=(Aside(hostile, hostile, hostile, hostile),),
        unapplied=(Aside(hostile, hostile, hostile, hostile),),
    )
    fine = 'a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf <w:p/> & ]]> "quoted" \u200f\u05d0\u0301'
    for document in (redline_docx(made), clean_docx(made)):
        opened = docx.Document(io.BytesIO(document))
        assert opened.core_properties.title.startswith(fine)
        assert terms_text(settled(document, accepted=True), TERM_STYLES) == fine
    assert {one.get(f"{W}author") for one in part(redline_docx(made)).iter(f"{W}ins")} == {fine}


def test_names_longer_than_word_takes_are_cut() -> None:
    made = terms([block(Run(INSERTED, "x", "a"))], agreement="A" * 5000, base_title="T" * 5000)
    document = redline_docx(made)

    assert len(next(part(document).iter(f"{W}ins")).get(f"{W}author")) == 255
    assert len(docx.Document(io.BytesIO(document)).core_properties.title) == 255


def test_what_no_word_shows_is_told_after_the_terms() -> None:
    quoted = 'in Section 9, delete "shall endeavour"'
    made = terms(
        [block(Run(KEPT, "Text."))],
        meanings=(Aside("(b)", "“Registration Statement” means the new one", "Section 2"),),
        unapplied=(Aside("(k)", "Section 9 was not found", "", quoted),),
    )
    for document in (redline_docx(made), clean_docx(made)):
        said = [text for _, text in settled(document, accepted=True)]
        after = said[said.index("Changes of meaning") :]
        assert "(b)\tSection 2: “Registration Statement” means the new one" in after
        assert after[after.index("Not applied") + 2 :][:2] == [
            "(k)\tSection 9 was not found",
            f"“{quoted}”",
        ]


def test_the_table_links_each_item_to_its_first_change() -> None:
    made = terms(
        [
            block(Run(KEPT, "One "), Run(INSERTED, "new", "a")),
            block(Run(INSERTED, "again", "a"), Run(DELETED, "old", "b.1")),
        ],
        changes=(
            Change("a", "(a)", "throughout", "name replaced", "in two places"),
            Change("b.1", "(b)", "Section 1", "words deleted"),
            Change("b.2", "(b)", "the whole document", "term defined anew"),
        ),
    )
    document = part(redline_docx(made))
    rows = [[words(cell) for cell in row.iter(f"{W}tc")] for row in document.iter(f"{W}tr")]
    bookmarked = {
        start.get(f"{W}name"): words(start.getnext())
        for start in document.iter(f"{W}bookmarkStart")
    }
    linked = [
        (words(link), bookmarked[link.get(f"{W}anchor")]) for link in document.iter(f"{W}hyperlink")
    ]

    assert rows == [
        ["Item", "Place", "Change"],
        ["(a)", "Throughout", "Name replaced; in two places"],
        ["(b)", "Section 1", "Words deleted"],
        ["(b)", "The whole document", "Term defined anew"],
    ]
    assert linked == [("(a)", "new"), ("(b)", "old")]


def test_the_document_says_what_it_is() -> None:
    document = redline_docx(SEED)
    opened = docx.Document(io.BytesIO(document))
    about = opened.core_properties
    head = "\n".join(p.text for p in opened.paragraphs[:7])
    section = opened.sections[0]

    assert about.author == "deal archive"
    assert about.title == f"{SEED.base_title}: redline of the {AGREEMENT}"
    assert about.created == dt.datetime(2004, 2, 2, tzinfo=dt.UTC)
    assert f"Edition of 12 January 1993, as varied by the {AGREEMENT}" in head
    assert "Unofficial reconstruction" in head
    assert "Deleted words are struck through and inserted words underlined" in head
    assert section.header.paragraphs[0].text == SEED.base_title
    for footer in (section.footer, section.first_page_footer):
        fields = [one.get(f"{W}instr") for one in footer._element.iter(f"{W}fldSimple")]
        assert "Unofficial reconstruction" in footer.paragraphs[0].text
        assert fields == ["PAGE", "NUMPAGES"]


def test_the_package_holds_what_it_names_and_nothing_else() -> None:
    for document in (redline_docx(SEED), clean_docx(SEED)):
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            names = package.namelist()
            targets = {
                f"{folder}{one.get('Target')}"
                for folder, rels in (("", "_rels/.rels"), ("word/", "word/_rels/document.xml.rels"))
                for one in part(document, rels)
            }
            declared = {
                one.get("PartName").removeprefix("/")
                for one in part(document, "[Content_Types].xml")
                if one.get("PartName")
            }
            assert package.testzip() is None
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert len(set(names)) == len(names)
        assert targets == declared == {one for one in names if not one.endswith((".rels", "].xml"))}


def test_every_style_in_use_is_declared() -> None:
    made = dataclasses.replace(
        SEED, changes=(Change("a", "(a)", "", "x"),), meanings=(Aside("(b)", "x", "y", "z"),)
    )
    document = redline_docx(made)
    declared = {one.get(f"{W}styleId") for one in part(document, "word/styles.xml")}
    used = {
        one.get(f"{W}val")
        for name in ("document", "header1", "footer1", "footer2", "styles")
        for one in part(document, f"word/{name}.xml").iter(
            *(f"{W}{kind}" for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"))
        )
    }

    assert used <= declared


#: Children in the order of ISO/IEC 29500-1, as far as the documents have them; Word calls a file
#: with another order damaged.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pBdr tabs spacing ind jc outlineLvl rPr",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs strike color sz szCs u lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook",
    "tbl": "tblPr tblGrid tr",
    "trPr": "cantSplit tblHeader",
    "tc": "tcPr p",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "sectPr": "headerReference|footerReference pgSz pgMar cols titlePg docGrid",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol "
    "listSeparator",
    "pBdr": "top left bottom right",
    "tblBorders": "top bottom insideH",
    "tblCellMar": "top left bottom right",
}


@pytest.mark.parametrize("name", ["document", "styles", "settings", "header1", "footer1"])
def test_elements_stand_in_the_order_of_the_standard(name: str) -> None:
    move = (Run(DELETED, "m", "a", moved=True), Run(INSERTED, "m", "a", moved=True))
    made = terms([*SEED.blocks, *map(block, move)], changes=(Change("a", "(a)", "p", "w"),))
    for element in part(redline_docx(made), f"word/{name}.xml").iter(*(f"{W}{k}" for k in ORDERS)):
        order = {
            child: rank
            for rank, names in enumerate(ORDERS[etree.QName(element).localname].split())
            for child in names.split("|")
        }
        children = [
            etree.QName(child).localname for child in element if child.tag is not etree.Comment
        ]
        ranks = [order[child] for child in children]
        assert ranks == sorted(ranks)


def test_equal_terms_give_equal_bytes_in_every_process() -> None:
    code = (
        "import hashlib; from tests.test_word import *; "
        "print(hashlib.sha256(redline_docx(SEED) + clean_docx(SEED)).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }

    assert len(digests) == 1


def full_text() -> list[BlockRuns]:
    """What varied contracts have: all kinds of change, alone and side by side."""
    moved = "The Underwriters examine the Securities."
    return [
        block(Run(KEPT, "Section 1. "), Run(DELETED, "Sale", "a"), Run(INSERTED, "Purchase", "a"),
              is_heading=True),
        block(Run(KEPT, "Payment is by "), Run(DELETED, "check", "b"), Run(INSERTED, "wire", "b"),
              Run(KEPT, "."), Run(DELETED, f" {moved}", "c", moved=True)),
        block(Run(DELETED, "(b) A provision that goes.", "d")),
        block(Run(DELETED, "(c) Another one.", "d")),
        block(Run(KEPT, "(d) The cost of printing"), Run(INSERTED, "; and", "e")),
        block(Run(INSERTED, "(e) A provision that comes.", "f")),
        block(Run(INSERTED, "(f) And one more.", "f")),
        block(Run(KEPT, "Section 2. Delivery"), is_heading=True),
        block(Run(INSERTED, "At once, ", "g"), Run(KEPT, "delivery."),
              Run(INSERTED, f" {moved}", "c", moved=True)),
        block(Run(INSERTED, "A paragraph moved here.", "h", moved=True)),
        block(Run(KEPT, "One sentence."), Run(INSERTED, "\n", "i"), Run(DELETED, " ", "i"),
              Run(KEPT, "Another, now a paragraph.")),
        block(Run(KEPT, "A paragraph"), Run(DELETED, "\n", "j"), Run(INSERTED, ", ", "j"),
              Run(KEPT, "joined.")),
        block(Run(DELETED, "A paragraph moved here.", "h", moved=True)),
        block(Run(KEPT, "Name\tAddress")),
        block(Run(DELETED, "Section 3. Notices", "k"), is_heading=True),
        block(Run(DELETED, "By telex.", "k")),
        block(Run(INSERTED, "Section 3. Notices", "k"), is_heading=True),
        block(Run(INSERTED, "In writing.", "k")),
    ]  # fmt: skip


CONTRACT_TEXT = st.text(st.sampled_from("aB c\t\n<&>“’\u00a0é文\u05d0"), min_size=1, max_size=8)
CONTRACT = st.lists(
    st.builds(
        BlockRuns,
        st.sampled_from(["Section 1", "Section 2(a)"]),
        st.just(""),
        st.lists(
            st.builds(Run, st.sampled_from(RunKind), CONTRACT_TEXT, st.sampled_from("abc")),
            min_size=1,
            max_size=4,
        ).map(tuple),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


def made_up(count: int) -> Iterator[list[BlockRuns]]:
    """Yield blocks of any changes side by side, the same at every call."""
    drawn: list[list[BlockRuns]] = []

    @settings(max_examples=count, derandomize=True, database=None, deadline=None)
    @given(CONTRACT)
    def draw(blocks: list[BlockRuns]) -> None:
        drawn.append(blocks)

    draw()
    yield from drawn


def test_libreoffice_accepts_and_rejects_to_the_same_texts(tmp_path: Path) -> None:
    program = libreoffice.find_or_install()
    tried = {"seed": SEED, "full": terms(full_text())}
    for number, blocks in enumerate(made_up(40)):
        tried[f"made-up-{number}"] = terms(blocks, is_held=number % 4 > 0)
    for deal_id, record in archive().deals.items():
        paper = deal_paper(record, archive(), build_tables(archive(), ()))
        tried[deal_id] = terms_of(paper)
    styles = {"Term Text", "Term Heading"}
    files = {name: redline_docx(made) for name, made in tried.items()}

    for name, (accepted, rejected) in libreoffice.settle(program, files, tmp_path).items():
        expected = as_shown(tried[name].blocks)
        is_changed = any(run.kind is not KEPT for one in expected.blocks for run in one.runs)
        assert (accepted.tracked_before > 0) == is_changed
        assert accepted.tracked_after == rejected.tracked_after == 0
        assert terms_text(accepted.paragraphs, styles) == expected.varied(), name
        assert terms_text(rejected.paragraphs, styles) == expected.base(), name

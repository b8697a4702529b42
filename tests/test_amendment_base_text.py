"""Base texts: what is read is what is written, and each block knows where it stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.amendments.base_text import BaseText, read_base_text
from pipeline.amendments.numbering import leading_labels, ranks, roman, section_key
from pipeline.amendments.sentences import definitions, inline_clauses, provisos, sentences
from pipeline.amendments.structure import BlockKind
from tests.made_up_instructions import DATA, FIRST, SECOND, base_text

EDITIONS = (FIRST, SECOND)


def file_of(document: str) -> str:
    return (DATA / "base_documents" / document / "text.md").read_text("utf-8")


def bare_lines(markdown: str) -> list[str]:
    """Return the lines of a file without what is Markdown's."""
    lines = [line for line in markdown.splitlines() if not line.startswith(("<!--", "| ---"))]
    return [" ".join(re.sub(r"^#+ |\|", " ", line).split()) for line in lines]


@pytest.mark.parametrize("document", EDITIONS)
def test_the_text_read_and_joined_again_has_the_file_s_words(document):
    markdown = file_of(document)

    assert base_text(document).text.split() == " ".join(bare_lines(markdown)).split()


@pytest.mark.parametrize("document", EDITIONS)
def test_printed_lines_are_those_of_the_file(document):
    base = base_text(document)
    held = []
    for block in base.blocks:
        ends = (*block.breaks[1:], len(block.text))
        held += [
            " ".join(block.text[start:end].split())
            for start, end in zip(block.breaks, ends, strict=True)
        ]

    assert held == [line for line in bare_lines(file_of(document)) if line]


@pytest.mark.parametrize("document", EDITIONS)
def test_offsets_lead_back_to_their_blocks_and_anchors_are_unique(document):
    base = base_text(document)

    for index, block in enumerate(base.blocks):
        assert base.flat[block.start : block.end] == block.text
        assert base.block_at(block.start) == base.block_at(block.end) == index
    assert len({block.anchor for block in base.blocks}) == len(base.blocks)
    assert base.faults == ()
    assert base.holds_lines


def test_the_made_up_provisions_are_as_large_as_real_ones():
    base = base_text(FIRST)

    assert len({block.section for block in base.blocks} - {""}) >= 12
    assert sum(block.kind is BlockKind.PARAGRAPH for block in base.blocks) >= 40


LABELLED = """# Title

## 1. One

Lead:

(g) seven

(h) eight:

(i) first clause of (h)

(ii) second clause of (h)

  More of (h).

(i) nine

(j) ten

Flush.

(i) clause of the flush paragraph

(ii) another

(k) eleven

## 2. Two

(h) eight

(i) nine
"""


def paths(markdown: str) -> list[str]:
    return [block.path for block in read_base_text(markdown).blocks]


def test_a_label_is_a_letter_or_a_roman_numeral_by_those_around_it():
    assert paths(LABELLED) == [
        "Title",
        "Section 1, heading",
        "Section 1, first paragraph",
        "Section 1(g)",
        "Section 1(h)",
        "Section 1(h)(i)",
        "Section 1(h)(ii)",
        "Section 1(h), second paragraph",
        "Section 1(i)",
        "Section 1(j)",
        "Section 1, second paragraph",
        "Section 1, second paragraph, clause (i)",
        "Section 1, second paragraph, clause (ii)",
        "Section 1(k)",
        "Section 2, heading",
        "Section 2(h)",
        "Section 2(i)",
    ]


def test_faults_of_the_form_are_told_with_their_lines():
    text = "Words.\n\n## 2. B\n\n(a) x\n\n(c) y\n\n## 1. A\n\n## 2. C\n\n# Late\n"
    faults = [(fault.line, fault.message.split(",")[0]) for fault in read_base_text(text).faults]

    assert faults == [
        (7, "(c) does not run on"),
        (9, "Section 1 follows Section 2"),
        (11, "Section 2 stands here again"),
        (13, "'Late' is a second title"),
    ]
    assert [f.message for f in read_base_text("Words.\n").faults] == [
        "there is no title (a line that begins with #)"
    ]


@pytest.mark.parametrize(
    ("head", "holds"),
    [("<!-- lines: printed -->\n", True), ("<!-- lines: free -->\n", False), ("", False)],
)
def test_the_mark_in_the_head_says_whether_lines_are_the_printed_ones(head, holds):
    base = read_base_text(f"{head}# Title\n")

    assert base.holds_lines is holds
    assert base.faults == ()


def test_a_mark_that_is_none_is_a_fault_and_no_text():
    base = read_base_text("<!-- lines: perhaps -->\n# Title\n")

    assert [block.text for block in base.blocks] == ["Title"]
    assert [fault.line for fault in base.faults] == [1]


def test_a_hyphen_at_a_line_s_end_joins_the_word_on():
    base = read_base_text("# T\n\nsemi-\nannual, pre-\nand post-closing, File No. 333-\n106598\n")

    assert base.blocks[1].text == "semi-annual, pre- and post-closing, File No. 333-106598"
    assert base.blocks[1].breaks == (0, 5, 18, 49)


WORD = st.text("abcdefgh", min_size=1, max_size=6)
PARAGRAPH = st.lists(WORD, min_size=1, max_size=12)


@given(st.lists(st.tuples(st.booleans(), PARAGRAPH), max_size=8), st.integers(1, 5))
def test_any_text_keeps_its_words_and_lines(parts, width):
    markdown, words, number = "# title\n", ["title"], 0
    for is_heading, paragraph in parts:
        if is_heading:
            number += 1
            markdown += f"\n## {number}. {' '.join(paragraph)}\n"
            words += [f"{number}.", *paragraph]
        else:
            lines = [" ".join(paragraph[n : n + width]) for n in range(0, len(paragraph), width)]
            markdown += "\n" + "\n".join(lines) + "\n"
            words += paragraph
    base = read_base_text(markdown)

    assert base.text.split() == words
    assert base.faults == ()
    assert base.text == "\n\n".join(block.text for block in base.blocks)


@given(st.text('#|-<>!(ai) \n"“.1', max_size=200))
def test_no_text_is_too_odd_to_be_read(text):
    base = read_base_text(text)

    for block in base.blocks:
        assert block.path
        assert base.flat[block.start : block.end] == block.text
        assert base.line_at(block.start) >= 1
    assert isinstance(base, BaseText)


SENTENCES = {
    "The Company pays. It delivers.": ["The Company pays.", "It delivers."],
    "Specimen Inc. pays. So does Maple Co. It may.": [
        "Specimen Inc. pays.",
        "So does Maple Co.",
        "It may.",
    ],
    "See No. 33-41234 and Sec. 5 of the U.S. Securities Act.": [
        "See No. 33-41234 and Sec. 5 of the U.S. Securities Act."
    ],
    "At 10:00 A.M. New York time. Later.": ["At 10:00 A.M. New York time.", "Later."],
    "John R. Dye signs. “Quoted.” Next.": ["John R. Dye signs.", "“Quoted.”", "Next."],
    "A list: (a) one;\n(b) two.\n(c) The third.": ["A list: (a) one;\n(b) two.", "(c) The third."],
    "No stop": ["No stop"],
    "": [],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences_end_where_lawyers_end_them(text):
    assert [text[start:end] for start, end in sentences(text)] == SENTENCES[text]


@given(st.text('aZ.?! "”\n(1', max_size=80))
def test_sentences_leave_out_nothing_but_space(text):
    spans = sentences(text)

    assert all(start < end for start, end in spans)
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())


def test_a_clause_runs_to_the_next_of_its_list_without_what_leads_on():
    text = (
        "If (i) trading stops, (ii) a halt under clause (i) above is declared, or (iii) war "
        "breaks out; provided that it lasts. And (i) so on."
    )

    def words(label: str) -> list[str]:
        return [text[start:end] for start, end in inline_clauses(text, label)]

    assert words("i") == ["(i) trading stops", "(i) so on"]
    assert words("ii") == ["(ii) a halt under clause (i) above is declared"]
    assert words("iii") == ["(iii) war breaks out"]
    assert words("iv") == []


def test_a_proviso_runs_to_the_end_of_its_sentence():
    text = "It may; provided, however, that it must. It may, except that it will not. Else."

    assert [text[start:end] for start, end in provisos(text)] == [
        "provided, however, that it must.",
        "except that it will not.",
    ]


def test_a_term_is_defined_by_its_sentence_or_in_brackets():
    text = '“Closing Date” means a day. Acme (the “Company”) sells. The "Company" pays.'

    assert [text[a:b] for a, b in definitions(text, "Closing Date")] == [
        "“Closing Date” means a day."
    ]
    assert [text[a:b] for a, b in definitions(text, "Company")] == ["Acme (the “Company”) sells."]


def test_numbering_knows_letters_numerals_and_sections():
    assert [roman(x) for x in ("i", "iv", "ix", "XL", "b", "")] == [1, 4, 9, 40, 0, 0]
    assert ranks("i") == {"small letter": 9, "small roman": 1}
    assert ranks("aa") == {"small letter": 27}
    assert ranks("12") == {"number": 12}
    assert leading_labels("(a)(ii) words") == (("a", "ii"), 8)
    assert leading_labels("(or) words") == ((), 0)
    assert sorted(["10", "3A", "3.1", "3", "4"], key=section_key) == ["3", "3A", "3.1", "4", "10"]

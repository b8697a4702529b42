"""Each operation shown on a short made-up text: what it changes, and what it leaves."""

import pytest

from pipeline.amendments.apply import vary
from pipeline.amendments.base_text import read_base_text
from pipeline.amendments.model import (
    Each,
    Instruction,
    Locator,
    Neighbour,
    NoteKind,
    Position,
    Relation,
    RunKind,
    Status,
    Varied,
)
from pipeline.records.codes import MEANING_ONLY, OPERATION_KINDS

BASE = read_base_text(
    """# Acme Corporation -- Provisions

    Acme Corporation (formerly Acme Corporation Limited) sells notes.

## 1. Words

“Business Day” means a weekday.

“Notes” means what is sold.

## 2. Sale

The Company sells notes, and the buyer pays by check. Payment is in ____ funds.

The notes are delivered; provided, however, that (i) they are printed, and (ii) they are signed.

(a) The first duty under Section 2(b).

(b) The second duty:

(i) one part;

(ii) other part.

(c) The third duty.

## 3. Notices

Notices go to Old Road. See clause (b) of Section 2(b), and ACME CORPORATION.

## Annex I

| Name | Amount |
| --- | --- |
| Alder | $____ |
| Birch | $____ |
""".replace("    Acme", "Acme")
)


def one(operation: str, old: str = "", new: str = "", **fields: object) -> Instruction:
    """Make one instruction; fields of the locator are given by their names."""
    own = {name: fields.pop(name) for name in ("target", "term", "meaning", "protected")
           if name in fields}  # fmt: skip
    return Instruction("a", operation, Locator(**fields), old, new, **own)  # type: ignore[arg-type]


def varied(*instructions: Instruction) -> Varied:
    result = vary(BASE, instructions)
    assert result.base() == BASE.text
    return result


def changed(result: Varied) -> list[str]:
    """Return the varied blocks with [-deleted-] and {+inserted+} words."""
    marks = {RunKind.KEPT: "{}", RunKind.DELETED: "[-{}-]", RunKind.INSERTED: "{{+{}+}}"}
    return [
        "".join(marks[run.kind].format(run.text) for run in block.runs)
        for block in result.blocks
        if any(run.kind is not RunKind.KEPT for run in block.runs)
    ]


AFTER, BEFORE, BETWEEN = Relation.AFTER, Relation.BEFORE, Relation.BETWEEN
TWO = {"section": "2", "paragraph": 1}

#: What an instruction makes of the block that it changes.
CASES: dict[str, tuple[Instruction, list[str]]] = {
    "words replaced": (
        one("substitute_words", "by check", "by wire", **TWO),
        [("The Company sells notes, and the buyer pays by [-check-]{+wire+}. Payment is in ____ "
         "funds.")],
    ),
    "words deleted with their space": (
        one("delete_words", "and the buyer pays by check", **TWO),
        ["The Company sells notes,[- and the buyer pays by check-]. Payment is in ____ funds."],
    ),
    "the first words deleted": (
        one("delete_words", "Notices", section="3", occurrence=1, paragraph=1),
        ["[-Notices -]go to Old Road. See clause (b) of Section 2(b), and ACME CORPORATION."],
    ),
    "each place": (
        one("substitute_words", "are", "will be", section="2", paragraph=2, occurrence=Each.EACH),
        [("The notes [-are-]{+will be+} delivered; provided, however, that (i) they "
         "[-are-]{+will be+} printed, and (ii) they [-are-]{+will be+} signed.")],
    ),
    "words inserted after others": (
        one("insert_words", new="in full", **TWO, neighbour=Neighbour(AFTER, "pays")),
        [("The Company sells notes, and the buyer pays{+ in full+} by check. Payment is in ____ "
         "funds.")],
    ),
    "words inserted before others": (
        one("insert_words", new="only", **TWO, neighbour=Neighbour(BEFORE, "by check")),
        [("The Company sells notes, and the buyer pays {+only +}by check. Payment is in ____ "
         "funds.")],
    ),
    "words inserted between others": (
        one("insert_words", new="new", **TWO, neighbour=Neighbour(BETWEEN, "sells", "notes")),
        ["The Company sells{+ new+} notes, and the buyer pays by check. Payment is in ____ funds."],
    ),
    "a comma goes before the full stop": (
        one("insert_words", new=", and at once.", **TWO, sentence=1, position=Position.END),
        [("The Company sells notes, and the buyer pays by check{+, and at once+}. Payment is in "
         "____ funds.")],
    ),
    "a sentence goes after the full stop": (
        one("insert_words", new="So be it.", **TWO, sentence=1, position=Position.END),
        [("The Company sells notes, and the buyer pays by check.{+ So be it.+} Payment is in ____ "
         "funds.")],
    ),
    "before the full stop": (
        one("insert_words", new="only", section="2", subsection="c",
            position=Position.BEFORE_FULL_STOP),
        ["(c) The third duty{+ only+}."],
    ),
    "at the beginning, behind the letter": (
        one("insert_words", new="Now", section="2", subsection="c", position=Position.BEGINNING),
        ["(c) {+Now +}The third duty."],
    ),
    "a sentence replaced": (
        one("replace_provision", new="Payment is prompt.", **TWO, sentence=2),
        [("The Company sells notes, and the buyer pays by check. [-Payment is in ____ funds.-]"
         "{+Payment is prompt.+}")],
    ),
    "a subsection replaced keeps its letter": (
        one("replace_provision", new="The new duty.", section="2", subsection="a"),
        ["(a) [-The first duty under Section 2(b).-]{+The new duty.+}"],
    ),
    "a subsection replaced brings its letter": (
        one("replace_provision", new="(a) The new duty.", section="2", subsection="a"),
        ["[-(a) The first duty under Section 2(b).-]", "{+(a) The new duty.+}"],
    ),
    "a clause replaced": (
        one("replace_provision", new="they are sealed", section="2", paragraph=2, clause="ii",
            clause_in_proviso=True, proviso=True),
        [("The notes are delivered; provided, however, that (i) they are printed, and (ii) "
         "[-they are signed-]{+they are sealed+}.")],
    ),
    "a section replaced keeps its heading": (
        one("replace_provision", new="No notices.\n\nNone at all.", section="3"),
        ["[-Notices go to Old Road. See clause (b) of Section 2(b), and ACME CORPORATION.-]",
         "{+No notices.+}", "{+None at all.+}"],
    ),
    "a section replaced brings its heading": (
        one("replace_provision", new="3. Mail\n\nNo notices.", section="3"),
        ["[-3. Notices-]",
         "[-Notices go to Old Road. See clause (b) of Section 2(b), and ACME CORPORATION.-]",
         "{+3. Mail+}", "{+No notices.+}"],
    ),
    "a definition replaced": (
        one("replace_provision", new="“Notes” means debt.", definition="Notes"),
        ["[-“Notes” means what is sold.-]{+“Notes” means debt.+}"],
    ),
    "a row replaced": (
        one("replace_provision", new="Cedar\t$5", schedule="Annex I", row=2),
        ["[-Birch\t$____-]", "{+Cedar $5+}"],
    ),
    "a subsection inserted where its letter belongs": (
        one("insert_provision", new="The fourth duty.", section="2", subsection="d"),
        ["{+(d) The fourth duty.+}"],
    ),
    "a paragraph added to a section": (
        one("insert_provision", new="More.", section="3"),
        ["{+More.+}"],
    ),
    "a definition in its alphabetical place": (
        one("insert_provision", new="“Date” means a day.", section="1", definition="Date"),
        ["{+“Date” means a day.+}"],
    ),
    "a section removed keeps its heading": (
        one("repeal_provision", section="3"),
        ["[-Notices go to Old Road. See clause (b) of Section 2(b), and ACME CORPORATION.-]"],
    ),
    "a subsection removed keeps its letter": (
        one("repeal_provision", section="2", subsection="c"),
        ["(c)[- The third duty.-]"],
    ),
    "a subsection removed with its clauses": (
        one("repeal_provision", section="2", subsection="b"),
        ["(b)[- The second duty:-]", "[-(i) one part;-]", "[-(ii) other part.-]"],
    ),
    "a sentence removed": (
        one("repeal_provision", **TWO, sentence=2),
        ["The Company sells notes, and the buyer pays by check.[- Payment is in ____ funds.-]"],
    ),
    "a letter changed": (
        one("renumber", section="2", subsection="c", target=Locator(section="2", subsection="d")),
        ["[-(c)-]{+(d)+} The third duty."],
    ),
    "a section's number changed": (
        one("renumber", new="Section 4", section="3"),
        ["[-3-]{+4+}. Notices"],
    ),
    "a paragraph split": (
        one("split", **TWO, neighbour=Neighbour(BEFORE, "Payment is")),
        [("The Company sells notes, and the buyer pays by check.[- -]{+\n+}Payment is in ____ "
         "funds.")],
    ),
    "a paragraph split, the second part lettered": (
        one("split", new="(d)", section="2", subsection="b", neighbour=Neighbour(AFTER, "second")),
        ["(b) The second[- -]{+\n(d) +}duty:"],
    ),
    "paragraphs joined": (
        one("join", section="2", subsection="b(i)", target=Locator(section="2",
            subsection="b(ii)")),
        ["(i) one part;[-\n(ii) -]{+ +}other part."],
    ),
    "a sentence moved": (
        one("move", **TWO, sentence=2, target=Locator(section="2", subsection="c",
            position=Position.END)),
        ["The Company sells notes, and the buyer pays by check.[- Payment is in ____ funds.-]",
         "(c) The third duty.{+ Payment is in ____ funds.+}"],
    ),
    "a subsection moved": (
        one("move", section="2", subsection="a", target=Locator(section="2", subsection="c",
            position=Position.AFTER)),
        ["[-(a) The first duty under Section 2(b).-]",
         "{+(a) The first duty under Section 2(b).+}"],
    ),
    "a blank filled": (
        one("fill_blank", new="same day", **TWO),
        [("The Company sells notes, and the buyer pays by check. Payment is in [-____-]"
         "{+same day+} funds.")],
    ),
    "a blank of a row filled": (
        one("fill_blank", new="5", schedule="Annex I", row=1),
        ["Alder\t$[-____-]{+5+}"],
    ),
    "a name replaced throughout": (
        one("global_rename", "Acme Corporation", "Newco Inc.", whole_document=True),
        ["[-Acme Corporation-]{+Newco Inc.+} (formerly Acme Corporation Limited) sells notes.",
         ("Notices go to Old Road. See clause (b) of Section 2(b), and [-ACME CORPORATION-]"
         "{+NEWCO INC.+}.")],
    ),
    "a sentence struck that no words are quoted of": (
        one("delete_words", **TWO, sentence=2),
        ["The Company sells notes, and the buyer pays by check.[- Payment is in ____ funds.-]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_an_operation_changes_its_words_and_no_others(case):
    instruction, expected = CASES[case]

    result = varied(instruction)

    assert changed(result) == expected
    assert result.resolutions[0].status is Status.EXACT
    assert result.resolutions[0].is_applied


def test_every_operation_is_shown():
    shown = {instruction.operation for instruction, _ in CASES.values()}

    assert shown | MEANING_ONLY | {"unresolved"} == set(OPERATION_KINDS)


def test_new_blocks_stand_at_their_place_with_a_path_and_an_anchor():
    result = varied(
        Instruction("b", "insert_provision", Locator(section="2", subsection="d"), new="Four."),
        Instruction("c.1", "insert_provision", Locator(section="4"), new="Law\n\nNew York law."),
        Instruction("d", "insert_provision", Locator(section="2", paragraph=3), new="Third."),
    )
    placed = [(b.path, b.anchor, b.is_heading) for b in result.blocks]

    paths = [path for path, _, _ in placed]
    third = paths.index("Section 2, third paragraph, new")
    assert paths[third - 1 : third + 2 : 2] == ["Section 2, second paragraph", "Section 2(a)"]
    assert paths[paths.index("Section 2(c)") + 1] == "Section 2(d)"
    four = paths.index("Section 4")
    assert placed[four : four + 2] == [
        ("Section 4", "new-c-1", True),
        ("Section 4", "new-c-1-2", False),
    ]
    assert paths[four + 2] == "Annex I, heading"
    assert len({anchor for _, anchor, _ in placed}) == len(placed)


def test_a_move_is_a_pair_of_runs():
    instruction, _ = CASES["a sentence moved"]
    runs = [r for block in varied(instruction).blocks for r in block.runs if r.moved]

    assert [run.kind for run in runs] == [RunKind.DELETED, RunKind.INSERTED]
    assert {run.text for run in runs} == {" Payment is in ____ funds."}


def test_references_to_a_number_that_changes_are_listed_and_left():
    instruction = one("renumber", section="2", subsection="b", target=Locator(subsection="e"))
    (note,) = varied(instruction).notes

    assert note.kind is NoteKind.REFERENCE
    assert note.anchors == ("s2-a", "s3-p1")
    assert "references to it stay as they are: Section 2(a); Section 3, first" in note.message


def test_a_rename_counts_its_hits_and_says_what_it_left_alone():
    instruction, _ = CASES["a name replaced throughout"]
    (resolution,) = varied(instruction).resolutions

    assert resolution.matches == 2
    assert resolution.message == (
        "2 hits; left alone once as title, quotation or history: Preamble, first paragraph"
    )


def test_a_rename_leaves_protected_words_alone():
    instruction = one("global_rename", "Acme Corporation", "Newco", whole_document=True,
                      protected=("and ACME CORPORATION",))  # fmt: skip

    assert len(changed(varied(instruction))) == 1


def test_a_rename_keeps_the_capital_that_begins_a_sentence():
    text = read_base_text("# T\n\nDefinitive notes are definitive notes.\n")
    rename = one("global_rename", "definitive notes", "global notes", whole_document=True)

    assert vary(text, [rename]).varied() == "T\n\nGlobal notes are global notes."


@pytest.mark.parametrize(
    "quoted",
    [
        "the paper “Acme Corporation -- Rules” binds",
        "the paper entitled “Rules of Acme Corporation” binds",
        "Newco, formerly known as Acme Corporation, sells",
        "Newco (f/k/a Acme Corporation) sells",
    ],
)
def test_titles_quoted_and_history_are_not_renamed(quoted):
    text = read_base_text(f"# T\n\nAcme Corporation says: {quoted}.\n")
    rename = one("global_rename", "Acme Corporation", "Zeta", whole_document=True)

    assert vary(text, [rename]).varied() == f"T\n\nZeta says: {quoted}."


def test_a_name_alone_in_quotation_marks_is_renamed():
    text = read_base_text("# T\n\nIt is called “Acme Corporation” here.\n")
    rename = one("global_rename", "Acme Corporation", "Zeta", whole_document=True)

    assert "“Zeta”" in vary(text, [rename]).varied()


MEANINGS = {
    "deem_reference": "“Notes” is read as “bonds”; the term is used once",
    "redefine_term": "“Notes” means “bonds”; the term is used once",
    "disapply": "does not apply to bonds",
    "apply": "applies to bonds",
    "supplement": "is supplemented: bonds",
    "override": "is overridden: bonds",
}


@pytest.mark.parametrize("operation", sorted(MEANING_ONLY))
def test_what_changes_the_meaning_alone_is_a_note_and_leaves_the_text(operation):
    result = varied(one(operation, term="Notes", meaning="bonds", section="1"))
    (resolution,), (note,) = result.resolutions, result.notes

    assert result.varied() == result.base()
    assert resolution.status is Status.MEANING_ONLY
    assert (note.kind, note.path, note.message) == (
        NoteKind.MEANING,
        "Section 1",
        MEANINGS[operation],
    )
    assert note.anchors == ("s1-p2",)


def test_what_is_not_resolved_changes_nothing_and_shows_its_words():
    unread = Instruction("g", "unresolved", Locator(), words="as agreed orally")
    (resolution,) = varied(unread).resolutions

    assert resolution.status is Status.UNRESOLVED
    assert resolution.message == "not resolved to an operation: as agreed orally"


#: An instruction that does not say enough, and its status.
INCOMPLETE = [
    (one("insert_words", new="x", section="3"), Status.AMBIGUOUS),
    (one("insert_words", new="x", section="2", subsection="b", clause="i",
         position=Position.BEFORE_FULL_STOP), Status.NOT_FOUND),
    (one("repeal_provision"), Status.AMBIGUOUS),
    (one("replace_provision", new="x", preamble=True), Status.AMBIGUOUS),
    (one("fill_blank", new="x", section="3"), Status.NOT_FOUND),
    (one("fill_blank", new="x", schedule="Annex I"), Status.AMBIGUOUS),
    (one("renumber", section="3"), Status.AMBIGUOUS),
    (one("renumber", new="(b)", section="2", paragraph=1), Status.NOT_FOUND),
    (one("move", section="3", sentence=1), Status.AMBIGUOUS),
    (one("move", section="2", subsection="b", target=Locator(section="2", subsection="b(i)",
         position=Position.AFTER)), Status.AMBIGUOUS),
    (one("split", section="3", paragraph=1), Status.AMBIGUOUS),
    (one("join", section="3", paragraph=1), Status.NOT_FOUND),
    (one("substitute_words", "notes", "bonds", section="2"), Status.AMBIGUOUS),
    (one("insert_provision", new="x", section="9", subsection="b"), Status.NOT_FOUND),
    (one("insert_provision", section="3"), Status.AMBIGUOUS),
    (one("unheard_of", section="3"), Status.UNRESOLVED),
    (one("global_rename", "Beta", "Zeta"), Status.NOT_FOUND),
    (one("disapply", section="9"), Status.NOT_FOUND),
]  # fmt: skip


@pytest.mark.parametrize(("instruction", "status"), INCOMPLETE)
def test_an_instruction_that_says_too_little_is_not_applied(instruction, status):
    result = varied(instruction)
    (resolution,) = result.resolutions

    assert changed(result) == []
    assert not resolution.is_applied
    assert resolution.message
    assert resolution.status is status

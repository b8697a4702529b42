"""The made-up deals of ``made_up_provisions``, their items read by hand as instructions.

The Basic Provisions there, in two editions, and the agreements that vary them were made up
for the tests. What the engine makes of them is compared with what a reader of the items
would do by hand, so nothing here comes from the reader of instructions.
"""

from pathlib import Path

from pipeline.amendments.base_text import BaseText, read_base_text
from pipeline.amendments.model import (
    Instruction,
    Locator,
    Neighbour,
    Position,
    Relation,
)

DATA = Path(__file__).parent / "made_up_provisions"
FIRST, SECOND = "specimen-1994-03-15", "specimen-2001-06-01"
TITLE = "Specimen Corporation — Debt Securities — Basic Provisions (made up)"
CHECK = "a certified or bank cashier's check in next day funds"
WHOLE = Locator(whole_document=True)


def base_text(document: str) -> BaseText:
    """Read one of the two editions."""
    markdown = (DATA / "base_documents" / document / "text.md").read_text("utf-8")
    return read_base_text(markdown)


def _substitute(item: str, old: str, new: str, **place: object) -> Instruction:
    return Instruction(item, "substitute_words", Locator(**place), old, new)  # type: ignore[arg-type]


def _file_number(item: str, new: str, old: str = "33-41234") -> list[Instruction]:
    quoted = "), including a prospectus"
    return [
        _substitute(f"{item}.1", old + quoted, new + quoted, section="2", subsection="a", line=1),
        Instruction(
            f"{item}.2",
            "deem_reference",
            WHOLE,
            term="Registration Statement",
            meaning="such registration statement on Form S-3",
        ),
    ]


def _check(item: str, new: str) -> Instruction:
    return _substitute(item, CHECK, f"wire transfer of {new} funds", section="3", paragraph=3,
                       line=1)  # fmt: skip


def _definitive(item: str) -> Instruction:
    return _substitute(item, "definitive", "global", section="3", paragraph=3, line=3)


def _telex(item: str, new: str) -> Instruction:
    return _substitute(item, "telex", new, section="9", paragraph=2)


def _address(item: str) -> Instruction:
    return _substitute(
        item,
        "2 Old Road, Springfield, Illinois 62702",
        "1 Example Street, Springfield, Illinois 62701",
        section="10",
        line=3,
    )


def _rename(item: str) -> Instruction:
    return Instruction(
        item,
        "global_rename",
        WHOLE,
        "Specimen Corporation",
        "Specimen Holdings Inc.",
        protected=(TITLE,),
    )


def _percent(item: str, new: str) -> Instruction:
    return _substitute(item, "ten percent", f"{new} percent", section="7", paragraph=1)


def _of_a_place(item: str, operation: str, **fields: object) -> Instruction:
    place = {name: fields.pop(name) for name in ("section", "subsection", "paragraph", "sentence",
             "schedule", "row") if name in fields}  # fmt: skip
    return Instruction(item, operation, Locator(**place), **fields)  # type: ignore[arg-type]


def _after(words: str, **place: object) -> Locator:
    return Locator(neighbour=Neighbour(Relation.AFTER, words), **place)  # type: ignore[arg-type]


_1999 = "immediately available (same day)"
_AVAILABLE = "immediately available"

#: Each deal's base document and instructions, in the order of its items.
DEALS: dict[str, tuple[str, list[Instruction]]] = {
    "specimen-1995-05-10": (
        FIRST,
        [*_file_number("a", "33-58001"), _check("b", "same day"), _definitive("c")],
    ),
    "specimen-1996-09-12": (
        FIRST,
        [
            *_file_number("a", "333-10442"),
            _check("b", "same day"),
            _definitive("c"),
            _of_a_place("d", "delete_words", section="4", subsection="b", sentence=2,
                        old="by mail or"),
            Instruction(
                "e",
                "insert_words",
                _after("what they have spent,", section="4", subsection="f", sentence=-1),
                new="and a reasonable part of what they have promised,",
            ),
            _telex("f", "facsimile"),
        ],
    ),
    "specimen-1997-03-04": (
        FIRST,
        [
            *_file_number("a", "333-19077"),
            _check("b", _AVAILABLE),
            _substitute("c", CHECK, f"wire transfer of {_AVAILABLE} funds", section="3",
                        paragraph=5, line=4),
            _of_a_place(
                "d",
                "insert_provision",
                section="5",
                subsection="g",
                new="The Representative has received an opinion of the Company's tax counsel, "
                "dated the Closing Date.",
            ),
            _of_a_place(
                "e",
                "replace_provision",
                section="6",
                subsection="d",
                sentence=-1,
                new="No Underwriter pays more than the discount that it received, less what it "
                "has already paid.",
            ),
            _telex("f", "facsimile"),
            _of_a_place(
                "g",
                "insert_provision",
                section="13",
                target=Locator(section="12", position=Position.AFTER),
                new="Tax Papers. Each Underwriter gives the Company the forms that the tax law "
                "asks for.",
            ),
            _of_a_place("h", "renumber", section="13", target=Locator(section="14")),
        ],
    ),
    "specimen-1998-06-17": (
        FIRST,
        [
            *_file_number("a", "333-49811"),
            Instruction(
                "b",
                "split",
                Locator(
                    section="3",
                    paragraph=1,
                    neighbour=Neighbour(Relation.BEFORE, "The Underwriters will offer"),
                ),
            ),
            _substitute("c", "seven", "five", section="3", paragraph=2, proviso=True),
            _check("d", _AVAILABLE),
            _definitive("e"),
            _of_a_place("f", "repeal_provision", section="5", subsection="e"),
            _of_a_place("g", "join", section="7", paragraph=1,
                        target=Locator(section="7", paragraph=2)),
            _telex("h", "facsimile transmission"),
        ],
    ),
    "specimen-1999-02-09": (
        FIRST,
        [
            _rename("a"),
            Instruction(
                "b",
                "redefine_term",
                WHOLE,
                term="Business Day",
                meaning="a day on which banks in New York City and London are open",
            ),
            *_file_number("c", "333-70025"),
            _check("d", _1999),
            _address("e"),
            _of_a_place(
                "f",
                "move",
                section="12",
                sentence=2,
                target=Locator(section="11", paragraph=2, position=Position.END),
            ),
        ],
    ),
    "specimen-1999-10-20": (
        FIRST,
        [
            _rename("a"),
            *_file_number("b", "333-70025"),
            _check("c", _1999),
            _of_a_place("d", "fill_blank", section="4", subsection="c", new="forty-five"),
            _of_a_place("e", "disapply", section="4", subsection="e", meaning="the Securities"),
            _percent("f", "fifteen"),
            _address("g"),
        ],
    ),
    "specimen-1999-10-20-b": (
        FIRST,
        [
            _rename("a"),
            *_file_number("b", "333-70025"),
            _check("c", _1999),
            _of_a_place("d", "fill_blank", section="4", subsection="c", new="sixty"),
            _of_a_place("e", "apply", section="4", subsection="e",
                        meaning="the guarantee of the Securities"),
            _percent("f", "twenty"),
            _address("g"),
        ],
    ),
    "specimen-2000-04-11": (
        FIRST,
        [
            _rename("a"),
            *_file_number("b", "333-70025"),
            _check("c", _AVAILABLE),
            _definitive("d"),
            _of_a_place("e", "supplement", section="5", subsection="c",
                        meaning="an opinion of Elm LLP on the law of Delaware"),
            _of_a_place("f", "override", section="9",
                        meaning="no end after 8:00 A.M. on the Closing Date"),
            _telex("g", "facsimile transmission"),
            _address("h"),
            _of_a_place("i", "fill_blank", schedule="Annex I", row=1, new="5,000,000"),
        ],
    ),
    "specimen-2001-01-23": (
        FIRST,
        [
            _rename("a"),
            *_file_number("b", "333-70025"),
            _check("c", _AVAILABLE),
            _definitive("d"),
            _telex("e", "facsimile transmission"),
            _address("f"),
            Instruction("g", "unresolved", Locator(), words="the provisions about delayed delivery "
                        "are adapted as the letter of today between the parties says"),
        ],
    ),
    "specimen-2002-03-05": (
        SECOND,
        [
            *_file_number("a", "333-75190", "333-60011"),
            _of_a_place("b", "repeal_provision", section="5", subsection="e"),
            Instruction("c", "insert_words", _after("New York", section="9", paragraph=1,
                        clause="ii"), new="or London"),
        ],
    ),
    "specimen-2003-08-14": (
        SECOND,
        [*_file_number("a", "333-104222", "333-60011"), _percent("b", "fifteen")],
    ),
}  # fmt: skip

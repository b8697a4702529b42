"""The items that vary the Basic Provisions, each with the operations that it orders."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.made_up_exhibits.paper import Paper
from tests.made_up_exhibits.plan import Deal
from tests.made_up_exhibits.printed import ORDINAL_WORDS
from tests.made_up_exhibits.truth import Value


@dataclass(frozen=True)
class Operation:
    """One operation: its fields as the record has them, and which of them may stay blank."""

    fields: tuple[tuple[str, Value], ...]
    also_right: tuple[tuple[str, tuple[Value, ...]], ...] = ()
    optional: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """An item's words, without its letter and its last stop, and its operations."""

    text: str
    operations: tuple[Operation, ...]
    file_number: str = ""
    form: str = ""


def _nth(number: int) -> str:
    return ORDINAL_WORDS[number]


def _swap(section: str, old: str, new: str, **place: str) -> Operation:
    """Return a substitution at a section such as ``6(a)``."""
    return Operation((("operation", "substitute_words"), *_place(section, **place),
                      ("old_text", old), ("new_text", new)))  # fmt: skip


def _place(section: str, **place: str) -> tuple[tuple[str, Value], ...]:
    number, _, letter = section.partition("(")
    found = [("place.section", number)]
    if letter:
        found.append(("place.subsection", letter.rstrip(")")))
    return (*found, *((f"place.{name}", value) for name, value in place.items()))


_RENAMES = (
    "all references to {old} shall refer to {new}",
    "each reference in the Basic Provisions to {old} is changed to a reference to {new}",
    "wherever the name {old} appears in the Basic Provisions, {new} is to be read in its place",
    "the name “{old}” is replaced throughout by “{new}”",
)


def _rename(paper: Paper, deal: Deal) -> Item:
    old = "Dummy Paper Corporation"
    text = paper.deck.one("renaming", _RENAMES).format(old=old, new=deal.issuer.name)
    fields = (("operation", "global_rename"), ("scope", "whole_document"), ("old_text", old),
              ("new_text", deal.issuer.name))  # fmt: skip
    return Item(text, (Operation(fields, optional=("scope",)),))


_SWAPS = (
    "in the {line} line of Section {s}, delete “{old}” and insert in lieu thereof “{new}”",
    "Section {s} is amended by striking “{old}” from its {line} line and substituting “{new}”",
    "in the {line} line of Section {s}, replace the phrase “{old}” with “{new}”",
    "for the words “{old}” in the {line} line of Section {s} there shall be read “{new}”",
    (
        "the words “{old}” in Section {s}, {line} line, are deleted and “{new}” is inserted in "
        "their place"
    ),
)
_OPERANDS = (
    ("payable in next day funds by certified check", "by wire transfer of same day funds"),
    ("definitive", "global"),
    ("such registration statement, or in any part of it (as amended", "the Registration Statement"),
    ("telex or telegraph", "electronic mail or facsimile transmission"),
    ("seven full business days", "five business days"),
    ("1 Old Road, Springfield, Illinois 62702", "1 Example Street, Springfield, Illinois 62701"),
)


def _substitution(paper: Paper, _deal: Deal) -> Item:
    old, new = paper.deck.one("words exchanged", _OPERANDS)
    line = paper.deck.random.randint(2, 16)
    section = paper.deck.one("section of the words", ("6(a)", "6(b)", "10", "2(a)", "9"))
    text = paper.deck.one("exchange of words", _SWAPS).format(
        line=_nth(line), s=section, old=old, new=new
    )
    return Item(text, (_swap(section, old, new, line=str(line)),))


_PARAGRAPH_SWAPS = (
    (
        "in the {line} line of the {par} paragraph of Section 3, delete the phrase “{old}” and "
        "insert in lieu thereof “{new}”"
    ),
    "in the {par} paragraph of Section 3, in the {line} line, “{new}” is substituted for “{old}”",
    "the {par} paragraph of Section 3 shall read, in its {line} line, “{new}” instead of “{old}”",
    (
        "delete the words “{old}” in the {line} line of the {par} paragraph of Section 3 and "
        "replace them with “{new}”"
    ),
)


def _in_paragraph(paper: Paper, _deal: Deal) -> Item:
    old, new = paper.deck.one("words exchanged", _OPERANDS)
    line, paragraph = paper.deck.random.randint(1, 15), paper.deck.random.randint(2, 6)
    text = paper.deck.one("exchange in a paragraph", _PARAGRAPH_SWAPS).format(
        line=_nth(line), par=_nth(paragraph), old=old, new=new
    )
    return Item(text, (_swap("3", old, new, paragraph=str(paragraph), line=str(line)),))


_REGISTRATIONS = (
    (
        "in the second line of Section 2(a), delete “33-{old}), including a prospectus” and "
        "insert in lieu thereof “333-{new}), including a prospectus” and any reference in the "
        "Basic Provisions to the “Registration Statement” shall be deemed to be a reference to "
        "{meaning}"
    ),
    (
        "Section 2(a) is amended by striking “33-{old}), including a prospectus” from its second "
        "line and substituting “333-{new}), including a prospectus”, and every reference to the "
        "“Registration Statement” is deemed to be a reference to {meaning}"
    ),
)


def _registration(paper: Paper, _deal: Deal) -> Item:
    old, new = (str(paper.deck.random.randint(10_000, 99_999)) for _ in range(2))
    meaning = "such registration statement on Form S-3"
    text = paper.deck.one("new registration statement", _REGISTRATIONS).format(
        old=old, new=new, meaning=meaning
    )
    quoted = "), including a prospectus"
    swap = _swap("2(a)", f"33-{old}{quoted}", f"333-{new}{quoted}", line="2")
    deemed = Operation(
        (("operation", "deem_reference"), ("scope", "whole_document"),
         ("term", "Registration Statement"), ("meaning", meaning)),
        optional=("scope",),
    )  # fmt: skip
    return Item(text, (swap, deemed), f"333-{new}", "S-3")


_DELETIONS = (
    "in the second sentence of Section 4(b), the words “{old}” are deleted",
    "strike the words “{old}” in the second sentence of Section 4(b)",
    "delete “{old}” from the second sentence of Section 4(b)",
    "the words “{old}” are omitted from the second sentence of Section 4(b)",
)


def _deletion(paper: Paper, _deal: Deal) -> Item:
    old = paper.deck.one("words deleted", ("by mail or", "(other than Saturdays)", "promptly"))
    text = paper.deck.one("deletion", _DELETIONS).format(old=old)
    fields = (("operation", "delete_words"), *_place("4(b)", sentence="2"), ("old_text", old))
    return Item(text, (Operation(fields, (("place.sentence", ("second",)),)),))


_INSERTIONS = (
    "in the first line of Section 1, insert “{new}” after the words “{anchor}”",
    "after “{anchor}” in the first line of Section 1, the words “{new}” are inserted",
    "the words “{new}” are added immediately following “{anchor}” in the first line of Section 1",
    "in the first line of Section 1, before “{anchor}”, insert the words “{new}”",
)


def _insertion(paper: Paper, _deal: Deal) -> Item:
    new = paper.deck.one("words inserted", ("and its subsidiaries", "or any successor to it,"))
    text = paper.deck.one("insertion", _INSERTIONS).format(new=new, anchor="the Company")
    fields = (("operation", "insert_words"), *_place("1", line="1"), ("new_text", new))
    return Item(text, (Operation(fields),))


_SENTENCE = "No Underwriter pays more than the discount that it received."
_REPLACEMENTS = (
    "the last sentence of Section 6(d) is deleted and replaced by the following: “{new}”",
    "the last sentence of Section 6(d) shall read in its entirety as follows: “{new}”",
    "in place of the last sentence of Section 6(d), read: “{new}”",
)


def _replacement(paper: Paper, _deal: Deal) -> Item:
    text = paper.deck.one("new sentence", _REPLACEMENTS).format(new=_SENTENCE)
    fields = (("operation", "replace_provision"), *_place("6(d)", sentence="last"),
              ("new_text", _SENTENCE))  # fmt: skip
    return Item(text, (Operation(fields, (("place.sentence", ("-1",)),)),))


_APPENDED = (
    "add at the end of Section 5(f) the following sentence: “{new}”",
    "the following sentence is added to Section 5(f) at its end: “{new}”",
    "Section 5(f) is supplemented by the following new last sentence: “{new}”",
)


def _appended(paper: Paper, _deal: Deal) -> Item:
    text = paper.deck.one("sentence added", _APPENDED).format(new=_SENTENCE)
    fields = (("operation", "insert_words"), *_place("5(f)"), ("new_text", _SENTENCE))
    return Item(text, (Operation(fields, (("operation", ("insert_provision",)),)),))


_REPEALS = (
    "Section 5(e) is deleted",
    "Section 5(e) is deleted in its entirety",
    "delete Section 5(e)",
    "strike the whole of Section 5(e)",
)


def _repeal(paper: Paper, _deal: Deal) -> Item:
    fields = (("operation", "repeal_provision"), *_place("5(e)"))
    return Item(paper.deck.one("repeal", _REPEALS), (Operation(fields),))


_DISAPPLIED = (
    "Section 4(e) shall not apply to the {term}",
    "Section 4(e) does not apply with respect to the {term}",
    "the {term} are not subject to Section 4(e)",
)


def _disapplied(paper: Paper, deal: Deal) -> Item:
    text = paper.deck.one("provision not applied", _DISAPPLIED).format(term=deal.term)
    fields = (("operation", "disapply"), *_place("4(e)"), ("meaning", f"the {deal.term}"))
    also = (("meaning", (deal.term,)),)
    return Item(text, (Operation(fields, also, optional=("meaning",)),))


_DEFINITIONS = (
    "the term “Business Day” means {meaning}",
    "“Business Day” shall mean {meaning}",
    "for the purposes of this agreement, the term “Business Day” is defined as {meaning}",
)


def _definition(paper: Paper, _deal: Deal) -> Item:
    meaning = "a day on which banks in New York City and London are open"
    text = paper.deck.one("definition", _DEFINITIONS).format(meaning=meaning)
    fields = (("operation", "redefine_term"), ("scope", "whole_document"),
              ("term", "Business Day"), ("meaning", meaning))  # fmt: skip
    return Item(text, (Operation(fields, optional=("scope",)),))


def _two_changes(paper: Paper, _deal: Deal) -> Item:
    """Return an item that deletes in one place and exchanges in another."""
    old = paper.deck.one("words deleted", ("by mail or", "(other than Saturdays)", "promptly"))
    text = paper.deck.one(
        "two changes",
        (("in the third line of Section 7, delete “{old}” and, in the fifth line of Section 8, "
         "delete “definitive” and insert in lieu thereof “global”"),
         ("the words “{old}” are deleted from the third line of Section 7, and “global” is "
         "substituted for “definitive” in the fifth line of Section 8")),
    ).format(old=old)  # fmt: skip
    deleted = (("operation", "delete_words"), *_place("7", line="3"), ("old_text", old))
    return Item(text, (Operation(deleted), _swap("8", "definitive", "global", line="5")))


def _vague(paper: Paper, _deal: Deal) -> Item:
    text = paper.deck.one(
        "item without an operation",
        ("the provisions on notices are adapted as the parties have agreed by separate letter",
         "such further changes are made as the circumstances of this offering require"),
    )  # fmt: skip
    return Item(text, (Operation((("operation", "unresolved"),), optional=("operation",)),))


MAKERS: dict[str, Callable[[Paper, Deal], Item]] = {
    "rename": _rename,
    "exchange": _substitution,
    "exchange in a paragraph": _in_paragraph,
    "exchange again": _substitution,
    "registration": _registration,
    "deletion": _deletion,
    "insertion": _insertion,
    "exchange in a paragraph again": _in_paragraph,
    "new sentence": _replacement,
    "sentence added": _appended,
    "repeal": _repeal,
    "disapplied": _disapplied,
    "definition": _definition,
    "two changes": _two_changes,
    "vague": _vague,
}

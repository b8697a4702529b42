"""Items that change words within a provision, and names throughout the document."""

from tests.made_up_exhibits.item import Item, Operation, nth, place, swap
from tests.made_up_exhibits.paper import Paper
from tests.made_up_exhibits.plan import Deal

_RENAMES = (
    "all references to {old} shall refer to {new}",
    "each reference in the Basic Provisions to {old} is changed to a reference to {new}",
    "wherever the name {old} appears in the Basic Provisions, {new} is to be read in its place",
    "the name “{old}” is replaced throughout by “{new}”",
)


def rename(paper: Paper, deal: Deal) -> Item:
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


def substitution(paper: Paper, _deal: Deal) -> Item:
    old, new = paper.deck.one("words exchanged", _OPERANDS)
    line = paper.deck.random.randint(2, 16)
    section = paper.deck.one("section of the words", ("6(a)", "6(b)", "10", "2(a)", "9"))
    text = paper.deck.one("exchange of words", _SWAPS).format(
        line=nth(line), s=section, old=old, new=new
    )
    return Item(text, (swap(section, old, new, line=str(line)),))


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


def in_paragraph(paper: Paper, _deal: Deal) -> Item:
    old, new = paper.deck.one("words exchanged", _OPERANDS)
    line, paragraph = paper.deck.random.randint(1, 15), paper.deck.random.randint(2, 6)
    text = paper.deck.one("exchange in a paragraph", _PARAGRAPH_SWAPS).format(
        line=nth(line), par=nth(paragraph), old=old, new=new
    )
    return Item(text, (swap("3", old, new, paragraph=str(paragraph), line=str(line)),))


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


def registration(paper: Paper, _deal: Deal) -> Item:
    old, new = (str(paper.deck.random.randint(10_000, 99_999)) for _ in range(2))
    meaning = "such registration statement on Form S-3"
    text = paper.deck.one("new registration statement", _REGISTRATIONS).format(
        old=old, new=new, meaning=meaning
    )
    quoted = "), including a prospectus"
    swapped = swap("2(a)", f"33-{old}{quoted}", f"333-{new}{quoted}", line="2")
    deemed = Operation(
        (("operation", "deem_reference"), ("scope", "whole_document"),
         ("term", "Registration Statement"), ("meaning", meaning)),
        optional=("scope",),
    )  # fmt: skip
    return Item(text, (swapped, deemed), f"333-{new}", "S-3")


_DELETIONS = (
    "in the second sentence of Section 4(b), the words “{old}” are deleted",
    "strike the words “{old}” in the second sentence of Section 4(b)",
    "delete “{old}” from the second sentence of Section 4(b)",
    "the words “{old}” are omitted from the second sentence of Section 4(b)",
)


def deletion(paper: Paper, _deal: Deal) -> Item:
    old = paper.deck.one("words deleted", ("by mail or", "(other than Saturdays)", "promptly"))
    text = paper.deck.one("deletion", _DELETIONS).format(old=old)
    fields = (("operation", "delete_words"), *place("4(b)", sentence="2"), ("old_text", old))
    return Item(text, (Operation(fields, (("place.sentence", ("second",)),)),))


_INSERTIONS = (
    "in the first line of Section 1, insert “{new}” after the words “{anchor}”",
    "after “{anchor}” in the first line of Section 1, the words “{new}” are inserted",
    "the words “{new}” are added immediately following “{anchor}” in the first line of Section 1",
    "in the first line of Section 1, before “{anchor}”, insert the words “{new}”",
)


def insertion(paper: Paper, _deal: Deal) -> Item:
    new = paper.deck.one("words inserted", ("and its subsidiaries", "or any successor to it,"))
    text = paper.deck.one("insertion", _INSERTIONS).format(new=new, anchor="the Company")
    fields = (("operation", "insert_words"), *place("1", line="1"), ("new_text", new))
    return Item(text, (Operation(fields),))

"""The items that vary the Basic Provisions: all kinds, and those about whole provisions."""

from collections.abc import Callable

from tests.made_up_exhibits import items_of_words as words
from tests.made_up_exhibits.item import Item, Operation, place, swap
from tests.made_up_exhibits.paper import Paper
from tests.made_up_exhibits.plan import Deal

_SENTENCE = "No Underwriter pays more than the discount that it received."
_REPLACEMENTS = (
    "the last sentence of Section 6(d) is deleted and replaced by the following: “{new}”",
    "the last sentence of Section 6(d) shall read in its entirety as follows: “{new}”",
    "in place of the last sentence of Section 6(d), read: “{new}”",
)


def _replacement(paper: Paper, _deal: Deal) -> Item:
    text = paper.deck.one("new sentence", _REPLACEMENTS).format(new=_SENTENCE)
    fields = (("operation", "replace_provision"), *place("6(d)", sentence="last"),
              ("new_text", _SENTENCE))  # fmt: skip
    return Item(text, (Operation(fields, (("place.sentence", ("-1",)),)),))


_APPENDED = (
    "add at the end of Section 5(f) the following sentence: “{new}”",
    "the following sentence is added to Section 5(f) at its end: “{new}”",
    "Section 5(f) is supplemented by the following new last sentence: “{new}”",
)


def _appended(paper: Paper, _deal: Deal) -> Item:
    text = paper.deck.one("sentence added", _APPENDED).format(new=_SENTENCE)
    fields = (("operation", "insert_words"), *place("5(f)"), ("new_text", _SENTENCE))
    return Item(text, (Operation(fields, (("operation", ("insert_provision",)),)),))


_REPEALS = (
    "Section 5(e) is deleted",
    "Section 5(e) is deleted in its entirety",
    "delete Section 5(e)",
    "strike the whole of Section 5(e)",
)


def _repeal(paper: Paper, _deal: Deal) -> Item:
    fields = (("operation", "repeal_provision"), *place("5(e)"))
    return Item(paper.deck.one("repeal", _REPEALS), (Operation(fields),))


_DISAPPLIED = (
    "Section 4(e) shall not apply to the {term}",
    "Section 4(e) does not apply with respect to the {term}",
    "the {term} are not subject to Section 4(e)",
)


def _disapplied(paper: Paper, deal: Deal) -> Item:
    text = paper.deck.one("provision not applied", _DISAPPLIED).format(term=deal.term)
    fields = (("operation", "disapply"), *place("4(e)"), ("meaning", f"the {deal.term}"))
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
    deleted = (("operation", "delete_words"), *place("7", line="3"), ("old_text", old))
    return Item(text, (Operation(deleted), swap("8", "definitive", "global", line="5")))


def _vague(paper: Paper, _deal: Deal) -> Item:
    text = paper.deck.one(
        "item without an operation",
        ("the provisions on notices are adapted as the parties have agreed by separate letter",
         "such further changes are made as the circumstances of this offering require"),
    )  # fmt: skip
    return Item(text, (Operation((("operation", "unresolved"),), optional=("operation",)),))


MAKERS: dict[str, Callable[[Paper, Deal], Item]] = {
    "rename": words.rename,
    "exchange": words.substitution,
    "exchange in a paragraph": words.in_paragraph,
    "exchange again": words.substitution,
    "registration": words.registration,
    "deletion": words.deletion,
    "insertion": words.insertion,
    "exchange in a paragraph again": words.in_paragraph,
    "new sentence": _replacement,
    "sentence added": _appended,
    "repeal": _repeal,
    "disapplied": _disapplied,
    "definition": _definition,
    "two changes": _two_changes,
    "vague": _vague,
}

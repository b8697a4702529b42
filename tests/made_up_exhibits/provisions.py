"""The Basic Provisions taken in by reference, in four ways, and the list that varies them."""

from dataclasses import dataclass

from tests.made_up_exhibits.item import Item
from tests.made_up_exhibits.items import MAKERS
from tests.made_up_exhibits.paper import PageBreak, Paper, Paragraph, Slot, bounds, slot
from tests.made_up_exhibits.plan import Deal
from tests.made_up_exhibits.truth import Fact


@dataclass(frozen=True)
class BaseDocument:
    """A base document as papers cite it; ``held`` is its id, "" where the archive has none."""

    title: str
    dated: str
    value: str
    held: str = ""


DOCUMENTS = {
    "held": BaseDocument(
        "Specimen Holdings Corporation -- Debt Securities -- Underwriting Agreement -- Basic "
        "Provisions", "January 15, 1993", "1993-01-15", "specimen-holdings-1993-01-15"),
    "held too": BaseDocument(
        "Made-up Industries, Inc. - Debt Securities - Underwriting Agreement Basic Provisions",
        "December 1, 1997", "1997-12-01", "made-up-industries-1997-12-01"),
    "month only": BaseDocument(
        "Mock-up Credit Corp. Standard Underwriting Provisions", "March 1995", "1995-03"),
    "blank day": BaseDocument(
        "Preferred and Debt Securities, Underwriting Agreement, Basic Provisions",
        "May __, 1996", "1996-05"),
    "not held": BaseDocument("Underwriting Agreement Basic Provisions", "April 4, 1994",
                             "1994-04-04"),
}  # fmt: skip
HELD = frozenset(document.held for document in DOCUMENTS.values() if document.held)

_LETTERED = (
    (
        "All the provisions contained in the document entitled “{title}” and dated {date} (the "
        "“Basic Provisions”), of which you have a copy, are, except as indicated below, "
        "incorporated herein by reference in their entirety as if they had been set forth in full "
        "in this agreement."
    ),
    (
        "Except as varied by the lettered paragraphs below, the document called “{title}”, dated "
        "{date} (the “Basic Provisions”), is incorporated by reference in this agreement."
    ),
    (
        "This agreement incorporates by reference, except as modified below, all provisions of "
        "“{title}” dated {date} (the “Basic Provisions”)."
    ),
    (
        "The “{title}” dated {date} (the “Basic Provisions”) shall form part of this agreement as "
        "if written out here, except as indicated in the list that follows."
    ),
)
_ENTIRE = (
    (
        "All the provisions contained in the document entitled “{title}” and dated {date} (the "
        "“Basic Provisions”), which has been filed, are incorporated herein by reference in their "
        "entirety."
    ),
    (
        "The document “{title}”, dated {date} (the “Basic Provisions”), is incorporated by "
        "reference in this agreement in its entirety and without exception."
    ),
    (
        "This agreement takes in, in their entirety and by reference, all provisions of “{title}” "
        "dated {date} (the “Basic Provisions”)."
    ),
    (
        "All of the provisions of “{title}”, dated {date} (the “Basic Provisions”), are a part of "
        "this agreement to the same extent as if they stood here in full."
    ),
)
_BULLETS = (
    (
        "All the provisions contained in the document entitled “{title}” and dated {date} (the "
        "“Basic Provisions”) are incorporated herein by reference in their entirety, except for:"
    ),
    (
        "The “{title}” dated {date} (the “Basic Provisions”) is incorporated by reference as a "
        "whole, except for the following changes:"
    ),
)
_SCHEDULE = (
    (
        "Except as otherwise provided in Schedule II hereto, all provisions of “{title}”, dated "
        "{date} (the “Basic Provisions”), are incorporated by reference in this agreement."
    ),
    (
        "The “{title}” dated {date} (the “Basic Provisions”) is incorporated herein by reference, "
        "subject to and except as otherwise provided in Schedule II."
    ),
)
_REGIMES = {
    "lettered": (_LETTERED, "except_as_indicated"),
    "entire": (_ENTIRE, "in_entirety"),
    "lettered too": (_LETTERED, "except_as_indicated"),
    "bullets": (_BULLETS, "except_as_indicated"),
    "schedule": (_SCHEDULE, "except_in_schedule"),
}
_DEFINED = (
    "Terms defined in the Basic Provisions are used herein as therein defined.",
    "Capitalized words that are not defined here have the meanings given in the Basic Provisions.",
    "",
)
_HEADINGS = (
    "Basic Provisions varied with respect to this Terms Agreement:",
    "The Basic Provisions are changed as follows:",
    "Variations of the Basic Provisions",
    "For the purposes of this agreement, the Basic Provisions are modified as follows:",
)
_BULLET_SIGNS = ("•", "*", "-", "o")


def write_provisions(paper: Paper, deal: Deal) -> list[Item]:
    """Write the clause and the list; return the items that a schedule at the end must hold."""
    regime = paper.deck.label("regime", tuple(_REGIMES))
    wordings, code = _REGIMES[regime]
    document = paper.deck.draw("base document", DOCUMENTS)
    text = paper.fill(
        "provisions",
        paper.deck.one(f"incorporation {regime.split()[0]}", wordings),
        title=slot(document.title, "incorporation.title"),
        date=Slot(document.dated, (("incorporation.date", document.value),)),
    )
    paper.state("provisions", "incorporation.regime", code)
    paper.state("provisions", "incorporation.text", text, text, required=False)
    if document.held:
        paper.state("provisions", "incorporation.base_document", document.held, document.title)
    else:
        paper.facts.append(Fact("incorporation.base_document", "", "", "provisions",
                                required=False, not_one_of=HELD))  # fmt: skip
    defined = "" if regime == "bullets" else paper.deck.one("defined terms", _DEFINED)
    if defined:
        paper.state("provisions", "incorporation.definitions", defined, defined)
    paper.blocks.append(Paragraph(f"{text} {defined}".strip(), "provisions"))
    if regime == "entire":
        return []
    items = _items(paper, deal)
    if regime == "schedule":
        return items
    if regime == "bullets":
        _write_items(paper, items, [paper.deck.one("bullet", _BULLET_SIGNS)] * len(items))
        return []
    heading = paper.deck.one("heading of the items", _HEADINGS)
    paper.say("provisions", "{heading}", heading=slot(heading, "incorporation.heading",
              also_right=(heading.rstrip(":"),), required=False))  # fmt: skip
    _write_items(paper, items, _letters(paper, len(items)))
    return []


def write_schedule(paper: Paper, items: list[Item]) -> None:
    """Write the numbered list of a schedule at the end of the paper."""
    if not items:
        return
    paper.blocks.append(PageBreak())
    paper.line("SCHEDULE II", "provisions", "center")
    heading = "Modification of Basic Provisions"
    paper.line(heading, "provisions", "center")
    paper.state("provisions", "incorporation.heading", heading, heading, required=False)
    _write_items(paper, items, [f"{n}." for n in range(1, len(items) + 1)])


def _items(paper: Paper, deal: Deal) -> list[Item]:
    count = paper.deck.draw("number of items", {"one": 1, "three": 3, "five": 5, "eight": 8})
    kinds: list[str] = []
    while len(kinds) < count:
        left = [kind for kind in MAKERS if kind not in kinds]
        kinds.append(paper.deck.label("kind of item", tuple(MAKERS), left))
    return [MAKERS[kind](paper, deal) for kind in kinds]


def _letters(paper: Paper, count: int) -> list[str]:
    style = paper.deck.one("letters of the items", ("({})", "({})", "{}.", "{})"))
    letters = [chr(ord("a") + n) for n in range(count)]
    if count > 3 and paper.deck.label("letters", ("right", "one twice")) == "one twice":
        letters = [*letters[:3], *letters[2:-1]]
    return [style.format(letter) for letter in letters]


def _write_items(paper: Paper, items: list[Item], labels: list[str]) -> None:
    for number, (item, label) in enumerate(zip(items, labels, strict=True)):
        last = number == len(items) - 1
        end = paper.deck.one("end of the items", (".", "")) if last else (
            "; and" if number == len(items) - 2 else ";"
        )  # fmt: skip
        text = item.text + (end if not (end == "." and item.text.endswith((".", ".”"))) else "")
        paper.blocks.append(Paragraph(text, "provisions", label))
        path = f"amendments[{number}]"
        bare = label.strip("().")
        if bare.isalnum() and bare != "o":
            paper.state("provisions", f"{path}.item", bare, label)
        else:
            paper.facts.append(Fact(f"{path}.item", "", "", "provisions", required=False,
                                    not_one_of=frozenset({""})))  # fmt: skip
        paper.state("provisions", f"{path}.text", text, item.text,
                    also_right=(item.text, *bounds(text)))  # fmt: skip
        _state_operations(paper, path, item)
        if item.file_number:
            paper.state("provisions", "registration.file_number", item.file_number,
                        item.file_number)  # fmt: skip
            paper.state("provisions", "registration.form", item.form, item.form)


def _state_operations(paper: Paper, path: str, item: Item) -> None:
    for number, operation in enumerate(item.operations):
        also = dict(operation.also_right)
        for field, value in operation.fields:
            shown = field in ("old_text", "new_text", "term", "meaning")
            paper.state(
                "provisions",
                f"{path}.operations[{number}].{field}",
                value,
                str(value) if shown else "",
                also_right=also.get(field, ()),
                required=field not in operation.optional,
            )

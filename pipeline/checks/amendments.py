"""Rules about the list of variations: its letters, its quotations and its end."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks.known import broken
from pipeline.checks.operations import items
from pipeline.checks.rules import Fault, rule
from pipeline.checks.texts import ending, one_line, printed, unquoted
from pipeline.findings import Severity
from pipeline.records.amendment import Operation
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Blank
from pipeline.records.deal import Deal
from pipeline.records.yamltext import Location

_ROMAN = {"i": 1, "v": 5, "x": 10}
#: The operands without which an operation says nothing.
_OPERANDS = {
    "substitute_words": ("old_text", "new_text"),
    "delete_words": ("old_text",),
    "insert_words": ("new_text",),
    "insert_provision": ("new_text",),
    "replace_provision": ("new_text",),
    "global_rename": ("old_text", "new_text"),
    "deem_reference": ("term", "meaning"),
    "redefine_term": ("term", "meaning"),
}


def _ranks(labels: list[str]) -> list[int] | None:
    """Return each label's place in its kind of numbering; None where it has none."""
    bare = [label.strip("(). ").lower() for label in labels]
    if all(re.fullmatch(r"[0-9]{1,3}", label) for label in bare):
        return [int(label) for label in bare]
    if bare[:1] == ["i"] and all(re.fullmatch(r"[ivx]+", label) for label in bare):
        return [_roman(label) for label in bare]
    # After (z) come (aa), (bb) or (aa), (ab): the count of letters says which round it is.
    if all(re.fullmatch(r"([a-z])\1{0,2}", label) for label in bare):
        return [ord(label[0]) - ord("a") + 1 + 26 * (len(label) - 1) for label in bare]
    return None


def _roman(label: str) -> int:
    values = [_ROMAN[sign] for sign in label]
    return sum(
        -value if value < after else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )


@rule(
    "AMD01",
    Severity.ERROR,
    "The items of the list of variations run on without a gap or a repeat.",
    "A letter left out is an item lost, a letter twice two items that cannot be cited.",
)
def _letters_run_on(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    listed = items(record.deal)
    labels = [item.item for item in listed]
    ranks = _ranks(labels)
    if not ranks:
        return
    whole = record.deal.seen.extent == "whole"
    if whole and ranks[0] != 1:
        yield broken(
            ("amendments", 0, "item"),
            f"the list begins with ({labels[0]}); add the items before it, or correct the letter",
            listed[0].text,
        )
    for number, (before, rank) in enumerate(pairwise(ranks), 1):
        # Of a paper seen in part, items between two may be unseen, but none stands twice.
        if rank <= before or (whole and rank != before + 1):
            yield broken(
                ("amendments", number, "item"),
                f"({labels[number]}) follows ({labels[number - 1]}); add the item between them, "
                "or correct the letter",
                listed[number].text,
            )


def _lettered_lists(deal: Deal) -> Iterator[tuple[str, Location, list[str]]]:
    yield "the variations", ("amendments",), [item.item for item in items(deal)]
    if not isinstance(deal.listing, Blank):
        triggers = [trigger.item for trigger in deal.listing.triggers]
        yield "the listing covenant", ("listing", "triggers"), triggers
    if not isinstance(deal.selling_restrictions, Blank):
        restrictions = deal.selling_restrictions.restrictions
        letters = dict.fromkeys(one.item for one in restrictions if one.item)
        location = ("selling_restrictions", "restrictions")
        yield "the selling restrictions", location, list(letters)


@rule(
    "AMD02",
    Severity.WARNING,
    "A letter names one paragraph; where several lists use it, the list is named with it.",
    'Cited as "(a)" alone, two paragraphs of one agreement cannot be told apart.',
)
def _letters_of_several_lists(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    lists = list(_lettered_lists(record.deal))
    users: dict[str, list[str]] = {}
    for name, _, letters in lists:
        for letter in letters:
            users.setdefault(letter, []).append(name)
    shared: dict[tuple[str, ...], list[str]] = {}
    for letter, names in users.items():
        if len(set(names)) > 1:
            shared.setdefault(tuple(dict.fromkeys(names)), []).append(f"({letter})")
    if shared:
        said = "; ".join(
            f"{', '.join(letters)} in {len(names)} lists: {', '.join(names)}"
            for names, letters in shared.items()
        )
        first = next(location for name, location, _ in lists if name in next(iter(shared)))
        yield Fault(first, f"letters are used by several lists ({said}); cite them with their list")


@rule(
    "AMD04",
    Severity.ERROR,
    "In each item quotation marks come in pairs, every deletion has the words deleted, every "
    "insertion the words inserted, and these words stand in the item.",
    "An operand cut short deletes or inserts the wrong words.",
)
def _operands_complete(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for number, item in enumerate(items(record.deal)):
        text = printed(item.text)
        if text is None:
            continue
        if text.count('"') % 2 or text.count("“") != text.count("”"):
            yield broken(
                ("amendments", number, "text"),
                f'({item.item}) has {text.count(chr(34))} marks ", {text.count("“")} “ and '
                f"{text.count('”')} ”; a quotation is not closed: compare it with the paper",
                item.text,
            )
        for place, operation in enumerate(item.operations):
            location = ("amendments", number, "operations", place)
            yield from _operand_faults(location, operation, text)


def _operand_faults(location: Location, operation: Operation, text: str) -> Iterator[Fault]:
    needed = _OPERANDS.get(operation.kind, ())
    for name in ("old_text", "new_text", "term", "meaning"):
        words: str | None = getattr(operation, name)
        if words is None and name in needed:
            yield Fault(
                (*location, name),
                f"is left out, but {operation.kind} needs it; add the words that the item quotes",
            )
        elif words is not None and one_line(words) not in text:
            yield Fault(
                (*location, name),
                f"{one_line(words)!r} does not stand in the item, which says {text!r}; make it "
                "the words that the item quotes",
            )


@rule(
    "AMD05",
    Severity.WARNING,
    "Brackets are closed outside the quoted operands; inside them they need not be, because an "
    "operand may begin within a bracket.",
    "An open bracket outside a quotation is a misprint, or a line lost.",
)
def _brackets_closed(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for number, item in enumerate(items(record.deal)):
        text = printed(item.text)
        if text is None or text.count('"') % 2 or text.count("“") != text.count("”"):
            continue
        outside = unquoted(text)
        for opening, closing in ("()", "[]"):
            if outside.count(opening) != outside.count(closing):
                yield Fault(
                    ("amendments", number, "text"),
                    f"({item.item}) has {outside.count(opening)} {opening!r} and "
                    f"{outside.count(closing)} {closing!r} outside its quotations; compare it "
                    "with the paper",
                )


@rule(
    "AMD14",
    Severity.INFO,
    'Each item of the list ends with a semicolon, the last but one with "; and", the last with a '
    "full stop.",
    "An end that breaks the pattern may be an item or a line that is missing.",
)
def _list_ends(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    listed = items(record.deal)
    if record.deal.seen.extent != "whole":
        return
    for number, item in enumerate(listed):
        end = ending(record, item.text)
        if end is None:
            continue
        left = len(listed) - 1 - number
        wanted = (r"\.[\"”]?$", r"[;,] (?:and|or)$", r"[;,](?: and| or)?$")[min(left, 2)]
        if not re.search(wanted, end):
            name = ("a full stop", '"; and"', "a semicolon")[min(left, 2)]
            yield Fault(
                ("amendments", number, "text"),
                f"({item.item}) ends with {_tail(end)!r}, not with {name}; compare it with the "
                "paper and leave the words as printed",
            )


def _tail(words: str) -> str:
    """Return the last three words."""
    return " ".join(words.split()[-3:])

"""A deal's changes as a table, in figures, and what the text itself does not show of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.amendments.model import Each, Instruction, NoteKind, Resolution, Status
from pipeline.amendments.of_deal import Worked
from pipeline.amendments.variation import place_key
from pipeline.pages import format as fmt
from pipeline.pages.html import Markup, anchor, escape, link
from pipeline.records.amendment import Operation, Place
from pipeline.records.codes import MEANING_ONLY, OPERATION_KINDS

#: Shorter than the meanings of the codes, for figures: singular and plural.
_COUNTED = {
    "substitute_words": ("substitution", ""),
    "delete_words": ("deletion", ""),
    "insert_words": ("insertion", ""),
    "replace_provision": ("provision replaced", "provisions replaced"),
    "insert_provision": ("provision added", "provisions added"),
    "repeal_provision": ("provision removed", "provisions removed"),
    "renumber": ("renumbering", ""),
    "split": ("provision split", "provisions split"),
    "join": ("join", ""),
    "move": ("move", ""),
    "global_rename": ("rename throughout", "renames throughout"),
    "deem_reference": ("deemed reference", ""),
    "redefine_term": ("term defined anew", "terms defined anew"),
    "disapply": ("provision disapplied", "provisions disapplied"),
    "apply": ("provision made to apply", "provisions made to apply"),
    "supplement": ("requirement added", "requirements added"),
    "override": ("provision overridden", "provisions overridden"),
    "fill_blank": ("blank filled", "blanks filled"),
    "unresolved": ("unresolved", "unresolved"),
}
_EFFECTS_BETWEEN = {
    NoteKind.OVERLAP: "Contradiction",
    NoteKind.CONTAINMENT: "Contradiction",
    NoteKind.ADJACENT: "Side by side",
    NoteKind.TERM: "Term",
    NoteKind.REFERENCE: "References",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the table of changes; ``place`` and ``line`` are the record's."""

    letter: str
    anchor: str
    place: str
    line: int | None
    kind: str
    before: str
    after: str
    summary: str
    effect: str
    found: Markup
    is_faulty: bool


@dataclass(frozen=True, slots=True)
class NotApplied:
    """An instruction that could not be read or applied, with its words."""

    letter: str
    anchor: str
    place: str
    why: str
    words: str


def changes(operations: list[tuple[str, Operation]], worked: Worked) -> list[Change]:
    """Return a row for each operation, given with the letters of their items."""
    return [
        _change(letter, operation, one, worked)
        for (letter, operation), one in zip(operations, worked.instructions, strict=True)
    ]


def _change(letter: str, operation: Operation, one: Instruction, worked: Worked) -> Change:
    found = worked.resolutions[one.id]
    place = operation.place or Place()
    return Change(
        letter=letter,
        anchor=anchor("amendment", letter),
        place=place_words(operation),
        line=place.line,
        kind=OPERATION_KINDS[operation.kind],
        before=operation.old_text or operation.term or "",
        after=operation.new_text or operation.meaning or "",
        summary=operation.summary or "",
        effect=_effect(operation, found, worked),
        found=_found(found, worked, every=_is_for_each(one)),
        is_faulty=is_not_applied(one, found, worked),
    )


def place_words(operation: Operation) -> str:
    """Return the place in words: ``Section 3, third paragraph``."""
    words = place_key(operation).words
    if words == "no place named":
        return "place not known"
    return "the whole document" if words == "Whole document" else words


def _effect(operation: Operation, found: Resolution, worked: Worked) -> str:
    if operation.kind in MEANING_ONLY:
        return "meaning only; the words stay"
    if operation.kind == "unresolved" or (worked.varied and not found.is_applied):
        return "none"
    if operation.kind in ("renumber", "split", "join"):
        return "form"
    return "words"


def _found(found: Resolution, worked: Worked, *, every: bool) -> Markup:
    """Return how an instruction's place was found, linked to it where the text is shown.

    ``every`` says that each occurrence of the words is changed, not one of them.
    """
    words = {
        Status.EXACT: "found as stated",
        Status.FOUND_ELSEWHERE: "found elsewhere",
        Status.AMBIGUOUS: "ambiguous",
        Status.NOT_FOUND: "not found",
        Status.BASE_NOT_HELD: "base text not held",
        Status.MEANING_ONLY: "meaning only",
        Status.UNRESOLVED: "not read",
    }[found.status]
    if found.found_line is not None:
        words = f"found, but on line {found.found_line}"
    if worked.varied is None:
        return escape(words)
    if found.matches > 1 and found.status in (Status.EXACT, Status.MEANING_ONLY):
        words = f"found {fmt.count(found.matches, 'time')}"
        if found.status is Status.EXACT and not every:
            words = f"one of {found.matches}, chosen as stated"
    if found.status is Status.EXACT and not found.is_applied:
        words = "found, but contradicts another change"
    target = anchor("change", found.id) if found.is_applied else f"text-{found.anchor}"
    return link(f"#{target}", words) if found.anchor or found.is_applied else escape(words)


def _is_for_each(one: Instruction) -> bool:
    """Whether an instruction changes every occurrence of its words."""
    return one.operation == "global_rename" or one.locator.occurrence is Each.EACH


def is_not_applied(one: Instruction, found: Resolution, worked: Worked) -> bool:
    """Whether an instruction stands beside the text because nothing could be done with it."""
    if one.operation == "unresolved" or found.status is Status.UNRESOLVED:
        return True
    if worked.varied is None or one.operation in MEANING_ONLY:
        return found.status is Status.NOT_FOUND
    return not found.is_applied


def not_applied(operations: list[tuple[str, Operation]], worked: Worked) -> list[NotApplied]:
    """Return the instructions that could not be read or applied."""
    return [
        NotApplied(
            letter,
            anchor("amendment", letter),
            place_words(operation),
            fmt.upper_first(
                worked.resolutions[one.id].message.partition(f": {one.words}")[0]
                or "its words are none that the archive can apply"
            ),
            one.words,
        )
        for (letter, operation), one in zip(operations, worked.instructions, strict=True)
        if is_not_applied(one, worked.resolutions[one.id], worked)
    ]


def effects_between(worked: Worked) -> list[tuple[str, str]]:
    """Return what changes do to one another: of what kind, and in words."""
    return [
        (_EFFECTS_BETWEEN[note.kind], note.message)
        for note in worked.notes
        if note.kind in _EFFECTS_BETWEEN
    ]


def figures(worked: Worked, items: int) -> str:
    """Return how much is changed, in a sentence or two."""
    held = worked.statistics
    number = len(worked.instructions)
    parts = [f"{fmt.count(number, 'amendment')} in {fmt.count(items, 'item')}"]
    parts[0] += f": {fmt.listing(list(_kinds(held.operations)))}."
    if held.words_out or held.words_in:
        parts.append(f"{_words(held.words_out)} out, {held.words_in:,} in.")
    if held.blocks and held.sections:
        parts.append(
            f"{held.blocks[0]} of {held.blocks[1]} paragraphs and {held.sections[0]} of "
            f"{held.sections[1]} sections are touched."
        )
    elif held.operations.get("global_rename"):
        parts[-1] = parts[-1].removesuffix(".") + ", a rename counted once."
    return fmt.upper_first(" ".join(parts))


def _kinds(operations: Mapping[str, int]) -> Iterator[str]:
    for kind, number in operations.items():
        singular, plural = _COUNTED[kind]
        yield f"{number} {singular if number == 1 else plural or singular + 's'}"


def _words(number: int) -> str:
    return f"{number:,} word{'' if number == 1 else 's'}"

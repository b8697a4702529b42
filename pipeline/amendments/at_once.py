"""Instructions applied all at once: each speaks to the original text."""

from collections.abc import Mapping, Sequence

from pipeline.amendments.base_text import BaseText
from pipeline.amendments.blanks import fill_blank
from pipeline.amendments.edits import conflicts, without_moot
from pipeline.amendments.finding import Found, Searched
from pipeline.amendments.insertion import insert_provision
from pipeline.amendments.meaning import meaning_only
from pipeline.amendments.model import (
    Instruction,
    Note,
    NoteKind,
    Resolution,
    Status,
    Varied,
)
from pipeline.amendments.operations import delete_words, insert_words, move, substitute_words
from pipeline.amendments.outcome import Operation, Outcome
from pipeline.amendments.places import Place, resolve
from pipeline.amendments.provisions import (
    join,
    renumber,
    repeal_provision,
    replace_provision,
    split,
)
from pipeline.amendments.renaming import global_rename
from pipeline.amendments.runs import to_blocks
from pipeline.amendments.words import is_term_in
from pipeline.records.codes import MEANING_ONLY

OPERATIONS: Mapping[str, Operation] = {
    "substitute_words": substitute_words,
    "delete_words": delete_words,
    "insert_words": insert_words,
    "replace_provision": replace_provision,
    "insert_provision": insert_provision,
    "repeal_provision": repeal_provision,
    "renumber": renumber,
    "split": split,
    "join": join,
    "move": move,
    "global_rename": global_rename,
    "fill_blank": fill_blank,
    **dict.fromkeys(MEANING_ONLY, meaning_only),
}
_OF_PLACES = {"substitute_words": "replace_provision", "delete_words": "repeal_provision"}
#: Operations that work at the words found, not on their place as a whole.
_ON_WORDS = frozenset({"substitute_words", "delete_words", "insert_words", "fill_blank", "move"})


def vary_at_once(base: BaseText, instructions: Sequence[Instruction]) -> Varied:
    """Apply instructions that all speak to the base text."""
    renumbered = (one.locator for one in instructions if one.operation == "renumber")
    text = Searched(base, frozenset(resolve(base, place).path for place in renumbered))
    outcomes = [outcome_of(text, one) for one in instructions]
    edits = [edit for outcome in outcomes for edit in outcome.edits]
    between = conflicts(base, edits)
    refused = {name for note in between if note.is_error for name in note.ids}
    applied = without_moot([edit for edit in edits if edit.by not in refused])
    notes = [note for note in between if note.is_error or not refused & set(note.ids)]
    notes += [note for outcome in outcomes for note in outcome.notes]
    notes += term_notes(instructions)
    changed = {edit.by for edit in applied}
    resolutions = [
        _resolution(text, one, outcome, is_applied=one.id in changed, is_refused=one.id in refused)
        for one, outcome in zip(instructions, outcomes, strict=True)
    ]
    return Varied(to_blocks(base, applied), tuple(resolutions), tuple(notes))


def outcome_of(text: Searched, one: Instruction) -> Outcome:
    """Return what one instruction comes to by itself."""
    # Without quoted words it is the place itself, a sentence or a clause, that is changed.
    named = _OF_PLACES.get(one.operation, one.operation) if not one.old else one.operation
    operation = OPERATIONS.get(named)
    if operation is None:
        message = f"not resolved to an operation: {one.words}"
        return Outcome(Place((), ""), Found(Status.UNRESOLVED, message=message))
    return operation(text, one)


def _resolution(
    text: Searched, one: Instruction, outcome: Outcome, *, is_applied: bool, is_refused: bool
) -> Resolution:
    place, found = outcome.place, outcome.found
    path, anchor = place.path, place.anchor
    if one.operation in _ON_WORDS and len(found.hits) == 1:
        start = found.hits[0][0]
        path, anchor = text.path_at(start), text.anchor_at(start)
    return Resolution(
        one.id,
        found.status,
        found.matches,
        path,
        found.line,
        "; ".join(filter(None, (found.message, "not applied" if is_refused else ""))),
        anchor,
        is_applied,
    )


def term_notes(instructions: Sequence[Instruction]) -> list[Note]:
    """Return a note for each instruction that inserts a term to which another gives a meaning."""
    notes = []
    for one in instructions:
        if one.operation not in ("deem_reference", "redefine_term") or not one.term:
            continue
        for other in instructions:
            if other.id != one.id and is_term_in(one.term, other.new):
                message = (
                    f"({other.id}) inserts “{one.term}”, to which ({one.id}) gives another "
                    "meaning: the words inserted carry that meaning"
                )
                notes.append(Note(NoteKind.TERM, (one.id, other.id), message))
    return notes

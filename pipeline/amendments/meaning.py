"""Operations that change what a text means and leave its words: notes at the place."""

from pipeline.amendments.finding import Found, Searched, times
from pipeline.amendments.model import Instruction, Note, NoteKind, Status
from pipeline.amendments.outcome import Outcome
from pipeline.amendments.places import resolve
from pipeline.amendments.words import hits


def meaning_only(text: Searched, one: Instruction) -> Outcome:
    """Return a note at the place, or at each use of the term; nothing is edited."""
    place = resolve(text.base, one.locator)
    if not place.spans:
        return Outcome(place, Found(Status.NOT_FOUND, message=place.problem))
    uses = hits(text.plain, one.term, place.spans)
    starts = [start for start, _ in uses] or [start for start, _ in place.spans]
    anchors = dict.fromkeys(text.anchor_at(start) for start in starts)
    if one.operation == "disapply" and not one.term:
        # All of what does not apply is concerned, not its beginning alone.
        anchors = dict.fromkeys(text.base.blocks[index].anchor for index in place.blocks) or anchors
    message = _said(one, len(uses))
    note = Note(NoteKind.MEANING, (one.id,), message, place.path, anchors=tuple(anchors))
    found = Found(Status.MEANING_ONLY, matches=len(uses), message=message)
    return Outcome(place, found, notes=(note,))


def _said(one: Instruction, uses: int) -> str:
    """Say what an instruction does to the meaning."""
    words = one.meaning or one.new
    if one.operation in ("deem_reference", "redefine_term"):
        count = f"is used {times(uses)}" if uses else "is not used here"
        verb = "is read as" if one.operation == "deem_reference" else "means"
        return f"“{one.term}” {verb} “{words}”; the term {count}"
    plain, joiner = {
        "disapply": ("does not apply", " to "),
        "apply": ("applies", " to "),
        "supplement": ("is supplemented", ": "),
        "override": ("is overridden", ": "),
    }[one.operation]
    return joiner.join((plain, words)) if words else plain

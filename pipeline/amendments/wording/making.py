"""Making one instruction: what every kind of act needs for it."""

import re
from dataclasses import replace

from pipeline.amendments.model import Each, Instruction, Locator, Position
from pipeline.amendments.wording.context import Context, whole
from pipeline.amendments.wording.grammar import UnreadableError
from pipeline.amendments.wording.narrowing import Where
from pipeline.amendments.wording.phrases import Act, Operand, Spots

#: The place of what is done throughout.
DOCUMENT = Locator(whole_document=True)
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")


def instruction(
    operation: str,
    locator: Locator,
    *,
    old: str = "",
    new: str = "",
    term: str = "",
    meaning: str = "",
    target: Locator | None = None,
) -> Instruction:
    """Return an instruction that has neither id nor words yet."""
    return Instruction("", operation, locator, old, new, term, meaning, target)


def no_words(wheres: tuple[Where, ...]) -> tuple[Where, ...]:
    """Return adverbials that name places only. Raises UnreadableError where one says more."""
    if any(replace(where, spots=()) != Where() for where in wheres):
        raise UnreadableError("a provision is told from others by words")
    return wheres


def whole_words(operand: Operand) -> str:
    """Return the words of an operand that are to be found in the text."""
    if _ELLIPSIS.search(operand.words):
        raise UnreadableError("a quotation leaves words out")
    return operand.words


def words_replaced(old: str, new: str, locator: Locator) -> Instruction:
    """Return the operation that puts new words, or none, in the place of old ones.

    Each occurrence in the whole document renames; a place that is not told is then that.
    """
    if locator.position in (Position.BEFORE, Position.AFTER):
        raise UnreadableError("words that are deleted stand beside the place")
    if locator == Locator(occurrence=Each.EACH):
        locator = replace(locator, whole_document=True)
    if not new:
        return instruction("delete_words", locator, old=old)
    if locator == replace(DOCUMENT, occurrence=Each.EACH):
        return instruction("global_rename", DOCUMENT, old=old, new=new)
    return instruction("substitute_words", locator, old=old, new=new)


def provisions(act: Act, wheres: tuple[Where, ...], context: Context) -> list[Locator]:
    """Return the provisions, each as a whole, that an act is done to."""
    if not isinstance(act.object, Spots):
        raise UnreadableError("what it is done to is not a place")
    outers = [context]
    if any(where.spots for where in no_words(wheres)):
        outers = [Context((place,), is_here=True) for place in context.places_of(wheres)]
    return [
        whole(place) for spot in act.object.all for outer in outers for place in outer.resolve(spot)
    ]

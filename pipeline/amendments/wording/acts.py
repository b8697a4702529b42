"""From acts, with their places, to instructions: one for each operand at each place."""

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.amendments.model import Instruction, Locator, Position
from pipeline.amendments.wording.acts_of_meaning import deemed, meant, referred
from pipeline.amendments.wording.context import Context, beside, whole
from pipeline.amendments.wording.grammar import UnreadableError
from pipeline.amendments.wording.making import (
    instruction,
    provisions,
    whole_words,
    words_replaced,
)
from pipeline.amendments.wording.narrowing import Where, depths, placed
from pipeline.amendments.wording.phrases import (
    Act,
    Blank,
    New,
    Operand,
    Operands,
    References,
    Spots,
    Text,
)

#: What a new text is called where it is a provision, and not words within one.
_PROVISIONS = frozenset(
    (
        *("section", "subsection", "sub-section", "paragraph", "subparagraph", "sub-paragraph"),
        *("sentence", "clause", "subclause", "sub-clause", "proviso", "definition"),
    )
)
_TERM = re.compile(r"[\"“'‘]([^\"”’]+)[\"”'’],?\s(?:means?|shall|has)\b")

Made = list[Instruction]


def instructions_of(act: Act, wheres: tuple[Where, ...], context: Context) -> Made:
    """Return what one act does. Raises UnreadableError where it does not say enough."""
    makers: dict[str, Callable[[Act, tuple[Where, ...], Context], Made]] = {
        "delete": _replaced,
        "replace": _replaced,
        "insert": _inserted,
        "move": _moved,
        "renumber": _renumbered,
        "split": _split,
        "join": _joined,
        "fill": _filled,
        "deem": deemed,
        "take": deemed,
        "refer": referred,
        "mean": deemed,
    }
    return makers.get(act.verb, meant)(act, wheres, context)


def _replaced(act: Act, wheres: tuple[Where, ...], context: Context) -> Made:
    """Words or provisions deleted, or replaced by others."""
    if any(where.in_blank or where.is_instead for where in wheres):
        raise UnreadableError("a deletion stands in the place of something")
    if isinstance(act.object, Blank):
        return _filled(act, wheres, context)
    if isinstance(act.object, Spots):
        return _provisions_replaced(act, wheres, context)
    if isinstance(act.object, References):
        terms = act.object.terms
        wheres = (Where(act.object.spots), *wheres)
    elif isinstance(act.object, Operands):
        terms = act.object.all
    else:
        raise UnreadableError("what is deleted is not named")
    text = act.text
    if text is not None:
        is_unquoted = not all(operand.quoted for operand in text.all)
        is_name = text.is_name and (
            isinstance(act.object, References) or not any(term.quoted for term in terms)
        )
        if (is_unquoted and not is_name) or (text.new is not None and text.new.spots):
            raise UnreadableError("the new words are not quoted as words")
    news = _paired(act.text, len(terms))
    made = []
    for place in context.places_of(wheres):
        for term, new in zip(terms, news, strict=True):
            locator = placed(place, (*wheres, Where(occurrence=term.occurrence)))
            made.append(words_replaced(whole_words(term), new, locator))
    return made


def _paired(text: Text | None, number: int) -> tuple[str, ...]:
    """Return the new words for each of the old ones; empty where there are none."""
    if text is None:
        return ("",) * number
    if len(text.all) != number or (number > 1 and not text.is_in_turn):
        raise UnreadableError("which new words take the place of which is not said")
    return tuple(operand.words for operand in text.all)


def _provisions_replaced(act: Act, wheres: tuple[Where, ...], context: Context) -> Made:
    places = provisions(act, wheres, context)
    if act.text is None:
        return [instruction("repeal_provision", place) for place in places]
    if len(places) > 1 or len(act.text.all) > 1 or act.text.is_name:
        raise UnreadableError("several provisions are replaced by one text")
    for spot in act.text.new.spots if act.text.new else ():
        if context.resolve(spot) != (places[0],):
            raise UnreadableError("a provision takes the place of another")
    return [instruction("replace_provision", places[0], new=act.text.all[0].words)]


def _inserted(act: Act, wheres: tuple[Where, ...], context: Context) -> Made:
    text = act.text
    if text is None or len(text.all) != 1:
        raise UnreadableError("what is inserted is not one quotation")
    if any(where.in_blank for where in wheres):
        return _filled(act, wheres, context)
    new = text.all[0].words
    if text.new is not None and (text.new.spots or text.new.noun in _PROVISIONS):
        return _provision_inserted(new, text.new, wheres, context)
    made = []
    for place in context.places_of(wheres):
        locator = placed(place, wheres)
        if (locator.neighbour is None) == (locator.position is None):
            raise UnreadableError("where the words are inserted is not said")
        if locator.position is not None and not depths(place):
            raise UnreadableError("the end of what is not said")
        if locator.neighbour is not None:
            whole_words(Operand(locator.neighbour.words + locator.neighbour.second))
        made.append(instruction("insert_words", locator, new=new))
    return made


def _provision_inserted(text: str, new: New, wheres: tuple[Where, ...], context: Context) -> Made:
    spots = new.spots
    outers = [placed(place, wheres) for place in context.places_of(wheres)]
    if len(outers) > 1 or len(spots) > 1:
        raise UnreadableError("one provision is inserted in several places")
    outer = outers[0]
    if outer.neighbour is not None or outer.occurrence is not None:
        raise UnreadableError("a provision is inserted beside words")
    inside = replace(outer, position=None)
    if spots:
        if outer.position in (Position.AFTER, Position.BEFORE):
            place = beside(inside, spots[0].locator)
        else:
            place = Context((inside,)).resolve(spots[0])[0]
        made = instruction("insert_provision", whole(place), new=text)
        if outer.position is None:
            return [made]
        whole(inside)
        return [replace(made, target=outer)]
    if new.noun == "definition":
        term = _TERM.match(text)
        if term is None or outer.position is not None:
            raise UnreadableError("the term defined is not quoted")
        return [instruction("insert_provision", replace(outer, definition=term[1]), new=text)]
    if outer.position is None:
        raise UnreadableError("where the provision is inserted is not said")
    whole(inside)
    return [instruction("insert_provision", outer, new=text)]


def _filled(act: Act, wheres: tuple[Where, ...], context: Context) -> Made:
    if act.text is None or len(act.text.all) != 1 or act.text.is_name:
        raise UnreadableError("what fills the blank is not one quotation")
    if act.object is not None and not isinstance(act.object, Blank):
        raise UnreadableError("what is filled is no blank")
    if act.object is None and not any(where.in_blank for where in wheres):
        raise UnreadableError("no blank is filled")
    which = act.object.occurrence if act.object is not None else None
    made = []
    for place in context.places_of(wheres):
        locator = placed(place, (*wheres, Where(occurrence=which)))
        if locator.position is not None:
            raise UnreadableError("the blank stands at an end")
        made.append(instruction("fill_blank", locator, new=act.text.all[0].words))
    return made


def _only(places: list[Locator]) -> Locator:
    if len(places) != 1:
        raise UnreadableError("it is done to several places")
    return places[0]


def _moved(act: Act, wheres: tuple[Where, ...], context: Context) -> Made:
    *others, aim = wheres
    place = _only(provisions(act, tuple(others), context))
    if aim.position is None or len(aim.spots) != 1 or aim.spots[0].is_back:
        raise UnreadableError("where it is moved is not said")
    if replace(aim, spots=(), position=None) != Where():
        raise UnreadableError("it is moved beside words")
    target = whole(beside(place, aim.spots[0].locator))
    return [instruction("move", place, target=replace(target, position=aim.position))]


def _renumbered(act: Act, wheres: tuple[Where, ...], context: Context) -> Made:
    places = provisions(act, wheres, context)
    if len(places) != len(act.target) or any(spot.is_back for spot in act.target):
        raise UnreadableError("which number takes the place of which is not said")
    return [
        instruction("renumber", place, target=whole(beside(place, spot.locator)))
        for place, spot in zip(places, act.target, strict=True)
    ]


def _split(act: Act, wheres: tuple[Where, ...], context: Context) -> Made:
    *others, point = wheres
    place = _only(provisions(act, tuple(others), context))
    if point.neighbour is None:
        raise UnreadableError("where it is split is not said")
    whole_words(Operand(point.neighbour.words + point.neighbour.second))
    return [instruction("split", placed(place, (point,)))]


def _joined(act: Act, wheres: tuple[Where, ...], context: Context) -> Made:
    places = provisions(act, wheres, context)
    if len(places) != 2:
        raise UnreadableError("not two provisions are joined")
    return [instruction("join", places[0], target=places[1])]

"""The clauses of one part of an item, put together: what is in front holds for what follows."""

from dataclasses import replace
from itertools import product

from pipeline.amendments.model import Instruction, Locator
from pipeline.amendments.wording.acts import instructions_of
from pipeline.amendments.wording.context import Context
from pipeline.amendments.wording.grammar import UnreadableError
from pipeline.amendments.wording.making import words_replaced
from pipeline.amendments.wording.narrowing import Spot, Where, depths, narrowed, placed
from pipeline.amendments.wording.phrases import Act, Clause, Operands, Spots

#: What a predicate without a subject may be done to: a place in front of it.
_OF_PLACES = frozenset(
    ("delete", "replace", "move", "renumber", "split", "join", "disapply", "apply")
)

#: An act, and the instructions that were made of it.
Done = tuple[Act, list[Instruction]]


def read_clauses(clauses: tuple[Clause, ...], context: Context) -> list[Instruction]:
    """Return the instructions of a part. Raises UnreadableError where it does not say enough."""
    done: list[Done] = []
    for clause in _attached(clauses):
        wheres = _enter(clause, context)
        for act in clause.acts:
            around = (*wheres, *act.wheres)
            if _is_instead(act, around, done[-1:], clause):
                done[-1] = act, _substituted(done[-1], act, clause, context)
            else:
                whole_act = _with_subject(act, clause, context)
                done.append((act, instructions_of(whole_act, around, context)))
    made = [one for _, results in done for one in results]
    _all_placed_or_none(made)
    return made


def _all_placed_or_none(made: list[Instruction]) -> None:
    """Raise UnreadableError where one place may be meant for more than it is said of."""
    placeless = [not depths(one.locator) for one in made]
    if any(placeless) and not all(placeless):
        raise UnreadableError("one operation has a place and another has none")


def _attached(clauses: tuple[Clause, ...]) -> list[Clause]:
    """Return the clauses that have acts, with the adverbials that stand alone beside them."""
    found: list[Clause] = []
    waiting: tuple[Where, ...] = ()
    for number, clause in enumerate(clauses):
        if clause.acts:
            found.append(replace(clause, lead=(*waiting, *clause.lead)))
            waiting = ()
        elif number == 0 or clause.follows_and or waiting:
            waiting += clause.lead
        elif number + 1 == len(clauses) or clauses[number + 1].follows_and:
            found[-1] = _with_more(found[-1], clause.lead)
        else:
            raise UnreadableError("a place stands between two operations")
    if waiting:
        raise UnreadableError("a place has no operation")
    return found


def _with_more(clause: Clause, wheres: tuple[Where, ...]) -> Clause:
    *acts, last = clause.acts
    return replace(clause, acts=(*acts, replace(last, wheres=(*last.wheres, *wheres))))


def _enter(clause: Clause, context: Context) -> tuple[Where, ...]:
    """Let the context be the places in front; return what they say of words in them."""
    front = [where.spots for where in clause.lead if where.spots and where.position is None]
    if clause.amended:
        front.append(clause.amended)
    context.enter(front)
    return tuple(
        where if where.position is not None else replace(where, spots=()) for where in clause.lead
    )


def _with_subject(act: Act, clause: Clause, context: Context) -> Act:
    """Return an act whose subject is the place in front: "In Section 3, the last sentence is"."""
    if act.object is not None or act.verb not in _OF_PLACES:
        return act
    spots = [spot for where in clause.lead for spot in where.spots]
    if len(clause.lead) != 1 or not spots or not all(spot.is_list for spot in spots):
        raise UnreadableError("what it is done to is not named")
    places, context.places = context.places, ()
    return replace(act, object=Spots(tuple(Spot(place) for place in places)))


def _is_instead(act: Act, wheres: tuple[Where, ...], last: list[Done], clause: Clause) -> bool:
    """Whether an insertion takes the place of what the act before it deletes."""
    if act.verb not in ("insert", "substitute"):
        return False
    deleted = [before for before, _ in last if before.verb == "delete"]
    if act.verb == "substitute" or any(where.is_instead for where in wheres):
        if not deleted:
            raise UnreadableError("nothing is deleted whose place the words could take")
        return True
    has_place = clause.lead or any(where != Where() for where in wheres)
    has_own_form = act.text is None or act.text.new is not None
    of_words = any(isinstance(before.object, Operands) for before in deleted)
    return of_words and not has_place and not has_own_form


def _substituted(before: Done, act: Act, clause: Clause, context: Context) -> list[Instruction]:
    """Return what a deletion and the insertion in its place do together."""
    deletion, deleted = before
    text = act.text
    if text is None or len(text.all) != 1 or text.is_name or (text.new and text.new.spots):
        raise UnreadableError("what is inserted is not one quotation")
    wheres = (*clause.lead, *act.wheres)
    objects = deletion.object.all if isinstance(deletion.object, Operands | Spots) else ()
    if len(objects) > 1 or any(where.neighbour or where.position for where in wheres):
        raise UnreadableError("what the words take the place of is not certain")
    places: tuple[Locator, ...] = (Locator(),)
    if any(where.spots for where in wheres):
        # "delete x and insert y in lieu thereof in Section 3" is in Section 3 for both.
        if clause.lead or any(depths(one.locator) for one in deleted):
            raise UnreadableError("the words take a place elsewhere")
        places = context.places_of(wheres)
    made = []
    for place, one in product(places, deleted):
        locator = placed(narrowed(place, one.locator), wheres)
        new = text.all[0].words
        if one.operation == "delete_words":
            made.append(words_replaced(one.old, new, locator))
        elif locator == one.locator:
            made.append(replace(one, operation="replace_provision", new=new))
        else:
            raise UnreadableError("a provision is replaced in several places")
    return made

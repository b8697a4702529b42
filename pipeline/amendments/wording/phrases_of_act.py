"""From the parse tree of an instruction to what is done: acts on operands and places."""

import dataclasses
import re

from lark import Token
from lark.tree import Meta

from pipeline.amendments.model import Each, Locator, Position
from pipeline.amendments.wording.grammar import UnreadableError
from pipeline.amendments.wording.narrowing import Spot, Where
from pipeline.amendments.wording.phrases import (
    Act,
    Blank,
    Children,
    Clause,
    New,
    Object,
    Operand,
    Operands,
    References,
    Spots,
    Text,
    every,
    first_of,
    needed,
    occurrence_in,
    spots_of,
    wheres_of,
)
from pipeline.amendments.wording.phrases_of_place import PlacePhrases
from pipeline.amendments.wording.quotations import SIGN

_PREPOSITION = re.compile(r"(?:to|with respect to|in respect of|in the case of) ", re.IGNORECASE)
_NOT_SUBJECT = re.compile(r"\s(?:is|are|shall|will)\snot\s(?:be\s)?subject\sto\b.*", re.IGNORECASE)
_ALONE = re.compile(rf"\s?(?:the\s)?({SIGN})\s?", re.IGNORECASE)
_KINDS: tuple[type[Object], ...] = (Operands, Spots, References, Blank)
#: What is left where the words themselves are lost.
_NO_WORDS = frozenset(("the", "a", "an", "to", "of"))
#: The rules of the grammar that add nothing but a verb.
_VERBS = {
    **dict.fromkeys(("delete", "is_deleted"), "delete"),
    **dict.fromkeys(("replace", "is_replaced"), "replace"),
    **dict.fromkeys(("move", "is_moved"), "move"),
    **dict.fromkeys(("split", "is_split"), "split"),
    **dict.fromkeys(("join", "is_joined"), "join"),
    **dict.fromkeys(("fill", "is_filled"), "fill"),
    "replace_it": "substitute",
    "is_inserted": "is_inserted",
    "is_inserted_for": "is_inserted_for",
    "is_deemed": "deem",
    "is_taken": "take",
    "refers": "refer",
    "means": "mean",
}
#: Predicates whose subject is what is inserted, and what they do with it.
_INSERTED = {"is_inserted": "insert", "is_inserted_for": "replace"}


class ActPhrases(PlacePhrases):
    """Turns the parse tree of a part of an item into its clauses."""

    def part(self, children: Children) -> tuple[Clause, ...]:
        clauses: list[Clause] = []
        after_and = True
        for child in children:
            if isinstance(child, Clause):
                clauses.append(dataclasses.replace(child, follows_and=after_and))
            else:
                after_and = bool(child)
        return tuple(clauses)

    def sep(self, children: Children) -> bool:
        return needed(children, Token).type.startswith("AND")

    def item(self, children: Children) -> Clause:
        clause = first_of(children, Clause) or Clause()
        return dataclasses.replace(clause, lead=wheres_of(children))

    # What is done

    def __default__(self, data: Token, children: Children, _meta: Meta) -> Clause:
        """Return an act whose verb is all that its rule adds to its parts."""
        return _act(
            _VERBS[data], children, text=first_of(children, Text), said=first_of(children, Operand)
        )

    def insert(self, children: Children) -> Clause:
        return _act("insert", children, text=Text((needed(children, Operand),)))

    def substitute(self, children: Children) -> Clause:
        return _act("substitute", children, text=Text((needed(children, Operand),)))

    def insert_for(self, children: Children) -> Clause:
        return _act("replace", children, _object(children), Text((needed(children, Operand),)))

    def insert_as(self, children: Children) -> Clause:
        text = Text((needed(children, Operand),), New(spots=spots_of(children)))
        return _act("insert", children, None, text)

    def insert_new(self, children: Children) -> Clause:
        return _act("insert", children, None, self.text_body(children))

    new_passive = insert_new

    def insert_new_as(self, children: Children) -> Clause:
        if needed(children, New).spots:
            raise UnreadableError("the new text is given two places")
        text = Text((needed(children, Operand),), New(spots=spots_of(children)))
        return _act("insert", children, None, text)

    new_passive_as = insert_new_as

    def is_restated(self, children: Children) -> Clause:
        return _act("replace", children, text=self.text_body(children))

    def renumber(self, children: Children) -> Clause:
        old, new = every(children, Spots)
        return Clause(acts=(Act("renumber", old, target=new.all),))

    def is_renumbered(self, children: Children) -> Clause:
        return Clause(acts=(Act("renumber", target=spots_of(children)),))

    def override(self, children: Children) -> Clause:
        return _act("override", children, said=self.free_text(every(children, Token)[-1:]))

    def supplement(self, children: Children) -> Clause:
        return _act("supplement", children, said=self.free_text(every(children, Token)[-1:]))

    def is_disapplied(self, children: Children) -> Clause:
        return self._scoped("disapply", children)

    def is_applied(self, children: Children) -> Clause:
        return self._scoped("apply", children)

    def _scoped(self, verb: str, children: Children) -> Clause:
        scope = [_PREPOSITION.sub("", one.strip(), count=1) for one in every(children, Token)]
        return _act(verb, (), said=self.free_text(scope) if scope else None)

    def amended_by(self, children: Children) -> Clause:
        return Clause(amended=spots_of(children), acts=needed(children, Clause).acts)

    def wherever(self, children: Children) -> Clause:
        terms = needed(children, Operands)
        places = [where for where in wheres_of(children) if not where.is_instead]
        wheres = (*places, Where(occurrence=Each.EACH))
        return Clause(acts=(Act("replace", terms, wheres, needed(children, Text)),))

    def reads_instead(self, children: Children) -> Clause:
        new, old = every(children, Operand)
        act = Act("replace", Operands((old,)), wheres_of(children), Text((new,)))
        return Clause(amended=spots_of(children), acts=(act,))

    def supplemented(self, children: Children) -> Clause:
        """A text that supplements a provision goes in at its end."""
        at_end = Where(spots_of(children), position=Position.END)
        return Clause(acts=(Act("insert", None, (at_end,), self.text_body(children)),))

    def not_subject(self, children: Children) -> Clause:
        what = _NOT_SUBJECT.sub("", needed(children, Token), count=1)
        return _act("disapply", children, said=self.free_text([what]))

    # Predicates: acts without an object, which the subject becomes

    def preds(self, children: Children) -> Clause:
        acts = tuple(act for clause in every(children, Clause) for act in clause.acts)
        if [act.verb for act in acts] == ["delete", "replace"]:
            # "is deleted and replaced with" is one thing said in two words.
            both = (*acts[0].wheres, *acts[1].wheres)
            return Clause(acts=(dataclasses.replace(acts[1], wheres=both),))
        return Clause(acts=acts)

    def of_subject(self, children: Children) -> Clause:
        subject, wheres = _object(children), wheres_of(children)
        acts = []
        for act in needed(children, Clause).acts:
            around = (*wheres, *act.wheres)
            if act.verb not in _INSERTED:
                acts.append(dataclasses.replace(act, object=subject, wheres=around))
            elif isinstance(subject, Operands) and len(subject.all) == 1:
                verb, text = _INSERTED[act.verb], Text(subject.all)
                acts.append(dataclasses.replace(act, verb=verb, text=text, wheres=around))
            else:
                raise UnreadableError("what is inserted is not one quotation")
        return Clause(acts=tuple(acts))

    def of_lead(self, children: Children) -> Clause:
        """A predicate without a subject, which a list of places before it may hold."""
        return needed(children, Clause)

    # What it is done to

    def operands(self, children: Children) -> Operands:
        return Operands(every(children, Operand))

    def terms(self, children: Children) -> Operands:
        return Operands(every(children, Operand))

    def refs(self, children: Children) -> References:
        occurrence = occurrence_in(needed(children, Token))
        terms = [
            dataclasses.replace(term, occurrence=occurrence)
            for term in needed(children, Operands).all
        ]
        return References(tuple(terms), spots_of(children))

    def refs_back(self, children: Children) -> References:
        spots = (Spot(Locator(), is_back=True),)
        return dataclasses.replace(self.refs(children), spots=spots)

    def blank(self, children: Children) -> Blank:
        occurrence = occurrence_in(needed(children, Token))
        return Blank(None if occurrence is Each.EACH else occurrence)

    def text(self, children: Children) -> Text:
        in_turn = any(isinstance(child, Token) for child in children)
        return Text(needed(children, Operands).all, is_in_turn=in_turn)

    def text_body(self, children: Children) -> Text:
        return Text((needed(children, Operand),), first_of(children, New))

    def text_name(self, children: Children) -> Text:
        return Text((self.named(children),), is_name=True)

    def new_noun(self, children: Children) -> New:
        noun = every(children, Token)[-1].split()[-1].lower()
        return New("" if noun == "following" else noun)

    def new_place(self, children: Children) -> New:
        return New(spots=spots_of(children))

    def free_text(self, children: Children) -> Operand:
        printed = self.scanned.printed(str(children[0])).strip(" ,:")
        if not printed or printed.lower() in _NO_WORDS:
            raise UnreadableError("no words are given")
        alone = _ALONE.fullmatch(str(children[0]))
        return Operand(printed, quoted=self.scanned.words(alone[1]) if alone else "")


def _object(children: Children) -> Object | None:
    return next((child for child in children if isinstance(child, _KINDS)), None)


def _act(
    verb: str,
    children: Children,
    of: Object | None = None,
    text: Text | None = None,
    said: Operand | None = None,
) -> Clause:
    return Clause(acts=(Act(verb, of or _object(children), wheres_of(children), text, said=said),))

"""From the parse tree of an instruction to places and adverbials of place."""

import re
from dataclasses import replace
from itertools import pairwise

from lark import Token
from lark.visitors import Transformer_NonRecursive

from pipeline.amendments.model import Each, Locator, Neighbour, Position, Relation
from pipeline.amendments.wording.grammar import LABELS, NUMBER, UnreadableError
from pipeline.amendments.wording.narrowing import SUBSECTION, Spot, Where, depths, narrowed
from pipeline.amendments.wording.phrases import (
    Children,
    Operand,
    Spots,
    Wheres,
    counts,
    every,
    first_of,
    needed,
    occurrence_in,
    spots_of,
)
from pipeline.amendments.wording.quotations import Scanned

_LABEL = re.compile(r"\(([^)]*)\)")
_NUMBERED = re.compile(
    rf"(?P<number>{NUMBER})\s?(?P<own>(?:{LABELS}\s?)*)|(?P<bare>{LABELS})", re.IGNORECASE
)
_SECTION_WORD = re.compile(r"Sections?|§+", re.IGNORECASE)
_PLURAL = re.compile(r"Sections|§§", re.IGNORECASE)
_SIGNS = {"comma": ",", "semicolon": ";", "colon": ":", "period": ".", "stop": "."}


def labels(printed: str) -> str:
    """Return labels in standard form: ``(b)(ii)`` is ``b(ii)``, and nothing stays nothing."""
    first, *rest = _LABEL.findall(printed) or [""]
    return str(first) + "".join(f"({label})" for label in rest)


class PlacePhrases(Transformer_NonRecursive[Token, object]):
    """Turns the parts of a parse tree that name places into phrases."""

    def __init__(self, scanned: Scanned) -> None:
        super().__init__()
        self.scanned = scanned

    # Words

    def quoted(self, children: Children) -> Operand:
        words = self.scanned.words(needed(children, Token))
        if not words:
            raise UnreadableError("a quotation holds no words")
        return Operand(words, quoted=words)

    def punctuation(self, children: Children) -> Operand:
        name = needed(children, Token).lower().split()[-1].replace("-", "")
        return Operand(_SIGNS[name], is_sign=True)

    def named(self, children: Children) -> Operand:
        return Operand(str(needed(children, Token)))

    # Places

    def places(self, children: Children) -> Spots:
        lists = every(children, Spots)
        for one, other in pairwise(lists):
            if _deepest(other) < _deepest(one) > SUBSECTION:
                # "the first line of Section 2 and Section 3": of which is not certain.
                raise UnreadableError("a place may lie within two others, or within one")
        return Spots(tuple(spot for spots in lists for spot in spots.all))

    def sections(self, children: Children) -> Spots:
        found: list[Locator] = []
        printed = needed(children, Token)
        for match in _NUMBERED.finditer(_SECTION_WORD.sub("", printed)):
            if match["number"]:
                found.append(Locator(section=match["number"], subsection=labels(match["own"])))
            else:
                found.append(self._beside(found[-1], match["bare"]))
        is_loose = len(found) > 1 and not _PLURAL.match(printed)
        return Spots(tuple(Spot(locator) for locator in found), is_loose)

    def _beside(self, before: Locator, bare: str) -> Locator:
        """Return the section of "5(c) and (d)": the label takes the last one's place."""
        if not before.subsection or "(" in before.subsection or len(_LABEL.findall(bare)) > 1:
            raise UnreadableError("a label may take the place of several others")
        return replace(before, subsection=labels(bare))

    def labelled(self, children: Children) -> Spots:
        printed = str(needed(children, Token))
        is_clause = re.match(r"(?:sub-?)?clause|item", printed, re.IGNORECASE)
        names = [labels(found[0]) for found in re.finditer(LABELS, printed)]
        places = [Locator(clause=n) if is_clause else Locator(subsection=n) for n in names]
        return Spots(tuple(Spot(place) for place in places))

    def document(self, _children: Children) -> Spots:
        return Spots((Spot(Locator(whole_document=True)),))

    def preamble(self, _children: Children) -> Spots:
        return Spots((Spot(Locator(preamble=True)),))

    def schedule(self, children: Children) -> Spots:
        kind, name = needed(children, Token).split()
        return Spots((Spot(Locator(schedule=f"{kind.capitalize()} {name}")),))

    def counted(self, children: Children) -> Spots:
        ordinal, unit = every(children, Token)
        name = unit.split()[-1].lower().removesuffix("s")
        numbers = counts(ordinal)
        if (len(numbers) > 1) != unit.lower().endswith("s"):
            raise UnreadableError("an ordinal and what it counts differ in number")
        if name == "line" and len(numbers) > 1:
            raise UnreadableError("words may run over two lines, or stand on each")
        return Spots(tuple(Spot(_numbered(name, number)) for number in numbers))

    def line_number(self, children: Children) -> Spots:
        return Spots((Spot(Locator(line=int(needed(children, Token).split()[-1]))),))

    def proviso(self, _children: Children) -> Spots:
        return Spots((Spot(Locator(proviso=True)),))

    def definition(self, children: Children) -> Spots:
        return Spots((Spot(Locator(definition=needed(children, Operand).words)),))

    def narrowed(self, children: Children) -> Spots:
        spots = every(children, Spots)
        inner = spots[0] if len(spots) > 1 else self._outright(children)
        return _within(spots[-1], inner)

    def _outright(self, children: Children) -> Spots:
        """Return the place of "proviso to" and "schedule to", whose first part is a word."""
        token = first_of(children, Token)
        return self.proviso(()) if token is None else self.schedule([token])

    def continued(self, children: Children) -> Spots:
        outer, inner = every(children, Spots)
        found = _within(outer, inner)
        return Spots(tuple(replace(spot, is_list=True) for spot in found.all))

    def thereof(self, children: Children) -> Spots:
        inner = first_of(children, Spots) or Spots((Spot(Locator()),))
        return Spots(tuple(replace(spot, is_back=True) for spot in inner.all))

    # Adverbials

    def ats(self, children: Children) -> Wheres:
        return Wheres(every(children, Where))

    def at_place(self, children: Children) -> Where:
        return Where(needed(children, Spots).all)

    def at_back(self, _children: Children) -> Where:
        return Where((Spot(Locator(), is_back=True),))

    def at_end(self, children: Children) -> Where:
        return Where(spots_of(children), position=Position.END)

    def at_beginning(self, children: Children) -> Where:
        return Where(spots_of(children), position=Position.BEGINNING)

    def after(self, children: Children) -> Where:
        return Where(neighbour=Neighbour(Relation.AFTER, needed(children, Operand).words))

    def before(self, children: Children) -> Where:
        operand = needed(children, Operand)
        if operand.is_sign and operand.words == ".":
            return Where(position=Position.BEFORE_FULL_STOP)
        return Where(neighbour=Neighbour(Relation.BEFORE, operand.words))

    def after_place(self, children: Children) -> Where:
        return Where(spots_of(children), position=Position.AFTER)

    def before_place(self, children: Children) -> Where:
        return Where(spots_of(children), position=Position.BEFORE)

    def between(self, children: Children) -> Where:
        first, second = every(children, Operand)
        return Where(neighbour=Neighbour(Relation.BETWEEN, first.words, second.words))

    def between_reversed(self, children: Children) -> Where:
        return self.between([*self._operands(children)][::-1])

    def after_both(self, children: Children) -> Where:
        sign, words = self._operands(children)
        return Where(neighbour=Neighbour(Relation.AFTER, words.words + sign.words))

    def _operands(self, children: Children) -> list[Operand]:
        return [
            self.punctuation([child]) if isinstance(child, Token) else child
            for child in children
            if isinstance(child, Token | Operand)
        ]

    def throughout(self, children: Children) -> Where:
        return Where(spots_of(children), occurrence=Each.EACH)

    def occurrence(self, children: Children) -> Where:
        return Where(occurrence=occurrence_in(needed(children, Token)))

    def beside_it(self, children: Children) -> Where:
        is_after = needed(children, Token).split()[1].lower() == "after"
        return Where(position=Position.AFTER if is_after else Position.BEFORE)

    def lieu(self, _children: Children) -> Where:
        return Where(is_instead=True)

    def no_more(self, _children: Children) -> Where:
        return Where()

    def in_blank(self, _children: Children) -> Where:
        return Where(in_blank=True)

    def locator(self, children: Children) -> tuple[Locator, tuple[Where, ...]]:
        here = spots_of(children)
        if len(here) > 1:
            raise UnreadableError("several places are named")
        return (here[0].locator if here else Locator()), every(children, Where)


def _numbered(name: str, number: int) -> Locator:
    match name:
        case "paragraph":
            return Locator(paragraph=number)
        case "sentence":
            return Locator(sentence=number)
        case "row":
            return Locator(row=number)
    return Locator(line=number)


def _deepest(spots: Spots) -> int:
    return max((depth for spot in spots.all for depth in depths(spot.locator)), default=0)


def _within(outer: Spots, inner: Spots) -> Spots:
    """Return places within another; one of the two is a single place."""
    if outer.is_loose or (len(outer.all) > 1 and len(inner.all) > 1):
        raise UnreadableError("several places lie within several")
    return Spots(
        tuple(
            Spot(narrowed(out.locator, spot.locator), out.is_back or spot.is_back)
            for out in outer.all
            for spot in inner.all
        )
    )

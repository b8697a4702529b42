"""From acts that change what words mean, or rename what is referred to, to instructions."""

import re
from dataclasses import replace
from itertools import product

from pipeline.amendments.model import Instruction, Locator
from pipeline.amendments.wording.context import Context
from pipeline.amendments.wording.grammar import FIRM, NAME, UnreadableError
from pipeline.amendments.wording.making import (
    DOCUMENT,
    instruction,
    no_words,
    provisions,
    whole_words,
    words_replaced,
)
from pipeline.amendments.wording.narrowing import Where
from pipeline.amendments.wording.phrases import Act, Operands, References

_NAME = re.compile(f"{NAME}|{FIRM}", re.IGNORECASE)
#: The same but for the capital letter with which it begins.
_SMALL_NAME = re.compile(rf"[a-z]\w*\s(?:{FIRM})")
#: Words that begin a description, and no name.
_DESCRIBES = re.compile(r"(?:an?|any|each|every|its|our|such|that|this|your)\b")
#: Words of instructions, which an operand without quotation marks must not run into.
_INSTRUCTING = re.compile(
    r"\b(?:delet\w+|insert\w*|substitut\w+|replac\w+|re-?(?:letter|number)\w*|lieu thereof|"
    r"references? to|shall (?:be deemed|refer to|not apply|be amended))\b",
    re.IGNORECASE,
)
#: A sentence that begins within them; the full stop before it may be that of "Inc.".
_SENTENCE = re.compile(
    r"\.[\"”]? (?:The|This|That|These|In|All|Any|No|Each|Every|For|If|Such|It|Sections?|A)\b"
)

Made = list[Instruction]


def _said(act: Act) -> str:
    """Return what is said of a provision or a term, if no further instruction is in it."""
    if act.said is None:
        return ""
    words = act.said.words
    if not act.said.quoted and (_INSTRUCTING.search(words) or _SENTENCE.search(words)):
        raise UnreadableError("where the words end is not certain")
    return words


def meant(act: Act, wheres: tuple[Where, ...], context: Context) -> Made:
    """What overrides a provision, stands beside it, or says to what it applies."""
    places = provisions(act, wheres, context)
    return [instruction(act.verb, place, meaning=_said(act)) for place in places]


def _places(act: Act, wheres: tuple[Where, ...], context: Context) -> tuple[Locator, ...]:
    """Return the places of references or terms: throughout, where nothing else is said."""
    spots = act.object.spots if isinstance(act.object, References) else ()
    wheres = no_words((Where(spots), *wheres))
    if not any(where.spots for where in wheres) and not context.is_here:
        return (DOCUMENT,)
    return context.places_of(wheres)


def deemed(act: Act, wheres: tuple[Where, ...], context: Context) -> Made:
    """A term that is given a meaning, or references to it that are."""
    if isinstance(act.object, References):
        operation, terms = "deem_reference", act.object.terms
    elif isinstance(act.object, Operands) and act.verb != "take":
        operation = "redefine_term" if act.verb == "mean" else "deem_reference"
        terms = act.object.all
    else:
        raise UnreadableError("what is given a meaning is not a term")
    if any(term.is_sign or isinstance(term.occurrence, int) for term in terms):
        raise UnreadableError("one reference among others is given a meaning")
    names = [term.quoted or term.words.removeprefix("the ") for term in terms]
    return [
        instruction(operation, place, term=name, meaning=_said(act))
        for place, name in product(_places(act, wheres, context), names)
    ]


def referred(act: Act, wheres: tuple[Where, ...], context: Context) -> Made:
    """References that shall refer to another name; to what is described, not named, a meaning."""
    if not isinstance(act.object, References) or act.said is None:
        raise UnreadableError("what refers is no reference")
    new = act.said.quoted or _said(act)
    if not act.said.quoted and not _NAME.fullmatch(new):
        if _SMALL_NAME.fullmatch(new) and not _DESCRIBES.match(new):
            raise UnreadableError("whether the words are a name is not certain")
        return deemed(act, wheres, context)
    return [
        words_replaced(whole_words(term), new, replace(place, occurrence=term.occurrence))
        for place, term in product(_places(act, wheres, context), act.object.terms)
    ]

"""Reading instructions: from the words of an item to operations on places.

Quotations are cut out, the item is taken apart at its semicolons and sentences, each part
is read by a grammar into phrases, and the phrases, put together, are operations; see
:mod:`pipeline.amendments.wording`.

Nothing is guessed. A part that is not read to its last word becomes one ``unresolved``
instruction with its words; the parts beside it stand, because items list changes that do
not depend on one another. If the part that is not read has a word that may qualify the
others ("provided", "unless", "such", "thereof" ...), or may go on with what the part before
it says, the whole item is unresolved instead.
So every word of an item is in the ``words`` of an instruction, read or unresolved.
"""

import re
from dataclasses import replace

from pipeline.amendments.model import Instruction, Locator
from pipeline.amendments.wording.clauses import read_clauses
from pipeline.amendments.wording.context import Context
from pipeline.amendments.wording.grammar import UnreadableError
from pipeline.amendments.wording.parse import parse_clauses
from pipeline.amendments.wording.parts import Part, parts, tail_parts
from pipeline.amendments.wording.quotations import Scanned, UnpairedMarkError, one_line, scan

#: Words with which a part may speak of the parts beside it.
_QUALIFYING = re.compile(
    r"\b(?:provided|except\w*|unless|if|only|but|however|subject|notwithstanding|such|th[ai]t|"
    r"this|these|those|foregoing|same|so|there\w*|extent|until|when|where\w*|without|other|case|"
    r"mutatis|applicable|respectively|also|likewise|its?|their|they|each|both|above|below|said|"
    r"here\w*|instead)\b",
    re.IGNORECASE,
)


def read_item(item: str, words: str) -> tuple[Instruction, ...]:
    """Return the operations that the words of an item state, in their order.

    ``item`` is its letter, ``words`` what follows it in the paper; white space counts as
    one space. Ids are the letter, with a number where there are several. At least one
    instruction comes back, and their ``words``, those of one part once, are the item's.
    """
    text = one_line(words)
    try:
        scanned = scan(text)
    except UnpairedMarkError:
        return _numbered(item, [_unresolved(text)])
    context = Context()
    found: list[Instruction] = []
    is_read = is_open = False
    for part in parts(scanned):
        context.next_part()
        printed = scanned.printed(part.text)
        try:
            made = _read_part(scanned, part, context)
        except UnreadableError:
            if is_open or _QUALIFYING.search(part.text):
                return _numbered(item, [_unresolved(text)])
            context.lose()
            found.append(_unresolved(printed))
            is_open = False
            continue
        is_read = True
        # A meaning without quotation marks may go on after a semicolon, in words of its own.
        is_open = any(one.meaning for one in made)
        found += [replace(one, words=printed) for one in made]
    return _numbered(item, found if is_read else [_unresolved(text)])


def _read_part(scanned: Scanned, part: Part, context: Context) -> list[Instruction]:
    made = read_clauses(parse_clauses(scanned, part.core), context)
    if part.is_open:
        for inner in tail_parts(scanned, part):
            _must_not_instruct(scanned, inner)
    return made


def _must_not_instruct(scanned: Scanned, part: Part) -> None:
    """Raise UnreadableError where a text without marks may have run into an instruction."""
    try:
        parse_clauses(scanned, part.core)
    except UnreadableError:
        return
    raise UnreadableError("where the new text ends is not certain")


def _unresolved(words: str) -> Instruction:
    return Instruction("", "unresolved", Locator(), words=words)


def _numbered(item: str, found: list[Instruction]) -> tuple[Instruction, ...]:
    """Give each instruction the id of its item, with its number where there are several."""
    if len(found) == 1:
        return (replace(found[0], id=item),)
    return tuple(replace(one, id=f"{item}.{number}") for number, one in enumerate(found, 1))

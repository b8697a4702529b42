"""The grammar of instructions, ready to use: ``grammar.lark`` with its small patterns put in."""

from functools import cache
from pathlib import Path

from lark import Lark, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Token

from pipeline.amendments.wording import ordinals, quotations

#: A label in brackets: (a), (ii), (BB), (12).
LABEL = r"\((?:[A-Za-z]{1,2}|[ivxlIVXL]{1,6}|[0-9]{1,3})\)"
#: Labels one within the other: (b)(ii).
LABELS = rf"(?:{LABEL})+"
#: The number of a section: 3, 5A, 11.03, IV.
NUMBER = r"(?:[0-9]{1,3}[A-Za-z]?(?:\.[0-9]{1,3})*|(?-i:[IVXLC]{1,7}))(?![A-Za-z0-9])"
#: A section with its labels: 6(b)(i).
SECTION = rf"{NUMBER}(?:\s?{LABEL})*"
#: What quoted words may be called before they are quoted.
NOUN = (
    r"(?:words?|phrases?|terms?|clause|sentence|figures?|numbers?|dates?|amounts?|address|"
    r"language|text|names?|expression|parenthetical)"
)
#: A name without quotation marks: capital letters, and what may stand between them.
NAME = (
    r"(?-i:(?:the\s)?[A-Z][\w.&'’-]*(?:\s(?:[A-Z][\w.&'’-]*|of(?=\s[A-Z])|&)"
    r"|,\s(?:Inc\.?|L\.P\.|LLC|L\.L\.C\.|LLP|Ltd\.?|N\.A\.|S\.A\.)(?!\w))*)"
)
#: What firms' names end in.
_FIRM_END = (
    r"(?:Incorporated|Inc\.?|Corporation|Corp\.?|Company|Co\.?|Limited|Ltd\.?|L\.?L\.?C\.?|LLP|"
    r"L\.?P\.?|PLC|plc|N\.?A\.?|N\.?V\.?|S\.?A\.?|AG|Bank|Trust|Group)"
)
#: The name of one firm, which may hold commas and "and": it ends as firms' names do, once.
FIRM = (
    rf"(?-i:(?:the\s)?[A-Z][\w.&'’-]*"
    rf"(?:(?!,?\s{_FIRM_END}(?!\w)),?\s(?:[A-Z][\w.&'’-]*|&|(?:of|and|for)(?=\s(?!Sections?\s)[A-Z])))*"
    rf",?\s{_FIRM_END}(?!\w)(?:,\s{_FIRM_END}(?!\w))?)"
)

_PATTERNS = {
    "<ORDINAL>": ordinals.PATTERN,
    "<SIGN>": quotations.SIGN,
    "<LABELS>": LABELS,
    "<SECTION>": SECTION,
    "<NOUN>": NOUN,
    "<NAME>": NAME,
    "<FIRM>": FIRM,
}


class UnreadableError(ValueError):
    """The words are none that the grammar foresees, or do not say enough."""


@cache
def grammar() -> Lark:
    """Return the parser; it is made once, at the first use."""
    text = (Path(__file__).parent / "grammar.lark").read_text("utf-8")
    for name, pattern in _PATTERNS.items():
        text = text.replace(name, pattern)
    return Lark(
        text,
        parser="lalr",
        lexer="contextual",
        start=["part", "locator"],
        g_regex_flags=2,  # re.IGNORECASE
        maybe_placeholders=False,
    )


def parse(text: str, start: str) -> Tree[Token]:
    """Parse a scanned text, in time that grows with its length.

    ``start`` is ``part`` (operations) or ``locator`` (a place). Raises UnreadableError.
    """
    try:
        return grammar().parse(text, start=start)
    except UnexpectedInput as error:
        raise UnreadableError("the words are not those of an instruction") from error

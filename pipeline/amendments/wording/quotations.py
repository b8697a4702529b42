"""Cutting quoted words out of the wording of an item, before a grammar sees it.

What stands between quotation marks can be anything: brackets that it does not close,
further quotations, the words of an instruction. So each quotation is replaced by a sign,
and the grammar reads the words around them.

Which way a straight mark faces is told by what stands beside it: it opens where nothing is
open, and within a quotation it opens a further one only between a space or a bracket and a
word. Marks that do not pair make the whole text unreadable; nothing is paired by chance.
"""

import re
from dataclasses import dataclass

#: The signs that take a quotation's place, around its number; both are for private use.
OPEN, CLOSE = "\ue000", "\ue001"
#: A regular expression for the sign of a quotation.
SIGN = f"{OPEN}[0-9]+{CLOSE}"

_MARK = re.compile(r"[\"“”]|``|''|[‘’']")
_ESCAPED_OR_MARK = re.compile(r"\\.|[\"“”]|``|''|[‘’']", re.DOTALL)
_SIGN = re.compile(SIGN)
_OPENING = " ([{-–—/"


class UnpairedMarkError(ValueError):
    """The quotation marks of a text do not pair."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: its words, and how it is printed with its marks."""

    words: str
    printed: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """A text with a sign in place of each quotation, and the quotations by number."""

    text: str
    quotations: tuple[Quotation, ...]

    def words(self, sign: str) -> str:
        """Return the words of the quotation that a sign stands for."""
        return self.quotations[int(sign[1:-1])].words

    def printed(self, text: str) -> str:
        """Return a stretch of the text as printed, its quotations put back."""
        return _SIGN.sub(lambda sign: self.quotations[int(sign[0][1:-1])].printed, text)


def one_line(words: str) -> str:
    """Return the words with every run of white space as one space."""
    return " ".join(words.split())


def scan(text: str, *, escapes: bool = False) -> Scanned:
    """Replace each quotation of a text (on one line) by a sign.

    With ``escapes`` a backslash before a character keeps it from being a mark, as the
    standard form of locators writes it. Raises UnpairedMarkError.
    """
    pattern = _ESCAPED_OR_MARK if escapes else _MARK
    found: list[Quotation] = []
    pieces: list[str] = []
    done = start = 0
    opened: list[str] = []
    marks = list(pattern.finditer(text))
    skip_to = 0
    for index, match in enumerate(marks):
        mark, at, end = match[0], match.start(), match.end()
        if at < skip_to or mark[0] == "\\":
            continue
        if mark in "‘’'":
            if opened or not _opens_single(text, at):
                continue
            skip_to = _end_of_single(text, marks, index)
            pieces += _outside(text[done:at]), f"{OPEN}{len(found)}{CLOSE}"
            found.append(_quotation(text[at:skip_to], 1, escapes=escapes))
            done = skip_to
        elif _opens(text, at, end, mark, opened):
            if not opened:
                start = at
            opened.append(mark)
        elif mark == "''" and opened[-1:] != ["``"]:
            continue
        elif not opened:
            raise UnpairedMarkError("a quotation mark closes nothing")
        else:
            first = opened.pop()
            if not opened:
                width = len(first)
                pieces += _outside(text[done:start]), f"{OPEN}{len(found)}{CLOSE}"
                found.append(_quotation(text[start:end], width, escapes=escapes))
                done = end
    if opened:
        raise UnpairedMarkError("a quotation is not closed")
    pieces.append(_outside(text[done:]))
    return Scanned("".join(pieces), tuple(found))


def quote(words: str) -> str:
    """Return words between marks, so that scanning with escapes gives the same words."""
    plain = f"“{words}”"
    try:
        scanned = scan(plain, escapes=True)
    except UnpairedMarkError:
        scanned = None
    if scanned and [quotation.words for quotation in scanned.quotations] == [words]:
        return plain
    return "“" + re.sub(r"([\\\"“”`'])", r"\\\1", words) + "”"


def _outside(text: str) -> str:
    """Return text outside quotations; it must not look like the sign of one."""
    if OPEN in text or CLOSE in text:
        raise UnpairedMarkError("a character that stands for quotations is in the text itself")
    return text


def _quotation(printed: str, width: int, *, escapes: bool) -> Quotation:
    # A mark closes as wide as it opened, but for a straight one that closes a curly one.
    closing = 2 if width == 2 and printed.endswith("''") else 1
    words = printed[width:-closing]
    if escapes:
        words = re.sub(r"\\(.)", r"\1", words, flags=re.DOTALL)
    return Quotation(one_line(words), printed)


def _opens(text: str, at: int, end: int, mark: str, opened: list[str]) -> bool:
    if mark in ("“", "``"):
        return True
    if mark != '"':
        return False
    before, after = text[at - 1] if at else " ", text[end] if end < len(text) else " "
    if not opened:
        closes = before not in _OPENING and not (after.isalnum() or after in "($[")
        return before in '"”' or not closes
    faces_in = before in _OPENING or before in "\"“`‘'"
    return faces_in and (after.isalnum() or after in "($[")


def _opens_single(text: str, at: int) -> bool:
    before, after = text[at - 1] if at else " ", text[at + 1 : at + 2]
    return before in _OPENING and bool(after) and not after.isspace()


def _end_of_single(text: str, marks: list[re.Match[str]], index: int) -> int:
    """Return where a quotation in single marks ends; an apostrophe may look the same."""
    ends = []
    for following in range(index + 1, len(marks)):
        match = marks[following]
        if match[0] not in "‘’'":
            continue
        if _opens_single(text, match.start()):
            break
        after = text[match.end() : match.end() + 1]
        if not after.isalnum():
            ends.append(match.end())
    if len(ends) != 1:
        raise UnpairedMarkError("a quotation in single marks has no certain end")
    return ends[0]

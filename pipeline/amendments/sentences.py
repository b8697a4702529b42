"""Parts of running text: sentences, clauses within them, provisos and definitions.

All functions take a text and give spans in it (start, and the end that is not included).
They find what contracts mark by their own conventions, and give nothing where these fail.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from pipeline.amendments.numbering import ranks

Span = tuple[int, int]

#: After these a full stop never ends a sentence: something always follows them.
_NEVER_LAST = (
    "no nos sec secs art arts cl para paras ex exh reg regs rev stat fed cir mr mrs ms messrs dr "
    "prof hon st ste vs v cf e.g i.e viz approx jan feb mar apr jun jul aug sept sep oct nov dec "
    "p pp vol"
)
#: After these it may: they also stand at a sentence's end.
_MAY_BE_LAST = (
    "inc co cos corp ltd plc l.p l.l.p l.l.c n.a s.a n.v u.s u.k n.y d.c e.u a.m p.m jr sr esq "
    "bros assn etc al seq ltda s.p.a a.g"
)
#: Words that open a sentence; after "Inc." only they show that a new one begins.
_OPENERS = (
    "A All Any As At Each Every Except For He However If In It Its Neither No None Nothing "
    "Notwithstanding On Once Payment Promptly Provided She Subject Such That The Their There "
    "These They This Those Time Under Unless Until Upon We When Where Whenever With Within "
    "You Your"
)
_NEVER, _MAYBE, _OPENING = (
    frozenset(words.split()) for words in (_NEVER_LAST, _MAY_BE_LAST, _OPENERS)
)
_STOP = re.compile(r"[.?!][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9]|\s*$|\n)")
_NEXT_WORD = re.compile(r"[\s\"'“‘(\[]*(\w+)")
_LAST_WORD = re.compile(r"[\w.&]+$")

_PROVISO = re.compile(
    r"\bprovided(?:,?\s+(?:however|further|moreover|also))*,?\s+that\b"
    r"|\bprovided,?\s+(?:however|further)\b,?|\bexcept\s+that\b",
    re.IGNORECASE,
)
_INLINE = re.compile(r"(?<!\S)(?:[“\"']?)\((\w{1,5})\)(?=\s)")
#: What stands before a label that refers to a clause and does not begin one.
_REFERS = re.compile(
    r"(?:\b(?:sub)?(?:clauses?|paragraphs?|sections?|items?|parts?)\s*[\w.]*\s*"
    r"(?:\(\w{1,5}\)\s*(?:,|and|or|through|to|and/or)*\s*){0,8})$",
    re.IGNORECASE,
)
_MEANS = r"\s*(?:,?\s*(?:as used [^.;]{0,80}|when used [^.;]{0,80}),?\s*)?"
_DEFINES = (
    r"(?:shall\s+|will\s+)?(?:means?|refers?\s+to|ha(?:s|ve)\s+the\s+meanings?|be\s+deemed)\b"
)


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text; legal abbreviations don't end one."""
    found = []
    start = 0
    for stop in _STOP.finditer(text):
        if _ends(text, stop.start(), stop.end()):
            found.append((start, stop.end()))
            start = stop.end()
            while start < len(text) and text[start].isspace():
                start += 1
    if start < len(text):
        found.append((start, len(text)))
    return found


def _ends(text: str, stop: int, after: int) -> bool:
    if text[stop] != "." or after == len(text) or text[after] == "\n":
        return True
    before = _LAST_WORD.search(text, max(0, stop - 20), stop)
    word = before[0] if before else ""
    following = _NEXT_WORD.match(text, after)
    opener = following[1] if following else ""
    if word.lower() in _NEVER:
        return False
    if word.lower() in _MAYBE or re.fullmatch(r"(?:\w\.)+\w", word):
        return opener in _OPENING
    # A single capital is an initial, unless it is a numbered thing's letter: "Schedule A. The".
    return not (len(word) == 1 and word.isupper()) or opener in _OPENING


def sentence_of(spans: list[Span], offset: int) -> Span:
    """Return the sentence that holds a character."""
    return spans[max(0, bisect_right(spans, offset, key=lambda span: span[0]) - 1)]


def inline_clauses(text: str, label: str) -> list[Span]:
    """Return the clauses that begin with ``(label)`` within a text, label included.

    One ends before the label that follows it in its list, else with the sentence; the
    comma, semicolon or "and" at its end, and a proviso after it, are not part of it.
    References such as "clause (ii) above" begin none.
    """
    marks = [m for m in _INLINE.finditer(text) if not _refers(text, m.start())]
    stops = sentences(text)
    # The same label again begins another list.
    following = {mark[1] for mark in marks if _follows(label, mark[1])} | {label}
    ends = [mark.start() for mark in marks if mark[1] in following]
    found = []
    for mark in (mark for mark in marks if mark[1] == label):
        _, end = sentence_of(stops, mark.start())
        place = bisect_right(ends, mark.start())
        if place < len(ends) and ends[place] < end:
            end = ends[place]
        else:
            proviso = _PROVISO.search(text, mark.end(), end)
            end = _without_stop(text, mark.end(), proviso.start() if proviso else end)
        found.append((mark.start(1) - 1, _without_joiner(text, mark.end(), end)))
    return found


def _refers(text: str, mark: int) -> bool:
    return _REFERS.search(text, max(0, mark - 80), mark) is not None


def _without_stop(text: str, start: int, end: int) -> int:
    """Return the end of a clause without the full stop of its sentence."""
    return start + len(text[start:end].rstrip('."”'))


def _without_joiner(text: str, start: int, end: int) -> int:
    """Return the end of a clause without the comma, semicolon or "and" that leads on."""
    bare = text[start:end].rstrip(" \n\t,;:")
    for joiner in (" and/or", " and", " or"):
        if bare.endswith(joiner):
            bare = bare.removesuffix(joiner).rstrip(" \n\t,;:")
            break
    return start + len(bare)


def _follows(label: str, later: str) -> bool:
    before, after = ranks(label), ranks(later)
    return any(after.get(kind) == rank + 1 for kind, rank in before.items())


def provisos(text: str) -> list[Span]:
    """Return the provisos of a text: from "provided, however, that" to the sentence's end."""
    stops = sentences(text)
    starts = [match.start() for match in _PROVISO.finditer(text)]
    found = []
    for place, start in enumerate(starts):
        _, end = sentence_of(stops, start)
        following = starts[place + 1] if place + 1 < len(starts) else end
        found.append((start, min(end, following)))
    return found


def definitions(text: str, term: str) -> list[Span]:
    """Return the sentences that define a term: ``"X" means ...`` or ``(the "X")``."""
    name = re.escape(" ".join(term.split()))
    quoted = rf"[\"“]{name}[\"”]"
    means = rf"{quoted}{_MEANS}{_DEFINES}"
    in_brackets = rf"\((?:[^()]{{0,80}}\s)?{quoted}(?:\s[^()]{{0,80}})?\)"
    found: list[Span] = []
    stops = sentences(text)
    for match in re.finditer(f"{means}|{in_brackets}", text):
        sentence = sentence_of(stops, match.start())
        if sentence not in found:
            found.append(sentence)
    return found


def words_defined(text: str) -> Iterator[tuple[str, int]]:
    """Yield the terms that paragraphs of definitions begin with, and where each begins."""
    for match in re.finditer(r"(?m)^[\"“]([^\"”]{1,80})[\"”]\s+(?:means?|shall|has)\b", text):
        yield match[1], match.start()

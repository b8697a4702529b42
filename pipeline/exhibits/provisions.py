"""The title of standing provisions, in marks or without, where it stands or is defined."""

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.exhibits.figures import MONTH
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Paragraph, Span

_MARKS = re.compile(r"[\"“”]")
_OF_PROVISIONS = re.compile(r"Provisions|Underwriting\s+Agreement|Terms")
#: What stands before a term that is being defined.
_DEFINES = re.compile(
    r"\((?:(?:the|such|an?|each|any|all|as|so|being|herein|hereinafter|hereafter|collectively|"
    r"together|referred|called|known|to|and|,)\s*)*$",
    re.IGNORECASE,
)
_LONGEST = 240
#: How many places may end a title that no marks enclose, and how many terms may stand for one.
_MOST_TITLES = 8
_MOST_TERMS = 4
_SHORTEST = 8
#: Where a title ends that no marks enclose: before its date, or the name that it goes by.
_ENDS = re.compile(
    r"\b(?:Provisions|Terms(?:\sand\sConditions)?|Agreement)"
    r"(?:\sfor\s(?:(?:[A-Z][\w-]*|of|and|the)\s){0,5}[A-Z][\w-]*)?(?P<edition>\s\([^()\"“”]{3,40}\))?"
    r"(?=(?:\sof\s(?:[A-Z&][\w.,&'’-]*\s){0,8}?[A-Z&][\w.,&'’-]*)?,?\s(?:and\s|as\s)?dated\b"
    r"|,?\s\((?:the\s|such\s|[\"“])|,?\s(?:attached|filed|set\sforth)\b|,\swhich\b"
    rf"|\sof\s(?:{MONTH})\s\d)"
)
#: What may stand between the capital words of a title.
_WITHIN = frozenset(("and", "of", "for", "the", "to", "&", "-", "--", "–", "—"))
#: What may stand before it; behind another word the title may have begun sooner.
_BEFORE = frozenset(
    ("", "of", "in", "the", "called", "entitled", "titled", "captioned", "headed", "document", "as")
)
_POSSESSIVE = re.compile(r".*['’]s?$")
#: Words of a title that no marks enclose, at least; two name an agreement, not provisions.
_FEWEST = 3
#: What provisions are called once they are defined.
_TERM = re.compile(
    r"\b(?:[Tt]he|[Ss]uch|[Ss]aid)\s(?P<term>(?:[A-Z]\w+\s){0,3}(?:Provisions|Underwriting\sAgreement))"
)


def title_in(body: Span) -> Span | None:
    """Return the title of provisions that stands in some words; None where none is certain."""
    quoted = [
        span
        for span in _in_marks(body)
        if _OF_PROVISIONS.search(span.text) and _SHORTEST <= len(span.text) <= _LONGEST
    ]
    if quoted:
        return max(quoted, key=lambda span: len(span.text))
    ends = (_unmarked(body, end) for end in islice(_ENDS.finditer(body.text), _MOST_TITLES))
    return next((title for title in ends if title is not None), None)


def title_defined(paper: Paper, body: Span) -> tuple[Span, Span] | None:
    """Return the title for which a term in some words stands, with what defines it."""
    terms = dict.fromkeys(match["term"] for match in _TERM.finditer(body.text))
    for term in list(terms)[:_MOST_TERMS]:
        defined = re.compile(rf"\((?:the\s)?[\"“]{re.escape(term)}[,.]?[\"”]\)")
        for block in paper.blocks:
            if not isinstance(block, Paragraph):
                continue
            found = defined.search(block.body.text)
            title = title_in(block.body.part(0, found.end())) if found else None
            if title is not None:
                return title, block.body
    return None


def _in_marks(body: Span) -> Iterator[Span]:
    """Yield what stands between marks that belong together, but for terms being defined."""
    opened: int | None = None
    for mark in _MARKS.finditer(body.text):
        sign = mark[0]
        opens = sign == "“" or (sign == '"' and opened is None)
        if opens:
            opened = mark.end()
        elif opened is not None:
            if not _DEFINES.search(body.text[: opened - 1]):
                yield body.part(opened, mark.start()).stripped(" ,.")
            opened = None


def _unmarked(body: Span, match: re.Match[str]) -> Span | None:
    """Return the title that ends in a match and no marks enclose: words with capitals.

    None where it has not enough words, or where a small word before it may be its own.
    """
    end = match.end()
    if match["edition"] and not re.match(r"[^;()\"“]{0,80}\bdated\b", body.text[end:]):
        end = match.start("edition")
    stem = match.start("edition") if match["edition"] else match.end()
    tokens = list(re.finditer(r"\S+", body.text[:stem]))
    first = len(tokens)
    while first and _may_be_of_title(tokens[first - 1][0]):
        first -= 1
    if first == 0 and len(tokens) > 1 and tokens[1][0] in _WITHIN - {"and", "&"}:
        # "Referring to the": the first word of a sentence has its capital from there.
        first = 1
    while first < len(tokens) and tokens[first][0].lower() in _WITHIN:
        first += 1
    owned = [at for at in range(first, len(tokens)) if _POSSESSIVE.fullmatch(tokens[at][0])]
    first = owned[-1] + 1 if owned else first
    before = tokens[first - 1][0].lower() if first and not owned else ""
    articles = [at for at in range(first, len(tokens)) if tokens[at][0] == "the"]
    # "This Pricing Agreement and the Underwriting Agreement, dated": the article begins another.
    for start, word in ((first, before), *((at + 1, "the") for at in articles[-1:])):
        count = len(tokens) - start
        is_agreement = count == _FEWEST - 1 and tokens[-2][0] == "Underwriting"
        # Of a bare "Basic Provisions" the title is not all there.
        if (count >= _FEWEST or is_agreement) and word in _BEFORE:
            return body.part(tokens[start].start(), end)
    return None


def _may_be_of_title(token: str) -> bool:
    return (token[:1].isupper() and not token.endswith(":")) or token in _WITHIN

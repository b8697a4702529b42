"""Words that a paper defines: (the "Company"), (together, the "Notes")."""

import re
from collections.abc import Sequence

from pipeline.exhibits.draft import stated, unsure
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span
from pipeline.exhibits.sale import Sold

_TERM = re.compile(
    r"\(\s*(?:together\swith\s[^()\"“”]{1,80}?,\s)?(?:(?:together|collectively|individually|each|hereinafter|herein|below|hereafter|"
    r"referred|called|and|as|to|being|,|the|an?)\s*)*"
    r"[\"“'‘]+(?:the\s)?(?P<term>[^\"”“’]{1,60}?)[,.]?[\"”’']+\s*\)"
)
#: The same in a copy that lost its quotation marks.
_BARE_TERM = re.compile(r"\(the\s(?P<term>(?:[A-Z]\w+\s?){1,3})\)")
_OF_SECURITIES = re.compile(r"\b(?:Securit|Note|Debenture|Bond|Share|Unit|Certificate)")
_IS_SHARE = re.compile(r"\bShares?\b")
_OF_OTHERS = re.compile(r"\b(?:Underwrit|Purchaser|Manager|Dealer|Guarant|Option)")
#: The opening is among so many sentences.
_OPENING = 10


def terms_of(span: Span) -> list[tuple[str, Span]]:
    """Return the terms that words define, each with its bracket."""
    found = [*_TERM.finditer(span.text), *_BARE_TERM.finditer(span.text)]
    return [(match["term"].strip(), span.of(match)) for match in found]


def first_term(span: Span, within: int) -> tuple[str, Span] | None:
    """Return the first defined term within so many signs: the term, and its bracket."""
    return next(iter(terms_of(span.part(0, min(within, len(span.text))))), None)


def name_securities(paper: Paper, sold: Sequence[Sold]) -> None:
    """Set what the opening calls each security: by its series, or the one term there is."""
    terms = [
        (term, quote)
        for sentence in paper.sentences[:_OPENING]
        for term, quote in terms_of(sentence)
        if _OF_SECURITIES.search(term) and not _OF_OTHERS.search(term)
    ]
    for one in sold:
        if one.names:
            own = [(term, quote) for term, quote in terms if any(n in term for n in one.names)]
        else:
            own = terms if len(sold) == 1 else []
        kinds = {_IS_SHARE.search(term) is not None for term, _ in own}
        if len(kinds) > 1:
            # Shares and debt are sold at once, and this is one of them.
            one.put("defined_term", unsure(own))
        elif own:
            one.put("defined_term", stated(*own[0]))

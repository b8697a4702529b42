"""The two sentences of the offer: what the issuer proposes to sell, and who promises to buy."""

import re

from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span

STATEMENT = re.compile(
    (
        r"\b(?:propos(?:es?|ing)|intends?|wish(?:es)?|desires?|has\s+determined|means\s+to|"
        r"agrees?|plans?)\b[^.;]{0,100}?\b(?:issue|sell|sale|offer)\b|\b(?:will|is\sto)\s(?:issue|"
        r"sell)\b|\bconfirms?\s(?:its|our|the)\sagreements?\b[^;]{0,400}?\b(?:issu(?:e|ance)|sale)\b"
    ),
    re.IGNORECASE,
)
_BUY = r"(?:purchase|buy|subscribe|acquire|take\s(?:up|all)|underwrite)"
PURCHASE = re.compile(
    rf"\b(?:offers?|agrees?|proposes?|undertakes?|commits?|prepared|ready|willing|bound|will|shall)"
    rf"\b[^.;]{{0,120}}?\b{_BUY}\b",
    re.IGNORECASE,
)
#: Issuers offer securities, they do not offer to buy them.
_OFFERS = rf"\boffers?(?:,[^,;.]{{3,60}},)?\sto\s{_BUY}\b"
#: Who buys, as papers call them.
BUYERS = r"(?:[Uu]nderwriters?|[Ii]nitial\s[Pp]urchasers?|[Pp]urchasers?|[Mm]anagers?|[Dd]ealers?)"
_OF_SALE = re.compile(r"\b(?:issue|sell|sale|issuance)\b", re.IGNORECASE)
_OF_ISSUER = re.compile(
    r"\b(?:underst(?:and|ood)|propos|Company|Corporation|Issuer|underwriters|issue\s+and\s+sell)"
)
#: A firm acts for others, and it is a list that names them all.
FOR_OTHERS = re.compile(
    r",?\s(?:acting\s)?(?:for|on\sbehalf\sof)\s(?:(?:itself|ourselves|themselves)\sand\s)?"
    r"(?:(?:for|on\sbehalf\sof)\s)?(?:the\s|each\sof\s|other\s|several\s)*"
    r"(?:Underwriters|firms|Purchasers)\s(?:named|listed|identified|set\sforth)\s(?:in|on)\s"
    r"(?:Schedule|Annex|Exhibit|Appendix)\b",
    re.IGNORECASE,
)


def statement_of(paper: Paper) -> Span | None:
    """Return the sentence that says what is sold and by whom; None where none is."""
    return next((s for s in paper.sentences if STATEMENT.search(s.text) and _sells(s.text)), None)


def _sells(text: str) -> bool:
    return _OF_SALE.search(text) is not None and _OF_ISSUER.search(text) is not None


def purchase_clause(paper: Paper) -> Span | None:
    """Return the sentence in which the underwriters promise to buy; None where none is."""
    for sentence in paper.sentences:
        found = PURCHASE.search(sentence.text)
        buyers = rf"\b(?:[Ww]e|[Uu]ndersigned|{BUYERS})\b|{_OFFERS}"
        if found and re.search(buyers, sentence.text):
            if re.search(r"\bnot\s(?:offer|issue|sell|make|be)\b", sentence.text[:200]):
                continue
            if "best efforts" in sentence.text or "accept" in sentence.text[:40].lower():
                continue
            return sentence
    return None

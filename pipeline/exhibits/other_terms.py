"""Rows that have no field of their own: which of them are terms."""

import re

from pipeline.exhibits.draft import words
from pipeline.exhibits.figures import MONEY, clock_times, dates
from pipeline.exhibits.labels import is_label, plain_label
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span
from pipeline.exhibits.sold import Sold
from pipeline.exhibits.strokes import SIGNS
from pipeline.exhibits.term_rows import Rows

#: Kinds that other readers take.
_ELSEWHERE = frozenset({"closing", "additional", "listing", "pricing_date", "defeasance"})
#: A row that only names the securities of its columns.
_SERIES_HEAD = re.compile(
    r"(?:(?:[A-Z]|\d)[\w-]*\s){1,4}(?:Notes|Bonds|Debentures|Securities|Certificates)\b"
)
#: Heads of a table of prices.
_YEAR_HEAD = re.compile(r"(?:\S+ )?(?:years?|periods?|dates?|12-month period)(?: beginning.*)?")
_PRICE_HEAD = re.compile(r"(?:(?i:redemption|call)\s)?(?i:prices?|percentages?|amounts?)")
#: Several amounts side by side: a row of a list of firms.
_AMOUNTS = re.compile(r"(?:[^\w\s]{0,2}\s?\d{1,3}(?:,\d{3})+(?:\.\d\d)?\s*){1,}")
#: Labels of the rows of a list of firms, its heads and its total.
_OF_LIST = re.compile(
    r"(?:names?(?: of (?:the )?)?)?(?:\w+ )*(?:issuer|underwriters?|managers?|dealers?|names?|"
    r"(?:grand |sub)?totals?)"
)
#: A piece of a signature beside another, in a paper whose parties sign in two columns.
_SIGNED = re.compile(
    r"(?:By|Name|Title|Its)\s?:|/s/|(?:Accepted|Agreed|Confirmed)\b", re.IGNORECASE
)
#: A firm's name: a running head, or a row of a list.
_OF_FIRM = re.compile(
    r"(?:^|[\s.,])(?:Incorporated|Inc|Corp|Co|Limited|Ltd|LLC|L\.?L\.?C|LLP|L\.?P|PLC|plc|N\.?A|"
    r"[BN]\.?V|S\.?A|AG|GmbH|(?<!\bthe\s)(?:Company|Corporation))\.?"
)
_AMOUNT = re.compile(rf"{MONEY.pattern}|[\d,. ]+")


def read_other_terms(paper: Paper, one: Sold, rows: Rows) -> None:
    """Set the rows that no field has taken, each with its label."""
    others = [
        {
            "label": words(_unnumbered(label.span()).stripped(":.")),
            "text": words(span.stripped(".")),
        }
        for kind, (label, span) in rows.items()
        if kind not in one.taken
        and (kind.split()[0] not in _ELSEWHERE or _settles_nothing(kind, label.text, span))
        # Behind the signatures a row with another label may be one of a list of firms.
        and (label.first < paper.signature_line or not kind.startswith("?"))
        and _is_term(label.text, span.text)
    ]
    if others:
        one.put("other_terms", others)


def _unnumbered(label: Span) -> Span:
    """Return a label without the number of its row."""
    number = re.match(r"\(?\d{1,2}[.)]\s+", label.text)
    return label.part(number.end() if number else 0, len(label.text))


def _settles_nothing(kind: str, label: str, span: Span) -> bool:
    """Whether a row on settlement gives no day, hour or place: then it is a term of its own."""
    if kind != "closing" or re.search(r"place|location", label, re.IGNORECASE):
        return False
    return not any(dates(span)) and not any(clock_times(span))


def _is_term(label: str, value: str) -> bool:
    """Whether an unknown row may be a term: a label and words, not two pieces of prose."""
    return (
        len(label) <= 60
        and bool(value)
        and not re.fullmatch(r"[\W\d]*", label)
        and not _OF_LIST.fullmatch(plain_label(label))
        and not any(_AMOUNT.fullmatch(text) or SIGNS.fullmatch(text) for text in (label, value))
        and not (_SERIES_HEAD.fullmatch(label) and _SERIES_HEAD.match(value))
        and not (_YEAR_HEAD.fullmatch(plain_label(label)) and _PRICE_HEAD.fullmatch(value))
        and not (_AMOUNTS.fullmatch(value) or is_label(value) or _SIGNED.match(value))
        and not re.fullmatch(rf".*{_OF_FIRM.pattern}", label)
        and not re.match(r"(?:By|Name|Title|Attention|Attn|\()\b", label)
    )

"""Terms that the letter states in running sentences, where it has no table of them.

Each sentence is read for what it says of the one security; rows are read by the same readers.
"""

import re
from collections.abc import Iterator

from pipeline.exhibits.draft import Group, decided
from pipeline.exhibits.figures import DATE, Figure, dates, percents
from pipeline.exhibits.interest import interest_type, read_rate
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span
from pipeline.exhibits.payments import read_payments, record_days
from pipeline.exhibits.periods import Part, split_periods
from pipeline.exhibits.redemption import read_redemption
from pipeline.exhibits.sold import Sold
from pipeline.exhibits.term_rows import Rows

#: A paper with rows of these kinds has a table, which is the place of its terms.
_OF_TABLE = frozenset({"title", "maturity", "interest", "payment_dates"})
_MATURES = re.compile(
    rf"\b(?:matur(?:e|es|ing)|due\sand\spayable)\s(?:on\s)?(?P<day>{DATE.pattern})", re.IGNORECASE
)
_BEARS = re.compile(r"\b(?:bears?|pays?)\s(?:\w+\s)?interest\b", re.IGNORECASE)
_PAYABLE = re.compile(r"\bpayable\b.*", re.IGNORECASE)
#: A sentence of its own on when interest is paid.
_PAID_ON = re.compile(
    r"(?:[Tt]he\s)?[Ii]nterest\s(?:on\sthe\s\w+\s)?(?:(?:will|shall)\sbe|is)\s(?:paid|payable)\b.*"
)
_RECORDED = re.compile(
    r"\bholders?\sof\srecord\b[^.;]*?\bon\s(?P<days>.*)|\brecord\sdates?\b[^.;]*?\b(?:is|are)\s(?P<are>.*)",
    re.IGNORECASE,
)
_TO_PUBLIC = re.compile(
    r"\boffer\w*\b[^.;]{0,80}?\bto\s(?:the\spublic|investors)\b[^.;]{0,40}?\bat\s(?:an?\s(?:issue|offering)\sprice\sof\s)?"
    r"|\bpublic\soffering\sprice\b[^.;]{0,40}?\b(?:of|is|be|at)\s",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\bprice\b[^.;]{0,60}?\bpaid\b[^.;]{0,80}?\bis\s|\bpurchase\sprice\b[^.;]{0,60}?\b(?:of|is|be)\s"
    r"|\b(?:purchase|buy)\b[^;]{0,200}?\bat\s",
    re.IGNORECASE,
)
_OF_PRINCIPAL = re.compile(r"\sof\s(?:the|their|its)\s(?:aggregate\s)?principal\samount")
_CONCEDED = re.compile(
    r"\bconcession\b[^.;]{0,40}?\b(?:in\sexcess\sof|exceeding|of)\s", re.IGNORECASE
)
_REDEEMS = re.compile(r"\bredeem|\bredemption\b|\bcallable\b", re.IGNORECASE)


def read_running_terms(paper: Paper, one: Sold, rows: Rows) -> None:
    """Set the terms that sentences state, where rows state none of the chief ones."""
    if _OF_TABLE & set(rows):
        return
    sentences = paper.sentences
    one.put("maturity_date", decided(list(_maturities(sentences))))
    interest = _interest(sentences, one)
    one.put("interest", interest)
    for field, figures in (
        ("price_to_public_pct", _behind(sentences, _TO_PUBLIC)),
        ("purchase_price_pct", _paid(sentences)),
        ("selling_concession_pct", _behind(sentences, _CONCEDED)),
    ):
        one.put(field, decided(list(figures)))
    one.put("record_dates", _records(sentences))
    redeems = [span for span in sentences if _REDEEMS.search(span.text)]
    if len(redeems) == 1:
        one.put("redemption", read_redemption(_on_redemption(redeems[0])))


def _on_redemption(span: Span) -> Span:
    """Return a sentence without what it says before of the interest: its dates are others."""
    found = _REDEEMS.search(span.text)
    head = span.text[: found.start()] if found else ""
    cut = max(head.rfind(";"), head.rfind(", and "))
    is_of_interest = _BEARS.search(head) or _PAYABLE.search(head) or _MATURES.search(head)
    return span.part(cut + 1, len(span.text)).stripped(" ,;") if is_of_interest else span


def _maturities(sentences: list[Span]) -> Iterator[Figure]:
    for span in sentences:
        for match in _MATURES.finditer(span.text):
            yield from dates(span.of(match, "day"))


def _interest(sentences: list[Span], one: Sold) -> Group | None:
    """Return the interest of the sentences that say so, each of one period; None of none.

    Where one of them is not read, none is: the periods would not be whole.
    """
    periods: list[Group] = []
    for span in sentences:
        bears = _BEARS.search(span.text)
        if bears is None:
            continue
        payable = _PAYABLE.search(span.text, bears.end())
        head = span.part(0, payable.start() if payable else len(span.text))
        parts = split_periods(head)
        if len(parts) != 1:
            return None
        body = parts[0].body if parts[0].bounds else head.part(bears.end(), len(head.text))
        rate = read_rate(body)
        if rate is None:
            return None
        kind = rate.pop("type")
        period: Group = {"type": kind, **_bounds(parts[0]), **rate}
        payments = read_payments(span.of(payable).stripped(".")) if payable else None
        if payments is not None:
            period["payments"] = payments
        periods.append(period)
    if len(periods) == 1 and "payments" not in periods[0]:
        paid = [span for span in sentences if _PAID_ON.fullmatch(span.text)]
        payments = read_payments(paid[0].stripped(".")) if len(paid) == 1 else None
        if payments is not None:
            periods[0]["payments"] = payments
    kind = interest_type(one.opening_title, periods) if periods else None
    return None if kind is None else {"type": kind, "periods": periods}


def _bounds(part: Part) -> Group:
    return part.bounds if len(part.bounds) > 1 else {}


def _behind(sentences: list[Span], lead: re.Pattern[str]) -> Iterator[Figure]:
    """Yield the percentages that stand right behind some words."""
    for span in sentences:
        for match in lead.finditer(span.text):
            for one in percents(span):
                if one.span.start == span.start + match.end():
                    yield one


def _paid(sentences: list[Span]) -> Iterator[Figure]:
    """Yield the prices that the underwriters pay: shares of the principal amount."""
    for one in _behind(sentences, _PAID):
        behind = one.span.passage.text[one.span.end :]
        before = one.span.passage.text[max(0, one.span.start - 200) : one.span.start]
        if _OF_PRINCIPAL.match(behind) and not re.search(r"\bpublic\b[^.]*$", before):
            yield one


def _records(sentences: list[Span]) -> Group | None:
    for span in sentences:
        found = _RECORDED.search(span.text)
        if found is not None:
            group = "days" if found["days"] else "are"
            return record_days(span.of(found, group).stripped(" .,;"))
    return None

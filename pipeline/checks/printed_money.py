"""Money as papers print it: currency signs, amounts in words, denominations."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pipeline.checks.known import group, known
from pipeline.records.base import Stated
from pipeline.records.deal import Deal
from pipeline.records.security import Security
from pipeline.records.yamltext import Location

_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "HKD"})
#: Signs with the currencies that they may stand for; the first that matches decides.
_SIGNS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(pattern), frozenset(currencies))
    for pattern, currencies in (
        (r"\bUS ?\$|\bU\.S\. ?\$|\bUSD\b", {"USD"}),
        (r"\bC(?:dn|AD|an)?\.? ?\$|\bCAD\b", {"CAD"}),
        (r"\bA(?:U)?\$|\bAUD\b", {"AUD"}),
        (r"\bNZ\$|\bNZD\b", {"NZD"}),
        (r"\bHK\$|\bHKD\b", {"HKD"}),
        (r"\$", _DOLLARS),
        (r"[¥￥]|\([Yy]\)|\bY ?(?=\d)|\bJPY\b", {"JPY"}),
        (r"€|\([Ee]uros?\)|\bEUR\b", {"EUR"}),
        (r"£|\bGBP\b", {"GBP"}),
        (r"\bCHF\b", {"CHF"}),
    )
)

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
#: The value of each word for a number below 100.
NUMBER_WORDS = {word: number for number, word in enumerate(_SMALL.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), 2)
}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_NUMBER_WORD = "|".join([*NUMBER_WORDS, "hundred", *_SCALES])
_IN_WORDS = re.compile(rf"\b(?:(?:{_NUMBER_WORD})\b(?:[\s-]+(?:and\s+)?)?)+", re.IGNORECASE)
_FIGURES = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Money(NamedTuple):
    """An amount of a deal: where it stands, what it is, and the security it belongs to."""

    location: Location
    name: str
    security: Security
    stated: Stated[Decimal]


def money_values(deal: Deal) -> Iterator[Money]:
    """Yield every amount of money that belongs to a security, blank ones left out."""
    by_id = {security.security_id: security for security in deal.securities}
    for number, security in enumerate(deal.securities):
        for name in ("principal_amount", "purchase_amount", "net_proceeds_amount"):
            stated = getattr(security, name)
            if known(stated) is not None:
                yield Money(("securities", number, name), name, security, stated)
    annex = group(deal.annex)
    if annex is None:
        return
    for kind, name in (("allocations", "the allocation"), ("totals", "the annex's total")):
        for number, row in enumerate(getattr(annex, kind)):
            if row.security in by_id and row.principal_amount.value is not None:
                place = ("annex", kind, number, "principal_amount")
                yield Money(place, name, by_id[row.security], row.principal_amount)


def currencies_of(stated: Stated[Decimal]) -> frozenset[str]:
    """Return the currencies that the printed sign may stand for; empty: no sign is known."""
    text = stated.as_printed or stated.quote or ""
    for pattern, currencies in _SIGNS:
        if pattern.search(text):
            return currencies
    return frozenset()


def amount_in_words(text: str) -> int | None:
    """Return the first amount that a text spells out in words; None where there is none.

    A lone small number ("one or more") is no amount: a hundred or a scale must be in it.
    """
    for match in _IN_WORDS.finditer(text):
        words = [word for word in re.split(r"[\s-]+", match[0].lower()) if word and word != "and"]
        if any(word in _SCALES or word == "hundred" for word in words):
            return _spelled(words)
    return None


def _spelled(words: list[str]) -> int:
    total = part = 0
    for word in words:
        if word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            total += (part or 1) * _SCALES[word]
            part = 0
        else:
            part += NUMBER_WORDS[word]
    return total + part


def smallest_unit(security: Security) -> tuple[bool, Decimal]:
    """Return whether a denomination is stated, and the smallest one: 1,000 where none is.

    Securities sold by the unit come in units.
    """
    stated = known(security.denominations)
    amounts = [Decimal(text.replace(",", "")) for text in _FIGURES.findall(stated or "")]
    if amounts:
        return True, min(amounts)
    unit = known(security.units.amount_per_unit) if security.units else None
    return (True, unit) if unit else (False, Decimal(1000))

"""Reading a value back from the words that a paper prints: dates, amounts, rates, times.

This checks a record against its quotations; it does not look for values. What a field
may hold decides how its words are read, and a code of a closed list is not read at all:
which one applies is the editor's judgement.
"""

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any

from pipeline.checks.printed_money import NUMBER_WORDS, amount_in_words
from pipeline.records import base
from pipeline.records.base import Stated

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth"
)
_ORDINAL_WORDS = {word: number for number, word in enumerate(_ORDINALS.split(), 1)} | {
    "twentieth": 20,
    "thirtieth": 30,
}
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]}|t)?" for name in _MONTHS)
_MONTH_DAY_YEAR = re.compile(
    rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE
)
_DAY_MONTH_YEAR = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?({_MONTH})\.?,?\s+(\d{{4}})\b",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\.?[\s_,]+(\d{{4}})\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")
_NUMBER = re.compile(
    r"(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?(?:\s?(thousand|million|billion)\b)?", re.IGNORECASE
)
_FRACTION = re.compile(r"(?:\b(\d+)[ -])?\b(\d+)/([1-9]\d*)\b")
_POINTS = re.compile(r"\b(\d{1,4}(?:\.\d+)?)\s?(?:basis points?|bps?)\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:minus|less|below)\b|[-\u2212]\s?\d", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?\s?m\b|\b(\d{1,2}):(\d\d)\b", re.IGNORECASE
)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)

Reader = Callable[[Any, str], bool]


def can_be_read(stated: Stated[Any], quotes: Sequence[str]) -> bool:
    """Whether a value can be read from its quotations, or from ``as_printed``.

    Each quotation is on one line. A text that differs from its print is not compared.
    """
    reader = _reader(type(stated))
    if reader is None or (reader is _verbatim and stated.as_printed is not None):
        return True
    return reader(stated.value, stated.as_printed or " ".join(quotes))


def is_read(stated: Stated[Any]) -> bool:
    """Whether a field's words are read at all; a code of a closed list is not."""
    return _reader(type(stated)) is not None


def _verbatim(value: str, text: str) -> bool:
    return " ".join(value.split()) in text


def _all_verbatim(values: tuple[str, ...], text: str) -> bool:
    return all(_verbatim(value, text) for value in values)


def _date(value: date, text: str) -> bool:
    return value in _dates(text)


def _all_dates(values: tuple[date, ...], text: str) -> bool:
    return set(values) <= _dates(text)


def _partial_date(value: str, text: str) -> bool:
    if len(value) == len("1997-12-01"):
        return date.fromisoformat(value) in _dates(text)
    if len(value) == len("1997"):
        return value in _YEAR.findall(text)
    months = {f"{year}-{_month(name):02}" for name, year in _MONTH_YEAR.findall(text)}
    months |= {f"{day:%Y-%m}" for day in _dates(text)}
    return value in months


def _dates(text: str) -> set[date]:
    written = [(m[3], m[1], m[2]) for m in _MONTH_DAY_YEAR.finditer(text)]
    written += [(m[3], m[2], m[1]) for m in _DAY_MONTH_YEAR.finditer(text)]
    found: set[date] = set()
    for year, month, day in written:
        try:
            found.add(date(int(year), _month(month), int(day)))
        except ValueError:
            continue  # A printed 31 June is no date.
    return found


def _month(name: str) -> int:
    return next(n for month, n in _MONTHS.items() if month.startswith(name[:3].lower()))


def _month_days(values: tuple[str, ...], text: str) -> bool:
    """Whether each MM-DD has its month and its day in the words, in whatever order."""
    lowered = text.lower()
    months = {_month(name) for name in re.findall(rf"\b(?:{_MONTH})", text, re.IGNORECASE)}
    if re.search(r"\b(?:each|every|of the) month\b|\bmonthly\b", lowered):
        months = set(range(1, 13))
    days = {int(day) for day in re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", lowered)}
    days |= {_ORDINAL_WORDS[word] for word in _WORD.findall(lowered) if word in _ORDINAL_WORDS}
    last = "last day" in lowered or "month-end" in lowered or "end of" in lowered
    return all(
        int(value[:2]) in months and (int(value[3:]) in days or (last and int(value[3:]) > 27))
        for value in values
    )


def _time(value: time, text: str) -> bool:
    found = set()
    for match in _CLOCK.finditer(text):
        if match[3]:
            hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
            found.add((hour, int(match[2] or 0)))
        else:
            found.add((int(match[4]), int(match[5])))
    lowered = text.lower()
    if "noon" in lowered:
        found.add((12, 0))
    if "midnight" in lowered:
        found.add((0, 0))
    return (value.hour, value.minute) in found


def _digits(value: Decimal, text: str) -> bool:
    """Whether a decimal is printed with just these digits, or as a fraction or a word.

    A number below zero is printed with "minus", or its sign, before its digits.
    """
    if value < 0:
        return _BELOW.search(text) is not None and _digits(-value, text)
    written = f"{value:f}"
    for printed, number, exact in _numbers(text):
        if number == value and (not exact or printed in (written, written.lstrip("0"))):
            return True
    return _in_words(value, text)


def _amount(value: Decimal | int, text: str) -> bool:
    return any(number == value for _, number, _ in _numbers(text)) or _in_words(value, text)


def _in_words(value: Decimal | int, text: str) -> bool:
    small = {**NUMBER_WORDS, **_ORDINAL_WORDS}
    words = {small[word] for word in _WORD.findall(text.lower()) if word in small}
    return value in words or value == amount_in_words(text)


def _numbers(text: str) -> Iterator[tuple[str, Decimal, bool]]:
    """Yield each number of a text: as printed without commas, its value, and if digits count."""
    for points in _POINTS.findall(text):
        yield "", Decimal(points) / 100, False
    for whole, above, below in _FRACTION.findall(text):
        yield "", int(whole or 0) + Decimal(above) / Decimal(below), False
    for whole, decimals, scale in _NUMBER.findall(text):
        if whole or decimals:
            printed = whole.replace(",", "") + decimals
            power = _SCALES[scale.lower()] if scale else 0
            yield printed, Decimal(printed).scaleb(power), not scale


_READERS: tuple[tuple[Any, Reader], ...] = (
    (base.Text, _verbatim),
    (tuple[base.Text, ...], _all_verbatim),
    (base.Date, _date),
    (tuple[base.Date, ...], _all_dates),
    (base.PartialDate, _partial_date),
    (tuple[base.MonthDay, ...], _month_days),
    (base.ClockTime, _time),
    (base.Number, _digits),
    (base.Amount, _amount),
    (base.Count, _amount),
)


@cache
def _reader(stated: type[Stated[Any]]) -> Reader | None:
    """Return how the words of a field are read; None where its values are codes."""
    (kind,) = stated.__pydantic_generic_metadata__["args"] or (None,)
    return next((reader for known, reader in _READERS if known == kind), None)

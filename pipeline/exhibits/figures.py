"""Dates, amounts, percentages and times in words, each with the place where it stands.

A finder yields what it can read for certain; a printed 31 June or a masked 000 is no figure.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.exhibits.passages import Span

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTH = "|".join(f"{n[:3].title()}(?:{n[3:]}|t)?\\b\\.?" for n in MONTHS)
_ORDINAL = r"(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"\b(?P<m1>{MONTH})\s*(?P<d1>\d{{1,2}}){_ORDINAL}\s*,?\s*(?P<y1>\d{{4}})\b"
    rf"|\b(?P<d2>\d{{1,2}}){_ORDINAL}\s+(?:day\s+of\s+)?(?P<m2>{MONTH}),?\s+(?P<y2>\d{{4}})\b",
    re.IGNORECASE,
)
MONTH_YEAR = re.compile(rf"\b({MONTH})(?:\s+_+)?\s*,?\s+(\d{{4}})\b", re.IGNORECASE)
_SIGN = (
    r"(?P<sign>U\.?\s?S\.?\s?(?:D\.?\s?)?\$|US\s?\$|C(?:dn|AD|an)?\.?\s?\$|A(?:U|"
    r"UD)?\$|NZ\$|HK\$|\$|USD|CAD|EUR|JPY"
    r"|GBP|CHF|[€£¥￥]|\((?:[Ee]uros?|EUROS?|[Pp]ounds?|[Yy]en)\)|\([Yy]\)|\bY(?=\s?\d)|Euro(?=\s\d)|euro(?=\s\d))"
)
MONEY = re.compile(
    rf"{_SIGN}\s?(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d,]*\d)"
    r"(?:\s(?P<scale>thousand|million|billion)\b)?"
)
CURRENCY_OF = (
    (r"U\.?\s?S\.?.*|USD", "USD"),
    (r"C(?:dn|AD|an)?\.?\s?\$|CAD", "CAD"),
    (r"A(?:U|UD)?\$", "AUD"),
    (r"NZ\$", "NZD"),
    (r"HK\$", "HKD"),
    (r"[¥￥]|\([Yy](?:en)?\)|Y|JPY", "JPY"),
    (r"€|\((?:[Ee]uros?|EUROS?)\)|[Ee]uro|EUR", "EUR"),
    (r"£|GBP|\([Pp]ounds?\)", "GBP"),
    (r"CHF", "CHF"),
)
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
PERCENT = re.compile(
    r"(?<![\d/.,])(?:(?P<whole>\d{1,3})(?:\s|-|\s?-\s?)(?P<above>\d{1,2})/(?P<below>\d{1,3})"
    r"|(?P<above2>\d{1,2})/(?P<below2>\d{1,3})(?:\s?of\s(?:one|1))?"
    r"|(?P<plain>\d{1,4}(?:\.\d+)?|\.\d+))\s?(?:%|per\s?cent(?:um)?\b|percent\b|"
    r"percentage\spoints?\b)"
)
#: Words behind a price that make it the price of a part, or of some buyers.
CONDITIONAL = re.compile(
    r"\bfor\sthe\sfirst\b|\bin\sthe\scase\sof\b|\bat\svarying\b|\bnegotiated\sprices?\b",
    re.IGNORECASE,
)
_LATE = ("afternoon", "evening")
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?:\s?o['’]clock)?,?\s*(?P<half>[AaPp])\.?\s?[Mm]\b\.?"
    r"|\b(?P<hour2>\d{1,2})(?:[:.](?P<minute2>\d\d))?(?:\so['’]clock)?\sin\sthe\s"
    r"(?P<part>morning|afternoon|evening)\b"
    r"|\b(?P<word>noon|midnight)\b"
)
NUMBER = re.compile(
    r"(?<![\d.,$€£¥/-])\d{1,3}(?:,\d{3})+(?![\d,.]*\d)|(?<![\d.,$/-])\b\d+\b(?![\d,.%/-]*\d)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its written form as records have it, and its words.

    ``unit`` is the currency of money, empty where the sign does not decide it.
    """

    value: str
    span: Span
    unit: str = ""
    is_reworded: bool = False
    #: Whether the sign alone does not decide the currency: "$" is that of several.
    is_open: bool = False

    @property
    def number(self) -> Decimal:
        return Decimal(self.value)


def month_number(name: str) -> int:
    """Return the number of a month by its name or the first three letters of it."""
    return next(n for month, n in MONTHS.items() if month.startswith(name[:3].lower()))


def dates(span: Span) -> Iterator[Figure]:
    """Yield every whole date, as ``2004-02-02``."""
    for match in DATE.finditer(span.text):
        year, month, day = (match[k + "1"] or match[k + "2"] for k in "ymd")
        try:
            found = date(int(year), month_number(month), int(day))
        except ValueError:
            continue
        if 1900 < found.year < 2200:
            yield Figure(found.isoformat(), span.of(match))


def money(span: Span) -> Iterator[Figure]:
    """Yield every amount of money; masked ones (``000``) are none."""
    for match in MONEY.finditer(span.text):
        digits = match["digits"].replace(",", "")
        if not digits.strip("0."):
            continue
        value = Decimal(digits)
        if match["scale"]:
            value = value.scaleb(_SCALES[match["scale"].lower()])
        written = f"{value:f}" if match["scale"] else digits
        if "." in written and match["scale"]:
            written = written.rstrip("0").rstrip(".")
        unit = currency_of(match["sign"])
        yield Figure(written, span.of(match), unit or "USD", is_open=not unit)


def currency_of(sign: str) -> str:
    """Return the currency that a sign stands for; empty where it is a bare dollar sign."""
    return next((code for pattern, code in CURRENCY_OF if re.fullmatch(pattern, sign)), "")


def percents(span: Span) -> Iterator[Figure]:
    """Yield every percentage with the digits printed; fractions as their decimals."""
    for match in PERCENT.finditer(span.text):
        if match["plain"]:
            plain = match["plain"]
            yield Figure(("0" if plain.startswith(".") else "") + plain, span.of(match))
            continue
        above, below = (
            (match["above"], match["below"])
            if match["whole"]
            else (match["above2"], match["below2"])
        )
        if not int(below):
            continue
        value = Decimal(match["whole"] or 0) + Decimal(above) / Decimal(below)
        if value == round(value, 8):
            written = f"{value:f}"
            written = written.rstrip("0").rstrip(".") if "." in written else written
            yield Figure(written, span.of(match), is_reworded=True)


def clock_times(span: Span) -> Iterator[Figure]:
    """Yield every time of day, as ``08:30``."""
    for match in _CLOCK.finditer(span.text):
        if match["word"]:
            yield Figure("12:00" if match["word"] == "noon" else "00:00", span.of(match))
            continue
        hour = int(match["hour"] or match["hour2"])
        minute = int(match["minute"] or match["minute2"] or 0)
        if not (1 <= hour <= 12 and minute < 60):
            continue
        is_late = (match["half"] or "a").lower() == "p" or match["part"] in _LATE
        hour = hour % 12 + (12 if is_late else 0)
        # "12:00 p.m. noon" is one time.
        yield Figure(f"{hour:02}:{minute:02}", span.of(match))


def numbers(span: Span) -> Iterator[Figure]:
    """Yield every whole number that is no money, date, rate or part of one."""
    for match in NUMBER.finditer(span.text):
        digits = match[0].replace(",", "")
        if digits.strip("0"):
            yield Figure(digits, span.of(match))


def dated_by(span: Span, pattern: re.Pattern[str]) -> list[tuple[Figure, Span]]:
    """Return the first date within each match of a pattern, with the words of the match."""
    found = []
    for match in pattern.finditer(span.text):
        quote = span.of(match)
        day = next(dates(quote), None)
        if day is not None:
            found.append((day, quote))
    return found

"""Values as people read them: money, prices, dates, counts.

One style everywhere: ``US$1,000,000,000``, ``99.760 %`` (with the digits that were
printed), ``2 February 2004``. Spaces inside a value do not break.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal, localcontext

NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"

#: The sign before an amount; a currency without an entry shows its ISO 4217 code.
CURRENCY_SIGNS: dict[str, str] = {
    "USD": "US$",
    "EUR": "€",
    "JPY": "¥",
    "GBP": "£",
    "CAD": "C$",
    "AUD": "A$",
    "NZD": "NZ$",
    "HKD": "HK$",
}

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_NUMBERS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


def number(value: Decimal | int, places: int | None = None) -> str:
    """Return ``1,234.50``; ``places`` rounds half up, None keeps the digits there are."""
    if places is not None:
        with localcontext(prec=80):
            value = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(value):,f}" if isinstance(value, Decimal) else f"{abs(value):,}"
    return MINUS + text if value < 0 else text


def amount(value: Decimal | int, currency: str | None, places: int | None = None) -> str:
    """Return ``US$1,000,000,000``; cents are shown only where there are some.

    ``places`` gives a column of amounts the same number of decimals.
    """
    if places is None:
        places = 0 if value == int(value) else None
    text = number(value, places)
    if not currency:
        return text
    sign = CURRENCY_SIGNS.get(currency, currency + NBSP)
    return MINUS + sign + text[1:] if text.startswith(MINUS) else sign + text


def short_amount(value: Decimal | int, currency: str | None) -> str:
    """Return ``US$1.25 billion`` where nothing is lost by it, else the whole amount."""
    for size, word in ((10**9, "billion"), (10**6, "million")):
        scaled = Decimal(value) / size
        if scaled >= 1 and scaled == round(scaled, 3):
            return amount(scaled.normalize() + 0, currency) + NBSP + word
    return amount(value, currency)


def pct(value: Decimal | int, places: int | None = None) -> str:
    """Return ``99.760 %``."""
    return number(value, places) + NBSP + "%"


def share(value: Decimal) -> str:
    """Return a share as its digits are, at most three after the point: ``2.5 %``, ``33.333 %``."""
    exponent = value.as_tuple().exponent
    return pct(value, 3 if isinstance(exponent, int) and exponent < -3 else None)


def day(value: date) -> str:
    """Return ``2 February 2004``."""
    return f"{value.day}{NBSP}{MONTHS[value.month - 1]}{NBSP}{value.year}"


def short_day(value: date) -> str:
    """Return ``2 Feb 2004``."""
    return f"{value.day}{NBSP}{MONTHS[value.month - 1][:3]}{NBSP}{value.year}"


def weekday(value: date) -> str:
    """Return ``Monday``."""
    return WEEKDAYS[value.weekday()]


def partial_day(value: str) -> str:
    """Return the words for a date known to the day, month or year: ``December 1997``."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return day(date(*parts))
    return f"{MONTHS[parts[1] - 1]}{NBSP}{parts[0]}" if len(parts) == 2 else value


def month_day(value: str) -> str:
    """Return ``9 February`` for ``02-09``."""
    month, day_of_month = value.split("-")
    return f"{int(day_of_month)}{NBSP}{MONTHS[int(month) - 1]}"


def clock(value: time) -> str:
    """Return ``8:30 a.m.``."""
    half = "a.m." if value.hour < 12 else "p.m."
    return f"{(value.hour - 1) % 12 + 1}:{value.minute:02}{NBSP}{half}"


def listing(words: Sequence[str]) -> str:
    """Return ``a, b and c``."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def some(words: Sequence[str], most: int) -> str:
    """Return at most ``most`` words as a listing, and how many were left out."""
    if len(words) <= most + 1:
        return listing(words)
    return listing((*words[:most], f"{len(words) - most} more"))


def count(number_of: int, singular: str, plural: str = "") -> str:
    """Return ``one deal``, ``eleven deals``, ``33 deals``."""
    word = _NUMBERS[number_of] if 0 <= number_of < len(_NUMBERS) else f"{number_of:,}"
    return f"{word} {singular if number_of == 1 else plural or singular + 's'}"


def lines(first: int, last: int) -> str:
    """Return the lines of a citation: ``83`` or ``83–85``."""
    return str(first) if first == last else f"{first}{EN_DASH}{last}"


def span(start: date, end: date) -> str:
    """Return the time from one day to another in words: ``7 days``, ``6 months``, ``5 years``.

    Whole years or months are said as such; anything else under two months is counted in
    days, over that in months or years to one decimal, with "about".
    """
    days = (end - start).days
    months = (end.year - start.year) * 12 + end.month - start.month
    if start.day == end.day and months:
        return _whole(months // 12, "year") if months % 12 == 0 else _whole(months, "month")
    if abs(days) < 62:
        return _whole(days, "day")
    if abs(days) < 730:
        return f"about{NBSP}{number(Decimal(days * 12) / Decimal('365.25'), 0)}{NBSP}months"
    return f"about{NBSP}{number(Decimal(days) / Decimal('365.25'), 1)}{NBSP}years"


def _whole(value: int, word: str) -> str:
    return f"{value}{NBSP}{word}{'' if value == 1 else 's'}"


def meaning(code: str, meanings: Mapping[str, str]) -> str:
    """Return the words for a code; a code that has none shows itself with spaces."""
    return meanings.get(code, code.replace("_", " "))


def upper_first(text: str) -> str:
    """Return the text with a capital first letter and the rest as it is."""
    return text[:1].upper() + text[1:]

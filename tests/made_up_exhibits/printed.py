"""How papers print dates, amounts, rates and names; each with the value that a record holds."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

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

NUMBER_WORDS = [
    "zero",
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
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]

ORDINAL_WORDS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]


def day(date: dt.date, style: str = "plain") -> str:
    """Print a date: ``February 9, 2004`` or, ``ordinal``, ``February 9th, 2004``."""
    suffix = ordinal_suffix(date.day) if style == "ordinal" else ""
    return f"{MONTHS[date.month - 1]} {date.day}{suffix}, {date.year}"


def ordinal_suffix(number: int) -> str:
    """Return the letters after an ordinal number: ``st``, ``nd``, ``rd`` or ``th``."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def month_day(month: int, of_month: int) -> str:
    """Print a day of the year: ``February 9``."""
    return f"{MONTHS[month - 1]} {of_month}"


def mm_dd(month: int, of_month: int) -> str:
    """Write a day of the year as records do: ``02-09``."""
    return f"{month:02}-{of_month:02}"


def join(words: list[str], last: str = " and ") -> str:
    """Join names or dates as a sentence does."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + last + words[-1]


def add_months(date: dt.date, months: int) -> dt.date:
    """Return the same day some months on; the day is 28 at most, so that it exists."""
    index = date.year * 12 + date.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, min(date.day, 28))


#: Each currency's signs as papers print them; the last of some are outside ASCII.
SIGNS = {
    "USD": ("$", "US$", "U.S.$ ", "US $", "U.S. $", "$ "),
    "JPY": ("(Y) ", "Y", "¥"),
    "CAD": ("C$", "C$ "),
    "EUR": ("(euro)", "(EURO) ", "€"),
}

CURRENCY_WORDS = {
    "USD": "United States dollars",
    "JPY": "Japanese yen",
    "CAD": "Canadian dollars",
    "EUR": "euro",
}


def amount(sign: str, number: int) -> str:
    """Print an amount of money: ``US$1,000,000``."""
    return f"{sign}{number:,}"


@dataclass(frozen=True)
class Rate:
    """A rate or percentage: as printed, with its sign, and as the record holds it."""

    printed: str
    value: str


def decimal_rate(value: str, style: str = "plain") -> Rate:
    """Print a decimal rate: ``3.625%``; ``spaced`` ``3.625 %``; ``bare`` ``.625%``."""
    printed = value.removeprefix("0") if style == "bare" else value
    return Rate(f"{printed} %" if style == "spaced" else f"{printed}%", value)


def fraction_rate(whole: int, eighths: int, joint: str = " ") -> Rate:
    """Print a rate as a fraction: ``6 5/8%`` or ``6-5/8%``, worth 6.625."""
    part = Fraction(eighths, 8)
    value = f"{whole + float(part):.3f}".rstrip("0")
    return Rate(f"{whole}{joint}{part.numerator}/{part.denominator}%", value)


def clock(hour: int, minute: int, style: str) -> str:
    """Print a time of day: ``8:30 A.M.`` (``upper``), ``8:30 a.m.`` or ``10 a.m.`` (``short``)."""
    half = "A.M." if hour < 12 else "P.M."
    twelve = (hour - 1) % 12 + 1
    figure = f"{twelve}" if style == "short" and not minute else f"{twelve}:{minute:02}"
    return f"{figure} {half if style == 'upper' else half.lower()}"

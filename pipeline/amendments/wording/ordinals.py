"""Ordinals as contracts write them: ``fourteenth``, ``21st``, ``last``, ``penultimate``.

An ordinal counts from 1; negative ones count from the end (-1 is the last).
"""

import re

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_TENS = {
    "twent": 20, "thirt": 30, "fort": 40, "fift": 50,
    "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90,
}  # fmt: skip
#: As words up to here, in digits beyond.
_LAST_WORD = 20

_WORDS: dict[str, int] = {word: number for number, word in enumerate((*_UNITS, *_TEENS), 1)}
for _stem, _ten in _TENS.items():
    _WORDS[f"{_stem}ieth"] = _ten
    _WORDS |= {f"{_stem}y-{unit}": _ten + one for one, unit in enumerate(_UNITS, 1)}
_PRINTED = {number: word for word, number in _WORDS.items() if number <= _LAST_WORD}
_FROM_END = {"last": -1, "final": -1, "penultimate": -2, "next-to-last": -2}

_PLAIN = "|".join(
    (
        rf"(?:(?:{'|'.join(_TENS)})y[- ])?(?:{'|'.join(_UNITS)})",
        "|".join(_TEENS),
        rf"(?:{'|'.join(_TENS)})ieth",
        r"[0-9]{1,4}(?:st|nd|rd|th)",
    )
)
#: A regular expression for one ordinal in lower or upper case.
PATTERN = rf"(?:(?:next|{_PLAIN})[- ]to[- ](?:the[- ])?last|(?:{_PLAIN})|last|final|penultimate)\b"
_FULL = re.compile(PATTERN, re.IGNORECASE)
_TO_LAST = re.compile(r"(.+)-to-(?:the-)?last")
_DIGITS = re.compile(r"([0-9]+)(?:st|nd|rd|th)")


def number(words: str) -> int | None:
    """Return the number that an ordinal names; None where the words are none."""
    if not _FULL.fullmatch(words):
        return None
    word = re.sub(r"[- ]", "-", words.lower())
    if word in _FROM_END:
        return _FROM_END[word]
    to_last = _TO_LAST.fullmatch(word)
    if to_last:
        inner = number(to_last[1])
        return -inner if inner is not None and inner > 1 else None
    digits = _DIGITS.fullmatch(word)
    if digits:
        return int(digits[1]) or None
    return _WORDS.get(word)


def word(ordinal: int) -> str:
    """Return an ordinal's standard form: ``fourteenth``, ``21st``, ``last``.

    Raises ValueError for zero, which counts nothing.
    """
    if ordinal == 0:
        raise ValueError("ordinals count from 1, or from -1 at the end")
    if ordinal == -1:
        return "last"
    if ordinal < 0:
        return "next-to-last" if ordinal == -2 else f"{word(-ordinal)}-to-last"
    if ordinal in _PRINTED:
        return _PRINTED[ordinal]
    teens = 10 < ordinal % 100 < 14
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(ordinal % 10, "th")
    return f"{ordinal}{ending}"

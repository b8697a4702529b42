"""Words that a line's end parts with a hyphen, put together again.

"pro-" and "poses" are one word where neither stands alone anywhere else in the paper, or where the
whole word stands there. "make-" and "whole" are two, with a hyphen of their own.
"""

import re
from collections.abc import Sequence

_ENDS = re.compile(r"(?<![\w-])([A-Za-z]{2,})-\s*$")
_BEGINS = re.compile(r"\s*([a-z]{2,})")
_WORD = re.compile(r"[a-z]+")
#: Beginnings of words that keep their hyphen, whatever follows.
_KEEPS = frozenset(
    ("non", "co", "pre", "self", "semi", "sub", "multi", "inter", "anti", "mid", "un", "re", "book")
) | frozenset(
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "one", "two")
)


def mended(lines: Sequence[str]) -> tuple[str, ...]:
    """Return lines of which no word is parted: its beginning stands on the line of its end."""
    places = [
        (at, ends, begins)
        for at in range(len(lines) - 1)
        if (ends := _ENDS.search(lines[at])) and (begins := _BEGINS.match(lines[at + 1]))
    ]
    if not places:
        return tuple(lines)
    known = _words_of(lines, {at for at, _, _ in places})
    made = list(lines)
    for at, ends, begins in places:
        first, rest = ends[1].lower(), begins[1]
        is_syllable = first not in known and rest not in known and first not in _KEEPS
        if first + rest in known or is_syllable:
            below = made[at + 1]
            # The line below may itself have lost its last word by now: it is cut at its start.
            start = len(below) - len(below.lstrip())
            made[at + 1] = f"{below[:start]}{ends[1]}{below[start:]}"
            made[at] = made[at][: made[at].rindex(f"{ends[1]}-")].rstrip()
    return tuple(made)


def _words_of(lines: Sequence[str], parted: set[int]) -> set[str]:
    """Return the words of lines, without the pieces at the ends that may be parted."""
    found: set[str] = set()
    for at, line in enumerate(lines):
        words = _WORD.findall(line.lower())
        first = 1 if at - 1 in parted else 0
        found.update(words[first : len(words) - 1 if at in parted else len(words)])
    return found

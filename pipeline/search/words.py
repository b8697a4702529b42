"""Text cut into words, the same in records and in questions.

`docs/assets/javascripts/search/words.js` does the same in the browser; the cases in
`tests/search/words.yaml` hold for both.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# In this order: initials ("J.P.", "U.S."), a section ("6(a)", "11.03(b)(ii)"), a number as printed
# ("99.435", "333-106598", "1,000,000,000", "7/8"), any other run of letters and digits.
_WORD = re.compile(
    r"[^\W\d_](?:\.[^\W\d_])+(?![^\W_])"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2})?(?:\((?:[a-z]{1,4}|[0-9]{1,2})\))+"
    r"|[0-9]+(?:[.,/-][0-9]+)*(?![^\W_])"
    r"|[^\W_]+"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
#: Marks set upon letters, and signs that show nothing (directions, soft hyphens, joiners).
_UNSEEN = ("Mn", "Me", "Cf")


class Word(NamedTuple):
    """A word as it is compared, and where it stands in the text."""

    text: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """Return the words of a text, in order, as they are compared.

    Case, accents, typographic dress and commas between thousands make no difference; every
    digit of a number does.
    """
    return [_plain(found) for found in _WORD.findall(fold(text))]


def located_words(text: str) -> Iterator[Word]:
    """Yield the words of a text with the places of their first sign and past their last."""
    if text.isascii():
        for found in _WORD.finditer(text.lower()):
            yield Word(_plain(found[0]), found.start(), found.end())
        return
    pieces = [(_fold_sign(sign), place) for place, sign in enumerate(text)]
    places = [place for piece, place in pieces for _ in piece]
    for found in _WORD.finditer("".join(piece for piece, _ in pieces)):
        yield Word(_plain(found[0]), places[found.start()], places[found.end() - 1] + 1)


def fold(text: str) -> str:
    """Return a text without case, accents and unseen signs."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_sign, text))


@lru_cache(maxsize=4096)
def _fold_sign(sign: str) -> str:
    apart = unicodedata.normalize("NFKD", sign).lower().replace("ς", "σ")
    return "".join(part for part in apart if unicodedata.category(part) not in _UNSEEN)


def _plain(found: str) -> str:
    if _GROUPED.fullmatch(found):
        return found.replace(",", "")
    if _INITIALS.fullmatch(found):
        return found.replace(".", "")
    return found


def is_number(word: str) -> bool:
    """Whether a word begins with a digit: such words are only ever compared whole."""
    return word[:1].isdigit()

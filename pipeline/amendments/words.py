"""Quoted words in a base text: every place where they stand, to the letter.

White space counts as one space, and typographic quotation marks, apostrophes and dashes
count as the plain ones; nothing else is forgiven. Words are found whole: "day" is not in
"days", and "106598" is not in "333-106598". Search is linear, whatever the words are.
"""

import re
from collections.abc import Iterable, Iterator

from pipeline.amendments.sentences import Span

_PLAIN = str.maketrans(
    {
        "\n": " ",
        "\t": " ",
        "\u00a0": " ",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": "-",
        "\u2014": "-",
    }
)
#: Signs that hold a number together, so that a part of it is no word.
_IN_NUMBERS = "-.,/:"
_HEAD = 40


def plain(text: str) -> str:
    """Return a text with plain signs and single spaces, character for character."""
    return text.translate(_PLAIN)


def spaced(words: str) -> str:
    """Return words with plain signs, and one space wherever they have white space."""
    return " ".join(words.split()).translate(_PLAIN)


def hits(text: str, words: str, spans: Iterable[Span]) -> list[Span]:
    """Return where words stand within the spans of a text; ``text`` is plain already."""
    wanted = spaced(words)
    return list(_hits(text, wanted, spans)) if wanted else []


def _hits(text: str, wanted: str, spans: Iterable[Span]) -> Iterator[Span]:
    # Looking for the first signs and comparing the rest is quick for words of any length;
    # looking for long words again and again is not.
    head = wanted[:_HEAD]
    for start, end in spans:
        found = text.find(head, start, end)
        while found >= 0:
            after = found + len(wanted)
            if after <= end and text.startswith(wanted, found) and _whole(text, found, after):
                yield found, after
                found = text.find(head, after, end)
            else:
                found = text.find(head, found + 1, end)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether words don't begin or end inside a word or a number."""
    return not (_runs_on(text, start - 1, -1) or _runs_on(text, end, 1))


def _runs_on(text: str, outside: int, step: int) -> bool:
    """Whether the word at an end of a hit goes on outside it, in the direction of ``step``."""
    inside = outside - step
    if not 0 <= outside < len(text) or not text[inside].isalnum():
        return False
    if text[outside].isalnum():
        return True
    beyond = outside + step
    return (
        text[inside].isdigit()
        and text[outside] in _IN_NUMBERS
        and 0 <= beyond < len(text)
        and text[beyond].isdigit()
    )


def lowered(text: str) -> str:
    """Return a text in small letters, character for character."""
    if len(small := text.lower()) == len(text):
        return small
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


def is_term_in(term: str, words: str) -> bool:
    """Whether a term stands in words as a word of its own."""
    return re.search(rf"(?<!\w){re.escape(spaced(term))}(?!\w)", spaced(words)) is not None

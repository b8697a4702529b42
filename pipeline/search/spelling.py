"""The word that a misspelt one was meant to be.

`docs/assets/javascripts/search/spelling.js` chooses the same in the browser.
"""

from collections.abc import Iterable

#: Letters from which on one fault, and two, are forgiven.
_ONE_FAULT, _TWO_FAULTS = 4, 6


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """Return the known word with the fewest faults, the first of equals; None if none is near.

    A fault is a letter too many, too few, wrong, or changed with its neighbour. Only words of
    letters are corrected: a number is right or wrong.
    """
    if not (typed.isascii() and typed.isalpha()) or len(typed) < _ONE_FAULT:
        return None
    best, most = None, 1 if len(typed) < _TWO_FAULTS else 2
    for word in known:
        if word.isascii() and word.isalpha() and abs(len(word) - len(typed)) <= most:
            found = faults(typed, word, most)
            if found is not None:
                best, most = word, found - 1
                if most == 0:
                    break
    return best


def faults(typed: str, word: str, most: int) -> int | None:
    """Return the number of faults by which a word differs; None if they are more than ``most``."""
    before: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(typed, 1):
        before, last = row, before
        row = [i]
        for j, other in enumerate(word, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        # Two letters that changed places take the row before as their start.
        if min(row) > most and min(before) >= most:
            return None
    return row[-1] if row[-1] <= most else None

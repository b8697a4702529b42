"""Marking a change of words: what both texts share at their ends, and what really changes.

An instruction quotes more than it changes (``33-55542), including a prospectus`` to
``333-106598), including a prospectus``), to find its place. Shared words at the head and
the tail are shown as quoted; between them the old words go and the new ones come. No text
is compared any deeper: islands of equal words in the middle of a change are chance.
"""

import re
from dataclasses import dataclass

#: A word holds its inner signs, so a file number, a price or an address number is one word;
#: any other sign stands by itself.
_TOKEN = re.compile(r"\s+|\w+(?:[-./,:&'’]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Change:
    """``head + deleted + tail`` is the old text, ``head + inserted + tail`` the new one."""

    head: str
    deleted: str
    inserted: str
    tail: str


def change(old: str, new: str) -> Change:
    """Return what changes between two texts, in whole words."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    shortest = min(len(before), len(after))
    head = 0
    while head < shortest and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shortest - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return Change(
        "".join(before[:head]),
        "".join(before[head : len(before) - tail]),
        "".join(after[head : len(after) - tail]),
        "".join(before[len(before) - tail :]),
    )

"""What really changes between two wordings, in whole words.

An instruction quotes more than it changes, to find its place: ``33-55542), including a
prospectus`` becomes ``333-106598), including a prospectus``. :func:`core_change` takes the
shared words at both ends away; between them the old words go and the new ones come, and no
text is compared any deeper: equal words in the middle of a substitution are chance.

:func:`compare_wording` is for the other question, how two versions of one clause differ.
It compares word by word, and leaves no island of fewer than three equal words.
"""

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.amendments.model import Run, RunKind
from pipeline.amendments.words import plain

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
#: One token is what must not be split: a date, a reference to a section, a word or number with
#: its inner signs and brackets ("5(c)", "333-106598", "$1,000.50", "99.5%"), or a sign.
_TOKEN = re.compile(
    rf"(?:{_MONTH})\s\d{{1,2}},\s\d{{4}}\b"
    r"|(?:Section|Article|Rule|Annex|Schedule|Exhibit|Form)\s"
    r"(?:\d\w*(?:[.-]\w+)*|[A-Z](?:-\d+)?|[IVXL]+)\b(?:\(\w{1,5}\))*"
    r"|[$€£¥]?\w+(?:[-./,:&'’@]\w+)*(?:\(\w{1,5}\))*%?"
    r"|\s+|[^\w\s]"
)
#: Fewer equal words than this between two changes are chance, not text that was kept.
ISLAND = 3
#: Above this many pairs of equal words a comparison would take too long; see ``_equal``.
MOST_PAIRS = 400_000


@dataclass(frozen=True, slots=True)
class Change:
    """``head + deleted + tail`` is the old text, ``head + inserted + tail`` the new one.

    Where the two print a quotation mark or a dash differently, head and tail are the old's.
    """

    head: str
    deleted: str
    inserted: str
    tail: str


def tokens(text: str) -> list[str]:
    """Split a text into what must not be split further; joined again they are the text."""
    return _TOKEN.findall(text)


def core_change(old: str, new: str) -> Change:
    """Return what changes between two texts: shared words at both ends are taken away."""
    before, after = tokens(old), tokens(new)
    first, second = [plain(token) for token in before], [plain(token) for token in after]
    shortest = min(len(first), len(second))
    head = 0
    while head < shortest and first[head] == second[head]:
        head += 1
    tail = 0
    while tail < shortest - head and first[-1 - tail] == second[-1 - tail]:
        tail += 1
    return Change(
        "".join(before[:head]),
        "".join(before[head : len(before) - tail]),
        "".join(after[head : len(after) - tail]),
        "".join(before[len(before) - tail :]),
    )


def compare_wording(old: str, new: str) -> tuple[Run, ...]:
    """Compare two wordings word by word, as runs: deletion before insertion.

    White space counts as one space, and a paragraph's end as one line feed. The kept and
    deleted runs together are the old wording, the kept and inserted ones the new.
    """
    before, after = _units(old), _units(new)
    kept: list[tuple[int, int, int]] = []
    position = (0, 0)
    for a, b, size in _equal(before, after):
        island = _words(before[a : a + size]) < ISLAND
        at_start = a == b == 0
        at_end = a + size == len(before) and b + size == len(after)
        if size and (at_start or at_end or not island):
            kept.append((a, b, size))
    kept.append((len(before), len(after), 0))
    runs: list[Run] = []
    for a, b, size in kept:
        _add(runs, RunKind.DELETED, before[position[0] : a])
        _add(runs, RunKind.INSERTED, after[position[1] : b])
        _add(runs, RunKind.KEPT, before[a : a + size])
        position = (a + size, b + size)
    return _without_first_space(runs)


def _units(text: str) -> list[str]:
    """Return the words of a text, each with the space before it, and its paragraph ends."""
    units: list[str] = []
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
    for number, paragraph in enumerate(part for part in paragraphs if part):
        if number:
            units.append("\n")
        space = "" if number else " "
        for token in tokens(paragraph):
            if token.isspace():
                space = " "
            else:
                units.append(space + token)
                space = ""
    return units


def _equal(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return the stretches that two lists share, in order: start in each, and length.

    The time that comparing takes grows with the pairs of equal words. Where these are very
    many, as in the same word a thousand times, only the shared ends are looked for.
    """
    counts, others = Counter(before), Counter(after)
    if sum(count * others[unit] for unit, count in counts.items()) <= MOST_PAIRS:
        matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
        return [(block.a, block.b, block.size) for block in matcher.get_matching_blocks()]
    shortest = min(len(before), len(after))
    head = next((n for n in range(shortest) if before[n] != after[n]), shortest)
    tail = 0
    while tail < shortest - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return [(0, 0, head), (len(before) - tail, len(after) - tail, tail)]


def _words(units: Sequence[str]) -> int:
    return sum(any(sign.isalnum() for sign in unit) for unit in units)


def _add(runs: list[Run], kind: RunKind, units: Sequence[str]) -> None:
    text = "".join(units)
    if not text:
        return
    if runs and runs[-1].kind is kind:
        text = runs.pop().text + text
    runs.append(Run(kind, text))


def _without_first_space(runs: list[Run]) -> tuple[Run, ...]:
    """Take away the space with which both texts were made to begin."""
    if len(runs) > 1 and runs[0].kind is not RunKind.KEPT and runs[1].kind is RunKind.KEPT:
        # One text begins with the first run, the other with the second.
        first = Run(runs[0].kind, runs[0].text.removeprefix(" ") + " ")
        return (first, Run(RunKind.KEPT, runs[1].text.removeprefix(" ")), *runs[2:])
    both = 1 if runs and runs[0].kind is RunKind.KEPT else 2
    bare = [Run(run.kind, run.text.removeprefix(" ")) for run in runs[:both]]
    return (*bare, *runs[both:])

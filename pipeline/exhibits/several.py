"""Whether a file holds more than one agreement, and where each begins.

Papers repeat their title: on a cover, at the head of each page, above an annex. So a title begins
another agreement only where the one before it is signed, and behind it somebody sells or buys and
signs once more.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from pipeline.exhibits.clauses import PURCHASE, STATEMENT
from pipeline.exhibits.head import EXHIBIT_LABEL, HEADING, MARKING
from pipeline.exhibits.paper import CLOSING_WORDS, SALUTATION, SIGNING, Paper
from pipeline.exhibits.passages import COLLAPSED, Paragraph
from pipeline.records.base import LineRange

_SIGNED = re.compile(r"(?:By:|/s/)", re.IGNORECASE)
_FORM = re.compile(r"\W*FORM\s+OF\b.*", re.IGNORECASE)
#: What stands above the title of a form that is attached.
_ATTACHED = re.compile(
    r"\W*(?:FORM\s+OF|(?:ANNEX|SCHEDULE|APPENDIX|EXHIBIT)\s+[A-Z](?:-\d+)?)\W*", re.IGNORECASE
)
#: In a copy that lost its line ends: a title, the words before a signature.
_IN_LINE = re.compile(
    r"(?P<title>\b(?:TERMS|UNDERWRITING|PURCHASE|PRICING) AGREEMENT\b)"
    r"|(?P<signed>\b(?:Very truly yours|Yours (?:very )?(?:truly|faithfully)|Sincerely)\b|/s/)"
)
#: How far behind a title in such a line the promise to buy is looked for.
_OPENING = 10_000


def agreements(paper: Paper) -> list[LineRange]:
    """Return the lines of each agreement of a file, the first one from line 1.

    A file that holds one agreement, or none, gives all its lines as one range. In a copy that
    lost its line ends the ranges overlap in that line.
    """
    starts = list(_starts(paper))
    last = max(1, len(paper.exhibit.lines))
    firsts = [1, *starts]
    ends = [*(max(1, start - 1) for start in starts), last]
    return [LineRange(first=a, last=max(a, b)) for a, b in zip(firsts, ends, strict=True)]


def _starts(paper: Paper) -> Iterator[int]:
    """Yield the line at which each agreement behind the first begins."""
    offers = [
        block.passage.first
        for block in paper.blocks
        if isinstance(block, Paragraph) and PURCHASE.search(block.text[:_OPENING])
    ]
    sales = [
        block.passage.first
        for block in paper.blocks
        if isinstance(block, Paragraph) and STATEMENT.search(block.text[:_OPENING])
    ]
    is_signed = False
    title = letter = 0
    for at, (number, line) in enumerate(paper.written):
        text = line.text.strip(" .*")
        if len(text) > COLLAPSED:
            yield from [number] * _further_in_line(text)
            is_signed, title = bool(_SIGNED.search(text)), 0
        elif HEADING.fullmatch(text):
            is_form = _FORM.match(text) or (
                at and _ATTACHED.fullmatch(paper.written[at - 1][1].text)
            )
            if is_signed and not title and not is_form:
                title, letter = _head(paper, at), 0
        elif SALUTATION.fullmatch(text):
            letter = number
        elif CLOSING_WORDS.fullmatch(line.text) or SIGNING.match(line.text):
            is_sold = letter and _any_between(sales, letter, number)
            if title and (is_sold or _any_between(offers, title, number)):
                yield title
                title = 0
            is_signed = True


def _head(paper: Paper, at: int) -> int:
    """Return the first line of the head that a title belongs to: its exhibit's label, a marking."""
    while at and any(
        kind.fullmatch(paper.written[at - 1][1].text) for kind in (EXHIBIT_LABEL, MARKING)
    ):
        at -= 1
    return paper.written[at][0]


def _any_between(numbers: list[int], first: int, last: int) -> bool:
    place = bisect_left(numbers, first)
    return place < len(numbers) and numbers[place] < last


def _further_in_line(text: str) -> int:
    """Return how many agreements begin in a long line behind the first that is signed there."""
    found = 0
    is_signed = False
    title = -1
    for match in _IN_LINE.finditer(text):
        if match["title"]:
            title = match.end() if is_signed and title < 0 else title
        else:
            if title >= 0 and PURCHASE.search(text, title, min(match.start(), title + _OPENING)):
                found, title = found + 1, -1
            is_signed = True
    return found

"""What a Word document of varied terms is made from, in plain values.

All wording is the caller's except the document's own furniture (labels, legend, footer):
dates and places come as the words that the document is to show.
"""

import datetime as dt
from dataclasses import dataclass

from pipeline.amendments.model import BlockRuns


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the table of changes.

    ``id`` is the instruction's, as in ``Run.by``; ``item`` its mark as printed (``(c)``);
    ``what`` says what it does (``words replaced by others``); ``remark`` what the marked
    words do not show by themselves (on which printed line they stand, in how many places).
    """

    id: str
    item: str
    place: str
    what: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that no marked word shows: an effect on meaning, or an item not applied.

    ``text`` is the archive's statement; ``words`` are quoted from the agreement.
    """

    item: str
    text: str
    place: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a base document as one agreement varies them.

    ``edition`` is the base document's date in words, empty where it is not known;
    ``agreement`` names the agreement with its date (``Terms Agreement of 2 February 2004``)
    and signs every change; ``agreement_date`` dates the changes and the file, where it is
    known; ``deal`` describes the deal in a line; ``record`` is its id in the archive.

    Where ``is_held``, ``blocks`` are the whole base document. Where it is not, each block is
    a fragment at its ``path``, with ``…`` in its runs for text that is not held; neighbours
    with the same path stand under one heading.
    """

    base_title: str
    edition: str
    agreement: str
    agreement_date: dt.date | None
    deal: str
    record: str
    is_held: bool
    blocks: tuple[BlockRuns, ...]
    changes: tuple[Change, ...] = ()
    meanings: tuple[Aside, ...] = ()
    unapplied: tuple[Aside, ...] = ()

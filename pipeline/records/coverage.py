"""Which lines of an exhibit the record's citations hold words of."""

from pipeline.records.archive import DealRecord
from pipeline.records.base import Blank
from pipeline.records.deal import fields


def cited_lines(record: DealRecord) -> frozenset[int]:
    """Return the lines of the deal's exhibit that some field cites words of.

    A citation counts for the lines on which its words stand, not for its whole range; a
    citation whose words are not found counts for none.
    """
    if record.exhibit is None:
        return frozenset()
    lines: set[int] = set()
    for _, _, stated in fields(record.deal):
        if not isinstance(stated, Blank):
            for citation in stated.citations:
                lines |= record.exhibit.locate(citation.quote, citation.lines)
    return frozenset(lines)

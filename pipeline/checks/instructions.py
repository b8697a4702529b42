"""Rules about the words of the list of variations, read anew by the reader of instructions."""

from collections.abc import Iterator

from pipeline.amendments.from_record import differences
from pipeline.checks.rules import Fault, rule
from pipeline.checks.texts import printed, unquoted
from pipeline.findings import Severity
from pipeline.records.amendment import Item
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Blank


@rule(
    "AMD16",
    Severity.WARNING,
    "The reader of instructions gets from the words of each item what the record states.",
    "Who reads a list of like items can put one item's place or words into another's.",
)
def _read_anew(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    amendments = record.deal.amendments
    if isinstance(amendments, Blank):
        return
    for difference in differences(record.deal):
        if _is_misprinted(amendments[difference.index]):
            continue
        cure = (
            "the record stands: read the item by eye"
            if difference.is_unread
            else "compare both with the paper"
        )
        yield Fault(
            ("amendments", difference.index, "text"),
            f"({difference.item}): {difference.message}; {cure}",
            Severity.INFO if difference.is_unread else None,
        )


def _is_misprinted(item: Item) -> bool:
    """Whether marks or brackets do not pair, of which AMD04 and AMD05 speak."""
    text = printed(item.text) or ""
    quoted = text.count('"') % 2 or text.count("\u201c") != text.count("\u201d")
    outside = unquoted(text)
    return bool(quoted) or any(outside.count(a) != outside.count(b) for a, b in ("()", "[]"))

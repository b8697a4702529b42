"""Made-up deals that differ in what they vary, for histories and comparisons."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.records.amendment import Item
from pipeline.records.archive import Archive
from pipeline.records.base import Blank
from pipeline.records.deal import Deal
from pipeline.records.reader import read_archive

FOLDER = Path(__file__).parent / "made_up_provisions"


@cache
def archive() -> Archive:
    """Return the made-up archive of two editions of Basic Provisions and the deals under them."""
    return read_archive(FOLDER)


def made_up(
    date: str, operations: Sequence[dict[str, Any]] | None, issuer: str = "specimen", **others: Any
) -> Deal:
    """Return a deal of a date with these operations, an item each; None: nobody knows."""
    items: Any = Blank(blank="not_seen")
    if operations is not None:
        items = tuple(
            Item.model_validate(
                {"item": str(number), "text": f"item {number}", "operations": [operation]}
            )
            for number, operation in enumerate(operations, 1)
        )
    deal = next(iter(archive().deals.values())).deal
    update = {"deal_id": f"{issuer}-{date}", "issuer": issuer, "amendments": items, **others}
    return deal.model_copy(update=update)


def swap(old: str, new: str, **place: str) -> dict[str, Any]:
    """Return the operation that replaces words at a place."""
    return {"operation": "substitute_words", "place": place, "old_text": old, "new_text": new}

"""From records to rows: which function makes which table, and the fields one by one."""

from collections.abc import Callable, Iterator

from pipeline.records.archive import DealRecord
from pipeline.records.base import Blank
from pipeline.records.deal import fields
from pipeline.tables.clauses import (
    allocation_rows,
    condition_rows,
    people_rows,
    restriction_rows,
    underwriter_rows,
)
from pipeline.tables.rows import Row, as_text
from pipeline.tables.securities import deal_rows, interest_period_rows, security_rows


def stated_value_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the rows of ``stated_values``: each field of the record."""
    for name, _, stated in fields(record.deal):
        blank = isinstance(stated, Blank)
        yield {
            "deal_id": record.deal.deal_id,
            "field": name,
            "value": None if isinstance(stated, Blank) else as_text(stated.value),
            "as_printed": None if isinstance(stated, Blank) else stated.as_printed,
            "blank_reason": stated.blank,
            "stated_in": stated.document,
            "note": stated.note,
            "review_state": None if blank else getattr(stated, "state", None),
        }


def citation_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the rows of ``citations``."""
    for name, _, stated in fields(record.deal):
        if isinstance(stated, Blank):
            continue
        for number, citation in enumerate(stated.citations):
            yield {
                "deal_id": record.deal.deal_id,
                "field": name if number == 0 else f"{name}.also[{number - 1}]",
                "exhibit": f"data/exhibits/{record.deal.deal_id}.txt",
                "line_from": citation.lines.first,
                "line_to": citation.lines.last,
                "quote": citation.quote,
            }


#: The rows that each table takes from one deal.
DEAL_TABLES: dict[str, Callable[[DealRecord], Iterator[Row]]] = {
    "deals": deal_rows,
    "securities": security_rows,
    "interest_periods": interest_period_rows,
    "deal_underwriters": underwriter_rows,
    "allocations": allocation_rows,
    "selling_restrictions": restriction_rows,
    "conditions": condition_rows,
    "people": people_rows,
    "stated_values": stated_value_rows,
    "citations": citation_rows,
}

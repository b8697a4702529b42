"""All tables of an archive, as rows and as pandas frames."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import pandas as pd

from pipeline.amendments.of_deal import Amendments
from pipeline.findings import Finding
from pipeline.records.archive import Archive, DealRecord
from pipeline.tables.clauses import amendment_rows
from pipeline.tables.derive import (
    coverage_rows,
    economics_rows,
    exhibit_line_rows,
    finding_rows,
)
from pipeline.tables.normalise import DEAL_TABLES
from pipeline.tables.parties import base_document_rows, party_name_rows, party_rows
from pipeline.tables.rows import Row
from pipeline.tables.schema import TABLES

Progress = Callable[[Iterable[DealRecord]], Iterable[DealRecord]]


class Tables:
    """The tables: as rows for pages, as pandas frames for analysis, as tuples for writing.

    Values are Python's own (str, int, bool, Decimal, date, time), None where unknown. Rows
    are kept as tuples in the order of the columns, which take a fraction of the memory of
    mappings; a deal's rows stand together.
    """

    def __init__(self, rows: Mapping[str, Iterable[Row]]) -> None:
        self._tuples: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
        self._slices: dict[str, dict[str, tuple[int, int]]] = {name: {} for name in TABLES}
        for name, given in rows.items():
            self.add(name, given)

    def add(self, name: str, rows: Iterable[Row], deal_id: str | None = None) -> None:
        """Append rows to a table; with ``deal_id``, remember them as that deal's."""
        columns = TABLES[name].column_names
        kept = self._tuples[name]
        start = len(kept)
        kept += [tuple(map(row.get, columns)) for row in rows]
        if deal_id is not None:
            self._slices[name][deal_id] = (start, len(kept))

    def tuples(self, name: str) -> list[tuple[Any, ...]]:
        """Return a table's rows as tuples; raises KeyError for a table that is not declared."""
        return self._tuples[name]

    def rows(self, name: str) -> list[Row]:
        """Return a table's rows, each a mapping from column to value."""
        columns = TABLES[name].column_names
        return [dict(zip(columns, row, strict=True)) for row in self._tuples[name]]

    def of_deal(self, name: str, deal_id: str) -> list[Row]:
        """Return a table's rows of one deal."""
        columns = TABLES[name].column_names
        return [dict(zip(columns, row, strict=True)) for row in self.tuples_of_deal(name, deal_id)]

    def tuples_of_deal(self, name: str, deal_id: str) -> list[tuple[Any, ...]]:
        """Return a table's rows of one deal as tuples."""
        start, end = self._slices[name].get(deal_id, (0, 0))
        return self._tuples[name][start:end]

    @cached_property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The tables as pandas frames; columns hold Python values, None where unknown."""
        return {
            name: pd.DataFrame(rows, columns=list(TABLES[name].column_names), dtype=object)
            for name, rows in self._tuples.items()
        }


def build_tables(
    archive: Archive, findings: Iterable[Finding], progress: Progress = iter
) -> Tables:
    """Normalise an archive into its tables; ``findings`` are what the checks found."""
    tables = Tables({})
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.deal_id].append(finding)
    tables.add("findings", finding_rows(found.pop("", ())))
    amendments = Amendments(archive.base_texts)
    for record in progress(archive.deals.values()):
        deal_id = record.deal.deal_id
        for name, make in DEAL_TABLES.items():
            tables.add(name, make(record), deal_id)
        tables.add("amendments", amendment_rows(record, amendments), deal_id)
        for name, rows in economics_rows(record).items():
            tables.add(name, rows, deal_id)
        tables.add("coverage", coverage_rows(record), deal_id)
        tables.add("exhibit_lines", exhibit_line_rows(record), deal_id)
        tables.add("findings", finding_rows(found.get(deal_id, ())), deal_id)
    for kind in ("issuers", "underwriters", "counsel"):
        tables.add(kind, party_rows(archive, kind))
    tables.add("party_names", party_name_rows(archive))
    tables.add("base_documents", base_document_rows(archive))
    return tables


def duplicate_keys(tables: Tables) -> Iterator[str]:
    """Yield a sentence for each key that stands twice in a table; none should."""
    for name, table in TABLES.items():
        seen: set[tuple[object, ...]] = set()
        places = [table.column_names.index(column) for column in table.key]
        for row in tables.tuples(name):
            key = tuple(row[place] for place in places)
            if key in seen:
                yield f"the table {name} has the key {key} twice"
            seen.add(key)

"""The archive as it is read: every record, with the file and lines it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.findings import Finding, Severity
from pipeline.records.base_document import BaseDocument
from pipeline.records.deal import Deal
from pipeline.records.exhibit import ExhibitText
from pipeline.records.parties import Party
from pipeline.records.yamltext import LineTree, Location, line_at


@dataclass(frozen=True, slots=True)
class DealRecord:
    """A deal with the file it came from, so that findings can name lines.

    ``digest`` names the bytes of that file; a record that was read from none has none.
    """

    deal: Deal
    path: str
    lines: LineTree
    exhibit: ExhibitText | None = None
    digest: str = ""

    def finding(
        self, severity: Severity, code: str, name: str, location: Location, message: str
    ) -> Finding:
        """Make a finding about one field of this record."""
        line = line_at(self.lines, location)
        return Finding(self.path, line, severity, code, name, message, self.deal.deal_id)


@dataclass(frozen=True)
class Archive:
    """Everything that was read; mappings go from id to record, in the order of ids."""

    deals: Mapping[str, DealRecord]
    issuers: Mapping[str, Party]
    underwriters: Mapping[str, Party]
    counsel: Mapping[str, Party]
    base_documents: Mapping[str, BaseDocument]
    base_document_paths: Mapping[str, str] = field(default_factory=dict)
    base_texts: Mapping[str, str] = field(default_factory=dict)
    party_lines: Mapping[str, tuple[str, Mapping[str, int]]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    files_read: int = 0

"""The form of the base texts that the archive holds: what the engine could not place."""

from collections.abc import Iterator

from pipeline.amendments.base_text import read_base_text
from pipeline.checks.rules import CodeDescription
from pipeline.findings import Finding, Severity
from pipeline.records.archive import Archive
from pipeline.records.held_text import FILE_NAME

CODES: tuple[CodeDescription, ...] = (
    CodeDescription(
        "BAS04",
        "base_texts",
        Severity.WARNING,
        "The text of a base document has a title, and its sections and labels run on.",
        "In a text that is numbered wrongly, amendments lead to another place than is meant.",
    ),
)


def findings(archive: Archive) -> Iterator[Finding]:
    """Yield what is wrong with the form of each base text, at the lines of its file."""
    for document_id, text in archive.base_texts.items():
        folder, _, _ = archive.base_document_paths[document_id].rpartition("/")
        for fault in read_base_text(text).faults:
            yield Finding(
                f"{folder}/{FILE_NAME}",
                fault.line,
                Severity.WARNING,
                "BAS04",
                "",
                f"{fault.message}; compare it with the print",
            )

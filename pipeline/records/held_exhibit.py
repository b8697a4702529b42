"""The exhibit that a record describes: read, and told from any other.

A text is held as ``<deal_id>.txt``; an HTML page as ``<deal_id>.htm``, with its text layer, which
citations count lines of, beside it. The layer is made anew and compared at each reading.
"""

from pathlib import Path

from pipeline.findings import Finding, Severity
from pipeline.records.archive import DealRecord
from pipeline.records.exhibit import ExhibitText, exhibit_of
from pipeline.records.html_text import text_layer

#: The ending of the paper as filed, by its form.
ENDINGS = {"text": ".txt", "html": ".htm"}


def held_exhibit(record: DealRecord, data: Path) -> tuple[ExhibitText | None, list[Finding]]:
    """Read the exhibit of a record from the archive's folder; None where there is none to read.

    Never raises for bad input: the findings say what is wrong and what to do.
    """
    deal_id = record.deal.deal_id
    stated = record.deal.document.exhibit
    folder = data / "exhibits"

    def name(file: Path) -> str:
        return f"{data.name}/{file.relative_to(data).as_posix()}"

    def fault(code: str, message: str) -> Finding:
        place = ("document",) if stated is None else ("document", "exhibit")
        return record.finding(Severity.ERROR, code, "document.exhibit", place, message)

    if stated is None:
        held = [folder / f"{deal_id}{ending}" for ending in ENDINGS.values()]
        for file in filter(Path.exists, held):
            message = f"is left out, but {name(file)} is held; add its sha256, bytes and lines"
            return None, [fault("EXH01", message)]
        return None, []
    file = folder / f"{deal_id}{ENDINGS[stated.format]}"
    layer = folder / f"{deal_id}.txt"
    reading = file
    try:
        filed = exhibit_of(file.read_bytes(), name(file))
        reading = layer
        exhibit = filed if file == layer else exhibit_of(layer.read_bytes(), name(layer))
    except OSError as error:
        missing = f"{name(reading)} cannot be read ({error.strerror})"
        return None, [fault("EXH01", f"is described, but {missing}; put it there")]
    findings = []
    if filed.sha256 != stated.sha256:
        message = (
            f"{filed.path} is not the copy that was recorded: its sha256 is {filed.sha256}, the "
            f"record says {stated.sha256}; restore the file"
        )
        findings.append(fault("EXH02", message))
    if file != layer and text_layer(file.read_bytes()).encode() != layer.read_bytes():
        message = (
            f"{name(layer)} is not the text layer of {filed.path}; restore it from the history, "
            "or import the paper anew"
        )
        findings.append(fault("EXH03", message))
    return exhibit, findings

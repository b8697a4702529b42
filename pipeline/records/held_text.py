"""The text that the archive holds of a base document: read, and told from any other."""

import hashlib
import re
from pathlib import Path

from pipeline.findings import Finding, Severity
from pipeline.records.base_document import BaseDocument
from pipeline.records.yamltext import LineTree, line_at

#: The file beside ``document.yaml`` that holds the text.
FILE_NAME = "text.md"
#: No provisions are longer; what is, is another file put there by mistake.
MAX_BYTES = 2_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def read_held_text(
    folder: Path, document: BaseDocument, path: str, lines: LineTree
) -> tuple[str | None, list[Finding]]:
    """Read the text of a base document; ``path`` and ``lines`` are those of its record.

    Never raises for bad input: None where there is no text, and findings that say what is
    wrong and what to do. A text that is not the recorded one is returned all the same.
    """
    file = folder / FILE_NAME
    name = f"{path.rpartition('/')[0]}/{FILE_NAME}"
    line = line_at(lines, ("held",))

    def fault(code: str, message: str) -> Finding:
        return Finding(path, line, Severity.ERROR, code, "held", message)

    if document.held is None:
        if not file.exists():
            return None, []
        return None, [fault("BAS01", f"is left out, but {name} is there; describe it in 'held'")]
    try:
        content = file.read_bytes() if file.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        message = f"is described, but {name} cannot be read ({error.strerror}); put it there"
        return None, [fault("BAS01", message)]
    if content is None:
        message = f"{name} has more than {MAX_BYTES:,} bytes; put the provisions alone there"
        return None, [fault("BAS03", message)]
    findings = []
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 != document.held.sha256:
        message = (
            f"{name} is not the copy that was recorded: its sha256 is {sha256}, the record says "
            f"{document.held.sha256}; restore the file"
        )
        findings.append(fault("BAS02", message))
    try:
        text = content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].count(b"\n") + 1
        message = f"{name} is not UTF-8: byte 0x{content[error.start]:02X} on its line {before}"
        return None, [*findings, fault("BAS03", f"{message}; save it as UTF-8")]
    if sign := _CONTROL.search(text):
        before = text.count("\n", 0, sign.start()) + 1
        message = f"{name} has the control character U+{ord(sign[0]):04X} on its line {before}"
        return None, [*findings, fault("BAS03", f"{message}; take it out")]
    return text, findings

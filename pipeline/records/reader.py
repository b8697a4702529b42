"""Reading an archive: every file, and everything that is wrong with any.

One bad file never hides another: whatever can be read is returned beside the findings.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.findings import Finding, Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base_document import BaseDocument
from pipeline.records.deal import Deal
from pipeline.records.held_exhibit import held_exhibit
from pipeline.records.held_text import read_held_text
from pipeline.records.parties import Party, PartyFile
from pipeline.records.references import unknown_ids
from pipeline.records.typed import to_record
from pipeline.records.yamltext import line_at, read_yaml

PARTY_KINDS = ("issuers", "underwriters", "counsel")


def read_archive(
    data: Path, progress: Callable[[Iterable[Path]], Iterable[Path]] = iter
) -> Archive:
    """Read the archive in the folder ``data``.

    ``progress`` wraps the list of deal files, to show how far reading has come. Never
    raises for bad input; the findings say what is wrong and what to do.
    """
    reader = _Reader(data)
    if not data.is_dir():
        reader.fault(data.name, 0, "YML01", "", "is not a folder; name the archive's data folder")
        return Archive({}, {}, {}, {}, {}, findings=tuple(reader.findings))
    parties = {kind: reader.parties(kind) for kind in PARTY_KINDS}
    base_documents, base_paths = reader.base_documents()
    deals = reader.deals(progress)
    reader.findings += unknown_ids(deals, parties, base_documents, base_paths)
    return Archive(
        deals=deals,
        issuers=parties["issuers"],
        underwriters=parties["underwriters"],
        counsel=parties["counsel"],
        base_documents=base_documents,
        base_document_paths=base_paths,
        base_texts=reader.base_texts,
        party_lines=reader.party_lines,
        findings=tuple(sorted(reader.findings)),
        files_read=reader.files_read,
    )


class _Reader:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.findings: list[Finding] = []
        self.party_lines: dict[str, tuple[str, Mapping[str, int]]] = {}
        self.base_texts: dict[str, str] = {}
        self.files_read = 0

    def fault(self, path: str, line: int, code: str, name: str, message: str) -> None:
        self.findings.append(Finding(path, line, Severity.ERROR, code, name, message))

    def name(self, file: Path) -> str:
        """Name a file from the archive's folder on, so that findings say the same anywhere."""
        return f"{self.data.name}/{file.relative_to(self.data).as_posix()}"

    def parties(self, kind: str) -> dict[str, Party]:
        file = self.data / "parties" / f"{kind}.yaml"
        path = self.name(file)
        yaml_file = read_yaml(file, path)
        self.files_read += 1
        record, faults = to_record(yaml_file, PartyFile)
        self.findings += [*yaml_file.findings, *faults]
        found: dict[str, Party] = {}
        lines: dict[str, int] = {}
        for number, party in enumerate(record.parties if record else ()):
            line = line_at(yaml_file.lines, ("parties", number))
            if party.id in found:
                message = f"the id {party.id} stands here again, first on line {lines[party.id]}"
                self.fault(path, line, "SCH07", f"parties[{number}].id", f"{message}; rename one")
                continue
            found[party.id] = party
            lines[party.id] = line
        self.party_lines[kind] = (path, lines)
        return dict(sorted(found.items()))

    def base_documents(self) -> tuple[dict[str, BaseDocument], dict[str, str]]:
        found: dict[str, BaseDocument] = {}
        paths: dict[str, str] = {}
        folder = self.data / "base_documents"
        for place in sorted(folder.iterdir()) if folder.is_dir() else ():
            file = place / "document.yaml" if place.is_dir() else place
            path = self.name(file)
            if not place.is_dir():
                self.fault(
                    path,
                    0,
                    "SCH06",
                    "",
                    "stands outside a base document's folder; move it to base_documents/<id>/",
                )
                continue
            yaml_file = read_yaml(file, path)
            self.files_read += 1
            record, faults = to_record(yaml_file, BaseDocument)
            self.findings += [*yaml_file.findings, *faults]
            if record is None:
                continue
            if record.id != place.name:
                line = line_at(yaml_file.lines, ("id",))
                self.fault(
                    path,
                    line,
                    "SCH04",
                    "id",
                    f"is {record.id}, but the folder is {place.name}; make them equal",
                )
            found[record.id] = record
            paths[record.id] = path
            text, faults = read_held_text(place, record, path, yaml_file.lines)
            self.findings += faults
            if text is not None:
                self.base_texts[record.id] = text
        return found, paths

    def deals(self, progress: Callable[[Iterable[Path]], Iterable[Path]]) -> dict[str, DealRecord]:
        found: dict[str, DealRecord] = {}
        for file in progress(self._deal_files()):
            path = self.name(file)
            yaml_file = read_yaml(file, path)
            self.files_read += 1
            deal, faults = to_record(yaml_file, Deal)
            self.findings += [*yaml_file.findings, *faults]
            if deal is None:
                continue
            record = self._with_exhibit(
                DealRecord(deal, path, yaml_file.lines, digest=yaml_file.digest)
            )
            if self._well_placed(record, file, found):
                found[deal.deal_id] = record
        return dict(sorted(found.items()))

    def _deal_files(self) -> list[Path]:
        folder = self.data / "deals"
        if not folder.is_dir():
            self.fault(
                self.name(folder),
                0,
                "YML01",
                "",
                "is not there; records belong in deals/<year>/<deal_id>.yaml",
            )
            return []
        files: list[Path] = []
        for entry in sorted(folder.iterdir()):
            if entry.is_symlink():
                self.fault(
                    self.name(entry), 0, "SCH06", "", "is a link; put a folder of records here"
                )
                continue
            if not entry.is_dir():
                self.fault(
                    self.name(entry),
                    0,
                    "SCH06",
                    "",
                    "stands outside a year's folder; move it to deals/<year>/<deal_id>.yaml",
                )
                continue
            for file in sorted(entry.iterdir()):
                if file.suffix == ".yaml":
                    files.append(file)
                elif not file.name.startswith("."):
                    self.fault(
                        self.name(file),
                        0,
                        "SCH06",
                        "",
                        "is not a record; only files named <deal_id>.yaml belong here",
                    )
        return files

    def _well_placed(self, record: DealRecord, file: Path, found: Mapping[str, DealRecord]) -> bool:
        deal_id = record.deal.deal_id
        line = line_at(record.lines, ("deal_id",))
        if deal_id in found:
            self.fault(
                record.path,
                line,
                "SCH07",
                "deal_id",
                f"{deal_id} is also the id of {found[deal_id].path}; rename one",
            )
            return False
        if deal_id != file.stem:
            self.fault(
                record.path,
                line,
                "SCH04",
                "deal_id",
                f"is {deal_id}, but the file is named {file.stem}.yaml; make them equal",
            )
        if f"-{file.parent.name}" not in deal_id:
            self.fault(
                record.path,
                line,
                "SCH06",
                "deal_id",
                f"{deal_id} stands in the folder "
                f"{file.parent.name}; move it to the folder of its year",
            )
        return True

    def _with_exhibit(self, record: DealRecord) -> DealRecord:
        exhibit, faults = held_exhibit(record, self.data)
        self.findings += faults
        return replace(record, exhibit=exhibit)

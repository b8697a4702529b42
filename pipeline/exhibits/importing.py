"""Importing a paper: the exhibit, the draft and what it needs are put in the archive.

Everything is made before anything is written, and nothing that is there is written over. An
issuer or a base document that the archive does not know gets an entry of its own, because a
record must name them; firms that it does not know are told, for an editor to add.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date as calendar_date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline.checks import check_deal
from pipeline.checks.rules import registered
from pipeline.exhibits.drafting import DraftRecord, draft_record
from pipeline.exhibits.intake import MAX_BYTES, RefusedError, cut
from pipeline.exhibits.names import slug
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Blank, Identifier, PartialDate
from pipeline.records.canonical import write_record
from pipeline.records.deal import fields
from pipeline.records.held_exhibit import ENDINGS
from pipeline.records.yamltext import Tree, parse_yaml

_IDENTIFIER: TypeAdapter[str] = TypeAdapter(Identifier)
_DATE: TypeAdapter[str] = TypeAdapter(PartialDate)


@dataclass(frozen=True)
class Imported:
    """A draft that was written, and every file that was made or added to."""

    draft: DraftRecord
    record: Path
    written: tuple[Path, ...]


def import_exhibit(
    file: Path,
    data: Path,
    archive: Archive,
    today: calendar_date,
    *,
    issuer: str | None = None,
    date: str | None = None,
    lines: str | None = None,
) -> Imported:
    """Draft the record of a paper and write it with its exhibit.

    ``issuer`` is the issuer's id, for papers whose name the archive does not know or that do not
    print it; ``date`` the month of filing (2004-02) of a paper without a date; ``lines`` those of
    one agreement (72-146) in a text that holds several: they alone are the exhibit then.

    Raises:
        RefusedError: no draft can be made, or it is there already; nothing was written.
    """
    _must_be(_IDENTIFIER, issuer)
    _must_be(_DATE, date)
    try:
        if file.is_file() and file.stat().st_size > MAX_BYTES:
            raise RefusedError(
                f"the file has more than {MAX_BYTES:,} bytes; give the exhibit alone"
            )
        content = file.read_bytes()
    except OSError as error:
        raise RefusedError(f"it cannot be read ({error.strerror})") from error
    if lines is not None:
        content = cut(content, lines)
    known = _same(hashlib.sha256(content).hexdigest(), archive)
    if known is not None:
        raise RefusedError(f"the archive holds this very paper already, as {known}")
    draft = draft_record(
        content, archive, today, issuer=issuer, date=date, path=file.name, lines=lines or ""
    )
    year = draft.deal_id.removeprefix(f"{draft.deal.issuer}-")[:4]
    record = data / "deals" / year / f"{draft.deal_id}.yaml"
    new: list[tuple[Path, bytes]] = [
        (data / "exhibits" / f"{draft.deal_id}{ENDINGS[draft.taken.format]}", content)
    ]
    if draft.taken.format == "html":
        new.append((data / "exhibits" / f"{draft.deal_id}.txt", draft.taken.layer.encode()))
    new.append((record, draft.text.encode()))
    if draft.new_base is not None:
        folder = data / "base_documents" / draft.new_base["id"]
        if draft.new_base["id"] not in archive.base_documents:
            new.append((folder / "document.yaml", _base_document(draft).encode()))
    _write(new)
    written = [path for path, _ in new]
    if draft.issuer_is_new:
        written.append(_add_issuer(data, draft))
    return Imported(draft, record, tuple(written))


def _must_be(kind: TypeAdapter[str], given: str | None) -> None:
    if given is None:
        return
    try:
        kind.validate_python(given)
    except ValidationError as error:
        raise RefusedError(error.errors()[0]["msg"]) from error


def _same(sha256: str, archive: Archive) -> str | None:
    for deal_id, record in archive.deals.items():
        exhibit = record.deal.document.exhibit
        if exhibit is not None and exhibit.sha256 == sha256:
            return deal_id
    return None


def _write(new: list[tuple[Path, bytes]]) -> None:
    """Write files that are not there; on any fault those written are taken away again."""
    made: list[Path] = []
    try:
        for path, content in new:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                made.append(path)
                file.write(content)
    except OSError as error:
        for path in made:
            with suppress(OSError):
                path.unlink()
        raise RefusedError(f"{error.filename}: {error.strerror}; nothing was written") from error


def _base_document(draft: DraftRecord) -> str:
    base = draft.new_base or {}
    tree = {
        "id": base["id"],
        "title": base["title"],
        "issuer": draft.deal.issuer,
        **({"date": base["date"]} if base["date"] else {}),
        "not_held": "No text was seen; title and date come from an agreement that incorporates it.",
    }
    return write_record(tree)


def _add_issuer(data: Path, draft: DraftRecord) -> Path:
    """Add the issuer to the file of issuers, behind those that are there."""
    file = data / "parties" / "issuers.yaml"
    name = draft.deal.issuer_named.name.value or draft.deal.issuer
    stated = draft.deal.issuer_named.jurisdiction
    entry: dict[str, Tree] = {"id": draft.deal.issuer, "name": name}
    if stated is not None and stated.value is not None:
        entry["jurisdiction"] = stated.value
    text = write_record({"parties": [entry]}).split("\n", 1)[1]
    before = file.read_text(encoding="utf-8") if file.exists() else "parties:\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(before.rstrip("\n") + "\n" + text, encoding="utf-8")
    return file


def report(done: Imported, archive: Archive) -> Iterator[str]:
    """Yield what was found, what is unsure, what was not found, and what to do next."""
    draft = done.draft
    entries = list(fields(draft.deal))
    found = [e for e in entries if not isinstance(e.stated, Blank) and e.stated.value is not None]
    unsure = [e for e in entries if e.stated.blank == "unsure"]
    blank = [e for e in entries if e.stated.blank not in (None, "unsure")]
    yield (
        f"{len(found)} values found, each with its lines; {len(unsure)} unsure; "
        f"{len(blank)} not found"
    )
    if unsure:
        yield "unsure:"
    for entry in unsure:
        for number, one in enumerate(entry.stated.candidates):
            said = f"{one.value}: " if one.value else ""
            head = entry.name if number == 0 else " " * len(entry.name)
            yield f"  {head}  line {one.lines}: {said}{_short(one.quote)}"
        if entry.stated.note:
            yield f"  {' ' * len(entry.name)}  ({entry.stated.note})"
    if blank:
        yield "not found:"
    reasons: dict[str, list[str]] = {}
    for entry in blank:
        reasons.setdefault(str(entry.stated.blank).replace("_", " "), []).append(entry.name)
    for reason, names in reasons.items():
        yield f"  {reason}: {', '.join(names)}"
    for note in draft.deal.notes:
        yield f"note: {note}"
    yield from _parties(done, archive)
    yield from _errors(done, archive)


def _errors(done: Imported, archive: Archive) -> Iterator[str]:
    """Yield the errors that the checks find in the draft: no site is built while they stand."""
    draft = done.draft
    lines = parse_yaml(draft.text.encode(), done.record.name).lines
    record = DealRecord(draft.deal, done.record.name, lines, draft.taken.exhibit)
    whole = replace(archive, deals={**archive.deals, draft.deal_id: record})
    found = sorted(check_deal(record, whole, registered().values()))
    errors = [one for one in found if one.severity is Severity.ERROR]
    if errors:
        yield "the checks find what is misread, or misprinted; nothing is built until it is mended:"
    for one in errors:
        yield f"  {one.code} {one.field}: {one.message}"


def _parties(done: Imported, archive: Archive) -> Iterator[str]:
    draft = done.draft
    same_day = draft.deal_id.removesuffix(f"-{draft.deal_id[-1]}")
    if same_day in archive.deals:
        yield (
            f"{same_day} is a record of the same issuer and day: if it is this very "
            f"agreement, keep one of them"
        )
    if draft.issuer_is_new:
        yield (
            f"the issuer is new: {draft.deal.issuer} was added to parties/issuers.yaml; "
            f"if the archive has it "
            "under another id, take the entry out again and import with --issuer ID"
        )
    if draft.new_base is not None:
        yield f"the base document is new: base_documents/{draft.new_base['id']} was added"
    if draft.proposals:
        yield (
            "firms that the archive does not know; add them, or the spelling as an "
            "alias of one it does:"
        )
    for name in draft.proposals:
        kind, _, plain = name.rpartition("counsel: ")
        file = "counsel.yaml" if kind or name.startswith("counsel: ") else "underwriters.yaml"
        yield f"  parties/{file}:  - id: {slug(plain)}"
        yield f"  {' ' * len(f'parties/{file}:')}    name: {plain}"


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:60]} … {text[-25:]}"

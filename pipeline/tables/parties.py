"""Rows of the firms and of the base documents."""

from collections.abc import Iterator

from pipeline.records.archive import Archive
from pipeline.records.parties import FormerName, Membership, Party
from pipeline.tables.rows import Row


def party_rows(archive: Archive, kind: str) -> Iterator[Row]:
    """Yield the rows of ``issuers``, ``underwriters`` or ``counsel``."""
    parties = {"issuers": archive.issuers, "underwriters": archive.underwriters}.get(
        kind, archive.counsel
    )
    for party in parties.values():
        yield {
            "id": party.id,
            "name": party.name,
            "kind": party.kind,
            "jurisdiction": party.jurisdiction,
            "cik": party.cik,
            "former_names": "; ".join(_dated(n.name, n) for n in party.former_names) or None,
            "aliases": "; ".join(alias.name for alias in party.aliases) or None,
            "groups": "; ".join(_dated(g.group, g) for g in party.groups) or None,
        }


def _dated(name: str, entry: FormerName | Membership) -> str:
    dates = [
        f"{word} {day}"
        for word, day in (("from", entry.from_date), ("until", entry.to_date))
        if day is not None
    ]
    return f"{name} ({' '.join(dates)})" if dates else name


def party_name_rows(archive: Archive) -> Iterator[Row]:
    """Yield the rows of ``party_names``; a name that stands twice gives one row."""
    for kind, parties in (
        ("issuer", archive.issuers),
        ("underwriter", archive.underwriters),
        ("counsel", archive.counsel),
    ):
        for party in parties.values():
            rows: dict[str, Row] = {}
            for row in _names(party):
                rows.setdefault(row["name"], {"party_kind": kind, "party_id": party.id, **row})
            yield from rows.values()


def _names(party: Party) -> Iterator[Row]:
    yield {"name": party.name, "name_kind": "name"}
    for former in party.former_names:
        yield {
            "name": former.name,
            "name_kind": "former_name",
            "from_date": former.from_date,
            "to_date": former.to_date,
            "source": former.source,
        }
    for alias in party.aliases:
        yield {"name": alias.name, "name_kind": "spelling", "source": alias.note}


def base_document_rows(archive: Archive) -> Iterator[Row]:
    """Yield the rows of ``base_documents``."""
    for document in archive.base_documents.values():
        yield {
            "id": document.id,
            "name": document.title,
            "issuer_id": document.issuer,
            "date": document.date,
            "is_text_held": document.held is not None,
            "not_held": document.not_held,
            "supersedes_id": document.supersedes,
        }

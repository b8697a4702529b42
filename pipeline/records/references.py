"""Ids within records that name nothing: no firm, no base document, no deal."""

from collections.abc import Iterator, Mapping

from pipeline.findings import Finding, Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base_document import BaseDocument
from pipeline.records.deal import Deal
from pipeline.records.parties import Party
from pipeline.records.yamltext import Location, line_at


def unknown_ids(
    deals: Mapping[str, DealRecord],
    parties: Mapping[str, Mapping[str, Party]],
    base_documents: Mapping[str, BaseDocument],
    base_document_paths: Mapping[str, str],
) -> Iterator[Finding]:
    """Yield an error for every id that has no entry, with the file where it would belong."""
    known: Mapping[str, Mapping[str, object]] = {
        **parties,
        "base_documents": base_documents,
        "deals": deals,
    }
    for record in deals.values():
        for name, location, kind, named in _references(record.deal):
            if named not in known[kind]:
                folder = kind in ("base_documents", "deals")
                place = f"data/{kind}" if folder else f"data/parties/{kind}.yaml"
                message = f"no entry of {place} has the id {named}; add it there or correct the id"
                line = line_at(record.lines, location)
                yield Finding(record.path, line, Severity.ERROR, "SCH05", name, message)
    for document_id, document in base_documents.items():
        path = base_document_paths[document_id]
        if document.issuer not in parties["issuers"]:
            message = f"no entry of data/parties/issuers.yaml has the id {document.issuer}"
            yield Finding(
                path, 1, Severity.ERROR, "SCH05", "issuer", f"{message}; add it or correct the id"
            )
        if document.supersedes is not None and document.supersedes not in base_documents:
            message = f"no base document has the id {document.supersedes}; add it or correct the id"
            yield Finding(path, 1, Severity.ERROR, "SCH05", "supersedes", message)


def unknown_names(deal: Deal, archive: Archive) -> Iterator[tuple[str, str, str]]:
    """Yield (field, what it names, id) for every id of a deal that the archive has no entry for."""
    for name, _, kind, named in _references(deal):
        if named not in getattr(archive, kind):
            yield name, kind, named


def _references(deal: Deal) -> Iterator[tuple[str, Location, str, str]]:
    """Yield (field, location, what it names, id) for every id in a deal."""
    yield "issuer", ("issuer",), "issuers", deal.issuer
    for group, kind in (("underwriters", "names"), ("annex", "allocations")):
        for number, entry in enumerate(getattr(getattr(deal, group), kind, ())):
            if entry.underwriter is not None:
                place = (group, kind, number, "underwriter")
                yield (
                    f"{group}.{kind}[{number}].underwriter",
                    place,
                    "underwriters",
                    entry.underwriter,
                )
    if isinstance(deal.counsel, tuple):
        for number, entry in enumerate(deal.counsel):
            if entry.counsel is None:
                continue
            yield (
                f"counsel[{number}].counsel",
                ("counsel", number, "counsel"),
                "counsel",
                entry.counsel,
            )
    base = getattr(deal.incorporation, "base_document", None)
    if base is not None:
        yield (
            "incorporation.base_document",
            ("incorporation", "base_document"),
            "base_documents",
            base,
        )
    for number, security in enumerate(deal.securities):
        if security.reopening is not None and security.reopening.of_deal is not None:
            yield (
                f"securities[{number}].reopening.of_deal",
                ("securities", number, "reopening", "of_deal"),
                "deals",
                security.reopening.of_deal,
            )

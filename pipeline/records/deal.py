"""A deal: one offering under one Terms Agreement, as its paper states it."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from pydantic import AfterValidator

from pipeline.records.base import (
    AccessionNumber,
    Blank,
    Count,
    Date,
    DealId,
    Identifier,
    OrBlank,
    Record,
    Stated,
    Text,
    Url,
    at_least_one,
)
from pipeline.records.codes import (
    DatedBy,
    DocumentKind,
    ExhibitFormat,
    ReviewState,
    SeenExtent,
)
from pipeline.records.security import Security
from pipeline.records.terms import (
    Annex,
    Clauses,
    Closing,
    Offer,
    PartyNamed,
    Registration,
    Underwriters,
)


class Review(Record):
    """The state of the record, and who brought it there when."""

    state: ReviewState
    by: Text
    on: Date
    note: Text | None = None


class Seen(Record):
    """What was seen of the paper: how far, and in words."""

    extent: SeenExtent
    what: Text


class Exhibit(Record):
    """The source document as the archive holds it, byte for byte.

    A text is held as ``<deal_id>.txt``, and ``lines`` counts its lines. An HTML page is held as
    ``<deal_id>.htm``; its text layer, which citations count lines of, stands beside it as
    ``<deal_id>.txt``. ``sha256`` and ``bytes`` are always those of the paper as filed.
    """

    format: ExhibitFormat = "text"
    sha256: Text
    bytes: Count
    lines: Count


class Filing(Record):
    """Where the paper was filed."""

    form: Text | None = None
    accession_number: AccessionNumber | None = None
    exhibit: Text | None = None
    filed_date: Date | None = None


class Document(Record):
    """The paper itself: its kind, heading and filing, and the copy that is held.

    ``terms_introduction`` is the sentence above the table of terms. ``page_marks`` are what
    the printer put between the words, page numbers for the most part; no clause runs into
    them.
    """

    kind: DocumentKind
    heading: Stated[Text] | None = None
    exhibit_label: Stated[Text] | None = None
    marking: Stated[Text] | None = None
    salutation: Stated[Text] | None = None
    terms_introduction: Stated[Text] | None = None
    closing_words: Stated[Text] | None = None
    page_marks: tuple[Stated[Text], ...] = ()
    filing: OrBlank[Filing]
    exhibit: Exhibit | None = None


class Source(Record):
    """A public place where the facts were read."""

    url: Url
    note: Text | None = None


class Waiver(Record):
    """An editor's decision to let a warning stand, with reason, author and date."""

    code: Text
    field: Text | None = None
    reason: Text
    by: Text
    on: Date


class Deal(Clauses):
    """One record of ``data/deals``.

    What the paper states is :class:`~pipeline.records.base.Stated`; ``notes`` are the
    editor's. Core fields must be there, with a value or a reason; the other fields may
    be left out where the paper has nothing of the kind.
    """

    deal_id: DealId
    dated_by: DatedBy
    issuer: Identifier
    review: Review
    seen: Seen
    document: Document
    sources: tuple[Source, ...] = ()
    notes: tuple[Text, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    agreement_date: Stated[Date]
    pricing_date: Stated[Date] | None = None
    issuer_named: PartyNamed
    guarantor: PartyNamed | None = None
    offer: Offer | None = None
    closing: Closing
    registration: OrBlank[Registration]
    governing_law: Stated[Text] | None = None
    trustee: Stated[Text] | None = None
    indenture: Stated[Text] | None = None
    indenture_date: Stated[Date] | None = None
    underwriter_roles: Stated[Text] | None = None
    securities: Annotated[tuple[Security, ...], AfterValidator(at_least_one)]
    underwriters: OrBlank[Underwriters]
    annex: OrBlank[Annex]


class Field(NamedTuple):
    """A stated value or blank group of a record, under its name."""

    name: str
    location: tuple[str | int, ...]
    stated: Stated[object] | Blank


def fields(record: Record) -> Iterator[Field]:
    """Yield every stated value and every blank group of a record, in written order."""
    return _fields(record, "", ())


def _fields(record: Record, prefix: str, location: tuple[str | int, ...]) -> Iterator[Field]:
    for key, value in record.__dict__.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(value, (Stated, Blank)):
            yield Field(name, (*location, key), value)
        elif isinstance(value, Record):
            yield from _fields(value, name, (*location, key))
        elif isinstance(value, tuple):
            for number, entry in enumerate(value):
                place = (*location, key, number)
                if isinstance(entry, (Stated, Blank)):
                    yield Field(f"{name}[{number}]", place, entry)
                elif isinstance(entry, Record):
                    yield from _fields(entry, f"{name}[{number}]", place)

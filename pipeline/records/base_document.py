"""A base document: standing provisions that Terms Agreements incorporate by reference."""

from pipeline.records.base import Identifier, PartialDate, Record, Text, Url


class TextHeld(Record):
    """The text that the archive holds of a base document, in ``text.md`` beside it."""

    sha256: Text
    edition: Text


class BaseDocument(Record):
    """One edition of a Basic Provisions document; ``held`` is left out where no text is.

    ``not_held`` says why there is none, and what has been seen of it.
    """

    id: Identifier
    title: Text
    other_titles: tuple[Text, ...] = ()
    issuer: Identifier
    date: PartialDate | None = None
    date_as_printed: Text | None = None
    supersedes: Identifier | None = None
    held: TextHeld | None = None
    not_held: Text | None = None
    sources: tuple[Url, ...] = ()
    notes: tuple[Text, ...] = ()

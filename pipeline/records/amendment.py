"""What a Terms Agreement takes in by reference, and how it varies that."""

from pipeline.records.base import (
    Count,
    Identifier,
    PartialDate,
    PlainOrStated,
    Record,
    Stated,
    Text,
)
from pipeline.records.codes import (
    ApplicationOrder,
    IncorporationRegime,
    OperationKind,
    OperationScope,
)


class Incorporation(Record):
    """The Basic Provisions that the agreement takes in by reference.

    ``order`` is ``sequential`` only where the agreement says that its variations build on
    one another.
    """

    base_document: Identifier
    title: Stated[Text]
    date: Stated[PartialDate]
    regime: Stated[IncorporationRegime] | None = None
    text: Stated[Text] | None = None
    definitions: Stated[Text] | None = None
    heading: Stated[Text] | None = None
    order: ApplicationOrder = "original"


class Place(Record):
    """Where in the base document an operation works, as the instruction prints it.

    ``paragraph``, ``line`` and ``sentence`` count from 1; a line is a line of the
    printed edition that the parties had before them.
    """

    as_printed: Text | None = None
    section: Text | None = None
    subsection: Text | None = None
    paragraph: Count | None = None
    line: Count | None = None
    sentence: Text | None = None
    clause: Text | None = None


class Operation(Record):
    """One change to one place of the base document.

    ``old_text`` and ``new_text`` are the quoted operands, without their quotation
    marks; ``term`` and ``meaning`` those of a deemed reference or definition.
    ``protected`` names texts that a rename must leave alone. Which ``operation`` it is goes by
    the item's words, which the item cites; a draft that made nothing of them leaves it blank
    as unsure.
    """

    operation: PlainOrStated[OperationKind]
    scope: OperationScope = "place"
    place: Place | None = None
    old_text: Text | None = None
    new_text: Text | None = None
    term: Text | None = None
    meaning: Text | None = None
    protected: tuple[Text, ...] = ()
    summary: Text | None = None

    @property
    def kind(self) -> OperationKind:
        """What the operation does; ``unresolved`` where it is blank."""
        if isinstance(self.operation, Stated):
            return self.operation.value or "unresolved"
        return self.operation


class Item(Record):
    """One lettered paragraph of the list of variations, with its operations."""

    item: Text
    text: Stated[Text]
    operations: tuple[Operation, ...]

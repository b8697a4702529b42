"""The wordings on the strands of a base document's history, numbered so that data can name them."""

from collections.abc import Mapping

from pipeline.amendments.history import History, Strand
from pipeline.amendments.variation import Variation
from pipeline.pages import format as fmt
from pipeline.records.codes import OPERATION_KINDS

#: What a wording says: the kind of operation, the words taken out, the words put in.
Says = tuple[str, str, str]


def wordings(strand: Strand) -> dict[object, tuple[int, Variation]]:
    """Return the wordings of a strand: the number of each, and the first variation that has it."""
    found: dict[object, tuple[int, Variation]] = {}
    for one in strand.variations:
        found.setdefault(one.wording, (len(found), one))
    return found


def numbered(held: History) -> Mapping[str, list[tuple[int, int, Variation]]]:
    """Return what each deal varies: the strand's number, the wording's, and the variation."""
    made: dict[str, list[tuple[int, int, Variation]]] = {deal: [] for deal in held.deals}
    for number, strand in enumerate(held.strands):
        numbers = wordings(strand)
        for one in strand.variations:
            made[one.deal_id].append((number, numbers[one.wording][0], one))
    return made


def says(one: Variation) -> Says:
    """Return what a variation says, in plain text."""
    return (
        fmt.meaning(one.operation.kind, OPERATION_KINDS),
        one.before,
        one.after or ("" if one.before else one.operation.summary or one.words),
    )

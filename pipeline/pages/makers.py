"""Who made each change of a deal before it and after it, in words."""

from pipeline.amendments.history import Strand
from pipeline.amendments.variation import Variation, base_of
from pipeline.pages import format as fmt
from pipeline.pages.histories import Histories
from pipeline.records.deal import Deal


def strands(deal: Deal, histories: Histories) -> dict[int, tuple[Strand, Variation]]:
    """Return the strand of each of a deal's operations, by the identity of the operation."""
    base = base_of(deal)
    if base is None:
        return {}
    held = histories.of(base)
    return {
        id(one.operation): (held.strands[number], one)
        for number, one in held.strands_of.get(deal.deal_id, ())
    }


def makers(deal: Deal, histories: Histories) -> dict[int, str]:
    """Return who makes each of a deal's changes, by the identity of the operation."""
    return {name: _words(strand, one) for name, (strand, one) in strands(deal, histories).items()}


def _words(strand: Strand, one: Variation) -> str:
    if strand.first.deal_id == one.deal_id:
        first = "first made by this deal"
    else:
        first = f"first made on {fmt.partial_day(strand.first.dated)}"
    others = len(strand.variations) - 1
    more = f"; also made by {fmt.count(others, 'other deal')}" if others else ""
    reworded = "; reworded since" if one.wording != strand.last.wording else ""
    return f"item ({one.item}), {first}{more}{reworded}"

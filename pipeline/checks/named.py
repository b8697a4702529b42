"""Who a deal names, as rules about firms need it: with ids, printed names and dates."""

import re
from typing import NamedTuple

from pipeline.checks.texts import printed
from pipeline.records.base import Blank, Stated
from pipeline.records.codes import Side
from pipeline.records.deal import Deal
from pipeline.records.parties import plain_name
from pipeline.records.terms import Signature
from pipeline.records.yamltext import Location

_DATE_OF_ID = re.compile(r"-((?:19|20)\d\d(?:-\d\d){0,2})(?:-[b-z])?$")


class Named(NamedTuple):
    """One firm named by a paper: its id, its printed name, and the field that holds it."""

    party: str | None
    name: str
    stated: Stated[str]
    location: Location


def deal_date(deal: Deal) -> str:
    """Return the agreement's date (YYYY-MM-DD), or as much of it as the deal's id tells."""
    if deal.agreement_date.value is not None:
        return deal.agreement_date.value.isoformat()
    found = _DATE_OF_ID.search(deal.deal_id)
    return found[1] if found else ""


def in_body(deal: Deal) -> list[Named]:
    """Return the underwriters that the agreement names; masked names are left out."""
    if isinstance(deal.underwriters, Blank):
        return []
    return [
        Named(entry.underwriter, name, entry.name, ("underwriters", "names", number, "name"))
        for number, entry in enumerate(deal.underwriters.names)
        if (name := printed(entry.name)) is not None
    ]


def in_annex(deal: Deal) -> list[Named]:
    """Return the rows of the annex with a name, security by security as they stand."""
    if isinstance(deal.annex, Blank):
        return []
    return [
        Named(entry.underwriter, name, entry.name, ("annex", "allocations", number, "name"))
        for number, entry in enumerate(deal.annex.allocations)
        if (name := printed(entry.name)) is not None
    ]


def body_is_complete(deal: Deal) -> bool:
    """Whether the list of underwriters was seen to its end, every name legible."""
    listed = deal.underwriters
    if isinstance(listed, Blank) or any(entry.name.value is None for entry in listed.names):
        return False
    end = listed.complete
    return end is None or (end.value is not None and not end.value.lower().startswith("no"))


def annex_is_complete(deal: Deal) -> bool:
    """Whether the annex was seen to its end, every name legible."""
    annex = deal.annex
    if isinstance(annex, Blank) or annex.cut_off is not None:
        return False
    return bool(annex.allocations) and all(row.name.value for row in annex.allocations)


def same_firm(one: Named, other: Named) -> bool:
    """Whether two places name one firm: by its id, or by a name that differs in form only."""
    if one.party is not None and one.party == other.party:
        return True
    return plain_name(one.name) == plain_name(other.name)


def within(start: str | None, end: str | None, date: str) -> bool:
    """Whether a date lies between two others; what is not known does not exclude it.

    Dates are YYYY-MM-DD or the first part of it, and are compared as far as both go.
    """
    after = start is None or date[: len(start)] >= start[: len(date)]
    before = end is None or date[: len(end)] <= end[: len(date)]
    return after and before


def signatures(deal: Deal, side: Side) -> list[tuple[Location, Signature]]:
    """Return the signature blocks of one side, with their locations."""
    blocks = () if isinstance(deal.signatures, Blank) else deal.signatures
    return [(("signatures", n), one) for n, one in enumerate(blocks) if one.side == side]

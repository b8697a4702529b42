"""The whole tree of a draft: what was read, and a blank with its reason for the rest."""

import re
from datetime import date as calendar_date
from typing import Any

from pipeline.exhibits.draft import Draft
from pipeline.exhibits.paper import Paper

#: Fields that a record must have; what was not found there is blank, with the reason.
_OF_DEAL = (
    "agreement_date",
    "issuer_named.name",
    "closing.date",
    "closing.time",
    "closing.time_zone",
    "closing.place",
    "registration",
    "governing_law",
    "trustee",
    "indenture",
    "underwriter_roles",
    "underwriters",
    "annex",
    "additional_terms",
    "incorporation",
    "amendments",
    "listing",
    "selling_restrictions",
    "conditions",
    "counsel",
    "acceptance",
    "signatures",
)
_OF_SECURITY = (
    "title",
    "security_type",
    "ranking",
    "currency",
    "principal_amount",
    "price_to_public_pct",
    "purchase_price_pct",
    "selling_concession_pct",
    "interest",
    "maturity_date",
    "denominations",
    "isin",
    "cusip",
    "ratings",
)


def whole_tree(
    paper: Paper, draft: Draft, deal_id: str, dated_by: str, today: calendar_date
) -> dict[str, Any]:
    """Return the whole tree: the head of the record, what was read, and blanks for the rest."""
    tree = draft.tree
    refers = re.search(
        r"\b(?:Annex|Schedule)\s+\w+", str(draft.get("offer.purchase_clause.value") or "")
    )
    last = len(paper.exhibit.lines)
    # A list that stands there and was not read is no missing one.
    has_list = isinstance(tree.get("annex"), dict) or paper.annex_line <= last
    is_whole = paper.is_signed and (has_list or not refers)
    reason = "not_stated" if is_whole else "not_seen"
    seen = (
        {"extent": "whole", "what": f"The whole document, {last} lines, as the importer read them."}
        if is_whole
        else {
            "extent": "part",
            "what": (
                f"The copy of {last} lines that is held; it has no signatures, or its list "
                f"of underwriters is missing."
            ),
        }
    )
    head: dict[str, Any] = {
        "deal_id": deal_id,
        "dated_by": dated_by,
        "review": {
            "state": "proposed",
            "by": "the importer",
            "on": today.isoformat(),
            "note": "Drafted from the exhibit, not yet read against it by anybody.",
        },
        "seen": seen,
        "notes": draft.notes,
    }
    if not draft.notes:
        del head["notes"]
    tree.update(head)
    draft.put("document.filing", {"blank": "not_seen"})
    for path in _OF_DEAL:
        draft.put(path, {"blank": reason})
    _complete_groups(tree, reason)
    for security in tree["securities"]:
        for name in _OF_SECURITY:
            security.setdefault(name, {"blank": reason})
        interest = security["interest"]
        if isinstance(interest, dict) and "blank" not in interest:
            interest.setdefault("day_count", {"blank": reason})
            interest.setdefault("business_day_convention", {"blank": reason})
    return tree


def _complete_groups(tree: dict[str, Any], reason: str) -> None:
    """Fill what a group must have: a group of which only a term was read is blank as a whole."""
    underwriters = tree.get("underwriters")
    if (
        isinstance(underwriters, dict)
        and "blank" not in underwriters
        and "names" not in underwriters
    ):
        tree["underwriters"] = {"blank": reason}
    incorporation = tree.get("incorporation")
    if isinstance(incorporation, dict) and isinstance(incorporation.get("amendments"), dict):
        incorporation.pop("amendments")

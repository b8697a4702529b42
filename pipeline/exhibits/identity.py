"""Whose paper it is and of which day: the id of its deal."""

from pipeline.exhibits.draft import Draft
from pipeline.exhibits.intake import RefusedError
from pipeline.exhibits.names import slug
from pipeline.exhibits.paper import Paper
from pipeline.records.archive import Archive


def issuer_of(paper: Paper, draft: Draft, given: str | None) -> tuple[str, bool]:
    """Return the issuer's id, and whether the archive does not know it yet."""
    if given is not None:
        return given, given not in paper.archive.issuers
    name = draft.get("issuer_named.name.value")
    if not name:
        raise RefusedError("the issuer's name was not found; give its id with --issuer")
    known = paper.issuers.find(name)
    return (known, False) if known else (slug(name), True)


def deal_id_of(draft: Draft, archive: Archive, issuer: str, date: str | None) -> tuple[str, str]:
    """Return the deal's id and what dates it: the agreement, else the month of the closing."""
    agreed = draft.get("agreement_date.value")
    closing = draft.get("closing.date.value")
    month = draft.tree.pop("_month", None)
    if date is not None:
        day, by = date, "agreement_date" if agreed == date else "filing_month"
        if len(date) > len("2004-02") and agreed != date:
            raise RefusedError(
                f"the paper does not print {date} as its date; give the month, 2004-02"
            )
    elif agreed:
        day, by = agreed, "agreement_date"
    elif month:
        day, by = month, "agreement_month"
    elif closing:
        day, by = closing[:7], "closing_month"
    else:
        raise RefusedError(
            "no date of the agreement was found; give the month of its filing with --date"
        )
    plain = f"{issuer}-{day}"
    letters = ["", *(f"-{chr(code)}" for code in range(ord("b"), ord("z") + 1))]
    for letter in letters:
        if plain + letter not in archive.deals:
            return plain + letter, by
    raise RefusedError(f"{plain} has twenty-six deals already")

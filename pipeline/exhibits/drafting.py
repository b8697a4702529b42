"""From a file's bytes to a draft record: every reader in turn, then every value looked up."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date as calendar_date
from typing import Any

from pipeline.exhibits.annex import printed_names, read_annex
from pipeline.exhibits.closing import read_closing
from pipeline.exhibits.draft import Draft, words
from pipeline.exhibits.further import read_additional, read_laws, read_registration
from pipeline.exhibits.head import read_head
from pipeline.exhibits.incorporation import read_incorporation
from pipeline.exhibits.intake import RefusedError, Taken, judged, take_in
from pipeline.exhibits.lawyers import read_counsel
from pipeline.exhibits.names import slug
from pipeline.exhibits.opening import read_opening
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.people import read_acceptance, read_conditions
from pipeline.exhibits.restrictions import read_restrictions
from pipeline.exhibits.sale import read_sale
from pipeline.exhibits.signatures import read_signatures
from pipeline.exhibits.terms import read_terms, tables
from pipeline.exhibits.undertakings import read_undertakings
from pipeline.exhibits.variations import read_items
from pipeline.exhibits.verify import verified
from pipeline.findings import Finding
from pipeline.records.archive import Archive
from pipeline.records.canonical import write_record
from pipeline.records.deal import Deal
from pipeline.records.typed import to_record
from pipeline.records.yamltext import parse_yaml

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
_INTRODUCES = re.compile(
    (
        r"\b(?:following|these)\s+terms\b.*:?$|\bterms\b.*\b(?:as\s+follows|set\s+forth\s+belo"
        r"w|following)\b"
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DraftRecord:
    """A draft that reads back: its text, and what goes with it."""

    deal_id: str
    text: str
    deal: Deal
    taken: Taken
    issuer_is_new: bool
    #: A base document that the archive does not know: id, title, date, issuer.
    new_base: dict[str, Any] | None = None
    #: Firms that the archive does not know, by the names they have here.
    proposals: tuple[str, ...] = ()
    #: Fields whose value was read and did not stand when it was looked up.
    fallen: tuple[str, ...] = field(default=())


def draft_record(
    content: bytes,
    archive: Archive,
    today: calendar_date,
    *,
    issuer: str | None = None,
    date: str | None = None,
    path: str = "the file",
) -> DraftRecord:
    """Return the draft of a paper; the same bytes and archive give the same draft.

    Raises:
        RefusedError: the file is no such paper, or its issuer or date cannot be told.
    """
    taken = take_in(content, path)
    paper, remarks = judged(taken, archive)
    draft = Draft(notes=list(remarks))
    read_head(paper, draft)
    printed_names(paper)
    read_opening(paper, draft)
    issuer_id, is_new = _issuer(paper, draft, issuer)
    draft.tree["issuer"] = issuer_id
    _terms(paper, draft)
    read_closing(paper, draft)
    taken_in = read_incorporation(paper, draft)
    read_items(paper, draft, taken_in)
    read_undertakings(paper, draft)
    read_restrictions(paper, draft)
    read_conditions(paper, draft)
    read_counsel(paper, draft)
    read_acceptance(paper, draft)
    read_signatures(paper, draft)
    read_additional(paper, draft)
    read_registration(paper, draft)
    read_laws(paper, draft)
    _printed_errors(draft)
    new_base = draft.tree.pop("_new_base", None)
    deal_id, dated_by = _identity(draft, archive, issuer_id, date)
    tree = _whole(paper, draft, deal_id, dated_by, today)
    checked, fallen = verified(tree, taken.exhibit)
    text, deal = _read_back(checked, taken)
    proposals = tuple(dict.fromkeys(draft.proposals))
    return DraftRecord(deal_id, text, deal, taken, is_new, new_base, proposals, tuple(fallen))


def _terms(paper: Paper, draft: Draft) -> None:
    groups = [rows for rows in tables(paper) if rows]
    count = sum("title" in rows or "maturity" in rows for rows in groups)
    sold = read_sale(paper, draft, count)
    read_terms(paper, draft, sold, groups or [{}])
    read_annex(paper, draft, sold)
    for sentence in paper.sentences:
        if _INTRODUCES.search(sentence.text) and len(sentence.text) < 160:
            draft.put("document.terms_introduction", words(sentence))
    defined = next(
        (
            s
            for s in paper.sentences[:10]
            if re.search(
                r"\((?:the|collectively)[^)]*[\"“](?:Securities|Notes|Debentures|Bonds)", s.text
            )
        ),
        None,
    )
    if defined is not None:
        for match in re.finditer(
            r"\((?:(?:collectively|together),?\s)?the\s[\"“](?P<term>[^\"”]+?)[,.]?[\"”]\)",
            defined.text,
        ):
            if re.search(r"Securit|Note|Debenture|Bond", match["term"]) and len(sold) == 1:
                value = {
                    "value": match["term"],
                    "lines": str(defined.of(match).lines),
                    "quote": match[0],
                }
                sold[0].put("defined_term", value)
                break
    draft.tree["securities"] = [
        {
            "security_id": chr(ord("a") + at),
            **({"series": _series(paper, one.names[0])} if one.names else {}),
            **one.tree,
        }
        for at, one in enumerate(sold[:26])
    ]


def _series(paper: Paper, name: str) -> dict[str, str]:
    sentence = next(s for s in paper.sentences if name in s.text)
    at = sentence.text.index(name)
    span = sentence.part(at, at + len(name))
    return {"value": name, "lines": str(span.lines)}


def _issuer(paper: Paper, draft: Draft, given: str | None) -> tuple[str, bool]:
    """Return the issuer's id, and whether the archive does not know it yet."""
    if given is not None:
        return given, given not in paper.archive.issuers
    name = draft.get("issuer_named.name.value")
    if not name:
        raise RefusedError("the issuer's name was not found; give its id with --issuer")
    known = paper.issuers.find(name)
    return (known, False) if known else (slug(name), True)


def _identity(draft: Draft, archive: Archive, issuer: str, date: str | None) -> tuple[str, str]:
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


def _printed_errors(draft: Draft) -> None:
    agreed, closing = draft.get("agreement_date.value"), draft.get("closing.date.value")
    if agreed and closing and closing < agreed:
        why = "the closing is printed before the date of the agreement"
        draft.tree["closing"]["date"]["misprint"] = why
        draft.notes.append(
            f"The paper prints {closing} as its closing, before its own date, {agreed}."
        )


def _whole(
    paper: Paper, draft: Draft, deal_id: str, dated_by: str, today: calendar_date
) -> dict[str, Any]:
    """Return the whole tree: the head of the record, what was read, and blanks for the rest."""
    tree = draft.tree
    refers = re.search(
        r"\b(?:Annex|Schedule)\s+\w+", str(draft.get("offer.purchase_clause.value") or "")
    )
    is_whole = paper.is_signed and (isinstance(tree.get("annex"), dict) or not refers)
    reason = "not_stated" if is_whole else "not_seen"
    last = len(paper.exhibit.lines)
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


def _read_back(tree: dict[str, Any], taken: Taken) -> tuple[str, Deal]:
    """Write the tree and read it again; a field that the schema refuses is left out or blank."""
    exhibit: dict[str, str] = {"format": "html"} if taken.format == "html" else {}
    exhibit["sha256"] = hashlib.sha256(taken.content).hexdigest()
    exhibit["bytes"] = str(len(taken.content))
    exhibit["lines"] = str(len(taken.exhibit.lines))
    tree["document"]["exhibit"] = exhibit
    for _ in range(40):
        text = write_record(tree)
        file = parse_yaml(text.encode(), "draft")
        deal, faults = to_record(file, Deal)
        if deal is not None:
            return text, deal
        found = [*file.findings, *faults]
        if not found or not any(_amend(tree, one) for one in found):
            raise RefusedError(
                f"the draft could not be written: {found[0].message if found else 'unknown'}"
            )
    raise RefusedError("the draft could not be written: too much of it is not what records hold")


def _amend(tree: dict[str, Any], fault: Finding) -> bool:
    """Take out the value that the schema refuses; return whether anything was changed."""
    steps: list[str | int] = [
        int(s) if s.isdigit() else s for s in re.findall(r"[\w]+", fault.field)
    ]
    if not steps:
        return False
    # The nearest group that may be blank: the field itself, or what holds it.
    while steps:
        holder: Any = tree
        try:
            for step in steps[:-1]:
                holder = holder[step]
            if isinstance(holder, dict) and steps[-1] in holder:
                value = holder[steps[-1]]
                if isinstance(value, dict) and "value" in value and "lines" in value:
                    quote = str(value.get("quote", value["value"]))
                    holder[steps[-1]] = {
                        "blank": "unsure",
                        "candidates": [{"lines": value["lines"], "quote": quote}],
                    }
                else:
                    del holder[steps[-1]]
                return True
        except (KeyError, IndexError, TypeError):
            pass
        steps.pop()
    return False

"""Counsel: the sentences that say who advises whom."""

import re

from pipeline.exhibits.draft import Draft, Group, stated, unsure, words
from pipeline.exhibits.names import is_masked
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span

_ROLE = (
    r"(?P<role>(?:special\s)?(?:(?:U\.?S\.?|United\sStates)\s)?(?:federal\s)"
    r"?(?:(?:income\s)?tax\s)?[Cc]ounsel)"
    r"\s(?:to|for)\s"
)
_ACTS = (
    r"(?:is|are|(?:will|shall|to)\sact\sas|acts?\sas|has\s(?:acted|been\sacting)"
    r"\sas|(?:shall|will)\sbe|is\sacting\sas|as)"
)
_COUNSEL = re.compile(rf"(?P<head>.+?),?\s{_ACTS}\s{_ROLE}(?P<side>[^.;]{{2,60}})", re.IGNORECASE)
#: "Counsel to the Issuer is ..."
_COUNSEL_IS = re.compile(
    rf"{_ROLE}(?P<side>[^.;,]{{2,60}}?)\s(?:is|are|shall\sbe|will\sbe)\s(?P<head>.+)", re.IGNORECASE
)
_REPRESENTED = re.compile(
    r"(?P<side>[Tt]he\s(?:\w+\s?){1,3})\s(?:is|are)\s(?:advised|represented)\sby\s(?P<head>.+)"
)
#: Words of a sentence in which a lawyer's name is only a part.
_PROSE = re.compile(
    r"\b(?:ha(?:ve|s|d)|receiv\w*|opinions?|letters?|shall|will|may|with|from|by)\b"
)
#: A person has at least a first name and a family name.
_FEWEST_NAMES = 2
_CLAUSES = re.compile(
    r";\s+(?:and\s+)?|,\s+and\s+(?=[A-Z][^,;]+(?:,[^,;]+){0,6}?,?\s(?:is|acts|are|as\scounsel)\s)"
)


def read_counsel(paper: Paper, draft: Draft) -> None:
    """Read the sentences that name the lawyers, one clause after the other."""
    made: list[Group] = []
    for sentence in paper.sentences:
        is_of_lawyers = "ounsel" in sentence.text or _REPRESENTED.match(sentence.text)
        if not is_of_lawyers or len(sentence.text) > 600:
            continue
        for clause in _clauses(sentence):
            text = (
                clause.text.rstrip(" ")
                if re.search(r"(?:Inc|P\.C|L\.P)\.$", clause.text)
                else clause.text.rstrip(" .")
            )
            match = (
                _COUNSEL.fullmatch(text)
                or _COUNSEL_IS.fullmatch(text)
                or _REPRESENTED.fullmatch(text)
            )
            if match is not None:
                entry = _lawyer(paper, draft, clause, match)
                if entry is not None:
                    made.append({**entry, "text": words(sentence)})
    if made:
        draft.put("counsel", made)


def _clauses(sentence: Span) -> list[Span]:
    """Cut a sentence where another lawyer's clause begins."""
    cuts = [match.span() for match in _CLAUSES.finditer(sentence.text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(sentence.text)]
    return [sentence.part(a, b).stripped(" ,") for a, b in zip(starts, ends, strict=True)]


def _lawyer(paper: Paper, draft: Draft, clause: Span, match: re.Match[str]) -> Group | None:
    head = clause.of(match, "head").stripped(", ")
    name, title = _name_and_title(paper, head)
    if is_masked(name.text) or not re.match(r"[A-Z]", name.text) or len(name.text) > 90:
        return None
    if _PROSE.search(name.text):
        return None
    of_buyers = re.search(r"\b(?:Underwriters?|Purchasers?|Managers?|us)\b", match["side"])
    taxed = "tax" in (match.groupdict().get("role") or "").lower()
    role = (
        "underwriters_counsel" if of_buyers else "issuer_tax_counsel" if taxed else "issuer_counsel"
    )
    entry: Group = {"role": role}
    party = paper.counsel.find(name.text) or paper.counsel.find(head.text.partition(", ")[0])
    if party:
        entry["counsel"] = party
    else:
        draft.proposals.append(f"counsel: {name.text}")
    plain = re.sub(r",?\sEsq\.?$", "", name.text)
    entry["name"] = stated(plain, name)
    if title is not None and len(plain.split()) < _FEWEST_NAMES:
        # The first words of a person's name may stand before a page's end.
        entry["name"] = unsure([(plain, name)], "whether the whole name stands here")
    if title is not None:
        entry["title"] = words(title)
    return entry


def _name_and_title(paper: Paper, head: Span) -> tuple[Span, Span | None]:
    """Tell a person's name from the title behind it; a firm's name may have commas of its own."""
    esquire = re.match(r"(?P<name>[^,]+,\sEsq\.)(?:,\s(?P<title>.+))?$", head.text)
    office = re.match(
        (
            r"(?P<name>[^,]+(?:,\s(?:Jr|Sr|Esq|II|III)\.?)?),\s(?:its\s|the\sCompany's\s)"
            r"?(?P<title>.*\b(?:[Cc]ounsel|Secretary|Officer|President|Attorney)\b.*)"
            r"$"
        ),
        head.text,
    )
    match = None if paper.counsel.find(head.text) else esquire or office
    if match is None:
        return head, None
    name = head.of(match, "name")
    if match["title"] is None:
        return name, None
    title = head.of(match, "title")
    of = re.search(r"\s(?:of|to|for)\s(?:the\s)?(?:Company|Issuer|Corporation)$", title.text)
    return name, title.part(0, of.start()) if of else title

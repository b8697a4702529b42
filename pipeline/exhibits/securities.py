"""The securities of a paper: what the offer, the terms and the annex say of each."""

import re

from pipeline.exhibits.annex import read_annex
from pipeline.exhibits.conventions import day_count_of
from pipeline.exhibits.defined import name_securities
from pipeline.exhibits.draft import Draft, words
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.sale import read_sale
from pipeline.exhibits.term_rows import tables
from pipeline.exhibits.terms import read_terms

_INTRODUCES = re.compile(
    (
        r"^.*?(?:\b(?:following|these)\s+terms\b|\bterms\b[^:]*\b(?:as\s+follows|following|these"
        r"|set\s(?:forth|out)\s(?:below|in\s(?:the\stable|Annex|Schedule)))\b)[^:]*(?::|$)"
    ),
    re.IGNORECASE,
)


def read_securities(paper: Paper, draft: Draft) -> None:
    """Read every security, and what introduces the terms."""
    groups = [rows for rows in tables(paper) if rows]
    count = sum("title" in rows or "maturity" in rows for rows in groups)
    sold = read_sale(paper, draft, count)
    read_terms(paper, draft, sold, groups or [{}])
    read_annex(paper, draft, sold)
    for sentence in paper.sentences:
        if len(sentence.text) < 160 and (found := _INTRODUCES.search(sentence.text)):
            draft.put("document.terms_introduction", words(sentence.part(0, found.end())))
    name_securities(paper, sold)
    counted = day_count_of(paper.sentences)
    for one in sold:
        interest = one.tree.get("interest")
        if counted is not None and isinstance(interest, dict) and "blank" not in interest:
            interest.setdefault("day_count", counted)
    draft.tree["securities"] = [
        {
            "security_id": chr(ord("a") + at),
            **({"series": _series(paper, one.names[0])} if one.names else {}),
            **one.tree,
        }
        for at, one in enumerate(sold)
    ]


def _series(paper: Paper, name: str) -> dict[str, str]:
    sentence = next(s for s in paper.sentences if name in s.text)
    at = sentence.text.index(name)
    span = sentence.part(at, at + len(name))
    return {"value": name, "lines": str(span.lines)}

"""What the parties promise beside the sale: listing, stabilisation, rules on conflicts."""

import re

from pipeline.exhibits.draft import Draft, Group, stated, unsure, words
from pipeline.exhibits.labels import kind_of
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Paragraph, Span
from pipeline.exhibits.sentences import sentences

_LISTS = re.compile(
    (
        r"\b(?:list(?:ed|ing)?|admi(?:tted|ssion)|quot(?:ed|ation))\b.*\b(?:Exchange|"
        r"Bourse|Market)\b|\b(?:Exchange|Bourse)\b.*\blist(?:ed|ing)?\b"
    ),
    re.DOTALL,
)
_PROMISES = re.compile(r"\b(?:agrees?|undertakes?|covenants?|will|shall|has\sapplied|intends?)\b")
_EXCHANGE = re.compile(
    r"\b(?P<exchange>(?:(?:regulated\smarket|Official\sList|official\slist|Euro\sMTF(?:\sm"
    r"arket)?|Main\sMarket)\sof\sthe\s)?(?:(?:[A-Z][\w.]+|of|and)\s){0,5}?(?:[A-Z]\w+\s)"
    r"(?:Stock\sExchange|Exchange|Bourse)(?:,?\sInc\.)?|NASDAQ(?:\s[A-Z]\w+)"
    r"{0,3}|Bourse\sde\sLuxembourg)"
)
_EXCHANGE_ALONE = re.compile(
    r"(?:[Tt]he\s)?(?P<exchange>(?:[A-Z]\w+\s){1,4}(?:Stock\s)?(?:Exchange|Bourse)"
    r"(?:,?\s(?:Inc\.|Limited|Ltd\.?))?)\.?"
)
_EFFORT = re.compile(
    (
        r"\b(?:us(?:e|es|ing)|with|through|by|exert|make)\s(?:its|their|all|the\sCompany'?s)?\s?(?P<effort>(?:(?:commercially\s)"
        r"?reasonable\s)?(?:best\s)?(?:efforts|endeavou?rs))\b"
    ),
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(
    r"\balternative\b.*\b(?:listing|admission|exchange)\b|\bde-?list\b", re.IGNORECASE
)
_NO_FURTHER = re.compile(
    r"\bno\s(?:further|continuing)\sobligation|\bnot\sbe\s(?:obliged|required)\b", re.IGNORECASE
)
_ISSUER_PROMISES = re.compile(
    r"\b(?:Company|Issuer|Corporation)\b[^.;]{0,60}?(?:agrees|represents|undertakes|covenants)"
)
_STABLE = re.compile(r"\bstabili[sz](?:ation|ing)\b", re.IGNORECASE)
_AUTHORITY = re.compile(
    r"\b(?P<authority>(?:Financial\s(?:Services|Conduct)\sAuthority|[A-Z]\w+\s(?:[A-Z]\w+\s"
    r")*(?:Authority|Commission)))\b"
)
_REFERENCE = re.compile(
    r"\b(?P<reference>(?:section|Section|[Cc]hapter|[Rr]ule|Regulation)\s(?:MAR\s)"
    r"?[\w.]+(?:\sAnnex\s\w+)?(?:\sof\sthe\s(?:[A-Z]\w+\s)*(?:Handbook|Rules|"
    r"Regulations?|Code)))"
)
_STATUTE = re.compile(
    r"\b(?P<statute>(?:[A-Z]\w+\s(?:and\s|of\s)?)+(?:Act|Ordinance)(?:\sof)?\s\d{4})\b"
)
_CONFLICT = re.compile(
    r"\b(?P<rule>(?:NASD\s|FINRA\s|Conduct\s)?Rules?\s(?:2720|5121|5110|2710)"
    r"(?:\(\w\))*(?:\sof\sthe\s(?:NASD\s)?Conduct\sRules)?|Schedule\sE\sof\sthe\s(?:By-?[L"
    r"l]aws|NASD[^.;,]*))"
)
_BODY = re.compile(
    r"\b(?P<body>National\sAssociation\sof\sSecurities\sDealers(?:,\sInc\.)?|"
    r"Financial\sIndustry\sRegulatory\sAuthority(?:,\sInc\.)?|NASD|FINRA)(?!\s(?:Conduct|"
    r"Rule))"
)


def read_undertakings(paper: Paper, draft: Draft) -> None:
    """Read the paragraphs of these promises."""
    blocks = list(paper.paragraphs())
    _listing(blocks, draft)
    _listing_row(paper, draft)
    for block in blocks:
        text = block.text
        if (
            _STABLE.search(text)
            and _PROMISES.search(text)
            and not block.label
            and "stabilisation" not in draft.tree
            and _ISSUER_PROMISES.search(text)
        ):
            _stabilisation(block.body, draft)
        rule = _CONFLICT.search(text)
        if rule and "conflict_rule" not in draft.tree and not block.label:
            made: Group = {"rule": words(block.body.of(_within(block, rule), "rule"))}
            body = _BODY.search(block.body.text)
            if body:
                made["body"] = words(block.body.of(body, "body"))
            made["text"] = words(block.body)
            draft.put("conflict_rule", made)


def _within(block: Paragraph, match: re.Match[str]) -> re.Match[str]:
    found = _CONFLICT.search(block.body.text)
    return found if found is not None else match


def _stabilisation(body: Span, draft: Draft) -> None:
    made: Group = {"text": words(body)}
    for name, pattern in (
        ("authority", _AUTHORITY),
        ("reference", _REFERENCE),
        ("statute", _STATUTE),
    ):
        match = pattern.search(body.text)
        if match:
            made[name] = words(body.of(match, name))
    draft.put("stabilisation", made)


def _listing_row(paper: Paper, draft: Draft) -> None:
    """Take the exchange of a row on the listing that names one and nothing else."""
    for row in paper.rows:
        if len(row.cells) == 2 and kind_of(row.label.text) == "listing":
            named = _EXCHANGE_ALONE.fullmatch(row.cells[1].text)
            if named is not None:
                span = row.cells[1].span()
                draft.put("listing", {"exchange": words(span.of(named, "exchange"))})


def _listing(blocks: list[Paragraph], draft: Draft) -> None:
    for at, block in enumerate(blocks):
        if block.label or not (_LISTS.search(block.text) and _PROMISES.search(block.text)):
            continue
        if not re.search(r"\b(?:Company|Issuer|Corporation|Securities|Notes)\b", block.text):
            continue
        exchanges = list(dict.fromkeys(m["exchange"] for m in _EXCHANGE.finditer(block.text)))
        first = next((s for s in sentences(block.body) if _LISTS.search(s.text)), block.body)
        named = [first.of(m, "exchange") for m in _EXCHANGE.finditer(first.text)]
        if not named:
            continue
        made: Group = {
            "exchange": words(named[0])
            if len({n.text for n in named}) == 1
            else unsure(("", n) for n in named)
        }
        if not exchanges:
            continue
        effort = _EFFORT.search(first.text)
        if effort:
            made["effort"] = stated(effort["effort"], first.of(effort))
        made["text"] = words(first)
        tail = _triggers(blocks, at, made)
        for sentence in [*(s for s in sentences(block.body) if s.start != first.start), *tail]:
            if _NO_FURTHER.search(sentence.text):
                made.setdefault("no_further_obligation", words(sentence))
            elif _ALTERNATIVE.search(sentence.text):
                other = _EFFORT.search(sentence.text)
                if other:
                    made.setdefault(
                        "alternative_effort", stated(other["effort"], sentence.of(other))
                    )
                made.setdefault("alternative", words(sentence))
        draft.put("listing", made)
        return


def _triggers(blocks: list[Paragraph], at: int, made: Group) -> list[Span]:
    """Take the lettered circumstances behind the promise; return the sentences after them."""
    if not blocks[at].text.endswith(":"):
        return []
    triggers: list[object] = []
    at += 1
    while at < len(blocks) and blocks[at].label:
        triggers.append({"item": blocks[at].label, "text": words(blocks[at].body)})
        at += 1
    if triggers:
        made["triggers"] = triggers
    if at < len(blocks) and _ALTERNATIVE.search(blocks[at].text):
        return list(sentences(blocks[at].body))
    return []

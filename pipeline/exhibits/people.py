"""Conditions, counsel and acceptance: who delivers, advises and accepts."""

import re

from pipeline.exhibits.draft import Draft, Group, figure, stated, unsure, words
from pipeline.exhibits.figures import clock_times, dates
from pipeline.exhibits.names import is_masked
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span
from pipeline.exhibits.sentences import sentences

_OPINION = re.compile(
    r"\b(?:opinion|opinions)\s(?:\(?and\snegative\sassurance\sletter\)?\s)?of\s(?P<giver>["
    r"A-Z].{2,90}?)(?=,\s(?:special|counsel|acting|tax|general|U\.S\.|as|dated|"
    r"in\sform|[A-Z][a-z]+\s(?:General\s)?[Cc]ounsel)|\s\(|\sdated|\sto\sthe\seffect|"
    r"\swith\srespect|\sas\sto)"
)
_RECEIVED = re.compile(
    (
        r"\b(?:condition\b[^.]{0,60}?\breceive|shall\s(?:have\s)?(?:received?|been\sfurnished|"
        r"been\sdelivered|furnish|deliver)|will\s(?:receive|be\sfurnished)|obligations?\b.*\bs"
        r"ubject\sto)\b"
    ),
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"\b(?:heading|caption|captioned|headed|under)\s[\"“](?P<topic>[^\"”]{4,140}?)[,.]?[\"”]"
)
_DATED = re.compile(
    r"\bdated\s(?:as\sof\s)?(?P<dated>the\sClosing\sDate|the\sdate\s(?:hereof|of\s\w+))"
)
_BESIDE = re.compile(
    r"\b(?:[Ii]n\s?addition\sto|[Bb]esides?|[Aa]part\sfrom|[Oo]ver\sand\sabove)\b[^,]{0,120}?\bSections?\s(?P<sections>\d[\w().]*(?:(?:,\s|"
    r"\sand\s|,\sand\s)\d[\w().]*)*)[^,]*"
)
_ROLE = (
    r"(?P<role>(?:special\s)?(?:(?:U\.?S\.?|United\sStates)\s)?(?:federal\s)"
    r"?(?:(?:income\s)?tax\s)?[Cc]ounsel)"
    r"\s(?:to|for)\s"
)
_ACTS = (
    r"(?:is|are|(?:will|shall|to)\sact\sas|acts?\sas|has\s(?:acted|been\sacting)"
    r"\sas|(?:shall|will)\sbe|is\sacting\sas)"
)
_COUNSEL = re.compile(rf"(?P<head>.+?),?\s{_ACTS}\s{_ROLE}(?P<side>[^.;]{{2,60}})", re.IGNORECASE)
#: "Counsel to the Issuer is ..."
_COUNSEL_IS = re.compile(
    rf"{_ROLE}(?P<side>[^.;,]{{2,60}}?)\s(?:is|are|shall\sbe|will\sbe)\s(?P<head>.+)", re.IGNORECASE
)
_REPRESENTED = re.compile(
    r"(?P<side>[Tt]he\s(?:\w+\s?){1,3})\s(?:is|are)\s(?:advised|represented)\sby\s(?P<head>.+)"
)
#: A person has at least a first name and a family name.
_FEWEST_NAMES = 2
_CLAUSES = re.compile(
    r";\s+(?:and\s+)?|,\s+and\s+(?=[A-Z][^,;]+(?:,[^,;]+){0,6}?,?\s(?:is|acts|are)\s)"
)
_ACCEPT = re.compile(
    r"\baccept\b.{0,60}\b(?:offer|proposal)\b|\bplease\s(?:confirm|indicate|sign)\b"
    r"|\bacceptance\b[^.;]{0,60}\b(?:must|should|shall|will|is\sto)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    (
        r"\b(?:no(?:t)?\slater\sthan|by|before|prior\sto|at\sor\sbefore|until|at)"
        r"\s(?=\(?\d|noon|midnight|the\sclose)"
    ),
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\s*,?\s*\(?(?P<zone>(?:New\sYork(?:\sCity)?|Eastern|London|Tokyo|[A-Z][a-z]+)"
    r"(?:\s(?:Standard|Daylight))?\s[Tt]ime|E[SD]?T\b)\)?"
)
_WAY = re.compile(
    r"\bby\s(?:signing|sending|returning|executing|delivering|countersigning)"
    r"\b.*?(?=,?\sor\sby\b|,?\sor\s(?:sending|signing)|:$|\.$|$)"
)


def read_conditions(paper: Paper, draft: Draft) -> None:
    """Read what must be delivered beside what the provisions ask for."""
    made: list[Group] = []
    for block in paper.paragraphs():
        for match in _OPINION.finditer(block.body.text):
            if not _RECEIVED.search(block.text):
                continue
            giver = block.body.of(match, "giver").stripped(", ")
            sentence = next(
                (s for s in sentences(block.body) if s.start <= giver.start < s.end), block.body
            )
            entry: Group = {"kind": "legal_opinion", "giver": words(giver)}
            tail = sentence.after(giver).text[:160]
            entry["side"] = (
                "underwriters"
                if re.search(
                    r"counsel\s(?:to|for)\sthe\s(?:several\s)?(?:Underwriter|Initial)", tail
                )
                else "issuer"
            )
            topic = _TOPIC.search(sentence.text)
            entry["topic"] = (
                words(sentence.of(topic, "topic")) if topic else {"blank": "not_stated"}
            )
            dated = _DATED.search(sentence.text)
            if dated:
                entry["dated"] = stated(dated["dated"], sentence.of(dated))
            beside = _BESIDE.search(sentence.text)
            if beside:
                listed = re.split(r",\sand\s|,\s|\sand\s", beside["sections"])
                entry["beside_sections"] = stated(listed, sentence.of(beside).stripped(", "))
            entry["text"] = words(sentence)
            made.append(entry)
    if made:
        draft.put("conditions", made)


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


def read_acceptance(paper: Paper, draft: Draft) -> None:
    """Read by when, and how, the offer is accepted."""
    blocks = list(paper.paragraphs())
    for at, block in enumerate(blocks):
        if (
            block.label
            or not _ACCEPT.search(block.text)
            or not re.search(r"[Pp]lease|accept", block.text)
        ):
            continue
        body = block.body
        limit = _DEADLINE.search(body.text)
        if limit is None:
            continue
        tail = body.part(limit.start(), len(body.text))
        day, clock = next(dates(tail), None), next(clock_times(tail), None)
        if day is None and clock is None:
            continue
        made: Group = {}
        end = max(one.span.end for one in (day, clock) if one is not None)
        quote = Span(body.passage, tail.start, end)
        made["deadline_date"] = stated(day.value, quote) if day else {"blank": "not_stated"}
        if clock is not None:
            made["deadline_time"] = figure(clock, Span(body.passage, tail.start, clock.span.end))
            made["deadline_time"]["as_printed"] = clock.span.text
            zone = _ZONE.match(body.text, clock.span.end - body.start)
            made["deadline_zone"] = (
                words(body.of(zone, "zone")) if zone else {"blank": "not_stated"}
            )
        else:
            made["deadline_time"] = made["deadline_zone"] = {"blank": "not_stated"}
        ways = [{"text": words(body.of(m).stripped(" ,:."))} for m in _WAY.finditer(body.text)]
        if ways:
            made["ways"] = ways
        form = next(
            (
                b.body
                for b in blocks[at + 1 : at + 3]
                if re.match(r"[\"“]?\s?We\s(?:hereby\s)?accept", b.text)
            ),
            None,
        )
        if form is not None:
            made["form"] = words(form.stripped('"“”'))
        draft.put("acceptance", made)
        return

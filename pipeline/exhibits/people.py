"""Conditions and acceptance: what must be delivered, and how the offer is accepted."""

import re

from pipeline.exhibits.draft import Draft, Group, figure, stated, words
from pipeline.exhibits.figures import clock_times, dates
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
        r"ubject(?:,[^,.;]{0,40},)?\sto)\b"
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
_ACCEPT = re.compile(
    r"\baccept\b.{0,60}\b(?:offer|proposal)\b|\b(?:please|kindly)\s(?:confirm|indicate|sign(?:ify)?)\b|\bto\saccept,"
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
        if not _RECEIVED.search(block.text):
            continue
        told = list(sentences(block.body))
        for match in _OPINION.finditer(block.body.text):
            giver = block.body.of(match, "giver").stripped(", ")
            sentence = next((s for s in told if s.start <= giver.start < s.end), block.body)
            entry: Group = {"kind": "legal_opinion", "giver": words(giver)}
            tail = sentence.after(giver).text[:160]
            # What is said behind another opinion is said of its giver.
            tail = re.split(r"\bopinions?\sof\b", tail, maxsplit=1)[0]
            entry["side"] = (
                "underwriters"
                if re.search(
                    r"counsel\s(?:to|for)\s(?:us\b|(?:the\s)?(?:several\s)?"
                    r"(?:Underwriter|Initial|Purchaser|Manager|Dealer|Agent|Representative))",
                    tail,
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

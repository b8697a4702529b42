"""Signatures, block by block: for whom, in what capacity, by whom, and their office."""

import re
from dataclasses import dataclass, field

from pipeline.exhibits.draft import Draft, Group, stated, words
from pipeline.exhibits.names import is_masked
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span, passage
from pipeline.records.parties import plain_name

_PARTY = re.compile(r"(?=.*[A-Z])(?!By\b|Name\b|Title\b|Its\b|/s/)\w[^:]{3,90}")
_BY = re.compile(
    (
        r"By\s?:?\s*(?P<signed>(?:/s/|\(s\)|s/)\s*(?P<who>[^\s_].*?))?[\s_]*$|(?P<bare>/s/\s*("
        r"?P<who2>.+?))[\s_]*$"
    ),
    re.IGNORECASE,
)
_NAME = re.compile(r"Name\s?:\s*(?P<name>.*)", re.IGNORECASE)
_TITLE = re.compile(r"(?:Title|Its)\s?:\s*(?P<title>.*)", re.IGNORECASE)
_HEADING = re.compile(r"(?:ACCEPTED|CONFIRMED|AGREED|Accepted|Confirmed|Agreed)\b.*")
_CAPACITY = re.compile(
    (
        r"(?:on\s(?:its\sown\s)?behalf|acting|for\s(?:itself|themselves)|as\s(?:the\s)"
        r"?(?:Representative|Underwriter|Manager)|By\s(?!:))"
    ),
    re.IGNORECASE,
)
_FAREWELL = re.compile(r"Very truly|Yours|Sincerely|Respectfully")
#: An office that stands below a name without the word "Title".
_OFFICE = re.compile(
    r"[^:]*\b(?:President|Treasurer|Director|Secretary|Officer|Counsel|Signatory|Manager|Partner)"
    r"\b[^:]*"
)
_ONLY_ENDING = re.compile(
    r"(?:Incorporated|Inc\.?|L\.?L\.?C\.?|L\.P\.|PLC|Limited|Ltd\.?|Corporation|Corp\.?|Company|"
    r"N\.A\.|(?:\w+\s)?Branch),?",
    re.IGNORECASE,
)
_NAME_GOES_ON = re.compile(r"(?:,|&|\band|\bof|\ba)$")


def read_signatures(paper: Paper, draft: Draft) -> None:
    """Read the blocks of signatures, line by line: party, capacity, signature, name, title."""
    if not paper.is_signed:
        return
    blocks = _Blocks(paper, draft)
    for number, line in paper.written:
        if paper.signature_line <= number < paper.annex_line:
            blocks.take(number, line)
    if blocks.made:
        draft.put("signatures", blocks.made)


@dataclass
class _Blocks:
    """Reads the lines of signatures, one after the other."""

    paper: Paper
    draft: Draft
    made: list[Group] = field(default_factory=list)
    party: Span | None = None
    capacity: Span | None = None
    heading: Span | None = None
    #: The signature whose name and title may follow.
    entry: Group | None = None
    #: Who signed it, where the line above says so: a name alone may stand below it.
    signer: str = ""

    def take(self, number: int, line: Span) -> None:
        """Take in the next line."""
        signer, self.signer = self.signer, ""
        by = _BY.match(line.text)
        if by is not None:
            self._sign(by, line)
        elif self.entry is not None and self._describes(line, signer):
            return
        elif _HEADING.match(line.text):
            self.heading, self.party = line, None
        elif self.party is not None and _CAPACITY.match(line.text):
            self.capacity = line
        elif _PARTY.fullmatch(line.text) and not _FAREWELL.match(line.text):
            self._name_party(number, line)

    def _sign(self, by: re.Match[str], line: Span) -> None:
        if self.party is None:
            # A signature whose party was not recognised: nothing below it is the last one's.
            self.entry = None
            return
        side = _side(self.paper, self.party, self.heading, self.draft)
        entry: Group = {"side": side, "party": words(self.party.stripped(","))}
        if self.capacity is not None:
            entry["capacity"] = words(self.capacity)
        who = (by["who"] or by["who2"] or "").strip(" _")
        if who and not is_masked(who):
            entry["signed"] = stated(who, line)
        entry["name"] = stated(who, line) if who else {"blank": "not_stated"}
        if self.heading is not None and side == "issuer":
            entry["heading"] = words(self.heading)
        self.made.append(entry)
        self.entry, self.signer, self.party, self.capacity = entry, who, None, None

    def _describes(self, line: Span, signer: str) -> bool:
        """Take the name or the title of who signed; return whether the line is one."""
        entry = self.entry or {}
        if (name := _NAME.match(line.text)) is not None:
            who = name["name"].strip(" _")
            if who and not is_masked(who):
                entry["name"] = stated(who, line)
        elif (title := _TITLE.match(line.text)) is not None:
            if office := title["title"].strip(" _"):
                entry.setdefault("title", stated(office, line))
        elif signer and plain_name(line.text) == plain_name(signer):
            entry["name"] = words(line)
            self.signer = signer
        elif signer and _OFFICE.fullmatch(line.text):
            entry.setdefault("title", words(line))
        else:
            return False
        return True

    def _name_party(self, number: int, line: Span) -> None:
        before, self.party = self.party, line
        if before is not None and self._goes_on(before.text, line.text):
            # A name that is wrapped over two lines.
            numbers = range(before.lines.first, number + 1)
            lines = self.paper.exhibit.lines
            self.party = passage((n, lines[n - 1]) for n in numbers).span()

    def _goes_on(self, before: str, more: str) -> bool:
        whole = f"{before} {more}".rstrip(",")
        return bool(
            _NAME_GOES_ON.search(before)
            or _ONLY_ENDING.fullmatch(more)
            or self.paper.underwriters.find(whole)
            or self.paper.issuers.find(whole)
        )


def _side(paper: Paper, party: Span, heading: Span | None, draft: Draft) -> str:
    issuer = draft.get("issuer_named.name.value")
    if paper.issuers.find(party.text.rstrip(",")) or (
        issuer and plain_name(issuer) == plain_name(party.text)
    ):
        return "issuer"
    if paper.underwriters.find(party.text.rstrip(",")):
        return "underwriters"
    return "issuer" if heading is not None else "underwriters"

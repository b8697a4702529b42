"""The blocks of signatures as they stand: names, capacity, who signs, and what stands below.

What they mean for a record, and whose side each is on, is told in
:mod:`pipeline.exhibits.signatures`.
"""

import re
from dataclasses import dataclass, field

from pipeline.exhibits.draft import Group, stated, words
from pipeline.exhibits.names import is_masked
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span, passage
from pipeline.records.parties import plain_name

_BY = re.compile(
    r"By\s?:?\s*(?P<signed>(?:/s/|\(s\)|s/)\s*(?P<who>[^\s_].*?))?[\s_]*$"
    r"|(?P<bare>/s/\s*(?P<who2>.+?))[\s_]*$",
    re.IGNORECASE,
)
#: "By: FIRM": the firm for which the next line is signed.
_BY_FIRM = re.compile(r"By\s?:?\s+(?!/s/|\(s\)|s/)(?P<firm>[A-Za-z].{2,90})", re.IGNORECASE)
_NAME = re.compile(r"Name\s?:\s*(?P<name>.*)", re.IGNORECASE)
_TITLE = re.compile(r"(?:Title|Its)\s?:\s*(?P<title>.*)", re.IGNORECASE)
#: What of a person's name stands behind a comma.
_SUFFIX = re.compile(r",\s(?:(?:Jr|Sr|Esq)\b\.?|I{2,3}\b|IV\b)")
_HEADING = re.compile(
    r"(?:ACCEPTED|CONFIRMED|AGREED|Accepted|Confirmed|Agreed|(?i:the\sforegoing\b.*\b(?:accepted|"
    r"confirmed|agreed)))\b.*"
)
_CLOSING = re.compile(r"(?:Very truly|Yours|Sincerely|Truly yours|Respectfully)\b.*", re.IGNORECASE)
_CAPACITY = re.compile(
    r"(?:on\s(?:its\s(?:own\s)?|their\s(?:own\s)?)?behalf|acting|for\s(?:itself|themselves)|"
    r"as\s(?:the\s)?(?:Representatives?|Underwriters?|Managers?)|each\sfor\sitself)\b",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\W_]*")
_PARTY = re.compile(r"(?=.*[A-Z])[\w(][^:]{3,90}")
_ANNEX = re.compile(r"(?:ANNEX|SCHEDULE|APPENDIX|EXHIBIT)\b", re.IGNORECASE)
#: What of a firm's name may stand alone on the line below it.
_ONLY_ENDING = re.compile(
    r"(?:Incorporated|Inc\.?|Corporation|Company|Limited|L\.?L\.?C\.?|N\.A\.|plc)", re.IGNORECASE
)
_IS_FIRM = re.compile(r"\b(?:Inc|Corp|Co|Ltd|L\.P|L\.L\.C|N\.A|S\.A|N\.V)\.$", re.IGNORECASE)
_OPEN_END = re.compile(r"(?:,|&|\band|\bof|\ba)$", re.IGNORECASE)
#: So much further to the right a line goes on with the name above it.
_DEEPER = 2
#: A line that long, with a full stop, is prose.
_PROSE = 60
#: More names than this above one signature are a list, not a block of signatures.
_MOST_NAMES = 12
#: So many lines above the first signature may be its names.
_MOST_ABOVE = 6


@dataclass
class _Block:
    """What stands above a signature."""

    names: list[Span] = field(default_factory=list)
    #: Firms that stand behind "By:", for which the next line is signed.
    firms: list[Span] = field(default_factory=list)
    capacity: Span | None = None
    last: int = 0


@dataclass
class Signature:
    """A signature: its parties, and what stands beside and below it."""

    line: Span
    group: int
    names: list[Span]
    firms: list[Span]
    capacity: Span | None
    heading: Span | None
    signed: Group | None
    signer: str
    name: Group
    title: Group | None = None
    last: int = 0
    has_name: bool = False


def signatures_of(paper: Paper) -> list[Signature]:
    """Return the signatures of a paper, in their order."""
    return _Reader(paper).read()


class _Reader:
    """Reads the lines from the first signature on, one after the other."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.block = _Block()
        self.heading: Span | None = None
        self.group = 0
        self.found: list[Signature] = []
        self.entry: Signature | None = None
        #: Whether the lines are those of signatures, not of an annex.
        self.is_open = True

    def read(self) -> list[Signature]:
        """Return the signatures, in their order."""
        start = self._first_line()
        for number, line in self.paper.written:
            if number < start or number in self.paper.list_lines:
                continue
            if _RULE.fullmatch(line.text):
                if self.entry is not None:
                    self.entry.last = number
                continue
            if not self._begins(number, line) and self.is_open:
                self._take(number, line)
        return self.found

    def _first_line(self) -> int:
        """Return the line of the first name, where no closing words stand above it."""
        start = self.paper.signature_line
        if self.paper.closing_words is not None:
            return start
        above = [entry for entry in self.paper.written if entry[0] < start][-_MOST_ABOVE:]
        for number, line in reversed(above):
            text = line.text
            if not (self._is_party(text) or _CAPACITY.match(text)) or len(text) > _PROSE:
                break
            if text.endswith((".", ":", ";")) and not _IS_FIRM.search(text):
                break
            start = number
        return start

    def _begins(self, number: int, line: Span) -> bool:
        """Whether a line begins another part of the page: an annex, or the other signatures."""
        if _ANNEX.match(line.text) and number >= self.paper.annex_line:
            self.is_open, self.entry = False, None
            return True
        if _CLOSING.fullmatch(line.text):
            self.group += bool(self.found)
            self.is_open, self.block, self.entry, self.heading = True, _Block(), None, None
            return True
        if _HEADING.match(line.text) and len(line.text) < 2 * _PROSE:
            self.group += 1
            self.is_open, self.block, self.entry = True, _Block(last=number), None
            self.heading = line
            return True
        return False

    def _take(self, number: int, line: Span) -> None:
        text = line.text
        by = _BY.fullmatch(text)
        firm = _BY_FIRM.fullmatch(text)
        if by is not None:
            self._sign(number, line, by)
        elif firm is not None:
            self.block.firms.append(line.of(firm, "firm"))
            self.block.last = number
        elif self.entry is not None and self._describes(number, line):
            self.entry.last = number
        elif _CAPACITY.match(text):
            self._take_capacity(number, line)
        elif self._goes_on(number, line):
            self.block.last = number
        elif self._is_party(text):
            if self.entry is not None:
                self.block, self.entry = _Block(), None
            self.block.names.append(line)
            self.block.last = number
        else:
            self.block = _Block(last=number)

    def _is_party(self, text: str) -> bool:
        is_prose = len(text) > _PROSE and text.endswith(".") and not _IS_FIRM.search(text)
        return _PARTY.fullmatch(text) is not None and not is_prose

    def _sign(self, number: int, line: Span, by: re.Match[str]) -> None:
        if not self.block.names and self.entry is not None and self.found:
            # A second signer of the same party.
            before, own = self.found[-1], self.block.firms
            capacity = None if own else before.capacity
            self.block = _Block(before.names, own or before.firms, capacity)
        who = (by["who"] or by["who2"] or "").strip(" _")
        block = self.block
        self.block = _Block()
        if not block.names or len(block.names) > _MOST_NAMES:
            # A signature whose party was not recognised: it is one, and nobody's for certain.
            block = _Block([], block.firms, block.capacity)
        name: Group = stated(who, line) if who else {"blank": "not_stated"}
        signed = stated(who, line) if who and not is_masked(who) else None
        self.entry = Signature(
            line,
            self.group,
            block.names,
            block.firms,
            block.capacity,
            self.heading,
            signed,
            who,
            name,
            last=number,
        )
        self.found.append(self.entry)

    def _describes(self, number: int, line: Span) -> bool:
        """Take a line below a signature: the name in type, the title."""
        entry = self.entry
        if entry is None:
            return False
        text = line.text
        name, title = _NAME.match(text), _TITLE.match(text)
        if name is not None or title is not None:
            if name is not None and name["name"].strip(" _") and not is_masked(name["name"]):
                entry.name, entry.has_name = stated(name["name"].strip(" _"), line), True
            if title is not None and title["title"].strip(" _") and entry.title is None:
                entry.title = stated(title["title"].strip(" _"), line)
            return True
        if entry.title is not None and not self._is_apart(entry.last, number):
            return self._continues_title(number, line)
        if self._is_apart(entry.last, number) or entry.title is not None or not entry.signer:
            return False
        plain = line.stripped(" ()")
        if plain_name(plain.text) == plain_name(entry.signer) and not entry.has_name:
            entry.name, entry.has_name = stated(plain.text, plain), True
            return True
        if text.startswith(f"{entry.signer}, ") and not entry.has_name:
            suffix = _SUFFIX.match(text, len(entry.signer))
            end = suffix.end() if suffix else len(entry.signer)
            entry.name, entry.has_name = words(line.part(0, end)), True
            title_words = line.part(end, len(text)).stripped(" ,")
            entry.title = words(title_words) if title_words else None
            return True
        if _CAPACITY.match(text) or text.isupper() or not text[:1].isupper():
            return False
        entry.title = words(line)
        return True

    def _continues_title(self, number: int, line: Span) -> bool:
        """Take a line below a title that ends with a joining word."""
        entry = self.entry
        if entry is None or entry.title is None or not line.text[:1].isalpha():
            return False
        title = str(entry.title["value"])
        if not _OPEN_END.search(title):
            return False
        lines = self.paper.exhibit.lines
        whole = passage([(n, lines[n - 1]) for n in (entry.last, number)]).span()
        at = whole.text.find(title)
        entry.title = words(whole.part(at, len(whole.text)))
        return True

    def _is_apart(self, above: int, below: int) -> bool:
        """Whether a blank line stands between two lines; one that is drawn does not part them."""
        between = self.paper.exhibit.lines[above : below - 1]
        return any(not line.strip() for line in between)

    def _take_capacity(self, number: int, line: Span) -> None:
        block = self.block
        if block.names or self.entry is None:
            block.capacity, block.last = line, number
        elif self.entry.capacity is None:
            # Behind a signature it is the signer's.
            self.entry.capacity, self.entry.last = line, number

    def _goes_on(self, number: int, line: Span) -> bool:
        """Whether a line goes on with what stands on the line above it."""
        block = self.block
        if self.heading is not None and not block.names and number == block.last + 1:
            before = self.heading
            is_open = not before.text.endswith(":") and not before.text.isupper()
            if is_open and line.text[:1].islower():
                self.heading = self._joined(before, number)
                return True
        if self.entry is not None and self.entry.capacity is not None:
            capacity = self.entry.capacity
            if number == capacity.lines.last + 1 and not _ends(capacity):
                self.entry.capacity = self._joined(capacity, number)
                self.entry.last = number
                return True
        if number != block.last + 1:
            return False
        if block.firms and not _is_party_like(block.firms[-1], block.names):
            block.firms[-1] = self._joined(block.firms[-1], number)
            return True
        if block.capacity is not None and block.capacity.lines.last == number - 1:
            block.capacity = self._joined(block.capacity, number)
            return True
        if block.names and not block.firms and self._is_wrapped(block.names[-1], line):
            block.names[-1] = self._joined(block.names[-1], number)
            return True
        return False

    def _is_wrapped(self, name: Span, line: Span) -> bool:
        if len(name.text) > _LONGEST_NAME:
            return False
        lines = self.paper.exhibit.lines
        above, below = (lines[n - 1] for n in (name.lines.last, line.lines.first))
        deeper = _indent(below) >= _indent(above) + _DEEPER
        is_rest = _ONLY_ENDING.fullmatch(line.text) or _OPEN_END.search(name.text)
        both = f"{name.text} {line.text}"
        return bool(deeper or is_rest or self.paper.underwriters.find(both))

    def _joined(self, above: Span, number: int) -> Span:
        """Return words together with those of the lines below them, up to one."""
        first, last = above.lines.first, above.lines.last
        lines = self.paper.exhibit.lines
        whole = passage((n, lines[n - 1]) for n in range(first, number + 1))
        head = passage((n, lines[n - 1]) for n in range(first, last + 1))
        # The words may begin within their first line, behind "By:".
        return whole.span(len(head.text) - len(above.text))


#: No firm's name is longer; lines without end that join one another are none.
_LONGEST_NAME = 300


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _ends(span: Span) -> bool:
    return span.text.endswith((".", ":"))


def _is_party_like(firm: Span, names: list[Span]) -> bool:
    """Whether a firm named behind By: is whole: one of the names above it."""
    return any(plain_name(firm.text) == plain_name(name.text) for name in names)

"""Reading a list of firms and amounts, line by line: where it stands, its rows and its total.

A name may be wrapped over several lines, an amount may have a cell or a line of its own, and a
currency sign too. What the rows mean for a record is told in :mod:`pipeline.exhibits.annex`.
"""

import re
from dataclasses import dataclass, field

from pipeline.exhibits.columns import heads_above
from pipeline.exhibits.figures import Figure
from pipeline.exhibits.listing_lines import (
    LONGEST,
    ONLY_SIGN,
    SIGN_BEHIND,
    Printed,
    amounts_of,
    lines_of,
    place_of,
)
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span, passage

_HEADS = re.compile(
    r"\b(?:underwriters?|name|principal\s+amount|amount\s+of|number\s+of|initial\s+purchasers?|"
    r"managers?)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:grand\s)?totals?\b[\s.:]*|aggregate\b[\s.:]*", re.IGNORECASE)
_END_OF_NAME = re.compile(r"(?:,|&|\band|\bof|\ba)$", re.IGNORECASE)
_ONLY_ENDING = re.compile(
    r"(?:Incorporated|Inc\.?|LLC|L\.L\.C\.|L\.P\.|PLC|plc|Limited|Ltd\.?|Corp\.?|"
    r"Corporation|Company|Branch|N\.A\.|London\sBranch|Securities.*|Smith.*|"
    r"Co\..*|and\s.*|&.*|of\s.*|\(.*|a\s(?:division|subsidiary|branch|unit)\b.*)"
)
#: A line that rules off the heads of columns.
_RULED = re.compile(r"[\s\-=_]*[-=_]{3,}[\s\-=_]*")
#: A firm's address below its name: a number and a street, a state and its postal code.
_ADDRESS = re.compile(
    r"^\d{1,5}\s[A-Z][^$]*\b\d{5}(?:-\d{4})?$|,\s[A-Z][\w.\s]+\s\d{5}(?:-\d{4})?$"
)
#: Words of a row that is no firm's own.
_ALL = re.compile(r"\b(?:all|totals?|aggregate|sum|together)\b", re.IGNORECASE)
#: So many lines above the first row may be heads of its columns.
_MOST_HEADS = 14
#: A name is shorter than this.
_LONGEST_NAME = 80
#: No list of underwriters has more rows: the longest that is known has 33.
_MOST_ROWS = 500
#: A name is wrapped over no more lines.
_MOST_PARTS = 3


@dataclass
class Entry:
    """A row: the name's parts by line, and the amounts opposite it."""

    name: list[tuple[int, str]] = field(default_factory=list)
    amounts: list[Figure] = field(default_factory=list)

    @property
    def span(self) -> Span:
        return passage(self.name).span()


@dataclass
class Listing:
    """A list as printed: its heading, the heads of its columns, its rows and its total."""

    first_line: int
    #: Whether it stands within a line that was once many.
    is_within_line: bool = False
    heading: Span | None = None
    heads: list[Span] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    #: The amounts of the total, each with the words that it is quoted by.
    totals: list[tuple[Figure, Span]] = field(default_factory=list)

    @property
    def has_amounts(self) -> bool:
        return any(entry.amounts for entry in self.entries)

    @property
    def last_line(self) -> int:
        return max((entry.name[-1][0] for entry in self.entries), default=self.first_line)


def read_listing(paper: Paper, columns: int) -> Listing | None:
    """Return the list of underwriters; None where there is none.

    ``columns`` is how many amounts a row may have, where each stands on a line of its own.
    """
    lines = list(lines_of(paper))
    at = place_of(paper, lines)
    if at is None:
        return None
    first = lines[at]
    heading = first.span if first.is_heading else None
    listing = Listing(first.number, first.is_piece, heading)
    reader = _Rows(paper, listing, columns)
    reader.read(lines[at:] if heading is None else lines[at + 1 :])
    _take_sum_for_total(listing)
    if listing.has_amounts and not listing.is_within_line:
        above = max(first.number if heading is not None else first.number - _MOST_HEADS, 0)
        row = listing.entries[0].name[0][0]
        # Where strokes part the cells, each cell is a head as it stands.
        if not any("|" in line for line in paper.exhibit.lines[above : row - 1]):
            listing.heads = heads_above(paper.exhibit, above, row)
    return listing


def _take_sum_for_total(listing: Listing) -> None:
    """Take a last row that is the sum of all the others for the total, whatever it is called."""
    *others, last = [entry for entry in listing.entries if entry.amounts] or [Entry()]
    if listing.totals or len(others) < 2 or not _ALL.search(last.span.text):
        return
    if all(
        amount.number == sum(entry.amounts[at].number for entry in others)
        for at, amount in enumerate(last.amounts)
        if all(len(entry.amounts) > at for entry in others)
    ):
        listing.entries.remove(last)
        listing.totals = [(amount, amount.span) for amount in last.amounts]


@dataclass
class _Rows:
    """Reads the lines of a list, one after the other."""

    paper: Paper
    listing: Listing
    columns: int
    open_name: list[tuple[int, str]] = field(default_factory=list)
    in_total: bool = False
    #: Whether a line has ruled off the heads: what stands below it is names.
    is_ruled: bool = False
    last: int = 0

    def read(self, lines: list[Printed]) -> None:
        """Read to the end of the list: its total, prose, or the heading of the next annex."""
        for printed in lines:
            number, line = printed.number, printed.span
            if self.listing.entries and (printed.is_heading or len(line.text) >= LONGEST):
                break
            if len(line.text) >= LONGEST:
                continue
            if self._is_letter(printed) or len(self.listing.entries) > _MOST_ROWS:
                break
            self._pass_rule(number)
            name, amounts = amounts_of(printed)
            if self._says_nothing(printed, name, amounts):
                continue
            if self._takes_total(line, SIGN_BEHIND.sub("", name), amounts):
                if len(self.listing.totals) >= self.columns:
                    break
            elif self.in_total:
                break
            elif amounts:
                self._take_amounts(number, SIGN_BEHIND.sub("", name), amounts)
            elif not self._is_head(printed, line):
                self._take_name(number, name)
        if self.open_name and not self.listing.has_amounts:
            self.listing.entries.append(Entry(self.open_name))
        self.listing.entries = [entry for entry in self.listing.entries if entry.name]

    def _says_nothing(self, printed: Printed, name: str, amounts: list[Figure]) -> bool:
        """Whether a line is a currency sign alone, or the address of the firm above it."""
        if not amounts:
            return ONLY_SIGN.fullmatch(name) is not None
        return self.listing.has_amounts and _ADDRESS.search(printed.text.strip()) is not None

    def _is_letter(self, printed: Printed) -> bool:
        """Whether the list at the head of a paper has ended, and its letter begins."""
        salutation = self.paper.salutation
        begins = salutation is not None and printed.text.strip() == salutation.text
        is_prose = self.listing.has_amounts and len(self.open_name) > _MOST_PARTS
        return begins or is_prose

    def _pass_rule(self, number: int) -> None:
        """Take what stands above a ruled line, and below no row, for the heads of columns."""
        between = range(self.last + 1, number) if self.last else ()
        if not self.listing.has_amounts and any(
            _RULED.fullmatch(self.paper.exhibit.lines[n - 1]) for n in between
        ):
            above = [part for entry in self.listing.entries for part in entry.name]
            parts = (*above, *self.open_name)
            self.listing.heads += [passage([part]).span() for part in parts]
            self.listing.entries, self.open_name, self.is_ruled = [], [], True
        self.last = number

    def _is_head(self, printed: Printed, line: Span) -> bool:
        if self.listing.entries or not _HEADS.search(line.text):
            return False
        if self.paper.underwriters.find(line.text):
            return False
        self.listing.heads += [passage([(printed.number, cell)]).span() for cell in printed.cells]
        return True

    def _takes_total(self, line: Span, name: str, amounts: list[Figure]) -> bool:
        """Take the amounts of a total; return whether there were any."""
        if not amounts:
            return False
        entries = self.listing.entries
        if not self.in_total:
            labelled = _TOTAL.fullmatch(name.strip(" .:")) is not None
            if not name and self.open_name and _TOTAL.fullmatch(self.open_name[-1][1]):
                labelled, self.open_name = True, []
            is_full = bool(entries) and len(entries[-1].amounts) >= self.columns
            unlabelled = not name and not self.open_name and is_full
            if not labelled and not unlabelled:
                return False
            self.in_total = True
        elif name:
            return False
        self.listing.totals += [
            (amount, line if len(amounts) == 1 else amount.span) for amount in amounts
        ]
        return True

    def _take_amounts(self, number: int, name: str, amounts: list[Figure]) -> None:
        entries = self.listing.entries
        if not name and not self.open_name and entries and entries[-1].amounts:
            # The next column's amount, on a line of its own.
            entries[-1].amounts += amounts
            return
        if not entries and self.open_name and not self._is_wrapped(name):
            # Words of the heads of columns, wrapped over several lines.
            self.open_name = []
        entries.append(Entry([*self.open_name, *([(number, name)] if name else [])], amounts))
        self.open_name = []

    def _take_name(self, number: int, name: str) -> None:
        entries = self.listing.entries
        if not name:
            return
        if (
            entries
            and not self.open_name
            and _ONLY_ENDING.fullmatch(name)
            and self._wraps(entries[-1], name)
        ):
            entries[-1].name.append((number, name))
        elif len(name) < _LONGEST_NAME and (not entries or entries[-1].amounts or self.open_name):
            if self.open_name and not self._goes_on(name):
                entries.append(Entry(self.open_name))
                self.open_name = []
            self.open_name.append((number, name))

    def _is_wrapped(self, name: str) -> bool:
        """Whether the line above the first row is the beginning of its name."""
        if self.is_ruled:
            return True
        if not name:
            # The amount has a line of its own: the lines above it are the name.
            first = len(self.open_name) - 1
            while first and self._are_one(self.open_name[first - 1][1], self.open_name[first][1]):
                first -= 1
            del self.open_name[:first]
            return True
        last = self.open_name[-1][1]
        del self.open_name[:-1]
        return self._are_one(last, name)

    def _are_one(self, above: str, name: str) -> bool:
        """Whether two lines are the beginning of a name and what goes on with it."""
        return bool(
            self.paper.underwriters.find(f"{above} {name}")
            or _END_OF_NAME.search(above)
            or (_ONLY_ENDING.fullmatch(name) and not _HEADS.search(above))
        )

    def _wraps(self, entry: Entry, more: str) -> bool:
        """Whether a line below a row goes on with its name: then the whole is a firm's name."""
        whole = f"{entry.span.text} {more}"
        find = self.paper.underwriters.find
        return bool(find(whole)) or not find(entry.span.text)

    def _goes_on(self, more: str) -> bool:
        whole = " ".join(text for _, text in self.open_name)
        return bool(
            _END_OF_NAME.search(whole)
            or _ONLY_ENDING.fullmatch(more)
            or self.paper.underwriters.find(f"{whole} {more}")
        )

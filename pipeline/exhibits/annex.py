"""The list of each underwriter's amount: an annex, a schedule, or a table at the head."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from pipeline.exhibits.draft import Draft, Group, figure, stated, unsure, words
from pipeline.exhibits.figures import Figure
from pipeline.exhibits.names import is_masked
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span, passage
from pipeline.exhibits.sale import Sold
from pipeline.records.exhibit import cells

_HEADS = re.compile(
    r"\b(?:underwriters?|name|principal\s+amount|amount\s+of|initial\s+purchasers?|managers?)\b",
    re.IGNORECASE,
)
_NAMES_ARE = re.compile(
    r"\b(?:underwriters?|initial\s+purchasers?|purchasers?|managers?|names?)\b", re.IGNORECASE
)
_TOTAL = re.compile(r"(?:grand\s)?totals?\b[\s.:]*|aggregate\b[\s.:]*", re.IGNORECASE)
#: The last amount of a line, with its sign; a number of a name, such as a street's, is none.
_LAST = re.compile(
    r"(?:(?<=\s)|^|(?<=\.))(?:(?:U\.?\s?S\.?|C|A|Cdn|HK|NZ)?\s?[$€£¥]|\((?:[Ee]uros?|"
    r"EUROS?)\)|\([Yy]\)|Y|EUR|USD|JPY|CAD|GBP)?\s?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d{5,})(?:\.00)?\s*$"
)
_NEXT = re.compile(
    r"(?:ANNEX|SCHEDULE|APPENDIX|EXHIBIT)\s+\w+|</?(?:DOCUMENT|TEXT)>", re.IGNORECASE
)
_END_OF_NAME = re.compile(r"(?:,|&|\band|\bof|\ba)$", re.IGNORECASE)
_ONLY_ENDING = re.compile(
    r"(?:Incorporated|Inc\.?|LLC|L\.L\.C\.|L\.P\.|PLC|plc|Limited|Ltd\.?|Corp\.?|"
    r"Corporation|Company|Branch|N\.A\.|London\sBranch|Securities.*|Smith.*|"
    r"Co\..*|and\s.*|&.*)"
)


#: A heading is shorter than this.
_SHORT = 70
#: A row of a list is shorter than this.
_LONGEST = 400


_ONLY_SIGN = re.compile(
    r"(?:U\.?\s?S\.?|C|A|Cdn|HK|NZ)?\s?[$€£¥]|\((?:[Ee]uros?|EUROS?|[Yy])\)|[|]+"
)
#: A currency sign that stands apart from its amount.
_SIGN_BEHIND = re.compile(
    r"\s+(?:(?:U\.?\s?S\.?|C|A|Cdn)?\s?[$€£¥]|\((?:[Ee]uros?|EUROS?|[Yy])\))$"
)


@dataclass
class Entry:
    """A row: the name's parts by line, and the amounts opposite it."""

    name: list[tuple[int, str]] = field(default_factory=list)
    amounts: list[Figure] = field(default_factory=list)

    @property
    def span(self) -> Span:
        return passage(self.name).span()


def read_annex(paper: Paper, draft: Draft, sold: list[Sold]) -> None:  # noqa: C901, PLR0912 - a kind of words each
    """Read the list with its headings and total; names only are a list of underwriters."""
    place = _place(paper)
    if place is None:
        return
    start, heading = place
    lines = [(n, span) for n, span in paper.written if n >= start and len(span.text) < _LONGEST]
    if heading is not None:
        lines = lines[1:]
    entries, totals, heads = _rows(lines, paper)
    if not entries or not any(entry.amounts for entry in entries):
        if heading is not None and entries and draft.get("underwriters") is None:
            _only_names(draft, paper, entries)
        return
    width = max(len(entry.amounts) for entry in entries)
    made: list[Group] = []
    for entry in entries:
        name = entry.span
        party = paper.underwriters.find(name.text)
        for at, amount in enumerate(entry.amounts):
            row: Group = {"security": chr(ord("a") + at) if len(sold) > 1 else "a"}
            if party:
                row["underwriter"] = party
            elif not is_masked(name.text):
                draft.proposals.append(name.text)
            masked = {"blank": "illegible", "note": "masked in the copy"}
            row["name"] = masked if is_masked(name.text) else words(name)
            row["principal_amount"] = figure(amount)
            made.append(row)
    columns = width if len(sold) > 1 else 1
    if width != columns or (len(sold) > 1 and width != len(sold)):
        draft.put(
            "annex",
            unsure(
                [("", entry.span) for entry in entries[:12]], "columns that no security answers to"
            ),
        )
        return
    first = min(entry.name[0][0] for entry in entries)
    above = [*heads, *(span for number, span in lines if number < first)]
    counts = any(re.search(r"\b[Nn]umber\s+of\b|\bShares\b|\bUnits\b", head.text) for head in above)
    annex: Group = {"heading": words(heading)} if heading is not None else {}
    if heads:
        annex["column_headings"] = [words(head) for head in heads]
    annex["allocations"] = made
    if totals:
        annex["totals"] = [
            {"security": chr(ord("a") + at), "principal_amount": stated(amount.value, quote)}
            for at, (amount, quote) in enumerate(totals[: len(sold)])
        ]
    for row in (*made, *annex.get("totals", ())) if counts else ():
        # Numbers of shares or units are no principal amounts.
        row["units"] = row["principal_amount"]
        row["principal_amount"] = {"blank": "not_stated"}
    draft.put("annex", annex)
    _compare(draft, entries, totals, len(sold))
    if draft.get("underwriters.names") is None:
        _only_names(draft, paper, entries, "annex" if heading is not None else "table_at_head")


def printed_names(paper: Paper) -> None:
    """Tell the reader of names which names stand by themselves in a row of the annex."""
    place = _place(paper)
    if place is None:
        return
    lines = [(n, s) for n, s in paper.written if n >= place[0] and len(s.text) < _LONGEST]
    entries, _, _ = _rows(lines, paper)
    for entry in entries:
        if entry.amounts and not is_masked(entry.span.text):
            paper.underwriters.add_printed(entry.span.text)
    if entries:
        last = max(entry.name[-1][0] for entry in entries)
        paper.list_lines.update(range(place[0], last + 4))


def _place(paper: Paper) -> tuple[int, Span | None] | None:
    """Return where the list begins, and its heading; None where there is no list."""
    last = len(paper.exhibit.lines)
    if paper.annex_line <= last:
        for number, span in paper.written:
            if number >= paper.annex_line and _NEXT.match(span.text) and len(span.text) < 70:
                behind = _until_next(s.text for n, s in paper.written if number < n <= number + 14)
                listed = any(_LAST.search(text) for text in behind) or paper.annex_line == number
                if listed and any(_NAMES_ARE.search(text) for text in behind):
                    return number, span
    for number, span in paper.written:
        parts = cells(paper.exhibit.lines[number - 1])
        if (
            len(parts) > 1
            and _NAMES_ARE.search(parts[0][1])
            and re.search(r"amount|principal", span.text, re.IGNORECASE)
        ):
            return number, None
    return None


def _until_next(lines: Iterable[str]) -> list[str]:
    """Return the lines above the heading of the next annex."""
    return list(takewhile(lambda text: not (_NEXT.match(text) and len(text) < _SHORT), lines))


def _rows(  # noqa: C901 - a kind of words each
    lines: list[tuple[int, Span]], paper: Paper
) -> tuple[list[Entry], list[tuple[Figure, Span]], list[Span]]:
    entries: list[Entry] = []
    totals: list[tuple[Figure, Span]] = []
    heads: list[Span] = []
    open_name: list[tuple[int, str]] = []
    for number, line in lines:
        if _NEXT.match(line.text) and entries and len(line.text) < 70:
            break
        name, amounts = _parts(number, paper.exhibit.lines[number - 1])
        if _ONLY_SIGN.fullmatch(name) and not amounts:
            continue
        name = _SIGN_BEHIND.sub("", name)
        if amounts and not name and open_name and _TOTAL.fullmatch(open_name[-1][1]):
            name, open_name = open_name[-1][1], []
        if amounts and (
            _TOTAL.fullmatch(name.strip(" .:")) or (not name and entries and not open_name)
        ):
            totals = [(amount, line if len(amounts) == 1 else amount.span) for amount in amounts]
            break
        if (
            not entries
            and not amounts
            and (_HEADS.search(line.text))
            and paper.underwriters.find(line.text) == ""
        ):
            heads += [
                passage([(number, text)]).span()
                for _, text in cells(paper.exhibit.lines[number - 1])
            ]
            continue
        if amounts and not entries and open_name and not _is_wrapped(open_name, name, paper):
            # Words of the heads of columns, wrapped over several lines.
            open_name = []
        if amounts:
            entries.append(Entry([*open_name, *([(number, name)] if name else [])], amounts))
            open_name = []
        elif (
            name
            and entries
            and not open_name
            and _ONLY_ENDING.fullmatch(name)
            and _wraps(entries[-1], name, paper)
        ):
            entries[-1].name.append((number, name))
        elif name and len(name) < 80 and (not entries or entries[-1].amounts or open_name):
            if open_name and not _goes_on(open_name, name, paper):
                entries.append(Entry(open_name))
                open_name = []
            open_name.append((number, name))
    if open_name and not any(entry.amounts for entry in entries):
        entries.append(Entry(open_name))
    return [entry for entry in entries if entry.name], totals, heads


def _is_wrapped(open_name: list[tuple[int, str]], name: str, paper: Paper) -> bool:
    """Whether the line above the first row is the beginning of its name."""
    last = open_name[-1][1]
    del open_name[:-1]
    return bool(
        paper.underwriters.find(f"{last} {name}")
        or _END_OF_NAME.search(last)
        or (name and _ONLY_ENDING.fullmatch(name) and not _HEADS.search(last))
    )


def _wraps(entry: Entry, more: str, paper: Paper) -> bool:
    """Whether a line below a row goes on with its name: then the whole is a firm's name."""
    whole = f"{entry.span.text} {more}"
    return bool(paper.underwriters.find(whole)) or not paper.underwriters.find(entry.span.text)


def _goes_on(open_name: list[tuple[int, str]], more: str, paper: Paper) -> bool:
    whole = " ".join(text for _, text in open_name)
    return bool(
        _END_OF_NAME.search(whole)
        or _ONLY_ENDING.fullmatch(more)
        or paper.underwriters.find(f"{whole} {more}")
    )


def _parts(number: int, line: str) -> tuple[str, list[Figure]]:
    """Return the name and the amounts of a line: amounts stand at its end, one a column."""
    whole = passage([(number, line.replace("|", " "))]).span()
    text = whole.text
    amounts: list[Figure] = []
    end = len(text)
    while (match := _LAST.search(text, 0, end)) is not None:
        span = whole.part(*match.span("digits"))
        amounts.insert(0, Figure(match["digits"].replace(",", ""), span))
        end = match.start()
    name = text[:end].strip()
    return re.sub(r"\s*\.{4,}$|(?:\s\.)+$|\s\.+$", "", name), amounts


def _only_names(draft: Draft, paper: Paper, entries: list[Entry], where: str = "annex") -> None:
    seen: set[str] = set()
    names: list[Group] = []
    for entry in entries:
        text = entry.span.text
        if text in seen:
            continue
        seen.add(text)
        if is_masked(text):
            names.append({"name": {"blank": "illegible", "note": "masked in the copy"}})
            continue
        party = paper.underwriters.find(text)
        if not party and not entry.amounts:
            continue
        names.append({**({"underwriter": party} if party else {}), "name": words(entry.span)})
    if names and (clause := _naming(draft, entries)):
        # The letter itself names them, in words that were not read: the list is not their place.
        draft.put("underwriters", unsure([("", entry.span) for entry in entries], clause))
    elif names:
        draft.put("underwriters.named_in", where)
        draft.put("underwriters.names", names)


def _naming(draft: Draft, entries: list[Entry]) -> str:
    """Return a remark where the purchase clause itself names a firm of the list; else nothing."""
    clause = str(draft.get("offer.purchase_clause.value") or "")
    for entry in entries:
        head = " ".join(entry.span.text.split()[:2]).rstrip(",.")
        if len(head) > len("The Co") and head in clause:
            return "the letter names the firms as well, and which spelling is theirs"
    return ""


def _compare(
    draft: Draft, entries: list[Entry], totals: list[tuple[Figure, Span]], securities: int
) -> None:
    """Remark where the amounts do not come to the printed total."""
    for at, (total, _) in enumerate(totals[:securities]):
        added = sum(e.amounts[at].number for e in entries if len(e.amounts) > at)
        if added != total.number:
            draft.notes.append(
                f"The amounts of the annex come to {added:,f}, its total is printed as "
                f"{total.span.text} (line {total.span.lines})."
            )

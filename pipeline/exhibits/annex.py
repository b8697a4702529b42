"""What a list of firms and amounts says: each underwriter's amount of each security, and totals."""

import re
from dataclasses import dataclass

from pipeline.exhibits.clauses import FOR_OTHERS
from pipeline.exhibits.draft import Draft, Group, figure, stated, unsure, words
from pipeline.exhibits.listing import Entry, Listing, read_listing
from pipeline.exhibits.listing_lines import NOTHING
from pipeline.exhibits.names import is_masked
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span
from pipeline.exhibits.sale import Sold

#: Heads of columns whose figures are numbers of shares or units, and no principal amounts.
_NUMBERS = re.compile(r"\b(?:number|no\.)\s+of\b|\bshares\b|\bunits\b", re.IGNORECASE)
#: Words by which a table's amounts are thousands or millions.
_IN_UNITS = re.compile(
    r"\bin\s(?:U\.?S\.?\s)?(?:\w+\s)?(?:thousands|millions)\b|\b(?:thousands|millions)\sof\b|"
    r"\b000['’]?s?\somitted\b|\(000s?\)|\(000,000s?\)",
    re.IGNORECASE,
)
#: Where no total is printed, what ends a list may stand on so many lines below its last row.
_BEHIND = 3
_MASKED: Group = {"blank": "illegible", "note": "masked in the copy"}
_NO_AMOUNT: Group = {
    "blank": "not_applicable",
    "note": "the list gives numbers of securities, for which records have no field",
}
#: A list may have no more columns than this.
_MOST_COLUMNS = 26
#: In how many sentences at its beginning a letter names who buys.
_OPENING = 10
#: How many candidates show a reviewer which list it is.
_SHOWN = 12


@dataclass(frozen=True)
class _Columns:
    """What the columns of a list are: one for each security, of amounts or of numbers."""

    count: int
    are_numbers: bool


def read_annex(paper: Paper, draft: Draft, sold: list[Sold]) -> None:
    """Read the list with its headings and total; names only are a list of underwriters."""
    listing = read_listing(paper, len(sold))
    if listing is None:
        return
    if not listing.has_amounts:
        if listing.heading is not None and listing.entries and draft.get("underwriters") is None:
            _only_names(draft, paper, listing)
        return
    scaled = _scale(paper, listing)
    if scaled is not None:
        candidates = [("", scaled), *(("", entry.span) for entry in listing.entries[:_SHOWN])]
        draft.put("annex", unsure(candidates, "the amounts are printed in other units"))
        return
    columns = _columns(listing, sold)
    if columns is None:
        candidates = [("", entry.span) for entry in listing.entries[:_SHOWN]]
        draft.put("annex", unsure(candidates, "columns that no security answers to"))
        return
    annex: Group = {"heading": words(listing.heading)} if listing.heading is not None else {}
    if listing.heads:
        annex["column_headings"] = [words(head) for head in listing.heads]
    annex["allocations"] = _allocations(paper, draft, listing, columns)
    if listing.totals:
        annex["totals"] = [
            {"security": chr(ord("a") + at), **_printed(stated(amount.value, quote), columns)}
            for at, (amount, quote) in enumerate(listing.totals[: columns.count])
        ]
        _compare(draft, listing, columns.count)
    draft.put("annex", annex)
    if draft.get("underwriters.names") is None:
        _only_names(draft, paper, listing)


def _scale(paper: Paper, listing: Listing) -> Span | None:
    """Return the line by which amounts are printed in thousands or millions; None without one."""
    end = listing.entries[0].name[0][0] if listing.entries else listing.first_line
    for number in range(max(1, listing.first_line - 3), end + 1):
        line = paper.line(number)
        if line is not None and _IN_UNITS.search(line.text):
            return line
    return None


def printed_names(paper: Paper) -> None:
    """Tell the reader of names which names stand by themselves in a row of the annex."""
    listing = read_listing(paper, _MOST_COLUMNS)
    if listing is None:
        return
    for entry in listing.entries:
        if entry.amounts and not is_masked(entry.span.text):
            paper.underwriters.add_printed(entry.span.text)
    if listing.entries and not listing.is_within_line:
        first = listing.first_line
        if listing.heading is None:
            # Heads of several lines begin above the one with the names.
            first = min([first, *(head.lines.first for head in listing.heads)])
        totals = [amount.span.lines.last for amount, _ in listing.totals]
        end = max(totals, default=listing.last_line + _BEHIND)
        paper.list_lines.update(range(first, end + 1))


def _columns(listing: Listing, sold: list[Sold]) -> _Columns | None:
    """Return what the columns are; None where they do not answer to the securities in turn."""
    count = len(sold)
    widths = {len(entry.amounts) for entry in listing.entries if entry.amounts}
    if widths != {count} or count > _MOST_COLUMNS:
        return None
    for at, (total, _) in enumerate(listing.totals[:count]):
        # A total that is less than one of its parts is a row that was read wrongly.
        if any(e.amounts[at].number > total.number for e in listing.entries if e.amounts):
            return None
    heads = " ".join(head.text for head in listing.heads)
    places = [heads.find(name) for one in sold for name in one.names[:1]]
    if -1 not in places and places != sorted(places):
        return None
    return _Columns(count, any(_NUMBERS.search(head.text) for head in listing.heads))


def _allocations(paper: Paper, draft: Draft, listing: Listing, columns: _Columns) -> list[Group]:
    made: list[Group] = []
    apart: Entry | None = None
    for entry in listing.entries:
        if not entry.amounts:
            apart = entry
            continue
        name = entry.span
        of_row: Group = {}
        party = paper.underwriters.find(name.text)
        if is_masked(name.text):
            of_row["name"] = _MASKED
        elif apart is not None and not party:
            # The line above has no amount of its own: it may be the beginning of this name.
            note = "the line above may belong to the name"
            of_row["name"] = unsure([("", apart.span), ("", name)], note)
        else:
            of_row["name"] = words(name)
            if not party:
                draft.proposals.append(name.text)
        for at, amount in enumerate(entry.amounts):
            if amount.value == NOTHING:
                continue
            row: Group = {"security": chr(ord("a") + at)}
            if party:
                row["underwriter"] = party
            row["name"] = dict(of_row["name"])
            is_unsure = of_row["name"].get("blank") == "unsure"
            whose = unsure([(amount.value, amount.span)], "whose it is")
            made.append(row | _printed(whose if is_unsure else figure(amount), columns))
        apart = None
    return made


def _printed(value: Group, columns: _Columns) -> Group:
    """Return a value as what its column counts: numbers of shares or units are no amounts."""
    if columns.are_numbers:
        return {"units": value, "principal_amount": dict(_NO_AMOUNT)}
    return {"principal_amount": value}


def _only_names(draft: Draft, paper: Paper, listing: Listing) -> None:
    """Take the names of the list for the underwriters, where no sentence names them."""
    seen: set[str] = set()
    names: list[Group] = []
    for entry in listing.entries:
        text = entry.span.text
        if text in seen:
            continue
        seen.add(text)
        if is_masked(text):
            names.append({"name": dict(_MASKED)})
            continue
        party = paper.underwriters.find(text)
        if not party and not entry.amounts:
            continue
        names.append({**({"underwriter": party} if party else {}), "name": words(entry.span)})
    if names and (clause := _naming(paper, draft, [entry.span for entry in listing.entries])):
        # The letter itself names them, in words that were not read: the list is not their place.
        candidates = [("", entry.span) for entry in listing.entries]
        draft.put("underwriters", unsure(candidates, clause))
    elif names:
        where = "annex" if listing.heading is not None else "table_at_head"
        draft.put("underwriters.named_in", where)
        draft.put("underwriters.names", names)


def _naming(paper: Paper, draft: Draft, names: list[Span]) -> str:
    """Return a remark where the letter itself names a firm of the list; else nothing."""
    clause = str(draft.get("offer.purchase_clause.value") or "")
    opening = " ".join(sentence.text for sentence in paper.sentences[:_OPENING])
    if FOR_OTHERS.search(opening):
        return ""
    for name in names:
        head = " ".join(name.text.split()[:2]).rstrip(",.")
        if (len(head) > len("The Co") and head in clause) or name.text in opening:
            return "the letter names the firms as well, and which spelling is theirs"
    return ""


def _compare(draft: Draft, listing: Listing, securities: int) -> None:
    """Remark where the amounts do not come to the printed total."""
    for at, (total, _) in enumerate(listing.totals[:securities]):
        added = sum(e.amounts[at].number for e in listing.entries if len(e.amounts) > at)
        if added != total.number:
            draft.notes.append(
                f"The amounts of the annex come to {added:,f}, its total is printed as "
                f"{total.span.text} (line {total.span.lines})."
            )

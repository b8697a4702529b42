"""The rows of the terms by what their labels stand for, security by security."""

import re
from collections.abc import Sequence

from pipeline.exhibits.by_series import split_by_series
from pipeline.exhibits.figures import DATE
from pipeline.exhibits.labels import kind_of
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Passage, Row, Span
from pipeline.exhibits.sold import Sold

#: So many rows that come again begin another table.
_REPEATED = 3
#: What a row of a title may be called that is no label by itself; and a title, whole.
_NAMES_SOLD = re.compile(
    r"(?:offered )?(?:issue|securities|notes|bonds|debentures)(?: offered)?:?", re.IGNORECASE
)
_TITLE = re.compile(
    rf"(?:[A-Z]|\d+(?:\.\d+)?%)[^$€£¥;:]{{3,120}}?\bdue\s(?:{DATE.pattern}|\d{{4}})\.?",
    re.IGNORECASE,
)
_PIECE = re.compile(r"(?:^|[;,]\s(?:and\s)?|\sand\s(?=\d))(?P<piece>[^;]+?)[.]?(?=$|;|\sand\s\d)")
#: Kinds of rows that say another thing of each security.
_OF_ONE = frozenset({"title", "principal_amount", "cusip", "isin", "identifiers"})
Rows = dict[str, tuple[Passage, Span]]


def tables(paper: Paper) -> list[Rows]:
    """Return the rows by kind, one group a security: a second title begins another one."""
    known = _known([row for row in paper.rows if len(row.cells) > 1])
    widest = max((len(row.cells) for kind, row in known if kind), default=2)
    found: list[Rows] = [{}]
    columns = widest - 1 if widest > 2 and _is_table_of_series(known, widest) else 1
    if columns > 1:
        found = [{} for _ in range(columns)]
    kinds = [kind for kind, _ in known]
    for number, (kind, row) in enumerate(known):
        name = kind or f"?{row.label.first}"
        if columns > 1:
            for at, rows in enumerate(found):
                if kind in _OF_ONE and len(row.cells) <= columns:
                    # It is not said whose it is, or whether it is each one's.
                    continue
                cell = row.cells[min(at + 1, len(row.cells) - 1)]
                rows.setdefault(name, (row.label, cell.span()))
            continue
        is_second = kind in ("title", "maturity") and kind in found[-1]
        if (is_second and _begins_anew(found[-1], kind)) or (
            kind and _repeats(kinds[number:], list(found[-1]))
        ):
            found.append({})
        value = _value(row)
        if value is not None:
            key = name if name not in found[-1] else f"{name} {row.label.first}"
            found[-1][key] = (row.label, value)
    return found


def _known(rows: list[Row]) -> list[tuple[str, Row]]:
    """Return the rows by what they stand for.

    Where no label is that of a title, a row that names what is sold is, if it holds one whole.
    """
    kinds = [kind_of(row.label.text) for row in rows]
    if "title" not in kinds:
        kinds = [
            "title" if not kind and _names_title(row) else kind
            for kind, row in zip(kinds, rows, strict=True)
        ]
    return list(zip(kinds, rows, strict=True))


def _names_title(row: Row) -> bool:
    label, *values = row.cells
    is_named = len(values) == 1 and _NAMES_SOLD.fullmatch(label.text) is not None
    return is_named and _TITLE.fullmatch(values[0].text) is not None


def _repeats(coming: list[str], before: list[str]) -> bool:
    """Whether rows begin the table of another security: its first kinds come again, in turn."""
    first = [kind for kind in before if not kind.startswith("?")][:_REPEATED]
    return len(first) == _REPEATED and coming[:_REPEATED] == first


def _is_table_of_series(known: list[tuple[str, Row]], widest: int) -> bool:
    wide = [row for kind, row in known if kind and len(row.cells) == widest]
    return len(wide) > sum(bool(kind) for kind, _ in known) / 2


def _begins_anew(rows: Rows, kind: str) -> bool:
    return kind == "title" or "title" not in rows


def _value(row: Row) -> Span | None:
    """Return the value of a row; of several cells the words run through them in one line."""
    if len(row.cells) == 2:
        return row.cells[1].span()
    text = " ".join(cell.text for cell in row.cells[1:])
    starts: list[int] = []
    lines: list[int] = []
    at = 0
    for cell in row.cells[1:]:
        if len(cell.lines) > 1 or (lines and cell.first != lines[-1]):
            return None
        if not lines:
            starts, lines = [at], [cell.first]
        at += len(cell.text) + 1
    return Passage(text, tuple(starts), tuple(lines)).span()


def _titles_by_year(span: Span, names: Sequence[str]) -> dict[str, Span] | None:
    """Return the titles of a row that lists several, each by the year that its series is named by.

    None where the row does not hold one title, whole, for each of the names.
    """
    pieces = [span.of(match, "piece") for match in _PIECE.finditer(span.text)]
    found = {
        name: [piece for piece in pieces if piece.text.endswith(name[:4])]
        for name in names
        if re.match(r"\d{4}\s", name)
    }
    is_whole = len(found) == len(names) == len(pieces)
    if not is_whole or any(len(titles) != 1 for titles in found.values()):
        return None
    are_titles = all(_TITLE.fullmatch(piece.text) for piece in pieces)
    return {name: titles[0] for name, titles in found.items()} if are_titles else None


#: Kinds of rows that say the same of every series where they name none.
_SHARED = frozenset(
    {
        "payment_dates",
        "record_dates",
        "redemption",
        "denominations",
        "ratings",
        "day_count",
        "business_days",
        "guarantee",
    }
)


def rows_of_security(groups: Sequence[Rows], sold: Sequence[Sold], number: int) -> Rows:
    """Return the rows of one security: its own table, or its words in a table of several."""
    if len(groups) == len(sold):
        return groups[number]
    if len(sold) == 1:
        return groups[0]
    if len(groups) != 1 or _is_of_several(groups[0]):
        return {}
    names = [name for one in sold for name in one.names]
    mine = sold[number].names
    found: Rows = {}
    for kind, (label, span) in groups[0].items():
        parts = split_by_series(span, names)
        if kind == "title" and parts is None:
            parts = _titles_by_year(span, names)
        if parts is None:
            if kind in _SHARED:
                found[kind] = (label, span)
            continue
        own = next((parts[name] for name in mine if name in parts), None)
        if own is not None:
            found[kind] = (label, own)
    return found


#: Kinds that a table of one security gives once.
_TELLING = frozenset({"title", "maturity", "interest", "payment_dates", "price_to_public"})


def _is_of_several(rows: Rows) -> bool:
    """Whether a table gives a term twice: those of several securities, one below the other."""
    again = [key.partition(" ")[0] for key in rows if " " in key]
    return any(kind in _TELLING for kind in again)

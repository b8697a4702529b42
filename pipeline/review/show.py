"""A field beside its lines, in the terminal."""

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from pipeline.records.base import Blank, LineRange
from pipeline.records.codes import BLANK_REASONS
from pipeline.records.deal import Field
from pipeline.records.exhibit import ExhibitText
from pipeline.review.session import Session
from pipeline.review.values import written

#: So many lines of the paper are shown above and below those cited.
_AROUND = 2
#: Of a long citation the first lines are shown.
_MOST_LINES = 14
_LONGEST = 400


def show(session: Session, console: Console, entry: Field) -> None:
    """Print a field with its value, and the lines of the paper that it cites."""
    left = Text()
    left.append(f"{entry.name}\n", style="bold")
    left.append_text(_value(entry))
    left.append(_read_as(session, entry), style="dim")
    places = _places(entry)
    if session.exhibit is None or not places:
        right = Text("no lines are cited", style="dim")
    else:
        right = Text("\n").join(_lines(session.exhibit, lines, quote) for lines, quote in places)
    if console.width < 100:
        console.print(Panel(left), right)
        return
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(ratio=2)
    table.add_column(ratio=3)
    table.add_row(left, right)
    console.print(Panel(table))


def _read_as(session: Session, entry: Field) -> str:
    """Return the operations that the words of an item of the variations are read as."""
    items = session.deal.amendments
    if entry.location[0] != "amendments" or isinstance(items, Blank) or len(entry.location) < 2:
        return ""
    lines = []
    for number, one in enumerate(items[int(entry.location[1])].operations):
        place = f" at {one.place.as_printed}" if one.place and one.place.as_printed else ""
        lines.append(
            f"[{number}] {one.kind}{place}: {one.old_text or one.term or ''}"
            f" → {one.new_text or one.meaning or ''}"
        )
    return "\n".join(lines)


def _value(entry: Field) -> Text:
    stated = entry.stated
    text = Text()
    if stated.blank == "unsure":
        text.append("unsure: which of these?\n" if len(stated.candidates) > 1 else "unsure\n")
        for number, one in enumerate(stated.candidates, 1):
            text.append(f" {number} ", style="bold")
            text.append(f"{one.value or _cut(one.quote)}  (line {one.lines})\n")
    elif isinstance(stated, Blank) or stated.value is None:
        text.append(f"blank: {BLANK_REASONS[str(stated.blank)]}\n")
    else:
        text.append(f"{_cut(written(stated.value))}\n", style="green")
        if stated.as_printed:
            text.append(f"printed: {stated.as_printed}\n")
    if stated.note:
        text.append(f"{stated.note}\n", style="dim")
    return text


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _places(entry: Field) -> list[tuple[LineRange, str]]:
    stated = entry.stated
    if stated.candidates:
        return [(one.lines, one.quote) for one in stated.candidates]
    if isinstance(stated, Blank):
        return []
    return [(citation.lines, citation.quote) for citation in stated.citations[:1]]


def _lines(exhibit: ExhibitText, lines: LineRange, quote: str) -> Text:
    """Return lines of the paper with those around them; the words that are cited stand out."""
    found = exhibit.locate(quote, lines)
    shown = Text()
    last = min(lines.last, lines.first + _MOST_LINES)
    for number in range(max(1, lines.first - _AROUND), min(len(exhibit.lines), last + _AROUND) + 1):
        line = exhibit.lines[number - 1].expandtabs(4)
        row = Text(f"{number:5} ", style="dim")
        row.append(line, style="bold" if number in found else "dim")
        if number in found and lines.first == lines.last:
            row.highlight_words([" ".join(quote.split())], style="reverse")
        shown.append_text(row)
        shown.append("\n")
    return shown

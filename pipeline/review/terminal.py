"""Asking in the terminal: a field beside its lines, one key for each answer."""

from collections.abc import Callable

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from pipeline.records.base import Blank, LineRange
from pipeline.records.codes import BLANK_REASONS
from pipeline.records.deal import Field
from pipeline.records.exhibit import ExhibitText
from pipeline.review.session import ReviewError, Session

#: The reasons that a reviewer may give; a draft's own doubt is none.
REASONS = tuple(reason for reason in BLANK_REASONS if reason != "unsure")
#: So many lines of the paper are shown above and below those cited.
_AROUND = 2
#: Of a long citation the first lines are shown.
_MOST_LINES = 14
_LONGEST = 400
HELP = (
    "Enter accept   c correct   b blank   d dispute   g accept the rest of this group   "
    "s later   u back   q stop and save   1-9 take a candidate"
)

Ask = Callable[[str], str]


def review(session: Session, console: Console, ask: Ask) -> str:
    """Go through the fields that wait; return what was reached, in words.

    ``ask`` shows a prompt and returns a line; where it raises EOFError or KeyboardInterrupt
    the review stops and is saved.
    """
    total = len(session.entries)
    console.print(
        f"{session.deal.deal_id}: {len(session.waiting)} of {total} fields wait. {HELP}",
        style="dim",
    )
    later: list[str] = []
    done: list[str] = []
    try:
        while (entry := _next(session, later)) is not None:
            _show(session, console, entry)
            answer = ask("> ").strip()
            if answer == "q":
                break
            if answer == "u":
                _back(session, later, done)
                continue
            try:
                before = {one.name for one in session.waiting}
                _answer(session, entry, answer, later, ask)
                done += [
                    name for name in before if name not in {one.name for one in session.waiting}
                ]
            except ReviewError as error:
                console.print(str(error), style="bold")
    except (EOFError, KeyboardInterrupt):
        console.print()
    # Saving takes the marks of a review that is done away.
    left = len(session.waiting)
    state = session.save()
    if left:
        return f"saved; {left} of {total} fields wait, and the record stays {state}"
    return f"every field is decided: the record is {state}"


def _next(session: Session, later: list[str]) -> Field | None:
    return next((entry for entry in session.waiting if entry.name not in later), None)


def _back(session: Session, later: list[str], done: list[str]) -> None:
    """Open the last decision again, or bring back what was put off."""
    if later:
        later.pop()
    elif done:
        name = done.pop()
        entry = next(one for one in session.entries if one.name == name)
        session.reopen(entry)


def _answer(session: Session, entry: Field, answer: str, later: list[str], ask: Ask) -> None:
    if answer in ("", "a"):
        session.accept(entry)
    elif answer == "s":
        later.append(entry.name)
    elif answer == "g":
        group = entry.name.partition(".")[0].partition("[")[0]
        for one in session.waiting:
            same = one.name.partition(".")[0].partition("[")[0] == group
            if same and one.stated.blank != "unsure":
                session.accept(one)
    elif answer == "c":
        value = ask("value, in its written form: ")
        words = ask("the paper's words that say it (Enter: the words cited, or the value itself): ")
        lines = ask("their lines (Enter: search the paper): ") if words.strip() else ""
        session.correct(entry, value, words, lines)
    elif answer == "b":
        listed = "  ".join(f"{n} {reason}" for n, reason in enumerate(REASONS, 1))
        reason = _reason(ask(f"{listed}: ").strip())
        document = ask("which document: ") if reason == "stated_elsewhere" else ""
        session.blank(entry, reason, document)
    elif answer == "d":
        session.dispute(entry, ask("what is wrong: "))
    elif answer.isdecimal():
        session.choose(entry, int(answer))
    else:
        raise ReviewError(HELP)


def _reason(answer: str) -> str:
    if answer.isdecimal() and 0 < int(answer) <= len(REASONS):
        return REASONS[int(answer) - 1]
    if answer in REASONS:
        return answer
    raise ReviewError(f"'{answer}' is none of the reasons")


def _show(session: Session, console: Console, entry: Field) -> None:
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
    for one in items[int(entry.location[1])].operations:
        place = f" at {one.place.as_printed}" if one.place and one.place.as_printed else ""
        lines.append(
            f"{one.kind}{place}: {one.old_text or one.term or ''}"
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
        text.append(f"{_cut(_written(stated.value))}\n", style="green")
        if stated.as_printed:
            text.append(f"printed: {stated.as_printed}\n")
    if stated.note:
        text.append(f"{stated.note}\n", style="dim")
    return text


def _written(value: object) -> str:
    return "[" + ", ".join(map(str, value)) + "]" if isinstance(value, tuple) else str(value)


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

"""Asking in the terminal: a field beside its lines, a key or a word for each answer."""

from collections.abc import Callable

from rich.console import Console

from pipeline.findings import Severity
from pipeline.records.deal import Field
from pipeline.records.yamltext import Location, Tree, field_name
from pipeline.review.editor import ReviewError
from pipeline.review.form import Ask, Form
from pipeline.review.outline import (
    at,
    can_be_added,
    groups_around,
    location_of,
    plain_values,
    shape_at,
)
from pipeline.review.proof import findings, uncited
from pipeline.review.session import Session
from pipeline.review.show import show

SHORT = (
    "Enter accept   c correct or fill in   b blank   1-9 take a candidate   + add   x take out   "
    "u undo   q stop   ? more"
)
HELP = """\
Enter, a   accept the value, or the blank with its reason
c          correct the value; of a group that is blank: fill it in
b          leave it blank, with a reason        b annex     a whole group
1 … 9      take a candidate of what is unsure
m WHY      keep it as printed: the paper is held to be wrong there
d          dispute it: somebody holds that the record's value is wrong
g          accept the rest of this group
e          edit what stands around it without lines of its own: kinds, places, operands
           e amendments[0].operations[0].place.line   this one
+          add what the draft lacks around it   + counsel   one more entry   + annex.totals
x          take out an entry, or a field that nothing states   x annex.allocations[3]
o NAME     open a field again: o closing.date
/ WORDS    show where the paper says words          k      what the checks find in the record
l          the lines of the paper that no value cites
s          later      u  undo the last step      q  stop; the next review goes on here
In every question ! gives it up. Each value is looked up in the paper before it is taken."""
#: So many places that hold words are shown.
_MOST_FOUND = 12
#: So many findings of the checks are shown.
_MOST_FINDINGS = 15
#: So many lines that no value cites are shown.
_MOST_UNCITED = 60


def review(session: Session, console: Console, ask: Ask) -> str:
    """Go through the fields that wait; return what was reached, in words.

    ``ask`` shows a prompt and returns a line; where it raises EOFError or KeyboardInterrupt
    the review stops. What is decided is written after each step.
    """
    return _Review(session, console, ask).run()


class _Review:
    """One sitting: what is put off, and what was opened again."""

    def __init__(self, session: Session, console: Console, ask: Ask) -> None:
        self.session = session
        self.console = console
        self.ask = ask
        self.form = Form(session, console, ask)
        #: Names of fields that are put off.
        self.later: list[str] = []
        #: The field that was opened by its name, decided or not.
        self.opened: str = ""
        #: The field that was shown last, and the record then: it is not shown twice.
        self.on_screen: tuple[str, dict[str, Tree]] | None = None
        self.commands: dict[str, Callable[[Field, str], None]] = {
            "": self._accept,
            "a": self._accept,
            "b": self._blank,
            "c": self._correct,
            "d": self._dispute,
            "e": self._edit,
            "g": self._accept_group,
            "k": self._checks,
            "l": self._uncited,
            "m": self._misprint,
            "o": self._open,
            "s": self._put_off,
            "x": self._take_out,
            "+": self._add,
            "/": self._find,
            "?": self._help,
        }

    def run(self) -> str:
        session, console = self.session, self.console
        total = len(session.entries)
        console.print(
            f"{session.deal.deal_id}: {len(session.waiting)} of {total} fields wait. {SHORT}",
            style="dim",
        )
        try:
            while self._step():
                pass
        except (EOFError, KeyboardInterrupt):
            console.print()
        left = len(session.waiting)
        total = len(session.entries)
        # Saving takes the marks of a review that is done away.
        state = session.save()
        if left:
            return f"saved; {left} of {total} fields wait, and the record stays {state}"
        return f"every field is decided: the record is {state}"

    def _step(self) -> bool:
        """Ask once; return whether the review goes on."""
        entry = self._next()
        if entry is None:
            return self._at_the_end()
        now = (entry.name, self.session.tree)
        if self.on_screen is None or self.on_screen[0] != now[0] or self.on_screen[1] is not now[1]:
            show(self.session, self.console, entry)
            self.on_screen = now
        answer = self.ask("> ").strip()
        if answer == "q":
            return False
        self._answered(entry, answer)
        return True

    def _at_the_end(self) -> bool:
        """Ask for what is missing, once every field is decided or put off."""
        if self.session.waiting:
            return False
        last = self.session.entries[-1]
        if self.on_screen != ("", self.session.tree):
            self._checks(last, "")
            self.on_screen = ("", self.session.tree)
        self.console.print(
            "every field is decided. + adds what the draft lacks, l shows the lines that nothing "
            "cites, o opens a field again, u undoes",
            style="dim",
        )
        answer = self.ask("Enter: done > ").strip()
        if answer in ("", "a", "q"):
            return False
        self._answered(last, answer)
        return True

    def _answered(self, entry: Field, answer: str) -> None:
        if answer == "u":
            self._undo()
            return
        self.session.begin()
        before = self.session.tree
        try:
            self._command(entry, answer)
        except ReviewError as error:
            self.console.print(str(error), style="bold", markup=False)
            return
        if self.session.tree is not before:
            self.opened = ""
            self.session.keep()

    def _command(self, entry: Field, answer: str) -> None:
        if answer.isascii() and answer.isdecimal():
            self.session.choose(entry, int(answer))
            return
        key, _, rest = answer.partition(" ")
        if key not in self.commands and key[:1] in ("+", "/"):
            key, rest = answer[0], answer[1:]
        if key not in self.commands:
            raise ReviewError(SHORT)
        self.commands[key](entry, rest.strip())

    def _next(self) -> Field | None:
        if self.opened:
            named = [one for one in self.session.entries if one.name == self.opened]
            if named:
                return named[0]
        waiting = self.session.waiting
        return next((entry for entry in waiting if entry.name not in self.later), None)

    # The answers.

    def _accept(self, entry: Field, _: str) -> None:
        self.session.accept(entry)
        self.opened = ""

    def _accept_group(self, entry: Field, _: str) -> None:
        for one in self.session.waiting:
            if one.location[0] == entry.location[0] and one.stated.blank != "unsure":
                self.session.accept(one)

    def _blank(self, entry: Field, name: str) -> None:
        location = self._named(name) if name else entry.location
        made = self.form.reason()
        self.session.blank_at(location, str(made["blank"]), str(made.get("document", "")))

    def _correct(self, entry: Field, name: str) -> None:
        location = self._named(name) if name else entry.location
        if shape_at(location).stated is None:
            self.session.put(location, self.form.anything(location))
            return
        self.session.put(location, self.form.stated(location))

    def _dispute(self, entry: Field, why: str) -> None:
        self.session.dispute(entry, why or self.form.ask("what is wrong: "))

    def _misprint(self, entry: Field, why: str) -> None:
        self.session.misprint(entry, why or self.form.ask("why is the paper held to be wrong: "))

    def _checks(self, _: Field, __: str) -> None:
        found = [one for one in findings(self.session) if one.severity is not Severity.INFO]
        for one in found[:_MOST_FINDINGS]:
            said = f"{one.severity.name.lower()} {one.code} {one.field}: {one.message}"
            self.console.print(said, markup=False, highlight=False)
        more = len(found) - _MOST_FINDINGS
        if more > 0:
            self.console.print(f"and {more} more: ./inv check", style="dim")
        if not found:
            self.console.print("the checks find nothing wrong", style="dim")

    def _uncited(self, _: Field, __: str) -> None:
        left = uncited(self.session)
        for number, words in left[:_MOST_UNCITED]:
            self.console.print(f"{number:5} {words[:200]}", markup=False, highlight=False)
        more = f", {len(left) - _MOST_UNCITED} more" if len(left) > _MOST_UNCITED else ""
        self.console.print(f"{len(left)} lines that no value cites{more}", style="dim")

    def _put_off(self, entry: Field, _: str) -> None:
        self.later.append(entry.name)
        self.opened = ""

    def _undo(self) -> None:
        """Take the last step back; or bring back what was put off."""
        if self.session.undo():
            self.session.keep()
        elif self.later:
            self.later.pop()
        else:
            self.console.print("there is nothing to undo", style="dim")

    def _open(self, _: Field, name: str) -> None:
        location = self._named(name)
        inside = [
            one.name for one in self.session.entries if one.location[: len(location)] == location
        ]
        if not inside:
            raise ReviewError(f"{name} holds nothing that has lines: + adds it, e edits it")
        self.opened = inside[0]

    def _help(self, _: Field, __: str) -> None:
        self.console.print(HELP, markup=False, highlight=False)

    def _find(self, _: Field, words: str) -> None:
        if self.session.finder is None:
            raise ReviewError("the archive does not hold the paper")
        exhibit = self.session.finder.exhibit
        found = list(self.session.finder.places(words, any_case=True))
        for one in found[:_MOST_FOUND]:
            text = " ".join(exhibit.lines[one.lines.first - 1].split())
            self.console.print(f"line {one.lines}: {text[:200]}", markup=False)
        self.console.print(f"{len(found)} places hold '{words}'", style="dim", markup=False)

    def _edit(self, entry: Field, name: str) -> None:
        if name:
            location = self._named(name)
        else:
            around = next(groups_around(entry.location, self.session.tree), ())
            location = self._chosen("edit", list(plain_values(around, self.session.tree)))
        if shape_at(location).plain is None:
            self._correct(entry, name)
            return
        self.session.put(location, self.form.plain(location))

    def _add(self, entry: Field, name: str) -> None:
        tree = self.session.tree
        if name:
            location = self._named(name)
        else:
            around = list(groups_around(entry.location, tree))
            near = [place for group in around for place in can_be_added(group, tree)]
            location = self._chosen("add", near)
        shape = shape_at(location)
        there = at(tree, location)
        if not shape.is_list or not isinstance(there, list):
            if there is not None and not (isinstance(there, dict) and "blank" in there):
                raise ReviewError(f"{field_name(location)} is there: c corrects it")
            self.session.put(location, self.form.anything(location))
            return
        last = len(there)
        where = self.form.ask("before which entry, counted from 0 (Enter: behind the last)? ")
        place = int(where) if where.isdecimal() and int(where) < last else last
        entry_at = (*location, place)
        self.session.add(location, self.form.anything(entry_at, shape.entry), place)

    def _take_out(self, entry: Field, name: str) -> None:
        if name:
            location = self._named(name)
        else:
            ends = range(len(entry.location), 0, -1)
            near = [entry.location[:end] for end in ends]
            location = self._chosen("take out", [one for one in near if self._may_go(one)])
        if at(self.session.tree, location) is None:
            raise ReviewError(f"{field_name(location)} is not there")
        sure = self.form.ask(f"take {field_name(location)} out? (y, Enter: no) ")
        if sure.lower() not in ("y", "yes"):
            raise ReviewError("nothing was changed")
        self.session.remove(location)

    @staticmethod
    def _may_go(location: Location) -> bool:
        return isinstance(location[-1], int) or not shape_at(location).is_required

    def _chosen(self, what: str, places: list[Location]) -> Location:
        """Ask which of some places is meant, by its number or its name."""
        if not places:
            raise ReviewError(f"there is nothing to {what} here; give its name")
        if len(places) == 1:
            return places[0]
        self.form.choices(what, [f"{n} {self._shown(one)}" for n, one in enumerate(places, 1)])
        answer = self.form.ask(f"{what} which (number or name): ")
        if answer.isascii() and answer.isdecimal() and 0 < int(answer) <= len(places):
            return places[int(answer) - 1]
        if not answer:
            raise ReviewError("nothing was changed")
        return self._named(answer)

    def _shown(self, location: Location) -> str:
        node = at(self.session.tree, location)
        said = f"={node[:24]}" if isinstance(node, str) else ""
        more = " (one more)" if isinstance(node, list) else ""
        return f"{field_name(location)}{said}{more}"

    def _named(self, name: str) -> Location:
        try:
            return location_of(name, self.session.tree)
        except KeyError as error:
            raise ReviewError(str(error.args[0])) from error

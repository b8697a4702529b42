"""Asking for what a record does not hold yet: a value with its words, a group, an entry of a list.

What may be filled in, and how it is written, is the model's own declaration
(:mod:`pipeline.review.outline`). Nothing is taken before it is whole.
"""

from collections.abc import Callable, Mapping, Sequence

from rich.columns import Columns
from rich.console import Console
from rich.text import Text

from pipeline.records import base
from pipeline.records.base import Citation, LineRange, Record
from pipeline.records.codes import BLANK_REASONS
from pipeline.records.parties import Party, plain_name
from pipeline.records.yamltext import Location, Tree, field_name
from pipeline.review.editor import ReviewError
from pipeline.review.outline import Shape, at, fields_of, groups_around, insert, shape_at
from pipeline.review.session import Session
from pipeline.review.values import typed

#: The reasons that a reviewer may give; a draft's own doubt is none.
REASONS = tuple(reason for reason in BLANK_REASONS if reason != "unsure")
GIVE_UP = "!"
BLANK = "-"
#: So many places are offered, by letters.
_LETTERS = "abcdefgh"
_MOST = len(_LETTERS)
_CUT = 70

Ask = Callable[[str], str]


class Form:
    """Asks for one thing after the other; ``!`` gives the whole up."""

    def __init__(self, session: Session, console: Console, ask: Ask) -> None:
        self.session = session
        self.console = console
        self._ask = ask

    def ask(self, prompt: str) -> str:
        """Return an answer; raises ReviewError where the reader gives up."""
        answer = self._ask(prompt).strip()
        if answer == GIVE_UP:
            raise GivenUpError("given up: nothing was changed")
        return answer

    def anything(self, location: Location, shape: Shape | None = None) -> Tree:
        """Ask for what may stand at a place: a value, a group or a list."""
        shape = shape or shape_at(location)
        if shape.is_list and shape.plain is None:
            return self.entries(location)
        if shape.group is not None:
            return self.group(location)
        return self.stated(location) if shape.stated is not None else self.plain(location)

    # Groups and lists.

    def group(self, location: Location) -> dict[str, Tree]:
        """Ask for what a group must have, then for what it may have."""
        model = shape_at(location).group
        assert model is not None  # noqa: S101 - only called for groups
        made: dict[str, Tree] = {}
        shapes = fields_of(model)
        for name, shape in shapes.items():
            if shape.is_required:
                made[name] = self._required((*location, name), shape)
        party = self._party(made, shapes)
        if party:
            insert(made, party[0], party[1], model)
        self._optional(location, model, made)
        if not made:
            raise ReviewError(f"{field_name(location)} would hold nothing: nothing was changed")
        return made

    def _optional(self, location: Location, model: type[Record], made: dict[str, Tree]) -> None:
        """Ask for what a group may have beside what it must; giving up one leaves the others."""
        shapes = fields_of(model)
        # A field keeps its number while others are filled in.
        free = [name for name in shapes if name not in made]
        while any(name not in made for name in free):
            left = [f"{n} {name}" for n, name in enumerate(free, 1) if name not in made]
            self.choices(f"{field_name(location)} may also have", left)
            answer = self.ask("number or name (Enter: it is whole): ")
            if not answer:
                return
            chosen = _coded(answer, free)
            if chosen not in free or chosen in made:
                self.console.print(f"'{answer}' is none of them", style="bold", markup=False)
                continue
            try:
                value = self._required((*location, chosen), shapes[chosen])
            except GivenUpError:
                continue
            insert(made, chosen, value, model)

    def choices(self, title: str, names: Sequence[str]) -> None:
        """Print what can be chosen, in columns."""
        self.console.print(f"{title}:", style="dim", markup=False)
        self.console.print(Columns([Text(name) for name in names], padding=(0, 3)))

    def _required(self, location: Location, shape: Shape) -> Tree:
        if not shape.may_be_blank:
            return self.anything(location, shape)
        answer = self.ask(f"{field_name(location)} (Enter: fill it in, {BLANK}: blank): ")
        return self.reason() if answer == BLANK else self.anything(location, shape)

    def entries(self, location: Location) -> list[Tree]:
        """Ask for the entries of a list, one at least."""
        made: list[Tree] = []
        entry = shape_at(location).entry
        while not made or self.ask("one more? (y, Enter: no) ").lower() in ("y", "yes"):
            made.append(self.anything((*location, len(made)), entry))
        return made

    def _party(
        self, made: Mapping[str, Tree], shapes: Mapping[str, Shape]
    ) -> tuple[str, str] | None:
        """Return the id of the firm that was just named, where the archive knows the name."""
        archive, name = self.session.archive, made.get("name")
        printed = name.get("value") if isinstance(name, dict) else None
        kind = next((kind for kind in ("underwriter", "counsel") if kind in shapes), None)
        if archive is None or kind is None or not isinstance(printed, str):
            return None
        firms: Mapping[str, Party] = (
            archive.underwriters if kind == "underwriter" else archive.counsel
        )
        wanted = plain_name(printed)
        found = [
            one.id for one in firms.values() if wanted in (plain_name(name) for name in one.names)
        ]
        if len(found) != 1:
            self.console.print(
                f"the archive knows no such name: add it to data/parties, or give the id by {kind}",
                style="dim",
            )
            return None
        self.console.print(f"{kind}: {found[0]}", style="dim")
        return kind, found[0]

    # Values.

    def plain(self, location: Location) -> Tree:
        """Ask for a value that has no citation."""
        shape = shape_at(location)
        offered = self._known(location)
        while True:
            answer = self.ask(f"{_prompt(location, shape, offered)}: ")
            if not answer and len(offered) == 1:
                answer = offered[0]
            if not answer:
                continue
            answer = _coded(answer, offered or shape.codes)
            value: Tree = answer
            if shape.is_list:
                value = [*typed(answer)] if answer.startswith("[") else [answer]
            session = self.session
            fault = shape.fault(value) or session.not_in_item(location, value, session.tree)
            if not fault:
                return value
            self.console.print(fault, style="bold", markup=False)

    def _known(self, location: Location) -> tuple[str, ...]:
        """Return the ids that a field can name within its own record."""
        if location[-1] == "security":
            return tuple(one.security_id for one in self.session.deal.securities)
        return ()

    def stated(self, location: Location) -> dict[str, Tree]:
        """Ask for a stated value and for the words that say it; or for a reason."""
        shape = shape_at(location)
        while True:
            answer = self.ask(f"{_prompt(location, shape)} ({BLANK} blank, {GIVE_UP} give up): ")
            if answer == BLANK:
                return self.reason()
            if not answer:
                continue
            value = typed(_coded(answer, shape.codes))
            if self.session.finder is not None and shape.kind == base.Text:
                value = self.session.finder.passage(answer)
            try:
                return self.cite(location, value, self._near(location))
            except _AgainError as error:
                self.console.print(str(error), style="bold")

    def _near(self, location: Location) -> int:
        """Return a line near which a value should stand: its own, or one of its group; else 0."""
        tree = self.session.tree
        own = at(tree, location)
        for node in (own, *(at(tree, group) for group in groups_around(location, tree))):
            if line := _first_line(node):
                return line
        return 0

    def cite(self, location: Location, value: str | list[str], near: int = 0) -> dict[str, Tree]:
        """Ask for the words that say a value; raises _AgainError where the field cannot hold it."""
        session, shape = self.session, shape_at(location)
        assert shape.stated is not None  # noqa: S101 - only called for stated values
        if isinstance(value, str) and shape.fault(value) and not shape.fault([value]):
            value = [value]
        if fault := shape.fault(value):
            raise _AgainError(fault)
        if session.finder is None:
            return session.cited(location, value, "", None)
        offers = session.finder.offers(shape.stated.model_validate({"value": value}), near)[:_MOST]
        while True:
            found = self._where(offers)
            try:
                return session.cited(location, value, found.quote, found.lines)
            except ReviewError as error:
                self.console.print(str(error), style="bold", markup=False)
            if shape.kind == base.Text and isinstance(value, str):
                question = f"is '{_short(found.quote)}' how the paper prints it? (y, Enter: no) "
                if self.ask(question).lower() in ("y", "yes"):
                    return session.cited(
                        location, value, found.quote, found.lines, as_printed=found.quote
                    )

    def _where(self, offers: list[Citation]) -> Citation:
        """Ask where the paper says a value: a place that is offered, lines, or words of it."""
        finder = self.session.finder
        assert finder is not None  # noqa: S101 - only called where a paper is held
        while True:
            for letter, one in zip(_LETTERS, offers, strict=False):
                self.console.print(
                    f" {letter}  line {one.lines}: {_short(one.quote)}", markup=False
                )
            default = "a letter, Enter: a; " if offers else ""
            answer = self.ask(
                f"where does the paper say it ({default}lines such as 83-85, or its words): "
            )
            if not answer and offers:
                return offers[0]
            if len(answer) == 1 and answer in _LETTERS[: len(offers)]:
                return offers[_LETTERS.index(answer)]
            head, _, rest = answer.partition(" ")
            lines = _lines(head)
            if lines is not None:
                found = finder.exact(rest, lines) if rest else finder.whole(lines)
                places = [] if found is None else [found]
            else:
                places = list(finder.places(answer)) or list(finder.places(answer, any_case=True))
            if len(places) == 1:
                return places[0]
            if answer and not places:
                self.console.print(
                    f"the paper does not say '{answer}' there", style="bold", markup=False
                )
            offers = places[:_MOST] or offers

    def reason(self) -> dict[str, Tree]:
        """Ask why something is blank."""
        listed = "  ".join(f"{n} {reason}" for n, reason in enumerate(REASONS, 1))
        answer = self.ask(f"{listed}: ")
        reason = REASONS[int(answer) - 1] if _is_number(answer, len(REASONS)) else answer
        if reason not in REASONS:
            raise ReviewError(f"'{answer}' is none of the reasons")
        made: dict[str, Tree] = {"blank": reason}
        if reason == "stated_elsewhere":
            made["document"] = self.ask("which document: ")
        return {**made, "state": self.session.aim}


class GivenUpError(ReviewError):
    """The reader has given up what was asked for."""


class _AgainError(Exception):
    """A value that its field cannot hold; the reader is asked again."""


def _prompt(location: Location, shape: Shape, offered: tuple[str, ...] = ()) -> str:
    """Return the name of a field, and how its value is written."""
    choices = offered or shape.codes
    if choices:
        return f"{field_name(location)}: " + "  ".join(f"{n} {c}" for n, c in enumerate(choices, 1))
    return f"{field_name(location)}, {shape.hint}" if shape.hint else field_name(location)


def _coded(answer: str, codes: Sequence[str]) -> str:
    """Return the code of a number in the list that was shown."""
    return codes[int(answer) - 1] if _is_number(answer, len(codes)) else answer


def _is_number(answer: str, most: int) -> bool:
    return answer.isascii() and answer.isdecimal() and 0 < int(answer) <= most


def _lines(answer: str) -> LineRange | None:
    try:
        return LineRange.model_validate(answer)
    except ValueError:
        return None


def _first_line(node: Tree) -> int:
    """Return the first line that a node, or the first part of it that has any, cites."""
    if not isinstance(node, dict):
        return 0
    if isinstance(lines := node.get("lines"), str):
        return int(lines.partition("-")[0])
    return next((line for part in node.values() if (line := _first_line(part))), 0)


def _short(text: str) -> str:
    return text if len(text) <= _CUT else f"{text[:_CUT]} …"

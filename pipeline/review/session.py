"""A review while it goes on: which fields are decided, and the record with the decisions in it.

Each decision marks its field with a state, so that a review can stop and go on. When all are
decided the marks go, and the record as a whole has the new state, with who and when. A decision
is taken whole or not at all, and can be taken back: each makes a new tree of the record.
"""

import copy
from datetime import date as calendar_date
from pathlib import Path
from typing import Any

from pipeline.checks.printed_values import can_be_read
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Blank, LineRange, Stated
from pipeline.records.canonical import write_record
from pipeline.records.codes import ReviewState
from pipeline.records.deal import Deal, Field, fields
from pipeline.records.exhibit import ExhibitText
from pipeline.records.yamltext import Location, Tree, field_name, parse_yaml
from pipeline.review.citing import Finder
from pipeline.review.editor import Editor, ReviewError
from pipeline.review.outline import at, plain_values, shape_at
from pipeline.review.values import tree_of, typed, written

#: The state that a record goes to when it has been read once more.
_NEXT: dict[str, ReviewState] = {
    "proposed": "reviewed",
    "reviewed": "verified",
    "disputed": "reviewed",
}

#: Words of an operation that its item prints.
_OPERANDS = frozenset({"as_printed", "old_text", "new_text", "term", "meaning"})


class Session(Editor):
    """The review of one record by one person."""

    def __init__(
        self,
        record: DealRecord,
        file: Path,
        by: str,
        today: calendar_date,
        archive: Archive | None = None,
    ) -> None:
        content = file.read_bytes()
        tree = parse_yaml(content, str(file)).tree
        if not isinstance(tree, dict):
            raise ReviewError(f"{file} is no record")
        if any(line.lstrip().startswith(b"#") for line in content.splitlines()):
            raise ReviewError(
                f"{file} holds comments, which a review would not keep; take them out, or "
                f"read it by hand"
            )
        super().__init__(tree, record.deal, file, archive)
        self.by = by
        self.today = today
        self.record = record
        self.exhibit: ExhibitText | None = record.exhibit
        self.finder = None if record.exhibit is None else Finder(record.exhibit)
        self.aim = self._aim(record.deal)

    def _aim(self, deal: Deal) -> ReviewState:
        """Return the state after this review; the second reader must be another person."""
        state = deal.review.state
        if state == "reviewed" and deal.review.by == self.by:
            return "reviewed"
        return _NEXT.get(state, state)

    @property
    def entries(self) -> list[Field]:
        """Every field, in the order in which the record is written."""
        order = {key: place for place, key in enumerate(self.tree)}
        return sorted(fields(self.deal), key=lambda entry: order[str(entry.location[0])])

    def is_decided(self, entry: Field) -> bool:
        """Whether this review, or its earlier part, has decided a field."""
        return entry.stated.state is not None and entry.stated.blank != "unsure"

    @property
    def waiting(self) -> list[Field]:
        """The fields that are not decided; those that are unsure come first."""
        open_ = [entry for entry in self.entries if not self.is_decided(entry)]
        return sorted(open_, key=lambda entry: entry.stated.blank != "unsure")

    def accept(self, entry: Field) -> None:
        """Confirm a value, or a blank with its reason."""
        if entry.stated.blank == "unsure":
            raise ReviewError("it is unsure: choose a candidate, type the value, or leave it blank")
        node = self._node(entry.location)
        node = {"value": node} if not isinstance(node, dict) else node
        self._set(entry.location, {**node, "state": self.aim})

    def reopen(self, entry: Field) -> None:
        """Take a decision's mark away, so that the field waits again."""
        node = self._node(entry.location)
        if isinstance(node, dict):
            self._set(entry.location, {key: part for key, part in node.items() if key != "state"})

    def dispute(self, entry: Field, why: str) -> None:
        """Mark a value as disputed, with the reason."""
        if not why.strip():
            raise ReviewError("say what is wrong with it")
        node = self._node(entry.location)
        node = {"value": node} if not isinstance(node, dict) else dict(node)
        self._set(entry.location, {**node, "state": "disputed", "note": why.strip()})

    def misprint(self, entry: Field, why: str) -> None:
        """Keep a value as the paper prints it, and say why the paper is held to be wrong."""
        node = self._node(entry.location)
        if entry.stated.blank is not None:
            raise ReviewError("it is blank: only a value can be misprinted")
        if not why.strip():
            raise ReviewError("say why the paper is held to be wrong there")
        node = dict(node) if isinstance(node, dict) else {"value": node}
        self._set(entry.location, {**node, "misprint": why.strip(), "state": self.aim})

    def choose(self, entry: Field, number: int) -> None:
        """Take one of the candidates of a field that is unsure, counted from 1."""
        candidates = entry.stated.candidates
        if not 0 < number <= len(candidates):
            raise ReviewError(f"there are {len(candidates)} candidates")
        if isinstance(entry.stated, Blank):
            raise ReviewError("this is a group of fields: c fills it, with these words before you")
        one = candidates[number - 1]
        value = one.value if one.value is not None else one.quote
        self._cite(entry, value, one.quote, one.lines)

    def correct(self, entry: Field, value: str, quote: str = "", lines: str = "") -> None:
        """Put another value in a field's place, with the words and lines that state it.

        Without words the value itself is looked for; without lines the whole paper is searched,
        the lines cited so far before the others.
        """
        value = value.strip()
        if not value:
            raise ReviewError("type the value, or leave the field blank with its reason")
        if isinstance(entry.stated, Blank):
            raise ReviewError("this is a group of fields: fill it field by field")
        if self.exhibit is None:
            made: dict[str, Tree] = {"value": tree_of(value), "state": self.aim}
            self._set(entry.location, made)
            return
        words = quote.strip() or (entry.stated.quote or value if not lines else value)
        self._cite(entry, value, words, self._lines(words, lines, entry), keep_quote=bool(quote))

    def blank(self, entry: Field, reason: str, document: str = "") -> None:
        """Leave a field blank, with the reason and, for ``stated_elsewhere``, the document."""
        self.blank_at(entry.location, reason, document)

    def check(self, location: Location, tree: dict[str, Tree]) -> None:
        """Refuse an operation whose words do not stand in the words of its item."""
        for place in plain_values(location, tree):
            if fault := self.not_in_item(place, at(tree, place), tree):
                raise ReviewError(f"{field_name(place)}: {fault}")

    def not_in_item(self, place: Location, said: Tree, tree: dict[str, Tree]) -> str:
        """Return what is wrong with an operand that its item does not print; else nothing."""
        if self.exhibit is None or place[0] != "amendments" or place[-1] not in _OPERANDS:
            return ""
        text = at(tree, (*place[:2], "text", "value"))
        if not isinstance(text, str) or not isinstance(said, str):
            return ""
        stands = " ".join(said.split()) in " ".join(text.split())
        return "" if stands else f"the item does not say '{said}'; it says: {text}"

    def cited(
        self,
        location: Location,
        value: str | list[str],
        quote: str,
        lines: LineRange | None,
        *,
        as_printed: str = "",
    ) -> dict[str, Tree]:
        """Return a stated value with its citation, if its words stand there and say it.

        ``as_printed`` is the print of a text that the record words otherwise. In an archive that
        does not hold the paper the value stands alone.
        """
        model = shape_at(location).stated
        assert model is not None  # noqa: S101 - only called for stated values
        made: dict[str, Tree] = {"value": tree_of(value)}
        if self.finder is not None:
            found = None if lines is None else self.finder.exact(quote, lines)
            if found is None:
                raise ReviewError(f"the words '{quote}' do not stand at lines {lines}")
            made["lines"] = str(found.lines)
            if found.quote != value:
                made["quote"] = found.quote
            if as_printed:
                made["as_printed"] = as_printed
        if fault := shape_at(location).fault(made):
            raise ReviewError(fault)
        stated = model.model_validate(made)
        if self.finder is not None and not can_be_read(
            stated, [one.quote for one in stated.citations]
        ):
            raise ReviewError(f"'{written(value)}' cannot be read from '{quote}'")
        return {**made, "state": self.aim}

    def _lines(self, words: str, lines: str, entry: Field) -> LineRange:
        exhibit = self.exhibit
        assert exhibit is not None  # noqa: S101 - only called where one is held
        places = []
        if lines:
            try:
                places.append(LineRange.model_validate(lines))
            except ValueError as error:
                raise ReviewError(f"'{lines}' is not a line or a range such as 83-85") from error
        elif isinstance(entry.stated, Stated) and entry.stated.lines is not None:
            places.append(entry.stated.lines)
        if not lines:
            places.append(LineRange(first=1, last=len(exhibit.lines)))
        for place in places:
            if found := exhibit.locate(words, place):
                return LineRange(first=min(found), last=max(found))
        raise ReviewError(
            f"the words '{words}' do not stand in the paper at those lines; give the words that do"
        )

    def _cite(
        self, entry: Field, value: str, quote: str, lines: LineRange, *, keep_quote: bool = True
    ) -> None:
        old = self._node(entry.location)
        made: dict[str, Any] = {"value": typed(value), "lines": str(lines)}
        if quote != value:
            made["quote"] = quote
        if (
            isinstance(old, dict)
            and "as_printed" in old
            and old["as_printed"] in quote
            and keep_quote
        ):
            made["as_printed"] = old["as_printed"]
        made["state"] = self.aim
        try:
            self._set(entry.location, made)
        except ReviewError:
            if isinstance(made["value"], str) or "," in value:
                raise
            self._set(entry.location, {**made, "value": [value]})
        stated = self._at(entry)
        if isinstance(stated, Stated) and not can_be_read(
            stated, [c.quote for c in stated.citations]
        ):
            self._set(entry.location, old)
            raise ReviewError(
                f"'{value}' cannot be read from '{quote}'; give the words that say it"
            )

    def _at(self, entry: Field) -> Any:
        return next((one.stated for one in self.entries if one.location == entry.location), None)

    def _node(self, location: Location) -> Any:
        node: Any = self.tree
        for step in location:
            node = node[step]
        return node

    def keep(self) -> None:
        """Write the record with what is decided so far, its marks among it."""
        waiting, total = len(self.waiting), len(self.entries)
        review = {k: v for k, v in self.tree["review"].items() if k != "note"}
        review |= {"by": self.by, "on": self.today.isoformat()}
        review["note"] = (
            f"Being read against the paper: {total - waiting} of {total} fields are decided."
        )
        if self.deal.review.state == "reviewed" and self.deal.review.by != self.by:
            # The first reader stays named until the second has done.
            review["by"] = self.deal.review.by
        self._write({**self.tree, "review": review})

    def save(self) -> ReviewState:
        """Write the record with what is decided so far; return its state.

        When nothing waits, the marks of single fields go, but for those disputed, and the
        record has its new state.
        """
        if self.waiting:
            self.keep()
            return self.deal.review.state
        disputed = any(entry.stated.state == "disputed" for entry in self.entries)
        state: ReviewState = "disputed" if disputed else self.aim
        tree = copy.deepcopy(self.tree)
        _unmark(tree, keep="disputed")
        tree["review"] = {
            "state": state,
            "by": self.by,
            "on": self.today.isoformat(),
            "note": "Read field by field against the paper.",
        }
        self._take(tree)
        self._write(tree)
        return state

    def _write(self, tree: dict[str, Any]) -> None:
        """Write the file whole or not at all, where it would change."""
        text = write_record(tree)
        if self.file.read_text(encoding="utf-8") == text:
            return
        beside = self.file.with_name(f".{self.file.name}.new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.file)


def _unmark(node: Any, keep: str) -> None:
    """Take the marks of single fields away; a value that is left alone stands without braces."""
    children: Any = node.items() if isinstance(node, dict) else enumerate(node)
    for key, child in list(children):
        if not isinstance(child, (dict, list)):
            continue
        if not isinstance(child, dict):
            _unmark(child, keep)
            continue
        is_marked = "value" in child or "blank" in child
        if is_marked and child.get("state") not in (None, keep):
            del child["state"]
            if set(child) == {"value"}:
                node[key] = child["value"]
                continue
        _unmark(child, keep)

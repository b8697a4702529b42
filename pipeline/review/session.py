"""A review while it goes on: which fields are decided, and the record with the decisions in it.

Each decision marks its field with a state, so that a review can stop and go on. When all are
decided the marks go, and the record as a whole has the new state, with who and when.
"""

import copy
from datetime import date as calendar_date
from pathlib import Path
from typing import Any

from pipeline.checks.printed_values import can_be_read
from pipeline.records.archive import DealRecord
from pipeline.records.base import Blank, LineRange, Stated
from pipeline.records.canonical import write_record
from pipeline.records.codes import ReviewState
from pipeline.records.deal import Deal, Field, fields
from pipeline.records.exhibit import ExhibitText
from pipeline.records.typed import to_record
from pipeline.records.yamltext import Location, parse_yaml

#: The state that a record goes to when it has been read once more.
_NEXT: dict[str, ReviewState] = {
    "proposed": "reviewed",
    "reviewed": "verified",
    "disputed": "reviewed",
}

#: What a group of fields that is blank asks for: no one line can be its value.
OF_GROUP = (
    "this is a group of fields: leave it blank with its reason, or write it in the file and review "
    "again"
)


class ReviewError(Exception):
    """A decision or a record that cannot be; the message says why."""


class Session:
    """The review of one record by one person."""

    def __init__(self, record: DealRecord, file: Path, by: str, today: calendar_date) -> None:
        content = file.read_bytes()
        tree = parse_yaml(content, str(file)).tree
        if not isinstance(tree, dict):
            raise ReviewError(f"{file} is no record")
        if any(line.lstrip().startswith(b"#") for line in content.splitlines()):
            raise ReviewError(
                f"{file} holds comments, which a review would not keep; take them out, or "
                f"read it by hand"
            )
        self.file = file
        self.by = by
        self.today = today
        self.exhibit: ExhibitText | None = record.exhibit
        self.tree: dict[str, Any] = tree
        self.deal = record.deal
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

    def choose(self, entry: Field, number: int) -> None:
        """Take one of the candidates of a field that is unsure, counted from 1."""
        candidates = entry.stated.candidates
        if isinstance(entry.stated, Blank):
            raise ReviewError(OF_GROUP)
        if not 0 < number <= len(candidates):
            raise ReviewError(f"there are {len(candidates)} candidates")
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
            raise ReviewError(OF_GROUP)
        if self.exhibit is None:
            self._set(entry.location, {"value": _typed(value), "state": self.aim})
            return
        words = quote.strip() or (entry.stated.quote or value if not lines else value)
        self._cite(entry, value, words, self._lines(words, lines, entry), keep_quote=bool(quote))

    def blank(self, entry: Field, reason: str, document: str = "") -> None:
        """Leave a field blank, with the reason and, for ``stated_elsewhere``, the document."""
        made: dict[str, Any] = {"blank": reason}
        if document.strip():
            made["document"] = document.strip()
        self._set(entry.location, {**made, "state": self.aim})

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
        made: dict[str, Any] = {"value": _typed(value), "lines": str(lines)}
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

    def _set(self, location: Location, value: Any) -> None:
        """Put a node in the tree, if the record with it is still one; else nothing changes."""
        tree = copy.deepcopy(self.tree)
        holder: Any = tree
        for step in location[:-1]:
            holder = holder[step]
        holder[location[-1]] = value
        file = parse_yaml(write_record(tree).encode(), str(self.file))
        deal, faults = to_record(file, Deal)
        if deal is None:
            found = [*file.findings, *faults]
            raise ReviewError("; ".join(one.message for one in found[:3]))
        self.tree, self.deal = tree, deal

    def save(self) -> ReviewState:
        """Write the record with what is decided so far; return its state.

        When nothing waits, the marks of single fields go, but for those disputed, and the
        record has its new state.
        """
        waiting = len(self.waiting)
        total = len(self.entries)
        review = {k: v for k, v in self.tree["review"].items() if k != "note"}
        if waiting:
            review |= {"by": self.by, "on": self.today.isoformat()}
            review["note"] = (
                f"Being read against the paper: {total - waiting} of {total} fields are decided."
            )
            if self.deal.review.state == "reviewed" and self.deal.review.by != self.by:
                # The first reader stays named until the second has done.
                review["by"] = self.deal.review.by
        else:
            disputed = any(entry.stated.state == "disputed" for entry in self.entries)
            state: ReviewState = "disputed" if disputed else self.aim
            review = {"state": state, "by": self.by, "on": self.today.isoformat()}
            review["note"] = "Read field by field against the paper."
            _unmark(self.tree, keep="disputed")
        self.tree["review"] = review
        self._set(("review",), review)
        text = write_record(self.tree)
        if self.file.read_text(encoding="utf-8") != text:
            self.file.write_text(text, encoding="utf-8")
        return self.deal.review.state


def _typed(value: str) -> str | list[str]:
    """Return a list where a value is written as one: ``[02-09, 08-09]``."""
    if value.startswith("[") and value.endswith("]"):
        return [part.strip() for part in value[1:-1].split(",") if part.strip()]
    return value


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

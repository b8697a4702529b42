"""The tree of a record under a reader's hands: every change leaves a sound record, or none is made.

Each change makes a new tree, so that the last steps can be taken back.
"""

import copy
from pathlib import Path
from typing import Any

from pipeline.records.archive import Archive
from pipeline.records.canonical import write_record
from pipeline.records.codes import ReviewState
from pipeline.records.deal import Deal
from pipeline.records.references import unknown_names
from pipeline.records.typed import to_record
from pipeline.records.yamltext import Location, Tree, field_name, parse_yaml
from pipeline.review.outline import KEPT, at, insert, shape_at


class ReviewError(Exception):
    """A decision or a record that cannot be; the message says why."""


class Editor:
    """A record's tree and its typed form, which always agree."""

    #: The state with which what is decided is marked.
    aim: ReviewState

    def __init__(
        self, tree: dict[str, Any], deal: Deal, file: Path, archive: Archive | None
    ) -> None:
        self.tree = tree
        self.deal = deal
        self.file = file
        self.archive = archive
        self._before: list[dict[str, Any]] = []

    def check(self, location: Location, tree: dict[str, Tree]) -> None:
        """Refuse what stands at a place of a tree; for classes that know more of the record."""

    def begin(self) -> None:
        """Begin a step: what is done from here on is taken back as one."""
        if not self._before or self._before[-1] is not self.tree:
            self._before.append(self.tree)

    def undo(self) -> bool:
        """Take the last step back; return whether there was one."""
        while self._before:
            tree = self._before.pop()
            if tree is not self.tree:
                self._take(tree)
                return True
        return False

    def put(self, location: Location, value: Tree) -> None:
        """Put a value, a group or a list where there was another, a blank or nothing."""
        self._may_change(location)
        self._set(location, value)

    def add(self, location: Location, value: Tree, place: int | None = None) -> None:
        """Put one more entry into a list, at its end or before the entry of that number."""
        self._may_change(location)
        there = at(self.tree, location)
        entries = list(there) if isinstance(there, list) else []
        entries.insert(len(entries) if place is None else place, value)
        self._set(location, entries)

    def remove(self, location: Location) -> None:
        """Take out an entry of a list, or a field that a record may do without.

        A list that may be blank is blank when its last entry goes.
        """
        self._may_change(location)
        *above, last = location
        if isinstance(last, str):
            if shape_at(location).is_required:
                raise ReviewError(
                    f"a record has {field_name(location)} always: leave it blank with its reason"
                )
            tree = copy.deepcopy(self.tree)
            group: Any = at(tree, tuple(above))
            del group[last]
            self._take(tree)
            return
        there = at(self.tree, tuple(above))
        entries = [one for n, one in enumerate(there or ()) if n != last]
        shape = shape_at(tuple(above))
        if entries:
            self._set(tuple(above), entries)
        elif shape.may_be_blank:
            self._set(tuple(above), {"blank": "not_stated", "state": self.aim})
        elif not shape.is_required:
            self.remove(tuple(above))
        else:
            raise ReviewError(
                f"{field_name(tuple(above))} needs an entry: add the right one before this one goes"
            )

    def blank_at(self, location: Location, reason: str, document: str = "") -> None:
        """Leave a value or a whole group blank, with the reason."""
        self._may_change(location)
        shape = shape_at(location)
        if shape.stated is None and not shape.may_be_blank:
            raise ReviewError(f"{field_name(location)} has no blank: its fields have, one by one")
        made: dict[str, Tree] = {"blank": reason}
        if document.strip():
            made["document"] = document.strip()
        self._set(location, {**made, "state": self.aim})

    def _may_change(self, location: Location) -> None:
        if not location or any(location[: len(kept)] == kept for kept in KEPT):
            raise ReviewError(f"{field_name(location)} is not changed by a review")

    def _set(self, location: Location, value: Tree) -> None:
        """Put a node in the tree, if the record with it is still one; else nothing changes."""
        tree = copy.deepcopy(self.tree)
        *above, last = location
        holder: Any = at(tree, tuple(above))
        if isinstance(last, str) and last not in holder:
            model = shape_at(tuple(above)).group
            assert model is not None  # noqa: S101 - what holds a named field is a group
            insert(holder, last, value, model)
        else:
            holder[last] = value
        self.check(location, tree)
        self._take(tree)

    def _take(self, tree: dict[str, Any]) -> None:
        """Take a tree as the record's, if it is a sound one."""
        file = parse_yaml(write_record(tree).encode(), str(self.file))
        deal, faults = to_record(file, Deal)
        if deal is None:
            found = [*file.findings, *faults]
            raise ReviewError(
                "; ".join(f"{one.field or 'the record'} {one.message}" for one in found[:3])
            )
        if self.archive is not None:
            known = set(unknown_names(self.deal, self.archive))
            new = [one for one in unknown_names(deal, self.archive) if one not in known]
            if new:
                name, kind, named = new[0]
                raise ReviewError(
                    f"{name}: data/parties or data/{kind} has no {named}; add it there first, or "
                    f"leave the id out"
                )
        self.tree, self.deal = tree, deal

"""What a record may hold at each place, from the model's own declaration.

A :class:`Shape` says of a field whether it holds a stated value, a group, a plain value or a list
of these, whether it may be blank, and whether it must be there.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import Discriminator, Tag, TypeAdapter, ValidationError

from pipeline.records import base
from pipeline.records.base import Blank, Record, Stated
from pipeline.records.deal import Deal
from pipeline.records.yamltext import Location, Tree, field_name

#: What a review does not touch: the record's name, its own state, and the copy that is held.
KEPT: frozenset[Location] = frozenset(
    {("deal_id",), ("dated_by",), ("issuer",), ("review",), ("document", "exhibit")}
)
_HINTS: tuple[tuple[Any, str], ...] = (
    (base.Date, "YYYY-MM-DD"),
    (base.PartialDate, "YYYY-MM-DD, YYYY-MM or YYYY"),
    (base.Amount, "digits, such as 1000000000"),
    (base.Number, "a decimal with its printed digits, such as 99.760"),
    (base.Count, "a whole number"),
    (base.ClockTime, "HH:MM, 24 hours"),
    (base.Identifier, "an id"),
    (tuple[base.MonthDay, ...], "[MM-DD, MM-DD]"),
    (tuple[base.Date, ...], "[YYYY-MM-DD, ...]"),
    (tuple[base.Text, ...], "[words, words]"),
    (base.Text, "words of the paper, or first words ... last words, or lines 83-85"),
)


@dataclass(frozen=True)
class Shape:
    """What may stand at a place. Just one of ``stated``, ``group`` and ``plain`` is given.

    For a list (``is_list``) that is what each of its entries is.
    """

    stated: type[Stated[Any]] | None = None
    group: type[Record] | None = None
    plain: Any = None
    is_list: bool = False
    may_be_blank: bool = False
    is_required: bool = True

    @property
    def entry(self) -> "Shape":
        """What an entry of the list is."""
        return replace(self, is_list=False, may_be_blank=False, is_required=True)

    @property
    def kind(self) -> Any:
        """The type of the value itself, without its citation."""
        if self.stated is not None:
            return self.stated.__pydantic_generic_metadata__["args"][0]
        return self.plain

    @property
    def codes(self) -> tuple[str, ...]:
        """The closed list that a value is taken from; empty where there is none."""
        if self.kind == base.YesNo:
            return ("yes", "no")
        return get_args(self.kind) if get_origin(self.kind) is Literal else ()

    @property
    def hint(self) -> str:
        """How a value is written."""
        if self.plain == base.Text and self.stated is None:
            return "[words, words]" if self.is_list else "words"
        return next((hint for kind, hint in _HINTS if kind == self.kind), "")

    def fault(self, value: object) -> str:
        """Return what is wrong with a value that is no group; nothing where it is sound."""
        kind: Any = self.stated or self.plain
        if self.is_list and self.stated is None:
            kind = tuple[kind, ...]
        try:
            TypeAdapter(kind).validate_python(value)
        except ValidationError as error:
            return error.errors()[0]["msg"]
        return ""


@cache
def fields_of(model: type[Record]) -> Mapping[str, Shape]:
    """Return the fields of a group, in the order in which records are written."""
    hints = get_type_hints(model, include_extras=True)
    own = [name for name in model.__annotations__ if name in model.model_fields]
    return {
        name: replace(_shape(hints[name]), is_required=model.model_fields[name].is_required())
        for name in dict.fromkeys([*own, *model.model_fields])
    }


def _shape(annotation: Any) -> Shape:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner = _shape(parts[0])
        if all(isinstance(part, (Tag, Discriminator)) for part in parts[1:]):
            return inner  # marks of one of several forms, no rules of the value
        return replace(inner, plain=annotation) if inner.plain is parts[0] else inner
    if origin in (Union, UnionType):
        several = [_shape(part) for part in parts if part is not type(None)]
        blank = any(one.group is Blank for one in several)
        chosen = next(one for one in several if one.group is not Blank)
        return replace(chosen, may_be_blank=blank or chosen.may_be_blank)
    if origin is tuple:
        return replace(_shape(parts[0]), is_list=True)
    if isinstance(annotation, type) and issubclass(annotation, Stated):
        return Shape(stated=annotation)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return Shape(group=annotation)
    return Shape(plain=annotation)


def shape_at(location: Location) -> Shape:
    """Return what may stand at a place of a deal; KeyError where the model has no such place."""
    shape = Shape(group=Deal)
    for step in location:
        if isinstance(step, int):
            if not shape.is_list:
                raise KeyError(step)
            shape = shape.entry
        elif shape.group is None or shape.is_list:
            raise KeyError(step)
        else:
            shape = fields_of(shape.group)[step]
    return shape


def location_of(name: str, tree: Mapping[str, Tree]) -> Location:
    """Return the place that a name such as ``annex.allocations[3].name`` means.

    Raises KeyError with the reason where the model has no such place, or the record has no such
    entry or group yet.
    """
    if not re.fullmatch(r"\w+(?:\[\d+\]|\.\w+)*", name):
        raise KeyError(f"'{name}' is no field; write it as in closing.date or counsel[0]")
    steps: list[str | int] = [
        int(number) if number else word
        for word, number in re.findall(r"([a-z]\w*)|\[(\d+)\]", name)
    ]
    node: Any = tree
    for at, step in enumerate(steps):
        above = tuple(steps[:at])
        shape = shape_at(above)
        known = fields_of(shape.group) if shape.group is not None and not shape.is_list else {}
        if isinstance(step, str) and step not in known:
            close = difflib.get_close_matches(step, known, 1)
            cure = f"; did you mean {field_name((*above, close[0]))}?" if close else ""
            raise KeyError(f"{field_name(tuple(steps[: at + 1]))} is not a field{cure}")
        if isinstance(step, int) and not (isinstance(node, list) and step < len(node)):
            count = len(node) if isinstance(node, list) else 0
            raise KeyError(f"{field_name(above)} has {count} entries, counted from 0")
        if at < len(steps) - 1:
            node = node[step] if isinstance(step, int) else (node or {}).get(step)
            if node is None or is_blank(node):
                raise KeyError(f"fill {field_name(tuple(steps[: at + 1]))} first")
    return tuple(steps)


def is_blank(node: Tree) -> bool:
    """Whether a node is a blank with its reason."""
    return isinstance(node, dict) and "blank" in node


def groups_around(location: Location, tree: Tree) -> Iterator[Location]:
    """Yield the groups that a place lies in, the nearest first; the record itself is the last."""
    for end in range(len(location) - 1, -1, -1):
        above = location[:end]
        shape = shape_at(above)
        node = at(tree, above)
        if shape.group is not None and isinstance(node, dict) and not is_blank(node):
            yield above


def at(tree: Tree, location: Location) -> Tree:
    """Return what stands at a place; None where nothing does."""
    node: Tree = tree
    for step in location:
        if isinstance(node, dict) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return None
    return node


def can_be_added(group: Location, tree: Tree) -> Iterator[Location]:
    """Yield the fields that a group may have and has not, and its lists, which may grow."""
    model = shape_at(group).group
    node = at(tree, group)
    assert model is not None  # noqa: S101 - only called for groups
    for name, shape in fields_of(model).items():
        place = (*group, name)
        there = node.get(name) if isinstance(node, dict) else None
        if place not in KEPT and (there is None or (shape.is_list and isinstance(there, list))):
            yield place


def plain_values(location: Location, tree: Tree) -> Iterator[Location]:
    """Yield the values at or below a place that have no citation of their own."""
    shape = shape_at(location)
    node = at(tree, location)
    if node is None or is_blank(node) or location in KEPT or shape.stated is not None:
        return
    if shape.plain is not None:
        yield location
    elif isinstance(node, list):
        for number in range(len(node)):
            yield from plain_values((*location, number), tree)
    elif isinstance(node, dict):
        for name in node:
            yield from plain_values((*location, name), tree)


def insert(group: dict[str, Tree], name: str, value: Tree, model: type[Record]) -> None:
    """Put a field into a group behind those that the model has before it."""
    order = list(fields_of(model))
    before = set(order[: order.index(name)])
    keys = list(group)
    place = 1 + max((n for n, key in enumerate(keys) if key in before), default=-1)
    behind = {key: group.pop(key) for key in keys[place:] if key != name}
    group[name] = value
    group.update(behind)

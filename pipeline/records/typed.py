"""From text to typed records: every fault a finding with its line and its cure."""

import difflib
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from pipeline.findings import Finding, Severity
from pipeline.records.base import Record
from pipeline.records.yamltext import LineTree, Location, YamlFile, child, field_name, line_at

R = TypeVar("R", bound=Record)

#: Steps that the typing machinery adds to a location and the file does not have.
_INNER_STEPS = {"value", "blank"}


#: Faults of a file's form after which its fields mean nothing: they are not judged then.
_UNSOUND = {"YML04", "YML06", "YML07", "YML08"}


def to_record(file: YamlFile, model: type[R]) -> tuple[R | None, list[Finding]]:
    """Type a file's tree as ``model``; the record is None when anything is wrong."""
    if file.tree is None or _UNSOUND & {finding.code for finding in file.findings}:
        return None, []
    if not isinstance(file.tree, dict):
        message = "must be a group of fields ('name: value' on each line), not a list or a text"
        return None, [Finding(file.path, 1, Severity.ERROR, "SCH02", "", message)]
    try:
        return model.model_validate(file.tree), []
    except ValidationError as error:
        found = [_finding(file, model, fault) for fault in error.errors(include_url=False)]
        return None, sorted(set(found))


def _finding(file: YamlFile, model: type[Record], fault: Any) -> Finding:
    kind: str = fault["type"]
    location = _in_file(file.lines, fault["loc"], keep_last=kind in ("missing", "extra_forbidden"))
    code, message = _explain(kind, fault, model)
    line = line_at(file.lines, location)
    return Finding(file.path, line, Severity.ERROR, code, field_name(location), message)


def _in_file(lines: LineTree, location: Location, *, keep_last: bool) -> Location:
    """Drop the steps of a location that the file does not have."""
    steps: list[str | int] = []
    node = lines
    for number, step in enumerate(location):
        found = child(node, step)
        if found is not None:
            node = found
        elif keep_last and number == len(location) - 1 and isinstance(step, str):
            steps.append(step)
            break
        else:
            continue
        steps.append(step)
    return tuple(steps)


def _explain(kind: str, fault: Any, model: type[Record]) -> tuple[str, str]:
    """Return the code and the words, with the cure, for one kind of fault."""
    context = fault.get("ctx", {})
    if kind == "missing":
        return "SCH03", "is missing; write its value, or {blank: <reason>} if it is not known"
    if kind == "extra_forbidden":
        name = str(fault["loc"][-1])
        close = [
            word for word in difflib.get_close_matches(name, _field_names(model)) if word != name
        ]
        cure = f"did you mean '{close[0]}'?" if close else "see data/templates/deal.yaml"
        return "SCH01", f"is not a field of this group; {cure}"
    if kind == "no_reason":
        return "CMP02", str(context["reason"])
    if kind == "literal_error":
        expected = str(context["expected"]).replace("'", "")
        value = fault["input"]
        given = f"'{value}'" if isinstance(value, str) else "this"
        close = difflib.get_close_matches(str(value), expected.replace(" or ", ", ").split(", "))
        cure = f" (did you mean {close[0]}?)" if close else ""
        return "SCH02", f"{given} is not one of {expected}{cure}"
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return "SCH02", "must be a group of fields ('name: value'), not a single value or a list"
    if kind in ("tuple_type", "list_type"):
        return "SCH02", "must be a list: one entry a line, each begun with '- '"
    if kind == "string_type":
        return "SCH02", "must be text, not a list or a group of fields"
    if kind == "string_too_short":
        return "SCH02", "is empty text; write it, or {blank: <reason>}"
    if "reason" in context:
        return "SCH02", str(context["reason"])
    return "SCH02", f"is not valid: {fault['msg']}"


@cache
def _field_names(model: type[BaseModel]) -> tuple[str, ...]:
    """Every field name that the model or a group within it has."""
    names: set[str] = set()
    waiting: list[Any] = [model]
    seen: set[Any] = set()
    while waiting:
        item = waiting.pop()
        if isinstance(item, type) and issubclass(item, BaseModel):
            if item in seen:
                continue
            seen.add(item)
            names.update(item.model_fields)
            waiting.extend(info.annotation for info in item.model_fields.values())
        else:
            waiting.extend(get_args(item))
    return tuple(sorted(names))

"""Every value of a draft looked up again, before anybody relies on it.

A value stays only if its words stand at its lines and it can be read back from them. What
does not stay becomes a blank that is unsure, with the words as its candidate; nothing is lost
and nothing is taken on trust.
"""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from pipeline.checks.printed_values import can_be_read
from pipeline.records.base import Blank, LineRange, Stated
from pipeline.records.deal import Deal
from pipeline.records.exhibit import ExhibitText

#: Fields of a group that stand beside its value.
_KEYS = frozenset(Stated.model_fields)


def verified(tree: dict[str, Any], exhibit: ExhibitText) -> tuple[dict[str, Any], list[str]]:
    """Return the tree with its fields in the order of the model, each value looked up.

    The second part names the fields whose value did not stand.
    """
    fallen: list[str] = []
    return _group(tree, Deal, exhibit, "", fallen), fallen


def _group(
    tree: dict[str, Any], model: type[BaseModel], exhibit: ExhibitText, path: str, fallen: list[str]
) -> dict[str, Any]:
    made: dict[str, Any] = {}
    own = [name for name in model.__annotations__ if name in model.model_fields]
    # What a model inherits comes behind its own fields, as in the specimen.
    for name in dict.fromkeys([*own, *model.model_fields]):
        info = model.model_fields[name]
        if name in tree:
            where = f"{path}.{name}" if path else name
            made[name] = _value(tree[name], info.annotation, exhibit, where, fallen)
    return made


def _value(value: Any, annotation: Any, exhibit: ExhibitText, path: str, fallen: list[str]) -> Any:
    models = list(_models(annotation))
    if isinstance(value, list):
        entry = [
            _value(one, annotation, exhibit, f"{path}[{n}]", fallen) for n, one in enumerate(value)
        ]
        return [one for one in entry if one is not None]
    if not isinstance(value, dict):
        return value
    if "blank" in value:
        return _candidates(value, exhibit, path, fallen)
    stated = next((model for model in models if issubclass(model, Stated)), None)
    if stated is not None and "value" in value:
        return _stated(value, stated, exhibit, path, fallen)
    model = next((m for m in models if not issubclass(m, (Stated, Blank))), None)
    return value if model is None else _group(value, model, exhibit, path, fallen)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for part in get_args(annotation):
        yield from _models(part)


def _stated(
    value: dict[str, Any],
    model: type[Stated[Any]],
    exhibit: ExhibitText,
    path: str,
    fallen: list[str],
) -> dict[str, Any]:
    if "lines" not in value:
        return value
    first = str(value.get("quote", value["value"]))
    lines = _found(exhibit, first, str(value["lines"]))
    if lines is None:
        fallen.append(path)
        note = "the words that were read do not stand together in the paper"
        return {"blank": "not_stated", "note": note}
    made = {**value, "lines": lines}
    also = [one for one in value.get("also", ()) if _found(exhibit, one["quote"], one["lines"])]
    made.pop("also", None)
    if also:
        made["also"] = [
            {**one, "lines": _found(exhibit, one["quote"], one["lines"])} for one in also
        ]
    ordered = {key: made[key] for key in model.model_fields if key in made}
    try:
        typed = model.model_validate(ordered)
    except ValidationError:
        typed = None
    if typed is not None and can_be_read(typed, [c.quote for c in typed.citations]):
        return ordered
    fallen.append(path)
    printed = value["value"]
    said = ", ".join(printed) if isinstance(printed, list) else str(printed)
    candidate = {"lines": lines, "quote": " ".join(first.split())}
    if said:
        candidate["value"] = said
    return {"blank": "unsure", "candidates": [candidate]}


def _candidates(
    value: dict[str, Any], exhibit: ExhibitText, path: str, fallen: list[str]
) -> dict[str, Any]:
    """Return a blank with those of its candidates whose words stand at their lines."""
    if "candidates" not in value:
        return value
    made = []
    for one in value["candidates"]:
        lines = _found(exhibit, one["quote"], one["lines"])
        if lines is not None:
            made.append({**one, "lines": lines})
    if made:
        return {**value, "candidates": made}
    fallen.append(path)
    return {"blank": "not_stated", "note": "no words for it stand together in the paper"}


def _found(exhibit: ExhibitText, quote: str, lines: str) -> str | None:
    """Return exactly the lines on which words stand; None where they do not."""
    first, _, last = lines.partition("-")
    found = exhibit.locate(quote, LineRange(first=int(first), last=int(last or first)))
    if not found:
        return None
    return str(LineRange(first=min(found), last=max(found)))

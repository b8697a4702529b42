"""The draft that a perfect reader would make of a truth: the other way round from comparing.

It serves to try the comparison, and to prove that every path and value of a truth is one that
the record's own model holds.
"""

import re
import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from pipeline.records.base import Blank, Stated
from pipeline.records.deal import Deal
from tests.made_up_exhibits.truth import Truth

#: What every record must have and no paper states.
_FIXED = {
    "deal_id": "specimen-2001-01-01",
    "dated_by": "agreement_date",
    "review": {"state": "proposed", "by": "a test", "on": "2026-01-01"},
    "seen": {"extent": "whole", "what": "a made-up exhibit"},
}
#: Fields that are not stated, and where an id must stand though the paper has none.
_NEW = "new-entry"


def perfect_draft(truth: Truth) -> dict[str, Any]:
    """Return a whole record with every certain fact of a truth, as plain data."""
    tree: dict[str, Any] = {}
    for fact in truth.by_path().values():
        if fact.certain and not fact.not_one_of:
            value = list(fact.value) if isinstance(fact.value, tuple) else fact.value
            _put(tree, fact.path, value)
    named = _listed(tree, "")
    assert isinstance(named, dict)
    return {**_completed(named, Deal), **_FIXED}


def _put(tree: dict[str, Any], path: str, value: object) -> None:
    steps = re.findall(r"\[[^\]]*\]|[^.\[\]]+", path)
    node = tree
    for step in steps[:-1]:
        node = node.setdefault(step, {})
    node[steps[-1]] = value


def _listed(node: Any, path: str) -> Any:
    """Turn groups under bracketed keys into lists, each entry with the name it goes by."""
    if not isinstance(node, dict):
        return node
    if not node or not all(key.startswith("[") for key in node):
        return {key: _listed(value, f"{path}.{key}".lstrip(".")) for key, value in node.items()}
    entries = []
    for key, value in node.items():
        entry = _listed(value, path)
        if isinstance(entry, dict):
            entry = {**_named(path, key[1:-1]), **entry}
        entries.append(entry)
    return entries


def _named(path: str, key: str) -> dict[str, str]:
    if path == "underwriters.names":
        return {"name": key}
    if path == "annex.allocations":
        security, _, name = key.partition("|")
        return {"security": security, "name": name}
    if path == "annex.totals":
        return {"security": key}
    if path == "counsel":
        return {"role": key}
    if path == "securities":
        return {"security_id": "abcdef"[int(key)]}
    return {"label": key} if path.endswith("other_terms") else {}


def _completed(tree: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Fill what the model needs and the truth does not have with blanks."""
    done = dict(tree)
    for name, info in model.model_fields.items():
        inner = _model_of(info.annotation)
        if name in done:
            done[name] = _complete(done[name], inner)
        elif info.is_required():
            done[name] = _missing(name, info.annotation)
    return done


def _complete(value: Any, inner: type[BaseModel] | None) -> Any:
    if inner is None:
        return value
    if isinstance(value, dict):
        return _completed(value, inner)
    if isinstance(value, list):
        return [_completed(entry, inner) if isinstance(entry, dict) else entry for entry in value]
    return value


def _missing(name: str, annotation: Any) -> Any:
    if any(isinstance(part, type) and issubclass(part, (Stated, Blank))
           for part in _parts(annotation)):  # fmt: skip
        return {"blank": "not_seen"}
    defaults = {"issuer": _NEW, "counsel": _NEW, "base_document": _NEW, "named_in": "opening",
                "side": "issuer", "type": "fixed", "operation": "unresolved", "kind": "relative",
                "from_date": "2001", "price_pct": "1", "amount": "1", "security": "a",
                "item": "1", "operations": [], "allocations": [], "names": [],
                "restrictions": []}  # fmt: skip
    if name == "document":
        return {"kind": "terms_agreement", "filing": {"blank": "not_seen"}}
    if name == "kind" and "fixed_days" not in str(annotation):
        return "terms_agreement"
    if name in ("issuer_named", "closing"):
        return _completed({}, _model_of(annotation) or Deal)
    return defaults.get(name, {"blank": "not_seen"})


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield an annotation and all that it is made of."""
    yield annotation
    for part in typing.get_args(annotation):
        yield from _parts(part)


def _model_of(annotation: Any) -> type[BaseModel] | None:
    """Return the group of fields that an annotation holds, alone or in a list; None: a value."""
    for part in _parts(annotation):
        group = isinstance(part, type) and not isinstance(part, types.GenericAlias)
        if group and issubclass(part, BaseModel) and not issubclass(part, (Stated, Blank)):
            found: type[BaseModel] = part
            return found
    return None

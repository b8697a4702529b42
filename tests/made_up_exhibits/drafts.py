"""A draft record as plain data, and its values and blanks by path."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from tests.made_up_exhibits.truth import Value

#: Plain data as a record's YAML holds it.
Tree: TypeAlias = "Mapping[str, Tree] | list[Tree] | str | None"

#: Fields whose value is a list; every other list is one of entries.
_LISTS = re.compile(r"(\.days|payments\.dates|record_dates\.dates|\.beside_sections|\.sections)$")


@dataclass(frozen=True)
class Given:
    """What a draft has at one path: a value, or a blank with its reason."""

    value: Value | None = None
    blank: str = ""


def read_draft(text: str) -> Tree:
    """Read a record's YAML as plain data, every scalar as text."""
    tree: Tree = yaml.load(text, yaml.CBaseLoader)  # noqa: S506 (the text loader)
    return tree


def plain(text: str) -> str:
    """Return text as it is compared: one space between words, straight quotation marks."""
    straight = text.translate(str.maketrans("“”’‘", "\"\"''"))
    return " ".join(straight.split())


def flatten(draft: Tree) -> dict[str, Given]:
    """Return a draft's values and blanks by path (see :mod:`tests.made_up_exhibits.truth`)."""
    return dict(_flatten(draft, ""))


def _flatten(tree: Tree, path: str) -> Iterator[tuple[str, Given]]:
    if tree is None:
        return
    if isinstance(tree, str):
        yield path, Given(tree)
    elif isinstance(tree, list):
        if _LISTS.search(path) and all(isinstance(entry, str) for entry in tree):
            yield path, Given(tuple(str(entry) for entry in tree))
            return
        for number, entry in enumerate(tree):
            yield from _flatten(entry, f"{path}[{_key(path, entry, number)}]")
    elif "blank" in tree:
        yield path, Given(blank=str(tree["blank"]))
    elif "value" in tree:
        value = tree["value"]
        if isinstance(value, list):
            yield path, Given(tuple(str(part) for part in value))
        elif isinstance(value, str):
            yield path, Given(value)
    else:
        for name, entry in tree.items():
            yield from _flatten(entry, f"{path}.{name}" if path else name)


def _key(path: str, entry: Tree, number: int) -> str:
    """Return what an entry of a list goes by: its name, where it has one, or its number."""
    if not isinstance(entry, Mapping):
        return str(number)
    name = _words(entry.get("name")) or f"?{number}"
    if path == "underwriters.names":
        return name
    if path == "annex.allocations":
        return f"{_words(entry.get('security'))}|{name}"
    if path == "annex.totals":
        return _words(entry.get("security")) or str(number)
    if path == "counsel":
        return _words(entry.get("role")) or str(number)
    if path.endswith(".other_terms"):
        return _words(entry.get("label")).rstrip(":") or str(number)
    return str(number)


def _words(stated: Tree) -> str:
    value = stated.get("value") if isinstance(stated, Mapping) else stated
    return plain(value) if isinstance(value, str) else ""

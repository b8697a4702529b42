"""The one written form of a record: what is read and written again is the same text.

Groups stand on lines of their own, with two spaces for each step. A stated value, a blank or
a citation is written in braces where that fits on a line and holds no list of groups. Words
that do not fit on their line are folded. Words have double quotes only where YAML asks for
them.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from pipeline.records.base import Blank, Citation, Stated
from pipeline.records.yamltext import Tree, parse_yaml

WIDTH = 100
#: The fields of what may stand in braces.
_IN_BRACES = frozenset({*Stated.model_fields, *Blank.model_fields, *Citation.model_fields})
_NEEDS_MARKS = re.compile(
    r"""^[\s!&*?|>'"%@`{}\[\],#]      # signs that begin something else in YAML
      | ^[-:](?=\s|$) | ^(?:---|\.\.\.)
      | :(?=\s|$) | \s\# | \s$
      | [\x00-\x1f\x7f]""",
    re.VERBOSE,
)
_NOTHING = {"", "~", "null", "Null", "NULL"}
_IN_FLOW = re.compile(r"[,\[\]{}]")


def write_record(tree: Mapping[str, Tree]) -> str:
    """Return the text of a record, which ends in a line feed.

    ``tree`` holds text, lists and groups, as :func:`pipeline.records.yamltext.parse_yaml`
    gives them; groups keep their order.
    """
    return "\n".join(_group(tree, 0)) + "\n"


def rewritten(content: bytes, path: str) -> str:
    """Return a record's text in the one form; raises ValueError where it is no record."""
    file = parse_yaml(content, path)
    if file.findings or not isinstance(file.tree, dict):
        raise ValueError(f"{path} cannot be read as a record")
    return write_record(file.tree)


def _group(tree: Mapping[str, Tree], indent: int) -> Iterator[str]:
    for key, value in tree.items():
        yield from _entry(f"{' ' * indent}{key}:", value, indent)


def _entry(start: str, value: Tree, indent: int) -> Iterator[str]:
    """Yield a value behind the words with which its line begins."""
    if isinstance(value, Mapping):
        braces = _braces(value)
        if braces is not None and len(start) + 1 + len(braces) <= WIDTH:
            yield f"{start} {braces}"
        else:
            yield start
            yield from _group(value, indent + 2)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        bracketed = _brackets(value) if start.endswith(" value:") else None
        if bracketed is not None and len(start) + 1 + len(bracketed) <= WIDTH:
            yield f"{start} {bracketed}"
        else:
            yield start
            yield from _list(value, indent + 2)
    else:
        yield from _words(start, value, indent + 2)


def _words(start: str, value: str | None, indent: int) -> Iterator[str]:
    written = _scalar(value)
    fits = len(start) + 1 + len(written) <= WIDTH or " " not in written
    if value is None or (fits and "\\" not in written) or _cannot_fold(value):
        yield f"{start} {written}"
        return
    yield f"{start} >-"
    space = " " * indent
    for paragraph in value.split("\n"):
        yield from textwrap.wrap(
            paragraph,
            WIDTH,
            initial_indent=space,
            subsequent_indent=space,
            break_long_words=False,
            break_on_hyphens=False,
        )


def _cannot_fold(value: str) -> bool:
    """Whether folding would change the words: two spaces, a line end, a sign, one word."""
    return value != " ".join(value.split()) or not value.isprintable()


def _list(entries: Sequence[Tree], indent: int) -> Iterator[str]:
    dash = f"{' ' * indent}-"
    for entry in entries:
        if isinstance(entry, Mapping):
            braces = _braces(entry)
            if braces is not None and len(dash) + 1 + len(braces) <= WIDTH:
                yield f"{dash} {braces}"
                continue
            first, *rest = _group(entry, indent + 2)
            yield f"{dash} {first.lstrip()}"
            yield from rest
        elif isinstance(entry, str) or entry is None:
            yield from _words(dash, entry, indent + 2)
        else:
            raise TypeError("a record has no list within a list")


def _braces(group: Mapping[str, Tree]) -> str | None:
    """Return a group in braces; None where it has to stand on lines of its own."""
    if not group or not _IN_BRACES.issuperset(group):
        return None
    parts = []
    for key, value in group.items():
        if isinstance(value, str):
            parts.append(f"{key}: {_scalar(value, in_flow=True)}")
        elif isinstance(value, Sequence) and (written := _brackets(value)) is not None:
            parts.append(f"{key}: {written}")
        else:
            return None
    # Words with signs that need escaping are easier to read on a line of their own.
    return None if any("\\" in part for part in parts) else "{" + ", ".join(parts) + "}"


def _brackets(entries: Sequence[Tree]) -> str | None:
    if not entries or not all(isinstance(entry, str) for entry in entries):
        return None
    return "[" + ", ".join(_scalar(str(entry), in_flow=True) for entry in entries) + "]"


def _scalar(value: str | None, *, in_flow: bool = False) -> str:
    if value is None:
        return ""
    if value in _NOTHING or _NEEDS_MARKS.search(value) or (in_flow and _IN_FLOW.search(value)):
        return _in_marks(value)
    return value


def _in_marks(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    if not escaped.isprintable():
        escaped = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped)
    return f'"{escaped}"'

"""YAML as text: every scalar stays the words in the file, and every field has its line.

YAML's own typing turns a CUSIP into an octal number, ``NO`` into false and ``5.250``
into ``5.25``; here nothing is guessed, the schema types each field. Aliases, tags and
repeated keys, which can hide or multiply data, are faults. Reading works on the
parser's events, so a fault in one place does not hide a fault in another, and nothing
in a file is ever executed or expanded.
"""

import re
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

import yaml

from pipeline.findings import Finding, Severity

#: Parsed YAML: mappings, sequences, text, or None for a field left empty.
Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | None"
#: The same shape, with each node's line (from 1) in place of its text.
LineTree: TypeAlias = "tuple[int, dict[str, LineTree] | list[LineTree]] | int"
Location: TypeAlias = tuple[str | int, ...]

#: A record is some hundred lines; anything near this size is another kind of file.
MAX_BYTES = 2_000_000
MAX_DEPTH = 24

#: Control, direction and zero-width characters, which reverse names or tell equal ones apart.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_EMPTY = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file's tree with its lines; ``tree`` is None when it could not be read.

    ``digest`` names the bytes that were read.
    """

    path: str
    tree: Tree
    lines: LineTree
    findings: tuple[Finding, ...]
    digest: str = ""


def read_yaml(file: Path, path: str) -> YamlFile:
    """Read one YAML file; ``path`` is what findings call it.

    Never raises for bad input: whatever is wrong becomes findings, and the tree holds
    what could be read (None where nothing could).
    """
    try:
        if not file.is_file():
            kind = "a folder" if file.is_dir() else "no file"
            return _unreadable(path, "YML01", f"is {kind}, where a YAML file belongs; put one here")
        size = file.stat().st_size
        if size > MAX_BYTES:
            return _unreadable(
                path,
                "YML01",
                f"holds {size:,} bytes and was not read; a record may hold {MAX_BYTES:,}: "
                "keep source documents in data/exhibits/",
            )
        data = file.read_bytes()
    except OSError as error:
        return _unreadable(path, "YML01", f"cannot be read: {error.strerror}")
    return parse_yaml(data, path)


def parse_yaml(data: bytes, path: str) -> YamlFile:
    """Parse YAML bytes to text scalars with lines; see :func:`read_yaml`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        bad = data[error.start]
        message = f"byte 0x{bad:02X} is not UTF-8; save the file with the encoding UTF-8"
        return _unreadable(path, "YML02", message, line)
    if not text.strip():
        return _unreadable(path, "YML03", "is empty; copy data/templates/deal.yaml into it")
    return replace(_Builder(path).build(text), digest=blake2b(data, digest_size=16).hexdigest())


def child(node: LineTree, step: str | int) -> "LineTree | None":
    """Return the node that ``step`` leads to; None where there is none."""
    children = None if isinstance(node, int) else node[1]
    if isinstance(children, dict) and isinstance(step, str):
        return children.get(step)
    if isinstance(children, list) and isinstance(step, int) and step < len(children):
        return children[step]
    return None


def line_at(lines: LineTree, location: Location) -> int:
    """Return the line of the field at ``location``, or of its nearest holder."""
    node = lines
    for step in location:
        found = child(node, step)
        if found is None:
            break
        node = found
    return node if isinstance(node, int) else node[0]


def field_name(location: Location) -> str:
    """Write a location as findings and citations do: ``securities[0].title``."""
    name = ""
    for step in location:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return name


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _unreadable(path: str, code: str, message: str, line: int = 1) -> YamlFile:
    finding = Finding(path, line, Severity.ERROR, code, "", message)
    return YamlFile(path, None, 1, (finding,))


class _Builder:
    """Builds trees from events; one frame of the stack for each open collection."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []

    def build(self, text: str) -> YamlFile:
        tree: Tree = None
        lines: LineTree = 1
        try:
            tree, lines = self._events(text)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            problem = error.problem or error.context or "syntax error"
            self._fault(
                line,
                "YML04",
                f"not readable as YAML: {problem}; check quotes, colons "
                "and indentation here and on the line before",
            )
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            self._fault(
                line, "YML04", f"character U+{error.character:04X} may not stand in YAML; delete it"
            )
        return YamlFile(self.path, tree, lines, tuple(self.findings))

    def _fault(self, line: int, code: str, message: str, name: str = "") -> None:
        # One alias is as bad as a thousand: the first says it.
        if code == "YML06" and any(finding.code == code for finding in self.findings):
            return
        self.findings.append(Finding(self.path, line, Severity.ERROR, code, name, message))

    def _events(self, text: str) -> tuple[Tree, LineTree]:
        # A frame is [children, lines, pending key, line of that key]; the bottom one is a
        # list that receives the root, so that the loop has no special first case.
        root: list[Tree] = []
        root_lines: list[LineTree] = []
        frames: list[list[object]] = [[root, root_lines, None, 0]]
        documents = 0
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent):
                value = self._scalar(event)
                self._place(frames[-1], value, _line(event))
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._refuse(event)
                line = _line(event)
                if len(frames) > MAX_DEPTH:
                    self._fault(
                        line,
                        "YML08",
                        f"nested more than {MAX_DEPTH} levels deep; no field of a record is",
                    )
                    return None, 1
                mapping = isinstance(event, yaml.MappingStartEvent)
                children: dict[str, Tree] | list[Tree] = {} if mapping else []
                child_lines: dict[str, LineTree] | list[LineTree] = {} if mapping else []
                line = self._place(frames[-1], children, line, child_lines)
                frames.append([children, child_lines, None, 0])
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                frames.pop()
            elif isinstance(event, yaml.AliasEvent):
                line = _line(event)
                self._fault(
                    line, "YML06", f"alias *{event.anchor} is not allowed; write the value out"
                )
                self._place(frames[-1], None, line)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fault(
                        _line(event),
                        "YML08",
                        "a second document starts here; one file is one record",
                    )
                    break
        if not root or (root[0] is None and not self.findings):
            self._fault(1, "YML03", "holds no fields; copy data/templates/deal.yaml into it")
        if not root:
            return None, 1
        return root[0], root_lines[0]

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        """Return a scalar's text; None where the field was left empty."""
        self._refuse(event)
        text: str = event.value
        if sign := _UNSEEN.search(text):
            self._fault(
                _line(event),
                "YML04",
                f"character U+{ord(sign[0]):04X} cannot be seen and may change how the text "
                "reads; delete it",
            )
        return None if not event.style and text in _EMPTY else text

    def _refuse(self, event: yaml.NodeEvent) -> None:
        line = _line(event)
        if event.anchor is not None:
            self._fault(
                line,
                "YML06",
                f"anchor &{event.anchor} is not allowed; write the value out where it is needed",
            )
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            self._fault(
                line, "YML07", f"tag {tag} is not allowed: records are plain text; delete the tag"
            )

    def _place(
        self,
        frame: list[object],
        value: Tree,
        line: int,
        child_lines: dict[str, LineTree] | list[LineTree] | None = None,
    ) -> int:
        """Put a node where the open collection expects it; return the line it goes by."""
        children, lines, key, key_line = frame
        if isinstance(children, list) and isinstance(lines, list):
            children.append(value)
            lines.append(line if child_lines is None else (line, child_lines))
            return line
        assert isinstance(children, dict) and isinstance(lines, dict)  # noqa: S101, PT018
        if key is None:
            if isinstance(value, str):
                frame[2] = value
            else:
                self._fault(
                    line,
                    "YML04",
                    "a key must be a word, not a list, a mapping or nothing; write 'name: value'",
                )
                frame[2] = f"(key on line {line})"
            frame[3] = line
            return line
        assert isinstance(key, str) and isinstance(key_line, int)  # noqa: S101, PT018
        frame[2] = None
        if key in children:
            first = line_at((0, lines), (key,))
            self._fault(
                key_line, "YML05", f"stands here again, first on line {first}; keep one", key
            )
            return key_line
        children[key] = value
        lines[key] = key_line if child_lines is None else (key_line, child_lines)
        return key_line

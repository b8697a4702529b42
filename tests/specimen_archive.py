"""Made-up archives for the checks: one sound deal, and what a specimen changes of it.

``specimens/sound.yaml`` is a complete made-up deal on which no rule fires. A specimen
``specimens/<CODE>.yaml`` holds what makes the rule ``<CODE>`` fire, and nothing else does:

``says``      one line: what is broken
``exhibit``   words of one line of the exhibit, and what stands there instead; the
              record's own texts change with it
``set``       path of a field, and its new value; ``parties.<kind>...`` and
              ``base_document...`` reach the other files
``remove``    paths of fields that are left out
``beside``    further deals: the sound one with its own ``deal_id``, ``exhibit``, ``set``
              and ``remove``, as many times as ``deal_ids`` names
``text``      words of the record's YAML text, and what stands there instead
``bytes``     the same, with bytes written as escapes
``files``     paths in the data folder, and what they hold; empty: the file is deleted
``figures``   computed figures that take the place of those of the engine
``also``      other codes that fire of necessity, each with the reason
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "specimens"
SOUND_ID = "specimen-2004-03-01"
PARTY_KINDS = ("issuers", "underwriters", "counsel")
KEYS = frozenset(
    "says exhibit set remove beside text bytes files figures also".split()  # noqa: SIM905
)


class _Plain(yaml.CSafeDumper):
    """Writes a value that stands in two places twice, as records have no anchors."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def codes() -> list[str]:
    """Return the codes that have a specimen."""
    return sorted(file.stem for file in FOLDER.glob("[A-Z]*.yaml"))


def specimen(code: str) -> dict[str, Any]:
    """Return what the specimen of a code changes."""
    changes = load((FOLDER / f"{code}.yaml").read_text("utf-8"))
    unknown = set(changes) - KEYS
    assert not unknown, f"specimens/{code}.yaml: {unknown} is none of {sorted(KEYS)}"
    assert changes.get("says"), f"specimens/{code}.yaml does not say what is broken"
    return changes


def build(folder: Path, changes: Mapping[str, Any] | None = None) -> Path:
    """Write the archive of a specimen into a folder; return its data folder."""
    changes = changes or {}
    data = folder / "data"
    parties = {f"parties.{kind}": load((FOLDER / "parties" / f"{kind}.yaml").read_text("utf-8"))
               for kind in PARTY_KINDS}  # fmt: skip
    base_file = next(FOLDER.glob("base_documents/*/document.yaml"))
    others = {**parties, "base_document": load(base_file.read_text("utf-8"))}
    own = {}
    for path, value in changes.get("set", {}).items():
        target = next((name for name in others if path.startswith(f"{name}.")), None)
        if target is None:
            own[path] = value
        else:
            put(others[target], path.removeprefix(f"{target}."), value)
    for kind in PARTY_KINDS:
        write(data / "parties" / f"{kind}.yaml", dump(others[f"parties.{kind}"]))
    base = base_file.parent.name
    write(data / "base_documents" / base / "document.yaml", dump(others["base_document"]))
    _write_deal(data, {**changes, "set": own})
    for group in changes.get("beside", ()):
        for deal_id in group["deal_ids"]:
            _write_deal(data, {**group, "set": {"deal_id": deal_id, **group.get("set", {})}})
    record = data / "deals" / "2004" / f"{SOUND_ID}.yaml"
    content = record.read_bytes()
    for old, new in changes.get("text", {}).items():
        content = _swap(content, old.encode(), new.encode())
    for old, new in changes.get("bytes", {}).items():
        escaped = new.encode("ascii").decode("unicode_escape")
        content = _swap(content, old.encode(), escaped.encode("latin-1"))
    record.write_bytes(content)
    for path, content_of in changes.get("files", {}).items():
        if content_of:
            write(data / path, content_of)
        else:
            (data / path).unlink()
    return data


def _write_deal(data: Path, changes: Mapping[str, Any]) -> None:
    deal = load((FOLDER / "sound.yaml").read_text("utf-8"))
    sound = (FOLDER / "sound.txt").read_text("utf-8").split("\n")
    lines = list(sound)
    for old, new in changes.get("exhibit", {}).items():
        hits = [number for number, line in enumerate(sound) if old in line]
        assert len(hits) == 1, f"{old!r} stands on {len(hits)} lines of the sound exhibit"
        lines[hits[0]] = lines[hits[0]].replace(old, new)
        deal = _replaced(deal, " ".join(old.split()), " ".join(new.split()))
    exhibit = "\n".join(lines).encode()
    described = deal["document"]["exhibit"]
    described |= {"sha256": hashlib.sha256(exhibit).hexdigest(), "bytes": str(len(exhibit))}
    for path, value in changes.get("set", {}).items():
        put(deal, path, value)
    for path in changes.get("remove", ()):
        holder, step = _holder(deal, path)
        del holder[step]
    name = deal.get("deal_id", SOUND_ID)
    if "exhibit" in deal.get("document", {}):
        write(data / "exhibits" / f"{name}.txt", exhibit)
    write(data / "deals" / "2004" / f"{name}.yaml", dump(deal))


def load(text: str) -> Any:
    """Read YAML with every scalar as text, as the project does."""
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - builds nothing but text


def dump(tree: Any) -> bytes:
    """Write YAML with every scalar as text."""
    text: str = yaml.dump(tree, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100)
    return text.encode()


def write(file: Path, content: bytes | str) -> None:
    """Write a file, with its folders."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


def steps(path: str) -> list[str | int]:
    """Split the path of a field: ``annex.allocations[2].name``."""
    return [int(step) if step.isdigit() else step
            for step in path.replace("[", ".").replace("]", "").split(".")]  # fmt: skip


def put(tree: Any, path: str, value: Any) -> None:
    """Set the field at a path; an index at the end of a list adds an entry."""
    holder, step = _holder(tree, path)
    if isinstance(holder, list) and step == len(holder):
        holder.append(value)
    else:
        holder[step] = value


def _holder(tree: Any, path: str) -> tuple[Any, Any]:
    *above, last = steps(path)
    for step in above:
        tree = tree[step] if isinstance(tree, list) else tree.setdefault(step, {})
    return tree, last


def _replaced(tree: Any, old: str, new: str) -> Any:
    """Return a tree with the words replaced in every text of it."""
    if isinstance(tree, Mapping):
        return {key: _replaced(value, old, new) for key, value in tree.items()}
    if isinstance(tree, Sequence) and not isinstance(tree, str):
        return [_replaced(value, old, new) for value in tree]
    return tree.replace(old, new)


def _swap(content: bytes, old: bytes, new: bytes) -> bytes:
    assert old in content, f"{old!r} is not in the record"
    return content.replace(old, new, 1)

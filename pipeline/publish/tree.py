"""A folder made equal to what it should hold, touching only what differs.

Files that are already right keep their times, so tools that look at those see no change.
"""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

Content = str | bytes | Path
"""A file's text (written as UTF-8), its bytes, or another file to copy."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The names that were written and removed, sorted, and how many were right already."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int


def sync(root: Path, files: Iterable[tuple[str, Content]]) -> Changes:
    """Make `root` hold exactly `files`: pairs of a name relative to it (`deals/x.md`) and content.

    They are written as they come, so that a large archive need not be held in memory.

    Raises:
        ValueError: a name comes twice, is both a file's and a folder's, or leads out of `root`.
    """
    before = {path.relative_to(root).as_posix() for path in root.rglob("*") if not _is_folder(path)}
    names: set[str] = set()
    folders: set[str] = set()
    written: list[str] = []
    for name, content in files:
        above = _folders(name)
        if name in names:
            raise ValueError(f"{name} is made twice; rename one of them")
        if name in folders or not names.isdisjoint(above):
            raise ValueError(f"{name}: a file and a folder have the same name; rename one of them")
        names.add(name)
        folders.update(above)
        if write(root, name, content):
            written.append(name)
    removed = sorted(before - names)
    for name in removed:
        # Unless it went when a file took its folder's place, or a folder its own.
        if os.path.lexists(root / name) and not _is_folder(root / name):
            (root / name).unlink()
    # Deepest first, so that a folder is empty when its turn comes.
    for path in sorted(filter(_is_folder, root.rglob("*")), reverse=True):
        if path.relative_to(root).as_posix() not in folders:
            path.rmdir()
    return Changes(tuple(sorted(written)), tuple(removed), len(names) - len(written))


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _folders(name: str) -> list[str]:
    """The folders above a name, `a/b` and `a` of `a/b/c`."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or str(path) != name:
        raise ValueError(f"{name!r} is not a plain relative file name")
    return [str(parent) for parent in path.parents[:-1]]


def write(root: Path, name: str, content: Content) -> bool:
    """Write a file unless it is right already; say whether it was written."""
    if isinstance(content, Path):
        content = content.read_bytes()
    elif isinstance(content, str):
        content = content.encode()
    path = root / name
    try:
        if path.read_bytes() == content and not path.is_symlink():
            return False
    except OSError:
        pass
    if _is_folder(path):
        shutil.rmtree(path)
    for place in (*(root / folder for folder in reversed(_folders(name))), path):
        if not _is_folder(place):
            place.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True

"""A folder made equal to what it should hold, touching only what differs.

Files that are already right keep their times, so tools that look at those see no change.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
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
    before = {name for name, is_folder in _held(root) if not is_folder}
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
    for name in sorted((name for name, is_folder in _held(root) if is_folder), reverse=True):
        if name not in folders:
            (root / name).rmdir()
    return Changes(tuple(sorted(written)), tuple(removed), len(names) - len(written))


# An archive of ten thousand deals is fifty thousand files, for each of which a path object would
# take longer than reading it: hence plain strings below.


def _held(root: Path, within: str = "") -> Iterator[tuple[str, bool]]:
    """Yield the name of everything in a folder, and whether it is a folder itself (not a link)."""
    folder = os.path.join(root, within)  # noqa: PTH118
    if not os.path.isdir(folder):  # noqa: PTH112
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            name = within + entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            yield name, is_folder
            if is_folder:
                yield from _held(root, f"{name}/")


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _folders(name: str) -> tuple[str, ...]:
    """The folders above a name, `a/b` and `a` of `a/b/c`."""
    parent, _, last = name.rpartition("/")
    if last in {"", ".", ".."} or name.startswith("/"):
        raise ValueError(f"{name!r} is not a plain relative file name")
    try:
        return _with_folders_above(parent)
    except ValueError:
        raise ValueError(f"{name!r} is not a plain relative file name") from None


@cache
def _with_folders_above(folder: str) -> tuple[str, ...]:
    path = PurePosixPath(folder)
    if folder and (path.is_absolute() or ".." in path.parts or str(path) != folder):
        raise ValueError(folder)
    return tuple(str(one) for one in (path, *path.parents) if str(one) != ".")


def write(root: Path, name: str, content: Content) -> bool:
    """Write a file into a folder unless it is right already; say whether it was written."""
    if isinstance(content, Path):
        content = content.read_bytes()
    elif isinstance(content, str):
        content = content.encode()
    place = f"{root}/{name}"
    try:
        with open(place, "rb") as file:  # noqa: PTH123
            if file.read() == content and not os.path.islink(place):  # noqa: PTH114
                return False
    except OSError:
        pass
    path = root / name
    if _is_folder(path):
        shutil.rmtree(path)
    for above in (*(root / folder for folder in reversed(_folders(name))), path):
        if not _is_folder(above):
            above.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True

"""The assembled folder made into a site, which replaces the old one only when it is whole."""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.paths import Paths
from pipeline.publish import links

MARKER = ".deal-archive"
"""A file in every published site: only a folder that holds it is ever replaced."""
_MARKER_TEXT = "This folder is made by `./inv build` and replaced whole at the next.\n"

# 1 January 1980, the earliest time that every archive format can hold. MkDocs would write the
# time of the build into the sitemap, and no two builds would be equal.
_EPOCH = "315532800"


# One fault in a template is a fault on every page: the first few tell all.
_SHOWN = 40


class PublishError(Exception):
    """The site could not be made, or what was made is faulty; the old site stands as it was."""

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        """`problems` are the lines that say what is wrong, one fault each."""
        super().__init__("\n".join((message, *problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Published:
    """A site that was put in place, and how many HTML pages it has."""

    site: Path
    pages: int


def publish(paths: Paths, *, hook: bool = True) -> Published:
    """Publish `paths.docs` at `paths.out`.

    The site is built beside the old one and checked (`pipeline.publish.links`); then the two
    change places. `hook=False` leaves out the hook that makes publishing fast, for comparison.

    Raises:
        PublishError: something else is at `paths.out`, MkDocs warned, or a link is broken.
    """
    check_target(paths)
    with _beside(paths.out) as work:
        site = work / "new"
        site_url = _mkdocs(paths, site, hook=hook)
        if faults := links.check(site, _base(site_url)):
            lines = [str(fault) for fault in faults[:_SHOWN]]
            if len(faults) > _SHOWN:
                lines.append(f"and {len(faults) - _SHOWN} more")
            raise PublishError(f"{len(faults)} faulty links in the built site:", tuple(lines))
        (site / MARKER).write_text(_MARKER_TEXT)
        pages = sum(1 for _ in site.rglob("*.html"))
        _exchange(site, paths.out, work / "old")
    return Published(paths.out, pages)


def check_target(paths: Paths) -> None:
    """Refuse to publish over anything but an earlier site or an empty place.

    Raises:
        PublishError: with the reason and the cure.
    """
    out = paths.out
    for kept in (paths.data, paths.root):
        if kept.resolve().is_relative_to(out.resolve()):
            raise PublishError(f"{out} holds {kept}; give --out a folder of its own")
    sources = (paths.data, paths.written, paths.root / "pipeline")
    for kept in (*sources, paths.work, paths.cache):
        if out.resolve().is_relative_to(kept.resolve()):
            raise PublishError(f"{out} lies in {kept}; give --out a folder of its own")
    if out.exists() and not (out / MARKER).exists() and (not out.is_dir() or any(out.iterdir())):
        raise PublishError(
            f"{out} holds something that is not a site of this archive; "
            "remove it, or give --out another folder"
        )


def _mkdocs(paths: Paths, site: Path, *, hook: bool) -> str:
    """Run MkDocs; return the site's address as configured, which may be empty."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    options: dict[str, Any] = {} if hook else {"hooks": []}
    with _fixed_time(), _warnings() as warned:
        try:
            config = load_config(
                str(paths.config), docs_dir=str(paths.docs), site_dir=str(site), **options
            )
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except MkDocsException as error:
            raise PublishError(f"MkDocs: {error}", tuple(warned)) from error
    return config.site_url or ""


@contextmanager
def _fixed_time() -> Iterator[None]:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = before or _EPOCH
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Collect what MkDocs warns of; with `strict`, each is a reason to stop."""
    lines: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    logger, collector = logging.getLogger("mkdocs"), Collector(logging.WARNING)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield lines
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate


def _base(site_url: str) -> str:
    return urlsplit(site_url).path.rstrip("/") + "/"


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A work folder on the file system of `out`, named after this process and gone afterwards.

    What a killed build left behind is cleared away; if it was killed between the two renamings
    of `_exchange`, the old site is put back first.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    for left in out.parent.glob(f".{out.name}-*"):
        process = left.name.removeprefix(f".{out.name}-")
        if process.isdigit() and not _runs(int(process)):
            if (left / "old").exists() and not out.exists():
                (left / "old").rename(out)
            shutil.rmtree(left, ignore_errors=True)
    work = out.parent / f".{out.name}-{os.getpid()}"
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it runs, as somebody else
        pass
    return True


def _exchange(new: Path, out: Path, aside: Path) -> None:
    """Put `new` at `out`, and what stood there `aside`; should that fail, it stays at `out`."""
    if out.exists():
        out.rename(aside)
    try:
        new.rename(out)
    except OSError:
        if aside.exists():
            aside.rename(out)
        raise

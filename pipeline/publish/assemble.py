"""The folder that the publisher reads, put together from its four sources."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Protocol

from pipeline.paths import Paths
from pipeline.publish.assets import vendored
from pipeline.publish.tree import Changes, Content, sync


class Page(Protocol):
    """What the pipeline generates: a name and its content.

    That of a page is Markdown (`deals/x.md`); any other file is published as it is.
    """

    @property
    def path(self) -> str: ...
    @property
    def content(self) -> str | bytes: ...


def assemble(
    paths: Paths, pages: Iterable[Page], made: Iterable[tuple[str, Content]] = ()
) -> Changes:
    """Make `paths.docs` hold the generated pages and all that is published with them.

    Beside `pages` and the further files `made` (taken when the pages are done) these are the
    written pages and assets of `docs/`, the files in `paths.tables` (at `data/`), and fonts and
    scripts from packages (at `assets/vendor/`). Whatever else lay there is removed; what is right
    already stays untouched.

    A page `deals/x.md` is laid out as `deals/x/index.md`, the place at which it is published. A
    link in an HTML block then means the same to every publisher: MkDocs copies it as it is, so
    it must be relative to the published page, and Zensical takes it as relative to the Markdown.

    Raises:
        ValueError: two files would be published at one place.
    """
    return sync(paths.docs, _apart(chain(_laid_out(pages), made, _others(paths))))


def _laid_out(pages: Iterable[Page]) -> Iterator[tuple[str, Content]]:
    for page in pages:
        stem = page.path.removesuffix(".md")
        as_is = stem in (page.path, "index") or stem.endswith("/index")
        yield page.path if as_is else f"{stem}/index.md", page.content


def _apart(files: Iterable[tuple[str, Content]]) -> Iterator[tuple[str, Content]]:
    """Let files through as long as no two would be published at one place."""
    places: dict[str, str] = {}
    for name, content in files:
        place = name.removesuffix("/index.md").removesuffix(".md")
        if place in places:
            raise ValueError(f"{places[place]} and {name} would be published at one place")
        places[place] = name
        yield name, content


def _others(paths: Paths) -> Iterator[tuple[str, Content]]:
    # Only what is meant for readers: decisions and the README's picture also live in docs/.
    for page in sorted(paths.written.glob("*.md")):
        yield page.name, page
    yield from _folder(paths.written / "assets", "assets")
    yield from _folder(paths.tables, "data")
    yield from vendored(paths.cache).items()


def _folder(source: Path, target: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(source.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield f"{target}/{path.relative_to(source).as_posix()}", path

"""The stages of one archive, timed one by one in a process of its own.

``python -m tests.benchmark.measure DATA OUT [--plain]`` prints the figures as JSON: seconds
and the process's largest memory. With ``--plain`` it publishes pages that are generated
already, with MkDocs and Material as they come: no hook, and every page in the theme's search.
"""

import json
import re
import resource
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.paths import Paths

if TYPE_CHECKING:
    from pipeline.records.archive import Archive
    from pipeline.tables.build import Tables

T = TypeVar("T")


class Clock:
    """Seconds between marks, by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def mark(self, name: str) -> None:
        now = time.perf_counter()
        self.seconds[name] = now - self._last
        self._last = now


def timed(items: Iterable[T], spent: list[float], memory: list[float]) -> Iterator[T]:
    """Yield items; add to ``spent`` the seconds that making them takes.

    ``memory`` gets the process's largest memory in MB before the first and after the last.
    """
    makes = iter(items)
    memory.append(largest_memory())
    while True:
        start = time.perf_counter()
        try:
            item = next(makes)
        except StopIteration:
            memory.append(largest_memory())
            return
        finally:
            spent[0] += time.perf_counter() - start
        yield item


def largest_memory() -> float:
    """Return the largest memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def pipeline(paths: Paths) -> dict[str, Any]:
    """Run every stage; return the seconds that each took, and what single parts cost."""
    from pipeline.checks import check_archive
    from pipeline.findings import has_errors
    from pipeline.memory import lasting
    from pipeline.pages.build import build_pages
    from pipeline.publish.assemble import assemble
    from pipeline.publish.build import publish
    from pipeline.records.reader import read_archive
    from pipeline.search.build import searched
    from pipeline.tables.build import build_tables
    from pipeline.tables.write import write_tables

    clock = Clock()
    with lasting():
        archive = read_archive(paths.data)
    clock.mark("read")
    findings = check_archive(archive)
    clock.mark("check")
    if has_errors(findings):
        raise SystemExit("\n".join(str(f) for f in findings if f.severity == 0))
    with lasting():
        tables = build_tables(archive, findings)
    clock.mark("tables")
    write_tables(tables, paths.tables)
    clock.mark("write tables")
    spent, memory = [0.0], list[float]()
    pages, files = searched(archive, tables, build_pages(archive, tables, findings), paths)
    assemble(paths, pages, timed(files, spent, memory))
    clock.mark("pages")
    clock.seconds["pages"] -= spent[0]
    clock.seconds["search"] = spent[0]
    publish(paths)
    clock.mark("publish")
    return {
        "seconds": clock.seconds,
        "memory_mb": largest_memory(),
        "index": {
            "share": spent[0] / (sum(clock.seconds.values()) - spent[0]),
            "memory_mb": memory[1] - memory[0],
        },
        "parts": parts(paths, archive, tables),
    }


def parts(paths: Paths, archive: "Archive", tables: "Tables") -> dict[str, Any]:
    """Return what single parts cost of an archive that is published."""
    from tests.benchmark.parts import in_browser, of_pages
    from tests.benchmark.searching import measured
    from tests.benchmark.updating import after_one_change, in_terminal

    return {
        "pages": of_pages(archive, tables),
        "list": in_browser(paths.out),
        "terminal": in_terminal(paths, "99.500", "--since", "2004"),
        "change": after_one_change(paths, archive, tables),
        "questions": measured(paths.out),
    }


def plain(paths: Paths) -> dict[str, Any]:
    """Publish the same Markdown with MkDocs and Material alone; return the seconds."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    docs, site = paths.work / "plain", paths.work / "plain-site"
    shutil.rmtree(docs, ignore_errors=True)
    shutil.copytree(paths.docs, docs)
    for page in docs.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(
            re.sub(r"(?m)^search: *\{exclude: true\}\n|^search:\n +exclude: true\n", "", text),
            encoding="utf-8",
        )
    clock = Clock()
    config = load_config(
        str(paths.config),
        docs_dir=str(docs),
        site_dir=str(site),
        hooks=[],
        plugins=["search"],
        strict=False,
    )
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    clock.mark("plain")
    return {"seconds": clock.seconds, "memory_mb": largest_memory()}


def main(data: str, out: str, *flags: str) -> None:
    """Print the figures of one run."""
    run = plain if "--plain" in flags else pipeline
    print(json.dumps(run(Paths.of(data, out))))


if __name__ == "__main__":
    main(*sys.argv[1:])

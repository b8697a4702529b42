"""Both indexes of an archive, made from its tables; what did not change is taken over."""

import json
from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pipeline.memory import lasting
from pipeline.pages.page import File
from pipeline.pages.page import Page as Generated
from pipeline.paths import Paths
from pipeline.records.archive import Archive
from pipeline.search import shards
from pipeline.search.find import STORE
from pipeline.search.segments import Segment, segments
from pipeline.search.store import write_store
from pipeline.search.traces import code, signature
from pipeline.search.values import Choice, Values, add_counsel, choices, deal_values
from pipeline.search.written import Page, WrittenPage, written_pages
from pipeline.tables.build import Tables

#: The page about searching is full of words that are looked for.
_NOT_SEARCHED = ("search.md",)
#: Where the site's index lies in the docs folder.
PLACE = "search/index"
#: Generated pages whose words are searched with the written ones.
_ALSO_WRITTEN = ("method/index.md",)


class SearchIndex:
    """The search of one archive: pages are passed through it, then its files are taken.

    Args:
        archive, tables: what is indexed.
        data: the archive's folder, whose files tell which deals changed.
        work: where parts are kept from one build to the next, and the terminal's index lies.
    """

    def __init__(self, archive: Archive, tables: Tables, data: Path, work: Path) -> None:
        self._archive, self._tables, self._work = archive, tables, work
        self._data = data
        self._written: list[Page] = []

    def noting(self, pages: Iterable[Generated | File]) -> Iterator[Generated | File]:
        """Yield pages as they are; keep those that are searched as written pages."""
        for page in pages:
            if isinstance(page, Generated) and page.path in _ALSO_WRITTEN:
                self._written.append(page)
            yield page

    @cached_property
    def _parts(self) -> tuple[list[Segment], dict[str, Values], dict[str, list[Choice]]]:
        """The parts of both indexes; the terminal's is written as they are made."""
        cache = self._work / "segments"
        with lasting():
            values = deal_values(self._tables)
            add_counsel(values, self._archive)
            chosen = choices(self._archive, values)
            keys = deal_keys(self._archive, self._data)
            made = list(segments(self._archive, self._tables, values, keys, cache))
        write_store(self._work / STORE, made, values, chosen, keys, signature=signature(self._data))
        return made, values, chosen

    def store(self) -> Path:
        """Write the terminal's index; return its file."""
        assert self._parts  # noqa: S101 - made once, when first asked for
        return self._work / STORE

    def files(self, docs: Path, written: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
        """Write the terminal's index; yield the files of the site's by their names.

        ``docs`` is the folder that they are put in, where the last build's lie; ``written`` are
        the pages that people write.
        """
        made, values, chosen = self._parts
        kept = self._work / "digests.json"
        digests = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
        known = shards.read_known(docs / PLACE, digests)
        now = {}
        pages = self._pages(written)
        for name, digest, content in shards.files(made, values, chosen, pages, known):
            now[name] = digest
            yield f"{PLACE}/{name}", content
        kept.write_text(json.dumps(now), encoding="utf-8")

    def _pages(self, written: Iterable[Path]) -> list[dict[str, Any]]:
        """Return the written pages, which are cut up only when one of them changed."""
        pages = [
            *self._written,
            *(WrittenPage.read(file) for file in written if file.name not in _NOT_SEARCHED),
        ]
        digest = blake2b(code(), digest_size=12)
        for page in pages:
            digest.update(f"{page.path}\0{page.text}\0".encode())
        kept = self._work / "pages.json"
        if kept.exists():
            before: dict[str, Any] = json.loads(kept.read_text("utf-8"))
            if before["digest"] == digest.hexdigest():
                return list(before["pages"])
        found = written_pages(pages)
        text = json.dumps({"digest": digest.hexdigest(), "pages": found}, ensure_ascii=False)
        kept.write_text(text, encoding="utf-8")
        return found


def searched(
    archive: Archive, tables: Tables, pages: Iterable[Generated | File], paths: Paths
) -> tuple[Iterator[Generated | File], Iterator[tuple[str, bytes]]]:
    """Return pages as they are, and the files of their search, to be taken after them."""
    index = SearchIndex(archive, tables, paths.data, paths.search)
    return index.noting(pages), index.files(paths.docs, sorted(paths.written.glob("*.md")))


def deal_keys(archive: Archive, data: Path) -> dict[str, str]:
    """Return what each deal's part of the index is made from, as one name.

    That is its record and its exhibit as they were read, the names of all firms, and the
    pipeline itself.
    """
    shared = blake2b(code(), digest_size=12)
    for names in sorted((data / "parties").glob("*.yaml")):
        shared.update(names.read_bytes())
    keys = {}
    for deal_id, record in archive.deals.items():
        digest = shared.copy()
        digest.update(record.digest.encode())
        digest.update((record.exhibit.sha256 if record.exhibit else "").encode())
        keys[deal_id] = digest.hexdigest()
    return keys

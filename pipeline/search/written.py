"""The written pages cut into passages: about, glossary, method and the like.

They are few, so the site's search reads them whole and needs no index of them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import markdown
from lxml import etree

#: The elements whose text is one passage.
_BLOCKS = {
    "p", "li", "tr", "dt", "dd", "pre", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "summary",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r'^title: *"?(.*?)"? *$', re.MULTILINE)
#: As mkdocs.yml has them, so that headings get the same anchors.
_EXTENSIONS = ("admonition", "attr_list", "tables", "toc")


class Page(Protocol):
    """A page: its name (`method/index.md`) and its Markdown."""

    @property
    def path(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page that somebody wrote."""

    path: str
    text: str

    @classmethod
    def read(cls, file: Path) -> "WrittenPage":
        """Read a page of the folder of written pages."""
        return cls(file.name, file.read_text(encoding="utf-8"))


def written_pages(pages: Iterable[Page]) -> list[dict[str, Any]]:
    """Return pages as ``{url, title, passages}``, sorted by address.

    A passage is ``[anchor, heading, text]``; the address is relative to the site's root.
    """
    found = []
    for page in pages:
        matter = _FRONT_MATTER.match(page.text)
        title = _TITLE.search(matter[1]) if matter else None
        body = page.text[matter.end() :] if matter else page.text
        found.append(
            {
                "url": _address(page.path),
                "title": title[1] if title else page.path.removesuffix(".md"),
                "passages": [list(passage) for passage in _passages(body)],
            }
        )
    return sorted(found, key=lambda entry: str(entry["url"]))


def _address(path: str) -> str:
    stem = path.removesuffix(".md").removesuffix("index").removesuffix("/")
    return f"{stem}/" if stem else ""


def _passages(text: str) -> Iterator[tuple[str, str, str]]:
    html = markdown.markdown(text, extensions=list(_EXTENSIONS))
    root = etree.fromstring(f"<div>{html}</div>", etree.HTMLParser())
    anchor = heading = ""
    for element in root.iter():
        if not isinstance(element.tag, str) or _inside(element):
            continue
        if name := element.get("id"):
            anchor = name
        if element.tag in _BLOCKS:
            words = " ".join("".join(map(str, element.itertext())).split())
            if element.tag in _HEADINGS:
                heading = words
            if words:
                yield anchor, heading, words


def _inside(element: etree._Element) -> bool:
    """Whether an element stands in one whose text is a passage already, or is no text at all."""
    return element.tag in ("script", "style", "svg") or any(
        above.tag in _BLOCKS or above.tag == "svg" for above in element.iterancestors()
    )

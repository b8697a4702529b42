"""Every link of the built site followed, without the network.

MkDocs checks the links that it finds in Markdown. Those in HTML blocks it does not, nor what the
theme, the styles and the scripts ask for, and another publisher has rules of its own; so the
built HTML is what is checked, whoever built it. A fault is

- a link to a page, file or anchor that is not there;
- a link from the root (`/deals/`), which breaks where the site stands in a folder of a host;
- anything that a page would fetch from another host. (Links that a reader may click are free.)
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import cast
from urllib.parse import unquote, urlsplit

from lxml import etree

# The attributes that hold addresses; of a link element, `rel` decides whether it is fetched.
_ADDRESSES = {"href", "xlink:href", "src", "data", "poster", "action", "srcset"}
# The elements that have any, of HTML and of SVG.
_HOLDERS = (
    "a", "area", "link", "script", "img", "source", "track", "video", "audio", "iframe", "embed",
    "object", "form", "input", "image", "use",
)  # fmt: skip
_CLICKED = {"a", "area"}
_FETCHED_RELATIONS = {
    "stylesheet", "icon", "preload", "prefetch", "modulepreload", "manifest", "preconnect",
    "dns-prefetch", "apple-touch-icon",
}  # fmt: skip
_CLICKABLE = {"http", "https", "mailto", "tel"}
_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

# Shown by the host for any wrong address, so its links cannot be relative.
_ERROR_PAGE = "404.html"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A link that leads nowhere or out of the site, and the file it stands in."""

    file: str
    address: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}: {self.address}: {self.problem}"


@dataclass(slots=True)
class _Html:
    """What a page offers and asks for."""

    anchors: set[str] = field(default_factory=set)
    clicked: set[str] = field(default_factory=set)
    fetched: set[str] = field(default_factory=set)


def check(site: Path, base: str = "/") -> list[Fault]:
    """Follow every link of a site on disk; return the faults, sorted.

    Args:
        site: the folder that holds `index.html`.
        base: the path at which the error page expects the site, as in `https://host/base/`.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {name: _read(site / name) for name in sorted(files) if name.endswith(".html")}
    whole = _Site(base, files, pages)
    faults: list[Fault] = []
    for name, page in pages.items():
        faults += whole.faults(name, page.clicked - page.fetched, fetched=False)
        faults += whole.faults(name, page.fetched, fetched=True)
    for name in sorted(files):
        if name.endswith(".css"):
            styles = (site / name).read_text("utf-8")
            faults += whole.faults(name, _in_css(styles), fetched=True)
    return sorted(faults)


_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True)
_ANCHORS = etree.XPath("//@id | //a/@name", smart_strings=False)
_STYLED = etree.XPath("//@style | //style/text()", smart_strings=False)


def _read(path: Path) -> _Html:
    page = _Html()
    text = path.read_bytes()
    if not text.strip():
        return page
    root = etree.fromstring(text, _PARSER)
    page.anchors.update(_strings(_ANCHORS, root))
    for element in root.iter(*_HOLDERS):
        for name, address in element.attrib.items():
            if name in _ADDRESSES:
                _sort(page, element, str(name), str(address).strip())
    if b"url(" in text or b"@import" in text:
        for styles in _strings(_STYLED, root):
            page.fetched.update(_in_css(styles))
    return page


def _strings(path: etree.XPath, root: etree._Element) -> list[str]:
    return cast("list[str]", path(root))  # any XPath may also give a number or elements


def _sort(page: _Html, element: etree._Element, name: str, address: str) -> None:
    if name == "srcset":
        page.fetched.update(part.split()[0] for part in address.split(",") if part.strip())
    elif element.tag in _CLICKED or (
        element.tag == "link" and not _FETCHED_RELATIONS & set(element.get("rel", "").split())
    ):
        page.clicked.add(address)
    else:
        page.fetched.add(address)


def _in_css(text: str) -> Iterator[str]:
    if "url(" in text or "@import" in text:
        for found in _CSS_ADDRESS.finditer(_CSS_COMMENT.sub("", text)):
            yield (found[1] or found[2]).strip()


@dataclass(frozen=True, slots=True)
class _Site:
    """All that a link can lead to."""

    base: str
    files: set[str]
    pages: dict[str, _Html]

    def faults(self, name: str, addresses: Iterable[str], *, fetched: bool) -> Iterator[Fault]:
        for address in addresses:
            if problem := self._problem(name, address, fetched):
                yield Fault(name, address, problem)

    def _problem(self, name: str, address: str, fetched: bool) -> str | None:
        try:
            scheme, host, path, _, anchor = urlsplit(address)
        except ValueError:
            return "is not an address"
        if scheme == "data":
            return None
        if scheme or host:
            if fetched:
                return "would be fetched from another host; serve it from this site"
            return None if scheme in _CLICKABLE else "a link that no browser should follow"
        if path.startswith("/"):
            if name != _ERROR_PAGE:
                return "leads from the root of the host; make it relative"
            if not path.startswith(self.base):
                return f"leads out of {self.base}"
            target = self._file(unquote(path.removeprefix(self.base)))
        else:
            target = self._file(join(dirname(name), unquote(path))) if path else name
        if target is None:
            return "is not in the site"
        if anchor and target in self.pages and unquote(anchor) not in self.pages[target].anchors:
            return f"there is no such anchor in {target}"
        return None

    def _file(self, path: str) -> str | None:
        """The file that a server shows for a path below the site's root; None if there is none."""
        folder = path.endswith("/") or path.rpartition("/")[2] in ("", ".", "..")
        path = normpath(path or ".")
        if path.startswith("../") or path == "..":
            return None
        if folder:
            path = "index.html" if path == "." else f"{path}/index.html"
        return path if path in self.files else None

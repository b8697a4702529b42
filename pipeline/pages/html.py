"""HTML as pages build it: escaping, relative links, templates.

What comes from records is text: every builder here and every template escapes it.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

__all__ = [
    "Markup",
    "anchor",
    "block",
    "computed",
    "escape",
    "external",
    "in_markdown",
    "join",
    "link",
    "published",
    "render",
    "tag",
    "url",
]

_EMPTY_LINES: Final = re.compile(r"\n[ \t\r\f\v]*(?=\n)")
_ODD_SPACE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")

_NOT_IN_IDS: Final = re.compile(r"[^0-9A-Za-z]+")
_SIGNS: Final = re.compile(r"[!-$&-+:-@\[-`{-~]")

_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


@cache
def _template(name: str) -> Template:
    return _ENVIRONMENT.get_template(name)


def render(name: str, **values: object) -> Markup:
    """Return a template, filled in, as one HTML block."""
    return block(_template(name).render(values))


def block(text: str) -> Markup:
    """Return finished HTML as a block that Markdown copies: no blank line within, none around.

    Control signs other than the line feed would also end lines for some reader, so they go.
    """
    # What stands in the text came through a template, which escapes it.
    return Markup(_EMPTY_LINES.sub("", _ODD_SPACE.sub(" ", text)).strip())  # noqa: S704


def in_markdown(text: str) -> str:
    """Return text that Markdown and HTML leave as it is, for a heading.

    Every sign that could mean something to either becomes a character reference.
    """
    calm = " ".join(_ODD_SPACE.sub(" ", text).split())
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", calm)


def anchor(*parts: str | int) -> str:
    """Return an id of parts that come from records: letters, digits and hyphens only."""
    return "-".join(_NOT_IN_IDS.sub("-", str(part)).strip("-") or "x" for part in parts)


def tag(name: str, content: str, **attributes: str | int | None) -> Markup:
    """Return an element; ``class_`` stands for class, None leaves an attribute out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{written}>{escape(content)}</{name}>")  # noqa: S704


def link(address: str, text: str, class_: str | None = None) -> Markup:
    """Return a link."""
    return tag("a", text, href=address, class_=class_)


def external(address: str) -> Markup:
    """Return a link to a public address, shown as it is written."""
    return tag("a", address, href=address, rel="noreferrer", class_="d-url")


def computed(text: str = "computed") -> Markup:
    """Return the mark that tells a computed value from a stated one."""
    return tag("i", text, class_="d-c")


def join(separator: str, parts: Iterable[str]) -> Markup:
    """Return the parts with a separator between them, all escaped."""
    return escape(separator).join(parts)


def published(path: str) -> str:
    """Return where a page is published: ``deals/x.md`` at ``deals/x/``, an index at its folder."""
    stem = path.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("index") if stem.endswith("/index") else f"{stem}/"


def url(here: str, there: str, anchor: str = "") -> str:
    """Return the relative address of one page seen from another, both given by their paths.

    Only for HTML: links in Markdown name the page's file and MkDocs rewrites them.
    """
    up = "../" * published(here).count("/")
    target = published(there)
    address = f"{up}{target}" or "./"
    return f"{address}#{anchor}" if anchor else address

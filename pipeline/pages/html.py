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

_EMPTY_LINES: Final = re.compile(r"\n[^\S\n]*(?=\n)")
_ODD_SPACE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")

#: More signs than any paper prints without a place to break them, rules of dashes aside.
_LONG: Final = 80
_LONG_WORD: Final = re.compile(rf"[^\s<>]{{{_LONG}}}")
_LONG_RUN: Final = b"x" * _LONG
_SIGNS_AND_BREAKS: Final = bytes(b" x"[byte not in b"\t\n <>"] for byte in range(256))

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

    Control signs other than the line feed would also end lines for some reader, so they go. A
    block whose text holds a word longer than a screen is marked, so that the style breaks it.
    """
    made = _EMPTY_LINES.sub("", _ODD_SPACE.sub(" ", text)).strip()
    if _has_long_word(made):
        made = f'<div class="d-long">{made}</div>'
    # What stands in the text came through a template, which escapes it.
    return Markup(made)  # noqa: S704


def _has_long_word(made: str) -> bool:
    """Tell whether text that readers see has such a word.

    Every block is asked and next to none has one, so the block is not taken apart: its bytes become
    signs and breaks, and a run of signs is looked for, which takes a fifth of the time.
    """
    text = made.encode()
    signs = text.translate(_SIGNS_AND_BREAKS)
    end = 0
    while (start := signs.find(_LONG_RUN, end)) >= 0:
        end = signs.find(b" ", start)
        end = len(signs) if end < 0 else end
        # Signs of several bytes, and spaces that are no ASCII, make a run longer than its words.
        if _LONG_WORD.search(text[start:end].decode()) and _is_shown(text, start):
            return True
    return False


def _is_shown(made: bytes, place: int) -> bool:
    """Tell whether a place of HTML is text that readers see: not in a tag, nor in data."""
    tag_at = made.rfind(b"<", 0, place)
    return made.rfind(b">", 0, place) >= tag_at and not made.startswith(b"<script", tag_at)


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

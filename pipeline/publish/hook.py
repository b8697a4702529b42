"""A MkDocs hook that keeps finished HTML away from the Markdown parser.

Most of a generated page is HTML blocks: tables, redlines, charts. Python-Markdown and MkDocs each
take them through an HTML parser only to put them out again unchanged, which is half of all
publishing time. The hook takes such blocks out before, leaves a mark, and puts them back after;
the same site comes out without it (tests/test_publish.py), only slower.

A block is taken when the parser would certainly leave it as it is: it begins at the start of a
line after a blank line with a block-level tag, and a blank line follows the tag that closes it,
or that closes another that begins on the next line. Everything else is left to the parser. Links
inside blocks are checked on the built site (`pipeline.publish.links`), not here.

MkDocs loads this file by its path, so it imports nothing of the pipeline.
"""

import html
import re
from collections.abc import Mapping
from typing import Any, Protocol

from jinja2 import Environment
from markdown.util import BLOCK_LEVEL_ELEMENTS

# Private-use characters, no syntax to Markdown. A page that has one of its own is left whole.
_OPEN, _CLOSE = "\ue000", "\ue001"
# As a paragraph of its own; or bare, inside an HTML block that was left to the parser.
_MARK = re.compile(f"<p>{_OPEN}([0-9]+){_CLOSE}</p>|{_OPEN}([0-9]+){_CLOSE}")

_TAG = rf"<({'|'.join(sorted(set(BLOCK_LEVEL_ELEMENTS) - {'hr'}))})(?:[ \t][^<>\n]*)?>"
_BEGIN = re.compile(rf"(?:\A|\n[ \t]*\n)(?={_TAG})")
_NEXT = re.compile(rf"\n(?={_TAG})")
_BLANK = re.compile(r"[ \t]*(?:\n[ \t]*\n|\n?\Z)")
_SPACES = re.compile(r"(?<=\n) +\n")

# What is not simply copied: comments, processing instructions, markdown="1", and elements whose
# content is not HTML.
_SPECIAL = ("<!", "<?", "markdown=", "<script", "<style", "<textarea", "<math")
# Where a line that looks like HTML may be something else: an example in a code block.
_CODE = ("```", "~~~")

# Rather too many than too few: the built pages show what is really there.
_IDS = (re.compile(r"""id=["']([^"']+)"""), re.compile(r"""name=["']([^"']+)"""))

_stashed: dict[str, list[str]] = {}


class Page(Protocol):
    """What the hook uses of MkDocs' page."""

    file: Any
    meta: Mapping[str, Any]
    present_anchor_ids: set[str] | None


def stash(markdown: str, head: str = "") -> tuple[str, list[str]]:
    """Split a page into Markdown with marks, and the HTML blocks that the marks stand for.

    ``head`` is what else of the page the theme prints: its title, its description.
    """
    blocks: list[str] = []
    if any(sign in markdown for sign in _CODE):
        return markdown, blocks
    if any(sign in text for sign in (_OPEN, _CLOSE) for text in (markdown, head)):
        return markdown, blocks
    parts: list[str] = []
    done = position = 0
    while begin := _BEGIN.search(markdown, position):
        start = begin.end()
        end = _end(markdown, start, begin[1])
        block = markdown[start:end]
        lower = block.lower()
        if end is None or any(sign in lower for sign in _SPECIAL):
            position = start + 1
            continue
        parts += markdown[done:start], f"{_OPEN}{len(blocks)}{_CLOSE}"
        blocks.append(_normal(block))
        done = position = end
    parts.append(markdown[done:])
    return "".join(parts), blocks


def _end(markdown: str, start: int, tag: str) -> int | None:
    """Where the block of elements ends that begins at `start`; None without a blank line there."""
    end = _close(markdown, start, tag)
    while end is not None and (following := _NEXT.match(markdown, end)):
        end = _close(markdown, following.end(), following[1])
    return end if end is not None and _BLANK.match(markdown, end) else None


def _close(markdown: str, start: int, tag: str) -> int | None:
    """Where the element that begins at `start` is closed; None if it never is."""
    depth = 0
    tags = re.compile(rf"<(/?){tag}(?=[\s>/])[^>]*?(/?)>", re.IGNORECASE)
    for found in tags.finditer(markdown, start):
        depth += -1 if found[1] else 0 if found[2] else 1
        if depth <= 0:
            return found.end()
    return None


def _normal(block: str) -> str:
    """The block as Python-Markdown would put it out."""
    if "\t" in block:
        block = block.expandtabs(4)
    if "\n " in block:
        block = _SPACES.sub("\n", block)
    return block + "\n"


def restore(content: str, blocks: list[str]) -> str:
    """Put the blocks back in place of their marks; without blocks, none is a mark."""
    if not blocks:
        return content

    def block(mark: re.Match[str]) -> str:
        return blocks[int(mark[1])] if mark[1] else blocks[int(mark[2])].rstrip("\n")

    return _MARK.sub(block, content)


def anchors(blocks: list[str]) -> set[str]:
    """The names inside the blocks that a link may lead to."""
    return {html.unescape(name) for block in blocks for ids in _IDS for name in ids.findall(block)}


def on_page_markdown(markdown: str, *, page: Page, **_: object) -> str:
    """MkDocs calls this with the page's Markdown, before it is converted."""
    head = "".join(str(page.meta.get(name, "")) for name in ("title", "description"))
    markdown, _stashed[page.file.src_uri] = stash(markdown, head)
    return markdown


def on_page_content(content: str, *, page: Page, **_: object) -> str:
    """MkDocs calls this with the page's HTML, before it is searched and put into the theme."""
    # MkDocs collects these while it parses, to tell whether a link's anchor is there.
    blocks = _stashed[page.file.src_uri]
    if blocks and content.endswith(f"{_CLOSE}</p>"):
        # The parser strips the page, so nothing follows the block that ends it.
        last = int(content.rpartition(_OPEN)[2].partition(_CLOSE)[0])
        blocks[last] = blocks[last].rstrip("\n")
    page.present_anchor_ids = (page.present_anchor_ids or set()) | anchors(blocks)
    excluded = (page.meta.get("search") or {}).get("exclude")
    if excluded and not any("data-search-" in block for block in blocks):
        return content  # nobody looks into the blocks before the page is written
    return restore(content, _stashed.pop(page.file.src_uri))


def on_post_page(output: str, *, page: Page, **_: object) -> str:
    """MkDocs calls this with the whole page, before it is written."""
    return restore(output, _stashed.pop(page.file.src_uri, []))


def on_env(env: Environment, **_: object) -> Environment:
    """MkDocs calls this with the theme's templates, before it puts pages into them."""
    # No template changes while a site is built; Jinja would look at each file for each page.
    env.auto_reload = False
    return env

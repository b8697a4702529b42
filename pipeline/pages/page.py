"""A generated page: where it goes, and its Markdown; and files that go with it.

Dense parts of a page are HTML blocks that begin at the start of a line, hold no blank line
and are followed by one, so that Python-Markdown copies them and the publisher's hook may
hide them from it.
"""

import html
import json
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``path`` is relative to the pages' folder: ``deals/citigroup-2004-02-02.md``."""

    path: str
    text: str

    @property
    def content(self) -> str:
        """What is written at the path."""
        return self.text


@dataclass(frozen=True, slots=True)
class File:
    """A file that is published beside a page, as it is; ``path`` like a page's."""

    path: str
    content: bytes


def front_matter(
    title: str,
    description: str,
    *,
    hide: Sequence[str] = (),
    needs: Sequence[str] = (),
    searchable: bool = True,
) -> str:
    """Return a page's front matter; ``needs`` names the scripts that it asks the theme for.

    The theme prints title and description into HTML as they are, so they are escaped here.
    JSON's strings and lists are YAML's too, whatever signs they hold.
    """
    lines = [f"title: {_yaml(html.escape(title))}"]
    lines.append(f"description: {_yaml(html.escape(description))}")
    if hide:
        lines.append(f"hide: {_yaml(list(hide))}")
    if needs:
        lines.append(f"needs: {_yaml(list(needs))}")
    if not searchable:
        lines.append("search: {exclude: true}")
    return "\n".join(("---", *lines, "---"))


def _yaml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def assemble(head: str, made_from: str, parts: Sequence[str]) -> str:
    """Return the text of a page: front matter, a note that it is generated, and its parts.

    Parts are headings and HTML blocks; a blank line stands between them.
    """
    source = made_from.replace("--", "- -")
    note = f"<!-- Made by the pipeline from {source}; edit that instead. -->"
    return "\n\n".join((head, note, *(part for part in parts if part))) + "\n"


def heading(text: str, anchor: str) -> str:
    """Return a section's heading, with the fixed id that links lead to."""
    return f"## {text} {{#{anchor}}}"

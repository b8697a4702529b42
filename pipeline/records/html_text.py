"""The text layer of a paper that was filed as HTML: the same page, the same lines.

A block is a paragraph, folded at 100 signs, with a blank line after it. A row of a table is a
line, its cells parted by tabs; cells that only make space are left out, a currency sign or a
per cent sign in a cell of its own goes to its number. A row that is too long goes on in
lines that are indented. White space counts as one space everywhere else, except in what a page
sets as it was typed (PRE): there its lines and columns are the paper's own, and stay.
"""

import re
import textwrap
from collections.abc import Iterator
from itertools import islice

from lxml import etree, html

WIDTH = 100
_HIDDEN = frozenset({"script", "style", "head", "title", "noscript", "template"})
#: Elements that end the paragraph before them; those of EDGAR's own header are among them.
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "page",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "ul",
        "caption",
        "document",
        "type",
        "sequence",
        "filename",
        "description",
        "text",
    ]
)
#: Elements whose white space is what it is.
_TYPED = frozenset({"pre", "xmp", "listing", "plaintext"})
#: What a table within a cell consists of.
_OF_TABLE = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})
_SIGN = re.compile(r"(?:US|U\.S\.|C|A|HK|NZ)?\s?[$€£¥]|\([Ee]uro\)|[Yy]")
_TAIL = re.compile(r"%|\)|\)%|%\)")
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
#: Behind these the parser reads no further; browsers do, and joined pages go on there.
_ENDS_PAGE = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
#: What XML cannot hold, and what cannot be seen.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)


def looks_like_html(content: bytes) -> bool:
    """Whether a file is an HTML page: its first 4,000 bytes open the page or a table of it."""
    start = content[:4000].lower()
    return any(tag in start for tag in (b"<html", b"<body", b"<div", b"<!doctype html", b"<td"))


def decoded(content: bytes) -> str:
    """Return bytes as text: UTF-8, else Windows-1252, which papers of the 1990s and 2000s use.

    Every byte value has a character there or is kept as U+FFFD.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def text_layer(content: bytes) -> str:
    """Return the text layer of an HTML page, which ends in a line feed if it has any text.

    The same bytes give the same text. Never raises for bad HTML: what can be read is.
    """
    source = _ENDS_PAGE.sub("", _UNSEEN.sub("", _XML_HEAD.sub("", decoded(content))))
    if not source.strip():
        return ""
    try:
        # A byte string with a known encoding, so that no declaration in the page decides.
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        root = html.document_fromstring(source.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    layer = _Layer()
    layer.read(root)
    return "\n".join(layer.lines) + "\n" if layer.lines else ""


class _Layer:
    """Walks a page once, in its order, and collects lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.words: list[str] = []
        #: The rows that are open, outermost first: their cells so far, each a list of blocks.
        self.rows: list[list[list[str]]] = []
        self.in_cell = 0
        #: How many tables are open that are words of the cell in which they stand.
        self.inline = 0
        #: The row that was last looked at, and whether several of its cells have words.
        self.known: tuple[html.HtmlElement | None, bool] = (None, False)
        #: How many elements are open whose lines stay as they are.
        self.typed = 0

    def read(self, root: html.HtmlElement) -> None:
        hidden = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if tag in _HIDDEN:
                hidden += 1 if event == "start" else -1
            is_inline = tag == "table" and (self.inline > 0 or self._is_within_cell(element))
            if event == "start":
                if not hidden:
                    self.inline += is_inline
                    self._start(tag)
                    self.words.append(element.text or "")
            else:
                if not hidden:
                    self._end(tag)
                    self.inline -= is_inline
                if not hidden or tag in _HIDDEN:
                    self.words.append((element.tail or "") if not hidden else "")
        self._block()
        while self.lines and not self.lines[-1]:
            self.lines.pop()

    def _is_within_cell(self, table: html.HtmlElement) -> bool:
        """Whether a table of one row is the words of one of several cells, as a sum may be."""
        if not self.in_cell or len(list(islice(table.iter("tr"), 2))) != 1:
            return False
        row = next(table.iterancestors("tr"), None)
        if row is None:
            return False
        if row is not self.known[0]:
            cells = (cell for cell in row if cell.tag in ("td", "th"))
            filled = (cell for cell in cells if any(map(str.strip, cell.itertext())))
            self.known = (row, len(list(islice(filled, 2))) > 1)
        return self.known[1]

    def _start(self, tag: str) -> None:
        if self.inline and tag in _OF_TABLE:
            self.words.append(" ")
        elif tag == "tr":
            # A table within a cell: what the outer row holds so far comes first.
            self._block()
            if self.rows:
                self._write_row(self.rows[-1])
                self.rows[-1] = []
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._block()
            self.rows[-1].append([])
            self.in_cell += 1
        elif tag == "br":
            self._break()
        elif tag == "hr":
            self._block()
            self._write_block("-" * 20)
        elif tag in _BLOCKS or tag in _TYPED:
            self._block()
            self.typed += tag in _TYPED

    def _end(self, tag: str) -> None:
        if self.inline and tag in _OF_TABLE:
            self.words.append(" ")
        elif tag == "tr" and self.rows:
            self._block()
            self._write_row(self.rows.pop())
        elif tag in ("td", "th") and self.in_cell:
            self._block()
            self.in_cell -= 1
        elif tag == "table":
            self._block()
            self._blank()
        elif tag in _BLOCKS or tag in _TYPED:
            self._block()
            self.typed -= tag in _TYPED and self.typed > 0

    def _break(self) -> None:
        """End a line that the page breaks by hand; in a row of several cells it is a space."""
        if self.rows and self.rows[-1]:
            self._block()
            return
        if self.typed:
            self.words.append("\n")
            return
        text = self._taken()
        if text:
            self.lines.extend(_folded(text))
        else:
            # Two breaks, one behind the other, end a paragraph.
            self._blank()

    def _block(self) -> None:
        if self.typed and not (self.rows and self.rows[-1]):
            self._write_typed()
            return
        text = self._taken()
        if not text:
            return
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].append(text)
        else:
            self._write_block(text)

    def _write_typed(self) -> None:
        """Write lines as they are; blank ones at both ends are one blank line behind them."""
        lines = "".join(self.words).expandtabs().splitlines()
        self.words = []
        while lines and not lines[0].strip():
            del lines[0]
        self.lines.extend(line.rstrip() for line in lines)
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        self._blank()

    def _taken(self) -> str:
        text = " ".join("".join(self.words).split())
        self.words = []
        return text

    def _write_block(self, text: str) -> None:
        self.lines.extend(_folded(text))
        self._blank()

    def _blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def _write_row(self, cells: list[list[str]]) -> None:
        filled = [blocks for blocks in cells if blocks]
        if len(filled) == 1 and len(filled[0]) > 1:
            for block in filled[0]:
                self._write_block(block)
            return
        texts = list(_joined_signs([" ".join(blocks) for blocks in filled]))
        if texts:
            self.lines.extend(_folded("\t".join(texts), indent="    "))


def _joined_signs(cells: list[str]) -> Iterator[str]:
    """Yield cells with currency signs before, and per cent signs behind, their numbers."""
    held = ""
    waiting = ""
    for cell in cells:
        if cell == "|":
            continue
        if held and _TAIL.fullmatch(cell):
            held += cell
            continue
        if held:
            yield held
            held = ""
        if _SIGN.fullmatch(cell):
            waiting = f"{cell} "
            continue
        held, waiting = waiting + cell, ""
    if held or waiting:
        yield held or waiting.strip()


def _folded(text: str, indent: str = "") -> list[str]:
    if len(text) <= WIDTH:
        return [text]
    # A tab parts cells: it must not be folded away, so it travels as a sign of its own.
    marked = text.replace("\t", " \x1f ")
    lines = textwrap.wrap(
        marked, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return [re.sub(r" ?\x1f ?", "\t", line).rstrip("\t") for line in lines]

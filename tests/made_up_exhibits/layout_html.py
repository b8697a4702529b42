"""HTML as filed: cells and spacer cells, signs in cells of their own, names over two rows."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.made_up_exhibits.deck import Deck
from tests.made_up_exhibits.paper import (
    Amounts,
    Block,
    Line,
    PageBreak,
    Paragraph,
    Signature,
    Terms,
)

TABLES = ("cells", "spacers", "nested", "one table a row")
ENCODINGS = ("entities", "windows-1252", "utf-8")


@dataclass(frozen=True)
class Style:
    """How one paper is marked up."""

    table: str
    paragraph: str
    encoding: str
    names: str
    spaces: bool
    quotes: str
    cut: bool


_STRAIGHT: dict[int, str] = {ord("“"): "&quot;", ord("”"): "&quot;", ord("’"): "'"}
_PARAGRAPHS = {
    "p": '<p style="text-indent:4%">{text}</p>',
    "div and font": '<div align="left" style="font-size:10pt"><font face="Times">{text}'
    "</font></div>\n<div>&nbsp;</div>",
    "capitals": '<P ALIGN="JUSTIFY"><FONT SIZE="2">{text}</FONT></P>',
    "breaks": "{text}<br><br>",
}


def make_style(deck: Deck, table: str) -> Style:
    """Deal out how a paper is marked up."""
    return Style(
        table=table,
        paragraph=deck.draw("paragraphs of HTML", _PARAGRAPHS),
        encoding=deck.label("encoding", ENCODINGS),
        names=deck.label("long names in HTML", ("one row", "two rows", "line break")),
        spaces=deck.label("spaces in HTML", ("&nbsp;", "plain")) == "&nbsp;",
        cut=deck.label("sentences in HTML", ("whole", "cut by a page")) != "whole",
        quotes=deck.label("quotation marks in HTML", ("curly", "straight")),
    )


def render(blocks: list[Block], style: Style) -> bytes:
    """Mark the paper up and encode it."""
    parts = ["<html>\n<head><title>exhibit</title></head>\n<body>"]
    for number, block in enumerate(blocks):
        halves = _cut(block) if style.cut else [block]
        page = f'<p align="center">{number % 9 + 1}</p>\n<hr>'
        parts.append(f"\n{page}\n".join(_block(half, style) for half in halves))
    text = "\n".join([*parts, "</body>\n</html>\n"])
    if style.quotes == "straight":
        text = text.translate(_STRAIGHT)
    if style.encoding == "entities":
        return text.encode("ascii", errors="xmlcharrefreplace")
    return text.encode(style.encoding)


def _cut(block: Block) -> list[Block]:
    """Cut a long paragraph in two where a page may end: between two words of a sentence."""
    if not isinstance(block, Paragraph) or len(block.text) < 400:
        return [block]
    place = block.text.index(" ", len(block.text) * 3 // 5)
    one, two = block.text[:place], block.text[place + 1 :]
    return [replace(block, text=one), replace(block, text=two, label="")]


def _block(block: Block, style: Style) -> str:
    if isinstance(block, PageBreak):
        return '<hr style="page-break-after:always">'
    if isinstance(block, Line):
        lines = "<br>\n".join(_text(line, style) for line in block.text.split("\n"))
        return f'<p align="{block.align}">{lines}</p>'
    if isinstance(block, Paragraph):
        label = f"{_text(block.label, style)}&nbsp;&nbsp;" if block.label else ""
        return style.paragraph.format(text=label + _hard_breaks(_text(block.text, style)))
    if isinstance(block, Signature):
        return _signature(block, style)
    if isinstance(block, Terms):
        return _terms(block, style)
    return _amounts(block, style)


def _text(text: str, style: Style) -> str:
    escaped = html.escape(text, quote=False)
    # Some editors keep a date or an amount together with a space that does not break.
    return escaped.replace(", 20", ",&nbsp;20") if style.spaces else escaped


def _hard_breaks(text: str) -> str:
    """Break the source's lines wherever they are full, as editors did."""
    words, lines, line = text.split(" "), [], ""
    for word in words:
        if len(line) + len(word) > 90:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def _signature(block: Signature, style: Style) -> str:
    rows = "\n".join(
        f'<tr><td width="50%">&nbsp;</td><td>{_text(line.strip(), style) or "&nbsp;"}</td></tr>'
        if block.align == "right"
        else f"<tr><td>{_text(line.strip(), style) or '&nbsp;'}</td></tr>"
        for line in block.lines
    )
    return f'<table width="100%">\n{rows}\n</table>'


def _terms(block: Terms, style: Style) -> str:
    rows = [_terms_row(label, value, style) for label, value in block.rows]
    if style.table == "one table a row":
        return "\n".join(f"<table>\n{row}\n</table>" for row in rows)
    body = "\n".join(rows)
    if style.table == "nested":
        return f"<table><tr><td>\n<table>\n{body}\n</table>\n</td></tr></table>"
    return f'<table border="0" cellpadding="0">\n{body}\n</table>'


def _terms_row(label: str, value: str, style: Style) -> str:
    spacer = '<td width="3%">&nbsp;</td>' if style.table in ("spacers", "nested") else ""
    shown = _hard_breaks(_text(value, style))
    return f'<tr valign="top"><td>{_text(label, style)}</td>{spacer}<td><p>{shown}</p></td></tr>'


def _amounts(block: Amounts, style: Style) -> str:
    rows = [_heading_row(block, style)]
    for row, sign in zip(block.rows, block.signs, strict=False):
        rows += _amount_rows(row, sign, style)
    if block.total is not None:
        rows += _amount_rows(block.total, block.signs[-1], style)
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _heading_row(block: Amounts, style: Style) -> str:
    cells = "".join(
        f'<td>&nbsp;</td><td colspan="2" align="center"><b>{_text(heading, style)}</b></td>'
        for heading in block.headings[1:]
    )
    return f"<tr><td><b>{_text(block.headings[0], style)}</b></td>{cells}</tr>"


def _amount_rows(row: tuple[str, ...], sign: str, style: Style) -> Iterator[str]:
    name, figures = row[0], row[1:]
    cells = "".join(
        f'<td>&nbsp;</td><td>{html.escape(sign)}</td><td align="right">{figure}</td>'
        for figure in figures
    )
    words = name.split(" ")
    if len(words) > 4 and style.names != "one row":
        one, two = " ".join(words[:3]), " ".join(words[3:])
        if style.names == "line break":
            shown = f"{_text(one, style)}<br>\n&nbsp;&nbsp;{_text(two, style)}"
            yield f"<tr><td>{shown}</td>{cells}</tr>"
            return
        empty = "<td>&nbsp;</td><td></td><td></td>" * len(figures)
        yield f"<tr><td>{_text(one, style)}</td>{empty}</tr>"
        yield f"<tr><td>&nbsp;&nbsp;{_text(two, style)}</td>{cells}</tr>"
        return
    yield f"<tr><td>{_text(name, style) or '&nbsp;'}</td>{cells}</tr>"

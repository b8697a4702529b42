"""Plain text of 80 columns as filed: leaders, wrapped columns, SGML tables, pages, footers."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

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

WIDTH = 80
TABLES = ("leaders", "spaces", "sgml", "inline", "caption")


@dataclass(frozen=True)
class Style:
    """How one paper is set: its tables, paragraphs, pages and footers."""

    table: str
    indent: str
    page_lines: int
    page_number: str
    page_mark: bool
    footer: str


@dataclass(frozen=True)
class Row:
    """One line; within a table it may not begin a page unless a row of the table begins."""

    text: str
    table: bool = False
    starts: bool = True
    page: bool = False


def make_style(deck: Deck, table: str, issuer: str) -> Style:
    """Deal out how a paper is set."""
    footer = deck.label("running footer", ("none", "none too", "words"))
    return Style(
        table=table,
        indent=deck.one("indent of paragraphs", (" " * 9, "", " " * 5)),
        page_lines=deck.one("lines of a page", (56, 44, 0, 60)),
        page_number=deck.one("page number", ("{n}", "- {n} -", "-{n}-", "Page {n}")),
        page_mark=deck.label("page mark", ("<PAGE>", "no mark")) == "<PAGE>",
        footer=f"{issuer} -- Terms Agreement" if footer == "words" else "",
    )


def straight(text: str) -> str:
    """Set typographic signs as a typewriter does."""
    return text.translate(str.maketrans("“”’•", '""\'*'))


def render(blocks: list[Block], style: Style) -> str:
    """Set the paper."""
    rows: list[Row] = []
    for block in blocks:
        rows += _block(block, style)
    return straight("\n".join(_pages(rows, style)) + "\n")


def _block(block: Block, style: Style) -> Iterator[Row]:
    if isinstance(block, PageBreak):
        yield Row("", page=True)
        return
    if isinstance(block, Line):
        yield from (Row(_aligned(text, block.align)) for text in block.text.split("\n"))
    elif isinstance(block, Paragraph):
        yield from (Row(text) for text in _paragraph(block, style))
    elif isinstance(block, Signature):
        room = WIDTH - max(len(text) for text in block.lines)
        indent = min(38, room) if block.align == "right" else 0
        for text in block.lines:
            yield Row(" " * indent + text)
            if text.startswith("By:") and "_" not in text:
                yield Row(" " * (indent + 4) + "-" * 30)
    elif isinstance(block, Terms):
        yield from _terms(block, style)
    else:
        yield from _amounts(block, style)
    yield Row("")


def _aligned(text: str, align: str) -> str:
    if align == "center":
        return text.center(WIDTH).rstrip()
    return text.rjust(WIDTH) if align == "right" else text


def _wrap(text: str, width: int, first: str = "", later: str = "") -> list[str]:
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=later,
                         break_long_words=False, break_on_hyphens=False)  # fmt: skip


def _paragraph(block: Paragraph, style: Style) -> list[str]:
    if block.label:
        first = f"{style.indent}{block.label} "
        return _wrap(block.text, WIDTH, first, style.indent if len(style.indent) == 5 else "")
    return _wrap(block.text, WIDTH, style.indent)


def _terms(block: Terms, style: Style) -> Iterator[Row]:
    if style.table == "inline":
        for label, value in block.rows:
            for number, text in enumerate(_wrap(value, WIDTH, f"{label}  ", " " * 9)):
                yield Row(text, True, number == 0)
            yield Row("", True, False)
        return
    if style.table in ("sgml", "caption"):
        yield from _open(style)
    left = 22 if style.table != "leaders" else 20
    column = 26 if style.table != "leaders" else 44
    for label, value in block.rows:
        lefts = _wrap(label, left)
        if style.table == "leaders":
            lefts[-1] = f"{lefts[-1]} ".ljust(column - 4, ".")
        rights = _wrap(value, WIDTH - column)
        # A label of two lines has its dots, and so its value, on the second.
        drop = len(lefts) - 1 if style.table == "leaders" else 0
        rights = [""] * drop + rights
        height = max(len(lefts), len(rights))
        for number in range(height):
            one = lefts[number] if number < len(lefts) else ""
            two = rights[number] if number < len(rights) else ""
            yield Row(f"{one:<{column}}{two}".rstrip(), True, number == 0)
        yield Row("", True, False)
    if style.table in ("sgml", "caption"):
        yield Row("</TABLE>")


def _open(style: Style) -> Iterator[Row]:
    yield Row("<TABLE>")
    if style.table == "caption":
        yield Row("<CAPTION>")
    yield Row(f"{'<S>':<26}<C>")


def _amounts(block: Amounts, style: Style) -> Iterator[Row]:
    columns = len(block.headings) - 1
    cells = [f"{sign} {figure}" for sign in block.signs for row in (*block.rows, block.total or ())
             for figure in row[1:]]  # fmt: skip
    width = max(22 if columns < 2 else 14, *(len(cell) for cell in cells))
    left = WIDTH - columns * (width + 2)
    signs = block.signs
    if left < 24:
        # Three columns of long amounts leave no room for names beside signs.
        signs, width = ("",) * len(signs), 15
        left = WIDTH - columns * (width + 2)
    sgml = style.table in ("sgml", "caption")
    if sgml:
        yield Row("<TABLE>")
        if style.table == "caption":
            yield Row("<CAPTION>")
        yield Row(f"{'<S>':<{left}}" + "".join(f"  {'<C>':<{width}}" for _ in range(columns)))
    heads = [_wrap(heading, width) for heading in block.headings[1:]]
    for number in range(max(len(lines) for lines in heads)):
        name = block.headings[0] if number == 0 else ""
        cells = [lines[number] if number < len(lines) else "" for lines in heads]
        yield Row(_columns(name, cells, left, width), True)
    # A line that begins with a dash is escaped by another dash and a space.
    ruled = "-" * min(len(block.headings[0]), left - 2)
    yield Row("- " + _columns(ruled, ["-" * width] * columns, left - 2, width), True)
    for row, sign in zip(block.rows, signs, strict=False):
        yield from _amount_row(row, sign, left, width, dots=style.table == "leaders")
    if block.total is not None:
        yield Row(_columns("", ["-" * (width - 2)] * columns, left, width), True, False)
        indented = f"      {block.total[0]}".rstrip()
        yield from _amount_row((indented, *block.total[1:]), signs[-1], left, width,
                               dots=False)  # fmt: skip
        yield Row(_columns("", ["=" * (width - 2)] * columns, left, width), True, False)
    if sgml:
        yield Row("</TABLE>")


def _amount_row(
    row: tuple[str, ...], sign: str, left: int, width: int, *, dots: bool
) -> Iterator[Row]:
    cells = [f"{sign} {figure}" if sign else figure for figure in row[1:]]
    lead = row[0][: len(row[0]) - len(row[0].lstrip())]
    names = _wrap(row[0].strip(), left - 3, lead, lead + "  ") or [""]
    for number, name in enumerate(names):
        last = number == len(names) - 1
        dotted = f"{name} ".ljust(left - 1, ".") if last and dots else name
        yield Row(_columns(dotted, cells if last else [], left, width), True, number == 0)


def _columns(name: str, cells: list[str], left: int, width: int) -> str:
    return (f"{name:<{left}}" + "".join(f"  {cell:>{width}}" for cell in cells)).rstrip()


def _pages(rows: list[Row], style: Style) -> Iterator[str]:
    """Break the lines into pages; a table is closed before a break and opened again after it."""
    number, used, in_sgml = 1, 0, False
    sgml = style.table in ("sgml", "caption")
    for row in rows:
        full = style.page_lines and used >= style.page_lines and (not row.table or row.starts)
        if row.page or full:
            reopen = in_sgml and sgml and row.table
            if reopen:
                yield "</TABLE>"
            yield from _page_end(number, style)
            if reopen:
                yield from (opened.text for opened in _open(style))
            number, used = number + 1, 0
        if row.page:
            continue
        in_sgml = row.text != "</TABLE>" and (in_sgml or row.text == "<TABLE>")
        yield row.text
        used += 1


def _page_end(number: int, style: Style) -> Iterator[str]:
    yield ""
    if style.footer:
        yield style.footer.center(WIDTH).rstrip()
    yield style.page_number.format(n=number).center(WIDTH).rstrip()
    if style.page_mark:
        yield "<PAGE>"
    yield ""

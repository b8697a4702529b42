"""The text that a publishing site's copy leaves: long lines, cells between upright strokes."""

from collections.abc import Iterator

from tests.made_up_exhibits.paper import (
    Amounts,
    Block,
    Line,
    PageBreak,
    Paragraph,
    Signature,
    Terms,
)

TABLES = ("strokes", "cells on lines", "strokes and spacers")


def render(blocks: list[Block], table: str) -> str:
    """Set the paper as a host shows it; paragraphs are one line each."""
    lines: list[str] = []
    for block in blocks:
        lines += [*_block(block, table), ""]
    return "\n".join(lines) + "\n"


def _block(block: Block, table: str) -> Iterator[str]:
    if isinstance(block, Line):
        yield from block.text.split("\n")
    elif isinstance(block, Paragraph):
        yield f"{block.label} {block.text}".strip()
    elif isinstance(block, Signature):
        yield from (line.strip() for line in block.lines if line.strip())
    elif isinstance(block, Terms):
        for label, value in block.rows:
            yield from _cells([label, value], table)
    elif isinstance(block, Amounts):
        yield from _cells(list(block.headings), table)
        rows = [*block.rows, *([block.total] if block.total else [])]
        signs = [*block.signs[: len(block.rows)], block.signs[-1]]
        for row, sign in zip(rows, signs, strict=False):
            cells = [row[0]]
            for figure in row[1:]:
                cells += [sign, figure] if sign else [figure]
            yield from _cells(cells, table)
    elif isinstance(block, PageBreak):
        yield ""


def _cells(cells: list[str], table: str) -> Iterator[str]:
    if table == "strokes":
        yield "| " + " | ".join(cells) + " |"
    elif table == "strokes and spacers":
        yield "| " + " | | ".join(cells) + " | |"
    else:
        for cell in cells:
            yield "|"
            yield cell
        yield "|"

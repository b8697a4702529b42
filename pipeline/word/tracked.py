"""Tracked changes: paragraphs with their insertions, deletions and moves, signed and dated."""

import datetime as dt
from collections.abc import Iterable
from itertools import count, groupby

from pipeline.amendments.model import RunKind
from pipeline.word.paragraphs import Paragraph, Piece, one_line
from pipeline.word.wml import Element, paragraph, run, sub, w

#: The longest name of an author that Word takes.
_LONGEST_AUTHOR = 255
_PLAIN = {RunKind.DELETED: "del", RunKind.INSERTED: "ins"}
_MOVED = {RunKind.DELETED: "moveFrom", RunKind.INSERTED: "moveTo"}


class Tracker:
    """Writes paragraphs with tracked changes that one agreement signs.

    ``bookmarks`` has the name of a bookmark by the id of each instruction whose first change
    got one, so that a table can link to it.
    """

    def __init__(self, agreement: str, date: dt.date | None, ids: Iterable[str]) -> None:
        self.bookmarks: dict[str, str] = {}
        self._author = {"author": one_line(agreement)[:_LONGEST_AUTHOR]}
        self._date = date
        self._ids = count(1)
        self._opened: dict[tuple[int, RunKind], Element] = {}
        self._wanted = {one: f"change_{number}" for number, one in enumerate(ids, start=1)}
        self._last = (RunKind.KEPT, RunKind.KEPT)  # the paragraph before: its last words, its end
        self._hour = 0

    def write(self, parent: Element, laid_out: Paragraph, style: str) -> None:
        """Append a paragraph, and after it the end of a moved passage that takes its end along."""
        self._keep_apart(laid_out)
        p = paragraph(parent, style)
        if laid_out.end is not RunKind.KEPT:
            names = _MOVED if laid_out.is_end_moved else _PLAIN
            self._change(sub(p[0], "rPr"), names[laid_out.end])
        last = laid_out.pieces[-1]
        late = last if laid_out.is_end_moved and last.closes else None
        for by, pieces in groupby(laid_out.pieces, lambda piece: piece.by):
            self._write_group(p, by, list(pieces), late)
        if late is not None:
            self._close(parent, late)

    def _keep_apart(self, laid_out: Paragraph) -> None:
        """Date insertions an hour later where they would run into those of the paragraph before.

        LibreOffice takes two insertions of one author and date on both sides of a paragraph's
        end for one that holds the end too, and rejecting it would join the paragraphs.
        """
        kinds = [piece.kind for piece in laid_out.pieces if piece.text]
        meets = self._last == (RunKind.INSERTED, RunKind.KEPT)
        first = kinds[0] if kinds else laid_out.end
        self._hour = 1 - self._hour if meets and first is RunKind.INSERTED else 0
        # An empty paragraph begins and ends with the end of the one before.
        self._last = (kinds[-1] if kinds else self._last[1], laid_out.end)

    def _write_group(self, p: Element, by: str, pieces: list[Piece], late: Piece | None) -> None:
        """Append neighbouring pieces by one instruction, with its bookmark if it is the first."""
        is_marked = any(piece.text and piece.kind is not RunKind.KEPT for piece in pieces)
        name = self._wanted.pop(by, None) if is_marked else None
        number = ""
        if name is not None:
            self.bookmarks[by] = name
            number = str(next(self._ids))
            sub(p, "bookmarkStart", id=number, name=name)
        for piece in pieces:
            if piece.opens:
                self._open(p, piece)
            if piece.text:
                self._write_piece(p, piece)
            if piece.closes and piece is not late:
                self._close(p, piece)
        if name is not None:
            sub(p, "bookmarkEnd", id=number)

    def _write_piece(self, p: Element, piece: Piece) -> None:
        if piece.kind is RunKind.KEPT:
            run(p, piece.text)
        else:
            name = _name(piece)
            run(self._change(p, name), piece.text, is_deleted=name == "del")

    def _change(self, parent: Element, element: str, **attributes: str) -> Element:
        number = str(next(self._ids))
        return sub(parent, element, id=number, **attributes, **self._author, **self._dated(element))

    def _dated(self, element: str) -> dict[str, str]:
        if self._date is None:
            return {}
        hour = self._hour if element in ("ins", "moveTo") else 0
        return {"date": f"{self._date.isoformat()}T{hour:02}:00:00Z"}

    def _open(self, p: Element, piece: Piece) -> None:
        start = self._change(p, f"{_name(piece)}RangeStart", name=f"move{piece.move}")
        self._opened[piece.move, piece.kind] = start

    def _close(self, parent: Element, piece: Piece) -> None:
        start = self._opened.pop((piece.move, piece.kind))
        sub(parent, f"{_name(piece)}RangeEnd", id=start.get(w("id"), ""))


def _name(piece: Piece) -> str:
    return (_MOVED if piece.move else _PLAIN)[piece.kind]

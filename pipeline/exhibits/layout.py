"""From the lines of a paper to its paragraphs and the rows of its tables.

What a page cuts is put together again; labels and values that are wrapped, each in its own
column, are put together in their column. A line is read once or twice, so time grows with the
size of the paper.
"""

import re
from collections.abc import Iterator

from pipeline.exhibits.figures import MONTH
from pipeline.exhibits.labels import is_label
from pipeline.exhibits.labels_above import with_values_below
from pipeline.exhibits.layout_lines import LABEL, Line, begins_with_label, line_of
from pipeline.exhibits.layout_rows import SLACK, Rows
from pipeline.exhibits.passages import COLLAPSED, Block, Paragraph, Passage, Row, Span, passage
from pipeline.exhibits.prose_in_line import paragraphs_within
from pipeline.exhibits.sentences import sentences
from pipeline.exhibits.strokes import pieces_of_line, rows_of, tables_on_lines
from pipeline.records.exhibit import ExhibitText

_ENDS = re.compile(r"[.:;!?][\"'”’)]*$")
_CUT = re.compile(r"(?:,|\b(?:and|or|of|the|to|in|by|for|with|a|an|at|on|as|its|which|that))$")
#: What ends no sentence although a full stop is behind it: an initial, a firm's ending.
_SHORTENED = re.compile(r"\b(?:Inc|Corp|Co|Cos|Ltd|Bros|L\.P|N\.A|S\.A|[A-Z])\.$")
_INITIAL = re.compile(r"[A-Z]\.\s")
_MONTH_ENDS = re.compile(rf"\b(?:{MONTH})\s*$", re.IGNORECASE)
#: Where the letter begins and ends in such a line.
_LETTER = re.compile(
    r"\b(?:Ladies and Gentlemen|Gentlemen|Dear (?:Sir or Madam|Sirs?|Mesdames))\b:?"
)
_ENDS_LETTER = re.compile(
    r"\b(?:Very truly yours|Yours (?:very )?(?:truly|faithfully)|Sincerely|ACCEPTED|AGREED AND)\b"
)
_DASH = re.compile(r"[-–—]\s")
_OF_FIRM = re.compile(r"\b(?:Inc|Corp|Co|Cos|Ltd|Bros|L\.P|N\.A|S\.A)\.$")
#: A line of prose that has this many signs fills its line.
_FULL = 50


def blocks(exhibit: ExhibitText) -> list[Block]:
    """Return the paragraphs and rows of a paper, in its order."""
    tables = list(tables_on_lines(exhibit))
    found = [
        block
        for chunk in _chunks(exhibit, {number for lines, _ in tables for number in lines})
        for block in (
            _of_long_line(chunk[0]) if len(chunk[0].text) > COLLAPSED else _of_chunk(chunk)
        )
    ]
    if tables:
        found += [block for _, rows in tables for block in rows]
        found.sort(key=lambda block: block.passage.first)
    return list(with_values_below(found, exhibit.lines))


def _of_long_line(line: Line) -> Iterator[Block]:
    """Yield what a line holds that was once many: a copy that lost its line ends."""
    whole = passage([(line.number, line.text)]).span()
    pieces = pieces_of_line(whole)
    is_letter = False
    for piece in pieces:
        if isinstance(piece, list):
            yield from rows_of(piece)
        else:
            yield from _of_prose(piece, is_letter=is_letter, has_rows=len(pieces) == 1)
            is_letter = is_letter or _LETTER.search(piece.text) is not None


def _of_prose(whole: Span, *, is_letter: bool, has_rows: bool) -> Iterator[Block]:
    """Yield the sentences of words that were once many lines, each as a paragraph.

    ``is_letter`` says whether the letter began before them. Where they may hold rows a label
    that is known, with a colon, begins one, whose value goes to the next label or to the end
    of its sentence.
    """
    text = whole.text
    begin = match.end() if not is_letter and (match := _LETTER.search(text)) else 0
    yield from _sentences(whole.part(0, begin))
    end = match.start() if (match := _ENDS_LETTER.search(text, begin)) else len(text)
    labels = list(_inline_labels(text, begin, end)) if has_rows else []
    at = begin
    for number, (start, behind) in enumerate(labels):
        yield from _sentences(whole.part(at, max(at, start)))
        next_label = labels[number + 1][0] if number + 1 < len(labels) else end
        value = whole.part(behind, next_label).stripped(" .")
        if next_label - behind > _FULL * 6 or number + 1 == len(labels):
            value = next(sentences(value), value).stripped(" .")
        if value:
            first = whole.lines.first
            parts = ((first, text[start:behind]), (first, value.text))
            yield Row(tuple(passage([part]) for part in parts), (0, 1))
            at = value.end - whole.start
        else:
            at = behind
    yield from _sentences(whole.part(at, end))
    yield from _sentences(whole.part(end, len(text)))


def _inline_labels(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where labels that are known, each with its colon, begin and end within words."""
    for colon in re.finditer(r":(?=\s)", text[begin:end]):
        behind = begin + colon.end()
        head = text[max(begin, behind - 60) : behind - 1]
        words = list(re.finditer(r"\S+", head))
        for word in words[-6:]:
            if head[word.start()].isupper() and is_label(head[word.start() :]):
                yield behind - 1 - len(head) + word.start(), behind
                break


def _sentences(span: Span) -> Iterator[Block]:
    for part in paragraphs_within(span):
        yield _paragraph_of(passage([(part.lines.first, part.text)]), 0)


def _chunks(exhibit: ExhibitText, others: set[int]) -> Iterator[list[Line]]:
    """Yield the runs of lines without a blank line; what only a page parts is one run.

    ``others`` are lines that are read already.
    """
    chunk: list[Line] = []
    is_new = is_page = False
    for number, line in enumerate(exhibit.lines, 1):
        if number in exhibit.furniture and number not in others and not _is_day(exhibit, number):
            is_page, is_new = True, True
            continue
        if not line.strip() or number in others:
            is_new = True
            continue
        if len(line) > COLLAPSED:
            if chunk:
                yield chunk
            yield [Line(number, 0, ((0, " ".join(line.split())),))]
            chunk, is_new, is_page = [], False, False
            continue
        read = line_of(number, line)
        if not read.cells:  # dots that lead from nothing to nothing
            is_new = True
            continue
        if chunk and is_new and not (is_page and _goes_on(chunk, read)):
            yield chunk
            chunk = []
        chunk.append(read)
        is_new = is_page = False
    if chunk:
        yield chunk


def _is_day(exhibit: ExhibitText, number: int) -> bool:
    """Whether a number alone on its line is the day of a month named at the end of the last line.

    A page's number may stand there too: then the day is the first word behind it.
    """
    words = exhibit.lines[number - 1].strip()
    if not (words.isdigit() and 1 <= int(words) <= 31 and number > 1):
        return False
    behind = next((s.strip() for s in exhibit.lines[number : number + 4] if s.strip()), "")
    before = exhibit.lines[number - 2]
    return _MONTH_ENDS.search(before) is not None and re.match(r"\d{1,2}\b", behind) is None


def _goes_on(chunk: list[Line], line: Line) -> bool:
    """Whether a line behind a page's end goes on with the sentence or the value before it."""
    before = chunk[-1].text
    ends = _ENDS.search(before) is not None and _SHORTENED.search(before) is None
    if ends and not line.text[:1].islower():
        return False
    rows = [one for one in chunk if one.is_row]
    if rows and not line.is_row:
        column = rows[-1].cells[-1][0]
        return column > SLACK and abs(line.indent - column) <= SLACK
    is_item = LABEL.match(line.text) is not None and not _INITIAL.match(line.text)
    if line.is_row or rows or is_item:
        return False
    if line.text[:1].islower() or _CUT.search(before):
        return True
    if _is_labelled(chunk):
        # Whether the value goes on cannot be told from a paragraph below the table.
        return False
    # The last line of prose before a page's end need not be full: a page is cut anywhere.
    is_prose = max(len(one.text) for one in chunk) > _FULL
    return is_prose and line.indent <= chunk[-1].indent and not line.text.isupper()


def _of_chunk(chunk: list[Line]) -> Iterator[Block]:
    rows = sum(line.is_row for line in chunk)
    is_prose = rows == 0 or (
        not chunk[0].is_row and rows * 3 < len(chunk) and max(len(c.text) for c in chunk) > _FULL
    )
    if is_prose and not _is_labelled(chunk):
        yield from _paragraphs(chunk)
    else:
        yield from Rows(chunk, _paragraphs).read()


def _is_labelled(chunk: list[Line]) -> bool:
    """Whether a run begins with a label that is known, or that the next line's first cell ends."""
    first = chunk[0].text
    if begins_with_label(first) or is_label(first):
        return True
    return len(chunk) > 1 and chunk[1].is_row and is_label(f"{first} {chunk[1].cells[0][1]}")


def _paragraphs(chunk: list[Line]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a run: an indented first line or a label begins a new one."""
    start = 0
    for at in range(1, len(chunk)):
        before, line = chunk[at - 1], chunk[at]
        ends = _ends_before(before.text, line.text)
        joins = re.search(r"[;,]\s*(?:and|or)$", before.text) is not None
        labelled = LABEL.match(line.text) is not None and (ends or joins)
        indented = ends and line.indent > before.indent + 2
        # A line in capitals within a paragraph is words that fell on a line of their own.
        may_be = at - 1 == start or _ENDS.search(chunk[at - 2].text) is not None
        if labelled or indented or (may_be and _is_heading(before, line)):
            yield _paragraph(chunk[start:at])
            start = at
    yield _paragraph(chunk[start:])


def _is_heading(before: Line, line: Line) -> bool:
    """Whether a line stands alone above another: set in the middle, or in capitals."""
    centred = before.indent > line.indent + 8 and len(before.text) < _FULL
    capitals = (
        before.text.isupper()
        and re.search(r"[A-Z]{3}", before.text) is not None
        and not line.text.isupper()
        and len(before.text) < _FULL
    )
    return (centred or capitals) and not before.text.endswith(",")


def _ends_before(before: str, text: str) -> bool:
    """Whether a line ends a sentence: "Example Widgets, Inc." ends none before a dash below it."""
    is_name = _DASH.match(text) is not None and _OF_FIRM.search(before) is not None
    return _ENDS.search(before) is not None and not is_name


def _paragraph(lines: list[Line]) -> Paragraph:
    words = passage((line.number, line.text) for line in lines)
    return _paragraph_of(words, lines[0].indent)


def _paragraph_of(words: Passage, indent: int) -> Paragraph:
    match = LABEL.match(words.text)
    if match is None:
        return Paragraph(words, indent)
    label = match["a"] or match["b"] or match["c"] or match["d"] or ""
    return Paragraph(words, indent, label, match.end())

"""What is taken in as a paper, and what is refused, with the reason."""

import re
from dataclasses import dataclass

from pipeline.exhibits.clauses import purchase_clause
from pipeline.exhibits.head import HEADING, head_lines
from pipeline.exhibits.names import is_masked
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.several import agreements
from pipeline.records.archive import Archive
from pipeline.records.base import LineRange
from pipeline.records.codes import ExhibitFormat
from pipeline.records.exhibit import ExhibitText, exhibit_of
from pipeline.records.html_text import looks_like_html, text_layer

#: No paper is near this size, pictures and styles of its page included.
MAX_BYTES = 20_000_000
#: No agreement of this kind has so many signs, long schedules included: those known have some
#: 100,000.
MAX_SIGNS = 8_000_000
#: A copy that lost its line ends has one line; no agreement is this long.
MAX_LINE = 6_000_000
#: Nor are there so many rows of terms; those known have some twenty.
MAX_ROWS = 5_000
#: Lines that are only the printer's: of a paper of eight million signs some five thousand.
MAX_MARKS = 20_000
_DOCUMENTS = re.compile(rb"<DOCUMENT>", re.IGNORECASE)
_BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
)
_CONTROLS = frozenset(range(9)) | frozenset(range(14, 32))
_OTHER = re.compile(
    (
        r"(?:CREDIT|LOAN|INDENTURE|SUPPLEMENTAL INDENTURE|DISTRIBUTION|DEALER|EMPLOYMENT|"
        r"MERGER|LEASE|TRUST|SELLING AGENCY|"
        r"REGISTRATION RIGHTS|PURCHASE AND SALE|STOCK PURCHASE|ASSET PURCHASE|SHARE PURCHASE|"
        r"NOTE PURCHASE)\b.*\b(?:AGREEMENT|INDENTURE)|"
        r"(?:SUPPLEMENTAL\s)?INDENTURE|BASIC PROVISIONS|(?:BY-?LAWS|ARTICLES OF INCORPORATION)"
        r"|FREE WRITING PROSPECTUS|PROSPECTUS(?: SUPPLEMENT)?"
    ),
    re.IGNORECASE,
)


#: How papers say that standing provisions are theirs.
_STANDING = re.compile(
    (
        r"\bby\s+reference\b|\b(?:form|be(?:come)?|are|deemed(?:\s+to\s+be)?)\s+(?:a\s+)"
        r"?part\s+of\s+(?:this|it)\b|"
        r"\b(?:Basic|Standard|General)\s+(?:\w+\s+)?(?:Provisions|Terms)\b"
    ),
    re.IGNORECASE,
)


class RefusedError(Exception):
    """The file gives no draft; the message says why."""


@dataclass(frozen=True)
class Taken:
    """A file that was taken in: its form, and the text that citations count lines of."""

    content: bytes
    format: ExhibitFormat
    layer: str
    exhibit: ExhibitText


def take_in(content: bytes, path: str) -> Taken:
    """Return a file's text; raises RefusedError where it can hold no paper."""
    if not content.strip():
        raise RefusedError("the file is empty")
    if len(content) > MAX_BYTES:
        raise RefusedError(
            f"the file has {len(content):,} bytes, and {MAX_BYTES:,} are the most; give "
            f"the exhibit alone"
        )
    if content.startswith(_BINARY) or b"\x00" in content[:100_000]:
        raise RefusedError(
            "the file is no text: a picture, a PDF or an archive; give the paper as .txt or .htm"
        )
    sample = content[:100_000]
    if sum(byte in _CONTROLS for byte in sample) > len(sample) / 50:
        raise RefusedError("the file is no text: it is full of signs that cannot be printed")
    if len(_DOCUMENTS.findall(content)) > 1:
        raise RefusedError(
            "the file is a whole filing of several documents; give the exhibit alone"
        )
    if looks_like_html(content):
        layer = text_layer(content)
        if not layer.strip():
            raise RefusedError("the page holds no words")
        exhibit = exhibit_of(layer.encode(), path)
        _must_not_be_long(exhibit, len(layer))
        return Taken(content, "html", layer, exhibit)
    exhibit = exhibit_of(content, path)
    _must_not_be_long(exhibit, len(content))
    if not exhibit.written:
        raise RefusedError("the file holds no words")
    return Taken(content, "text", "", exhibit)


def _must_be_one(paper: Paper, taken: Taken) -> None:
    """Refuse a file of several agreements: nobody can say which of them the draft is of."""
    parts = agreements(paper)
    if len(parts) == 1:
        return
    begins = ", ".join(f"line {part.first}" for part in parts[1:6])
    more = "" if len(parts) <= 6 else f" and {len(parts) - 6} more places"
    where = "line of the page's text" if taken.format == "html" else "line"
    begins = begins.replace("line", where, 1)
    ranges = " and ".join(f"--lines {part}" for part in parts[:2])
    cure = (
        f"import each by itself, with {ranges}"
        if taken.format == "text" and parts[0].last < parts[1].first
        else "give each as a file of its own"
    )
    raise RefusedError(
        f"the file holds {len(parts)} agreements: another begins at {begins}{more}; {cure}"
    )


def _must_not_be_long(exhibit: ExhibitText, signs: int) -> None:
    if signs > MAX_SIGNS:
        raise RefusedError(
            f"the text has {signs:,} signs, and an agreement of this kind at most {MAX_SIGNS:,}: "
            "a whole filing, or several papers in one file; give the exhibit alone"
        )
    if max(map(len, exhibit.lines), default=0) > MAX_LINE:
        raise RefusedError(f"the file has a line of more than {MAX_LINE:,} signs: no paper")


def cut(content: bytes, lines: str) -> bytes:
    """Return some lines of a text, byte for byte; raises RefusedError where it has no such lines.

    ``lines`` is written as in citations: ``72-146``.
    """
    if looks_like_html(content):
        raise RefusedError("--lines takes a part of a text; of a page, give the part as a file")
    try:
        wanted = LineRange.model_validate(lines)
    except ValueError as error:
        raise RefusedError(f"'{lines}' is not a line or a range such as 83-85") from error
    held = _lines(content)
    if wanted.last > len(held):
        raise RefusedError(f"the file has {len(held)} lines, and {lines} are not among them")
    return b"".join(held[wanted.first - 1 : wanted.last])


def _lines(content: bytes) -> list[bytes]:
    """Return the lines as citations count them: line feeds end them, and stay with them."""
    lines = [line + b"\n" for line in content.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def judged(taken: Taken, archive: Archive, *, is_part: bool = False) -> tuple[Paper, list[str]]:
    """Return the paper with remarks on the copy; raises RefusedError where it is another kind.

    ``is_part`` says that somebody chose these lines of a file as one agreement.
    """
    paper = Paper(taken.exhibit.mended, archive)
    lines = head_lines(paper)
    heads = [line.text.strip(" .*") for line in lines[:40]]
    titled = [text for text in heads if HEADING.fullmatch(text)]
    named = titled or [
        text
        for text in heads
        if re.search(r"\b(?:TERMS|UNDERWRITING|PURCHASE|PRICING) AGREEMENT\b", text)
    ]
    clause = purchase_clause(paper)
    by_reference = any(_STANDING.search(block.text) for block in paper.paragraphs(whole=True))
    other = next((text for text in heads if _OTHER.fullmatch(text)), None)
    if other is not None and not titled:
        raise RefusedError(
            f"the paper is headed '{other[:80]}': an agreement or a document of another kind"
        )
    if len(taken.exhibit.furniture) > MAX_MARKS:
        raise RefusedError(
            f"the file has {len(taken.exhibit.furniture):,} marks of pages, and an agreement "
            f"{MAX_MARKS:,} at most: no paper"
        )
    if len(paper.rows) > MAX_ROWS:
        raise RefusedError(
            f"its terms have {len(paper.rows):,} rows, and those of an agreement {MAX_ROWS:,} at "
            f"most: tables of another paper; give the exhibit alone"
        )
    has_terms = sum(bool(row) for row in paper.rows) >= 3
    if clause is None and not paper.is_signed and not (named and has_terms):
        raise RefusedError(
            "no sentence says that underwriters buy, and nobody signs: a summary page "
            "or another document; "
            "give the agreement itself"
        )
    if not named and not by_reference:
        raise RefusedError(
            "no heading calls it a Terms Agreement, and nothing in it is incorporated "
            "by reference: an "
            "agreement of another kind"
        )
    if (
        titled
        and not by_reference
        and paper.is_signed
        and not re.search("TERMS|PRICING", titled[0], re.IGNORECASE)
    ):
        raise RefusedError(
            "it incorporates no standing provisions by reference: an agreement of another kind"
        )
    if not is_part:
        _must_be_one(paper, taken)
    remarks = []
    masked = [number for number, line in paper.written if is_masked(line.text)]
    if masked:
        remarks.append(
            f"The copy is masked: letters are replaced by x on {len(masked)} lines, "
            f"the first of them line {masked[0]}; "
            "what was masked is left blank as illegible."
        )
    last = paper.written[-1] if paper.written else None
    if (
        last is not None
        and not paper.is_signed
        and re.search(r"[\w,]$", last[1].text)
        and len(last[1].text) > 40
    ):
        remarks.append(
            f"The copy ends in mid-sentence, on line {last[0]}; what follows was not seen."
        )
    if not named:
        remarks.append("The copy has no heading that names the paper.")
    return paper, remarks

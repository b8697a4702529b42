"""Measure the importer on papers made longer and longer, and on what it must refuse quickly.

A paper of ordinary length is padded by what real ones carry behind or within them: pages of legal
text, tables of a schedule; as text and as HTML. The draft must be that of the paper without it.
"""

import datetime as dt
import math
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.exhibits.drafting import DraftRecord, draft_record
from pipeline.exhibits.intake import RefusedError
from pipeline.paths import ROOT
from pipeline.records.archive import Archive
from pipeline.records.deal import fields
from pipeline.records.reader import read_archive

TODAY = dt.date(2026, 1, 2)
#: Sizes in bytes of the papers that are read whole.
SIZES = (1_250_000, 2_500_000, 5_000_000)
SEED = ROOT / "data" / "exhibits" / "citigroup-2004-02-02.txt"
#: Made-up pages; the places in the seed are behind the line that they name.
_LEGAL = b"""\
         The Indenture provides that each Holder shall be entitled to such further
assurances as the Trustee deems proper in the circumstances, and that no waiver of
any default shall extend to or affect any subsequent default.

"""
_ROWS = b"".join(b"Specimen Region %-12d   1,234,567       2,345,678\n" % n for n in range(30))
_TABLE = b"REGION                        1999           2000\n\n" + _ROWS + b"\n"
_HTML_ROW = b"<tr><td>Specimen Region</td><td>$</td><td>1,234,567</td><td>&nbsp;</td></tr>\n"
_END_OF_TERMS = 148


def papers() -> dict[str, Callable[[int], bytes]]:
    """Return, by name, what makes a paper of so many bytes that should be read whole."""
    seed = SEED.read_bytes()
    lines = seed.split(b"\n")
    page = _page(seed)

    def padded(before: bytes, unit: bytes, behind: bytes) -> Callable[[int], bytes]:
        return lambda size: before + unit * (size // len(unit)) + behind

    head, rest = (b"\n".join(part) for part in (lines[:_END_OF_TERMS], lines[_END_OF_TERMS:]))
    schedule = b"\n\n                  SCHEDULE II\n\n"
    html_table = b"<table>" + _HTML_ROW * 30 + b"</table>\n"
    paragraph = b"<p>" + b" ".join(_LEGAL.split()) + b"</p>\n"
    return {
        "text, legal text within": padded(head + b"\n", _LEGAL, rest),
        "text, legal text behind": padded(seed + schedule, _LEGAL, b""),
        "text, tables behind": padded(seed + schedule, _TABLE, b""),
        "html, legal text behind": padded(
            b"<html><body>" + page + b"<p>SCHEDULE II</p>", paragraph, b"</body></html>"
        ),
        "html, tables behind": padded(
            b"<html><body>" + page + b"<p>SCHEDULE II</p>", html_table, b"</body></html>"
        ),
    }


def _page(seed: bytes) -> bytes:
    """Return the seed as HTML: its letter in paragraphs, its annex as a table."""
    letter, annex = seed.replace(b"&", b"&amp;").split(b"ANNEX A")
    rows = b"".join(
        b"<tr><td>"
        + b"</td><td>".join(re.split(rb"\s{3,}|(?<=\$)\s+", line.strip()))
        + b"</td></tr>\n"
        for line in annex.split(b"\n")
        if line.strip(b" -=\r")
    )
    paragraphs = letter.replace(b"\n\n", b"</p>\n<p>")
    return b"<p>" + paragraphs + b"</p><p>ANNEX A</p><table>" + rows + b"</table>"


def refused() -> Iterator[tuple[str, bytes]]:
    """Yield papers that must be refused soon: no agreement is like them."""
    seed = SEED.read_bytes()
    yield "many agreements", seed * (5_000_000 // len(seed))
    yield "rows of terms", seed.replace(b"\nRecord Date", b"\nA Term:   words\n" * 300_000, 1)
    yield "one line", b" ".join((seed * 280).split())
    yield "a row of capitals", seed.replace(b"Lehman", b"A" * 90 + b"!").replace(b"By:", b"")


def measure() -> None:
    """Print the seconds that each paper takes, and how they grow."""
    archive: Archive = replace(read_archive(ROOT / "data"), deals={})
    draft_record(SEED.read_bytes(), archive, TODAY)
    print("importing a paper; seconds")
    for name, make in papers().items():
        points = []
        plain = _values(draft_record(make(0), archive, TODAY))
        for size in SIZES:
            content = make(size)
            start = time.perf_counter()
            draft = draft_record(content, archive, TODAY)
            points.append((len(content), time.perf_counter() - start))
            if _values(draft) != plain:
                raise AssertionError(f"{name}: {size} more bytes change what is read")
        shown = "".join(f"{seconds:8.2f}" for _, seconds in points)
        print(f"{name:>26}{shown}  growth: bytes^{slope(points):.2f}", flush=True)
    for name, content in refused():
        start = time.perf_counter()
        try:
            draft_record(content, archive, TODAY)
            outcome = "draft"
        except RefusedError as error:
            outcome = f"refused: {str(error)[:60]}"
        print(f"{name:>26}{time.perf_counter() - start:8.2f}  {outcome}", flush=True)


def _values(draft: DraftRecord) -> list[tuple[str, object]]:
    """Return what a draft says; page numbers and lines are left out."""
    return [
        (one.name, getattr(one.stated, "value", None))
        for one in fields(draft.deal)
        if not one.name.startswith("document.page_marks")
    ]


def slope(points: list[tuple[int, float]]) -> float:
    """Return the power of the size with which the seconds grow."""
    logs = [(math.log(size), math.log(seconds)) for size, seconds in points]
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    rise = sum((x - mean_x) * (y - mean_y) for x, y in logs)
    return rise / sum((x - mean_x) ** 2 for x, _ in logs)

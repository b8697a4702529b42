"""Measure the importer on papers made longer and longer, and on what it must refuse quickly."""

import datetime as dt
import math
import time
from collections.abc import Iterator
from dataclasses import replace

from pipeline.exhibits.drafting import draft_record
from pipeline.exhibits.intake import RefusedError
from pipeline.paths import ROOT
from pipeline.records.archive import Archive
from pipeline.records.reader import read_archive

TODAY = dt.date(2026, 1, 2)
#: Sizes in bytes of the papers that are read whole.
SIZES = (100_000, 200_000, 400_000, 800_000)


def papers() -> Iterator[tuple[str, bytes]]:
    """Yield papers by name: the seed with its clauses repeated, and files of 5 MB."""
    lines = (ROOT / "data" / "exhibits" / "citigroup-2004-02-02.txt").read_bytes().split(b"\n")
    middle = b"\n".join(lines[148:252]) + b"\n"
    for size in SIZES:
        times = size // len(middle)
        yield (
            f"text {size:,}",
            b"\n".join([*lines[:148], *(middle.split(b"\n") * times), *lines[252:]]),
        )
    whole = b"\n".join(lines)
    yield "text 5,000,000", whole * (5_000_000 // len(whole))
    row = b"<tr><td>Title:</td><td style='padding:0'>3.625% Specimen Notes due 2009</td></tr>\n"
    yield "html 5,000,000", b"<html><body><table>" + row * (5_000_000 // len(row)) + b"</table>"
    style = b"<p style='" + b"margin:0;" * 200 + b"'>x</p>\n"
    body = b"<p>" + whole.replace(b"\n\n", b"</p>\n<p>") + b"</p>"
    yield "html, styles", b"<html><body>" + style * (5_000_000 // len(style)) + body


def measure() -> None:
    """Print the seconds that each paper takes, and how they grow."""
    archive: Archive = replace(read_archive(ROOT / "data"), deals={})
    points: list[tuple[float, float]] = []
    draft_record((ROOT / "data/exhibits/citigroup-2004-02-02.txt").read_bytes(), archive, TODAY)
    print("importing a paper; seconds")
    for name, content in papers():
        start = time.perf_counter()
        try:
            draft_record(content, archive, TODAY)
            outcome = "draft"
        except RefusedError as error:
            outcome = f"refused: {str(error)[:50]}"
        seconds = time.perf_counter() - start
        print(f"{name:>16}{seconds:9.2f}  {outcome}", flush=True)
        if len(points) < len(SIZES):
            points.append((math.log(len(content)), math.log(seconds)))
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points)
    slope /= sum((x - mean_x) ** 2 for x, _ in points)
    print(f"growth: importing ~ bytes^{slope:.2f}")

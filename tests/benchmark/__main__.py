"""Measure the pipeline on made-up deals; ``./inv bench`` runs this."""

import argparse
import json
import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.paths import ROOT, Paths
from tests.benchmark import amendments
from tests.benchmark.importing import measure as measure_importing
from tests.benchmark.made_up import make_archive

STAGES = ("read", "check", "tables", "write tables", "pages", "search", "publish")
#: Sizes of a growth run, as parts of the largest. The smallest is all fixed cost: it is shown,
#: and left out of the exponents.
PARTS = (0.01, 0.1, 0.3, 1.0)
#: What grows, as it is told.
GROWING = {
    "total": "the whole",
    "publish": "publishing",
    "search": "the search index",
    "question": "bytes that questions read",
    "slowest": "seconds of the slowest question",
}


def measured(data: Path, out: Path, *flags: str) -> dict[str, Any]:
    """Run one measurement in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "tests.benchmark.measure", str(data), str(out), *flags]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"the measured run failed:\n{done.stdout}\n{done.stderr}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def run(deals: int, place: Path, *, against_plain: bool) -> dict[str, Any]:
    """Measure one size; print and return its figures."""
    data, out = place / f"{deals}" / "data", place / f"{deals}" / "site"
    make_archive(data, deals)
    result = measured(data, out)
    seconds: dict[str, float] = result["seconds"]
    total = sum(seconds.values())
    figures = [f"{seconds[stage]:9.2f}" for stage in STAGES]
    line = f"{deals:>7,}{''.join(figures)}{total:9.2f}{result['memory_mb']:9.0f}"
    if against_plain:
        plain = measured(data, out, "--plain")["seconds"]["plain"]
        line += f"{plain:9.2f}{seconds['publish'] / plain:9.2f}"
    print(line, flush=True)
    for words in (*parted(result["parts"], seconds["pages"]), *searching(result)):
        print(f"{'':>9}{words}", flush=True)
    shutil.rmtree(place / f"{deals}")
    shutil.rmtree(Paths.of(data, out).work, ignore_errors=True)
    asked = result["parts"]["questions"].values()
    return {
        "deals": deals,
        "total": total,
        "publish": seconds["publish"],
        "search": seconds["search"],
        "question": sum(figures["kb"] for figures in asked),
        "slowest": max((figures["seconds"] for figures in asked), default=0),
    }


def parted(parts: dict[str, dict[str, float]], pages: float) -> Iterator[str]:
    """Yield what single parts cost in words, as ratios."""
    made, listed = parts["pages"], parts["list"]
    yield (
        f"of making the pages: JSON files {made['api'] / pages:.2f}, "
        f"nearest deals {made['nearest'] / pages:.3f} ({made['nearest']:.2f} s)"
    )
    if listed:
        bare, page, rows = listed["bare"], listed["bytes"], listed["rows"]
        yield (
            f"list of all deals in a browser: the page {page / 1e3:.0f} KB, the file of every row "
            f"{rows / page:.2f} of that; of parsing and laying the page out ({bare:.2f} s of its "
            f"thread): ready to sort and filter {listed['ready'] / bare:.1f}, first sort "
            f"{listed['sort'] / bare:.2f}"
        )


def searching(result: dict[str, Any]) -> Iterator[str]:
    """Yield what the search costs in words: of the build, after a change, of a question."""
    index, parts = result["index"], result["parts"]
    change = parts["change"]
    yield (
        f"search index: {index['share']:.2f} of the rest of the build, "
        f"{index['memory_mb']:.0f} MB more than it"
    )
    yield (
        f"one deal changed: index right after {change['seconds']:.2f} s ({change['cpu']:.2f} s of "
        f"the processor), {change['files']:.0f} files written; "
        f"{'found' if change['found'] else 'NOT FOUND'}"
    )
    yield f"./inv search: {parts['terminal']:.2f} s from start to end"
    for name, figures in parts["questions"].items():
        yield (
            f"asked on a cold page, {name}: first deals after {figures['seconds']:.2f} s, "
            f"{figures['kb']:.0f} KB after a page of {figures['page_kb']:.0f} KB (compressed by "
            f"the server: {figures['all_gzip_kb']:.0f} KB in all)"
        )


def exponent(runs: list[dict[str, Any]], what: str) -> float:
    """Return b of seconds = a * deals^b, by least squares on logarithms; 1 is linear."""
    points = [(math.log(r["deals"]), math.log(r[what])) for r in runs]
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    covariance = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return covariance / sum((x - mean_x) ** 2 for x, _ in points)


def main() -> None:
    """Measure, and print a table: seconds by stage, memory, and the ratio to plain MkDocs."""
    parser = argparse.ArgumentParser(prog="inv bench")
    parser.add_argument("--deals", type=int, default=1000)
    parser.add_argument("--growth", action="store_true")
    options = parser.parse_args()
    measure_importing()
    print("made-up deals; seconds by stage, memory in MB; plain: the same Markdown published by")
    print("MkDocs and Material without the hook and with every page in the theme's search")
    titles = (*STAGES, "total", "memory", "plain", "ratio")
    print(f"{'deals':>7}{''.join(f'{title[:9]:>9}' for title in titles)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        sizes = [int(options.deals * part) for part in PARTS] if options.growth else [options.deals]
        runs = [run(size, Path(folder), against_plain=size <= 1000) for size in sizes]
    if options.growth:
        grown = {what: exponent(runs[1:], what) for what in GROWING if runs[0][what]}
        told = (f"{GROWING[what]} ~ deals^{power:.2f}" for what, power in grown.items())
        print(f"growth: {', '.join(told)}")
    amendments.measure()


if __name__ == "__main__":
    main()

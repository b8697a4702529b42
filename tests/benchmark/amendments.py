"""How the amendment engine's time grows with what it is given, hostile input included.

Each figure is the exponent b of seconds = a * length^b between two lengths, measured in one
run; 1 is linear. Work is counted in the tests; the clock also sees what one match costs.
"""

import math
import time
from collections.abc import Callable

from pipeline.amendments.apply import vary
from pipeline.amendments.base_text import read_base_text
from pipeline.amendments.core import compare_wording
from pipeline.amendments.instructions import read_item
from pipeline.amendments.model import Instruction, Locator

#: Lengths in characters between which growth is measured.
SHORT, LONG = 20_000, 160_000
HOSTILE = {
    "one word": "a",
    "brackets": "(",
    "quotation marks": '"',
    "provisos": "provided, however, ",
    "half instructions": 'in the first line of Section 3, delete "x" and ',
    "labels": "(i) ",
    "neighbours": 'insert "x" after ',
}


def _seconds(run: Callable[[], object]) -> float:
    best = math.inf
    for _ in range(3):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return max(best, 1e-4)


def _reading(unit: str, length: int) -> float:
    text = unit * (length // len(unit))
    return _seconds(lambda: read_item("x", text))


def _varying(unit: str, length: int) -> float:
    words = unit * (length // len(unit))
    base = read_base_text(f"# T\n\n## 1. A\n\n{words} old {words}\n")
    one = Instruction("a", "substitute_words", Locator(section="1"), "old", words[:1000])
    return _seconds(lambda: vary(base, [one]))


def _comparing(unit: str, length: int) -> float:
    text = unit * (length // len(unit))
    return _seconds(lambda: compare_wording(text, f"{text} new"))


def measure() -> None:
    """Print a table: for each hostile text, the growth of reading, applying and comparing."""
    print(
        f"\namendments: growth from {SHORT:,} to {LONG:,} signs (1 is linear); seconds at the end"
    )
    print(f"{'':<20}{'reading':>16}{'applying':>16}{'comparing':>16}")
    read_item("x", 'in Section 3, delete "y"')
    for name, unit in HOSTILE.items():
        cells = []
        for run in (_reading, _varying, _comparing):
            short, long = run(unit, SHORT), run(unit, LONG)
            growth = math.log(long / short) / math.log(LONG / SHORT)
            cells.append(f"{growth:8.2f}{long:7.2f}s")
        print(f"{name:<20}{''.join(cells)}", flush=True)


if __name__ == "__main__":
    measure()

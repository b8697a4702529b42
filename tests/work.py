"""How much work something does, counted instead of timed: the same on every machine.

Counted are the calls of functions, Python's and C's. What one call of C does, such as the
match of a regular expression, is one call; how long it takes is for the benchmark.
"""

import sys
from collections.abc import Callable


def calls(run: Callable[[], object]) -> int:
    """Return how many calls of functions ``run`` makes; not to be used while tracing."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count

"""What is made once and stays: without Python's search for garbage in it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """Make something large that stays until the end of the work.

    The collector looks through all objects that are alive, again and again while more are made:
    of ten thousand records that is half the time of reading them. So it rests in here, and
    afterwards passes over what was made. Whatever nothing refers to any more is freed as ever.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()

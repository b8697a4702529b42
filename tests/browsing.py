"""A folder served on loopback, and a browser without a window that asks nothing of its own."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright

#: Commands under which a Chromium or Chrome is installed, the likeliest first.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
#: Keep the browser from calling home: a test may only see what the site itself asks for.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class Silent(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing: failed requests are what the browser reports."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, handler: type[Silent] = Silent) -> Iterator[str]:
    """Serve a folder on loopback; give its address, which ends in a slash."""
    made = functools.partial(handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), made)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def browser_program() -> str | None:
    """Return the path of an installed browser; None where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def launched(playwright: Playwright, program: str) -> Browser:
    """Start a browser without a window."""
    arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return playwright.chromium.launch(executable_path=program, args=arguments)

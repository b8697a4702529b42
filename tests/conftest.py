"""What many tests share: the real archive, its site built once, a server, a browser."""

import fcntl
import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from pipeline import stages
from pipeline.pages.build import build_pages
from pipeline.paths import ROOT, Paths
from pipeline.publish.assemble import assemble
from pipeline.publish.build import publish
from pipeline.search.build import searched
from tests.browsing import browser_program, launched, served
from tests.hostile_archive import make_archive


def _built(data: Path | None, name: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive's site, built once for all processes of a test run.

    Without ``data`` the archive is that of ``hostile_archive``.
    """
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    paths = Paths.of(data or shared / f"{name}-data" / "data", shared / name)
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not paths.out.exists():
            if data is None:
                make_archive(paths.data)
            checked = stages.read_and_check(paths, quiet=True)
            tables = stages.make_tables(paths, checked, quiet=True)
            pages = build_pages(checked.archive, tables, checked.findings)
            assemble(paths, *searched(checked.archive, tables, pages, paths))
            publish(paths)
            shutil.rmtree(paths.work)
    return paths.out


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the real archive's site."""
    return _built(ROOT / "data", "site", tmp_path_factory)


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of an archive whose every text is hostile."""
    return _built(None, "hostile-site", tmp_path_factory)


@pytest.fixture(scope="session")
def made_up_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the made-up provisions, whose base texts are held."""
    return _built(ROOT / "tests" / "made_up_provisions", "made-up-site", tmp_path_factory)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Return the address of the real archive's site."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def made_up_address(made_up_site: Path) -> Iterator[str]:
    """Return the address of the made-up provisions' site."""
    with served(made_up_site) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_address(hostile_site: Path) -> Iterator[str]:
    """Return the address of the hostile archive's site."""
    with served(hostile_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a headless Chromium: one that is installed, or one that can be."""
    with sync_playwright() as playwright:
        program = _find_browser(playwright) or _install_browser(playwright)
        if program is None:
            message = "no Chromium or Chrome, and none could be installed: browser tests left out"
            if os.environ.get("CI") == "true":
                pytest.fail(message)
            warnings.warn(pytest.PytestWarning(message), stacklevel=1)
            pytest.skip(message)
        started = launched(playwright, program)
        yield started
        started.close()


def _find_browser(playwright: Playwright) -> str | None:
    if program := browser_program():
        return program
    own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def _install_browser(playwright: Playwright) -> str | None:
    """Install a browser: Playwright's own, else Debian's package where this is root."""
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        attempts += [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]]
    for attempt in attempts:
        done = subprocess.run(attempt, capture_output=True, check=False, timeout=500)
        if done.returncode == 0 and (program := _find_browser(playwright)):
            return program
    return None


@dataclass
class Watched:
    """A page, and what went wrong while it was open."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the site by its path, and wait until it is loaded."""
        self.page.goto(f"{self.address}{path}", wait_until="load")
        self.page.wait_for_load_state("networkidle")
        return self.page


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    """Open a page on the real archive's site, and watch it."""
    with _watching(browser, address) as watching:
        yield watching


@pytest.fixture
def watched_made_up(browser: Browser, made_up_address: str) -> Iterator[Watched]:
    """Open a page on the site of the made-up provisions, and watch it."""
    with _watching(browser, made_up_address) as watching:
        yield watching


@pytest.fixture
def watched_hostile(browser: Browser, hostile_address: str) -> Iterator[Watched]:
    """Open a page on the site of the hostile archive, and watch it."""
    with _watching(browser, hostile_address) as watching:
        yield watching


@contextmanager
def _watching(browser: Browser, address: str) -> Iterator[Watched]:
    """Open a page of 1280 x 900 that reaches the site's own host and no other.

    Failed requests, requests to other hosts, dialogs, and errors and warnings on the console
    are faults; a test that leaves any fails.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    watching = Watched(page, address)
    host = urlsplit(address).netloc

    def at_home(url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in ("data", "blob", "about") or parts.netloc == host

    context.route(lambda url: not at_home(url), lambda route: route.abort())
    page.on(
        "request",
        lambda r: None if at_home(r.url) else watching.faults.append(f"asks {r.url}"),
    )
    page.on("requestfailed", lambda r: watching.faults.append(f"failed: {r.url} {r.failure}"))
    page.on(
        "response",
        lambda r: watching.faults.append(f"{r.status}: {r.url}") if r.status >= 400 else None,
    )
    page.on("pageerror", lambda error: watching.faults.append(f"script: {error}"))
    page.on(
        "console",
        lambda m: (
            watching.faults.append(f"console: {m.text}") if m.type in ("error", "warning") else None
        ),
    )
    page.on("dialog", lambda dialog: (watching.faults.append(dialog.message), dialog.dismiss()))
    yield watching
    context.close()
    assert watching.faults == []

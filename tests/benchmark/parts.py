"""What single parts of the pages cost, as shares of making all pages in the same run.

``of_pages`` times the deals' JSON files and the nearest deals; ``in_browser`` has a headless
Chromium open the list of all deals and sort it, and gives seconds of its main thread, which
other work on the machine does not lengthen.
"""

import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import CDPSession, sync_playwright

from pipeline.pages.api import api_deal
from pipeline.pages.deal import deal_path
from pipeline.pages.deal_paper import Paper
from pipeline.pages.deals_list import ROWS
from pipeline.pages.histories import Histories
from pipeline.pages.nearest import nearest
from pipeline.records.archive import Archive
from pipeline.tables.build import Tables
from tests.browsing import browser_program, launched, served


def of_pages(archive: Archive, tables: Tables) -> dict[str, float]:
    """Return seconds for every deal's JSON file, and for the nearest deals of all."""
    histories = Histories(archive)

    def files() -> None:
        for deal_id, record in archive.deals.items():
            api_deal(Paper(record, archive, tables, deal_path(deal_id), histories))

    def near() -> None:
        found = nearest(archive, tables)
        for deal_id in archive.deals:
            found.of(deal_id)

    return {"api": _timed(files), "nearest": _timed(near)}


def _timed(run: Callable[[], None]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def in_browser(site: Path) -> dict[str, float]:
    """Return what the list of all deals costs a browser; nothing where there is none.

    ``bytes`` of the page as it is sent uncompressed and ``rows`` of the file with every row;
    seconds of the main thread ``bare`` (without scripts, so parsed and laid out alone),
    ``ready`` (every row read, to be sorted, filtered and paged), and for the first ``sort``.
    """
    program = browser_program()
    if program is None:
        return {}
    sizes = {"bytes": site / "deals" / "index.html", "rows": site / ROWS}
    found = {name: float(file.stat().st_size) for name, file in sizes.items()}
    with served(site) as address, sync_playwright() as playwright:
        browser = launched(playwright, program)
        for name, scripts in (("bare", False), ("ready", True)):
            context = browser.new_context(java_script_enabled=scripts)
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            page.goto(f"{address}deals/", wait_until="load", timeout=300_000)
            if scripts:
                page.wait_for_selector("#deals-filter:not([hidden])", timeout=300_000)
            page.wait_for_load_state("networkidle")
            found[name] = _spent(session)
            if scripts:
                page.evaluate("document.querySelector('#deals-table th.am').click()")
                page.wait_for_selector("th.am[aria-sort]", timeout=300_000)
                found["sort"] = _spent(session) - found[name]
            context.close()
        browser.close()
    return found


def _spent(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(entry["value"] for entry in metrics if entry["name"] == "TaskDuration"))

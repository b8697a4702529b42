"""The search of a site in a browser, cold: seconds until the first deals are shown, and bytes.

``python -m tests.benchmark.searching SITE`` prints the figures of a site that is built already.
"""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browsing import Silent, browser_program, launched, served

#: What is asked: of one deal, of most deals, words side by side, a range, a misspelt word.
QUESTIONS = {
    "word": "madeup-issuer-0",
    "common word": "senior",
    "phrase": '"wire transfer of same day funds"',
    "number": "99.500",
    "range": "spread>0.4 tenor>=10",
    "firm": 'underwriter:"Madeup Firm 7" since:2004',
    "misspelt": "delawere",
}


#: What a server that compresses would compress; everything else is small already.
TEXTS = (".html", "/", ".css", ".js", ".json", ".svg")


class _Counting(Silent):
    """Counts the bytes it sends, and how many they were from a server that compresses."""

    sent = 0
    compressed = 0

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file and count its bytes; nothing is compressed on the way."""
        content = source.read()
        is_text = self.path.partition("?")[0].endswith(TEXTS)
        _Counting.sent += len(content)
        _Counting.compressed += len(gzip.compress(content, 6)) if is_text else len(content)
        outputfile.write(content)


def measured(site: Path) -> dict[str, dict[str, float]]:
    """Ask every question in a browser that has seen nothing of the site before.

    ``seconds`` run from the last key to the first deal shown, ``kb`` is what was fetched since
    the first key, ``page_kb`` what the page itself had fetched before; ``all_gzip_kb`` both
    together from a server that compresses.
    """
    program = browser_program()
    if program is None:
        return {}
    with served(site, _Counting) as address, sync_playwright() as playwright:
        browser = launched(playwright, program)
        _ask(browser, address, "warm")  # the browser itself, not the page
        found = {name: _ask(browser, address, text) for name, text in QUESTIONS.items()}
        browser.close()
    return found


#: Notes in the page itself when the last key came and when the first deals stood there.
_CLOCK = """() => {
  document.querySelector("#s-input").addEventListener(
    "input", () => { window.benchTyped = performance.now(); }, true);
  new MutationObserver(() => {
    if (document.querySelector("#s-drop .s-all")?.offsetParent) {
      window.benchShown ??= performance.now();
    }
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""


def _ask(browser: Browser, address: str, question: str) -> dict[str, float]:
    context = browser.new_context()
    page = context.new_page()
    _Counting.sent = _Counting.compressed = 0
    page.goto(f"{address}about/", wait_until="networkidle")
    before = _Counting.sent
    page.locator("#s-input").fill(question[:-1])
    page.locator("#s-input").press("End")
    page.evaluate(_CLOCK)
    page.keyboard.type(question[-1])
    page.wait_for_function("window.benchShown !== undefined", polling="raf", timeout=60_000)
    page.wait_for_load_state("networkidle")
    seconds = page.evaluate("window.benchShown - window.benchTyped") / 1000
    context.close()
    return {
        "seconds": round(seconds, 3),
        "kb": round((_Counting.sent - before) / 1024, 1),
        "page_kb": round(before / 1024, 1),
        "all_gzip_kb": round(_Counting.compressed / 1024, 1),
    }


def main(site: str) -> None:
    """Print the figures of one site."""
    result: dict[str, Any] = measured(Path(site))
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1])

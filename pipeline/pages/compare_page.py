"""The page on which deals stand side by side; a script fills it from the deals' JSON files."""

import json

from pipeline.pages.catalogue import Catalogue
from pipeline.pages.charts_explore import sides
from pipeline.pages.html import Markup, block, escape, url
from pipeline.pages.layout import opening, page
from pipeline.pages.page import Page
from pipeline.pages.sheet import FIGURES, SECURITY
from pipeline.pages.sheet_agreement import AGREEMENT, CLAUSES

HERE = "compare/index.md"
#: So many deals stand side by side; more cannot be read.
MOST = 6
#: The order of lines in each section; what is not named comes last.
ORDER: dict[str, tuple[str, ...]] = {
    "agreement": (*AGREEMENT, *CLAUSES),
    "terms": SECURITY,
    "figures": tuple(FIGURES),
}


def compare_page(catalogue: Catalogue) -> Page:
    """Return the page; without scripts it says what to do and leads to the deals."""
    return page(
        HERE,
        "Compare deals",
        "Two to six deals side by side: terms, economics, allocations, restrictions, amendments",
        "the terms that every deal's page shows",
        [
            opening(
                "Compare deals",
                "Two to six deals side by side: every term, what the archive computes, who took "
                "how much, where the securities may not be sold, and how the agreements vary "
                "their base documents. The address of a comparison can be sent.",
            ),
            _how(catalogue),
            _form(),
            block('<div id="compare-result" class="c-result d-amend" hidden></div>'),
        ],
        needs=("compare", "charts"),
        hide=("navigation", "toc"),
    )


def _how(catalogue: Catalogue) -> Markup:
    """Return what to do: all that is on the page until deals are chosen."""
    deals = url(HERE, "deals/index.md")
    issuers = url(HERE, "issuers/index.md")
    bases = url(HERE, "base-documents/index.md")
    example = ""
    if len(catalogue.first) > 1:
        ids = ",".join(entry.deal_id for entry in catalogue.first[:2])
        example = f', for example <a href="?deals={ids}">the two newest</a>'
    return block(
        '<div id="compare-how" class="c-how"><p>Choose deals with “Add to compare” at the head of '
        "a deal’s page, or with the + in a list of deals. They wait at the foot of every page "
        f"until you follow “Compare”. Or write the deals into the address{example}.</p>"
        f'<p>Deals are found in <a href="{deals}">the list of all deals</a>, by '
        f'<a href="{issuers}">issuer</a> and by <a href="{bases}">base document</a>; '
        "each deal’s page names the deals nearest to it.</p>"
        '<p class="c-plain">This page needs scripts, because it is put together in the browser. '
        "What it compares stands on the pages of the deals, which need none, and in the terminal "
        "<code>./inv compare DEAL DEAL</code> prints the same.</p></div>"
    )


def _form() -> Markup:
    data = json.dumps({"most": MOST, "order": ORDER, "chart": sides()}, ensure_ascii=False)
    return block(
        f'<form class="l-filter c-form" id="compare-form" data-compare="{escape(data)}" hidden>'
        '<label>Add a deal<input type="search" name="add" list="compare-found" '
        'autocomplete="off" placeholder="issuer, title or date"></label>'
        '<datalist id="compare-found"></datalist>'
        '<label class="c-only"><input type="checkbox" name="only"> Only differences</label>'
        '<button type="button" name="keep">Put these into the tray</button>'
        '<output aria-live="polite"></output></form>'
    )

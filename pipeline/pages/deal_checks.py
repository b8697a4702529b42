"""What the checks found in this record, also what its editors let stand, with their reason."""

from dataclasses import dataclass

from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Paper
from pipeline.pages.html import Markup, link, render

_ORDER = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as shown."""

    severity: str
    code: Markup
    field: str
    message: str
    waived: str


def checks_section(paper: Paper) -> Markup:
    """Return the section."""
    rows = sorted(
        paper.rows("findings"),
        key=lambda row: (
            row["waived_reason"] is not None,
            _ORDER.get(row["severity"], 3),
            row["code"],
            row["field"],
        ),
    )
    found = [
        Found(
            "waived" if row["waived_reason"] else row["severity"],
            link(paper.url("checks/index.md", row["code"].lower()), row["code"]),
            row["field"],
            row["message"],
            row["waived_reason"] or "",
        )
        for row in rows
    ]
    counts = [
        fmt.count(number, called or word)
        for word, called in (
            ("error", ""),
            ("warning", ""),
            ("info", "remark"),
            ("waived", "waived finding"),
        )
        if (number := sum(entry.severity == word for entry in found))
    ]
    return render(
        "deal_checks.html.jinja",
        weighty=[entry for entry in found if entry.severity != "info"],
        slight=[entry for entry in found if entry.severity == "info"],
        summary=fmt.listing(counts),
        all_checks=paper.url("checks/index.md"),
    )

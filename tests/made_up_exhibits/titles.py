"""What a title by itself tells a reader: the kind, the rank and the interest of its security."""

from tests.made_up_exhibits.paper import Paper
from tests.made_up_exhibits.plan import Series
from tests.made_up_exhibits.printed import day


def state_kind(paper: Paper, series: Series, source: str) -> None:
    """State what a title says of the kind, the rank and the interest of its security."""
    words = {
        "notes": "Notes",
        "bonds": "Bonds",
        "debentures": "Debentures",
        "index_linked_notes": "Index-Linked",
        "equity_linked_notes": "Equity Linked",
    }
    paper.state(source, f"{series.path}.security_type", series.security_type,
                words[series.security_type])  # fmt: skip
    if series.ranking and series.ranking.title() in series.title:
        paper.state(source, f"{series.path}.ranking", series.ranking, series.ranking.title())
    due = day(series.maturity)
    if due in series.title:
        # A whole date in the title is the maturity's, in a copy without its row too.
        paper.state(source, f"{series.path}.maturity_date", series.maturity.isoformat(), due)
    _interest_of_title(paper, series, source)


def _interest_of_title(paper: Paper, series: Series, source: str) -> None:
    """State what a title alone tells of the interest: needed where no row tells more."""
    kinds = {
        "fixed": "fixed",
        "fraction": "fixed",
        "floating": "floating",
        "zero": "zero",
        "fixed_to_floating": "fixed_to_floating",
        "reset": "fixed_reset",
    }
    path = f"{series.path}.interest"
    if series.coupon == "index_linked":
        index = "Made-up 100 Index"
        paper.state(source, f"{path}.type", "index_linked", required=False)
        paper.state(source, f"{path}.periods[0].type", "linked", required=False)
        paper.state(
            source,
            f"{path}.periods[0].reference_rate",
            index,
            index,
            also_right=(f"the {index}",),
            required=False,
        )
        return
    if series.coupon not in kinds:
        return
    paper.state(source, f"{path}.type", kinds[series.coupon], required=False)
    if series.coupon == "zero":
        return
    first = "floating" if series.coupon == "floating" else "fixed"
    paper.state(source, f"{path}.periods[0].type", first, required=False)
    if first == "fixed":
        paper.state(source, f"{path}.periods[0].rate_pct", series.rate.value, series.rate.printed,
                    required=False)  # fmt: skip

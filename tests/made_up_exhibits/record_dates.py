"""The row of the record dates: fixed days, a rule counted back, a list, or none."""

import datetime as dt

from tests.made_up_exhibits.interest import cash_dates
from tests.made_up_exhibits.paper import Paper, bounds
from tests.made_up_exhibits.plan import Deal, Series
from tests.made_up_exhibits.printed import day, join, mm_dd, month_day

_FIXED = (
    "The {days} preceding each Interest Payment Date",
    "{days}, whether or not a Business Day",
    "Close of business on the {days} next preceding the payment date concerned",
    "Each {days} before the Interest Payment Date",
)
_RULES = {
    "one day": ("One Business Day prior to each Interest Payment Date", "1"),
    "the day before": ("The business day immediately preceding each interest payment date", "1"),
    "next preceding": ("The Business Day next preceding the relevant payment date", "1"),
    "fifth": ("The fifth Business Day preceding each Interest Payment Date", "5"),
    "three": ("Three Business Days before the date of payment", "3"),
    "fifteen days": ("The fifteenth calendar day before each Interest Payment Date", ""),
    "ten days": ("The date that is 10 days prior to each Interest Payment Date", ""),
}
_NONE = ("Not applicable", "None", "N/A")


def record_value(paper: Paper, deal: Deal, series: Series) -> str | None:
    """Return the words of the record dates' row; None where the paper has none."""
    path = f"{series.path}.record_dates"
    if series.coupon in ("zero", "index_linked"):
        if paper.deck.label("record dates without interest", ("row", "no row")) == "no row":
            return None
        paper.state("terms", f"{path}.kind", "not_applicable", required=False)
        return paper.deck.one("no record dates", _NONE)
    if series.coupon == "cash":
        return _listed(paper, deal, series, path)
    kinds = ("fixed days", "or", "rule", "month end", "leap year", "fixed days too")
    kind = paper.deck.label("record dates", kinds)
    if kind == "rule":
        text, before = paper.deck.draw("record date rule", _RULES)
        paper.state("terms", f"{path}.kind", "relative")
        if before:
            paper.state("terms", f"{path}.business_days_before", before, text)
    elif kind == "month end":
        # A month's end is no one day of the year: no list of days says it.
        text = "The last day of the month preceding the month of each Interest Payment Date"
        paper.state("terms", f"{path}.days", ("?",), text, certain=False)
        paper.state("terms", f"{path}.kind", "relative", also_right=("fixed_days",),
                    required=False)  # fmt: skip
    elif kind == "leap year":
        text = "February 28 (or February 29, in a leap year) and August 31"
        paper.state("terms", f"{path}.days", ("02-28", "08-31"), text, required=False)
        paper.state("terms", f"{path}.kind", "fixed_days", required=False)
    else:
        text = _fixed_days(paper, series, path, " or " if kind == "or" else " and ")
    paper.state("terms", f"{path}.text", text, text, also_right=bounds(text), required=False)
    return text


def _fixed_days(paper: Paper, series: Series, path: str, joint: str) -> str:
    first = series.maturity - dt.timedelta(days=15)
    months = sorted({first.month, (first.month + 5) % 12 + 1})
    of_month = min(first.day, 28)
    words = joint.join(month_day(month, of_month) for month in months)
    text = paper.deck.one("fixed record dates", _FIXED).format(days=words)
    paper.state("terms", f"{path}.days", tuple(mm_dd(month, of_month) for month in months), words)
    paper.state("terms", f"{path}.kind", "fixed_days")
    return text


def _listed(paper: Paper, deal: Deal, series: Series, path: str) -> str:
    dates = [date - dt.timedelta(days=7) for date in cash_dates(deal, series)]
    text = join([day(date) for date in dates])
    paper.state("terms", f"{path}.kind", "listed_dates")
    paper.state("terms", f"{path}.dates", tuple(date.isoformat() for date in dates), text)
    paper.state("terms", f"{path}.text", text, text, required=False)
    return text

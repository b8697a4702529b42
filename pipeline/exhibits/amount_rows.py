"""Rows of amounts and of the currency, compared with what the opening says."""

import re

from pipeline.exhibits.draft import Group, figure, stated, unsure
from pipeline.exhibits.figures import money, numbers
from pipeline.exhibits.passages import Passage, Span
from pipeline.exhibits.sold import Sold
from pipeline.exhibits.term_rows import Rows


def read_amounts(one: Sold, rows: Rows) -> None:
    """Read amounts and currency; an amount that the opening contradicts is unsure."""
    one.taken.update({"liquidation_preference", "stated_value", "units"})
    for kind in ("liquidation_preference", "stated_value"):
        shares = one.tree.get("shares")
        if kind in rows and isinstance(shares, dict):
            sums = list(money(rows[kind][1]))
            if len({m.value for m in sums}) == 1:
                shares.setdefault(kind, figure(sums[0]))
    if "units" in rows and not {"units", "shares"} & set(one.tree):
        _number_sold(one, *rows["units"])
    one.taken.update({"principal_amount", "currency", "form"})
    if "principal_amount" in rows:
        found = list(money(rows["principal_amount"][1]))
        given = one.tree.get("principal_amount")
        if len({m.value for m in found}) == 1:
            value = given.get("value") if isinstance(given, dict) else None
            if given is not None and value is not None and value != found[0].value:
                quote = str(given.get("quote", value))
                lines = str(given["lines"])
                other = {"lines": lines, "quote": quote, "value": str(value)}
                one.tree["principal_amount"] = unsure([(found[0].value, found[0].span)])
                one.tree["principal_amount"]["candidates"].insert(0, other)
            elif value is None:
                one.tree["principal_amount"] = figure(found[0])
                one.put("currency", stated(found[0].unit, found[0].span))
    if "currency" in rows:
        code = _currency_named(rows["currency"][1])
        if code is not None:
            one.tree["currency"] = code


def _number_sold(one: Sold, label: Passage, span: Span) -> None:
    """Set how many are sold, by a row that says so alone; two numbers in it decide nothing."""
    counted = list(numbers(span))
    if counted:
        count = (
            figure(counted[0]) if len(counted) == 1 else unsure((n.value, n.span) for n in counted)
        )
        one.put("shares" if "share" in label.text.lower() else "units", {"count": count})


def _currency_named(span: Span) -> Group | None:
    for code, pattern in (
        ("USD", r"U\.?S\.?\s?[Dd]ollars?|United\sStates\s[Dd]ollars?|\bUSD\b|U\.S\.\s?\$"),
        ("EUR", r"[Ee]uros?\b|\bEUR\b"),
        ("JPY", r"(?:Japanese\s)?[Yy]en\b|\bJPY\b"),
        ("CAD", r"Canadian\s[Dd]ollars?|\bCAD\b"),
        ("GBP", r"[Ss]terling|\bGBP\b"),
        ("AUD", r"Australian\s[Dd]ollars?|\bAUD\b"),
        ("CHF", r"Swiss\s[Ff]rancs?|\bCHF\b"),
    ):
        found = span.search(re.compile(pattern))
        if found is not None:
            return stated(code, found)
    return None

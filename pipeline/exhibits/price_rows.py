"""Rows of prices, spreads and concessions."""

import re

from pipeline.exhibits.accrued import accrued_words, read_accrued
from pipeline.exhibits.draft import figure, unsure
from pipeline.exhibits.figures import CONDITIONAL, Figure, dates, money, percents
from pipeline.exhibits.passages import Span
from pipeline.exhibits.sold import Sold
from pipeline.exhibits.term_rows import Rows

#: "(99.500% for large orders)": the price that some pay, in brackets.
_OF_OTHERS = re.compile(r"%\s(?:for|if|to|in\scase)\b")


def read_prices(one: Sold, rows: Rows) -> None:
    """Read the prices that rows give; two prices in two places of the paper are unsure."""
    one.taken.update({"price_to_public", "purchase_price", "accrual", "concession", "gross_spread"})
    for kind, field in (
        ("price_to_public", "price_to_public"),
        ("purchase_price", "purchase_price"),
        ("concession", "selling_concession"),
        ("gross_spread", "gross_spread"),
    ):
        if kind not in rows:
            continue
        span = rows[kind][1]
        accrued = accrued_words(span)
        head = span if accrued is None else span.before(accrued)
        prices = _prices(head)
        if prices and CONDITIONAL.search(head.text):
            note = "a price for a part, or under a condition"
            one.put(f"{field}_pct", unsure(((price.value, price.span) for price in prices), note))
        elif len({price.value for price in prices}) == 1:
            _put_price(one, f"{field}_pct", prices[0], _price_quote(span, prices[0]))
        elif prices:
            one.put(f"{field}_pct", unsure((price.value, price.span) for price in prices))
        elif field in ("price_to_public", "purchase_price"):
            per = list(money(head))
            if len(per) == 1 and per[0].number < 10_000:
                one.put(f"{field}_per_unit", figure(per[0]))
            elif not per:
                one.put(f"{field}_pct", unsure([("", span)]))
        if kind == "price_to_public" and accrued is not None:
            one.put("accrued_interest", read_accrued(accrued))
    if "accrual" in rows:
        day = next(dates(rows["accrual"][1]), None)
        if day is not None:
            one.put("accrued_interest", {"from_date": figure(day)})


def _prices(head: Span) -> list[Figure]:
    """Return the prices of a row; what stands in brackets tells how the price comes about.

    Where it is the price that some buyers pay, it counts as well.
    """
    bracket = re.search(r"(?<=\S)\s\((?!(?:[ivx]+|[a-z]|\d)\))", head.text)
    if bracket is None or _OF_OTHERS.search(head.text, bracket.start()):
        return list(percents(head))
    return list(percents(head.part(0, bracket.start()))) or list(percents(head))


def _put_price(one: Sold, field: str, price: Figure, quote: Span) -> None:
    """Set a price; where another place of the paper says another, neither is taken."""
    given = one.tree.get(field)
    if isinstance(given, dict) and given.get("value", price.value) != price.value:
        other = {key: given[key] for key in ("lines", "quote", "value") if key in given}
        one.tree[field] = unsure([(price.value, quote)], "two places of the paper say two prices")
        one.tree[field]["candidates"].insert(0, {"quote": str(given["value"]), **other})
        return
    one.put(field, figure(price, quote))


def _price_quote(span: Span, price: Figure) -> Span:
    tail = re.match(
        r"\sof\s(?:the\s|their\s)?(?:aggregate\s)?principal\samount(?:\sthereof)?",
        span.passage.text[price.span.end : span.end],
    )
    return Span(span.passage, price.span.start, price.span.end + (tail.end() if tail else 0))

"""What the underwriters pay: prices and sums of the purchase clause, by security."""

import re

from pipeline.exhibits.clauses import purchase_clause
from pipeline.exhibits.currencies import currency_of_amount, with_unit
from pipeline.exhibits.draft import figure, unsure, words
from pipeline.exhibits.figures import CONDITIONAL, Figure, money, percents
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span
from pipeline.exhibits.sold import Sold
from pipeline.exhibits.units import is_per_unit

_CLAUSE_AMOUNT = re.compile(
    (
        r"\bin\sthe\s(?:aggregate\s)?principal\samount\sof\s|\bfor\s(?:an\samount|"
        r"a\s(?:purchase\s)?price|an\saggregate\s(?:purchase\s)?price)\s(?:equal\sto|"
        r"of)\s"
    ),
    re.IGNORECASE,
)

#: What stands before the price at which securities are offered, and before what reduces it.
_OFFERED = re.compile(
    r"\b(?:issue|(?:public\s)?offering|re-?offer(?:ing)?)\sprice\s(?:of|equal\sto)\s$",
    re.IGNORECASE,
)
_REDUCED = re.compile(
    r"\bless\s(?:an?\s|the\s)?(?:underwriting\s|combined\s|total\s|aggregate\s)*"
    r"(?:commission|discount)s?\s(?:of|equal\sto)\s$",
    re.IGNORECASE,
)
#: Before an amount of a share that is no price.
_NO_PRICE = re.compile(
    r"\b(?:preference|values?|par)\s(?:of\s|equal\sto\s|amount\sof\s)?$", re.IGNORECASE
)
_RESPECTIVELY = re.compile(r"\brespectively\b|\bin\sthat\sorder\b", re.IGNORECASE)


def read_purchase(paper: Paper, sold: list[Sold]) -> None:
    """Read what the purchase clause says that each security is bought for."""
    clause = purchase_clause(paper)
    if clause is None:
        return
    prices = [
        one
        for one in percents(clause)
        if re.match(
            (
                r"[\s,]*(?:\([^)]*\)\s)?of\s(?:the|their|its|such)?\s?(?:aggregate\s)?(?:stated\s)"
                r"?(?:principal|face|liquidation)"
            ),
            clause.text[one.span.end - clause.start :],
        )
        or re.search(
            r"\bprices?\s(?:of|equal\sto)\s?$|\b(?:at|paying|for)\s$",
            clause.text[: one.span.start - clause.start],
        )
    ]
    every = list(percents(clause))
    prices = _paid(clause, sold, prices, every)
    if len(sold) == 1 and prices and CONDITIONAL.search(clause.text):
        note = "a price for a part, or under a condition"
        found = unsure(((price.value, price.span) for price in every), note)
        sold[0].put("purchase_price_pct", found)
        return
    are_paid = len(every) == len(sold) > 1 and not _OFFERED.search(clause.text)
    if are_paid and len(prices) != len(sold):
        prices = every
    _purchase_amount(clause, sold, prices)
    if not prices:
        _price_per_unit(clause, sold)
        return
    if len(sold) == 1 and len({one.value for one in prices}) == 1:
        sold[0].put("purchase_price_pct", figure(prices[0], _of_principal(clause, prices[0])))
    elif len(prices) == len(sold) > 1 and (order := _in_order(clause, sold, prices)) is not None:
        for one, price in zip(order, prices, strict=True):
            one.put("purchase_price_pct", figure(price, _of_principal(clause, price)))
    else:
        for one in sold:
            one.put("purchase_price_pct", unsure((price.value, price.span) for price in prices))


def _is_before(clause: Span, one: Figure, lead: re.Pattern[str]) -> bool:
    return lead.search(clause.text[: one.span.start - clause.start]) is not None


def _paid(
    clause: Span, sold: list[Sold], prices: list[Figure], every: list[Figure]
) -> list[Figure]:
    """Return the prices that are paid, without those at which the securities are offered.

    "At 98%, being an issue price of 99% less a commission of 1%": only the first is paid. Where
    a clause gives the price to the public alone, what is paid is unsure.
    """
    offered = [one for one in prices if _is_before(clause, one, _OFFERED)]
    paid = [one for one in prices if one not in offered]
    if offered and len(sold) == 1:
        _offered(clause, sold[0], offered, every)
    if offered and not paid:
        note = "the price to the public, and what it is reduced by"
        for one in sold:
            found = unsure(((price.value, price.span) for price in every), note)
            one.put("purchase_price_pct", found)
    return paid


def _offered(clause: Span, sold: Sold, offered: list[Figure], every: list[Figure]) -> None:
    """Set the price at which they are offered, and the one commission that it is reduced by."""
    if len({one.value for one in offered}) == 1:
        sold.put("price_to_public_pct", figure(offered[0]))
    reduced = [one for one in every if _is_before(clause, one, _REDUCED)]
    if len(reduced) == 1:
        sold.put("gross_spread_pct", figure(reduced[0]))


def _in_order(clause: Span, sold: list[Sold], prices: list[Figure]) -> list[Sold] | None:
    """Return the securities in the order of their prices; None where the words do not tell it.

    A security is named behind its price, or before it; or prices stand "respectively" in the
    order in which the securities are named. Where none is named the opening's order holds.
    """
    text = clause.text
    starts = [one.span.start - clause.start for one in prices]
    ends = [one.span.end - clause.start for one in prices]
    if not _named(text, sold):
        return sold
    if _RESPECTIVELY.search(text):
        return _whole(_named(text[: starts[0]], sold) or _named(text[ends[-1] :], sold), sold)
    behind = [_named(text[at:end], sold) for at, end in zip(ends, [*starts[1:], None], strict=True)]
    before = [_named(text[at:end], sold) for at, end in zip([0, *ends[:-1]], starts, strict=True)]
    orders = [
        [names[0] for names in found]
        for found in (behind, before)
        if all(len(names) == 1 for names in found)
    ]
    return _whole(orders[0], sold) if len(orders) == 1 else None


def _named(text: str, sold: list[Sold]) -> list[Sold]:
    """Return the securities that words name, in the order in which they do."""
    places = [
        (min(text.find(name) for name in one.names if name in text), at)
        for at, one in enumerate(sold)
        if any(name in text for name in one.names)
    ]
    return [sold[at] for _, at in sorted(places)]


def _whole(order: list[Sold], sold: list[Sold]) -> list[Sold] | None:
    """Return an order that has each security once, else None."""
    once = len(order) == len(sold) and len({id(one) for one in order}) == len(sold)
    return order if once else None


def _of_principal(clause: Span, price: Figure) -> Span:
    tail = re.match(
        r"\sof\s(?:the|their|its)\s(?:aggregate\s)?principal\samount(?:\sthereof)?",
        clause.passage.text[price.span.end : clause.end],
    )
    return Span(price.span.passage, price.span.start, price.span.end + (tail.end() if tail else 0))


def _purchase_amount(clause: Span, sold: list[Sold], prices: list[Figure]) -> None:
    """Read what the clause calls an amount: the price paid, the principal, or that of a unit."""
    if len(sold) != 1:
        return
    lead = _CLAUSE_AMOUNT.search(clause.text)
    found = next(
        (m for m in money(clause) if lead and m.span.start - clause.start == lead.end()), None
    )
    if found is None or lead is None:
        return
    principal = sold[0].tree.get("principal_amount")
    known = principal.get("value") if isinstance(principal, dict) else None
    if "principal" not in lead[0].lower():
        sold[0].put("purchase_amount", figure(found))
    elif known is None:
        sold[0].put("principal_amount", figure(found, with_unit(found)))
        sold[0].put("currency", currency_of_amount(found, [clause]))
    elif found.value == known:
        return
    elif (
        prices
        and isinstance(known, str)
        and found.number == round(Figure(known, found.span).number * prices[0].number / 100, 2)
    ):
        sold[0].put("purchase_amount", figure(found))
        label = clause.part(lead.start(), lead.end()).search(
            re.compile(r"(?:aggregate\s)?principal\samount")
        )
        if label is not None:
            sold[0].put("purchase_amount_label", words(label))
    else:
        units = sold[0].tree.get("units")
        if isinstance(units, dict) and found.number < 10_000:
            units.setdefault("amount_per_unit", figure(found))
        else:
            sold[0].put(
                "purchase_amount", unsure([(found.value, found.span)], "called a principal amount")
            )


def _price_per_unit(clause: Span, sold: list[Sold]) -> None:
    per = [
        m
        for m in money(clause)
        if is_per_unit(clause, m)
        and not _NO_PRICE.search(clause.text[: m.span.start - clause.start])
    ]
    if len(sold) == 1 and len({m.value for m in per}) == 1:
        sold[0].put("purchase_price_per_unit", figure(per[0]))

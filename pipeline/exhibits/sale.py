"""What is sold, how much of it, and at what price: the sentences of the offer, by security."""

import re

from pipeline.exhibits.clauses import STATEMENT, purchase_clause
from pipeline.exhibits.currencies import currency_of_amount, with_unit
from pipeline.exhibits.draft import Draft, Group, figure, unsure
from pipeline.exhibits.figures import Figure, money, numbers
from pipeline.exhibits.opening_titles import read_opening_titles
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span
from pipeline.exhibits.purchase import read_purchase
from pipeline.exhibits.reopening import read_reopening
from pipeline.exhibits.sold import Sold
from pipeline.exhibits.units import is_per_unit, read_over_allotment, read_units

__all__ = ("Sold", "read_sale")

#: A record tells its securities by the letters of the alphabet.
MOST_SECURITIES = 26
#: What stands before an amount that is not what is sold now.
_OF_ANOTHER = re.compile(
    r"\b(?:part\sof|addition\sto|series\swith|fungible\swith|consolidated\swith|outstanding)\s"
    r"(?:the\s|its\s|an\s)?(?:\w+\s){0,4}$",
    re.IGNORECASE,
)
#: What stands before an amount that is the most, or another that may be chosen.
_NOT_SURE = re.compile(r"\bup\sto\s$|\((?:or|plus|including|increased)\b[^)]*$", re.IGNORECASE)
#: What stands before a sum that is paid: a price, or what a share of the principal comes to.
_IS_PAID = re.compile(
    r"(?:\bprices?\s(?:of|equal\sto)\s"
    r"|\bfor\s(?:an?\s|the\s)?(?:aggregate\s|total\s)?(?:amount|sum|consideration)\sequal\sto\s|%[^;$]{0,120}\b(?:or|being|totall?ing|aggregating)\s"
    r"(?:an?\s(?:aggregate|total)[\w\s]{0,30}\sof\s)?)$"
)
#: What stands before the amount of one unit.
_OF_EACH = re.compile(r"\beach\s(?:of|in|for|having|with|representing)\s(?:an?\s)?$", re.IGNORECASE)
#: The title of what is sold, right behind its amount.
_OF_TITLE = re.compile(r"\s(?:[A-Z]|\d+(?:\.\d+)?(?:%|\sper\scent\.?))[^.;,$]{3,90}?\b[Dd]ue\s\S")
_AGGREGATE = re.compile(r"\b(?:aggregat\w*|in\sall|total(?:l?ing)?)\b", re.IGNORECASE)
_PRINCIPAL = re.compile(
    r"\b(?:principal|face|nominal)\s(?:amount|value)\b|\baggregate\b", re.IGNORECASE
)
_SERIES = re.compile(
    r"\b(?P<series>Series\s[A-Z0-9][\w-]{0,4}|(?:20\d\d|19\d\d)\s(?:Notes|Debentures|"
    r"Securities|Bonds))\b"
)


def read_sale(paper: Paper, draft: Draft, count: int) -> list[Sold]:
    """Return the securities with what the sentences of the offer say of each.

    ``count`` is how many the tables of terms show.
    """
    spans = _offer_sentences(paper)
    amounts = [one for span in spans[:1] for one in _amounts(span)]
    parts, total = _apart(amounts)
    series = _series(spans)
    number = max(count, len(parts), 1)
    if len(series) > number and len(parts) in (0, len(series)):
        number = len(series)
    if number > MOST_SECURITIES:
        draft.notes.append(
            f"{number} tables of terms were found; the draft holds the first {MOST_SECURITIES}."
        )
        number = MOST_SECURITIES
    sold = [
        Sold(names=tuple(series[n : n + 1]) if len(series) == number else ()) for n in range(number)
    ]
    _principal(draft, sold, parts, total, spans)
    if len(sold) == 1 and spans:
        counted = read_units(spans)
        if counted is not None:
            field_, group, remark = counted
            if field_ == "shares" and "value" in sold[0].tree.get("principal_amount", {}):
                group = _of_two_kinds(group, draft)
            sold[0].put(field_, group)
            draft.notes += [remark] if remark else []
    if len(sold) == 1:
        sold[0].put("over_allotment", read_over_allotment(paper.sentences[:14]))
    read_purchase(paper, sold)
    read_opening_titles(sold, spans)
    read_reopening(paper, sold)
    return sold


def _of_two_kinds(shares: Group, draft: Draft) -> Group:
    """Return shares of a sentence that names a principal amount too: they may be another's."""
    draft.notes.append(
        "The offer names a number of shares and a principal amount: they may be two securities, "
        "of which the draft holds one."
    )
    count = shares["count"]
    lines, quote = count["lines"], str(count.get("quote", count["value"]))
    candidate = {"lines": lines, "quote": quote, "value": count["value"]}
    return {"count": {"blank": "unsure", "candidates": [candidate]}}


def _offer_sentences(paper: Paper) -> list[Span]:
    found = [s for s in paper.sentences[:14] if STATEMENT.search(s.text)]
    clause = purchase_clause(paper)
    first = [s for s in found if any(money(s)) or any(numbers(s))]
    return [*(first or found)[:1], *([clause] if clause is not None else [])]


def _amounts(span: Span) -> list[Figure]:
    """Return the principal amounts that a sentence names."""
    found = []
    for one in money(span):
        at = one.span.end - span.start
        around = span.text[max(0, one.span.start - span.start - 60) : at + 60]
        tail = span.text[at : at + 40]
        if one.number < 1000 or is_per_unit(span, one):
            continue
        before = span.text[: at - len(one.span.text)]
        if _IS_PAID.search(before[-200:]):
            continue
        if _OF_ANOTHER.search(before) or _NOT_SURE.search(before) or _OF_EACH.search(before):
            continue
        if (
            _PRINCIPAL.search(around)
            or re.match(r"\s(?:of\s|in\s|\()", tail)
            or _OF_TITLE.match(span.text, at)
        ):
            found.append(one)
    return found


def _apart(amounts: list[Figure]) -> tuple[list[Figure], Figure | None]:
    """Tell the amounts of the securities from their sum."""
    for at, one in enumerate(amounts):
        rest = amounts[:at] + amounts[at + 1 :]
        if len(rest) > 1 and one.number == sum(other.number for other in rest):
            return rest, one
    unique: list[Figure] = []
    for one in amounts:
        if one.value not in {other.value for other in unique}:
            unique.append(one)
    if len(unique) > 2:
        for at, one in enumerate(unique):
            rest = unique[:at] + unique[at + 1 :]
            if one.number == sum(other.number for other in rest):
                return rest, one
    if len(unique) == 2 and len(amounts) > 2 and unique[0].number == 2 * unique[1].number:
        return [one for one in amounts if one.value == unique[1].value], unique[0]
    if (
        len(unique) == 1
        and len(amounts) > 1
        and not _AGGREGATE.search(amounts[0].span.passage.text)
    ):
        return amounts, None
    return unique, None


def _series(spans: list[Span]) -> list[str]:
    names = [m["series"] for span in spans for m in _SERIES.finditer(span.text)]
    unique = list(dict.fromkeys(names))
    return unique if len(unique) > 1 else []


def _is_aggregate(amount: Figure) -> bool:
    """Whether the words at an amount call it the aggregate principal amount."""
    text = amount.span.passage.text
    behind = re.match(r"\s(?:in\s)?aggregate\sprincipal\samount\b", text[amount.span.end :])
    before = re.search(r"\baggregate\sprincipal\samount\sof\s$", text[: amount.span.start])
    return behind is not None or before is not None


def _principal(
    draft: Draft, sold: list[Sold], parts: list[Figure], total: Figure | None, spans: list[Span]
) -> None:
    if not parts:
        return
    if len(parts) == len(sold):
        for one, part in zip(sold, parts, strict=True):
            quote = with_unit(part)
            one.put("principal_amount", figure(part, quote))
            one.put("currency", currency_of_amount(part, spans))
        aggregate = total or (parts[0] if len(parts) == 1 else None)
        if aggregate is not None:
            draft.put("offer.aggregate_principal_amount", figure(aggregate, with_unit(aggregate)))
        return
    if len(parts) == 1 and total is None and _is_aggregate(parts[0]):
        draft.put("offer.aggregate_principal_amount", figure(parts[0], with_unit(parts[0])))
    for one in sold:
        one.put(
            "principal_amount",
            unsure((part.value, part.span) for part in [*parts, *([total] if total else [])]),
        )
        if len({part.unit for part in parts}) == 1:
            one.put("currency", currency_of_amount(parts[0], spans))

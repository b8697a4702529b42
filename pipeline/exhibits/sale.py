"""What is sold, how much of it, and at what price: the sentences of the offer, by security."""

import re
from dataclasses import dataclass, field

from pipeline.exhibits.clauses import STATEMENT, purchase_clause
from pipeline.exhibits.draft import Draft, Group, figure, stated, unsure, words
from pipeline.exhibits.figures import CONDITIONAL, Figure, dates, money, numbers, percents
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span
from pipeline.exhibits.units import is_per_unit, read_over_allotment, read_units

_AGGREGATE = re.compile(r"\b(?:aggregat\w*|in\sall|total(?:l?ing)?)\b", re.IGNORECASE)
_PRINCIPAL = re.compile(
    r"\b(?:principal|face|nominal)\s(?:amount|value)\b|\baggregate\b", re.IGNORECASE
)
_SERIES = re.compile(
    r"\b(?P<series>Series\s[A-Z0-9][\w-]{0,4}|(?:20\d\d|19\d\d)\s(?:Notes|Debentures|"
    r"Securities|Bonds))\b"
)
_TITLE = re.compile(
    r"(?:\bits\b|\bof\b|\bthe\b|\bour\b|\b\d{1,3}(?:,\d{3})+)\s(?P<title>(?!Common|Ordinary|American)"
    r"(?:(?:\.?\d{1,4}|\d{1,2}(?:\.\d+)?|\d{1,2}[\s-]\d/\d{1,2}|\d/\d)\s?%|[A-Z])"
    r"(?:(?!principal\samount|[$€£¥]|\bits\b|\bplans\b|\bpropos|\bissue\sand\b).){3,200}?\b(?:[Dd]ue|DUE|[Mm]aturing)\s(?:(?:[A-Z][a"
    r"-z]+\s)?(?:\d{1,2},\s)?)?\d{4})"
)
#: What stands before the name of another's securities, on which these are based.
_UPON = re.compile(r"\b(?:based\s(?:up)?on|linked\sto|Stocks?\sof|Shares\sof)\s[^.;]{0,60}$")
_CLAUSE_AMOUNT = re.compile(
    (
        r"\bin\sthe\s(?:aggregate\s)?principal\samount\sof\s|\bfor\s(?:an\samount|"
        r"a\s(?:purchase\s)?price|an\saggregate\s(?:purchase\s)?price)\s(?:equal\sto|"
        r"of)\s"
    ),
    re.IGNORECASE,
)
#: What stands before an amount that is not what is sold now.
_OF_ANOTHER = re.compile(
    r"\b(?:part\sof|addition\sto|series\swith|fungible\swith|consolidated\swith|outstanding)\s"
    r"(?:the\s|its\s|an\s)?(?:\w+\s){0,4}$",
    re.IGNORECASE,
)
_REOPENS = re.compile(
    (
        r"[^.;]*\b(?:form\sa\s(?:part|single\sseries)|further\sissu|additional\s(?:issuance|"
        r"notes)|reopen\w*|fungible|consolidated\s(?:and\sform|with)|same\sseries|"
        r"constitute\sa|(?:in\s)?addition\sto)\b.*"
    ),
    re.IGNORECASE,
)


@dataclass
class Sold:
    """One security while it is made: its fields, and what tells it from the others."""

    tree: Group = field(default_factory=dict)
    #: Words that name it within a sentence: "Series A", "2008 Notes".
    names: tuple[str, ...] = ()
    #: Its title in the opening, for papers whose table has no row for it.
    opening_title: Span | None = None
    #: The kinds of rows that some field has taken.
    taken: set[str] = field(default_factory=set)

    def put(self, name: str, value: object) -> None:
        """Set a field that is not set yet."""
        if value is not None:
            self.tree.setdefault(name, value)


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
    sold = [
        Sold(names=tuple(series[n : n + 1]) if len(series) == number else ()) for n in range(number)
    ]
    _principal(draft, sold, parts, total, spans)
    if len(sold) == 1 and spans:
        counted = read_units(spans)
        if counted is not None:
            field_, group, remark = counted
            sold[0].put(field_, group)
            draft.notes += [remark] if remark else []
        sold[0].put("over_allotment", read_over_allotment(paper.sentences[:14]))
    _purchase(paper, sold)
    _titles(sold, spans)
    _reopening(paper, sold)
    return sold


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
        if _OF_ANOTHER.search(span.text[: at - len(one.span.text)]):
            continue
        if _PRINCIPAL.search(around) or re.match(r"\s(?:of\s|in\s|\()", tail):
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


def _principal(
    draft: Draft, sold: list[Sold], parts: list[Figure], total: Figure | None, spans: list[Span]
) -> None:
    if not parts:
        return
    if len(parts) == len(sold):
        for one, part in zip(sold, parts, strict=True):
            quote = _with_unit(part)
            one.put("principal_amount", figure(part, quote))
            one.put("currency", _currency(part, spans))
        aggregate = total or (parts[0] if len(parts) == 1 else None)
        if aggregate is not None:
            draft.put("offer.aggregate_principal_amount", figure(aggregate, _with_unit(aggregate)))
        return
    for one in sold:
        one.put(
            "principal_amount",
            unsure((part.value, part.span) for part in [*parts, *([total] if total else [])]),
        )
        if len({part.unit for part in parts}) == 1:
            one.put("currency", _currency(parts[0], spans))


def _with_unit(part: Figure) -> Span:
    tail = re.match(
        r"\s(?:aggregate\s)?(?:principal|face)\samount", part.span.passage.text[part.span.end :]
    )
    return Span(part.span.passage, part.span.start, part.span.end + (tail.end() if tail else 0))


def _currency(part: Figure, spans: list[Span]) -> Group:
    if part.is_open:
        others = {
            "CAD": r"Canadian\s[Dd]ollars|C\$",
            "AUD": r"Australian\s[Dd]ollars|A\$",
            "HKD": r"Hong\sKong\s[Dd]ollars|HK\$",
            "NZD": r"New\sZealand\s[Dd]ollars|NZ\$",
        }
        for code, pattern in others.items():
            for span in spans:
                found = span.search(re.compile(pattern))
                if found is not None:
                    return unsure([("USD", part.span), (code, found)])
    return stated(part.unit, part.span)


def _purchase(paper: Paper, sold: list[Sold]) -> None:
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
    if len(sold) == 1 and prices and CONDITIONAL.search(clause.text):
        note = "a price for a part, or under a condition"
        found = unsure(((price.value, price.span) for price in every), note)
        sold[0].put("purchase_price_pct", found)
        return
    if len(sold) > 1 and len(prices) != len(sold) and len(every) == len(sold):
        prices = every
    _purchase_amount(clause, sold, prices)
    if not prices:
        _price_per_unit(clause, sold)
        return
    if len(sold) == 1 and len({one.value for one in prices}) == 1:
        sold[0].put("purchase_price_pct", figure(prices[0], _of_principal(clause, prices[0])))
    elif len(prices) == len(sold) > 1:
        for one, price in zip(_in_order(clause, sold, prices), prices, strict=True):
            one.put("purchase_price_pct", figure(price, _of_principal(clause, price)))
    else:
        for one in sold:
            one.put("purchase_price_pct", unsure((price.value, price.span) for price in prices))


def _in_order(clause: Span, sold: list[Sold], prices: list[Figure]) -> list[Sold]:
    """Return the securities in the order of their prices: by their names behind each, if any."""
    order = []
    for number, price in enumerate(prices):
        end = prices[number + 1].span.start if number + 1 < len(prices) else clause.end
        tail = clause.passage.text[price.span.end : end]
        named = [one for one in sold if one.names and any(name in tail for name in one.names)]
        if len(named) != 1 or named[0] in order:
            return sold
        order.append(named[0])
    return order


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
        sold[0].put("principal_amount", figure(found, _with_unit(found)))
        sold[0].put("currency", _currency(found, [clause]))
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
    per = [m for m in money(clause) if is_per_unit(clause, m)]
    if len(sold) == 1 and len({m.value for m in per}) == 1:
        sold[0].put("purchase_price_per_unit", figure(per[0]))


def _without_owner(text: str) -> str:
    """Return words with spaces in the place of "Company's", so that no title begins with it."""
    return re.sub(r"\b[A-Z]\w+['’]s(?=\s)", lambda owner: " " * len(owner[0]), text)


def _titles(sold: list[Sold], spans: list[Span]) -> None:
    """Take the titles of the opening, for papers whose table has no row for them."""
    found = [
        span.of(match, "title").stripped(", ")
        for span in spans[:1]
        for match in _TITLE.finditer(_without_owner(span.text))
        if not _UPON.search(span.text[: match.start("title")])
    ]
    if len(found) == len(sold):
        for one, title in zip(sold, found, strict=True):
            one.opening_title = title


def _reopening(paper: Paper, sold: list[Sold]) -> None:
    if len(sold) != 1:
        return
    for sentence in paper.sentences[:14]:
        again = sentence.search(_REOPENS)
        if again is None or not re.search(
            r"\b(?:issued|outstanding|previously|originally|[Tt]erms\s[Aa]greement)\b", again.text
        ):
            continue
        of = re.search(
            (
                r"\b(?:(?:series\s(?:with|as)|part\sof|with|to|reopen\w*(?:\sof)?),?\s(?:the\s|"
                r"its\s|our\s|all\s)?(?:[A-Z]\w+['’]s\s)?)(?P<of>(?:outstanding\s|previously\s(?:issued\s)?)"
                r"?(?:[^,;.()]|\.\d|(?<=\d),\s(?=\d{4})|,\s(?=[Dd]ue\b|[\d./ -]+\s?%)|(?<=\w)\.(?=\w)){5,140}?)(?=,(?!\s\d{4}|\s[Dd]ue\b|\s[\d./ -]+\s?%)|\s\(|"
                r"\swhich\b|\sthat\b|\sissued\b|\soriginally\b|\spreviously\b|\.(?!\d)|$)"
            ),
            again.text,
        )
        made: Group = {"of": words(again.of(of, "of").stripped()) if of else unsure([("", again)])}
        days = list(dates(again))
        agreed = re.search(r"[Tt]erms\s[Aa]greement,?\s(?:dated\s)", again.text)
        issued = [d for d in days if not agreed or d.span.start - again.start < agreed.start()]
        behind = [d for d in days if agreed and d.span.start - again.start >= agreed.end()]
        due = re.compile(r"\bdue\s$", re.IGNORECASE)
        issued = [d for d in issued if not due.search(again.text[: d.span.start - again.start])]
        if issued:
            made["original_issue_dates"] = [figure(d) for d in issued]
        if behind:
            made["of_agreement_date"] = figure(behind[0])
        sold[0].put("reopening", made)
        return

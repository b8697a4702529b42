"""The rows of the terms, one security after the other, to the fields of its record."""

import re
from collections.abc import Sequence

from pipeline.exhibits.accrued import accrued_in_clause, read_accrued
from pipeline.exhibits.amount_rows import read_amounts
from pipeline.exhibits.clauses import purchase_clause
from pipeline.exhibits.draft import Draft, Group, figure, unsure, words
from pipeline.exhibits.figures import dates
from pipeline.exhibits.interest_rows import read_interest
from pipeline.exhibits.other_terms import read_other_terms
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Passage, Span
from pipeline.exhibits.price_rows import read_prices
from pipeline.exhibits.record_rows import read_records
from pipeline.exhibits.redemption import read_redemption
from pipeline.exhibits.running_terms import read_running_terms
from pipeline.exhibits.sold import Sold
from pipeline.exhibits.term_rows import Rows, rows_of_security
from pipeline.exhibits.title_rows import read_maturity, read_title, title_facts, title_of

_ISIN = re.compile(r"\b[A-Z]{2}[A-Z\d]{9}\d\b")
_CUSIP = re.compile(r"\b(?=\w*\d)[A-Z\d]{8}\d\b|\b(?=\w*\d)[A-Z\d]{6}\s[A-Z\d]{2}\s\d\b")
#: Kinds of rows whose words are a field of their own as they stand.
_AS_PRINTED = {
    "denominations": "denominations",
    "cusip": "cusip",
    "isin": "isin",
    "ratings": "ratings",
    "guarantee": "guarantee",
    "maturity_payment": "maturity_payment",
}
#: The same, of the deal.
_OF_DEAL = {"trustee": "trustee", "indenture": "indenture", "governing_law": "governing_law"}


def read_terms(paper: Paper, draft: Draft, sold: Sequence[Sold], groups: Sequence[Rows]) -> None:
    """Set the fields of each security, and those of the deal that rows state."""
    for number, one in enumerate(sold):
        rows = rows_of_security(groups, sold, number)
        read_title(one, rows)
        read_maturity(one, rows)
        title_facts(one, title_of(one, rows))
        read_prices(one, rows)
        _accrued(paper, one)
        if len(sold) == 1:
            read_running_terms(paper, one, rows)
        read_interest(one, rows)
        read_records(one, rows)
        _redemption(paper, one, rows)
        for kind, field in _AS_PRINTED.items():
            if kind in rows:
                one.put(field, _as_printed(kind, rows[kind][1]))
        if "identifiers" in rows:
            _identifiers(one, *rows["identifiers"])
        one.taken.update((*_AS_PRINTED, *_OF_DEAL, "identifiers"))
        read_amounts(one, rows)
        if number == 0:
            read_other_terms(paper, one, rows)
    _of_deal(draft, groups)


def _of_deal(draft: Draft, groups: Sequence[Rows]) -> None:
    """Set what rows say of the deal; they may stand below the table of the last security."""
    for kind, field in _OF_DEAL.items():
        found = [group[kind][1] for group in groups if kind in group]
        if found:
            draft.put(field, _printed(found[0]))
    for group in groups[:1]:
        if "pricing_date" in group and (day := next(dates(group["pricing_date"][1]), None)):
            draft.put("pricing_date", figure(day))


def _accrued(paper: Paper, one: Sold) -> None:
    """Read the accrued interest that the underwriters pay, where no row says what buyers pay."""
    clause = purchase_clause(paper)
    accrued = None if clause is None else accrued_in_clause(clause)
    if accrued is not None:
        one.put("accrued_interest", read_accrued(accrued))


def _redemption(paper: Paper, one: Sold, rows: Rows) -> None:
    """Read who may redeem; where a copy has no end, the last row of it may be cut off."""
    if "redemption" in rows:
        span = rows["redemption"][1]
        last = len(paper.exhibit.lines)
        is_last = paper.signature_line > last and span.lines.last >= last - 1
        one.put("redemption", read_redemption(span, is_last=is_last))
    elif "redemption_dates" in rows:
        span = rows["redemption_dates"][1]
        made: Group = {
            "kind": unsure([("issuer_call", span)], "dates are named, not who may redeem")
        }
        days = list(dates(span))
        if days:
            made["dates"] = [figure(day) for day in days]
        one.put("redemption", {**made, "text": words(span.stripped("."))})


def _identifiers(one: Sold, label: Passage, span: Span) -> None:
    """Set the numbers of a row of several, each by its form."""
    for field, pattern in (("isin", _ISIN), ("cusip", _CUSIP)):
        if field not in label.text.lower():
            continue
        found = list(span.finditer(pattern))
        if len(found) == 1:
            one.put(field, words(found[0]))
        elif found:
            one.put(field, unsure(("", number) for number in found))


def _as_printed(kind: str, span: Span) -> Group:
    """Return the words of a row; a number that has no digit is none yet: "applied for"."""
    made = _printed(span)
    is_number = kind not in ("cusip", "isin") or "blank" in made or re.search(r"\d", span.text)
    return made if is_number else unsure([("", span)])


def _printed(span: Span) -> Group:
    if re.fullmatch(r"(?:not\s+applicable|n/a)\.?", span.text, re.IGNORECASE):
        return {"blank": "not_applicable"}
    return words(span.stripped(".") if span.text.count(".") == 1 else span)

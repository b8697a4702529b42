"""Rules about amounts: their currency, their names, and what units add up to."""

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.known import broken, group, known, securities
from pipeline.checks.printed_money import (
    amount_in_words,
    currencies_of,
    money_values,
)
from pipeline.checks.rules import Fault, rule
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Stated

#: Words that give an amount as the whole principal, not as that of each unit.
_UNDER_THE_NAME = re.compile(r"\bprincipal amount of\b(?!.*\b(?:per|each)\b)", re.IGNORECASE)


@rule(
    "ECO11",
    Severity.ERROR,
    "The signs of all amounts, and the currency of payment, agree with the currency of the "
    "security.",
    "An amount in another currency is another amount.",
)
def _one_currency(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    deal = record.deal
    for place, name, security, stated in money_values(deal):
        currency = known(security.currency)
        signs = currencies_of(stated)
        if currency is not None and signs and currency not in signs:
            yield broken(
                place,
                f"{name} is printed in {' or '.join(sorted(signs))} "
                f"('{stated.as_printed or stated.quote}'), but the currency is {currency}; "
                "correct the currency or the quotation",
                stated,
                security.currency,
            )
    terms = group(deal.additional_terms)
    paid = known(terms.payment_currency) if terms else None
    currencies = {known(security.currency) for security in deal.securities} - {None}
    if terms and paid is not None and currencies and paid not in currencies:
        yield broken(
            ("additional_terms", "payment_currency"),
            f"payments are in {paid}, but the securities are in "
            f"{' and '.join(sorted(str(code) for code in currencies))}; correct one of them",
            terms.payment_currency,
        )


@rule(
    "ECO12",
    Severity.WARNING,
    "What the paper calls a principal amount is the principal amount; not the principal amount "
    "times the purchase price, nor the amount of one unit.",
    "Some purchase clauses give the price, or the amount of one unit, under that name.",
)
def _price_called_principal(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        principal = known(security.principal_amount)
        paid, label = known(security.purchase_amount), known(security.purchase_amount_label)
        if paid is not None and label is not None and "principal" in label.lower():
            part = f"{100 * paid / principal:.6g} % of {principal:f}" if principal else "the price"
            yield Fault(
                (*place, "purchase_amount"),
                f"the purchase clause calls {paid:f} a {label}; it is {part}; nothing to "
                "correct, as long as principal_amount holds what is repaid",
            )
        if security.units is None or principal is None:
            continue
        per_unit, count = security.units.amount_per_unit, known(security.units.count)
        unit, price = known(per_unit), known(security.purchase_price_pct)
        printed = per_unit.as_printed or "" if per_unit else ""
        if unit is not None and unit != principal and _UNDER_THE_NAME.search(printed):
            yield Fault(
                (*place, "units", "amount_per_unit"),
                f"the paper says '{printed}'; {unit:f} is the amount of one unit, and the "
                f"principal amount is {principal:f}; nothing to correct, as long as "
                "principal_amount holds the total",
            )
        whole = unit * count if unit is not None and count is not None else None
        if whole is None or price is None or principal == whole:
            continue
        if principal == whole * price / 100:
            yield broken(
                (*place, "principal_amount"),
                f"{principal:f} is the price, {price:f} % of {whole:f} ({count} units of "
                f"{unit:f}); write {whole:f} here and the price in purchase_amount",
                security.principal_amount,
            )


@rule(
    "ECO14",
    Severity.WARNING,
    "An amount that the paper gives in words and in figures is the same in both.",
    "Where they differ, the words usually prevail.",
)
def _words_match_figures(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, name, _, stated in money_values(record.deal):
        for text in _words_of(stated):
            spelled = amount_in_words(text)
            if spelled is not None and stated.value is not None and spelled != stated.value:
                yield broken(
                    place,
                    f"{name} is {stated.value:f} in figures, but {spelled} in words ('{text}'); "
                    "look at the paper, and mark its misprint if there is one",
                    stated,
                )


def _words_of(stated: Stated[Decimal]) -> list[str]:
    texts = [citation.quote for citation in stated.citations]
    return [*texts, stated.as_printed] if stated.as_printed else texts


@rule(
    "ECO16",
    Severity.WARNING,
    "The number of units is the same everywhere, and units times the amount of one unit is the "
    "principal amount.",
    "Papers that sell by units state the number twice, and contradict themselves.",
)
def _units_agree(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        if security.units is None:
            continue
        units = security.units
        count, again = known(units.count), known(units.in_purchase_clause)
        if count is not None and again is not None and count != again:
            yield Fault(
                (*place, "units", "in_purchase_clause"),
                f"the purchase clause prints {again} units, but {count} are sold; look at the "
                "paper, and keep both if it prints them so",
            )
        amount, principal = known(units.amount_per_unit), known(security.principal_amount)
        if None in (count, amount, principal) or count is None or amount is None:
            continue
        if count * amount != principal:
            yield Fault(
                (*place, "units", "count"),
                f"{count} units of {amount:f} are {count * amount:f}, but the principal amount "
                f"is {principal:f}; compare all three with the paper",
            )

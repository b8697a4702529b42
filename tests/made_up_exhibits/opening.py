"""The opening paragraph: what is sold, by whom, and what is reopened or guaranteed."""

import datetime as dt

from tests.made_up_exhibits.paper import Paper, Slot, slot
from tests.made_up_exhibits.parties import ids
from tests.made_up_exhibits.plan import Deal, Series
from tests.made_up_exhibits.printed import CURRENCY_WORDS, amount, day, join
from tests.made_up_exhibits.titles import state_kind
from tests.made_up_exhibits.truth import Fact

_STATEMENTS = {
    "we understand": "We understand that {issuer}, a {state} corporation (the “{company}”), "
    "proposes to issue and sell {amount} aggregate principal amount of its {kind} (the “{term}”).",
    "organized": "{issuer}, a corporation organized under the laws of {state} (hereinafter the "
    "“{company}”), intends to sell {amount} in aggregate principal amount of its {title} (the "
    "“{term}”).",
    "our understanding": "It is our understanding that {issuer}, a {state} corporation (the "
    "“{company}”), plans the issue and sale of its {title} in the aggregate principal amount of "
    "{amount} (the “{term}”).",
    "told us": "You have told us that {issuer} (the “{company}”), a {state} corporation, wishes "
    "to issue {amount} principal amount of {kind} (referred to below as the “{term}”).",
    "no state": "{issuer} (the “{company}”) proposes, on the terms stated in this agreement, to "
    "issue and sell {kind} with an aggregate principal amount of {amount} (collectively, the "
    "“{term}”).",
}
_UNITS = (
    (
        "We understand that {issuer}, a {state} corporation (the “{company}”), proposes to issue "
        "and sell {count} {units} with an aggregate principal amount of {amount} (the “{term}”), "
        "each of a principal amount of ${each}."
    ),
    (
        "{issuer}, a {state} corporation (the “{company}”), has told us that it will issue and "
        "sell {count} {title} (the “{term}”), ${each} principal amount per unit and {amount} in "
        "all."
    ),
)
_SEVERAL = (
    (
        "We understand that {issuer}, a {state} corporation (the “{company}”), proposes to issue "
        "and sell {amount} aggregate principal amount of its {kind} (the “{term}”), consisting of "
        "{parts}."
    ),
    (
        "{issuer} (the “{company}”), a {state} corporation, intends to issue in one offering "
        "{parts}, {amount} in all (together, the “{term}”)."
    ),
)
_REOPENING = {
    "one date": "The {term} will be a further issue of, and form a single series with, the "
    "{company}'s outstanding {old} originally issued on {d1}.",
    "two dates": "The {term} are an addition to the {company}'s {old} issued on {d1} and {d2} and "
    "will be fungible with them.",
    "an agreement": "The {term} offered hereby reopen the {old} that were the subject of the Terms "
    "Agreement dated {d3}.",
}
_GUARANTEE = (
    (
        "The {term} will be unconditionally guaranteed by {name}, a {state} corporation (the "
        "“Guarantor”)."
    ),
    (
        "Payment of principal and interest is guaranteed by {name}, a {state} corporation (the "
        "“Guarantor”)."
    ),
)


def write_statement(paper: Paper, deal: Deal) -> str:
    """Return the opening's first sentences, and state their fields."""
    wording = _wording(paper, deal)
    first = deal.series[0]
    parts = join([f"{amount(deal.sign, s.principal)} principal amount of {s.title} (the "
                  f"“{s.name}”)" for s in deal.series])  # fmt: skip
    whole = amount(deal.sign, deal.aggregate)
    money: list[tuple[str, str]] = [("offer.aggregate_principal_amount", str(deal.aggregate))]
    if not deal.several:
        money.append((f"{first.path}.principal_amount", str(deal.aggregate)))
    article = "an" if deal.issuer.jurisdiction[0] in "AEIO" else "a"
    text = paper.fill(
        "opening",
        wording.replace("a {state}", article + " {state}"),
        issuer=slot(deal.issuer.name, "issuer_named.name"),
        state=slot(deal.issuer.jurisdiction, "issuer_named.jurisdiction"),
        company=slot(deal.company, "issuer_named.defined_term"),
        amount=Slot(whole, tuple(money)),
        kind=lambda: _kind(paper, deal),
        title=slot(first.title, f"{first.path}.title"),
        term=Slot(deal.term, tuple((f"{s.path}.defined_term", s.name or deal.term)
                                   for s in deal.series), required=not deal.several),
        parts=parts,
        count=slot(f"{first.units:,}", f"{first.path}.units.count", str(first.units)),
        each=slot(
            str(first.unit_price),
            f"{first.path}.units.amount_per_unit",
            also_right=(f"{first.unit_price}.00",),
        ),
        units="Equity Linked Specimen Units (“ELSUs”)",
    )  # fmt: skip
    state_issuer(paper, deal, "opening")
    if "{title}" in wording:
        state_kind(paper, first, "opening")
    for series in deal.series:
        paper.state("opening", f"{series.path}.currency", deal.currency, deal.sign.strip())
        if deal.several:
            _one_of_several(paper, deal, series.key)
        if series.units:
            _unit_name(paper, series)
    paper.state("opening", "offer.statement", text, text, required=False)
    return text


def state_issuer(paper: Paper, deal: Deal, source: str) -> None:
    """State which party of the files the issuer is; one that no file knows is none of them."""
    if deal.issuer.party:
        paper.state(source, "issuer", deal.issuer.party, deal.issuer.name)
    else:
        paper.facts.append(
            Fact("issuer", "", "", source, required=False, not_one_of=ids("issuers"))
        )


def _wording(paper: Paper, deal: Deal) -> str:
    if deal.series[0].units:
        return paper.deck.one("opening of units", _UNITS)
    if deal.several:
        return paper.deck.one("opening of several series", _SEVERAL)
    return paper.deck.draw("opening", _STATEMENTS)


def _unit_name(paper: Paper, series: Series) -> None:
    """State what the units are called: in full, by the title, or for short."""
    names = (
        "Equity Linked Specimen Units",
        "ELSUs",
        "ELSU",
        "Units",
        "units",
        "Equity Linked Specimen Units (“ELSUs”)",
        "Equity Linked Specimen Units (ELSU(R))",
    )
    paper.state(
        "opening",
        f"{series.path}.units.unit_name",
        names[0],
        names[0],
        also_right=names[1:],
        required=False,
    )


def _one_of_several(paper: Paper, deal: Deal, key: str) -> None:
    series = next(series for series in deal.series if series.key == key)
    printed = amount(deal.sign, series.principal)
    paper.state("opening", f"{series.path}.principal_amount", str(series.principal), printed)
    paper.state("opening", f"{series.path}.title", series.title, series.title)
    state_kind(paper, series, "opening")
    letter = f"Series {key.upper()}"
    paper.state("opening", f"{series.path}.series", letter, letter,
                also_right=(series.name,), required=False)  # fmt: skip


def _kind(paper: Paper, deal: Deal) -> Slot:
    ranking = deal.series[0].ranking
    if not ranking or paper.deck.label("rank in the opening", ("said", "not said")) == "not said":
        return Slot("debt securities")
    words = f"{ranking} debt securities"
    return Slot(words, tuple((f"{series.path}.ranking", ranking) for series in deal.series))


def write_reopening(paper: Paper, deal: Deal) -> str:
    """Return the sentence of a reopening, and state its fields; "" where nothing is reopened."""
    series = deal.series[0]
    if deal.several or series.units or deal.in_shares:
        return ""
    if paper.deck.label("reopening", ("no", "yes", "no too", "neither")) != "yes":
        return ""
    path = f"{series.path}.reopening"
    earlier = [deal.agreed - dt.timedelta(days=days) for days in (400, 200, 5)]
    fields = ("original_issue_dates[0]", "original_issue_dates[1]", "of_agreement_date")
    slots = {
        f"d{n + 1}": slot(day(date), f"{path}.{field}", date.isoformat())
        for n, (date, field) in enumerate(zip(earlier, fields, strict=True))
    }
    # The notes that are reopened may be spelled otherwise than these.
    rate = series.rate.printed
    old = series.title.replace(rate, f"{rate.removesuffix('%')}0%") if rate[-2].isdigit() and (
        "/" not in rate and "." in rate) else series.title  # fmt: skip
    return paper.fill(
        "opening",
        paper.deck.draw("wording of the reopening", _REOPENING),
        term=deal.term,
        company=deal.company,
        old=slot(
            old,
            f"{path}.of",
            also_right=tuple(
                f"{lead} {old}"
                for lead in (
                    "outstanding",
                    f"{deal.company}'s outstanding",
                    f"the {deal.company}'s outstanding",
                )
            ),
        ),
        **slots,
    )


def write_guarantee(paper: Paper, deal: Deal) -> str:
    """Return the guarantee's sentence, and state the guarantor; "" where there is none."""
    firm = deal.guarantor
    if firm is None:
        return ""
    text = paper.fill(
        "opening",
        paper.deck.one("guarantee", _GUARANTEE),
        term=deal.term,
        name=slot(firm.name, "guarantor.name"),
        state=slot(firm.jurisdiction, "guarantor.jurisdiction"),
    )
    paper.state("opening", "guarantor.defined_term", "Guarantor", "Guarantor", required=False)
    for series in deal.series:
        paper.state("opening", f"{series.path}.guarantee", text, text, required=False,
                    also_right=(f"guaranteed by {firm.name}",
                                f"unconditionally guaranteed by {firm.name}"))  # fmt: skip
    return text


def payment_currency(paper: Paper, deal: Deal) -> str:
    """Return the sentence that says in what currency the securities are paid."""
    wording = (
        "All dividends on the {term} are payable in {money}."
        if deal.in_shares
        else (
            paper.deck.one(
                "currency of payment",
                (
                    "Principal of and interest on the {term} shall be payable in {money}.",
                    "All payments on the {term} will be made in {money}.",
                ),
            )
        )
    )
    money = slot(CURRENCY_WORDS[deal.currency], "additional_terms.payment_currency", deal.currency)
    return paper.fill("additional", wording, term=deal.term, money=money)

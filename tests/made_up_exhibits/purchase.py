"""The purchase clause: who buys, at what prices, with what interest on top."""

from tests.made_up_exhibits.paper import Paper, Slot, slot
from tests.made_up_exhibits.parties import Firm, ids
from tests.made_up_exhibits.plan import Deal, Series
from tests.made_up_exhibits.printed import amount, join
from tests.made_up_exhibits.truth import Fact

_NAMED = {
    "we, as underwriters": "Subject to the terms and conditions set forth or incorporated by "
    "reference in this letter, we, {names}{comma} as underwriters (the “{managers}”), offer to "
    "purchase, {commitment}, the principal amount of the {term} set opposite our respective names "
    "in {annex} at {prices}, {accrued}.",
    "each of": "Each of {names} (together, the “{managers}”) hereby offers, {commitment}, to take "
    "up the {term} in the amount shown beside its name in {annex}, paying {prices}, "
    "{accrued}.",
    "hereby agree": "On the terms of this agreement, {names} (the “{managers}”) {commitment} "
    "agree to buy from the {company} the {term}, as divided among them by {annex}, at a purchase "
    "price of {prices} {accrued}.",
    "propose": "The undersigned, {names} (collectively called the “{managers}”), acting "
    "{commitment}, propose to purchase from the {company} at {prices}, {accrued}, the amounts of "
    "the {term} listed for each of them in {annex}.",
}
_UNNAMED = {
    "listed": "Subject to the terms and conditions set forth or incorporated by reference in this "
    "letter, the underwriters listed in {annex} (the “{managers}”) offer to purchase, "
    "{commitment}, the principal amounts of the {term} set opposite their names there at {prices}, "
    "{accrued}.",
    "we": "We, as underwriters named in {annex} (the “{managers}”), are prepared "
    "to purchase, {commitment}, the {term} at {prices}, {accrued}.",
}
_SOLE = {
    "as underwriter": "Subject to the terms and conditions set forth or incorporated by reference "
    "in this letter, we, {names}, as underwriter (the “{managers}”), offer to purchase all of "
    "the {term} at {prices}, {accrued}.",
    "sole": "{names} (the “{managers}”), acting alone, offers to buy the whole of the {term} "
    "from the {company} at {prices} {accrued}.",
}
_UNIT_CLAUSES = {
    "true principal": "offer to purchase {count} {units} in the principal amount of {whole} at "
    "{price} of the principal amount.",
    "price called principal": "offer to purchase {count} {units} in the principal amount of "
    "{paid}.",
    "for an amount": "offer to purchase {count} {units} for an amount equal to {paid} ({price} of "
    "the aggregate principal amount).",
    "amount of one": "offer to purchase {count} {units} in the principal amount of ${each} at "
    "{price} of the principal amount.",
    "two counts": "offer to purchase {other} {units} in the principal amount of {whole} at {price} "
    "of the principal amount.",
}
_COMMITMENTS = {
    "severally and not jointly": "several_not_joint",
    "severally, and not jointly": "several_not_joint",
    "jointly and severally": "joint_and_several",
    "severally but not jointly": "several_not_joint",
}
#: The words, and the bound that they give to the accrual in words.
_ACCRUED = {
    "issuance": (
        "plus accrued interest, if any, from the date of issuance",
        "from_text",
        "the date of issuance",
    ),
    "comma missing": (
        "plus accrued interest, if any from the date of original issuance",
        "from_text",
        "the date of original issuance",
    ),
    "closing": (
        "plus accrued interest, if any, to the Closing Date",
        "to_text",
        "the Closing Date",
    ),
    "words": (
        "together with interest accrued, if any, from the date of their issue",
        "from_text",
        "the date of their issue",
    ),
}
JOINTS = (" and ", ", and ")


def write_purchase(paper: Paper, deal: Deal) -> str:
    """Return the purchase clause, and state its fields."""
    names, wording = _names_and_wording(paper, deal)
    if deal.series[0].units:
        return _units(paper, deal, names)
    text = paper.fill(
        "opening",
        wording,
        names=names,
        comma=paper.deck.one("comma before as underwriters", (",", "")),
        managers=slot(
            "Underwriter" if len(deal.underwriters) == 1 else deal.managers,
            "underwriters.defined_term",
            required=False,
        ),
        commitment=lambda: _commitment(paper),
        term=deal.term,
        company=deal.company,
        annex=deal.annex,
        prices=_prices(paper, deal),
        accrued=lambda: _accrued(paper, deal),
    )
    paper.state("opening", "offer.purchase_clause", text, text, required=False)
    return text


def _names_and_wording(paper: Paper, deal: Deal) -> tuple[str, str]:
    firms = deal.underwriters
    if len(firms) == 1:
        state_names(paper, deal, "opening")
        paper.state("opening", "offer.commitment", "sole", required=False)
        return firms[0].name, paper.deck.draw("purchase by one", _SOLE)
    if (
        not deal.series[0].units
        and paper.deck.label(
            "underwriters named", ("opening and annex", "annex only", "opening and annex too")
        )
        == "annex only"
    ):
        state_names(paper, deal, "annex")
        return "", paper.deck.draw("purchase by those of the annex", _UNNAMED)
    state_names(paper, deal, "opening")
    names = join([firm.name for firm in firms], paper.deck.one("last underwriter", JOINTS))
    return names, paper.deck.draw("purchase by those named", _NAMED)


def _accrued(paper: Paper, deal: Deal) -> Slot:
    """Return the words on accrued interest; a record may keep them with the security too."""
    words, field, of = paper.deck.draw("accrued in the purchase clause", _ACCRUED)
    for series in deal.series:
        path = f"{series.path}.accrued_interest"
        article = of.removeprefix("the ")
        paper.state("opening", f"{path}.{field}", of, of, also_right=(article,), required=False)
        bare = words.removeprefix("plus ").removeprefix("together with ")
        paper.state("opening", f"{path}.text", words, words, also_right=(bare,), required=False)
        if "if any" in words:
            paper.state("opening", f"{path}.if_any", "yes", "if any", required=False)
    return slot(
        words,
        "offer.accrued_interest",
        also_right=(words.removeprefix("plus ").removeprefix("together with "),),
    )


def _commitment(paper: Paper) -> Slot:
    words = paper.deck.label("commitment", tuple(_COMMITMENTS))
    return slot(words, "offer.commitment", _COMMITMENTS[words])


def state_names(paper: Paper, deal: Deal, source: str) -> None:
    """State the underwriters' names as printed, in the opening or in the annex alone."""
    annex = "table_at_head" if deal.at_head else "annex"
    named_in = annex if source == "annex" else "opening"
    paper.state("opening", "underwriters.named_in", named_in, required=source == "opening")
    for firm in deal.underwriters:
        state_firm(paper, source, f"underwriters.names[{firm.name}]", firm)


def state_firm(paper: Paper, source: str, path: str, firm: Firm) -> None:
    """State a firm's name as printed, and which party of the files it is."""
    paper.state(source, f"{path}.name", firm.name, firm.name)
    state_party(paper, source, f"{path}.underwriter", firm)


def state_party(paper: Paper, source: str, path: str, firm: Firm) -> None:
    """State a firm's id; a name that no file knows is no known firm's."""
    if firm.party:
        paper.state(source, path, firm.party, firm.name)
    else:
        paper.facts.append(
            Fact(path, "", "", source, required=False, not_one_of=ids("underwriters"))
        )


def _prices(paper: Paper, deal: Deal) -> Slot:
    facts = tuple(
        (f"{series.path}.purchase_price_pct", series.purchase.value) for series in deal.series
    )
    if not deal.several:
        base = paper.deck.one(
            "price paid",
            ("{p} of the principal amount thereof", "{p} of their principal amount",
             "{p} of the principal amount of the {term}"),
        )  # fmt: skip
        return Slot(base.format(p=deal.series[0].purchase.printed, term=deal.term), facts)
    parts = [f"{s.purchase.printed} of the principal amount of the {s.name}" for s in deal.series]
    if paper.deck.label("prices of several series", ("in words", "in brackets")) == "in brackets":
        parts = [f"{s.purchase.printed} (for the {s.name})" for s in deal.series]
    return Slot(f"{join(parts)}, in each case", facts)


def _over_allotment(paper: Paper, deal: Deal, series: Series) -> str:
    """Return the sentence of the option to buy more units, or nothing."""
    if paper.deck.label("over-allotment", ("option", "none")) == "none":
        return ""
    wording = paper.deck.one(
        "wording of the over-allotment",
        (
            (
                " The {company} grants an option, which may be used once within {days} days, to "
                "buy up to {more} further ELSUs at the same price."
            ),
            (
                " To cover over-allotments, up to {more} additional ELSUs may be bought at that "
                "price for {days} days from the date of this agreement."
            ),
        ),
    )
    more = round(series.units * 0.15)
    path = f"{series.path}.over_allotment"
    return paper.fill("opening", wording, company=deal.company,
                      days=slot("30", f"{path}.period_days"),
                      more=slot(f"{more:,}", f"{path}.units", str(more)))  # fmt: skip


def _slipped(number: int) -> int:
    """Return the number with its first two figures in the other order, a slip papers make."""
    digits = str(number)
    if digits[1] in ("0", digits[0]):
        return number + int("1".ljust(len(digits) - 1, "0"))
    return int(digits[1] + digits[0] + digits[2:])


def _units(paper: Paper, deal: Deal, names: str) -> str:
    series = deal.series[0]
    paid = round(series.principal * float(series.purchase.value) / 100)
    kind = paper.deck.label("purchase of units", tuple(_UNIT_CLAUSES))
    other = f"{_slipped(series.units):,}"
    single = len(deal.underwriters) == 1
    lead = f"We, {names}, as underwriter{'' if single else 's'}, "
    text = lead + paper.fill(
        "opening",
        _UNIT_CLAUSES[kind],
        count=slot(f"{series.units:,}", f"{series.path}.units.in_purchase_clause",
                   str(series.units), required=False),
        other=slot(other, f"{series.path}.units.in_purchase_clause", other.replace(",", "")),
        units="ELSUs",
        each=slot(str(series.unit_price), f"{series.path}.units.amount_per_unit"),
        whole=amount(deal.sign, series.principal),
        # Where the price is called the principal amount, a reader may well hesitate.
        paid=slot(amount(deal.sign, paid), f"{series.path}.purchase_amount", str(paid),
                  required=kind != "price called principal"),
        price=slot(series.purchase.printed, f"{series.path}.purchase_price_pct",
                   series.purchase.value),
    )  # fmt: skip
    if kind == "price called principal":
        paper.state("opening", f"{series.path}.purchase_amount_label", "principal amount",
                    "principal amount", required=False)  # fmt: skip
    if kind == "two counts":
        fields = (f"{series.path}.units.count", f"{series.path}.units.in_purchase_clause")
        paper.warned.append(("two unit counts", fields))
    paper.state("opening", "offer.purchase_clause", text, text, required=False)
    return text + _over_allotment(paper, deal, series)

"""Deals in depositary shares: sold by number, each a part of a preferred share, with dividends."""

from tests.made_up_exhibits.opening import state_issuer
from tests.made_up_exhibits.paper import Paper, bounds, slot
from tests.made_up_exhibits.payments import payment_value
from tests.made_up_exhibits.plan import Deal, Series
from tests.made_up_exhibits.printed import join
from tests.made_up_exhibits.purchase import JOINTS, state_names

_STATEMENTS = (
    (
        "We understand that {issuer}, a {state} corporation (the “{company}”), proposes to issue "
        "and sell {count} Depositary Shares (the “{term}”), each representing {fraction} of a "
        "share of its {stock}."
    ),
    (
        "{issuer}, a {state} corporation (the “{company}”), intends to sell to the underwriters "
        "{count} depositary shares (the “{term}”), each of which stands for {fraction} of one "
        "share of {stock}, with a liquidation preference of ${preference} per share."
    ),
)
_PURCHASES = (
    (
        "We, {names}, as {role}, offer to purchase the {term} at a price of ${price} per "
        "Depositary Share, plus accrued dividends, if any, from the date of original issuance."
    ),
    "{names}, acting as {role}, will buy the {term} for ${price} a Depositary Share.",
)
_PRICES = ("${price} per Depositary Share", "${price} a share, plus accrued dividends, if any")
_FIXED_BY = (
    "As fixed by the Board of Directors of the {company}",
    "Such dates as the Board of Directors shall set",
)
_PRICE, _PAID, _FRACTION, _PREFERENCE = "50.00", "49.2125", "1/5th", "250"


def write_share_statement(paper: Paper, deal: Deal) -> str:
    """Return the opening of a deal in shares, and state its fields."""
    series = deal.series[0]
    path = series.path
    article = "an" if deal.issuer.jurisdiction[0] in "AEIO" else "a"
    wording = paper.deck.one("opening of shares", _STATEMENTS)
    text = paper.fill(
        "opening",
        wording.replace("a {state}", article + " {state}"),
        issuer=slot(deal.issuer.name, "issuer_named.name"),
        state=slot(deal.issuer.jurisdiction, "issuer_named.jurisdiction"),
        company=slot(deal.company, "issuer_named.defined_term"),
        term=slot(deal.term, f"{path}.defined_term"),
        count=slot(f"{series.principal:,}", f"{path}.shares.count", str(series.principal)),
        fraction=slot(_FRACTION, f"{path}.shares.fraction"),
        stock=slot(series.title, f"{path}.shares.underlying", required=False),
        preference=slot(_PREFERENCE, f"{path}.shares.liquidation_preference"),
    )
    state_issuer(paper, deal, "opening")
    paper.state("opening", f"{path}.security_type", "depositary_shares", required=False)
    # The opening calls the preferred stock by its title; so may a record call the shares.
    paper.state("opening", f"{path}.title", series.title, series.title, required=False)
    paper.state("opening", f"{path}.series", "Series Q", "Series Q", also_right=("Q",),
                required=False)  # fmt: skip
    paper.state("opening", f"{path}.ranking", "preferred", "Preferred", required=False)
    paper.state("opening", f"{path}.interest.type", "dividend", required=False)
    paper.state("opening", f"{path}.interest.periods[0].type", "dividend", required=False)
    paper.state("opening", f"{path}.interest.periods[0].rate_pct", series.rate.value,
                series.rate.printed, required=False)  # fmt: skip
    paper.state("opening", f"{path}.currency", deal.currency, required=False)
    paper.state("opening", "offer.statement", text, text, required=False)
    return text


def write_share_purchase(paper: Paper, deal: Deal) -> str:
    """Return the purchase clause of a deal in shares, and state its fields."""
    state_names(paper, deal, "opening")
    firms = [firm.name for firm in deal.underwriters]
    single = len(firms) == 1
    path = deal.series[0].path
    if single:
        paper.state("opening", "offer.commitment", "sole", required=False)
    text = paper.fill(
        "opening",
        paper.deck.one("purchase of shares", _PURCHASES),
        names=join(firms, paper.deck.one("last underwriter", JOINTS)),
        role="underwriter" if single else "underwriters",
        term=deal.term,
        price=slot(_PAID, f"{path}.purchase_price_per_unit"),
    )
    if "accrued" in text:
        accrued = "plus accrued dividends, if any, from the date of original issuance"
        paper.state("opening", "offer.accrued_interest", accrued, accrued, required=False)
        of = f"{path}.accrued_interest"
        paper.state("opening", f"{of}.text", accrued, accrued, required=False)
        paper.state("opening", f"{of}.from_text", "the date of original issuance", required=False)
        paper.state("opening", f"{of}.if_any", "yes", "if any", required=False)
    paper.state("opening", "offer.purchase_clause", text, text, required=False)
    return text


def share_rows(paper: Paper, deal: Deal, series: Series) -> dict[str, tuple[str, str]]:
    """Write the rows of the terms of shares."""
    path = series.path
    title = f"Depositary Shares, each representing {_FRACTION} of a share of {series.title}"
    paper.state("terms", f"{path}.title", title, title, also_right=(series.title,))
    paper.state("terms", f"{path}.security_type", "depositary_shares", "Depositary Shares")
    paper.state("terms", f"{path}.ranking", "preferred", "Preferred", required=False)
    paper.state("terms", f"{path}.shares.fraction", _FRACTION, _FRACTION, required=False)
    paper.state("terms", f"{path}.shares.underlying", series.title, series.title, required=False)
    paper.state("terms", f"{path}.interest.type", "dividend")
    paper.state("terms", f"{path}.interest.periods[0].type", "dividend")
    # Preferred shares mature never: any date for it is made up, and so is any principal.
    rate = paper.fill(
        "terms",
        paper.deck.one("dividend rate", ("{rate} per annum", "{rate}", "{rate}, cumulative")),
        rate=slot(series.rate.printed, f"{path}.interest.periods[0].rate_pct", series.rate.value),
    )
    dates = payment_value(paper, deal, series)
    price = paper.fill(
        "terms",
        paper.deck.one("price of a share", _PRICES),
        price=slot(_PRICE, f"{path}.price_to_public_per_unit", also_right=("50",)),
    )
    if "accrued" in price:
        of = f"{path}.accrued_interest"
        words = "plus accrued dividends, if any"
        paper.state("terms", f"{of}.text", words, words, required=False)
        paper.state("terms", f"{of}.if_any", "yes", "if any", required=False)
    return {
        "title": ("Title", title),
        "interest": ("Dividend Rate", rate),
        "payments": ("Dividend Payment Dates", dates or ""),
        "price": (deal.labels["price"], price),
        "record": (deal.labels["record"], _fixed_by_the_board(paper, deal, series)),
        "preference": ("Liquidation Preference", _preference(paper, series)),
    }


def _preference(paper: Paper, series: Series) -> str:
    path = f"{series.path}.shares.liquidation_preference"
    preference = slot(_PREFERENCE, path, also_right=(f"{_PREFERENCE}.00",))
    return paper.fill("terms", "${preference} per share of preferred stock", preference=preference)


def _fixed_by_the_board(paper: Paper, deal: Deal, series: Series) -> str:
    wording = paper.deck.one("record dates of the board", _FIXED_BY)
    text = wording.format(company=deal.company)
    paper.state("terms", f"{series.path}.record_dates.kind", "set_by_board")
    paper.state("terms", f"{series.path}.record_dates.text", text, text, also_right=bounds(text),
                required=False)  # fmt: skip
    return text

"""The row of the price to the public, with the interest that a buyer pays on top."""

import datetime as dt

from tests.made_up_exhibits.paper import Paper, Slot, bounds, slot
from tests.made_up_exhibits.plan import Deal, Series
from tests.made_up_exhibits.printed import day

_PRICE = {
    "of principal": "{price} of the principal amount thereof, {accrued}",
    "bare": "{price}",
    "of their principal": "{price} of their principal amount, {accrued}",
    "plus": "{price}, {accrued}",
    "no accrued": "{price} of the principal amount",
}
_ACCRUED = {
    "if any, from": "plus accrued interest, if any, from {from}",
    "comma missing": "plus accrued interest, if any from {from}",
    "without if any": "plus accrued interest from {from}",
    "bounded": "plus accrued interest from and including {from} to but excluding {to}",
    "since": "together with accrued interest, if any, since {from}",
    "to closing": "plus interest accrued from and including {from} to but excluding {closing}",
}


def price_value(paper: Paper, deal: Deal, series: Series) -> str:
    """Return the words of the price's row, and state its fields."""
    if series.coupon == "cash":
        return _per_unit(paper, series)
    bears = series.coupon not in ("zero", "index_linked")
    allowed = None if bears else ("bare", "no accrued")
    return paper.fill(
        "terms",
        paper.deck.draw("price to the public", _PRICE, allowed),
        price=slot(series.to_public.printed, f"{series.path}.price_to_public_pct",
                   series.to_public.value),
        accrued=lambda: Slot(_accrued(paper, deal, series)),
    )  # fmt: skip


def _per_unit(paper: Paper, series: Series) -> str:
    wording = paper.deck.one(
        "price of a unit", ("${price} per unit", "${price} for each ELSU", "${price} a unit")
    )
    price = f"{series.unit_price}.00" if series.unit_price < 1000 else "1,000"
    path = f"{series.path}.price_to_public_per_unit"
    return paper.fill(
        "terms", wording,
        price=slot(price, path, price.replace(",", ""), also_right=(str(series.unit_price),)),
    )  # fmt: skip


def _accrued(paper: Paper, deal: Deal, series: Series) -> str:
    path = f"{series.path}.accrued_interest"
    kind = paper.deck.label("accrued interest", tuple(_ACCRUED))
    begins = paper.deck.draw(
        "accrual begins",
        {"at closing": deal.closing, "before": deal.closing - dt.timedelta(days=20),
         "after": deal.closing + dt.timedelta(days=4)},
    )  # fmt: skip
    ends = begins + dt.timedelta(days=30)
    text = paper.fill(
        "terms",
        _ACCRUED[kind],
        **{
            "from": slot(day(begins), f"{path}.from_date", begins.isoformat()),
            "to": slot(day(ends), f"{path}.to_date", ends.isoformat()),
            "closing": slot("the Closing Date", f"{path}.to_text", also_right=("Closing Date",)),
        },
    )
    if "if any" in text:
        paper.state("terms", f"{path}.if_any", "yes", "if any")
    if "and including" in text:
        paper.state("terms", f"{path}.from_inclusive", "yes", "and including", required=False)
        paper.state("terms", f"{path}.to_exclusive", "yes", "but excluding", required=False)
    also = (*bounds(text), *(text.removeprefix(f"{lead} ") for lead in ("plus", "together with")))
    paper.state("terms", f"{path}.text", text, text, also_right=also, required=False)
    return text

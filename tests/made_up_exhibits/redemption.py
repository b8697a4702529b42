"""The row of redemption: none, for taxes only, at set times, at a schedule of prices, a put."""

import datetime as dt

from tests.made_up_exhibits.paper import Paper, Slot, bounds, slot
from tests.made_up_exhibits.plan import Deal, Series
from tests.made_up_exhibits.printed import add_months, day

_NONE = (
    "The {term} may not be redeemed before maturity",
    "Not redeemable",
    "The {term} are not redeemable by the {company} prior to maturity",
    "None",
)
_TAX = (
    (
        "The {term} are not redeemable by the {company} prior to maturity, except upon certain "
        "events involving United States taxation, as set forth in the Prospectus Supplement, "
        "dated {sup}, to the Prospectus, dated {pro}"
    ),
    "Redeemable before maturity only if certain United States tax events occur",
    (
        "The {company} may redeem the {term} in whole, but only upon changes in the tax law of the "
        "United States described in the Prospectus Supplement dated {sup}"
    ),
    "No redemption prior to maturity other than for tax reasons",
)
_CALL = (
    (
        "The {company} may redeem the {term}, in whole or in part, on {date} or on any Interest "
        "Payment Date after it, at 100% of the principal amount"
    ),
    "Redeemable at the option of the {company} at par at any time on or after {date}",
    (
        "Callable by the {company} on and after {date} on not less than {least} nor more than "
        "{most} days' notice"
    ),
)
_SCHEDULE = (
    (
        "On or after {date}, at the following percentages of principal: {y1}, {p1}; {y2}, {p2}; "
        "{y3} and thereafter, {p3}"
    ),
    (
        "The {term} may be redeemed at the option of the {company} beginning {date}. Year and "
        "percentage: {y1} {p1}, {y2} {p2}, {y3} and after {p3}"
    ),
)
_MAKE_WHOLE = (
    (
        "In whole or in part at any time at the greater of par and a make-whole amount discounted "
        "at the Treasury Rate plus {spread}"
    ),
    "Make-whole redemption at the Treasury Rate plus {spread}",
)
_PUT = (
    (
        "Each holder may require the {company} to repay the {term} on {date} at par, by notice "
        "given not less than {least} nor more than {most} days before that date"
    ),
    (
        "Repayable on {date} at the option of the holder, at 100% of principal, on {least} to "
        "{most} days' notice"
    ),
)
_WORDINGS = {
    "none": ("none", _NONE),
    "tax_only": ("tax_only", _TAX),
    "tax_only too": ("tax_only", _TAX),
    "issuer_call": ("issuer_call", _CALL),
    "call_schedule": ("call_schedule", _SCHEDULE),
    "make_whole": ("make_whole", _MAKE_WHOLE),
    "holder_put": ("holder_put", _PUT),
}


def redemption_value(paper: Paper, deal: Deal, series: Series) -> str | None:
    """Return the words of the redemption's row; None where the paper has none."""
    years = series.maturity.year - deal.closing.year
    short = ("none", "tax_only", "tax_only too")
    if paper.deck.label("row of redemption", ("yes", "yes too", "no")) == "no":
        return None
    label = paper.deck.label("redemption", tuple(_WORDINGS), short if years < 3 else None)
    kind, wordings = _WORDINGS[label]
    path = f"{series.path}.redemption"
    wording = paper.deck.one(f"redemption {kind}", wordings)
    paper.state("terms", f"{path}.kind", kind)
    date = add_months(deal.closing, 12)
    put = kind == "holder_put"

    def of_year(number: int) -> Slot:
        return slot(str(date.year + number), f"{path}.prices[{number}].from_date")

    def at_price(number: int) -> Slot:
        value = ("103.938", "101.969", "100.000")[number]
        return slot(f"{value}%", f"{path}.prices[{number}].price_pct", value)

    def begins() -> Slot:
        # "On a date, and any payment date after it" is a day and a start: a record may hold both.
        field = "put_dates[0]" if put else "from_date"
        return slot(day(date), f"{path}.{field}", date.isoformat(),
                    required="Interest Payment Date" not in " ".join(wording.split()))  # fmt: skip

    text = paper.fill(
        "terms",
        wording,
        term=deal.term,
        company=deal.company,
        date=begins,
        sup=_dated("registration.prospectus_supplement_date", deal.supplement),
        pro=_dated("registration.base_prospectus_date", deal.prospectus),
        least=slot("30", f"{path}.notice_window.min_days", required=False),
        most=slot("60", f"{path}.notice_window.max_days", required=False),
        spread=slot("25 basis points", f"{path}.make_whole_spread_pct", "0.25"),
        **{f"y{n + 1}": (lambda n=n: of_year(n)) for n in range(3)},
        **{f"p{n + 1}": (lambda n=n: at_price(n)) for n in range(3)},
    )
    if "{date}" in wording and "Interest Payment Date" in text:
        paper.state("terms", f"{path}.dates[0]", date.isoformat(), day(date), required=False)
    paper.state("terms", f"{path}.text", text, text, also_right=bounds(text), required=False)
    return text


def _dated(path: str, date: dt.date) -> Slot:
    return slot(day(date), path, date.isoformat())

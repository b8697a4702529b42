"""The table of terms: which rows, under which labels, for one security or for several."""

from collections.abc import Callable

from tests.made_up_exhibits.interest import interest_value
from tests.made_up_exhibits.paper import Paper, Terms, slot
from tests.made_up_exhibits.payments import payment_value
from tests.made_up_exhibits.plan import Deal, Series
from tests.made_up_exhibits.pricing import price_value
from tests.made_up_exhibits.printed import day
from tests.made_up_exhibits.record_dates import record_value
from tests.made_up_exhibits.redemption import redemption_value
from tests.made_up_exhibits.shares import share_rows
from tests.made_up_exhibits.titles import state_kind

_LABELS = {
    "title": ("Title", "Title of Securities", "Title"),
    "maturity": ("Maturity", "Maturity Date", "Stated Maturity"),
    "interest": ("Interest Rate", "Interest", "Coupon", "Rate of Interest"),
    "payments": ("Interest Payment Dates", "Coupon Payment Dates", "Interest Payment Date(s)",
                 "Coupon Payment Date(s)"),
    "price": ("Initial Price to Public", "Initial Price To Public", "Price to Public",
              "Expected Reoffering Price", "Initial Public Offering Price"),
    "record": ("Record Date", "Regular Record Dates", "Record Dates", "Regular Record Date(s)"),
    "redemption": ("Redemption Provisions", "Redemption", "Optional Redemption",
                   "Redemption Provisions"),
}  # fmt: skip
_INTRODUCTIONS = (
    "The {term} shall have the following terms:",
    "The terms of the {term} are these:",
    "The {term} will be issued on the terms set out in the table below.",
    "",
)
_FURTHER = {
    "Sinking Fund": ("None", "No sinking fund is provided for"),
    "Settlement": ("Book-entry, in same-day funds", "In immediately available funds"),
    "Delayed Delivery": ("None", "Not authorized"),
    "Conversion Rights": ("None", "Not convertible"),
}

Writer = Callable[[Paper, Deal, Series], str | None]


def write_terms(paper: Paper, deal: Deal) -> None:
    """Write the table of terms and what introduces it."""
    words = paper.deck.one("words above the terms", _INTRODUCTIONS)
    if words:
        text = words.format(term=deal.term)
        paper.say("terms_head", "{words}", words=slot(text, "document.terms_introduction",
                                                      required=False))  # fmt: skip
    deal.labels = {row: paper.deck.one(f"label of {row}", labels) for row, labels in
                   _LABELS.items()}  # fmt: skip
    stops = paper.deck.label("stops after values", ("none", "all", "mixed"))
    written = [_rows(paper, deal, series) for series in deal.series]
    together = deal.several and paper.deck.label("series in the terms", ("each", "together")) == (
        "together"
    )
    if together:
        tables = [("", _merge(deal, written))]
    else:
        tables = [(series.name, list(rows.values())) for series, rows in
                  zip(deal.series, written, strict=True)]  # fmt: skip
    further = _further(paper, deal)
    colons = paper.deck.label("colon after labels", ("all", "one missing", "none"))
    for number, (name, rows) in enumerate(tables):
        if name:
            paper.line(f"Terms of the {name}", "terms")
        all_rows = [*rows, *(further if number == len(tables) - 1 else [])]
        paper.blocks.append(Terms(tuple(_finish(all_rows, stops, colons))))


def _finish(rows: list[tuple[str, str]], stops: str, colons: str) -> list[tuple[str, str]]:
    done = []
    for number, (label, value) in enumerate(rows):
        colon = colons == "all" or (colons == "one missing" and number != 2)
        stop = stops == "all" or (stops == "mixed" and number % 2 == 1)
        end = "." if stop and not value.endswith(".") else ""
        done.append((label + ":" * colon, value + end))
    return done


def _rows(paper: Paper, deal: Deal, series: Series) -> dict[str, tuple[str, str]]:
    """Write one security's rows; the record dates may stand before or after the price."""
    if deal.in_shares:
        return share_rows(paper, deal, series)
    order = ["title", "maturity", "interest", "payments", "price", "redemption", "record"]
    place = paper.deck.label("place of the record dates", ("last", "after the payments", "last too",
                             "within the payments"))  # fmt: skip
    if place == "after the payments":
        order.remove("record")
        order.insert(4, "record")
    writers: dict[str, Writer] = {
        "title": _title,
        "maturity": _maturity,
        "interest": interest_value,
        "payments": payment_value,
        "price": price_value,
        "redemption": redemption_value,
        "record": record_value,
    }
    rows = {}
    for row in order:
        value = writers[row](paper, deal, series)
        if value is not None:
            rows[row] = (deal.labels[row], value)
    if series.coupon == "index_linked":
        rows["payment"] = ("Maturity Payment", _maturity_payment(paper, series))
    if place == "within the payments" and "payments" in rows and "record" in rows:
        rows["payments"] = _with_record_dates(paper, series, rows, rows.pop("record")[1])
    return rows


def _maturity_payment(paper: Paper, series: Series) -> str:
    text = paper.deck.one(
        "payment at maturity",
        ("The principal amount plus the Specimen Return Amount",
         "An amount that depends on the closing value of the Made-up 100 Index"),
    )  # fmt: skip
    paper.state("terms", f"{series.path}.maturity_payment", text, text)
    return text


def _with_record_dates(
    paper: Paper, series: Series, rows: dict[str, tuple[str, str]], record: str
) -> tuple[str, str]:
    """Put the record dates into the payment dates' row, as some papers do."""
    label, value = rows["payments"]
    text = f"{value}; record dates: {record}"
    path = f"{series.path}.interest.periods[0].payments.text"
    paper.state("terms", path, text, text, also_right=(value,), required=False)
    return label, text


def _title(paper: Paper, _deal: Deal, series: Series) -> str:
    paper.state("terms", f"{series.path}.title", series.title, series.title)
    state_kind(paper, series, "terms")
    return series.title


def _maturity(paper: Paper, _deal: Deal, series: Series) -> str:
    style = paper.deck.one("look of the maturity", ("plain", "plain", "ordinal"))
    printed = day(series.maturity, style)
    paper.state("terms", f"{series.path}.maturity_date", series.maturity.isoformat(), printed)
    return printed


def _merge(deal: Deal, written: list[dict[str, tuple[str, str]]]) -> list[tuple[str, str]]:
    """Make one table of several: each row gives every series' value."""
    names = list(dict.fromkeys(row for rows in written for row in rows))
    merged = []
    for row in names:
        values = [
            f"{series.name}: {rows[row][1]}"
            for series, rows in zip(deal.series, written, strict=True)
            if row in rows
        ]
        merged.append((deal.labels[row], "; ".join(values)))
    return merged


def _further(paper: Paper, deal: Deal) -> list[tuple[str, str]]:
    """Write rows that a record keeps by their label, and those of trustee and indenture."""
    rows = []
    kind = paper.deck.label(
        "further rows",
        ("none", "sinking fund", "trustee", "denominations", "settlement", "codes", "price paid"),
        ("none", "trustee") if deal.several else _fitting(deal),
    )
    path = deal.series[0].path
    if kind in ("sinking fund", "settlement"):
        first, second = ("Sinking Fund", "Conversion Rights") if kind == "sinking fund" else (
            "Settlement", "Delayed Delivery")  # fmt: skip
        for label in (first, second):
            text = paper.deck.one(f"row {label}", _FURTHER[label])
            field = f"{path}.other_terms[{label}].text"
            paper.state("terms", field, text, text)
            rows.append((label, text))
    elif kind == "trustee":
        trustee = "The Bank of Sample Trust Company, N.A."
        paper.state("terms", "trustee", trustee, trustee)
        rows.append(("Trustee", trustee))
        dated = day(deal.prospectus)
        text = f"Indenture, dated as of {dated}, between the {deal.company} and the Trustee"
        paper.state("terms", "indenture", text, text, required=False)
        paper.state("terms", "indenture_date", deal.prospectus.isoformat(), dated)
        rows.append(("Indenture", text))
    elif kind == "price paid":
        rows.append(("Purchase Price", _price_paid(paper, deal.series[0])))
    elif kind == "denominations":
        text = f"{deal.sign.strip()}5,000 and integral multiples of {deal.sign.strip()}1,000"
        paper.state("terms", f"{path}.denominations", text, text)
        rows.append(("Denominations", text))
        rating = "Specimen Ratings: AA-; Made-up Ratings: Aa3"
        paper.state("terms", f"{path}.ratings", rating, rating)
        rows.append(("Ratings", rating))
    elif kind == "codes":
        cusip, isin = _codes(paper)
        paper.state("terms", f"{path}.cusip", cusip, cusip)
        paper.state("terms", f"{path}.isin", isin, isin)
        rows += [("CUSIP", cusip), ("ISIN", isin)]
    return rows


def _fitting(deal: Deal) -> tuple[str, ...]:
    fitting = ("none", "sinking fund", "trustee", "denominations", "settlement", "codes")
    series = deal.series[0]
    return fitting if deal.in_shares or series.units else (*fitting, "price paid")


def _price_paid(paper: Paper, series: Series) -> str:
    """Write the price that the opening gives, or another: then nobody can say which holds."""
    path = f"{series.path}.purchase_price_pct"
    value, printed = series.purchase.value, series.purchase.printed
    if paper.deck.label("price paid in two places", ("the same", "another")) == "another":
        digits = value[:-1] + str((int(value[-1]) + 3) % 10)
        value, printed = digits, f"{digits}%"
        paper.state("terms", path, value, printed, required=False, certain=False)
        paper.warned.append(("two purchase prices", (path,)))
    else:
        paper.state("terms", path, value, printed)
    return f"{printed} of the principal amount"


def _codes(paper: Paper) -> tuple[str, str]:
    """Return a made-up CUSIP and its ISIN, with right check digits.

    A CUSIP doubles every second value and an ISIN every second digit from the right; both
    complete the sum of the digits to a multiple of ten.
    """
    base = f"99{paper.deck.random.randint(10_000, 99_999)}Z"
    values = [int(sign, 36) * (1 + n % 2) for n, sign in enumerate(base)]
    cusip = f"{base}{-sum(value // 10 + value % 10 for value in values) % 10}"
    digits = "".join(str(int(sign, 36)) for sign in f"US{cusip}")
    doubled = [int(digit) * (2 - n % 2) for n, digit in enumerate(reversed(digits))]
    return cusip, f"US{cusip}{-sum(v // 10 + v % 10 for v in doubled) % 10}"

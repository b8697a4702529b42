"""The words for a record's fields, by their path within the record."""

import re
from functools import lru_cache

#: Fields whose key, less its unit, is not already the word for them; the longest path wins.
_WORDS: dict[str, str] = {
    "accrued_interest.from_date": "start of accrued interest",
    "accrued_interest.to_date": "end of accrued interest",
    "agreement_date": "date of the agreement",
    "allocations.name": "name of an underwriter in the annex",
    "allocations.principal_amount": "allocation",
    "allocations.units": "number of units in the annex",
    "amendments.text": "words of an item",
    "amendments": "amendments of the base document",
    "annex": "allocations (the annex)",
    "annex.cut_off": "end of the annex",
    "base_prospectus_date": "date of the prospectus",
    "beside_sections": "sections that a condition adds to",
    "business_day_convention": "business-day convention",
    "closing.date": "closing date",
    "closing.fallback": "fallback for closing",
    "closing.place": "place of closing",
    "closing.time": "time of closing",
    "closing.time_zone": "time zone of closing",
    "counsel.name": "counsel",
    "cusip": "CUSIP",
    "days": "days of the year",
    "determination": "determination of interest",
    "defeasance.document": "document on defeasance",
    "document.filing": "filing",
    "frequency": "frequency of interest payments",
    "first_payment_date": "first interest payment date",
    "incorporation": "incorporation of a base document",
    "incorporation.date": "date of the base document",
    "incorporation.title": "title of the base document",
    "interest.type": "interest type",
    "isin": "ISIN",
    "issuer_named.name": "issuer",
    "issuer_named.jurisdiction": "issuer's jurisdiction",
    "issuer_named.address": "issuer's address",
    "issuer_named.attention": "addressee",
    "listing.exchange": "exchange",
    "names.name": "name of an underwriter",
    "names.role": "role of an underwriter",
    "ratings": "ratings",
    "make_whole_spread_pct": "make-whole spread",
    "payments.days": "interest payment dates",
    "payments": "interest payment dates",
    "payments.text": "interest payment dates",
    "prospectus_supplement_date": "date of the prospectus supplement",
    "rate_pct": "interest rate",
    "redemption.kind": "kind of redemption",
    "regime": "how the base document is incorporated",
    "restrictions.text": "words of a selling restriction",
    "spread_pct": "spread over the reference rate",
    "registration": "registration statement",
    "registration.form": "registration form",
    "registration.file_number": "registration file number",
    "totals.principal_amount": "total of the annex",
    "totals.units": "number of units in the annex's total",
    "underwriter_roles": "roles of the underwriters",
    "underwriters.complete": "end of the list of underwriters",
}

_UNIT = re.compile(r"_pct$|_bp$")
_INDEX = re.compile(r"\[\d+\]")


def slug(key: str) -> str:
    """Return a field's part of its anchor: ``purchase-price`` for ``purchase_price_pct``."""
    return _UNIT.sub("", key).replace(".", "-").replace("_", "-")


@lru_cache(maxsize=4096)
def label(field: str) -> str:
    """Return the words for a field: ``price to public`` for its path in the record.

    Text about something (``listing.text``) is called as the thing it is about.
    """
    keys = _INDEX.sub("", field).split(".")
    if keys[-1] == "text" and ".".join(keys[-2:]) not in _WORDS:
        keys.pop()
    for known in (".".join(keys[-2:]), keys[-1]):
        if known in _WORDS:
            return _WORDS[known]
    return _UNIT.sub("", keys[-1]).replace("_", " ")

"""What can be searched, declared once: texts, choices, numbers and dates.

The parser, both indexes, the facets of the site's search page and the table on the page about
searching (`docs/search.md`) go by this list.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "choice", "number", "date"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the language.

    ``of_security`` tells that each security of a deal has its own value: conditions on several
    such fields must hold for one and the same security. ``others`` are further names that may
    be typed. A date field bounds the date that the deal goes by: ``end`` says from which side.
    """

    name: str
    label: str
    kind: Kind
    meaning: str
    others: tuple[str, ...] = ()
    of_security: bool = False
    unit: str = ""
    end: Literal["", "low", "high"] = ""


FIELDS: tuple[Field, ...] = (
    Field("removed", "Words removed", "text", "words that an amendment takes out", ("deleted",)),
    Field("inserted", "Words inserted", "text", "words that an amendment puts in", ("added",)),
    Field("issuer", "Issuer", "choice", "the issuer, under any name it has had"),
    Field("year", "Year", "number", "the year that the deal goes by"),
    Field("since", "Since", "date", "the first day, month or year", end="low"),
    Field("until", "Until", "date", "the last day, month or year", end="high"),
    Field("currency", "Currency", "choice", "the currency's code", of_security=True),
    Field("interest", "Interest", "choice", "the type of interest", of_security=True),
    Field("ranking", "Ranking", "choice", "the rank of the debt", ("rank",), of_security=True),
    Field("type", "Security type", "choice", "the type of security", of_security=True),
    Field(
        "size", "Size", "number", "the principal amount", ("amount",),
        of_security=True, unit="of the currency",
    ),
    Field("tenor", "Tenor", "number", "from closing to maturity", of_security=True, unit="years"),
    Field("coupon", "Coupon", "number", "the fixed rate", of_security=True, unit="%"),
    Field("spread", "Gross spread", "number", "the gross spread", of_security=True, unit="%"),
    Field(
        "price", "Price to public", "number", "the price to the public",
        of_security=True, unit="%",
    ),
    Field(
        "purchase", "Purchase price", "number", "the underwriters' price",
        of_security=True, unit="%",
    ),
    Field(
        "days", "Settlement, T+n", "number", "business days from agreement to closing",
        ("settlement",), of_security=True, unit="days",
    ),
    Field("underwriter", "Underwriter", "choice", "a firm that takes part, under any name"),
    Field("counsel", "Counsel", "choice", "a law firm or lawyer named, under any name"),
    Field("jurisdiction", "Selling restriction", "choice", "where sales are restricted"),
    Field("base", "Base document", "choice", "the Basic Provisions taken in", ("base-document",)),
    Field("amends", "Place amended", "choice", "the section of the base document", ("section",)),
    Field("operation", "Kind of amendment", "choice", "what is done to the base document"),
    Field("seen", "Paper seen", "choice", "how much of the paper was seen", ("completeness",)),
    Field("checks", "Checks", "choice", "a check with an open finding, or clean", ("check",)),
)  # fmt: skip

BY_NAME: dict[str, Field] = {
    name: field for field in FIELDS for name in (field.name, *field.others)
}
#: Facets in the order of the search page: every field that has values of its own.
FACETS: tuple[Field, ...] = tuple(f for f in FIELDS if f.kind in ("choice", "number"))
#: The sign before a word that stands in text removed or inserted.
ZONES: dict[str, str] = {"removed": "-", "inserted": "+"}

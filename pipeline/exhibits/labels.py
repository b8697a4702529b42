"""What the rows of the terms are called: one kind for each subject, by the words of the label.

A label is compared whole, in small letters, without its signs, so that a heading or a sentence
that merely holds the same word is no label.
"""

import re
from functools import lru_cache

_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "title",
        (
            r"(?:full )?(?:titles?|designation)(?: of (?:the )?(?:\w+ )?(?:securities|"
            r"notes|series|issue))?"
            r"|description(?: of (?:the )?(?:securities|notes))?"
            r"|(?:full )?names? of (?:the )?(?:\w+ )?(?:securities|notes|series|issue)"
        ),
    ),
    (
        "maturity",
        (
            r"(?:stated |final |scheduled )?maturity(?: dates?)?|due date|matur(?:es|"
            r"ing)(?: on)?"
            r"|date of maturity|(?:final )?repayment date|maturities|due|falls due"
        ),
    ),
    ("maturity_payment", r"maturity payment|payment at maturity|amount (?:payable )?at maturity"),
    (
        "interest",
        (
            r"(?:(?:fixed|floating|annual|initial|periodic) )?(?:interest|coupon|dividend)"
            r"(?: rates?)?(?: per annum| basis)?(?: of interest)?"
            r"|rates?(?: of (?:interest|dividend|"
            r"coupon))?"
            r"(?: per annum)?|rates? of interest|interest rate(?: or (?:method|formula).*)?"
            r"|coupon (?:rate|interest)|(?:annual|yearly) rates?"
        ),
    ),
    (
        "payment_dates",
        (
            r"(?:(?:interest|coupon|dividend)s? )?(?:payment|pay|due) da(?:tes?|ys?)"
            r"|(?:interest|coupon) da(?:tes?|ys)"
            r"|(?:interest|coupon|dividend)(?: is| are)? (?:payable|paid|dates?|payments?)"
            r"(?: on)?"
            r"|dates? (?:of|for) (?:the )?payment(?: of interest)?"
        ),
    ),
    (
        "record_dates",
        (
            r"(?:regular |interest |the )*record da(?:tes?|ys?)(?: for (?:the )?interest)"
            r"?|(?:registered )?holders (?:of record|entitled|paid)"
        ),
    ),
    (
        "price_to_public",
        (
            r"(?:initial |public |expected )*(?:offering )?price(?: to (?:the )?(?:public|"
            r"investors?))?"
            r"|(?:initial |expected )*(?:re-?offer(?:ing)?|issue|public offering|offering)"
            r" price"
            r"|price to (?:the )?public|gross price|sold to (?:the )?(?:public|investors) at"
        ),
    ),
    (
        "purchase_price",
        (
            r"purchase prices?(?: (?:by|to|of|for) (?:the )?(?:underwriters?|purchasers?|managers?"
            r"|dealers?))?|price (?:payable |paid )?(?:to|by) (?:the )?"
            r"(?:underwriters?|purchasers?|managers?|dealers?)"
            r"|price (?:we|the \w+) pay(?: you| to .*)?|underwriters'? (?:purchase )?price"
            r"|net price(?: to .*)?"
        ),
    ),
    ("concession", r"(?:selling|dealers?'?) concessions?"),
    (
        "gross_spread",
        (
            r"(?:gross spread|underwriting (?:discounts?|commissions?|fee)(?: and commissions?)"
            r"?|underwriters'? (?:discount|commission))"
        ),
    ),
    (
        "redemption",
        (
            r"(?:optional |tax |early |mandatory |provisions? for )*(?:redemptions?|"
            r"calls?|repayment|prepayment)"
            r"(?: (?:provisions?|terms?|rights?|options?|features?|at .*|"
            r"(?:prior to|before) maturity))*"
            r"|make-?whole (?:call|redemption)"
        ),
    ),
    ("redemption_dates", r"(?:optional )?(?:redemption|call) dates?"),
    (
        "put",
        (
            r"(?:holders?'? )?(?:put|repayment) (?:options?|dates?|provisions?)(?: of holders?)"
            r"?|repayment at .*option.*"
        ),
    ),
    (
        "principal_amount",
        (
            r"(?:aggregate |total |initial )*(?:principal|face|nominal) amounts?(?: of .*|"
            r" offered| issued| to be issued)?"
            r"|principal|(?:issue |offering )?(?:size|amount)(?: of (?:the )?(?:issue|offering)"
            r")?"
        ),
    ),
    ("currency", r"(?:specified |payment )?currenc(?:y|ies)(?: of .*)?"),
    ("denominations", r"(?:minimum |authorized |specified )*denominations?"),
    ("cusip", r"cusip(?: (?:no|number|numbers))?"),
    ("isin", r"isin(?: (?:no|number|code|numbers))?"),
    (
        "identifiers",
        (
            r"(?:cusip|isin|common code)(?: (?:nos?|numbers?|codes?))?"
            r"(?: (?:and )?(?:cusip|isin|common code)(?: (?:nos?|numbers?|codes?))?)+"
        ),
    ),
    (
        "ratings",
        (
            r"(?:expected |credit |debt |current )*(?:security )?ratings?(?: of .*)?"
            r"|(?:(?:and )?(?:moody'?s|s&p|standard & poor'?s|fitch) ?)+(?:ratings?)?"
        ),
    ),
    ("trustee", r"(?:indenture |paying agent and )?trustees?"),
    ("indenture", r"indentures?"),
    ("governing_law", r"governing law|applicable law"),
    ("listing", r"listing|stock exchange(?: listing)?|exchange listing"),
    (
        "day_count",
        (
            r"day[ -]?count(?: (?:fraction|convention|basis))?|interest (?:calculation|"
            r"computation)"
        ),
    ),
    ("business_days", r"business[ -]day(?:s)?(?: convention)?"),
    (
        "closing",
        (
            r"(?:the )?(?:closing|settlement|delivery|issue)(?: date)?(?: and time)?(?:,? (?:time|"
            r"place)(?: and (?:place|location))?)*"
            r"|(?:date|time)(?:, time)? (?:and|of) (?:place of )?(?:closing|delivery)"
            r"|closing(?: time| date)?,? and (?:place|location)"
            r"|(?:closing|delivery) (?:place|location)(?: for .*)?"
        ),
    ),
    ("ranking", r"ranking|status|seniority"),
    (
        "accrual",
        (
            r"(?:interest )?(?:accrual (?:start |commencement )?date|accrues from|commencement dat"
            r"e)|dated date|accrued interest(?: from)?"
            r"|interest accru(?:es|al)(?: from)?"
        ),
    ),
    ("spread", r"(?:interest )?(?:spread|margin)(?: (?:over|above|plus|to) .*)?"),
    (
        "reference_rate",
        (
            r"(?:interest rate basis|base rate|(?:interest )?(?:reference|index) rate|"
            r"interest rate index|index|benchmark)"
        ),
    ),
    (
        "rate_source",
        r"(?:(?:designated |screen |rate )(?:libor )?(?:page|source)|source of .*rate)",
    ),
    ("form", r"form(?: of (?:the )?(?:securities|notes))?"),
    ("guarantee", r"guarant(?:ee|or|y)s?"),
    ("stated_value", r"stated values?(?: per share)?"),
    ("liquidation_preference", r"liquidation preferences?(?: per share)?"),
    ("units", r"number of (?:units|securities|notes|shares|.*)|(?:units|shares) (?:offered|sold)"),
    ("sinking_fund", r"sinking fund(?: provisions?)?"),
    ("delayed_delivery", r"delayed delivery(?: .*)?"),
    ("additional", r"additional terms?|other (?:terms?|provisions?)"),
    ("pricing_date", r"(?:pricing|trade) date"),
    ("defeasance", r"defeasance(?: provisions?)?"),
    (
        "further",
        (
            r"make-?whole (?:premium|amount)|calculation agent|paying agent|"
            r"clearing(?: systems?)?"
            r"|use of proceeds|registrar|conversion(?: .*)?|exchange(?: .*)?|interest reset dates?"
            r"|floor|cap|issuer|underwriters?"
            r"|joint book-?running managers?|managers?|maximum .*rate|minimum .*rate|"
            r"index maturity"
            r"|interest (?:determination|reset) (?:dates?|periods?)|repayment (?:terms|"
            r"amount)|tax redemption"
        ),
    ),
)
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_LONGEST = 70
#: What a row is numbered with before its label.
_NUMBER = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\([a-z]\))\s+")


def plain_label(words: str) -> str:
    """Return a label in small letters without the signs around and within it."""
    text = _NUMBER.sub("", words.lower().replace("’", "'"))
    text = re.sub(r"\((?:s|es)\)", "s", text)
    text = re.sub(r"\([^)]*\)", " ", text)
    text = re.sub(r"[.:;•*_]+\s*$", "", text.strip(" .:;*_"))
    return " ".join(text.replace("/", " ").split())


@lru_cache(maxsize=4096)
def kind_of(words: str) -> str:
    """Return what a label stands for; empty where it is none that is known."""
    if len(words) > _LONGEST:
        return ""
    plain = plain_label(words)
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(plain)), "")


def is_label(words: str) -> bool:
    """Whether these words, whole, are a label that is known."""
    return bool(kind_of(words))

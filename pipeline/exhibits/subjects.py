"""For each field that may be blank, the words without which no paper states it.

So :mod:`pipeline.exhibits.silence` tells a paper that is silent from one that was not understood.
A word too many makes a blank a question that it need not be; a word too few, an untrue answer.
"""

_MONEY = (
    "$", "(euro)", "€", "£", "¥", "(pound)", "(yen)", "(y)", "usd", "eur", "gbp", "jpy", "cad",
    "chf", "sfr", "aud", "nzd", "hkd", "sek", "nok",
)  # fmt: skip
_SIGNING = ("/s/", "by:", "(signed)", "accepted", "agreed")
_ZONES = (
    "time)",
    *(f"{of} time" for of in ("york", "city", "eastern", "central", "pacific", "local", "london")),
    *(f"{of} time" for of in ("standard", "daylight", "tokyo", "europe")),
    "eastern",
    "gmt",
    "est",
    "edt",
)
_BUYERS = ("underwriter", "manager", "purchaser", "dealer", "agent")
#: For each field the words, in small letters, one of which stands wherever it is stated. A field
#: within a group is named by its own name, where no longer name is given.
STEMS: dict[str, tuple[str, ...]] = {
    "agreement_date": ("dated", "date"),
    "issuer_named.name": ("company", "issuer", "corporation", "trust"),
    "closing": ("clos", "settle", "deliver"),
    "closing.date": ("clos", "settle", "deliver"),
    "closing.time": ("a.m", "p.m", "am,", "pm,", "o'clock", "noon"),
    "closing.time_zone": _ZONES,
    "closing.place": ("office", "closing location", "place of", "location"),
    "registration": ("registration statement", "file no", "333-", "33-"),
    "registration.form": ("form s-", "form f-"),
    "registration.file_number": ("333-", "33-0", "33-1", "33-2", "33-3", "33-4", "33-5", "33-6"),
    "registration.base_prospectus_date": ("prospectus",),
    "registration.prospectus_supplement_date": (
        "prospectus supplement", "supplemented", "its supplement", "the supplement", "a supplement",
    ),
    "governing_law": (
        "governed by", "governing law", "laws of the state of new", "construed", "law governs",
        "laws govern", "govern this", "governs this", "govern the", "law shall govern",
        "law applies",
    ),
    "trustee": ("trustee",),
    "indenture": ("indenture",),
    "underwriter_roles": (
        "book-run", "bookrun", "book run", "lead manag", "co-manag", "joint lead",
    ),
    "underwriters": _BUYERS,
    "annex": (
        "annex", "schedule", "opposite", "total", "beside its name", "beside their names",
        "against its name", "against their names", "in thousands", "in millions",
    ),
    "additional_terms": ("registered form", "book-entry", "certificated", "definitive form"),
    "incorporation": (
        "by reference", "by this reference", "provision", "made a part", "made part",
        "part of this", "part hereof",
    ),
    "incorporation.date": ("dated", "date"),
    "amendments": (
        "does not apply", "do not apply", "to read", "save as", "save that", "save for",
        "delet", "replac", "substitut", "strik", "insert", "in lieu of", "is amended",
        "are amended", "hereby amended", "amended to", "amended by", "shall not apply", "modif",
        "shall be read", "deemed to read", "should be read", "is added", "be added", ", add",
        "shall be to", "becomes", "changed", "except that", "with the exception", "variation",
        "varied",
    ),
    "listing": (
        "listed on", "be listed", "listing", "stock exchange", "admitted to", "official list",
    ),
    "selling_restrictions": (
        "offer or sell", "offered or sold", "offer to the public", "sales in", "resident",
        "public offer", "member state", "financial services", "securities and exchange law",
        "selling restriction", "retail investor", "not offered", "will not offer", "not be offered",
    ),
    "conditions": (
        "opinion", "comfort letter", "accountants", "auditors",
        "condition precedent", "conditioned", "further condition",
        "additional condition", "conditions to", "condition to", "following condition",
    ),
    "conditions.topic": ("caption", "heading", "headed"),
    "counsel": ("counsel",),
    "acceptance": ("accept", "please confirm", "please sign", "signing", "countersign"),
    "acceptance.deadline_date": (
        "later than", "on or before", "prior to", "date hereof", "that date", "today", "its date",
        "date given", "date first", "business day",
    ),
    "acceptance.deadline_time": ("a.m", "p.m", "o'clock", "noon", "midnight"),
    "acceptance.deadline_zone": _ZONES,
    "signatures": _SIGNING,
    "signatures.name": ("name:", "/s/", "(signed)"),
    "title": ("title", "notes", "bonds", "debentures", "securities", "shares"),
    "security_type": ("notes", "bonds", "debentures", "certificates", "shares", "securities"),
    "ranking": (
        "senior", "subordinated", "ranking", "rank ", "first mortgage", "secured", "preferred s",
    ),
    "currency": (*_MONEY, "currency", "dollars"),
    "principal_amount": ("principal amount", "nominal amount", "face amount", *_MONEY[:1], "total"),
    "price_to_public_pct": (
        "public", "offering price", "issue price", "reoffer", "re-offer", "gross price",
        "investor", "sold at", "resale price", "resold", "list price", "holders at",
    ),
    "purchase_price_pct": (
        "purchase price", "at a price", "price to", "price of", "net price", "price payable",
        "to purchase", "to buy", "for an amount equal",
    ),
    "selling_concession_pct": ("concession",),
    "interest": ("interest", "coupon", "dividend", "distribution rate"),
    "interest.day_count": ("360", "365", "day count", "day-count", "actual/"),
    "interest.business_day_convention": (
        "business day convention", "following business day", "succeeding business day",
        "next business day", "modified following", "not a business day", "preceding business day",
    ),
    "maturity_date": ("matur", "due ", "repayment date"),
    "denominations": ("denominat", "multiples of"),
    "isin": ("isin",),
    "cusip": ("cusip",),
    "ratings": ("rating", "rated", "moody", "s&p", "standard & poor"),
    "period": ("days", "months", "period"),
    "statutes": (" act", "directive", "law"),
}  # fmt: skip


def stems_of(path: str) -> tuple[str, ...] | None:
    """Return the words of a field's subject; None where none are declared for it."""
    plain = path.removeprefix("securities.")
    last = plain.rpartition(".")[2]
    group = plain.partition(".")[0]
    return STEMS.get(plain) or STEMS.get(last) or STEMS.get(group)

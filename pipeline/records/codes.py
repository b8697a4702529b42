"""Closed lists of codes, each code with its meaning; one place for each list.

The keys are what records hold; the meanings are what pages and the data dictionary
show. A code without a producer and a reader has no place here.
"""

from typing import Literal, get_args

BlankReason = Literal[
    "not_stated", "stated_elsewhere", "not_applicable", "not_seen", "illegible", "unsure"
]
BLANK_REASONS: dict[str, str] = {
    "not_stated": "the paper does not state it",
    "stated_elsewhere": "another document states it",
    "not_applicable": "it does not apply to this security",
    "not_seen": "that part of the paper was not seen",
    "illegible": "the copy that was seen cannot be read there",
    "unsure": "words were found for it, and which of them decide has to be read by eye",
}

ReviewState = Literal["proposed", "reviewed", "verified", "disputed"]
REVIEW_STATES: dict[str, str] = {
    "proposed": "drafted, not yet read against the paper",
    "reviewed": "read against what the record rests on, once",
    "verified": "read against the filed paper by a second person",
    "disputed": "somebody holds that a value is wrong; see the note",
}

DatedBy = Literal[
    "agreement_date",
    "agreement_month",
    "pricing_date",
    "filing_month",
    "closing_month",
    "supplement_month",
]
DATED_BY: dict[str, str] = {
    "agreement_date": "the date of the agreement",
    "agreement_month": "the month of the agreement, because the paper prints no day",
    "pricing_date": "the trade date, because the agreement's date was not seen",
    "filing_month": "the month of filing, because no closer date was seen",
    "closing_month": "the month of closing, because no closer date was seen",
    "supplement_month": "the month of the prospectus supplement, because no closer date was seen",
}

SeenExtent = Literal["whole", "part", "companion", "cover"]
SEEN_EXTENTS: dict[str, str] = {
    "whole": "the whole paper was seen",
    "part": "a part of the paper was seen",
    "companion": "another document of the offering was seen, not the agreement",
    "cover": "the filing's cover page or exhibit list was seen, not the agreement",
}

ExhibitFormat = Literal["text", "html"]

DocumentKind = Literal["terms_agreement", "underwriting_agreement", "purchase_agreement"]
DOCUMENT_KINDS: dict[str, str] = {
    "terms_agreement": "Terms Agreement",
    "underwriting_agreement": "Underwriting Agreement that incorporates provisions by reference",
    "purchase_agreement": "Purchase Agreement that incorporates provisions by reference",
}

SecurityType = Literal[
    "notes",
    "bonds",
    "debentures",
    "equity_linked_notes",
    "index_linked_notes",
    "currency_linked_notes",
    "preferred_shares",
    "depositary_shares",
    "trust_certificates",
]
SECURITY_TYPES: dict[str, str] = {
    "notes": "notes",
    "bonds": "bonds",
    "debentures": "debentures",
    "equity_linked_notes": "notes linked to shares",
    "index_linked_notes": "notes linked to an index",
    "currency_linked_notes": "notes linked to currencies",
    "preferred_shares": "preferred shares",
    "depositary_shares": "depositary shares",
    "trust_certificates": "trust certificates",
}

Ranking = Literal["senior_secured", "senior", "subordinated", "junior_subordinated", "preferred"]
RANKINGS: dict[str, str] = {
    "senior_secured": "senior secured",
    "senior": "senior",
    "subordinated": "subordinated",
    "junior_subordinated": "junior subordinated",
    "preferred": "preferred",
}

InterestType = Literal[
    "fixed",
    "floating",
    "fixed_to_floating",
    "fixed_reset",
    "index_linked",
    "fixed_cash",
    "zero",
    "dividend",
]
INTEREST_TYPES: dict[str, str] = {
    "fixed": "fixed rate",
    "floating": "floating rate",
    "fixed_to_floating": "fixed, then floating rate",
    "fixed_reset": "fixed rate, reset on a date",
    "index_linked": "variable, linked to an index or a formula",
    "fixed_cash": "fixed cash amounts per unit",
    "zero": "no periodic interest",
    "dividend": "dividends",
}

PeriodType = Literal["fixed", "floating", "reset", "linked", "cash", "dividend"]
PERIOD_TYPES: dict[str, str] = {
    "fixed": "at a fixed rate",
    "floating": "at a reference rate",
    "reset": "at a rate set anew on a date",
    "linked": "by an index or a formula",
    "cash": "in stated cash amounts",
    "dividend": "as dividends",
}

Frequency = Literal["annual", "semi_annual", "quarterly", "monthly", "listed_dates"]
FREQUENCIES: dict[str, str] = {
    "annual": "annually",
    "semi_annual": "semi-annually",
    "quarterly": "quarterly",
    "monthly": "monthly",
    "listed_dates": "on the dates listed",
}
#: Payments in a year; dates that are listed have no frequency.
PAYMENTS_PER_YEAR: dict[str, int] = {"annual": 1, "semi_annual": 2, "quarterly": 4, "monthly": 12}

RecordDateKind = Literal["fixed_days", "relative", "listed_dates", "set_by_board", "not_applicable"]
RECORD_DATE_KINDS: dict[str, str] = {
    "fixed_days": "fixed days of the year",
    "relative": "counted back from the payment date",
    "listed_dates": "dates listed one by one",
    "set_by_board": "set by the issuer's board",
    "not_applicable": "none",
}

DayCount = Literal["30_360", "30e_360", "act_act_icma", "act_360", "act_365f"]
DAY_COUNTS: dict[str, str] = {
    "30_360": "30/360",
    "30e_360": "30E/360",
    "act_act_icma": "Actual/Actual (ICMA)",
    "act_360": "Actual/360",
    "act_365f": "Actual/365 (Fixed)",
}

BusinessDayConvention = Literal["following", "modified_following", "preceding", "unadjusted"]
BUSINESS_DAY_CONVENTIONS: dict[str, str] = {
    "following": "the next business day",
    "modified_following": "the next business day, unless it falls in another month",
    "preceding": "the business day before",
    "unadjusted": "not moved",
}

RedemptionKind = Literal[
    "none", "tax_only", "issuer_call", "call_schedule", "make_whole", "holder_put", "cut_off"
]
REDEMPTION_KINDS: dict[str, str] = {
    "none": "not redeemable before maturity",
    "tax_only": "redeemable before maturity for tax events only",
    "issuer_call": "redeemable by the issuer at set times",
    "call_schedule": "redeemable by the issuer at scheduled prices",
    "make_whole": "redeemable by the issuer at a make-whole price",
    "holder_put": "repayable at the holder's election",
    "cut_off": "not redeemable, with an exception that was not seen",
}

Commitment = Literal["several_not_joint", "sole", "joint_and_several"]
COMMITMENTS: dict[str, str] = {
    "several_not_joint": "severally and not jointly",
    "sole": "by one underwriter",
    "joint_and_several": "jointly and severally",
}

UnderwriterRole = Literal[
    "sole_bookrunner", "joint_bookrunner", "lead_manager", "joint_lead", "co_manager"
]
UNDERWRITER_ROLES: dict[str, str] = {
    "sole_bookrunner": "sole bookrunner",
    "joint_bookrunner": "joint bookrunner",
    "lead_manager": "lead manager",
    "joint_lead": "joint lead manager",
    "co_manager": "co-manager",
}

NamedIn = Literal["opening", "annex", "cover_page", "companion", "table_at_head"]
NAMED_IN: dict[str, str] = {
    "opening": "the opening of the agreement",
    "annex": "the annex or schedule",
    "cover_page": "the filing's cover page",
    "companion": "another document of the offering",
    "table_at_head": "the table at the head of the agreement",
}

IncorporationRegime = Literal["except_as_indicated", "except_in_schedule", "in_entirety"]
INCORPORATION_REGIMES: dict[str, str] = {
    "except_as_indicated": "in their entirety, except as indicated in the agreement",
    "except_in_schedule": "except as otherwise provided in a schedule",
    "in_entirety": "in their entirety, without exception",
}

OperationKind = Literal[
    "substitute_words",
    "delete_words",
    "insert_words",
    "replace_provision",
    "insert_provision",
    "repeal_provision",
    "renumber",
    "split",
    "join",
    "move",
    "global_rename",
    "deem_reference",
    "redefine_term",
    "disapply",
    "apply",
    "supplement",
    "override",
    "fill_blank",
    "unresolved",
]
OPERATION_KINDS: dict[str, str] = {
    "substitute_words": "words replaced by others",
    "delete_words": "words deleted",
    "insert_words": "words inserted",
    "replace_provision": "provision replaced as a whole",
    "insert_provision": "provision added",
    "repeal_provision": "provision removed",
    "renumber": "provision renumbered",
    "split": "provision split",
    "join": "provisions joined",
    "move": "words moved",
    "global_rename": "name replaced throughout",
    "deem_reference": "reference deemed to mean something else",
    "redefine_term": "term defined anew",
    "disapply": "provision made not to apply",
    "apply": "provision made to apply",
    "supplement": "requirement added beside a provision",
    "override": "provision overridden",
    "fill_blank": "blank filled",
    "unresolved": "not resolved to an operation",
}
#: Operations that change what the words mean and leave the words as they are.
MEANING_ONLY = frozenset(
    {"deem_reference", "redefine_term", "disapply", "apply", "supplement", "override"}
)

OperationScope = Literal["place", "whole_document"]

#: Contracts list variations side by side; an agreement that builds one on another says so.
ApplicationOrder = Literal["original", "sequential"]

ConditionKind = Literal["legal_opinion", "comfort_letter", "officers_certificate", "rating"]
CONDITION_KINDS: dict[str, str] = {
    "legal_opinion": "legal opinion",
    "comfort_letter": "comfort letter",
    "officers_certificate": "officers' certificate",
    "rating": "rating",
}

Side = Literal["issuer", "underwriters"]
SIDES: dict[str, str] = {"issuer": "issuer", "underwriters": "underwriters"}

CounselRole = Literal["issuer_counsel", "issuer_tax_counsel", "underwriters_counsel"]
COUNSEL_ROLES: dict[str, str] = {
    "issuer_counsel": "counsel to the issuer",
    "issuer_tax_counsel": "special tax counsel to the issuer",
    "underwriters_counsel": "counsel to the underwriters",
}

RegistrationForm = Literal["S-1", "S-3", "F-3", "S-4", "exempt"]

#: ISO 4217 codes of the currencies that papers of the archive use, with their signs.
Currency = Literal["USD", "EUR", "JPY", "CAD", "GBP", "CHF", "AUD", "NZD", "HKD", "SEK", "NOK"]
CURRENCY_NAMES: dict[str, str] = {
    "USD": "US dollars",
    "EUR": "euro",
    "JPY": "Japanese yen",
    "CAD": "Canadian dollars",
    "GBP": "pounds sterling",
    "CHF": "Swiss francs",
    "AUD": "Australian dollars",
    "NZD": "New Zealand dollars",
    "HKD": "Hong Kong dollars",
    "SEK": "Swedish kronor",
    "NOK": "Norwegian kroner",
}


def codes(code_type: object) -> tuple[str, ...]:
    """Return the codes of a closed list, in their written order."""
    return get_args(code_type)

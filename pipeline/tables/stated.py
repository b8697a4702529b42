"""Declarations of the tables that hold what papers and records state."""

from pipeline.tables.declare import (
    AMOUNT,
    DEAL,
    PCT,
    RATE,
    SECURITY,
    Column,
    Table,
    Type,
    boolean,
    code,
    date,
    decimal,
    identifier,
    integer,
    text,
)

DEALS = Table(
    "deals",
    "One row for each deal: one offering under one Terms Agreement.",
    ("deal_id",),
    (
        DEAL,
        identifier("issuer_id", "the issuer"),
        text("issuer_name", "the issuer's name as the paper prints it"),
        date("agreement_date", "the date of the agreement"),
        code("dated_by", "which date the deal's id carries"),
        date("pricing_date", "the trade date, where another document gives it"),
        date("closing_date", "the date of delivery against payment"),
        Column("closing_time", Type.TIME, "the time of day of closing, as 24-hour clock"),
        text("closing_time_zone", "the time zone as printed; empty where none is"),
        text("closing_place", "where the closing is held"),
        identifier("base_document_id", "the Basic Provisions incorporated by reference"),
        code("registration_form", "the form of the registration statement"),
        text("registration_file_number", "the file number of the registration statement"),
        date("base_prospectus_date", "the date of the base prospectus"),
        date("prospectus_supplement_date", "the date of the prospectus supplement"),
        code("commitment", "how the underwriters are bound"),
        text("guarantor_name", "the guarantor's name as printed"),
        text("listing_exchange", "the exchange on which listing is to be sought"),
        code("completeness", "how much of the paper was seen"),
        text("seen", "what was seen of the paper, in words"),
        code("document_kind", "what kind of paper it is"),
        text("exhibit_label", "the exhibit's label as printed"),
        text("filing_form", "the form with which the paper was filed"),
        text("accession_number", "the filing's accession number"),
        text("source_url", "the first public address at which the facts were read"),
        code("review_state", "the state of the record"),
        text("reviewed_by", "who brought it to that state"),
        date("reviewed_date", "when"),
    ),
    (("issuer_id", "issuers"), ("base_document_id", "base_documents")),
)

SECURITIES = Table(
    "securities",
    "One row for each security of a deal.",
    ("deal_id", "security_id"),
    (
        DEAL,
        SECURITY,
        text("title", "the title as printed"),
        text("series", "the series as printed"),
        code("security_type", "the type of security"),
        code("ranking", "the rank of the debt, where the title gives it"),
        code("currency", "the currency, as ISO 4217 code"),
        decimal("principal_amount", "the principal amount", AMOUNT),
        integer("units", "the number of units or shares", "units"),
        decimal("amount_per_unit", "the principal of one unit", AMOUNT),
        decimal("price_to_public_pct", "the price to the public", PCT),
        decimal("purchase_price_pct", "the price that the underwriters pay", PCT),
        decimal("price_to_public_per_unit", "the price to the public of one unit", AMOUNT),
        decimal("purchase_price_per_unit", "the underwriters' price of one unit", AMOUNT),
        decimal("purchase_amount", "the sum that the underwriters pay, where stated", AMOUNT),
        decimal("stated_gross_spread_pct", "the gross spread, where a paper states it", PCT),
        decimal(
            "stated_net_proceeds_amount", "the net proceeds, where a paper states them", AMOUNT
        ),
        code("interest_type", "the type of interest"),
        decimal("coupon_pct", "the fixed rate of the first fixed period", RATE),
        text("reference_rate", "the reference rate of the first floating period"),
        decimal("spread_pct", "the spread over the reference rate", RATE),
        code("interest_frequency", "how often interest is paid, in the first period"),
        text("interest_days", "the days of the year on which it is paid, MM-DD"),
        date("first_interest_payment_date", "the first interest payment date as printed"),
        code("day_count", "the day count fraction, where stated"),
        code("business_day_convention", "the business day convention, where stated"),
        code("record_date_kind", "the kind of record date rule"),
        text("record_days", "the record days of the year, MM-DD"),
        integer(
            "record_business_days_before", "business days before the payment date", "business days"
        ),
        date("accrued_from_date", "the date from which accrued interest is paid"),
        date("accrued_to_date", "the date to which accrued interest is paid"),
        date("maturity_date", "the maturity date as printed"),
        integer("maturity_year", "the year of maturity, where only the year is known", "year"),
        code("redemption_kind", "whether it can be repaid before maturity"),
        boolean("is_reopening", "whether it adds to securities of an earlier agreement"),
        text("reopening_of", "the securities that it adds to"),
        identifier("reopening_of_deal_id", "the deal that it adds to, where the archive has it"),
        text("isin", "the ISIN"),
        text("cusip", "the CUSIP"),
    ),
    (("deal_id", "deals"),),
)

INTEREST_PERIODS = Table(
    "interest_periods",
    "One row for each interest period of a security, with its own rate and payment dates.",
    ("deal_id", "security_id", "period_no"),
    (
        DEAL,
        SECURITY,
        integer("period_no", "the period, counted from 1"),
        code("period_type", "how interest is set in the period"),
        date("from_date", "the start of the period"),
        text("from_text", "the start in words, where it is not a date"),
        date("to_date", "the end of the period"),
        text("to_text", "the end in words, where it is not a date"),
        decimal("rate_pct", "the fixed rate", RATE),
        text("reference_rate", "the reference rate"),
        text("rate_source", "the page or service that publishes the reference rate"),
        decimal("spread_pct", "the spread over the reference rate", RATE),
        decimal("cash_total", "the cash amount per unit over the life", "currency per unit"),
        code("frequency", "how often interest is paid"),
        text("payment_days", "the days of the year on which it is paid, MM-DD"),
        text("payment_dates", "the payment dates, where the paper lists them"),
        date("first_payment_date", "the first payment date as printed"),
    ),
    (("deal_id,security_id", "securities"),),
)

DEAL_UNDERWRITERS = Table(
    "deal_underwriters",
    "The underwriters of each deal in the order in which the paper names them.",
    ("deal_id", "position"),
    (
        DEAL,
        integer("position", "the place in the list, counted from 1"),
        identifier("underwriter_id", "the firm"),
        text("name_as_printed", "the name as the paper prints it; empty where it is masked"),
        code("role", "the role, where stated"),
        code("named_in", "where the names stand"),
    ),
    (("deal_id", "deals"), ("underwriter_id", "underwriters")),
)

ALLOCATIONS = Table(
    "allocations",
    "The principal amount, or the number of units, opposite each underwriter's name, where the "
    "annex was seen.",
    ("deal_id", "security_id", "position"),
    (
        DEAL,
        SECURITY,
        integer("position", "the row of the annex, counted from 1"),
        identifier("underwriter_id", "the firm"),
        text("name_as_printed", "the name as the annex prints it"),
        decimal("principal_amount", "the allocation", AMOUNT),
        integer("units", "the number of units or shares, where the annex counts them"),
        decimal(
            "share_pct",
            "the allocation's share of the security's principal, or of the units sold",
            "per cent of the total",
            derived=True,
        ),
    ),
    (("deal_id,security_id", "securities"), ("underwriter_id", "underwriters")),
)

AMENDMENTS = Table(
    "amendments",
    "The operations by which each deal varies its base document.",
    ("deal_id", "item", "operation_no"),
    (
        DEAL,
        text("item", "the letter or number of the item"),
        integer("operation_no", "the operation within the item, counted from 1"),
        code("operation", "what is done"),
        identifier("base_document_id", "the document that is varied"),
        code("scope", "one place, or the whole document"),
        text("place_as_printed", "the place in the instruction's words"),
        text("section", "the section"),
        text("subsection", "the subsection"),
        integer("paragraph", "the paragraph within the section, counted from 1"),
        integer("line", "the line of the printed edition"),
        text("sentence", "the sentence: a number, first or last"),
        text("clause", "the clause"),
        text("old_text", "the words that go, as quoted"),
        text("new_text", "the words that come, as quoted"),
        text("term", "the defined term that is given a meaning"),
        text("meaning", "the meaning given to it"),
        text("summary", "what the change does, where its words were not seen"),
        code(
            "resolution",
            "whether the place was found in the text of the base document",
            derived=True,
        ),
        boolean("is_applied", "whether the text of the base document was changed", derived=True),
        text("found_place", "where in the text that is held it was found", derived=True),
        integer(
            "found_line",
            "the printed line it was found on, where that is another than stated",
            derived=True,
        ),
        integer("matches", "how often the words were found at the place", derived=True),
        text("resolution_note", "what the engine says about it", derived=True),
    ),
    (("deal_id", "deals"), ("base_document_id", "base_documents")),
)

SELLING_RESTRICTIONS = Table(
    "selling_restrictions",
    "What the underwriters promise about sales into each jurisdiction.",
    ("deal_id", "item"),
    (
        DEAL,
        text("item", "the letter of the restriction, or its number where it has none"),
        text("jurisdiction", "the jurisdiction"),
        text("statute", "the statutes that it names"),
        integer("period_months", "the length of the restricted period", "months"),
        date("period_end_date", "the last day of the restricted period", derived=True),
        text("text", "the words"),
    ),
    (("deal_id", "deals"),),
)

CONDITIONS = Table(
    "conditions",
    "What must be delivered before the underwriters pay.",
    ("deal_id", "condition_no"),
    (
        DEAL,
        integer("condition_no", "the condition, counted from 1"),
        code("kind", "what is delivered"),
        text("giver", "by whom"),
        code("side", "for which side the giver acts"),
        text("topic", "on what"),
        text("beside_sections", "the sections of the base document that it adds to"),
    ),
    (("deal_id", "deals"),),
)

PEOPLE = Table(
    "people",
    "The persons that the paper names or whose office it names.",
    ("deal_id", "role", "party"),
    (
        DEAL,
        code("role", "signatory, addressee, counsel"),
        text("party", "the party for whom"),
        text("name", "the person's name; empty where only an office is named"),
        text("title", "the office held"),
        text("capacity", "in what capacity"),
    ),
    (("deal_id", "deals"),),
)


def _party_table(name: str, meaning: str) -> Table:
    return Table(
        name,
        meaning,
        ("id",),
        (
            identifier("id", "the firm"),
            text("name", "the name"),
            text("kind", "the kind of firm"),
            text("jurisdiction", "where it is organised"),
            text("cik", "the number under which it files with the SEC"),
            text("former_names", "names it bore before, with the dates known"),
            text("aliases", "other spellings of its names in papers"),
            text("groups", "groups it belonged to, with the dates known"),
        ),
    )


ISSUERS = _party_table("issuers", "The issuers and guarantors, one row a firm.")
UNDERWRITERS = _party_table("underwriters", "The underwriters, one row a firm.")
COUNSEL = _party_table("counsel", "The lawyers and law firms, one row each.")

PARTY_NAMES = Table(
    "party_names",
    "Every name of every firm: its present one, former ones and spellings.",
    ("party_kind", "party_id", "name"),
    (
        code("party_kind", "issuer, underwriter or counsel"),
        identifier("party_id", "the firm"),
        text("name", "the name"),
        code("name_kind", "name, former name or spelling"),
        text("from_date", "since when, as far as known"),
        text("to_date", "until when, as far as known"),
        text("source", "where the dates come from, or what the spelling is"),
    ),
)

BASE_DOCUMENTS = Table(
    "base_documents",
    "The standing documents that Terms Agreements incorporate by reference.",
    ("id",),
    (
        identifier("id", "the document, one edition"),
        text("name", "its title"),
        identifier("issuer_id", "the issuer whose document it is"),
        text("date", "its date, to the day, month or year"),
        boolean("is_text_held", "whether the archive holds its text"),
        text("not_held", "why not, and what has been seen of it"),
        identifier("supersedes_id", "the edition that it replaced"),
    ),
    (("issuer_id", "issuers"),),
)

STATED_VALUES = Table(
    "stated_values",
    "Every field of every record: its value as text, or the reason why it is blank.",
    ("deal_id", "field"),
    (
        DEAL,
        text("field", "the path of the field within the record"),
        text("value", "the value"),
        text("as_printed", "the words of the paper, where they differ from the value"),
        code("blank_reason", "why there is no value"),
        text("stated_in", "the document that states it, where another does"),
        text("note", "the editor's note"),
        code("review_state", "the state of the field, where it has its own"),
    ),
    (("deal_id", "deals"),),
)

CITATIONS = Table(
    "citations",
    "Where the exhibit says it: a row for each place that a field cites.",
    ("deal_id", "field"),
    (
        DEAL,
        text("field", "the path of the field; further places end in .also[0], .also[1] ..."),
        text("exhibit", "the exhibit, as the archive holds it"),
        integer("line_from", "the first line", "line"),
        integer("line_to", "the last line", "line"),
        text("quote", "the words quoted"),
    ),
    (("deal_id", "deals"),),
)

"""Declarations of the tables that are computed from records."""

from pipeline.economics import METHODS
from pipeline.tables.declare import (
    AMOUNT,
    DEAL,
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

#: The computed columns that are not decimals.
_ECONOMICS_TYPES = {
    "settlement_days": Type.INTEGER,
    "standard_settlement_days": Type.INTEGER,
    "coupon_count": Type.INTEGER,
    "settlement_calendar": Type.TEXT,
    "stub": Type.CODE,
    "extended_settlement": Type.BOOLEAN,
}

ECONOMICS = Table(
    "economics",
    "Computed figures, one row for each security; the table figures holds their inputs.",
    ("deal_id", "security_id"),
    (
        DEAL,
        SECURITY,
        *(
            Column(
                name,
                _ECONOMICS_TYPES.get(name, Type.DECIMAL),
                f"{method.title}: {method.formula}",
                method.unit,
                derived=True,
            )
            for name, method in METHODS.items()
            if method.table == "economics"
        ),
    ),
    (("deal_id,security_id", "securities"),),
)

FIGURES = Table(
    "figures",
    "Every computed figure with its inputs, assumptions, or the reason why there is none.",
    ("deal_id", "security_id", "figure"),
    (
        DEAL,
        SECURITY,
        code("figure", "the figure: a column of economics", derived=True),
        text("value", "the value, all digits", derived=True),
        text("reason", "why there is no value", derived=True),
        text("inputs", "what it is computed from", derived=True),
        text("assumptions", "what is assumed because the paper does not state it", derived=True),
    ),
    (("deal_id,security_id", "securities"),),
)

CASH_FLOWS = Table(
    "cash_flows",
    "The payments of each fixed rate security, on its whole principal.",
    ("deal_id", "security_id", "payment_no"),
    (
        DEAL,
        SECURITY,
        integer("payment_no", "the payment, counted from 1", derived=True),
        date("scheduled_date", "the scheduled date", derived=True),
        date("payment_date", "the date moved to a business day", derived=True),
        code("kind", "coupon or redemption", derived=True),
        decimal("amount", "the amount paid", AMOUNT, derived=True),
    ),
    (("deal_id,security_id", "securities"),),
)

EXHIBIT_LINES = Table(
    "exhibit_lines",
    "The source documents that the archive holds, line by line.",
    ("deal_id", "line"),
    (
        DEAL,
        integer("line", "the line, counted from 1", "line"),
        text("text", "the line as filed"),
        boolean("is_cited", "whether some field cites words of it", derived=True),
        boolean("is_furniture", "whether it holds only a page mark or a ruled line", derived=True),
    ),
    (("deal_id", "deals"),),
)

COVERAGE = Table(
    "coverage",
    "How much of each paper the record holds.",
    ("deal_id",),
    (
        DEAL,
        integer("core_terms", "core terms of the deal and its securities", derived=True),
        integer("core_terms_known", "those with a value", derived=True),
        integer("exhibit_lines", "lines of the exhibit that are not blank", derived=True),
        integer("exhibit_lines_cited", "those of which some field cites words", derived=True),
    ),
    (("deal_id", "deals"),),
)

FINDINGS = Table(
    "findings",
    "What the checks found in the records.",
    ("deal_id", "code", "field"),
    (
        identifier("deal_id", "the deal", derived=True),
        code("code", "the rule", derived=True),
        text("field", "the field", derived=True),
        code("severity", "error, warning or info", derived=True),
        text("message", "what was found", derived=True),
        text("waived_reason", "why the editors let it stand", derived=True),
        text("path", "the file", derived=True),
        integer("line", "the line of the file", "line", derived=True),
    ),
    (("deal_id", "deals"),),
)

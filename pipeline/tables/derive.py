"""Rows that are computed: economics, cash flows, coverage, the exhibit's lines, findings."""

from collections.abc import Iterable, Iterator

from pipeline.economics import cash_flows, compute
from pipeline.economics.of_deal import security_inputs
from pipeline.findings import Finding
from pipeline.records.archive import DealRecord
from pipeline.records.base import Blank
from pipeline.records.coverage import cited_lines
from pipeline.records.deal import fields
from pipeline.tables.rows import Row, as_text


def economics_rows(record: DealRecord) -> dict[str, list[Row]]:
    """Return the rows of ``economics``, ``figures`` and ``cash_flows`` of one deal, by table."""
    economics: list[Row] = []
    figures: list[Row] = []
    payments: list[Row] = []
    for security in record.deal.securities:
        key = {"deal_id": record.deal.deal_id, "security_id": security.security_id}
        inputs = security_inputs(record.deal, security)
        computed = compute(inputs)
        economics.append({**key, **{name: figure.value for name, figure in computed.items()}})
        figures += [
            {
                **key,
                "figure": name,
                "value": as_text(figure.value),
                "reason": figure.reason or None,
                "inputs": "; ".join(f"{label}: {shown}" for label, shown in figure.inputs) or None,
                "assumptions": "; ".join(figure.assumptions) or None,
            }
            for name, figure in computed.items()
        ]
        payments += [
            {
                **key,
                "payment_no": flow.payment_no,
                "scheduled_date": flow.scheduled_date,
                "payment_date": flow.payment_date,
                "kind": flow.kind,
                "amount": flow.amount,
            }
            for flow in cash_flows(inputs).payments
        ]
    return {"economics": economics, "figures": figures, "cash_flows": payments}


#: The terms that tell how much of a paper is known, by the name of their field; those of
#: a security count once for each security.
CORE_TERMS = (
    "agreement_date",
    "issuer_named.name",
    "closing.date",
    "closing.place",
    "underwriters",
    "annex",
    "incorporation",
    "amendments",
    "selling_restrictions",
    "counsel",
    "signatures",
)
CORE_SECURITY_TERMS = (
    "title",
    "principal_amount",
    "price_to_public_pct",
    "purchase_price_pct",
    "interest",
    "maturity_date",
)


def coverage_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the row of ``coverage``."""
    deal = record.deal
    blank = {f.name for f in fields(deal) if isinstance(f.stated, Blank) or f.stated.value is None}
    core = [
        *CORE_TERMS,
        *(
            f"securities[{number}].{term}"
            for number in range(len(deal.securities))
            for term in CORE_SECURITY_TERMS
        ),
    ]
    exhibit = record.exhibit
    yield {
        "deal_id": deal.deal_id,
        "core_terms": len(core),
        "core_terms_known": sum(term not in blank for term in core),
        "exhibit_lines": len(exhibit.written) if exhibit else None,
        "exhibit_lines_cited": len(cited_lines(record)) if exhibit else None,
    }


def exhibit_line_rows(record: DealRecord) -> Iterator[Row]:
    """Yield the rows of ``exhibit_lines``."""
    exhibit = record.exhibit
    if exhibit is None:
        return
    cited = cited_lines(record)
    for number, line in enumerate(exhibit.lines, 1):
        yield {
            "deal_id": record.deal.deal_id,
            "line": number,
            "text": line,
            "is_cited": number in cited,
            "is_furniture": number in exhibit.furniture,
        }


def finding_rows(findings: Iterable[Finding]) -> list[Row]:
    """Return the rows of ``findings``; one rule that finds two faults in a field gives one."""
    rows: dict[tuple[str, str, str], Row] = {}
    for finding in findings:
        key = (finding.deal_id, finding.code, finding.field)
        if key in rows:
            rows[key]["message"] += f"; {finding.message}"
            continue
        rows[key] = {
            "deal_id": finding.deal_id,
            "code": finding.code,
            "field": finding.field,
            "severity": str(finding.severity),
            "message": finding.message,
            "waived_reason": finding.waived or None,
            "path": finding.path,
            "line": finding.line,
        }
    return [rows[key] for key in sorted(rows)]

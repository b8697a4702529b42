"""Every table of the archive, in the order in which readers meet them."""

from pipeline.tables.computed import (
    CASH_FLOWS,
    COVERAGE,
    ECONOMICS,
    EXHIBIT_LINES,
    FIGURES,
    FINDINGS,
)
from pipeline.tables.declare import Table
from pipeline.tables.stated import (
    ALLOCATIONS,
    AMENDMENTS,
    BASE_DOCUMENTS,
    CITATIONS,
    CONDITIONS,
    COUNSEL,
    DEAL_UNDERWRITERS,
    DEALS,
    INTEREST_PERIODS,
    ISSUERS,
    PARTY_NAMES,
    PEOPLE,
    SECURITIES,
    SELLING_RESTRICTIONS,
    STATED_VALUES,
    UNDERWRITERS,
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        DEALS,
        SECURITIES,
        INTEREST_PERIODS,
        ECONOMICS,
        FIGURES,
        CASH_FLOWS,
        DEAL_UNDERWRITERS,
        ALLOCATIONS,
        AMENDMENTS,
        SELLING_RESTRICTIONS,
        CONDITIONS,
        PEOPLE,
        ISSUERS,
        UNDERWRITERS,
        COUNSEL,
        PARTY_NAMES,
        BASE_DOCUMENTS,
        STATED_VALUES,
        CITATIONS,
        EXHIBIT_LINES,
        COVERAGE,
        FINDINGS,
    )
}

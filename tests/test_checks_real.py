"""What the checks find in the real archive: no error, and the faults that papers have."""

from collections import defaultdict
from pathlib import Path

import pytest

from pipeline.checks import check_archive
from pipeline.findings import Finding, Severity
from pipeline.records.archive import Archive
from pipeline.records.reader import read_archive

DATA = Path(__file__).parent.parent / "data"
SEED = "citigroup-2004-02-02"

#: The rules on amounts, dates, citations and completeness that the seed breaks, each with
#: words of what is found. It keeps all others.
SEED_FINDINGS = {
    "ECO10": "takes 84 % of 11 allocations, and the HHI is 7,087",
    "DAT04": "settlement is T+5 on the US government bond (SIFMA) calendar, longer than the T+3",
    "DAT12": "3 of 10 record dates are no business days, the first 2004-07-31 (Saturday)",
    "DAT13": "2 of 10 payments fall on days that are no business days (2008-02-09 (Saturday), "
    "2008-08-09 (Saturday))",
    "DAT16": "no zone is stated",
    "DAT17": "6 months from 'Closing Date' run until 2004-08-09",
    "CMP01": "not stated: day count, business-day convention, denominations, identifiers, "
    "governing law, trustee, ratings, underwriters' roles, selling concession",
    "CMP03": "day count 30/360 is assumed",
}

#: Deals whose papers contradict themselves or their kind, with the rule that says so.
NASTY = [
    ("citigroup-global-markets-holdings-2003-11-21", "ECO16", "3570000 units, but 3750000"),
    ("citigroup-global-markets-holdings-2004-09-28", "ECO12", "96.5 % of 390100000"),
    ("citigroup-global-markets-holdings-2004-07-23", "ECO12", "96.5 % of 310000000"),
    ("citigroup-funding-2005-06-24", "ECO12", "96.5 % of 12700000"),
    ("citigroup-global-markets-holdings-2005-02-24", "ECO12", "calls 59830000 a principal amount"),
    ("citigroup-global-markets-holdings-2005-05-24", "ECO12", "10 is the amount of one unit"),
    ("citigroup-global-markets-holdings-2005-03-24", "DAT01", "kept as printed"),
    ("citigroup-global-markets-holdings-2005-01-31", "DAT10", "interest runs from 2005-02-03"),
    ("citigroup-2004-03-19", "ECO17", "read as flat"),
    ("citigroup-2004-03-24", "ECO17", "read as flat"),
    ("citigroup-2004-03-24", "DAT20", "are issued on 2004-03-29"),
    ("citigroup-2007-06-15", "DAT07", "from 2007-06-26 to 2027-06-25"),
    ("citigroup-2007-06-15", "DAT08", "maturity date is 2027-06-25"),
    ("citigroup-2005-09-29", "DAT07", "from 2005-10-07 to 2022-10-11"),
    ("citigroup-2005-10-24", "DAT02", "3 days before the agreement"),
    ("citigroup-2005-10-24", "DAT09", "2006-05-01 (Monday) is that of 2006-04-30 (Sunday)"),
    ("citigroup-global-markets-holdings-2001-03-16", "DAT14", "02-28"),
    ("citigroup-2006-01-26", "DAT09", "2006-04-28 (Friday) is that of 2006-04-30 (Sunday)"),
    ("citigroup-2005-12-19", "DAT07", "from 2005-12-27 to 2008-12-26"),
    ("citigroup-2006-05-05", "DAT07", "from 2006-05-12 to 2009-05-11"),
    ("citigroup-2007-01-10", "DAT09", "moved to a business day"),
    (SEED, "ECO10", "takes 84 %"),
]


@pytest.fixture(scope="module")
def archive() -> Archive:
    return read_archive(DATA)


@pytest.fixture(scope="module")
def findings(archive) -> dict[str, list[Finding]]:
    by_deal = defaultdict(list)
    for finding in check_archive(archive):
        by_deal[finding.deal_id].append(finding)
    return by_deal


def test_the_real_archive_has_no_error(findings):
    errors = [str(f) for found in findings.values() for f in found if f.severity is Severity.ERROR]
    assert errors == []


def test_the_seed_breaks_the_rules_that_it_is_known_to_break_and_keeps_the_others(findings):
    subjects = ("ECO", "DAT", "IMP", "CIT", "CMP")
    found = {f.code: f.message for f in findings[SEED] if f.code.startswith(subjects)}

    assert found.keys() == SEED_FINDINGS.keys()
    for code, words in SEED_FINDINGS.items():
        assert words in found[code]


@pytest.mark.parametrize(("deal_id", "code", "words"), NASTY)
def test_what_a_paper_contradicts_is_found(deal_id, code, words, findings):
    found = [f for f in findings[deal_id] if f.code == code]

    assert any(words in f.message for f in found), [str(f) for f in findings[deal_id]]
    assert all(f.severity is not Severity.ERROR for f in found)


@pytest.mark.parametrize(
    "deal_id",
    [
        "citigroup-global-markets-holdings-2005-03-24",
        "citigroup-global-markets-holdings-2005-01-31",
    ],
)
def test_a_misprinted_closing_is_kept_and_not_computed_with(deal_id, archive):
    from pipeline.economics import compute
    from pipeline.economics.of_deal import security_inputs

    deal = archive.deals[deal_id].deal
    figure = compute(security_inputs(deal, deal.securities[0]))["settlement_days"]

    assert deal.closing.date.value is not None
    assert figure.value is None
    assert "misprint" in figure.reason

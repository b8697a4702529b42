"""An annex that counts units or shares, and not amounts: checked, tabled, shown."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.checks import check_archive
from pipeline.pages.deal import deal_page
from pipeline.records.archive import Archive
from pipeline.records.canonical import write_record
from pipeline.records.deal import Deal
from pipeline.records.reader import read_archive
from pipeline.records.typed import to_record
from pipeline.records.yamltext import parse_yaml
from pipeline.tables.build import build_tables
from tests import specimen_archive

COUNTS = ("4000000", "1000000")


def of_units(folder: Path, counts: tuple[str, ...], total: str, sold: str, kind: str) -> Archive:
    """Return the sound deal as one of units: no exhibit, and an annex of numbers."""
    data = specimen_archive.build(folder, {"remove": ["document.exhibit"]})
    archive = read_archive(data)
    (record,) = archive.deals.values()
    file = data.parent / record.path
    tree: Any = parse_yaml(file.read_bytes(), record.path).tree
    rows = tree["annex"]["allocations"][: len(counts)]
    for row, count in zip(rows, counts, strict=True):
        row |= {"principal_amount": {"blank": "not_stated"}, "units": {"value": count}}
    tree["annex"]["allocations"] = rows
    tree["annex"]["totals"] = [
        {
            "security": "notes",
            "principal_amount": {"blank": "not_stated"},
            "units": {"value": total},
        }
    ]
    tree["securities"][0][kind] = {"count": {"value": sold}}
    parsed = parse_yaml(write_record(tree).encode(), record.path)
    deal, faults = to_record(parsed, Deal)
    assert deal is not None, faults
    changed = replace(record, deal=deal, lines=parsed.lines, exhibit=None)
    return replace(archive, deals={deal.deal_id: changed})


@pytest.mark.parametrize("kind", ["units", "shares"])
@pytest.mark.parametrize(
    ("total", "sold", "found"),
    [
        ("5000000", "5000000", set()),
        ("5000000", "6000000", {("ECO01", "count")}),
        ("5100000", "5000000", {("ECO02", "units")}),
    ],
)
def test_numbers_add_up_to_what_is_sold_and_to_the_total(
    tmp_path: Path, kind: str, total: str, sold: str, found: set[tuple[str, str]]
) -> None:
    findings = check_archive(of_units(tmp_path, COUNTS, total, sold, kind))

    assert {
        (one.code, one.field.rpartition(".")[2])
        for one in findings
        if one.code in ("ECO01", "ECO02")
    } == found
    # Four fifths in one hand is told of units as of amounts.
    (concentrated,) = [one for one in findings if one.code == "ECO10"]
    assert "80 % of 2 allocations" in concentrated.message


def test_the_table_and_the_page_hold_numbers_and_shares(tmp_path: Path) -> None:
    archive = of_units(tmp_path, COUNTS, "5000000", "5000000", "shares")
    (record,) = archive.deals.values()
    findings = check_archive(archive)
    tables = build_tables(archive, findings)
    rows = tables.of_deal("allocations", record.deal.deal_id)
    page = deal_page(record, archive, tables).text

    assert [(row["units"], row["principal_amount"], row["share_pct"]) for row in rows] == [
        (4_000_000, None, Decimal(80)),
        (1_000_000, None, Decimal(20)),
    ]
    assert ">Shares</th>" in page
    assert "4,000,000" in page
    assert tables.of_deal("economics", record.deal.deal_id)[0]["hhi"] == 6800

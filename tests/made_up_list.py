"""Long lists of made-up securities, and of a firm's parts in them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from pipeline.pages.catalogue import Catalogue, Listed, Part
from pipeline.records.archive import Archive
from pipeline.tables.build import build_tables

_FIRST = Listed(
    deal_id="",
    security_id="a",
    is_first=True,
    issuer_id="",
    issuer_name="",
    dated="",
    day=None,
    title="Made-up Notes",
    currency="USD",
    amount=Decimal(0),
    interest_type="fixed",
    coupon_pct=Decimal("5.250"),
    reference_rate=None,
    spread_pct=None,
    maturity=date(2030, 2, 9),
    maturity_year=2030,
    price_to_public_pct=Decimal("99.760"),
    purchase_price_pct=Decimal("99.435"),
    gross_spread_pct=Decimal("0.325"),
    reoffer_yield_pct=Decimal("3.6779"),
    settlement_days=5,
    tenor_years=Decimal(5),
    completeness="part",
    base_document_id=None,
    findings=0,
)


def entries(count: int) -> list[Listed]:
    """Return securities of as many deals, newest first, a year to every fifty.

    The n-th, from 0, is of ``count - n`` millions, so the last is the smallest.
    """
    made = []
    for number in range(count):
        issuer, dated = f"made-up-{number % 7}", f"{2020 - number // 50}-06"
        made.append(
            replace(
                _FIRST,
                deal_id=f"{issuer}-{dated}-{number}",
                issuer_id=issuer,
                issuer_name=f"Made-up & Sons {number % 7}",
                dated=dated,
                amount=Decimal(count - number) * 1_000_000,
            )
        )
    return made


def parts(count: int) -> list[Part]:
    """Return a firm's parts in as many securities: a tenth of each, every other one not seen."""
    return [
        Part(entry, "Made-up & Co.", "co_manager", None, None)
        if number % 2
        else Part(entry, "Made-up & Co.", None, (entry.amount or Decimal(0)) / 10, Decimal(10))
        for number, entry in enumerate(entries(count))
    ]


def catalogue(listed: list[Listed]) -> Catalogue:
    """Return a catalogue of these securities and nothing else."""
    archive = Archive({}, {}, {}, {}, {})
    made = Catalogue(archive, build_tables(archive, ()), ())
    made.listed = tuple(listed)
    return made

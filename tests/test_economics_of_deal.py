"""From a record to the inputs of its figures: the seed's values, and why one is not known."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.economics import SecurityInputs, cash_flows, compute
from pipeline.economics.of_deal import security_inputs
from pipeline.records.reader import read_archive
from tests import specimen_archive

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(scope="module")
def seed() -> SecurityInputs:
    deal = read_archive(DATA).deals["citigroup-2004-02-02"].deal
    return security_inputs(deal, deal.securities[0])


def sound(folder: Path, **changes: Any) -> SecurityInputs:
    """Return the inputs of the sound specimen with fields of its security changed."""
    fields = {f"securities[0].{name.replace('__', '.')}": value for name, value in changes.items()}
    archive = read_archive(specimen_archive.build(folder, {"set": fields}))
    deal = archive.deals[specimen_archive.SOUND_ID].deal
    return security_inputs(deal, deal.securities[0])


def test_the_seed_s_inputs_are_what_its_paper_states(seed):
    assert seed.interest_type == "fixed"
    assert seed.principal_amount == 1_000_000_000
    assert str(seed.price_to_public_pct) == "99.760"
    assert str(seed.purchase_price_pct) == "99.435"
    assert seed.payment_days == ((2, 9), (8, 9))
    assert seed.payments_per_year == 2
    assert seed.first_payment == dt.date(2004, 8, 9)
    assert seed.accrued_from == dt.date(2004, 2, 9)
    assert seed.allocations is not None
    assert len(seed.allocations) == 11
    assert seed.day_count is None
    assert not seed.is_reopening
    assert not seed.principal_linked


def test_the_seed_s_figures_come_out_of_its_record(seed):
    figures = compute(seed)
    assert figures["gross_spread_amount"].value == Decimal("3250000.00")
    assert round(figures["reoffer_yield_pct"].decimal, 6) == Decimal("3.677988")
    assert round(figures["all_in_cost_pct"].decimal, 6) == Decimal("3.749978")
    assert figures["settlement_days"].value == 5
    assert figures["hhi"].value == 7087
    coupons = [flow for flow in cash_flows(seed).payments if flow.kind == "coupon"]
    assert [flow.amount for flow in coupons] == [Decimal("18125000.00")] * 10


@pytest.mark.parametrize(
    ("blank", "words"),
    [
        ({"blank": "not_seen"}, "purchase price: not seen"),
        ({"blank": "illegible"}, "purchase price: illegible"),
        (
            {"blank": "stated_elsewhere", "document": "Annex B"},
            "purchase price: stated elsewhere: Annex B",
        ),
    ],
)
def test_a_blank_input_leaves_its_figures_blank_with_its_reason(blank, words, tmp_path):
    figure = compute(sound(tmp_path, purchase_price_pct=blank))["gross_spread_pct"]
    assert figure.value is None
    assert figure.reason == words


def test_interest_that_is_blank_as_a_whole_gives_its_reason_to_each_input(tmp_path):
    inputs = sound(tmp_path, interest={"blank": "illegible"})
    reasons = {inputs.reasons[name] for name in ("interest_type", "rate_pct", "payment_days")}
    assert reasons == {"illegible"}
    assert inputs.rate_pct is None


def test_a_field_that_is_left_out_of_a_paper_seen_whole_is_not_stated(tmp_path):
    assert sound(tmp_path).reasons["price_to_public_per_unit"] == "not_stated"


def test_nothing_is_computed_with_a_misprint(tmp_path):
    misprint = {"value": "2009-03-04", "misprint": "the year cannot be right"}
    inputs = sound(tmp_path, maturity_date=misprint)
    assert inputs.maturity_date is None
    assert "the year cannot be right" in compute(inputs)["reoffer_yield_pct"].reason


@pytest.mark.parametrize("kind", ["equity_linked_notes", "index_linked_notes"])
def test_what_follows_a_share_or_an_index_has_no_yield(kind, tmp_path):
    inputs = sound(tmp_path, security_type=kind)
    assert inputs.principal_linked
    assert compute(inputs)["reoffer_yield_pct"].value is None


@pytest.mark.parametrize(
    ("words", "linked"),
    [("100% of the principal amount", False), ("the Maturity Payment, by the Index", True)],
)
def test_a_repayment_by_formula_is_linked_and_one_at_par_is_not(words, linked, tmp_path):
    assert sound(tmp_path, maturity_payment=words).principal_linked is linked


def test_allocations_are_known_only_when_all_are(tmp_path):
    changes = {"set": {"annex.allocations[1].principal_amount": {"blank": "illegible"}}}
    archive = read_archive(specimen_archive.build(tmp_path, changes))
    deal = archive.deals[specimen_archive.SOUND_ID].deal
    assert security_inputs(deal, deal.securities[0]).allocations is None

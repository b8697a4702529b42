"""The package as a whole: every figure is explained, nothing raises, nothing outside matters."""

import ast
import decimal
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import QuantLib as ql  # noqa: N813 - as its manual names it
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import economics
from pipeline.economics import METHODS, Figure, SecurityInputs, cash_flows, compute
from tests.economics_samples import SEED

PACKAGE = Path(economics.__file__).parent


def test_every_figure_has_a_method_and_every_method_a_figure() -> None:
    declared = [column for column, method in METHODS.items() if method.table == "economics"]

    assert sorted(compute(SEED)) == sorted(declared)


def test_methods_leave_nothing_unsaid() -> None:
    for column, method in METHODS.items():
        texts = (method.title, method.formula, method.convention, method.rounding, method.source)
        assert all(texts), column
        assert method.blank_when, column


def test_other_tables_have_their_computed_columns_described() -> None:
    by_table: dict[str, set[str]] = {}
    for column, method in METHODS.items():
        by_table.setdefault(method.table, set()).add(column)

    assert by_table["allocations"] == {"share_pct"}
    assert by_table["cash_flows"] == {"scheduled_date", "payment_date", "amount"}


def test_a_figure_has_a_value_or_a_reason() -> None:
    with pytest.raises(ValueError, match="either a value or the reason"):
        Figure(None)
    with pytest.raises(ValueError, match="either a value or the reason"):
        Figure(1, "because")


def test_a_figure_of_the_seed_shows_what_it_rests_on() -> None:
    figure = compute(SEED)["all_in_cost_pct"]

    assert figure.inputs == (
        ("purchase price", "99.435 %"),
        ("interest rate", "3.625 %"),
        ("payments", "semi-annual"),
        ("interest from", "9 February 2004"),
        ("maturity date", "9 February 2009"),
        ("day count", "30/360 (assumed)"),
        ("settlement on", "9 February 2004"),
        ("accrued interest", "0 %"),
        ("compounding", "semi-annual"),
    )


def test_no_figure_is_written_with_an_exponent() -> None:
    for column, figure in compute(replace(SEED, price_to_public_pct=Decimal(100))).items():
        assert "E" not in str(figure.value) or isinstance(figure.value, str | bool), column


def test_nothing_known_gives_only_reasons() -> None:
    figures = compute(SecurityInputs())

    assert all(figure.value is None and figure.reason for figure in figures.values())
    assert cash_flows(SecurityInputs()).reason == "interest type: not known"


def test_the_callers_decimal_context_does_not_matter() -> None:
    expected = compute(SEED)
    with decimal.localcontext(prec=4, rounding=decimal.ROUND_DOWN):
        assert compute(SEED) == expected
        assert cash_flows(SEED).payments[0].amount == Decimal(18_125_000)


def test_quantlibs_evaluation_date_is_neither_used_nor_moved() -> None:
    expected = compute(SEED)
    before = ql.Settings.instance().evaluationDate
    moved = ql.Date(1, 6, 2007)
    ql.Settings.instance().evaluationDate = moved
    try:
        assert compute(SEED) == expected
        assert ql.Settings.instance().evaluationDate == moved
    finally:
        ql.Settings.instance().evaluationDate = before


def test_only_one_module_touches_quantlib() -> None:
    users = {path.name for path in PACKAGE.glob("*.py") if "import QuantLib" in path.read_text()}

    assert users == {"engine.py"}


def test_only_the_bridge_from_records_knows_the_rest_of_the_pipeline() -> None:
    knowing = set()
    for path in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            if module.startswith("pipeline.") and not module.startswith("pipeline.economics"):
                knowing.add(path.name)
            assert "of_deal" not in module, path.name

    assert knowing <= {"of_deal.py"}


def test_the_example_in_the_docstring_runs() -> None:
    example = economics.__doc__ or ""
    code = "\n".join(
        line[4:] for line in example.splitlines() if line.startswith("    ") and "─" not in line
    )
    code += "\nimport json\nprint(json.dumps([str(compute(notes)['reoffer_yield_pct'].value)]))"
    root = PACKAGE.parent.parent
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )

    assert json.loads(run.stdout)[0].startswith("3.677987")


amounts = st.one_of(st.none(), st.decimals("-10", "1e15", places=2))
percentages = st.one_of(st.none(), st.decimals("-5", "1000", places=4))
any_day = st.one_of(st.none(), st.dates(), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
month_days = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 32)), max_size=4).map(tuple)

anything = st.builds(
    SecurityInputs,
    interest_type=st.sampled_from([None, "fixed", "fixed", "fixed", "zero", "floating", "odd"]),
    currency=st.sampled_from([None, "USD", "JPY", "EUR", "XXX"]),
    principal_amount=amounts,
    price_to_public_pct=percentages,
    purchase_price_pct=percentages,
    purchase_amount=amounts,
    units=st.one_of(st.none(), st.integers(-1, 10**9)),
    price_to_public_per_unit=amounts,
    purchase_price_per_unit=amounts,
    rate_pct=percentages,
    payments_per_year=st.sampled_from([None, 0, 1, 2, 2, 4, 12, 365]),
    payment_days=st.one_of(month_days, st.just(((2, 9), (8, 9))), st.just(((2, 28), (8, 31)))),
    payment_dates=st.one_of(st.just(()), st.lists(st.dates(), max_size=3).map(tuple)),
    first_payment=any_day,
    maturity_date=any_day,
    day_count=st.sampled_from([None, "30_360", "30e_360", "act_act_icma", "act_360", "bad"]),
    business_day_convention=st.sampled_from(
        [None, "following", "modified_following", "preceding", "unadjusted", "bad"]
    ),
    agreement_date=any_day,
    closing_date=any_day,
    is_reopening=st.booleans(),
    accrued_from=any_day,
    principal_linked=st.booleans(),
    allocations=st.one_of(st.none(), st.lists(st.decimals("-1", "1e9", places=0)).map(tuple)),
)


@given(anything)
@settings(deadline=None, max_examples=400)
def test_whatever_the_record_says_every_figure_is_a_value_or_a_reason(
    inputs: SecurityInputs,
) -> None:
    figures = compute(inputs)
    flows = cash_flows(inputs)

    assert set(figures) == set(compute(SEED))
    assert bool(flows.payments) is not bool(flows.reason)
    assert all(figure.reason or figure.value is not None for figure in figures.values())

"""Deals side by side: sheets, what differs between them, and how the terminal shows it."""

import json
from collections.abc import Iterator
from functools import cache
from io import StringIO
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pipeline.amendments.against import Fate, compare_strands
from pipeline.compare.align import DIFFERS, OPEN, SAME, compare, sections, state_of_columns
from pipeline.compare.read import CompareError, sheets_of
from pipeline.compare.terminal import Printer
from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Paper
from pipeline.pages.histories import Histories
from pipeline.pages.sheet import SECURITY, Sheet, sheet
from pipeline.pages.sheet_agreement import AGREEMENT, CLAUSES
from pipeline.paths import ROOT
from pipeline.records.archive import Archive
from pipeline.records.reader import read_archive
from pipeline.tables.build import Tables, build_tables
from tests.made_up_deals import FOLDER as MADE_UP

SEED = "citigroup-2004-02-02"
YEN = "citigroup-2007-06-15"
FLOATING = "citigroup-2004-03-24"
IDAHO = "idaho-power-2005-08-23"


@cache
def real() -> tuple[Archive, Tables, Histories]:
    archive = read_archive(ROOT / "data")
    return archive, build_tables(archive, ()), Histories(archive)


@cache
def of_real(deal_id: str) -> Sheet:
    archive, tables, histories = real()
    return sheet(Paper(archive.deals[deal_id], archive, tables, f"deals/{deal_id}.md", histories))


@cache
def made_up() -> dict[str, Sheet]:
    """Return the sheets of the made-up deals, which vary one base document."""
    archive = read_archive(MADE_UP)
    tables, histories = build_tables(archive, ()), Histories(archive)
    return {
        name: sheet(Paper(record, archive, tables, f"deals/{name}.md", histories))
        for name, record in archive.deals.items()
    }


def lines(comparison: dict[str, Any]) -> Iterator[tuple[tuple[str, str, str], dict[str, Any]]]:
    """Yield every line of a comparison with a key of its own."""
    for name, part in sections(comparison):
        for line in part["lines"]:
            yield (name, part.get("base", ""), line["term"]), line


def values(rows: list[dict[str, str]]) -> dict[str, str]:
    return {row["term"]: row.get("value", f"({row.get('blank')})") for row in rows}


def test_a_sheet_holds_values_as_printed_and_why_the_others_are_blank() -> None:
    seed = of_real(SEED)
    terms = values(seed["securities"][0]["terms"])
    agreement = values(seed["agreement"])

    assert terms["price-to-public"] == "99.760\u00a0%"
    assert terms["purchase-price"] == "99.435\u00a0%"
    assert terms["principal-amount"] == "US$1,000,000,000"
    assert terms["day-count"] == "(not_stated)"
    assert agreement["closing-date"] == "9\u00a0February\u00a02004"
    assert agreement["registration-file-number"] == "333-106598"
    assert seed["left_out"]["blank"] == "not_stated"
    assert of_real(YEN)["left_out"]["blank"] == "not_seen"


def test_stated_and_computed_values_share_no_list_of_a_sheet() -> None:
    security = of_real(SEED)["securities"][0]
    stated = {row["term"] for row in security["terms"]}
    figures = values(security["figures"])

    assert figures["reoffer_yield_pct"] == "3.678\u00a0%"
    assert figures["gross_spread_amount"] == "US$3,250,000"
    assert stated.isdisjoint(figures)


def test_a_computed_figure_that_is_lacking_says_why() -> None:
    rows = of_real(FLOATING)["securities"][0]["figures"]
    (row,) = [row for row in rows if row["term"] == "reoffer_yield_pct"]

    assert "value" not in row
    assert row["why"] == "the rate floats, so the coupons are not known in advance"


@pytest.mark.parametrize("deal_id", sorted(real()[0].deals))
def test_what_the_record_states_is_in_the_sheet_with_its_digits(deal_id: str) -> None:
    archive, _, _ = real()
    deal, made = archive.deals[deal_id].deal, of_real(deal_id)
    agreement = values(made["agreement"])
    for term, stated in (
        ("agreement-date", deal.agreement_date),
        ("closing-date", deal.closing.date),
    ):
        if stated.value is not None:
            assert agreement[term] == fmt.day(stated.value)
    for security, shown in zip(deal.securities, made["securities"], strict=True):
        terms = values(shown["terms"])
        for term, pct in (
            ("price-to-public", security.price_to_public_pct),
            ("purchase-price", security.purchase_price_pct),
        ):
            if pct.value is not None:
                assert terms[term] == f"{pct.value:,f}\u00a0%"
        if security.principal_amount.value is not None:
            assert f"{security.principal_amount.value:,f}" in terms["principal-amount"]
        if security.maturity_date.value is not None:
            assert terms["maturity-date"] == fmt.day(security.maturity_date.value)


@pytest.mark.parametrize("deal_id", sorted(real()[0].deals))
def test_every_term_of_a_sheet_has_its_place_and_stands_once(deal_id: str) -> None:
    made = of_real(deal_id)
    for rows, order in (
        (made["agreement"], (*AGREEMENT, *CLAUSES)),
        *((security["terms"], SECURITY) for security in made["securities"]),
    ):
        terms = [row["term"] for row in rows]
        assert len(set(terms)) == len(terms)
        assert {term.partition("/")[0] for term in terms} <= {*order, "printed"}
        assert all(("value" in row) != ("blank" in row) for row in rows)
        assert all(row.get("why") for row in rows if "blank" in row)


@pytest.mark.parametrize("deal_id", sorted(real()[0].deals))
def test_a_deal_does_not_differ_from_itself(deal_id: str) -> None:
    own = of_real(deal_id)
    assert {line["state"] for _, line in lines(compare([own, own]))} <= {SAME, OPEN}


@given(st.lists(st.sampled_from(sorted(real()[0].deals)), min_size=2, max_size=4))
def test_the_order_of_the_deals_changes_no_state(named: list[str]) -> None:
    states = [
        {key: line["state"] for key, line in lines(compare([of_real(name) for name in order]))}
        for order in list(permutations(named))[:6]
    ]
    assert all(other == states[0] for other in states)


@given(st.lists(st.sampled_from(sorted(real()[0].deals)), min_size=2, max_size=6))
def test_a_line_differs_only_where_two_deals_are_known_to_say_different_things(
    named: list[str],
) -> None:
    comparison = compare([of_real(name) for name in named])
    for key, line in lines(comparison):
        known = [cell for cell in line["cells"] if "value" in cell or cell["closed"]]
        if line["state"] == DIFFERS:
            assert len(known) > 1, key
        if line["state"] == SAME:
            assert len(known) == len(line["cells"]), key


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (["x", "y"], ["x", "y"], SAME),
        (["x", "y"], ["y", "x"], DIFFERS),
        (["x", "y"], ["x", None], OPEN),
        (["x", "y"], ["x"], DIFFERS),
        (["x", "x"], ["x"], SAME),
        (["x", None], ["x"], OPEN),
        (["x", None], ["y"], DIFFERS),
        ([None, None], ["y"], OPEN),
    ],
)
def test_deals_of_several_securities(
    one: list[str | None], other: list[str | None], expected: str
) -> None:
    cells = [
        {"why": "", "closed": False} if said is None else {"value": said} for said in one + other
    ]
    owners = [0] * len(one) + [1] * len(other)
    turned = [1 - owner for owner in owners]

    assert state_of_columns(cells, owners) == expected
    assert state_of_columns(cells, turned) == expected


def test_the_seed_against_its_siblings() -> None:
    comparison = compare([of_real(SEED), of_real(FLOATING), of_real(YEN)])
    states = {key[::2]: line["state"] for key, line in lines(comparison)}

    assert comparison["columns"] == [[0, 0], [1, 0], [2, 0], [2, 1], [2, 2]]
    assert states["agreement", "issuer"] == SAME
    assert states["agreement", "closing-date"] == DIFFERS
    assert states["terms", "price-to-public"] == DIFFERS
    assert states["terms", "record-dates"] == OPEN
    assert states["figures", "settlement_days"] == DIFFERS
    assert comparison["not_known"]["amendments"] == [
        "",
        "that part of the paper was not seen",
        "that part of the paper was not seen",
    ]


def test_an_unknown_part_of_a_line_does_not_make_it_differ() -> None:
    """One paper gives the issuer's state and the other was not seen to: the name is the same."""
    comparison = compare([of_real(SEED), of_real("citigroup-2010-08")])
    states = {key[::2]: line["state"] for key, line in lines(comparison)}

    assert states["agreement", "issuer"] == SAME
    assert states["agreement", "issuer-jurisdiction"] == OPEN


def test_a_clause_that_is_blank_as_a_whole_says_why_on_each_of_its_lines() -> None:
    part = compare([of_real(SEED), of_real(IDAHO)])["agreement"]
    held = {line["term"]: line["cells"] for line in part["lines"]}

    assert held["listing/Exchange"][0] == {"value": "Luxembourg Stock Exchange"}
    assert held["listing/Exchange"][1]["why"] == "that part of the paper was not seen"
    assert "Listing" not in part["unknown"]


def test_a_firm_outside_an_annex_that_was_seen_whole_takes_nothing() -> None:
    comparison = compare([of_real(SEED), of_real(IDAHO), of_real(YEN)])
    held = {line["term"]: line for line in comparison["allocations"]["lines"]}
    cells = held["citigroup-global-markets"]["cells"]

    assert cells[0] == {"value": "US$840,000,000", "share": "84"}
    assert cells[1] == {"why": "none", "closed": True}
    assert cells[2]["closed"] is False
    assert held["citigroup-global-markets"]["state"] == DIFFERS


def test_changes_compare_as_the_history_of_their_base_document_does() -> None:
    archive = read_archive(MADE_UP)
    histories = Histories(archive)
    sheets = made_up()
    compared = 0
    for base in archive.base_documents:
        held = histories.of(base)
        for older in held.known:
            for newer in held.known:
                if older == newer:
                    continue
                part = compare([sheets[older], sheets[newer]])["amendments"]
                made = {line["term"]: line for one in part for line in one["lines"]}
                fates = compare_strands(held, older, newer)
                assert len(made) == len(fates)
                for line, one in zip(made.values(), fates, strict=True):
                    same = one.fate is Fate.UNCHANGED
                    assert (line["state"] == SAME) == same
                    compared += 1
    assert compared > 0


def test_restrictions_differ_by_their_words_and_by_being_there() -> None:
    def one(words: str | None, *, whole: bool = True) -> Sheet:
        row = {"about": "japan", "jurisdiction": "Japan", "item": "a", "anchor": "x", "says": ""}
        rows = [] if words is None else [{**row, "words": words}]
        left = {"blank": "not_stated" if whole else "not_seen", "why": "w"}
        return {**of_real(SEED), "restrictions": {"rows": rows}, "left_out": left}

    def state(*sheets: Sheet) -> str:
        (line,) = compare(sheets)["restrictions"]["lines"]
        return str(line["state"])

    assert state(one("not in  Japan"), one("not in Japan")) == SAME
    assert state(one("not in “Japan”"), one('not in "Japan"')) == SAME
    assert state(one("not in Japan"), one("never in Japan")) == DIFFERS
    assert state(one("not in Japan"), one(None)) == DIFFERS
    assert state(one("not in Japan"), one(None, whole=False)) == OPEN


def test_a_sheet_is_plain_data() -> None:
    made = of_real(SEED)
    assert json.loads(json.dumps(made)) == made


# --- In the terminal


def printed(*named: str, width: int = 120, whole: bool = False, only: bool = False) -> str:
    out = StringIO()
    sheets = sheets_of(ROOT / "data", named)
    series = [security["name"] for sheet in sheets for security in sheet["securities"]]
    console = Console(file=out, width=width, force_terminal=False)
    Printer(console, only_differences=only, whole=whole).print(compare(sheets), series)
    return out.getvalue().replace("\u00a0", " ")


def test_the_terminal_reads_the_same_sheets_from_few_records() -> None:
    assert sheets_of(ROOT / "data", [SEED, YEN]) == [of_real(SEED), of_real(YEN)]
    deals = sorted(made_up())
    assert sheets_of(MADE_UP, deals[:2]) == [made_up()[name] for name in deals[:2]]


def test_the_terminal_shows_terms_figures_allocations_and_reasons() -> None:
    text = printed(SEED, IDAHO)

    for words in ("99.760 %", "99.319 %", "3.678 %", "US$840,000,000", "84 %", "40 %", "≠"):
        assert words in text
    assert "Computed (=)" in text
    assert "what is varied is not known: that part of the paper was not seen" in text


def test_a_narrow_terminal_loses_nothing_that_a_wide_one_shows() -> None:
    wide, narrow = printed(SEED, IDAHO, width=200), printed(SEED, IDAHO, width=50)

    assert max(map(len, narrow.splitlines())) <= 50
    for words in ("99.760 %", "99.319 %", "US$840,000,000"):
        assert words in wide
        assert words in narrow


def test_only_differences_leaves_out_what_is_the_same() -> None:
    text = printed(SEED, IDAHO, only=True)

    assert "Purchase price" in text
    assert "\n     Currency" not in text
    assert "Currency" in printed(SEED, IDAHO)


def test_signs_that_would_steer_a_terminal_are_not_printed() -> None:
    hostile = json.loads(json.dumps(of_real(SEED)))
    hostile["title"] = "\x1b[2J[bold]Notes[/bold]\x9b31m"
    hostile["securities"][0]["terms"][0]["value"] = "[red]\x1b]0;own\x07[/red] </script>"
    out = StringIO()
    console = Console(file=out, width=120, force_terminal=True)
    printer = Printer(console, only_differences=False, whole=True)
    printer.print(compare([hostile, of_real(SEED)]), ["a", "a"])
    text = out.getvalue()

    assert "[bold]Notes[/bold]" in text
    assert "\x1b[2J" not in text
    assert "\x1b]0" not in text
    assert "\x9b" not in text


def test_an_unknown_deal_is_named_with_those_like_it() -> None:
    with pytest.raises(CompareError, match=r"no deal 'citigruop-2004-02-02'.*citigroup-2004-02-02"):
        sheets_of(ROOT / "data", ["citigruop-2004-02-02", SEED])


@pytest.mark.parametrize("named", [[SEED], [SEED] * 7])
def test_two_to_six_deals_are_compared(named: list[str]) -> None:
    with pytest.raises(CompareError, match="two to 6 deals"):
        sheets_of(ROOT / "data", named)


def test_a_record_that_cannot_be_read_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "deals" / "2004").mkdir(parents=True)
    (tmp_path / "parties").mkdir()
    for name in ("a-2004", "b-2004"):
        (tmp_path / "deals" / "2004" / f"{name}.yaml").write_text("deal_id: [")
    with pytest.raises(CompareError, match=r"a-2004\.yaml:\d+: error .*\n?a-2004 cannot be read"):
        sheets_of(tmp_path, ["a-2004", "b-2004"])

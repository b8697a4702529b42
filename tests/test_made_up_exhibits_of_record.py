"""A record made by hand as the truth, on the archive's record that is held whole."""

import re

from pipeline.paths import ROOT
from tests.made_up_exhibits.compare import compare, table
from tests.made_up_exhibits.drafts import read_draft
from tests.made_up_exhibits.of_record import truth_of_record

TEXT = (ROOT / "data/deals/2004/citigroup-2004-02-02.yaml").read_text(encoding="utf-8")
TRUTH = truth_of_record(read_draft(TEXT))


def test_a_record_is_wholly_right_against_itself() -> None:
    tally = compare(read_draft(TEXT), TRUTH)

    assert tally.wrong == [], table(tally)
    assert tally.found == 1
    assert tally.wanted > 200


def test_a_figure_that_differs_is_the_one_wrong_value() -> None:
    draft = read_draft(TEXT.replace("{value: 99.760, lines: 44", "{value: 99.706, lines: 44"))

    tally = compare(draft, TRUTH)

    assert [wrong.path for wrong in tally.wrong] == ["securities[0].price_to_public_pct"]


def test_a_value_that_the_record_has_not_is_wrong() -> None:
    draft = read_draft(
        TEXT.replace("  time_zone: {blank: not_stated}", "  time_zone: Eastern Time", 1)
    )

    assert [wrong.path for wrong in compare(draft, TRUTH).wrong] == ["closing.time_zone"]


def test_what_editors_add_is_asked_of_nobody() -> None:
    without = read_draft(re.sub(r"(?m)^ +summary: .*\n", "", TEXT).replace("reviewed", "proposed"))

    tally = compare(without, TRUTH)

    assert (tally.wrong, tally.blank.total()) == ([], 0)

"""One sentence, row or table of a plain paper worded in another way: is it read, or left unsure?

``papers/wordings.yaml`` holds the wordings. What is left blank is not wrong here; what must be
found, :mod:`tests.test_import_papers` measures.
"""

from dataclasses import replace
from typing import Any

import pytest
import yaml

from pipeline.exhibits.drafting import draft_record
from pipeline.paths import ROOT
from pipeline.records.archive import Archive
from pipeline.records.reader import read_archive
from tests import papers
from tests.made_up_exhibits.drafts import Given, flatten, read_draft
from tests.papers.one_wording import paper

A = "securities[0]"
WORDINGS = yaml.safe_load((papers.FOLDER / "wordings.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def archive() -> Archive:
    return replace(read_archive(ROOT / "data"), deals={})


def _read(archive: Archive, **worded: str) -> dict[str, Given]:
    return flatten(read_draft(draft_record(paper(**worded), archive, papers.TODAY).text))


def _rights(wording: dict[str, Any]) -> list[object]:
    """Return the readings any of which is right; a blank always is."""
    right = wording["right"]
    if isinstance(right, dict):
        return [None, *right["any_of"]]
    return [None, tuple(right) if isinstance(right, list) else right]


def test_the_plain_paper_is_read(archive: Archive) -> None:
    read = _read(archive)

    assert read["annex.allocations[a|Sample Markets Inc.].principal_amount"].value == "300000000"
    assert read[f"{A}.purchase_price_pct"].value == "99.435"
    assert read[f"{A}.interest.periods[0].payments.days"].value == ("03-11", "09-11")
    assert read[f"{A}.redemption.kind"].value == "none"
    assert read["incorporation.regime"].value == "in_entirety"


def test_a_part_that_the_paper_does_not_have_is_told() -> None:
    with pytest.raises(KeyError):
        paper(colophon="printed in Nowhere")


@pytest.mark.parametrize("wording", WORDINGS, ids=[wording["case"] for wording in WORDINGS])
def test_another_wording_is_read_rightly_or_not_at_all(
    archive: Archive, wording: dict[str, Any]
) -> None:
    read = _read(archive, **{wording["part"]: wording["words"]})

    assert read.get(wording["field"], Given()).value in _rights(wording)

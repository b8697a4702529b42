"""The seed, imported by the command alone, against the record that was made by hand."""

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.exhibits.drafting import DraftRecord, draft_record
from pipeline.paths import ROOT
from pipeline.records.archive import Archive
from pipeline.records.base import Stated
from pipeline.records.deal import Deal, fields
from pipeline.records.reader import read_archive
from tests.scoring import printed, score, totals

SEED = "citigroup-2004-02-02"
TODAY = dt.date(2026, 1, 2)


@pytest.fixture(scope="module")
def archive() -> Archive:
    return read_archive(ROOT / "data")


@pytest.fixture(scope="module")
def right(archive: Archive) -> Deal:
    return archive.deals[SEED].deal


@pytest.fixture(scope="module")
def draft(archive: Archive) -> DraftRecord:
    content = (ROOT / "data" / "exhibits" / f"{SEED}.txt").read_bytes()
    # Without its deals the archive cannot know the answer.
    return draft_record(content, replace(archive, deals={}), TODAY)


def test_the_draft_equals_the_record_made_by_hand(draft: DraftRecord, right: Deal) -> None:
    scored = score(draft.deal, right)
    counts = totals(scored)

    assert len(scored) > 300
    assert counts["wrong"] == 0, printed(scored)
    assert counts["right"] >= 0.95 * len(scored), printed(scored)
    print(printed(scored, everything=True))  # noqa: T201 - shown with pytest -s


def test_a_value_changed_by_hand_is_counted_wrong(draft: DraftRecord, right: Deal) -> None:
    closing = draft.deal.closing.model_copy(
        update={"date": draft.deal.closing.date.model_copy(update={"value": dt.date(2004, 2, 10)})}
    )
    scored = score(draft.deal.model_copy(update={"closing": closing}), right)

    assert [one.field for one in scored if one.outcome == "wrong"] == ["closing.date"]


def test_every_value_of_the_draft_is_cited(draft: DraftRecord) -> None:
    for name, _, stated in fields(draft.deal):
        if isinstance(stated, Stated) and stated.value is not None:
            for citation in stated.citations:
                assert draft.taken.exhibit.locate(citation.quote, citation.lines), name
            assert stated.citations, name


def test_the_draft_is_named_by_issuer_and_date_and_is_proposed(draft: DraftRecord) -> None:
    assert draft.deal_id == SEED
    assert draft.deal.review.state == "proposed"
    assert draft.proposals == ()
    assert draft.fallen == ()


def test_a_copy_that_lost_its_line_ends_says_nothing_else(archive: Archive, right: Deal) -> None:
    content = (ROOT / "data" / "exhibits" / f"{SEED}.txt").read_bytes()
    one_line = b" ".join(content.split())
    draft = draft_record(one_line, replace(archive, deals={}), TODAY)
    money = {"securities", "offer", "closing", "underwriters"}

    wrong = [
        one.field
        for one in score(draft.deal, right)
        if one.outcome == "wrong"
        and one.field.partition(".")[0].partition("[")[0] in money
        # The page's number stands in the middle of these words now.
        and not one.field.endswith("redemption.text")
    ]
    assert wrong == []
    assert draft.deal.seen.extent == "part"

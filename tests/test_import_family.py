"""The importer against the made-up family: what it finds, and what it must not say."""

import datetime as dt
from pathlib import Path

import pytest

from pipeline.exhibits.drafting import draft_record
from pipeline.exhibits.intake import RefusedError
from pipeline.records.archive import Archive
from pipeline.records.reader import read_archive
from tests.made_up_exhibits import family, make_archive, refusals
from tests.made_up_exhibits.compare import Tally, compare, outcome_is_right, table
from tests.made_up_exhibits.drafts import read_draft

TODAY = dt.date(2026, 1, 2)
#: The least that is found; of every hundred values less than one is left to the reviewer.
LEAST_FOUND = 0.99
#: Readers were made with the papers of seeds 1 to 30; nobody looked at those of the others.
TUNED, UNTOUCHED = (1, 2), (101, 120)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    target: Path = tmp_path_factory.mktemp("family") / "data"
    return read_archive(make_archive(target))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [*TUNED, *UNTOUCHED])
def test_the_family_is_found_and_nothing_of_it_is_wrong(archive: Archive, seed: int) -> None:
    total = Tally()
    for exhibit in family(40, seed):
        try:
            draft = read_draft(draft_record(exhibit.data, archive, TODAY).text)
        except RefusedError:
            if exhibit.truth.outcome != "draft":
                continue
            # Of a paper that should have given a draft everything is lost.
            draft = {}
        total += compare(draft, exhibit.truth, exhibit.name)

    assert total.wrong == []
    assert total.found >= LEAST_FOUND, table(total)


@pytest.mark.parametrize("seed", [1, 3])
def test_what_is_no_paper_is_refused_or_marked(archive: Archive, seed: int) -> None:
    outcomes: dict[str, str] = {}
    for exhibit in refusals(seed):
        try:
            draft = draft_record(exhibit.data, archive, TODAY)
            outcome = "marked" if draft.deal.notes else "draft"
        except RefusedError:
            outcome = "refused"
        if not outcome_is_right(exhibit.truth, outcome):
            outcomes[exhibit.name] = outcome

    assert outcomes == {}

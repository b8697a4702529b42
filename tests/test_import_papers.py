"""The importer against papers written by hand, most by somebody who had not seen it.

``pytest -s`` prints the table of fields.
"""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from pipeline.paths import ROOT
from pipeline.records.archive import Archive
from pipeline.records.html_text import text_layer
from pipeline.records.reader import read_archive
from tests import papers
from tests.made_up_exhibits.compare import Tally, table
from tests.made_up_exhibits.drafts import plain

PAPERS = papers.papers()
#: What was measured when this was written, of the papers up to a number; it may only grow better.
#: Those from 31 to 36 vary standing provisions in wordings of their own.
LEAST_FOUND = {30: 0.90, 36: 0.77, 42: 0.92}
MOST_DENIED = 0


@pytest.fixture(scope="module")
def archive() -> Archive:
    # Without its deals the archive cannot know an answer.
    return replace(read_archive(ROOT / "data"), deals={})


@cache
def _words(paper: Path) -> str:
    content = paper.read_bytes()
    layer = text_layer(content) if paper.suffix == ".htm" else content.decode()
    return re.sub(r"\W+", "", plain(layer)).casefold()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_the_truth_of_a_paper_stands_in_the_paper(paper: Path) -> None:
    told = papers.truth_of(paper).facts
    quoted = re.compile(r"(names\[.*\]\.name|old_text|\.title)$")
    names = [fact for fact in told if quoted.search(fact.path)]

    assert len([fact for fact in told if fact.required]) >= 40
    assert names
    for fact in names:
        assert re.sub(r"\W+", "", plain(str(fact.value))).casefold() in _words(paper), fact


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_nothing_of_a_paper_is_read_wrongly(paper: Path, archive: Archive) -> None:
    tally = papers.read(paper, archive)

    assert tally.wrong == [], table(tally)


def test_most_of_the_papers_is_found(archive: Archive) -> None:
    total, denied = Tally(), 0
    by_last = {last: Tally() for last in LEAST_FOUND}
    for paper in PAPERS:
        tally = papers.read(paper, archive)
        total += tally
        last = min(last for last in LEAST_FOUND if int(paper.stem[:2]) <= last)
        by_last[last] += tally
        denied += len(papers.denied(paper, archive))
        print(  # noqa: T201 - shown with pytest -s
            f"{paper.stem:36} {tally.right.total():4} right {tally.blank.total():4} blank "
            f"{tally.unsure.total():3} unsure {len(tally.wrong):3} wrong  {tally.found:4.0%}"
        )
    print(table(total))  # noqa: T201 - shown with pytest -s
    print(f"{denied} of the blanks say that the paper does not state it")  # noqa: T201

    assert len(PAPERS) == 42
    for last, least in LEAST_FOUND.items():
        assert by_last[last].found >= least, table(by_last[last])
    assert denied <= MOST_DENIED

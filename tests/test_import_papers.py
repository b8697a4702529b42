"""The importer against papers written by hand by somebody who had not seen it.

``pytest -s`` prints the table of fields. What is still read wrongly stands in ``READ_WRONGLY``;
a paper that is read without a wrong value must be taken out of it.
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
#: What was measured when this was written; it may only grow better.
LEAST_FOUND = 0.69
MOST_DENIED = 254

READ_WRONGLY = {
    "01": "a signer is given to the last of several firms; headings over lines come in pieces",
    "02": "the first addressee is the issuer, and the issuer, who signs first, an underwriter; "
    "a heading over several lines runs into the first name of the annex",
    "03": "a rate that is reset on each payment date is a floating one, not a reset one",
    "04": "a table of amounts in the opening is read as terms of the security; a price of the "
    "second security stands with the first; capacity over two lines is a party",
    "05": "a table of amounts in the opening is read as terms of the security; the label To: is "
    "part of the issuer's name; of a party on two lines the last is read",
    "06": "the list of changes runs on into the list of selling restrictions",
    "08": "a stated yield is an interest rate; a table of redemption prices is a row of terms; "
    "the line By FIRM is a capacity",
    "09": "the titles of signers are the titles of two more securities",
    "11": "the guarantor's jurisdiction is the issuer's; an address loses its country",
    "12": "a leader takes the full stop of Inc. and Co.; the undersigned is the issuer's name; "
    "a place for checking the securities is the place of closing",
    "13": "To the Representatives is a salutation; the issuer, who signs first, is an underwriter",
    "14": "a running footer is a row of terms; an address loses its first line",
    "15": "a table of redemption prices is not seen; the line by FIRM is a capacity",
    "16": "a cell that wraps within its column is read as far as its first line",
    "18": "the days of one security are given to the other; the underwriters sign second",
    "19": "To the Representatives is a salutation; the place of signing is the issuer's address",
    "21": "what the issuer is, stands in its name; it is an underwriter, signing second",
    "22": "the signer of one firm is given to the last of the firms above the signature",
    "23": "the date of a supplement is the mortgage's; a name begins with the word and",
}


def _case(paper: Path) -> object:
    reason = READ_WRONGLY.get(paper.stem[:2])
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(paper, id=paper.stem, marks=marks)


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


@pytest.mark.parametrize("paper", [_case(paper) for paper in PAPERS])
def test_nothing_of_a_paper_is_read_wrongly(paper: Path, archive: Archive) -> None:
    tally = papers.read(paper, archive)

    assert tally.wrong == [], table(tally)


def test_most_of_the_papers_is_found(archive: Archive) -> None:
    total, denied = Tally(), 0
    for paper in PAPERS:
        tally = papers.read(paper, archive)
        total += tally
        denied += len(papers.denied(paper, archive))
        print(  # noqa: T201 - shown with pytest -s
            f"{paper.stem:36} {tally.right.total():4} right {tally.blank.total():4} blank "
            f"{tally.unsure.total():3} unsure {len(tally.wrong):3} wrong  {tally.found:4.0%}"
        )
    print(table(total))  # noqa: T201 - shown with pytest -s
    print(f"{denied} of the blanks say that the paper does not state it")  # noqa: T201

    assert len(PAPERS) == 24
    assert total.found >= LEAST_FOUND, table(total)
    assert denied <= MOST_DENIED

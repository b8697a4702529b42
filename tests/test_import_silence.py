"""A draft says "not stated" only of a paper that has no word of the subject."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import yaml

from pipeline.exhibits.drafting import draft_record
from pipeline.exhibits.subjects import STEMS, stems_of
from pipeline.paths import ROOT
from pipeline.records.archive import Archive
from pipeline.records.reader import read_archive
from tests import papers
from tests.papers.one_wording import paper

#: No paper says where it was filed.
OF_THE_FILING = {"document.filing"}


@pytest.fixture(scope="module")
def archive() -> Archive:
    return replace(read_archive(ROOT / "data"), deals={})


def _blanks(tree: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the blanks of a draft by their fields, numbers of entries left out."""
    if isinstance(tree, list):
        for entry in tree:
            yield from _blanks(entry, path)
    elif isinstance(tree, dict) and "blank" in tree:
        yield path.removeprefix("."), tree
    elif isinstance(tree, dict):
        for name, entry in tree.items():
            yield from _blanks(entry, f"{path}.{name}")


def _blank(archive: Archive, field: str, **worded: str) -> dict[str, Any]:
    text = draft_record(paper(**worded), archive, papers.TODAY).text
    return dict(_blanks(yaml.safe_load(text))).get(field, {})


@pytest.mark.parametrize(
    ("field", "part", "words"),
    [
        ("governing_law", "accept", "The law that governs it, governing law being named, is ours."),
        ("trustee", "accept", "The trustee was here before us."),
        ("listing", "accept", "An application for listing was spoken of."),
        ("counsel", "accept", "Whoever is counsel will know."),
        ("selling_restrictions", "accept", "Nobody shall sell to a resident of Nowhere."),
        ("securities.cusip", "accept", "Its CUSIP they know by heart."),
        ("securities.ratings", "accept", "Moody's thinks highly of it."),
        ("securities.denominations", "accept", "Denominations are round ones."),
        ("securities.interest.day_count", "accept", "A year has 360 days."),
        ("closing.time_zone", "accept", "We keep Eastern time here."),
        ("amendments", "accept", "Section 5 thereof shall be read without its last word."),
    ],
)
def test_a_word_of_the_subject_makes_a_blank_unsure(
    archive: Archive, field: str, part: str, words: str
) -> None:
    silent = _blank(archive, field)
    spoken = _blank(archive, field, **{part: words})

    assert silent.get("blank") in ("not_stated", "not_applicable")
    assert spoken.get("blank") == "unsure"
    assert any(words[:20] in one["quote"] for one in spoken["candidates"])


def test_words_that_a_value_was_taken_from_are_no_word_of_another_subject(
    archive: Archive,
) -> None:
    # "Trust" and "issue" stand in a name and in other values.
    assert _blank(archive, "underwriter_roles")["blank"] == "not_stated"
    assert _blank(archive, "securities.selling_concession_pct")["blank"] == "not_stated"
    assert _blank(archive, "securities.isin")["blank"] == "not_stated"


def test_every_field_that_may_be_blank_has_words(archive: Archive) -> None:
    fields = set()
    for one in papers.papers():
        draft = draft_record(one.read_bytes(), archive, papers.TODAY, issuer="made-up-issuer")
        fields |= {
            field
            for field, blank in _blanks(yaml.safe_load(draft.text))
            if blank["blank"] in ("not_stated", "not_seen")
        }

    assert len(fields) > 20
    assert {field for field in fields if stems_of(field) is None} == OF_THE_FILING


def test_words_are_in_small_letters() -> None:
    assert all(stem == stem.lower() and stem for stems in STEMS.values() for stem in stems)

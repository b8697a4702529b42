"""The nearest deals: the same as every pair compared would give, for the work of a few."""

from collections.abc import Sequence
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages.deal import deal_page
from pipeline.pages.nearest import MOST, Near, Nearest, Profile, Subject, near, nearest, tenor_class
from pipeline.paths import ROOT
from pipeline.records.archive import Archive
from pipeline.records.reader import read_archive
from pipeline.tables.build import Tables, build_tables
from tests.work import calls

SEED = "citigroup-2004-02-02"


@cache
def real() -> tuple[Archive, Tables, Nearest]:
    archive = read_archive(ROOT / "data")
    tables = build_tables(archive, ())
    return archive, tables, nearest(archive, tables)


def by_every_pair(subjects: Sequence[Subject], own: Subject) -> list[Near]:
    """Return the nearest as the definition has them, with every other deal looked at."""
    ordered = sorted(subjects, key=lambda one: (one.day, one.deal_id))
    rank = ordered.index(own)
    found = [
        (-held.score, abs(other.day - own.day), abs(place - rank), place, held)
        for place, other in enumerate(ordered)
        if other is not own and (held := near(own, other)) is not None
    ]
    return [entry[-1] for entry in sorted(found, key=lambda entry: entry[:4])[:MOST]]


some = st.sampled_from
profiles = st.builds(
    Profile,
    some(["i", "j", None]),
    some(["b", None]),
    some(["fixed", "floating", None]),
    some([1, 4, None]),
    some(["notes", None]),
    some(["USD", "JPY"]),
    some(["senior", None]),
)


@given(st.lists(st.tuples(st.integers(0, 40), st.lists(profiles, min_size=1, max_size=3))))
def test_the_nearest_are_those_that_every_pair_compared_would_give(
    made: list[tuple[int, list[Profile]]],
) -> None:
    subjects = [
        Subject(f"deal-{number:03}", day, tuple(held), (None,) * len(held))
        for number, (day, held) in enumerate(made)
    ]
    found = Nearest(subjects)
    for own in subjects:
        assert found.of(own.deal_id) == by_every_pair(subjects, own)


def test_so_it_is_on_the_real_archive() -> None:
    _, _, found = real()
    subjects = list(found.subject.values())
    for own in subjects:
        assert found.of(own.deal_id) == by_every_pair(subjects, own)


def test_what_is_not_known_is_no_likeness() -> None:
    nobody = Profile(None, None, None, None, None, None, None)
    one, other = (Subject(name, 1, (nobody,), (None,)) for name in "ab")

    assert near(one, other) is None


def test_tenors_of_benchmark_issues_are_told_apart() -> None:
    assert len({tenor_class(years) for years in (1, 2, 3, 5, 7, 10, 15, 20, 30, 40)}) == 10
    assert tenor_class(4.95) == tenor_class(5.2)


def test_the_work_grows_with_the_archive_and_not_with_its_square() -> None:
    def work(deals: int) -> int:
        held = [
            Subject(f"d{n}", n, (Profile("i", "b", "fixed", n % 9, "notes", "USD", None),), (1.0,))
            for n in range(deals)
        ]
        return calls(lambda: [Nearest(held).of("d0"), *map(Nearest(held).of, ["d1"])])

    def all_of(deals: int) -> int:
        held = [
            Subject(f"d{n}", n, (Profile("i", "b", "fixed", n % 9, "notes", "USD", None),), (1.0,))
            for n in range(deals)
        ]
        made = Nearest(held)
        return calls(lambda: [made.of(one.deal_id) for one in held])

    assert all_of(800) < 2.5 * all_of(400)
    assert work(800) < 2.5 * work(400)


def test_a_page_gives_reasons_and_says_what_is_not_known() -> None:
    archive, tables, found = real()

    def text(deal_id: str) -> str:
        page = deal_page(archive.deals[deal_id], archive, tables, nearest=found)
        return page.text.partition("{#nearest}")[2].partition("{#checks}")[0]

    seed = text(SEED)
    assert seed.count("<li>") == MOST
    assert f"../../compare/?deals={SEED},citigroup-2002-02-27" in seed
    assert "both senior notes; both in US dollars; 5 years, as here" in seed
    assert "Not known of this deal" not in seed
    little = text("commercial-credit-1996-01-18")
    assert (
        "Not known of this deal, and so no reason for any: the base document, the interest type, "
        "the tenor, the type of security and the ranking."
    ) in little


def test_a_page_made_without_the_archive_has_no_such_section() -> None:
    archive, tables, _ = real()
    assert "{#nearest}" not in deal_page(archive.deals[SEED], archive, tables).text

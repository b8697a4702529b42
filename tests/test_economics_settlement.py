"""Business days, T+n, the cycle in force, and the strip from agreement to closing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.economics import (
    CALENDAR_NAME,
    SecurityInputs,
    compute,
    is_business_day,
    settlement_strip,
    standard_cycle,
)
from tests.economics_samples import SEED


def settled(agreement: date, closing: date) -> SecurityInputs:
    return SecurityInputs(agreement_date=agreement, closing_date=closing)


def test_seed_settles_on_the_fifth_day_two_more_than_the_cycle() -> None:
    figures = compute(SEED)

    assert figures["settlement_days"].value == 5
    assert figures["settlement_calendar"].value == CALENDAR_NAME == "US government bond (SIFMA)"
    assert figures["standard_settlement_days"].value == 3
    assert figures["extended_settlement"].value is True
    assert ("calendar", CALENDAR_NAME) in figures["settlement_days"].inputs


@pytest.mark.parametrize(
    ("agreement", "closing", "days"),
    [
        (date(2004, 4, 8), date(2004, 4, 12), 1),  # Good Friday between
        (date(2003, 10, 31), date(2003, 11, 12), 7),  # Veterans Day between
        (date(2002, 11, 7), date(2002, 11, 14), 4),  # the same
        (date(2005, 10, 24), date(2005, 10, 31), 5),
        (date(2007, 6, 15), date(2007, 6, 26), 7),
        (date(2006, 2, 23), date(2006, 3, 6), 7),
        (date(1998, 1, 5), date(1998, 1, 8), 3),
        (date(2003, 12, 24), date(2004, 1, 2), 5),  # Christmas and New Year
        (date(2024, 9, 12), date(2024, 9, 19), 5),
        (date(2004, 2, 2), date(2004, 2, 2), 0),  # closing on the agreement date
    ],
)
def test_business_days_are_counted_without_the_first_and_with_the_last(
    agreement: date, closing: date, days: int
) -> None:
    assert compute(settled(agreement, closing))["settlement_days"].value == days


def test_the_week_of_11_september_2001_is_counted_with_a_caveat() -> None:
    figure = compute(settled(date(2001, 9, 10), date(2001, 9, 17)))["settlement_days"]

    assert figure.value == 5
    assert any("12 September 2001" in line for line in figure.assumptions)
    before = compute(settled(date(2001, 9, 4), date(2001, 9, 11)))["settlement_days"]
    assert before.assumptions == ()


def test_no_count_for_years_without_calendar_data() -> None:
    figures = compute(settled(date(1995, 6, 12), date(1995, 6, 15)))

    assert figures["settlement_days"].reason == "calendar has no data for 1995"
    assert figures["settlement_calendar"].value is None
    assert figures["standard_settlement_days"].value == 3
    assert figures["extended_settlement"].reason == "calendar has no data for 1995"
    assert is_business_day(date(1995, 6, 12)) is None


def test_no_count_where_only_the_agreement_is_too_early() -> None:
    figures = compute(settled(date(1995, 12, 28), date(1996, 1, 3)))

    assert figures["settlement_days"].reason == "calendar has no data for 1995"


def test_closing_printed_a_year_before_the_agreement_is_no_settlement() -> None:
    figures = compute(settled(date(2005, 3, 24), date(2004, 3, 26)))

    assert "26 March 2004, lies before the agreement" in figures["settlement_days"].reason
    assert "lies before the agreement" in figures["tenor_years"].reason


@pytest.mark.parametrize(
    ("closing", "words"),
    [
        (date(2005, 3, 26), "Saturday 26 March 2005"),
        (date(2005, 3, 25), "(Good Friday)"),
        (date(2006, 3, 27), "more than a year"),
    ],
)
def test_closing_on_no_business_day_or_far_off_has_no_count(closing: date, words: str) -> None:
    assert words in compute(settled(date(2005, 3, 24), closing))["settlement_days"].reason


def test_an_agreement_on_a_holiday_is_counted_and_said() -> None:
    figure = compute(settled(date(2004, 7, 5), date(2004, 7, 8)))["settlement_days"]

    assert figure.value == 3
    assert any("not a business day" in line for line in figure.assumptions)


def test_missing_dates_are_named() -> None:
    inputs = SecurityInputs(agreement_date=date(2004, 2, 2), reasons={"closing_date": "illegible"})

    assert compute(inputs)["settlement_days"].reason == "closing date: illegible"
    assert compute(SecurityInputs())["standard_settlement_days"].reason == (
        "agreement date: not known"
    )


@pytest.mark.parametrize(
    ("day", "cycle"),
    [
        (date(1995, 6, 6), None),
        (date(1995, 6, 7), 3),
        (date(2017, 9, 4), 3),
        (date(2017, 9, 5), 2),
        (date(2024, 5, 27), 2),
        (date(2024, 5, 28), 1),
    ],
)
def test_the_cycle_changes_on_the_day_of_each_amendment(day: date, cycle: int | None) -> None:
    assert standard_cycle(day) == cycle


def test_settlement_within_the_cycle_is_not_extended() -> None:
    assert (
        compute(settled(date(1998, 1, 5), date(1998, 1, 8)))["extended_settlement"].value is False
    )


def test_no_rule_before_june_1995() -> None:
    figure = compute(replace(SEED, agreement_date=date(1995, 2, 23)))["standard_settlement_days"]

    assert figure.reason == "no SEC rule set a settlement cycle before 7 June 1995"


def test_counts_after_the_checked_years_say_so() -> None:
    figure = compute(settled(date(2031, 3, 3), date(2031, 3, 6)))["settlement_days"]

    assert figure.value == 3
    assert any("standing rules" in line for line in figure.assumptions)


def test_seed_strip_numbers_its_business_days() -> None:
    strip = settlement_strip(date(2004, 2, 2), date(2004, 2, 9))

    assert [(day.weekday[:3], day.number) for day in strip] == [
        ("Mon", 0),
        ("Tue", 1),
        ("Wed", 2),
        ("Thu", 3),
        ("Fri", 4),
        ("Sat", None),
        ("Sun", None),
        ("Mon", 5),
    ]
    assert [day.closed_because for day in strip[5:7]] == ["weekend", "weekend"]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2004, 1, 1), "New Year's Day"),
        (date(2004, 1, 19), "Martin Luther King Jr. Day"),
        (date(2004, 2, 16), "Washington's Birthday"),
        (date(2004, 4, 9), "Good Friday"),
        (date(2008, 3, 21), "Good Friday"),
        (date(2004, 5, 31), "Memorial Day"),
        (date(2004, 6, 11), "day of mourning for President Reagan"),
        (date(2023, 6, 19), "Juneteenth"),
        (date(2004, 7, 5), "Independence Day"),
        (date(2004, 9, 6), "Labor Day"),
        (date(2004, 10, 11), "Columbus Day"),
        (date(2004, 11, 11), "Veterans Day"),
        (date(2004, 11, 25), "Thanksgiving Day"),
        (date(2004, 12, 24), "Christmas Day"),
        (date(2012, 10, 30), "Hurricane Sandy"),
        (date(2018, 12, 5), "day of mourning for President George H. W. Bush"),
    ],
)
def test_holidays_in_a_strip_are_named(day: date, name: str) -> None:
    before = day - timedelta(days=3)
    closed = {d.date: d.closed_because for d in settlement_strip(before, day + timedelta(days=3))}

    assert closed[day] == name


@pytest.mark.parametrize(
    ("agreement", "closing"),
    [
        (date(1995, 2, 1), date(1995, 2, 8)),
        (date(2004, 2, 9), date(2004, 2, 2)),
        (date(2004, 2, 2), date(2005, 2, 2)),
    ],
)
def test_dates_that_make_no_settlement_have_no_strip(agreement: date, closing: date) -> None:
    assert settlement_strip(agreement, closing) == ()


days = st.dates(date(1996, 1, 1), date(2026, 12, 1))
gaps = st.integers(0, 40)


@given(days, gaps)
def test_the_strip_ends_on_the_number_of_settlement_days(start: date, gap: int) -> None:
    closing = start + timedelta(days=gap)
    strip = settlement_strip(start, closing)
    figure = compute(settled(start, closing))["settlement_days"]

    assert len(strip) == gap + 1
    if figure.value is not None:
        assert strip[-1].number == figure.value
    else:
        assert strip[-1].closed_because


@given(days, gaps, gaps)
def test_counts_over_adjoining_stretches_add_up(start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    counts = [
        compute(settled(a, b))["settlement_days"].value
        for a, b in ((start, middle), (middle, end), (start, end))
    ]

    if None not in counts:
        assert counts[0] + counts[1] == counts[2]  # type: ignore[operator]

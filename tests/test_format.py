"""Values as people read them."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages import format as fmt

amounts = st.decimals(min_value=0, max_value=10**15, places=2, allow_nan=False)
rates = st.integers(0, 12).flatmap(
    lambda places: st.decimals(0, 10_000, places=places, allow_nan=False)
)


@pytest.mark.parametrize(
    ("value", "currency", "written"),
    [
        (Decimal(1000000000), "USD", "US$1,000,000,000"),
        (Decimal("3250000.00"), "USD", "US$3,250,000"),
        (Decimal("18.125"), "USD", "US$18.125"),
        (Decimal(145000000000), "JPY", "¥145,000,000,000"),
        (Decimal("994350000.50"), "EUR", "€994,350,000.50"),
        (Decimal(400000000), "CAD", "C$400,000,000"),
        (Decimal(100), "CHF", "CHF\u00a0100"),
        (Decimal(100), None, "100"),
        (Decimal(-5), "USD", "−US$5"),
        (Decimal(0), "GBP", "£0"),
    ],
)
def test_amounts(value: Decimal, currency: str | None, written: str) -> None:
    assert fmt.amount(value, currency) == written


def test_a_column_of_amounts_has_the_same_decimals() -> None:
    column = [fmt.amount(Decimal(text), "USD", 2) for text in ("1", "2.5", "3.125")]

    assert column == ["US$1.00", "US$2.50", "US$3.13"]


@given(amounts)
def test_an_amount_keeps_its_value(value: Decimal) -> None:
    written = fmt.amount(value, "USD")

    assert Decimal(written.removeprefix("US$").replace(",", "")) == value


@given(amounts)
def test_a_short_amount_loses_nothing(value: Decimal) -> None:
    words = fmt.short_amount(value, "USD").removeprefix("US$").split(fmt.NBSP)
    size = {"million": 10**6, "billion": 10**9}[words[1]] if len(words) > 1 else 1

    assert Decimal(words[0].replace(",", "")) * size == value


def test_short_amounts() -> None:
    short = [fmt.short_amount(Decimal(n), "USD") for n in (1250000000, 37500000, 999999, 12345678)]

    assert short == ["US$1.25\u00a0billion", "US$37.5\u00a0million", "US$999,999", "US$12,345,678"]


@given(rates)
def test_a_rate_keeps_its_printed_digits(value: Decimal) -> None:
    written = fmt.pct(value).removesuffix("\u00a0%").replace(",", "")

    assert Decimal(written).as_tuple() == value.as_tuple()


def test_a_price_is_not_the_price_with_fewer_digits() -> None:
    assert fmt.pct(Decimal("99.760")) == "99.760\u00a0%"
    assert fmt.pct(Decimal("99.76")) == "99.76\u00a0%"


def test_rounding_is_half_up() -> None:
    assert fmt.pct(Decimal("3.6785"), 3) == "3.679\u00a0%"
    assert fmt.pct(Decimal("3.677988"), 3) == "3.678\u00a0%"
    assert fmt.number(Decimal("-0.5"), 0) == "−1"


def test_dates() -> None:
    day = date(2004, 2, 2)

    assert fmt.day(day) == "2\u00a0February\u00a02004"
    assert fmt.short_day(day) == "2\u00a0Feb\u00a02004"
    assert fmt.weekday(day) == "Monday"
    assert fmt.partial_day("2004-02-02") == fmt.day(day)
    assert fmt.partial_day("1997-12") == "December\u00a01997"
    assert fmt.partial_day("1992") == "1992"
    assert fmt.month_day("02-09") == "9\u00a0February"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (time(8, 30), "8:30\u00a0a.m."),
        (time(21, 0), "9:00\u00a0p.m."),
        (time(0, 5), "12:05\u00a0a.m."),
        (time(12, 0), "12:00\u00a0p.m."),
    ],
)
def test_times(value: time, written: str) -> None:
    assert fmt.clock(value) == written


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2004, 2, 2), date(2004, 2, 9), "7\u00a0days"),
        (date(2004, 2, 2), date(2004, 2, 3), "1\u00a0day"),
        (date(2004, 2, 9), date(2004, 8, 9), "6\u00a0months"),
        (date(2004, 2, 9), date(2009, 2, 9), "5\u00a0years"),
        (date(2003, 7, 23), date(2004, 2, 2), "about\u00a06\u00a0months"),
        (date(2006, 5, 12), date(2009, 5, 11), "about\u00a03.0\u00a0years"),
    ],
)
def test_spans_of_time(start: date, end: date, words: str) -> None:
    assert fmt.span(start, end) == words


def test_lists_of_words() -> None:
    assert fmt.listing([]) == ""
    assert fmt.listing(["a"]) == "a"
    assert fmt.listing(["a", "b", "c"]) == "a, b and c"
    assert fmt.some(["a", "b", "c"], 2) == "a, b and c"
    assert fmt.some(["a", "b", "c", "d"], 2) == "a, b and 2 more"


def test_counts_in_words_up_to_twelve() -> None:
    assert fmt.count(1, "deal") == "one deal"
    assert fmt.count(11, "underwriter") == "eleven underwriters"
    assert fmt.count(33, "underwriter") == "33 underwriters"
    assert fmt.count(3, "series", "series") == "three series"


def test_lines_of_a_citation() -> None:
    assert fmt.lines(83, 83) == "83"
    assert fmt.lines(83, 85) == "83–85"


def test_a_code_without_words_shows_itself() -> None:
    assert fmt.meaning("a_code", {}) == "a code"
    assert fmt.upper_first("the company") == "The company"

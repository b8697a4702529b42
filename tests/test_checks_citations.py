"""Values are read back from the words of papers: what is printed is read, and nothing else."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.printed_values import can_be_read
from pipeline.records.base import (
    Amount,
    ClockTime,
    Count,
    Date,
    MonthDay,
    Number,
    PartialDate,
    Stated,
    Text,
)
from pipeline.records.codes import SecurityType

KINDS = {
    "date": Date,
    "partial": PartialDate,
    "number": Number,
    "amount": Amount,
    "count": Count,
    "time": ClockTime,
    "days": tuple[MonthDay, ...],
    "dates": tuple[Date, ...],
    "text": Text,
    "texts": tuple[Text, ...],
    "code": SecurityType,
}
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))
AMOUNTS = st.integers(1, 10**12)


def reads(kind: str, value: object, quote: str) -> bool:
    stated = Stated[KINDS[kind]].model_validate({"value": value, "lines": "1", "quote": quote})
    return can_be_read(stated, [quote])


@pytest.mark.parametrize(
    ("kind", "value", "quote"),
    [
        ("date", "2004-02-09", "The Closing Date shall be February 9, 2004"),
        ("date", "2003-01-22", "on January 22nd, 2003"),
        ("date", "2005-10-21", "21 October 2005"),
        ("date", "2005-09-01", "Sept. 1, 2005"),
        ("partial", "1993-01-12", "dated January 12, 1993"),
        ("partial", "2007-12", "dated December __, 2007"),
        ("partial", "1992", "the 1992 edition"),
        ("number", "99.760", "99.760% of the principal amount thereof"),
        ("number", "7.875", "7 7/8% Notes"),
        ("number", "6.625", "6-5/8%"),
        ("number", "0.1875", ".1875%"),
        ("number", "6.750", "6.750 % per annum"),
        ("amount", "1000000000", "$1,000,000,000 aggregate principal amount"),
        ("amount", "145000000000", "(Y) 145,000,000,000"),
        ("amount", "1500000000", "U.S.$1.5 billion"),
        ("amount", "90000000", "Ninety Million Dollars"),
        ("count", "6", "the period of six months"),
        ("count", "5", "the fifth Business Day preceding"),
        ("count", "3750000", "3,750,000 ELKS"),
        ("time", "08:30", "at 8:30 A.M."),
        ("time", "21:00", "no later than 9:00 p.m. Eastern Time"),
        ("time", "00:30", "12:30 a.m."),
        ("time", "15:00", "3.00 p.m. (London time)"),
        ("time", "12:00", "at noon"),
        ("days", ["02-09", "08-09"], "Semi-annually on February 9 and August 9"),
        ("days", ["02-22", "08-22"], "the 22nd of February and August"),
        ("days", ["01-31", "07-31"], "the last day of January and July"),
        ("dates", ["2004-05-26", "2004-11-29"], "May 26, 2004 and November 29, 2004"),
        ("text", "Citigroup Inc.", "CITIGROUP and Citigroup Inc., a corporation"),
        ("texts", ["5(c)", "5(d)"], "Sections 5(c) and 5(d)"),
        ("code", "notes", "Fixed Rate Senior Debt"),
    ],
)
def test_what_a_paper_prints_is_read(kind, value, quote):
    assert reads(kind, value, quote)


@pytest.mark.parametrize(
    ("kind", "value", "quote"),
    [
        ("date", "2004-02-09", "February 19, 2004"),
        ("date", "2004-02-09", "February 9"),
        ("partial", "2007-12", "dated November __, 2007"),
        ("number", "99.76", "99.760% of the principal amount"),
        ("number", "99.760", "99.76% of the principal amount"),
        ("number", "99.435", "199.435%"),
        ("amount", "1000000000", "$1,000,000"),
        ("amount", "25000000", "125,000,000"),
        ("count", "6", "the period of sixty days"),
        ("time", "08:30", "8:30 P.M."),
        ("days", ["02-09", "08-19"], "February 9 and August 9"),
        ("days", ["03-09"], "February 9"),
        ("text", "Citigroup Inc.", "CITIGROUP INC."),
        ("texts", ["5(c)", "5(e)"], "Sections 5(c) and 5(d)"),
    ],
)
def test_what_a_paper_does_not_print_is_not_read(kind, value, quote):
    assert not reads(kind, value, quote)


@given(DAYS, DAYS)
def test_a_date_is_read_from_its_own_words_only(day, other):
    quote = f"dated {day:%B} {day.day}, {day.year}, to the Prospectus"
    assert reads("date", other.isoformat(), quote) is (other == day)


@given(AMOUNTS, AMOUNTS)
def test_an_amount_is_read_from_its_own_figures_only(amount, other):
    assert reads("amount", str(other), f"$ {amount:,} of Notes") is (other == amount)


@given(st.decimals(0, 200, places=3), st.decimals(0, 200, places=3))
def test_a_price_is_read_from_its_own_digits_only(price, other):
    quote = f"at {price}% of the principal"
    assert reads("number", f"{other:f}", quote) is (Decimal(other) == Decimal(price))


@given(st.times())
def test_a_time_is_read_in_twelve_and_in_twenty_four_hours(clock):
    twelve = f"{clock.hour % 12 or 12}:{clock.minute:02} {'a' if clock.hour < 12 else 'p'}.m."
    assert reads("time", f"{clock:%H:%M}", f"at {twelve} (Eastern Time)")
    assert reads("time", f"{clock:%H:%M}", f"at {clock:%H:%M} hours")

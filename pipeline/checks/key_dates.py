"""Rules about the dates of a deal: their order, and what else they must agree with."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.checks.known import broken, group, known, securities, shown, stated_fields
from pipeline.checks.rules import Fault, rule
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Stated
from pipeline.records.yamltext import Location

_WEEKDAY = re.compile(
    r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b", re.IGNORECASE
)
_YEAR_DUE = re.compile(r"\bdue\b.*?\b((?:19|20|21)\d\d)\b", re.IGNORECASE | re.DOTALL)
_RATE = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|(?:(\d+)[ -])?(\d+)/(\d+))\s?%")


class _Step(NamedTuple):
    """One date of the life of a deal, with the field that states it."""

    name: str
    location: Location
    stated: Stated[Any]
    day: date


def _life(record: DealRecord) -> Iterator[_Step]:
    """Yield the known dates of a deal before maturity, in the order that they must have."""
    deal = record.deal
    incorporation, registration = group(deal.incorporation), group(deal.registration)
    if incorporation is not None and incorporation.date.value is not None:
        text = incorporation.date.value
        # A date known by its month or year can be as early as its first day.
        first = date.fromisoformat(text + "-01" * (2 - text.count("-")))
        yield _Step("date of the base document", ("incorporation", "date"),
                    incorporation.date, first)  # fmt: skip
    if registration is not None:
        for name, words in (
            ("base_prospectus_date", "date of the base prospectus"),
            ("prospectus_supplement_date", "date of the prospectus supplement"),
        ):
            stated = getattr(registration, name)
            if stated.value is not None:
                yield _Step(words, ("registration", name), stated, stated.value)
    if deal.agreement_date.value is not None:
        yield _Step("agreement date", ("agreement_date",), deal.agreement_date,
                    deal.agreement_date.value)  # fmt: skip
    if deal.closing.date.value is not None:
        yield _Step("closing date", ("closing", "date"), deal.closing.date,
                    deal.closing.date.value)  # fmt: skip


@rule(
    "DAT01",
    Severity.ERROR,
    "Dates follow one another: base document, base prospectus, prospectus supplement, "
    "agreement, closing, maturity.",
    "A date out of its order was misread, or the paper misprints it.",
)
def _dates_in_order(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    steps = list(_life(record))
    for before, after in pairwise(steps):
        if before.day > after.day:
            yield broken(
                after.location,
                f"the {after.name} {shown(after.day)} lies before the {before.name} "
                f"{shown(before.day)}; correct the one that differs from the paper, or say in "
                "'misprint' why the paper is held to be wrong",
                after.stated,
                before.stated,
            )
    last = steps[-1] if steps else None
    for place, security in securities(record):
        maturity = known(security.maturity_date)
        if maturity is not None and last is not None and maturity <= last.day:
            yield broken(
                (*place, "maturity_date"),
                f"the maturity date {shown(maturity)} is not after the {last.name} "
                f"{shown(last.day)}; correct the one that differs from the paper",
                security.maturity_date,
                last.stated,
            )


@rule(
    "DAT02",
    Severity.WARNING,
    "The prospectus supplement bears the date of the agreement.",
    "Both are made when the deal is priced; another date may be that of another deal's supplement.",
)
def _supplement_of_the_day(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    registration, agreed = group(record.deal.registration), known(record.deal.agreement_date)
    dated = known(registration.prospectus_supplement_date) if registration else None
    if agreed is not None and dated is not None and dated != agreed:
        apart = (dated - agreed).days
        yield Fault(
            ("registration", "prospectus_supplement_date"),
            f"the supplement is dated {shown(dated)}, {abs(apart)} day{'s' * (abs(apart) != 1)} "
            f"{'before' if apart < 0 else 'after'} the agreement of {shown(agreed)}; compare "
            "both with the paper",
        )


@rule(
    "DAT05",
    Severity.ERROR,
    "A weekday that the paper prints beside a date is that of the date.",
    "Where they differ, one of the two was misread or misprinted.",
)
def _weekdays_match(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for location, stated in stated_fields(record):
        day = stated.value
        if not isinstance(day, date):
            continue
        for text in (stated.as_printed, stated.quote):
            match = _WEEKDAY.search(text) if text else None
            if match and match[1].lower() != f"{day:%A}".lower():
                yield broken(
                    location,
                    f"the paper prints {match[1]}, but {day} is a {day:%A}; correct the date, "
                    "or say in 'misprint' why the paper is held to be wrong",
                    stated,
                )
                break


@rule(
    "DAT06",
    Severity.ERROR,
    "The year and the rate in the title are those of the maturity and of the interest.",
    "The title is the security's name; its terms must bear it out.",
)
def _title_matches_terms(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for place, security in securities(record):
        title = known(security.title) or ""
        due, maturity = _YEAR_DUE.search(title), known(security.maturity_date)
        if due and maturity is not None and int(due[1]) != maturity.year:
            yield broken(
                (*place, "maturity_date"),
                f"the title says {due[1]}, but the maturity date is {maturity}; correct the one "
                "that differs from the paper",
                security.maturity_date,
                security.title,
            )
        interest = security.known_interest
        rate, named = interest.rate_pct if interest else None, _rate_in(title)
        if rate is not None and named is not None and rate != named:
            yield broken(
                (*place, "title"),
                f"the title says {named:f} %, but the rate is {rate:f} %; correct the one that "
                "differs from the paper",
                security.title,
                *(period.rate_pct for period in (interest.periods if interest else ())),
            )


def _rate_in(title: str) -> Decimal | None:
    """Return the rate that opens a title: 3.625%, 6 5/8%, 6-5/8%."""
    match = _RATE.match(title)
    if match is None:
        return None
    if match[1]:
        return Decimal(match[1])
    return int(match[2] or 0) + Decimal(int(match[3])) / int(match[4])


@rule(
    "DAT15",
    Severity.ERROR,
    "The offer can be accepted on the day of the agreement or later, and before the closing.",
    "An offer that ends before it is made cannot be accepted.",
)
def _deadline_in_time(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    acceptance = group(record.deal.acceptance)
    deadline = known(acceptance.deadline_date) if acceptance else None
    agreed, closing = known(record.deal.agreement_date), known(record.deal.closing.date)
    early = deadline is not None and agreed is not None and deadline < agreed
    late = deadline is not None and closing is not None and deadline > closing
    if acceptance and deadline and (early or late):
        compared, day = ("agreement", agreed) if early else ("closing", closing)
        yield broken(
            ("acceptance", "deadline_date"),
            f"the deadline {shown(deadline)} is {'before' if early else 'after'} the {compared} "
            f"of {day}; correct the one that differs from the paper",
            acceptance.deadline_date,
            record.deal.agreement_date if early else record.deal.closing.date,
        )


@rule(
    "DAT20",
    Severity.WARNING,
    "The securities that a reopening adds to were issued before it was agreed.",
    "Securities that do not exist yet cannot be looked at, nor traded.",
)
def _reopened_exist(record: DealRecord, archive: Archive) -> Iterator[Fault]:
    agreed = known(record.deal.agreement_date)
    for place, security in securities(record):
        again = security.reopening
        if again is None:
            continue
        issued = {day for stated in again.original_issue_dates if (day := known(stated))}
        parent = archive.deals.get(again.of_deal or "")
        if parent is not None and parent.deal.closing.date.value is not None:
            issued.add(parent.deal.closing.date.value)
        late = max(issued) if issued and agreed is not None and max(issued) > agreed else None
        if late is not None or again.not_yet_issued:
            when = f"are issued on {shown(late)}" if late else "are not issued yet"
            yield Fault(
                (*place, "reopening"),
                f"the securities reopened {when}, and the agreement is of {agreed}; compare the "
                "dates with both papers",
            )

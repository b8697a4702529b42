"""Rules about selling restrictions: their periods, and the laws that the paper cites."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pipeline.checks.known import group, known, stated_fields
from pipeline.checks.rules import Fault, rule
from pipeline.checks.timetable import months_later
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord


class _Law(NamedTuple):
    """A law as papers cite it, with the days between which it was in force."""

    pattern: re.Pattern[str]
    name: str
    since: date
    until: date | None


def _law(pattern: str, name: str, since: str, until: str | None = None) -> _Law:
    end = None if until is None else date.fromisoformat(until)
    return _Law(re.compile(pattern, re.IGNORECASE), name, date.fromisoformat(since), end)


#: Laws of selling restrictions, in force from the first day to the day before the second.
LAWS: tuple[_Law, ...] = (
    _law(r"Public Offers of Securities Regulations 1995",
         "the Public Offers of Securities Regulations 1995", "1995-06-19", "2005-07-01"),
    _law(r"Financial Services Act 1986",
         "the Financial Services Act 1986", "1986-11-07", "2001-12-01"),
    _law(r"Financial Services and Markets Act 2000",
         "the Financial Services and Markets Act 2000", "2001-12-01"),
    _law(r"Securities Transactions Supervision Act 1995|Wet toezicht effectenverkeer 1995",
         "the Dutch Securities Transactions Supervision Act 1995", "1995-12-31", "2007-01-01"),
    _law(r"Transparency Directive|Directive 2004/109",
         "the Transparency Directive (2004/109/EC)", "2005-01-20"),
    _law(r"Directive 2003/71", "the Prospectus Directive (2003/71/EC)",
         "2003-12-31", "2019-07-21"),
    _law(r"Regulation \(EU\) (?:No\.? )?2017/1129",
         "the Prospectus Regulation (EU) 2017/1129", "2017-07-20"),
    _law(r"Regulation \(EU\) (?:No\.? )?1286/2014",
         "the PRIIPs Regulation (EU) No 1286/2014", "2014-12-29"),
    _law(r"Directive 2014/65", "MiFID II (2014/65/EU)", "2014-07-02"),
    _law(r"Financial Instruments and Exchange (?:Act|Law)",
         "the Financial Instruments and Exchange Act of Japan", "2007-09-30"),
    _law(r"Securities and Futures Ordinance",
         "the Securities and Futures Ordinance of Hong Kong", "2003-04-01"),
)  # fmt: skip

_ANY_LAW = re.compile("|".join(law.pattern.pattern for law in LAWS), re.IGNORECASE)

#: A text that speaks of a law to come, or of one that may be replaced, is right at any time.
_CONDITIONAL = re.compile(
    r"\b(?:if|when|once|until|to be)\b.{0,120}\b(?:adopted|implemented|enacted|force|replac\w+)\b"
    r"|\b(?:replacing|supplementing|amended or replaced|successor)\b",
    re.IGNORECASE | re.DOTALL,
)


@rule(
    "DAT17",
    Severity.INFO,
    "Where a selling restriction holds for a period, its last day is counted and shown.",
    "Papers give the months; readers want to know until which day it holds.",
)
def _restricted_periods(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    restrictions, closing = group(record.deal.selling_restrictions), record.deal.closing.date
    for number, entry in enumerate(restrictions.restrictions if restrictions else ()):
        months = known(entry.period.months) if entry.period else None
        if entry.period is None or months is None:
            continue
        starts = known(entry.period.starts) or "an unknown day"
        first = closing.value if "clos" in starts.lower() and not closing.misprint else None
        until = f"run until {months_later(first, months)}" if first else "are not counted"
        yield Fault(
            ("selling_restrictions", "restrictions", number, "period"),
            f"{months} months from '{starts}' {until}; nothing to correct",
        )


@rule(
    "DAT19",
    Severity.WARNING,
    "A law that the paper cites was in force on the agreement date, or is cited on condition.",
    "A citation of a law not yet in force, or no longer, was copied from another paper.",
)
def _laws_in_force(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    agreed = known(record.deal.agreement_date)
    if agreed is None:
        return
    reported: set[str] = set()
    for location, stated in stated_fields(record):
        text = stated.value
        if not isinstance(text, str) or not _ANY_LAW.search(text):
            continue
        for law in LAWS:
            early, late = agreed < law.since, law.until is not None and agreed >= law.until
            if not (early or late) or law.name in reported or not law.pattern.search(text):
                continue
            if _CONDITIONAL.search(text):
                continue
            reported.add(law.name)
            when = f"in force from {law.since}" if early else f"repealed from {law.until}"
            yield Fault(
                location,
                f"cites {law.name}, {when}, but the agreement is of {agreed}; compare the "
                "citation with the paper",
            )

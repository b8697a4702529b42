"""Rules about citations: the words are there, and say what the record says."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.checks.known import once, quotations, stated_fields
from pipeline.checks.printed_values import can_be_read
from pipeline.checks.rules import Fault, rule
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import LineRange, Stated
from pipeline.records.yamltext import Location

_LEAST_COVERED = 0.98
_NOT: frozenset[int] = frozenset()


class _Cited(NamedTuple):
    """One citation of a field, with the lines on which its words were found."""

    location: Location
    stated: Stated[Any]
    quote: str
    lines: LineRange
    found: frozenset[int]


@once
def _cited(record: DealRecord) -> tuple[_Cited, ...]:
    exhibit = record.exhibit
    return tuple(
        _Cited(location, stated, quote, lines, exhibit.locate(quote, lines) if exhibit else _NOT)
        for location, stated in stated_fields(record)
        for quote, lines in quotations(stated)
    )


def _short(words: str) -> str:
    text = " ".join(words.split())
    return text if len(text) <= 70 else f"{text[:40]} … {text[-25:]}"


def _range(lines: frozenset[int]) -> str:
    return str(LineRange(first=min(lines), last=max(lines)))


@rule(
    "IMP03",
    Severity.WARNING,
    "Some field cites words of 98 per cent of the exhibit's lines; blank lines, page marks and "
    "ruled lines aside.",
    "What no field cites may not have been read.",
)
def _exhibit_is_covered(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    if record.exhibit is None:
        return
    written = record.exhibit.written - record.exhibit.furniture
    unread = sorted(written.difference(*(cited.found for cited in _cited(record))))
    if len(written) - len(unread) < _LEAST_COVERED * len(written):
        share = 100 * (len(written) - len(unread)) / len(written)
        listed = ", ".join(str(line) for line in unread[:12])
        more = f" and {len(unread) - 12} more" if len(unread) > 12 else ""
        yield Fault(
            ("document", "exhibit"),
            f"{share:.1f} % of {len(written)} lines are cited; not line{'s' * (len(unread) > 1)} "
            f"{listed}{more}: record what they say",
        )


@rule(
    "IMP04",
    Severity.ERROR,
    "Quoted words stand in the exhibit, at the lines that are cited.",
    "A reader who follows a citation must find the words there.",
)
def _quotations_are_found(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    if record.exhibit is None:
        return
    last = len(record.exhibit.lines)
    for cited in _cited(record):
        if cited.found:
            continue
        words, lines = cited.quote, cited.lines
        elsewhere = record.exhibit.locate(words, LineRange(first=1, last=last))
        cure = f"they stand at {_range(elsewhere)}" if elsewhere else "quote the exhibit's words"
        yield Fault(
            cited.location,
            f"'{_short(words)}' is not at line{'s' * (lines.first < lines.last)} {lines} of "
            f"{record.exhibit.path}; {cure}",
        )


@rule(
    "CIT01",
    Severity.WARNING,
    "The first and the last of the cited lines hold words of the quotation.",
    "A range that is too wide sends the reader to the wrong lines.",
)
def _ranges_are_tight(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for cited in _cited(record):
        lines = cited.lines
        if cited.found and not {lines.first, lines.last} <= cited.found:
            yield Fault(
                cited.location,
                f"the words stand at {_range(cited.found)}, but {lines} is cited; write "
                f"lines: {_range(cited.found)}",
            )


@rule(
    "CIT02",
    Severity.ERROR,
    "A cited value can be read from its quotation: a text is in it word for word, a date, an "
    "amount, a rate or a time in the form in which papers print it.",
    "Words that are there and say something else prove nothing.",
)
def _values_can_be_read(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for location, stated in stated_fields(record):
        # A text without a quotation is its own.
        if stated.value is None or stated.lines is None or stated.quote is None:
            continue
        quotes = [" ".join(quote.split()) for quote, _ in quotations(stated)]
        printed = None if stated.as_printed is None else " ".join(stated.as_printed.split())
        if printed is not None and not any(printed in quote for quote in quotes):
            yield Fault(
                location,
                f"as_printed '{_short(printed)}' is not in the quotation '{_short(quotes[0])}'; "
                "quote the words that hold it",
            )
        elif not can_be_read(stated, quotes):
            yield Fault(
                location,
                f"{_written(stated.value)} cannot be read from '{_short(printed or quotes[0])}'; "
                "correct the value or the quotation",
            )


def _written(value: object) -> str:
    text = ", ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)
    return f"'{_short(text)}'"


@rule(
    "CIT03",
    Severity.ERROR,
    "A record that cites lines has the exhibit that they are lines of.",
    "Without it nobody can look whether the words are there.",
)
def _exhibit_is_held(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    if record.deal.document.exhibit is None and record.exhibit is None:
        for cited in _cited(record)[:1]:
            yield Fault(
                cited.location,
                f"cites {cited.lines}, but the record describes no exhibit; put it in "
                "data/exhibits and describe it in document.exhibit",
            )

"""What a record knows, as rules compare it: None where it is blank or left out."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from typing import Any, NamedTuple, TypeVar

from pipeline.checks.rules import Fault
from pipeline.economics import CashFlows, Figure, SecurityInputs, cash_flows, compute
from pipeline.economics.of_deal import security_inputs
from pipeline.findings import Severity
from pipeline.records.archive import DealRecord
from pipeline.records.base import Blank, LineRange, Record, Stated
from pipeline.records.deal import fields
from pipeline.records.security import Security
from pipeline.records.yamltext import Location

T = TypeVar("T")
S = TypeVar("S")
R = TypeVar("R", bound=Record)


def known(stated: Stated[T] | None) -> T | None:
    """Return a stated value; None where it is blank or left out."""
    return None if stated is None else stated.value


def group(value: R | Blank | None) -> R | None:
    """Return a group of fields; None where it is blank as a whole or left out."""
    return None if isinstance(value, Blank) else value


def broken(location: Location, message: str, *compared: Stated[Any] | None) -> Fault:
    """Return a fault between compared values, with the rule's own severity.

    Where the record holds one of them to be a misprint of the paper, the record is right
    to keep it: the fault is the paper's, and a warning that says so.
    """
    for stated in compared:
        if stated is not None and stated.misprint is not None:
            kept = f"{message.split('; ', maxsplit=1)[0]}; kept as printed: {stated.misprint}"
            return Fault(location, kept, Severity.WARNING)
    return Fault(location, message)


def once(function: Callable[[T], S]) -> Callable[[T], S]:
    """Remember the last result, so that several rules share what is computed of one record.

    Rules run over one record after another, so one place is enough; the record is told by
    its identity, and an equal one of another archive is computed anew.
    """
    last: list[tuple[T, S]] = []

    @wraps(function)
    def remembered(subject: T) -> S:
        if last and last[0][0] is subject:
            return last[0][1]
        result = function(subject)
        last[:] = [(subject, result)]
        return result

    return remembered


class Computed(NamedTuple):
    """A security with where it stands, and everything that is computed of it."""

    security: Security
    location: Location
    inputs: SecurityInputs
    figures: dict[str, Figure]
    cash_flows: CashFlows


@once
def computed(record: DealRecord) -> tuple[Computed, ...]:
    """Return the securities of a deal in their order, with their figures and payments."""
    found = []
    for number, security in enumerate(record.deal.securities):
        inputs = security_inputs(record.deal, security)
        location = ("securities", number)
        found.append(Computed(security, location, inputs, compute(inputs), cash_flows(inputs)))
    return tuple(found)


def securities(record: DealRecord) -> Iterator[tuple[Location, Security]]:
    """Yield the securities of a deal with where they stand."""
    for number, security in enumerate(record.deal.securities):
        yield ("securities", number), security


def shown(day: date) -> str:
    """Write a date as records do, with its weekday: ``2004-02-09 (Monday)``."""
    return f"{day.isoformat()} ({day:%A})"


@once
def stated_fields(record: DealRecord) -> tuple[tuple[Location, Stated[Any]], ...]:
    """Return every stated field of a deal, blank ones too, with where it stands."""
    return tuple(
        (field.location, field.stated)
        for field in fields(record.deal)
        if isinstance(field.stated, Stated)
    )


def quotations(stated: Stated[Any]) -> Iterator[tuple[str, LineRange]]:
    """Yield what a field quotes and from where: ``Stated.citations`` without its objects."""
    if stated.lines is not None:
        yield stated.quote if stated.quote is not None else str(stated.value), stated.lines
        for citation in stated.also:
            yield citation.quote, citation.lines

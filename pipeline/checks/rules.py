"""The register of rules: a code, a statement, a severity and a function for each.

A rule looks at one deal in its archive and yields what breaks it. The page of checks,
the test of specimens and the command ``check`` all follow this register.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.findings import Finding, Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.yamltext import Location, field_name


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found: the field's location in the record, and the words with the cure.

    The message prints the values compared; ``severity`` is set only where a rule tells
    a weighty case from a slight one.
    """

    location: Location
    message: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class CodeDescription:
    """What the page of checks says of a code that no rule function raises."""

    code: str
    subject: str
    severity: Severity
    statement: str
    why: str


RuleFunction = Callable[[DealRecord, Archive], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule; ``statement`` says what must hold, ``why`` what it protects."""

    code: str
    subject: str
    severity: Severity
    statement: str
    why: str
    function: RuleFunction

    def findings(self, record: DealRecord, archive: Archive) -> Iterator[Finding]:
        """Yield a finding for each place of the record that breaks the rule."""
        for fault in self.function(record, archive):
            yield record.finding(
                self.severity if fault.severity is None else fault.severity,
                self.code,
                field_name(fault.location),
                fault.location,
                fault.message,
            )


_RULES: dict[str, Rule] = {}


def rule(
    code: str, severity: Severity, statement: str, why: str
) -> Callable[[RuleFunction], RuleFunction]:
    """Register a function as the rule ``code``; its module names the rule's subject."""

    def register(function: RuleFunction) -> RuleFunction:
        if code in _RULES:
            raise ValueError(f"the rule {code} is registered twice")
        subject = function.__module__.rsplit(".", 1)[-1]
        _RULES[code] = Rule(code, subject, severity, statement, why, function)
        return function

    return register


def registered() -> dict[str, Rule]:
    """Return every registered rule by code, in the order of codes."""
    return dict(sorted(_RULES.items()))

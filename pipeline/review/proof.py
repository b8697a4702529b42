"""What speaks against a record in review: the checks, and the lines of its paper left over."""

from dataclasses import replace

from pipeline.checks import all_codes, check_deal, waivers
from pipeline.checks.rules import registered
from pipeline.findings import Finding
from pipeline.records.canonical import write_record
from pipeline.records.coverage import cited_lines
from pipeline.records.yamltext import parse_yaml
from pipeline.review.session import Session


def findings(session: Session) -> list[Finding]:
    """Return what the checks find in the record as it stands, waived findings left out."""
    if session.archive is None:
        return []
    path = session.record.path
    lines = parse_yaml(write_record(session.tree).encode(), path).lines
    record = replace(session.record, deal=session.deal, lines=lines)
    found = check_deal(record, session.archive, registered().values())
    applied = waivers.apply(record, found, frozenset(all_codes()))
    return sorted(one for one in applied if not one.waived)


def uncited(session: Session) -> list[tuple[int, str]]:
    """Return the lines of the paper, with their words, that no value of the record cites."""
    if session.finder is None:
        return []
    cited = cited_lines(replace(session.record, deal=session.deal))
    return [(number, words) for number, words in session.finder.lines if number not in cited]

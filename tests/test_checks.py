"""Each rule fires on its specimen, at the field that is broken, and nothing else does."""

import dataclasses
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline.checks import all_codes, check_archive, known
from pipeline.checks.rules import registered
from pipeline.economics import Figure
from pipeline.findings import Finding, Severity
from pipeline.records.reader import read_archive
from tests import specimen_archive

RULES = all_codes()


class Raised(NamedTuple):
    """What the checks find in a specimen that was written to a folder."""

    code: str
    changes: dict[str, Any]
    folder: Path
    findings: list[Finding]


def findings_of(folder: Path, changes: dict[str, Any] | None = None) -> list[Finding]:
    return check_archive(read_archive(specimen_archive.build(folder, changes)))


def test_the_sound_deal_has_no_finding_of_any_severity(tmp_path):
    assert [str(finding) for finding in findings_of(tmp_path)] == []


def test_every_code_has_a_specimen_and_every_specimen_a_code():
    assert specimen_archive.codes() == sorted(RULES)


@pytest.fixture(scope="module", params=specimen_archive.codes())
def raised(request, tmp_path_factory) -> Raised:
    """Return what the checks find in one specimen after another."""
    folder = tmp_path_factory.mktemp(request.param)
    changes = specimen_archive.specimen(request.param)
    with pytest.MonkeyPatch.context() as patch:
        let_the_engine_err(patch, changes.get("figures", {}))
        return Raised(request.param, changes, folder, findings_of(folder, changes))


def test_a_specimen_raises_its_code_and_no_other(raised):
    also = set(raised.changes.get("also", {}))
    found = {finding.code for finding in raised.findings}

    assert raised.code in found, raised.changes["says"]
    assert found == {raised.code} | also, [str(f) for f in raised.findings]


def test_a_finding_stands_at_the_line_of_its_field(raised):
    for finding in raised.findings:
        if finding.code != raised.code or not finding.field:
            continue
        text = (raised.folder / finding.path).read_text("utf-8", errors="replace")
        line = text.splitlines()[finding.line - 1]
        steps = specimen_archive.steps(finding.field)
        tree = specimen_archive.load(text) if ".yaml" in finding.path else {}
        while steps and not holds(tree, steps):
            steps = steps[:-1]  # A field that is missing goes by the line of its group.
        names = [step for step in steps if isinstance(step, str)]
        assert not names or names[-1] in line or isinstance(steps[-1], int), f"{finding}: {line}"


def test_a_message_is_one_line_and_says_what_to_do(raised):
    for finding in raised.findings:
        assert "\n" not in str(finding)
        assert not finding.message.endswith(".")
        if finding.code == raised.code in registered():
            _, _, cure = finding.message.rpartition("; ")
            assert len(cure.split()) > 1, str(finding)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_what_must_hold_and_what_it_protects(rule):
    for sentence in (rule.statement, rule.why):
        assert not sentence[0].islower()
        assert sentence.endswith(".")
        assert sentence.isprintable()


def let_the_engine_err(patch: pytest.MonkeyPatch, figures: dict[str, str]) -> None:
    """Let the engine give other figures than it computes."""
    compute = known.compute

    def wrong(inputs: Any) -> dict[str, Figure]:
        given = compute(inputs)
        told = {
            name: dataclasses.replace(given[name], value=Decimal(figure))
            for name, figure in figures.items()
        }
        return {**given, **told}

    if figures:
        patch.setattr(known, "compute", wrong)


def holds(tree: Any, steps: list[str | int]) -> bool:
    """Whether a tree has a field."""
    for step in steps:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


# Severities and waivers


def waiver(code: str, reason: str) -> dict[str, str]:
    return {"code": code, "reason": reason, "by": "A. N. Editor", "on": "2024-05-06"}


def test_an_editor_s_waiver_is_shown_with_reason_author_and_date(tmp_path):
    changes = specimen_archive.specimen("DAT16")
    changes["set"]["waivers"] = [waiver("DAT16", "New York is meant")]

    (found,) = findings_of(tmp_path, changes)

    assert found.waived == "New York is meant — A. N. Editor, 2024-05-06"
    assert found.severity is Severity.WARNING


def test_a_waiver_for_one_field_leaves_the_others(tmp_path):
    changes = specimen_archive.specimen("ECO09")
    one = {**waiver("ECO09", "so printed"), "field": "annex.allocations[0]"}
    changes["set"]["waivers"] = [one]

    found = findings_of(tmp_path, changes)

    assert {f.field: bool(f.waived) for f in found} == {
        "annex.allocations[0].principal_amount": True,
        "annex.allocations[1].principal_amount": False,
    }


def test_a_misprint_that_the_record_acknowledges_is_a_warning(tmp_path):
    changes = specimen_archive.specimen("DAT01")
    (error,) = findings_of(tmp_path / "error", changes)
    ((path, value),) = changes["set"].items()
    changes["set"] = {path: {"value": value, "misprint": "the year is wrong"}}
    (warning,) = findings_of(tmp_path / "warning", changes)

    assert (error.severity, warning.severity) == (Severity.ERROR, Severity.WARNING)
    assert warning.message.endswith("kept as printed: the year is wrong")


def test_checking_twice_gives_the_same_and_in_order(tmp_path):
    archive = read_archive(specimen_archive.build(tmp_path, specimen_archive.specimen("ECO10")))
    first, second = check_archive(archive), check_archive(archive)

    assert first == second == sorted(first)


def test_rules_skip_what_is_blank(tmp_path):
    """A record of which nothing was seen raises nothing but the note that says so."""
    deal = specimen_archive.load((specimen_archive.FOLDER / "sound.yaml").read_text("utf-8"))
    kept = {"deal_id", "dated_by", "issuer", "review", "seen", "document", "issuer_named"}
    nothing = {"blank": "not_seen"}
    terms = (
        "title security_type ranking currency principal_amount price_to_public_pct "
        "purchase_price_pct interest maturity_date"
    )
    changes = {
        "set": {
            **{name: nothing for name in deal if name not in kept},
            "closing": dict.fromkeys(("date", "time", "time_zone", "place"), nothing),
            "securities": [{"security_id": "notes", **dict.fromkeys(terms.split(), nothing)}],
            "document": {"kind": "terms_agreement", "filing": nothing},
            "issuer_named": {"name": "Specimen Corporation"},
            "seen": {"extent": "cover", "what": "nothing"},
        },
        "remove": ["offer"],
    }
    found = findings_of(tmp_path, changes)

    assert [(f.code, f.severity) for f in found] == [("CMP01", Severity.INFO)], found

"""What the rules on names, amendments and references find in the first record of the archive."""

import dataclasses
import re
from pathlib import Path

import pytest

from pipeline.checks import (
    amendments,
    issuer,
    names,
    operations,
    parties,
    places,
    references,
    signatures,
    wording,
)
from pipeline.checks.rules import registered
from pipeline.findings import Severity
from pipeline.records.archive import DealRecord
from pipeline.records.base import Blank
from pipeline.records.reader import read_archive

DATA = Path(__file__).parent.parent / "data"
SEED = "citigroup-2004-02-02"
RULES = {
    code: rule
    for code, rule in registered().items()
    if rule.function.__module__
    in {
        module.__name__
        for module in (
            amendments,
            issuer,
            names,
            operations,
            parties,
            places,
            references,
            signatures,
            wording,
        )
    }
}
HOLD = {
    *("NAM01", "NAM03", "NAM04", "NAM06", "NAM07", "NAM08", "NAM10", "NAM12", "NAM14"),
    *("AMD01", "AMD03", "AMD04", "AMD05", "AMD06", "AMD15"),
    "REF03",
}
FLAG = {
    *("NAM02", "NAM05", "NAM09", "NAM13", "NAM16"),
    *("AMD02", "AMD07", "AMD10", "AMD11", "AMD12", "AMD13", "AMD14"),
    *("REF01", "REF04", "REF05", "REF06", "REF07"),
}


ARCHIVE = read_archive(DATA)
FOUND = {code: list(rule.findings(ARCHIVE.deals[SEED], ARCHIVE)) for code, rule in RULES.items()}


def changed(**fields: object) -> DealRecord:
    """The seed's record with other values in some fields."""
    record = ARCHIVE.deals[SEED]
    return dataclasses.replace(record, deal=record.deal.model_copy(update=fields))


def messages(code: str) -> str:
    return "\n".join(finding.message for finding in FOUND[code])


def test_every_rule_of_these_subjects_has_an_expected_result():
    assert set(RULES) == HOLD | FLAG | {"NAM11"}


@pytest.mark.parametrize("code", sorted(HOLD))
def test_the_rule_holds_on_the_seed(code):
    assert FOUND[code] == []


@pytest.mark.parametrize("code", sorted(FLAG))
def test_the_rule_fires_on_the_seed(code):
    assert FOUND[code]
    assert {finding.severity for finding in FOUND[code]} == {RULES[code].severity}


@pytest.mark.parametrize("code", sorted(FLAG))
def test_a_finding_stands_on_the_line_of_its_field(code):
    lines = (DATA / "deals" / "2004" / f"{SEED}.yaml").read_text(encoding="utf-8").splitlines()
    for finding in FOUND[code]:
        key = re.findall(r"[a-z_]+", finding.field)[-1]
        assert re.match(rf"\s*(- )*{key}:|\s*- ", lines[finding.line - 1])


def test_the_issuers_address_agrees_and_only_the_shared_zip_code_is_noted():
    (note,) = FOUND["NAM11"]

    assert note.severity is Severity.INFO
    assert note.field == "closing.place"
    assert "'425 Park' and '399 Park'" in note.message
    assert "10043" in note.message


def test_two_spellings_of_one_underwriter_are_shown_with_their_lines():
    (finding,) = FOUND["NAM02"]

    assert "'Samuel A. Ramirez & Co. Inc.'" in finding.message
    assert "'Samuel A. Ramirez & Co., Inc.'" in finding.message
    assert "(lines 22 and 319)" in finding.message


def test_names_that_a_split_would_cut_are_counted():
    assert "7 of 11 names in the annex" in messages("NAM05")
    assert "18 pieces of 11 names" in messages("NAM05")


def test_the_officer_who_accepts_is_not_the_one_addressed():
    assert "'Treasurer', accepted by the 'Assistant Treasurer'" in messages("NAM09")


def test_the_bank_among_the_underwriters_is_named():
    (finding,) = FOUND["NAM13"]

    assert "'Barclays Bank PLC'" in finding.message


def test_letters_of_three_lists_and_of_two_are_told_apart():
    said = messages("AMD02")

    assert "(a), (b) in 3 lists" in said
    assert "(c), (d), (e), (f), (g), (h) in 2 lists" in said


def test_the_two_pairs_of_nearly_equal_operands_are_found():
    (checks, statements) = FOUND["AMD07"]

    assert "(c) and (e)" in checks.message
    assert "'or checks'" in checks.message
    assert "(f) and (g)" in statements.message
    assert "'in any part of'" in statements.message


def test_the_real_change_of_the_file_number_is_isolated():
    (finding,) = FOUND["AMD10"]

    assert "the real change is '33-55542' to '333-106598'" in finding.message


def test_the_item_with_two_effects_and_the_one_with_the_renaming_are_named():
    assert [f.message.split()[0] for f in FOUND["AMD11"]] == ["(b)"]
    assert [f.message.split()[0] for f in FOUND["AMD12"]] == ["(a)"]


def test_both_items_that_insert_the_redefined_term_are_named():
    assert [f.message.split()[0] for f in FOUND["AMD13"]] == ["(f)", "(g)"]


def test_the_last_item_ends_without_a_full_stop():
    (finding,) = FOUND["AMD14"]

    assert finding.field == "amendments[7].text"


def test_exactly_the_terms_without_a_definition_are_listed():
    terms = {finding.message.split("'")[1] for finding in FOUND["REF01"]}

    assert terms == {
        "Closing Date",
        "Indenture",
        "Interest Payment Date",
        "Stabilization/FSA legend",
    }
    assert "label of a row, 'Interest Payment Dates:'" in messages("REF01")


def test_the_missing_word_the_lost_umlaut_and_the_odd_names_are_pointed_at():
    assert "does not apply the Company" in messages("REF04")
    assert "'offentliche'" in messages("REF05")
    assert "'best efforts' and for 'reasonable best efforts'" in messages("REF06")
    assert "'Financial Services Handbook'" in messages("REF07")
    assert "'Clearstream International'" in messages("REF07")


def test_no_message_is_without_its_cure():
    for findings in FOUND.values():
        for finding in findings:
            assert ";" in finding.message


def test_without_its_conflict_clause_the_seed_would_break_the_rule_on_affiliates():
    (finding,) = RULES["NAM12"].findings(changed(conflict_rule=None), ARCHIVE)

    assert finding.severity is Severity.ERROR
    assert "'Citigroup Global Markets Inc.'" in finding.message
    assert "'Citigroup'" in finding.message


def test_a_clause_in_a_part_not_seen_is_not_missed():
    seen = ARCHIVE.deals[SEED].deal.seen.model_copy(update={"extent": "part"})
    record = changed(conflict_rule=None, seen=seen)

    assert list(RULES["NAM12"].findings(record, ARCHIVE)) == []


def test_a_firm_is_not_known_by_a_name_that_it_bore_at_another_time():
    seed = ARCHIVE.deals[SEED].deal
    entry = next(one for one in seed.underwriters.names if one.underwriter == "ubs-securities")
    renamed = entry.model_copy(
        update={"name": entry.name.model_copy(update={"value": "UBS Warburg LLC"})}
    )
    listed = seed.underwriters.model_copy(update={"names": (renamed,)})

    (finding,) = RULES["NAM06"].findings(
        changed(underwriters=listed, annex=Blank(blank="not_seen")), ARCHIVE
    )

    assert "'UBS Warburg LLC' from ? to 2003, the deal is of 2004-02-02" in finding.message


@pytest.mark.parametrize("code", sorted(RULES))
def test_what_was_not_seen_breaks_no_rule(code):
    blank = Blank(blank="not_seen")
    record = changed(
        underwriters=blank,
        annex=blank,
        amendments=blank,
        listing=blank,
        selling_restrictions=blank,
        registration=blank,
        signatures=blank,
        counsel=blank,
        additional_terms=blank,
        incorporation=blank,
        conflict_rule=blank,
        stabilisation=blank,
        seen=ARCHIVE.deals[SEED].deal.seen.model_copy(update={"extent": "part"}),
    )
    record = dataclasses.replace(record, exhibit=None)

    found = [one for one in RULES[code].findings(record, ARCHIVE) if code != "NAM11"]

    assert found == []


def test_no_rule_finds_an_error_anywhere_in_the_archive():
    errors = [
        str(finding)
        for record in ARCHIVE.deals.values()
        for rule in RULES.values()
        for finding in rule.findings(record, ARCHIVE)
        if finding.severity is Severity.ERROR
    ]

    assert errors == []


def numbered(number: str) -> DealRecord:
    """The seed's record with another file number."""
    registration = ARCHIVE.deals[SEED].deal.registration
    stated = registration.file_number.model_copy(update={"value": number})
    return changed(registration=registration.model_copy(update={"file_number": stated}))


@pytest.mark.parametrize("number", ["333-106598", "333-106598 and 333-106598-01"])
def test_file_numbers_of_the_securities_act_pass(number):
    assert list(RULES["REF03"].findings(numbered(number), ARCHIVE)) == []


@pytest.mark.parametrize("number", ["333-1065981", "106598", "1-9924"])
def test_what_is_no_file_number_of_a_form_s3_is_an_error(number):
    (finding,) = RULES["REF03"].findings(numbered(number), ARCHIVE)

    assert finding.severity is Severity.ERROR
    assert f"'{number}'" in finding.message


def test_a_lost_digit_of_the_prefix_is_doubted_with_the_deal_that_has_the_other_number():
    (finding,) = RULES["REF03"].findings(numbered("33-106598"), ARCHIVE)

    assert finding.severity is Severity.WARNING
    assert f"'333-106598': {SEED} has '333-106598'" in finding.message


def test_a_jurisdiction_that_differs_from_the_papers_before_and_after_is_doubted():
    named = ARCHIVE.deals[SEED].deal.issuer_named
    stated = named.jurisdiction.model_copy(update={"value": "Nevada"})
    record = changed(issuer_named=named.model_copy(update={"jurisdiction": stated}))
    archive = dataclasses.replace(ARCHIVE, deals={**ARCHIVE.deals, SEED: record})

    (finding,) = RULES["NAM10"].findings(record, archive)

    assert "is 'Nevada', but 'Delaware' in" in finding.message


def test_an_issuer_that_moved_once_is_not_doubted():
    seats = {
        record.deal.issuer_named.jurisdiction.value
        for record in ARCHIVE.deals.values()
        if record.deal.issuer == "citigroup-global-markets-holdings"
    }

    assert {"Delaware", "New York"} <= seats
    for record in ARCHIVE.deals.values():
        assert list(RULES["NAM10"].findings(record, ARCHIVE)) == []


def test_unknown_roles_are_said_once_a_deal_and_only_where_there_are_several_firms():
    for record in ARCHIVE.deals.values():
        found = list(RULES["NAM16"].findings(record, ARCHIVE))
        underwriters = record.deal.underwriters
        named = [] if isinstance(underwriters, Blank) else underwriters.names
        assert len(found) <= 1
        if len(named) == 1 and underwriters.complete is None:
            assert found == []


def test_the_lost_umlaut_of_a_firms_name_is_found():
    record = ARCHIVE.deals["citigroup-2003-10-31"]

    (finding,) = RULES["REF05"].findings(record, ARCHIVE)

    assert "'Dusseldorf', usually 'Düsseldorf'" in finding.message


def test_the_misprinted_prefix_of_2001_is_doubted_for_its_year():
    (finding,) = RULES["REF03"].findings(ARCHIVE.deals["unisys-2001-12-14"], ARCHIVE)

    assert finding.severity is Severity.WARNING
    assert "'33-25715' may be a misprint for '333-25715'" in finding.message

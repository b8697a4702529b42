import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache

import pytest
from lxml import html
from pydantic import BaseModel

from pipeline.paths import ROOT
from pipeline.records.base import Stated
from pipeline.records.deal import Deal
from pipeline.records.reader import read_archive
from tests.made_up_exhibits import (
    JUDGED,
    Exhibit,
    damage,
    deal_out,
    family,
    make_archive,
    refusals,
)
from tests.made_up_exhibits.compare import Tally, compare, table
from tests.made_up_exhibits.compose import compose
from tests.made_up_exhibits.deck import Deck
from tests.made_up_exhibits.parties import (
    UNKNOWN_ISSUERS,
    UNKNOWN_UNDERWRITERS,
    issuers,
    made_up_underwriters,
    real_underwriters,
)
from tests.made_up_exhibits.perfect import perfect_draft
from tests.made_up_exhibits.printed import fraction_rate
from tests.made_up_exhibits.truth import Fact, field_of

COUNT = 60
SEEDS = (1, 2, 3)


@cache
def dealt(seed: int) -> tuple[list[Exhibit], Deck]:
    return deal_out(COUNT, seed)


def everything() -> Iterator[tuple[int, Exhibit]]:
    for seed in SEEDS:
        for exhibit in (*dealt(seed)[0], *refusals(seed)):
            yield seed, exhibit


_STRAIGHT = str.maketrans("“”’", '""\'')


def text_of(exhibit: Exhibit) -> str:
    """Return what a reader sees, in the order of the file."""
    try:
        text = exhibit.data.decode("utf-8")
    except UnicodeDecodeError:
        text = exhibit.data.decode("windows-1252")
    if exhibit.file_name.endswith(".htm"):
        body = html.fromstring(text).find("body")
        assert body is not None
        text = " ".join(str(words) for words in body.itertext())
    straight = text.translate(_STRAIGHT)
    # Dotted leaders are not words.
    return " ".join(re.sub(r"\.{3,}", " ", straight).split())


def stands_in(words: str, text: str) -> bool:
    """Whether the words stand in the text one after another, with little between.

    Between them may stand what a page's end or the other column of a table puts there.
    """
    straight = words.translate(_STRAIGHT)
    sought = re.findall(r"\w+|[^\w\s]", " ".join(straight.split()))
    return any(_follow(sought, text, start.start()) for start in
               re.finditer(re.escape(sought[0]), text))  # fmt: skip


def _follow(sought: list[str], text: str, place: int) -> bool:
    for word in sought:
        found = text.find(word, place, place + 200 + len(word))
        if found < 0:
            return False
        place = found + len(word)
    return True


# The generator.


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_seed_makes_the_same_bytes_and_truth(seed: int) -> None:
    assert family(COUNT, seed) == dealt(seed)[0]


def test_the_order_of_sets_changes_nothing() -> None:
    """Python orders sets of words anew in each process, unless it is told how."""
    program = (
        "import hashlib; from tests.made_up_exhibits import family;"
        "print(hashlib.sha256(ascii([(e.data, sorted(e.truth.by_path())) for e in family(12, 1)])"
        ".encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip

    assert len(digests) == 1


def test_another_seed_makes_other_papers() -> None:
    one, two = ({exhibit.data for exhibit in dealt(seed)[0]} for seed in SEEDS[:2])

    assert one.isdisjoint(two)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_variation_that_is_named_is_used(seed: int) -> None:
    _, deck = dealt(seed)

    assert deck.unused() == {}


def test_the_variations_are_as_many_as_papers_show() -> None:
    """The main clauses have four wordings or more; the names are what a reader may look for."""
    _, deck = dealt(1)
    wanted = {
        "layout": 12, "damage": 8, "coupon": 10, "series": 4, "regime": 5, "kind of item": 15,
        "place of the amounts": 4, "salutation": 5, "exhibit label": 11, "opening": 5,
        "purchase by those named": 4,
        "commitment": 4, "closing in one": 4, "closing in two": 4, "zone of the closing": 7,
        "fixed rate": 4, "floating rate": 8, "two periods": 4, "no interest": 4,
        "payments semi_annual": 8, "payments quarterly": 4, "record dates": 6,
        "record date rule": 7, "fixed record dates": 4, "price to the public": 5,
        "accrued interest": 6, "accrual begins": 3, "wording of the reopening": 3,
        "purchase of units": 5, "sign USD": 6, "sign JPY": 3, "sign CAD": 2, "sign EUR": 3,
        "incorporation lettered": 4, "incorporation entire": 4, "exchange of words": 5,
        "exchange in a paragraph": 4, "renaming": 4, "deletion": 4, "insertion": 4,
        "restrictions": 4, "country": 7, "words above the restrictions": 4,
        "wording of counsel": 4, "wording of the listing": 4, "acceptance": 4, "capacity": 4,
        "running footer": 3, "page number": 4, "encoding": 3, "long names in HTML": 3,
    }  # fmt: skip

    short = {name for name, least in wanted.items() if len(deck.named[name]) < least}
    assert short == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_every_shape_of_name_is_met(seed: int) -> None:
    _, deck = dealt(seed)

    assert deck.used["made-up underwriter"] == set(made_up_underwriters())
    assert deck.used["real underwriter"] == set(real_underwriters())
    assert deck.used["issuer"] == set(issuers())


@pytest.mark.parametrize("seed", SEEDS)
def test_printed_errors_are_kept_and_named(seed: int) -> None:
    warned = {name for exhibit in dealt(seed)[0] for name, _ in exhibit.truth.warned}

    assert warned == {
        "two unit counts",
        "closing before the agreement",
        "total that does not add up",
        "spelling of the annex",
        "two purchase prices",
    }


def test_a_closing_printed_a_year_early_is_the_truth() -> None:
    early = [
        exhibit.truth.by_path()
        for exhibit in dealt(1)[0]
        if "closing before the agreement" in {name for name, _ in exhibit.truth.warned}
    ]

    assert early
    dates = [
        (str(facts["closing.date"].value), str(facts["agreement_date"].value))
        for facts in early
        if "closing.date" in facts
    ]
    assert all(closing < agreed for closing, agreed in dates)


def test_a_wrong_total_is_the_truth() -> None:
    wrong = 0
    for exhibit in dealt(1)[0]:
        facts = exhibit.truth.by_path()
        named = [name for name, _ in exhibit.truth.warned]
        for path, fact in facts.items():
            if path.startswith("annex.totals["):
                key = path[len("annex.totals[")]
                rows = [int(str(one.value)) for name, one in facts.items()
                        if name.startswith(f"annex.allocations[{key}|")
                        and name.endswith((".principal_amount", ".units"))]  # fmt: skip
                agrees = sum(rows) == int(str(fact.value))
                wrong += not agrees
                if exhibit.truth.outcome == "draft":
                    assert agrees == ("total that does not add up" not in named), exhibit.name

    assert wrong > 0


@pytest.mark.parametrize("exhibit", [pytest.param(e, id=f"{seed}-{e.name}-{e.layout}-{e.damage}")
                                     for seed, e in everything()])  # fmt: skip
def test_the_words_of_every_fact_stand_in_the_exhibit(exhibit: Exhibit) -> None:
    text = text_of(exhibit) if exhibit.truth.facts else ""

    missing = [
        (fact.path, fact.printed)
        for fact in exhibit.truth.facts
        if fact.printed and not stands_in(fact.printed, text)
    ]

    assert missing == []


def test_every_fact_is_of_a_field_that_is_judged() -> None:
    fields = {field_of(fact.path) for _, exhibit in everything() for fact in exhibit.truth.facts}

    assert fields <= JUDGED


def test_what_must_be_found_is_never_contradicted_within_a_truth() -> None:
    for _, exhibit in everything():
        assert len(exhibit.truth.by_path()) == len({fact.path for fact in exhibit.truth.facts})


def test_plain_text_is_plain_and_of_eighty_columns() -> None:
    for exhibit in dealt(1)[0]:
        if exhibit.layout.startswith("ascii"):
            lines = exhibit.data.decode("ascii").split("\n")
            assert max(len(line) for line in lines) <= 80


def test_tables_are_closed_and_opened_again_at_a_page_break() -> None:
    text = "\n".join(
        exhibit.data.decode()
        for seed in SEEDS
        for exhibit in dealt(seed)[0]
        if exhibit.layout in ("ascii sgml", "ascii caption")
    )

    assert text.count("<TABLE>") == text.count("</TABLE>")
    assert re.search(r"</TABLE>\n\n(.+\n)+\n<TABLE>", text)


def test_pages_end_in_mid_sentence() -> None:
    texts = [exhibit.data.decode() for exhibit in dealt(1)[0] if exhibit.layout[:5] == "ascii"]

    assert any(re.search(r"[a-z,]\n\n(.+\n)?[ ]*(- ?|Page )?\d( ?-)?\n(<PAGE>\n)?\n[a-z]", text)
               for text in texts)  # fmt: skip


def test_a_damaged_copy_keeps_the_truth_of_what_is_left() -> None:
    by_damage = {exhibit.damage: exhibit for exhibit in dealt(1)[0] if exhibit.layout[:4] == "host"}

    tables_lost, prose_lost = by_damage["tables lost"], by_damage["prose lost"]
    assert not any(path.startswith("annex.allocations") or path.endswith("maturity_date")
                   for path in tables_lost.truth.by_path())  # fmt: skip
    assert "agreement_date" in tables_lost.truth.by_path()
    assert "agreement_date" not in prose_lost.truth.by_path()
    assert prose_lost.truth.outcome == "marked"
    assert by_damage["one line"].data.count(b"\n") == 1
    assert not re.search("[“”]", by_damage["quotes lost"].data.decode())


def test_a_name_that_reads_as_two_firms_is_unsure_where_its_row_is_lost() -> None:
    path = f"underwriters.names[{UNKNOWN_UNDERWRITERS[-1].name}].name"
    deck = Deck(1)
    deal, paper = compose(deck, ascii_only=False)
    while not any(fact.path == path and fact.source == "opening" for fact in paper.facts) or (
        len(deal.underwriters) == 1
    ):
        deal, paper = compose(deck, ascii_only=False)

    assert damage.whole(deal, paper, deck).truth.by_path()[path].certain
    assert not damage.without_tables(deal, paper, deck).truth.by_path()[path].certain


# The truth and the record's own model.


@pytest.mark.parametrize("seed", SEEDS)
def test_a_draft_of_all_facts_is_a_record_and_wholly_right(seed: int) -> None:
    total = Tally()
    for exhibit in (*dealt(seed)[0], *refusals(seed)):
        if exhibit.truth.facts:
            draft = perfect_draft(exhibit.truth)
            Deal.model_validate(draft)
            total += compare(draft, exhibit.truth, exhibit.name)

    assert total.wrong == [], table(total)
    assert total.found == 1
    assert total.wanted > 80 * COUNT


def test_every_judged_field_is_a_field_of_the_record() -> None:
    unknown = {name for name in JUDGED if not _leads_somewhere(name)}

    assert unknown == set()


def _leads_somewhere(name: str) -> bool:
    models: list[type[BaseModel]] = [Deal]
    steps = name.replace("[*]", "").split(".")
    for number, step in enumerate(steps):
        held = [model.model_fields[step].annotation for model in models if step in
                model.model_fields]  # fmt: skip
        if not held:
            return False
        if number < len(steps) - 1:
            models = [part for annotation in held for part in _models(annotation)]
    return True


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not issubclass(annotation, Stated):
            yield annotation
        return
    for part in getattr(annotation, "__args__", ()):
        yield from _models(part)


def test_fractions_are_worth_what_they_say() -> None:
    assert fraction_rate(6, 5).value == "6.625"
    assert fraction_rate(8, 4, "-").printed == "8-1/2%"
    assert fraction_rate(8, 4).value == "8.5"


# What stands around the family.


def test_the_archive_for_importing_can_be_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    archive = read_archive(make_archive(tmp_path_factory.mktemp("archive")))

    assert archive.findings == ()
    assert archive.deals == {}
    names = {name for firm in archive.underwriters.values() for name in firm.names}
    assert {"Made-up, Sample & Co. Inc.", "Barclays Bank PLC"} <= names
    assert names.isdisjoint(firm.name for firm in UNKNOWN_UNDERWRITERS)
    assert not {firm.name for firm in archive.issuers.values()} & {
        firm.name for firm in UNKNOWN_ISSUERS
    }


def test_refusals_say_what_is_expected_and_why() -> None:
    cases = refusals()

    assert len({case.file_name for case in cases}) == len(cases) == 14
    assert all(case.truth.outcome in ("refused", "marked") and case.truth.reason for case in cases)
    by_name = {case.name: case for case in cases}
    assert by_name["PDF"].data.startswith(b"%PDF-")
    assert by_name["empty"].data == b""
    assert not text_of(by_name["HTML without text"]).strip("\xa0 ")
    assert "Xxxxx" in text_of(by_name["masked copy"])
    assert not re.search(r"[1-9]", text_of(by_name["masked copy"]))


def test_masked_names_are_no_facts() -> None:
    masked = next(case for case in refusals() if case.name == "masked names")

    assert masked.truth.facts
    assert not any("xxx" in str(fact.value) for fact in masked.truth.facts)
    assert all(isinstance(fact, Fact) for fact in masked.truth.facts)


def test_the_truncated_file_keeps_what_stands_before_the_cut() -> None:
    cut = next(case for case in refusals() if case.name == "truncated")
    facts = cut.truth.by_path()

    assert "securities[0].maturity_date" in facts
    assert "incorporation.title" not in facts
    assert not any(path.startswith(("annex.allocations", "signatures")) for path in facts)

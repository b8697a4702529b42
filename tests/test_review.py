"""The review: a reader finishes a record in the terminal, whatever the importer missed."""

import datetime as dt
import io
import os
import pty
import select
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from rich.console import Console

from pipeline.exhibits.importing import import_exhibit
from pipeline.findings import Severity
from pipeline.paths import ROOT
from pipeline.records.base import Record, Stated
from pipeline.records.canonical import rewritten, write_record
from pipeline.records.deal import Deal, fields
from pipeline.records.reader import read_archive
from pipeline.records.yamltext import parse_yaml
from pipeline.review.citing import Finder
from pipeline.review.editor import ReviewError
from pipeline.review.form import Form
from pipeline.review.outline import Shape, fields_of, location_of, shape_at
from pipeline.review.session import Session
from pipeline.review.terminal import review

SEED = ROOT / "data" / "exhibits" / "citigroup-2004-02-02.txt"
DEAL = "citigroup-2004-02-02"
TODAY = dt.date(2026, 1, 2)


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive with the firms of the real one and the draft of its one exhibit."""
    data = tmp_path_factory.mktemp("review") / "data"
    for folder in ("parties", "base_documents", "templates"):
        shutil.copytree(ROOT / "data" / folder, data / folder)
    (data / "deals").mkdir()
    import_exhibit(SEED, data, read_archive(data), TODAY)
    return data


@pytest.fixture
def data(drafted: Path, tmp_path: Path) -> Path:
    return shutil.copytree(drafted, tmp_path / "data")


def record_of(data: Path) -> Path:
    return data / "deals" / "2004" / f"{DEAL}.yaml"


def changed(data: Path, change: Any) -> None:
    """Change the draft's tree by a function, as an importer that reads less would leave it."""
    file = record_of(data)
    tree = parse_yaml(file.read_bytes(), file.name).tree
    change(tree)
    assert isinstance(tree, dict)
    file.write_text(write_record(tree), encoding="utf-8")


def session_of(data: Path, by: str = "A. Reader") -> Session:
    archive = read_archive(data)
    return Session(archive.deals[DEAL], record_of(data), by, TODAY, archive)


def reviewed(data: Path, answers: list[str]) -> tuple[str, str]:
    """Return what the review reached, and its screen."""
    waiting: Iterator[str] = iter(answers)

    def ask(prompt: str) -> str:
        screen.write(prompt)
        try:
            answer = next(waiting)
        except StopIteration:
            raise EOFError from None
        screen.write(f"{answer}\n")
        return answer

    screen = io.StringIO()
    said = review(session_of(data), Console(file=screen, width=120), ask)
    assert next(waiting, None) is None, screen.getvalue()[-3000:]
    return said, screen.getvalue()


def deal_of(data: Path) -> Deal:
    archive = read_archive(data)
    assert [str(one) for one in archive.findings if one.severity is Severity.ERROR] == []
    text = record_of(data).read_text("utf-8")
    assert rewritten(text.encode(), DEAL) == text
    return archive.deals[DEAL].deal


def plain(record: Record) -> Any:
    """Return a record without the marks of a review, so that two can be compared."""
    whole = record.model_dump(exclude={"review"})

    def strip(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: strip(part) for key, part in node.items() if key != "state"}
        return [strip(one) for one in node] if isinstance(node, (list, tuple)) else node

    return strip(whole)


# What the model lets a reader fill in.


def shapes() -> Iterator[tuple[str, Shape]]:
    waiting: list[tuple[str, type[Record]]] = [("", Deal)]
    while waiting:
        above, model = waiting.pop()
        for name, shape in fields_of(model).items():
            yield f"{above}.{name}", shape
            if shape.group is not None:
                waiting.append((f"{above}.{name}", shape.group))


def test_every_field_of_the_model_is_a_value_a_group_or_a_plain_one() -> None:
    found = dict(shapes())

    assert len(found) > 250
    for name, shape in found.items():
        kinds = [shape.stated, shape.group, shape.plain]
        assert sum(kind is not None for kind in kinds) == 1, name
    assert found[".annex.allocations.principal_amount"].stated is not None
    assert found[".amendments"].is_list
    assert found[".amendments"].may_be_blank
    assert found[".amendments.operations.operation"].codes[0] == "substitute_words"
    assert found[".listing"].is_required
    assert not found[".stabilisation"].is_required


#: An answer to each way in which a value without lines is written.
_PLAIN = {
    "YYYY-MM-DD": "2004-02-09",
    "digits": "25000000",
    "a decimal": "99.760",
    "a whole number": "3",
    "an id": "a",
    "[words, words]": "[one, two]",
    "words": "words",
}


@pytest.mark.parametrize(
    "name", sorted(name for name, shape in shapes() if shape.group is not None)
)
def test_every_group_of_the_model_can_be_filled_in(data: Path, name: str) -> None:
    """What the model declares is asked for, with nothing that has to be added for a new field."""
    location: list[str | int] = []
    for step in name.strip(".").split("."):
        location.append(step)
        if shape_at(tuple(location)).is_list:
            location.append(99)  # an entry that is not there yet
    model = shape_at(tuple(location)).group
    assert model is not None
    asked: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        assert len(asked) < 60, asked[-3:]
        if "number or name" in prompt:
            # The first field that it may have, then no more.
            return "1" if sum("number or name" in one for one in asked) == 1 else ""
        if "(Enter: fill it in" in prompt or "(- blank" in prompt:
            return "-"
        if "2 stated_elsewhere" in prompt:
            return "not_stated"
        if "one more?" in prompt:
            return ""
        if ": 1 " in prompt:
            return "1"
        hint = prompt.partition(", ")[2]
        others = "https://www.sec.gov/x" if ".url" in prompt else "0000950123-04-001389"
        return next((answer for words, answer in _PLAIN.items() if hint.startswith(words)), others)

    form = Form(session_of(data), Console(file=io.StringIO(), width=120), ask)
    made = form.group(tuple(location))
    assert TypeAdapter(model).validate_python(made)


def test_a_name_leads_to_its_place_or_says_why_not() -> None:
    tree: Any = {"annex": {"allocations": [{}]}, "counsel": {"blank": "not_stated"}}

    assert location_of("annex.allocations[0].name", tree) == ("annex", "allocations", 0, "name")
    for name, reason in [
        ("anex", "did you mean annex"),
        ("annex.allocations[1]", "has 1 entries, counted from 0"),
        ("counsel[0].name", "fill counsel first"),
        ("closing..date", "is no field"),
    ]:
        with pytest.raises(KeyError, match=reason):
            location_of(name, tree)


@pytest.mark.parametrize(
    ("name", "value", "lines", "quote"),
    [
        ("closing.date", "2004-02-09", "28", "February 9, 2004"),
        ("acceptance.deadline_time", "21:00", "271", "9:00 p.m."),
        ("securities[0].purchase_price_pct", "99.435", "26", "99.435%"),
        ("securities[0].principal_amount", "1000000000", "17", "$1,000,000,000"),
        ("closing.time_zone", "Eastern Time", "271", "Eastern Time"),
    ],
)
def test_the_lines_that_say_a_value_are_offered(
    data: Path, name: str, value: str, lines: str, quote: str
) -> None:
    session = session_of(data)
    assert session.finder is not None
    model = shape_at(location_of(name, session.tree)).stated
    assert model is not None
    offers = session.finder.offers(model.model_validate({"value": value}))

    assert (lines, quote) in [(str(one.lines), one.quote) for one in offers]
    for one in offers:
        assert session.finder.exhibit.locate(one.quote, one.lines)


def test_the_place_next_to_what_was_cited_is_offered_first(data: Path) -> None:
    screen = reviewed(data, ["o annex.allocations[10].principal_amount", "c", "10000000", "!"])[1]
    cited = deal_of(data).annex.allocations[10].principal_amount.lines  # type: ignore[union-attr]

    assert f" a  line {cited}: 10,000,000" in screen


def test_words_are_found_over_line_ends_and_in_any_case(data: Path) -> None:
    session = session_of(data)
    finder = session.finder
    assert isinstance(finder, Finder)

    (over,) = finder.places("Securities Selling Prospectus Act")
    assert [str(one.lines) for one in finder.places("lehman brothers", any_case=True)] == [
        "20-21",
        "315",
    ]
    assert over.lines.first <= over.lines.last


# A reader who finishes what the importer missed.

MISSED: dict[str, tuple[Any, list[str]]] = {
    "a group": (
        lambda tree: tree["securities"][0].update(interest={"blank": "not_stated"}),
        [
            "c securities[0].interest",
            *("fixed", "3.625% Fixed Rate"),
            *("periods", "fixed", "rate_pct", "3.625", "39"),
            *("payments", "", "frequency", "semi_annual", "Semi-annually"),
            *("days", "[02-09, 08-09]", "41-42 February 9 and August 9"),
            *("first_payment_date", "2004-08-09", "42 commencing August 9, 2004"),
            *("text", "Semi-annually on February 9 and August 9, commencing August 9, 2004", "a"),
            *("", "", ""),
            *("day_count", "-", "not_stated", "business_day_convention", "-", "1", ""),
        ],
    ),
    "an allocation": (
        lambda tree: tree["annex"]["allocations"].pop(4),
        [
            *("+ annex.allocations", "4", "", "Merrill Lynch, Pierce, Fenner & Smith Inc.", "b"),
            *("25000000", "316 25,000,000", ""),
        ],
    ),
    "an operation": (
        lambda tree: tree["amendments"][1]["operations"].pop(1),
        [
            *("+ amendments[1].operations", "", "deem_reference", "scope", "whole_document"),
            *("place", "as_printed", "any reference in the Basic Provisions", ""),
            # An operand that the item does not print is asked for again.
            *("term", "Registration Statements", "Registration Statement"),
            *("meaning", "such registration statement on Form S-3", ""),
        ],
    ),
    "a restriction": (
        lambda tree: tree["selling_restrictions"]["restrictions"].pop(3),
        [
            *("+ selling_restrictions.restrictions", "3", "Japan", "193 indirectly in Japan"),
            *("lines 192-201", "", "item", "d", ""),
        ],
    ),
    "counsel": (
        lambda tree: tree.update(counsel={"blank": "not_stated"}),
        [
            *("+ counsel", "issuer_counsel", "John R. Dye", "", "title"),
            *("General Counsel -- Capital Markets", "", "", "y"),
            *("2", "Skadden, Arps, Slate, Meagher & Flom LLP", "267", "", "y"),
            *("3", "Cleary, Gottlieb, Steen & Hamilton", "", "", ""),
        ],
    ),
}


@pytest.mark.parametrize("what", [name for name in MISSED if name != "a restriction"])
def test_what_the_importer_missed_is_added_in_the_terminal(data: Path, what: str) -> None:
    change, answers = MISSED[what]
    whole = deal_of(data)
    changed(data, change)
    less = deal_of(data)
    _, screen = reviewed(data, answers)

    assert said(less) != said(whole)
    assert said(deal_of(data)) == said(whole), screen


def said(deal: Deal) -> Any:
    """Return what a deal says, without citations, marks and whole clauses."""

    def strip(node: Any) -> Any:
        if isinstance(node, dict):
            if "value" in node and "blank" in node:
                return node["value"] if node["blank"] is None else node["blank"]
            return {key: strip(part) for key, part in node.items() if key != "text"}
        return [strip(one) for one in node] if isinstance(node, (list, tuple)) else node

    return strip(deal.model_dump(exclude={"review", "notes"}))


def test_an_item_that_was_not_understood_gets_its_operation(data: Path) -> None:
    whole = deal_of(data)
    held = whole.amendments[3].operations[0]  # type: ignore[index]
    unresolved = [{"operation": "unresolved"}]
    changed(data, lambda tree: tree["amendments"][3].update(operations=unresolved))
    at = "amendments[3].operations[0]"
    reviewed(
        data,
        [
            *(f"e {at}.operation", "substitute_words"),
            *(f"+ {at}.place", "1", str(held.place.as_printed), "section", "3"),
            *("paragraph", "3", "line", "fourteen", "14", ""),
            # A word that the item does not print is asked for again.
            *(f"+ {at}.old_text", "definite", "definitive", f"+ {at}.new_text", "global"),
        ],
    )

    assert said(deal_of(data))["amendments"] == said(whole)["amendments"]


@pytest.mark.parametrize(
    "pointed", ["lines 192-201", "it will not offer or sell any ... the laws of Japan;"]
)
def test_a_long_clause_is_taken_by_its_lines_or_its_ends(data: Path, pointed: str) -> None:
    change, answers = MISSED["a restriction"]
    whole = deal_of(data)
    changed(data, change)
    reviewed(data, [pointed if one.startswith("lines") else one for one in answers])

    assert texts(deal_of(data)) == texts(whole)


def texts(deal: Deal) -> list[tuple[str | None, object, str]]:
    restrictions = deal.selling_restrictions
    assert isinstance(restrictions, Record)
    return [
        (one.item, one.text.value, str(one.text.lines))
        for one in restrictions.restrictions  # type: ignore[attr-defined]
    ]


def test_every_value_that_was_added_cites_words_of_the_paper(data: Path) -> None:
    change, answers = MISSED["a group"]
    changed(data, change)
    reviewed(data, answers)
    archive = read_archive(data)
    exhibit = archive.deals[DEAL].exhibit
    assert exhibit is not None
    added = [
        one.stated
        for one in fields(archive.deals[DEAL].deal)
        if one.name.startswith("securities[0].interest") and one.stated.blank is None
    ]

    assert len(added) == 6
    for stated in added:
        assert isinstance(stated, Stated)
        assert stated.state == "reviewed"
        assert all(exhibit.locate(one.quote, one.lines) for one in stated.citations)


# What is refused, taken back, put off.


def test_what_is_no_record_or_not_in_the_paper_is_not_taken(data: Path) -> None:
    session = session_of(data)
    before = session.tree
    closing = ("closing", "date")
    for do, reason in [
        (lambda: session.remove(closing), "leave it blank"),
        (lambda: session.blank_at(("closing",), "not_seen"), "its fields have, one by one"),
        (lambda: session.put(("deal_id",), "x-2004"), "not changed by a review"),
        (lambda: session.put(("document", "exhibit", "lines"), "3"), "not changed by a review"),
        (
            lambda: session.put(("annex", "allocations", 0, "underwriter"), "nobody"),
            "has no nobody",
        ),
        (lambda: session.put(("closing", "date"), {"value": "9 Feb"}), "is not a date"),
        (lambda: session.put(("amendments", 0, "operations", 0, "new_text"), "Other Inc."), "item"),
        (lambda: session.cited(closing, "2004-02-10", "February 9, 2004", None), "do not stand"),
    ]:
        with pytest.raises(ReviewError, match=reason):
            do()
        assert session.tree is before


def test_an_entry_is_taken_out_and_the_last_one_leaves_a_blank(data: Path) -> None:
    count = len(deal_of(data).annex.allocations)  # type: ignore[union-attr]
    _, screen = reviewed(
        data,
        [
            *("x annex.allocations[3]", "", "x annex.allocations[3]", "y", "x conditions[0]", "y"),
            *("x closing.date", "y", "b annex", "not_seen", "u"),
        ],
    )
    deal = deal_of(data)

    assert len(deal.annex.allocations) == count - 1  # type: ignore[union-attr]
    assert deal.conditions.blank == "not_stated"  # type: ignore[union-attr]
    assert "nothing was changed" in screen
    assert "leave it blank with its reason" in screen


def test_steps_are_taken_back_one_by_one(data: Path) -> None:
    session = session_of(data)
    first = session.tree
    waiting = len(session.waiting)
    screen = reviewed(data, ["", "g", "e amendments[0].item", "z", "u", "u", "u", "u"])[1]

    assert "there is nothing to undo" in screen
    assert plain(deal_of(data)) == plain(session.deal)
    assert len(session_of(data).waiting) == waiting
    assert first["amendments"] == session_of(data).tree["amendments"]


def test_a_text_that_is_printed_otherwise_keeps_its_print(data: Path) -> None:
    reviewed(
        data,
        ["o closing.place", "c", "The company's law department", "Corporate Law", "y", "q"],
    )
    place = deal_of(data).closing.place

    assert place.value == "The company's law department"
    assert place.as_printed == place.quote == "Corporate Law"


def test_giving_up_one_question_keeps_the_others(data: Path) -> None:
    changed(data, lambda tree: tree.update(listing={"blank": "not_stated"}))
    reviewed(
        data,
        [
            *("c listing", "Luxembourg Stock Exchange", "", "effort", "!", ""),
            *("c conditions", "!"),
        ],
    )
    listing = deal_of(data).listing

    assert listing.exchange.value == "Luxembourg Stock Exchange"  # type: ignore[union-attr]
    assert listing.effort is None  # type: ignore[union-attr]


def test_lines_that_nothing_cites_are_shown_until_something_does(data: Path) -> None:
    change, answers = MISSED["a restriction"]
    changed(data, change)
    screen = reviewed(data, ["l", *answers, "l"])[1]
    before, after = screen.split("+ selling_restrictions")

    line = "  192 (d) it will not offer or sell any Securities directly or"
    assert line in before
    assert line not in after


def test_words_and_help_are_shown(data: Path) -> None:
    screen = reviewed(data, ["?", "/ lehman brothers", "/nowhere", "zzz", "o closing.dat"])[1]

    assert "take out an entry" in screen
    assert "line 315: Lehman Brothers Inc." in screen
    assert "0 places hold 'nowhere'" in screen
    assert "did you mean closing.date?" in screen


def test_the_checks_speak_before_the_end_and_a_misprint_answers_them(data: Path) -> None:
    def misadd(tree: Any) -> None:
        tree["annex"]["allocations"][1]["principal_amount"] = "26000000"

    changed(data, misadd)
    total = "o annex.totals[0].principal_amount"
    screen = reviewed(data, ["k", total, "m the rows come to more", "k"])[1]
    before, after = screen.split("m the rows come to more")

    assert "error ECO02 annex.totals[0].principal_amount: the 11 allocations add up to" in before
    assert "error ECO02" not in after
    assert "kept as printed: the rows come to more" in after
    annex = deal_of(data).annex
    assert annex.totals[0].principal_amount.misprint == "the rows come to more"  # type: ignore[union-attr]


# Any answers.

ANSWERS = (
    *("", "a", "b", "c", "d", "e", "g", "k", "l", "m", "o", "s", "x", "+", "/", "?", "u", "y", "-"),
    *("!", "0", "1", "3", "12", "99", "²", "[02-09, 08-09]", "2004-02-09", "99.435", "10000000"),
    *(
        "Germany",
        "lines 10-12",
        "10-12",
        "5-3",
        "lines 9999",
        "Citigroup ... Bank",
        "[",
        "{blank: x}",
    ),
    *("not_seen", "stated_elsewhere", 'A "quoted": #word', "\x1b[A", "c securities[0].interest"),
    *("+ counsel", "x annex.allocations[3]", "e amendments[1].operations", "b annex", "o closing"),
    *(
        "c listing",
        "+ securities[0].redemption",
        "x counsel[0]",
        "+ amendments",
        "+ notes",
        "m why",
    ),
)


@settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(answers=st.lists(st.sampled_from(ANSWERS), max_size=40))
def test_any_answers_leave_a_sound_record(drafted: Path, answers: list[str]) -> None:
    file = record_of(drafted)
    before = file.read_text("utf-8")
    try:
        screen = io.StringIO()
        left = iter(answers)

        def ask(_: str) -> str:
            answer = next(left, None)
            if answer is None:
                raise EOFError
            return answer

        review(session_of(drafted), Console(file=screen, width=90), ask)
        assert deal_of(drafted).deal_id == DEAL
    finally:
        file.write_text(before, encoding="utf-8")


# In a terminal.


class Terminal:
    """``./inv review`` in a terminal of its own."""

    def __init__(self, data: Path) -> None:
        self.pid, self.screen = pty.fork()
        if self.pid == 0:  # pragma: no cover - the other process
            os.chdir(ROOT)
            command = [sys.executable, "-P", "-m", "invoke", "--search-root", ".", "review", DEAL]
            os.execv(  # noqa: S606 - a fixed command
                sys.executable, [*command, "--by", "A. Reader", "--data", str(data)]
            )
        self.shown = ""

    def wait_for(self, words: str, seconds: float = 20) -> None:
        """Read until words are on the screen."""
        end = time.monotonic() + seconds
        while words not in self.shown:
            assert time.monotonic() < end, self.shown
            if select.select([self.screen], [], [], 0.5)[0]:
                self.shown += os.read(self.screen, 65536).decode()

    def type(self, answer: str) -> None:
        self.shown = ""
        os.write(self.screen, answer.encode() + b"\n")

    def end(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGHUP)
        os.waitpid(self.pid, 0)
        os.close(self.screen)


def test_a_terminal_that_is_closed_loses_no_decision(data: Path) -> None:
    terminal = Terminal(data)
    try:
        terminal.wait_for("> ")
        for _ in range(3):
            terminal.type("")
            terminal.wait_for("> ")
        terminal.type("o closing.date")
        terminal.wait_for("February 9, 2004")
        terminal.wait_for("> ")
        terminal.type("b")
        terminal.wait_for("5 illegible")
    finally:
        terminal.end()
    session = session_of(data)

    assert len(session.entries) - len(session.waiting) == 3
    assert str(session.deal.closing.date.value) == "2004-02-09"
    assert session.deal.review.by == "A. Reader"
    assert "3 of " in str(session.deal.review.note)

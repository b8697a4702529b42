"""Laws of applying: accept all, reject all, order, place, and time."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from pipeline.amendments.apply import vary
from pipeline.amendments.base_text import BaseText, read_base_text
from pipeline.amendments.model import (
    BlockRuns,
    Each,
    Instruction,
    Locator,
    Neighbour,
    Position,
    Relation,
    Run,
    RunKind,
    Varied,
)
from pipeline.amendments.places import resolve
from pipeline.amendments.sentences import definitions, inline_clauses, provisos, sentences
from pipeline.amendments.structure import Block
from pipeline.records.codes import MEANING_ONLY, OPERATION_KINDS
from tests.made_up_instructions import DEALS, FIRST, base_text
from tests.work import calls

# A text of words that occur once, and changes of it, applied in the simplest way there is.


@dataclass(frozen=True)
class Change:
    """One change of one paragraph, in words of its own: ``first`` to ``last`` are words of it."""

    kind: str
    first: int
    last: int


Section = list[tuple[list[str], list[Change]]]
KINDS = ("substitute", "delete", "after", "before", "replace", "repeal", "new", "split")


@st.composite
def documents(draw: st.DrawFn) -> list[Section]:
    """Draw sections of paragraphs; each paragraph has changes whose words lie apart."""
    number = 0
    sections = []
    for _ in range(draw(st.integers(1, 4))):
        section = []
        for _ in range(draw(st.integers(1, 4))):
            length = draw(st.integers(3, 14))
            words = [f"w{number + n}" for n in range(length)]
            number += length
            changes, place = [], 0
            while place + 2 < length and draw(st.booleans()):
                kind = draw(st.sampled_from(KINDS))
                if kind in ("replace", "repeal", "new"):
                    changes = [Change(kind, 0, length - 1)]
                    break
                first = draw(st.integers(max(place, 1), length - 2))
                last = first if kind == "split" else draw(st.integers(first, length - 2))
                changes.append(Change(kind, first, last))
                place = last + 3
            section.append((words, changes))
        sections.append(section)
    return sections


def markdown(sections: list[Section]) -> str:
    parts = ["# title"]
    for number, section in enumerate(sections, 1):
        parts.append(f"## {number}. h{number}")
        parts += [" ".join(words) for words, _ in section]
    return "\n\n".join(parts)


def instructions(sections: list[Section]) -> list[Instruction]:
    found = []
    for number, section in enumerate(sections, 1):
        for count, (words, changes) in enumerate(section, 1):
            for change in changes:
                name = f"i{len(found)}"
                found.append(_instruction(name, change, words, str(number), count))
    return found


def _instruction(name: str, change: Change, words: list[str], section: str, paragraph: int):
    old = " ".join(words[change.first : change.last + 1])
    place = Locator(section=section, paragraph=paragraph)
    beside = {"after": Relation.AFTER, "before": Relation.BEFORE, "split": Relation.BEFORE}
    if change.kind in beside:
        place = replace(place, neighbour=Neighbour(beside[change.kind], old))
    new = f"new {name}"
    return {
        "substitute": Instruction(name, "substitute_words", place, old, new),
        "delete": Instruction(name, "delete_words", place, old),
        "after": Instruction(name, "insert_words", place, new=new),
        "before": Instruction(name, "insert_words", place, new=new),
        "split": Instruction(name, "split", place),
        "replace": Instruction(name, "replace_provision", place, new=new),
        "repeal": Instruction(name, "repeal_provision", place),
        "new": Instruction(
            name, "insert_provision", replace(place, position=Position.AFTER), new=new
        ),
    }[change.kind]


def naively_varied(sections: list[Section]) -> str:
    """Apply the changes word by word, without the engine."""
    out = ["title"]
    count = 0
    for number, section in enumerate(sections, 1):
        out.append(f"{number}. h{number}")
        for words, changes in section:
            paragraph = list(words)
            behind = ""
            for change in changes:
                new = f"new i{count}"
                count += 1
                first, last = words[change.first], words[change.last]
                start, end = paragraph.index(first), paragraph.index(last) + 1
                if change.kind in ("substitute", "replace"):
                    paragraph[start:end] = [new]
                elif change.kind in ("delete", "repeal"):
                    paragraph[start:end] = []
                elif change.kind == "after":
                    paragraph[end:end] = [new]
                elif change.kind == "before":
                    paragraph[start:start] = [new]
                elif change.kind == "split":
                    paragraph[start:start] = ["\n\n"]
                else:
                    behind = new
            text = " ".join(paragraph).replace(" \n\n ", "\n\n")
            out += [part for part in (text, behind) if part]
    return "\n\n".join(out)


@settings(deadline=None)
@given(documents())
def test_accept_all_is_the_text_varied_by_hand_and_reject_all_the_base(sections):
    base = read_base_text(markdown(sections))
    result = vary(base, instructions(sections))

    assert result.varied() == naively_varied(sections)
    assert result.base() == base.text
    assert all(resolution.is_applied for resolution in result.resolutions)
    assert not any(note.is_error for note in result.notes)


@settings(deadline=None)
@given(documents(), st.randoms(use_true_random=False))
def test_order_means_nothing_where_spans_don_t_overlap(sections, random):
    base = read_base_text(markdown(sections))
    given_order = instructions(sections)
    shuffled = random.sample(given_order, len(given_order))

    first, second = vary(base, given_order), vary(base, shuffled)

    assert first.blocks == second.blocks
    assert set(first.resolutions) == set(second.resolutions)
    assert {frozenset(n.ids) for n in first.notes} == {frozenset(n.ids) for n in second.notes}


@settings(deadline=None)
@given(documents())
def test_in_turn_the_same_text_comes_out_where_no_paragraph_changes_its_number(sections):
    base = read_base_text(markdown(sections))
    counted = [i for i in instructions(sections) if i.operation.endswith("_words")]

    at_once, in_turn = vary(base, counted), vary(base, counted, "sequential")

    assert in_turn.base() == base.text
    assert in_turn.varied() == at_once.varied()


@settings(deadline=None)
@given(documents(), st.data())
def test_in_turn_rejecting_all_gives_the_base_whatever_was_done(sections, data):
    base = read_base_text(markdown(sections))
    mixed = data.draw(st.permutations(instructions(sections) * 2))
    numbered = [replace(one, id=f"n{number}") for number, one in enumerate(mixed)]

    assert vary(base, numbered, "sequential").base() == base.text


# Any instruction at all, on a text like real ones.

BASE = base_text(FIRST)
WORDS = st.one_of(
    st.sampled_from(
        ["the Company", "definitive", "Securities", "telex", "(ii)", "No. 33-41234", ".", "and"]
    ),
    st.builds(
        lambda start, size: " ".join(BASE.flat.split()[start : start + size]),
        st.integers(0, 1500),
        st.integers(1, 30),
    ),
)
NEW = st.one_of(WORDS, st.sampled_from(["x", ", y.", "(a) z", "one\n\ntwo", "“q”", ""]))
ORDINAL = st.one_of(st.none(), st.none(), st.integers(-2, 5))
LOCATORS = st.builds(
    Locator,
    whole_document=st.booleans(),
    section=st.sampled_from(["", "1", "2", "3", "4", "5", "6", "9", "12", "15"]),
    subsection=st.sampled_from(["", "", "a", "b", "c", "b(ii)", "z"]),
    paragraph=ORDINAL,
    sentence=ORDINAL,
    clause=st.sampled_from(["", "", "i", "ii"]),
    proviso=st.sampled_from([False, False, True]),
    definition=st.sampled_from(["", "", "", "Closing Date", "Term"]),
    schedule=st.sampled_from(["", "", "", "Annex I"]),
    row=ORDINAL,
    line=ORDINAL,
    neighbour=st.one_of(
        st.none(), st.builds(Neighbour, st.sampled_from(Relation), WORDS, st.just("Company"))
    ),
    occurrence=st.one_of(ORDINAL, st.just(Each.EACH)),
    position=st.one_of(st.none(), st.sampled_from(Position)),
)
OPERATIONS = st.sampled_from(
    [
        "substitute_words",
        "delete_words",
        "insert_words",
        "replace_provision",
        "insert_provision",
        "repeal_provision",
        "renumber",
        "split",
        "join",
        "move",
        "global_rename",
        "deem_reference",
        "redefine_term",
        "disapply",
        "apply",
        "supplement",
        "override",
        "fill_blank",
        "unresolved",
    ]
)
ODD = st.builds(
    Instruction,
    id=st.just("a"),
    operation=OPERATIONS,
    locator=LOCATORS,
    old=st.one_of(st.just(""), WORDS),
    new=NEW,
    term=WORDS,
    meaning=WORDS,
    target=st.one_of(st.none(), LOCATORS),
)


def touched(result: Varied, kind: RunKind) -> Iterator[tuple[int, int, Run]]:
    """Yield the runs of a kind with the characters of the base text at which they stand."""
    position = 0
    for block in result.blocks:
        in_base = False
        for run in block.runs:
            length = len(run.text) if run.kind is not RunKind.INSERTED else 0
            if run.kind is kind:
                yield position, position + length, run
            position += length
            in_base |= run.kind is not RunKind.INSERTED
        position += in_base


def locator_of(block: Block) -> Locator:
    """Return the locator of a block of the made-up provisions."""
    holder = Locator(section=block.section, schedule=block.schedule)
    if not block.section and not block.schedule:
        holder = Locator(preamble=True)
    if block.row:
        return replace(holder, row=block.row)
    if block.is_heading or not block.paragraph:
        return holder
    if not block.has_subsection:
        clause = f"({block.labels[0]})" if block.labels else ""
        return replace(holder, paragraph=block.paragraph, clause=clause)
    labels = "".join(f"({label})" for label in block.labels)
    paragraph = block.paragraph if block.paragraph > 1 else None
    return replace(holder, subsection=labels, paragraph=paragraph)


@st.composite
def places(draw: st.DrawFn) -> Locator:
    """Draw a place that there is: a block, what holds it, or a sentence of it."""
    locator = locator_of(draw(st.sampled_from(BASE.blocks[1:])))
    width = draw(st.integers(0, 5))
    if width == 0:
        locator = replace(locator, paragraph=None, row=None, clause="", subsection="")
    elif width < 3:
        count = len(sentences(place_text(locator)))
        locator = replace(locator, sentence=draw(st.integers(1, max(1, count))))
    return locator


def place_text(locator: Locator) -> str:
    return "\n".join(BASE.flat[slice(*span)] for span in resolve(BASE, locator).spans)


@st.composite
def words_of(draw: st.DrawFn, locator: Locator) -> str:
    """Draw words that stand in a place."""
    words = place_text(locator).split() or ["x"]
    first = draw(st.integers(0, len(words) - 1))
    return " ".join(words[first : first + draw(st.integers(1, 8))])


@st.composite
def likely(draw: st.DrawFn) -> Instruction:
    """Draw an instruction that most likely can be applied."""
    operation = draw(OPERATIONS)
    place, other = draw(places()), draw(places())
    old = draw(words_of(place))
    beside = Neighbour(draw(st.sampled_from((Relation.AFTER, Relation.BEFORE))), old)
    position = draw(st.sampled_from(Position))
    named = replace(place, occurrence=draw(st.sampled_from((None, 1, -1, Each.EACH))))
    if operation in ("substitute_words", "delete_words", "global_rename"):
        return Instruction("a", operation, named, old, draw(NEW))
    if operation in ("insert_words", "split"):
        at = draw(st.sampled_from((replace(named, neighbour=beside), replace(place,
                  position=position))))  # fmt: skip
        return Instruction("a", operation, at, new=draw(NEW))
    if operation == "move":
        old = draw(st.sampled_from((old, "")))
        return Instruction("a", operation, place, old, target=replace(other, position=position))
    if operation == "renumber":
        return Instruction("a", operation, place, new=draw(st.sampled_from(("(z)", "Section 40"))))
    if operation == "insert_provision":
        at = draw(st.sampled_from((place, replace(place, position=position))))
        return Instruction("a", operation, at, new=draw(NEW))
    old = old if operation == "fill_blank" else ""
    return Instruction("a", operation, place, old, new=draw(NEW))


def is_inside(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether characters lie within the spans, save spaces at the ends."""
    text = BASE.flat[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip()) if text.strip() else 0
    return start >= end or any(a <= start and end <= b for a, b in spans)


@settings(max_examples=600, deadline=None)
@example(Instruction("a", "insert_provision", Locator(section="12", sentence=3), new="the Company"))
@given(likely())
def test_no_operation_touches_text_outside_its_place(instruction):
    result = vary(BASE, [instruction])
    spans = list(resolve(BASE, instruction.locator).spans)
    moved_to = resolve(BASE, instruction.target).spans if instruction.target else ()
    followed = BASE.blocks[min(BASE.block_at(max((b for _, b in spans), default=0)) + 1,
                               len(BASE.blocks) - 1)]  # fmt: skip
    joins = instruction.operation == "join"

    event(f"{instruction.operation} applied: {result.resolutions[0].is_applied}")
    assert result.base() == BASE.text
    for start, end, run in touched(result, RunKind.DELETED):
        assert BASE.flat[start:end] == run.text
        assert is_inside(start, end, spans) or (joins and end <= followed.start + followed.words)
    for at, _, run in touched(result, RunKind.INSERTED):
        where = [*spans, *moved_to]
        assert any(a - 1 <= at <= b + 1 for a, b in where) or joins, run


def test_most_of_the_instructions_drawn_for_that_law_are_applied():
    applied: Counter[str] = Counter()

    @settings(max_examples=600, deadline=None, database=None, derandomize=True)
    @given(likely())
    def count(instruction: Instruction) -> None:
        applied[instruction.operation] += vary(BASE, [instruction]).resolutions[0].is_applied

    count()
    changing = set(OPERATION_KINDS) - MEANING_ONLY - {"unresolved"}
    assert {operation for operation in changing if applied[operation] >= 3} == changing


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(likely(), likely(), ODD), max_size=6),
    st.sampled_from(["original", "sequential"]),
)
def test_whatever_the_instructions_the_base_comes_back_and_new_words_are_theirs(many, order):
    numbered = [replace(one, id=f"i{number}") for number, one in enumerate(many)]
    result = vary(BASE, numbered, order)

    assert result.base() == BASE.text
    assert [resolution.id for resolution in result.resolutions] == [one.id for one in numbered]
    by = {run.by for block in result.blocks for run in block.runs}
    assert by <= {"", *(resolution.id for resolution in result.resolutions)}
    assert all(block.runs and all(run.text for run in block.runs) for block in result.blocks)
    if order == "original":
        assert len({block.anchor for block in result.blocks}) == len(result.blocks)


TEXTS = st.text('#|()_ai1 .,;\n“"”AB', max_size=120)


@settings(deadline=None)
@given(TEXTS, st.text("ai1 (.“", max_size=6), TEXTS, LOCATORS, OPERATIONS)
def test_no_text_and_no_words_break_the_engine(markdown_text, old, new, locator, operation):
    base = read_base_text(markdown_text)
    one = Instruction("a", operation, locator, old, new, target=locator)

    assert vary(base, [one]).base() == base.text
    assert vary(base, [one, replace(one, id="b")], "sequential").base() == base.text


@pytest.mark.parametrize("deal", DEALS)
def test_deletion_stands_before_insertion(deal):
    document, many = DEALS[deal]
    result = vary(base_text(document), many)

    for block in result.blocks:
        for before, after in zip(block.runs, block.runs[1:], strict=False):
            swapped = (before.kind, after.kind) == (RunKind.INSERTED, RunKind.DELETED)
            assert not swapped or before.by != after.by


# Time: what nobody would write must not take long.

LONG = 10_000
HOSTILE_WORDS = {
    "one word": "a" * LONG,
    "one word and its like": "a" * (LONG - 1) + "b",
    "the same words": "a " * (LONG // 2) + "b",
    "brackets": "(" * LONG,
    "labels": "(i) " * (LONG // 4),
    "stops": ". " * (LONG // 2),
    "quotation marks": "“" * LONG,
    "blanks": "_ " * (LONG // 2),
    "provisos": "provided, however, " * (LONG // 19),
    "commas": "," * LONG,
    "and": "and, " * (LONG // 5),
    "capitals": "A. " * (LONG // 3),
}


def hostile_base(words: str) -> BaseText:
    text = words * 5
    return read_base_text(f"# T\n\n## 1. A\n\n{text}\n\n{text} The end.\n")


@pytest.mark.parametrize("case", HOSTILE_WORDS)
def test_hostile_words_take_linear_time(case):
    words = HOSTILE_WORDS[case]

    # If each sign were looked at from each other one, it would be 100,000 calls a sign.
    assert calls(lambda: vary_hostile(words)) < 1000 * len(words)


def vary_hostile(words: str) -> Varied:
    base = hostile_base(words)
    place = Locator(section="1", paragraph=2)
    many = [
        Instruction("a", "substitute_words", place, words, words[::-1]),
        Instruction("b", "delete_words", replace(place, sentence=-1), words[1:]),
        Instruction("c", "replace_provision", replace(place, clause="i"), new=words),
        Instruction("d", "global_rename", Locator(whole_document=True), words[:40], "x"),
        Instruction("e", "fill_blank", place, new=words),
        Instruction("f", "insert_words", replace(place, neighbour=Neighbour(Relation.AFTER, words)),
                    new=words),
        Instruction("g", "delete_words", replace(place, proviso=True, definition=words[:9]), words),
        Instruction("h", "substitute_words", replace(place, neighbour=Neighbour(Relation.BETWEEN,
                    words[:9], words[:9])), words[:3], "y"),
    ]  # fmt: skip
    return vary(base, many)


@pytest.mark.parametrize("case", HOSTILE_WORDS)
def test_hostile_texts_are_taken_apart_in_linear_time(case):
    text = HOSTILE_WORDS[case] * 5

    def take_apart() -> None:
        sentences(text)
        provisos(text)
        inline_clauses(text, "i")
        definitions(text, text[:100])

    assert calls(take_apart) < 100 * len(text)


def test_a_thousand_instructions_take_work_in_proportion():
    def vary_large(part: int) -> Varied:
        sections = 500 // part
        parts = [f"## {n}. H\n\n" + "\n\n".join(f"alpha {n} beta {k}." for k in range(19))
                 for n in range(1, sections + 1)]  # fmt: skip
        base = read_base_text("# T\n\n" + "\n\n".join(parts))
        many = [
            Instruction(f"i{n}", "substitute_words", Locator(section=str(n % sections + 1),
                        paragraph=n // sections + 1), "beta", "gamma")
            for n in range(2 * sections)
        ]  # fmt: skip
        return vary(base, many)

    assert sum(run.text == "gamma" for b in vary_large(1).blocks for run in b.runs) == 1000
    assert calls(lambda: vary_large(1)) < 8 * calls(lambda: vary_large(4))


def test_a_block_of_runs_is_plain_data():
    block = BlockRuns("p", "a", (Run(RunKind.KEPT, "x"),))

    assert block == replace(block)
    assert hash(block) == hash(replace(block))

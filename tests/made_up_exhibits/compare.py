"""How a draft record stands to the truth: right, blank, unsure or wrong, field by field.

A draft is plain data as a record's YAML holds it, every scalar text (see
:mod:`tests.made_up_exhibits.drafts`). A test of an importer adds up the tallies of a family and may
then say::

    total = Tally()
    for exhibit in family(60, seed=1):
        total += compare(draft_of(exhibit), exhibit.truth, exhibit.name)
    assert total.wrong == [], table(total)
    assert total.found >= 0.9, table(total)

What counts as what:

- *right*: the value of the truth, or another of its readings; white space, the shape of
  quotation marks and the full stop after a clause do not matter, digits do (``99.760`` is not
  ``99.76``);
- *blank*: a value that must be found is not there, or stands as a blank with any reason;
- *unsure*: the same, with the reason ``unsure``;
- *wrong*: another value, a value for what the paper does not say, or a value for what the
  paper leaves undecided. It is wrong however often the rest is right.

Fields outside ``JUDGED`` that the truth does not name are counted apart as *unjudged*: nobody has
said what they should hold.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.made_up_exhibits.drafts import Given, Tree, flatten, plain
from tests.made_up_exhibits.truth import JUDGED, Fact, Truth, Value, field_of

UNSURE = "unsure"
#: Fields of whole clauses and rows, which a full stop may end or not.
_RUNNING = re.compile(
    r"(\.text|\.ratings|\.denominations|\.maturity_payment|\.determination|\.guarantee|\.place"
    r"|\.fallback|\.statement|\.purchase_clause|\.form|^indenture)$"
)


@dataclass(frozen=True)
class Wrong:
    """A value that is not what the paper says."""

    exhibit: str
    path: str
    given: Value
    truth: str

    def __str__(self) -> str:
        return f"{self.exhibit} {self.path}: {self.given!r}, but {self.truth}"


@dataclass
class Tally:
    """Counts by field, and each wrong value; tallies add up."""

    right: Counter[str] = field(default_factory=Counter)
    blank: Counter[str] = field(default_factory=Counter)
    unsure: Counter[str] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)
    unjudged: Counter[str] = field(default_factory=Counter)
    #: Right values of fields that could also have been left blank.
    extra: Counter[str] = field(default_factory=Counter)

    @property
    def found(self) -> float:
        """The share found of what must be found, from 0 to 1 (1 where there is nothing)."""
        wanted = self.wanted
        return sum(self.right.values()) / wanted if wanted else 1.0

    @property
    def wanted(self) -> int:
        """How many values must be found; a wrong one takes the place of a right one."""
        missed = sum(1 for wrong in self.wrong if wrong.truth.startswith(_INSTEAD))
        return self.right.total() + self.blank.total() + self.unsure.total() + missed

    def part(self, keep: Callable[[str], bool]) -> "Tally":
        """Return the counts of those fields alone that ``keep`` keeps."""

        def kept(counts: Counter[str]) -> Counter[str]:
            return Counter({name: number for name, number in counts.items() if keep(name)})

        return Tally(
            kept(self.right),
            kept(self.blank),
            kept(self.unsure),
            [one for one in self.wrong if keep(field_of(one.path))],
            kept(self.unjudged),
            kept(self.extra),
        )

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.right + other.right,
            self.blank + other.blank,
            self.unsure + other.unsure,
            self.wrong + other.wrong,
            self.unjudged + other.unjudged,
            self.extra + other.extra,
        )


_INSTEAD = "the paper says "


def compare(draft: Tree, truth: Truth, exhibit: str = "", judged: frozenset[str] = JUDGED) -> Tally:
    """Count how a draft stands to the truth.

    ``judged`` are the fields in which the draft may hold nothing that the truth does not name;
    those of the truth itself are always among them.
    """
    given = flatten(draft)
    facts = truth.by_path()
    judged |= {field_of(path) for path in facts}
    tally = Tally()
    for path, fact in facts.items():
        _count(tally, exhibit, fact, stands_at(given, path))
    for path, stated in given.items():
        if path in facts or stated.value is None:
            continue
        name = field_of(path)
        if name not in judged:
            tally.unjudged[name] += 1
        elif stated.value != "no":
            tally.wrong.append(Wrong(exhibit, path, stated.value, "the paper has nothing of it"))
    return tally


def _count(tally: Tally, exhibit: str, fact: Fact, given: Given) -> None:
    name = field_of(fact.path)
    if given.value is None:
        if fact.required and fact.certain:
            (tally.unsure if given.blank == UNSURE else tally.blank)[name] += 1
        return
    if given.value == "no" and fact.value == "yes" and not fact.required:
        return
    if not fact.certain:
        tally.wrong.append(Wrong(exhibit, fact.path, given.value, "the paper does not decide it"))
    elif fact.not_one_of:
        if given.value in fact.not_one_of:
            tally.wrong.append(Wrong(exhibit, fact.path, given.value, "it is none of the known"))
    elif is_right(given.value, fact):
        (tally.right if fact.required else tally.extra)[name] += 1
    else:
        lead = _INSTEAD if fact.required else "if it says it, the paper says "
        tally.wrong.append(Wrong(exhibit, fact.path, given.value, f"{lead}{fact.value!r}"))


def is_right(given: Value, fact: Fact) -> bool:
    """Whether a value is the fact's, or another of its readings."""
    return any(_same(given, value, fact.path) for value in (fact.value, *fact.also_right))


def _same(given: Value, value: Value, path: str) -> bool:
    if isinstance(given, tuple) or isinstance(value, tuple):
        one = [given] if isinstance(given, str) else [plain(part) for part in given]
        two = [value] if isinstance(value, str) else [plain(part) for part in value]
        # Days of the year have no order of their own.
        return sorted(one) == sorted(two) if path.endswith(".days") else one == two
    if path.endswith(("time", "deadline_time")):
        return given.zfill(5) == value.zfill(5)
    if _RUNNING.search(path):
        return plain(given).removesuffix(".") == plain(value).removesuffix(".")
    return plain(given) == plain(value)


def stands_at(given: Mapping[str, Given], path: str) -> Given:
    """Return what stands at a path, or the blank of the group that would hold it."""
    if path in given:
        return given[path]
    steps = re.findall(r"\[[^\]]*\]|\.?[^.\[]+", path)
    for end in range(len(steps) - 1, 0, -1):
        group = given.get("".join(steps[:end]))
        if group is not None:
            return group if group.value is None else Given()
    return Given()


def table(tally: Tally) -> str:
    """Set a tally as a table of fields, the wrong values below it."""
    wrong = Counter(field_of(value.path) for value in tally.wrong)
    counts = (tally.right, tally.extra, tally.blank, tally.unsure, wrong)
    names = sorted(set().union(*counts))
    width = max([len("all fields"), *(len(name) for name in names)])
    head = f"{'field':<{width}}  right  extra  blank  unsure  wrong"
    lines = [head, "-" * len(head)]
    lines += [_row(name, width, [count[name] for count in counts]) for name in names]
    lines += ["-" * len(head), _row("all fields", width, [count.total() for count in counts])]
    lines.append(f"found {tally.found:.1%} of {tally.wanted} values that must be found")
    if tally.unjudged:
        lines.append(f"unjudged: {', '.join(sorted(tally.unjudged))}")
    lines += [f"wrong: {value}" for value in tally.wrong]
    return "\n".join(lines)


def _row(name: str, width: int, counts: list[int]) -> str:
    shown = [f"{number or '':>{size}}" for number, size in
             zip(counts, (5, 5, 5, 6, 5), strict=True)]  # fmt: skip
    return f"{name:<{width}}  " + "  ".join(shown)


def outcome_is_right(truth: Truth, outcome: str) -> bool:
    """Whether an importer did with an exhibit what it should.

    ``outcome`` is ``draft``, ``marked`` (a draft that says what is wrong with the copy) or
    ``refused``. A copy that should be marked may also be refused.
    """
    allowed = {"draft": {"draft", "marked"}, "marked": {"marked", "refused"}}
    return outcome in allowed.get(truth.outcome, {truth.outcome})

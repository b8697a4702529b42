"""A question as typed, read into conditions that all must hold.

Reading never fails: what is no field is looked for as words, a quotation that does not end ends
with the question. `docs/assets/javascripts/search/language.js` reads the same in the browser.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.search.fields import BY_NAME
from pipeline.search.words import fold, is_number, words

#: More conditions than this, and longer questions, are cut: nobody means them.
MOST_CONDITIONS = 40
LONGEST = 2000
#: An unquoted word of so many letters also finds the longer words that it begins.
_SHORTEST_BEGINNING = 3

_QUOTES = str.maketrans("“”„‟«»", '""""""')
_FIELD = re.compile(r"([a-z][a-z-]*)(:|>=|<=|>|<|=)", re.IGNORECASE)
_PART = re.compile(r'"([^"]*)"?|([^ "]+)')
#: What browsers and Python take for space, and signs that nobody types.
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufeff]")
_NUMBER = re.compile(
    r"[$€£¥]?([0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)\s*(k|m|mn|bn|b|bp|%|y|years?)?", re.IGNORECASE
)
_TIMES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "bp": 0.01}
_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a deal must meet, or must not where ``is_not`` is set.

    ``kind`` says which of the others count: ``words`` one or several words side by side, in the
    zone of ``field`` where that is given (``begins``: the word may go on); ``choice`` any of
    ``values``; ``number`` and ``date`` from ``low`` to ``high``, without the ends where the
    names in ``open_ends`` say so; ``fault`` something that cannot be read and so finds nothing.
    """

    kind: str
    text: str
    is_not: bool = False
    field: str = ""
    words: tuple[str, ...] = ()
    begins: bool = False
    values: tuple[str, ...] = ()
    low: float | str | None = None
    high: float | str | None = None
    open_ends: tuple[str, ...] = ()


def parse(question: str) -> list[Condition]:
    """Read a question; each condition keeps its text as typed."""
    return [
        condition for _, condition in zip(range(MOST_CONDITIONS), _read(question), strict=False)
    ]


def _read(question: str) -> Iterator[Condition]:
    text = _SPACE.sub(" ", question[:LONGEST]).translate(_QUOTES)
    place = 0
    while place < len(text):
        if text[place] == " ":
            place += 1
            continue
        start = place
        is_not = text[place] == "-" and place + 1 < len(text) and _may_follow_not(text[place + 1])
        place += is_not
        named = _FIELD.match(text, place)
        if named and named[1].lower() in BY_NAME:
            parts, end = _value(text, named.end())
            yield from _of_field(named[1].lower(), named[2], parts, text[start:end], is_not)
        else:
            found = _PART.match(text, place)
            assert found is not None  # noqa: S101 - a sign that is no space begins a part
            end = found.end()
            quoted = found[1] is not None
            yield from _of_words(found[1] if quoted else found[2], quoted, text[start:end], is_not)
        place = max(end, place + 1)


def _may_follow_not(sign: str) -> bool:
    return sign == '"' or bool(words(sign))


def _value(text: str, place: int) -> tuple[list[tuple[str, bool]], int]:
    """Return the parts of a field's value, each with whether it is quoted, and its end."""
    parts = []
    while found := _PART.match(text, place):
        quoted = found[1] is not None
        parts.append((found[1] if quoted else found[2], quoted))
        place = found.end()
    return parts, place


def _of_words(
    text: str, quoted: bool, typed: str, is_not: bool, field: str = ""
) -> Iterator[Condition]:
    found = tuple(words(text))
    if found:
        begins = (
            not quoted
            and len(found) == 1
            and len(found[0]) >= _SHORTEST_BEGINNING
            and not is_number(found[0])
        )
        yield Condition("words", typed, is_not, field, found, begins)


def _of_field(
    name: str, sign: str, parts: list[tuple[str, bool]], typed: str, is_not: bool
) -> Iterator[Condition]:
    field = BY_NAME[name]
    whole = "".join(part for part, _ in parts).strip()
    if not whole:
        return  # still being typed
    if field.kind == "text":
        for part, quoted in parts:
            yield from _of_words(part, quoted, typed, is_not, field.name)
    elif field.kind == "choice" and sign in (":", "="):
        values = tuple(value for value in _listed(parts) if words(value))
        yield Condition("choice", typed, is_not, field.name, values=values)
    elif field.kind == "number" and (ends := _ends(sign, whole)):
        low, high, open_ends = ends
        yield Condition(
            "number", typed, is_not, field.name, low=low, high=high, open_ends=open_ends
        )
    elif field.kind == "date" and sign == ":" and _DATE.fullmatch(whole):
        first, last = (whole, None) if field.end == "low" else (None, whole)
        yield Condition("date", typed, is_not, field.name, low=first, high=last)
    else:
        yield Condition("fault", typed, is_not, field.name)


def _listed(parts: list[tuple[str, bool]]) -> Iterator[str]:
    """Split a value at the commas outside quotations: any of them will do."""
    entry = ""
    for part, quoted in parts:
        if quoted:
            entry += part
            continue
        first, *rest = part.split(",")
        entry += first
        for following in rest:
            yield entry
            entry = following
    yield entry


def _ends(sign: str, text: str) -> tuple[float | None, float | None, tuple[str, ...]] | None:
    if sign == ":" and ".." in text:
        first, _, last = text.partition("..")
        low, high = _number(first), _number(last)
        if (first and low is None) or (last and high is None) or (low is None and high is None):
            return None
        return low, high, ()
    value = _number(text)
    if value is None:
        return None
    return {
        ":": (value, value, ()),
        "=": (value, value, ()),
        ">=": (value, None, ()),
        "<=": (None, value, ()),
        ">": (value, None, ("low",)),
        "<": (None, value, ("high",)),
    }[sign]


def _number(text: str) -> float | None:
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    return float(found[1].replace(",", "")) * _TIMES.get((found[2] or "").lower(), 1)


def matches_choice(value: str, names: tuple[str, ...]) -> bool:
    """Whether every word of ``value`` stands in one of the names, or begins one of its words."""
    wanted = words(value)
    return any(
        all(any(meets(word, held) for held in words(name)) for word in wanted) for name in names
    )


def meets(word: str, held: str) -> bool:
    """Whether a typed word is a word of a name, or long enough to stand for it and begins it."""
    may_go_on = len(word) >= _SHORTEST_BEGINNING and not is_number(word)
    return held == word or (may_go_on and held.startswith(word))


def chosen(value: str, names_of: dict[str, tuple[str, ...]]) -> set[str]:
    """Return the codes that a typed value chooses among codes with their names.

    A value that is exactly a code or a name, ignoring case and signs, chooses those alone;
    otherwise it chooses every code that has all its words in one name.
    """
    exact = fold(value).strip()
    wanted = words(value)
    found = {
        code
        for code, names in names_of.items()
        if fold(code) == exact or any(words(name) == wanted for name in names)
    }
    return found or {c for c, names in names_of.items() if matches_choice(value, names)}

"""A question answered from the store: which deals, and what was read in place of a misspelt word.

Imports nothing heavy: the first answer comes in well under a second.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.search.fields import BY_NAME
from pipeline.search.language import Condition, chosen, meets, parse
from pipeline.search.spelling import nearest
from pipeline.search.words import words

#: The file that `pipeline.search.store` writes.
STORE = "search.sqlite"
_COLUMNS = {"": "everything", "removed": "removed", "inserted": "inserted"}

#: A deal by its number, or one security of it.
_Of = tuple[int, int]


@dataclass(slots=True)
class Answer:
    """The deals that meet every condition, newest first, and what to tell about the question.

    ``conditions`` are those that were looked for, after correction; ``corrected`` maps a word
    as typed to the word that was looked for instead.
    """

    deals: list[str]
    conditions: list[Condition]
    corrected: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def ask(connection: sqlite3.Connection, question: str) -> Answer:
    """Answer a question; one without any condition finds every deal."""
    answer = Answer([], [])
    found: set[int] | None = None
    securities: set[_Of] | None = None
    unwanted: set[int] = set()
    for condition in parse(question):
        deals, of_securities = _meets(connection, condition, answer)
        if condition.is_not:
            unwanted |= deals if of_securities is None else {no for no, _ in of_securities}
        elif of_securities is not None:
            securities = of_securities if securities is None else securities & of_securities
        else:
            found = deals if found is None else found & deals
    if securities is not None:
        deals = {no for no, _ in securities}
        found = deals if found is None else found & deals
    order = connection.execute("SELECT no, deal_id FROM deals ORDER BY dated DESC, deal_id DESC")
    answer.deals = [
        deal_id for no, deal_id in order if no not in unwanted and (found is None or no in found)
    ]
    return answer


def _meets(
    connection: sqlite3.Connection, condition: Condition, answer: Answer
) -> tuple[set[int], set[_Of] | None]:
    """Return the deals that meet a condition, or the securities where it is one on those."""
    if condition.kind == "words":
        condition, deals = _words(connection, condition, answer)
        answer.conditions.append(condition)
        return deals, None
    answer.conditions.append(condition)
    field_ = BY_NAME[condition.field]
    if condition.kind == "choice":
        codes = _codes(connection, condition, answer)
        rows = _values(connection, condition.field, "value IN (SELECT value FROM json_each(?))",
                       [json.dumps(sorted(codes))])  # fmt: skip
    elif condition.kind == "number":
        rows = _values(connection, condition.field, *_between(condition))
    elif condition.kind == "date":
        return set(_dated(connection, condition)), None
    else:
        answer.notes.append(f"“{condition.text}” cannot be read: {_cure(condition)}")
        return set(), None
    if field_.of_security:
        return set(), set(rows)
    return {no for no, _ in rows}, None


def _words(
    connection: sqlite3.Connection, condition: Condition, answer: Answer
) -> tuple[Condition, set[int]]:
    deals = set(_matching(connection, condition))
    if deals or condition.is_not or len(condition.words) > 1 or not condition.begins:
        return condition, deals
    typed = condition.words[0]
    column = _COLUMNS[condition.field]
    spelt = connection.execute(
        "SELECT term FROM vocabulary WHERE col = 'everything' ORDER BY doc DESC, term"
    )
    near = nearest(typed, (term for (term,) in spelt))
    if near is None or column != "everything":
        return condition, deals
    answer.corrected[typed] = near
    condition = replace(condition, words=(near,))
    return condition, set(_matching(connection, condition))


def _matching(connection: sqlite3.Connection, condition: Condition) -> Iterable[int]:
    phrase = " ".join(map(encoded, condition.words))
    asked = f'{_COLUMNS[condition.field]} : "{phrase}"{" *" if condition.begins else ""}'
    found = connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (asked,))
    return (no for (no,) in found)


def _codes(connection: sqlite3.Connection, condition: Condition, answer: Answer) -> set[str]:
    names_of = {
        code: tuple(json.loads(names))
        for code, names in connection.execute(
            "SELECT code, names FROM choice WHERE field = ?", (condition.field,)
        )
    }
    codes: set[str] = set()
    for value in condition.values:
        found = chosen(value, names_of)
        if not found and not condition.is_not:
            known = [word for names in names_of.values() for name in names for word in words(name)]
            read = corrected(words(value), known)
            found = chosen(" ".join(read.values()), names_of) if read else set()
            if found:
                answer.corrected |= {typed: word for typed, word in read.items() if typed != word}
        if not found:
            label = BY_NAME[condition.field].label.lower()
            answer.notes.append(f"{label}: nothing in the archive is called “{value}”")
        codes |= found
    return codes


def corrected(typed: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    """Return each typed word of a name with the known word that is meant; empty if any has none."""
    read: dict[str, str] = {}
    for word in typed:
        near = word if any(meets(word, held) for held in known) else nearest(word, known)
        if near is None:
            return {}
        read[word] = near
    return read


def _values(
    connection: sqlite3.Connection, name: str, test: str, values: Sequence[object]
) -> Iterable[_Of]:
    return connection.execute(
        f"SELECT no, security FROM value WHERE field = ? AND {test}",  # noqa: S608 - our own words
        (name, *values),
    )


def _between(condition: Condition) -> tuple[str, list[object]]:
    tests: list[str] = []
    values: list[object] = []
    for end, sign, value in (("low", ">", condition.low), ("high", "<", condition.high)):
        if value is not None:
            tests.append(f"value {sign}{'' if end in condition.open_ends else '='} ?")
            values.append(value)
    return " AND ".join(tests), values


def _dated(connection: sqlite3.Connection, condition: Condition) -> Iterable[int]:
    for no, dated in connection.execute("SELECT no, dated FROM deals"):
        if within(dated, condition.low, condition.high):
            yield no


def within(dated: str, low: object, high: object) -> bool:
    """Whether a date, known to the day, month or year, can lie within two others."""
    return (low is None or dated[: len(str(low))] >= str(low)[: len(dated)]) and (
        high is None or dated[: len(str(high))] <= str(high)[: len(dated)]
    )


def _cure(condition: Condition) -> str:
    kind = BY_NAME[condition.field].kind
    name = condition.field
    if kind == "date":
        return f"write {name}:2004, {name}:2004-02 or {name}:2004-02-09"
    if kind == "number":
        return f"write {name}>0.4, {name}<=10 or {name}:1..5"
    return f"write {name}: and a name"


def encoded(word: str) -> str:
    """Return a word in the signs that FTS5's ASCII words are made of; one for one."""
    if word.isascii():
        return word
    return "".join(sign if sign.isascii() else f"/{ord(sign):x}/" for sign in word)


def is_current(store: Path, signature: str) -> bool:
    """Whether a store is there and was made from files that look like this."""
    if not store.exists():
        return False
    try:
        connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
        row = connection.execute("SELECT value FROM meta WHERE name = 'signature'").fetchone()
        connection.close()
    except sqlite3.DatabaseError:
        return False
    return bool(row == (signature,))

"""What an item of variations is: words, and the operations that they order."""

from dataclasses import dataclass

from tests.made_up_exhibits.printed import ORDINAL_WORDS
from tests.made_up_exhibits.truth import Value


@dataclass(frozen=True)
class Operation:
    """One operation: its fields as the record has them, and which of them may stay blank."""

    fields: tuple[tuple[str, Value], ...]
    also_right: tuple[tuple[str, tuple[Value, ...]], ...] = ()
    optional: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """An item's words, without its letter and its last stop, and its operations."""

    text: str
    operations: tuple[Operation, ...]
    file_number: str = ""
    form: str = ""


def nth(number: int) -> str:
    return ORDINAL_WORDS[number]


def swap(section: str, old: str, new: str, **at: str) -> Operation:
    """Return a substitution at a section such as ``6(a)``."""
    return Operation((("operation", "substitute_words"), *place(section, **at),
                      ("old_text", old), ("new_text", new)))  # fmt: skip


def place(section: str, **at: str) -> tuple[tuple[str, Value], ...]:
    number, _, letter = section.partition("(")
    found = [("place.section", number)]
    if letter:
        found.append(("place.subsection", letter.rstrip(")")))
    return (*found, *((f"place.{name}", value) for name, value in at.items()))

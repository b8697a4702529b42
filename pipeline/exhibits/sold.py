"""One security while a draft is made."""

from dataclasses import dataclass, field

from pipeline.exhibits.draft import Group
from pipeline.exhibits.passages import Span


@dataclass
class Sold:
    """One security while it is made: its fields, and what tells it from the others."""

    tree: Group = field(default_factory=dict)
    #: Words that name it within a sentence: "Series A", "2008 Notes".
    names: tuple[str, ...] = ()
    #: Its title in the opening, for papers whose table has no row for it.
    opening_title: Span | None = None
    #: The kinds of rows that some field has taken.
    taken: set[str] = field(default_factory=set)

    def put(self, name: str, value: object) -> None:
        """Set a field that is not set yet."""
        if value is not None:
            self.tree.setdefault(name, value)

"""A paper in the making: its parts in order, and the facts that they state."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.made_up_exhibits.deck import Deck
from tests.made_up_exhibits.truth import Fact, Value


@dataclass(frozen=True)
class Slot:
    """Words to print, with the fields they state: (path, value) or (path, value, options)."""

    printed: str
    facts: tuple[tuple[str, Value], ...] = ()
    also_right: tuple[Value, ...] = ()
    required: bool = True


def slot(printed: str, path: str = "", value: Value | None = None, **options: object) -> Slot:
    """Make a slot of one field; the value is the printed words where none is given."""
    facts = ((path, printed if value is None else value),) if path else ()
    return Slot(printed, facts, **options)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Line:
    """Lines by themselves: ``left``, ``center`` or ``right``."""

    text: str
    source: str
    align: str = "left"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text; ``label`` is the letter or number of a list's entry."""

    text: str
    source: str
    label: str = ""


@dataclass(frozen=True)
class Terms:
    """The table of terms: rows of a label and a value."""

    rows: tuple[tuple[str, str], ...]
    source: str = "terms"


@dataclass(frozen=True)
class Amounts:
    """The table of underwriters: a name and an amount for each security, and the total."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None
    signs: tuple[str, ...]
    source: str = "annex"


@dataclass(frozen=True)
class Signature:
    """A block for one signature, to the right or to the left."""

    lines: tuple[str, ...]
    source: str = "signatures"
    align: str = "right"


@dataclass(frozen=True)
class PageBreak:
    """A new page, whether the old one is full or not."""

    source: str = ""


Block = Line | Paragraph | Terms | Amounts | Signature | PageBreak


@dataclass
class Paper:
    """What is written so far. ``quotes`` are the signs around words that are quoted."""

    deck: Deck
    blocks: list[Block] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    warned: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def state(
        self,
        source: str,
        path: str,
        value: Value,
        printed: str = "",
        *,
        also_right: Iterable[Value] = (),
        required: bool = True,
        certain: bool = True,
    ) -> None:
        """Note a fact."""
        self.facts.append(Fact(path, value, printed, source, tuple(also_right), required, certain))

    def fill(self, source: str, template: str, /, **slots: Slot | str | Callable[[], Slot]) -> str:
        """Fill a wording's gaps; the fields of the slots that it has are stated by it.

        A slot may be made when it is asked for, so that no option is dealt and not printed.
        """
        words: dict[str, str] = {}
        for name in dict.fromkeys(re.findall(r"{(\w+)}", template)):
            given = slots[name]
            if callable(given):
                given = given()
            if isinstance(given, Slot):
                for path, value in given.facts:
                    self.state(
                        source,
                        path,
                        value,
                        given.printed,
                        also_right=given.also_right,
                        required=given.required,
                    )
                words[name] = given.printed
            else:
                words[name] = given
        return template.format_map(words)

    def say(self, source: str, template: str, /, **slots: Slot | str | Callable[[], Slot]) -> str:
        """Print a paragraph from a wording; return its words."""
        # A name that ends in a full stop ends its sentence too.
        text = self.fill(source, template, **slots).replace("..", ".")
        self.blocks.append(Paragraph(text, source))
        return text

    def line(self, text: str, source: str, align: str = "left") -> None:
        """Print a line by itself."""
        self.blocks.append(Line(text, source, align))


def bounds(text: str) -> tuple[str, ...]:
    """Return other bounds of a clause's words: without its last stop, "and" or article."""
    bare = re.sub(r"[;,]?\s*(?:and|or)?$", "", text).rstrip(".;,")
    without_article = re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)
    found = {bare, f"{bare};", f"{bare}.", text.removesuffix(" and"), without_article,
             without_article.rstrip(".;,")}  # fmt: skip
    return tuple(sorted(found - {text, ""}))

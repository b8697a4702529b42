"""The plain types that the amendment engine works with.

An *instruction* is one operation on one place of a base document, as an item of a Terms
Agreement words it; a *locator* is the place; the result of applying instructions is the
base text as a list of *runs*, from which the base, the redline and the text as varied all
come.
"""

from dataclasses import dataclass, field
from enum import StrEnum

#: Ordinals count from 1; negative ones from the end (-1 is the last).
Ordinal = int


class Relation(StrEnum):
    """How a place lies to neighbouring words."""

    AFTER = "after"
    BEFORE = "before"
    BETWEEN = "between"


class Position(StrEnum):
    """Where at a place words are inserted: at an end within it, or beside it as a whole."""

    BEGINNING = "beginning"
    END = "end"
    BEFORE_FULL_STOP = "before_full_stop"
    BEFORE = "before"
    AFTER = "after"


class Each(StrEnum):
    """Every occurrence of the words, instead of one by its number."""

    EACH = "each"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Words beside which a change is made; ``second`` only with BETWEEN."""

    relation: Relation
    words: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a base document, from the whole document down to words.

    Empty fields do not narrow the place. ``section`` is as printed (``3``, ``IV``);
    ``subsection`` the letters within it (``a``, ``b(ii)``); ``clause`` a label within a
    paragraph or sentence (``i``); ``paragraph`` counts unnumbered paragraphs of the
    section, or of the preamble where there is no section; ``sentence`` counts within that;
    ``line`` is a line of the printed edition, a hint that breaks ties. ``definition`` is a
    defined term; ``schedule`` an annex or schedule with ``row``, named as printed
    (``Schedule II``). A proviso lies within the clause that is named with it, or with
    ``clause_in_proviso`` the clause within the proviso.
    """

    whole_document: bool = False
    preamble: bool = False
    section: str = ""
    subsection: str = ""
    paragraph: Ordinal | None = None
    sentence: Ordinal | None = None
    clause: str = ""
    proviso: bool = False
    clause_in_proviso: bool = False
    definition: str = ""
    schedule: str = ""
    row: Ordinal | None = None
    line: Ordinal | None = None
    neighbour: Neighbour | None = None
    occurrence: Ordinal | Each | None = None
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Instruction:
    """One operation on one place.

    ``operation`` is a code of :data:`pipeline.records.codes.OPERATION_KINDS`; ``id`` names
    it within its agreement: the item's letter, with a number where the item holds several
    (``c``, ``b.1``). ``old`` and ``new`` are operands without quotation marks; ``term`` and
    ``meaning`` those of deemed references and definitions; ``target`` a second place, for
    moves and renumbering; ``protected`` texts that a rename leaves alone; ``words`` the
    instruction as printed, in which an unresolved one is shown.

    What the places are, by kind: the locator of words inserted has a neighbour or a
    position; that of words deleted or replaced may have a neighbour, beside which they
    stand. That of a provision inserted is the place it will have (``Section 5(g)``), with
    ``target`` where it is put if the item says so, or else where it is put. That of a
    split has a neighbour, before or after which it is made; the target of a join is the
    last of the places joined, that of a move has a position. ``meaning`` holds also what a
    supplement asks for, what overrides, and to what a provision applies or does not.
    """

    id: str
    operation: str
    locator: Locator
    old: str = ""
    new: str = ""
    term: str = ""
    meaning: str = ""
    target: Locator | None = None
    protected: tuple[str, ...] = ()
    words: str = ""


class RunKind(StrEnum):
    """What became of a stretch of text."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one kind; ``by`` is the instruction that deleted or inserted it.

    A line feed within a text is a paragraph's end, where paragraphs are split or joined.
    ``moved`` names the instruction of a move: such runs come in pairs, one deleted and one
    inserted.
    """

    kind: RunKind
    text: str
    by: str = ""
    moved: bool = False


@dataclass(frozen=True, slots=True)
class BlockRuns:
    """One block of the base document (heading or paragraph) as runs.

    ``path`` is the block's place in standard form (``Section 3, third paragraph``),
    ``anchor`` its id in a page (``s3-p3``). Joining the kept and deleted runs of all blocks
    gives the base text; joining the kept and inserted ones the text as varied.
    """

    path: str
    anchor: str
    runs: tuple[Run, ...]
    is_heading: bool = False


class Status(StrEnum):
    """Whether the place of an instruction was found in the base document."""

    EXACT = "exact"
    FOUND_ELSEWHERE = "found_elsewhere"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"
    BASE_NOT_HELD = "base_not_held"
    MEANING_ONLY = "meaning_only"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of one instruction: found where, how often, and what to say about it.

    ``found_line`` is the printed line on which the words stand where that differs from the
    locator's; ``message`` is for people. ``anchor`` is that of the block found, ``is_applied``
    whether the text was changed.
    """

    id: str
    status: Status
    matches: int = 0
    path: str = ""
    found_line: int | None = None
    message: str = ""
    anchor: str = ""
    is_applied: bool = False


class NoteKind(StrEnum):
    """What a note between instructions is about; overlaps and containments are errors."""

    OVERLAP = "overlap"
    CONTAINMENT = "containment"
    ADJACENT = "adjacent"
    TERM = "term"
    MEANING = "meaning"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Note:
    """Something about instructions that the text itself does not show.

    ``anchors`` are those of the blocks that it concerns: the place, or each use of a term.
    """

    kind: NoteKind
    ids: tuple[str, ...]
    message: str
    path: str = ""
    is_error: bool = False
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Varied:
    """A base document with instructions applied; nothing is applied where a note is an error."""

    blocks: tuple[BlockRuns, ...]
    resolutions: tuple[Resolution, ...]
    notes: tuple[Note, ...] = field(default=())

    def base(self) -> str:
        """Return the base text: every change rejected."""
        return self._join({RunKind.KEPT, RunKind.DELETED})

    def varied(self) -> str:
        """Return the text as varied: every change accepted."""
        return self._join({RunKind.KEPT, RunKind.INSERTED})

    def _join(self, kinds: set[RunKind]) -> str:
        texts = ("".join(run.text for run in b.runs if run.kind in kinds) for b in self.blocks)
        return "\n".join(text for text in texts if text).replace("\n", "\n\n")

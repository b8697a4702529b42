"""What an amendment says, in words with the change marked, wherever several stand together."""

from collections.abc import Iterable

from pipeline.amendments.core import core_change
from pipeline.amendments.model import Run, RunKind
from pipeline.amendments.variation import Variation
from pipeline.pages import format as fmt
from pipeline.pages.html import Markup, escape
from pipeline.records.codes import MEANING_ONLY, OPERATION_KINDS

#: What is put in the place of something as a whole is not compared with it.
_WHOLE = frozenset({"replace_provision", "global_rename", "move"})
#: What its kind alone says too little of, where the record has no operands for it.
_NEEDS_WORDS = frozenset({"unresolved", "split", "join", "move", "renumber"})
_SPOKEN = {RunKind.DELETED: ("del", "deleted: "), RunKind.INSERTED: ("ins", "inserted: ")}


def said(one: Variation, most: int | None = None) -> Markup:
    """Return what a variation does, with the words that its deal quotes.

    ``most`` cuts long quotations to so many signs; the deal's page has them whole.
    """
    operation = one.operation
    kind = fmt.meaning(operation.kind, OPERATION_KINDS)
    if operation.kind in MEANING_ONLY or not (operation.old_text or operation.new_text):
        what = _meaning(one, most)
        return Markup("{}: {}").format(kind, what) if what else escape(kind)
    return Markup("{}: {}").format(kind, marked(_runs(one, most)))


def marked(runs: Iterable[Run]) -> Markup:
    """Return runs as text, deletions and insertions marked for eyes and ears."""
    parts: list[str] = []
    last = None
    for run in runs:
        if last is RunKind.DELETED and run.kind is RunKind.INSERTED and not parts[-1][-1].isspace():
            # Read together, a number struck and the one that follows it would be one number.
            parts.append("" if run.text[:1].isspace() else " ")
        last = run.kind
        if run.kind is RunKind.KEPT or not run.text.strip():
            parts.append(str(escape(run.text)))
            continue
        name, spoken = _SPOKEN[run.kind]
        # Space at the ends stays outside the mark: struck space looks like a dash.
        bare = run.text.strip()
        start = run.text.index(bare)
        end = run.text[start + len(bare) :]
        inner = f'<span class="d-vh">{spoken}</span>{escape(bare)}'
        parts.append(f"{run.text[:start]}<{name}>{inner}</{name}>{end}")
    # Escaped above: what comes from records passes through ``escape``.
    return Markup("".join(parts))


def _runs(one: Variation, most: int | None) -> list[Run]:
    old, new = one.operation.old_text or "", one.operation.new_text or ""
    head, deleted, inserted, tail = "", old, new, ""
    if old and new and one.operation.kind not in _WHOLE:
        change = core_change(old, new)
        head, deleted, inserted, tail = change.head, change.deleted, change.inserted, change.tail
    runs = (
        Run(RunKind.KEPT, head),
        Run(RunKind.DELETED, cut(deleted, most)),
        Run(RunKind.INSERTED, cut(inserted, most)),
        Run(RunKind.KEPT, tail),
    )
    return [run for run in runs if run.text]


def _meaning(one: Variation, most: int | None) -> str:
    operation = one.operation
    if operation.term and operation.meaning:
        return f"“{operation.term}” is to mean “{cut(operation.meaning, most)}”"
    term = f"“{operation.term}” " if operation.term else ""
    told = operation.meaning or operation.summary
    if told is None and operation.kind in _NEEDS_WORDS:
        told = one.words
    return (term + cut(told or "", most)).strip()


def cut(text: str, most: int | None) -> str:
    """Return at most so many signs of a text."""
    return text if most is None or len(text) <= most else f"{text[: most - 1].rstrip()}…"

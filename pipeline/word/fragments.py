"""Fragments of a base document whose text is not held, as the blocks of a document."""

from collections.abc import Iterable, Iterator

from pipeline.amendments.fragments import Fragment, FragmentGroup
from pipeline.amendments.locators import LocatorError, print_locator
from pipeline.amendments.model import BlockRuns, Locator, Run, RunKind

#: Stands for text that is not held.
GAP = "…"
#: Keeps a gap on the line of the words beside it.
_NBSP = "\u00a0"
_WHOLE = frozenset({"insert_provision", "repeal_provision", "replace_provision"})


def fragment_blocks(groups: Iterable[FragmentGroup]) -> tuple[BlockRuns, ...]:
    """Return a block for each fragment that quotes words, at its place in standard form.

    The quoted words stand between gaps, except where they are a whole provision or a name
    throughout the document. Moved words stand once where they go and once where they come.
    """
    return tuple(
        block for group in groups for one in group.fragments for block in _blocks(group, one)
    )


def _blocks(group: FragmentGroup, fragment: Fragment) -> Iterator[BlockRuns]:
    one = fragment.instruction
    if not fragment.runs:
        return
    if one.operation == "move" and one.target is not None:
        for locator, kind in ((one.locator, RunKind.DELETED), (one.target, RunKind.INSERTED)):
            runs = tuple(run for run in fragment.runs if run.kind is kind)
            yield BlockRuns(_path(locator, group), group.anchor, _between_gaps(runs))
        return
    is_whole = one.locator.whole_document or one.operation in _WHOLE
    runs = fragment.runs if is_whole else _between_gaps(fragment.runs)
    yield BlockRuns(_path(one.locator, group), group.anchor, runs)


def _between_gaps(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return (Run(RunKind.KEPT, f"{GAP}{_NBSP}"), *runs, Run(RunKind.KEPT, f"{_NBSP}{GAP}"))


def _path(locator: Locator, group: FragmentGroup) -> str:
    try:
        return print_locator(locator)
    except LocatorError:
        return group.path

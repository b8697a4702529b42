"""Instructions applied to a base text: the text as runs, and what became of each of them.

All instructions speak to the original text, unless the order is ``sequential``: then each
speaks to the text as the ones before have left it. The redline is written from the
instructions, never by comparing two texts::

    varied = vary(read_base_text(markdown), instructions)
    varied.base(), varied.varied(), varied.blocks, varied.resolutions, varied.notes
"""

from collections.abc import Sequence
from typing import Literal

from pipeline.amendments.at_once import vary_at_once
from pipeline.amendments.base_text import BaseText
from pipeline.amendments.model import Instruction, Varied
from pipeline.amendments.sequence import vary_in_turn

Order = Literal["original", "sequential"]


def vary(base: BaseText, instructions: Sequence[Instruction], order: Order = "original") -> Varied:
    """Apply instructions to a base text.

    Each old text must be found as often in its place as the instruction says, once where
    it says nothing. What is ambiguous or not found is not applied and says so. Instructions
    that contradict each other, because their spans overlap or one lies within the other,
    are errors: neither is applied, all others are.
    """
    return (vary_in_turn if order == "sequential" else vary_at_once)(base, instructions)

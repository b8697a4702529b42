"""Variations dealt like cards: seeded, and every one is played before any comes again."""

import random
from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Deck:
    """Deals the options of named variations, and remembers which were named and which used."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 (a repeatable family, not a secret)
        self.named: dict[str, set[str]] = {}
        self.used: dict[str, set[str]] = {}
        self._piles: dict[str, list[str]] = {}

    def draw(
        self, variation: str, options: Mapping[str, T], allowed: Collection[str] | None = None
    ) -> T:
        """Deal the next option of a variation; ``allowed`` are those that fit here."""
        return options[self.label(variation, tuple(options), allowed)]

    def one(self, variation: str, options: Sequence[T]) -> T:
        """Deal the next of options that have no names: wordings."""
        return self.draw(variation, {str(n): option for n, option in enumerate(options)})

    def label(
        self, variation: str, labels: Sequence[str], allowed: Collection[str] | None = None
    ) -> str:
        """Deal the next label of a variation."""
        self.named.setdefault(variation, set()).update(labels)
        pile = self._piles.setdefault(variation, [])
        fitting = [label for label in pile if allowed is None or label in allowed]
        if not fitting:
            fresh = [label for label in labels if label not in pile]
            self.random.shuffle(fresh)
            pile.extend(fresh)
            fitting = [label for label in pile if allowed is None or label in allowed]
        # One that fits rarely comes first while it can.
        used = self.used.setdefault(variation, set())
        chosen = min(fitting, key=lambda label: label in used)
        pile.remove(chosen)
        used.add(chosen)
        return chosen

    def unused(self) -> dict[str, set[str]]:
        """Return the options that were named and never dealt."""
        left = {name: labels - self.used[name] for name, labels in self.named.items()}
        return {name: labels for name, labels in left.items() if labels}

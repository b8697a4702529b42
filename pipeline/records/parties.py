"""Issuers, underwriters and counsel: one entity a firm, under all its names."""

import re
from functools import lru_cache

from pipeline.records.base import Identifier, PartialDate, Record, Text, Url


class Alias(Record):
    """A spelling of the firm's name that papers print, with what it is."""

    name: Text
    note: Text | None = None


class FormerName(Record):
    """A name that the firm bore before, with the dates known and where they come from."""

    name: Text
    from_date: PartialDate | None = None
    to_date: PartialDate | None = None
    source: Text


class Membership(Record):
    """The group that a firm belonged to, with the dates known."""

    group: Text
    from_date: PartialDate | None = None
    to_date: PartialDate | None = None
    source: Text


class Succession(Record):
    """Another entity that this firm went into or came from."""

    party: Identifier
    on: PartialDate | None = None
    how: Text
    source: Text


class Party(Record):
    """A firm: its name as it is best known in the archive, and every other one."""

    id: Identifier
    name: Text
    kind: Text | None = None
    jurisdiction: Text | None = None
    cik: Text | None = None
    aliases: tuple[Alias, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    groups: tuple[Membership, ...] = ()
    successors: tuple[Succession, ...] = ()
    sources: tuple[Url, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name and spelling, the best known first."""
        return (
            self.name,
            *(alias.name for alias in self.aliases),
            *(former.name for former in self.former_names),
        )


class PartyFile(Record):
    """A file of parties."""

    parties: tuple[Party, ...]


@lru_cache(maxsize=50_000)
def plain_name(name: str) -> str:
    """Reduce a firm's name to what two spellings of it share.

    Case, spaces, commas, full stops and the words' abbreviations do not tell firms
    apart: ``Samuel A. Ramirez & Co., Inc.`` and ``... & Company, Inc.`` are one.
    """
    words = re.sub(r"[^a-z0-9& ]+", " ", name.lower().replace("’", "'").replace("'", "")).split()
    short = {"incorporated": "inc", "company": "co", "corporation": "corp", "limited": "ltd"}
    return " ".join(short.get(word, word) for word in words)

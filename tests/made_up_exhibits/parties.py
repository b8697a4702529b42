"""The firms of the family: made up, and for some papers real ones of the archive's own file.

``parties/`` holds the made-up firms as the archive's party files do. Some names are left out
there on purpose: papers name firms that no file knows yet.
"""

import functools
from dataclasses import dataclass
from pathlib import Path

import yaml

from pipeline.paths import ROOT

FOLDER = Path(__file__).parent / "parties"


@dataclass(frozen=True)
class Firm:
    """A firm as one paper prints it; ``party`` is its id, "" where no file knows it.

    ``other_spelling`` is how a second place of a paper may print it; ``splits`` says that
    the name by itself in a list reads as several.
    """

    name: str
    party: str = ""
    jurisdiction: str = ""
    other_spelling: str = ""
    splits: bool = False


@functools.cache
def _file(folder: Path, kind: str) -> dict[str, dict[str, object]]:
    text = (folder / f"{kind}.yaml").read_text(encoding="utf-8")
    parties = yaml.load(text, yaml.CBaseLoader)["parties"]  # noqa: S506 (the text loader)
    return {party["id"]: party for party in parties}


def ids(kind: str) -> frozenset[str]:
    """Return every id of a kind (``issuers``, ``underwriters``, ``counsel``), real and made up."""
    return frozenset(_file(FOLDER, kind)) | frozenset(_file(ROOT / "data" / "parties", kind))


def _firm(folder: Path, kind: str, party: str) -> Firm:
    entry = _file(folder, kind)[party]
    aliases = entry.get("aliases", [])
    spelling = str(aliases[0]["name"]) if isinstance(aliases, list) and aliases else ""
    return Firm(str(entry["name"]), party, str(entry.get("jurisdiction", "")), spelling)


#: Issuers that no file knows.
UNKNOWN_ISSUERS = (
    Firm("Unfiled Specimen Company", jurisdiction="Ohio"),
    Firm("Nowhere & Elsewhere Bancorp, Inc.", jurisdiction="New Jersey"),
)

#: Underwriters that no file knows. The last can only be told from two firms by its own row.
UNKNOWN_UNDERWRITERS = (
    Firm("Nobody Capital Markets, LLC"),
    Firm("Unfiled & Sons, Inc."),
    Firm("Odd Lot Securities (Canada) Ltd."),
    Firm("Strange, Novel and Unknown LLC", splits=True),
)

_REAL_UNDERWRITERS = """
citigroup-global-markets bear-stearns merrill-lynch-pierce-fenner-smith barclays-bank
samuel-a-ramirez utendahl-capital-group bbt-capital-markets deutsche-bank
national-australia-bank skandinaviska-enskilda-banken nykredit-bank huntington-investment
nabcapital-securities fortis-bank westlb castleoak-securities williams-capital-group
goldman-sachs loop-capital-markets salomon-brothers
"""


@functools.cache
def issuers() -> dict[str, Firm]:
    """Return the issuers by name of shape; a guarantor is not among them."""
    known = [_firm(FOLDER, "issuers", party) for party in _file(FOLDER, "issuers")]
    named = [firm for firm in (*known, *UNKNOWN_ISSUERS) if firm.party != "placeholder-group"]
    return {firm.name: firm for firm in named}


def guarantor() -> Firm:
    """Return the parent that guarantees the notes of its funding company."""
    return _firm(FOLDER, "issuers", "placeholder-group")


@functools.cache
def made_up_underwriters() -> dict[str, Firm]:
    """Return the made-up underwriters, known and unknown, by name."""
    known = [_firm(FOLDER, "underwriters", party) for party in _file(FOLDER, "underwriters")]
    return {firm.name: firm for firm in (*known, *UNKNOWN_UNDERWRITERS)}


@functools.cache
def real_underwriters() -> dict[str, Firm]:
    """Return some real underwriters of ``data/parties``, those of hard names."""
    real = _file(ROOT / "data" / "parties", "underwriters")
    chosen = [party for party in _REAL_UNDERWRITERS.split() if party in real]
    firms = [_firm(ROOT / "data" / "parties", "underwriters", party) for party in chosen]
    return {firm.name: firm for firm in firms if firm.name.isascii()}


def law_firms() -> tuple[Firm, ...]:
    """Return the law firms: two known, one that no file knows."""
    return (
        _firm(FOLDER, "counsel", "clause-proviso"),
        _firm(FOLDER, "counsel", "footnote-annex"),
        Firm("Unread, Fineprint & Boilerplate P.C."),
    )


def in_house() -> tuple[Firm, ...]:
    """Return the issuers' own lawyers: one known, one not."""
    return (_firm(FOLDER, "counsel", "ada-l-specimen"), Firm("Bartholomew Q. Unlisted"))

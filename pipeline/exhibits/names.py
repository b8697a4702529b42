"""Firms in a list of names, matched against the archive's own; commas within names are kept.

A list is cut where a known name ends, else behind a word that ends firms' names. Where
neither decides, the piece is unsure: it is never cut in silence.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.exhibits.passages import Span
from pipeline.records.parties import Party, plain_name

_SEPARATOR = re.compile(r"\s*(?:,\s*and\s+|;\s*and\s+|,\s+|;\s+|\s+and\s+)\s*")
_ENDING = (
    r"(?:Incorporated|Inc|Corporation|Corp|Company|Co|Limited|Ltd|LLC|L\.?L\.?C|LLP|L\.?P|PLC|plc|"
    r"N\.?A|N\.?V|S\.?A|AG|A/S|AB|SE|S\.?p\.?A|S\.?A\.?S|nv-sa|NV/SA|GmbH|Pty|K\.K|Bank|Trust|"
    r"\(publ\)|Partners|Group|Branch|Partnership|International|Securities)"
)
_IS_FIRM = re.compile(rf"(?:^|[\s&.,]){_ENDING}\.?\)?$")
#: What ends no other words than a company's name.
_IS_COMPANY = re.compile(
    r"(?:^|[\s.,])(?:Incorporated|Inc|Corp|Co|Limited|Ltd|LLC|L\.?L\.?C|LLP|L\.?P|PLC|plc|N\.?A|N\.?V|S\.?A|AG|"
    r"A/S|AB|SE|GmbH|nv-sa|\(publ\))\.?$"
)
#: A piece that is only the rest of the name before it.
_REST = re.compile(
    rf"(?:{_ENDING}\.?|(?:[A-Z]\w+\s)?Branch|a\s(?:division|subsidiary|branch|unit)\sof\b.*"
    r"|(?:acting\s)?through\sits\b.*|as\s.*)$"
)
_MASKED = re.compile(r"\b[Xx]x{2,}\b|\bX{3,}\b|\bxx+\b")
#: Words that a paper defines for its parties and its securities; no firm bears them.
_DEFINED = re.compile(
    r"(?:[Tt]he\s|[Ss]uch\s|[Aa]ll\s)?(?:[Cc]ompany|[Cc]orporation|[Ii]ssuer|"
    r"[Gg]uarantor|[Bb]ank|[Pp]artnership|[Tt]rust|"
    r"(?:[Dd]ebt\s|[Oo]ffered\s|[Pp]urchased\s|[Ff]irm\s)?[Ss]ecurities|[Nn]otes|"
    r"[Bb]onds|[Ss]hares|[Uu]nits|[Dd]ebentures|[Ss]everal)|.*\b(?:the|such|"
    r"its|all)\s(?:\w+\s)?(?:Securities|Corporation|Company)"
)
#: Words of the sentence around a name, or what a company is, and not how it is called.
_NO_NAME = re.compile(
    r"\b(?:understand\w*|understood|that|which|whose|told|proposes?|between|among|is|are|was|were)\b"
    r"|^an?\s.*\b(?:corporation|company|bank|partnership|association)\b"
)
_LONGEST = 12
_LONGEST_NAME = 90
#: Words that all begin with capital letters, as those of names do.
_NAME_WORD = r"(?:[A-Z][\w.'’&/-]*|of|the|for|de|van|a|n[a-z]*[A-Z]\w*|&[A-Z&]*|\([A-Za-z.]+\))"
_CAPITALS = re.compile(rf"{_NAME_WORD}(?:\s{_NAME_WORD}){{0,8}}")


def is_masked(text: str) -> bool:
    """Whether a public copy has put x in the place of letters."""
    return _MASKED.search(text) is not None


@dataclass(frozen=True, slots=True)
class Named:
    """A firm as the paper names it: its id where the archive knows it."""

    span: Span
    party: str = ""
    is_sure: bool = True

    @property
    def is_masked(self) -> bool:
        return is_masked(self.span.text)


class Firms:
    """The names of one kind of party, by what two spellings of a name share."""

    def __init__(self, parties: Mapping[str, Party]) -> None:
        self._by_name: dict[str, str] = {}
        self._printed: set[str] = set()
        for party in parties.values():
            for name in party.names:
                self._by_name.setdefault(_folded(name), party.id)

    def find(self, name: str) -> str:
        """Return the id of the firm that bears a name; empty where none does."""
        return self._by_name.get(_folded(name), "")

    def add_printed(self, name: str) -> None:
        """Take a name that stands by itself in the paper, such as in a row of its annex."""
        self._printed.add(_folded(name))

    def _is_known(self, name: str) -> bool:
        folded = _folded(name)
        return folded in self._by_name or folded in self._printed

    def seems_piece(self, words: str) -> bool:
        """Whether words between two commas may be a firm, or a part of its name."""
        if not words or len(words) > _LONGEST_NAME:
            return False
        if _DEFINED.fullmatch(words) or _NO_NAME.search(words):
            return False
        parts = re.split(r"\s+and\s+", words)
        return all(
            self._is_known(part)
            or _IS_FIRM.search(part) is not None
            or _REST.match(part) is not None
            or is_masked(part)
            or _CAPITALS.fullmatch(part) is not None
            for part in parts
        )

    def seems(self, words: str) -> bool:
        """Whether words are a list of firms: one at least is known, or ends as firms' names do."""
        if len(words) > 4_000:
            return False
        pieces = [piece.strip() for piece in re.split(r",\s|;\s|\sand\s", words)]
        return any(
            self._is_known(piece)
            or is_masked(piece)
            or (_IS_COMPANY.search(piece) is not None and _DEFINED.fullmatch(piece) is None)
            for piece in pieces
        )

    def split(self, span: Span) -> list[Named]:
        """Return the firms of a list, in its order."""
        pieces = _pieces(span)
        found: list[Named] = []
        at = 0
        while at < len(pieces):
            known = self._longest(pieces, at)
            if known is not None:
                end, party = known
                found.append(Named(_joined(pieces, at, end), party))
                at = end
                continue
            end = at + 1
            while end < len(pieces) and self._longest(pieces, end) is None:
                if _REST.match(pieces[end].text):
                    end += 1
                elif _IS_FIRM.search(_joined(pieces, at, end).text):
                    break
                elif any(_IS_FIRM.search(piece.text) for piece in pieces[end : end + 4]):
                    # "Pierce", "Fenner & Smith Incorporated": a name with commas of its own.
                    end += 1
                else:
                    break
            whole = _joined(pieces, at, end)
            parts = end - at
            plain = parts == 1 or all(_REST.match(one.text) for one in pieces[at + 1 : end])
            # A name that no ending closes, or that was put together of several, is not certain.
            found.append(Named(whole, "", is_sure=plain and _looks_like_name(whole.text)))
            at = end
        return found

    def _longest(self, pieces: list[Span], at: int) -> tuple[int, str] | None:
        for end in range(min(len(pieces), at + _LONGEST), at, -1):
            name = _joined(pieces, at, end).text
            if self._is_known(name):
                return end, self.find(name)
        return None


def _looks_like_name(text: str) -> bool:
    words = text.split()
    return (
        bool(words)
        and len(words) <= 14
        # "nabSpecimen" begins small; "confirms its agreement with Specimen" is no name.
        and any(sign.isupper() or sign.isdigit() for sign in words[0])
    )


def _pieces(span: Span) -> list[Span]:
    pieces: list[Span] = []
    start = 0
    for gap in _SEPARATOR.finditer(span.text):
        if gap.start() > start:
            pieces.append(span.part(start, gap.start()).stripped())
        start = gap.end()
    last = span.part(start, len(span.text)).stripped()
    if last:
        pieces.append(last)
    return pieces


def _joined(pieces: list[Span], start: int, end: int) -> Span:
    return Span(pieces[start].passage, pieces[start].start, pieces[end - 1].end)


def _folded(name: str) -> str:
    """Reduce a name further than :func:`plain_name`: the article, spaces between initials."""
    plain = plain_name(name)
    plain = re.sub(r"\b([a-z]) (?=[a-z]\b)", r"\1", plain)
    return plain.removeprefix("the ")


def slug(name: str) -> str:
    """Return an id for a firm: its plain name without what firms' names end in."""
    plain = re.sub(r"[^a-z0-9]+", "-", plain_name(name).replace("&", "and")).strip("-")
    short = re.sub(r"(?:-(?:inc|corp|co|ltd|llc|lp|llp|plc|na|l-l-c|l-p|n-a))+$", "", plain)
    return short or plain or "unknown"

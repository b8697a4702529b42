"""The underwriters as the letter's own sentences name them."""

import re

from pipeline.exhibits.clauses import BUYERS
from pipeline.exhibits.draft import Draft, unsure, words
from pipeline.exhibits.names import Named
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span

_LIST_STARTS = re.compile(
    r"\b(?:[Ww]e|[Tt]he\sundersigned|between\sus\sand|[Ee]ach\sof|among\syou\sand|"
    r"[Ee]ach\sof\sus|to|by|"
    rf"{BUYERS}(?:\snamed\s\w+)?(?=[,:]))[,:]?\s+(?=[A-Zn(])"
)
_LIST_ENDS = re.compile(
    rf",?\s+(?:acting\s)?as\s(?:the\s|an\s|several\s|sole\s|joint\s)*(?:{BUYERS}|"
    rf"[Aa]gents?|[Rr]epresentatives?)\b"
    r"|,?\s+\([^)]{0,60}?(?:[\"“][^\"”]*)?(?:Underwriter|Purchaser|Manager|Dealer)s?\b"
    r"|,?\s+(?:hereby\s|severally\b|jointly\b|offers?\b|agrees?\b|propose|undertake|"
    r"commit|on\sbehalf\sof|acting\b|will\b|shall\b)"
)


def read_underwriters(
    paper: Paper, draft: Draft, clause: Span | None, statement: Span | None
) -> None:
    """Read the list of names from the purchase clause, else from the sentences about it."""
    for sentence in filter(None, (clause, statement, *paper.sentences[:8])):
        listed = _list_of(paper, sentence)
        if listed is None:
            continue
        names = paper.underwriters.split(listed)
        if not names or all(name.is_masked for name in names):
            continue
        draft.put("underwriters.named_in", "opening")
        draft.put("underwriters.names", [named_entry(name, draft) for name in names])
        return


def _list_of(paper: Paper, sentence: Span) -> Span | None:
    """Return the words of a sentence that list the underwriters; None where none do.

    The list ends where the words go on to what the firms do or are called, and begins behind
    the last piece of prose before it.
    """
    for ends in _LIST_ENDS.finditer(sentence.text):
        head = sentence.part(0, ends.start())
        start = _list_start(paper, head)
        if start is not None:
            span = head.part(start, len(head.text)).stripped(", ")
            if span and len(span.text) > 3:
                return span
    return None


def _list_start(paper: Paper, head: Span) -> int | None:
    """Return where the list begins that the words end with; None where they end with none."""
    text = head.text
    cues = [m.end() for m in _LIST_STARTS.finditer(text)]
    pieces = list(re.finditer(r"(?:[^,;]|,(?=\S))+", text))
    start: int | None = None
    for piece in reversed(pieces):
        begin = piece.start() + len(piece[0]) - len(piece[0].lstrip())
        inner = [cue for cue in cues if begin <= cue < piece.end()]
        if inner:
            return inner[-1] if paper.underwriters.seems(text[inner[-1] :]) else None
        words_ = re.sub(r"^and\s+", "", piece[0].strip())
        if not paper.underwriters.seems_piece(words_):
            break
        start = begin
    if start is None or not paper.underwriters.seems(text[start:]):
        return None
    return start


def named_entry(name: Named, draft: Draft) -> dict[str, object]:
    """Return an underwriter's entry: its id where it is known, its name or why there is none."""
    if name.is_masked:
        return {"name": {"blank": "illegible", "note": "masked in the copy"}}
    if not name.party and not name.is_sure:
        return {"name": unsure([("", name.span)], "one firm or several, and where they part")}
    if not name.party:
        draft.proposals.append(name.span.text)
        return {"name": words(name.span)}
    return {"underwriter": name.party, "name": words(name.span)}

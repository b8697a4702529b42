"""Words that speak of several series in turn: "Series A Notes: ...; Series B Notes: ..."."""

import re
from collections.abc import Sequence

from pipeline.exhibits.passages import Span

_LEAD = (
    r"(?:\(?[a-z]\)\s|\(?[ivx]+\)\s)?(?:(?:with\srespect\sto|in\sthe\scase\sof|"
    r"as\sto|for|of)\s(?:the\s)?)?"
)
_BEHIND = r"(?:\s(?!and\b)[A-Z][\w-]*){0,3}\)?\s?(?:[:,–—-]|--)?\s"
#: Words in front of a value that is told apart by its series behind it.
_BEFORE = (
    r",?\s?\(?(?:with\srespect\sto|in\sthe\scase\sof|as\sto|for|on|of\sthe\sprincipal\samo"
    r"unt\sof)?\s?(?:the\s)?"
)


def split_by_series(span: Span, names: Sequence[str]) -> dict[str, Span] | None:
    """Return what words say of each series; None where they name none of them.

    The name of a series stands before what is said of it, or behind; where neither is clear,
    the words of that series are left out.
    """
    text = span.text
    places = []
    for name in names:
        found = list(re.finditer(rf"\b{re.escape(name)}\b", text))
        if len(found) > 1:
            return {}
        if found:
            places.append((found[0], name))
    if not places:
        return None
    places.sort(key=lambda entry: entry[0].start())
    before = re.fullmatch(rf"\s*{_LEAD}", text[: places[0][0].start()])
    return _before(span, places) if before else _behind(span, places)


def _before(span: Span, places: list[tuple[re.Match[str], str]]) -> dict[str, Span]:
    text = span.text
    found: dict[str, Span] = {}
    for number, (match, name) in enumerate(places):
        lead = re.match(_BEHIND, text[match.end() :])
        start = match.end() + (lead.end() if lead else 0)
        end = len(text)
        if number + 1 < len(places):
            end = places[number + 1][0].start()
            tail = re.search(rf"[;,.]?\s*(?:and\s)?{_LEAD}$", text[start:end])
            end = start + (tail.start() if tail else end - start)
        part = span.part(start, end).stripped(" ;,:")
        if part:
            found[name] = part
    return found


def _behind(span: Span, places: list[tuple[re.Match[str], str]]) -> dict[str, Span]:
    text = span.text
    found: dict[str, Span] = {}
    start = 0
    for match, name in places:
        lead = re.search(rf"{_BEFORE}$", text[start : match.start()])
        end = start + (lead.start() if lead else match.start() - start)
        part = span.part(start, end).stripped(" ;,()")
        part = part.part(4, len(part.text)).stripped() if part.text.startswith("and ") else part
        if part:
            found[name] = part
        tail = re.match(r"(?:\s(?!and\b)[A-Z]\w*){0,3}\)?", text[match.end() :])
        start = match.end() + (tail.end() if tail else 0)
    return found

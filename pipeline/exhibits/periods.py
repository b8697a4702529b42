"""Words on several periods in turn, cut at the bounds that say where each begins and ends.

A bound is a start ("from and including 1 May 2004"), an end ("to but excluding the Maturity
Date") or a word that goes on from the end before ("thereafter"). Bounds that stand together
are the head of one period; what is said of it stands behind its head, or before it.
"""

import re
from dataclasses import dataclass

from pipeline.exhibits.draft import Group, figure, words
from pipeline.exhibits.figures import DATE, dates
from pipeline.exhibits.passages import Span

_DAY = re.sub(r"\?P<\w+>", "?:", DATE.pattern)
#: A day, or a date that the paper has given a name: "the Closing Date", "Maturity".
_POINT = (
    rf"(?:(?i:{_DAY})|(?:the\s)?(?:[Oo]riginal\s)?(?:[Ii]ssue|[Cc]losing|[Ss]ettlement|"
    r"[Ii]ssuance)\s?[Dd]ate|(?:the\s)?date\sof\s(?:original\s)?issu(?:e|ance)"
    r"|(?:the\s|its\s|their\s)?(?:[Ss]tated\s|[Ff]inal\s)?[Mm]aturity(?:\s[Dd]ate)?"
    r"|(?:the\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,3}\s(?:Payment\s)?Date"
    r"(?:\s(?:occurring|falling|scheduled)\s(?:on|in|for)\s.{4,20}?\d{4})?)"
)
_HOW = r"(?:\(?(?P<{0}>and\sincluding|but\sexcluding|but\snot\sincluding)\)?\s?,?\s)?"
_BOUND = re.compile(
    rf"\b(?:[Ff]rom|[Oo]n\sand\safter)\s{_HOW.replace('{0}', 'first')}(?P<start>{_POINT})"
    rf"|\b(?:up\s)?(?:[Tt]o|[Uu]ntil|[Tt]hrough|[Bb]efore|[Pp]rior\sto|[Ee]nding\s(?:on)?)\s?,?\s?"
    rf"{_HOW.replace('{0}', 'last')}(?P<end>{_POINT})"
    r"|\b(?P<then>[Tt]hereafter|[Aa]fter\s(?:that|such)(?:\sdate)?|[Aa]fterwards|"
    r"[Ff]rom\s(?:and\safter\s)?(?:that|such|then)(?:\sdate|\son)?)\b"
    # "Then" goes on from a period only where it begins a clause: "as then in effect" does not.
    r"|(?:(?<=[;.,]\s)|(?<=\sand\s))(?P<then2>[Tt]hen)\b(?=,)"
)
#: What parts the bounds of one head.
_WITHIN = re.compile(r"\s*,?\s*(?:and\s)?", re.IGNORECASE)
#: What says nothing of a period: signs, its number, "for the period".
_NOTHING = re.compile(
    r"[\W_]*(?:and\b\W*)?(?:\(?\w{1,3}\)\W*|\d\.\W*)?"
    r"(?:(?:for|during|in)\s(?:the|each)\s(?:\w+\s)?(?:periods?|time)\W*)?(?:beginning\s|ending\s)?",
    re.IGNORECASE,
)
#: What joins the words of a period to the head of the next.
_TAIL = re.compile(
    r"[;,.]?\s*(?:and\s)?(?:\(?[a-z\d]{1,3}\)\s*)?"
    r"(?:(?:for|during|in)\s(?:the|each)\s(?:\w+\s)?periods?\s*)?$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"[\s;,.]*(?:and|but)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """Words about one period, with its bounds where they are printed."""

    body: Span
    bounds: Group
    #: The words with their bounds.
    whole: Span
    #: Whether the bounds stand behind the words.
    is_behind: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    """Bounds that stand together."""

    bounds: tuple[re.Match[str], ...]

    @property
    def start(self) -> int:
        return self.bounds[0].start()

    @property
    def end(self) -> int:
        return self.bounds[-1].end()

    @property
    def is_whole(self) -> bool:
        return len(self.bounds) > 1


def split_periods(span: Span) -> list[Part]:
    """Cut words at the bounds of periods; words without bounds are one part.

    One bound alone cuts nothing: "from 1 May 2004" may say when a single rate begins to accrue.
    """
    text = span.text
    heads = _heads(text)
    if not heads or (len(heads) == 1 and not heads[0].is_whole):
        return [Part(span, {}, span)]
    between = [
        (one.end if one else 0, other.start if other else len(text))
        for one, other in zip([None, *heads], [*heads, None], strict=True)
    ]
    said = [_NOTHING.fullmatch(text[start:end]) is None for start, end in between]
    parts: list[Part] = []
    before: _Head | None = None
    is_taken = [False] * len(between)
    for number, head in enumerate(heads):
        # The words before a head are its own unless another head has them, or none stand there.
        behind = said[number] and not is_taken[number]
        place = number if behind else number + 1
        if not said[place]:
            return [Part(span, {}, span)]
        is_taken[place] = True
        start, end = between[place]
        lead, tail = _LEAD.match(text, start, end), _TAIL.search(text, start, end)
        start, end = lead.end() if lead else start, tail.start() if tail else end
        body = span.part(start, end)
        whole = span.part(min(start, head.start), max(end, head.end))
        bounds = _bounds(span, head, before)
        parts.append(Part(trimmed(body), bounds, whole.stripped(" ,;"), is_behind=behind))
        before = head
    if any(one and not taken for one, taken in zip(said, is_taken, strict=True)):
        return [Part(span, {}, span)]
    return parts


def _heads(text: str) -> list[_Head]:
    groups: list[list[re.Match[str]]] = []
    for bound in _BOUND.finditer(text):
        last = groups[-1][-1] if groups else None
        is_start = bound["start"] is not None or bound["then"] or bound["then2"]
        if (
            last is not None
            and not is_start
            and last["end"] is None
            and _WITHIN.fullmatch(text[last.end() : bound.start()])
        ):
            groups[-1].append(bound)
        else:
            groups.append([bound])
    return [_Head(tuple(group)) for group in groups]


def trimmed(body: Span) -> Span:
    """Return words without signs around them; a rate may begin with its decimal point."""
    text = body.text
    return body.part(0, len(text.rstrip(" ,;:."))).stripped(" ,;:") if text.strip(" ,;:.") else body


def _bounds(span: Span, head: _Head, before: _Head | None) -> Group:
    made: Group = {}
    for bound in head.bounds:
        if bound["start"] is not None:
            _point(made, "from", span, bound, "start")
        elif bound["end"] is not None:
            _point(made, "to", span, bound, "end")
            if bound["last"]:
                made["to_inclusive"] = "yes" if bound["last"].startswith("and") else "no"
        elif before is not None:
            # "Thereafter" begins where the period before it ends, unless that has its last day.
            ended = next((one for one in before.bounds if one["end"] is not None), None)
            if ended is not None and not (ended["last"] or "").startswith("and"):
                _point(made, "from", span, ended, "end")
    return made


def _point(made: Group, name: str, span: Span, bound: re.Match[str], group: str) -> None:
    point = span.of(bound, group)
    day = next(dates(point), None)
    made[f"{name}_date" if day else f"{name}_text"] = (
        figure(day, span.of(bound)) if day else words(point)
    )

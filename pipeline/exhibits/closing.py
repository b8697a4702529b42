"""When and where the securities are delivered against payment."""

import re

from pipeline.exhibits.draft import Draft, figure, stated, unsure, words
from pipeline.exhibits.figures import Figure, clock_times, dates
from pipeline.exhibits.labels import kind_of
from pipeline.exhibits.names import is_masked
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span

_CLOSES = re.compile(
    r"\b(?:[Ss]ecurities|[Nn]otes|[Bb]onds|[Dd]ebentures|[Uu]nits|[Ss]hares)"
    r"\s(?:will|shall)\sbe\s(?:delivered|issued\sand\sdelivered)\b|\b(?:Closing|"
    r"closing)\b|\b[Dd]elivery\s+of\b.*\bpayment\b|\b[Pp]ayment\s+(?:of|for)"
    r"\b.*\b(?:made|deliver)|\b[Ss]ettlement\b|\bpay\sfor\b.*\bdelivery\b"
    r"|\b(?:sale|purchase|offering|transactions?)\b[^.;]{0,60}\b(?:closed|consummated|completed)\b"
    r"|\b[Dd]elivery\sof\sthe\s[^.;]{0,60}\b(?:made|place)\b"
    r"|\b(?:[Pp]ayment\sand\sdelivery|[Dd]elivery\s(?:and|against)\spayment)\b"
)
_ZONE = re.compile(
    r"\s*,?\s*\(?(?P<zone>(?:New\sYork(?:\sCity)?|[A-Z][a-z]+(?:\s[A-Z][a-z]+)"
    r"?)(?:\s(?:Standard|Daylight))?(?:\s[Tt]ime)|E[SD]?T\b|(?:[Ll]ocal|[Pp]revailing)"
    r"\s[A-Za-z ]{0,20}?[Tt]ime)\)?"
)
_PLACE = re.compile(
    r"\bat\s+(?!\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\b|[AP]\.?M\b|o['’]clock))(?P<place>(?:the\s)?(?:[\w'’&.,-]+\s){0,6}?(?:offices?|premises|headquarters)\b.*"
    r"|(?:our|its|their|your)\s.*?\b(?:office|offices)\b.*|\d{1,5}\s[A-Z].*|One\s[A-Z].*"
    r"|(?=[A-Z])(?:[\w'’&.,-]+\s){1,10}?(?:LLP|L\.L\.P\.)\b.*)"
)
_SOMEWHERE = re.compile(r"\bat\s[A-Z][\w.&'’-]*[^.;]*")
_PLACE_ENDS = re.compile(
    r"\s*(?:,?\s*\b(?:or\s(?:(?:at|in)\s)?(?:such\sother|another|any\sother)|or,?\sif\b|unless\b|subject\sto|on\swhich|"
    r"against\s|on\s(?:the\sClosing|[A-Z][a-z]+\s\d)|in\s(?:Federal|same|immediately)\b|and\s(?:delivery|payment|"
    r"will|shall)|(?:shall|will)\sbe|beginning\sat|commencing\sat|at\s(?:approximately\s)"
    r"?(?:\d{1,2}(?:[:.]|\s?(?:o['’]clock|[ap]\.?\s?m\b))|noon\b))|;|\.$|\(the\s[\"“])"
)
_FALLBACK = re.compile(
    r"\bor(?:\s(?:at\s|on\s|in\s)?(?:such\sother|another|any\sother)|,\sif\sthe\sparties\b[^,.;]*,)\b.*?(?=\.?$|\.\s[A-Z])|\bnot\slater\sthan\s[\w\s-]+b"
    r"usiness\sdays?\b[^.;]*"
)
#: What a date belongs to that is a closing's; the place may stand between them.
_SETTLES = re.compile(
    r"\b(?:[Cc]los(?:ing|ed)|[Dd]eliver(?:y|ed)|[Pp]ayment|[Ss]ettle|consummated|completed)"
)
_LONGEST_PLACE = 300
#: What is done at another place before the closing.
_INSPECTED = re.compile(
    r"\b(?:checking|inspection|packaging|examination|pre-?closing)\b", re.IGNORECASE
)
_NOT_THIS = re.compile(
    (
        r"\bopinion|\bcounsel\sto\b|\baccept\b|\brestrict|\bprior\sto\sthe\sexpiration|"
        r"\bmonths\b|\bCompany\s(?:agrees|covenants)|\bdated\sthe\sClosing"
    ),
    re.IGNORECASE,
)


def read_closing(paper: Paper, draft: Draft) -> None:
    """Read the closing from its sentences, and from rows of the terms that state it."""
    spans = [s for s in paper.sentences if _CLOSES.search(s.text) and not _NOT_THIS.search(s.text)]
    rows = [
        (kind_of(row.label.text), row.label.text.lower(), row.cells[1].span())
        for row in paper.rows
        if len(row.cells) > 1 and kind_of(row.label.text) == "closing"
    ]
    _date(draft, spans, [span for _, _, span in rows])
    at = [*spans, *(span for _, _, span in rows)]
    _time(draft, at)
    for label, span in ((label, span) for _, label, span in rows):
        if re.search(r"place|location", label) and not dates_of(span):
            draft.put("closing.place", words(span.stripped(".")))
    _place(draft, [*(span for _, _, span in rows if dates_of(span)), *spans])
    for span in spans:
        if (fallback := span.search(_FALLBACK)) is not None:
            draft.put("closing.fallback", words(fallback.stripped(".,; ")))


def dates_of(span: Span) -> list[Figure]:
    """Return the dates of some words."""
    return list(dates(span))


def _agreed(span: Span, found: list[Figure]) -> list[Figure]:
    """Return figures without those that the parties may agree on instead."""
    other = span.search(_FALLBACK)
    first = [one for one in found if other is None or one.span.start < other.start]
    return first or found


def _date(draft: Draft, spans: list[Span], rows: list[Span]) -> None:
    found: list[tuple[Figure, Span]] = []
    for span in spans:
        for one in _agreed(span, list(dates(span))):
            before = span.text[: one.span.start - span.start][-_LONGEST_PLACE:]
            if _SETTLES.search(before) and not re.search(
                r"\b(?:[Ff]rom|after|dated|excluding|accrued|due|[Aa]greement)\b[^.;]{0,25}$",
                before,
            ):
                quote = _quote_before(span, one)
                found.append((one, quote))
    found += [(one, one.span) for row in rows for one in dates_of(row)[:1]]
    if not found:
        return
    if len({one.value for one, _ in found}) > 1:
        draft.put("closing.date", unsure((one.value, quote) for one, quote in found))
        return
    first, quote = found[0]
    draft.put("closing.date", figure(first, quote, also=[q for _, q in found[1:]]))


def _quote_before(span: Span, one: Figure) -> Span:
    """Return a date with the words before it that say whose it is, from the sentence's start."""
    text = span.text[: one.span.start - span.start]
    starts = [
        m.start() for m in re.finditer(r"(?:^|(?<=[;,] ))\S|\b[Tt]he\sClosing|\bClosing", text)
    ]
    near = [start for start in starts if len(text) - start <= 120]
    return Span(span.passage, span.start + min(near), one.span.end) if near else one.span


def _time(draft: Draft, spans: list[Span]) -> None:
    found: list[tuple[Figure, Span]] = [
        (one, span) for span in spans for one in _agreed(span, list(clock_times(span)))
    ]
    if not found:
        return
    values = {one.value for one, _ in found}
    if len(values) > 1:
        draft.put("closing.time", unsure((one.value, one.span) for one, _ in found))
        return
    one = found[0][0]
    draft.put("closing.time", stated(one.value, one.span, printed=one.span.text.rstrip(",")))
    for later, sentence in found:
        match = _ZONE.match(sentence.text, later.span.end - sentence.start)
        if match:
            draft.put("closing.time_zone", words(sentence.of(match, "zone")))


def _place(draft: Draft, spans: list[Span]) -> None:
    found = []
    for span in spans:
        match = _PLACE.search(span.text)
        if match is None or _INSPECTED.search(span.text):
            continue
        place = span.of(match, "place")
        ends = _PLACE_ENDS.search(place.text)
        if ends:
            place = place.part(0, ends.start())
        place = place.stripped(" ,.;")
        if place:
            found.append(place)
    if not found:
        # Where no office is named, the place of a firm may be.
        other = [quote for span in spans if (quote := span.search(_SOMEWHERE)) is not None]
        if other:
            draft.put("closing.place", unsure(("", one) for one in other))
        return
    if is_masked(found[0].text):
        draft.put("closing.place", {"blank": "illegible", "note": "masked in the copy"})
    elif len({one.text for one in found}) > 1 and not found[0].text.startswith(found[1].text):
        draft.put("closing.place", unsure(("", one) for one in found))
    else:
        draft.put("closing.place", words(found[0]))

"""Securities that are sold by number: units of an amount each, or shares."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.exhibits.draft import Group, figure, words
from pipeline.exhibits.figures import Figure, money, numbers
from pipeline.exhibits.passages import Span

UNIT = (
    r"(?:[Uu]nits?|[Ss]hares?|[Dd]epositary\s[Ss]hares?|[Ss]ecurit(?:y|ies)|[Nn]otes?|[A-Z]{3,}\w*)"
)
_PER_UNIT = re.compile(
    (
        rf"(?:(?:in\s)?principal\samount,?\s)?(?:\b(?:per|an?|for\seach|each)\s(?:\w+\s)"
        rf"?{UNIT}\b|each\b)"
    ),
    re.IGNORECASE,
)
#: "each of a principal amount of $10", "$10 principal amount per unit".
_EACH_OF = re.compile(
    rf"\b(?:each|per\s{UNIT})[^.;$€£¥]{{0,40}}?(?:principal|face|stated)\s(?:amount|"
    rf"value)\sof\s$|\bwith\sa\s(?:principal|face)\samount\sof\s$"
)
_UNITS = re.compile(
    (
        r"\b(?P<count>\d{1,3}(?:,\d{3})+|\d{4,})\s(?:of\sits\s)?(?P<name>(?:[A-Z][\w-]*\s)"
        r"{0,5}?(?:[Dd]epositary\s[Ss]hares|[Pp]referred\s[Ss]hares|[Ss]hares|[Uu]nits|"
        r"[Ss]ecurities|[Nn]otes)\b|[A-Z][A-Za-z®()-]*[A-Z][A-Za-z®()-]*|[a-z]+\b)"
    ),
)
_UNDERLYING = re.compile(
    r"(?:(?:a|one)\sshare\sof\s)?(?:the\s)?(?P<what>[\d.]+%\s[^;]+?(?:Stock|"
    r"Shares)(?:,\sSeries\s\w+)?)"
)
_FRACTION = re.compile(
    (
        r"\beach\s(?:of\swhich\s)?(?:represent(?:ing|s)|stand(?:s|ing)\sfor|evidencing|"
        r"being)\s(?:a\s|an\s)?(?P<part>1/[\d,]+(?:th)?|one[\s-][\w-]+)\s?(?:ownership\s)"
        r"?(?:interest\s)?(?:in\s|of\s)?"
    ),
    re.IGNORECASE,
)
_PREFERENCE = re.compile(r"\bliquidation\spreference\sof\s$")
#: Words behind a number that count no securities.
_NO_NAMES = frozenset({"aggregate", "principal", "and", "of"})
#: An option to buy more: it is called so, or is one to buy up to a number.
_OPTION = re.compile(
    r"\bover-?allot|\boption\b[^.;]{0,120}?\b(?:purchase|buy|acquire)\sup\sto\b", re.IGNORECASE
)
_UP_TO = re.compile(
    r"\bup\sto\s(?:an\s)?(?:additional\s|further\s|aggregate\sof\s)*$", re.IGNORECASE
)
_DAYS = re.compile(r"\s?-?\s?days?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of securities, what they are called, and which of the sentences has it."""

    number: Figure
    name: Span
    sentence: int


def _counts(spans: Sequence[Span]) -> list[_Count]:
    found = []
    for at, span in enumerate(spans):
        for match in _UNITS.finditer(span.text):
            before = span.text[max(0, match.start() - 4) : match.start()]
            if re.search(r"[$€£¥.]\s?$", before) or match["name"] in _NO_NAMES:
                continue
            digits = match["count"].replace(",", "")
            number = Figure(digits, span.of(match, "count"))
            found.append(_Count(number, span.of(match, "name"), at))
    return found


def read_units(spans: Sequence[Span]) -> tuple[str, Group, str] | None:
    """Return the field (``units`` or ``shares``), its group, and a remark where counts differ.

    ``spans`` are the statement and the purchase clause; None where no number is sold.
    """
    counts = _counts(spans)
    if not counts:
        return None
    name = counts[0].name.text
    if "share" in name.lower():
        return "shares", _shares(counts[0], spans[0]), ""
    if not re.search(r"[A-Z]{2}|[Uu]nits?$|[Ss]ecurities$|[Nn]otes$", name):
        return None
    return "units", *_units(counts, spans)


def _units(counts: Sequence[_Count], spans: Sequence[Span]) -> tuple[Group, str]:
    first = counts[0]
    made: Group = {"count": figure(first.number), "unit_name": words(first.name)}
    remark = ""
    last = len(spans) - 1
    later = next((one.number for one in counts if one.sentence == last > 0), None)
    if later is not None:
        made["in_purchase_clause"] = figure(later)
        if later.value != first.number.value:
            remark = (
                f"The paper contradicts itself: {first.number.span.text} {first.name.text} are "
                f"proposed (line {first.number.span.lines}), {later.span.text} stand in the "
                f"purchase clause (line {later.span.lines})."
            )
    per = next((m for span in spans for m in money(span) if is_per_unit(span, m)), None)
    if per is not None:
        made["amount_per_unit"] = figure(per)
    return made, remark


def _shares(first: _Count, statement: Span) -> Group:
    made: Group = {"count": figure(first.number)}
    fraction = _FRACTION.search(statement.text)
    if fraction is not None:
        made["fraction"] = words(statement.of(fraction, "part"))
        underlying = _UNDERLYING.match(statement.text, fraction.end())
        if underlying:
            made["underlying"] = words(statement.of(underlying, "what").stripped(", "))
    for one in money(statement):
        if _PREFERENCE.search(statement.text[: one.span.start - statement.start]):
            made["liquidation_preference"] = figure(one)
            break
    return made


def read_over_allotment(sentences: Sequence[Span]) -> Group | None:
    """Return the option to buy more that the opening gives; None where it gives none."""
    span = next((one for one in sentences if _OPTION.search(one.text)), None)
    if span is None:
        return None
    made: Group = {"text": words(span)}
    for field, found in (("principal_amount", money(span)), ("units", numbers(span))):
        for one in found:
            at = one.span.start - span.start
            behind = span.text[one.span.end - span.start :]
            if field == "units" and (days := _DAYS.match(behind)):
                quote = Span(span.passage, one.span.start, one.span.end + days.end())
                made.setdefault("period_days", figure(one, quote))
            elif limit := _UP_TO.search(span.text[:at]):
                quote = Span(span.passage, span.start + limit.start(), one.span.end)
                made.setdefault(field, figure(one, quote))
    return made if len(made) > 1 else None


def is_per_unit(span: Span, one: Figure) -> bool:
    """Whether an amount is that of one unit."""
    at = one.span.start - span.start
    return one.number < 10_000 and (
        _PER_UNIT.match(span.text[at + len(one.span.text) :].strip(" ,(")) is not None
        or _EACH_OF.search(span.text[max(0, at - 80) : at]) is not None
    )

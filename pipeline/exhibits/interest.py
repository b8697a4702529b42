"""What a security pays: fixed, floating, in periods, or nothing."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.exhibits.draft import Group, figure, stated, unsure, words
from pipeline.exhibits.figures import DATE, Figure, dates, money, percents
from pipeline.exhibits.passages import Span

_INDEX = re.compile(
    (
        r"(?P<name>(?:(?:\b(?:one|two|three|six|nine|twelve|\d{1,2})[-\s]months?\s)"
        r"?(?:(?:US|U\.S\.|USD|Canadian|Yen|Japanese\sYen|Sterling|Euro|EUR|JPY|"
        r"GBP)\s(?:dollar\s)?)?"
        r"\b(?:LIBOR|CDOR|EURIBOR|SOFR|SONIA|TIBOR|BBSW|CMT|Compounded\sSOFR|Federal\sFunds(?:"
        r"\s(?:\(?Effective\)?\s)?Rate)?|Prime\sRate|Treasury\sRate|Commercial\sPaper\sRate|"
        r"CD\sRate)"
        r"|London\s(?:I|i)nterbank\s(?:O|o)ffered\s(?:R|r)ate(?:s)?(?:\sfor\s[\w-]+\sU\.S\.\sd"
        r"ollar\sdeposits)?))"
    ),
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\(?\b(?P<source>Telerate|Reuters(?:\s(?:Screen\s)?(?:Page\s)?[A-Z]+\d*)"
    r"?|Bloomberg(?:\s[A-Z]+)?|Moneyline(?:\sTelerate)?)(?:\s(?:Page\s)?\d+)"
    r"?\)?"
)
_SPREAD = re.compile(
    r"(?P<sign>\bplus\b|\bminus\b|\+|−|\bless\b)\s(?:a\s(?:spread|margin)\sof\s)?(?P<rest>.{1,50})",
    re.IGNORECASE,
)
_POINTS = re.compile(r"(?P<points>\d{1,4}(?:\.\d+)?)\s?(?:basis\spoints?|bps?)\b", re.IGNORECASE)
_BOUND = (
    rf"(?:{DATE.pattern.replace('?P<', '?P<{0}')}|(?:the\s)?(?:[Oo]riginal\s)"
    rf"?(?:[Ii]ssue|[Cc]losing|[Ss]ettlement|[Ii]ssuance)\s?[Dd]ate|(?:the\s)"
    rf"?date\sof\s(?:original\s)?issu(?:e|ance)"
    r"|(?:the\s)?(?:[Ss]tated\s)?[Mm]aturity(?:\s[Dd]ate)?|(?:the\s)?[A-Z][\w-]+(?:\s[A-Z]"
    r"[\w-]+){0,3}\s(?:Payment\s)?Date(?:\s(?:occurring|falling)\s(?:on|in)\s.{4,20}?\d{4}"
    r")?)"
)


def _bound(name: str) -> str:
    return f"(?P<{name}>{_BOUND.replace('{0}', name)})"


_PERIOD = re.compile(
    rf"\b[Ff]rom\s(?:and\s(?P<fi>including)\s|\(?and\s(?P<fi2>including)\)?\s)"
    rf"?{_bound('a')}\s*,?\s*(?:up\s)?(?:to|until|through)\s?,?\s?"
    rf"(?:but\s(?:(?P<ex>excluding)|not\s(?P<ex2>including))|(?:and\s(?P<inc>including)"
    rf"))?\s?,?\s?{_bound('b')}"
)
_LINKED = re.compile(
    r"\b(?:index|formula|linked|basket|variable|determined\sas\s(?:set\sforth|described))\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    (
        r"(?:none|not\sapplicable|n/a|zero[ -]coupon|no\s(?:periodic\s)?(?:interest|"
        r"coupon)\b.*|.*\b(?:does|do|will)\snot\s(?:bear|pay)\s(?:any\s)?(?:periodic\s)"
        r"?interest\b.*)"
    ),
    re.IGNORECASE,
)


#: What may stand before the bounds of a period.
_LEADS = re.compile(
    r"\W*(?:\(?\w{1,3}\)\s*)?(?:(?:[Ff]or|[Dd]uring|[Ii]n)\s(?:the|each)\s(?:interest\s)"
    r"?periods?\s*)?\W*"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Words about one period, with its bounds where they are printed."""

    body: Span
    bounds: Group
    #: The words with their bounds.
    whole: Span


def split_periods(span: Span) -> list[Part]:
    """Cut words at the bounds of periods; words without bounds are one part."""
    found = list(_PERIOD.finditer(span.text))
    if not found:
        return [Part(span, {}, span)]
    # The rate stands behind its bounds, or before them: where the words begin says which.
    behind = found[0].start() <= 5
    behind = (
        behind or re.fullmatch(r"\W*\(?\w{1,3}\)?\W*", span.text[: found[0].start()]) is not None
    )
    parts = []
    for number, match in enumerate(found):
        if behind:
            end = found[number + 1].start() if number + 1 < len(found) else len(span.text)
            body = span.part(match.end(), end)
            whole = span.part(match.start(), end)
        else:
            start = found[number - 1].end() if number else 0
            body = span.part(start, match.start())
            whole = span.part(start, match.end())
        parts.append(Part(_trimmed(body), _bounds(span, match), whole.stripped(" ,;")))
    return parts


def _trimmed(body: Span) -> Span:
    """Return words without signs around them; a rate may begin with its decimal point."""
    text = body.text
    return body.part(0, len(text.rstrip(" ,;:."))).stripped(" ,;:") if text.strip(" ,;:.") else body


def _bounds(span: Span, match: re.Match[str]) -> Group:
    made: Group = {}
    for name, field in (("a", "from"), ("b", "to")):
        part = span.of(match, name)
        day = next(dates(part), None)
        made[f"{field}_date" if day else f"{field}_text"] = (
            figure(day, span.of(match)) if day else words(part)
        )
    if match["ex"] or match["ex2"]:
        made["to_inclusive"] = "no"
    elif match["inc"]:
        made["to_inclusive"] = "yes"
    return made


def read_rate(body: Span) -> Group | None:
    """Return one period of interest from its words; None where they state no rate for certain."""
    index = _INDEX.search(body.text)
    cash = _cash(body)
    if cash is not None:
        return cash
    if re.search(r"\breset\b", body.text, re.IGNORECASE):
        if len({one.value for one in percents(body)}) > 1 or index is None:
            return None
        return {"type": "reset", "determination": words(_trimmed(body))}
    if index is not None and any(
        one.span.end <= body.start + index.start() for one in percents(body)
    ):
        # A rate stands before the index: two periods whose bounds were not read.
        return None
    if index is not None:
        return _floating(body, index)
    if _LINKED.search(body.text) and not any(percents(body)):
        return {"type": "linked", "determination": words(body.stripped("."))}
    rates = list(percents(body))
    values = {one.value for one in rates}
    if len(values) != 1:
        return None
    rate = rates[0]
    return {"type": "fixed", "rate_pct": figure(rate, _with_annum(body, rate))}


def _cash(body: Span) -> Group | None:
    """Return cash amounts per unit with their parts, where a period pays so."""
    if not re.search(r"\bper\s(?:unit|security|note|[A-Z]{3,}\w*)", body.text):
        return None
    coupons: list[dict[str, str]] = []
    for one in money(body):
        tail = body.text[one.span.end - body.start :][:60]
        if re.match(r"\s(?:is|represents|as|of|being)?\s?(?:\w+\s)?interest\b", tail) and coupons:
            coupons[-1]["interest_part"] = one.value
        elif (
            re.match(r"\s(?:is|represents|as|of|being)?\s?(?:\w+\s)?(?:option\s)?premium\b", tail)
            and coupons
        ):
            coupons[-1]["premium_part"] = one.value
        else:
            coupons.append({"amount": one.value})
            day = next(dates(body.part(one.span.end - body.start, len(body.text))), None)
            if day is not None:
                coupons[-1]["payment_date"] = day.value
    if not coupons or any("payment_date" not in one for one in coupons):
        return None
    return {"type": "cash", "cash_coupons": coupons, "_text": words(_trimmed(body))}


def _with_annum(body: Span, rate: Figure) -> Span:
    tail = re.match(r"\s(?:per\sannum|p\.a\.|a\syear)", body.text[rate.span.end - body.start :])
    return Span(body.passage, rate.span.start, rate.span.end + (tail.end() if tail else 0))


def _floating(body: Span, index: re.Match[str]) -> Group | None:
    made: Group = {"type": "floating", "reference_rate": words(body.of(index, "name").stripped())}
    source = _SOURCE.search(body.text)
    if source is not None:
        made["rate_source"] = words(body.of(source, "source"))
    spread = _SPREAD.search(body.text, index.end())
    if spread is None:
        stray = list(percents(body))
        if stray:
            made["spread_pct"] = unsure((one.value, one.span) for one in stray)
        return made
    rest = body.of(spread, "rest")
    negative = spread["sign"].lower() in ("minus", "less", "−")
    points = _POINTS.search(rest.text)
    first = next(percents(rest), None)
    quote = body.of(spread)
    if points is not None and (first is None or points.start() < first.span.start - rest.start):
        made["spread_pct"] = _in_points(
            points, Span(body.passage, quote.start, rest.start + points.end()), negative
        )
    elif first is not None:
        whole = Span(body.passage, quote.start, first.span.end)
        value = f"-{first.value}" if negative else first.value
        printed = first.span.text if first.is_reworded else ""
        made["spread_pct"] = stated(value, whole, printed=printed)
    return made


def _in_points(points: re.Match[str], quote: Span, negative: bool) -> Group:
    value = Decimal(points["points"]) / 100
    return stated(f"{'-' if negative else ''}{value:f}", quote, printed=quote.text)


def interest_type(title: Span | None, periods: list[Group]) -> Group | str | None:
    """Return the type of the interest: by the title's words, else by the periods."""
    kinds = [str(period["type"]) for period in periods]
    if "fixed" in kinds and "reset" in kinds:
        derived = "fixed_reset"
    elif "fixed" in kinds and "floating" in kinds:
        derived = "fixed_to_floating"
    elif kinds and len(set(kinds)) == 1:
        derived = {"linked": "index_linked", "cash": "fixed_cash"}.get(kinds[0], kinds[0])
    else:
        derived = ""
    if title is not None and derived == "fixed" and re.search(r"[Ff]loating", title.text):
        return None
    if title is not None and derived != "dividend":
        for pattern, code in (
            (r"(?:Fixed[\s-]*(?:Rate\s)?)?Reset(?:table)?", "fixed_reset"),
            (
                r"Fixed(?:[\s-]*Rate)?\s*(?:/|to|-to-)\s*Floating(?:[\s-]*Rate)?",
                "fixed_to_floating",
            ),
            (r"Floating[\s-]Rate", "floating"),
            (r"(?:\S+%\s)?Fixed[\s-]Rate", "fixed"),
            (r"Zero[\s-]Coupon", "zero"),
        ):
            found = title.search(re.compile(pattern, re.IGNORECASE))
            if found is not None and (
                derived in ("", code) or (code, derived) == ("fixed_reset", "fixed")
            ):
                return stated(code, found)
    if derived and periods:
        field = (
            periods[0].get("rate_pct")
            or periods[0].get("reference_rate")
            or periods[0].get("determination")
            or periods[0].get("_text")
        )
        if isinstance(field, dict) and "lines" in field:
            return {
                "value": derived,
                "lines": field["lines"],
                "quote": field.get("quote", field["value"]),
            }
    return None


def pays_nothing(span: Span) -> bool:
    """Whether a row says that there is no periodic interest."""
    return _NOTHING.fullmatch(span.text.strip(" .")) is not None

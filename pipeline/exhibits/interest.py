"""What a security pays: fixed, floating, in periods, or nothing."""

import re
from decimal import Decimal

from pipeline.exhibits.cash import read_cash
from pipeline.exhibits.draft import Group, figure, stated, unsure, words
from pipeline.exhibits.figures import Figure, percents
from pipeline.exhibits.passages import Span
from pipeline.exhibits.periods import trimmed

_INDEX = re.compile(
    (
        r"(?P<name>(?:(?:\b(?:one|two|three|six|nine|twelve|\d{1,2})[-\s]months?\s)"
        r"?(?:\b(?:one|two|three|five|seven|ten|thirty|\d{1,2})[-\s]years?\s)?"
        r"(?:(?:US|U\.S\.|USD|Canadian|Yen|Japanese\sYen|Sterling|Euro|EUR|JPY|"
        r"GBP)\s(?:dollar\s)?)?"
        r"\b(?:LIBOR|CDOR|EURIBOR|SOFR|SONIA|TIBOR|BBSW|CMT|Compounded\sSOFR|Federal\sFunds(?:"
        r"\s(?:\(?Effective\)?\s)?Rate)?|Prime\sRate|(?:Constant\sMaturity\s)?Treasury\s(?:Rate|Yield)|Commercial\sPaper\sRate|"
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
#: A rate that is set anew on a date; one that is so every quarter floats.
_RESET = re.compile(
    r"\breset(?:table)?\b(?!,?\s(?:and\spayable\s)?(?:daily|weekly|monthly|quarterly|semi-?\s?annually|"
    r"annually|each|every|for\seach|on\s(?:each|the\sfirst\sday\sof\seach)))",
    re.IGNORECASE,
)
_LIMITS = (
    (
        "cap_pct",
        re.compile(
            r"\b(?:not\s(?:to\sexceed|(?:be\s)?(?:more|greater|higher)\sthan)|maximum\b[^.;]{0,30}?\bof|"
            r"cap(?:ped)?\s(?:at|of))\s$",
            re.IGNORECASE,
        ),
    ),
    (
        "floor_pct",
        re.compile(
            r"\b(?:(?:not|never)\s(?:be\s)?(?:less|lower)\sthan|never\s(?:be\s)?below|at\sleast|minimum\b[^.;]{0,30}?\bof|floor(?:ed)?\s(?:at|of))\s$",
            re.IGNORECASE,
        ),
    ),
)
#: "The sum of LIBOR and 1%": the words that add where a sum is spoken of.
_SUM = re.compile(r"\bsum\sof\b", re.IGNORECASE)
_ADDED = re.compile(
    r"(?P<sign>\band\b)\s(?:a\s(?:spread|margin)\sof\s)?(?P<rest>.{1,50})", re.IGNORECASE
)
_POINTS = re.compile(r"(?P<points>\d{1,4}(?:\.\d+)?)\s?(?:basis\spoints?|bps?)\b", re.IGNORECASE)
#: Words before a figure that take it away, or make it the most or the least.
_SUBTRACTED = re.compile(r"\b(?:minus|less|below)\b|[-−]\s?$", re.IGNORECASE)
_LIMITED = re.compile(
    r"\b(?:than|exceed\w*|maximum|minimum|cap|floor|up\sto|between|from)\b", re.IGNORECASE
)
_LINKED = re.compile(
    r"\b(?:index|formula|linked|basket|variable|determined\sas\s(?:set\sforth|described))\b",
    re.IGNORECASE,
)
#: What is no rate of interest, before its figure in the same clause.
_NOT_PAID = re.compile(
    r"\b(?:yields?|discount|accret\w+|concession|commission|original\sissue)\b[^.;,]*$",
    re.IGNORECASE,
)
#: How rows begin that say that nothing is paid before maturity.
_NOTHING = re.compile(
    r"(?:none|not\sapplicable|n/a|zero|nil)\b|no\s(?:periodic\s)?(?:payments?\sof\s)?(?:periodic\s)?"
    r"(?:interest|coupons?)\b|[^.;]*\b(?:does|do|will|shall)\snot\s(?:bear|pay)\s(?:any\s)?"
    r"(?:periodic\s)?interest\b",
    re.IGNORECASE,
)


def read_rate(body: Span) -> Group | None:
    """Return one period of interest from its words; None where they state no rate for certain."""
    index = _INDEX.search(body.text)
    if (cash := read_cash(body)) is not None:
        return cash
    rates = paid_rates(body)
    if _RESET.search(body.text):
        return _reset(body, index, rates)
    if index is not None and any(one.span.end <= body.start + index.start() for one in rates):
        # A rate stands before the index: two periods whose bounds were not read.
        return None
    if index is not None:
        return _floating(body, index)
    if _LINKED.search(body.text) and not rates:
        return {"type": "linked", "determination": words(body.stripped("."))}
    if len({one.value for one in rates}) != 1:
        return None
    return {"type": "fixed", "rate_pct": figure(rates[0], _with_annum(body, rates[0]))}


def paid_rates(span: Span) -> list[Figure]:
    """Return the rates of some words but for those of a yield, a price or a commission."""
    return [
        one
        for one in percents(span)
        if not _NOT_PAID.search(span.text[: one.span.start - span.start])
    ]


def _reset(body: Span, index: re.Match[str] | None, rates: list[Figure]) -> Group | None:
    """Return a period whose rate is set anew; None where its words hold another rate too."""
    if len({one.value for one in rates}) > 1 or index is None:
        return None
    if any(one.span.end <= body.start + index.start() for one in rates):
        return None
    made = _floating(body, index)
    if isinstance(made.get("spread_pct"), dict) and "blank" in made["spread_pct"]:
        return {"type": "reset", "determination": words(trimmed(body))}
    return {**made, "type": "reset"}


def _with_annum(body: Span, rate: Figure) -> Span:
    tail = re.match(r"\s(?:per\sannum|p\.a\.|a\syear)", body.text[rate.span.end - body.start :])
    return Span(body.passage, rate.span.start, rate.span.end + (tail.end() if tail else 0))


def _floating(body: Span, index: re.Match[str]) -> Group:
    made: Group = {"type": "floating", "reference_rate": _reference(body, index)}
    source = _SOURCE.search(body.text)
    if source is not None:
        made["rate_source"] = words(body.of(source, "source"))
    limited = _limits(body, made)
    spread = _SPREAD.search(body.text, index.end())
    if spread is None and _SUM.search(body.text[: index.start()]):
        spread = _ADDED.search(body.text, index.end())
    if spread is None:
        stray = [one for one in percents(body) if one.span.start not in limited]
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
    taken = made.get("spread_pct", {}).get("value", "").lstrip("-")
    others = [
        one
        for one in percents(body)
        if one.span.start >= quote.start
        and one.span.start not in limited
        and (not taken or one.number != Decimal(taken))
    ]
    if taken and others:
        # A second figure may be the spread of another period, whose bounds were not read.
        made["spread_pct"] = unsure((one.value, one.span) for one in [*percents(quote), *others])
    return made


def _reference(body: Span, index: re.Match[str]) -> Group:
    """Return the reference rate; unsure where words name two, one the higher or the other."""
    named = list(_INDEX.finditer(body.text))
    if len({_family(match["name"]) for match in named}) > 1:
        note = "more than one reference rate is named"
        return unsure([("", body.of(match, "name").stripped()) for match in named], note)
    return words(body.of(index, "name").stripped())


def _family(name: str) -> str:
    """Return what a reference rate is called without its term and currency."""
    plain = name.lower()
    return "libor" if "london" in plain else plain.split()[-1] if "rate" not in plain else plain


def _limits(body: Span, made: Group) -> set[int]:
    """Set the most and the least that a rate may be; return where these figures stand."""
    found = set()
    for one in percents(body):
        before = body.text[: one.span.start - body.start]
        for field, pattern in _LIMITS:
            if match := pattern.search(before):
                quote = Span(body.passage, body.start + match.start(), one.span.end)
                made.setdefault(field, figure(one, quote))
                found.add(one.span.start)
    return found


def read_spread(span: Span) -> Group | None:
    """Return the spread of a row of its own: "plus 48 basis points", "0.48%"; None of two.

    None as well where the words before it make it a limit.
    """
    points = list(_POINTS.finditer(span.text))
    rates = list(percents(span))
    if len(points) + len(rates) != 1:
        return None
    start, end = (
        points[0].span()
        if points
        else (r - span.start for r in (rates[0].span.start, rates[0].span.end))
    )
    head = span.text[:start]
    if _LIMITED.search(head):
        return None
    negative = _SUBTRACTED.search(head) is not None
    quote = span.part(0, end)
    if points:
        return _in_points(points[0], quote, negative)
    printed = rates[0].span.text if rates[0].is_reworded else ""
    value = f"-{rates[0].value}" if negative else rates[0].value
    return stated(value, quote, printed=printed)


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


def is_mostly_nothing(span: Span) -> bool:
    """Whether a row begins with words that nothing is paid, and goes on to what is paid."""
    return _NOTHING.match(span.text) is not None and not pays_nothing(span)


def pays_nothing(span: Span) -> bool:
    """Whether a row says that there is no periodic interest."""
    text = span.text.strip(" .")
    return _NOTHING.match(text) is not None and not paid_rates(span) and not _INDEX.search(text)

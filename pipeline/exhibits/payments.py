"""When interest is paid, and on which days holders are counted."""

import re
from datetime import date

from pipeline.exhibits.draft import Group, figure, stated, unsure, words
from pipeline.exhibits.figures import DATE, MONTH, Figure, dates, month_number
from pipeline.exhibits.passages import Span

_FREQUENCIES = (
    (
        "semi_annual",
        re.compile(
            r"\b(?:semi-?\s?annual(?:ly)?|half-?\s?yearly|twice\s(?:a|each)\syear)\b", re.IGNORECASE
        ),
    ),
    ("quarterly", re.compile(r"\bquarterly\b", re.IGNORECASE)),
    (
        "monthly",
        re.compile(
            r"\bmonthly\b|\b(?:each|every)\s(?:calendar\s)?month\b(?!\sof\b)", re.IGNORECASE
        ),
    ),
    (
        "annual",
        re.compile(
            r"(?<!semi[- ])(?<!semi)(?<!half[- ])\b(?:annual(?:ly)?|yearly|once\sa\syear)\b",
            re.IGNORECASE,
        ),
    ),
)
_FIRST = re.compile(
    (
        rf"\b(?:commenc\w+|beginning|starting|first"
        rf"(?:\s(?:such|interest|payment|coupon|time|date|to\sbe\s(?:made|paid)|being|is|will\sbe|"
        rf"payable))*|initial\spayment\sdate)"
        rf"[,:]?\s(?:on\s|with\s|from\s|the\s|payment\s|interest\s|date\s|of\s)*(?P<date>{DATE.pattern}"
        rf")"
    ),
    re.IGNORECASE,
)
#: "First coupon from ...": a period's first day, and no payment's.
_BEGINS = re.compile(r"first\b.*\bfrom\s", re.IGNORECASE)
_DAY = r"(?:\d{1,2})(?:st|nd|rd|th)?"
_MONTH_DAY = re.compile(
    rf"\b(?P<month>{MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\s*,?\s*\d{{4}})\b", re.IGNORECASE
)
_DAY_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month>{MONTH})(?!\s*,?\s*\d{{4}})\b", re.IGNORECASE
)
#: "the 22nd of February and August", "the 12th day of each of March, June and September".
_DAY_OF_MONTHS = re.compile(
    (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:calendar\s)?(?:day\s)?of\s(?:each\s|"
        rf"every\s|the\smonths?\sof\s|the\s|month\sof\s|of\s)*"
        rf"(?P<months>(?:{MONTH})(?:\s*(?:,\s*and|,\s*or|,|and|or|&)\s*(?:{MONTH}))*)(?!\s*,?\s*\d)"
    ),
    re.IGNORECASE,
)
#: "the last day of February": the 28th, as calendars of records have no leap year.
_LAST_DAY = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LAST_DAYS = re.compile(
    rf"\blast\s(?:calendar\s)?day\sof\s(?:each\s|every\s|the\smonths?\sof\s|of\s)*"
    rf"(?P<months>(?:{MONTH})(?:\s*(?:,\s*and|,\s*or|,|and|or|&)\s*(?:{MONTH})(?!\s*\d))*)"
    r"(?!\s*,?\s*\d)",
    re.IGNORECASE,
)
_DAY_OF_EACH_MONTH = re.compile(
    (
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s(?:calendar\s)?(?:day\s)?of\s(?:each|"
        r"every)\s(?:calendar\s)?month\b"
    ),
    re.IGNORECASE,
)
_MOVED = re.compile(
    (
        r"\bor(?:,?\sif\s[^;.]{0,80}?,)?\s(?:on\s)?the\s(?:immediately\s)?(?:next|"
        r"following|succeeding)[^;.,]{0,40}?\bbusiness\sday\b"
        r"|\b(?:modified\s)?following\sbusiness\sday(?:\sconvention)?"
    ),
    re.IGNORECASE,
)
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
]
_BEFORE = re.compile(
    (
        rf"\b(?P<count>{'|'.join(_ORDINALS)}|one|two|three|four|five|ten|\d{{1,2}}(?:st|"
        rf"nd|rd|th)?)?\s?(?:\(\d+\)\s?)?(?:new\syork\s)?business\sdays?\b"
        r"[^.;]{0,60}?\b(?:prec(?:ee|e)d\w*|before|prior)"
    ),
    re.IGNORECASE,
)
_NUMBER_WORDS = {word: n for n, word in enumerate(_ORDINALS, 1)} | {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "ten": 10,
}
_RELATIVE = re.compile(
    r"\b(?:calendar\s)?days?\b[^.;]{0,60}?\b(?:prec(?:ee|e)d|before|prior)|immediately\spreceding",
    re.IGNORECASE,
)


_LEAP = re.compile(r"\bleap\b", re.IGNORECASE)
_LEAP_ASIDE = re.compile(r"\([^()]*\bleap\b[^()]*\)", re.IGNORECASE)
#: Where the words of a row go on to the record dates.
_RECORDED = re.compile(
    (
        r"[;,.(]?\s*(?:in\seach\scase,?\s)?(?:to\s(?:the\s)?(?:holders|persons)\b[^;.]{0,60}?|"
        r"\(?(?:the\s|regular\s)*)"
        r"(?:of\srecord\b|record\sda(?:te|y)s?\b)"
    ),
    re.IGNORECASE,
)


def month_days(span: Span) -> list[tuple[str, Span]]:
    """Return the days of the year that some words name, as ``02-09``, each with its words."""
    found: dict[int, tuple[str, Span]] = {}
    taken: list[tuple[int, int]] = []

    def take(month: int, day: str, part: Span, key: int) -> None:
        written = f"{month:02}-{int(day):02}"
        try:
            date.fromisoformat(f"2000-{written}")
        except ValueError:
            return
        found[key] = (written, part)

    text = span.text
    for match in _LAST_DAYS.finditer(text):
        taken.append(match.span())
        for number, name in enumerate(re.finditer(MONTH, match["months"], re.IGNORECASE)):
            month = month_number(name[0])
            take(month, str(_LAST_DAY[month - 1]), span.of(match), match.start() * 100 + number)
    for match in _DAY_OF_EACH_MONTH.finditer(text):
        taken.append(match.span())
        for month in range(1, 13):
            take(month, match["day"], span.of(match), match.start() * 100 + month)
    for match in _DAY_OF_MONTHS.finditer(text):
        taken.append(match.span())
        for number, name in enumerate(re.finditer(MONTH, match["months"], re.IGNORECASE)):
            take(month_number(name[0]), match["day"], span.of(match), match.start() * 100 + number)
    for pattern in (_MONTH_DAY, _DAY_MONTH):
        for match in pattern.finditer(text):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
                take(
                    month_number(match["month"]), match["day"], span.of(match), match.start() * 100
                )
    return [found[key] for key in sorted(found)]


def read_payments(span: Span, start: Figure | None = None) -> Group | None:
    """Return the payment dates that a row of the terms states; None where it states none.

    ``start`` is a date from which the words say that they hold: that of the first payment.
    """
    if re.fullmatch(r"(?:none|not\s+applicable|n/a)\.?", span.text, re.IGNORECASE):
        return None
    span = without_record_dates(span)
    made: Group = {}
    text = span.stripped(".") if span.text.count(".") == 1 else span
    frequency = _frequency(span)
    if frequency is not None and "blank" in frequency:
        return unsure([("", span)], "several frequencies, and which days are whose")
    first = next((m for m in _FIRST.finditer(span.text) if not _BEGINS.match(m[0])), None)
    first_date = next(dates(span.of(first, "date")), None) if first else None
    days = month_days(span)
    full = [one for one in dates(span) if first_date is None or one.value != first_date.value]
    if frequency is not None:
        made["frequency"] = frequency
    values = list(dict.fromkeys(day for day, _ in days))
    if len(values) == 12:
        made.setdefault("frequency", stated("monthly", days[0][1]))
    elif values:
        quote = _from_to(span, days[0][1], days[-1][1])
        made["days"] = stated(sorted(values), quote)
        if "frequency" in made and not _agree(str(made["frequency"].get("value", "")), values):
            made["days"] = unsure([(", ".join(sorted(values)), quote)])
    elif frequency is None and (len(full) > 1 or (full and not first_date)):
        made["frequency"] = stated("listed_dates", _listed(span, full))
        every = sorted({one.value for one in [*full, *([first_date] if first_date else [])]})
        listed = _listed(span, full, first_date)
        # "May 1, 2004 and at maturity": the list has a date more, which its words do not give.
        is_open = re.search(r"\bat\s(?:stated\s)?maturity\b", span.text, re.IGNORECASE)
        made["dates"] = unsure([(", ".join(every), span)]) if is_open else stated(every, listed)
    if first_date is not None and first is not None:
        made["first_payment_date"] = figure(first_date, span.of(first))
    elif start is not None and ("days" in made or "frequency" in made):
        made["first_payment_date"] = figure(start)
    moved = span.search(_MOVED)
    if moved is not None:
        made["business_days"] = words(moved)
    if not made:
        return {"text": words(text)}
    made["text"] = words(text)
    return made


def without_record_dates(span: Span) -> Span:
    """Return words on payments without those on record dates that go on from them."""
    recorded = _RECORDED.search(span.text)
    return span.part(0, recorded.start()).stripped(" ;,.(") if recorded else span


def _frequency(span: Span) -> Group | None:
    found = [
        (code, span.of(match))
        for code, pattern in _FREQUENCIES
        if (match := pattern.search(span.text))
    ]
    if len({code for code, _ in found}) > 1:
        return unsure(found)
    return stated(*found[0]) if found else None


def _agree(frequency: str, days: list[str]) -> bool:
    """Whether as many days are named as the frequency asks for."""
    wanted = {"annual": 1, "semi_annual": 2, "quarterly": 4, "monthly": 12}.get(frequency)
    return wanted is None or len(days) == wanted


def _from_to(span: Span, first: Span, last: Span) -> Span:
    return Span(span.passage, min(first.start, last.start), max(first.end, last.end))


def _listed(span: Span, full: list[Figure], first: Figure | None = None) -> Span:
    every = [one.span for one in full] + ([first.span] if first else [])
    return Span(span.passage, min(s.start for s in every), max(s.end for s in every))


def record_days(span: Span) -> Group | None:
    """Return what a row states on record dates: fixed days, listed dates, a rule."""
    text = words(span.stripped(".") if span.text.count(".") == 1 else span)
    if re.fullmatch(r"(?:none|not\s+applicable|n/a)\.?", span.text, re.IGNORECASE):
        return {"kind": "not_applicable"}
    if re.search(r"\bboard\b", span.text, re.IGNORECASE):
        return {"kind": "set_by_board", "text": text}
    full = list(dates(span))
    days = _with_month_ends(span)
    before = _BEFORE.search(span.text)
    if full and not days:
        every = [one.value for one in full]
        return {"kind": "listed_dates", "dates": stated(every, _listed(span, full)), "text": text}
    if days:
        values = list(dict.fromkeys(day for day, _ in days))
        quote = _from_to(span, days[0][1], days[-1][1])
        return {"kind": "fixed_days", "days": stated(values, quote), "text": text}
    if before:
        count = (before["count"] or "one").lower()
        number = _NUMBER_WORDS.get(count) or int(re.sub(r"\D", "", count) or 0)
        made: Group = {"kind": "relative"}
        if before["count"] and number:
            made["business_days_before"] = stated(
                str(number), span.of(before), printed=before["count"]
            )
        return {**made, "text": text}
    if _RELATIVE.search(span.text):
        return {"kind": "relative", "text": text}
    return None


def _with_month_ends(span: Span) -> list[tuple[str, Span]]:
    """Return the days named; the day of a leap year's exception is none of its own."""
    days = month_days(span)
    aside = _LEAP_ASIDE.search(span.text)
    if aside is not None:
        first, last = (span.start + place for place in aside.span())
        days = [entry for entry in days if not first <= entry[1].start < last]
    elif _LEAP.search(span.text):
        days = [entry for entry in days if entry[0] != "02-29"]
    return days

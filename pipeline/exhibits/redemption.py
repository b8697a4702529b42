"""Whether and when a security can be repaid early, as the row of the terms says it."""

import re
from decimal import Decimal

from pipeline.exhibits.draft import Group, figure, stated, unsure, words
from pipeline.exhibits.figures import Figure, dates
from pipeline.exhibits.passages import Span

_NOT = re.compile(
    (
        r"\b(?:not\s(?:be\s)?(?:redeemable|redeemed|callable|called|subject\sto\s(?:optional\s"
        r"|early\s)?redemption)|no\s(?:early\s|optional\s)?redemption|non-?callable|"
        r"cannot\sbe\s(?:called|redeemed|repaid)|and\snot\sbefore(?=\.?$)|"
        r"none|not\sapplicable)\b[^.;]*"
    ),
    re.IGNORECASE,
)
#: Other events than those of tax on which a security may be redeemed.
_OTHER_EVENT = re.compile(
    r"\b(?:regulatory|rating|capital|change\sof\scontrol|investment\scompany)\b", re.IGNORECASE
)
_LATER = re.compile(r"\bfor\s(?:\w+\s){1,2}years?\b|\buntil\b", re.IGNORECASE)
_TAX = re.compile(r"\b(?:tax(?:ation|es)?|withholding|additional\samounts)\b", re.IGNORECASE)
_EXCEPT = re.compile(r"\b(?:except|unless|other\sthan|save|provided)\b", re.IGNORECASE)
_MAKE_WHOLE = re.compile(
    r"\bmake-?\s?whole\b[^.;]*|\bTreasury\s(?:Rate|Yield)\b[^.;]*", re.IGNORECASE
)
_HOLDER = re.compile(
    (
        r"\b(?:[Ee]ach|[Aa]ny|[Tt]he|a)\sholders?\b[^.;]{0,40}?\brequire\b[^.;]*|"
        r"\b(?:option|election)\sof\s(?:the\s|a\s|each\s)?(?:holders?|registered\sowners?)"
        r"\b[^.;]*|\bholders?\b[^.;]{0,60}?\b(?:may|option|right)\b[^.;]*"
    ),
    re.IGNORECASE,
)
_ISSUER = re.compile(
    (
        r"\b(?:redeem|call)\w*[^.;]{0,160}?\b(?:option|election)\sof\sthe\s(?:Company|"
        r"Issuer|Corporation)\b|\b(?:Company|Issuer|Corporation)\b[^.;]{0,80}?\bmay\b[^.;]{0,8"
        r"0}?\b(?:redeem|call)|\b(?:are|is|be)\sredeemable\b[^.;]*|\bcallable\b[^.;]*|"
        r"\bmay\s(?:be\sredeemed|redeem|call)\b[^.;]*"
    ),
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bon\s(?:or|and)\s(?:at\sany\stime\s)?after\b|\bafter\b|\bbeginning\b|\bcommencing\b"
    r"|\b(?:not|no)\b[^.;]{0,20}\b(?:before|prior\sto)\s$",
    re.IGNORECASE,
)
_YEAR_PRICE = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)\b[\s.:,]*(?:(?:and\s)?(?:thereafter|after|later)[\s.:,]*)?(?:at\s)?"
    r"(?P<price>\d{2,3}(?:\.\d+)?)\s?%"
)
#: How words announce a table of prices.
_SCHEDULE = re.compile(
    r"\bfollowing\s(?:optional\s)?(?:redemption\s)?prices\b"
    r"|\b(?:twelve|12)[\s-]months?(?:['’]?\speriods?)?\s(?:beginning|commencing)\b",
    re.IGNORECASE,
)
_SPREAD = re.compile(
    r"(?:plus\s|\+\s?)(?:a\s(?:spread|margin)\sof\s)?(?P<rate>\d*\.?\d+)\s?"
    r"(?:%|(?P<points>basis\spoints?|bps?)\b)",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\b(?P<points>\d+(?:\.\d+)?)\s(?:basis\spoints?|bps?)\b", re.IGNORECASE)
_AT_PAR = re.compile(r"\bpar\b|\b100(?:\.0+)?\s?%", re.IGNORECASE)
_TO_MATURITY = re.compile(r"[Pp]rior\sto\s(?:the\s)?(?:maturity|Maturity|stated)")
_EARLY = re.compile(
    r"(?:prior\sto|before)\s(?!maturity|the\smaturity|stated\smaturity|their\smaturity)",
    re.IGNORECASE,
)
_ON = re.compile(r"(?:\bon|\bor|\band|,)\s(?:each\sof\s)?$")
_NOTICE = re.compile(
    (
        r"\b(?:not\sless\sthan\s)?(?P<min>\d{1,3})\s(?:days?\s)?(?:nor|and|or|to|"
        r"but\snot)\s(?:not\s)?(?:more\sthan\s)?(?P<max>\d{1,3})\sdays'?\b"
    ),
    re.IGNORECASE,
)


def read_redemption(span: Span, *, is_last: bool = False) -> Group | None:
    """Return what the row says; its kind is unsure where the words allow several."""
    text = span.stripped(".") if span.text.count(".") == 1 else span
    kind = _kind(span, is_last=is_last)
    made: Group = {"kind": kind, "text": words(text)}
    code = kind.get("value")
    prices = list(_YEAR_PRICE.finditer(span.text))
    if code in ("issuer_call", "call_schedule", "make_whole"):
        for one in dates(span):
            before = span.text[: one.span.start - span.start][-30:]
            if _FROM.search(before):
                made["from_date"] = figure(one)
                if code == "make_whole" and _AT_PAR.search(span.text):
                    note = "the day from which the price is par"
                    made["from_date"] = unsure([(one.value, one.span)], note)
                break
    if code == "call_schedule" and prices:
        made["prices"] = [{"from_date": m["year"], "price_pct": m["price"]} for m in prices]
    if code == "make_whole" and (spread := _SPREAD.search(span.text)):
        spreads = {m["points"] for m in _POINTS.finditer(span.text)}
        rate = Decimal(spread["rate"]) / (100 if spread["points"] else 1)
        printed = spread[0] if spread["points"] else ""
        made["make_whole_spread_pct"] = (
            unsure([("", span)], "several spreads, and of what each")
            if len(spreads) > 1
            else stated(f"{rate:f}", span.of(spread), printed=printed)
        )
    if code == "holder_put" and (days := _put_days(span)):
        made["put_dates"] = [figure(day) for day in days]
    if notice := _NOTICE.search(span.text):
        quote = span.of(notice)
        made["notice_window"] = {
            "min_days": stated(notice["min"], quote),
            "max_days": stated(notice["max"], quote),
        }
    return made


def _put_days(span: Span) -> list[Figure]:
    """Return the days on which holders may be repaid: those named with "on"."""
    return [one for one in dates(span) if _ON.search(span.text[: one.span.start - span.start])]


def _kind(span: Span, *, is_last: bool) -> Group:
    """Return who may redeem and when; unsure where the words allow several readings, or none."""
    no, tax = _refusal(span), _TAX.search(span.text)
    found = _allowed(span, is_refused=no is not None, is_for_tax=tax is not None)
    if no is not None and tax is not None and len(found) == 1:
        found.append(("tax_only", _tax_quote(span, no, tax)))
    elif not found and no is not None:
        found = _refused(span, no, tax, is_last=is_last)
    elif not found and tax is not None and re.search(r"\bonly\b|\bin\swhole\b", span.text):
        found = [("tax_only", _tax_quote(span, tax, tax))]
    if len(found) == 1 and not _is_doubtful(span, no, found[0][0]):
        return stated(*found[0])
    return unsure(found or [("", span)], "the words allow several readings" if found else "")


def _is_doubtful(span: Span, no: re.Match[str] | None, code: str) -> bool:
    """Whether words say more than a kind: other events than tax, or that it is for some years."""
    if code == "tax_only":
        return _OTHER_EVENT.search(span.text) is not None
    return code == "none" and no is not None and _LATER.search(span.text, no.start()) is not None


def _refusal(span: Span) -> re.Match[str] | None:
    """Return the words that refuse redemption; None where they refuse it for a time alone."""
    no = _NOT.search(span.text)
    if no is None or _TO_MATURITY.search(span.text):
        return no
    # "Not redeemable before 1 April 2003": they are, from then on.
    is_for_a_time = _EARLY.search(no[0]) and any(dates(span.of(no)))
    return None if is_for_a_time else no


def _allowed(span: Span, *, is_refused: bool, is_for_tax: bool) -> list[tuple[str, Span]]:
    """Return the kinds of redemption that the words allow, each with its words."""
    makes_whole, holder, issuer = (p.search(span.text) for p in (_MAKE_WHOLE, _HOLDER, _ISSUER))
    prices = list(_YEAR_PRICE.finditer(span.text))
    found: list[tuple[str, Span]] = []
    if makes_whole:
        found.append(("make_whole", span.of(makes_whole)))
    if holder and not is_for_tax:
        found.append(("holder_put", span.of(holder)))
    announced = _SCHEDULE.search(span.text)
    if len(prices) > 1:
        found.append(("call_schedule", span.part(prices[0].start(), prices[-1].end())))
    elif announced is not None and not holder:
        # The prices stand below it, in rows of their own.
        found.append(("call_schedule", span.of(announced)))
    elif issuer and not (is_refused or makes_whole or is_for_tax):
        found.append(("issuer_call", span.of(issuer)))
    return found


def _refused(
    span: Span, no: re.Match[str], tax: re.Match[str] | None, *, is_last: bool
) -> list[tuple[str, Span]]:
    """Return what words that refuse redemption leave: nothing, tax, or what a copy cut off."""
    tail = span.part(no.start(), len(span.text))
    if tax is not None:
        return [("tax_only", _tax_quote(span, no, tax))]
    if not _EXCEPT.search(tail.text):
        return [("none", span.of(no).stripped("."))]
    if is_last and not span.text.rstrip().endswith("."):
        return [("cut_off", tail)]
    return []


def _tax_quote(span: Span, start: re.Match[str], tax: re.Match[str]) -> Span:
    first, last = min(start.start(), tax.start()), max(tax.end(), min(start.end(), tax.end()))
    return span.part(first, last)

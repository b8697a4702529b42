"""What each underwriter promises about sales abroad, one jurisdiction after the other."""

import re
from dataclasses import replace

from pipeline.exhibits.draft import Draft, Group, stated, unsure, words
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Paragraph, Span

_PROMISES = re.compile(
    r"\b(?:[Ee]ach|[Tt]he|[Ee]very|[Ss]uch)\s(?:of\sthe\s)?(?:several\s)?(?:Underwriters?|"
    r"Initial\sPurchasers?|Purchasers?|Managers?|Dealers?)\b[^.;]{0,120}?\b(?:represents?|"
    r"agrees?|undertakes?|warrants?|acknowledges?|confirms?|covenants?)\b"
    r"|\b[Nn]o\s(?:Underwriter|(?:Initial\s)?Purchaser|Manager|Dealer)\s(?:has|may|will|shall)\s"
    r"(?:\w+\s){0,3}?(?:offer|sell|sold|distribut)"
)
_SALES = re.compile(
    (
        r"\b(?:offer(?:ed|s|ing)?|s(?:old|ell|ale)|distribut\w+|communicat\w+|complied|plac(?:ed|ing|e)|"
        r"comply|aware|acknowledges|prospectus)\b"
    ),
    re.IGNORECASE,
)
#: Jurisdictions as papers name them, the longer names first; adjectives do not decide.
_PLACES = (
    ("United Kingdom", r"the\sUnited\sKingdom|\bUnited\sKingdom\b|\bthe\sU\.?K\.?(?=\W)"),
    ("Japan", r"\bJapan\b"),
    ("Germany", r"(?:the\s)?Federal\sRepublic\sof\sGermany|\bGermany\b"),
    ("France", r"(?:the\s)?Republic\sof\sFrance|\bFrance\b"),
    ("Hong Kong", r"\bHong\sKong\b"),
    ("The Netherlands", r"\b[Tt]he\sNetherlands\b"),
    ("Italy", r"(?:the\s)?Republic\sof\sItaly|\bItaly\b"),
    ("Singapore", r"(?:the\s)?Republic\sof\sSingapore|\bSingapore\b"),
    ("Switzerland", r"\bSwitzerland\b|Swiss\sConfederation"),
    ("Spain", r"(?:the\s)?Kingdom\sof\sSpain|\bSpain\b"),
    ("Belgium", r"(?:the\s)?Kingdom\sof\sBelgium|\bBelgium\b"),
    ("Luxembourg", r"(?:the\s)?Grand\sDuchy\sof\sLuxembourg|\bLuxembourg\b"),
    ("Canada", r"\bCanada\b"),
    ("Australia", r"\bAustralia\b"),
    ("Ireland", r"\bIreland\b"),
    ("Austria", r"(?:the\s)?Republic\sof\sAustria|\bAustria\b"),
    ("Portugal", r"\bPortugal\b"),
    ("Sweden", r"\bSweden\b"),
    ("Norway", r"\bNorway\b"),
    ("Denmark", r"\bDenmark\b"),
    ("Finland", r"\bFinland\b"),
    ("Korea", r"(?:the\s)?Republic\sof\sKorea|\bKorea\b"),
    ("Taiwan", r"\bTaiwan\b"),
    ("China", r"(?:the\s)?People['’]s\sRepublic\sof\sChina|\bthe\sPRC\b"),
    ("Dubai International Financial Centre", r"\bDubai\sInternational\sFinancial\sCentre\b"),
    ("United Arab Emirates", r"\bUnited\sArab\sEmirates\b"),
    ("Brazil", r"\bBrazil\b"),
    ("Mexico", r"\bMexico\b"),
    ("Chile", r"\bChile\b"),
    ("Israel", r"\bIsrael\b"),
    ("European Economic Area", r"\bEuropean\sEconomic\sArea\b|\bMember\sState\b"),
    ("United States", r"\bwithin\sthe\sUnited\sStates\b"),
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _PLACES)
_STATUTE = re.compile(
    r"\b(?P<statute>(?:Section|Regulation|Article|Rule)\s\d[\w.]*(?:\(\w+\))"
    r"*\sof\s(?:the\s)?(?:FSMA|[A-Z][\w-]+(?:\s(?:and\s|of\s|for\s)*[A-Z][\w-]+)"
    r"*\s(?:Act|Law|Ordinance|Code)(?:\s(?:of\s)?\d{4})?)"
    r"|(?:[A-Z][\w-]+(?:\s(?:and\s|of\s|on\s|for\s)*(?:and\s)?)){1,9}(?:Act|"
    r"Ordinance|Law|Regulations?|Directive|Code)\b(?:\s(?:of\s)?\d{4})?)"
)
_DEFINED = re.compile(
    r"\b(?P<long>(?:[A-Z][\w-]+\s(?:and\s|of\s)*)+(?:Act|Law|Ordinance)(?:\s\d{4})"
    r"?)\s\((?:the\s)?[\"“](?P<short>[A-Z]{2,8})[\"”]\)"
)
_PERIOD = re.compile(r"\bperiod\sof\s(?P<months>\w+)\smonths\b", re.IGNORECASE)
_STARTS = re.compile(
    (
        r"\b(?:from|after|following)\s(?P<starts>(?:and\sincluding\s)?(?:the\s)?(?P<what>Closi"
        r"ng\sDate|date\sof\s(?:issue|issuance|closing)|issue\sdate))\b[^,;]{0,50}"
    ),
    re.IGNORECASE,
)
#: What follows a country in the name of a firm: "National Australia Bank, Limited".
_FIRM = re.compile(
    r",?\s(?:Bank|Banking|Securities\s(?:Inc|L|plc)|Capital|Trust|Limited|Ltd|Inc|LLC|L\.L\.C)\b"
)
#: A sentence of the offer, which is no promise about sales abroad.
_OFFERS = re.compile(
    r"\b(?:offers?|agrees?|proposes?|prepared)(?:,?\s(?:hereby|severally|jointly|and|but|not)\b){0,6},?"
    r"\sto\s(?:purchase|buy|take\sup)\b",
    re.IGNORECASE,
)
_BANK_OF = re.compile(r"\b(?:Bank|Trust|Company|Corporation)\sof\s$")
_COUNTRY = re.compile(r"(?:[A-Z][a-z]+\s){0,3}[A-Z][a-z]+\.\s$")
#: No paper has more promises: so many are words that only look like them.
_MOST = 200
_TOO_MANY = "more promises are printed than a paper of this kind has"
#: Before a promise the name of a country may stand as its heading.
_HEADED = 45
_HEADING = re.compile(r"(?:To\s|In\s)?(?P<head>[A-Z][\w\s]{2,40}?)(?:\.|:|\s?[–—]|\s--)\s")
_MONTHS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "nine": 9,
    "twelve": 12,
    "eighteen": 18,
}


def read_restrictions(paper: Paper, draft: Draft) -> None:
    """Read the promises: a lettered list behind the words that introduce it, or paragraphs."""
    blocks = [_run_on(block) for block in paper.paragraphs()]
    found: list[Group] = []
    introduction: Span | None = None
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if (
            _PROMISES.search(block.text)
            and not block.label
            and block.text.rstrip().endswith(":")
            and (listed := _list_behind(blocks, at))
        ):
            if any(_SALES.search(one.text) for one in listed):
                introduction = introduction or block.body
                found += _entries(listed)
            at += len(listed) + 1
            continue
        if (
            (_begins_with_promise(block) or _heading_place(block.body) is not None)
            and _SALES.search(block.text)
            and not _names_rule(block.text)
        ):
            places = _places(block.body)
            if places:
                found += _entries([block])
        at += 1
    if not found:
        return
    if len(found) > _MOST:
        draft.put("selling_restrictions", unsure([("", introduction or blocks[0].body)], _TOO_MANY))
        return
    made: Group = {"introduction": words(introduction)} if introduction is not None else {}
    made["restrictions"] = found
    draft.put("selling_restrictions", made)


def _run_on(block: Paragraph) -> Paragraph:
    """Return the promise with which an item of another list ends, else the paragraph itself.

    Where a page's end has no mark, what stands behind it runs on behind an item without a
    full stop; without the promise those behind it would be counted one too low.
    """
    promise = _PROMISES.search(block.body.text)
    if not block.label or promise is None or promise.start() < _HEADED:
        return block
    before = block.body.text[: promise.start()]
    heading = _COUNTRY.search(before, max(0, len(before) - _HEADED))
    start = heading.start() if heading else promise.start()
    if re.search(r"[,;:.]\s*$", before[:start]) or not before[:start].strip():
        return block
    return replace(block, label="", body_start=block.body.start + start)


def _begins_with_promise(block: Paragraph) -> bool:
    """Whether a paragraph is a promise; an item of another list may only end in one."""
    promise = _PROMISES.search(block.body.text)
    if promise is None or _OFFERS.search(block.text):
        return False
    return not block.label or promise.start() < _HEADED


def _names_rule(text: str) -> bool:
    return re.search(r"\bRule\s(?:2720|5121)\b", text) is not None


def _list_behind(blocks: list[Paragraph], at: int) -> list[Paragraph]:
    end = at + 1
    while end < len(blocks) and blocks[end].label:
        end += 1
    return blocks[at + 1 : end]


def _entries(blocks: list[Paragraph]) -> list[Group]:
    made: list[Group] = []
    shorts: dict[str, tuple[str, Span]] = {}
    for block in blocks:
        entry: Group = {"item": block.label} if block.label else {}
        headed = _heading_place(block.body)
        places = _places(block.body) if headed is None else [headed]
        entry["jurisdiction"] = _jurisdiction(block.body, places, shorts)
        statutes = _statutes(block.body)
        if statutes:
            entry["statutes"] = [words(one) for one in statutes]
        period = _period(block.body)
        if period is not None:
            entry["period"] = period
        entry["text"] = words(_behind_heading(block.body))
        if len({name for name, _ in places}) == 1:
            for match in _DEFINED.finditer(block.text):
                shorts[match["short"]] = (
                    places[0][0],
                    _defining(block.body, match["short"], places[0][1]),
                )
        made.append(entry)
    return made


def _heading_place(body: Span) -> tuple[str, Span] | None:
    """Return the jurisdiction that heads a paragraph of promises; None where none does."""
    head = _HEADING.match(body.text)
    if head is None or _PROMISES.search(body.text) is None:
        return None
    span = body.of(head, "head")
    names = [name for name, pattern in _COMPILED if pattern.fullmatch(span.text)]
    return (names[0], span) if len(names) == 1 else None


def _behind_heading(body: Span) -> Span:
    """Return a promise without the name of the country that is set before it as a heading."""
    if (promise := _PROMISES.search(body.text)) is None:
        return body
    is_heading = re.fullmatch(r"[A-Z][\w\s'’-]{2,40}\.\s+", body.text[: promise.start()])
    return body.part(promise.start(), len(body.text)) if is_heading else body


def _defining(body: Span, short: str, place: Span) -> Span:
    at = body.text.find(f'"{short}"')
    start = body.start + max(0, at)
    return Span(body.passage, min(start, place.start), max(start + len(short) + 2, place.end))


def _places(body: Span) -> list[tuple[str, Span]]:
    """Return the jurisdictions that a promise is about, each once, in their order."""
    found: list[tuple[str, Span]] = []
    for name, pattern in _COMPILED:
        spans = (one for one in body.finditer(pattern) if not _is_of_name(body, one))
        if (span := next(spans, None)) is not None:
            found.append((name, span))
    return sorted(found, key=lambda entry: entry[1].start)


def _is_of_name(body: Span, place: Span) -> bool:
    """Whether a country is a part of a firm's name: "(Canada) Ltd.", "Bank of Japan"."""
    before, after = body.before(place).text, body.after(place).text
    in_brackets = before.endswith("(") and after.startswith(")")
    return in_brackets or _BANK_OF.search(before) is not None or _FIRM.match(after) is not None


def _jurisdiction(
    body: Span, places: list[tuple[str, Span]], shorts: dict[str, tuple[str, Span]]
) -> Group:
    names = {name for name, _ in places}
    if len(names) == 1:
        return _named(*places[0])
    if not names:
        for short, (name, span) in shorts.items():
            if re.search(rf"\b{short}\b", body.text):
                # No country is named; the statute that is cited was defined above, with one.
                note = f"No country is named here; {short}, which is cited, is defined above."
                return {**stated(name, span), "note": note}
        return unsure([("", body)], "no jurisdiction is named for certain")
    # One that is named before the others, again and again, is the one; else a reviewer decides.
    counts = {name: len(re.findall(dict(_PLACES)[name], body.text)) for name in names}
    most = max(counts.values())
    leaders = [name for name, count in counts.items() if count == most]
    if len(leaders) == 1 and most > 1 and places[0][0] == leaders[0]:
        return _named(*places[0])
    return unsure((name, span) for name, span in places)


def _named(name: str, span: Span) -> Group:
    """Return a jurisdiction as stated, its article as the paper prints it."""
    return stated(name if name in span.text else name.removeprefix("The "), span)


def _statutes(body: Span) -> list[Span]:
    found: list[Span] = []
    for match in _STATUTE.finditer(body.text):
        span = body.of(match, "statute")
        head = re.match(r"(?:(?:The|In|Any|Each|And|All|Under|With|Of)\s)+", span.text)
        if head:
            span = span.part(head.end(), len(span.text))
        if (
            span.text
            and span.text not in {one.text for one in found}
            and len(span.text.split()) > 1
        ):
            found.append(span)
    return found


def _period(body: Span) -> Group | None:
    months = _PERIOD.search(body.text)
    if months is None:
        return None
    number = _MONTHS.get(months["months"].lower()) or (
        int(months["months"]) if months["months"].isdecimal() else 0
    )
    starts = _STARTS.search(body.text, months.end())
    if not number or starts is None:
        return None
    return {
        "months": stated(str(number), body.of(months), printed=f"{months['months']} months"),
        "starts": stated(starts["what"], body.of(starts).stripped()),
    }

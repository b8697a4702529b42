"""The head of the paper: its label, its title, its date, and to whom it is addressed."""

import re

from pipeline.exhibits.draft import Draft, stated, unsure, words
from pipeline.exhibits.figures import DATE, MONTH, Figure, dates, month_number
from pipeline.exhibits.names import is_masked
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span, passage

EXHIBIT_LABEL = re.compile(
    r"(?:Exhibit|EX)\.?[\s-]*(?:No\.?\s*)?\d{1,3}(?:[.-]\d+|-[A-Z]\b)?(?:\s?\([a-z0-9]\))?",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"(?:FORM\s+OF\s+)?(?P<kind>TERMS|UNDERWRITING|PURCHASE|PRICING)\s+AGREEMENT", re.IGNORECASE
)
MARKING = re.compile(
    (
        r"\(?(?:EXECUTION\s+(?:COPY|VERSION)|CONFORMED\s+COPY|EXECUTED\s+(?:COPY|"
        r"VERSION)|COUNTERPART(?:\s+NO\.?\s*\d+)?)\)?"
    ),
    re.IGNORECASE,
)
_ATTENTION = re.compile(
    r"(?:Attention|Attn)\.?(?:\s*:|\s+of(?:\s+the)?\b|(?=\s+(?:[A-Z])))\s*(?P<who>.+)",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    (
        rf"(?:(?:dated?|as of|dated as of)[:,]?\s*)?(?:[A-Z][\w ]+,\s(?:[A-Z][\w. ]+\s)"
        rf"?)?(?P<date>{DATE.pattern})\.?"
    ),
    re.IGNORECASE,
)
#: "May __, 2009": a date whose day was never filled in.
_MONTH_LINE = re.compile(
    rf"(?:dated?|as of|dated as of|[:,\s])*(?P<month>{MONTH})\s*[_\s.,\[\]]*(?P<year>\d{{4}})\.?",
    re.IGNORECASE,
)
_MONTH_BLANK = re.compile(rf"\b(?P<month>{MONTH})\s*_+\s*,?\s*(?P<year>\d{{4}})\b", re.IGNORECASE)
_CALLED = re.compile(rf"\b(?:dated|as of)\b[^.]{{0,20}}?(?:{DATE.pattern})", re.IGNORECASE)
_PAPER_DATED = re.compile(
    (
        rf"(?:Terms|Underwriting|Purchase|Pricing)\s+Agreement,?\s+\(?(?:is\s+)?(?:dated|"
        rf"made|entered\s+into)(?:\s+(?:as\s+of|on))*\s+(?P<date>{DATE.pattern})"
    ),
    re.IGNORECASE,
)
_TO = re.compile(r"To\s?:\s*", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\d|\b(?:Street|Avenue|Plaza|Park|Floor|Building|Road|Square|New York|Suite|Box|Drive|Place)\b"
)
#: Lines that may stand right below an address.
_NO_ADDRESS = re.compile(r"(?:Re|Attn|Attention|Dear|As\s|Acting\s|\()\b", re.IGNORECASE)
#: So much of the head is read: no letter has more above it.
_LONGEST_LINE = 500
_MOST_LINES = 300
#: A head of so many lines has a table in it, whose dates are none of the paper.
_LONG_HEAD = 40
KINDS = {
    "terms": "terms_agreement",
    "pricing": "terms_agreement",
    "underwriting": "underwriting_agreement",
    "purchase": "purchase_agreement",
}


def read_head(paper: Paper, draft: Draft) -> None:
    """Read the lines above the letter."""
    lines = head_lines(paper)
    heading = _heading(lines)
    draft.put("document.kind", KINDS[_kind(heading)])
    if heading is not None:
        draft.put("document.heading", words(heading))
    for field, pattern in (("exhibit_label", EXHIBIT_LABEL), ("marking", MARKING)):
        found = [line for line in lines if pattern.fullmatch(line.text)]
        if not found and len(lines) == 1:
            # In a paper on one line they stand among other words.
            found = [one.stripped() for one in lines[0].finditer(pattern)]
        if found:
            # What a filing's header says in short the page itself may say in full.
            whole = next((one for one in found if one.text[:7].lower() == "exhibit"), found[0])
            draft.put(f"document.{field}", words(whole))
    if paper.salutation is not None:
        draft.put("document.salutation", words(paper.salutation))
    if paper.closing_words is not None:
        draft.put("document.closing_words", words(paper.closing_words))
    _page_marks(paper, draft)
    _agreement_date(paper, draft, lines)
    _addressee(paper, draft, lines)


def head_lines(paper: Paper) -> list[Span]:
    """Return the lines above the letter."""
    lines = [span for number, span in paper.written if number < paper.opening_line] or [
        span for _, span in paper.written[:1]
    ]
    if paper.salutation is not None and lines and paper.salutation.passage is lines[0].passage:
        # In a paper on one line the letter goes on behind its head.
        lines = [lines[0].before(paper.salutation)]
    return [line.part(0, min(len(line.text), _LONGEST_LINE)) for line in lines[:_MOST_LINES]]


def _heading(lines: list[Span]) -> Span | None:
    for line in lines:
        if HEADING.fullmatch(line.text.strip(" .*")):
            return line
    for line in lines:
        # In a paper on one line the heading stands among other words.
        match = re.search(
            r"\b(?P<kind>TERMS|UNDERWRITING|PURCHASE|PRICING)\s+AGREEMENT\b", line.text
        )
        if match is not None:
            return line.of(match)
    return None


def _kind(heading: Span | None) -> str:
    match = HEADING.search(heading.text) if heading is not None else None
    return match["kind"].lower() if match else "terms"


def _page_marks(paper: Paper, draft: Draft) -> None:
    marks = []
    for number in sorted(paper.exhibit.furniture):
        line = paper.line(number)
        if line is not None and any(sign.isalnum() for sign in line.text) and "<" not in line.text:
            marks.append(words(line))
    if marks:
        draft.put("document.page_marks", marks)


def _agreement_date(paper: Paper, draft: Draft, lines: list[Span]) -> None:
    """Read the date of the paper: in its head, else where the paper names itself by its date."""
    named = _named_by_date(paper)
    months = [
        (line, m)
        for line in lines
        if (m := _MONTH_LINE.fullmatch(line.text) or _MONTH_BLANK.search(line.text))
    ]
    found = _dates_of_head(lines, is_blank=bool(months))
    if not found and not months:
        found = [one for one, _ in named]
    if len({one.value for one in found}) > 1:
        draft.put("agreement_date", unsure((one.value, one.span) for one in found))
    elif found:
        first = found[0]
        also = [span for one, span in named if one.value == first.value and one is not first]
        draft.put("agreement_date", stated(first.value, first.span, also=also))
    elif len(months) == 1:
        line, match = months[0]
        draft.tree["_month"] = f"{match['year']}-{month_number(match['month']):02}"
        draft.put("agreement_date", unsure([("", line)], "the day is left blank in the paper"))


def _dates_of_head(lines: list[Span], *, is_blank: bool) -> list[Figure]:
    """Return the dates of the lines that hold one alone, else of those that call it a date.

    Where no line's day ``is_blank``, a date among other words serves: a paper on one line.
    """
    alone = [(line, m) for line in lines if (m := _DATE_LINE.fullmatch(line.text))]
    found = [one for line, m in alone for one in dates(line.of(m, "date"))]
    if not found:
        called = [words_ for line in lines if (words_ := line.search(_CALLED))]
        found = [one for words_ in called for one in dates(words_)]
    if not found and not is_blank and len(lines) < _LONG_HEAD:
        found = [one for line in lines for one in dates(line)][:1]
    return found


def _named_by_date(paper: Paper) -> list[tuple[Figure, Span]]:
    """Return the dates by which the paper names itself, each with the words that do.

    Another agreement may be named by its date; this one is "this" or "the".
    """
    named = []
    for block in paper.paragraphs(whole=True):
        for match in _PAPER_DATED.finditer(block.text):
            span = block.passage.span(*match.span())
            before = block.text[max(0, match.start() - 40) : match.start()]
            if not before or re.search(r"\b(?:this|the|above)\s+$", f"{before} ", re.IGNORECASE):
                named += [(one, span) for one in dates(span)]
    return named


def _addressee(paper: Paper, draft: Draft, lines: list[Span]) -> None:
    """Read the letterhead: name, address, and to whose attention."""
    attention = None
    at = len(lines)
    for number, line in enumerate(lines):
        match = _ATTENTION.fullmatch(line.text)
        if match and attention is None:
            attention = stated(match["who"], line)
            if re.search(r"(?:\band|,|&)$", line.text) and number + 1 < len(lines):
                # An office that is wrapped over two lines.
                last = lines[number + 1].lines.last
                numbers = range(line.lines.first, last + 1)
                wrapped = passage((n, paper.exhibit.lines[n - 1]) for n in numbers).span()
                attention = stated(f"{match['who']} {lines[number + 1].text}", wrapped)
            at = number
    if attention is not None:
        draft.put("issuer_named.attention", attention)
    start = next(
        (
            number
            for number, line in enumerate(lines[:at])
            if paper.issuers.find(line.text.rstrip(",")) or _looks_like_company(line.text)
        ),
        None,
    )
    if start is None:
        return
    to = _TO.match(lines[start].text)
    name = lines[start].part(to.end() if to else 0, len(lines[start].text)).stripped(",")
    if is_masked(name.text):
        return
    draft.put("issuer_named.name", words(name))
    put_address(paper, draft, lines, start)


_SOLD = re.compile(
    r"\b(?:[Dd]ue\s|DUE\s|Notes?|Bonds?|Debentures?|Shares?|Securities|Certificates?|"
    r"NOTES?|BONDS?|DEBENTURES?|SHARES?|SECURITIES)\b|%"
)


def put_address(paper: Paper, draft: Draft, lines: list[Span], start: int) -> None:
    """Set the address that stands right below a line of the head, with or without attention."""
    address: list[Span] = []
    last = lines[start].lines.last
    for line in lines[start + 1 :]:
        # An address is the lines right below the name; a table may stand below it.
        is_attention = _ATTENTION.fullmatch(line.text) is not None
        if line.lines.first != last + 1 or (is_attention and address):
            break
        last = line.lines.last
        if is_attention:
            continue
        if _NO_ADDRESS.match(line.text) or dates_in(line):
            break
        address.append(line)
    is_address = any(_ADDRESS.search(line.text) for line in address)
    # Below the name on a cover stands what is sold.
    is_address = is_address and not any(_SOLD.search(line.text) for line in address)
    if is_address and not any(is_masked(line.text) for line in address):
        first, end = address[0].lines.first, address[-1].lines.last
        whole = passage((n, paper.exhibit.lines[n - 1]) for n in range(first, end + 1))
        if len(whole.lines) == len(address):
            draft.put("issuer_named.address", words(whole.span()))


def dates_in(line: Span) -> bool:
    """Whether a line holds a date."""
    return next(dates(line), None) is not None


def _looks_like_company(text: str) -> bool:
    return re.search(
        r"\b(?:Inc|Corp|Corporation|Company|Co|LLC|L\.L\.C|Ltd|plc|N\.A|Bank)\.?,?$", text
    ) is not None and (HEADING.search(text) is None)

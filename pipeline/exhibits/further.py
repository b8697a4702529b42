"""Form, custody and payment of the securities, and the registration under which they are sold."""

import re

from pipeline.exhibits.draft import Draft, Group, figure, stated, unsure, words
from pipeline.exhibits.figures import DATE, Figure, dates
from pipeline.exhibits.labels import kind_of
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Paragraph, Row, Span
from pipeline.exhibits.sentences import sentences

_FORM = re.compile(
    r"\b(?:issu(?:ed|able)|delivered)\b[^.;]{0,60}?\b(?:registered|bearer|Registered|"
    r"Bearer|book-entry|fully\sregistered)\b"
)
_GLOBAL = re.compile(r"\bglobal\s(?:[Ss]ecurit|[Nn]ote|[Cc]ertificate)", re.IGNORECASE)
_DEPOSITARY = re.compile(
    r"\b(?P<depositary>The\sDepository\sTrust\sCompany)\b|\b(?P<other>DTC|a\scommon\sdepos"
    r"itary[^,.;]{0,60})\b"
)
_NOMINEE = re.compile(
    r"\bin\sthe\sname\sof\s(?P<nominee>[^,;.]{2,90}?)(?=,|\.\s|\.$|;|\sand\s(?:deposited|"
    r"will|shall)|\sas\s|$)"
)
_SYSTEMS = re.compile(
    r"\b(?P<system>DTC|Euroclear(?:\sBank(?:\s(?:S\.?A\.?/N\.?V\.?|SA/NV))?)"
    r"?|Clearstream(?:\s(?:International|Banking|Luxembourg))?(?:,?\s(?:soci[eé]t[eé]\sano"
    r"nyme|S\.A\.|Luxembourg))?|CDS|JASDEC|The\sDepository\sTrust\sCompany)(?!\s(?:System|"
    r"participants))"
)
_CLEARED = re.compile(
    r"\b(?:[Bb]eneficial\s(?:interests|owners)|held\sthrough|cleared\sthrough|"
    r"clearance|transfers)\b.*\b(?:DTC|Euroclear|Clearstream|Depository|CDS|"
    r"depositary)\b"
)
_DELIVERY = re.compile(
    r"\b(?:physical\sdelivery|certificated\sform|definitive\s(?:form|[Ss]ecurities|[Nn]otes))\b"
)
_PAYABLE = re.compile(
    r"\b(?:[Pp]rincipal|[Pp]ayments?|[Ii]nterest|[Dd]ividends|[Dd]istributions)\b[^.;]{0,90}?\b(?:payable|paid|made)\sin\s(?P<curren"
    r"cy>[^.;]+)"
)
_DEFEASANCE = re.compile(r"\bdefeasance\b")
_SECTIONS = re.compile(
    r"\b(?:Sections?|Articles?)\s(?P<list>[\w.()]+(?:(?:,\s|\sand\s|,\sand\s)[\dIVX][\w.()]*)*)"
)
_OF_DOCUMENT = re.compile(r"\bof\sthe\s(?P<document>[A-Z][\w]*(?:\s[A-Z]\w*)*)")
#: The heading that stands before the first sentence in a copy that lost its line ends.
_HEADING = re.compile(
    r"[\s.|]*(?:Additional|Other)\s(?:[Tt]erms|[Pp]rovisions):?\s+", re.IGNORECASE
)
_CURRENCIES = (
    ("USD", r"United\sStates\sdollars|U\.S\.\sdollars|US\sdollars"),
    ("EUR", r"[Ee]uros?\b"),
    ("JPY", r"\b[Yy]en\b"),
    ("CAD", r"Canadian\sdollars"),
    ("GBP", r"pounds?\s[Ss]terling"),
    ("AUD", r"Australian\sdollars"),
    ("CHF", r"Swiss\s[Ff]rancs"),
)
#: A number may be cut behind its stroke, at the end of a line.
_FILE = re.compile(
    r"(?<![\d-])(?P<number>(?:(?:333|033|33)-\s?|[32]-)\d{4,6}(?:-\d{2})?)(?![\d-]*\d)"
)
_FORM_S = re.compile(r"\bForm\s(?P<form>S-[134]|F-3)\b")
_SUPPLEMENT = re.compile(
    rf"\b[Pp]rospectus\s[Ss]upplement,?\s(?:dated|to\sbe\sdated)\s(?:on\sor\sabout\s|"
    rf"as\sof\s)?({DATE.pattern})"
)
_PROSPECTUS = re.compile(
    rf"\b(?:[Bb]ase\s|[Bb]asic\s)?[Pp]rospectus,?\s(?:\([^)]*\)\s)?"
    rf"(?:(?:is\s|was\s)?dated|bears\sthe\sdate)\s(?:as\sof\s)"
    rf"?({DATE.pattern})"
)


def read_additional(paper: Paper, draft: Draft) -> None:
    """Read the sentences on form, custody, clearing, payment and defeasance."""
    made: Group = {}
    heading = next((row for row in paper.rows if kind_of(row.label.text) == "additional"), None)
    blocks = [
        b
        for b in paper.paragraphs()
        if not re.search(r"\b(?:Underwriter|we)\b.*\b(?:represents|agrees)\b", b.text)
    ]
    title = next((b for b in blocks if kind_of(b.text) == "additional"), None)
    if heading is not None and len(heading.cells) == 1:
        made["heading"] = words(heading.label.span())
    elif title is not None:
        made["heading"] = words(title.body)
    rows = [
        row.cells[-1].span()
        for row in paper.rows
        if len(row.cells) > 1 and kind_of(row.label.text) in ("additional", "form", "defeasance")
    ]
    spans = [s for b in blocks if not b.label for s in sentences(b.body)] + [
        s for row in rows for s in sentences(row)
    ]
    for span in spans:
        _sentence(span, made)
    if made and set(made) != {"heading"}:
        draft.put("additional_terms", made)


def _sentence(span: Span, made: Group) -> None:  # noqa: C901, PLR0912 - a kind of words each
    text = span.text
    if _DEFEASANCE.search(text) and "defeasance" not in made:
        listed, document = _SECTIONS.search(text), _OF_DOCUMENT.search(text)
        if listed:
            numbers = re.split(r",\sand\s|,\s|\sand\s", listed["list"])
            made["defeasance"] = {
                "text": words(span),
                "document": stated(document["document"], span.of(document))
                if document
                else {"blank": "not_stated"},
                "sections": stated(numbers, span.of(listed)),
            }
        return
    if _GLOBAL.search(text) and "in the name of" in text:
        made.setdefault("global_form", words(span))
        depositary = _DEPOSITARY.search(text)
        if depositary:
            group = "depositary" if depositary["depositary"] else "other"
            made.setdefault("depositary", words(span.of(depositary, group)))
        nominee = _NOMINEE.search(text)
        if nominee:
            made.setdefault("nominee", words(span.of(nominee, "nominee")))
        return
    if _CLEARED.search(text):
        if "clearing_text" not in made:
            made["clearing_text"] = words(span)
            systems: dict[str, Span] = {}
            for match in _SYSTEMS.finditer(text):
                systems.setdefault(match["system"], span.of(match, "system"))
            if systems:
                made["clearing_systems"] = [words(one) for one in systems.values()]
        return
    if _DELIVERY.search(text) and re.search(r"\b(?:[Oo]wners?|[Hh]olders?)\b", text):
        made.setdefault("physical_delivery", words(span))
        return
    payable = _PAYABLE.search(text)
    if payable:
        found = [
            (code, m)
            for code, pattern in _CURRENCIES
            if (m := re.search(pattern, payable["currency"]))
        ]
        if len(found) == 1:
            made.setdefault("payment_currency", stated(found[0][0], span))
        return
    if _FORM.search(text) and len(text) < 300:
        heading = _HEADING.match(text)
        made.setdefault("form", words(span.part(heading.end() if heading else 0, len(text))))


_GOVERNS = re.compile(
    r"\b(?:governed\sby|construed\s(?:in\saccordance\swith|under)|(?=[Tt]he\slaws\sof\b.*\b"
    r"governs?\b)|(?=(?:[A-Z][a-z]+\s){1,3}law\s(?:shall\s|will\s)?governs?\b))"
    r"[^.;]{0,60}?(?P<law>(?:[Tt]he\s)?laws?\sof\s(?:the\s)?(?:State\sof\s|"
    r"Commonwealth\sof\s|Province\sof\s)?[A-Z]\w+(?:\s(?:and\s)?[A-Z]\w+){0,3}"
    r"|[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}\slaw\b)"
)
#: "An Indenture with Sample Bank, as trustee", "between the Company and Sample Bank, as trustee".
_TRUSTEE = re.compile(
    r"\b[Ii]ndenture\b[^;]{0,80}?\s(?:with|between\s(?:the\s)?(?:(?!\sand\s)[^,;]){3,60}?(?:,\s[^,;]{3,40},)?\sand)\s"
    r"(?P<name>[A-Z](?:(?!\sand\s|\sas\s)[^,;()]){3,70}(?:,\s(?:N\.A\.|National\sAssociation|Inc\.))?)"
    r",?\s(?:\([^)]*\),?\s)?as\s(?:successor\s)?[Tt]rustee\b"
)
_LAW_GOVERNS = re.compile(
    r"\b(?P<law>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\slaw)\s(?:governs|shall\sgovern)\s(?:this|the\s[Aa]greement)"
)
_INDENTURE_DATED = re.compile(
    rf"(?<!Supplemental\s)\bIndenture(?:\sof\sMortgage(?:\sand\sDeed\sof\sTrust)?)?,?\s(?:\([^)]*\)\s)?dated\s(?:as\sof\s)?({DATE.pattern})",
    re.IGNORECASE,
)
#: Who is named last of the parties of an indenture.
_LAST_OF_PARTIES = re.compile(
    r"\b[Ii]ndenture\b[^;]{0,200}?\b(?:between|among)\b[^;]{1,200}?\sand\s(?P<name>[A-Z][^;()]{2,80}?),?"
    r"\sas\s(?:the\s|indenture\s|successor\s)*[Tt]rustee\b"
)
#: Words that tell of another party, or of another time.
_NOT_ONE = re.compile(r"\s(?:and|as|by|to|under|formerly|predecessor|successor|dated)\s")


def read_laws(paper: Paper, draft: Draft) -> None:
    """Read the governing law, and the date and the trustee of the indenture."""
    for sentence in paper.sentences:
        law = _GOVERNS.search(sentence.text) or _LAW_GOVERNS.search(sentence.text)
        if law:
            draft.put("governing_law", words(sentence.of(law, "law")))
            break
    _trustee(paper, draft)
    spans = [row.cells[1].span() for row in paper.rows if len(row.cells) > 1] + paper.sentences
    found = [one for span in spans for one in _dated(span, _INDENTURE_DATED)]
    if len({day.value for day, _ in found}) == 1:
        draft.put("indenture_date", figure(*found[0]))
        if draft.get("indenture") is None:
            draft.put("indenture", unsure([("", quote) for _, quote in found]))
    trustees = [span.of(m, "name") for span in spans for m in _LAST_OF_PARTIES.finditer(span.text)]
    plain = [name for name in trustees if not _NOT_ONE.search(name.text)]
    if not draft.tree.get("trustee") and trustees:
        is_sure = len(plain) == len(trustees) and len({name.text for name in plain}) == 1
        made = words(trustees[0]) if is_sure else unsure(("", name) for name in trustees)
        draft.put("trustee", made)


def _trustee(paper: Paper, draft: Draft) -> None:
    """Read the one trustee that sentences name; two are a question."""
    found = [s.of(m, "name") for s in paper.sentences for m in _TRUSTEE.finditer(s.text)]
    names = {span.text for span in found}
    if len(names) == 1:
        draft.put("trustee", words(found[0]))
    elif found:
        draft.put("trustee", unsure(("", span) for span in found))


def read_registration(paper: Paper, draft: Draft) -> None:
    """Read form, file numbers and the dates of the prospectus, wherever the paper has them."""
    spans = [_span(b) for b in paper.blocks if not isinstance(b, Row)]
    spans += [cell.span() for b in paper.blocks if isinstance(b, Row) for cell in b.cells[1:]]
    supplements = [f for s in spans for f in _dated(s, _SUPPLEMENT)]
    prospectuses = [f for s in spans for f in _dated(s, _PROSPECTUS)]
    form = [(m["form"], s.of(m)) for s in spans for m in _FORM_S.finditer(s.text)]
    made: Group = {}
    if form and len({code for code, _ in form}) == 1:
        made["form"] = stated(*form[0])
    made.update(_file_number(spans, draft))
    for field, found in (
        ("base_prospectus_date", prospectuses),
        ("prospectus_supplement_date", supplements),
    ):
        if not found:
            made[field] = {"blank": "not_stated"}
        elif len({one.value for one, _ in found}) > 1:
            made[field] = unsure((one.value, quote) for one, quote in found)
        else:
            made[field] = figure(found[0][0], found[0][1])
    if form or supplements or prospectuses or made["file_number"].get("blank") != "not_stated":
        draft.put("registration", made)


def _span(block: Paragraph) -> Span:
    return block.passage.span()


def _dated(span: Span, pattern: re.Pattern[str]) -> list[tuple[Figure, Span]]:
    found = []
    for match in pattern.finditer(span.text):
        quote = span.of(match)
        day = next(dates(quote), None)
        if day is not None:
            found.append((day, quote))
    return found


def _file_number(spans: list[Span], draft: Draft) -> Group:
    found = [
        ("".join(m["number"].split()), s.of(m, "number"))
        for s in spans
        for m in _FILE.finditer(s.text)
    ]
    gone, come = _substituted(draft)
    found = [
        (number, span) for number, span in found if not any(number in old for old in gone)
    ] or found
    chosen = [(number, span) for number, span in found if any(number in new for new in come)]
    numbers = list(dict.fromkeys(number for number, _ in (chosen or found)))
    if not numbers:
        return {"file_number": {"blank": "not_stated"}}
    first = dict(reversed(chosen or found))
    if len(numbers) == 1:
        return {"file_number": _number(numbers[0], first)}
    first_span, last_span = first[numbers[0]], first[numbers[-1]]
    if first_span.passage == last_span.passage and _are_listed(first_span, last_span):
        return {
            "file_number": _number(numbers[0], first),
            "further_file_numbers": [_number(number, first) for number in numbers[1:]],
        }
    return {"file_number": unsure((number, span) for number, span in found)}


def _number(number: str, places: dict[str, Span]) -> Group:
    """Return a number with its words, which may stand on two lines."""
    quote = places[number]
    return stated(number, quote, printed=quote.text if quote.text != number else "")


def _are_listed(first: Span, last: Span) -> bool:
    """Whether nothing but a list's words stand between two numbers."""
    start, end = sorted((first, last), key=lambda span: span.start)
    between = start.passage.text[start.end : end.start]
    return re.fullmatch(r"(?:[\d-]|,|;|\s|\band\b|\bNos?\.|\bFile\b)*", between) is not None


def _substituted(draft: Draft) -> tuple[list[str], list[str]]:
    """Return the words that the list of variations takes out, and those that it puts in."""
    items = draft.tree.get("amendments")
    operations = (
        [op for item in items for op in item["operations"]] if isinstance(items, list) else []
    )
    old = [op["old_text"] for op in operations if "old_text" in op]
    new = [op["new_text"] for op in operations if "new_text" in op]
    return old, new

"""The additional terms: form, custody, delivery and payment of the securities, defeasance."""

import re

from pipeline.exhibits.draft import Draft, Group, stated, words
from pipeline.exhibits.labels import kind_of
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span
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

"""The governing law, and the indenture with its date and trustee."""

import re

from pipeline.exhibits.draft import Draft, figure, unsure, words
from pipeline.exhibits.figures import DATE, dated_by
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span

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
    spans = [row.cells[1].span() for row in paper.rows if len(row.cells) > 1] + paper.sentences
    found = [one for span in spans for one in dated_by(span, _INDENTURE_DATED)]
    if len({day.value for day, _ in found}) == 1:
        draft.put("indenture_date", figure(*found[0]))
        if draft.get("indenture") is None:
            draft.put("indenture", unsure([("", quote) for _, quote in found]))
    _trustee(paper, draft, spans)


def _trustee(paper: Paper, draft: Draft, spans: list[Span]) -> None:
    """Read the one trustee that is named; two, or a name that may be cut, are a question."""
    found = [s.of(m, "name") for s in paper.sentences for m in _TRUSTEE.finditer(s.text)]
    names = found or [s.of(m, "name") for s in spans for m in _LAST_OF_PARTIES.finditer(s.text)]
    if not names:
        return
    is_sure = len({name.text for name in names}) == 1 and (
        bool(found) or not any(_NOT_ONE.search(name.text) for name in names)
    )
    draft.put("trustee", words(names[0]) if is_sure else unsure(("", name) for name in names))

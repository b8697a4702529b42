"""Where sentences end in a contract, among its abbreviations and firms' names."""

import re
from collections.abc import Iterator

from pipeline.exhibits.passages import Span

_STOP = re.compile(
    r"[.?!][\"'”’)]*\s+(?=[\"“(]?[A-Z0-9])|\.(?=[A-Z][a-z]{2,}\s)"
    # A firm may begin with a small letter, and a sentence with that firm.
    r"|(?:(?<=[a-z)”\"\d]{2})|(?<=\s[A-Z]))\.\s+(?=[a-z]\w{2,}\s[A-Z]\w|[a-z]+[A-Z]\w+\s[A-Z])"
)
#: Abbreviations behind which a sentence never ends.
_NEVER = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Nos|Sec|Art|Messrs|cf|e\.g|i\.e|vs|approx|Attn|"
    r"Ave|Blvd)\.|\b[A-Z]\.|\bU\.S\.A?\.?)$"
)
#: Abbreviations behind which one may end: the next word decides.
_MAY = re.compile(
    r"\b(?:Inc|Co|Cos|Corp|Ltd|L\.P|L\.L\.C|L\.L\.P|P\.C|N\.A|N\.V|S\.A|A\.G|"
    r"plc|Esq|Jr|Sr|per\scent|[ap]\.m|[AP]\.M|U\.S|St|Bros)\.$"
)
#: A law firm's ending, behind which another lawyer's sentence may begin.
_PRACTICE = re.compile(r"\b(?:P\.C|L\.L\.P)\.$")
_VERB = re.compile(r"\b(?:is|are|acts?|represented|advised)\b")
_ANY = re.compile(r"[A-Z]")
#: A letter that names a series or an annex ends its sentence.
_NAMED = re.compile(r"\b(?:Series|Annex|Schedule|Exhibit|Class)\s[A-Z]\.$")
_BEGINS = re.compile(
    r"[\"“(]?(?:The|We|Each|All|In|This|These|Those|Subject|Terms|It|If|For|On|At|Such|Any|No|"
    r"Payment|Delivery|Closing|Interest|Principal|Upon|As|By|Unless|Except|Please|You|Your|Our|"
    r"Beneficial|Owners|Notwithstanding|To|Pursuant|There|Settlement|With|When|Where|Both|A|An|"
    r"Said|Underwriters|Securities|Time)\b(?!\s(?:Williams|Bank|Royal|Toronto|Huntington))"
)


def sentences(span: Span) -> Iterator[Span]:
    """Yield the sentences of some words, each with its full stop."""
    text = span.text
    start = 0
    for stop in _STOP.finditer(text):
        end = stop.end()
        head = text[max(0, stop.start() - 12) : stop.start() + 1]
        if _NEVER.search(head) and not _NAMED.search(head) and not _MAY.search(head):
            continue
        if _MAY.search(head):
            before_is_list = "," in text[max(start, stop.start() - 200) : stop.start()]
            follows = _BEGINS.match(text, end)
            if (
                follows is None
                and _PRACTICE.search(head)
                and _VERB.search(text[start : stop.start()])
            ):
                follows = _ANY.match(text, end)
                before_is_list = False
            if follows is None or (before_is_list and text[end - 2 : end - 1] == ","):
                continue
        sentence = span.part(start, end).stripped()
        if sentence:
            yield sentence
        start = end
    last = span.part(start, len(text)).stripped()
    if last:
        yield last

"""Which securities these add to: the sentence of a reopening."""

import re
from collections.abc import Sequence

from pipeline.exhibits.draft import Group, figure, unsure, words
from pipeline.exhibits.figures import dates
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Span
from pipeline.exhibits.sold import Sold

_REOPENS = re.compile(
    r"[^.;]*\b(?:form\sa\s(?:part|single\sseries)|further\sissu|additional\s(?:issuance|notes)|"
    r"reopen\w*|fungible|consolidated\s(?:and\sform|with)|same\sseries|constitute\sa|"
    r"(?:in\s)?addition\sto)\b.*",
    re.IGNORECASE,
)
#: Such a sentence speaks of what was issued before.
_BEFORE = re.compile(r"\b(?:issued|outstanding|previously|originally|[Tt]erms\s[Aa]greement)\b")
#: A title goes on behind a comma with its rate, or with the year in which it is due.
_GOES_ON = r"\s[Dd]ue\b|\s[\d./ -]+\s?%"
_OF = re.compile(
    r"\b(?:series\s(?:with|as)|part\sof|with|to|reopen\w*(?:\sof)?),?\s(?:the\s|its\s|our\s|all\s)?"
    r"(?:[A-Z]\w+['’]s\s)?(?P<of>(?:outstanding\s|existing\s|previously\s(?:issued\s)?)*(?=[A-Z\d.])"
    rf"(?:[^,;.()]|\.\d|(?<=\d),(?=\d)|(?<=\d),\s(?=\d{{4}})|,(?={_GOES_ON})|(?<=\w)\.(?=\w)){{5,140}}?)"
    rf"(?=,(?!\d|\s\d{{4}}|{_GOES_ON})|\s\(|\s(?:which|that|issued|originally|previously)\b|"
    r"\.(?!\d)|$)"
)
_AGREEMENT = re.compile(r"[Tt]erms\s[Aa]greement,?\s(?:dated\s)")
_DUE = re.compile(r"\bdue\s$", re.IGNORECASE)
#: The opening is among so many sentences.
_OPENING = 14


def read_reopening(paper: Paper, sold: Sequence[Sold]) -> None:
    """Read the securities that one security adds to, and when they were issued or agreed."""
    if len(sold) != 1:
        return
    for sentence in paper.sentences[:_OPENING]:
        again = sentence.search(_REOPENS)
        if again is not None and _BEFORE.search(again.text):
            sold[0].put("reopening", _reopening(again))
            return


def _reopening(said: Span) -> Group:
    of = _OF.search(said.text)
    made: Group = {"of": words(said.of(of, "of").stripped()) if of else unsure([("", said)])}
    agreed = _AGREEMENT.search(said.text)
    for one in dates(said):
        at = one.span.start - said.start
        if agreed is not None and at >= agreed.end():
            made.setdefault("of_agreement_date", figure(one))
        elif not _DUE.search(said.text[:at]) and (agreed is None or at < agreed.start()):
            made.setdefault("original_issue_dates", []).append(figure(one))
    return made

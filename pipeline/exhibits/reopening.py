"""Which securities these add to: the sentence of a reopening."""

import re

from pipeline.exhibits.draft import Group, figure, unsure, words
from pipeline.exhibits.figures import dates
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.sold import Sold

_REOPENS = re.compile(
    (
        r"[^.;]*\b(?:form\sa\s(?:part|single\sseries)|further\sissu|additional\s(?:issuance|"
        r"notes)|reopen\w*|fungible|consolidated\s(?:and\sform|with)|same\sseries|"
        r"constitute\sa|(?:in\s)?addition\sto)\b.*"
    ),
    re.IGNORECASE,
)


def read_reopening(paper: Paper, sold: list[Sold]) -> None:
    if len(sold) != 1:
        return
    for sentence in paper.sentences[:14]:
        again = sentence.search(_REOPENS)
        if again is None or not re.search(
            r"\b(?:issued|outstanding|previously|originally|[Tt]erms\s[Aa]greement)\b", again.text
        ):
            continue
        of = re.search(
            (
                r"\b(?:(?:series\s(?:with|as)|part\sof|with|to|reopen\w*(?:\sof)?),?\s(?:the\s|"
                r"its\s|our\s|all\s)?(?:[A-Z]\w+['’]s\s)?)(?P<of>(?:outstanding\s|previously\s(?:issued\s)?)"
                r"?(?:[^,;.()]|\.\d|(?<=\d),\s(?=\d{4})|,\s(?=[Dd]ue\b|[\d./ -]+\s?%)|(?<=\w)\.(?=\w)){5,140}?)(?=,(?!\s\d{4}|\s[Dd]ue\b|\s[\d./ -]+\s?%)|\s\(|"
                r"\swhich\b|\sthat\b|\sissued\b|\soriginally\b|\spreviously\b|\.(?!\d)|$)"
            ),
            again.text,
        )
        made: Group = {"of": words(again.of(of, "of").stripped()) if of else unsure([("", again)])}
        days = list(dates(again))
        agreed = re.search(r"[Tt]erms\s[Aa]greement,?\s(?:dated\s)", again.text)
        issued = [d for d in days if not agreed or d.span.start - again.start < agreed.start()]
        behind = [d for d in days if agreed and d.span.start - again.start >= agreed.end()]
        due = re.compile(r"\bdue\s$", re.IGNORECASE)
        issued = [d for d in issued if not due.search(again.text[: d.span.start - again.start])]
        if issued:
            made["original_issue_dates"] = [figure(d) for d in issued]
        if behind:
            made["of_agreement_date"] = figure(behind[0])
        sold[0].put("reopening", made)
        return

"""An amount with the words that say what it is, and its currency."""

import re

from pipeline.exhibits.draft import Group, stated, unsure
from pipeline.exhibits.figures import Figure
from pipeline.exhibits.passages import Span


def with_unit(part: Figure) -> Span:
    """Return an amount with "principal amount" behind it, where that stands there."""
    tail = re.match(
        r"\s(?:aggregate\s)?(?:principal|face)\samount", part.span.passage.text[part.span.end :]
    )
    return Span(part.span.passage, part.span.start, part.span.end + (tail.end() if tail else 0))


def currency_of_amount(part: Figure, spans: list[Span]) -> Group:
    """Return an amount's currency; a bare dollar sign is unsure beside other dollars' names."""
    if part.is_open:
        others = {
            "CAD": r"Canadian\s[Dd]ollars|C\$|\(Canadian\)",
            "AUD": r"Australian\s[Dd]ollars|A\$|\(Australian\)",
            "HKD": r"Hong\sKong\s[Dd]ollars|HK\$",
            "NZD": r"New\sZealand\s[Dd]ollars|NZ\$",
        }
        for code, pattern in others.items():
            for span in spans:
                found = span.search(re.compile(pattern))
                if found is not None:
                    return unsure([("USD", part.span), (code, found)])
    return stated(part.unit, part.span)

"""What titles say: the kind of a security, its rank, when it falls due."""

import re

from pipeline.exhibits.draft import Group, figure, stated, unsure, words
from pipeline.exhibits.figures import dates
from pipeline.exhibits.passages import Span
from pipeline.exhibits.sold import Sold
from pipeline.exhibits.term_rows import Rows

_TYPES = (
    ("depositary_shares", r"Depositary\sShares"),
    ("preferred_shares", r"Preferred\s(?:Stock|Shares)"),
    ("trust_certificates", r"(?:Trust\s)?Certificates"),
    (
        "currency_linked_notes",
        (
            r"Currenc(?:y|ies)[\s-](?:Linked|Indexed)[\w\s-]*|Linked\sto\s[\w\s]*Currenc(?:y|"
            r"ies)"
        ),
    ),
    (
        "index_linked_notes",
        (
            r"(?:Index(?:ed)?[\s-]Linked|[Bb]ased\s(?:[Uu]pon|[Oo]n)\sthe\s[^.;]{0,80}?\b(?:Index|"
            r"Average|Basket)|Principal[\s-]Protected|Linked\sto\sthe\s[^.;]{0,60}?Index)"
            r"\b[\w\s-]*"
        ),
    ),
    (
        "equity_linked_notes",
        (
            r"Equity\s?[\s-]Linked\s(?:Securities|Notes)|[Bb]ased\s[Uu]pon\sthe\s(?:Common\sStocks"
            r"?|Ordinary\sShares|American\sDepositary\sShares)[\w\s-]*|EQUity\sIndexed\sNotes?|"
            r"\bELKS\b"
        ),
    ),
    ("debentures", r"(?:(?:Junior\s|Senior\s)?(?:Subordinated\s)?)Debentures?"),
    ("bonds", r"(?:First\sMortgage\s|Mortgage\s)?Bonds?"),
    (
        "notes",
        (
            r"(?:(?:Senior\s|Junior\s)?(?:Secured\s|Unsecured\s)?(?:Subordinated\s)?)"
            r"(?:Floating\sRate\s|Fixed\sRate\s)?(?:Medium-Term\s)?Notes?"
        ),
    ),
)
_RANKINGS = (
    ("senior_secured", r"Senior\sSecured\b|First\sMortgage\b"),
    ("junior_subordinated", r"Junior\sSubordinated\b"),
    ("subordinated", r"(?<!Junior\s)(?<!Senior\s)Subordinated\b"),
    ("senior", r"\bSenior\b(?!\sSubordinated|\sSecured)"),
    ("preferred", r"\bPreferred\s(?:Stock|Shares)"),
)
_ABBREVIATED = re.compile(
    r"\b(?:Inc|Co|Corp|Ltd|L\.P|P\.C|N\.A|N\.V|U\.S|S\.A|(?<!Series\s)(?<!Class\s)[A-Z])\.$"
)


def unstopped(span: Span) -> Span:
    """Return words without the full stop that ends a row; that of an abbreviation stays."""
    span = span.stripped(",; ")
    if span.text.endswith(".") and not _ABBREVIATED.search(span.text):
        return span.part(0, len(span.text) - 1).stripped()
    return span


#: What a title's row calls the securities, behind the title: (the "Ten-Year Notes").
_TERM_BEHIND = re.compile(
    r",?\s\((?:the|each,?\san?|together,?\sthe)\s[\"“](?P<term>[^\"”]{1,40})[\"”]\)[.;]?$"
)


def _without_term(title: Span) -> tuple[Span, Group | None]:
    """Return a title's words without the bracket that defines a name for it; and that name."""
    defined = _TERM_BEHIND.search(title.text)
    if defined is None:
        return title, None
    return title.part(0, defined.start()), stated(
        defined["term"], title.of(defined).stripped(" ,.;")
    )


def read_title(one: Sold, rows: Rows) -> None:
    """Read the title from its row, else from the opening."""
    one.taken.update({"title", "ranking"})
    if "title" in rows:
        title, term = _without_term(rows["title"][1])
        if _is_of_several(title):
            one.put("title", unsure([("", title)], "the titles of several securities"))
        else:
            one.put("title", words(unstopped(title)))
        if term is not None:
            one.put("defined_term", term)
    elif one.opening_title is not None:
        one.put("title", words(one.opening_title))


def title_facts(one: Sold, title: Span | None) -> None:
    """Set what the words of a title say: kind, ranking, the year in which it is due."""
    if title is None:
        return
    for field, table in (("security_type", _TYPES), ("ranking", _RANKINGS)):
        for code, pattern in table:
            found = title.search(re.compile(pattern))
            if found is not None:
                one.put(field, stated(code, found.stripped()))
                break
    guarantee = title.search(re.compile(r"\b[Gg]uaranteed\s(?:[Uu]nder|[Bb]y)\b.*"))
    if guarantee is not None:
        one.put("guarantee", words(guarantee))
    if "maturity_date" not in one.tree:
        due = re.search(r"\b(?:[Dd]ue|DUE)\s(?P<year>(?:19|20|21)\d\d)\b", title.text)
        whole = next(
            (
                d
                for d in dates(title)
                if re.search(r"\bdue\s$", title.text[: d.span.start - title.start], re.IGNORECASE)
            ),
            None,
        )
        if whole is not None:
            one.put("maturity_date", figure(whole))
        elif due is not None:
            one.put("maturity_year", stated(due["year"], title.of(due)))


def title_of(one: Sold, rows: Rows) -> Span | None:
    """Return the words of the title: those of its row, else those of the opening."""
    title = rows["title"][1] if "title" in rows else one.opening_title
    return None if title is not None and _is_of_several(title) else title


def _is_of_several(title: Span) -> bool:
    """Whether words are the titles of several securities: each is due once."""
    return len(re.findall(r"\bdue\s", title.text, re.IGNORECASE)) > 1


def read_maturity(one: Sold, rows: Rows) -> None:
    """Read the day of maturity; two days in its row are unsure."""
    one.taken.update({"maturity"})
    if "maturity" not in rows:
        return
    span = rows["maturity"][1]
    found = list(dates(span))
    if len({day.value for day in found}) == 1:
        one.put("maturity_date", figure(found[0]))
    elif found:
        one.put("maturity_date", unsure((day.value, day.span) for day in found))

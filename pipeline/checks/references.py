"""Rules about what a paper refers to: its defined terms, file numbers and institutions."""

import re
from collections.abc import Iterator

from pipeline.checks.known import broken, group, known, once
from pipeline.checks.named import deal_date
from pipeline.checks.rules import Fault, rule
from pipeline.checks.texts import one_line, passages, printed, unquoted
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.deal import Deal

# A capitalised phrase is taken for a defined term if "the", "each" or the like stands before
# it and it ends like one: proper names (courts, statutes, countries) have other last words,
# and there is no list of them all.
_TERM = re.compile(
    r"\b(?:[Tt]h(?:e|is|ese|ose)|[Ee]ach|[Ee]very|[Aa]ny|[Aa]ll|[Aa]n?|[Ss]uch|[Nn]o|[Ii]ts) "
    r"((?:[A-Z][\w/-]* ){0,6}(?:Agreement|Amount|Certificate|Company|Date|Day|Debenture|Depositary|"
    r"Directive|Event|Guarantee|Guarantor|Indenture|Issuer|Manager|Note|Option|Period|Price|"
    r"Prospectus|Provision|Representative|Securities|Security|Share|Statement|Supplement|Time|"
    r"Trustee|Underwriter|Unit)s?|[A-Z][\w/-]*(?: [A-Z][\w/-]*){0,6} [Ll]egend)\b(?! ?[A-Z/&-])"
)
_QUOTED = r'["“](?:the )?([A-Z][^"”]{1,60})["”]'
_DEFINITION = re.compile(
    rf"\((?:[^()]{{0,60}}\b(?:the|an?|each|such|collectively),? )?{_QUOTED}[^()]{{0,40}}\)"
    rf"|{_QUOTED},? (?:means|shall mean|has the meaning|shall be deemed)"
)
_DATED = re.compile(r"\b((?:[A-Z][\w/-]* ){0,6}[A-Z][\w/-]*),? dated (?:as of )?[A-Z]")
_DEFINED_ELSEWHERE = re.compile(
    r"\b((?:[A-Z][\w/-]* ){0,6}[A-Z][\w/-]*) \((?:each )?as (?:such term is )?defined in"
)
_ARTICLE = re.compile(r"^(?:The|This|These|Each|Any|All|An?|Such|To|Of|In) ")


def _singular(term: str) -> str:
    """Reduce plural and singular of a term to one form."""
    words = re.sub(r"['’]s$", "", term).split()
    last = words[-1]
    if last.endswith("ies"):
        last = last[:-3] + "y"
    elif last.endswith("s") and not last.endswith(("ss", "us")):
        last = last[:-1]
    return " ".join([*words[:-1], last])


def _defined(deal: Deal, words: list[str]) -> set[str]:
    """Return the terms that the paper defines or that name a dated document."""
    terms: set[str] = set()
    for text in words:
        for pattern in (_DEFINITION, _DATED, _DEFINED_ELSEWHERE):
            for found in pattern.finditer(text):
                terms |= {_ARTICLE.sub("", term) for term in found.groups() if term}
    listed = group(deal.underwriters)
    stated = [
        deal.issuer_named.defined_term,
        deal.guarantor.defined_term if deal.guarantor else None,
        listed.defined_term if listed else None,
        *(security.defined_term for security in deal.securities),
    ]
    terms |= {term for one in stated if (term := printed(one)) is not None}
    terms |= {"Indenture"} if known(deal.indenture) else set()
    terms |= {"Trustee"} if known(deal.trustee) else set()
    heading = printed(deal.document.heading)
    if heading is not None:
        terms.add(heading.title())
    return {_singular(term) for term in terms}


@rule(
    "REF01",
    Severity.WARNING,
    "Every defined term that the paper uses is defined in it, or names a document by its date; "
    "a term that the base document defines shows here while that text is not held.",
    "What a promise covers depends on its terms; one without a definition leaves it open.",
)
def _terms_defined(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    """Find capitalised phrases that end like defined terms and have no definition here.

    A definition is a quoted term in brackets, or one said to mean something. A term
    counts as known too if it names a dated document, is referred to another document
    ("as defined in"), or ends with a known term ("global Securities"). Quoted words are
    mentions, not uses. Papers seen in part are passed over: the definition may stand in
    the part not seen.
    """
    deal = record.deal
    if deal.seen.extent != "whole":
        return
    held = passages(record)
    defined = _defined(deal, [words for _, words in held])
    reported: set[str] = set()
    for location, words in held:
        for found in _TERM.finditer(unquoted(words)):
            term, form = found[1], _singular(found[1])
            parts = form.split()
            if form in reported or any(
                " ".join(parts[start:]) in defined for start in range(len(parts))
            ):
                continue
            reported.add(form)
            label = _row_label(record, term)
            also = f" (it is the label of a row, {label!r})" if label else ""
            yield Fault(
                location,
                f"{term!r} is used, and the paper does not define it{also}; look for it in the "
                "base document, or in the document that it comes from",
            )


def _row_label(record: DealRecord, term: str) -> str | None:
    """Return the label of the table of terms that is the term, if there is one."""
    lines = record.exhibit.lines if record.exhibit is not None else ()
    pattern = re.compile(rf"\s*({re.escape(term)}s?:)")
    return next((found[1] for line in lines if (found := pattern.match(line))), None)


_FILE_NUMBER = re.compile(r"\d{2,3}-\d{4,6}(?:-\d{2})?")
#: From this year on a number of the old series 33- is doubtful: 333- began in 1996.
_NEW_SERIES = "1998"


@rule(
    "REF03",
    Severity.ERROR,
    "A file number is two or three digits, a hyphen and four to six digits, and begins as the "
    "registration form asks: 33- or 333- under the Securities Act of 1933.",
    "With a wrong number the registration statement is not found.",
)
def _file_numbers(record: DealRecord, archive: Archive) -> Iterator[Fault]:
    registration = group(record.deal.registration)
    if registration is None:
        return
    form = known(registration.form)
    stated = registration.file_number
    location = ("registration", "file_number")
    for number in _numbers(record.deal):
        if form == "exempt":
            yield broken(
                location,
                f"{number!r} is the number of a registration, but the form is 'exempt'; correct "
                "one of them",
                stated,
            )
        elif not _FILE_NUMBER.fullmatch(number):
            wrong = f"{number!r} is not a file number such as 333-106598; correct it"
            yield broken(location, wrong, stated)
        elif form is not None and not number.startswith(("33-", "333-")):
            yield broken(
                location,
                f"{number!r} does not begin with 33- or 333-, as that of a Form {form} does; "
                "correct the number or the form",
                stated,
            )
        elif number.startswith("33-"):
            yield from _old_series(record, archive, number)


def _numbers(deal: Deal) -> list[str]:
    registration = group(deal.registration)
    stated = known(registration.file_number) if registration else None
    return re.split(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+", stated) if stated else []


@once
def _deals_by_number(archive: Archive) -> dict[tuple[str, str], str]:
    """Map an issuer and a file number to the first deal that has both."""
    found: dict[tuple[str, str], str] = {}
    for record in archive.deals.values():
        for number in _numbers(record.deal):
            found.setdefault((record.deal.issuer, number), record.deal.deal_id)
    return found


def _old_series(record: DealRecord, archive: Archive, number: str) -> Iterator[Fault]:
    """Doubt a number of the series that ended in 1996 where something speaks against it."""
    newer = f"3{number}"
    sibling = _deals_by_number(archive).get((record.deal.issuer, newer))
    if sibling is None and deal_date(record.deal) < _NEW_SERIES:
        return
    why = (
        f"{sibling} has {newer!r}"
        if sibling is not None
        else f"the series 33- ended in 1996, the deal is of {deal_date(record.deal)}"
    )
    yield Fault(
        ("registration", "file_number"),
        f"{number!r} may be a misprint for {newer!r}: {why}; compare it with the paper and keep "
        "the words as printed",
        Severity.WARNING,
    )


@rule(
    "REF06",
    Severity.INFO,
    "One covenant asks for one standard of effort.",
    "Best efforts and reasonable best efforts are not the same promise.",
)
def _effort_standards(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    effort = re.compile(
        r"\b((?:commercially )?(?:reasonable )?(?:best )?(?:commercial )?efforts|"
        r"all reasonable endeavours|(?:reasonable|best) endeavours)\b",
        re.IGNORECASE,
    )
    covenants: dict[str | int, list[tuple[str, str]]] = {}
    for location, words in passages(record):
        for found in effort.finditer(words):
            covenants.setdefault(location[0], []).append((one_line(found[1]).lower(), words))
    for name, uses in covenants.items():
        standards = list(dict.fromkeys(standard for standard, _ in uses))
        if len(standards) > 1:
            yield Fault(
                (name,),
                f"asks for {' and for '.join(repr(one) for one in standards)}; compare both with "
                "the paper",
            )

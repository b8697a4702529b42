"""Rules about single words: missing, doubled, without their accents, or of another name.

These rules only point; a record keeps the words as the paper prints them.
"""

import re
from collections.abc import Iterator

from pipeline.checks.rules import Fault, rule
from pipeline.checks.texts import Passage, passages
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord

_PARTY = (
    r"(?:(?:the|such|any|each|this) )?"
    r"(?:Company|Issuer|Guarantor|Underwriters?|Representatives?|Managers?|Securities|Notes|offer)"
)
#: Where a small word is surely missing: a pattern, and the word expected after its first group.
_MISSING = (
    (re.compile(rf"\b(appl(?:y|ies|ied)) {_PARTY}\b"), "to"),
    (re.compile(r"\b([Cc]ompl(?:y|ies|ied)) (?:the|all|any|such)\b"), "with"),
    (re.compile(r"\b([Ii]n accordance) (?!with\b|therewith\b|herewith\b)"), "with"),
    (re.compile(r"\b([Ii]n connection) (?!with\b|therewith\b|herewith\b)"), "with"),
    (re.compile(r"\b([Ww]ith respect) (?!to\b|thereto\b|hereto\b|of\b)"), "to"),
    (re.compile(r"\b([Pp]ursuant) (?!to\b|thereto\b|hereto\b)"), "to"),
    (re.compile(r"\b([Ii]n lieu) (?!of\b|thereof\b|hereof\b)"), "of"),
)
_DOUBLED = re.compile(r"\b([A-Za-z]{2,20}|a) \1\b", re.IGNORECASE)
#: Words that English writes twice, and names that do.
_RIGHTLY_DOUBLED = frozenset({"that", "had", "baden", "pago", "walla", "bora"})


def _clip(words: str, start: int, end: int) -> str:
    """Return the words around a place, whole words only."""
    left = words.rfind(" ", 0, max(start - 20, 0)) + 1
    right = words.find(" ", min(end + 15, len(words)))
    return words[left : right if right >= 0 else len(words)]


def _once(record: DealRecord, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield each match of a pattern; words that several fields hold count once."""
    seen: set[str] = set()
    for passage in passages(record):
        for found in pattern.finditer(passage.words):
            around = passage.words[max(found.start() - 12, 0) : found.end() + 12]
            if around not in seen:
                seen.add(around)
                yield passage, found


@rule(
    "REF04",
    Severity.WARNING,
    "No word is plainly missing or doubled; the words stay as printed, the rule only points.",
    "A lost preposition can turn a condition round; who cites the clause should know.",
)
def _missing_or_doubled(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for pattern, expected in _MISSING:
        for passage, found in _once(record, pattern):
            yield Fault(
                passage.location,
                f"{_clip(passage.words, *found.span())!r} seems to lack {expected!r} after "
                f"{found[1]!r}; compare it with the paper and keep the words as printed",
            )
    for passage, found in _once(record, _DOUBLED):
        if found[1].lower() in _RIGHTLY_DOUBLED:
            continue
        yield Fault(
            passage.location,
            f"{_clip(passage.words, *found.span())!r} has {found[1]!r} twice; compare it with "
            "the paper and keep the words as printed",
        )


#: German and French words whose accents a plain-text filing loses, with their right form.
_ACCENTS = {
    "offentliche": "öffentliche",
    "offentlichen": "öffentlichen",
    "offentliches": "öffentliches",
    "offentlicher": "öffentlicher",
    "ubertragbare": "übertragbare",
    "borse": "Börse",
    "wertpapierborse": "Wertpapierbörse",
    "borsengesetz": "Börsengesetz",
    "munchen": "München",
    "dusseldorf": "Düsseldorf",
    "koln": "Köln",
    "nurnberg": "Nürnberg",
    "osterreich": "Österreich",
    "osterreichische": "Österreichische",
    "geschaftsbank": "Geschäftsbank",
    "societe": "société",
    "generale": "générale",
    "credit agricole": "Crédit Agricole",
    "credit lyonnais": "Crédit Lyonnais",
    "credit mutuel": "Crédit Mutuel",
    "epargne": "épargne",
    "monetaire": "monétaire",
    "reglement": "règlement",
    "autorite": "autorité",
    "marches financiers": "marchés financiers",
    "anonyme a responsabilite": "anonyme à responsabilité",
}
_ACCENTLESS = re.compile(
    r"\b(" + "|".join(sorted(_ACCENTS, key=len, reverse=True)) + r")\b", re.IGNORECASE
)


@rule(
    "REF05",
    Severity.INFO,
    "Foreign words and names have their accents.",
    "Plain-text filings drop them; a search for the right spelling then finds nothing.",
)
def _lost_accents(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for passage, found in _once(record, _ACCENTLESS):
        yield Fault(
            passage.location,
            f"{_clip(passage.words, *found.span())!r} has {found[0]!r}, usually "
            f"{_ACCENTS[found[0].lower()]!r}; keep the words as printed",
        )


#: Institutions under another name than their own, with that name.
_INSTITUTIONS = (
    (r"Financial Services Handbook", "FSA Handbook of Rules and Guidance"),
    (r"Clearstream International", "Clearstream Banking, société anonyme"),
    (r"Depositary Trust Company|Depository Trust Corporation", "The Depository Trust Company"),
    (r"National Association of Security Dealers", "National Association of Securities Dealers"),
    (r"Financial Industry Regulation Authority", "Financial Industry Regulatory Authority"),
    (r"Financial Securities Authority", "Financial Services Authority"),
    (r"Securities Exchange Commission", "Securities and Exchange Commission"),
    (r"Securities and Exchange Act of 1934", "Securities Exchange Act of 1934"),
    (r"Luxemburg Stock Exchange", "Luxembourg Stock Exchange"),
    (r"New York Clearinghouse", "New York Clearing House"),
    (r"Euroclear Bank SA NV", "Euroclear Bank S.A./N.V."),
)  # fmt: skip
_USUAL = tuple((re.compile(rf"\b(?:{pattern})\b"), usual) for pattern, usual in _INSTITUTIONS)


@rule(
    "REF07",
    Severity.INFO,
    "Institutions are called by their usual names.",
    "A wrong name can mean another body, or a text drafted from memory.",
)
def _institutions(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for pattern, usual in _USUAL:
        found = next(_once(record, pattern), None)
        if found is not None:
            passage, match = found
            yield Fault(
                passage.location,
                f"{match[0]!r} is usually called {usual!r}; compare it with the paper and keep "
                "the words as printed",
            )

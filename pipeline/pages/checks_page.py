"""The page of checks, made from the register of rules: what must hold, and what was found."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.checks import Rule, all_codes
from pipeline.checks.rules import CodeDescription
from pipeline.findings import Finding
from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue
from pipeline.pages.deal_columns import short_partial
from pipeline.pages.html import Markup, block, escape, url
from pipeline.pages.layout import Head, facts, folded, opening, page, prose, small_table
from pipeline.pages.page import Page, heading

HERE = "checks/index.md"
#: What a rule found in more places than this is in the table of findings only.
_MOST = 60
_OPEN = 6

_SEVERITIES = ("error", "warning", "info")


def checks_page(catalogue: Catalogue) -> Page:
    """Return the page of every rule, by subject."""
    codes = all_codes()
    subjects: dict[str, list[CodeDescription | Rule]] = {}
    for rule in codes.values():
        subjects.setdefault(rule.subject, []).append(rule)
    found = catalogue.findings_of_rule
    counts = _counts(catalogue.findings)
    return page(
        HERE,
        "Checks",
        "Every rule that records are checked against, and what each found",
        "the register of rules and every record",
        [
            opening("Checks", _lead(len(codes), len(catalogue.first), len(catalogue.findings))),
            facts(
                (_plural(name, counts[name]), fmt.number(counts[name]))
                for name in (*_SEVERITIES, "waived")
            ),
            _summary(subjects, found),
            *(
                part
                for subject, rules in subjects.items()
                for part in _subject(catalogue, subject, rules)
            ),
        ],
        needs=("tables",),
    )


def _lead(codes: int, deals: int, findings: int) -> str:
    return (
        f"{codes} rules are held against each of the {deals:,} records at every build; they "
        f"found something in {findings:,} places. An error keeps the archive from being "
        "published; a warning points at something odd in the paper or the record, and an editor "
        "may let it stand with a reason, which is then shown; an info is worth knowing and no "
        "fault."
    )


def _plural(name: str, count: int) -> str:
    return name if name in ("info", "waived") or count == 1 else f"{name}s"


def _counts(findings: Iterable[Finding]) -> Counter[str]:
    return Counter("waived" if f.waived else str(f.severity) for f in findings)


def _title(subject: str) -> str:
    return fmt.upper_first(subject.replace("_", " "))


def _anchor(subject: str) -> str:
    return f"subject-{subject.replace('_', '-')}"


def _summary(
    subjects: dict[str, list[CodeDescription | Rule]], found: dict[str, list[Finding]]
) -> Markup:
    lines = []
    for subject, rules in subjects.items():
        counts = _counts(f for rule in rules for f in found.get(rule.code, ()))
        lines.append(
            (
                Markup('<a href="#{}">{}</a>').format(_anchor(subject), _title(subject)),
                Markup(" ").join(
                    Markup('<a href="#{}">{}</a>').format(rule.code.lower(), rule.code)
                    for rule in rules
                ),
                *(
                    fmt.number(counts[name]) if counts[name] else ""
                    for name in (*_SEVERITIES, "waived")
                ),
            )
        )
    return small_table(
        "Rules and findings by subject",
        (
            Head("Subject"),
            Head("Rules"),
            *(
                Head(fmt.upper_first(_plural(name, 2)), figures=True)
                for name in (*_SEVERITIES, "waived")
            ),
        ),
        lines,
        class_="l-rules",
        cards=True,
    )


def _subject(
    catalogue: Catalogue, subject: str, rules: Sequence[CodeDescription | Rule]
) -> Iterable[str]:
    yield heading(_title(subject), _anchor(subject))
    for rule in rules:
        yield _rule(catalogue, rule)


def _rule(catalogue: Catalogue, rule: CodeDescription | Rule) -> Markup:
    found = catalogue.findings_of_rule.get(rule.code, [])
    counts = _counts(found)
    named = [
        f"{fmt.number(counts[name])} {_plural(name, counts[name])}"
        for name in (*_SEVERITIES, "waived")
        if counts[name]
    ]
    result = f"Found: {fmt.listing(named)}." if named else "Found nothing."
    return block(
        Markup(
            '<section class="l-rule" id="{id}"><h3>{code} <span class="l-sev {severity}">'
            '{severity}</span></h3><p>{statement}</p><p class="d-say">{why}</p>'
            '<p class="l-found">{result}</p>{table}</section>'
        ).format(
            id=rule.code.lower(),
            code=rule.code,
            severity=str(rule.severity),
            statement=rule.statement,
            why=rule.why,
            result=result,
            table=_table(catalogue, rule.code, found),
        )
    )


def _table(catalogue: Catalogue, code: str, found: Sequence[Finding]) -> Markup:
    if not found:
        return Markup()
    shown = small_table(
        f"What {code} found",
        (Head("Deal"), Head("Field"), Head("What was found")),
        (_row(catalogue, finding) for finding in found[:_MOST]),
        class_="l-findings",
        cards=True,
    )
    if len(found) > _MOST:
        shown += prose(f"{len(found) - _MOST:,} more stand in the table findings.")
    return shown if len(found) <= _OPEN else folded("Where, and the values compared", shown)


def _row(catalogue: Catalogue, finding: Finding) -> tuple[Markup, Markup, Markup]:
    entries = catalogue.of_deal.get(finding.deal_id)
    if entries:
        deal = Markup('<a href="{}">{}, {}</a>').format(
            url(HERE, entries[0].path, "checks"),
            entries[0].issuer_name,
            short_partial(entries[0].dated),
        )
    else:
        deal = escape(finding.path)
    message = escape(finding.message)
    if finding.waived:
        message += Markup('<br><b class="l-sev waived">waived</b> {}').format(finding.waived)
    return deal, Markup("<code>{}</code>").format(finding.field), message

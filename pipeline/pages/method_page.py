"""The page of methods: how each computed figure comes about, and the record's conventions."""

from collections.abc import Iterable

from pipeline.economics.method import Method
from pipeline.economics.methods import SUBJECTS
from pipeline.economics.settlement import (
    CALENDAR_NAME,
    DISPUTED_DAYS,
    FIRST_YEAR,
    LAST_CHECKED_YEAR,
    STANDARD_CYCLES,
)
from pipeline.pages import format as fmt
from pipeline.pages.html import Markup, block, escape, url
from pipeline.pages.layout import Head, bullets, opening, page, prose, small_table
from pipeline.pages.page import Page, heading
from pipeline.records.codes import BLANK_REASONS, DATED_BY, REVIEW_STATES, SEEN_EXTENTS

HERE = "method/index.md"

_STATED = (
    (
        "Prices are per cent of principal, rates per cent a year, amounts units of the currency. "
        "They keep the digits that the paper prints: 99.760 is not 99.76."
    ),
    (
        "A value that a paper states can cite it: the lines of the exhibit and the words quoted. "
        "Where the exhibit is held, the words are looked up at those lines at every build; if they "
        "are not there, the archive is not published."
    ),
    "Stated and computed values never share a column.",
    (
        "Names are recorded as printed. Which firm a name means is a decision of the editors, and "
        "each firm's page shows the names that were taken for it."
    ),
)


def method_page() -> Page:
    """Return the page of methods."""
    return page(
        HERE,
        "Method",
        "How each computed figure comes about: formula, convention, rounding, source",
        "pipeline/economics",
        [
            opening(
                "Method",
                "What a paper states is recorded as it is printed. Everything else is computed "
                "from stated values, by the formulas below, and marked as computed wherever it "
                "is shown. Nothing is computed where an input is not known.",
            ),
            *_conventions(),
            *(
                part
                for subject, methods in SUBJECTS.items()
                for part in (
                    heading(subject, subject.lower().replace(" ", "-")),
                    *(
                        text
                        for column, method in methods.items()
                        for text in _method(column, method)
                    ),
                )
            ),
            *_calendar(),
        ],
    )


def anchor(column: str) -> str:
    """Return the anchor of a computed column on this page: ``gross-spread-pct``."""
    return column.replace("_", "-")


def _method(column: str, method: Method) -> Iterable[str]:
    yield f"### {method.title} {{#{anchor(column)}}}"
    place = Markup('<a href="{}"><code>{}.{}</code></a>').format(
        url(HERE, "data/index.md", f"{method.table}-{column}"), method.table, column
    )
    pairs = (
        ("Formula", Markup("<b>{}</b>").format(method.formula)),
        ("Convention", method.convention),
        ("Unit", method.unit),
        ("Rounding", fmt.upper_first(method.rounding)),
        ("Source of the rule", fmt.upper_first(method.source)),
        ("Blank when", method.blank_when),
        ("Column", place),
    )
    items = "".join(
        f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in pairs if value
    )
    yield block(f'<dl class="l-method">{items}</dl>')


def _conventions() -> Iterable[str]:
    yield heading("What the records state", "records")
    yield bullets(_STATED)
    yield _codes("Why a value is blank", BLANK_REASONS)
    yield _codes("How much of a paper was seen", SEEN_EXTENTS)
    yield _codes("States of a record", REVIEW_STATES)
    yield _codes("Which date a deal goes by", DATED_BY)


def _codes(caption: str, meanings: dict[str, str]) -> Markup:
    return small_table(
        caption,
        (Head("Code"), Head("Meaning")),
        ((Markup("<code>{}</code>").format(code), words) for code, words in meanings.items()),
        show_caption=True,
        class_="l-codes",
    )


def _calendar() -> Iterable[str]:
    yield heading("Calendars and settlement cycles", "calendars")
    yield prose(
        f"Business days are those of the calendar {CALENDAR_NAME}, for every deal, so that "
        f"counts compare. It has been compared with a second library's list on every weekday "
        f"from {FIRST_YEAR} to {LAST_CHECKED_YEAR}; years before {FIRST_YEAR} count as years "
        "without data, and figures that would need them are blank."
    )
    yield bullets(fmt.upper_first(f"{words}.") for words in DISPUTED_DAYS.values())
    yield small_table(
        "Standard settlement cycle in the United States (SEC Rule 15c6-1)",
        (Head("From trades of"), Head("Cycle")),
        ((fmt.day(day), f"T+{days}") for day, days in STANDARD_CYCLES),
        show_caption=True,
    )

"""Where the securities may not be sold: jurisdictions against clauses, statutes, periods."""

from dataclasses import dataclass
from datetime import date

from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Paper, Spot, why_blank
from pipeline.pages.html import Markup, anchor, join, render
from pipeline.records.base import Blank
from pipeline.records.terms import SellingRestriction, SellingRestrictions

_ANCHOR = "selling-restrictions"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; ``first_of`` is how many rows its jurisdiction has, 0 after the first."""

    letter: str
    anchor: str
    jurisdiction: Markup
    statutes: Markup
    period: Markup | None
    end: str
    words: Markup | None
    why_no_words: str


def restrictions_section(paper: Paper) -> Markup | None:
    """Return the section; None where no restriction is known."""
    group = paper.record.deal.selling_restrictions
    if isinstance(group, Blank) or not group.restrictions:
        return None
    clauses = clauses_of(paper, group)
    return render(
        "deal_restrictions.html.jinja",
        introduction=paper.spot(_ANCHOR, "selling restrictions").quote(group.introduction),
        clauses=clauses,
        has_words=any(clause.words for clause in clauses),
        has_letters=any(clause.letter for clause in clauses),
        has_statutes=any(clause.statutes for clause in clauses),
        has_periods=any(clause.period for clause in clauses),
        is_bare=not any(c.words or c.letter or c.statutes or c.period for c in clauses),
        lacking=_lacking(clauses),
    )


def _lacking(clauses: list[Clause]) -> str:
    """Return why the words of clauses are not shown, each reason once."""
    reasons = dict.fromkeys(clause.why_no_words for clause in clauses if clause.why_no_words)
    return fmt.listing(list(reasons))


def clauses_of(paper: Paper, group: SellingRestrictions) -> list[Clause]:
    """Return the restrictions, one for each clause of the record."""
    ends: list[date | None] = [row["period_end_date"] for row in paper.rows("selling_restrictions")]
    return [
        _clause(paper, entry, number, ends[number - 1] if number <= len(ends) else None)
        for number, entry in enumerate(group.restrictions, 1)
    ]


def _clause(paper: Paper, entry: SellingRestriction, number: int, end: date | None) -> Clause:
    letter = entry.item or ""
    words = f"restriction ({letter})" if letter else "restriction"
    spot = paper.spot(anchor("restriction", letter or number), words)
    statutes = [text for text in (spot.show(statute) for statute in entry.statutes) if text]
    quoted = spot.quote(entry.text)
    return Clause(
        letter=letter,
        anchor=spot.anchor,
        jurisdiction=spot.show(entry.jurisdiction)
        or Markup('<span class="d-no">jurisdiction not known</span>'),
        statutes=join("; ", statutes),
        period=_period(spot, entry),
        end=fmt.day(end) if end is not None else "",
        words=quoted,
        why_no_words="" if quoted else why_blank(entry.text),
    )


def _period(spot: Spot, entry: SellingRestriction) -> Markup | None:
    if entry.period is None:
        return None
    months = spot.show(entry.period.months, lambda n: fmt.count(n, "month"))
    starts = spot.plain(entry.period.starts)
    return months and Markup("{} from the {}").format(months, starts or "start")

"""The economics: each computed figure with what it rests on, or why there is none."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.economics.methods import METHODS, SUBJECTS
from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Paper
from pipeline.pages.deal_unknown import column_title
from pipeline.pages.html import Markup, render
from pipeline.tables.rows import Row

#: Subjects that other sections show, and figures that only repeat another one.
_ELSEWHERE = frozenset({"Concentration", "Cash flows"})
_OF_THE_DEAL = "Settlement"
_REPEATS = {
    "reoffer_yield_semiannual_pct": "reoffer_yield_pct",
    "all_in_cost_semiannual_pct": "all_in_cost_pct",
}
#: Shown beside another figure or said elsewhere.
_LEFT_OUT = frozenset({"settlement_calendar"})

_STUBS = {
    "none": "none",
    "short_first": "short first period",
    "long_first": "long first period",
    "short_last": "short last period",
    "long_last": "long last period",
    "short_only": "one short period",
    "long_only": "one long period",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A figure as shown; ``mark`` is the letter of its assumptions under the block."""

    figure: str
    title: str
    value: str
    mark: str
    all_digits: str
    inputs: str
    formula: str
    convention: str
    rounding: str


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one subject, and what they assume."""

    title: str
    lines: tuple[Line, ...]
    assumptions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Figures that have no value for one reason; ``of`` names the security if several."""

    of: str
    what: str
    reason: str


def _pct(value: Decimal) -> str:
    # Printed digits stay; what had to be divided is cut to what a reader compares.
    exponent = value.as_tuple().exponent
    return fmt.pct(value, None if isinstance(exponent, int) and exponent >= -4 else 3)


def _trimmed(value: Decimal, places: int) -> str:
    return fmt.number(value, places).rstrip("0").rstrip(".") if places else fmt.number(value, 0)


_SHOWN: dict[str, Callable[[Decimal], str]] = {
    "gross_spread_pct": _pct,
    "issue_discount_pct": _pct,
    "reoffer_yield_pct": lambda n: fmt.pct(n, 3),
    "reoffer_yield_semiannual_pct": lambda n: fmt.pct(n, 3),
    "all_in_cost_pct": lambda n: fmt.pct(n, 3),
    "all_in_cost_semiannual_pct": lambda n: fmt.pct(n, 3),
    "all_in_over_reoffer_bp": lambda n: f"{fmt.number(n, 2)}{fmt.NBSP}bp",
    "modified_duration_years": lambda n: f"{fmt.number(n, 3)}{fmt.NBSP}years",
    "dv01_pct": lambda n: fmt.pct(n, 4),
    "accrued_interest_pct": lambda n: fmt.pct(n, 3),
    "tenor_years": lambda n: f"{_trimmed(n, 3)}{fmt.NBSP}{'year' if n == 1 else 'years'}",
    "settlement_days": lambda n: f"T+{n}",
    "standard_settlement_days": lambda n: f"T+{n}",
    "hhi": lambda n: fmt.number(n, 0),
    "largest_share_pct": lambda n: fmt.pct(n, 2),
}


def shown(figure: str, value: str, currency: str | None) -> str:
    """Return a figure's value, as the table ``figures`` holds it, as a page shows it."""
    if figure == "stub":
        return fmt.meaning(value, _STUBS)
    if figure in {"extended_settlement", "settlement_calendar"}:
        return {"True": "yes", "False": "no"}.get(value, value)
    exact = Decimal(value)
    if figure.endswith("_amount"):
        return fmt.amount(exact, currency)
    return _SHOWN.get(figure, fmt.number)(exact)


def economics_section(paper: Paper) -> Markup:
    """Return the section: a ledger of figures for each security, and what is not computed."""
    deal = paper.record.deal
    figures = paper.rows("figures")
    several = len(deal.securities) > 1
    blocks: list[tuple[str, list[Group]]] = []
    missing: list[Missing] = []
    for number, security in enumerate(deal.securities):
        rows = {row["figure"]: row for row in figures if row["security_id"] == security.security_id}
        groups = list(_groups(rows, security.currency.value, first=number == 0))
        title = column_title(deal, number) if several else ""
        if groups:
            blocks.append((title, groups))
        missing += _missing(rows, title, first=number == 0)
    reasons = dict.fromkeys(entry.reason for entry in missing if entry.reason)
    return render(
        "deal_economics.html.jinja",
        blocks=blocks,
        missing=list(_merged(missing)) if blocks else [],
        reasons="; ".join(reasons) if not blocks else "",
    )


def _subjects(*, first: bool) -> Iterator[tuple[str, list[str]]]:
    for subject, methods in SUBJECTS.items():
        if subject in _ELSEWHERE or (subject == _OF_THE_DEAL and not first):
            continue
        yield subject, [name for name in methods if name not in _LEFT_OUT]


def _groups(rows: dict[str, Row], currency: str | None, *, first: bool) -> Iterator[Group]:
    for subject, names in _subjects(first=first):
        marks: dict[str, str] = {}
        lines = [
            _line(name, rows[name], currency, marks)
            for name in names
            if name in rows and rows[name]["value"] is not None and not _is_idle(name, rows)
        ]
        if lines:
            yield Group(subject, tuple(lines), tuple((m, text) for text, m in marks.items()))


def _is_idle(name: str, rows: dict[str, Row]) -> bool:
    """Say whether a figure only repeats another, or has nothing to be compared with."""
    if name == "standard_settlement_days":
        return rows["settlement_days"]["value"] is None
    return name in _REPEATS and rows[name]["value"] == rows[_REPEATS[name]]["value"]


def _line(name: str, row: Row, currency: str | None, marks: dict[str, str]) -> Line:
    method = METHODS[name]
    value = shown(name, row["value"], currency)
    assumed = row["assumptions"]
    return Line(
        figure=name,
        title=method.title,
        value=value,
        mark=marks.setdefault(assumed, "abcdefgh"[len(marks) % 8]) if assumed else "",
        all_digits=row["value"] if _is_rounded(row["value"], value) else "",
        inputs=row["inputs"] or "",
        formula=method.formula,
        convention=method.convention,
        rounding=method.rounding,
    )


def _is_rounded(exact: str, value: str) -> bool:
    """Say whether a page shows fewer digits than the table holds."""
    digits = exact.rstrip("0").rstrip(".") if "." in exact else exact
    return digits not in value.replace(",", "").replace(fmt.MINUS, "-")


def _missing(rows: dict[str, Row], of: str, *, first: bool) -> Iterator[Missing]:
    reasons: dict[str, list[str]] = {}
    for _, names in _subjects(first=first):
        for name in names:
            row = rows.get(name)
            if row is not None and row["value"] is None and name not in _REPEATS:
                title = METHODS[name].title
                words = title if title[:3].isupper() else title[:1].lower() + title[1:]
                reasons.setdefault(row["reason"] or "", []).append(words)
    for reason, names in reasons.items():
        yield Missing(of, fmt.listing(names), reason)


def _merged(missing: Iterable[Missing]) -> Iterator[Missing]:
    """Join what several securities lack for the same reason."""
    groups: dict[tuple[str, str], list[str]] = {}
    for entry in missing:
        groups.setdefault((entry.what, entry.reason), []).append(entry.of)
    for (what, reason), names in groups.items():
        yield Missing(fmt.listing([name for name in names if name]), what, reason)

"""The deals nearest to this one, each with what makes it near, and a way to compare them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Paper
from pipeline.pages.deal_unknown import column_title
from pipeline.pages.html import Markup, link, render
from pipeline.pages.nearest import Near, Profile, Subject
from pipeline.pages.variations import short_day
from pipeline.records.codes import CURRENCY_NAMES, INTEREST_TYPES, RANKINGS, SECURITY_TYPES

#: What can be in common, in words, for where it is not known.
_WORDS = {
    "base_document": "the base document",
    "interest": "the interest type",
    "tenor": "the tenor",
    "security_type": "the type of security",
    "currency": "the currency",
    "ranking": "the ranking",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A near deal: its name and title, why it is near, and the address of the comparison."""

    deal: Markup
    title: str
    why: str
    compare: str


def nearest_section(paper: Paper) -> Markup | None:
    """Return the section; None where the page is made without the rest of the archive."""
    if paper.nearest is None or len(paper.nearest.subject) < 2:
        return None
    own = paper.nearest.subject[paper.record.deal.deal_id]
    found = paper.nearest.of(own.deal_id)
    lines = [_line(paper, own, one) for one in found]
    together = ",".join((own.deal_id, *(one.deal_id for one in found)))
    return render(
        "deal_nearest.html.jinja",
        lines=lines,
        unknown=_unknown(own),
        all_of_them=_address(paper, together) if len(found) > 1 else "",
    )


def _address(paper: Paper, deals: str) -> str:
    return f"{paper.url('compare/index.md')}?deals={deals}"


def _line(paper: Paper, own: Subject, one: Near) -> Line:
    deal = paper.archive.deals[one.deal_id].deal
    issuer = deal.issuer_named.name.value or deal.issuer
    title = column_title(deal, one.place)
    if len(deal.securities) > 1:
        title += f" (one of {len(deal.securities)} series)"
    return Line(
        deal=link(paper.url(f"deals/{one.deal_id}.md"), f"{issuer}, {short_day(one.deal_id)}"),
        title=title,
        why=fmt.upper_first("; ".join(_reasons(paper, own, one))) + ".",
        compare=_address(paper, f"{own.deal_id},{one.deal_id}"),
    )


def _reasons(paper: Paper, own: Subject, one: Near) -> Iterator[str]:
    """Yield in words what two deals have in common, the most telling first."""
    assert paper.nearest is not None  # noqa: S101 - the section is not made otherwise
    other = paper.nearest.subject[one.deal_id]
    profile = own.profiles[one.own_place]
    common = set(one.common)
    if "issuer" in common:
        yield "the same issuer"
    if "base_document" in common:
        yield "the same base document"
    yield from _form(profile, common)
    if "tenor" in common:
        mine, theirs = (
            _years(subject.tenors[place])
            for subject, place in ((own, one.own_place), (other, one.place))
        )
        yield f"{theirs}, as here" if mine == theirs else f"{theirs}, here {mine}"
    if len(own.profiles) > 1:
        yield f"of this deal the security {column_title(paper.record.deal, one.own_place)}"
    yield _apart(own, other)


def _form(profile: Profile, common: set[str]) -> Iterator[str]:
    if "interest" in common and profile.interest is not None:
        yield f"interest: {fmt.meaning(profile.interest, INTEREST_TYPES)}"
    what = [
        RANKINGS[profile.ranking] if "ranking" in common and profile.ranking else "",
        SECURITY_TYPES[profile.security_type]
        if "security_type" in common and profile.security_type
        else "",
    ]
    if any(what):
        yield f"both {' '.join(filter(None, what))}"
    if "currency" in common and profile.currency is not None:
        yield f"both in {CURRENCY_NAMES[profile.currency]}"


def _years(years: float | None) -> str:
    shown = f"{years or 0:.1f}".removesuffix(".0")
    return f"{shown} year{'' if shown == '1' else 's'}"


def _apart(own: Subject, other: Subject) -> str:
    if own.day == other.day:
        return "of the same day"
    first, last = sorted((own.day, other.day))
    span = fmt.span(date.fromordinal(first), date.fromordinal(last))
    return f"{span} {'earlier' if other.day < own.day else 'later'}"


def _unknown(own: Subject) -> str:
    """Return what is known of none of the deal's securities, so that it cannot count."""
    lacking: Sequence[str] = [
        words
        for name, words in _WORDS.items()
        if all(getattr(profile, name) is None for profile in own.profiles)
    ]
    return fmt.listing(lacking)

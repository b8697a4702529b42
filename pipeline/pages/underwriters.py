"""The pages of underwriters: every deal of a firm, and its part in each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue, Part
from pipeline.pages.deal_columns import short_partial
from pipeline.pages.html import Markup, url
from pipeline.pages.layout import Head, bullets, facts, opening, page, prose, small_table
from pipeline.pages.long_list import DealList
from pipeline.pages.names import (
    group_then_now,
    groups_table,
    names_table,
    sources_list,
    successions,
)
from pipeline.pages.page import File, Page, heading
from pipeline.pages.underwriter_deals import OF_UNDERWRITER
from pipeline.records.codes import UNDERWRITER_ROLES
from pipeline.records.parties import Party

INDEX = "underwriters/index.md"


def underwriter_pages(catalogue: Catalogue) -> Iterator[Page | File]:
    """Yield the list of underwriters, the page of each, and what goes with those of many deals."""
    yield _index(catalogue)
    for party in catalogue.archive.underwriters.values():
        rows = DealList(
            f"underwriters/{party.id}.md",
            party.name,
            catalogue.of_underwriter.get(party.id, ()),
            OF_UNDERWRITER,
            catalogue.archive.issuers,
        )
        yield _page(catalogue, party, rows)
        yield from rows.beside()


def _index(catalogue: Catalogue) -> Page:
    parties = catalogue.archive.underwriters
    deals = {firm: _deals_of(catalogue.of_underwriter.get(firm, ())) for firm in parties}
    order = sorted(parties, key=lambda firm: (-len(deals[firm]), parties[firm].name.lower()))
    named = len({deal for ids in deals.values() for deal in ids})
    return page(
        INDEX,
        "Underwriters",
        "Every underwriter of the archive, with its deals and allocations",
        "data/parties/underwriters.yaml and the records",
        [
            opening(
                "Underwriters",
                f"The names were seen in {named:,} of {len(catalogue.first):,} deals, the "
                "allocations in fewer; the counts say how often a firm was seen, and not how "
                "often it took part. They are no ranking.",
            ),
            small_table(
                "Underwriters",
                (
                    Head("Underwriter"),
                    Head("Groups, oldest first"),
                    Head("Deals", figures=True, note="deals in which the firm is named"),
                    Head("First"),
                    Head("Last"),
                    Head("With allocation", figures=True, note="deals whose annex was seen"),
                    Head("Allocated", figures=True, is_sortable=False),
                ),
                (_index_row(catalogue, parties[firm], deals[firm]) for firm in order),
                class_="l-sort",
                cards=True,
            ),
        ],
        needs=("tables",),
        hide=("navigation", "toc"),
    )


def _deals_of(parts: Iterable[Part]) -> list[str]:
    """Return the ids of the deals, each once, newest first."""
    return list(dict.fromkeys(part.listed.deal_id for part in parts))


def _index_row(
    catalogue: Catalogue, party: Party, deals: Sequence[str]
) -> tuple[str | Markup | tuple[str | Markup, str], ...]:
    parts = catalogue.of_underwriter.get(party.id, [])
    allocated = {part.listed.deal_id for part in parts if part.amount is not None}
    first, last = (parts[-1].listed.dated, parts[0].listed.dated) if parts else ("", "")
    return (
        (
            Markup('<a href="{}">{}</a>').format(
                url(INDEX, f"underwriters/{party.id}.md"), party.name
            ),
            party.name,
        ),
        group_then_now(party),
        fmt.number(len(deals)),
        (short_partial(first), first),
        (short_partial(last), last),
        fmt.number(len(allocated)) if allocated else "",
        Markup("<br>").join(_sums(parts)),
    )


def _sums(parts: Iterable[Part]) -> list[str]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for part in parts:
        if part.amount is not None and part.listed.currency:
            sums[part.listed.currency] += part.amount
    return [fmt.amount(total, currency) for currency, total in sorted(sums.items())]


def _page(catalogue: Catalogue, party: Party, rows: DealList[Part]) -> Page:
    here, parts = rows.here, rows.rows
    deals = _deals_of(parts)
    allocated = {part.listed.deal_id for part in parts if part.amount is not None}
    return page(
        here,
        party.name,
        f"Deals of {party.name} as underwriter, and its part in each",
        "data/parties/underwriters.yaml and the records of its deals",
        [
            opening(party.name, _lead(parts, deals, len(allocated)), "Underwriter"),
            facts(
                (
                    ("deals that name it", fmt.number(len(deals))),
                    ("with its allocation", fmt.number(len(allocated))),
                    *(("allocated in all", text) for text in _sums(parts)),
                    *_roles(parts),
                    (
                        "group then and now" if len(party.groups) > 1 else "group",
                        group_then_now(party),
                    ),
                    ("kind", party.kind or ""),
                    ("jurisdiction", party.jurisdiction or ""),
                )
            ),
            *rows.section(),
            heading("Names it appears under", "names"),
            names_table(party, catalogue.spellings_of.get(party.id, {}), here),
            *_groups(catalogue, party, here),
            *_remarks(party),
        ],
        needs=("tables",),
        hide=("navigation", "toc"),
    )


def _lead(parts: Sequence[Part], deals: Sequence[str], allocated: int) -> str:
    if not deals:
        return "No paper that was seen names it among the underwriters."
    years = parts[-1].listed.year, parts[0].listed.year
    when = f"in {years[0]}" if years[0] == years[1] else f"from {years[0]} to {years[1]}"
    issuers = len({part.listed.issuer_id for part in parts})
    start = fmt.upper_first(fmt.count(len(deals), "deal names", "deals name"))
    return (
        f"{start} it, {when}, of {fmt.count(issuers, 'issuer')}. "
        f"How much it took is known for {allocated} of them, where the annex was seen; in the "
        "others it is named."
    )


def _roles(parts: Sequence[Part]) -> list[tuple[str, str]]:
    roles = Counter((part.listed.deal_id, part.role) for part in parts if part.role)
    by_role = Counter(role for _, role in roles)
    return [
        (f"as {fmt.meaning(str(role), UNDERWRITER_ROLES)}", fmt.number(count))
        for role, count in by_role.most_common()
    ]


def _groups(catalogue: Catalogue, party: Party, here: str) -> Iterable[str]:
    groups = groups_table(party)
    others = list(successions(party, catalogue.archive.underwriters, "underwriters", here))
    if groups is None and not others:
        return
    yield heading("Groups then and now", "groups")
    if groups is None:
        yield prose("To which group it belonged is not recorded.")
    else:
        yield groups
    if others:
        yield bullets(others)


def _remarks(party: Party) -> Iterable[str]:
    if party.notes or party.sources:
        yield heading("Notes and sources", "notes")
        yield bullets([*party.notes, *sources_list(party.sources)])

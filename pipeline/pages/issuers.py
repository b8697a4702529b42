"""The pages of issuers: their deals, maturities, coupons and spreads, and names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue, Listed
from pipeline.pages.deal_columns import OF_ISSUER, short_partial
from pipeline.pages.html import Markup, url
from pipeline.pages.issuer_charts import charts
from pipeline.pages.layout import Head, bullets, facts, folded, opening, page, prose, small_table
from pipeline.pages.long_list import DealList
from pipeline.pages.names import groups_table, names_table, sources_list, successions
from pipeline.pages.page import File, Page, heading
from pipeline.records.parties import Party

INDEX = "issuers/index.md"
_MANY = 12


def issuer_pages(catalogue: Catalogue) -> Iterator[Page | File]:
    """Yield the list of issuers, the page of each, and what goes with those of many deals."""
    yield _index(catalogue)
    counts = _underwriters(catalogue)
    for issuer_id, party in catalogue.archive.issuers.items():
        deals = DealList(
            f"issuers/{issuer_id}.md",
            party.name,
            catalogue.of_issuer.get(issuer_id, ()),
            OF_ISSUER,
            catalogue.archive.issuers,
        )
        yield _page(catalogue, party, deals, counts.get(issuer_id, Counter()))
        yield from deals.beside()


def _index(catalogue: Catalogue) -> Page:
    parties = catalogue.archive.issuers
    order = sorted(parties, key=lambda i: (-len(catalogue.of_issuer.get(i, ())), parties[i].name))
    return page(
        INDEX,
        "Issuers",
        "Every issuer of the archive, with its deals and former names",
        "data/parties/issuers.yaml and the records",
        [
            opening(
                "Issuers",
                "One firm is one issuer, under all the names that it has borne. Some are known "
                "only as guarantor or by their base documents, and have no deals here.",
            ),
            small_table(
                "Issuers",
                (
                    Head("Issuer"),
                    Head("Formerly"),
                    Head("Deals", figures=True),
                    Head("First"),
                    Head("Last"),
                    Head("Principal, where known", figures=True, is_sortable=False),
                    Head("Base documents", figures=True),
                ),
                (_index_row(catalogue, parties[issuer_id]) for issuer_id in order),
                class_="l-sort",
                cards=True,
            ),
        ],
        needs=("tables",),
        hide=("navigation", "toc"),
    )


def _index_row(
    catalogue: Catalogue, party: Party
) -> tuple[str | Markup | tuple[str | Markup, str], ...]:
    entries = catalogue.of_issuer.get(party.id, [])
    first, last = (entries[-1].dated, entries[0].dated) if entries else ("", "")
    documents = len(catalogue.base_documents_of.get(party.id, ()))
    return (
        (
            Markup('<a href="{}">{}</a>').format(url(INDEX, f"issuers/{party.id}.md"), party.name),
            party.name,
        ),
        fmt.listing([name.name for name in reversed(party.former_names)]),
        _number_of_deals(entries),
        (short_partial(first), first),
        (short_partial(last), last),
        Markup("<br>").join(_sums(entries).values()),
        str(documents) if documents else "",
    )


def _number_of_deals(entries: Sequence[Listed]) -> str:
    return fmt.number(sum(entry.is_first for entry in entries))


def _sums(entries: Sequence[Listed]) -> dict[str, str]:
    """Return the principal in each currency, by its code, the most used currency first."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    used: Counter[str] = Counter()
    for entry in entries:
        if entry.currency and entry.amount is not None:
            sums[entry.currency] += entry.amount
            used[entry.currency] += 1
    return {code: fmt.amount(sums[code], code) for code, _ in used.most_common()}


def _underwriters(catalogue: Catalogue) -> dict[str, Counter[str]]:
    """Return, for each issuer, in how many of its deals each underwriter is."""
    issuer_of = {entry.deal_id: entry.issuer_id for entry in catalogue.first}
    pairs = {
        (row["deal_id"], row["underwriter_id"])
        for row in catalogue.tables.rows("deal_underwriters")
        if row["underwriter_id"]
    }
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for deal_id, firm in pairs:
        counts[issuer_of[deal_id]][firm] += 1
    return counts


def _page(catalogue: Catalogue, party: Party, deals: DealList[Listed], firms: Counter[str]) -> Page:
    here, entries = deals.here, deals.rows
    drawn = list(charts(entries, here)) if entries else []
    printed: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.is_first:
            printed[entry.issuer_name].append(entry.deal_id)
    return page(
        here,
        party.name,
        f"Deals, maturities, coupons, spreads and names of {party.name}",
        "data/parties/issuers.yaml and the records of its deals",
        [
            opening(party.name, _lead(party, entries), "Issuer"),
            facts(
                (
                    ("deals", _number_of_deals(entries) if entries else ""),
                    ("securities", fmt.number(len(entries)) if entries else ""),
                    *(
                        (f"principal in {code}, where known", total)
                        for code, total in _sums(entries).items()
                    ),
                    ("jurisdiction", party.jurisdiction or ""),
                    ("SEC registrant", party.cik or ""),
                )
            ),
            *deals.section(),
            *drawn,
            heading("Names", "names"),
            names_table(party, printed, here),
            *_groups(catalogue, party, here),
            *_base_documents(catalogue, party, here),
            *_firms(catalogue, firms, here),
            *_remarks(party),
        ],
        needs=("tables", "charts") if any("data-chart" in part for part in drawn) else ("tables",),
        hide=("navigation", "toc"),
    )


def _lead(party: Party, entries: Sequence[Listed]) -> str:
    parts = []
    if party.former_names:
        names = [
            f"{name.name}{f' (until {short_partial(name.to_date)})' if name.to_date else ''}"
            for name in reversed(party.former_names)
        ]
        parts.append(f"Formerly {fmt.listing(names)}.")
    if entries:
        years = entries[-1].year, entries[0].year
        when = f"in {years[0]}" if years[0] == years[1] else f"from {years[0]} to {years[1]}"
        deals = sum(entry.is_first for entry in entries)
        parts.append(f"{fmt.upper_first(fmt.count(deals, 'deal'))} of it in the archive, {when}.")
    else:
        parts.append("The archive holds no deal of it.")
    return " ".join(parts)


def _groups(catalogue: Catalogue, party: Party, here: str) -> Iterable[str]:
    groups = groups_table(party)
    others = list(successions(party, catalogue.archive.issuers, "issuers", here))
    if groups is None and not others:
        return
    yield heading("Groups and successors", "groups")
    if groups is not None:
        yield groups
    if others:
        yield bullets(others)


def _base_documents(catalogue: Catalogue, party: Party, here: str) -> Iterable[str]:
    ids = catalogue.base_documents_of.get(party.id, [])
    documents = [
        catalogue.archive.base_documents[i] for i in ids if i in catalogue.archive.base_documents
    ]
    if not documents:
        return
    yield heading("Base documents", "base-documents")
    yield small_table(
        "Base documents",
        (Head("Document"), Head("Date"), Head("Its deals that incorporate it", figures=True)),
        (
            (
                Markup('<a href="{}">{}</a>').format(
                    url(here, f"base-documents/{doc.id}.md"), doc.title
                ),
                (short_partial(doc.date or ""), doc.date or ""),
                fmt.number(
                    sum(e.issuer_id == party.id for e in catalogue.of_base_document.get(doc.id, ()))
                ),
            )
            for doc in sorted(documents, key=lambda doc: doc.date or "", reverse=True)
        ),
        cards=True,
    )


def _firms(catalogue: Catalogue, firms: Counter[str], here: str) -> Iterable[str]:
    if not firms:
        return
    known = catalogue.archive.underwriters
    order = sorted(firms, key=lambda firm: (-firms[firm], firm))
    named = [
        Markup('<a href="{}">{}</a> <small>{}</small>').format(
            url(here, f"underwriters/{firm}.md"),
            known[firm].name if firm in known else firm,
            fmt.number(firms[firm]),
        )
        for firm in order
    ]
    yield heading("Underwriters of its deals", "underwriters")
    yield prose("With the number of deals in which each is named, where the names were seen.")
    yield bullets(named[:_MANY], "l-list l-several")
    if rest := named[_MANY:]:
        yield folded(f"{len(rest)} more", bullets(rest, "l-list l-several"))


def _remarks(party: Party) -> Iterable[str]:
    if party.notes or party.sources:
        yield heading("Notes and sources", "notes")
        yield bullets([*party.notes, *sources_list(party.sources)])

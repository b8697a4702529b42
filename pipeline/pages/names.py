"""What the pages of firms share: names with dates and sources, groups, successions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.pages.catalogue import dated
from pipeline.pages.deal_columns import short_partial
from pipeline.pages.html import Markup, external, url
from pipeline.pages.layout import Head, small_table
from pipeline.records.parties import Party

#: Names to the ids of the deals whose papers print them.
Printed = Mapping[str, Sequence[str]]

#: So many deals are named by their dates; of more, the first and the last.
_FEW = 3


def names_table(party: Party, printed: Printed, here: str) -> Markup:
    """Return every name of a firm: since when, the deals that print it, where dates come from.

    A printed name that the firm's entry does not list is shown all the same.
    """
    return small_table(
        "Names and spellings",
        (
            Head("Name"),
            Head("From"),
            Head("Until"),
            Head("Papers that print it"),
            Head("What it is"),
        ),
        (
            (
                name,
                short_partial(start),
                short_partial(end),
                _papers(printed.get(name, ()), here),
                what,
            )
            for name, start, end, what in _names(party, printed)
        ),
        class_="l-names",
        cards=True,
    )


def _names(party: Party, printed: Printed) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, from, until and what the name is; the newest name first."""
    yield party.name, "", "", "the name in this archive"
    for former in reversed(party.former_names):
        dates = former.from_date or "", former.to_date or ""
        yield former.name, *dates, f"former name. {former.source}"
    for alias in party.aliases:
        yield alias.name, "", "", f"spelling: {alias.note}" if alias.note else "spelling"
    for name in sorted(set(printed) - set(party.names)):
        yield name, "", "", "as printed"


def _papers(deals: Sequence[str], here: str) -> Markup | str:
    """Return the deals that print a name: a few by date, many by their number and span."""
    known = sorted(deals, key=dated)
    shown = known if len(known) <= _FEW else (known[0], known[-1])
    dates = [
        Markup('<a href="{}">{}</a>').format(
            url(here, f"deals/{deal}.md"), short_partial(dated(deal))
        )
        for deal in shown
    ]
    if len(known) <= _FEW:
        return Markup(", ").join(dates)
    return Markup("{}, {}").format(len(known), Markup(" to ").join(dates))


def groups_table(party: Party) -> Markup | None:
    """Return the groups that a firm belonged to; None where none is known."""
    if not party.groups:
        return None
    return small_table(
        "Groups",
        (Head("Group"), Head("From"), Head("Until"), Head("Source")),
        (
            (g.group, short_partial(g.from_date or ""), short_partial(g.to_date or ""), g.source)
            for g in party.groups
        ),
        cards=True,
    )


def group_then_now(party: Party) -> str:
    """Return a firm's groups in a few words, the oldest first: ``Bank One → JPMorgan Chase``."""
    return " → ".join(group.group for group in party.groups)


def successions(
    party: Party, parties: Mapping[str, Party], folder: str, here: str
) -> Iterable[Markup]:
    """Yield a sentence for each firm that this one went into or came from."""
    for other in party.successors:
        successor = parties.get(other.party)
        shown: str | Markup = other.party
        if successor:
            shown = Markup('<a href="{}">{}</a>').format(
                url(here, f"{folder}/{other.party}.md"), successor.name
            )
        yield Markup("{}: {}{}. <small>{}</small>").format(
            shown,
            other.how,
            f" ({short_partial(other.on)})" if other.on else "",
            other.source,
        )


def sources_list(addresses: Sequence[str]) -> Iterable[Markup]:
    """Yield public addresses as links."""
    return (external(address) for address in addresses)

"""The history of each place of a base document: who changed it, when, from what to what."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pipeline.amendments.core import compare_wording
from pipeline.amendments.history import History, PlaceHistory, Strand
from pipeline.amendments.variation import Variation
from pipeline.pages import format as fmt
from pipeline.pages.html import Markup, block, escape
from pipeline.pages.page import heading
from pipeline.pages.said import marked, said
from pipeline.pages.variations import item_link, short_day
from pipeline.records.codes import OPERATION_KINDS

#: A wording that many deals repeat names so many of them.
_MOST_DEALS = 12


def histories(held: History, here: str) -> Iterable[str]:
    """Yield the sections; nothing unless two deals vary the document, who could differ."""
    if len(held.varying) < 2:
        return
    yield from _standing(held)
    yield heading("History of each place", "places")
    yield block(
        '<div class="d-amend v-places">'
        + "".join(_place(place, here) for place in held.places)
        + "</div>"
    )


def _standing(held: History) -> Iterator[str]:
    yield heading("Standing changes and one-offs", "standing")
    latest = len(held.strands) - len(held.standing) - len(held.one_offs)
    standing, one_offs = _are(len(held.standing)), _are(len(held.one_offs))
    parts = [f"{fmt.upper_first(standing)} repeated by later deals, {one_offs} not."]
    if latest:
        parts.append(
            f"Of {fmt.count(latest, 'change')} it can’t be told, because no later deal of the "
            "issuer under this document is known."
        )
    parts.append(
        "Shares count the later deals of the issuer that made the change first, as far as it is "
        "known what they vary."
    )
    yield block(f'<p class="d-say">{escape(" ".join(parts))}</p>')
    for title, strands in (("Standing", held.standing), ("One-off", held.one_offs)):
        if strands:
            rows = "".join(map(_standing_row, _by_share(strands, held)))
            yield block(
                f'<h3 id="{title.lower()}-changes">{title} changes</h3>'
                f'<table class="d-t l-cards d-amend v-standing"><caption class="d-vh">{title} '
                'changes</caption><thead><tr><th scope="col">Place</th><th scope="col">Change, '
                'as last worded</th><th scope="col">In later deals</th></tr></thead>'
                f"<tbody>{rows}</tbody></table>"
            )


def _are(number: int) -> str:
    return f"{fmt.count(number, 'change')} {'is' if number == 1 else 'are'}"


def _by_share(strands: Sequence[Strand], held: History) -> list[tuple[Strand, str]]:
    """Return strands with their places' anchors, those repeated most first."""
    slugs = {place.place: place.slug for place in held.places}
    order = sorted(strands, key=lambda s: -(s.repeats / s.later) if s.later else 0.0)
    return [(strand, slugs[strand.place]) for strand in order]


def _standing_row(entry: tuple[Strand, str]) -> str:
    strand, slug = entry
    row = Markup('<tr><th scope="row"><a href="#place-{}">{}</a></th><td>{}</td><td>{}</td></tr>')
    return row.format(slug, strand.place.words, said(strand.last, 300), _share(strand))


def _share(strand: Strand) -> str:
    if not strand.later:
        return f"by {fmt.count(len(strand.variations) - 1, 'deal')} of another issuer"
    share = fmt.pct(Decimal(100 * strand.repeats) / strand.later, 0)
    return f"{strand.repeats} of {strand.later} ({share})"


def _place(place: PlaceHistory, here: str) -> str:
    rows = "".join(_strand(strand, here) for strand in place.strands)
    return Markup(
        '<section class="d-item" id="place-{}"><h3><a href="#place-{}">{}</a></h3>{}</section>\n'
    ).format(place.slug, place.slug, place.place.words, Markup(rows))


def _strand(strand: Strand, here: str) -> str:
    parts = []
    for number, stretch in enumerate(strand.wordings):
        if number:
            parts.append(_drift(strand.wordings[number - 1][-1], stretch[0]))
        else:
            parts.append(Markup('<p class="d-red">{}</p>').format(said(stretch[0])))
        parts.append(_who(stretch, here, reworded=number > 0))
    return f'<div class="v-strand">{"".join(parts)}</div>'


def _drift(old: Variation, new: Variation) -> Markup:
    """Return how a wording differs from the one before, what is taken out before what is put."""
    lines = []
    if old.operation.kind != new.operation.kind:
        lines.append(Markup("{}").format(fmt.meaning(new.operation.kind, OPERATION_KINDS)))
    for name, before, after in (
        ("takes out", old.before, new.before),
        ("puts", old.after, new.after),
    ):
        if before != after and (before or after):
            runs = marked(compare_wording(before, after))
            lines.append(Markup("<b>{}</b> {}").format(name, runs))
    if not lines:
        lines.append(said(new))
    return Markup('<p class="d-red v-drift">Reworded: {}</p>').format(Markup("; ").join(lines))


def _who(stretch: Sequence[Variation], here: str, *, reworded: bool) -> Markup:
    first, *rest = stretch
    links = [_link(first, here)]
    words = Markup("since {}" if reworded else "{}").format(links[0])
    if rest:
        shown = [_link(one, here) for one in rest[:_MOST_DEALS]]
        if len(rest) > _MOST_DEALS:
            shown.append(escape(fmt.count(len(rest) - _MOST_DEALS, "further deal")))
        same = "the same in" if len(rest) == 1 else f"the same in {len(rest)} later deals:"
        words += Markup("; {} {}").format(same, Markup(", ").join(shown))
    return Markup('<p class="v-who">{}</p>').format(words)


def _link(one: Variation, here: str) -> Markup:
    return item_link(one.deal_id, one.item, here, f"{short_day(one.deal_id)} ")

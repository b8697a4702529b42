"""What is known of a base document from quotations, and what a later edition took in."""

from collections.abc import Iterable

from pipeline.amendments.history import History
from pipeline.amendments.known_words import known_words
from pipeline.amendments.supersession import Absorption, Afterlife, absorbed
from pipeline.amendments.variation import Variation
from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue
from pipeline.pages.histories import Histories
from pipeline.pages.html import Markup, url
from pipeline.pages.layout import Head, prose, small_table
from pipeline.pages.page import heading
from pipeline.pages.said import said
from pipeline.pages.variations import item_link, short_day
from pipeline.records.base_document import BaseDocument

_MOST_WITNESSES = 12
_FATES = {
    Afterlife.TAKEN_IN: "taken in: its words are those of the later edition",
    Afterlife.BOTH_STAND: "its words stand there, and so do those that it took out",
    Afterlife.FEW_WORDS: "its words stand there, but so few may do so by chance",
    Afterlife.NOT_TAKEN_IN: "not taken in as worded",
    Afterlife.NEITHER_STANDS: "neither the old words nor the new stand there",
    Afterlife.MADE_AGAIN: "not taken in: made again",
    Afterlife.NOT_HELD: "can’t be told: the later edition’s text is not held",
    Afterlife.NO_WORDS: "can’t be told: it changes no words",
}


def known_section(document: BaseDocument, held: History, here: str) -> Iterable[str]:
    """Yield what is known of a base document whose text is not held, with the witnesses."""
    known = [] if document.held is not None else known_words(held.places)
    if not known:
        return
    yield heading("Its words, as far as deals quote them", "known-words")
    yield prose(
        "The text is not held. These words stand in it, because agreements that change them quote "
        "them; what stands around them is not known."
    )
    yield small_table(
        "Words of the document that deals quote",
        (Head("Place"), Head("Words"), Head("Witnesses")),
        (
            (
                Markup('<a href="#place-{}">{}</a>').format(one.slug, one.place.words),
                Markup("“{}”{}").format(one.words, " (a term it uses)" if one.is_term else ""),
                _witnesses(one.witnesses, here),
            )
            for one in known
        ),
        class_="v-known",
        cards=True,
    )


def _witnesses(variations: Iterable[Variation], here: str) -> Markup:
    unique = list({(one.deal_id, one.item): one for one in variations}.values())
    links = [
        item_link(one.deal_id, one.item, here, f"{short_day(one.deal_id)} ")
        for one in unique[:_MOST_WITNESSES]
    ]
    if len(unique) > _MOST_WITNESSES:
        links.append(Markup(f"and {len(unique) - _MOST_WITNESSES} further"))
    return Markup(", ").join(links)


def later_section(
    catalogue: Catalogue, document: BaseDocument, histories: Histories, here: str
) -> Iterable[str]:
    """Yield what became of the changes in each edition that replaced this one."""
    held = histories.of(document.id)
    documents = catalogue.archive.base_documents.values()
    later = [other for other in documents if other.supersedes == document.id]
    if not held.strands or not later:
        return
    slugs = {place.place: place.slug for place in held.places}
    yield heading("What the later edition took in", "later-edition")
    for other in later:
        text = catalogue.archive.base_texts.get(other.id)
        found = absorbed(held, histories.of(other.id), text)
        taken = sum(one.fate is Afterlife.TAKEN_IN for one in found)
        name = Markup('<a href="{}">{}</a>').format(
            url(here, f"base-documents/{other.id}.md"), other.title
        )
        if text is None:
            words = Markup(
                "{} replaced it. Its text is not held, so it can’t be told from its words which "
                "changes it took in; a change that deals under it make again it did not."
            ).format(name)
            if not any(one.again for one in found):
                yield prose(words)
                continue
        else:
            words = Markup(
                "{} replaced it. Of {}, its words show {} as taken in. Only the words are "
                "compared, wherever they stand in it."
            ).format(name, fmt.count(len(found), "change"), taken or "none")
        yield prose(words)
        yield small_table(
            f"Changes and what became of them in {other.title}",
            (Head("Place"), Head("Change, as last worded"), Head("In the later edition")),
            (
                (
                    Markup('<a href="#place-{}">{}</a>').format(
                        slugs[one.strand.place], one.strand.place.words
                    ),
                    said(one.strand.last, 300),
                    _fate(one, here),
                )
                for one in found
            ),
            class_="d-amend v-standing",
            cards=True,
        )


def _fate(one: Absorption, here: str) -> Markup:
    words = _FATES[one.fate]
    if one.fate in (Afterlife.TAKEN_IN, Afterlife.BOTH_STAND) and (one.new_count or 0) > 1:
        words += f" ({fmt.count(one.new_count or 0, 'time')})"
    if not one.again:
        return Markup("{}").format(words)
    return Markup("{} by {}").format(words, _witnesses(one.again, here))

"""A whole paper from one deal, part by part."""

from tests.made_up_exhibits.additional import write_additional, write_conditions, write_listing
from tests.made_up_exhibits.annex import write_annex
from tests.made_up_exhibits.closing import write_closing
from tests.made_up_exhibits.deck import Deck
from tests.made_up_exhibits.ending import (
    write_acceptance,
    write_counsel,
    write_law,
    write_signatures,
)
from tests.made_up_exhibits.head import write_head
from tests.made_up_exhibits.opening import write_guarantee, write_reopening, write_statement
from tests.made_up_exhibits.paper import Block, PageBreak, Paper
from tests.made_up_exhibits.plan import Deal, make_plan
from tests.made_up_exhibits.provisions import write_provisions, write_schedule
from tests.made_up_exhibits.purchase import write_purchase
from tests.made_up_exhibits.restrictions import write_restrictions
from tests.made_up_exhibits.shares import write_share_purchase, write_share_statement
from tests.made_up_exhibits.terms import write_terms


def compose(deck: Deck, *, ascii_only: bool) -> tuple[Deal, Paper]:
    """Deal out a deal and write its paper."""
    deal = make_plan(deck, ascii_only=ascii_only)
    paper = Paper(deck)
    write_head(paper, deal)
    above = len(paper.blocks) - 1
    _opening(paper, deal)
    aside = _terms(paper, deal)
    write_additional(paper, deal)
    items = write_provisions(paper, deal)
    write_listing(paper, deal)
    write_restrictions(paper, deal)
    write_conditions(paper, deal)
    write_counsel(paper, deal)
    write_law(paper)
    write_acceptance(paper, deal)
    write_signatures(paper, deal)
    write_schedule(paper, items)
    before = len(paper.blocks)
    write_annex(paper, deal)
    if deal.at_head:
        table = paper.blocks[before:]
        del paper.blocks[before:]
        paper.blocks[above:above] = table
    if aside:
        paper.blocks.append(PageBreak())
        paper.line("ANNEX B", "terms", "center")
        paper.blocks += aside
    return deal, paper


def _opening(paper: Paper, deal: Deal) -> None:
    parts = [
        write_share_statement(paper, deal) if deal.in_shares else write_statement(paper, deal),
        write_guarantee(paper, deal),
        write_reopening(paper, deal),
        write_share_purchase(paper, deal) if deal.in_shares else write_purchase(paper, deal),
    ]
    closing = write_closing(paper, deal)
    own = paper.deck.label("paragraph of the closing", ("the same", "its own")) == "its own"
    first = " ".join(part for part in (*parts, "" if own else closing) if part)
    paper.say("opening", "{text}", text=first)
    if own:
        paper.say("opening", "{text}", text=closing)


def _terms(paper: Paper, deal: Deal) -> list[Block]:
    """Write the terms; return their blocks where they stand in an annex at the end."""
    if paper.deck.label("place of the terms", ("in the letter", "in the letter too", ("in an "
                        "annex"))) != "in an annex":  # fmt: skip
        write_terms(paper, deal)
        return []
    text = f"The {deal.term} shall have the terms set forth in Annex B hereto."
    paper.state("terms_head", "document.terms_introduction", text, text, required=False)
    paper.say("terms_head", "{text}", text=text)
    before = len(paper.blocks)
    write_terms(paper, deal)
    aside = paper.blocks[before:]
    del paper.blocks[before:]
    return aside

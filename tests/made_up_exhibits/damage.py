"""What a publishing site's copy loses or adds, and what of the truth is left after it."""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.made_up_exhibits.deck import Deck
from tests.made_up_exhibits.paper import Amounts, Block, Paper, Terms
from tests.made_up_exhibits.parties import ids
from tests.made_up_exhibits.plan import Deal
from tests.made_up_exhibits.printed import day
from tests.made_up_exhibits.purchase import state_firm
from tests.made_up_exhibits.truth import Fact, Truth, Value


@dataclass(frozen=True)
class Copy:
    """A copy of a paper: what of its parts is left, the truth of that, and the text's changes."""

    blocks: list[Block]
    truth: Truth
    change: Callable[[str], str] = str


def whole(deal: Deal, paper: Paper, _deck: Deck) -> Copy:
    """Nothing is lost."""
    del deal
    return Copy(paper.blocks, Truth(tuple(paper.facts), warned=tuple(paper.warned)))


def without_tables(deal: Deal, paper: Paper, deck: Deck) -> Copy:
    """The prose is kept and the tables are lost.

    A name that can be told from two firms by its row of the annex alone is then unsure.
    """
    copy = whole(deal, paper, deck)
    facts = tuple(fact for fact in copy.truth.facts if fact.source not in ("terms", "annex"))
    several = len(deal.underwriters) > 1
    unsure = {firm.name for firm in deal.underwriters if firm.splits and several}
    facts = tuple(
        replace(fact, certain=False)
        if any(fact.path == f"underwriters.names[{name}].name" for name in unsure)
        else fact
        for fact in facts
    )
    kept = [block for block in copy.blocks if block.source not in ("terms", "annex")]
    left = tuple(
        (name, tuple(path for path in paths if not path.startswith("annex")))
        for name, paths in copy.truth.warned
        if name
        not in (
            "total that does not add up",
            "spelling of the annex",
            "two purchase prices",
        )
    )
    return Copy(kept, Truth(facts, warned=left))


def without_prose(deal: Deal, paper: Paper, deck: Deck) -> Copy:
    """The tables are kept and the prose is lost: terms and amounts, and no agreement."""
    copy = whole(deal, paper, deck)
    blocks: list[Block] = [b for b in copy.blocks if isinstance(b, (Terms, Amounts))]
    annexed = Paper(deck)
    for block in blocks:
        if isinstance(block, Amounts):
            _names_of_the_annex(annexed, deal, block)
    facts = [
        fact
        for fact in copy.truth.facts
        if fact.source in ("terms", "annex") and fact.path != "annex.heading"
    ]
    facts += annexed.facts
    # A record must name an issuer and a kind of paper; the tables tell neither.
    facts.append(Fact("issuer", "", "", "terms", required=False, not_one_of=ids("issuers")))
    facts.append(Fact("document.kind", "terms_agreement", "", "terms", required=False))
    reason = "no heading and no opening: not to be told for a Terms Agreement"
    return Copy(blocks, Truth(tuple(facts), "marked", reason))


def _names_of_the_annex(paper: Paper, deal: Deal, block: Amounts) -> None:
    spelled = [(row[0], firm) for row, firm in zip(block.rows, deal.underwriters, strict=True)]
    for name, firm in spelled:
        path = f"underwriters.names[{name}]"
        state_firm(paper, "annex", path, replace(firm, name=name))
    paper.facts = [replace(fact, required=False) for fact in paper.facts]
    for series in deal.series:
        paper.state("annex", f"{series.path}.currency", deal.currency, required=False)
        paper.state("annex", f"{series.path}.principal_amount", str(series.principal),
                    required=False)  # fmt: skip
    paper.state("annex", "underwriters.named_in", "annex", required=False)


def without_quotes(deal: Deal, paper: Paper, deck: Deck) -> Copy:
    """The curly quotation marks are lost: what they enclosed has no certain bounds."""
    copy = whole(deal, paper, deck)
    facts = tuple(_unquoted(fact) for fact in copy.truth.facts)
    truth = Truth(facts, warned=copy.truth.warned)
    return Copy(copy.blocks, truth, lambda text: text.replace("“", "").replace("”", ""))


_ENCLOSED = ("incorporation.title", "incorporation.base_document", ".operations[", "conditions",
             "acceptance.form", ".unit_name", "defined_term")  # fmt: skip


def _unquoted(fact: Fact) -> Fact:
    def bare(value: Value) -> Value:
        if isinstance(value, tuple):
            return tuple(part.replace("“", "").replace("”", "") for part in value)
        return value.replace("“", "").replace("”", "")

    enclosed = any(name in fact.path for name in _ENCLOSED)
    printed = fact.printed.replace("“", "").replace("”", "")
    also = tuple(bare(value) for value in fact.also_right)
    return replace(fact, value=bare(fact.value), printed=printed, also_right=also,
                   required=fact.required and not enclosed)  # fmt: skip


#: Fields whose words nothing but the end of a line tells from what follows.
_ENDS_WITH_ITS_LINE = re.compile(
    r"issuer_named\.(address|attention)|signatures\[\d\]\.(party|title)"
    r"|document\.(heading|marking)|annex\.heading"
)


def on_one_line(deal: Deal, paper: Paper, deck: Deck) -> Copy:
    """The whole text stands on one line."""
    copy = whole(deal, paper, deck)
    facts = tuple(
        replace(fact, required=False) if _ENDS_WITH_ITS_LINE.fullmatch(fact.path) else fact
        for fact in copy.truth.facts
    )
    truth = replace(copy.truth, facts=facts)
    return Copy(copy.blocks, truth, lambda text: " ".join(text.split()) + "\n")


def in_a_frame(deal: Deal, paper: Paper, deck: Deck) -> Copy:
    """The site's own lines stand above and below, with its list of the filing's files."""
    copy = whole(deal, paper, deck)
    above = "Previous Document  |  Next Document\nAttached Files: 1. 8-K  2. EX-1.01  3. EX-4\n\n"
    below = "\nPrevious  |  Next\nBack to the top\n"
    return replace(copy, change=lambda text: above + text + below)


def under_a_summary(deal: Deal, paper: Paper, deck: Deck) -> Copy:
    """The site's own summary stands above, and gives another closing than the paper prints."""
    copy = whole(deal, paper, deck)
    wrong = deal.closing.replace(day=28 if deal.closing.day < 27 else 2)
    above = (
        "Contract summary (written by this site, not a part of the document)\n"
        f"Parties: {deal.issuer.name} and others. Expected closing: {day(wrong)}.\n"
        "Document text follows.\n\n"
    )
    return replace(copy, change=lambda text: above + text)


def with_hard_breaks(deal: Deal, paper: Paper, deck: Deck) -> Copy:
    """Every line of prose is broken where it is full, within names and dates too."""
    copy = whole(deal, paper, deck)

    def broken(text: str) -> str:
        lines = [
            line if line.startswith("|") else textwrap.fill(line, 48, break_on_hyphens=False)
            for line in text.split("\n")
        ]
        return "\n".join(lines)

    return replace(copy, change=broken)


Damage = Callable[[Deal, Paper, Deck], Copy]

HOST: dict[str, Damage] = {
    "none": whole,
    "tables lost": without_tables,
    "prose lost": without_prose,
    "quotes lost": without_quotes,
    "one line": on_one_line,
    "frame": in_a_frame,
    "summary": under_a_summary,
    "hard breaks": with_hard_breaks,
}

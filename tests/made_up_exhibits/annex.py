"""The annex: each underwriter's amount, in a column for each security, and the total."""

from dataclasses import replace

from tests.made_up_exhibits.paper import Amounts, PageBreak, Paper
from tests.made_up_exhibits.parties import Firm
from tests.made_up_exhibits.plan import Deal
from tests.made_up_exhibits.purchase import state_party

_NAMES = ("Name of Underwriter", "Underwriter", "Name", "Underwriters")
_AMOUNTS = ("Principal Amount of {of}", "Principal Amount", "Aggregate Principal Amount of {of}")
_TOTALS = ("Total", "TOTAL", "Total:", "")


def write_annex(paper: Paper, deal: Deal) -> None:
    """Write the annex; one underwriter by itself has none."""
    if (
        len(deal.underwriters) == 1
        and paper.deck.label("annex of one underwriter", ("no annex", "annex")) == "no annex"
    ):
        return
    if deal.at_head:
        _amounts(paper, deal)
        return
    paper.blocks.append(PageBreak())
    capitals = paper.deck.label("heading of the annex", ("capitals", "as is")) == "capitals"
    shown = deal.annex.upper() if capitals else deal.annex
    paper.line(shown, "annex", "center")
    paper.state("annex", "annex.heading", shown, shown)
    _amounts(paper, deal)


def _amounts(paper: Paper, deal: Deal) -> None:
    words = paper.deck.one("heading of the names", _NAMES)
    column = (
        "Number of {of}" if deal.in_shares else (paper.deck.one("heading of the amounts", _AMOUNTS))
    )
    several = [f"Principal Amount of {series.name}" for series in deal.series]
    headings = (words, *(several if deal.several else [column.format(of=deal.term)]))
    spelled = _spellings(paper, deal)
    rows = []
    for firm, name in spelled:
        amounts = []
        for series in deal.series:
            part = deal.shares[series.key, firm.name]
            path = f"annex.allocations[{series.key}|{name}]"
            paper.state("annex", f"{path}.{counted(deal)}", str(part), f"{part:,}")
            state_party(paper, "annex", f"{path}.underwriter", replace(firm, name=name))
            amounts.append(f"{part:,}")
        rows.append((name, *amounts))
    total = _total(paper, deal)
    places = (
        "none"
        if deal.in_shares
        else paper.deck.label("signs of the currency", ("first row and total", "every row", "none"))
    )
    signs = {
        "every row": tuple(deal.sign.strip() for _ in range(len(rows) + 1)),
        "none": tuple("" for _ in range(len(rows) + 1)),
        "first row and total": (deal.sign.strip(), *("" for _ in rows[1:]), deal.sign.strip()),
    }[places]
    paper.blocks.append(Amounts(headings, tuple(rows), total, signs))


def counted(deal: Deal) -> str:
    """Return the field of an annex's amounts: numbers of shares are no principal amounts."""
    return "units" if deal.in_shares else "principal_amount"


def _spellings(paper: Paper, deal: Deal) -> list[tuple[Firm, str]]:
    """Return each firm with its name here; one may be spelled otherwise than in the opening."""
    kind = paper.deck.label("spelling in the annex", ("same", "differs", "same too"))
    done: list[tuple[Firm, str]] = []
    changed = False
    # Where the opening names nobody, the annex's spelling is the paper's only one.
    named = any(
        fact.path.startswith("underwriters.names") and fact.source == "opening"
        for fact in paper.facts
    )
    for firm in deal.underwriters:
        other = kind == "differs" and firm.other_spelling and not changed and named
        changed = changed or bool(other)
        done.append((firm, firm.other_spelling if other else firm.name))
    if changed:
        paper.warned.append(("spelling of the annex", ("underwriters.names",)))
    return done


def _total(paper: Paper, deal: Deal) -> tuple[str, ...] | None:
    words = paper.deck.one("total", _TOTALS)
    if paper.deck.label("total printed", ("yes", "yes too", "no", "yes again")) == "no":
        return None
    wrong = paper.deck.label("sum of the total", ("right", "right too", "wrong", "right again"))
    amounts = []
    for series in deal.series:
        amount = series.principal
        if wrong == "wrong":
            amount += 10 ** (len(str(amount)) - 2)
            paths = (f"annex.totals[{series.key}].{counted(deal)}",)
            paper.warned.append(("total that does not add up", paths))
        path = f"annex.totals[{series.key}].{counted(deal)}"
        paper.state("annex", path, str(amount), f"{amount:,}")
        amounts.append(f"{amount:,}")
    return (words, *amounts)

"""The head of the paper: label, marking, title, date, address, addressee, salutation."""

from tests.made_up_exhibits.paper import Paper, slot
from tests.made_up_exhibits.plan import Deal
from tests.made_up_exhibits.printed import day

_LABELS = ("Exhibit 1.01", "EXHIBIT 1.01", "Exhibit 1.02", "Exhibit 1.1", "Exhibit 1.0",
           "Exhibit 1", "EX-1", "EX-1.1", "Exhibit 1.03", "Exhibit 1.2", "")  # fmt: skip
_MARKINGS = ("", "EXECUTION COPY", "", "Execution Version")
_TITLES = {
    "terms": ("TERMS AGREEMENT", "terms_agreement"),
    "terms again": ("TERMS AGREEMENT", "terms_agreement"),
    "Terms": ("Terms Agreement", "terms_agreement"),
    "underwriting": ("UNDERWRITING AGREEMENT", "underwriting_agreement"),
}
_STREETS = (
    ("1 Example Street", "Springfield, Illinois 62701"),
    ("22 Specimen Plaza, 9th Floor", "New York, New York 10099"),
    ("300 Placeholder Avenue", "Wilmington, Delaware 19899"),
)
_LEADS = ("Attention:", "Attn:", "Attention of the", "")
_ATTENTION = ("Treasurer", "Chief Financial Officer", "Assistant Treasurer", "Deputy Treasurer",
              "Executive Vice President and Treasurer", "Treasury Capital Markets")  # fmt: skip
_SALUTATIONS = ("Ladies and Gentlemen:", "Dear Sirs:", "Dear Sirs", "Gentlemen:",
                "Dear Sir or Madam:")  # fmt: skip


def write_head(paper: Paper, deal: Deal) -> None:
    """Write everything above the opening paragraph."""
    label = paper.deck.one("exhibit label", _LABELS)
    marking = paper.deck.one("marking", _MARKINGS)
    above = bool(marking) and paper.deck.label("place of the marking", ("above", "below")) == (
        "above"
    )
    if marking and above:
        _marking(paper, marking)
    if label:
        paper.line(label, "head", paper.deck.one("side of the label", ("left", "right")))
        paper.state("head", "document.exhibit_label", label, label)
    if marking and not above:
        _marking(paper, marking)
    title, kind = paper.deck.draw("title of the paper", _TITLES)
    paper.line(title, "head", "center")
    paper.state("head", "document.heading", title, title)
    paper.state("head", "document.kind", kind, title)
    _date(paper, deal)
    _address(paper, deal)
    salutation = paper.deck.one("salutation", _SALUTATIONS)
    paper.line(salutation, "head")
    paper.state("head", "document.salutation", salutation, salutation,
                also_right=(salutation.rstrip(":"),))  # fmt: skip


def _marking(paper: Paper, marking: str) -> None:
    paper.line(marking, "head", "right")
    paper.state("head", "document.marking", marking, marking)


def _date(paper: Paper, deal: Deal) -> None:
    side = paper.deck.one("side of the date", ("right", "center", "left"))
    days = ("printed", "printed too", "printed again", "printed still", "blank")
    if paper.deck.label("day of the date", days) == "blank":
        # The month alone is no date of an agreement, and no other sentence gives the day.
        deal.dated = False
        printed = f"{deal.agreed:%B} __, {deal.agreed.year}"
        paper.state("head", "agreement_date", "?", printed, certain=False)
        paper.line(printed, "head", side)
        return
    wording = paper.deck.one(
        "line of the date", ("{date}", "Dated: {date}", "Dated as of {date}", "{date}")
    )
    date = slot(day(deal.agreed), "agreement_date", deal.agreed.isoformat())
    paper.line(paper.fill("head", wording, date=date), "head", side)


def _address(paper: Paper, deal: Deal) -> None:
    name = deal.issuer.name
    paper.state("head", "issuer_named.name", name, name)
    street = paper.deck.one("address", _STREETS)
    paper.line("\n".join((name, *street)), "head")
    address = " ".join(street)
    paper.state("head", "issuer_named.address", address, address,
                also_right=(", ".join(street), f"{name} {address}"))  # fmt: skip
    lead = paper.deck.one("line of the addressee", _LEADS)
    if lead:
        office = paper.deck.one("addressee", _ATTENTION)
        gap = paper.deck.one("gap of the addressee", (" ", "      ")) if ":" in lead else " "
        paper.line(f"{lead}{gap}{office}", "head")
        paper.state("head", "issuer_named.attention", office, office)

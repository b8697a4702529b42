"""The end of the letter: counsel, how to accept, and the signatures."""

import datetime as dt

from tests.made_up_exhibits.paper import Paper, Signature, slot
from tests.made_up_exhibits.parties import Firm, ids, in_house, law_firms
from tests.made_up_exhibits.plan import Deal
from tests.made_up_exhibits.printed import clock, day
from tests.made_up_exhibits.truth import Fact

_COUNSEL = (
    (
        "{lawyer}, Esq., {office} of the {company}, is counsel to the {company}. {firm} is "
        "counsel to the {managers}."
    ),
    "Counsel to the {company} is {lawyer}, its {office}. Counsel to the {managers} is {firm}.",
    (
        "{firm} acts as counsel for the {managers}; {lawyer}, {office}, acts as counsel for the "
        "{company}."
    ),
    (
        "The {managers} are represented by {firm}. {lawyer}, {office} of the {company}, is "
        "counsel for the {company}."
    ),
)
_ACCEPTANCE = {
    "no later than": "Please accept this offer no later than {time} {zone} on {date} by signing a "
    "copy of this agreement in the space set forth below and returning the signed copy to us.",
    "not later": "Your acceptance must reach us not later than {time}, {zone}, on {date}; you may "
    "give it by signing below.",
    "with a form": "Please accept this offer by {time} ({zone}) on {date} by signing below or by "
    "sending us a written acceptance in the following form: “{form}”",
    "no deadline": "If this letter is in accordance with your understanding, please sign it below.",
}
_CLOSINGS = ("Very truly yours,", "Yours faithfully,", "Yours truly,")
_CAPACITIES = (
    "on behalf of the {managers} named herein",
    "As Representative of the several {managers}",
    "for itself and the other {managers}",
    "",
)
_ACCEPTED = ("ACCEPTED:", "Accepted and agreed:", "AGREED AND ACCEPTED", ("Accepted as of the date "
             "first above written:"))  # fmt: skip
_PEOPLE = (("Cordelia M. Example", "Managing Director"), ("Jasper T. Sample, Jr.", ("Vice "
           "President")), ("Philippa Q. Mockup", "Authorized Signatory"))  # fmt: skip
_OFFICERS = (("Hubert V. Dummy", "Assistant Treasurer"), ("Augusta R. Blank", "Treasurer"),
             ("Linus P. Fill-in III", "Executive Vice President and Treasurer"))  # fmt: skip


def write_counsel(paper: Paper, deal: Deal) -> None:
    """Write who the lawyers are, or nothing."""
    if paper.deck.label("counsel", ("named", "named too", "not named")) == "not named":
        return
    firm = paper.deck.one("law firm", law_firms())
    lawyer = paper.deck.one("lawyer of the issuer", in_house())
    office = paper.deck.one("office of the lawyer", ("General Counsel", "Associate General Counsel",
                            "General Counsel -- Capital Markets"))  # fmt: skip
    paper.say(
        "counsel",
        paper.deck.one("wording of counsel", _COUNSEL),
        company=deal.company,
        managers=deal.managers,
        lawyer=slot(lawyer.name, "counsel[issuer_counsel].name",
                    also_right=(f"{lawyer.name}, Esq.",)),
        office=slot(office, "counsel[issuer_counsel].title", required=False,
                    also_right=(f"{office} of the {deal.company}",)),
        firm=slot(firm.name, "counsel[underwriters_counsel].name"),
    )  # fmt: skip
    _state_lawyer(paper, "issuer_counsel", lawyer)
    _state_lawyer(paper, "underwriters_counsel", firm)


def _state_lawyer(paper: Paper, role: str, firm: Firm) -> None:
    path = f"counsel[{role}].counsel"
    if firm.party:
        paper.state("counsel", path, firm.party, firm.name)
    else:
        fact = Fact(path, "", "", "counsel", required=False, not_one_of=ids("counsel"))
        paper.facts.append(fact)


def write_law(paper: Paper) -> None:
    """Write which law governs, or nothing."""
    if paper.deck.label("governing law", ("not said", "said", "not said too")) != "said":
        return
    wording = paper.deck.one(
        "wording of the law",
        ("This agreement shall be governed by {law}.", "{law} govern this agreement."),
    )
    law = "the laws of the State of New York"
    shown = law[0].upper() + law[1:] if wording.startswith("{") else law
    also = (law, "laws of the State of New York", "the State of New York", "State of New York",
            "New York")  # fmt: skip
    paper.say("law", wording, law=slot(shown, "governing_law", also_right=also))


def write_acceptance(paper: Paper, deal: Deal) -> None:
    """Write how and by when the issuer accepts."""
    hour, minute = paper.deck.one("hour of acceptance", ((21, 0), (17, 30), (11, 0)))
    form = (
        f"We hereby accept your offer, set forth in the Terms Agreement, dated {day(deal.agreed)}, "
        f"to purchase the {deal.term} on the terms set forth therein."
    )
    paper.say(
        "acceptance",
        # The form of acceptance names the agreement's date, and a deadline comes close to it.
        paper.deck.draw("acceptance", _ACCEPTANCE, None if deal.dated else ("no deadline",)),
        time=slot(clock(hour, minute, paper.deck.one("look of the hour", ("lower", "upper"))),
                  "acceptance.deadline_time", f"{dt.time(hour, minute):%H:%M}"),
        zone=slot(paper.deck.one("zone of acceptance", ("Eastern Time", "New York City time")),
                  "acceptance.deadline_zone"),
        date=slot(day(deal.agreed), "acceptance.deadline_date", deal.agreed.isoformat()),
        form=slot(form, "acceptance.form", required=False),
    )  # fmt: skip


def write_signatures(paper: Paper, deal: Deal) -> None:
    """Write the signatures of the underwriters and of the issuer."""
    words = paper.deck.one("words above the signatures", _CLOSINGS)
    paper.line(words, "signatures", "right")
    paper.state("signatures", "document.closing_words", words, words,
                also_right=(words.rstrip(","),))  # fmt: skip
    first = deal.underwriters[0]
    capacity = paper.deck.one("capacity", _CAPACITIES).format(managers=deal.managers)
    if len(deal.underwriters) == 1:
        capacity = ""
    comma = "," if capacity else ""
    shown = _shown(paper, "name above a signature", first.name)
    person, title = paper.deck.one("who signs", _PEOPLE)
    lines = [shown + comma, *([capacity] if capacity else []), *_by(paper, 0, person, title)]
    path = "signatures[0]"
    paper.state("signatures", f"{path}.side", "underwriters")
    paper.state("signatures", f"{path}.party", shown, shown)
    if capacity:
        paper.state("signatures", f"{path}.capacity", capacity, capacity, required=False)
    paper.blocks.append(Signature(tuple(lines)))
    _issuer(paper, deal)


def _issuer(paper: Paper, deal: Deal) -> None:
    heading = paper.deck.one("words of acceptance", _ACCEPTED)
    person, title = paper.deck.one("officer who signs", _OFFICERS)
    name = deal.issuer.name
    shown = _shown(paper, "issuer above its signature", name)
    path = "signatures[1]"
    paper.state("signatures", f"{path}.heading", heading, heading, required=False,
                also_right=(heading.rstrip(":"),))  # fmt: skip
    paper.state("signatures", f"{path}.side", "issuer")
    paper.state("signatures", f"{path}.party", shown, shown)
    lines = (heading, "", shown, *_by(paper, 1, person, title))
    paper.blocks.append(Signature(lines, align="left"))


def _shown(paper: Paper, variation: str, name: str) -> str:
    """Return a name as it stands above a signature: in capitals, or as it is."""
    capitals = paper.deck.label(variation, ("capitals", "as is")) == "capitals"
    return name.upper() if capitals else name


def _by(paper: Paper, number: int, person: str, title: str) -> list[str]:
    """Return the lines of who signs; some papers show no conformed signature."""
    path = f"signatures[{number}]"
    signed = paper.deck.label("conformed signature", ("/s/", "/S/", "none", "/s/ too"))
    mark = signed.removesuffix(" too")
    paper.state("signatures", f"{path}.name", person, person)
    paper.state("signatures", f"{path}.title", title, title)
    if mark == "none":
        by = "By: ____________________"
    else:
        by = f"By: {mark} {person}"
        paper.state("signatures", f"{path}.signed", person, person)
    return [by, f"    Name: {person}", f"    Title: {title}"]

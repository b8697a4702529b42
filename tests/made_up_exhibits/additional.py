"""The paragraphs below the terms: form, custody, defeasance, listing, an opinion of counsel."""

from tests.made_up_exhibits.opening import payment_currency
from tests.made_up_exhibits.paper import Paper, slot
from tests.made_up_exhibits.parties import ids
from tests.made_up_exhibits.plan import Deal
from tests.made_up_exhibits.truth import Fact

_HEADINGS = ("Additional Terms:", "Additional terms", "")
_FORMS = (
    "The {term} shall be issuable as Registered Securities only.",
    "The {term} will be issued in registered form only, without coupons.",
    "The {term} shall be in fully registered form.",
)
_CUSTODY = (
    (
        "They will be represented by one or more global certificates registered in the name of "
        "{depositary} or its nominee."
    ),
    "One or more global {term} will be deposited with {depositary}.",
)
_DEFEASANCE = (
    (
        "The provisions of Sections 11.03 and 11.04 of the Indenture relating to defeasance shall "
        "apply to the {term}."
    ),
    "Sections 11.03 and 11.04 of the Indenture, on defeasance, apply to the {term}.",
)
_EXCHANGES = ("Luxembourg Stock Exchange", "New York Stock Exchange", "Irish Stock Exchange")
_LISTINGS = (
    (
        "The {company} agrees to use its {effort} to have the {term} approved for listing on the "
        "{exchange} and to maintain such listing."
    ),
    "Application will be made to list the {term} on the {exchange}.",
    (
        "The {company} undertakes, using its {effort}, to obtain a listing of the {term} on the "
        "{exchange} within 30 days of the Closing Date."
    ),
    "The {company} will use its {effort} to cause the {term} to be listed on the {exchange}.",
)
_UNLISTED = "The {term} will not be listed on any securities exchange."
_OPINIONS = (
    (
        "In addition to the legal opinions required by Sections 5(c) and 5(d) of the Basic "
        "Provisions, the {managers} shall have received an opinion of {giver}, special tax "
        "counsel to the {company}, dated the Closing Date, on the section of the Prospectus "
        "Supplement headed “{topic}”."
    ),
    (
        "It is a further condition that the {managers} receive, beside what Sections 5(c) and "
        "5(d) of the Basic Provisions require, an opinion of {giver}, dated the Closing Date, to "
        "the effect that the statements under “{topic}” in the Prospectus Supplement are a fair "
        "summary."
    ),
)


def write_additional(paper: Paper, deal: Deal) -> None:
    """Write the additional terms; papers of few words have none."""
    if paper.deck.label("additional terms", ("yes", "yes too", "none")) == "none":
        return
    heading = paper.deck.one("heading of the additional terms", _HEADINGS)
    if heading:
        paper.line(heading, "additional")
    form = paper.deck.one("form of the securities", _FORMS).format(term=deal.term)
    paper.state("additional", "additional_terms.form", form, form, required=False)
    sentences = [form]
    if paper.deck.label("custody", ("said", "not said")) == "said":
        wording = paper.deck.one("wording of custody", _CUSTODY)
        name = slot("The Depository Trust Company", "additional_terms.depositary",
                    required=False)  # fmt: skip
        sentences.append(paper.fill("additional", wording, depositary=name, term=deal.term))
    sentences += [payment_currency(paper, deal), *_day_count(paper, deal)]
    if paper.deck.label("defeasance", ("said", "not said")) == "said":
        text = paper.deck.one("wording of defeasance", _DEFEASANCE).format(term=deal.term)
        paper.state("additional", "additional_terms.defeasance.sections", ("11.03", "11.04"),
                    "Sections 11.03 and 11.04")  # fmt: skip
        paper.state("additional", "additional_terms.defeasance.document", "Indenture", "Indenture")
        sentences.append(text)
    paper.say("additional", "{text}", text=" ".join(sentences))


def _day_count(paper: Paper, deal: Deal) -> list[str]:
    """Return the sentence on how days are counted, or nothing."""
    kinds = {"fixed": "30_360", "fraction": "30_360", "floating": "act_360"}
    code = kinds.get(deal.series[0].coupon)
    if code is None or paper.deck.label("day count", ("said", "not said", "not said too")) != (
        "said"
    ):
        return []
    words = {
        "30_360": "a 360-day year of twelve 30-day months",
        "act_360": "the actual number of days elapsed over a year of 360 days",
    }[code]
    wording = paper.deck.one(
        "wording of the day count",
        ("Interest on the {term} will be computed on the basis of {words}.",
         "The {term} bear interest calculated on {words}."),
    )  # fmt: skip
    for series in deal.series:
        paper.state("additional", f"{series.path}.interest.day_count", code, words)
    return [wording.format(term=deal.term, words=words)]


def write_listing(paper: Paper, deal: Deal) -> None:
    """Write the covenant to list the securities, that they are not listed, or nothing."""
    kind = paper.deck.label("listing", ("promised", "none promised", "said not to be", ("promised "
                                        "too")))  # fmt: skip
    if kind == "none promised":
        return
    if kind == "said not to be":
        paper.say("listing", _UNLISTED, term=deal.term)
        return
    paper.say(
        "listing",
        paper.deck.one("wording of the listing", _LISTINGS),
        company=deal.company,
        term=deal.term,
        effort=slot(paper.deck.one("effort", ("best efforts", "reasonable best efforts")),
                    "listing.effort"),
        exchange=slot(paper.deck.one("exchange", _EXCHANGES), "listing.exchange"),
    )  # fmt: skip


def write_conditions(paper: Paper, deal: Deal) -> None:
    """Write the condition of an opinion beside those of the Basic Provisions, or none."""
    if paper.deck.label("opinion", ("asked for", "not asked for", "not asked for too")) != (
        "asked for"
    ):
        return
    path = "conditions[0]"
    paper.state("conditions", f"{path}.kind", "legal_opinion", "opinion")
    paper.state("conditions", f"{path}.beside_sections", ("5(c)", "5(d)"), "Sections 5(c) and 5(d)")
    giver = "Fiscal, Levy & Impost LLP"
    wording = paper.deck.one("wording of the opinion", _OPINIONS)
    if "special tax counsel" in wording:
        # The clause makes the firm counsel in a role of its own, for who lists counsel.
        role = "counsel[issuer_tax_counsel]"
        paper.state("conditions", f"{role}.name", giver, giver, required=False)
        paper.facts.append(
            Fact(f"{role}.counsel", "", "", "conditions", required=False, not_one_of=ids("counsel"))
        )
    paper.say(
        "conditions",
        wording,
        managers=deal.managers,
        company=deal.company,
        giver=slot(giver, f"{path}.giver"),
        topic=slot("Certain United States Federal Income Tax Considerations", f"{path}.topic"),
    )
    paper.state("conditions", f"{path}.dated", "the Closing Date", "dated the Closing Date",
                also_right=("Closing Date",), required=False)  # fmt: skip

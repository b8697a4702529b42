"""The selling restrictions: what each underwriter promises about sales into a jurisdiction."""

from dataclasses import dataclass

from tests.made_up_exhibits.paper import Paper, Paragraph, bounds, slot
from tests.made_up_exhibits.plan import Deal

_INTRODUCTIONS = (
    "Each Underwriter further agrees and represents that:",
    "Each of the {managers} represents to and agrees with the {company} as follows:",
    "The {managers} undertake, each for itself, that:",
    "In connection with the distribution of the {term}, each Underwriter agrees that:",
)


@dataclass(frozen=True)
class Restriction:
    """A promise in words: the jurisdiction, a statute and a period of months that they name."""

    text: str
    jurisdiction: str
    printed: str = ""
    statute: str = ""
    months: int = 0


_UNITED_KINGDOM = (
    Restriction(
        "it has complied and will comply with all applicable provisions of the {statute} in "
        "anything it does in relation to the {term} in, from or otherwise involving the United "
        "Kingdom",
        "United Kingdom", "", "Financial Services and Markets Act 2000"),
    Restriction(
        "before the end of a period of {months} months from the Closing Date, it will not offer or "
        "sell any {term} to persons in the United Kingdom other than professional dealers in "
        "securities",
        "United Kingdom", "", "", 6),
)  # fmt: skip
_JAPAN = (
    Restriction("it will not offer or sell any {term}, directly or indirectly, in Japan or to any "
                "resident of Japan except as the laws of that country allow", "Japan"),
    Restriction("no {term} have been registered under the {statute}, and it will offer none of "
                "them in Japan unless an exemption applies", "Japan", "",
                "Securities and Exchange Law of Japan"),
)  # fmt: skip
_GERMANY = (
    Restriction("it will offer the {term} in the Federal Republic of Germany only in compliance "
                "with the {statute}", "Germany", "Federal Republic of Germany",
                "Securities Selling Prospectus Act"),
    Restriction("no selling prospectus has been or will be published in Germany, and it will make "
                "no public offer of the {term} there", "Germany"),
)  # fmt: skip
_FRANCE = (
    Restriction(
        "it has not offered or sold and will not offer or sell any {term} to the public in "
        "the Republic of France",
        "France",
        "Republic of France",
    ),
    Restriction("the {term} will be placed in France with qualified investors alone", "France"),
)
_HONG_KONG = (
    Restriction("it will not issue in Hong Kong any advertisement of the {term} other than to "
                "persons whose business is to buy or sell securities, as the {statute} permits",
                "Hong Kong", "", "Companies Ordinance of Hong Kong"),
)  # fmt: skip
_NETHERLANDS = (
    Restriction(
        "the {term} may not be offered, sold or delivered in or from The Netherlands other "
        "than to institutional investors",
        "The Netherlands",
        "The Netherlands",
    ),
    Restriction(
        "it will offer the {term} in the Netherlands only to persons who trade or invest "
        "in securities by profession",
        "Netherlands",
        "Netherlands",
    ),
)
_COUNTRIES = {
    "United Kingdom": _UNITED_KINGDOM,
    "Japan": _JAPAN,
    "Germany": _GERMANY,
    "France": _FRANCE,
    "Hong Kong": _HONG_KONG,
    "Netherlands": _NETHERLANDS,
    "United Kingdom too": _UNITED_KINGDOM,
}
_NUMBER_WORDS = {6: "six", 3: "three"}


def write_restrictions(paper: Paper, deal: Deal) -> None:
    """Write the restrictions: a lettered list, sentences headed by the country, or none."""
    kind = paper.deck.label("restrictions", ("lettered", "none", "headed", "lettered too"))
    if kind == "none":
        return
    count = paper.deck.draw("number of restrictions", {"one": 1, "two": 2, "four": 4})
    countries: list[str] = []
    while len(countries) < count:
        left = [country for country in _COUNTRIES if country not in countries]
        countries.append(paper.deck.label("country", tuple(_COUNTRIES), left))
    chosen = [
        paper.deck.one(f"restriction {country.removesuffix(' too')}", _COUNTRIES[country])
        for country in countries
    ]
    if kind == "headed":
        for number, restriction in enumerate(chosen):
            _headed(paper, deal, number, restriction)
        return
    words = paper.deck.one("words above the restrictions", _INTRODUCTIONS).format(
        managers=deal.managers, company=deal.company, term=deal.term
    )
    paper.say("restrictions", "{words}",
              words=slot(words, "selling_restrictions.introduction"))  # fmt: skip
    for number, restriction in enumerate(chosen):
        end = "." if number == count - 1 else "; and" if number == count - 2 else ";"
        letter = chr(ord("a") + number)
        text = _words(paper, deal, number, restriction) + end
        path = f"selling_restrictions.restrictions[{number}]"
        paper.state("restrictions", f"{path}.item", letter, f"({letter})")
        paper.state("restrictions", f"{path}.text", text, text, also_right=bounds(text))
        paper.blocks.append(Paragraph(text, "restrictions", f"({letter})"))


def _headed(paper: Paper, deal: Deal, number: int, restriction: Restriction) -> None:
    """Write a restriction as a sentence of its own under the country's name."""
    words = _words(paper, deal, number, restriction)
    text = f"Each Underwriter agrees that {words}."
    heading = restriction.jurisdiction.removeprefix("The ")
    path = f"selling_restrictions.restrictions[{number}]"
    paper.state("restrictions", f"{path}.text", text, text,
                also_right=(*bounds(text), words, f"{heading}. {text}"))  # fmt: skip
    paper.blocks.append(Paragraph(f"{heading}. {text}", "restrictions"))


def _words(paper: Paper, deal: Deal, number: int, restriction: Restriction) -> str:
    path = f"selling_restrictions.restrictions[{number}]"
    place = restriction.jurisdiction
    printed = restriction.printed or place
    bare = place.removeprefix("The ")
    also = {f"the {bare}", printed, bare, f"the {printed}"} - {place}
    paper.state("restrictions", f"{path}.jurisdiction", place, printed, also_right=sorted(also))
    if restriction.months:
        paper.state("restrictions", f"{path}.period.starts", "Closing Date", "the Closing Date",
                    also_right=("the Closing Date",))  # fmt: skip
    return paper.fill(
        "restrictions",
        restriction.text,
        term=deal.term,
        statute=slot(restriction.statute, f"{path}.statutes[0]",
                     also_right=(restriction.statute.partition(" of ")[0],)),
        months=slot(_NUMBER_WORDS.get(restriction.months, ""), f"{path}.period.months",
                    str(restriction.months)),
    )  # fmt: skip

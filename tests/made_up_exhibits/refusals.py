"""What is no Terms Agreement, or no copy of one that can be read: refused, or marked."""

import re
from dataclasses import replace

from tests.made_up_exhibits import layout_ascii, layout_host
from tests.made_up_exhibits.compose import compose
from tests.made_up_exhibits.deck import Deck
from tests.made_up_exhibits.exhibits import Exhibit
from tests.made_up_exhibits.paper import Block, Paper, Paragraph, Terms
from tests.made_up_exhibits.parties import ids
from tests.made_up_exhibits.plan import Deal
from tests.made_up_exhibits.truth import Fact, Truth

_DISTRIBUTION = """\
Exhibit 1.02

                        MEDIUM-TERM NOTES, SERIES Q
                          DISTRIBUTION AGREEMENT

                                                              June 3, 2002

Specimen Capital Markets Inc.
1 Example Street
Springfield, Illinois 62701

Ladies and Gentlemen:

     Specimen Holdings Corporation, a Delaware corporation (the "Company"),
confirms its agreement with you, as agent, about the sale from time to time of
its Medium-Term Notes, Series Q, in an aggregate initial offering price of up to
$2,000,000,000. Notes that an agent buys as principal are sold under a Terms
Agreement in the form of Exhibit A, or under an oral agreement that is confirmed
in writing.

     1. Appointment. The Company appoints each agent to solicit offers to buy the
Notes. Each agent will use reasonable efforts to do so.

     2. Commission. The Company pays the agent a commission of .125% to .750% of
the principal amount of each Note, as Schedule I sets out by maturity.

                                      Very truly yours,

                                      SPECIMEN HOLDINGS CORPORATION
                                      By: /s/ Augusta R. Blank
                                          Name: Augusta R. Blank
                                          Title: Treasurer
"""

_INDENTURE = """\
EX-4.1

                     MADE-UP INDUSTRIES, INC., as Issuer

                                   AND

              THE BANK OF SAMPLE TRUST COMPANY, N.A., as Trustee

                                INDENTURE

                         Dated as of March 15, 1999

     INDENTURE, dated as of March 15, 1999, between Made-up Industries, Inc., a New
York corporation (the "Company"), and The Bank of Sample Trust Company, N.A., as
trustee (the "Trustee").

     The Company has authorized the issue from time to time of its debentures,
notes or other evidences of indebtedness (the "Securities").

                                ARTICLE ONE

     Section 1.01. Definitions. "Interest Payment Date" means the date on which an
instalment of interest on a Security is due. "Maturity" means the date on which
the principal of a Security becomes due.
"""

_COVER = """\
                                   FORM 8-K
                                CURRENT REPORT

Date of report (date of earliest event reported): February 14, 2003

                        Specimen Holdings Corporation
            (Exact name of registrant as specified in its charter)

Item 7. Financial Statements and Exhibits.

     Exhibit No.     Description
     1.01            Terms Agreement, dated February 14, 2003, among the Company
                     and the underwriters named in it, relating to the offer and
                     sale of the Company's 4.125% Notes due February 21, 2008.
     4.01            Form of Note for the Company's 4.125% Notes.
"""

_SUMMARY = """\
Terms Agreement - Specimen Holdings Corporation and Made-up, Sample & Co.
Contract type: Terms Agreement    Filed: 14 February 2003    Industry: finance
Summary: Specimen Holdings Corporation sells 4.125% Notes due 2008 in a principal amount of
$500,000,000 to a group of underwriters. Closing is expected on February 21, 2003.
Sign in to read the document.
Related contracts: 12   Related clauses: 40
"""

_AMONG = """\
                       AGREEMENT AMONG UNDERWRITERS

                                                           October 1, 1998

Specimen Capital Markets Inc., as Representative

Dear Sirs:

     We understand that Mock-up Credit Corp. proposes to issue securities from
time to time and that you may invite us to take part as underwriters. In each
such case you may sign a terms agreement with the issuer for us. We authorize you
to vary our share by not more than ten percent, to fix the concession, and to
borrow money for our account.
"""


def refusals(seed: int = 1) -> list[Exhibit]:
    """Make each case of what must be refused or marked."""
    deck = Deck(seed)
    whole = {
        "distribution agreement": ("txt", _DISTRIBUTION.encode(), "an agreement of another kind"),
        "indenture": ("txt", _INDENTURE.encode(), "an agreement of another kind"),
        "agreement among underwriters": ("txt", _AMONG.encode(), "an agreement of another kind"),
        "cover page": ("txt", _COVER.encode(), "a filing's cover page, not the agreement"),
        "summary page": ("txt", _SUMMARY.encode(), "a site's summary, not the agreement"),
        "empty": ("txt", b"", "empty"),
        "blank lines": ("txt", b" \r\n\r\n\t\r\n", "empty"),
        "binary": ("txt", _noise(deck), "binary"),
        "PDF": ("txt", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
                "a PDF"),
        "HTML without text": (
            "htm", (b"<html><head><title>ex1</title></head><body><table><tr><td>&nbsp;</td>"
            b"<td><img src=\"p1.gif\"></td></tr></table></body></html>\n"), "no text"),
    }  # fmt: skip
    made = [
        _case(name, ending, data, Truth((), "refused", reason))
        for name, (ending, data, reason) in whole.items()
    ]
    return [*made, _masked_whole(deck), _masked_names(deck), _truncated(deck), _two(deck)]


def _case(name: str, ending: str, data: bytes, truth: Truth) -> Exhibit:
    file_name = f"{name.lower().replace(' ', '-')}.{ending}"
    return Exhibit(name, file_name, data, truth, "text")


def _noise(deck: Deck) -> bytes:
    return b"\x7fELF\x00\x01" + bytes(deck.random.randrange(256) for _ in range(4000))


def _masked_whole(deck: Deck) -> Exhibit:
    """Mask every name and every figure, as a page for those who have not paid does."""
    _, paper = compose(deck, ascii_only=False)
    text = layout_host.render(paper.blocks, "strokes")
    common = {"TERMS", "AGREEMENT", "UNDERWRITING", "Terms", "Agreement"}

    def mask(match: re.Match[str]) -> str:
        word = match[0]
        return word if word in common else "X" + "x" * (len(word) - 1)

    masked = re.sub(r"\d", "0", re.sub(r"[A-Z][\w'’-]+", mask, text))
    return _case("masked copy", "txt", masked.encode(), Truth((), "refused", "masked"))


def _masked_names(deck: Deck) -> Exhibit:
    """Mask the names of persons, of law firms and of the first underwriter alone."""
    deal, paper = compose(deck, ascii_only=False)
    names = {deal.underwriters[0].name, deal.underwriters[0].name.upper(),
             *(str(fact.value) for fact in paper.facts
               if fact.path.startswith(("signatures", "counsel"))
               and fact.path.endswith((".name", ".signed")))}  # fmt: skip
    text = layout_host.render(paper.blocks, "strokes and spacers")
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, re.sub(r"\w", "x", name).capitalize())
    facts = tuple(fact for fact in paper.facts if not _mentions(fact, names))
    # A record must give every lawyer an id: one that is masked is none of the known.
    facts += tuple(replace(fact, value="", printed="", required=False, also_right=(),
                           not_one_of=ids("counsel"))
                   for fact in paper.facts if fact.path.endswith("].counsel"))  # fmt: skip
    truth = Truth(facts, "marked", "names are masked", tuple(paper.warned))
    return _case("masked names", "txt", text.encode(), truth)


def _mentions(fact: Fact, names: set[str]) -> bool:
    words = f"{fact.path} {fact.printed} {fact.value}"
    return any(name in words for name in names)


def _truncated(deck: Deck) -> Exhibit:
    """Cut a paper in the paragraph that takes in the Basic Provisions."""
    deal, paper = compose(deck, ascii_only=True)
    while deal.in_shares or not deal.dated or _place_of(paper, Terms) > _cut(paper):
        deal, paper = compose(deck, ascii_only=True)
    place = _cut(paper)
    cut = paper.blocks[place]
    blocks: list[Block] = [*paper.blocks[:place]]
    if isinstance(cut, Paragraph):
        blocks.append(replace(cut, text=cut.text[:60]))
    style = replace(layout_ascii.make_style(deck, "spaces", ""), page_lines=0)
    text = layout_ascii.render(blocks, style).rstrip()
    seen = {getattr(block, "source", "") for block in paper.blocks[:place]}
    facts = tuple(_before_the_cut(fact, deal) for fact in paper.facts if fact.source in seen)
    truth = Truth(facts, "marked", "the file ends in mid-sentence")
    return _case("truncated", "txt", text.encode(), truth)


def _before_the_cut(fact: Fact, deal: Deal) -> Fact:
    split = {firm.name for firm in deal.underwriters if firm.splits}
    unsure = any(fact.path == f"underwriters.names[{name}].name" for name in split)
    return replace(fact, certain=fact.certain and not unsure)


def _cut(paper: Paper) -> int:
    return next(n for n, block in enumerate(paper.blocks)
                if getattr(block, "source", "") == "provisions")  # fmt: skip


def _place_of(paper: Paper, kind: type[Block]) -> int:
    return next(n for n, block in enumerate(paper.blocks) if isinstance(block, kind))


def _two(deck: Deck) -> Exhibit:
    """Two agreements stand in one file, as some hosts join a filing's exhibits.

    Which of the two a draft should be of, nobody can say: only the outcome is judged.
    """
    texts = []
    for _ in range(2):
        _, paper = compose(deck, ascii_only=False)
        texts.append(layout_host.render(paper.blocks, "strokes"))
    truth = Truth((), "marked", "two agreements in one file")
    return _case("two agreements", "txt", "\n\n".join(texts).encode(), truth)

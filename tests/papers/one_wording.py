"""A paper of the plainest form, in which one sentence, row or table is worded differently."""

import textwrap

_SENTENCES = {
    "open": 'We understand that Specimen Holdings Inc., a Delaware corporation (the "Company"), '
    "proposes to issue and sell $500,000,000 aggregate principal amount of its debt securities "
    '(the "Securities").',
    "buy": "Subject to the terms and conditions set forth herein or incorporated by reference "
    "herein, we, Sample Markets Inc., Mock Capital LLC and Figment Securities Corp., as "
    'underwriters (the "Underwriters"), offer to purchase, severally and not jointly, the '
    "principal amount of the Securities set forth opposite our respective names on the list "
    "attached as Annex A hereto at 99.435% of the principal amount thereof, plus accrued "
    "interest, if any, from the date of issuance.",
    "close": "The Closing Date shall be March 11, 2002, at 8:30 A.M. at the offices of the "
    "Company, 1 Example Street, New York, New York 00000.",
    "taken in": 'All the provisions contained in the document entitled "Specimen Holdings Inc. '
    '-- Debt Securities -- Basic Provisions" and dated January 12, 1993 (the "Basic '
    'Provisions"), are herein incorporated by reference in their entirety.',
    "accept": "Please accept this offer no later than 9:00 p.m. Eastern Time on March 4, 2002 by "
    "signing a copy of this Terms Agreement.",
}
_ROWS = {
    "Title:": "5.50% Senior Notes due 2012",
    "Maturity:": "March 11, 2012",
    "Interest Rate:": "5.50% per annum",
    "Interest Payment Dates:": "Semi-annually on March 11 and September 11, commencing September "
    "11, 2002",
    "Initial Price to Public:": "99.760% of the principal amount thereof, plus accrued interest, "
    "if any, from March 11, 2002",
    "Redemption Provisions:": "The Securities are not redeemable prior to maturity",
    "Record Date:": "The February 25 and August 28 preceding each Interest Payment Date",
}
_ANNEX = """\
                                    ANNEX A

Name of Underwriter                            Principal Amount of Securities
- -------------------                            ------------------------------
Sample Markets Inc.                                         $300,000,000
Mock Capital LLC                                             100,000,000
Figment Securities Corp.                                     100,000,000
                                                            ------------
     Total                                                  $500,000,000
"""
_PAPER = """\
Exhibit 1.01
                                TERMS AGREEMENT

                                                           March 4, 2002

Specimen Holdings Inc.
1 Example Street
New York, New York 00000

Attention:  Treasurer

Ladies and Gentlemen:

{opening}

     The Securities shall have the following terms:

{rows}
{taken_in}

{accept}

                                      Very truly yours,

                                      SAMPLE MARKETS INC.

                                      By: /s/ Ann Sample
                                          --------------
                                          Name:  Ann Sample
                                          Title: Director

ACCEPTED:

SPECIMEN HOLDINGS INC.

By: /s/ Bob Specimen
    ----------------
    Name:  Bob Specimen
    Title: Treasurer

{annex}"""


def paper(**worded: str) -> bytes:
    """Return the paper with some of its parts worded differently.

    A part is a sentence (``open``, ``buy``, ``close``, ``taken in``, ``accept``), the label of
    a row, or ``annex``.

    Raises:
        KeyError: the paper has no such part.
    """
    parts = {**_SENTENCES, **_ROWS, "annex": _ANNEX}
    for name, words in worded.items():
        if name not in parts:
            raise KeyError(name)
        parts[name] = words
    opening = " ".join(parts[name] for name in ("open", "buy", "close"))
    return _PAPER.format(
        opening=_prose(opening),
        rows="\n".join(_row(label, parts[label]) for label in _ROWS),
        taken_in=_prose(parts["taken in"]),
        accept=_prose(parts["accept"]),
        annex=parts["annex"],
    ).encode()


def _prose(words: str) -> str:
    return textwrap.fill(words, 78, initial_indent="     ", break_on_hyphens=False)


def _row(label: str, words: str) -> str:
    first, *more = textwrap.wrap(words, 44, break_on_hyphens=False)
    lines = [f"{label} ".ljust(30, ".") + f"  {first}", *(" " * 32 + line for line in more)]
    return "\n".join(lines) + "\n"

"""Made-up deals, the same for the same seed: records, exhibits and parties.

A deal's paper is written line by line and its record cites the lines as they come, so a
made-up archive passes every check that a real one must pass.
"""

import calendar
import hashlib
import random
import textwrap
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from pipeline.economics import is_business_day

FIRMS = 40
DEALS_AN_ISSUER = 25
#: So many deals in a hundred hold their exhibit and cite it; the others are partial.
WITH_EXHIBIT = 50

_FIRMS_END = ("Securities Inc.", "& Co., Inc.", "Capital Markets, LLC", "Partners, L.P.")
_PLACES = ("the United Kingdom", "Japan", "Germany", "France", "Hong Kong", "The Netherlands")
_OLD = ("certified or official bank check", "definitive", "on the third business day", "telex")
_NEW = ("wire transfer of same day funds", "global", "on the fifth business day", "facsimile")
_MONTHS = tuple(calendar.month_name)[1:]


@dataclass
class Paper:
    """An exhibit in the making: lines, and the range on which words were put."""

    lines: list[str] = field(default_factory=list)

    def say(self, words: str, indent: int = 0) -> str:
        """Add a paragraph; return its lines as a record writes them."""
        if self.lines:
            self.lines.append("")
        first = len(self.lines) + 1
        self.lines += textwrap.wrap(
            words, 78, initial_indent=" " * indent, break_long_words=False, break_on_hyphens=False
        )
        last = len(self.lines)
        return str(first) if first == last else f"{first}-{last}"

    def tight(self, lines: str, words: str) -> str:
        """Return the part of a range of lines that the words take up."""
        first, _, last = lines.partition("-")
        numbers = range(int(first), int(last or first) + 1)
        for length in range(1, len(numbers) + 1):
            for start in numbers[: len(numbers) - length + 1]:
                held = self.lines[start - 1 : start - 1 + length]
                if words in " ".join(line.strip() for line in held):
                    return str(start) if length == 1 else f"{start}-{start + length - 1}"
        raise ValueError(f"{words!r} is not on lines {lines}")


def firm_name(number: int) -> str:
    """Return the name of a made-up underwriter."""
    return f"Madeup Firm {number} {_FIRMS_END[number % 4]}"


def issuer_name(number: int) -> str:
    """Return the name of a made-up issuer."""
    return f"Madeup Issuer {number} Corporation"


def written(day: date) -> str:
    """Write a date as papers do."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def make_archive(data: Path, deals: int, seed: int = 20040202) -> None:
    """Write an archive of ``deals`` made-up deals into the folder ``data``."""
    issuers = max(1, deals // DEALS_AN_ISSUER)
    _write(data / "parties" / "issuers.yaml", _parties("madeup-issuer", issuers, issuer_name))
    _write(data / "parties" / "underwriters.yaml", _parties("madeup-firm", FIRMS, firm_name))
    _write(
        data / "parties" / "counsel.yaml",
        "parties:\n  - id: madeup-counsel\n"
        "    name: Madeup Counsel LLP\n    notes: [made up for the benchmark]\n",
    )
    for number in range(issuers):
        _write(
            data / "base_documents" / f"madeup-provisions-{number}" / "document.yaml",
            f"id: madeup-provisions-{number}\ntitle: Madeup Issuer {number} Basic Provisions\n"
            f"issuer: madeup-issuer-{number}\ndate: 1990-01-15\nnot_held: made up for the "
            "benchmark\n",
        )
    taken: set[str] = set()
    for number in range(deals):
        chance = random.Random(f"{seed}-{number}")  # noqa: S311 - nothing secret
        _make_deal(data, number % issuers, chance, taken)


def _parties(prefix: str, count: int, name: object) -> str:
    assert callable(name)
    return "parties:\n" + "".join(
        f"  - id: {prefix}-{number}\n    name: {name(number)}\n"
        "    notes: [made up for the benchmark]\n"
        for number in range(count)
    )


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _working_day(day: date) -> date:
    while not is_business_day(day):
        day += timedelta(days=1)
    return day


def _make_deal(data: Path, issuer: int, chance: random.Random, taken: set[str]) -> None:
    while True:
        year, month = chance.randint(1997, 2016), chance.randint(1, 12)
        agreed = _working_day(date(year, month, chance.randint(5, 13)))
        deal_id = f"madeup-issuer-{issuer}-{agreed.isoformat()}"
        if deal_id not in taken:
            break
    taken.add(deal_id)
    text, paper = _Deal(deal_id, issuer, agreed, chance).write()
    _write(data / "deals" / str(agreed.year) / f"{deal_id}.yaml", text)
    if paper:
        _write(data / "exhibits" / f"{deal_id}.txt", paper)


class _Deal:
    """One made-up deal."""

    def __init__(self, deal_id: str, issuer: int, agreed: date, chance: random.Random) -> None:
        self.deal_id, self.issuer, self.agreed, self.chance = deal_id, issuer, agreed, chance
        self.paper = Paper()
        self.held = chance.randrange(100) < WITH_EXHIBIT
        closing = _working_day(agreed + timedelta(days=chance.randint(3, 8)))
        self.closing = closing
        self.years = chance.choice((2, 3, 5, 7, 10, 30))
        self.maturity = closing.replace(year=closing.year + self.years)
        self.floating = chance.randrange(4) == 0
        self.rate = Decimal(chance.randrange(16, 60)).scaleb(-3) * 125
        self.amount = chance.choice((100, 250, 500, 1000, 1500)) * 1_000_000
        price = Decimal(chance.randrange(99000, 100000)).scaleb(-3)
        self.public, self.purchase = price, price - Decimal(chance.choice((125, 325, 450))) / 1000
        self.firms = chance.sample(range(FIRMS), chance.randint(3, 14))

    def cite(self, value: object, lines: str, quote: str) -> str:
        """Write a stated value, with its citation where the exhibit is held."""
        if not self.held:
            return str(value)
        place = self.paper.tight(lines, quote)
        return f'{{value: {value}, lines: {place}, quote: "{quote}"}}'

    def text(self, words: str, lines: str) -> str:
        if not self.held:
            return f'"{words}"'
        return f'{{value: "{words}", lines: {self.paper.tight(lines, words)}}}'

    def write(self) -> tuple[str, str]:
        """Return the record and the exhibit (empty where none is held)."""
        body = self._terms() + self._annex() + self._amendments() + self._others()
        paper = "\n".join(self.paper.lines) + "\n"
        exhibit = ""
        if self.held:
            digest = hashlib.sha256(paper.encode()).hexdigest()
            exhibit = (
                f"  exhibit:\n    sha256: {digest}\n    bytes: {len(paper)}\n"
                f"    lines: {len(self.paper.lines)}\n"
            )
        head = (
            f"deal_id: {self.deal_id}\ndated_by: agreement_date\n"
            f"issuer: madeup-issuer-{self.issuer}\n"
            "review: {state: proposed, by: the benchmark, on: 2020-01-01}\n"
            f"seen: {{extent: {'whole' if self.held else 'part'}, what: made up for the "
            "benchmark}\n"
            f"document:\n  kind: terms_agreement\n  filing: {{blank: not_applicable}}\n{exhibit}"
        )
        return head + body, paper if self.held else ""

    def _terms(self) -> str:
        say = self.paper.say
        day = written(self.agreed)
        dated = say(f"MADE-UP TERMS AGREEMENT, dated {day}")
        name = issuer_name(self.issuer)
        amount = f"${self.amount:,}"
        opening = f"{name}, a Delaware corporation, proposes to sell {amount} of its securities."
        offer = say(opening)
        names = ", ".join(firm_name(number) for number in self.firms)
        named = say(
            f"We, {names}, offer severally and not jointly to purchase them at "
            f"{self.purchase}% of the principal amount."
        )
        closes = say(
            f"The Closing Date shall be {written(self.closing)}, at 9:00 A.M. New York "
            "City Time at 1 Madeup Plaza."
        )
        kind = "Floating Rate" if self.floating else f"{self.rate}%"
        title = f"{kind} Senior Notes due {self.maturity.year}"
        titled = say(f"Title: {title}")
        matures = say(f"Maturity: {written(self.maturity)}")
        public = say(f"Price to public: {self.public}% of the principal amount")
        interest = self._interest()
        lines = [
            f"agreement_date: {self.cite(self.agreed, dated, day)}",
            "issuer_named:",
            f"  name: {self.text(name, offer)}",
            f"  jurisdiction: {self.cite('Delaware', offer, 'a Delaware corporation')}",
            "offer:",
            "  commitment: " + self.cite("several_not_joint", named, "severally and not jointly"),
            "closing:",
            f"  date: {self.cite(self.closing, closes, written(self.closing))}",
            f"  time: {self._closing_time(closes)}",
            f"  time_zone: {self.text('New York City Time', closes)}",
            f"  place: {self.text('1 Madeup Plaza', closes)}",
            "registration: {blank: not_stated}",
            "securities:",
            "  - security_id: a",
            f"    title: {self.text(title, titled)}",
            f"    security_type: {self.cite('notes', titled, 'Notes')}",
            f"    ranking: {self.cite('senior', titled, 'Senior')}",
            f"    currency: {self.cite('USD', offer, '$')}",
            f"    principal_amount: {self.cite(self.amount, offer, amount)}",
            f"    price_to_public_pct: {self.cite(self.public, public, f'{self.public}%')}",
            f"    purchase_price_pct: {self.cite(self.purchase, named, f'{self.purchase}%')}",
            interest,
            f"    maturity_date: {self.cite(self.maturity, matures, written(self.maturity))}",
            "underwriters:",
            "  named_in: opening",
            "  names:",
        ]
        for number in self.firms:
            lines.append(f"    - underwriter: madeup-firm-{number}")
            lines.append(f"      name: {self.text(firm_name(number), named)}")
        return "\n".join(lines) + "\n"

    def _closing_time(self, lines: str) -> str:
        if not self.held:
            return "09:00"
        place = self.paper.tight(lines, "9:00 A.M.")
        return f"{{value: 09:00, lines: {place}, quote: 9:00 A.M., as_printed: 9:00 A.M.}}"

    def _interest(self) -> str:
        say = self.paper.say
        second = date(2001, (self.closing.month + 5) % 12 + 1, min(self.closing.day, 28))
        days = (
            f"{_MONTHS[self.closing.month - 1]} {self.closing.day}",
            f"{_MONTHS[second.month - 1]} {self.closing.day}",
        )
        if self.floating:
            printed = say("Interest: Three-month Madeup Rate plus 0.15%, payable quarterly")
            rate = (
                "        - type: floating\n"
                f"          reference_rate: {self.text('Three-month Madeup Rate', printed)}\n"
                f"          spread_pct: {self.cite('0.15', printed, '0.15%')}\n"
                "          payments:\n"
                f"            frequency: {self.cite('quarterly', printed, 'quarterly')}\n"
            )
            kind = self.cite("floating", printed, "Three-month Madeup Rate")
        else:
            printed = say(
                f"Interest: {self.rate}% per annum, payable semi-annually on "
                f"{days[0]} and {days[1]}"
            )
            month_days = (
                f"{self.closing.month:02}-{self.closing.day:02}, "
                f"{second.month:02}-{self.closing.day:02}"
            )
            quoted = f"{days[0]} and {days[1]}"
            rate = (
                "        - type: fixed\n"
                f"          rate_pct: {self.cite(self.rate, printed, f'{self.rate}% per annum')}\n"
                "          payments:\n"
                f"            frequency: {self.cite('semi_annual', printed, 'semi-annually')}\n"
                f"            days: {self.cite(f'[{month_days}]', printed, quoted)}\n"
            )
            kind = self.cite("fixed", printed, f"{self.rate}% per annum")
        return f"    interest:\n      type: {kind}\n      periods:\n{rate.rstrip()}"

    def _annex(self) -> str:
        share = self.amount // (2 * len(self.firms)) // 1000 * 1000
        amounts = [share] * len(self.firms)
        amounts[0] = self.amount - share * (len(self.firms) - 1)
        lines = ["annex:", "  allocations:"]
        heading = self.paper.say("ANNEX A: NAME OF UNDERWRITER AND PRINCIPAL AMOUNT")
        for number, amount in zip(self.firms, amounts, strict=True):
            name, printed = firm_name(number), f"${amount:,}"
            row = self.paper.say(f"{name} ..... {printed}")
            lines += [
                "    - security: a",
                f"      underwriter: madeup-firm-{number}",
                f"      name: {self.text(name, row)}",
                f"      principal_amount: {self.cite(amount, row, printed)}",
            ]
        total = f"${self.amount:,}"
        row = self.paper.say(f"TOTAL ..... {total}")
        lines += [
            "  totals:",
            "    - security: a",
            f"      principal_amount: {self.cite(self.amount, row, total)}",
        ]
        words = "ANNEX A: NAME OF UNDERWRITER AND PRINCIPAL AMOUNT"
        lines.insert(1, f"  heading: {self.text(words, heading)}")
        return "\n".join(lines) + "\n"

    def _amendments(self) -> str:
        document = f"madeup-provisions-{self.issuer}"
        title = f"Madeup Issuer {self.issuer} Basic Provisions"
        taken = self.paper.say(
            f"All provisions of the document entitled {title}, dated "
            "January 15, 1990, are incorporated except as indicated below:"
        )
        lines = [
            "additional_terms: {blank: not_stated}",
            "incorporation:",
            f"  base_document: {document}",
            f"  title: {self.text(title, taken)}",
            f"  date: {self.cite('1990-01-15', taken, 'January 15, 1990')}",
            "amendments:",
        ]
        for count in range(self.chance.randint(3, 8)):
            letter, kind = chr(ord("a") + count), count % len(_OLD)
            place = (
                f"the {self.chance.choice(('second', 'fourth', 'sixth'))} line of "
                f"Section {count + 2}"
            )
            words = f"in {place}, delete “{_OLD[kind]}” and insert in lieu thereof “{_NEW[kind]}”;"
            printed = self.paper.say(f"({letter}) {words}", 4)
            lines += [
                f"  - item: {letter}",
                f"    text: {self.text(words, printed)}",
                "    operations:",
                "      - operation: substitute_words",
                "        place:",
                f"          as_printed: {place}",
                f"          section: {count + 2}",
                f"        old_text: {_OLD[kind]}",
                f"        new_text: {_NEW[kind]}",
            ]
        return "\n".join(lines) + "\n"

    def _others(self) -> str:
        lines = ["listing: {blank: not_stated}", "selling_restrictions:", "  restrictions:"]
        for count, place in enumerate(self.chance.sample(_PLACES, 4)):
            letter = chr(ord("a") + count)
            words = (
                f"it will not offer or sell any securities in {place} except as the laws "
                f"of {place} allow, and will give the securities to nobody there otherwise;"
            )
            printed = self.paper.say(f"({letter}) {words}", 8)
            lines += [
                f"    - item: {letter}",
                f"      jurisdiction: {self.cite(place, printed, f'in {place}')}",
                f"      text: {self.text(words, printed)}",
            ]
        signed = self.paper.say(
            "Very truly yours, /s/ Madeup Signer, Name: Madeup Signer, "
            f"Title: Director, for {firm_name(self.firms[0])} on behalf of the Underwriters"
        )
        lawyer = self.paper.say("Madeup Counsel LLP is counsel to the Underwriters.")
        lines += [
            "conditions: {blank: not_stated}",
            "counsel:",
            "  - role: underwriters_counsel",
            "    counsel: madeup-counsel",
            f"    name: {self.text('Madeup Counsel LLP', lawyer)}",
            "acceptance: {blank: not_stated}",
            "signatures:",
            "  - side: underwriters",
            f"    party: {self.text(firm_name(self.firms[0]), signed)}",
            f"    capacity: {self.text('on behalf of the Underwriters', signed)}",
            f"    signed: {self.cite('Madeup Signer', signed, '/s/ Madeup Signer')}",
            f"    name: {self.text('Madeup Signer', signed)}",
        ]
        return "\n".join(lines) + "\n"

"""The truth about a made-up exhibit: what a human reader reads from it, by field.

Paths are those of the record's own model, with lists of names under the printed name instead
of a number, so that one entry too few does not shift the others:

- ``securities[0].title``, ``amendments[2].operations[0].old_text``: by place in the paper;
- ``underwriters.names[Sample & Co.].name``: by the printed name;
- ``annex.allocations[a|Sample & Co.].principal_amount``: by security and printed name;
- ``annex.totals[a].principal_amount``: by security;
- ``securities[0].other_terms[Sinking Fund].text``: by printed label;
- ``counsel[issuer_counsel].name``: by role.

What a path that is judged (``JUDGED``) has no fact for is absent from the paper.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

#: A value as a record holds it: text, or a list of texts.
Value = str | tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """One thing that the paper says.

    ``printed`` are the words that say it ("" where a reader concludes it from others);
    ``source`` is the part of the paper where they stand. ``also_right`` are other bounds of
    the same words that a careful reader may choose. A fact that is not ``required`` may be
    left blank without loss; one that is not ``certain`` cannot be decided from the paper, so
    that any value given for it is a guess.
    """

    path: str
    value: Value
    printed: str
    source: str
    also_right: tuple[Value, ...] = ()
    required: bool = True
    certain: bool = True
    #: Ids that the value must not be; the value itself is free (a name proposed as new).
    not_one_of: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Truth:
    """What is to come of an exhibit: a draft with these facts, or a refusal for a reason.

    ``outcome`` is ``draft``, ``refused`` or ``marked`` (a draft that says what is wrong with
    the copy); ``reason`` is a word of why; ``warned`` names printed errors that are kept as
    printed, each with the paths it concerns.
    """

    facts: tuple[Fact, ...] = ()
    outcome: str = "draft"
    reason: str = ""
    warned: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def by_path(self) -> dict[str, Fact]:
        """Return the facts by path.

        What is stated in two places is one fact; where the places differ and neither must
        be told, either is right.

        Raises:
            ValueError: two facts that must be told contradict each other.
        """
        found: dict[str, Fact] = {}
        for fact in self.facts:
            known = found.get(fact.path)
            found[fact.path] = fact if known is None else _merged(known, fact)
        return found


def _merged(one: Fact, other: Fact) -> Fact:
    if one.required and other.required and one.value != other.value:
        raise ValueError(f"{one.path} is stated as {one.value} and as {other.value}")
    first, second = (one, other) if one.required or not other.required else (other, one)
    values = (*first.also_right, second.value, *second.also_right)
    also = tuple(dict.fromkeys(value for value in values if value != first.value))
    return replace(first, also_right=also, certain=one.certain and other.certain)


_SECURITY = """
title series defined_term security_type ranking currency principal_amount units.count
units.in_purchase_clause units.amount_per_unit units.unit_name shares.count shares.fraction
shares.underlying shares.depositary shares.stated_value shares.liquidation_preference
over_allotment.units over_allotment.principal_amount over_allotment.period_days
price_to_public_pct purchase_price_pct price_to_public_per_unit purchase_price_per_unit
purchase_amount purchase_amount_label gross_spread_pct net_proceeds_amount selling_concession_pct
interest.type interest.day_count interest.business_day_convention record_dates.kind
record_dates.days record_dates.dates record_dates.business_days_before record_dates.text
accrued_interest.text accrued_interest.if_any accrued_interest.from_date accrued_interest.to_date
accrued_interest.from_text accrued_interest.to_text accrued_interest.from_inclusive
accrued_interest.to_exclusive accrued_interest.amount maturity_date maturity_payment
redemption.kind redemption.text redemption.from_date redemption.dates[*]
redemption.prices[*].from_date redemption.prices[*].price_pct redemption.make_whole_spread_pct
redemption.put_dates[*] redemption.notice_window.min_days redemption.notice_window.max_days
reopening.of reopening.original_issue_dates[*] reopening.of_agreement_date guarantee denominations
isin cusip ratings other_terms[*].text
"""

_PERIOD = """
type from_date to_date from_text to_text rate_pct reference_rate rate_source spread_pct multiplier
cap_pct floor_pct determination cash_coupons[*].amount cash_coupons[*].interest_part
cash_coupons[*].premium_part cash_coupons[*].payment_date payments.frequency payments.days
payments.dates payments.first_payment_date payments.business_days payments.text
"""

_DEAL = """
issuer agreement_date document.kind document.heading document.exhibit_label document.marking
document.salutation document.closing_words document.terms_introduction
issuer_named.name issuer_named.jurisdiction issuer_named.address issuer_named.attention
issuer_named.defined_term guarantor.name guarantor.jurisdiction guarantor.defined_term
offer.statement offer.aggregate_principal_amount offer.commitment offer.purchase_clause
offer.accrued_interest closing.date closing.time closing.time_zone closing.place closing.fallback
registration.form registration.file_number registration.base_prospectus_date
registration.prospectus_supplement_date governing_law trustee indenture indenture_date
underwriters.named_in underwriters.defined_term underwriters.names[*].name
underwriters.names[*].underwriter annex.heading annex.allocations[*].principal_amount
annex.allocations[*].units annex.totals[*].units
annex.allocations[*].underwriter annex.totals[*].principal_amount additional_terms.form
additional_terms.depositary additional_terms.payment_currency additional_terms.clearing_systems[*]
additional_terms.defeasance.document additional_terms.defeasance.sections
incorporation.base_document incorporation.title incorporation.date incorporation.regime
incorporation.text incorporation.definitions incorporation.heading amendments[*].item
amendments[*].text amendments[*].operations[*].operation amendments[*].operations[*].scope
amendments[*].operations[*].place.section amendments[*].operations[*].place.subsection
amendments[*].operations[*].place.paragraph amendments[*].operations[*].place.line
amendments[*].operations[*].place.sentence amendments[*].operations[*].old_text
amendments[*].operations[*].new_text amendments[*].operations[*].term
amendments[*].operations[*].meaning listing.exchange listing.effort
selling_restrictions.introduction selling_restrictions.restrictions[*].item
selling_restrictions.restrictions[*].jurisdiction selling_restrictions.restrictions[*].text
selling_restrictions.restrictions[*].statutes[*] selling_restrictions.restrictions[*].period.months
selling_restrictions.restrictions[*].period.starts conditions[*].kind conditions[*].giver
conditions[*].topic conditions[*].beside_sections conditions[*].dated counsel[*].name
counsel[*].title counsel[*].counsel acceptance.deadline_date acceptance.deadline_time
acceptance.deadline_zone acceptance.form signatures[*].side signatures[*].party
signatures[*].capacity signatures[*].signed signatures[*].name signatures[*].title
signatures[*].heading
"""

#: Every field that is judged, with ``[*]`` for any entry of a list.
JUDGED = frozenset(
    _DEAL.split()
    + [f"securities[*].{name}" for name in _SECURITY.split()]
    + [f"securities[*].interest.periods[*].{name}" for name in _PERIOD.split()]
)


@cache
def field_of(path: str) -> str:
    """Return the field that a path belongs to: its entries' numbers and names taken out.

    A printed name may hold any sign but brackets.
    """
    return re.sub(r"\[[^\[\]]*\]", "[*]", path)

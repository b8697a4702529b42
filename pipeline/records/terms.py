"""The clauses of a Terms Agreement around the securities themselves."""

from pipeline.records.amendment import Incorporation, Item
from pipeline.records.base import (
    Amount,
    ClockTime,
    Count,
    Date,
    Identifier,
    OrBlank,
    Record,
    Stated,
    Text,
)
from pipeline.records.codes import (
    Commitment,
    ConditionKind,
    CounselRole,
    Currency,
    NamedIn,
    RegistrationForm,
    Side,
    UnderwriterRole,
)


class PartyNamed(Record):
    """The issuer or a guarantor, as the paper names it."""

    name: Stated[Text]
    jurisdiction: Stated[Text] | None = None
    address: Stated[Text] | None = None
    attention: Stated[Text] | None = None
    defined_term: Stated[Text] | None = None


class Offer(Record):
    """The offer to purchase: what the underwriters promise, and its limits."""

    statement: Stated[Text] | None = None
    aggregate_principal_amount: Stated[Amount] | None = None
    commitment: Stated[Commitment] | None = None
    purchase_clause: Stated[Text] | None = None
    accrued_interest: Stated[Text] | None = None


class Closing(Record):
    """When and where the securities are delivered against payment."""

    date: Stated[Date]
    time: Stated[ClockTime]
    time_zone: Stated[Text]
    place: Stated[Text]
    fallback: Stated[Text] | None = None


class Registration(Record):
    """The registration statement and the prospectus under which the deal is sold.

    ``further_file_numbers`` are those of earlier statements that the prospectus also
    belongs to.
    """

    form: Stated[RegistrationForm] | None = None
    file_number: Stated[Text]
    further_file_numbers: tuple[Stated[Text], ...] = ()
    base_prospectus_date: Stated[Date]
    prospectus_supplement_date: Stated[Date]


class UnderwriterNamed(Record):
    """One underwriter in the order of the paper; a masked name is a blank."""

    underwriter: Identifier | None = None
    name: Stated[Text]
    role: Stated[UnderwriterRole] | None = None


class Underwriters(Record):
    """The underwriters by name; ``complete`` says whether the list was seen to its end."""

    named_in: NamedIn
    complete: Stated[Text] | None = None
    defined_term: Stated[Text] | None = None
    names: tuple[UnderwriterNamed, ...]


class Allocation(Record):
    """The principal amount of one security opposite one underwriter's name.

    ``units`` is the number of securities opposite it, where the annex counts units or shares.
    """

    security: Identifier
    underwriter: Identifier | None = None
    name: Stated[Text]
    principal_amount: Stated[Amount]
    units: Stated[Count] | None = None


class AnnexTotal(Record):
    """The total that the annex prints for one security."""

    security: Identifier
    principal_amount: Stated[Amount]
    units: Stated[Count] | None = None


class Annex(Record):
    """The annex that lists each underwriter's principal amount, or its number of units."""

    heading: Stated[Text] | None = None
    column_headings: tuple[Stated[Text], ...] = ()
    cut_off: Stated[Text] | None = None
    allocations: tuple[Allocation, ...]
    totals: tuple[AnnexTotal, ...] = ()


class Defeasance(Record):
    """Which sections on defeasance apply, and of which document."""

    text: Stated[Text] | None = None
    document: Stated[Text]
    sections: Stated[tuple[Text, ...]]


class AdditionalTerms(Record):
    """Form, custody, delivery and payment of the securities.

    ``nominee`` is the one in whose name a global security is registered.
    """

    heading: Stated[Text] | None = None
    form: Stated[Text] | None = None
    global_form: Stated[Text] | None = None
    depositary: Stated[Text] | None = None
    nominee: Stated[Text] | None = None
    clearing_systems: tuple[Stated[Text], ...] = ()
    clearing_text: Stated[Text] | None = None
    physical_delivery: Stated[Text] | None = None
    payment_currency: Stated[Currency] | None = None
    defeasance: Defeasance | None = None


class ListingTrigger(Record):
    """A circumstance in which the issuer may take the securities off the exchange."""

    item: Text
    text: Stated[Text]


class Listing(Record):
    """The listing covenant: where, with what effort, and how it may end."""

    exchange: Stated[Text]
    effort: Stated[Text] | None = None
    text: Stated[Text] | None = None
    triggers: tuple[ListingTrigger, ...] = ()
    alternative_effort: Stated[Text] | None = None
    alternative: Stated[Text] | None = None
    no_further_obligation: Stated[Text] | None = None


class Stabilisation(Record):
    """The issuer's undertaking not to disturb stabilisation."""

    text: Stated[Text]
    authority: Stated[Text] | None = None
    reference: Stated[Text] | None = None
    statute: Stated[Text] | None = None


class ConflictRule(Record):
    """The rule on conflicts of interest that the underwriters promise to keep."""

    rule: Stated[Text]
    body: Stated[Text] | None = None
    text: Stated[Text] | None = None


class RestrictionPeriod(Record):
    """A restricted period of whole months from a date that the paper names."""

    months: Stated[Count]
    starts: Stated[Text]


class SellingRestriction(Record):
    """What the underwriters promise about sales into one jurisdiction."""

    item: Text | None = None
    jurisdiction: Stated[Text]
    statutes: tuple[Stated[Text], ...] = ()
    period: RestrictionPeriod | None = None
    text: Stated[Text]


class SellingRestrictions(Record):
    """The restrictions, with the words that introduce them."""

    introduction: Stated[Text] | None = None
    restrictions: tuple[SellingRestriction, ...]


class Condition(Record):
    """Something that must be delivered before the underwriters pay."""

    kind: ConditionKind
    giver: Stated[Text]
    side: Side
    topic: Stated[Text]
    dated: Stated[Text] | None = None
    beside_sections: Stated[tuple[Text, ...]] | None = None
    text: Stated[Text] | None = None


class Counsel(Record):
    """A lawyer or law firm in a role; ``counsel`` is left out where the archive has no entry."""

    role: CounselRole
    counsel: Identifier | None = None
    name: Stated[Text]
    title: Stated[Text] | None = None
    text: Stated[Text] | None = None


class AcceptanceWay(Record):
    """One way in which the issuer may accept the offer."""

    text: Stated[Text]


class Acceptance(Record):
    """How and by when the issuer accepts."""

    deadline_date: Stated[Date]
    deadline_time: Stated[ClockTime]
    deadline_zone: Stated[Text]
    ways: tuple[AcceptanceWay, ...] = ()
    form: Stated[Text] | None = None


class Signature(Record):
    """A signature block: for whom, in what capacity, by whom."""

    side: Side
    party: Stated[Text]
    capacity: Stated[Text] | None = None
    signed: Stated[Text] | None = None
    name: Stated[Text]
    title: Stated[Text] | None = None
    heading: Stated[Text] | None = None


class Clauses(Record):
    """The clauses of a deal that may be blank as a whole."""

    additional_terms: OrBlank[AdditionalTerms]
    incorporation: OrBlank[Incorporation]
    amendments: OrBlank[tuple[Item, ...]]
    listing: OrBlank[Listing]
    stabilisation: OrBlank[Stabilisation] | None = None
    conflict_rule: OrBlank[ConflictRule] | None = None
    selling_restrictions: OrBlank[SellingRestrictions]
    conditions: OrBlank[tuple[Condition, ...]]
    counsel: OrBlank[tuple[Counsel, ...]]
    acceptance: OrBlank[Acceptance]
    signatures: OrBlank[tuple[Signature, ...]]

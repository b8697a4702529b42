"""The remaining clauses: listing, stabilisation, conflict rule, form, conditions, acceptance."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pages import format as fmt
from pipeline.pages.deal_paper import Paper, Spot
from pipeline.pages.html import Markup, join, render, tag
from pipeline.records.base import Blank, Stated
from pipeline.records.codes import CONDITION_KINDS, CURRENCY_NAMES, SIDES
from pipeline.records.terms import Acceptance, AdditionalTerms, Condition, Listing


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its facts as (words, shown), and its full words."""

    title: str
    anchor: str
    facts: tuple[tuple[str, Markup], ...]
    words: Markup | None


def clauses_section(paper: Paper) -> Markup | None:
    """Return the section; None where none of these clauses is known."""
    shown = [clause for clause in clauses(paper) if clause.facts or clause.words]
    return render("deal_clauses.html.jinja", clauses=shown) if shown else None


def clauses(paper: Paper) -> Iterator[Clause]:
    """Yield the clauses of which something is recorded, in their order."""
    deal = paper.record.deal
    if not isinstance(deal.additional_terms, Blank):
        yield _additional(paper.spot("additional-terms", "form and custody"), deal.additional_terms)
    if not isinstance(deal.listing, Blank):
        yield _listing(paper.spot("listing", "listing"), deal.listing)
    if not isinstance(deal.conditions, Blank):
        yield _conditions(paper.spot("conditions", "conditions"), deal.conditions)
    if deal.stabilisation is not None and not isinstance(deal.stabilisation, Blank):
        spot, group = paper.spot("stabilisation", "stabilisation"), deal.stabilisation
        facts = (
            ("Authority", spot.show(group.authority)),
            ("Reference", spot.show(group.reference)),
            ("Statute", spot.show(group.statute)),
        )
        yield _clause("Stabilisation", spot, facts, group.text)
    if deal.conflict_rule is not None and not isinstance(deal.conflict_rule, Blank):
        spot, rule = paper.spot("conflict-rule", "conflict rule"), deal.conflict_rule
        named = (("Rule", spot.show(rule.rule)), ("Of", spot.show(rule.body)))
        yield _clause("Conflicts of interest", spot, named, rule.text)
    if not isinstance(deal.acceptance, Blank):
        yield _acceptance(paper.spot("acceptance", "acceptance"), deal.acceptance)


def _clause(
    title: str,
    spot: Spot,
    facts: tuple[tuple[str, Markup | None], ...],
    *words: Stated[str] | None,
) -> Clause:
    return Clause(
        title,
        spot.anchor,
        tuple((name, shown) for name, shown in facts if shown),
        spot.clauses(*words),
    )


def _additional(spot: Spot, group: AdditionalTerms) -> Clause:
    spot.note(group.heading)
    systems = [text for text in (spot.show(system) for system in group.clearing_systems) if text]
    defeasance = None
    words = [group.global_form, group.clearing_text]
    if group.defeasance is not None:
        sections = spot.show(
            group.defeasance.sections, lambda value: f"Sections {fmt.listing(value)}"
        )
        of = spot.plain(group.defeasance.document)
        document = Markup(" of the {}").format(of) if of is not None else ""
        defeasance = sections and Markup("{}{} apply").format(sections, document)
        words.append(group.defeasance.text)
    return _clause(
        "Form and custody",
        spot,
        (
            ("Form", spot.show(group.form)),
            ("Depositary", spot.show(group.depositary)),
            ("Nominee", spot.show(group.nominee)),
            ("Clearing", join(", ", systems)),
            ("Paid in", spot.show(group.payment_currency, lambda code: CURRENCY_NAMES[code])),
            ("Delivery", spot.quote(group.physical_delivery)),
            ("Defeasance", defeasance),
        ),
        *words,
    )


def _listing(spot: Spot, group: Listing) -> Clause:
    triggers = Markup("").join(
        tag("div", Markup("({}) ").format(t.item) + text)
        for t in group.triggers
        if (text := spot.quote(t.text))
    )
    return _clause(
        "Listing",
        spot,
        (
            ("Exchange", spot.show(group.exchange)),
            ("Effort", spot.show(group.effort)),
            ("May end", triggers),
            (
                "Then",
                spot.show(
                    group.alternative_effort, lambda text: f"{text} to be admitted elsewhere"
                ),
            ),
        ),
        group.text,
        group.alternative,
        group.no_further_obligation,
    )


def _conditions(spot: Spot, conditions: tuple[Condition, ...]) -> Clause:
    facts = []
    for entry in conditions:
        sections = spot.show(entry.beside_sections, lambda value: f"Sections {fmt.listing(value)}")
        dated = spot.show(entry.dated)
        parts = [
            (giver := spot.show(entry.giver))
            and Markup("of {} (for the {})").format(giver, SIDES[entry.side]),
            (topic := spot.show(entry.topic)) and Markup("on {}").format(topic),
            dated and Markup("dated {}").format(dated),
            sections and Markup("beside those of {}").format(sections),
        ]
        kind = fmt.upper_first(CONDITION_KINDS[entry.kind])
        facts.append((kind, join(", ", [part for part in parts if part])))
    return _clause(
        "Conditions of closing",
        spot,
        tuple(facts),
        *(entry.text for entry in conditions),
    )


def _acceptance(spot: Spot, group: Acceptance) -> Clause:
    at, zone = spot.show(group.deadline_time, fmt.clock), spot.plain(group.deadline_zone)
    until = [
        spot.show(group.deadline_date, fmt.day),
        at and join(" ", [part for part in (at, zone) if part]),
    ]
    ways = Markup("").join(
        tag("div", text) for text in (spot.quote(way.text) for way in group.ways) if text
    )
    return _clause(
        "Acceptance",
        spot,
        (
            ("No later than", join(", ", [part for part in until if part])),
            ("How", ways),
            ("In this form", (form := spot.quote(group.form)) and Markup("“{}”").format(form)),
        ),
    )

"""Rules about what is not known, and what figures assume instead."""

from collections.abc import Iterator
from typing import Any

from pipeline.checks.known import computed, group, known, securities
from pipeline.checks.rules import Fault, rule
from pipeline.findings import Severity
from pipeline.records.archive import Archive, DealRecord
from pipeline.records.base import Blank, Stated
from pipeline.records.deal import Deal, fields
from pipeline.records.security import Security


def _core(deal: Deal, security: Security) -> Iterator[tuple[str, Stated[Any] | Blank | None]]:
    interest = security.interest
    if isinstance(interest, Blank):
        yield "day count", interest
        yield "business-day convention", interest
    else:
        yield "day count", interest.day_count
        yield "business-day convention", interest.business_day_convention
    yield "denominations", security.denominations
    identifiers = [code for code in (security.isin, security.cusip) if known(code)]
    yield "identifiers", identifiers[0] if identifiers else security.isin or security.cusip
    yield "governing law", deal.governing_law
    yield "trustee", deal.trustee
    yield "ratings", security.ratings
    yield "underwriters' roles", _roles(deal)
    yield "selling concession", security.selling_concession_pct


def _roles(deal: Deal) -> Stated[Any] | None:
    underwriters = group(deal.underwriters)
    roles = [entry.role for entry in underwriters.names] if underwriters else []
    return next((role for role in roles if known(role) is not None), deal.underwriter_roles)


@rule(
    "CMP01",
    Severity.WARNING,
    "The core terms are known, or the record says where they stand: day count, business-day "
    "convention, denominations, identifiers, governing law, trustee, ratings, roles, selling "
    "concession. Where the paper was not seen whole, this is only noted.",
    "What the paper leaves to other documents is missing from every figure that needs it.",
)
def _core_terms_known(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    deal = record.deal
    whole = deal.seen.extent == "whole"
    missing: dict[str, list[str]] = {}
    for _, security in securities(record):
        for name, place in _core(deal, security):
            reason = _why_unknown(place, "not_stated" if whole else "not_seen")
            if reason and name not in missing.setdefault(reason, []):
                missing[reason].append(name)
    unknown = {reason: names for reason, names in missing.items() if names}
    if unknown:
        listed = "; ".join(
            f"{reason.replace('_', ' ')}: {', '.join(names)}" for reason, names in unknown.items()
        )
        cure = "if another document states them, write stated_elsewhere with its name"
        weight = None if whole else Severity.INFO
        yield Fault(("securities",), f"core terms are not known ({listed}); {cure}", weight)


def _why_unknown(place: Stated[Any] | Blank | None, left_out: str) -> str:
    """Return why a core term is unknown; empty where it is known, or known to be elsewhere."""
    if place is None:
        return left_out
    if isinstance(place, Stated) and place.value is not None:
        return ""
    return "" if place.blank in (None, "stated_elsewhere", "not_applicable") else place.blank


@rule(
    "IMP05",
    Severity.ERROR,
    "What a draft is unsure of is decided before the record counts as read: a value is chosen, or "
    "the blank has a reason of the paper's.",
    "Who reads a reviewed record takes it that somebody has looked.",
)
def _nothing_is_unsure(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    state = record.deal.review.state
    if state == "proposed":
        return
    for field in fields(record.deal):
        if field.stated.blank == "unsure":
            yield Fault(
                field.location,
                f"is unsure in a record that is {state}; choose with ./inv review "
                f"{record.deal.deal_id}, or correct it here",
            )


@rule(
    "CMP03",
    Severity.WARNING,
    "The yields rest on no assumption; those that do are published with it beside them.",
    "A yield under an assumed day count may not be the yield under the stated one.",
)
def _yields_assume_nothing(record: DealRecord, _archive: Archive) -> Iterator[Fault]:
    for found in computed(record):
        figures = [found.figures[name] for name in ("reoffer_yield_pct", "all_in_cost_pct")]
        assumed = dict.fromkeys(line for figure in figures for line in figure.assumptions)
        if assumed:
            yield Fault(
                (*found.location, "interest"),
                f"reoffer yield and all-in cost rest on this: {'; '.join(assumed)}; where a "
                "document that was seen states it, record that",
            )

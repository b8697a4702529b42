"""Papers written by hand, each with what it says beside it, and how the importer reads them.

``NN-slug.txt`` or ``.htm`` is a paper of a made-up issuer, worded and set as papers of the trade
are; ``NN-slug.yaml`` is its truth, in the shape of a record without citations. Whoever wrote
the first 24 had not seen the importer, nor the generator of the made-up family; 25 to 30 are by
somebody who had mended it on those, in other wordings, and it was first run on them when they were
whole: 67 % of their 340 values were found then, and 24 were wrong, 13 of these rows of terms under
labels with numbers. 31 to 36 are by somebody who had seen neither; of their 495 values 44 % were
found at first, 19 were wrong (14 of them rows whose label no field knew) and 11 were denied. 37 to
42 are by a third who had seen neither; untouched, 64 % of their 434 values were found, 8 were
wrong, and one paper was refused. In a truth:

- ``{any_of: [...]}`` are readings any of which is right;
- ``{maybe: ...}`` may be left blank without loss, a careful reader need not take it;
- ``{blank: ...}`` is not said by the paper.

``rows`` are the labels that may stand among the further terms of a security. What the truth does
not name is not judged, except in the fields of ``SILENT``: where a truth is silent on one of
those, its paper is too.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from pipeline.exhibits.drafting import draft_record
from pipeline.exhibits.intake import RefusedError
from pipeline.records.archive import Archive
from tests.made_up_exhibits.compare import Tally, Wrong, compare, stands_at
from tests.made_up_exhibits.drafts import Tree, flatten, read_draft
from tests.made_up_exhibits.truth import Fact, Truth, Value

FOLDER = Path(__file__).parent
TODAY = dt.date(2026, 1, 2)

_SECURITY = """
currency principal_amount units.count units.amount_per_unit shares.count shares.fraction
shares.depositary shares.stated_value shares.liquidation_preference over_allotment.units
over_allotment.principal_amount price_to_public_pct purchase_price_pct price_to_public_per_unit
purchase_price_per_unit purchase_amount gross_spread_pct net_proceeds_amount
selling_concession_pct interest.type interest.day_count interest.business_day_convention
interest.periods[*].type interest.periods[*].from_date interest.periods[*].to_date
interest.periods[*].rate_pct interest.periods[*].reference_rate interest.periods[*].rate_source
interest.periods[*].spread_pct interest.periods[*].multiplier interest.periods[*].cap_pct
interest.periods[*].floor_pct interest.periods[*].payments.frequency
interest.periods[*].payments.days interest.periods[*].payments.dates
interest.periods[*].payments.first_payment_date record_dates.kind record_dates.days
record_dates.dates record_dates.business_days_before accrued_interest.from_date
accrued_interest.to_date maturity_date redemption.kind redemption.from_date redemption.dates[*]
redemption.prices[*].price_pct redemption.make_whole_spread_pct redemption.put_dates[*]
redemption.notice_window.min_days redemption.notice_window.max_days
reopening.original_issue_dates[*] reopening.of_agreement_date isin cusip ratings
"""
_DEAL = """
agreement_date issuer_named.address guarantor.name offer.aggregate_principal_amount closing.date
closing.time
closing.time_zone closing.place registration.form registration.file_number
registration.base_prospectus_date registration.prospectus_supplement_date governing_law trustee
indenture_date underwriters.names[*].name annex.allocations[*].principal_amount
annex.column_headings[*] annex.totals[*].principal_amount incorporation.title
incorporation.date listing.exchange
selling_restrictions.restrictions[*].jurisdiction conditions[*].giver counsel[*].name
amendments[*].item
acceptance.deadline_date acceptance.deadline_time acceptance.deadline_zone
signatures.[*].party signatures.[*].name signatures.[*].title signatures.[*].capacity
"""
#: The fields in which a truth is complete.
SILENT = frozenset(_DEAL.split() + [f"securities[*].{name}" for name in _SECURITY.split()])


def papers() -> list[Path]:
    """Return the papers, in their order."""
    return sorted(FOLDER.glob("*.txt")) + sorted(FOLDER.glob("*.htm"))


def truth_of(paper: Path) -> Truth:
    """Return what a paper says."""
    return Truth(tuple(_facts(_told(paper))))


def _told(paper: Path) -> dict[str, Tree]:
    text = paper.with_suffix(".yaml").read_text("utf-8")
    told: dict[str, Tree] = yaml.load(text, yaml.CBaseLoader)  # noqa: S506 (the text loader)
    return told


def _facts(tree: Tree) -> Iterator[Fact]:
    for path, given in flatten(_by_signer(_first_readings(tree))).items():
        if path.startswith("rows[") or given.value is None or _KEYS.search(path):
            continue
        value, others, required = _readings(given.value)
        yield Fact(path, value, "", "", others, required)


#: What an entry goes by is no value of its own.
_KEYS = re.compile(r"^annex\.\w+\[.*\]\.(security|name)$")

_ROW = re.compile(r"securities\[\d+\]\.other_terms\[(.*)\]\.text")


def _by_signer(tree: Tree) -> Tree:
    """Return a record with its signatures under their signers' names.

    So one signature that is not found does not shift the others.
    """
    if not isinstance(tree, Mapping) or not isinstance(tree.get("signatures"), list):
        return tree
    signed: dict[str, Tree] = {}
    for number, entry in enumerate(tree["signatures"] or ()):
        name = flatten(entry).get("name")
        words = name.value if name is not None else None
        signed[f"[{str(words).removeprefix(_MAYBE) if words else number}]"] = entry
    return {**tree, "signatures": signed}


#: Between the readings of one value, and before those of one that need not be read.
_OR, _MAYBE = "\x1f", "\x1e"


def _first_readings(tree: Tree) -> Tree:
    """Return a truth in which the readings of one value stand as one text, for ``flatten``.

    Lists that a value consists of are joined too; which they are is seen from their readings.
    """
    if isinstance(tree, list):
        return [_first_readings(entry) for entry in tree]
    if not isinstance(tree, Mapping):
        return tree
    if "maybe" in tree:
        return _MAYBE + _text(tree["maybe"])
    if "any_of" in tree:
        return _text(tree)
    return {name: _first_readings(entry) for name, entry in tree.items()}


def _text(tree: Tree) -> str:
    if isinstance(tree, Mapping):
        return _OR.join(map(_text, tree["any_of"]))
    return ",".join(map(str, tree)) if isinstance(tree, list) else str(tree)


def _readings(value: Value) -> tuple[Value, tuple[Value, ...], bool]:
    if not isinstance(value, str):
        return value, (), True
    texts = value.removeprefix(_MAYBE).split(_OR)
    first, *others = [_days(text) for text in texts]
    return first, tuple(others), not value.startswith(_MAYBE)


def _days(text: str) -> Value:
    """Return a list of days of the year as what it is, any other text as it stands."""
    return tuple(text.split(",")) if re.fullmatch(r"\d\d-\d\d(,\d\d-\d\d)+", text) else text


def read(paper: Path, archive: Archive) -> Tally:
    """Return how the importer's draft of a paper stands to what the paper says.

    Where it asks for the issuer's id it gets one, as its user would give it; a paper that it
    still refuses has every value blank.
    """
    draft = read_draft(_drafted(paper, archive))
    tally = compare(_by_signer(draft), truth_of(paper), paper.stem, SILENT)
    rows = _told(paper).get("rows") or ()
    for path, given in flatten(draft).items():
        row = _ROW.fullmatch(path)
        if row is not None and row[1] not in rows and given.value is not None:
            tally.wrong.append(Wrong(paper.stem, path, given.value, "it is no row of the terms"))
    return tally


def denied(paper: Path, archive: Archive) -> list[str]:
    """Return the values that a paper states and whose blank says that it does not.

    Only ``unsure`` is true of a value that was not found.
    """
    given = flatten(_by_signer(read_draft(_drafted(paper, archive))))
    required = [path for path, fact in truth_of(paper).by_path().items() if fact.required]
    return [path for path in required if stands_at(given, path).blank not in ("", "unsure")]


def _drafted(paper: Path, archive: Archive) -> str:
    for issuer in (None, "made-up-issuer"):
        try:
            text = draft_record(paper.read_bytes(), archive, TODAY, issuer=issuer).text
        except RefusedError:
            continue
        # "Unresolved" is no statement about an item's words.
        return re.sub(r"operation: unresolved\b", "operation: {blank: unsure}", text)
    return "{}"

"""From a file's bytes to a draft record: every reader in turn, then every value looked up."""

from dataclasses import dataclass, field
from datetime import date as calendar_date
from typing import Any

from pipeline.exhibits.additional import read_additional
from pipeline.exhibits.annex import printed_names
from pipeline.exhibits.closing import read_closing
from pipeline.exhibits.doubts import ask_what_is_unread, remark_printed_errors
from pipeline.exhibits.draft import Draft
from pipeline.exhibits.head import read_head
from pipeline.exhibits.identity import deal_id_of, issuer_of
from pipeline.exhibits.incorporation import read_incorporation
from pipeline.exhibits.intake import Taken, judged, take_in
from pipeline.exhibits.laws import read_laws
from pipeline.exhibits.lawyers import read_counsel
from pipeline.exhibits.opening import read_opening
from pipeline.exhibits.people import read_acceptance, read_conditions
from pipeline.exhibits.read_back import read_back
from pipeline.exhibits.registration import read_registration
from pipeline.exhibits.restrictions import read_restrictions
from pipeline.exhibits.securities import read_securities
from pipeline.exhibits.signatures import read_signatures
from pipeline.exhibits.silence import judged_silence
from pipeline.exhibits.undertakings import read_undertakings
from pipeline.exhibits.variations import read_items
from pipeline.exhibits.verify import verified
from pipeline.exhibits.whole import whole_tree
from pipeline.records.archive import Archive
from pipeline.records.deal import Deal


@dataclass(frozen=True)
class DraftRecord:
    """A draft that reads back: its text, and what goes with it."""

    deal_id: str
    text: str
    deal: Deal
    taken: Taken
    issuer_is_new: bool
    #: A base document that the archive does not know: id, title, date, issuer.
    new_base: dict[str, Any] | None = None
    #: Firms that the archive does not know, by the names they have here.
    proposals: tuple[str, ...] = ()
    #: Fields whose value was read and did not stand when it was looked up.
    fallen: tuple[str, ...] = field(default=())


def draft_record(
    content: bytes,
    archive: Archive,
    today: calendar_date,
    *,
    issuer: str | None = None,
    date: str | None = None,
    path: str = "the file",
    lines: str = "",
) -> DraftRecord:
    """Return the draft of a paper; the same bytes and archive give the same draft.

    ``lines`` are those of a larger file at which this paper stood, where it was cut from one.

    Raises:
        RefusedError: the file is no such paper, or its issuer or date cannot be told.
    """
    taken = take_in(content, path)
    paper, remarks = judged(taken, archive, is_part=bool(lines))
    if lines:
        remarks.append(f"The copy is lines {lines} of the file that was imported.")
    draft = Draft(notes=list(remarks))
    read_head(paper, draft)
    printed_names(paper)
    read_opening(paper, draft)
    issuer_id, is_new = issuer_of(paper, draft, issuer)
    draft.tree["issuer"] = issuer_id
    read_securities(paper, draft)
    read_closing(paper, draft)
    taken_in = read_incorporation(paper, draft)
    read_items(paper, draft, taken_in)
    read_undertakings(paper, draft)
    read_restrictions(paper, draft)
    read_conditions(paper, draft)
    read_counsel(paper, draft)
    read_acceptance(paper, draft)
    read_signatures(paper, draft)
    read_additional(paper, draft)
    read_registration(paper, draft)
    read_laws(paper, draft)
    ask_what_is_unread(draft)
    remark_printed_errors(draft)
    new_base = draft.tree.pop("_new_base", None)
    deal_id, dated_by = deal_id_of(draft, archive, issuer_id, date)
    tree = whole_tree(paper, draft, deal_id, dated_by, today)
    checked, fallen = verified(tree, taken.exhibit)
    text, deal = read_back(judged_silence(checked, paper), taken)
    proposals = tuple(dict.fromkeys(draft.proposals))
    return DraftRecord(deal_id, text, deal, taken, is_new, new_base, proposals, tuple(fallen))

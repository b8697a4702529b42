"""The histories of base documents while pages are made: each is put together once."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from pipeline.amendments.against import previous_deals
from pipeline.amendments.history import History, history
from pipeline.amendments.of_deal import Amendments
from pipeline.amendments.variation import Variation, base_of, is_known
from pipeline.pages.strands import numbered
from pipeline.records.archive import Archive
from pipeline.records.deal import Deal


class Histories:
    """What deals have made of the base documents of one archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._held: dict[str, History] = {}
        self._made: dict[str, Mapping[str, list[tuple[int, int, Variation]]]] = {}

    def of(self, base_document: str) -> History:
        """Return the history of a base document; an empty one where no deal incorporates it."""
        if base_document not in self._held:
            self._held[base_document] = history(self._deals.get(base_document, ()))
        return self._held[base_document]

    def made(self, base_document: str) -> Mapping[str, list[tuple[int, int, Variation]]]:
        """Return what each deal varies under a base document, by strand and wording."""
        if base_document not in self._made:
            self._made[base_document] = numbered(self.of(base_document))
        return self._made[base_document]

    @cached_property
    def amendments(self) -> Amendments:
        """What each deal's amendments come to."""
        return Amendments(self._archive.base_texts)

    @cached_property
    def previous(self) -> dict[str, str]:
        """The issuer's latest earlier deal under the same base document, by the deal's id."""
        return previous_deals(record.deal for record in self._archive.deals.values())

    @cached_property
    def previous_known(self) -> dict[str, str]:
        """The same among the deals of which it is known what they vary."""
        deals = (record.deal for record in self._archive.deals.values())
        return previous_deals(deal for deal in deals if is_known(deal))

    @cached_property
    def _deals(self) -> dict[str, list[Deal]]:
        groups: dict[str, list[Deal]] = defaultdict(list)
        for record in self._archive.deals.values():
            base = base_of(record.deal)
            if base is not None:
                groups[base].append(record.deal)
        return dict(groups)

"""Made-up exhibits with their truth, for whoever reads filed papers into records.

``family(count, seed)`` makes Terms Agreements in many layouts, wordings, terms and states of
damage; ``refusals()`` makes what is no Terms Agreement or cannot be read as one. Everything is
made up; :mod:`tests.made_up_exhibits.compare` counts how a draft stands to the truth.
"""

from tests.made_up_exhibits.archive import make_archive
from tests.made_up_exhibits.exhibits import Exhibit, deal_out, family
from tests.made_up_exhibits.refusals import refusals
from tests.made_up_exhibits.truth import JUDGED, Fact, Truth

__all__ = ["JUDGED", "Exhibit", "Fact", "Truth", "deal_out", "family", "make_archive", "refusals"]

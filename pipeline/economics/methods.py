"""How each computed column comes about; the site's method page is made from this.

``METHODS`` is keyed by column name and ordered as the figures are shown; ``SUBJECTS``
groups the same entries under headings.
"""

from pipeline.economics.method import Method
from pipeline.economics.methods_interest import CASH_FLOWS, INTEREST, YIELDS
from pipeline.economics.methods_sale import CONCENTRATION, PRICES, SETTLEMENT

SUBJECTS: dict[str, dict[str, Method]] = {
    "Prices and proceeds": PRICES,
    "Yields": YIELDS,
    "Interest": INTEREST,
    "Settlement": SETTLEMENT,
    "Concentration": CONCENTRATION,
    "Cash flows": CASH_FLOWS,
}

METHODS: dict[str, Method] = {
    column: method for methods in SUBJECTS.values() for column, method in methods.items()
}

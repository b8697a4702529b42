"""What is said of a computed column, and the phrases that several columns share."""

from dataclasses import dataclass

MINOR = "half up to the currency's minor unit (yen 0, dollars and euro 2 decimals)"
TWELVE = "half up to 12 decimals, trailing zeros dropped; pages show 3"
AS_PRINTED = "exact, with the digits of the stated prices"
WHOLE = "none: a whole number"
FIXED_ONLY = (
    "the interest type is not fixed, or the rate, payment dates, maturity date or start of "
    "interest is not known"
)


@dataclass(frozen=True, slots=True)
class Method:
    """One computed column, in words; ``unit`` is empty where the column has none.

    ``rounding`` is that of the tables; pages show fewer decimals.
    """

    title: str
    formula: str
    convention: str
    rounding: str
    source: str
    blank_when: str
    unit: str = ""
    table: str = "economics"

"""A computed figure: its value or the reason why there is none, its inputs, its assumptions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

Value = Decimal | int | str | bool
Shown = tuple[str, str]

#: Decimals kept of a figure that does not end; pages show fewer.
PLACES = 12

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class NoValueError(Exception):
    """A figure cannot be given; the message is the reason in words, without a full stop."""

    @property
    def reason(self) -> str:
        """Return the reason in words."""
        return str(self)


@dataclass(frozen=True, slots=True)
class Figure:
    """One derived value, or the reason why there is none.

    ``inputs`` are (label, value as shown); ``assumptions`` say in words what the figure
    rests on beyond the record. A figure has a value or a reason, never both, never neither.
    """

    value: Value | None
    reason: str = ""
    inputs: tuple[Shown, ...] = ()
    assumptions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a value with a reason against it, and a blank without a reason."""
        if (self.value is None) is (self.reason == ""):
            raise ValueError("a figure has either a value or the reason why it has none")

    @classmethod
    def blank(cls, reason: str) -> "Figure":
        """Return a figure without a value."""
        return cls(None, reason)

    @property
    def decimal(self) -> Decimal:
        """Return the value of a numeric figure; ``NoValueError`` with the reason if blank."""
        if self.value is None:
            raise NoValueError(self.reason)
        if isinstance(self.value, str | bool):
            raise TypeError(f"{self.value!r} is not a number")
        return Decimal(self.value)


def exact(number: Fraction, places: int = PLACES) -> Decimal:
    """Round an exact number half up to ``places`` decimals, without trailing zeros."""
    scaled = number * 10**places
    whole = (abs(scaled.numerator) * 2 + scaled.denominator) // (scaled.denominator * 2)
    with localcontext(prec=80):
        return plain(Decimal(whole if scaled >= 0 else -whole).scaleb(-places))


def from_float(number: float, places: int = PLACES) -> Decimal:
    """Round a float half up to ``places`` decimals, without trailing zeros."""
    return exact(Fraction(Decimal(repr(number))), places)


def plain(number: Decimal) -> Decimal:
    """Drop trailing zeros without falling into exponent notation (100, not 1E+2)."""
    if number == number.to_integral_value():
        return number.quantize(Decimal(1))
    return number.normalize()


def to_minor_unit(amount: Fraction, digits: int) -> Decimal:
    """Round an amount half up to a currency's minor unit and keep that many decimals."""
    rounded = exact(amount, digits)
    with localcontext(prec=80):
        return rounded.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def show_date(day: date) -> str:
    """Return ``9 February 2004``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def show_pct(number: Decimal) -> str:
    """Return ``99.760 %``, with the digits that the number carries."""
    return f"{number:f} %"


def show_amount(amount: Decimal, currency: str | None) -> str:
    """Return ``USD 1,000,000,000``."""
    return f"{currency} {amount:,f}" if currency else f"{amount:,f}"


def join(*groups: Iterable[str]) -> tuple[str, ...]:
    """Return all assumptions once each, in the order of their first appearance."""
    return tuple(dict.fromkeys(line for group in groups for line in group))

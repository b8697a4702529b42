"""The minor unit of each currency: how many decimals an amount of it has.

Source: ISO 4217, list of active codes. QuantLib's own table is not used because it counts
100 sen to the yen, which has no minor unit in ISO 4217.
"""

from pipeline.economics.figure import NoValueError

_DIGITS: dict[int, str] = {
    0: "CLP ISK JPY KRW VND XAF XOF XPF",
    2: "AED ARS AUD BRL CAD CHF CNY COP CZK DKK EUR GBP HKD HUF IDR ILS INR MXN MYR NOK NZD PEN "
    "PHP PLN RON RUB SAR SEK SGD THB TRY TWD USD ZAR",
    3: "BHD JOD KWD OMR TND",
}

#: Decimals of an amount, by ISO 4217 code.
MINOR_UNIT_DIGITS: dict[str, int] = {
    code: digits for digits, codes in _DIGITS.items() for code in codes.split()
}


def minor_unit_digits(currency: str) -> int:
    """Return the decimals of an amount in ``currency``; ``NoValueError`` if unknown."""
    try:
        return MINOR_UNIT_DIGITS[currency]
    except KeyError:
        raise NoValueError(
            f"the minor unit of currency {currency} is not known, so amounts are not rounded"
        ) from None

"""The columns of an underwriter's deals: the security, and the firm's part in it."""

from collections.abc import Sequence

from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Listed, Part
from pipeline.pages.deal_columns import AMOUNT, CURRENCY, DATE, ISSUER, TITLE, Column, digits
from pipeline.records.codes import UNDERWRITER_ROLES


def _of_security(column: Column[Listed], label: str) -> Column[Part]:
    return Column(
        column.key,
        label,
        column.meaning,
        lambda part: column.value(part.listed),
        column.kind,
        column.computed,
    )


def _known(part: Part) -> str:
    """Return how the firm is known to have taken part. Only an allocation has amount and share."""
    known = "named" if part.amount is None and part.share_pct is None else "allocation"
    return f"{known}, {fmt.meaning(part.role, UNDERWRITER_ROLES)}" if part.role else known


OF_UNDERWRITER: Sequence[Column[Part]] = (
    _of_security(DATE, "Date"),
    _of_security(ISSUER, "Issuer"),
    _of_security(TITLE, "Title"),
    _of_security(CURRENCY, "Currency"),
    _of_security(AMOUNT, "Amount of the issue"),
    Column(
        "pt",
        "Part",
        "Whether its allocation was seen or its name alone, and its role",
        _known,
        "text",
    ),
    Column(
        "al",
        "Allocation",
        "What it agreed to purchase, in units of the currency",
        lambda part: "" if part.amount is None else f"{part.amount:f}",
        "amount",
    ),
    Column(
        "sh",
        "Share, %",
        "Its allocation, per cent of all: computed",
        lambda part: digits(part.share_pct, 3),
        computed=True,
    ),
    Column(
        "nm",
        "Name as printed",
        "Its name as the paper prints it",
        lambda part: part.name_as_printed or "",
        "text",
    ),
)

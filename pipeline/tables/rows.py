"""What every module of rows needs: a row, and the values of stated fields."""

from datetime import date, time
from decimal import Decimal
from typing import Any, TypeVar

from pipeline.records.base import Blank, Record, Stated

Row = dict[str, Any]
G = TypeVar("G", bound=Record)


def value(stated: Stated[Any] | Blank | None) -> Any:
    """Return a stated value; None where it is blank or left out."""
    return stated.value if isinstance(stated, Stated) else None


def known(group: G | Blank | None) -> G | None:
    """Return a group of fields; None where it is blank or left out."""
    return None if isinstance(group, Blank) else group


def as_text(stated: Any) -> str | None:
    """Write any stated value as text; None stays None."""
    if stated is None or isinstance(stated, str):
        return stated
    if isinstance(stated, bool):
        return "yes" if stated else "no"
    if isinstance(stated, tuple):
        return "; ".join(str(as_text(part)) for part in stated)
    if isinstance(stated, time):
        return stated.isoformat("minutes")
    if isinstance(stated, date):
        return stated.isoformat()
    return format(stated, "f") if isinstance(stated, Decimal) else str(stated)

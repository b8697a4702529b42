"""A new record from the commented specimen, under the next free id."""

import re
from datetime import date as calendar_date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline.records.base import DealId, Identifier, PartialDate

_IDENTIFIER: TypeAdapter[str] = TypeAdapter(Identifier)
_DEAL_ID: TypeAdapter[str] = TypeAdapter(DealId)
_DATE: TypeAdapter[str] = TypeAdapter(PartialDate)


class NewRecordError(Exception):
    """The record was not made; the message says why and what to do."""


def new_record(data: Path, issuer: str, date: str, today: calendar_date) -> Path:
    """Copy the specimen to the place of a new deal; return the file.

    ``date`` is the agreement's, or the month (2004-07) where no closer date is known. The
    issuer's second agreement of a day gets -b, the next -c. Nothing is overwritten.

    Raises:
        NewRecordError: the id or the date is not one, or a file cannot be read or written.
    """
    deal_id = _free_id(data, _checked(issuer, date))
    day_known = len(date) == len("2004-02-02")
    changes = {
        "deal_id": deal_id,
        "dated_by": "agreement_date" if day_known else "filing_month",
        "issuer": issuer,
        "agreement_date": date if day_known else "{blank: not_seen}",
        "  on": today.isoformat(),
    }
    file = data / "deals" / date[:4] / f"{deal_id}.yaml"
    try:
        text = (data / "templates" / "deal.yaml").read_text(encoding="utf-8")
        for key, new in changes.items():
            text, found = re.subn(
                rf"(?m)^{key}: [^#\n]*?(?=\s*(#|$))", f"{key}: {new}", text, count=1
            )
            if not found:
                raise NewRecordError(f"the specimen has no line that begins with '{key}:'")
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as new_file:
            new_file.write(text)
    except OSError as error:
        raise NewRecordError(f"{error.filename}: {error.strerror}") from error
    return file


def _checked(issuer: str, date: str) -> str:
    """Return the id without a letter; raise where the issuer's id or the date is not one."""
    try:
        _IDENTIFIER.validate_python(issuer)
        _DATE.validate_python(date)
        return _DEAL_ID.validate_python(f"{issuer}-{date}")
    except ValidationError as error:
        raise NewRecordError(error.errors()[0]["msg"]) from error


def _free_id(data: Path, plain: str) -> str:
    letters = ["", *(f"-{chr(code)}" for code in range(ord("b"), ord("z") + 1))]
    for letter in letters:
        if not any((data / "deals").glob(f"*/{plain}{letter}.yaml")):
            return plain + letter
    raise NewRecordError(f"{plain} has twenty-six deals already; give this one an id by hand")

"""What a table is: its columns, each with type, unit, meaning and origin.

CSV, Parquet, SQLite and the data dictionary all follow from these declarations.
"""

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """The type of a column's values; an unknown value is empty in every type."""

    TEXT = "text"
    CODE = "code"
    ID = "id"
    DATE = "date"
    TIME = "time"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``derived`` tells computed values from those that a paper states."""

    name: str
    type: Type
    meaning: str
    unit: str = ""
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table; ``key`` names the columns that together tell its rows apart.

    ``references`` maps a column (or several, comma-separated) to the table it points to.
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[tuple[str, str], ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return a column by name; raises KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")


def text(name: str, meaning: str, *, derived: bool = False) -> Column:
    """Declare a column of words."""
    return Column(name, Type.TEXT, meaning, derived=derived)


def code(name: str, meaning: str, *, derived: bool = False) -> Column:
    """Declare a column of codes from a closed list."""
    return Column(name, Type.CODE, meaning, derived=derived)


def identifier(name: str, meaning: str, *, derived: bool = False) -> Column:
    """Declare a column of ids of the archive."""
    return Column(name, Type.ID, meaning, derived=derived)


def date(name: str, meaning: str, *, derived: bool = False) -> Column:
    """Declare a column of dates (ISO 8601)."""
    return Column(name, Type.DATE, meaning, derived=derived)


def integer(name: str, meaning: str, unit: str = "", *, derived: bool = False) -> Column:
    """Declare a column of whole numbers."""
    return Column(name, Type.INTEGER, meaning, unit, derived)


def decimal(name: str, meaning: str, unit: str, *, derived: bool = False) -> Column:
    """Declare a column of exact decimals."""
    return Column(name, Type.DECIMAL, meaning, unit, derived)


def boolean(name: str, meaning: str, *, derived: bool = False) -> Column:
    """Declare a column of yes and no."""
    return Column(name, Type.BOOLEAN, meaning, derived=derived)


#: Columns and units that many tables share.
DEAL = identifier("deal_id", "the deal")
SECURITY = identifier("security_id", "the security within the deal: a, b, ...")
PCT = "per cent of principal"
RATE = "per cent per year"
AMOUNT = "units of the security's currency"

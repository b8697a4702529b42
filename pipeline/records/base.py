"""Building blocks of records: stated values, citations, blanks and typed text.

Every scalar arrives as text (see :mod:`pipeline.records.yamltext`) and is typed here,
strictly: decimals keep their printed digits (``99.760`` is not ``99.76``), dates are
ISO 8601 and must exist, codes are closed lists.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Generic, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from pipeline.records.codes import BlankReason, ReviewState

T = TypeVar("T")


class Record(BaseModel):
    """A part of a record: unknown keys are faults, and nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _refuse(kind: str, message: str) -> PydanticCustomError:
    return PydanticCustomError(kind, "{reason}", {"reason": message})


def _pattern(pattern: str, message: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise _refuse("pattern", f"'{_short(text)}' is not {message}")
        return text

    return check


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def _from_text(
    pattern: str, convert: Callable[[str], object], message: str
) -> Callable[[object], object]:
    """Make a validator that accepts only text of one written form."""
    compiled = re.compile(pattern, re.ASCII)

    def read(value: object) -> object:
        if not isinstance(value, str):
            raise _refuse("type", f"must be {message}, not a {_shape(value)}")
        if not compiled.fullmatch(value):
            raise _refuse("form", f"'{_short(value)}' is not {message}")
        try:
            return convert(value)
        except ValueError as error:
            raise _refuse("value", f"'{_short(value)}' is not {message} ({error})") from error

    return read


def _shape(value: object) -> str:
    names = {dict: "group of fields", list: "list", type(None): "field without a value"}
    return names.get(type(value), "value of another type")


def _time(text: str) -> dt.time:
    return dt.time.fromisoformat(text.zfill(5))


def _month_day(text: str) -> str:
    # 2000 was a leap year, so 02-29 passes.
    dt.date.fromisoformat(f"2000-{text}")
    return text


def _partial_date(text: str) -> str:
    dt.date.fromisoformat(text + "-01" * (2 - text.count("-")))
    return text


Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
#: An exact decimal with its printed digits; percentages, prices, rates.
Number = Annotated[
    Decimal,
    BeforeValidator(_from_text(r"-?\d{1,9}(\.\d{1,12})?", Decimal, "a decimal such as 99.760")),
]
#: An amount of money in currency units, without separators.
Amount = Annotated[
    Decimal,
    BeforeValidator(
        _from_text(
            r"(?=.*[1-9])\d{1,15}(\.\d{1,4})?",
            Decimal,
            "an amount above zero such as 1000000000 (digits only, 15 at most)",
        )
    ),
]
Count = Annotated[
    int,
    BeforeValidator(_from_text(r"[1-9]\d{0,14}", int, "a whole number above zero such as 6200000")),
]
Date = Annotated[
    dt.date,
    BeforeValidator(
        _from_text(
            r"(19|20|21)\d\d-\d\d-\d\d",
            dt.date.fromisoformat,
            "a date of the calendar, written YYYY-MM-DD",
        )
    ),
]
#: A date known to the day, the month or the year only: 1997-12-01, 2007-12, 1992.
PartialDate = Annotated[
    str,
    BeforeValidator(
        _from_text(
            r"(19|20|21)\d\d(-\d\d(-\d\d)?)?",
            _partial_date,
            "a date written YYYY-MM-DD, YYYY-MM or YYYY",
        )
    ),
]
ClockTime = Annotated[
    dt.time,
    BeforeValidator(_from_text(r"\d{1,2}:\d\d", _time, "a time of day written HH:MM (24 hours)")),
]
MonthDay = Annotated[
    str,
    BeforeValidator(_from_text(r"\d\d-\d\d", _month_day, "a day of the year written MM-DD")),
]
YesNo = Annotated[
    bool, BeforeValidator(_from_text("yes|no", lambda text: text == "yes", "yes or no"))
]
Identifier = Annotated[
    str,
    AfterValidator(
        _pattern(
            r"[a-z0-9]+(-[a-z0-9]+)*",
            "an id: small letters and digits, joined by single hyphens",
        )
    ),
]
DealId = Annotated[
    str,
    AfterValidator(
        _pattern(
            r"[a-z0-9]+(-[a-z0-9]+)*-(19|20)\d\d(-\d\d){0,2}(-[b-z])?",
            "a deal id: <issuer>-<date>, with -b, -c ... for further agreements of one day",
        )
    ),
]
#: The number under which the SEC accepted a filing: 0000950123-04-001389.
AccessionNumber = Annotated[
    str,
    AfterValidator(_pattern(r"\d{10}-\d\d-\d{6}", "an accession number (0000950123-04-001389)")),
]
Url = Annotated[
    str, AfterValidator(_pattern(r"https?://[^\s<>\"]+", "a public address (https://...)"))
]


def at_least_one(entries: tuple[T, ...]) -> tuple[T, ...]:
    """Refuse an empty list where a record needs an entry."""
    if not entries:
        raise _refuse("empty", "is an empty list; write at least one entry, '- ' before it")
    return entries


class LineRange(Record):
    """Lines of an exhibit, from and to, counted from 1; written ``83`` or ``83-85``."""

    first: int
    last: int

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        match = re.fullmatch(r"([1-9]\d{0,6})(?:-([1-9]\d{0,6}))?", value)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 0 < first <= last:
            raise _refuse("lines", f"'{_short(value)}' is not a line or a range such as 83-85")
        return {"first": first, "last": last}

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


class Citation(Record):
    """Where an exhibit says something: its lines, and the words quoted from them."""

    lines: LineRange
    quote: Text


class Candidate(Record):
    """Words of an exhibit that may state a value, and what they would say, if anything."""

    lines: LineRange
    quote: Text
    value: Text | None = None


class Blank(Record):
    """Something not known, with the reason why.

    ``unsure`` is for drafts: a reader of papers found words and could not decide. They are
    its ``candidates``; whoever reviews the draft chooses one, or says why there is none.
    """

    blank: BlankReason
    document: Text | None = None
    candidates: tuple[Candidate, ...] = ()
    state: ReviewState | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _has_its_reason(self) -> "Blank":
        _reason_is_whole(self.blank, self.document, self.candidates)
        return self


def _reason_is_whole(
    blank: BlankReason | None, document: str | None, candidates: tuple[Candidate, ...]
) -> None:
    """Refuse a document without its reason, candidates without theirs, and the reverse."""
    if (blank == "stated_elsewhere") != (document is not None):
        raise _refuse("blank", "'document' goes with 'blank: stated_elsewhere', and only with it")
    if (blank == "unsure") != bool(candidates):
        raise _refuse("blank", "'candidates' go with 'blank: unsure', and only with it")


class Stated(Record, Generic[T]):
    """A value that the paper states, or a blank with the reason.

    Written as the value alone, or as a group: ``value`` with ``lines`` and ``quote``
    (where the exhibit says it; ``also`` for further places), ``as_printed`` where the
    print differs from the value's written form, or ``blank`` with the reason. A value is
    kept as the paper prints it; ``misprint`` says why the paper is held to be wrong there.
    Of a blank that is ``unsure``, ``candidates`` are the words that may state it.
    """

    value: T | None = None
    blank: BlankReason | None = None
    document: Text | None = None
    candidates: tuple[Candidate, ...] = ()
    lines: LineRange | None = None
    quote: Text | None = None
    also: tuple[Citation, ...] = ()
    as_printed: Text | None = None
    misprint: Text | None = None
    state: ReviewState | None = None
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: object) -> object:
        if value is None:
            raise _refuse(
                "no_reason",
                "has no value and no reason; write the value, or {blank: <reason>} with one of "
                "not_stated, stated_elsewhere, not_applicable, not_seen, illegible",
            )
        return value if isinstance(value, dict) else {"value": value}

    @model_validator(mode="after")
    def _value_or_blank(self) -> "Stated[T]":
        if self.value is None and self.blank is None:
            raise _refuse(
                "no_reason", "has no value and no reason; write value, or blank with its reason"
            )
        if self.value is not None and self.blank is not None:
            raise _refuse("both", "has a value and a blank; keep one of them")
        _reason_is_whole(self.blank, self.document, self.candidates)
        if self.quote is not None and self.lines is None:
            raise _refuse("citation", "quotes words but names no lines; add 'lines'")
        if self.also and self.lines is None:
            raise _refuse("citation", "has further places but no first one; add 'lines'")
        if self.lines is not None and self.quote is None and not isinstance(self.value, str):
            raise _refuse("citation", "names lines but quotes no words; add 'quote'")
        return self

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every place that is cited, the first one first.

        A text value without ``quote`` is itself the quotation.
        """
        if self.lines is None:
            return ()
        quote = self.quote if self.quote is not None else str(self.value)
        return (Citation(lines=self.lines, quote=quote), *self.also)


def _blank_or_value(value: object) -> str:
    known = isinstance(value, Blank) or (isinstance(value, dict) and "blank" in value)
    return "blank" if known else "value"


def _plain_or_stated(value: object) -> str:
    return "stated" if isinstance(value, (Stated, dict)) else "plain"


#: A value without a citation of its own, or a group as of a stated value: in a draft, a blank
#: that is unsure.
PlainOrStated = Annotated[
    Annotated[T, Tag("plain")] | Annotated[Stated[T], Tag("stated")],
    Discriminator(_plain_or_stated),
]

#: A group of fields or a list that may be blank as a whole: {blank: not_seen}.
OrBlank = Annotated[
    Annotated[T, Tag("value")] | Annotated[Blank, Tag("blank")],
    Discriminator(_blank_or_value),
]

"""Rows of record dates, and words on them within other rows."""

import re

from pipeline.exhibits.draft import unsure
from pipeline.exhibits.passages import Span
from pipeline.exhibits.payments import record_days
from pipeline.exhibits.sold import Sold
from pipeline.exhibits.term_rows import Rows


def read_records(one: Sold, rows: Rows) -> None:
    """Read the record dates from their row, else from words within another."""
    one.taken.update({"record_dates", "redemption", "redemption_dates"})
    if "record_dates" in rows:
        span = rows["record_dates"][1]
        one.put("record_dates", record_days(span) or unsure([("", span)]))
        return
    for kind in ("interest", "payment_dates"):
        # Some papers state them within the row of the interest.
        if kind in rows and (
            found := re.search(
                r"[^.;,]*\bholders\s?of\srecord\b.*|\brecord\s(?:dates?|on)\b.*", rows[kind][1].text
            )
        ):
            made = record_days(_behind_label(rows[kind][1].of(found)))
            if made is not None:
                one.put("record_dates", made)
                return


def _behind_label(span: Span) -> Span:
    """Return words on record dates without the label that leads them."""
    label = re.match(
        r"[\W]*(?:regular\s)?record\sdates?(?:\sare|\sis|\sbeing)?\s?[:,]?\s",
        span.text,
        re.IGNORECASE,
    )
    return (span.part(label.end(), len(span.text)) if label else span).stripped(" .,;")

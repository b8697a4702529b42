"""The filters over a long table of deals, which its script ties to the page's address."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from pipeline.pages.deal_columns import INTEREST_WORDS, SEEN_WORDS, Column, R
from pipeline.pages.html import Markup, block
from pipeline.records.parties import Party


def filters(
    rows: Sequence[R], columns: Sequence[Column[R]], issuers: Mapping[str, Party], label: str
) -> Markup:
    """Return the filters, hidden until the script that works them has run.

    A column by whose values rows are chosen has its filter where it is among ``columns``.
    ``issuers`` are those that the archive names, by id.
    """
    keys = {column.key for column in columns}
    listed = [row.listed for row in rows]
    firms = {entry.issuer_id for entry in listed}
    named = sorted(
        ((issuers[i].name if i in issuers else i, i) for i in firms),
        key=lambda pair: (pair[0].lower(), pair[1]),
    )
    years = {entry.year for entry in listed}
    currencies = Counter(entry.currency for entry in listed if entry.currency)
    kinds = Counter(entry.interest_type for entry in listed if entry.interest_type)
    seen = {entry.completeness for entry in listed}
    choices = {
        "is": _select("issuer", "Issuer", ((i, name) for name, i in named)),
        "da": _select("year", "Year", ((str(y), str(y)) for y in sorted(years, reverse=True))),
        "cu": _select("currency", "Currency", ((c, c) for c in sorted(currencies))),
        "in": _select(
            "interest",
            "Interest",
            ((code, words) for code, words in INTEREST_WORDS.items() if kinds[code]),
        ),
        "cm": _select(
            "seen", "Seen", ((code, words) for code, words in SEEN_WORDS.items() if code in seen)
        ),
    }
    parts = (
        '<label>Words<input type="search" name="q" autocomplete="off"></label>',
        *(choice for key, choice in choices.items() if key in keys),
        (
            '<label class="l-sorter">Sort<select name="sort"><option value="">newest first</option>'
            "</select></label>"
        ),
        '<button type="reset">Clear</button><output></output>',
    )
    return block(
        '<form class="l-filter" id="deals-filter" role="search" '
        f'aria-label="{escape(label)}" hidden>{"".join(parts)}</form>'
        '<div class="l-tools" id="deals-tools"></div>'
    )


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    choices = "".join(
        f'<option value="{escape(value)}">{escape(words)}</option>' for value, words in options
    )
    return (
        f'<label>{label}<select name="{name}"><option value="">all</option>{choices}</select>'
        "</label>"
    )

"""Charts that readers explore: Vega-Lite specifications that the browser draws.

A chart has no data of its own. It names a table of the page, and the script beside it
(``docs/assets/javascripts/charts.js``) reads the rows there: what is drawn and what can be
read are one. Colours are the page's own variables, so a chart follows dark, light and print.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from statistics import median
from typing import Any

from pipeline.pages import format as fmt
from pipeline.pages.html import Markup, block
from pipeline.pages.layout import folded

#: Below this many values a chart would suggest a pattern that is not there.
ENOUGH = 5

Spec = dict[str, Any]

_COLOURS = [f"var(--l-c{number})" for number in range(1, 9)]
#: Large amounts as people write them, not with the prefixes of physics.
_BILLIONS = (
    "datum.value >= 1e9 ? format(datum.value / 1e9, ',~r') + ' bn' : "
    "datum.value >= 1e6 ? format(datum.value / 1e6, ',~r') + ' m' : format(datum.value, ',~r')"
)
_SHAPES = ["circle", "square", "triangle-up", "cross"]
_TENORS = ("up to 3 years", "over 3 to 10 years", "over 10 years")


@dataclass(frozen=True, slots=True)
class Source:
    """The table that a chart is drawn from: its id, and the columns by their place.

    ``fields`` maps a field's name to the column's number from 0 and the type of its values:
    ``number``, ``date`` or ``text``.
    """

    table: str
    fields: Mapping[str, tuple[int, str]]


def chart(spec: Spec, source: Source, title: str, words: str, table: str = "") -> Markup:
    """Return a figure: title, what it shows in words, the drawing, and its table.

    ``table`` is HTML that is folded below; leave it out where the page shows the table
    elsewhere, and say where in ``words``.
    """
    drawn = json.dumps(
        {"spec": spec, "table": source.table, "fields": source.fields}, ensure_ascii=False
    )
    below = folded("The figures as a table", table) if table else ""
    return block(
        f'<figure class="d-fig l-chart" data-chart="{escape(drawn)}">'
        f"<figcaption><b>{escape(title)}</b> {escape(words)}</figcaption>"
        f'<div class="l-plot" aria-hidden="true"></div>{below}</figure>'
    )


def bars(years: Sequence[int], choices: Sequence[str]) -> Spec:
    """Return the principal by year as stacked bars, coloured by the type of interest.

    ``years`` are the first and the last; those between them without a value keep their
    place. ``choices`` are currencies; where there are several the reader chooses, for amounts
    in different currencies do not add up. The fields ``year``, ``currency``, ``interest``,
    ``securities`` and ``amount`` of the rows are used.
    """
    domain = [str(year) for year in range(years[0], years[-1] + 1)]
    return {
        **_base(240),
        **_choice(choices),
        "mark": {"type": "bar", "cornerRadiusEnd": 1},
        "encoding": {
            "x": {
                "field": "year",
                "type": "ordinal",
                "title": None,
                "scale": {"domain": domain},
                "axis": {"labelAngle": 0, "labelOverlap": "greedy"},
            },
            "y": {
                "field": "amount",
                "type": "quantitative",
                "title": "Principal",
                "stack": True,
                "axis": {"labelExpr": _BILLIONS},
            },
            "color": _colour("interest", None),
            "tooltip": [
                _tip("year"),
                _tip("interest"),
                _tip("securities"),
                _tip("amount_shown", "principal"),
            ],
        },
    }


def points(height: str, height_title: str, *, all_tenors_known: bool) -> Spec:
    """Return a point for each security by its date; colour and shape tell its tenor.

    The fields ``date``, ``maturity``, ``title``, ``amount`` and ``currency`` of its rows are
    used; a click on a point opens its deal.
    """
    years = "(toDate(datum.maturity) - toDate(datum.date)) / 31557600000"
    tenor = (
        f"!datum.maturity ? 'not known' : {years} <= 3.05 ? '{_TENORS[0]}' : "
        f"{years} <= 10.05 ? '{_TENORS[1]}' : '{_TENORS[2]}'"
    )
    domain = [*_TENORS] if all_tenors_known else [*_TENORS, "not known"]
    return {
        **_base(260),
        "params": [
            {"name": "kind", "select": {"type": "point", "fields": ["tenor"]}, "bind": "legend"}
        ],
        "transform": [
            {"filter": f"isValid(datum.{height}) && isValid(datum.date)"},
            {"calculate": tenor, "as": "tenor"},
        ],
        "mark": {"type": "point", "filled": True, "size": 60, "cursor": "pointer"},
        "encoding": {
            "x": {
                "field": "date",
                "type": "temporal",
                "scale": {"type": "utc", "nice": "year"},
                "title": None,
                "axis": {"format": "%Y", "labelOverlap": "greedy", "tickCount": "year"},
            },
            "y": {
                "field": height,
                "type": "quantitative",
                "title": height_title,
                "scale": {"zero": False, "nice": True},
            },
            "color": _colour("tenor", domain),
            "shape": {
                "field": "tenor",
                "type": "nominal",
                "title": None,
                "scale": {"domain": domain, "range": _SHAPES[: len(domain)]},
            },
            "opacity": {"condition": {"param": "kind", "value": 0.9}, "value": 0.12},
            "href": {"field": "href"},
            "tooltip": [
                _tip("title"),
                _tip("date_shown", "date"),
                _tip(f"{height}_shown", height),
                _tip("amount"),
                _tip("currency"),
                _tip("maturity_shown", "maturity"),
            ],
        },
    }


def sides() -> Spec:
    """Return shares by firm, a bar for each of the securities that are compared.

    The fields ``firm``, ``side`` (the security by its deal), ``share`` (a number, per cent)
    and ``share_shown`` of the values are used; both keep the order in which they come. The
    script sets the height, which depends on how many there are.
    """
    return {
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"name": "rows"},
        "mark": {"type": "bar", "cornerRadiusEnd": 1},
        "encoding": {
            "y": {
                "field": "firm",
                "type": "nominal",
                "sort": None,
                "title": None,
                "scale": {"paddingInner": 0.35},
                "axis": {"labelLimit": 190},
            },
            "yOffset": {"field": "side", "type": "nominal", "sort": None},
            "x": {
                "field": "share",
                "type": "quantitative",
                "title": "Share of the security, per cent",
            },
            "color": {
                **_colour("side", None),
                "sort": None,
                "legend": {"orient": "top", "symbolType": "square", "labelLimit": 320},
            },
            "tooltip": [_tip("firm"), _tip("side", "deal"), _tip("share_shown", "share")],
        },
    }


def in_words(values: Sequence[Decimal], places: int) -> str:
    """Return the range and the middle of some rates: ``from 1.000 % to 8.625 %, median ...``."""
    low, high = fmt.pct(min(values), places), fmt.pct(max(values), places)
    if low == high:
        return f"all {low}"
    return f"from {low} to {high}, median {fmt.pct(median(values), places)}"


def _base(height: int) -> Spec:
    return {"width": "container", "height": height, "data": {"name": "rows"}}


def _choice(choices: Sequence[str]) -> Spec:
    if len(choices) < 2:
        return {}
    bind = {"input": "select", "options": list(choices), "name": "Currency "}
    return {
        "params": [{"name": "currency", "value": choices[0], "bind": bind}],
        "transform": [{"filter": "datum.currency === currency"}],
    }


def _colour(field: str, domain: Sequence[str] | None) -> Spec:
    scale: Spec = {"range": _COLOURS}
    if domain is not None:
        scale = {"domain": list(domain), "range": _COLOURS[: len(domain)]}
    return {
        "field": field,
        "type": "nominal",
        "title": None,
        "scale": scale,
        "legend": {"orient": "top", "symbolType": "square" if domain is None else "circle"},
    }


def _tip(field: str, title: str | None = None) -> Spec:
    return {"field": field, "title": title or field, "type": "nominal"}

"""The matrix as a chart: a Vega-Lite specification, data and words inside."""

from __future__ import annotations

from typing import Any

from zgc_map.model import Basis, Catalog
from zgc_map.query import Address, Selection, matrix
from zgc_map.render.colours import group_color
from zgc_map.render.map_state import role_name
from zgc_map.text import Translator

FONT = "Onest Variable, Noto Sans SC Variable, sans-serif"
SELECTION = "cell"
"""The name under which the chart reports the cell that was clicked."""


STEP = 44
"""Pixels of a column: on a narrow screen the chart is wider than its place, which scrolls."""


def matrix_chart(
    catalog: Catalog, selection: Selection, t: Translator, *, dark: bool, at: Address
) -> dict[str, Any]:
    """Return the chart: a square where a role is stated, dashed where it is only inferred."""
    found = matrix(catalog, selection, at.order, t.lang)
    values = [
        {
            "park_id": park,
            "sector_id": sector,
            "park": t.name(catalog.park[park].short),
            "sector": t.name(catalog.sector[sector].name),
            "group": t.name(catalog.sector_group[catalog.sector[sector].group_id].name),
            "roles": " · ".join(role_name(catalog, row, t) for row in rows),
            "count": t.number(len(rows)),
            "inferred": all(row.basis is Basis.INFERRED for row in rows),
        }
        for (park, sector), rows in found.cells.items()
    ]
    groups = [
        group
        for group in catalog.sector_groups
        if any(catalog.sector[sector].group_id == group.id for sector in found.sectors)
    ]
    ink, paper = ("#eef0ec", "#0f141a") if dark else ("#1a2128", "#fbfaf6")
    place = {
        "x": {
            "field": "sector",
            "type": "nominal",
            "sort": [t.name(catalog.sector[row].name) for row in found.sectors],
            "axis": {
                "orient": "top",
                "labelAngle": -42,
                "labelLimit": 360,
                "labelOverlap": False,
                "title": None,
            },
            "scale": {"paddingInner": 0.08},
        },
        "y": {
            "field": "park",
            "type": "nominal",
            "sort": [t.name(catalog.park[row].short) for row in found.parks],
            "axis": {"title": None, "labelLimit": 160, "labelOverlap": False},
            "scale": {"paddingInner": 0.12},
        },
    }
    fill = {
        "field": "group",
        "type": "nominal",
        "scale": {
            "domain": [t.name(group.name) for group in groups],
            "range": [group_color(group, dark=dark) for group in groups],
        },
        "legend": {"orient": "bottom", "title": None, "columns": 3, "labelLimit": 260},
    }
    clicked = {
        "name": SELECTION,
        "select": {"type": "point", "fields": ["park_id", "sector_id"], "on": "click"},
    }
    return {
        "data": {"values": values},
        "width": {"step": STEP},
        "height": {"step": 36},
        "encoding": {
            **place,
            "tooltip": [
                {"field": field, "type": "nominal", "title": title}
                for field, title in (
                    ("park", t("parks.park")),
                    ("sector", t("search.sector")),
                    ("roles", t("parks.roles")),
                )
            ],
        },
        "layer": [
            {
                "transform": [{"filter": "!datum.inferred"}],
                "mark": {"type": "rect", "cornerRadius": 4},
                "encoding": {"color": fill},
            },
            {
                "transform": [{"filter": "datum.inferred"}],
                "mark": {
                    "type": "rect",
                    "cornerRadius": 4,
                    "fillOpacity": 0.12,
                    "strokeWidth": 2,
                    "strokeDash": [5, 4],
                },
                "encoding": {"color": fill, "stroke": fill | {"legend": None}},
            },
            _numbers("!datum.inferred", paper),
            _numbers("datum.inferred", ink),
            {
                "mark": {"type": "rect", "opacity": 0, "cursor": "pointer"},
                "params": [clicked],
            },
        ],
        "config": {
            "font": FONT,
            "axis": {"labelFontSize": 13, "labelColor": ink, "grid": False},
            "legend": {"labelFontSize": 13, "labelColor": ink},
            "view": {"stroke": None},
        },
    }


def _numbers(which: str, color: str) -> dict[str, Any]:
    """Return the layer of numbers, large enough to be read on every colour of a sector."""
    mark = {"type": "text", "fontSize": 19, "fontWeight": 700, "color": color, "tooltip": None}
    return {
        "transform": [{"filter": which}],
        "mark": mark,
        "encoding": {"text": {"field": "count", "type": "nominal"}},
    }

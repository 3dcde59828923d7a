"""Charts as plain data for Plotly. A chart says nothing that a table beside it does not say."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from zgc_map.model import Assignment, AssignmentId, Basis, Catalog
from zgc_map.query import Connection
from zgc_map.render.arcs import edge_name
from zgc_map.render.colours import sector_color
from zgc_map.text import Translator

ROW = 46
"""Pixels of height for each connection."""

SOLID, PALE = 0.85, 0.2
"""How much colour a band has that is stated, and one that is not; links.css knows the second."""


def sankey(
    catalog: Catalog, rows: Sequence[Connection], t: Translator, *, dark: bool
) -> dict[str, Any]:
    """Return connections as a Sankey diagram: one band each, pale where it is not stated.

    The style sheet dashes the line around a pale band, which Plotly cannot. Plotly reads labels as
    a kind of HTML, so every text is escaped.
    """
    starts: dict[AssignmentId, Assignment] = {row.start.id: row.start for row in rows}
    ends: dict[AssignmentId, Assignment] = {row.end.id: row.end for row in rows}
    nodes = [*starts.values(), *ends.values()]
    left = {key: index for index, key in enumerate(starts)}
    right = {key: index + len(left) for index, key in enumerate(ends)}
    ink = "#eef0ec" if dark else "#1a2128"
    return {
        "data": [
            {
                "type": "sankey",
                "arrangement": "fixed",
                "textfont": {"color": ink, "size": 13, "shadow": "none"},
                "node": {
                    "label": [_label(catalog, row, t) for row in nodes],
                    "color": [sector_color(catalog, row.sector_id, dark=dark) for row in nodes],
                    "pad": 22,
                    "thickness": 16,
                    "line": {"width": 0},
                    "hoverinfo": "skip",
                },
                "link": {
                    "source": [left[row.start.id] for row in rows],
                    "target": [right[row.end.id] for row in rows],
                    "value": [1] * len(rows),
                    "color": [
                        _pale(
                            sector_color(catalog, row.start.sector_id, dark=dark),
                            SOLID if row.basis is Basis.STATED else PALE,
                        )
                        for row in rows
                    ],
                    "line": {"color": ink, "width": 1},
                    "customdata": [escape(_told(catalog, row, t)) for row in rows],
                    "hovertemplate": "%{customdata}<extra></extra>",
                },
            }
        ],
        "layout": {
            "height": ROW * max(len(nodes), 4),
            "margin": {"l": 4, "r": 4, "t": 8, "b": 8},
            "font": {"size": 14, "color": ink},
        },
    }


def _label(catalog: Catalog, row: Assignment, t: Translator) -> str:
    """Return an end of a connection in two lines, so that both sides fit on a phone."""
    names = (catalog.park[row.park_id].short, catalog.role[row.role_id].name)
    return "<br>".join(escape(t.name(name)) for name in names)


def _told(catalog: Catalog, row: Connection, t: Translator) -> str:
    return t("aside", text=edge_name(catalog, row, t), more=t(f"basis.{row.basis}"))


def _pale(color: str, opacity: float) -> str:
    """Return a colour (#rrggbb) that shines through."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"

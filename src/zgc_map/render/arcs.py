"""Connections as the map draws them: plain data, like everything else of a view."""

from __future__ import annotations

from typing import Any

from zgc_map.model import Assignment, Catalog
from zgc_map.query import Address, Arcs, Connection, Selection, connections
from zgc_map.render.colours import sector_color
from zgc_map.text import Translator


def arcs(
    catalog: Catalog, address: Address, selection: Selection, t: Translator, *, dark: bool
) -> list[dict[str, Any]]:
    """Return the connections of a view, if it shows any, in the order they are drawn."""
    if address.arcs is Arcs.OFF:
        return []
    rows = connections(catalog, selection)
    return [_arc(catalog, row, row.ends == address.link, t, dark=dark) for row in rows]


def end_name(catalog: Catalog, row: Assignment, t: Translator) -> str:
    """Return one end of a connection: the park and its role."""
    park, role = catalog.park[row.park_id].short, catalog.role[row.role_id].name
    return t("label", name=t.name(park), value=t.name(role))


def edge_name(catalog: Catalog, row: Connection, t: Translator) -> str:
    """Return a connection in one line: sector, start and end."""
    return t(
        "flows.option",
        sector=t.name(catalog.sector[row.start.sector_id].name),
        start=end_name(catalog, row.start, t),
        end=end_name(catalog, row.end, t),
    )


def _arc(
    catalog: Catalog, row: Connection, chosen: bool, t: Translator, *, dark: bool
) -> dict[str, Any]:
    basis = t(f"view.arc_{row.basis}")
    return {
        "from": row.start.park_id,
        "to": row.end.park_id,
        "ends": [row.start.id, row.end.id],
        "color": sector_color(catalog, row.start.sector_id, dark=dark),
        "basis": row.basis.value,
        "chosen": chosen,
        "title": t.name(row.name),
        "line": edge_name(catalog, row, t),
        "note": basis,
        "aria": f"{edge_name(catalog, row, t)}. {basis}",
    }

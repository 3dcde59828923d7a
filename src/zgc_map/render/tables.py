"""Tables as HTML: the matrix, all parks, and the table beside the map."""

from __future__ import annotations

from typing import Any

from zgc_map.model import Catalog, ParkId
from zgc_map.query import Address, Order, Selection, claims_of_park, matrix, ordered
from zgc_map.render.card import START, fill
from zgc_map.render.colours import group_color, sector_color
from zgc_map.render.map_state import park_sectors
from zgc_map.text import Translator


def matrix_table(
    catalog: Catalog,
    selection: Selection,
    chosen: ParkId | None,
    t: Translator,
    *,
    dark: bool,
    at: Address = START,
) -> str:
    """Return the park × sector matrix as an HTML table; an empty cell says "not stated".

    The same follows as a list by park, which a style sheet shows instead on a narrow screen.
    """
    found = matrix(catalog, selection, at.order, t.lang)
    sectors = [catalog.sector[sector] for sector in found.sectors]
    groups: list[dict[str, Any]] = []
    for sector in sectors:
        group = catalog.sector_group[sector.group_id]
        if not groups or groups[-1]["record"] is not group:
            color = group_color(group, dark=dark)
            groups.append({"record": group, "color": color, "sectors": []})
        groups[-1]["sectors"].append(sector)
    return fill(
        "matrix.html",
        catalog,
        t,
        at,
        parks=[catalog.park[park] for park in found.parks],
        sectors=sectors,
        groups=groups,
        cells=found.cells,
        colors={row: sector_color(catalog, row, dark=dark) for row in found.sectors},
        chosen=chosen,
        tall=len(found.parks) < len(found.sectors),
        grouped=at.order is not Order.COUNT,
    )


def matrix_list(
    catalog: Catalog, selection: Selection, t: Translator, *, dark: bool, at: Address = START
) -> str:
    """Return the filled cells of the matrix as links, by park, folded away, as HTML."""
    found = matrix(catalog, selection, at.order, t.lang)
    return fill(
        "chart_list.html",
        catalog,
        t,
        at,
        parks=[catalog.park[park] for park in found.parks],
        sectors=[catalog.sector[sector] for sector in found.sectors],
        cells=found.cells,
        colors={row: sector_color(catalog, row, dark=dark) for row in found.sectors},
    )


def park_table(
    catalog: Catalog,
    selection: Selection,
    chosen: ParkId | None,
    t: Translator,
    *,
    dark: bool,
    at: Address = START,
) -> str:
    """Return every park as an HTML table: shown ones first, then filtered-out, then silent ones."""
    rows = _rows(catalog, selection, t, at, dark=dark)
    return fill("parks.html", catalog, t, at, rows=rows, chosen=chosen, orders=Order)


def beside_table(
    catalog: Catalog, selection: Selection, t: Translator, *, dark: bool, at: Address
) -> str:
    """Return the parks the map shows as a narrow HTML table; choosing a row chooses the park."""
    rows = _rows(catalog, selection, t, at, dark=dark)
    return fill("beside.html", catalog, t, at, rows=rows, chosen=at.park, orders=Order)


def as_text(catalog: Catalog, selection: Selection, t: Translator, at: Address) -> str:
    """Return the same rows as text between tabs, ready to be pasted into a sheet.

    A park without a shown role says why, in the words of the table.
    """
    head = [t("parks.park"), t("parks.sectors"), t("parks.roles"), t("filter.bases")]
    lines = [head]
    for line in _rows(catalog, selection, t, at, dark=False):
        park = t.name(line["park"].short)
        lines += [
            [park, *map(t.name, names), t(f"basis.{row.basis}")]
            for sector in line["sectors"]
            for row in sector["rows"]
            for names in [(sector["record"].name, catalog.role[row.role_id].name)]
        ] or [[park, t(f"parks.state_{line['state']}"), "", ""]]
    return "\n".join("\t".join(map(_dead, line)) for line in lines)


def _dead(text: str) -> str:
    """Return a cell that a spreadsheet takes for text, whatever it begins with."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(("=", "+", "-", "@")) else line


def _rows(
    catalog: Catalog, selection: Selection, t: Translator, at: Address, *, dark: bool
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    every = tuple(park.id for park in catalog.parks)
    for park_id in ordered(catalog, selection, every, at.order, t.lang):
        shown = selection.of_park(park_id)
        state = "silent" if park_id in selection.silent else "on" if shown else "off"
        rows.append(
            {
                "park": catalog.park[park_id],
                "state": state,
                "roles": " · ".join(
                    dict.fromkeys(t.name(catalog.role[row.role_id].name) for row in shown)
                ),
                "claims": len(claims_of_park(catalog, park_id)),
                "sectors": [
                    {
                        "record": catalog.sector[sector],
                        "color": sector_color(catalog, sector, dark=dark),
                        "rows": [row for row in shown if row.sector_id == sector],
                    }
                    for sector in park_sectors(catalog, park_id)
                    if any(row.sector_id == sector for row in shown)
                ],
            }
        )
    states = ("on", "off", "silent")
    return sorted(rows, key=lambda row: states.index(row["state"]))

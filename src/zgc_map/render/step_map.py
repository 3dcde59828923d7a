"""A small map of a step's view for paper: lit parks in the colours of their sectors."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
from shapely.geometry import box

from zgc_map.geo import bands
from zgc_map.model import Assignment, Basis, Catalog, ParkId, SectorGroup
from zgc_map.query import Address, Arcs, Picture, Zoom, connections, select
from zgc_map.render.card import START, fill
from zgc_map.render.colours import sector_color
from zgc_map.render.map_state import park_sectors
from zgc_map.render.outlines import WIDTH, Area, Box, Outlines, park_ground
from zgc_map.render.tiles import tiles
from zgc_map.text import Translator

MARGIN = 0.35
"""How much is shown around a park the map is zoomed to, as a part of its size."""


@dataclass(frozen=True, slots=True)
class StepMap:
    """A drawing as base64 of SVG, and what its colours mean."""

    picture: str
    groups: tuple[SectorGroup, ...]
    inferred: bool


def step_map(
    catalog: Catalog, page: str, address: Address, shapes: gpd.GeoDataFrame, t: Translator
) -> StepMap | None:
    """Return the map of a view, light as paper is; None for a page that is about claims.

    Parameters
    ----------
    shapes
        One row a park, its id as index, EPSG:4326.
    """
    if page == "sources":
        return None
    selection = select(catalog, address.filters)
    near = address.compare if page == "compare" else frozenset(selection.parks)
    rows = [row for row in selection.assignments if row.park_id in near]
    tiled = address.picture is Picture.TILES
    ground = _grid(catalog) if tiled else park_ground(catalog, shapes)
    place, chosen = Outlines(ground), address.park if address.zoom is Zoom.PARK else None
    seen = place.around(ground[chosen].bounds, MARGIN) if chosen in ground else place.box
    areas = [
        area
        for park, shape in ground.items()
        for area in _areas(catalog, [row for row in rows if row.park_id == park], shape, place)
    ]
    lit = {row.park_id for row in rows}
    drawing = fill(
        "step_map.svg",
        catalog,
        t,
        START,
        box=seen,
        areas=areas,
        outlines=[
            {"path": place.path(shape), "chosen": park == address.park}
            for park, shape in ground.items()
        ],
        arcs=[
            {
                "ends": [place.spot(row.start.park_id), place.spot(row.end.park_id)],
                "color": sector_color(catalog, row.start.sector_id, dark=False),
                "stated": row.basis is Basis.STATED,
            }
            for row in (connections(catalog, selection) if address.arcs is Arcs.ON else ())
        ],
        names=[
            {"at": place.spot(park), "name": t.name(catalog.park[park].short)}
            for park in ground
            if park in lit and _shows(seen, place.spot(park))
        ],
        size=seen[2] / WIDTH,
    )
    groups = {catalog.sector[row.sector_id].group_id for row in rows}
    return StepMap(
        base64.b64encode(drawing.encode()).decode("ascii"),
        tuple(group for group in catalog.sector_groups if group.id in groups),
        any(area["inferred"] for area in areas),
    )


def _shows(seen: Box, spot: tuple[float, float]) -> bool:
    """Return whether what is seen holds a position."""
    left, top, width, height = seen
    return left <= spot[0] <= left + width and top <= spot[1] <= top + height


def _grid(catalog: Catalog) -> dict[ParkId, Area]:
    """Return the tile of every park as a shape, one degree apart."""
    return {
        park: box(tile.col, -tile.row, tile.col + 0.94, 0.94 - tile.row)
        for park, tile in tiles(catalog).items()
    }


def _areas(
    catalog: Catalog, rows: list[Assignment], shape: Area, place: Outlines
) -> list[dict[str, Any]]:
    """Return a park's place in one piece a lit sector; as it is where none is lit."""
    if not rows:
        return [{"path": place.path(shape), "color": "", "inferred": False}]
    lit = [s for s in park_sectors(catalog, rows[0].park_id) if any(r.sector_id == s for r in rows)]
    return [
        {
            "path": place.path(part),
            "color": sector_color(catalog, sector, dark=False),
            "inferred": all(row.basis is Basis.INFERRED for row in mine),
        }
        for sector, part in zip(lit, bands(shape, len(lit)), strict=True)
        if (mine := [row for row in rows if row.sector_id == sector])
    ]

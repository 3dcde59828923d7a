"""A small map of a step's view for paper: lit parks in the colours of their sectors."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
from shapely import union_all
from shapely.geometry import MultiPolygon, Polygon, box

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

ACROSS, GAP = 1.5, 0.08
"""How wide a tile is, and what stays free between two, in parts of its depth."""

NAME = 0.36
"""The part of a tile that its name has."""

COVERED = 0.1
"""How much of a place lies over another one for it to be above it, and not beside it."""

ORDER = ("off", "silent", "on")
"""What is drawn over what: the outlines of parks by their state."""


@dataclass(frozen=True, slots=True)
class StepMap:
    """A drawing as base64 of SVG, and what its colours mean."""

    picture: str
    groups: tuple[SectorGroup, ...]
    inferred: bool
    off: bool
    """Whether a park is shown that is filtered out."""
    silent: bool
    """Whether a park is shown of which the source says nothing."""


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
    ground = _grid(catalog) if tiled else _uncovered(park_ground(catalog, shapes))
    place, chosen = Outlines(ground), address.park if address.zoom is Zoom.PARK else None
    seen = place.around(ground[chosen].bounds, MARGIN) if chosen in ground else place.box
    lit = {row.park_id for row in rows}
    states = {
        park: "on" if park in lit else "silent" if park in selection.silent else "off"
        for park in ground
    }
    parks: list[dict[str, Any]] = [
        {
            "path": place.path(shape),
            "state": states[park],
            "chosen": park == address.park,
            "bands": _bands(
                catalog, [row for row in rows if row.park_id == park], shape, place, tiled=tiled
            ),
        }
        for park, shape in ground.items()
    ]
    drawing = fill(
        "step_map.svg",
        catalog,
        t,
        START,
        box=seen,
        parks=parks,
        drawn=sorted(parks, key=lambda row: (row["chosen"], ORDER.index(row["state"]))),
        tiled=tiled,
        arcs=[
            {
                "ends": [place.spot(row.start.park_id), place.spot(row.end.park_id)],
                "color": sector_color(catalog, row.start.sector_id, dark=False),
                "stated": row.basis is Basis.STATED,
            }
            for row in (connections(catalog, selection) if address.arcs is Arcs.ON else ())
        ],
        names=[
            {
                "at": place.around(shape.bounds, 0)[:2] if tiled else place.spot(park),
                "name": t.name(catalog.park[park].short),
                "state": states[park],
            }
            for park, shape in ground.items()
            if (tiled or park in lit) and _shows(seen, place.spot(park))
        ],
        size=seen[2] / WIDTH,
    )
    groups = {catalog.sector[row.sector_id].group_id for row in rows}
    return StepMap(
        base64.b64encode(drawing.encode()).decode("ascii"),
        tuple(group for group in catalog.sector_groups if group.id in groups),
        any(band["inferred"] for park in parks for band in park["bands"]),
        off=page != "compare" and "off" in states.values(),
        silent="silent" in states.values(),
    )


def _shows(seen: Box, spot: tuple[float, float]) -> bool:
    """Return whether what is seen holds a position."""
    left, top, width, height = seen
    return left <= spot[0] <= left + width and top <= spot[1] <= top + height


def _grid(catalog: Catalog) -> dict[ParkId, Area]:
    """Return the tile of every park as a shape, one degree apart downwards."""
    return {
        park: box(
            tile.col * ACROSS, -tile.row, tile.col * ACROSS + ACROSS - GAP, 1 - GAP - tile.row
        )
        for park, tile in tiles(catalog).items()
    }


def _uncovered(ground: dict[ParkId, Area]) -> dict[ParkId, Area]:
    """Return places without what lies over them, so that no outline runs through another place."""
    found, above = dict[ParkId, Area](), list[Area]()
    for park, shape in reversed(ground.items()):
        over = [one for one in above if shape.intersection(one).area > COVERED * one.area]
        rest = shape.difference(union_all(over))
        found[park] = rest if isinstance(rest, Polygon | MultiPolygon) else shape
        above.append(shape)
    return dict(reversed(found.items()))


def _bands(
    catalog: Catalog, rows: list[Assignment], shape: Area, place: Outlines, *, tiled: bool
) -> list[dict[str, Any]]:
    """Return a park's place in one piece a lit sector; nothing where none is lit."""
    lit = [
        sector
        for sector in (park_sectors(catalog, rows[0].park_id) if rows else ())
        if any(row.sector_id == sector for row in rows)
    ]
    parts = _bars(shape, len(lit)) if tiled else bands(shape, len(lit)) if lit else []
    return [
        {
            "path": place.path(part),
            "color": sector_color(catalog, sector, dark=False),
            "inferred": all(row.basis is Basis.INFERRED for row in rows if row.sector_id == sector),
        }
        for sector, part in zip(lit, parts, strict=True)
    ]


def _bars(tile: Area, number: int) -> list[Area]:
    """Return bars below each other on a tile, under its name."""
    west, south, east, north = tile.bounds
    top = north - (north - south) * NAME
    deep = (top - south) / max(number, 1)
    return [
        box(
            west, top - at * deep, east, top - (at + 1) * deep + (GAP / 3 if at < number - 1 else 0)
        )
        for at in range(number)
    ]

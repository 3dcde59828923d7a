"""A small map of a step's view for paper: lit parks in the colours of their sectors."""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
from shapely.geometry import MultiPolygon, Polygon, box

from zgc_map.geo import bands
from zgc_map.model import Assignment, Basis, Catalog, ParkId, SectorGroup
from zgc_map.query import Address, Arcs, Picture, Zoom, connections, select
from zgc_map.render.card import START, fill
from zgc_map.render.comparison import SIMPLE, WIDTH, path, rings
from zgc_map.render.map_state import park_sectors, sector_color
from zgc_map.render.tiles import tiles
from zgc_map.text import Translator

Area = Polygon | MultiPolygon

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
    ground = _grid(catalog) if address.picture is Picture.TILES else _ground(catalog, shapes)
    place = _Place(ground, address.park if address.zoom is Zoom.PARK else None)
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
        box=place.box,
        areas=areas,
        outlines=[
            {"path": place.path(shape), "chosen": park == address.park}
            for park, shape in ground.items()
        ],
        arcs=[
            {
                "ends": [
                    place.spot(ground[row.start.park_id]),
                    place.spot(ground[row.end.park_id]),
                ],
                "color": sector_color(catalog, row.start.sector_id, dark=False),
                "stated": row.basis is Basis.STATED,
            }
            for row in (connections(catalog, selection) if address.arcs is Arcs.ON else ())
        ],
        names=[
            {"at": place.spot(ground[park]), "name": t.name(catalog.park[park].short)}
            for park in ground
            if park in lit and place.shows(ground[park])
        ],
        size=place.box[2] / WIDTH,
    )
    groups = {catalog.sector[row.sector_id].group_id for row in rows}
    return StepMap(
        base64.b64encode(drawing.encode()).decode("ascii"),
        tuple(group for group in catalog.sector_groups if group.id in groups),
        any(area["inferred"] for area in areas),
    )


class _Place:
    """Where on the drawing a place lies: shapes in degrees or in tiles to units of the drawing."""

    def __init__(self, ground: dict[ParkId, Area], chosen: ParkId | None) -> None:
        bounds = [shape.bounds for shape in ground.values()]
        self.west, self.north = min(b[0] for b in bounds), max(b[3] for b in bounds)
        east, south = max(b[2] for b in bounds), min(b[1] for b in bounds)
        self.squeeze = math.cos(math.radians((south + self.north) / 2))
        self.scale = WIDTH / max((east - self.west) * self.squeeze, 1e-9)
        self.box = self._box((self.west, south, east, self.north), 0.02)
        if chosen in ground:
            self.box = self._box(ground[chosen].bounds, MARGIN)

    def _box(self, bounds: tuple[float, ...], margin: float) -> tuple[float, float, float, float]:
        west, south, east, north = bounds
        (left, top), (right, bottom) = self.at(west, north), self.at(east, south)
        edge = margin * max(right - left, bottom - top)
        return left - edge, top - edge, right - left + 2 * edge, bottom - top + 2 * edge

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a position of the drawing."""
        x = (lon - self.west) * self.squeeze * self.scale
        return round(x, 1), round((self.north - lat) * self.scale, 1)

    def spot(self, shape: Area) -> tuple[float, float]:
        """Return a position inside a shape."""
        point = shape.representative_point()
        return self.at(point.x, point.y)

    def shows(self, shape: Area) -> bool:
        """Return whether the drawing shows the middle of a shape."""
        x, y = self.spot(shape)
        left, top, width, height = self.box
        return left <= x <= left + width and top <= y <= top + height

    def path(self, shape: Area) -> str:
        """Return the outline of a shape."""
        return " ".join(path(ring, self.at) for ring in rings(shape))


def _ground(catalog: Catalog, shapes: gpd.GeoDataFrame) -> dict[ParkId, Area]:
    """Return the place of every park, those that lie over others last."""
    found: dict[ParkId, Area] = {}
    for park in catalog.parks:
        shape = shapes.geometry.loc[park.id].simplify(SIMPLE) if park.id in shapes.index else None
        if isinstance(shape, Polygon | MultiPolygon):
            found[park.id] = shape
    return dict(sorted(found.items(), key=lambda item: -item[1].area))


def _grid(catalog: Catalog) -> dict[ParkId, Area]:
    """Return the tile of every park as a shape, one degree apart."""
    return {
        park: box(tile.col, -tile.row, tile.col + 0.94, 0.94 - tile.row)
        for park, tile in tiles(catalog).items()
    }


def _areas(
    catalog: Catalog, rows: list[Assignment], shape: Area, place: _Place
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

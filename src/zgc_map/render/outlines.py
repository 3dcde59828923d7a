"""Where parks lie, as outlines for the small drawings of cards and paper."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
from shapely import get_parts, get_rings
from shapely.geometry import MultiPolygon, Polygon

from zgc_map.model import Catalog, ParkId

Area = Polygon | MultiPolygon
Box = tuple[float, float, float, float]
"""Left, top, width and height in units of the drawing."""

WIDTH = 320
"""Units of a drawing from its west to its east; its height follows from the ground."""

SIMPLE = 0.004
"""Shapes are simplified to this many degrees."""

EDGE = 0.02
"""How much is shown around everything, as a part of its size."""


class Outlines:
    """The places of parks, in degrees or in tiles, and where on a drawing they lie."""

    def __init__(self, ground: Mapping[ParkId, Area]) -> None:
        bounds = [shape.bounds for shape in ground.values()]
        self.west, self.north = min(b[0] for b in bounds), max(b[3] for b in bounds)
        east, south = max(b[2] for b in bounds), min(b[1] for b in bounds)
        self.ground = ground
        self.squeeze = math.cos(math.radians((south + self.north) / 2))
        self.scale = WIDTH / max((east - self.west) * self.squeeze, 1e-9)
        self.box = self.around((self.west, south, east, self.north), EDGE)

    def around(self, bounds: tuple[float, ...], margin: float) -> Box:
        """Return what shows some bounds with a margin, a part of their size."""
        west, south, east, north = bounds
        (left, top), (right, bottom) = self._at(west, north), self._at(east, south)
        edge = margin * max(right - left, bottom - top)
        return left - edge, top - edge, right - left + 2 * edge, bottom - top + 2 * edge

    def spot(self, park: ParkId) -> tuple[float, float]:
        """Return a position inside a park's place."""
        point = self.ground[park].representative_point()
        return self._at(point.x, point.y)

    def path(self, shape: Area) -> str:
        """Return the outline of a shape as a path of SVG, holes included."""
        lines = get_rings(get_parts(shape))
        rings = ([self._at(*point) for point in line.coords] for line in lines)
        return " ".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z" for ring in rings)

    def _at(self, lon: float, lat: float, *_: Any) -> tuple[float, float]:
        x = (lon - self.west) * self.squeeze * self.scale
        return round(x, 1), round((self.north - lat) * self.scale, 1)


def park_ground(catalog: Catalog, shapes: gpd.GeoDataFrame) -> dict[ParkId, Area]:
    """Return the place of every park that has one, those that lie over others last.

    Parameters
    ----------
    shapes
        One row a park, its id as index, EPSG:4326.
    """
    found: dict[ParkId, Area] = {}
    for park in catalog.parks:
        shape = shapes.geometry.loc[park.id].simplify(SIMPLE) if park.id in shapes.index else None
        if isinstance(shape, Polygon | MultiPolygon):
            found[park.id] = shape
    return dict(sorted(found.items(), key=lambda item: -item[1].area))

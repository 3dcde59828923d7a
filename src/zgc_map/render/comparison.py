"""Parks side by side as HTML, with a small map of where they lie."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterator
from string import ascii_uppercase
from typing import Any

import geopandas as gpd
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from zgc_map.model import Catalog, ParkId
from zgc_map.query import Address, Comparison, Shared
from zgc_map.render.card import START, fill
from zgc_map.render.map_state import sector_color
from zgc_map.text import Translator

WIDTH = 320
"""Units of the small map's drawing; its height follows from the ground."""

SIMPLE = 0.004
"""Shapes of the small map are simplified to this many degrees."""


def comparison_card(
    catalog: Catalog,
    found: Comparison,
    shapes: gpd.GeoDataFrame,
    t: Translator,
    *,
    dark: bool,
    at: Address = START,
) -> str:
    """Return a comparison as HTML. Figures are ranked only where nothing speaks against it.

    Parameters
    ----------
    shapes
        One row a park, its id as index, EPSG:4326.
    """
    letters = dict(zip(found.parks, ascii_uppercase, strict=False))
    drawing = mini_map(catalog, letters, shapes, t, dark=dark)
    return fill(
        "compare.html",
        catalog,
        t,
        at,
        found=found,
        parks=[catalog.park[park] for park in found.parks],
        letters=letters,
        groups=[
            (shared, [row for row in found.sectors if row.shared is shared])
            for shared in Shared
            if any(row.shared is shared for row in found.sectors)
        ],
        colors={
            row.sector_id: sector_color(catalog, row.sector_id, dark=dark) for row in found.sectors
        },
        silent={park for park in found.parks if not _known(catalog, park)},
        picture=base64.b64encode(drawing.encode()).decode("ascii"),
    )


def mini_map(
    catalog: Catalog,
    letters: dict[ParkId, str],
    shapes: gpd.GeoDataFrame,
    t: Translator,
    *,
    dark: bool,
) -> str:
    """Return a drawing (SVG) of all parks' places, those with a letter lit."""
    west, south, east, north = (float(value) for value in shapes.total_bounds)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / max((east - west) * squeeze, 1e-9)

    def spot(lon: float, lat: float) -> tuple[float, float]:
        return round((lon - west) * squeeze * scale, 1), round((north - lat) * scale, 1)

    areas: list[dict[str, Any]] = []
    for park in catalog.parks:
        if park.id in shapes.index:
            shape = shapes.geometry.loc[park.id]
            inside = shape.representative_point()
            areas.append(
                {
                    "path": " ".join(path(ring, spot) for ring in rings(shape.simplify(SIMPLE))),
                    "letter": letters.get(park.id, ""),
                    "at": spot(inside.x, inside.y),
                }
            )
    areas.sort(key=lambda area: area["letter"] != "")
    height = math.ceil((north - south) * scale)
    return fill(
        "mini_map.svg", catalog, t, START, areas=areas, width=WIDTH, height=height, dark=dark
    )


def rings(shape: BaseGeometry) -> Iterator[Any]:
    """Yield the rings of an area, holes included."""
    parts = shape.geoms if isinstance(shape, MultiPolygon) else (shape,)
    for part in parts:
        if isinstance(part, Polygon):
            yield part.exterior.coords
            yield from (ring.coords for ring in part.interiors)


def path(ring: Any, spot: Any) -> str:
    """Return a ring as a path of SVG; `spot` gives a position's place on the drawing."""
    points = [spot(lon, lat) for lon, lat, *_ in ring]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"


def _known(catalog: Catalog, park: ParkId) -> bool:
    return any(row.park_id == park for row in catalog.assignments)

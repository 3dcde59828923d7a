"""Connections between parks on a picture of the map: bent lines with a head, as in the live map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from zgc_map.export.drawing import Part, Shape
from zgc_map.export.labels import Box
from zgc_map.export.looks import Looks
from zgc_map.export.plane import Plane
from zgc_map.export.typeface import printable

STEPS, GAP = 28, 8.0
THICK, CASING = 3.4, 7.0
HEAD, SIDE = 14.0, 7.0
DASHES = {"inferred": (7.0, 6.0), "disputed": (2.0, 5.0)}


def draw_arcs(
    arcs: Sequence[Mapping[str, Any]], parks: gpd.GeoDataFrame, plane: Plane, looks: Looks
) -> tuple[list[Shape], list[Box]]:
    """Return connections as areas on casings of paper, and the boxes of their heads."""
    shapes: list[Shape] = []
    heads: list[Box] = []
    turns: Counter[tuple[str, str]] = Counter()
    for arc in arcs:
        start, end = (_pixels(plane, parks["symbol"][arc[end]]) for end in ("from", "to"))
        turn = turns[arc["from"], arc["to"]]
        turns[arc["from"], arc["to"]] += 1
        line = LineString(_curve(start, end, turn))
        neck = _cut(line, 0, max(line.length - HEAD + 1, 1))
        head = _head(line)
        body = shapely.union_all(
            [part.buffer(THICK / 2, cap_style="flat") for part in dashes(neck, arc["basis"])]
        )
        shade = looks.color("selected" if arc["chosen"] else "paper")
        casing = shapely.union(neck.buffer(CASING / 2), head.buffer(CASING / 2 - THICK / 2))
        shapes.append(Shape(Part.ARC, casing, fill=shade))
        name = printable(f"{arc['line']}. {arc['note']}")
        shapes.append(Shape(Part.ARC, shapely.union(body, head), name, fill=arc["color"]))
        heads.append(head.bounds)
    return shapes, heads


def dashes(line: LineString, basis: str) -> Iterator[LineString]:
    """Yield the pieces of a line: the whole of it where the connection is stated."""
    if basis not in DASHES:
        yield line
        return
    on, off = DASHES[basis]
    for start in np.arange(0, line.length - 0.5, on + off):
        yield _cut(line, float(start), min(float(start) + on, line.length))


def _cut(line: LineString, start: float, end: float) -> LineString:
    """Return what of a line lies between two distances from its start."""
    return LineString(shapely.get_coordinates(substring(line, start, end)))


def _pixels(plane: Plane, point: BaseGeometry) -> NDArray[np.float64]:
    return np.asarray(shapely.get_coordinates(plane.put(point))[0])


def _curve(start: NDArray[np.float64], end: NDArray[np.float64], turn: int) -> NDArray[np.float64]:
    """Return a quadratic curve between two symbols, cut short at both ends."""
    along = end - start
    length = max(1.0, float(np.hypot(*along)))
    middle = start + along / 2 + np.array([along[1], -along[0]]) * (0.2 + 0.13 * turn)
    cut = min(0.3, GAP / length)
    t = np.linspace(cut, 1 - cut, STEPS + 1)[:, None]
    return np.asarray((1 - t) ** 2 * start + 2 * t * (1 - t) * middle + t**2 * end)


def _head(line: LineString) -> Polygon:
    """Return the arrowhead at the end of a line."""
    tip = shapely.get_coordinates(line)[-1]
    back = shapely.get_coordinates(line.interpolate(max(line.length - HEAD, 0)))[0]
    along = (tip - back) / max(float(np.hypot(*(tip - back))), 1e-9)
    across = np.array([along[1], -along[0]]) * SIDE
    foot = tip - along * HEAD
    return Polygon([tip, foot + across, foot - across])

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

STEPS, GAP, FAN = 28, 8.0, 13.0
"""As in ``static/atlas/arcs.js``: pieces of a line, pixels from its ends to the symbols it joins,
and pixels between the ends of arrows that arrive at one symbol."""

THICK, CASING = 3.4, 7.0
HEAD, SIDE = 14.0, 7.0
DASHES = {"inferred": (7.0, 6.0), "disputed": (2.0, 5.0)}


def draw_arcs(
    arcs: Sequence[Mapping[str, Any]], parks: gpd.GeoDataFrame, plane: Plane, looks: Looks
) -> tuple[list[Shape], list[Box]]:
    """Return connections as areas on casings of paper, and the boxes of their heads."""
    shapes: list[Shape] = []
    heads: list[Box] = []
    ends = [(arc["from"], arc["to"]) for arc in arcs]
    joined = {park for pair in ends for park in pair}
    symbols = {park: _pixels(plane, parks["symbol"][park]) for park in joined}
    for arc, line in zip(arcs, bent(ends, symbols), strict=True):
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


def bent(
    ends: Sequence[tuple[str, str]], symbols: Mapping[str, NDArray[np.float64]]
) -> Iterator[LineString]:
    """Yield the line of each connection, from one symbol (pixels) to another.

    Several of one pair bend further and further; those that end at one symbol fan out there.
    """
    turns: Counter[tuple[str, str]] = Counter()
    fan = _fan(ends, symbols)
    for (start, end), aside in zip(ends, fan, strict=True):
        yield LineString(_curve(symbols[start], symbols[end], turns[start, end], aside))
        turns[start, end] += 1


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


def _fan(
    ends: Sequence[tuple[str, str]], symbols: Mapping[str, NDArray[np.float64]]
) -> list[float]:
    """Return how far aside of its symbol each connection ends, in the order of where from."""

    def side(at: int) -> float:
        x, y = symbols[ends[at][0]] - symbols[ends[at][1]]
        return float(np.arctan2(x, -y))

    aside = [0.0] * len(ends)
    for park in {end for _, end in ends}:
        arriving = [at for at, (_, end) in enumerate(ends) if end == park]
        arriving.sort(key=lambda at: (-side(at), -at))
        for place, at in enumerate(arriving):
            aside[at] = FAN * (place - (len(arriving) - 1) / 2)
    return aside


def _curve(
    start: NDArray[np.float64], there: NDArray[np.float64], turn: int, aside: float
) -> NDArray[np.float64]:
    """Return a quadratic curve between two symbols, cut short at both ends."""
    straight = there - start
    length = max(1.0, float(np.hypot(*straight)))
    end = there + np.array([straight[1], -straight[0]]) * (aside / length)
    along = end - start
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

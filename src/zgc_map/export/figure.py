"""The map of a view as a drawing: the same data and looks as the live map, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from zgc_map.export.drawing import Line, Part, Round, Shape, Text
from zgc_map.export.labels import Box, Name, placed
from zgc_map.export.looks import Looks, mixed
from zgc_map.export.take import Take
from zgc_map.export.typeface import printable, width
from zgc_map.geo import bands
from zgc_map.model import ParkId, PlaceKind
from zgc_map.render.map_state import map_state

HATCH_PERIOD, HATCH_BAR, HATCH_GROUND = 7.0, 3.0, 0.28
"""The hatching of what is inferred only: pixels from bar to bar, a bar's width, what lies under."""

LABEL_SIZE = 15.0
SYMBOL_RADIUS = 4.5
MARGIN = 14.0
SEAM = 0.7
DETAIL = 0.12
"""Outlines are drawn with this tolerance, in pixels."""

Things = tuple[Shape | Round | Line | Text, ...]


@dataclass(frozen=True)
class Plane:
    """Web Mercator fitted into a room of a picture, as the live map is into its window."""

    scale: float
    left: float
    top: float

    @classmethod
    def fitted(cls, shapes: Sequence[BaseGeometry], room: Box, margin: float = MARGIN) -> Plane:
        """Return the plane in which areas (degrees) fill a room, their middle in its middle."""
        west, south, east, north = shapely.total_bounds(np.array(shapes))
        (x0, y1), (x1, y0) = _mercator(np.array([[west, south], [east, north]]))
        wide, high = room[2] - room[0] - 2 * margin, room[3] - room[1] - 2 * margin
        scale = min(wide / max(x1 - x0, 1e-9), high / max(y1 - y0, 1e-9))
        left = (room[0] + room[2]) / 2 - (x0 + x1) / 2 * scale
        return cls(scale, left, (room[1] + room[3]) / 2 - (y0 + y1) / 2 * scale)

    def put(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape (degrees) in pixels."""
        return shapely.transform(shape, self._pixels)

    def km(self, room: Box) -> float:
        """Return how many pixels a kilometre takes in the middle of a room."""
        middle = ((room[1] + room[3]) / 2 - self.top) / self.scale
        latitude = np.arctan(np.sinh(-np.radians(middle)))
        return float(self.scale / (111.32 * np.cos(latitude)))

    def _pixels(self, positions: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(_mercator(positions) * self.scale + [self.left, self.top])


def _mercator(positions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return degrees as Mercator positions in degrees of longitude, y downwards."""
    north = np.degrees(np.arcsinh(np.tan(np.radians(positions[:, 1]))))
    return np.column_stack([positions[:, 0], -north])


@dataclass(frozen=True)
class Figure:
    """A map put into a room of a picture: what to draw, and the plane it was put there with."""

    things: Things
    plane: Plane
    state: Mapping[str, Any]


def draw_map(take: Take, room: Box, *, dark: bool, label_size: float = LABEL_SIZE) -> Figure:
    """Return the map of a view, drawn into a room of a picture (pixels)."""
    catalog, parks, ground, address, t = (
        take.catalog, take.parks, take.ground, take.address, take.t
    )  # fmt: skip
    state = map_state(catalog, address, take.selection, t, dark=dark)
    looks = Looks(dark=dark)
    focus = state["focus"]
    shown = [parks.geometry[focus]] if focus else [*ground.geometry, *parks.geometry]
    plane = Plane.fitted(shown, room, margin=MARGIN * (4 if focus else 1))
    pen = _Pen(plane, shapely.box(*room), looks)
    things: list[Shape | Round | Line | Text] = []
    names = {str(row.id): t.name(row.name) for row in catalog.sectors}
    empty = ground[~ground["place_id"].isin(parks["place_id"])]
    for place, shape in zip(empty["place_id"], empty.geometry, strict=True):
        name = t.name(catalog.place[place].name)
        things += pen.area(Part.GROUND, shape, name, looks.of(".ground"))
    for kind in PlaceKind:
        rows = parks[parks["kind"] == kind.value]
        for park, shape in rows.geometry.items():
            things += pen.bands(str(park), shape, state["parks"][park], names)
        for park, shape in rows.geometry.items():
            things += pen.outline(str(park), shape, state["parks"][park])
    chosen = {address.park, *address.compare} - {None}
    for park in [park for park in parks.index if park in chosen]:
        name = state["parks"][park]["title"]
        things += pen.area(Part.HALO, parks.geometry[park], name, looks.of(".halo"), park=park)
    things += pen.names(parks, state, chosen, room, label_size)
    return Figure(tuple(things), plane, state)


@dataclass(frozen=True)
class _Pen:
    """Draws places in the looks of the map's style sheet."""

    plane: Plane
    frame: Polygon
    looks: Looks

    def area(
        self, part: Part, shape: BaseGeometry, name: str, look: Mapping[str, str], park: str = ""
    ) -> Iterator[Shape]:
        """Yield an area in a look (CSS declarations), unless it lies outside the picture."""
        seen = self._seen(shape)
        if seen.is_empty:
            return
        paper = self.looks.color("paper")
        fill, stroke = look.get("fill", "none"), look.get("stroke", "none")
        filled = fill != "none" and float(look.get("fill-opacity", 1)) > 0
        shade = mixed(fill, paper, float(look.get("fill-opacity", 1))) if filled else None
        edge = (
            None if stroke == "none" else mixed(stroke, paper, float(look.get("stroke-opacity", 1)))
        )
        yield Shape(
            part,
            seen,
            printable(name),
            park,
            fill=shade,
            stroke=edge or shade,  # a hair of its own colour closes the seam to its neighbour
            width=float(look.get("stroke-width", 1)) if edge else SEAM,
            dash=tuple(map(float, look.get("stroke-dasharray", "").split())),
        )

    def bands(
        self, park: str, shape: BaseGeometry, data: Mapping[str, Any], names: Mapping[str, str]
    ) -> Iterator[Shape]:
        """Yield what fills a park: a band a sector, or the park itself for a single one."""
        rows = data["bands"]
        if not rows or not isinstance(shape, Polygon | MultiPolygon):
            return
        whole = len(rows) == 1
        looks = [_look(rows, at) for at in range(len(rows))]
        alike = all(band is looks[0] for band in looks)
        for at, part in enumerate(bands(shape, len(rows))):
            band = looks[at]
            selectors = [".area.filled" if whole else ".band"]
            if band["lit"]:
                selectors.append(".area.filled.lit" if whole else ".band.lit")
            else:
                selectors.append(".area.filled:not(.lit)" if whole else ".band:not(.lit)")
            look = self.looks.of(*selectors)
            if band["lit"]:
                look["fill"] = band["color"]
            if alike or band is not rows[at]:
                look["stroke"] = "none"
            name = f"{data['name']} · {names[rows[at]['sector']]}"
            hatched = band["lit"] and band["inferred"]
            if hatched:
                look["fill-opacity"] = str(float(look["fill-opacity"]) * HATCH_GROUND)
            drawn = list(self.area(Part.BAND, part, name, look, park=park))
            yield from drawn
            if hatched:
                yield from self._hatch(
                    drawn, band["color"], float(self.looks.of(".band.lit")["fill-opacity"])
                )

    def outline(self, park: str, shape: BaseGeometry, data: Mapping[str, Any]) -> Iterator[Shape]:
        """Yield the outline of a park in the look of its state."""
        look = self.looks.of(".area", f".area.{data['state']}")
        if data["state"] != "silent":
            look["fill"] = "none"
        yield from self.area(Part.AREA, shape, data["title"], look, park=park)

    def names(
        self,
        parks: gpd.GeoDataFrame,
        state: Mapping[str, Any],
        chosen: set[ParkId | None],
        room: Box,
        size: float,
    ) -> Iterator[Round | Line | Text]:
        """Yield symbols and labels of the parks inside the room."""
        order = {"on": 0, "off": 1, "silent": 2}
        names, shown = [], {}
        rows = zip(parks.index, parks["symbol"], parks["kind"], strict=True)
        for park, point, kind in rows:
            data = state["parks"][park]
            x, y = shapely.get_coordinates(self.plane.put(point))[0]
            if not (room[0] + 2 < x < room[2] - 2 and room[1] + 2 < y < room[3] - 2):
                continue
            look = self.looks.of(".symbol", f".symbol.{data['state']}")
            paper = self.looks.color("paper")
            stroke = mixed(look["stroke"], paper, float(look["stroke-opacity"]))
            fill = look["fill"] if float(look["fill-opacity"]) else self.looks.color("land")
            yield Round(x, y, SYMBOL_RADIUS, fill, stroke, float(look["stroke-width"]), str(park))
            silent = data["state"] == "silent"
            bold, own = not silent and data["state"] == "on", size * (13 / 15 if silent else 1)
            text = printable(data["name"])
            over = kind == PlaceKind.DEVELOPMENT_AREA.value
            rank = -1 if park in chosen else order[data["state"]] * 2 + (0 if over else 1)
            box = width(text, own, bold=bold) + 8, own * 1.15 + 2
            names.append(Name(str(park), float(x), float(y), *box, rank))
            shown[str(park)] = (text, own, bold, data["state"], park in chosen)
        scale = (room[2] - 28 - (room[2] - room[0]) / 5, room[3] - 40, room[2], room[3])
        spots = placed(names, (room[0] + 2, room[1] + 2, room[2] - 2, room[3] - 2), [scale])
        for spot in spots:
            if spot.far:
                yield Line(spot.name.x, spot.name.y, *spot.foot, self.looks.color("edge"), 0.9)
        for spot in spots:
            yield self._label(spot.name.id, spot.box, *shown[spot.name.id])

    def _label(  # what a label is made of
        self, park: str, box: Box, text: str, size: float, bold: bool, state: str, chosen: bool
    ) -> Text:
        look = self.looks.of(".label", f".label.{state}", ".label.selected" if chosen else "")
        found = re.search(r"(\d+)%", look["background"])
        seen = float(found[1]) / 100 if found else 1.0
        ground = self.looks.color("paper") if found else look["background"]
        at = box[0] + 4, box[1] + 1 + size * 0.95
        return Text(*at, text, size, look["color"], bold, box, ground, seen, label=park)

    def _seen(self, shape: BaseGeometry) -> BaseGeometry:
        drawn = self.plane.put(shape)
        if not self.frame.contains(shapely.box(*drawn.bounds)):
            drawn = self.frame.intersection(drawn)
        return drawn.simplify(DETAIL)

    def _hatch(self, drawn: list[Shape], color: str, opacity: float) -> Iterator[Shape]:
        """Yield the bars over a band of what is inferred only."""
        paper = self.looks.color("paper")
        for shape in drawn:
            left, top, right, bottom = shape.geometry.bounds
            high, step = bottom - top, HATCH_PERIOD * 2**0.5
            half = HATCH_BAR * 2**0.5 / 2
            starts = np.arange(left - high - (left - high) % step, right + step, step)
            bars = [
                Polygon(
                    [
                        (x - half, bottom),
                        (x + half, bottom),
                        (x + high + half, top),
                        (x + high - half, top),
                    ]
                )
                for x in starts
            ]
            seen = shapely.union_all(bars).intersection(shape.geometry)
            fore = mixed(color, paper, opacity)
            yield Shape(
                Part.HATCH, seen, shape.name, shape.park, fill=fore,
                pattern=(fore, str(shape.fill)), stroke=None,
            )  # fmt: skip


def _look(rows: Sequence[Mapping[str, Any]], at: int) -> Mapping[str, Any]:
    """Return the band drawn at a place: a hidden one takes the look of the nearest one left."""
    lit = [index for index, row in enumerate(rows) if row["lit"]]
    if rows[at]["lit"] or not lit:
        return rows[at]
    return rows[min(lit, key=lambda index: abs(index - at))]

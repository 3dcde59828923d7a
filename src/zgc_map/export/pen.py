"""How places are drawn: areas, bands, hatching and outlines, in the looks of the live map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from zgc_map.export.drawing import Part, Shape
from zgc_map.export.looks import Looks, mixed
from zgc_map.export.plane import Plane
from zgc_map.export.typeface import printable
from zgc_map.geo import bands
from zgc_map.render.map_state import park_bands

HATCH_PERIOD, HATCH_BAR, HATCH_GROUND = 7.0, 3.0, 0.28
"""The hatching of what is inferred only: pixels from bar to bar, a bar's width, what lies under."""

SEAM = 0.7
DETAIL = 0.12
"""Outlines are drawn with this tolerance, in pixels."""


@dataclass(frozen=True)
class Pen:
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
        rows = park_bands(data)
        if not rows or not isinstance(shape, Polygon | MultiPolygon):
            return
        whole = len(rows) == 1
        looks = [band_look(rows, at) for at in range(len(rows))]
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
                yield from self.hatch(
                    drawn, band["color"], float(self.looks.of(".band.lit")["fill-opacity"])
                )

    def outline(self, park: str, shape: BaseGeometry, data: Mapping[str, Any]) -> Iterator[Shape]:
        """Yield the outline of a park in the look of its state."""
        look = self.looks.of(".area", f".area.{data['state']}")
        if data["state"] != "silent":
            look["fill"] = "none"
        yield from self.area(Part.AREA, shape, data["title"], look, park=park)

    def filled(  # what is drawn
        self, part: Part, place: BaseGeometry, name: str, park: str, fill: str, *, faint: bool
    ) -> Shape:
        """Return an area in pixels in one colour; a faint one is the ground of a hatching."""
        shade = mixed(fill, self.looks.color("paper"), HATCH_GROUND) if faint else fill
        return Shape(part, place, printable(name), park, fill=shade, stroke=None)

    def _seen(self, shape: BaseGeometry) -> BaseGeometry:
        drawn = self.plane.put(shape)
        if not self.frame.contains(shapely.box(*drawn.bounds)):
            drawn = self.frame.intersection(drawn)
        return drawn.simplify(DETAIL)

    def hatch(self, drawn: Sequence[Shape], color: str, opacity: float) -> Iterator[Shape]:
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


def band_look(rows: Sequence[Mapping[str, Any]], at: int) -> Mapping[str, Any]:
    """Return the band drawn at a place: a hidden one takes the look of the nearest one left."""
    lit = [index for index, row in enumerate(rows) if row["lit"]]
    if rows[at]["lit"] or not lit:
        return rows[at]
    return rows[min(lit, key=lambda index: abs(index - at))]

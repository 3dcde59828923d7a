"""The schematic view as a drawing: every park as a tile of one size, as in the live view."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import shapely

from zgc_map.export.drawing import Part, Round, Shape, Text
from zgc_map.export.labels import Box
from zgc_map.export.looks import Looks
from zgc_map.export.pen import Pen, band_look
from zgc_map.export.typeface import printable, width, wrapped
from zgc_map.model import ParkId
from zgc_map.render.map_state import park_bands

GAP, MARGIN, PAD = 8.0, 12.0, 8.0
LEAST = 92.0
"""Tiles narrower or less deep than this (pixels) do not list their sectors."""

LEGIBLE = 4.0
"""Names that would have to be smaller (pixels) are left out."""

WITH_LINES, WITHOUT_LINES = 0.26, 0.5
"""The share of a tile that goes to its bands."""


def draw_tiles(  # what is drawn, where, and how
    state: Mapping[str, Any], chosen: Collection[ParkId], pen: Pen, room: Box, size: float
) -> Iterator[Shape | Round | Text]:
    """Yield a tile a park: its name, its sectors and its bands."""
    parks = state["parks"]
    wide = max((data["tile"][0] for data in parks.values()), default=1)
    deep = max((data["tile"][1] for data in parks.values()), default=1)
    across = (room[2] - room[0] - 2 * MARGIN + GAP) / wide
    down = (room[3] - room[1] - 2 * MARGIN + GAP) / deep
    size *= _shrunk((data["name"] for data in parks.values()), size, across - GAP - 2 * PAD)
    for park, data in parks.items():
        left = room[0] + MARGIN + (data["tile"][0] - 1) * across
        top = room[1] + MARGIN + (data["tile"][1] - 1) * down
        box = (left, top, left + across - GAP, top + down - GAP)
        yield from _tile(park, data, pen, box, size, chosen=park in chosen)


def _shrunk(names: Iterable[str], size: float, room: float) -> float:
    """Return by how much names have to be smaller, so that no word of any is broken."""
    words = [word for name in names for word in printable(name).split()]
    widest = max((width(word, size, bold=True) for word in words), default=0.0)
    return min(1.0, room / widest) if widest else 1.0


def _tile(  # what is drawn, where, and how
    park: str, data: Mapping[str, Any], pen: Pen, box: Box, size: float, *, chosen: bool
) -> Iterator[Shape | Round | Text]:
    looks, state = pen.looks, data["state"]
    left, top, right, bottom = box
    roomy = min(right - left, bottom - top) >= LEAST
    share = WITH_LINES if roomy else WITHOUT_LINES
    ground = None if state == "silent" else looks.color("land")
    yield Shape(Part.GROUND, shapely.box(*box), data["title"], park, fill=ground)
    lowest = bottom
    if data["bands"]:
        lowest = bottom - (bottom - top) * share
        yield from _bands(park, data, pen, (left, lowest, right, bottom))
    ink = looks.color("ink" if state == "on" else "edge")
    dash = (3.0, 3.0) if state == "silent" else ()
    stroke, thick = (looks.color("selected"), 3.0) if chosen else (ink, 1.4)
    yield Shape(
        Part.AREA, shapely.box(*box), data["title"], park, stroke=stroke, width=thick, dash=dash
    )
    color = looks.color("ink" if state == "on" else "soft")
    yield from _words(park, data, (left + PAD, top, right - PAD, lowest), size, color, looks, roomy)


def _bands(park: str, data: Mapping[str, Any], pen: Pen, box: Box) -> Iterator[Shape]:
    rows = park_bands(data)
    left, top, right, bottom = box
    wide = (right - left) / len(rows)
    for at in range(len(rows)):
        band = band_look(rows, at)
        place = shapely.box(left + at * wide, top, left + (at + 1) * wide, bottom)
        fill = band["color"] if band["lit"] else pen.looks.color("off")
        hatched = band["lit"] and band["inferred"]
        drawn = pen.filled(Part.BAND, place, data["name"], park, fill, faint=hatched)
        yield drawn
        if hatched:
            yield from pen.hatch([drawn], fill, 1.0)


def _words(  # what is written, where, and how
    park: str, data: Mapping[str, Any], box: Box, size: float, color: str, looks: Looks, roomy: bool
) -> Iterator[Round | Text]:
    """Yield the name, and the sectors as far as there is room for all of one."""
    if size < LEGIBLE:
        return
    left, y, right, lowest = box
    bold = data["state"] == "on"
    for line in wrapped(printable(data["name"]), size, right - left, bold=bold):
        y += size * 1.25
        yield Text(left, y, line, size, color, bold, label=park)
    y += 3
    small = size * 0.87
    for row in park_bands(data) if roomy else ():
        if not row["lit"]:
            continue
        lines: Sequence[str] = wrapped(printable(row["name"]), small, right - left - 13)
        if y + len(lines) * small * 1.22 > lowest - 2:
            return
        dot = y + small * 0.84
        yield Round(left + 4, dot, 3.6, row["color"], row["color"], 0.5)
        for line in lines:
            y += small * 1.22
            yield Text(left + 13, y, line, small, looks.color("ink"))

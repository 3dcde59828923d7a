"""The symbols of parks on a picture of the map, and their names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import geopandas as gpd
import shapely

from zgc_map.export.drawing import Line, Round, Text
from zgc_map.export.labels import Box, Name, placed
from zgc_map.export.looks import Looks, mixed
from zgc_map.export.plane import Plane
from zgc_map.export.typeface import printable, width
from zgc_map.model import ParkId, PlaceKind

SYMBOL_RADIUS = 4.5

SMALL = 300.0
"""On maps less deep than this (pixels) only lit and chosen parks are named, and near by."""

REACH = 0.2
"""How far from its symbol a name may stand on such a map, as a part of its depth."""

FAINT = 13 / 15
"""How large the name of a park is that the source does not speak of, to the others."""

_ORDER = {"on": 0, "off": 1, "silent": 2}


def draw_names(  # noqa: PLR0913, PLR0917  # what is named, where, and how
    parks: gpd.GeoDataFrame,
    state: Mapping[str, Any],
    chosen: Collection[ParkId],
    plane: Plane,
    room: Box,
    looks: Looks,
    size: float,
    kept: Sequence[Box] = (),
) -> Iterator[Round | Line | Text]:
    """Yield symbols and labels of the parks inside the room, labels off what is kept."""
    names, shown, homes = [], {}, {}
    deep = room[3] - room[1]
    rows = zip(parks.index, parks["symbol"], parks["kind"], parks.geometry, strict=True)
    for park, point, kind, shape in rows:
        data = state["parks"][park]
        x, y = map(float, shapely.get_coordinates(plane.put(point))[0])
        if not (room[0] + 2 < x < room[2] - 2 and room[1] + 2 < y < room[3] - 2):
            continue
        yield _symbol(str(park), x, y, looks, data["state"])
        if deep < SMALL and data["state"] != "on" and park not in chosen:
            continue
        silent, bold = data["state"] == "silent", data["state"] == "on"
        own = size * (FAINT if silent else 1)
        text = printable(data["name"])
        over = kind == PlaceKind.DEVELOPMENT_AREA.value
        rank = -1 if park in chosen else _ORDER[data["state"]] * 2 + (0 if over else 1)
        box = width(text, own, bold=bold) + 8, own * 1.15 + 2
        names.append(Name(str(park), x, y, *box, rank))
        homes[str(park)] = plane.put(shape)
        shown[str(park)] = (text, own, bold, data["state"], park in chosen)

    def foreign(name: Name, box: Box) -> bool:
        at = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        on = [park for park, shape in homes.items() if shapely.contains_xy(shape, *at)]
        return bool(on) and name.id not in on

    scale = (room[2] - 28 - (room[2] - room[0]) / 5, room[3] - 40, room[2], room[3])
    inner = (room[0] + 2, room[1] + 2, room[2] - 2, room[3] - 2)
    reach = REACH * deep if deep < SMALL else deep
    spots = placed(names, inner, [scale, *kept], foreign, reach)
    for spot in spots:
        if spot.far:
            yield Line(spot.name.x, spot.name.y, *spot.foot, looks.color("ink"), 0.9)
    for spot in spots:
        yield _label(looks, spot.name.id, spot.box, *shown[spot.name.id])


def _symbol(park: str, x: float, y: float, looks: Looks, state: str) -> Round:
    look = looks.of(".symbol", f".symbol.{state}")
    stroke = mixed(look["stroke"], looks.color("paper"), float(look["stroke-opacity"]))
    fill = look["fill"] if float(look["fill-opacity"]) else looks.color("land")
    return Round(x, y, SYMBOL_RADIUS, fill, stroke, float(look["stroke-width"]), park)


def _label(  # noqa: PLR0913, PLR0917  # what a label is made of
    looks: Looks, park: str, box: Box, text: str, size: float, bold: bool, state: str, chosen: bool
) -> Text:
    """Return a label on a ground of its own: on colours a grey name could not be read."""
    look = looks.of(".label", f".label.{state}", ".label.selected" if chosen else "")
    clear = re.search(r"\d+%", look["background"])
    ground = looks.color("paper") if clear else look["background"]
    at = box[0] + 4, box[1] + 1 + size * 0.95
    return Text(*at, text, size, look["color"], bold, box, ground, label=park)

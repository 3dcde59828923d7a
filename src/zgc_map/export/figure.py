"""The map of a view as a drawing: the same data and looks as the live map, without a browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely

from zgc_map.export.arc_lines import draw_arcs
from zgc_map.export.drawing import Line, Part, Round, Shape, Text
from zgc_map.export.labels import Box
from zgc_map.export.looks import Looks
from zgc_map.export.names import draw_names
from zgc_map.export.pen import Pen
from zgc_map.export.plane import MARGIN, Plane
from zgc_map.export.take import Take
from zgc_map.export.tile_grid import draw_tiles
from zgc_map.model import ParkId, PlaceKind
from zgc_map.query import Picture
from zgc_map.render.map_state import map_state

LABEL_SIZE = 15.0

SPARE = 0.06
"""What a small map keeps free at most on each side, as a part of its shorter side."""

Things = tuple[Shape | Round | Line | Text, ...]


@dataclass(frozen=True)
class Figure:
    """A view put into a room of a picture: what to draw, and the plane it was put there with."""

    things: Things
    plane: Plane | None
    """None where the view is one of tiles, which have no scale."""
    state: Mapping[str, Any]


def draw_map(
    take: Take,
    room: Box,
    *,
    dark: bool,
    label_size: float = LABEL_SIZE,
    spare: float = 1.0,
    focus: ParkId | None = None,
) -> Figure:
    """Return the map or the tiles of a view, drawn into a room of a picture (pixels).

    Parameters
    ----------
    take
        The view.
    room
        Where it is drawn.
    dark
        Whether it is drawn for a dark ground.
    label_size
        The size of names, in pixels; the fainter ones are a little smaller.
    spare
        How much wider the letters of tiles may be: a slide brings no font.
    focus
        The park the map is cropped to, whatever the view zooms to; `draw_locator` shows where
        that is.
    """
    address = take.address
    state = map_state(take.catalog, address, take.selection, take.t, dark=dark)
    looks = Looks(dark=dark)
    chosen = {park for park in (address.park, *take.compared) if park}
    focus = focus or state["focus"]
    plane = _plane(take, room, focus)
    pen = Pen(plane, shapely.box(*room), looks)
    if address.picture is Picture.TILES:
        tiles = tuple(draw_tiles(state, chosen, pen, room, label_size, spare))
        return Figure(tiles, None, state)
    arcs, heads = draw_arcs(state["arcs"], take.parks, plane, looks)
    names = draw_names(take.parks, state, chosen, plane, room, looks, label_size, heads)
    return Figure((*_places(take, pen, state, chosen), *arcs, *names), plane, state)


def draw_locator(take: Take, room: Box, park: ParkId, *, dark: bool) -> Things:
    """Return the whole zone in small, without names, where a park stands out (pixels)."""
    looks = Looks(dark=dark)
    pen = Pen(_plane(take, room, None, margin=4), shapely.box(*room), looks)
    things: list[Shape] = []
    for shape in take.ground.geometry:
        things += pen.area(Part.GROUND, shape, "", looks.of(".ground"))
    own = {"fill": looks.color("selected"), "stroke": looks.color("selected")}
    shown = take.catalog.park[park]
    things += pen.area(Part.AREA, take.parks.geometry[park], take.t.name(shown.name), own)
    return tuple(things)


def _plane(take: Take, room: Box, focus: ParkId | None, margin: float = MARGIN) -> Plane:
    parks = take.parks.geometry
    shown = [parks[focus]] if focus else [*take.ground.geometry, *parks]
    margin = min(margin, SPARE * min(room[2] - room[0], room[3] - room[1]))
    return Plane.fitted(shown, room, margin=margin * (4 if focus else 1))


def _places(take: Take, pen: Pen, state: Mapping[str, Any], chosen: set[ParkId]) -> list[Shape]:
    """Return the ground, the parks in their colours, and a halo around the chosen ones."""
    catalog, parks, ground, t = take.catalog, take.parks, take.ground, take.t
    looks, things = pen.looks, list[Shape]()
    names = {str(row.id): t.name(row.name) for row in catalog.sectors}
    empty = ground[~ground["place_id"].isin(parks["place_id"])]
    for place, shape in zip(empty["place_id"], empty.geometry, strict=True):
        name = t.name(catalog.place[place].name)
        things += pen.area(Part.GROUND, shape, name, looks.of(".ground"))
    for kind in PlaceKind:
        rows = parks[parks["kind"] == kind.value]
        for shape in rows.geometry if kind is PlaceKind.DEVELOPMENT_AREA else ():
            things += pen.area(Part.GROUND, shape, "", looks.of(".ground"))
        for park, shape in rows.geometry.items():
            things += pen.bands(str(park), shape, state["parks"][park], names)
        for park, shape in rows.geometry.items():
            things += pen.outline(str(park), shape, state["parks"][park])
    for park in [park for park in parks.index if park in chosen]:
        name = state["parks"][park]["title"]
        things += pen.area(Part.HALO, parks.geometry[park], name, looks.of(".halo"), park=park)
    return things

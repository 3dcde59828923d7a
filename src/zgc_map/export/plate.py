"""A whole picture of a view: the map with its title, question, legend, scale and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely

from zgc_map.export.arc_lines import THICK, dashes
from zgc_map.export.drawing import Drawing, Line, Part, Round, Shape, Text
from zgc_map.export.figure import draw_map
from zgc_map.export.labels import Box
from zgc_map.export.looks import Looks
from zgc_map.export.pen import HATCH_BAR, HATCH_PERIOD
from zgc_map.export.plane import Plane
from zgc_map.export.provenance import asked
from zgc_map.export.take import Take
from zgc_map.export.typeface import printable, width, wrapped
from zgc_map.query import Picture
from zgc_map.render.map_state import ground_note, park_bands, spoken
from zgc_map.text import Translator


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a picture in CSS pixels, and its usual dots to the inch."""

    width: float
    height: float
    dpi: int


SIZES = {
    "slide": Size(1280, 720, 144),
    "a4": Size(297 / 25.4 * 96, 210 / 25.4 * 96, 300),
    "a3": Size(420 / 25.4 * 96, 297 / 25.4 * 96, 300),
    "upright": Size(210 / 25.4 * 96, 297 / 25.4 * 96, 300),
    "square": Size(900, 900, 192),
}
"""The sizes on offer, with their usual dots: a slide of 1920 × 1080, A4 and A3 across and A4
upright in print quality, a square."""

EDGE = 24.0
COLUMN = 0.27
"""The share of a wide picture that goes to the words beside the map."""


class _Flow:
    """Writes lines of text and signs down a column, from its top."""

    def __init__(self, left: float, top: float, room: float, looks: Looks) -> None:
        self.left, self.y, self.room, self.looks = left, top, room, looks
        self.things: list[Shape | Round | Line | Text] = []

    def say(
        self, text: str, size: float, color: str = "ink", *, bold: bool = False, gap: float = 0.0
    ) -> None:
        """Write a text in as many lines as it needs, after a gap."""
        self.y += gap
        for line in wrapped(printable(text), size, self.room, bold=bold):
            self.y += size * 1.32
            shade = self.looks.color(color)
            self.things.append(Text(self.left, self.y - size * 0.28, line, size, shade, bold))

    def sign(self, things: Sequence[Shape], text: str, size: float) -> None:
        """Write a text beside a sign of the legend."""
        moved = [_moved(thing, self.left, self.y + size * 0.31) for thing in things]
        self.things += moved
        left, room = self.left, self.room
        self.left, self.room = left + 27, room - 27
        self.say(text, size)
        self.left, self.room = left, room
        self.y += 3


def draw_plate(take: Take, size: Size, *, dark: bool) -> Drawing:
    """Return the picture of a view: wide ones have their words beside the map, others around it."""
    looks = Looks(dark=dark)
    t, about = take.t, take.catalog.about
    wide = size.width > 1.2 * size.height
    column = size.width * COLUMN if wide else size.width - 2 * EDGE
    head = _Flow(EDGE, EDGE - 6, column, looks)
    if subject := _subject(take):
        head.say(t.name(about.title), 13.5, "soft")
        head.say(subject, 25, bold=True, gap=2)
    else:
        head.say(t.name(about.title), 25, bold=True)
        head.say(t.name(about.subtitle), 13.5, "soft", gap=2)
    if question := asked(take):
        head.say(sentence(question), 13.5, bold=True, gap=5)
    notes = _Flow(EDGE, 0, column, looks)
    notes.say(ground_note(take.catalog, take.address, t), 11, "soft")
    notes.say(sentence(t("as_of", date=t.name(about.as_of_text))), 11, "soft", gap=3)
    notes.say(t.name(about.attribution), 10, "soft", gap=3)
    notes.say(about.licence, 10, "soft", gap=3)
    if take.link:
        notes.say(take.link, 10, "soft", gap=3)
    lower = size.height - EDGE + 6 - notes.y
    below = [_moved(thing, 0, lower) for thing in notes.things]
    if wide:
        room = (EDGE + column + EDGE, EDGE, size.width - EDGE, size.height - EDGE)
    else:
        room = (EDGE, head.y + 10, size.width - EDGE, lower - 66)
    figure = draw_map(take, room, dark=dark)
    if wide:
        legend = legend_column(EDGE, head.y + 20, column, figure.state, looks)
    else:
        legend = legend_row(EDGE, room[3] + 12, size.width - EDGE, figure.state, looks)
    things = [
        *figure.things,
        Shape(Part.SIGN, shapely.box(*room), stroke=looks.color("rule")),
        *scale_bar(figure.plane, room, t, looks),
        *head.things,
        *legend,
        *below,
    ]
    title = printable(_subject(take) or t.name(about.title))
    said = printable(spoken(take.catalog, take.address, take.selection, t))
    return Drawing(
        size.width, size.height, title, said, t.lang.value, looks.color("paper"), tuple(things)
    )


def _subject(take: Take) -> str:
    """Return whom the picture is about: the parks compared, or the chosen one, if any."""
    t, address = take.t, take.address
    if take.compared:
        return " · ".join(t.name(take.catalog.park[park].short) for park in take.compared)
    return t.name(take.catalog.park[address.park].name) if address.park else ""


def legend_signs(state: Mapping[str, Any], looks: Looks) -> list[tuple[list[Shape], str]]:
    """Return the signs of the legend with their texts: groups of sectors, then marks."""
    found = [([_swatch(fill=group["color"])], group["name"]) for group in state["legend"]]
    marks, edge = state["marks"], looks.color("edge")
    used = [band for park in state["parks"].values() for band in park_bands(park)]
    states = {park["state"] for park in state["parks"].values()}
    if any(band["lit"] and band["inferred"] for band in used):
        bars = [
            shapely.Polygon([(x, 13), (x + HATCH_BAR, 13), (x + 13 + HATCH_BAR, 0), (x + 13, 0)])
            for x in np.arange(-2 * HATCH_PERIOD, 20, HATCH_PERIOD)
        ]
        hatch = shapely.union_all(bars).intersection(shapely.box(0, 0, 18, 13))
        pattern = (edge, looks.color("paper"))
        bar = Shape(Part.HATCH, hatch, fill=edge, pattern=pattern)
        found.append(([bar, _swatch(stroke=edge)], marks["inferred"]))
    if any(not band["lit"] for band in used) or "off" in states:
        found.append(([_swatch(fill=looks.color("off"), stroke=edge)], marks["off"]))
    if "silent" in states:
        found.append(([_swatch(stroke=edge, dash=(3, 3))], marks["silent"]))
    if state["picture"] != Picture.TILES:
        found += [
            ([_stroke(basis, looks)], marks[f"arc-{basis}"])
            for basis in dict.fromkeys(arc["basis"] for arc in state["arcs"])
        ]
    return found


def _stroke(basis: str, looks: Looks) -> Shape:
    line = shapely.LineString([(0, 6.5), (20, 6.5)])
    parts = [part.buffer(THICK / 2, cap_style="flat") for part in dashes(line, basis)]
    return Shape(Part.SIGN, shapely.union_all(parts), fill=looks.color("ink"))


def _swatch(
    fill: str | None = None, stroke: str | None = None, dash: tuple[float, ...] = ()
) -> Shape:
    return Shape(Part.SIGN, shapely.box(0, 0, 18, 13), fill=fill, stroke=stroke, dash=dash)


def legend_column(  # where it stands and what it says
    left: float,
    top: float,
    room: float,
    state: Mapping[str, Any],
    looks: Looks,
    *,
    size: float = 14.0,
    head: float = 12.0,
) -> list[Shape | Round | Line | Text]:
    """Return the legend as a column of signs below its title."""
    flow = _Flow(left, top, room, looks)
    flow.say(state["words"]["legend"], head, "soft")
    flow.y += 4
    for things, text in legend_signs(state, looks):
        flow.sign(things, text, size)
    return flow.things


def legend_row(  # where it stands and what it says
    left: float,
    top: float,
    right: float,
    state: Mapping[str, Any],
    looks: Looks,
    *,
    size: float = 13.0,
) -> list[Shape | Round | Line | Text]:
    """Return the legend as lines of signs from the left to the right."""
    x, y = left, top
    things: list[Shape | Round | Line | Text] = []
    for signs, text in legend_signs(state, looks):
        said = printable(text)
        wide = 25 + width(said, size)
        if x + wide > right and x > left:
            x, y = left, y + size * 1.6
        things += [_moved(sign, x, y + (size - 13) / 2) for sign in signs]
        things.append(Text(x + 25, y + size * 0.88, said, size, looks.color("ink")))
        x += wide + 18
    return things


def scale_bar(
    plane: Plane | None, room: Box, t: Translator, looks: Looks, *, size: float = 12.0
) -> Iterator[Line | Text]:
    """Yield a scale bar of a round length in a lower corner of a map; tiles have no scale."""
    if plane is None:
        return
    one = plane.km(room)
    longest = (room[2] - room[0]) / 5 / one
    lengths = [step * 10**power for power in range(-2, 4) for step in (1, 2, 5)]
    length = max((km for km in lengths if km <= longest), default=lengths[0])
    right, y, ink = room[2] - 14, room[3] - 14, looks.color("soft")
    left = right - length * one
    yield Line(left, y, right, y, ink, 1.6)
    for x in (left, right):
        yield Line(x, y - 5, x, y, ink, 1.6)
    said = printable(t("picture.km", n=t.number(length)))
    yield Text(right - width(said, size), y - 8, said, size, ink)


def _moved(thing: Any, right: float, down: float) -> Any:
    """Return a shape or a text moved."""
    if isinstance(thing, Shape):
        geometry = shapely.transform(thing.geometry, lambda at: at + np.array([right, down]))
        return replace(thing, geometry=geometry)
    return replace(thing, x=thing.x + right, y=thing.y + down)


def sentence(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]

"""The schematic view as a drawing: every park as a tile of one size, as in the live view."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from zgc_map.export.drawing import Part, Round, Shape, Text
from zgc_map.export.labels import Box
from zgc_map.export.pen import Pen
from zgc_map.export.typeface import printable, width, wrapped
from zgc_map.model import ParkId
from zgc_map.render.map_state import park_bands

GAP, MARGIN, PAD = 8.0, 12.0, 8.0
LEAST = 92.0
"""Tiles narrower or less deep than this (pixels) do not list their sectors."""

LEGIBLE = 4.0
"""Names that would have to be smaller (pixels) are left out."""

FOOT = 0.5
"""The share of a tile that goes to its bands where they are not named."""

BAR = 0.1
"""The share of a tile's width that goes to its bands where they are named."""

SEAM = 2.0
"""What is kept free between two bands (pixels), so that they are counted and not measured."""

LARGE, SMALL, STEP = 0.87, 0.57, 0.03
"""The size of sectors' names as a part of that of parks: first, at least, and from try to try."""

NAME, LINE = 1.25, 1.22
"""How deep a line is, as a part of the size of its type: of a park's name, of a sector's."""


def draw_tiles(  # what is drawn, where, and how
    state: Mapping[str, Any], chosen: Collection[ParkId], pen: Pen, room: Box,
    size: float, spare: float = 1.0,
) -> Iterator[Shape | Round | Text]:  # fmt: skip
    """Yield a tile a park: its name, its sectors and its bands.

    With spare, letters are taken as so much wider: for files that bring no font.
    """
    parks = state["parks"]
    wide = max((data["tile"][0] for data in parks.values()), default=1)
    deep = max((data["tile"][1] for data in parks.values()), default=1)
    across = (room[2] - room[0] - 2 * MARGIN + GAP) / wide
    down = (room[3] - room[1] - 2 * MARGIN + GAP) / deep
    size *= _shrunk((data["name"] for data in parks.values()), size, across - GAP - 2 * PAD, spare)
    for park, data in parks.items():
        left = room[0] + MARGIN + (data["tile"][0] - 1) * across
        top = room[1] + MARGIN + (data["tile"][1] - 1) * down
        box = (left, top, left + across - GAP, top + down - GAP)
        yield from _tile(park, data, pen, box, size, spare, chosen=park in chosen)


def _shrunk(names: Iterable[str], size: float, room: float, spare: float) -> float:
    """Return by how much names have to be smaller, so that no word of any is broken."""
    words = [word for name in names for word in printable(name).split()]
    widest = max((width(word, size, bold=True, spare=spare) for word in words), default=0.0)
    return min(1.0, room / widest) if widest else 1.0


def _tile(  # what is drawn, where, and how
    park: str,
    data: Mapping[str, Any],
    pen: Pen,
    box: Box,
    size: float,
    spare: float,
    *,
    chosen: bool,
) -> Iterator[Shape | Round | Text]:
    looks, state = pen.looks, data["state"]
    left, top, right, bottom = box
    bold = state == "on"
    ground = None if state == "silent" else looks.color("land")
    yield Shape(Part.GROUND, shapely.box(*box), data["title"], park, fill=ground)
    said = wrapped(printable(data["name"]), size, right - left - 2 * PAD, bold=bold, spare=spare)
    said = said if size >= LEGIBLE else []
    under = top + len(said) * size * NAME + PAD * 0.75
    lit = [row for row in park_bands(data) if row["lit"]]
    named: list[Text] = []
    roomy = min(right - left, bottom - top) >= LEAST and under + size * SMALL * LINE <= bottom
    if lit and roomy:
        lower = (left, under, right, bottom)
        yield from _rows(park, data["name"], lit, pen, lower, (size, spare), named)
    elif data["bands"]:
        foot = (left, bottom - (bottom - top) * FOOT, right, bottom)
        yield from _foot(park, data["name"], lit, pen, foot)
    ink = looks.color("ink" if bold else "edge")
    dash = (3.0, 3.0) if state == "silent" else ()
    stroke, thick = (looks.color("selected"), 3.0) if chosen else (ink, 1.4)
    yield Shape(
        Part.AREA, shapely.box(*box), data["title"], park, stroke=stroke, width=thick, dash=dash
    )
    color = looks.color("ink" if bold else "soft")
    for number, line in enumerate(said, start=1):
        yield Text(left + PAD, top + number * size * NAME, line, size, color, bold, label=park)
    yield from named


def _rows(  # what is drawn, where, and how
    park: str, name: str, lit: Sequence[Mapping[str, Any]], pen: Pen, box: Box,
    measure: tuple[float, float], named: list[Text],
) -> Iterator[Shape]:  # fmt: skip
    """Yield a band a sector, one below the other, and note the name of each beside it."""
    left, top, right, bottom = box
    edge = left + (right - left) * BAR
    names = [printable(row["name"]) for row in lit]
    small, rows = _fitted(names, right - edge - PAD - 3, bottom - top, *measure)
    deepest = max(map(len, rows))
    if len(rows) * deepest * small * LINE <= bottom - top:
        depths = [(bottom - top) / len(rows)] * len(rows)
    else:
        lines = sum(map(len, rows))
        depths = [len(row) * (bottom - top) / lines for row in rows]
    y = top
    for at, (said, depth) in enumerate(zip(rows, depths, strict=True)):
        last = at == len(rows) - 1
        mine = lit[at:] if last else lit[at : at + 1]
        for number, row in enumerate(mine):
            start, end = (y + depth * n / len(mine) for n in (number, number + 1))
            seam = 0 if last and number == len(mine) - 1 else min(SEAM, (end - start) / 3)
            place = shapely.box(left, start, edge, end - seam)
            yield from _band(park, name, row, pen, place)
        line = y + (depth - len(said) * small * LINE) / 2 + small * 0.95
        for text in said:
            ink = pen.looks.color("ink")
            named.append(Text(edge + 5, line, text, small, ink))
            line += small * LINE
        y += depth


def _fitted(
    names: Sequence[str], room: float, depth: float, size: float, spare: float = 1.0
) -> tuple[float, list[list[str]]]:
    """Return the size of type, and the lines of each name; the last says how many had no room."""
    small, least = size * LARGE, size * SMALL
    while True:
        rows = [wrapped(name, small, room, cut=False, spare=spare) for name in names]
        whole = all(width(line, small, spare=spare) <= room for row in rows for line in row)
        if whole and len(rows) * max(map(len, rows)) * small * LINE <= depth:
            return small, rows
        if small <= least:
            break
        small = max(small - size * STEP, least)
    lines = max(int(depth / (small * LINE)), 1)
    if len(rows) <= lines:
        return small, _shortened(names, small, room, lines, spare)
    left_out = len(rows) - lines + 1
    kept = _shortened(names[: lines - 1], small, room, lines - 1, spare)
    return small, [*kept, [f"+{left_out}"]]


def _shortened(  # the names, their looks and their room
    names: Sequence[str], size: float, room: float, lines: int, spare: float
) -> list[list[str]]:
    """Return each name in a line at least and no more than so many in all, the first ones first."""
    rows, free = [], lines - len(names)
    for name in names:
        whole = wrapped(name, size, room, spare=spare)
        some = whole[: 1 + free]
        free -= len(some) - 1
        if len(some) < len(whole):
            start = 0
            for line in some[:-1]:
                start = name.index(line, start) + len(line)
            some[-1] = _cut(name[start:].strip(), size, room, spare)
        rows.append(some)
    return rows


def _cut(text: str, size: float, room: float, spare: float) -> str:
    """Return as much of a text as there is room for, and a sign that it goes on."""
    dots = printable(text + "…")[len(text) :]
    kept = len(text)
    while kept > 1 and width(text[:kept].rstrip() + dots, size, spare=spare) > room:
        kept -= 1
    return text[:kept].rstrip() + dots


def _foot(
    park: str, name: str, lit: Sequence[Mapping[str, Any]], pen: Pen, box: Box
) -> Iterator[Shape]:
    """Yield bands without names beside each other; one for what is hidden if nothing else is."""
    left, top, right, bottom = box
    if not lit:
        fill = pen.looks.color("off")
        yield pen.filled(Part.BAND, shapely.box(*box), name, park, fill, faint=False)
    wide = (right - left + SEAM) / max(len(lit), 1)
    seam = min(SEAM, wide / 3)
    for at, row in enumerate(lit):
        start = left + at * wide
        yield from _band(park, name, row, pen, shapely.box(start, top, start + wide - seam, bottom))


def _band(
    park: str, name: str, row: Mapping[str, Any], pen: Pen, place: BaseGeometry
) -> Iterator[Shape]:
    """Yield the band of a sector, hatched where it is inferred only."""
    drawn = pen.filled(Part.BAND, place, name, park, row["color"], faint=row["inferred"])
    yield drawn
    if row["inferred"]:
        yield from pen.hatch([drawn], row["color"], 1.0)

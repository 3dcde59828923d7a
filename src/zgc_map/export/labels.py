"""Where names stand on a picture: the important ones first, none over another or over a symbol."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Segment = tuple[tuple[float, float], tuple[float, float]]
"""A straight line from one point to another."""

SYMBOL = 7.0
"""Half the side of the square kept free around a symbol."""

CORE = 5.0
"""Half the side of the square that no line to another symbol may touch."""

ANGLES = 24
FAR = (18.0, 26.0, 36.0, 48.0, 60.0, 76.0, 94.0, 114.0)
"""Distances of the spots that need a line to their symbol: a picture cannot be zoomed."""

UNIMPORTANT, NEAREST = 4, 5
"""Names from this rank on go no further than so many of them."""


@dataclass(frozen=True, slots=True)
class Name:
    """A label to be placed: its symbol, its size, and its rank (lower ones come first)."""

    id: str
    x: float
    y: float
    width: float
    height: float
    rank: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands, and whether it needs a line to its symbol."""

    name: Name
    box: Box
    far: bool

    @property
    def foot(self) -> tuple[float, float]:
        """Return the point of the box that is nearest to the symbol."""
        left, top, right, bottom = self.box
        return min(max(self.name.x, left), right), min(max(self.name.y, top), bottom)

    @property
    def line(self) -> Segment:
        """Return the line from the symbol to the foot."""
        return (self.name.x, self.name.y), self.foot


def placed(
    names: Sequence[Name],
    room: Box,
    kept: Sequence[Box] = (),
    foreign: Callable[[Name, Box], bool] = lambda _name, _box: False,
    reach: float = FAR[-1],
) -> tuple[Spot, ...]:
    """Return a spot for each name that finds one in the room and off what is kept, by rank.

    Beside its symbol where that is not foreign, which means on what belongs to another name; else
    further out, as far as it may reach, where its line crosses no symbol, label or other line; else
    beside it anyhow.
    """
    symbols = {
        name.id: (name.x - SYMBOL, name.y - SYMBOL, name.x + SYMBOL, name.y + SYMBOL)
        for name in names
    }
    found: list[Spot] = []
    for name in sorted(names, key=lambda name: name.rank):
        others = [box for other, box in symbols.items() if other != name.id]
        cores = [_grown(box, CORE - SYMBOL) for box in others]
        labels = [spot.box for spot in found]
        taken = [*others, *kept, *labels]
        lines = [spot.line for spot in found if spot.far]
        spare = None
        for far, (left, top) in _spots(name, reach):
            box = (left, top, left + name.width, top + name.height)
            if not _inside(box, room) or not all(apart(box, other) for other in taken):
                continue
            if any(crosses(line, box) for line in lines):
                continue
            spot = Spot(name, box, far)
            if far and (
                any(crosses(spot.line, other) for other in (*cores, *kept, *labels))
                or any(_cross(spot.line, line) for line in lines)
            ):
                continue
            if not far and foreign(name, box):
                spare = spare or spot
                continue
            found.append(spot)
            break
        else:
            found += [spare] if spare else []
    return tuple(found)


def apart(one: Box, other: Box) -> bool:
    """Return whether two boxes share no point."""
    return one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def crosses(line: Segment, box: Box) -> bool:
    """Return whether a line runs through a box."""
    (x0, y0), (x1, y1) = line
    first, last = 0.0, 1.0
    for start, along, low, high in ((x0, x1 - x0, box[0], box[2]), (y0, y1 - y0, box[1], box[3])):
        if along == 0:
            if not low <= start <= high:
                return False
            continue
        ends = sorted(((low - start) / along, (high - start) / along))
        first, last = max(first, ends[0]), min(last, ends[1])
    return first <= last


def _cross(one: Segment, other: Segment) -> bool:
    """Return whether two lines cross."""

    def side(line: Segment, point: tuple[float, float]) -> float:
        (x0, y0), (x1, y1) = line
        return (x1 - x0) * (point[1] - y0) - (y1 - y0) * (point[0] - x0)

    return (
        side(one, other[0]) * side(one, other[1]) <= 0
        and side(other, one[0]) * side(other, one[1]) <= 0
    )


def _inside(box: Box, room: Box) -> bool:
    return box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]


def _spots(name: Name, reach: float) -> Iterator[tuple[bool, tuple[float, float]]]:
    """Yield the upper left corners to try: the live map's eight, then rings further out."""
    x, y, w, h = name.x, name.y, name.width, name.height
    near = (
        (-w / 2, -h - 8), (-w / 2, 8), (10, -h / 2), (-w - 10, -h / 2),
        (6, -h - 6), (-w - 6, -h - 6), (6, 6), (-w - 6, 6),
    )  # fmt: skip
    yield from ((False, (x + dx, y + dy)) for dx, dy in near)
    for distance in FAR if name.rank < UNIMPORTANT else FAR[:NEAREST]:
        if distance > reach:
            return
        for step in range(ANGLES):
            angle = 2 * math.pi * step / ANGLES
            dx, dy = math.cos(angle), math.sin(angle)
            left = x + dx * (distance + w / 2) - w / 2
            top = y + dy * (distance + h / 2) - h / 2
            yield True, (left, top)

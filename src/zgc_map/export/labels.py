"""Where names stand on a picture: the important ones first, none over another or over a symbol."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

SYMBOL = 7.0
"""Half the side of the square kept free around a symbol."""

FAR = (26.0, 40.0, 56.0, 74.0, 94.0)
"""Distances of the spots that need a line to their symbol: a picture cannot be zoomed."""

UNIMPORTANT = 4
"""Names from this rank on go no further than the first of them."""


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


def placed(names: Sequence[Name], room: Box, kept: Sequence[Box] = ()) -> tuple[Spot, ...]:
    """Return a spot for each name that finds one in the room and off what is kept, by rank."""
    symbols = {
        name.id: (name.x - SYMBOL, name.y - SYMBOL, name.x + SYMBOL, name.y + SYMBOL)
        for name in names
    }
    found: list[Spot] = []
    for name in sorted(names, key=lambda name: name.rank):
        others = [box for other, box in symbols.items() if other != name.id]
        taken = [*others, *kept, *(spot.box for spot in found)]
        for far, (left, top) in _spots(name):
            box = (left, top, left + name.width, top + name.height)
            if _inside(box, room) and all(apart(box, other) for other in taken):
                found.append(Spot(name, box, far))
                break
    return tuple(found)


def apart(one: Box, other: Box) -> bool:
    """Return whether two boxes share no point."""
    return one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def _inside(box: Box, room: Box) -> bool:
    return box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]


def _spots(name: Name) -> Iterator[tuple[bool, tuple[float, float]]]:
    """Yield the upper left corners to try: the live map's eight, then rings further out."""
    x, y, w, h = name.x, name.y, name.width, name.height
    near = (
        (-w / 2, -h - 8), (-w / 2, 8), (10, -h / 2), (-w - 10, -h / 2),
        (6, -h - 6), (-w - 6, -h - 6), (6, 6), (-w - 6, 6),
    )  # fmt: skip
    yield from ((False, (x + dx, y + dy)) for dx, dy in near)
    for distance in FAR if name.rank < UNIMPORTANT else FAR[:1]:
        for step in range(16):
            angle = 2 * math.pi * step / 16
            dx, dy = math.cos(angle), math.sin(angle)
            left = x + dx * (distance + w / 2) - w / 2
            top = y + dy * (distance + h / 2) - h / 2
            yield True, (left, top)

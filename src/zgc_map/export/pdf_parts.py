"""What the pages of a document have in common: maps, legends, texts in two columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Any, Final

import shapely

from zgc_map.export.drawing import Line, Part, Round, Shape, Text
from zgc_map.export.figure import draw_map
from zgc_map.export.labels import Box
from zgc_map.export.looks import Looks
from zgc_map.export.paper import EDGE, FOOT, HIGH, MM, ROOM, Paper
from zgc_map.export.plate import legend_row, scale_bar
from zgc_map.export.take import Take

LOOKS: Final = Looks(dark=False)

BETWEEN: Final = 6.0
COLUMN: Final = (ROOM - BETWEEN) / 2
"""How wide each of two columns is (mm)."""

COLUMNS: Final = (EDGE, EDGE + COLUMN + BETWEEN)
"""Where they begin."""

OPENING: Final = 3
"""So many texts begin a page at least."""

LABEL: Final = 11.5
"""The size of a map's names (pixels)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A text that stays together, its size in points and the gap above it in mm."""

    text: str
    size: float
    color: str = "ink"
    bold: bool = False
    gap: float = 0.5
    link: str = ""
    heads: bool = False
    """Whether it stays with the text that follows."""


def place_map(
    paper: Paper, take: Take, size: tuple[float, float], top: float, unit: float = MM
) -> None:
    """Draw the map of a view on an area of a size (mm) whose top is there, and free.

    Parameters
    ----------
    unit
        How large a pixel of the drawing is (mm): the smaller, the finer are lines and names.
    """
    paper.draw(_drawn(take, (0.0, 0.0, size[0] / unit, size[1] / unit)), paper.left, top, unit)


def _drawn(take: Take, room: Box) -> Iterator[Shape | Round | Line | Text]:
    figure = draw_map(take, room, dark=False, label_size=LABEL)
    yield from figure.things
    yield Shape(Part.SIGN, shapely.box(*room), stroke=LOOKS.color("rule"))
    yield from scale_bar(figure.plane, room, take.t, LOOKS)


def place_legend(paper: Paper, state: Mapping[str, Any]) -> None:
    """Write the signs of a map in lines as wide as there is room, then its note."""
    signs = legend_row(0, 0, paper.room / MM, state, LOOKS, size=10 * paper.scale)
    paper.draw(signs, paper.left, paper.y + 1.5)
    lowest = max((thing.y for thing in signs if isinstance(thing, Text)), default=0.0)
    paper.y += 2.5 + lowest * MM
    paper.say(state["words"]["note"], 7.5, "soft", gap=0.5)


def opening(paper: Paper, blocks: Sequence[Block]) -> float:
    """Return how much room the first texts of two columns need: a heading stays with them."""
    room, paper.room = paper.room, COLUMN
    deep = sum(paper.tall(one.text, one.size, one.gap, bold=one.bold) for one in blocks[:OPENING])
    paper.room = room
    return deep


def place_columns(paper: Paper, blocks: Sequence[Block]) -> None:
    """Write texts in two columns of about one depth, on as many pages as they need."""
    paper.room = COLUMN
    rest = [(one, paper.tall(one.text, one.size, one.gap, bold=one.bold)) for one in blocks]
    while rest:
        paper.need(sum(deep for _, deep in rest[:OPENING]))
        top, free = paper.y, HIGH - FOOT - paper.y
        even = range(ceil(sum(deep for _, deep in rest) / 2), ceil(free))
        depth = next((one for one in even if _held(rest, one, len(COLUMNS)) == len(rest)), free)
        ends = []
        for paper.left in COLUMNS:
            paper.y = top
            held = _held(rest, depth) or (1 if paper.left == EDGE else 0)
            for one, _ in rest[:held]:
                paper.say(one.text, one.size, one.color, bold=one.bold, gap=one.gap, link=one.link)
            rest = rest[held:]
            ends.append(paper.y)
        paper.left, paper.y = EDGE, max(ends)
    paper.room = ROOM


def _held(rest: Sequence[tuple[Block, float]], depth: float, columns: int = 1) -> int:
    """Return how many texts columns of a depth hold; none ends with the head of what follows."""
    first = sum(lowest <= depth + 0.01 for lowest in accumulate(deep for _, deep in rest))
    while 0 < first < len(rest) and rest[first - 1][0].heads:
        first -= 1
    return first + (_held(rest[first:], depth, columns - 1) if columns > 1 else 0)

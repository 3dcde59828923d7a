"""How much room the cells of a table take on paper, in millimetres."""

from __future__ import annotations

from collections.abc import Sequence

from zgc_map.export.brief_parts import Table
from zgc_map.export.typeface import longest, printable, shared_room, wrapped

POINT = 25.4 / 72
"""Millimetres in a point."""

PAD = 1.0
"""What is left free around the text of a cell."""


def column_rooms(table: Table, room: float, size: float) -> list[float]:
    """Return how wide the columns of a table are: no word of them is cut if that can be."""
    least = [
        max(longest(cell, size * POINT, bold=True) for cell in column) + 2 * PAD + 0.1
        for column in zip(table.head, *(row.cells for row in table.rows), strict=True)
    ]
    return shared_room(room, table.widths, least)


def lines_of(
    cells: Sequence[str], rooms: Sequence[float], size: float, *, head: bool = False
) -> list[list[str]]:
    """Return the lines of each cell of a row."""
    return [
        wrapped(printable(cell), size * POINT, room - 2 * PAD, bold=head or not at)
        for at, (cell, room) in enumerate(zip(cells, rooms, strict=True))
    ]


def row_depth(lines: Sequence[Sequence[str]], size: float) -> float:
    """Return how tall a row of such cells is."""
    return max(map(len, lines)) * size * POINT * 1.3 + 2 * PAD

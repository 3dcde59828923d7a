"""How much room words take on a slide, whatever font the reader's machine sets them in.

A deck carries no fonts. Widths are therefore those of a wide font that often stands in for another,
and the distance of lines is fixed, so that it does not depend on the font at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zgc_map.export.brief_parts import Row, Table
from zgc_map.export.typeface import longest, printable, shared_room, width, wrapped

SPARE = 1.2
"""How much wider than ours the stand-in's bold letters are; Chinese signs are as wide in both."""

LEADING = 1.34
"""The distance of two lines, in sizes."""

PADDING = 5.0
"""What a cell keeps free on each side, in pixels."""

GAP = 0.4
"""What follows a paragraph, in sizes."""

SIZES = (22.0, 20.0, 18.0, 16.0)
"""Sizes of text in pixels: the first that fits is taken. The last is twelve points."""

LEAST = SIZES[-1]


def text_depth(lines: Sequence[str], room: float, size: float) -> float:
    """Return how deep paragraphs go at most."""
    return sum(len(_lines(line, size, room)) * LEADING + GAP for line in lines) * size


def text_size(lines: Sequence[str], room: float, deep: float) -> float:
    """Return the largest size at which paragraphs fit, or else the smallest."""
    return next((size for size in SIZES if text_depth(lines, room, size) <= deep), LEAST)


def table_rooms(table: Table, room: float, size: float) -> list[float]:
    """Return how wide the columns are: as the table asks, but no word is cut if that can be."""
    return shared_room(room, table.widths, _least_rooms(table, size))


def cuts_words(table: Table, room: float, size: float) -> bool:
    """Return whether a table has more columns than its longest words have room for."""
    return sum(_least_rooms(table, size)) > room


def row_depth(cells: Sequence[str], rooms: Sequence[float], size: float) -> float:
    """Return how deep a row is at most: as deep as its deepest cell."""
    pairs = zip(cells, rooms, strict=True)
    lines = max(len(_lines(cell, size, room - 2 * PADDING)) for cell, room in pairs)
    return lines * size * LEADING + 2 * PADDING


def table_depth(table: Table, room: float, size: float) -> float:
    """Return how deep a table goes at most."""
    rooms = table_rooms(table, room, size)
    return sum(row_depth(row.cells, rooms, size) for row in (Row(table.head), *table.rows))


def link_lines(link: str, size: float, room: float) -> list[str]:
    """Return an address as lines that break after its signs, where they can."""
    lines = [""]
    for part in re.findall(r"[^/?&=.+%-]*[/?&=.+%-]+|[^/?&=.+%-]+", printable(link)):
        if lines[-1] and width(lines[-1] + part, size, spare=SPARE) > room:
            lines.append("")
        lines[-1] += part
    return lines


def _least_rooms(table: Table, size: float) -> list[float]:
    """Return how wide the columns have to be so that no word is cut."""
    rows = (table.head, *(row.cells for row in table.rows))
    return [
        max(longest(cell, size, bold=True, spare=SPARE) for cell in column) + 2 * PADDING + 3
        for column in zip(*rows, strict=True)
    ]


def _lines(text: str, size: float, room: float) -> list[str]:
    return wrapped(printable(text), size, room - 2, bold=True, spare=SPARE)

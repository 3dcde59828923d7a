"""Sheets of A4 written from the top down: text, tables and drawings, in millimetres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import segno
import shapely
from fpdf import FPDF
from fpdf.drawing import GraphicsContext, PaintedPath
from fpdf.drawing_primitives import DeviceRGB
from fpdf.enums import IntersectionRule, StrokeJoinStyle
from numpy.typing import NDArray

from zgc_map.export.brief_parts import Table
from zgc_map.export.drawing import PX_PER_INCH, Line, Part, Round, Shape, Text
from zgc_map.export.looks import Looks, rgb
from zgc_map.export.paper_cells import PAD, POINT, column_rooms, lines_of, row_depth
from zgc_map.export.typeface import (
    FAMILY,
    font_file,
    printable,
    width,
    wrapped,
)

Ring = NDArray[np.float64]

MM = 25.4 / PX_PER_INCH
"""Millimetres in a CSS pixel."""

WIDE, HIGH, EDGE, FOOT = 210.0, 297.0, 13.0, 14.0
ROOM = WIDE - 2 * EDGE

LEAD = 1.26
"""From line to line, in the size of the text."""


class Paper(FPDF):
    """A document that grows downwards; what does not fit goes to the next page.

    Texts and tables are as large as they are asked for, times the document's scale.
    """

    def __init__(self, title: str, subject: str, scale: float = 1.0) -> None:
        super().__init__(unit="mm", format="A4")
        self.scale = scale
        self.looks = Looks(dark=False)
        self.left, self.room = EDGE, ROOM
        self.foot = printable(title)
        self.open_fonts()
        self.set_auto_page_break(auto=False)
        self.set_title(printable(title))
        self.set_subject(printable(subject))
        self.set_creator("zgc-map")
        self.set_display_mode("fullwidth")
        self.add_page()
        self.y = EDGE

    def open_fonts(self) -> None:
        """Bring in the typeface."""
        for style, bold in (("", False), ("B", True)):
            self.add_font(FAMILY, style, font_file(bold=bold))

    def footer(self) -> None:
        """Write the title and the number of the page below what it holds."""
        self._put(EDGE, HIGH - 8, self.foot, 7, "soft")
        number = str(self.page_no())
        self._put(WIDE - EDGE - width(number, 7 * POINT), HIGH - 8, number, 7, "soft")

    def need(self, height: float) -> None:
        """Turn to a new page unless there is so much room left on this one."""
        if self.y + height > HIGH - FOOT:
            self.add_page()
            self.y = EDGE

    def say(  # what is said and how
        self,
        text: str,
        size: float,
        color: str = "ink",
        *,
        bold: bool = False,
        gap: float = 0.0,
        link: str = "",
    ) -> None:
        """Write a text of a size (points) in as many lines as it needs, after a gap.

        With a link every line of it can be clicked.
        """
        self.y += gap
        size *= self.scale
        high = size * POINT
        for line in wrapped(printable(text), high, self.room, bold=bold):
            self.need(high * LEAD)
            self.y += high * LEAD
            self._put(self.left, self.y - high * 0.3, line, size, color, bold=bold)
            if link:
                self.link(self.left, self.y - high * LEAD, self.room, high * LEAD, link)

    def tall(self, text: str, size: float, gap: float = 0.0, *, bold: bool = False) -> float:
        """Return how much room a text will take downwards."""
        high = size * self.scale * POINT
        return gap + len(wrapped(printable(text), high, self.room, bold=bold)) * high * LEAD

    def section(self, text: str, level: int = 1, size: float = 12, *, keep: float = 13) -> None:
        """Write a heading that the outline leads to; so much of what follows is on its page."""
        self.need(5.1 + size * self.scale * POINT * LEAD + keep)
        self.y += 4
        self.start_section(printable(text), level=level)
        self.say(text, size, bold=True)
        self.y += 1

    def tabled(self, table: Table, size: float = 8) -> None:
        """Draw a table below its heading; its head stands on each page it goes over."""
        size *= self.scale
        rooms = column_rooms(table, self.room, size)
        start = [lines_of(table.head, rooms, size, head=True)]
        start += [lines_of(row.cells, rooms, size) for row in table.rows[:1]]
        self.section(table.heading, keep=sum(row_depth(lines, size) for lines in start))
        self._row(table.head, rooms, size, "soft", head=True)
        for row in table.rows:
            color = "soft" if row.faint else "ink"
            if self._row(row.cells, rooms, size, color, colors=row.colors):
                continue
            self.need(HIGH)
            self._row(table.head, rooms, size, "soft", head=True)
            self._row(row.cells, rooms, size, color, colors=row.colors)
        if table.note:
            self.say(table.note, 7.5, "soft", gap=1)

    def _row(  # a row and its look
        self,
        cells: Sequence[str],
        rooms: Sequence[float],
        size: float,
        color: str,
        *,
        colors: Sequence[str] = (),
        head: bool = False,
    ) -> bool:
        """Draw a row and return True, or return False if it does not fit on this page."""
        high = size * POINT
        lines = lines_of(cells, rooms, size, head=head)
        tall = row_depth(lines, size)
        if self.y + tall > HIGH - FOOT and self.y > EDGE:
            return False
        x = self.left
        for at, (cell, room) in enumerate(zip(lines, rooms, strict=True)):
            if colors and colors[at]:
                y0, y1 = self.y + 0.6, self.y + tall - 0.6
                bar = [(x - 1.4, y0), (x - 0.4, y0), (x - 0.4, y1), (x - 1.4, y1)]
                self._path([bar], colors[at])
            for number, line in enumerate(cell):
                y = self.y + PAD + high * (1.3 * number + 1)
                self._put(x + PAD, y, line, size, color, bold=head or not at)
            x += room
        self.y += tall
        self.set_draw_color(*_levels(self.looks.color("ink" if head else "rule")))
        self.set_line_width(0.3 if head else 0.15)
        self.line(self.left, self.y, self.left + self.room, self.y)
        return True

    def draw(
        self,
        things: Iterable[Shape | Round | Line | Text],
        left: float,
        top: float,
        unit: float = MM,
    ) -> None:
        """Draw things (pixels) with their origin at a place of this page; a unit (mm) a pixel."""

        def placed(ring: Ring) -> list[tuple[float, float]]:
            return [(left + float(x) * unit, top + float(y) * unit) for x, y in ring[:-1]]

        for thing in things:
            match thing:
                case Shape():
                    rings = [placed(ring) for ring in thing.rings()]
                    dash = [part * unit for part in thing.dash]
                    self._path(rings, thing.fill, thing.stroke, thing.width * unit, dash)
                case Round():
                    ring = shapely.Point(thing.x, thing.y).buffer(thing.radius, 8)
                    rings = [placed(shapely.get_coordinates(ring))]
                    self._path(rings, thing.fill, thing.stroke, thing.width * unit)
                case Line():
                    self.set_draw_color(*_levels(thing.stroke))
                    self.set_line_width(thing.width * unit)
                    x0, y0 = left + thing.x0 * unit, top + thing.y0 * unit
                    self.line(x0, y0, left + thing.x1 * unit, top + thing.y1 * unit)
                case Text():
                    if thing.box:
                        box = placed(shapely.get_coordinates(shapely.box(*thing.box)))
                        self._path([box], thing.box_fill, opacity=thing.box_opacity)
                    at = left + thing.x * unit, top + thing.y * unit
                    self._put(
                        *at, thing.text, thing.size * unit / POINT, thing.color, bold=thing.bold
                    )

    def code(self, link: str, left: float, top: float, side: float) -> None:
        """Draw a link as a QR code that can be clicked as well."""
        matrix = [[bool(dot) for dot in row] for row in segno.make(link, micro=False).matrix]
        dot = side / len(matrix)
        boxes = [
            shapely.box(left + x * dot, top + y * dot, left + (x + 1) * dot, top + (y + 1) * dot)
            for y, row in enumerate(matrix)
            for x, dark in enumerate(row)
            if dark
        ]
        whole = Shape(Part.SIGN, shapely.union_all(boxes))
        rings = [[(float(x), float(y)) for x, y in ring[:-1]] for ring in whole.rings()]
        self._path(rings, self.looks.color("ink"))
        self.link(left, top, side, side, link)

    def _put(
        self, x: float, y: float, text: str, size: float, color: str, *, bold: bool = False
    ) -> None:
        """Write one line at its baseline; the colour is one by name or #rrggbb."""
        self.set_font(FAMILY, "B" if bold else "", size)
        shade = color if color.startswith("#") else self.looks.color(color)
        self.set_text_color(*_levels(shade))
        self.text(x, y, text)

    def _path(  # an area and its look
        self,
        rings: Sequence[Sequence[tuple[float, float]]],
        fill: str | None,
        stroke: str | None = None,
        line: float = 0.0,
        dash: Sequence[float] = (),
        opacity: float = 1.0,
    ) -> None:
        path = PaintedPath()
        style = path.style
        style.fill_color = DeviceRGB(*rgb(fill)) if fill else None
        style.stroke_color = DeviceRGB(*rgb(stroke)) if stroke else None
        style.intersection_rule = IntersectionRule.EVENODD
        style.stroke_join_style = StrokeJoinStyle.ROUND
        if opacity < 1:
            style.fill_opacity = opacity
        if stroke:
            style.stroke_width = line
            style.stroke_dash_pattern = list(dash) or None
        for ring in rings:
            path.move_to(*ring[0])
            for x, y in ring[1:]:
                path.line_to(x, y)
            path.close()
        whole = GraphicsContext()
        whole.add_item(path)
        self.draw_path(whole)


class Sketch(Paper):
    """A document of which nothing is written: it tells fast where things and pages would end."""

    def open_fonts(self) -> None:
        """Need no font: texts are measured without."""

    def start_section(self, *_: object, **__: object) -> None:
        """Have no outline."""

    def draw(self, *_: object) -> None:
        """Draw nothing: a drawing takes its room either way."""

    def code(self, *_: object) -> None:
        """Draw no code, for the same reason."""

    def _put(self, *_: object, **__: object) -> None:
        pass

    def _path(self, *_: object, **__: object) -> None:
        pass


def _levels(color: str) -> tuple[int, int, int]:
    red, green, blue = (round(part * 255) for part in rgb(color))
    return red, green, blue

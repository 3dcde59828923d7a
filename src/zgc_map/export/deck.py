"""A deck of slides with shapes, tables and charts that stay editable; placed in CSS pixels."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn

from zgc_map.export.brief import Row, Table
from zgc_map.export.deck_parts import (
    colored,
    dress,
    edged,
    margins,
    points,
    px,
    readable,
    said,
)
from zgc_map.export.looks import Looks
from zgc_map.export.typeface import cleaned, printable, wrapped

WIDE, HIGH, EDGE, TOP = 1280.0, 720.0, 48.0, 108.0
ROOM, DEPTH = WIDE - 2 * EDGE, HIGH - TOP - 40

SIZES = (20.0, 18.0, 16.0, 14.5, 13.0, 12.0)
"""Sizes of text in tables and long lists: the first that fits is taken."""

PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_LANGUAGES = {"en": "en-US", "ru": "ru-RU", "zh": "zh-CN"}


class Deck:
    """A presentation that slides are added to, in the colours of the map."""

    def __init__(self, title: str, subject: str, lang: str, accents: Sequence[str], *, dark: bool):
        self.file = Presentation()
        self.looks, self.dark, self.lang = Looks(dark=dark), dark, _LANGUAGES[lang]
        self.file.slide_width, self.file.slide_height = px(WIDE), px(HIGH)
        about = self.file.core_properties
        about.title, about.subject = cleaned(title), cleaned(subject)
        about.language, about.author = self.lang, "zgc-map"
        dress(self.file, self.looks, accents, dark=dark)

    def slide(self, title: str, notes: Sequence[str] = ()) -> Any:
        """Return a new slide with a title and what its speaker may say."""
        slide = self.file.slides.add_slide(self.file.slide_layouts.get_by_name("Title Only"))
        self._run(slide.shapes.title.text_frame.paragraphs[0], title)
        if notes:
            frame = slide.notes_slide.notes_text_frame
            for at, note in enumerate(notes):
                paragraph = frame.paragraphs[0] if not at else frame.add_paragraph()
                self._run(paragraph, note)
        return slide

    def text(  # noqa: PLR0913  # where it stands and what it says
        self,
        slide: Any,
        lines: Sequence[str],
        left: float,
        top: float,
        room: float,
        size: float = 20,
        *,
        color: str = "ink",
        bold: bool = False,
        link: str = "",
    ) -> float:
        """Write paragraphs and return roughly how deep they go (pixels)."""
        deep = _text_depth(lines, room, size)
        box = slide.shapes.add_textbox(px(left), px(top), px(room), px(deep))
        frame = box.text_frame
        frame.word_wrap = True
        margins(frame, 0)
        for at, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if not at else frame.add_paragraph()
            paragraph.space_after = points(size * 0.4)
            run = self._run(paragraph, line, size, color=color, bold=bold)
            if link:
                run.hyperlink.address = link
        return deep

    def place(self, shape: Any, left: float, top: float, room: float, deep: float) -> None:
        """Put a shape somewhere else."""
        shape.left, shape.top, shape.width, shape.height = map(px, (left, top, room, deep))

    def size_for(self, tables: Sequence[Table], deep: float) -> float:
        """Return the largest size at which tables fit below each other, or else the smallest."""
        return next(
            (
                size
                for size in SIZES
                if sum(_depth(table, ROOM, size) + 16 for table in tables) <= deep
            ),
            SIZES[-1],
        )

    def text_size_for(self, lines: Sequence[str], room: float, deep: float) -> float:
        """Return the largest size at which paragraphs fit, or else the smallest."""
        return next((size for size in SIZES if _text_depth(lines, room, size) <= deep), SIZES[-1])

    def tables(self, title: str, table: Table, notes: Sequence[str] = ()) -> None:
        """Add as many slides as a table needs, its head on each."""
        rooms, size = _rooms(table, ROOM), self.size_for([table], DEPTH - 40)
        if _depth(table, ROOM, size) > DEPTH - 40:
            size = SIZES[-3]  # it takes several slides anyhow: then they are easier to read
        start = 0
        while start < len(table.rows):
            stop, deep = start, _height(table.head, rooms, size)
            while stop < len(table.rows):
                deep += _height(table.rows[stop].cells, rooms, size)
                if deep > DEPTH - 30 and stop > start:
                    break
                stop += 1
            slide = self.slide(title, notes)
            part = Table(table.heading, table.head, table.rows[start:stop], table.widths)
            deep = self.table(slide, part, EDGE, TOP, ROOM, size)
            if table.note:
                self.text(slide, [table.note], EDGE, TOP + deep + 10, ROOM, 14, color="soft")
            start = stop

    def table(  # where it stands and what it says
        self, slide: Any, table: Table, left: float, top: float, room: float, size: float
    ) -> float:
        """Draw a table and return roughly how deep it goes (pixels)."""
        rows = (Row(table.head), *table.rows)
        rooms = _rooms(table, room)
        heights = [_height(row.cells, rooms, size) for row in rows]
        frame = slide.shapes.add_table(
            len(rows), len(rooms), px(left), px(top), px(room), px(sum(heights))
        )
        frame.name = cleaned(table.heading)
        frame.table._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_TABLE
        frame.table.horz_banding = False
        for at, wide in enumerate(rooms):
            frame.table.columns[at].width = px(wide)
        for number, (row, high) in enumerate(zip(rows, heights, strict=True)):
            frame.table.rows[number].height = px(high)
            color = "soft" if row.faint or not number else "ink"
            for at, cell in enumerate(row.cells):
                self._cell(frame.table.cell(number, at), cell, size, color, not number or not at)
                if row.colors and row.colors[at]:
                    edged(frame.table.cell(number, at), "a:lnL", row.colors[at], 4)
                edge = self.looks.color("ink" if not number else "rule")
                edged(frame.table.cell(number, at), "a:lnB", edge, 1.5 if not number else 0.75)
        return sum(heights)

    def chart(  # a chart and its place
        self,
        slide: Any,
        names: Sequence[str],
        series: Mapping[str, tuple[str, Sequence[int]]],
        left: float,
        top: float,
        room: float,
        deep: float,
    ) -> None:
        """Draw a native chart of stacked bars: names down, a series a colour (#rrggbb)."""
        data = CategoryChartData(number_format="0")
        data.categories = [cleaned(name) for name in names]
        for name, (_, values) in series.items():
            data.add_series(cleaned(name), [value or None for value in values])
        frame = slide.shapes.add_chart(
            XL_CHART_TYPE.BAR_STACKED, px(left), px(top), px(room), px(deep), data
        )
        chart = frame.chart
        chart.font.size = points(18)
        chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
        chart.has_legend, chart.has_title = True, False
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.category_axis.reverse_order = True
        chart.category_axis.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_2
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False
        plot = chart.plots[0]
        plot.gap_width, plot.overlap = 45, 100
        plot.has_data_labels = True
        plot.data_labels.font.size = points(16)
        plot.data_labels.font.bold = True
        for row, (color, _) in zip(plot.series, series.values(), strict=True):
            row.format.fill.solid()
            row.format.fill.fore_color.rgb = colored(color)
            row.data_labels.show_value = True
            row.data_labels.font.size = points(16)
            row.data_labels.font.color.rgb = colored(readable(color))

    def picture(  # its place and what it shows
        self, slide: Any, file: bytes, words: str, left: float, top: float, side: float
    ) -> None:
        """Put a square picture with what it shows in words."""
        shape = slide.shapes.add_picture(io.BytesIO(file), px(left), px(top), px(side), px(side))
        said(shape, words, words)

    def saved(self) -> bytes:
        """Return the file."""
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()

    def _cell(self, cell: Any, text: str, size: float, color: str, bold: bool) -> None:
        margins(cell, 5)
        cell.vertical_anchor = MSO_ANCHOR.TOP
        cell.fill.background()
        paragraph = cell.text_frame.paragraphs[0]
        if text:
            self._run(paragraph, text, size, color=color, bold=bold)
        paragraph._p.get_or_add_endParaRPr().set("sz", str(points(size).centipoints))

    def _run(
        self, paragraph: Any, text: str, size: float = 0, *, color: str = "", bold: bool = False
    ) -> Any:
        run = paragraph.add_run()
        run.text = cleaned(text)
        run.font._rPr.set("lang", self.lang)
        if size:
            run.font.size = points(size)
            run.font.bold = bold
        if color:
            theme = {"ink": MSO_THEME_COLOR.TEXT_1, "soft": MSO_THEME_COLOR.TEXT_2}
            if color in theme:
                run.font.color.theme_color = theme[color]
            else:
                run.font.color.rgb = colored(color)
        return run


def _rooms(table: Table, room: float) -> list[float]:
    return [room * part / sum(table.widths) for part in table.widths]


def _height(cells: Sequence[str], rooms: Sequence[float], size: float) -> float:
    """Return how deep a row will be: as deep as its deepest cell."""
    lines = [
        len(wrapped(printable(cell), size * 1.04, room - 12, bold=True))
        for cell, room in zip(cells, rooms, strict=True)
    ]
    return max(lines) * size * 1.22 + 11


def _depth(table: Table, room: float, size: float) -> float:
    rooms = _rooms(table, room)
    return sum(_height(row.cells, rooms, size) for row in (Row(table.head), *table.rows))


def _text_depth(lines: Sequence[str], room: float, size: float) -> float:
    wide = size * 1.04  # a deck's own fonts are a little wider
    deep = sum(len(wrapped(printable(line), wide, room - 6)) * 1.25 + 0.4 for line in lines)
    return deep * size

"""A deck of slides with shapes, tables and charts that stay editable; placed in CSS pixels."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn

from zgc_map.export.brief_parts import Row, Table
from zgc_map.export.deck_measure import (
    GAP,
    LEADING,
    PADDING,
    row_depth,
    table_rooms,
    text_depth,
)
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
from zgc_map.export.typeface import cleaned
from zgc_map.text import Translator

WIDE, HIGH, EDGE, TOP = 1280.0, 720.0, 48.0, 108.0
ROOM, DEPTH = WIDE - 2 * EDGE, HIGH - TOP - 40
SMALL = 16.0
"""The smallest size of text on a slide in pixels: twelve points."""

PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_LANGUAGES = {"en": "en-US", "ru": "ru-RU", "zh": "zh-CN"}


class Deck:
    """A presentation that slides are added to, in the colours of the map."""

    def __init__(  # what the file says of itself, and its looks
        self,
        title: str,
        atlas: str,
        day: dt.date,
        t: Translator,
        accents: Sequence[str],
        *,
        dark: bool,
    ) -> None:
        self.file = Presentation()
        self.looks, self.dark = Looks(dark=dark), dark
        self.t, self.lang = t, _LANGUAGES[t.lang]
        self.file.slide_width, self.file.slide_height = px(WIDE), px(HIGH)
        about = self.file.core_properties
        about.title, about.subject = cleaned(title), cleaned(atlas)
        about.author = about.last_modified_by = cleaned(atlas)
        about.created = about.modified = dt.datetime.combine(day, dt.time())
        about.language, about.revision = self.lang, 1
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
        deep = text_depth(lines, room, size)
        box = slide.shapes.add_textbox(px(left), px(top), px(room), px(deep))
        frame = box.text_frame
        frame.word_wrap = True
        margins(frame, 0)
        for at, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if not at else frame.add_paragraph()
            paragraph.space_after = points(size * GAP)
            paragraph.line_spacing = points(size * LEADING)
            run = self._run(paragraph, line, size, color=color, bold=bold)
            if link:
                run.hyperlink.address = link
        return deep

    def bar(self, slide: Any, colors: Sequence[str], left: float, top: float, wide: float) -> None:
        """Draw a bar of several colours: an ornament, not a picture of anything."""
        part = wide / max(len(colors), 1)
        for at, color in enumerate(colors):
            place = map(px, (left + at * part, top, part, 8))
            shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place)
            shape._element.remove(shape._element.find(qn("p:style")))
            shape.fill.solid()
            shape.fill.fore_color.rgb = colored(color)
            shape.line.fill.background()
            said(shape, f"bar {at + 1}", "")

    def place(self, shape: Any, left: float, top: float, room: float, deep: float) -> None:
        """Put a shape somewhere else."""
        shape.left, shape.top, shape.width, shape.height = map(px, (left, top, room, deep))

    def table(  # where it stands and what it says
        self, slide: Any, table: Table, left: float, top: float, room: float, size: float
    ) -> float:
        """Draw a table and return roughly how deep it goes (pixels)."""
        rows = (Row(table.head), *table.rows)
        rooms = table_rooms(table, room, size)
        heights = [row_depth(row.cells, rooms, size) for row in rows]
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

    def chart(  # noqa: PLR0913, PLR0917  # a chart, what it shows and its place
        self,
        slide: Any,
        words: str,
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
        said(frame, words, f"{words}: {', '.join((*names, *series))}")
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

    def picture(  # its place, what it shows and where it leads
        self,
        slide: Any,
        file: bytes,
        words: str,
        left: float,
        top: float,
        side: float,
        *,
        link: str = "",
    ) -> None:
        """Put a square picture with what it shows in words."""
        shape = slide.shapes.add_picture(io.BytesIO(file), px(left), px(top), px(side), px(side))
        said(shape, words, words)
        if link:
            shape.click_action.hyperlink.address = link

    def big(self, title: str, room: float) -> Any:
        """Return the size of the first slide's title: as large as fits two lines."""
        sizes = (48.0, 42.0, 36.0, 30.0)
        return points(next((s for s in sizes if text_depth([title], room, s) <= 3.1 * s), 30.0))

    def saved(self) -> bytes:
        """Return the file."""
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()

    def _cell(self, cell: Any, text: str, size: float, color: str, bold: bool) -> None:
        margins(cell, PADDING)
        cell.vertical_anchor = MSO_ANCHOR.TOP
        cell.fill.background()
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.line_spacing = points(size * LEADING)
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

"""XLSX: one sheet a table, typed cells, frozen heads, filters. No cell is ever a formula."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from xlsxwriter import Workbook

from zgc_map.export.columns import Cell, Table
from zgc_map.export.formulas import is_active
from zgc_map.export.progress import Tell, silent, told
from zgc_map.export.provenance import provenance
from zgc_map.export.tables import every_table
from zgc_map.export.take import Take

DATES: Final = frozenset({"as_of", "published", "period"})
"""Columns whose full days become dates; a year or a month alone stays the text it is."""

CODES: Final = frozenset({"adcode", "symbol_lon", "symbol_lat"})
"""Columns that programs read, besides those of ids."""

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_WIDEST, _NARROWEST = 42, 7
_LINE, _SPARE, _DEEPEST = 16.0, 1.15, 409.0
"""Points of a line, how much wider other fonts may be, and the deepest row there can be."""
_A4, _PAGES, _NARROW = 9, 2, 8
"""Printing: the paper, how many pages a table may take across, and up to how many columns one."""


def write(take: Take, tell: Tell) -> bytes:
    """Return a workbook: parks, links, sectors, matrix, claims, figures, sources, about."""
    return write_tables(take, every_table(take), tell)


def write_tables(take: Take, tables: Sequence[Table], tell: Tell = silent) -> bytes:
    """Return a workbook of these tables, a sheet each, with the view's properties."""
    stream = io.BytesIO()
    with Workbook(stream, _OPTIONS) as book:
        said = {line.slug: line.text for line in provenance(take)}
        book.set_properties(
            {
                "title": take.t.name(take.catalog.about.title),
                "subject": said["asked"],
                "comments": said.get("link", said["view"]),
                "created": dt.datetime.combine(take.day, dt.time(), dt.UTC),
            }
        )
        for word in ("licence", "boundaries", "version"):
            book.set_custom_property(word, said[word][:255])
        looks = _looks(book)
        for table in told(tables, tell):
            _sheet(book, ordered(table), looks)
    return stream.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    cell = {"text_wrap": True, "valign": "top"}
    head = {"bold": True, "bottom": 1, "bg_color": "#F1EEE6"}
    return {
        "head": book.add_format(cell | head),
        "text": book.add_format(cell),
        "active": book.add_format(cell | {"quote_prefix": True}),
        "number": book.add_format({"valign": "top"}),
        "day": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"}),
    }


def _sheet(book: Any, table: Table, looks: dict[str, Any]) -> None:
    """Write a table: rows as deep as their texts, its head on each page that is printed."""
    sheet = book.add_worksheet(table.label)
    sheet.freeze_panes(1, 2 if table.slug == "claims" else 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(_PAGES if len(table.columns) > _NARROW else 1, 0)
    sheet.repeat_rows(0)
    if len(table.columns) > _NARROW:
        sheet.repeat_columns(0, 0)
    widths = []
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.label, looks["head"])
        cells = [row[at] for row in table.rows]
        widths.append(_width(column.label, cells))
        sheet.set_column(at, at, widths[-1])
        for line, cell in enumerate(cells, start=1):
            _write(sheet, (line, at), column.slug, cell, looks)
    for line, row in enumerate(table.rows, start=1):
        sheet.set_row(line, _depth(row, widths))
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def ordered(table: Table) -> Table:
    """Return a table with what people read first and codes last; a claim's own id leads."""
    leads = {"claims": "claim_id", "figures": "metric"}.get(table.slug)
    order = sorted(
        range(len(table.columns)),
        key=lambda at: (table.slugs[at] != leads, _is_code(table.slugs[at])),
    )
    columns = tuple(table.columns[at] for at in order)
    rows = tuple(tuple(row[at] for at in order) for row in table.rows)
    return Table(table.slug, table.label, columns, rows)


def _is_code(slug: str) -> bool:
    """Return whether a column is for programs; ids of claims are what people cite."""
    return slug in CODES or (slug.endswith(("_id", "_ids")) and "claim" not in slug)


def _depth(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """Return how deep a row has to be so that its longest cell is seen, in points."""
    pairs = zip(cells, widths, strict=True)
    lines = max(
        (
            math.ceil(_columns(str(cell)) * _SPARE / wide)
            for cell, wide in pairs
            if cell is not None
        ),
        default=1,
    )
    return min(max(lines, 1) * _LINE, _DEEPEST)


def _write(sheet: Any, at: tuple[int, int], slug: str, cell: Cell, looks: dict[str, Any]) -> None:
    day = _day(cell) if slug in DATES else None
    if day:
        sheet.write_datetime(*at, day, looks["day"])
    elif isinstance(cell, str):
        sheet.write_string(*at, cell, looks["active" if is_active(cell) else "text"])
    elif cell is not None:
        sheet.write_number(*at, cell, looks["number"])


def _day(cell: Cell) -> dt.date | None:
    """Return the day a text is; None for any other text, the 30th of February included."""
    if not isinstance(cell, str) or not _DAY.fullmatch(cell):
        return None
    try:
        return dt.date.fromisoformat(cell)
    except ValueError:
        return None


def _width(label: str, cells: list[Cell]) -> float:
    """Return a column's width in digits; a Chinese sign takes two, long texts are wrapped."""
    widths = sorted(_columns(str(cell)) for cell in cells if cell is not None)
    longest = widths[-1] if widths else 0
    return min(max(longest, _columns(label) + 3, _NARROWEST), _WIDEST) + 1.5


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "FW" else 1 for char in text)

"""CSV: the view's links with their claims as one table. RFC 4180, UTF-8, every cell quoted."""

from __future__ import annotations

import csv
import io

from zgc_map.export.columns import Cell, Column, Table
from zgc_map.export.extent import extent
from zgc_map.export.formulas import harmless
from zgc_map.export.progress import Tell
from zgc_map.export.tables import evidence_table
from zgc_map.export.take import Take


def write(take: Take, _: Tell) -> bytes:
    """Return one row a matching assignment and claim, each with the licence and the view."""
    table = evidence_table(take, extent(take))
    ends = (take.catalog.about.licence, take.link or take.query)
    columns = (*table.columns, Column("licence", ""), Column("view", ""))
    rows = tuple((*row, *ends) for row in table.rows)
    return written(Table(table.slug, table.label, columns, rows), take)


def written(table: Table, take: Take) -> bytes:
    """Return a table as CSV; a byte order mark, by which Excel knows UTF-8, unless chosen not."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(table.slugs)
    writer.writerows([_text(cell) for cell in row] for row in table.rows)
    return stream.getvalue().encode("utf-8" if take.chosen.get("mark") == "plain" else "utf-8-sig")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return harmless(cell) if isinstance(cell, str) else str(cell)

"""CSV text to rows of text. No row is lost: each is accepted, or refused by a named rule."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zgc_map.catalog.issues import Issue, shown
from zgc_map.catalog.limits import Limits
from zgc_map.catalog.package import Resource
from zgc_map.catalog.stages import Finding, Stage


@dataclass(frozen=True, slots=True)
class Record:
    """A line of a CSV file (several lines, where a quoted cell holds line ends).

    `line` is where it begins, counted from 1 as an editor does. Where `problem` is set the text
    could not be cut into cells.
    """

    line: int
    cells: tuple[str, ...]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class RawTable:
    """A CSV file cut into records, not yet believed. `cut` says that records were left unread."""

    resource: Resource
    header: tuple[str, ...]
    header_problem: str | None
    records: tuple[Record, ...]
    cut: bool
    limits: Limits


@dataclass(frozen=True, slots=True)
class Row:
    """An accepted row: its line in the file, and its cells by column."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the text of a cell; empty text where nothing is known."""
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Table:
    """The accepted rows of a CSV file. `whole` says that none was refused."""

    resource: Resource
    rows: tuple[Row, ...]
    whole: bool


TABLES: Stage[RawTable] = Stage("Rows and columns", "Every CSV file, as rows of cells.")


def read_records(resource: Resource, text: str, limits: Limits) -> RawTable:
    """Return the text of a CSV file as records: comma, double quotes, strict. Never raises."""
    records: list[Record] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    cut = False
    while True:
        line = reader.line_num + 1
        try:
            record = Record(line, tuple(next(reader)))
        except StopIteration:
            break
        except csv.Error as error:
            record = Record(line, (), str(error))
        if len(records) > limits.rows:
            cut = True
            break
        records.append(record)
    first = records[0] if records else Record(1, (), "an empty file")
    return RawTable(resource, first.cells, first.problem, tuple(records[1:]), cut, limits)


def accept(raw: RawTable) -> tuple[Table | None, tuple[Issue, ...]]:
    """Return the rows a table can be trusted with, and why others were refused.

    The table is None when its header or size is wrong: then no cell can be told by its column.
    """
    issues = TABLES.issues(raw)
    refused = {issue.row for issue in issues}
    if not refused.isdisjoint({None, 1}):
        return None, issues
    rows = tuple(
        Row(record.line, dict(zip(raw.header, record.cells, strict=True)))
        for record in raw.records
        if record.line not in refused
    )
    return Table(raw.resource, rows, whole=not issues), issues


@TABLES.rule("header_readable")
def _header_readable(raw: RawTable) -> Iterator[Finding]:
    """The first line is a header that can be read."""
    if raw.header_problem:
        yield Finding(raw.resource.path, 1, None, raw.header_problem, "a line of column names")


@TABLES.rule("header_missing")
def _header_missing(raw: RawTable) -> Iterator[Finding]:
    """Every field of the data package is a column of the file."""
    if not raw.header_problem:
        for name in raw.resource.columns:
            if name not in raw.header:
                yield Finding(raw.resource.path, 1, name, "no such column", f"a column {name}")


@TABLES.rule("header_extra")
def _header_extra(raw: RawTable) -> Iterator[Finding]:
    """Every column of the file is a field of the data package."""
    for name in dict.fromkeys(raw.header):
        if name not in raw.resource.columns:
            allowed = "only " + ", ".join(raw.resource.columns)
            yield Finding(raw.resource.path, 1, None, f"the column {shown(name)}", allowed)


@TABLES.rule("header_twice")
def _header_twice(raw: RawTable) -> Iterator[Finding]:
    """No column stands twice in the header."""
    for name, count in Counter(raw.header).items():
        if count > 1 and name in raw.resource.columns:
            yield Finding(raw.resource.path, 1, name, f"{count} columns of that name", "one column")


@TABLES.rule("table_columns")
def _table_columns(raw: RawTable) -> Iterator[Finding]:
    """No table has more columns than the setting `columns`."""
    if len(raw.header) > raw.limits.columns:
        allowed = f"at most {raw.limits.columns} (columns)"
        yield Finding(raw.resource.path, 1, None, f"{len(raw.header):,} columns", allowed)


@TABLES.rule("table_rows")
def _table_rows(raw: RawTable) -> Iterator[Finding]:
    """No table has more rows than the setting `rows`."""
    if raw.cut:
        allowed = f"at most {raw.limits.rows:,} (rows)"
        yield Finding(raw.resource.path, None, None, f"more than {raw.limits.rows:,} rows", allowed)


@TABLES.rule("row_readable")
def _row_readable(raw: RawTable) -> Iterator[Finding]:
    """Every row can be cut into cells: a cell with quotes is closed, quotes inside are doubled."""
    for record in raw.records:
        if record.problem:
            allowed = "cells between commas; quoted cells closed, quotes inside doubled"
            yield Finding(raw.resource.path, record.line, None, record.problem, allowed)


@TABLES.rule("row_length")
def _row_length(raw: RawTable) -> Iterator[Finding]:
    """Every row has as many cells as the header. An empty line is no row."""
    wanted = len(raw.header)
    for record in raw.records:
        count = len(record.cells)
        if not record.problem and count != wanted:
            found = f"{count} cells" if count else "an empty line"
            yield Finding(raw.resource.path, record.line, None, found, f"{wanted} cells")


@TABLES.rule("cell_length")
def _cell_length(raw: RawTable) -> Iterator[Finding]:
    """No cell is longer than the setting `cell_characters`."""
    most = raw.limits.cell_characters
    for record in raw.records:
        for name, cell in zip(raw.header, record.cells, strict=False):
            if len(cell) > most:
                found, allowed = f"{len(cell):,} characters", f"at most {most:,} (cell_characters)"
                yield Finding(raw.resource.path, record.line, name, found, allowed)

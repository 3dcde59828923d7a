"""Cells a spreadsheet would run. What counts as active is listed here a second time, by example."""

from __future__ import annotations

import csv
import io
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from zgc_map.export.columns import Column, Table
from zgc_map.export.csv_file import written
from zgc_map.export.formulas import harmless, is_active
from zgc_map.export.take import Take
from zgc_map.export.xlsx import write_tables

ACTIVE = (
    '=HYPERLINK("http://x.invalid")',
    "=1+2",
    "+1+2",
    "-1+2",
    "@SUM(1,2)",
    "|cmd",
    "%0a=1",
    "＝1+2",
    "＋1",
    "－1+cmd|' /C calc'!A0",
    "＠SUM(1)",
    " =1+2",
    "\u00a0=1+2",
    "\u3000=1+2",
    "\u200b=1+2",
    "\ufeff=1+2",
    "\t1",
    "\r=1",
    "\n=1",
    "-",
    "=",
)
PLAIN = ("", " ", "a=b", "1+1", "-5", "+3.5", "-2,5", "−5", "12 %", "«=1»", "中=1", "'=1", "a\n=1")


@pytest.mark.parametrize("text", ACTIVE)
def test_active_text_is_put_behind_an_apostrophe(text: str) -> None:
    assert is_active(text)
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_other_text_and_plain_numbers_stay_as_they_are(text: str) -> None:
    assert not is_active(text)
    assert harmless(text) == text


def table() -> Table:
    """Return the active texts that data may hold: those without control characters."""
    cells = [text for text in ACTIVE if not {*text} & {*"\t\r\n"}]
    return Table("t", "T", (Column("cell", "Cell"),), tuple((cell,) for cell in cells))


def test_a_workbook_holds_active_text_as_text(toy_take: Take) -> None:
    sheet = load_workbook(io.BytesIO(write_tables(toy_take, (table(),)))).active
    assert sheet is not None
    cells = [cell for (cell,) in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(table().rows)
    assert [cell.value for cell in cells] == [row[0] for row in table().rows]
    assert all(cell.quotePrefix for cell in cells)


def test_a_spreadsheet_runs_nothing_of_either_file(
    office: str, toy_take: Take, tmp_path: Path
) -> None:
    (tmp_path / "book.xlsx").write_bytes(write_tables(toy_take, (table(),)))
    (tmp_path / "rows.csv").write_bytes(written(table(), toy_take))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "fods", "--outdir", str(tmp_path)]
    command += [str(tmp_path / "book.xlsx"), str(tmp_path / "rows.csv")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for name in ("book", "rows"):
        shown = (tmp_path / f"{name}.fods").read_text(encoding="utf-8")
        assert "HYPERLINK" in shown
        assert "table:formula" not in shown
        assert "xlink:href" not in shown.partition("<office:body>")[2]


def test_csv_reads_back_to_the_same_cells(toy_take: Take) -> None:
    (_, *rows) = csv.reader(io.StringIO(written(table(), toy_take).decode("utf-8-sig")))
    assert [cell for (cell,) in rows] == [f"'{cell}" for (cell,) in table().rows]

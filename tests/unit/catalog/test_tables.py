"""No row is lost in silence: it is accepted, or an issue names its line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zgc_map.catalog.limits import LIMITS, Limits
from zgc_map.catalog.package import RawPackage
from zgc_map.catalog.tables import Table, accept, read_records

SHOPS = RawPackage(
    {
        "resources": [
            {
                "name": "shops",
                "path": "shops.csv",
                "schema": {
                    "fields": [
                        {"name": "shop", "type": "string"},
                        {"name": "street", "type": "string"},
                    ]
                },
            }
        ]
    }
).resources[0]
PIECES = st.sampled_from(["a", '"', ",", "\n", "\r\n", "\r", " ", "é", "中", '""', "\u2028"])


def _read(text: str, limits: Limits = LIMITS) -> Table:
    table, issues = accept(read_records(SHOPS, text, limits))
    assert table is not None, issues
    return table


def test_rows_keep_the_line_an_editor_shows() -> None:
    table = _read('shop,street\n"two\nlines",a\nshop,b\n')
    assert [(row.line, row["street"]) for row in table.rows] == [(2, "a"), (4, "b")]


def test_what_looks_like_nothing_is_kept() -> None:
    table = _read("shop,street\nNA,nan\nNULL,None\n,\n0,-\n")
    assert [tuple(row.cells.values()) for row in table.rows] == [
        ("NA", "nan"), ("NULL", "None"), ("", ""), ("0", "-"),
    ]  # fmt: skip


def test_line_ends_of_every_system_are_read() -> None:
    for end in ("\n", "\r\n", "\r"):
        table = _read(end.join(("shop,street", "a,b", "c,d")))
        assert [row.line for row in table.rows] == [2, 3], repr(end)


def test_columns_may_stand_in_another_order() -> None:
    assert _read("street,shop\nOak Lane,bakery\n").rows[0]["shop"] == "bakery"


def test_reading_goes_on_after_a_row_that_cannot_be_read() -> None:
    raw = read_records(SHOPS, 'shop,street\n"a"b,c\nd,e\nf\ng,h\n', LIMITS)
    table, issues = accept(raw)
    assert table is not None and not table.whole
    assert [row.line for row in table.rows] == [3, 5]
    assert [(issue.row, issue.rule) for issue in issues] == [(2, "row_readable"), (4, "row_length")]


def test_a_cell_too_long_for_the_csv_module_is_refused_by_its_line() -> None:
    _, issues = accept(read_records(SHOPS, f"shop,street\na,{'x' * 200_000}\nc,d\n", LIMITS))
    assert {issue.row for issue in issues} == {2}


@given(st.lists(PIECES, max_size=40).map("".join))
def test_rows_in_are_rows_accepted_and_rows_refused(body: str) -> None:
    raw = read_records(SHOPS, f"shop,street\n{body}", LIMITS)
    table, issues = accept(raw)
    assert table is not None
    accepted = {row.line for row in table.rows}
    refused = {issue.row for issue in issues}
    assert accepted.isdisjoint(refused)
    assert accepted | refused == {record.line for record in raw.records}
    assert table.whole is (not refused)
    kept = "".join(cell for record in raw.records for cell in record.cells)
    if not any(record.problem for record in raw.records):
        assert kept.count("中") == body.count("中")

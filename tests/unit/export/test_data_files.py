"""Round trips: what other programs read from a file is the view, row by row."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
from openpyxl import load_workbook

from tests.unit.export.conftest import Taker, taker
from tests.unit.export.telling import with_story
from zgc_map.export import Take, find_format
from zgc_map.export.columns import COUNTS, MEASURES, Table
from zgc_map.export.extent import extent
from zgc_map.export.formulas import harmless
from zgc_map.export.frames import parks_frame
from zgc_map.export.provenance import asked, provenance
from zgc_map.export.tables import claims_table, every_table, evidence_table, parks_table
from zgc_map.export.xlsx import ordered
from zgc_map.geo import Zone

VIEWS = ("", "match=none&status=established&without=inferred", "without=stated")


@pytest.fixture(params=VIEWS)
def take(request: pytest.FixtureRequest, zone: Zone) -> Take:
    """Each zone, filtered and not, in its last language."""
    lang = zone.catalog.about.languages[-1]
    found: Take = taker(zone)(request.param, lang=lang)
    return found


def texts(table: Table) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in row] for row in table.rows]


def test_a_workbook_reads_back_to_the_tables(take: Take) -> None:
    book = load_workbook(io.BytesIO(find_format("xlsx").write(take)))
    tables = every_table(take)
    assert book.sheetnames == [table.label for table in tables]
    for table in map(ordered, tables):
        head, *rows = book[table.label].iter_rows(values_only=True)
        assert list(head) == [column.label for column in table.columns]
        shown = [
            [
                "" if cell is None else f"{cell:%Y-%m-%d}" if isinstance(cell, dt.date) else cell
                for cell in row
            ]
            for row in rows
        ]
        assert shown == [["" if cell is None else cell for cell in row] for row in table.rows]
        assert book[table.label].freeze_panes
        assert bool(book[table.label].auto_filter.ref) is bool(table.rows)


def test_codes_stand_last_and_no_cell_is_lost(zone: Zone) -> None:
    for table in every_table(taker(zone)()):
        moved = ordered(table)
        assert [sorted(row.items()) for row in moved.records()] == [
            sorted(row.items()) for row in table.records()
        ]
        codes = [slug.endswith("_id") and "claim" not in slug for slug in moved.slugs]
        assert not codes[0]


def test_rows_are_as_deep_as_their_texts_and_two_pages_wide_at_most(shipped: Taker) -> None:
    book = load_workbook(io.BytesIO(find_format("xlsx").write(shipped(lang="zh"))))
    for sheet in book.worksheets:
        assert int(sheet.page_setup.fitToWidth or 1) <= 2
        assert sheet.print_title_rows == "$1:$1"
        widths = {
            at: column.width
            for column in sheet.column_dimensions.values()
            for at in range(column.min, column.max + 1)
        }
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                wide = widths[cell.column]
                text = cell.value if isinstance(cell.value, str) else ""
                signs = sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)
                lines = -(-signs // wide)
                assert sheet.row_dimensions[cell.row].height >= min(15 * lines, 409)


def test_a_workbook_has_numbers_as_numbers_and_days_as_days(shipped: Taker) -> None:
    book = find_format("xlsx").write(shipped())
    sheets = pd.read_excel(io.BytesIO(book), sheet_name=None)
    assert sheets["Parks"]["Links"].dtype == "int64"
    assert sheets["Figures"]["Value"].dtype == "float64"
    published = sheets["Sources"]["Published"].tolist()
    assert dt.datetime(2024, 5, 20) in published  # noqa: DTZ001  # a sheet's days have no zone
    assert "2012" in published
    assert not {"nan", "None"} & set(map(str, sheets["Claims"]["Claim"]))


def test_csv_reads_back_to_the_links_with_their_claims(take: Take) -> None:
    content = find_format("csv").write(take)
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    table = evidence_table(take, extent(take))
    assert head == [*table.slugs, "licence", "view"]
    ends = [harmless(take.catalog.about.licence), take.link]
    assert rows == [[*map(harmless, row), *ends] for row in texts(table)]


def test_csv_comes_without_a_mark_too(toy: Taker) -> None:
    row = find_format("csv")
    plain = row.write(row.with_options(toy(), {"mark": "plain"}))
    assert plain.startswith(b'"link_id"')
    assert row.write(toy())[3:] == plain


def test_the_tables_of_the_zip_read_back(take: Take) -> None:
    archive = zipfile.ZipFile(io.BytesIO(find_format("tables").write(take)))
    for table in every_table(take):
        read = archive.read(f"{table.slug}.csv").decode("utf-8-sig")
        head, *rows = csv.reader(io.StringIO(read, newline=""))
        assert head == table.slugs
        assert rows == [list(map(harmless, row)) for row in texts(table)]


def same(found: gpd.GeoDataFrame, expected: gpd.GeoDataFrame) -> None:
    """Fail unless two layers have the same rows in the same order, cell by cell."""
    assert found.crs == expected.crs
    assert list(found.columns) == list(expected.columns)
    assert found.geometry.normalize().geom_equals_exact(expected.geometry.normalize(), 1e-9).all()
    for column in expected.columns.drop("geometry"):
        numeric = column in COUNTS | MEASURES
        pairs = zip(found[column].tolist(), expected[column].tolist(), strict=True)
        for cell, wanted in pairs:
            assert (pd.isna(cell) and pd.isna(wanted)) or cell == wanted, column
            assert pd.isna(cell) or isinstance(cell, int | float) is numeric, column


def test_geopackage_reads_back_to_the_view(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "view.gpkg"
    path.write_bytes(find_format("geopackage").write(take))
    layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    tables = {table.slug: table for table in every_table(take)}
    assert layers[:3] == ["parks", "symbols", "ground"]
    assert set(layers[3:]) == set(tables) - {"parks", "matrix"}
    if take.selection.parks:
        expected = parks_frame(take, extent(take))
        found = gpd.read_file(path, layer="parks")
        assert found.geometry.geom_equals(expected.geometry).all()
        same(found.set_geometry(expected.geometry), expected)
    for slug in layers[3:]:
        rows = pyogrio.read_dataframe(path, layer=slug, read_geometry=False)
        assert list(rows.columns) == tables[slug].slugs
        found_texts = rows.astype(object).where(rows.notna(), None).values.tolist()
        assert found_texts == [list(row) for row in tables[slug].rows]
    said = {line.slug: line.text for line in provenance(take)}
    with sqlite3.connect(path) as database:
        metadata = " ".join(
            row[0] for row in database.execute("select metadata from gpkg_metadata")
        )
    database.close()
    assert "licence" in metadata
    assert pyogrio.read_info(path, layer="parks")["dataset_metadata"]["licence"] == said["licence"]


def test_geoparquet_reads_back_to_the_view(take: Take) -> None:
    content = find_format("geoparquet").write(take)
    same(gpd.read_parquet(io.BytesIO(content)), parks_frame(take, extent(take)))
    metadata = pq.read_metadata(io.BytesIO(content)).metadata
    said = json.loads(metadata[b"provenance"])
    assert said == {line.slug: line.text for line in provenance(take)}
    assert metadata[b"licence"].decode() == said["licence"]


def test_geojson_reads_back_to_the_view(take: Take) -> None:
    content = find_format("geojson").write(take)
    collection = json.loads(content)
    assert collection["licence"] == take.catalog.about.licence
    assert collection["provenance"]["link"] == take.link
    table = parks_table(take, extent(take))
    assert [feature["properties"] for feature in collection["features"]] == table.records()
    if table.rows:
        found = gpd.read_file(io.BytesIO(content))
        assert found.crs.to_epsg() == 4326
        expected = parks_frame(take, extent(take))
        assert found.geometry.geom_equals_exact(expected.geometry, 1e-6).all()


def test_whatever_is_cited_is_in_the_same_file(take: Take) -> None:
    tables = {table.slug: table.records() for table in every_table(take)}
    claims = {row["claim_id"] for row in tables["claims"]}
    sources = {row["source_id"] for row in tables["sources"]}
    cited = {row["claim_id"] for name in ("evidence", "figures") for row in tables[name]}
    cited |= {one for row in tables["parks"] for one in str(row["claim_ids"] or "").split(",")}
    cited |= {row["specialty_claim_id"] for row in tables["parks"]}
    cited |= {row["derived_from"] for row in tables["claims"]}
    assert cited - {None, ""} <= claims
    assert {row["source_id"] for row in tables["claims"]} == sources


def test_files_hold_what_the_filters_leave_and_say_what_they_hide(shipped: Taker) -> None:
    take = shipped("sector=ai&without=inferred", lang="ru")
    seen = extent(take)
    assert tuple(row.id for row in seen.parks) == take.selection.parks
    assert seen.assignments == take.selection.assignments
    assert {row.sector_id for row in seen.assignments} == {"ai"}
    said = {line.slug: line.text for line in provenance(take)}
    assert "Искусственный интеллект" in said["asked"] and "вывод" in said["asked"]
    names = {row.id: row.short.ru for row in take.catalog.parks}
    parts = {"shown": seen.parks, "hidden": seen.hidden, "silent": seen.silent}
    assert sum(map(len, parts.values())) == len(names)
    for word, rows in parts.items():
        assert all(names[row.id] in said[word] for row in rows)


def test_the_page_of_claims_is_taken_as_it_is_searched(shipped: Taker) -> None:
    take = shipped("park=haidian&q=space", page="sources")
    rows = claims_table(take, extent(take)).records()
    assert rows
    assert {row["park_id"] for row in rows} == {"haidian"}
    assert len(rows) < len(claims_table(shipped(), extent(shipped())).rows)


def test_a_comparison_holds_the_parks_compared(shipped: Taker) -> None:
    seen = extent(shipped("compare=haidian.changping.daxing", page="compare"))
    assert [row.id for row in seen.parks] == ["haidian", "changping", "daxing"]
    assert {row.park_id for row in seen.assignments} <= {"haidian", "changping", "daxing"}
    assert not seen.hidden  # no filter hides the others; the page is not about them
    for page, chosen in (("compare", "Haidian"), ("map", "Daxing")):
        take = shipped("compare=haidian&park=daxing", page=page)
        assert {line.slug: line.text for line in provenance(take)}["chosen"] == chosen


def test_the_page_of_a_park_holds_that_park(zone: Zone) -> None:
    take = taker(zone)
    for park in zone.catalog.parks:
        seen = extent(take(f"park={park.id}", page="parks"))
        assert [row.id for row in seen.parks] == [park.id]
        own = tuple(row for row in zone.catalog.assignments if row.park_id == park.id)
        assert seen.assignments == own
        numbers = [row for row in zone.catalog.figures if row.park_id == park.id]
        assert {row.id for row in numbers} <= {row.id for row in seen.figures}
        about = {row.id for row in zone.catalog.claims if row.park_id == park.id}
        assert about <= {row.id for row in seen.claims}


def test_the_page_of_a_sector_holds_that_sector(zone: Zone) -> None:
    take = taker(zone)
    for sector in zone.catalog.sectors:
        seen = extent(take(f"sector={sector.id}", page="sectors"))
        own = tuple(row for row in zone.catalog.assignments if row.sector_id == sector.id)
        assert seen.assignments == own
        assert [row.id for row in seen.sectors] == [sector.id]
        assert {row.id for row in seen.parks} == {row.park_id for row in own}
        about = {row.id for row in zone.catalog.claims if row.sector_id == sector.id}
        assert about <= {row.id for row in seen.claims}


def test_the_page_of_a_cell_holds_that_cell(zone: Zone) -> None:
    take, links = taker(zone), zone.catalog.assignments
    for park in zone.catalog.parks:
        for sector in zone.catalog.sectors[:3]:
            seen = extent(take(f"park={park.id}&sector={sector.id}", page="cell"))
            pair = (park.id, sector.id)
            assert [row.id for row in seen.parks] == [park.id]
            assert [row.id for row in seen.sectors] == [sector.id]
            own = tuple(row for row in links if (row.park_id, row.sector_id) == pair)
            assert seen.assignments == own
            assert all({row.park_id, row.sector_id} <= {*pair, None} for row in seen.figures)


def test_a_story_holds_what_its_steps_show_and_cite(shipped_zone: Zone) -> None:
    steps = ("parks", "park=haidian"), ("sectors", "sector=graphene"), ("compare", "compare=daxing")
    take = taker(with_story(shipped_zone, steps))
    seen = extent(take("story=told", page="stage"))
    parts = [extent(take(query, page=page)) for page, query in steps]
    for kind in ("parks", "assignments", "sectors", "figures", "claims"):
        shown = {row.id for part in parts for row in getattr(part, kind)}
        assert shown <= {row.id for row in getattr(seen, kind)}, kind
    assert {row.id for row in seen.parks} == {row.id for part in parts for row in part.parks}
    story = take().catalog.story["told"]
    cited = {one for step in story.steps for one in step.claim_ids}
    assert cited <= {row.id for row in seen.claims}


def test_a_story_says_what_its_steps_ask(shipped_zone: Zone) -> None:
    take = taker(with_story(shipped_zone))("story=told", page="stage", lang="ru")
    said = {line.slug: line.text for line in provenance(take)}
    assert said["asked"] == "Шаг 2: отрасли: Искусственный интеллект"
    assert said["story"] == "История"


def test_a_file_says_whom_to_credit_and_how_to_read_a_place(take: Take) -> None:
    said = {line.slug: line.text for line in provenance(take)}
    assert said["attribution"] == take.t.name(take.catalog.about.attribution)
    coded = [row for row in extent(take).claims if row.locator and row.locator.startswith("P")]
    assert ("places" in said) is bool(coded)


def test_how_sectors_combine_is_said_where_there_are_several(shipped: Taker) -> None:
    several = shipped().t("filter.match")
    assert several not in asked(shipped("sector=ai"))
    assert several in asked(shipped("sector=ai.uav"))
    assert several in asked(shipped("sector=ai&match=none"))  # then even one is turned round

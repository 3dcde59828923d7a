"""Reading a layer of areas: each rule has a layer that breaks it, and good layers pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from zgc_map.catalog import DataError, Issue
from zgc_map.geo import AreaLimits, read_areas, wgs84_to_gcj02
from zgc_map.geo.geojson import JSON
from zgc_map.geo.shape_rules import AREAS
from zgc_map.model import Datum, Layer, LocalizedText, PlaceKind

NOTHING = LocalizedText("", "", "")
SQUARE = [[116.2, 39.9], [116.4, 39.9], [116.4, 40.1], [116.2, 40.1], [116.2, 39.9]]
FAR = [[118.0, 39.0], [118.1, 39.0], [118.1, 39.1], [118.0, 39.0]]
BOWTIE = [[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]
SMALL = AreaLimits(file_bytes=20_000, depth=8, features=3, vertices=12)


def layer(datum: Datum = Datum.WGS84) -> Layer:
    return Layer("geo/some.geojson", PlaceKind.DISTRICT, datum, NOTHING, NOTHING)


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(geometry: Any, place_id: object = "ward") -> dict[str, Any]:
    return {"type": "Feature", "properties": {"place_id": place_id}, "geometry": geometry}


def collection(*features: Any, **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def square(place_id: object = "ward") -> dict[str, Any]:
    return feature(polygon(SQUARE), place_id)


def crs(name: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": name}}


GOOD: dict[str, object] = {
    "a square": collection(square()),
    "a number as id": collection(square(110101)),
    "crs84": collection(square(), crs=crs("urn:ogc:def:crs:OGC:1.3:CRS84")),
    "heights": collection(feature(polygon([[*position, 50] for position in SQUARE]))),
    "parts": collection(feature({"type": "MultiPolygon", "coordinates": [[SQUARE], [FAR]]})),
    "clockwise": collection(feature(polygon(SQUARE[::-1]))),
    "strange texts": collection(square() | {"properties": {"place_id": "ward", "</b>": "{{7*7}}"}}),
}

BROKEN: dict[str, tuple[str, object]] = {
    "deep": ("json_depth", "[" * 9 + "]" * 9),
    "very deep": ("json_depth", "[" * 15_000),
    "brackets": ("json_size", "[" + "[]," * 60 + "[]]"),
    "no json": ("json_syntax", "<OGRVRTDataSource/>"),
    "open string": ("json_syntax", '{"type": "\\'),
    "many quotes": ("json_syntax", '"' + '\\"' * 4_000 + "\\"),
    "trailing": ("json_syntax", json.dumps(collection(square())) + "garbage"),
    "nothing": ("json_syntax", ""),
    "twice": ("json_key_repeated", '{"type": "FeatureCollection", "type": "X", "features": []}'),
    "null": ("layer_type", None),
    "bare": ("layer_type", polygon(SQUARE)),
    "object": ("layer_features", {"type": "FeatureCollection", "features": {"a": 1}}),
    "none": ("layer_features", collection()),
    "many": ("layer_features", collection(*(square(f"w{n}") for n in range(4)))),
    "metres": ("layer_crs", collection(square(), crs=crs("urn:ogc:def:crs:EPSG::3857"))),
    "link": ("layer_crs", collection(square(), crs={"type": "link", "properties": {"href": "x"}})),
    "crs inside": ("layer_crs", collection(square() | {"crs": None})),
    "vertices": ("layer_vertices", collection(*(square(f"w{n}") for n in range(3)))),
    "feature": ("feature_type", collection(square() | {"type": "Place"})),
    "no object": ("feature_type", collection(17)),
    "no id": ("area_id_missing", collection(square(None))),
    "true": ("area_id_missing", collection(square(place_id=True))),
    "blank": ("area_id_missing", collection(square("  "))),
    "no properties": ("area_id_missing", collection(square() | {"properties": None})),
    "same id": ("area_id_repeated", collection(square(), square())),
    "no geometry": ("geometry_empty", collection(feature(None))),
    "empty": ("geometry_empty", collection(feature(polygon()))),
    "point": ("geometry_type", collection(feature({"type": "Point", "coordinates": [1, 2]}))),
    "circle": ("geometry_type", collection(feature({"type": "Circle", "radius": 5}))),
    "texts": ("geometry_positions", collection(feature(polygon([["116", "39"]] * 4)))),
    "truths": ("geometry_positions", collection(feature(polygon([[True, False]] * 4)))),
    "four": ("geometry_positions", collection(feature(polygon([[1, 2, 3, 4]] * 4)))),
    "one": ("geometry_positions", collection(feature(polygon([[1]] * 4)))),
    "flat": ("geometry_positions", collection(feature(polygon([1, 2, 3, 4])))),
    "no coordinates": ("geometry_positions", collection(feature({"type": "Polygon"}))),
    "nan": ("position_finite", collection(feature(polygon([[float("nan"), 1], *SQUARE[1:]])))),
    "infinite": ("position_finite", collection(feature(polygon([[1, float("inf")], *SQUARE[1:]])))),
    "digits": (
        "position_finite",
        json.dumps(collection(square())).replace("116.4", "9" * 5_000),
    ),
    "swapped": ("position_swapped", collection(feature(polygon([p[::-1] for p in SQUARE])))),
    "far off": ("position_range", collection(feature(polygon([[1.3e7, 4.8e6]] * 4)))),
    "two": ("ring_short", collection(feature(polygon([SQUARE[0], SQUARE[1], SQUARE[0]])))),
    "no ring": ("ring_short", collection(feature({"type": "MultiPolygon", "coordinates": [[]]}))),
    "empty ring": ("ring_short", collection(feature(polygon([])))),
    "open ring": ("ring_unclosed", collection(feature(polygon(SQUARE[:-1])))),
    "bow tie": ("geometry_valid", collection(feature(polygon(BOWTIE)))),
    "hole outside": ("geometry_valid", collection(feature(polygon(SQUARE, FAR)))),
    "all round": (
        "geometry_antimeridian",
        collection(feature(polygon([[179, 10], [-179, 10], [-179, 12], [179, 12], [179, 10]]))),
    ),
}


def write(folder: Path, content: object) -> Path:
    path = folder / "some.geojson"
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return path


def broken_rules(path: Path, limits: AreaLimits = SMALL) -> set[str]:
    with pytest.raises(DataError) as caught:
        read_areas(path, layer(), limits)
    assert all(issue.file == "geo/some.geojson" for issue in caught.value.issues)
    assert all(issue.found and issue.allowed for issue in caught.value.issues)
    return {issue.rule for issue in caught.value.issues}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_a_good_layer_is_read(tmp_path: Path, content: object) -> None:
    areas = read_areas(write(tmp_path, content), layer(), SMALL)
    assert list(areas.columns) == ["place_id", "geometry"]
    assert areas.crs.to_epsg() == 4326
    assert len(areas) == 1
    assert areas["place_id"].iloc[0] in ("ward", "110101")
    assert areas.geometry.is_valid.all()
    assert not areas.geometry.has_z.any()
    assert all(part.exterior.is_ccw for part in shapely.get_parts(areas.geometry.to_numpy()))


@pytest.mark.parametrize(("rule", "content"), BROKEN.values(), ids=BROKEN)
def test_a_broken_layer_is_refused_by_name(tmp_path: Path, rule: str, content: object) -> None:
    assert rule in broken_rules(write(tmp_path, content))


def test_every_rule_has_a_layer_that_breaks_it() -> None:
    assert {rule for rule, _ in BROKEN.values()} == {*JSON.rules, *AREAS.rules}


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    content = collection(
        feature(polygon([p[::-1] for p in SQUARE]), None),
        feature(polygon(BOWTIE), "a"),
        feature(polygon(SQUARE[:-1]), "a"),
        crs=crs("EPSG:3857"),
    )
    assert broken_rules(write(tmp_path, content)) == {
        "layer_crs",
        "layer_vertices",
        "area_id_missing",
        "area_id_repeated",
        "position_swapped",
        "ring_unclosed",
        "geometry_valid",
    }


def test_an_issue_says_where_and_calls_the_area_by_name(tmp_path: Path) -> None:
    path = write(tmp_path, collection(square("a"), feature(polygon(BOWTIE), "b")))
    with pytest.raises(DataError) as caught:
        read_areas(path, layer(), SMALL)
    (issue,) = caught.value.issues
    assert issue.column == "features[1].geometry"
    assert issue.found == "b: Self-intersection[0.5 0.5]"


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "some.geojson"
    path.write_text(json.dumps(collection(square())), encoding="utf-8-sig")
    assert len(read_areas(path, layer())) == 1


def test_another_encoding_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "some.geojson"
    path.write_text(json.dumps(collection(square())), encoding="utf-16")
    assert "file_encoding" in broken_rules(path)


def test_a_file_that_is_missing_or_too_large_is_refused(tmp_path: Path) -> None:
    assert broken_rules(tmp_path / "some.geojson") == {"file_missing"}
    assert broken_rules(tmp_path) == {"file_missing"}
    assert broken_rules(write(tmp_path, " " * 20_001)) == {"file_size"}


def test_text_of_the_file_is_shown_escaped(tmp_path: Path) -> None:
    path = write(tmp_path, collection(feature(polygon(BOWTIE), "\x1b[31m\u202e\0")))
    with pytest.raises(DataError) as caught:
        read_areas(path, layer(), SMALL)
    assert all(char.isprintable() for issue in caught.value.issues for char in issue.found)


def test_a_layer_in_gcj02_is_brought_to_wgs84(tmp_path: Path) -> None:
    shifted = wgs84_to_gcj02(np.array(SQUARE)).tolist()
    path = write(tmp_path, collection(feature(polygon(shifted))))
    (area,) = read_areas(path, layer(Datum.GCJ02)).geometry
    assert area.normalize() == shapely.Polygon(SQUARE).normalize()


def read_or_refused(path: Path) -> gpd.GeoDataFrame | tuple[Issue, ...]:
    try:
        return read_areas(path, layer())
    except DataError as error:
        return error.issues


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=20,
)
numbers = st.integers(-200, 200) | st.floats() | st.sampled_from([None, "1", True, []])
nested = st.lists(st.lists(st.lists(numbers, max_size=4), max_size=6), max_size=3)
geometries = json_values | st.fixed_dictionaries(
    {"type": st.sampled_from(["Polygon", "MultiPolygon", 3]), "coordinates": nested | json_values}
)


@given(st.lists(st.builds(feature, geometries, json_values), max_size=3), json_values)
def test_whatever_is_in_a_layer_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, features: list[Any], anything: object
) -> None:
    folder = tmp_path_factory.getbasetemp()
    for content in (collection(*features), anything):
        found = read_or_refused(write(folder, content))
        assert len(found) > 0

"""The script that builds layers: from anyone's polygons, or one report of what is wrong."""

from __future__ import annotations

import csv
import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from scripts.build_areas import main, split_blocks
from tests.hostile_zone import TOYTOWN
from zgc_map.geo import wgs84_to_gcj02

WARDS = TOYTOWN / "geo" / "wards.geojson"
PROPERTIES = ["place_id", "adcode", "name_en", "name_ru", "name_zh"]
ROUGH = 40


@pytest.fixture
def wards() -> dict[str, Any]:
    """The wards of Toytown, known by a number alone."""
    layer: dict[str, Any] = json.loads(WARDS.read_text(encoding="utf-8"))
    for row in layer["features"]:
        row["properties"] = {"code": int(row["properties"]["adcode"])}
    return layer


class Builder:
    """Runs the script over a layer and keeps what it says."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.out = folder / "out.geojson"
        self.source = folder / "source.geojson"
        self.capsys = capsys

    def __call__(self, layer: object, *options: str, id_field: str = "code") -> list[str]:
        self.source.write_text(json.dumps(layer), encoding="utf-8")
        where = ["--places", str(TOYTOWN / "places.csv"), "--out", str(self.out)]
        code = main(["--source", str(self.source), "--id-field", id_field, *where, *options])
        said = self.capsys.readouterr()
        assert code == (1 if said.err else 0)
        assert self.out.exists() is not bool(said.err)
        return said.err.splitlines()[1:]

    @property
    def features(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = json.loads(self.out.read_text(encoding="utf-8"))["features"]
        return rows

    @property
    def areas(self) -> Any:
        return np.array([shapely.geometry.shape(row["geometry"]) for row in self.features])


@pytest.fixture
def build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Builder:
    return Builder(tmp_path, capsys)


def transformed(layer: dict[str, Any], change: Any) -> dict[str, Any]:
    layer = deepcopy(layer)
    for row in layer["features"]:
        shape = shapely.transform(shapely.geometry.shape(row["geometry"]), change)
        row["geometry"] = shapely.geometry.mapping(shape)
    return layer


def roughened(layer: dict[str, Any]) -> dict[str, Any]:
    """Return a layer with many vertices along its borders, the same on both sides."""
    layer = deepcopy(layer)
    for row in layer["features"]:
        shape = shapely.segmentize(shapely.geometry.shape(row["geometry"]), 0.1 / ROUGH)
        shape = shapely.transform(shape, lambda xy: xy + 2e-4 * np.sin(xy * 4_000)[:, ::-1])
        row["geometry"] = shapely.geometry.mapping(shape)
    return layer


def test_any_layer_becomes_ours(build: Builder, wards: dict[str, Any]) -> None:
    wards["features"].reverse()
    assert build(wards) == []
    assert build.out.read_bytes() == WARDS.read_bytes()


def test_features_may_be_known_by_place_id(build: Builder) -> None:
    layer = json.loads(WARDS.read_text(encoding="utf-8"))
    assert build(layer, id_field="place_id") == []
    assert build.out.read_bytes() == WARDS.read_bytes()


def test_gcj02_is_brought_to_wgs84(build: Builder, wards: dict[str, Any]) -> None:
    there = transformed(wards, lambda xy: np.add(xy, (100, -10)))
    assert build(there) == []
    expected = build.out.read_bytes()
    assert build(transformed(there, wgs84_to_gcj02), "--datum", "gcj02") == []
    assert build.out.read_bytes() == expected


def test_outlines_are_simplified_together_and_only_if_need_be(
    build: Builder, wards: dict[str, Any]
) -> None:
    rough = roughened(wards)
    assert build(rough, "--max-vertices", "1000") == []
    whole = shapely.get_num_coordinates(build.areas)
    assert (whole > 4 * ROUGH).all()
    assert build(rough, "--max-vertices", "30") == []
    slim = shapely.get_num_coordinates(build.areas)
    assert 5 < slim.mean() <= 30
    assert shapely.coverage_is_valid(build.areas)


def test_what_is_written_is_geojson_after_rfc_7946(build: Builder, wards: dict[str, Any]) -> None:
    turned = transformed(wards, lambda xy: xy[::-1] + 0.123456789)
    assert build(turned) == []
    layer = json.loads(build.out.read_text(encoding="utf-8"))
    assert [*layer] == ["type", "features"]
    assert [[*row["properties"]] for row in build.features] == [PROPERTIES] * 4
    ids = [row["properties"]["place_id"] for row in build.features]
    assert ids == sorted(ids)
    assert all(area.exterior.is_ccw for area in build.areas)
    positions = shapely.get_coordinates(build.areas)
    assert (positions == np.round(positions, 6)).all()


def test_development_areas_may_overlap(build: Builder) -> None:
    quay = {"type": "Polygon", "coordinates": [[[10, 50], [11, 50], [11, 51], [10, 50]]]}
    row = {"type": "Feature", "properties": {"id": "quay_yew"}, "geometry": quay}
    layer = {"type": "FeatureCollection", "features": [row]}
    assert build(layer, "--kind", "development_area", id_field="id") == []
    assert build.features[0]["properties"]["adcode"] is None


def test_everything_wrong_is_told_in_one_report(build: Builder, wards: dict[str, Any]) -> None:
    rows = wards["features"]
    rows[0]["properties"]["code"] = 999
    rows[1]["properties"]["code"] = rows[2]["properties"]["code"]
    rows[3]["geometry"]["coordinates"][0].pop()
    report = "\n".join(build(wards))
    assert 'place_unknown: found "999"' in report
    assert 'area_id_repeated: found "9004"' in report
    assert "ring_unclosed: found 9001: " in report
    assert "place_missing: found no area of ward_ash (9003)" in report
    assert "place_missing: found no area of ward_elm (9002)" in report
    assert len(report.splitlines()) == 5


def test_one_place_under_two_names_is_told(build: Builder, wards: dict[str, Any]) -> None:
    twin = deepcopy(wards["features"][0])
    twin["properties"]["code"] = "ward_ash"
    wards["features"].append(twin)
    (line,) = build(wards)
    assert "place_repeated: found ward_ash and 9003" in line


def test_a_wrong_id_field_is_told_with_those_there_are(
    build: Builder, wards: dict[str, Any]
) -> None:
    report = build(wards, id_field="name")
    assert 'features[0].properties.name: area_id_missing: found properties ["code"]' in report[0]


def test_borders_that_do_not_meet_are_told(build: Builder, wards: dict[str, Any]) -> None:
    wards["features"][0]["geometry"]["coordinates"][0][1][0] += 0.01
    report = "\n".join(build(wards))
    assert "area_coverage: found ward_ash" in report
    assert "area_coverage: found ward_fir" in report


def test_fewer_vertices_than_can_be_are_told(build: Builder, wards: dict[str, Any]) -> None:
    (line,) = build(wards, "--max-vertices", "3")
    assert "max_vertices: found 20" in line


def test_a_layer_that_cannot_be_read_is_told(build: Builder) -> None:
    (line,) = build("not a layer")[:1]
    assert "layer_type" in line


def test_tables_that_cannot_be_read_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--places", str(tmp_path / "none.csv")]) == 1
    assert "none.csv: file_missing" in capsys.readouterr().err
    path = tmp_path / "places.csv"
    path.write_text("place_id,kind\n", encoding="utf-8")
    assert main(["--places", str(path)]) == 1
    assert "places.csv: columns: found no adcode" in capsys.readouterr().err
    path.write_text(f"place_id,{'x' * 200_000}\n", encoding="utf-8")
    before = csv.field_size_limit(131_072)  # Python's own, which other libraries raise for all
    try:
        assert main(["--places", str(path)]) == 1
    finally:
        csv.field_size_limit(before)
    assert "places.csv: columns: found field larger" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = ["--places", str(TOYTOWN / "places.csv"), "--out", str(tmp_path / "no" / "o.geojson")]
    assert main(["--source", str(WARDS), "--id-field", "adcode", *places]) == 1
    assert "o.geojson: file_written: found No such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [["--source", "x"], ["--id-field", "x"], ["--out", "x"], ["--datum", "bd09"]],
    ids=lambda options: options[0],
)
def test_options_that_do_not_go_together_are_refused(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(options)
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_containers_come_apart() -> None:
    blocks = [b"", b"abc", b"de"]
    numbers = [len(blocks), *map(len, blocks)]
    head = b"".join(number.to_bytes(4, "little") for number in numbers)
    assert split_blocks(head + b"".join(blocks)) == blocks

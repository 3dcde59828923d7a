"""The pieces of the benchmarks work; how long anything takes is no test's business."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from shapely import get_num_coordinates
from shapely.geometry import shape

from benchmarks import report
from benchmarks.material import DETAIL, write_material
from benchmarks.servers import ATLAS, DETAILED, FLOOR, NAIVE, PEERS, STILL
from benchmarks.zones import write_zone
from tests.conftest import SHIPPED
from zgc_map.catalog import load_catalog
from zgc_map.geo import load_areas


@pytest.mark.parametrize("places", [1, 23])
def test_an_invented_zone_is_sound(tmp_path: Path, places: int) -> None:
    folder = write_zone(SHIPPED, tmp_path / "zone", places)
    catalog = load_catalog(folder)
    assert len(catalog.parks) == places
    assert len(load_areas(catalog, folder)) == 1
    assert (tmp_path / "again").exists() is False
    again = write_zone(SHIPPED, tmp_path / "again", places)
    assert load_catalog(again).version == catalog.version


def test_peers_are_given_the_same_places_light_and_detailed(tmp_path: Path) -> None:
    material = write_material(SHIPPED, tmp_path / "material")
    catalog = load_catalog(SHIPPED)
    assert material.parks == tuple(catalog.park)
    assert set(material.groups) <= set(catalog.sector_group)
    light, detailed = (
        json.loads((material.folder / f"{name}.geojson").read_text("utf-8"))["features"]
        for name in ("light", "detailed")
    )
    assert [row["properties"] for row in light] == [row["properties"] for row in detailed]
    for few, many in zip(light, detailed, strict=True):
        thin, dense = shape(few["geometry"]), shape(many["geometry"])
        assert DETAIL * 0.7 < get_num_coordinates(dense) < DETAIL * 1.7
        assert dense.area == pytest.approx(thin.area)


@pytest.mark.parametrize("app", [FLOOR, NAIVE, DETAILED, STILL], ids=lambda app: app.name)
def test_peers_know_nothing_of_the_atlas(app: Any) -> None:
    tree = ast.parse((PEERS / app.script).read_text("utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert "zgc_map" not in imported
    assert app is not ATLAS


def seen(scale: float) -> dict[str, Any]:
    measured = ("painted", "received", "asked", "script", "server")
    deeds = {name: [scale, 2 * scale, 9 * scale] for name in measured}
    return {
        "load": [10 * scale],
        "filter": deeds | {"remounts": 1},
        "click": deeds | {"remounts": 0},
        "pointed": deeds | {"remounts": 0},
    }


def test_a_report_gives_medians_extremes_and_ratios() -> None:
    found = {"atlas": seen(1), "floor": seen(0.5), "still": {"load": [30.0]}}
    ratios = report.ratios(found)
    assert ratios["filter → map painted, ms"] == {"floor": 0.5}
    assert ratios["page opened → map painted, ms"] == {"floor": 0.5, "still": 3.0}
    text = report.deeds_table(found)
    assert "2 (1–9)" in text
    assert "1 of 9" in text
    assert "| 0.50 | – |" in report.ratios_table(found)


def test_growth_is_drawn(tmp_path: Path) -> None:
    picture = tmp_path / "growth.svg"
    report.plot_growth({"17": seen(1), "100": seen(2)}, picture)
    assert picture.read_text("utf-8").count("<svg") == 1


def test_page_loads_over_a_network_stand_beside_each_other() -> None:
    found = {"atlas": {"cold: map": [3.0, 1.0, 2.0]}, "still": {"cold: map": [4.0]}}
    lines = report.far_table(found).splitlines()
    assert lines[0] == "|  | atlas | still |"
    assert lines[-1] == "| cold: map, ms | 2 (1–3) | 4 (4–4) |"

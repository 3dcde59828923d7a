"""Areas and their catalog: what does not fit is told, what fits is joined."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from pandas.testing import assert_series_equal
from pyproj import Geod

from tests.hostile_zone import TOYTOWN
from zgc_map.catalog import DataError
from zgc_map.geo import area_km2, check_areas, join_parks, load_areas, stack_areas
from zgc_map.geo.area_rules import TOGETHER
from zgc_map.model import Catalog, Park, PlaceId, PlaceKind, Point

DATA = Path(__file__).resolve().parents[2] / "data"
Areas = dict[PlaceKind, gpd.GeoDataFrame]
Damage = Callable[[Catalog, Areas], Catalog]

WARDS, QUAYS = PlaceKind.DISTRICT, PlaceKind.DEVELOPMENT_AREA
BOWTIE = shapely.Polygon([(10, 50), (11, 51), (11, 50), (10, 51)])


@pytest.fixture
def areas(toytown: Catalog) -> Areas:
    return load_areas(toytown, TOYTOWN)


def park(catalog: Catalog, **changes: object) -> Catalog:
    """Return the catalog with the first park changed."""
    first, *rest = catalog.parks
    return replace(catalog, parks=(replace(first, **changes), *rest))


def without_layer(catalog: Catalog, areas: Areas) -> Catalog:
    return replace(catalog, about=replace(catalog.about, layers=catalog.about.layers[:1]))


def in_metres(catalog: Catalog, areas: Areas) -> Catalog:
    areas[WARDS] = areas[WARDS].to_crs("EPSG:3857")
    return catalog


def without_crs(catalog: Catalog, areas: Areas) -> Catalog:
    areas[WARDS] = areas[WARDS].set_crs(None, allow_override=True)
    return catalog


def crossing(catalog: Catalog, areas: Areas) -> Catalog:
    areas[QUAYS].loc[0, "geometry"] = BOWTIE
    return catalog


def emptied(catalog: Catalog, areas: Areas) -> Catalog:
    areas[QUAYS].loc[0, "geometry"] = shapely.Polygon()
    return catalog


def pointed(catalog: Catalog, areas: Areas) -> Catalog:
    areas[QUAYS].loc[0, "geometry"] = shapely.Point(10.1, 50.1)
    return catalog


def renamed(catalog: Catalog, areas: Areas) -> Catalog:
    areas[WARDS].loc[0, "place_id"] = "nowhere"
    return catalog


def exchanged(catalog: Catalog, areas: Areas) -> Catalog:
    areas[WARDS], areas[QUAYS] = areas[QUAYS], areas[WARDS]
    return catalog


def shortened(catalog: Catalog, areas: Areas) -> Catalog:
    areas[WARDS] = areas[WARDS].iloc[1:]
    return catalog


def kindless(catalog: Catalog, areas: Areas) -> Catalog:
    del areas[QUAYS]
    return catalog


def doubled(catalog: Catalog, areas: Areas) -> Catalog:
    areas[QUAYS] = stack_areas([areas[QUAYS], areas[QUAYS]])
    return catalog


def moved(east: float, north: float = 0) -> Damage:
    """Return the damage that moves the first ward, over its neighbour or away from it."""

    def damage(catalog: Catalog, areas: Areas) -> Catalog:
        ward = areas[WARDS].loc[0, "geometry"]
        areas[WARDS].loc[0, "geometry"] = shapely.affinity.translate(ward, east, north)
        return catalog

    return damage


def strayed(catalog: Catalog, areas: Areas) -> Catalog:
    return park(catalog, symbol=Point(lon=0.0, lat=0.0))


BROKEN: dict[str, tuple[str, Damage]] = {
    "no layer": ("layer_described", without_layer),
    "metres": ("layer_degrees", in_metres),
    "no crs": ("layer_degrees", without_crs),
    "crossing": ("area_valid", crossing),
    "empty": ("area_valid", emptied),
    "a point": ("area_valid", pointed),
    "unknown": ("area_place", renamed),
    "other kind": ("area_place", exchanged),
    "short": ("area_missing", shortened),
    "no kind": ("area_missing", kindless),
    "doubled": ("area_repeated", doubled),
    "overlap": ("area_coverage", moved(0.01)),
    "slit": ("area_coverage", moved(-0.0002)),
    "symbol": ("symbol_inside", strayed),
}


@pytest.mark.parametrize(("rule", "damage"), BROKEN.values(), ids=BROKEN)
def test_areas_that_do_not_fit_are_told(
    toytown: Catalog, areas: Areas, rule: str, damage: Damage
) -> None:
    catalog = damage(toytown, areas)
    assert rule in {issue.rule for issue in check_areas(catalog, areas)}


def test_every_rule_has_areas_that_break_it() -> None:
    assert {rule for rule, _ in BROKEN.values()} == set(TOGETHER.rules)


def test_issues_name_the_place_and_the_layer(toytown: Catalog, areas: Areas) -> None:
    doubled(shortened(toytown, areas), areas)
    found = [str(issue) for issue in check_areas(toytown, areas)]
    assert len(found) == 2
    assert found[0].startswith("geo/wards.geojson, place_id: area_missing: found no area of ward_")
    assert found[1].startswith("geo/quays.geojson, place_id: area_repeated: found quay_yew")


def test_a_wide_gap_is_no_fault_of_the_layer(toytown: Catalog, areas: Areas) -> None:
    moved(-0.05, -0.05)(toytown, areas)
    assert {issue.rule for issue in check_areas(toytown, areas)} <= {"symbol_inside"}


def test_both_datasets_fit_their_areas(catalog: Catalog) -> None:
    folder = TOYTOWN if catalog.about.id == "toytown" else DATA
    found = load_areas(catalog, folder)
    assert [*found] == [layer.kind for layer in catalog.about.layers]
    assert check_areas(catalog, found) == ()


def test_problems_of_all_layers_come_together(toytown: Catalog, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TOYTOWN, tmp_path / "town"))
    (folder / "geo" / "wards.geojson").write_text("{", encoding="utf-8")
    (folder / "geo" / "quays.geojson").unlink()
    with pytest.raises(DataError) as caught:
        load_areas(toytown, folder)
    assert [issue.rule for issue in caught.value.issues] == ["json_syntax", "file_missing"]


def test_layers_that_can_be_read_are_checked_too(toytown: Catalog, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TOYTOWN, tmp_path / "town"))
    path = folder / "geo" / "wards.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace("ward_oak", "ward_box"), "utf-8")
    with pytest.raises(DataError) as caught:
        load_areas(toytown, folder)
    assert [issue.rule for issue in caught.value.issues] == ["area_place", "area_missing"]


def test_parks_are_joined_in_catalog_order(catalog: Catalog) -> None:
    folder = TOYTOWN if catalog.about.id == "toytown" else DATA
    parks = join_parks(catalog, stack_areas(load_areas(catalog, folder).values()))
    assert parks.index.name == "park_id"
    assert list(parks.index) == [row.id for row in catalog.parks]
    assert list(parks.columns) == [
        "place_id",
        "kind",
        "sectors",
        "roles",
        "claim_ids",
        "symbol",
        "geometry",
    ]
    assert parks.crs.to_epsg() == parks["symbol"].crs.to_epsg() == 4326
    assert parks.geometry.covers(parks["symbol"]).all()
    for row in catalog.parks:
        edges = [edge for edge in catalog.assignments if edge.park_id == row.id]
        joined = parks.loc[row.id]
        assert joined["place_id"] == row.place_id
        assert joined["kind"] == catalog.place[row.place_id].kind
        sectors = {edge.sector_id for edge in edges}
        assert joined["sectors"] == tuple(s.id for s in catalog.sectors if s.id in sectors)
        roles = {edge.role_id for edge in edges}
        assert joined["roles"] == tuple(r.id for r in catalog.roles if r.id in roles)
        behind = {claim_id for edge in edges for claim_id in edge.claim_ids}
        assert joined["claim_ids"] == tuple(
            claim.id for claim in catalog.claims if claim.park_id == row.id or claim.id in behind
        )
        if row.symbol is not None:
            assert (joined["symbol"].x, joined["symbol"].y) == (row.symbol.lon, row.symbol.lat)


def test_joining_changes_neither_side(toytown: Catalog, areas: Areas) -> None:
    stacked = stack_areas(areas.values())
    before = stacked.copy()
    join_parks(toytown, stacked)
    pd.testing.assert_frame_equal(stacked, before)


def test_parks_that_cannot_be_joined_are_told_together(toytown: Catalog, areas: Areas) -> None:
    def to(row: Park) -> Park:
        lost = {"park_elm": "nowhere", "park_fir": "ward_ash"}.get(row.id, row.place_id)
        return replace(row, place_id=PlaceId(lost))

    catalog = replace(toytown, parks=tuple(map(to, toytown.parks)))
    with pytest.raises(DataError) as caught:
        join_parks(catalog, stack_areas(areas.values()))
    assert [(issue.rule, issue.found) for issue in caught.value.issues] == [
        ("park_area", "park_elm in nowhere, which has no area"),
        ("park_place", "ward_ash for park_ash, park_fir"),
    ]


def test_no_parks_make_an_empty_frame(toytown: Catalog) -> None:
    parks = join_parks(replace(toytown, parks=()), stack_areas([]))
    assert len(parks) == 0
    assert parks.crs.to_epsg() == 4326
    assert "symbol" in parks


def test_sizes_are_those_on_the_ellipsoid(catalog: Catalog) -> None:
    folder = TOYTOWN if catalog.about.id == "toytown" else DATA
    parks = join_parks(catalog, stack_areas(load_areas(catalog, folder).values()))
    geod = Geod(ellps="WGS84")
    sizes = [geod.geometry_area_perimeter(area)[0] / 1e6 for area in parks.geometry]
    expected = pd.Series(sizes, index=parks.index, name="area_km2")
    assert_series_equal(area_km2(parks), expected, rtol=1e-4)
    assert_series_equal(area_km2(parks.to_crs("EPSG:3857")), expected, rtol=1e-4)


def test_a_size_needs_a_crs() -> None:
    with pytest.raises(ValueError, match="needs a CRS"):
        area_km2(gpd.GeoDataFrame(geometry=[BOWTIE]))

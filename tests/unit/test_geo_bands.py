"""Bands of an area: equal, in a fixed order, and together the area."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon

from zgc_map.geo import bands

DISTRICTS = Path(__file__).resolve().parents[2] / "data" / "geo" / "districts.geojson"
SQUARE = shapely.box(116.2, 39.9, 116.4, 40.1)
RELATIVE = 1e-9

counts = st.integers(1, 6)


@cache
def districts() -> dict[str, Polygon | MultiPolygon]:
    rows = json.loads(DISTRICTS.read_text(encoding="utf-8"))["features"]
    return {row["properties"]["place_id"]: shapely.geometry.shape(row["geometry"]) for row in rows}


@st.composite
def convex(draw: st.DrawFn) -> Polygon:
    """Draw a convex polygon between 70° south and north, at least about 3 km wide."""
    lon, lat = draw(st.floats(-170, 170)), draw(st.floats(-70, 70))
    near = st.floats(-2, 2)
    corners = draw(st.lists(st.tuples(near, near), min_size=3, max_size=12))
    lon, lat = round(lon, 9), round(lat, 9)  # no coordinate in use is finer than a tenth of a mm
    hull = shapely.MultiPoint([(lon + x, lat + y) for x, y in corners]).convex_hull
    return hull if hull.area > 0.01 else shapely.box(lon, lat, lon + 0.1, lat + 0.1)


def assert_equal_bands(area: Polygon | MultiPolygon, count: int) -> None:
    found = bands(area, count)
    sizes = np.array([band.area for band in found])
    assert len(found) == count
    assert sizes == pytest.approx(area.area / count, rel=RELATIVE)
    assert all(band.is_valid for band in found)
    assert all(isinstance(band, Polygon | MultiPolygon) for band in found)
    joined = shapely.union_all(found)
    assert shapely.symmetric_difference(joined, area).area < RELATIVE * area.area
    assert sizes.sum() == pytest.approx(joined.area, rel=RELATIVE)


@pytest.mark.parametrize("count", range(1, 7))
@pytest.mark.parametrize("place_id", districts())
def test_districts_are_cut_into_equal_bands(place_id: str, count: int) -> None:
    assert_equal_bands(districts()[place_id], count)


@given(convex(), counts)
def test_convex_areas_are_cut_into_equal_bands(area: Polygon, count: int) -> None:
    assert_equal_bands(area, count)


@given(convex(), counts, st.floats(0.1, 0.9))
def test_holes_and_parts_are_cut_too(area: Polygon, count: int, share: float) -> None:
    hole = shapely.affinity.scale(area, share, share, origin=area.centroid)
    far = shapely.affinity.translate(hole, 5, 0)
    assert_equal_bands(shapely.union(area - hole, far), count)


def test_the_order_is_from_north_west_to_south_east() -> None:
    centres = [band.centroid for band in bands(SQUARE, 4)]
    assert sorted(centres, key=lambda point: point.x) == centres
    assert sorted(centres, key=lambda point: -point.y) == centres


def test_the_cuts_run_at_45_degrees_on_the_ground() -> None:
    first, second = bands(SQUARE, 2)
    (cut,) = shapely.get_parts(shapely.line_merge(first.boundary & second.boundary))
    (west, south), (east, north) = cut.coords[0], cut.coords[-1]
    scale = np.cos(np.radians(40))
    assert abs(north - south) == pytest.approx(abs(east - west) * scale)
    assert (east - west) * (north - south) > 0


def test_the_same_area_gives_the_same_bands() -> None:
    area = districts()["fangshan"]
    assert [band.wkb for band in bands(area, 4)] == [band.wkb for band in bands(area, 4)]


def test_the_direction_of_rings_makes_no_difference() -> None:
    turned = Polygon(list(SQUARE.exterior.coords)[::-1])
    for one, other in zip(bands(SQUARE, 3), bands(turned, 3), strict=True):
        assert shapely.equals_exact(one.normalize(), other.normalize(), tolerance=1e-12)


def test_one_band_is_the_area_itself() -> None:
    assert bands(SQUARE, 1) == (SQUARE,)


@pytest.mark.parametrize("count", [0, -1])
def test_no_bands_cannot_be_asked_for(count: int) -> None:
    with pytest.raises(ValueError, match="1 band or more"):
        bands(SQUARE, count)


def test_an_empty_area_has_no_bands() -> None:
    with pytest.raises(ValueError, match="empty area"):
        bands(Polygon(), 2)

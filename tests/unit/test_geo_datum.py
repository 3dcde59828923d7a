"""GCJ-02 and WGS 84: known pairs, the way back, and borders that stay shared."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from zgc_map.geo import gcj02_to_wgs84, load_areas, wgs84_to_gcj02
from zgc_map.model import Catalog, PlaceKind

DATA = Path(__file__).resolve().parents[2] / "data"
BEIJING = (115.4, 117.5), (39.4, 41.1)

in_china = st.tuples(st.floats(73, 135), st.floats(3, 53))


@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
        ((116.404, 39.915), (116.41024449916938, 39.91640428150164)),
        ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
        ((87.6168, 43.8256), (87.61964994946926, 43.82680539311119)),
    ],
    ids=["Shanghai", "Beijing", "Shenzhen", "Urumqi"],
)
def test_pairs_that_other_implementations_agree_on(
    wgs84: tuple[float, float], gcj02: tuple[float, float]
) -> None:
    assert wgs84_to_gcj02(np.array([wgs84]))[0] == pytest.approx(gcj02, abs=1e-9)
    assert gcj02_to_wgs84(np.array([gcj02]))[0] == pytest.approx(wgs84, abs=1e-7)


@given(st.lists(in_china, min_size=1))
def test_the_way_back_leads_to_where_it_started(positions: list[tuple[float, float]]) -> None:
    start = np.array(positions)
    assert gcj02_to_wgs84(wgs84_to_gcj02(start)) == pytest.approx(start, abs=1e-7)


@pytest.mark.parametrize("place", [(2.35, 48.86), (-74.0, 40.7), (151.2, -33.9), (72.0, 30.0)])
def test_nothing_is_shifted_abroad(place: tuple[float, float]) -> None:
    assert wgs84_to_gcj02(np.array([place]))[0] == pytest.approx(place, abs=0)
    assert gcj02_to_wgs84(np.array([place]))[0] == pytest.approx(place, abs=0)


def test_in_beijing_the_shift_is_half_a_kilometre_to_the_east() -> None:
    lon, lat = (grid.ravel() for grid in np.meshgrid(*(np.linspace(*ends, 12) for ends in BEIJING)))
    shifted = wgs84_to_gcj02(np.column_stack([lon, lat]))
    bearing, _, metres = Geod(ellps="WGS84").inv(lon, lat, *shifted.T)
    assert (metres > 495).all()
    assert (metres < 625).all()
    assert np.mean(metres * np.sin(np.radians(bearing))) == pytest.approx(525, abs=15)
    assert np.mean(metres * np.cos(np.radians(bearing))) == pytest.approx(142, abs=15)


def test_no_positions_are_no_trouble() -> None:
    assert gcj02_to_wgs84(np.empty((0, 2))).shape == (0, 2)


def test_positions_that_come_in_are_left_alone() -> None:
    positions = np.array([[116.4, 39.9]])
    gcj02_to_wgs84(positions)
    assert positions.tolist() == [[116.4, 39.9]]


def test_borders_stay_shared_there_and_back(atlas: Catalog) -> None:
    districts = load_areas(atlas, DATA)[PlaceKind.DISTRICT].geometry.to_numpy()
    there = shapely.transform(districts, wgs84_to_gcj02)
    assert shapely.coverage_is_valid(there)
    assert shapely.equals_exact(shapely.transform(there, gcj02_to_wgs84), districts).all()

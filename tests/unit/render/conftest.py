"""The map's constant layers, and Toytown with hostile words, each built once."""

from __future__ import annotations

import pytest
from geopandas import GeoDataFrame

from tests.conftest import SHIPPED
from tests.hostile_zone import TOYTOWN
from tests.unit.render.hostile import twin
from zgc_map.geo import join_parks, load_areas, stack_areas
from zgc_map.model import Catalog, PlaceKind
from zgc_map.render.map import MapLayers, map_layers


@pytest.fixture(scope="session")
def layers(catalog: Catalog) -> MapLayers:
    """What the map of a dataset is drawn from."""
    areas = load_areas(catalog, TOYTOWN if catalog.about.id == "toytown" else SHIPPED)
    return map_layers(join_parks(catalog, stack_areas(areas.values())), areas[PlaceKind.DISTRICT])


@pytest.fixture(scope="session")
def parks(catalog: Catalog) -> GeoDataFrame:
    """The parks of a dataset on their ground."""
    areas = load_areas(catalog, TOYTOWN if catalog.about.id == "toytown" else SHIPPED)
    return join_parks(catalog, stack_areas(areas.values()))


@pytest.fixture(scope="session")
def hostile(catalog: Catalog) -> Catalog:
    """The same ids, links and claims, with every word replaced by a hostile one."""
    return twin(catalog)

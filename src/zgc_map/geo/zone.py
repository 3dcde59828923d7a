"""A whole zone, read and checked: the catalog, its parks on their ground, and all the ground."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd

from zgc_map.catalog import load_catalog
from zgc_map.geo.areas import load_areas, stack_areas
from zgc_map.geo.parks import join_parks
from zgc_map.model import Catalog, PlaceKind


@dataclass(frozen=True)
class Zone:
    """A dataset: the catalog, one row a park (`join_parks`), and every district, EPSG:4326."""

    catalog: Catalog
    parks: gpd.GeoDataFrame
    ground: gpd.GeoDataFrame


def load_zone(folder: Path) -> Zone:
    """Return the zone of a data folder. Raises DataError with every problem if there is one."""
    catalog = load_catalog(folder)
    areas = load_areas(catalog, folder)
    together = stack_areas(areas.values())
    ground = areas.get(PlaceKind.DISTRICT, together[:0])
    return Zone(catalog, join_parks(catalog, together), ground)

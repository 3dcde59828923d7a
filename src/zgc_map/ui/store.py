"""The one cached door to the data. What is cached is shared by all visitors and never changed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import streamlit as st

import zgc_map
from zgc_map.catalog import load_catalog
from zgc_map.geo import join_parks, load_areas, stack_areas
from zgc_map.model import Catalog, PlaceKind
from zgc_map.render.map import MapLayers, map_layers


@dataclass(frozen=True)
class Store:
    """A dataset, loaded and checked: the catalog, one row a park, and the map's layers."""

    catalog: Catalog
    parks: gpd.GeoDataFrame
    layers: MapLayers


def data_folder() -> Path:
    """Return the data folder: ``ZGC_MAP_DATA``, or the one shipped beside the source."""
    given = os.environ.get("ZGC_MAP_DATA")
    return Path(given) if given else Path(zgc_map.__file__).parents[2] / "data"


def open_store() -> Store:
    """Return the dataset. Raises DataError with every problem if it cannot be trusted."""
    folder = data_folder()
    files = sorted(
        path for path in folder.rglob("*") if path.suffix in {".csv", ".json", ".geojson"}
    )
    stamps = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    return _load(str(folder), stamps)


@st.cache_resource(show_spinner=False, max_entries=2)
def _load(folder: str, stamps: tuple[tuple[str, int, int], ...]) -> Store:
    """Return the dataset of a folder; `stamps` makes a changed file be read anew."""
    del stamps
    catalog = load_catalog(Path(folder))
    areas = load_areas(catalog, Path(folder))
    together = stack_areas(areas.values())
    parks = join_parks(catalog, together)
    return Store(catalog, parks, map_layers(parks, areas.get(PlaceKind.DISTRICT, together[:0])))

"""The map as folium draws it, once a dataset. What changes travels beside it: see `changes`.

This module alone imports folium. folium compiles what it renders as a server-side template, so
only ids and numbers pass through it here, and no text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
from branca.element import MacroElement
from jinja2 import Template
from shapely import set_precision
from shapely.geometry import MultiPolygon, Polygon, mapping
from shapely.geometry.base import BaseGeometry

from zgc_map.geo import bands
from zgc_map.model import About, PlaceKind

STATIC = "app/static"
"""The static route as seen from a page, whatever the base path."""

GRID = 1e-5
"""Shown coordinates are rounded to this many degrees (about 1 m)."""

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


SCRIPTS = [
    ("leaflet", f"{STATIC}/vendor/leaflet/leaflet.js"),
    ("atlas_controls", f"{STATIC}/atlas/controls.js"),
    ("atlas_arcs", f"{STATIC}/atlas/arcs.js"),
    ("atlas_tiles", f"{STATIC}/atlas/tiles.js"),
    ("atlas_labels", f"{STATIC}/atlas/labels.js"),
    ("atlas_map", f"{STATIC}/atlas/map.js"),
]
STYLES = [
    ("leaflet_css", f"{STATIC}/vendor/leaflet/leaflet.css"),
    ("atlas_map_css", f"{STATIC}/atlas/map.css"),
    ("atlas_pictures_css", f"{STATIC}/atlas/pictures.css"),
]
"""Our own copies in place of folium's defaults, which would be fetched from other hosts."""


class _Start(MacroElement):
    """Hands the finished map to the atlas script."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "atlas.start({{ this._parent.get_name() }}, {{ this.options }});"
        "{% endmacro %}"
    )

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__()
        self._name = "AtlasStart"
        self.options = json.dumps(options)


@dataclass(frozen=True)
class MapLayers:
    """The constant geometry of a dataset, ready to draw: GeoJSON features, bottom layer first."""

    bounds: tuple[tuple[float, float], tuple[float, float]]
    areas: tuple[tuple[dict[str, Any], ...], ...]
    symbols: tuple[dict[str, Any], ...]


def map_layers(parks: gpd.GeoDataFrame, ground: gpd.GeoDataFrame) -> MapLayers:
    """Return what the map is drawn from: ground, districts in bands, development areas, symbols.

    Parameters
    ----------
    parks
        One row a park as from `join_parks`, EPSG:4326.
    ground
        Every district of the dataset (``place_id``, geometry), EPSG:4326; may have no row.
    """
    everything = pd.concat([ground.geometry, parks.geometry])
    west, south, east, north = (float(value) for value in everything.total_bounds)
    empty = ground[~ground["place_id"].isin(parks["place_id"])]
    areas = [tuple(_feature(shape, part="ground") for shape in empty.geometry)]
    for kind in PlaceKind:
        rows = parks[parks["kind"] == kind.value]
        over = kind is PlaceKind.DEVELOPMENT_AREA
        shapes = list(
            zip(map(_checked, rows.index), rows["sectors"], rows["geometry"], strict=True)
        )
        if over:  # else what lies below would show through its bands, as if it were two regions
            areas.append(tuple(_feature(shape, part="ground") for _, _, shape in shapes))
        areas.append(tuple(band for row in shapes for band in _bands(*row)))
        areas.append(
            tuple(_feature(shape, part="area", park=park, over=over) for park, _, shape in shapes)
        )
    symbols = tuple(
        _feature(point, part="symbol", park=_checked(park))
        for park, point in parks["symbol"].items()
    )
    return MapLayers(((south, west), (north, east)), tuple(areas), symbols)


def base_map(layers: MapLayers, about: About) -> folium.Map:
    """Return the constant map: the browser never has to build it twice.

    It holds no text, colour or language, so that it is the same for every view of a dataset.
    """
    (south, west), (north, east) = layers.bounds
    atlas = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=9,
        tiles=None,
        zoom_snap=0.05,
        zoom_delta=1,
        trackResize=False,  # static/atlas/map.js does, and knows when nobody sees the map
        minZoom=6,  # in Leaflet's spelling: folium's min_zoom reaches only tile layers
        maxZoom=15,
    )
    atlas._id = "atlas"
    atlas.default_js, atlas.default_css = SCRIPTS, STYLES
    for features in layers.areas:
        _add(atlas, features)
    _add(atlas, layers.symbols, marker=folium.CircleMarker(radius=4.5))
    atlas.add_child(_Start({"id": _checked(about.id), "bounds": layers.bounds}))
    return atlas


def _bands(
    park: str, sectors: Sequence[str], shape: Polygon | MultiPolygon
) -> Iterable[dict[str, Any]]:
    """Yield one feature a sector for a park with several; one sector fills the park itself."""
    if len(sectors) < 2:
        return
    for sector, part in zip(sectors, bands(shape, len(sectors)), strict=True):
        yield _feature(part, part="band", park=park, sector=_checked(sector))


def _feature(geometry: BaseGeometry, **properties: object) -> dict[str, Any]:
    shown = set_precision(geometry, GRID, mode="pointwise")
    return {"type": "Feature", "properties": properties, "geometry": mapping(shown)}


def _add(atlas: folium.Map, features: Sequence[dict[str, Any]], **options: Any) -> None:
    if features:
        data = {"type": "FeatureCollection", "features": list(features)}
        folium.GeoJson(data, smooth_factor=0, **options).add_to(atlas)


def _checked(value: object) -> str:
    """Return an id unchanged. Raises ValueError if it could be anything but an id."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise ValueError(f"not an id: {value!r}")
    return value

"""The basemaps a reader may choose: addresses and attributions as xyzservices keeps them."""

from __future__ import annotations

from typing import Any

from xyzservices import TileProvider, providers

from zgc_map.query import Basemap


def _tiles(provider: TileProvider) -> dict[str, Any]:
    return {
        "url": provider.build_url(x="{x}", y="{y}", z="{z}", r=""),
        "attribution": provider.html_attribution,
        "maxZoom": provider.get("max_zoom", 18),
    }


TILES: dict[Basemap, dict[str, Any]] = {
    Basemap.STREETS: _tiles(providers.OpenStreetMap.Mapnik),
    Basemap.HUMANITARIAN: _tiles(providers.OpenStreetMap.HOT),
    Basemap.TOPOGRAPHIC: _tiles(providers.OpenTopoMap),
}
"""Keyless services in WGS 84 only: a GCJ-02 map would put every district half a kilometre off."""

NAMES: dict[Basemap, str] = {
    Basemap.STREETS: "OpenStreetMap",
    Basemap.HUMANITARIAN: "OpenStreetMap HOT",
    Basemap.TOPOGRAPHIC: "OpenTopoMap",
}
"""Proper names, the same in every language."""
